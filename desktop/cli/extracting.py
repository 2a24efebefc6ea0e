"""``tercet extract``: a sheet with a row for each document and columns for each field."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from pathlib import Path

from desktop import paths
from desktop.answering.fields import field_lists, named_fields
from desktop.cli.contract import extracted_json, print_line
from desktop.cli.error_words import error_words
from desktop.cli.names import DONE, USAGE
from desktop.cli.words import words
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.extraction import Outcome
from desktop.store import documents, extracted, settings
from desktop.store.database import open_library
from desktop.worker.answerer import Answerer
from desktop.worker.extracting import extract_all, write_sheet
from desktop.worker.packs import LANGUAGE_MODELS, language_model

_WORDS = {
    "en": {
        "row": "{at}/{count}  {document}: {found} of {fields:field} found",
        "written": "{path}: {rows:row}.",
        "nowhere": "Say where the sheet is to go: --csv OUT.csv, --xlsx OUT.xlsx or --json.",
        "no-documents": "The library {home} holds no documents. Add some with: tercet add FILE",
    },
    "zh": {
        "row": "{at}/{count}  {document}：{fields} 个字段中找到 {found} 个",
        "written": "{path}：{rows} 行。",
        "nowhere": "请说明表格写到哪里：--csv 文件.csv、--xlsx 文件.xlsx 或 --json。",
        "no-documents": "文档库 {home} 中没有文档。添加：tercet add 文件",
    },
}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("extract", help="find the same fields in every document, as a sheet")
    parser.add_argument(
        "--fields",
        required=True,
        metavar="FIELDS",
        help=f"a CSV file with name, description, type, example, or one of: {', '.join(field_lists())}",
    )
    parser.add_argument("--document", action="append", default=[], metavar="NAME_OR_ID", help="only this document")
    parser.add_argument("--csv", metavar="OUT.csv", help="write the sheet as CSV")
    parser.add_argument("--xlsx", metavar="OUT.xlsx", help="write it as XLSX, with links to the pages")
    parser.add_argument("--json", action="store_true", help="one JSON object per document on stdout")
    parser.add_argument("--anew", action="store_true", help="find again what was found before")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Extract the fields; what was extracted before is not looked for again."""
    if not (given.csv or given.xlsx or given.json):
        print(words(_WORDS, "nowhere"), file=sys.stderr)
        return USAGE
    fields, home = named_fields(given.fields), paths.library_home()
    db = open_library(home)
    names = {row.document.id: row.document.name for row in documents.rows(db)}
    chosen = tuple(documents.named(db, name) for name in given.document) or tuple(names)
    if not chosen:
        print(words(_WORDS, "no-documents", home=home), file=sys.stderr)
    if given.anew:
        for document in chosen:
            extracted.forget(db, document)
    _warn_without_model(db)
    answerer = Answerer(db, home)
    rows = []
    try:
        for at, cells in enumerate(extract_all(db, answerer.extract, fields, chosen, lambda: False), start=1):
            rows.append(cells)
            found = sum(cell.outcome is Outcome.FOUND for cell in cells)
            name = names[cells[0].document]
            told = words(_WORDS, "row", at=at, count=len(chosen), document=name, found=found, fields=len(fields))
            print(told, file=sys.stderr)
            if given.json:
                print_line(extracted_json(cells, names))
    finally:
        answerer.close()
    for path in filter(None, (given.csv, given.xlsx)):
        write_sheet(db, home, Path(path), fields, rows)
        print(words(_WORDS, "written", path=path, rows=len(rows)), file=sys.stderr)
    return DONE


def _warn_without_model(db: sqlite3.Connection) -> None:
    """What no fact of a document tells is only looked for with a language model: say so once if there is none."""
    if language_model(settings.load(db).model) is None:
        print(error_words(KnownError(ErrorCode.MODEL_MISSING, LANGUAGE_MODELS[0])), file=sys.stderr)
