"""``tercet list``, ``remove``, ``facts`` and ``export``: what the library holds."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desktop import paths
from desktop.cli.contract import document_json, fact_json, print_line
from desktop.cli.error_words import error_words
from desktop.cli.names import DONE, REFUSED
from desktop.cli.words import words
from desktop.domain.errors import ErrorCode, KnownError
from desktop.store import documents, facts
from desktop.store.database import open_library
from desktop.worker.exporting import export, export_answers
from desktop.worker.removing import remove_document

_WORDS = {
    "en": {
        "row": "{name}  {state}  {pages:page} ({ocr} by OCR), {facts:fact}  {id}",
        "empty": "The library {home} holds no documents. Add some with: tercet add FILE",
        "removed": "{name}: removed from the library. Your own file was not touched.",
        "exported": "{path}: {rows:row}.",
        "fact": "⟨{entity}, {attribute}, {value}⟩  {period}  {document}, page {page}",
    },
    "zh": {
        "row": "{name}  {state}  {pages} 页（其中 OCR {ocr} 页），{facts} 条事实  {id}",
        "empty": "文档库 {home} 中没有文档。添加：tercet add 文件",
        "removed": "{name}：已从文档库移除。您自己的文件没有改动。",
        "exported": "{path}：{rows} 行。",
        "fact": "⟨{entity}，{attribute}，{value}⟩  {period}  {document} 第 {page} 页",
    },
}
_STATES = {
    "en": {
        "queued": "waiting",
        "reading": "reading",
        "paused": "paused",
        "ready": "ready",
        "locked": "locked",
        "failed": "failed",
    },
    "zh": {
        "queued": "等待中",
        "reading": "读取中",
        "paused": "已暂停",
        "ready": "就绪",
        "locked": "已加密",
        "failed": "失败",
    },
}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the four subcommands."""
    listing = subparsers.add_parser("list", help="list the documents of the library")
    listing.set_defaults(run=list_documents)
    removing = subparsers.add_parser("remove", help="take documents out of the library")
    removing.add_argument("documents", nargs="+", metavar="NAME_OR_ID")
    removing.set_defaults(run=remove_documents)
    showing = subparsers.add_parser("facts", help="print the facts that were read")
    showing.add_argument("--document", action="append", default=[], metavar="NAME_OR_ID", help="only this document")
    showing.set_defaults(run=show_facts)
    exporting = subparsers.add_parser("export", help="write triples to a CSV file")
    exporting.add_argument("path", metavar="PATH.csv")
    what = exporting.add_mutually_exclusive_group()
    what.add_argument("--facts", action="store_true", help="all facts that were read (the default)")
    what.add_argument("--answers", action="store_true", help="the facts of all answers that were given")
    exporting.add_argument("--reviewed", action="store_true", help="only what a person has accepted or edited")
    exporting.set_defaults(run=export_csv)
    for parser in (listing, showing):
        parser.add_argument("--json", action="store_true", help="one JSON object per line")


def list_documents(given: argparse.Namespace) -> int:
    """Print a line per document."""
    home = paths.library_home()
    found = documents.rows(open_library(home))
    for row in found:
        if given.json:
            print_line(document_json(row, row.document.state, row.detail))
        else:
            _print_row(row)
    if not found and not given.json:
        print(words(_WORDS, "empty", home=home))
    return DONE


def remove_documents(given: argparse.Namespace) -> int:
    """Remove each document that is named; those that are not there are named on stderr."""
    home = paths.library_home()
    db = open_library(home)
    refused = 0
    for name in given.documents:
        try:
            remove_document(db, home, documents.named(db, name))
            print(words(_WORDS, "removed", name=name))
        except KnownError as error:
            if error.code is not ErrorCode.UNKNOWN_DOCUMENT:
                raise
            print(error_words(error), file=sys.stderr)
            refused += 1
    return REFUSED if refused else DONE


def show_facts(given: argparse.Namespace) -> int:
    """Print the facts that were read."""
    db = open_library(paths.library_home())
    chosen = tuple(documents.named(db, name) for name in given.document)
    names = {row.document.id: row.document.name for row in documents.rows(db)}
    for fact in facts.every(db, chosen):
        if given.json:
            print_line(fact_json(fact, names))
            continue
        triple, evidence = fact.triple, fact.evidence
        line = words(
            _WORDS,
            "fact",
            entity=triple.entity,
            attribute=triple.attribute,
            value=triple.value,
            period=fact.period,
            document=names[evidence.document],
            page=evidence.page + 1,
        )
        print(line)
    return DONE


def export_csv(given: argparse.Namespace) -> int:
    """Write a CSV file and say how many rows it has."""
    db = open_library(paths.library_home())
    path = Path(given.path)
    write = export_answers if given.answers else export
    rows = write(db, path, reviewed=given.reviewed)
    print(words(_WORDS, "exported", path=path, rows=rows))
    return DONE


def _print_row(row: documents.DocumentRow) -> None:
    state = words(_STATES, row.document.state)
    print(
        words(
            _WORDS,
            "row",
            name=row.document.name,
            state=state,
            pages=row.document.page_count,
            ocr=row.ocr_pages,
            facts=row.facts,
            id=row.document.id[:12],
        )
    )
