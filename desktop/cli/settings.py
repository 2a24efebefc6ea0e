"""``tercet settings``: how this library's pages are cut into passages."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from pathlib import Path

from desktop import paths
from desktop.cli.contract import print_line
from desktop.cli.names import DONE
from desktop.cli.words import words
from desktop.domain.settings import Chunker
from desktop.store import documents, settings
from desktop.store.database import open_library
from desktop.worker.answerer import Answerer

_WORDS = {
    "en": {
        Chunker.STRUCTURE: "Passages: by structure, {passages:passage}.",
        Chunker.WINDOW: "Passages: fixed windows with overlap, {passages:passage}.",
        Chunker.PAGE: "Passages: one for each page, {passages:passage}.",
        "progress": "{indexed} of {passages:passage} indexed",
        "waiting": "{indexed} of them are indexed; the rest follows while Tercet is open.",
    },
    "zh": {
        Chunker.STRUCTURE: "段落：按结构切分，共 {passages} 个。",
        Chunker.WINDOW: "段落：固定长度窗口，有重叠，共 {passages} 个。",
        Chunker.PAGE: "段落：每页一个，共 {passages} 个。",
        "progress": "已索引 {indexed}/{passages} 个段落",
        "waiting": "已索引 {indexed} 个；其余将在 Tercet 打开时继续。",
    },
}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("settings", help="show or change how the library's pages are cut into passages")
    parser.add_argument(
        "--chunker",
        choices=[one.value for one in Chunker],
        help="structure: whole paragraphs and table rows (the default); window: fixed length with overlap; page: one a page",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run_settings)


def run_settings(given: argparse.Namespace) -> int:
    """Change what is named, index the library anew where that asks for it, and print what holds now."""
    home = paths.library_home()
    db = open_library(home)
    if given.chunker:
        _choose(db, home, Chunker(given.chunker))
    chunker, passages, indexed = settings.load(db).chunker, *_figures(db)
    if given.json:
        print_line({"chunker": chunker, "passages": passages, "indexed": indexed})
        return DONE
    print(words(_WORDS, chunker, passages=passages))
    if indexed < passages:
        print(words(_WORDS, "waiting", indexed=indexed))
    return DONE


def _choose(db: sqlite3.Connection, home: Path, chunker: Chunker) -> None:
    answerer = Answerer(db, home)
    try:
        answerer.choose_chunker(chunker)
        while answerer.index_some():
            _show_progress(db)
    finally:
        answerer.close()


def _figures(db: sqlite3.Connection) -> tuple[int, int]:
    """How many passages are to be in the index, and how many are."""
    rows = documents.rows(db)
    return sum(row.passages for row in rows), sum(row.indexed for row in rows)


def _show_progress(db: sqlite3.Connection) -> None:
    if sys.stderr.isatty():
        passages, indexed = _figures(db)
        line = words(_WORDS, "progress", passages=passages, indexed=indexed)
        print(f"\r\x1b[K{line}", end="\r", file=sys.stderr, flush=True)
