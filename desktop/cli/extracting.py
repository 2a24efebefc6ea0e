"""``tercet extract``: a sheet with a row for each document and columns for each field."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from desktop import paths
from desktop.answering.fields import field_lists, named_fields
from desktop.cli.contract import extracted_json, print_line
from desktop.cli.error_words import error_words
from desktop.cli.names import DONE, USAGE
from desktop.cli.stopping import stoppable
from desktop.cli.words import words
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.extraction import Extracted, Field, Outcome
from desktop.store import documents, extracted, settings
from desktop.store.database import open_library
from desktop.worker.answerer import Answerer
from desktop.worker.extracting import row_of, write_sheet
from desktop.worker.packs import LANGUAGE_MODELS, language_model

Cells = tuple[Extracted, ...]  #: of a document, one for each field

_WORDS = {
    "en": {
        "row": "{at}/{count}  {document}: {found} of {fields:field} found",
        "written": "{path}: {rows:row}.",
        "broken-off": "Broken off: {documents:document} not looked at to the end. What was found is kept; "
        "the same command goes on with the rest.",
        "nowhere": "Say where the sheet is to go: --csv OUT.csv, --xlsx OUT.xlsx or --json.",
        "no-documents": "The library {home} holds no documents. Add some with: tercet add FILE",
    },
    "zh": {
        "row": "{at}/{count}  {document}：{fields} 个字段中找到 {found} 个",
        "written": "{path}：{rows} 行。",
        "broken-off": "已中断：{documents} 个文档没有查完。已找到的结果会保留；再次运行同一命令即从断点继续。",
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
    """Extract the fields; what was extracted before is not looked for again.

    However it ends, the files are written: what was not come to is kept from before, or not read.
    """
    if not (given.csv or given.xlsx or given.json):
        print(words(_WORDS, "nowhere"), file=sys.stderr)
        return USAGE
    fields, home = named_fields(given.fields), paths.library_home()
    db = open_library(home)
    names = {row.document.id: row.document.name for row in documents.rows(db)}
    chosen = tuple(documents.named(db, name) for name in given.document) or tuple(names)
    if not chosen:
        print(words(_WORDS, "no-documents", home=home), file=sys.stderr)
    _warn_without_model(db)
    rows: list[Cells] = []
    try:
        for cells in _extracted(db, home, given, fields, chosen):
            rows.append(cells)
            _tell(cells, names, len(rows), len(chosen))
            if given.json:
                print_line(extracted_json(cells, names))
    finally:
        rest = _rest(db, fields, chosen[len(rows) :])
        _write(db, home, given, fields, (*rows, *rest))
        if rest:
            print(words(_WORDS, "broken-off", documents=len(rest)), file=sys.stderr)
    return DONE


def _extracted(
    db: sqlite3.Connection, home: Path, given: argparse.Namespace, fields: Sequence[Field], chosen: Sequence[str]
) -> Iterator[Cells]:
    """The cells of each document, until Ctrl+C; ``--anew`` forgets what was found of these fields before, not sooner than it is its turn."""
    with stoppable() as stopped, closing(Answerer(db, home)) as answerer:
        for document in chosen:
            if given.anew:
                extracted.forget(db, document, fields)
            yield row_of(db, answerer.extract, fields, document, stopped)


def _tell(cells: Cells, names: Mapping[str, str], at: int, count: int) -> None:
    found = sum(cell.outcome is Outcome.FOUND for cell in cells)
    name = names[cells[0].document]
    told = words(_WORDS, "row", at=at, count=count, document=name, found=found, fields=len(cells))
    print(told, file=sys.stderr)


def _rest(db: sqlite3.Connection, fields: Sequence[Field], unfinished: Sequence[str]) -> tuple[Cells, ...]:
    """The cells that are kept of documents that were not come to; the others count as not read."""
    return tuple(tuple(_kept(db, field, document) for field in fields) for document in unfinished)


def _kept(db: sqlite3.Connection, field: Field, document: str) -> Extracted:
    return extracted.kept(db, field, document) or Extracted(document, field.name, Outcome.NOT_READ)


def _write(
    db: sqlite3.Connection, home: Path, given: argparse.Namespace, fields: Sequence[Field], rows: Sequence[Cells]
) -> None:
    """Write the files, then say so: nobody may read it any more, as behind a pipe that Ctrl+C has ended too."""
    files = tuple(filter(None, (given.csv, given.xlsx)))
    for path in files:
        write_sheet(db, home, Path(path), fields, rows)
    for path in files:
        print(words(_WORDS, "written", path=path, rows=len(rows)), file=sys.stderr)


def _warn_without_model(db: sqlite3.Connection) -> None:
    """What no fact of a document tells is only looked for with a language model: say so once if there is none."""
    if language_model(settings.load(db).model) is None:
        print(error_words(KnownError(ErrorCode.MODEL_MISSING, LANGUAGE_MODELS[0])), file=sys.stderr)
