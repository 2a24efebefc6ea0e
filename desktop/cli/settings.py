"""``tercet settings``: how this library's pages are cut into passages, and which models find and rank them."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from desktop import paths
from desktop.cli.contract import print_line
from desktop.cli.names import DONE
from desktop.cli.stopping import look, stoppable
from desktop.cli.words import words
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.settings import Chunker, ModelChoice
from desktop.store import documents, settings
from desktop.store.database import open_library
from desktop.wire import local_path, printable, wire_path
from desktop.worker.answerer import Answerer

_OWN = "default"  #: stands for the program's own embedder
_NONE = "none"  #: stands for no cross-encoder
_WORDS = {
    "en": {
        Chunker.STRUCTURE: "Passages: by structure, {passages:passage}.",
        Chunker.WINDOW: "Passages: fixed windows with overlap, {passages:passage}.",
        Chunker.PAGE: "Passages: one for each page, {passages:passage}.",
        "own": "the program's own models",
        "embedder": "Found by: {embedder}.",
        "reranker": "Ranked once more by: {reranker}.",
        "model": "Answered by: {model}.",
        "next": "To be found by: {embedder}, once all are indexed with it.",
        "progress": "{settled} of {passages:passage} indexed",
        "waiting": "{settled} of them are indexed so; the rest follows while Tercet is open.",
    },
    "zh": {
        Chunker.STRUCTURE: "段落：按结构切分，共 {passages} 个。",
        Chunker.WINDOW: "段落：固定长度窗口，有重叠，共 {passages} 个。",
        Chunker.PAGE: "段落：每页一个，共 {passages} 个。",
        "own": "程序自带的模型",
        "embedder": "检索模型：{embedder}。",
        "reranker": "重排模型：{reranker}。",
        "model": "回答模型：{model}。",
        "next": "即将改用：{embedder}，全部段落索引完成后生效。",
        "progress": "已索引 {settled}/{passages} 个段落",
        "waiting": "已按此索引 {settled} 个；其余将在 Tercet 打开时继续。",
    },
}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("settings", help="show or change how the library's pages are cut and searched")
    parser.add_argument(
        "--chunker",
        choices=[one.value for one in Chunker],
        help="structure: whole paragraphs and table rows (the default); window: fixed length with overlap; page: one a page",
    )
    parser.add_argument(
        "--embedder",
        metavar="FOLDER",
        help=f"a sentence-transformers model that finds passages; {_OWN}: the program's own",
    )
    parser.add_argument(
        "--reranker",
        metavar="FOLDER",
        help=f"a sentence-transformers cross-encoder that ranks what was found once more; {_NONE}: none (the default)",
    )
    parser.add_argument(
        "--model",
        metavar="FILE|URL",
        help="the language model that answers: a GGUF file, or the address of a server that speaks the OpenAI API, such as"
        f" http://127.0.0.1:11434/v1; {_OWN}: the program's own",
    )
    parser.add_argument("--model-name", default="", metavar="NAME", help="the server's model (its first)")
    parser.add_argument("--api-key-file", metavar="FILE", help="a file whose first line is the server's key")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run_settings)


def run_settings(given: argparse.Namespace) -> int:
    """Change what is named, index the library anew where that asks for it, and print what holds now."""
    home = paths.library_home()
    db = open_library(home)
    if given.chunker or given.embedder or given.reranker or given.model:
        _change(db, home, given)
    if given.json:
        _print_json(db)
    else:
        _print(db)
    return DONE


def _change(db: sqlite3.Connection, home: Path, given: argparse.Namespace) -> None:
    with closing(Answerer(db, home)) as answerer:
        if given.embedder:
            answerer.choose_embedder(_folder(given.embedder))
        if given.reranker:
            answerer.choose_reranker(_folder(given.reranker))
        if given.model:
            answerer.choose_model(_model(given))
        if given.chunker:
            answerer.choose_chunker(Chunker(given.chunker))
        with stoppable() as stopped:
            while answerer.index_some():
                _show_progress(db)
                look(stopped)


def _model(given: argparse.Namespace) -> ModelChoice:
    if given.model == _OWN:
        return ModelChoice()
    if not ModelChoice(given.model).is_server:
        return ModelChoice(wire_path(str(Path(given.model).absolute())))
    return ModelChoice(given.model, given.model_name, _key(given.api_key_file) if given.api_key_file else "")


def _key(file: str) -> str:
    try:
        return next(iter(Path(file).read_text("utf-8").splitlines()), "").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError(ErrorCode.NOT_READABLE, file, str(error)) from error


def _folder(named: str) -> str:
    return "" if named in (_OWN, _NONE) else wire_path(str(Path(named).absolute()))


def _print(db: sqlite3.Connection) -> None:
    chosen, (passages, settled) = settings.load(db), _figures(db)
    print(words(_WORDS, chosen.chunker, passages=passages))
    print(words(_WORDS, "embedder", embedder=_shown(chosen.embedder)))
    if chosen.reranker:
        print(words(_WORDS, "reranker", reranker=_path(chosen.reranker)))
    print(words(_WORDS, "model", model=_model_shown(chosen.model)))
    if chosen.next_embedder is not None:
        print(words(_WORDS, "next", embedder=_shown(chosen.next_embedder)))
    if settled < passages:
        print(words(_WORDS, "waiting", settled=settled))


def _print_json(db: sqlite3.Connection) -> None:
    chosen, (passages, settled) = settings.load(db), _figures(db)
    following = None if chosen.next_embedder is None else _path(chosen.next_embedder)
    print_line(
        {
            "chunker": chosen.chunker,
            "embedder": _path(chosen.embedder),
            "next_embedder": following,
            "reranker": _path(chosen.reranker),
            "model": chosen.model.place if chosen.model.is_server else _path(chosen.model.place),
            "model_name": chosen.model.name,
            "passages": passages,
            "indexed": settled,
        }
    )


def _model_shown(chosen: ModelChoice) -> str:
    return " ".join(filter(None, (chosen.place, chosen.name))) if chosen.is_server else _shown(chosen.place)


def _shown(folder: str) -> str:
    return _path(folder) or words(_WORDS, "own")


def _path(folder: str) -> str:
    return printable(local_path(folder))


def _figures(db: sqlite3.Connection) -> tuple[int, int]:
    """How many passages are to be in the index, and how many are as the settings want them."""
    rows = documents.rows(db)
    return sum(row.passages for row in rows), sum(row.settled for row in rows)


def _show_progress(db: sqlite3.Connection) -> None:
    if sys.stderr.isatty():
        passages, settled = _figures(db)
        line = words(_WORDS, "progress", passages=passages, settled=settled)
        print(f"\r\x1b[K{line}", end="\r", file=sys.stderr, flush=True)
