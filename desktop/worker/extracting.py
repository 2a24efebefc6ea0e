"""Fields extracted from documents: what was extracted before is taken from the library, the rest is found and kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from desktop.answering.fields import load_fields
from desktop.answering.sheet import SheetRow, write_sheet_csv, write_sheet_xlsx
from desktop.domain.extraction import Extracted, Field, Outcome
from desktop.paths import resources
from desktop.store import documents, extracted, originals
from desktop.store.disk import file_error
from desktop.worker.answerer import Answerer


def named_fields(name: str) -> tuple[Field, ...]:
    """The fields of a CSV file, or of one of the program's own lists where no file is called so. KnownError."""
    own = resources() / "fields" / f"{name}.csv"
    path = Path(name)
    return load_fields(
        own if not path.exists() and own.parent == (own.parent / name).parent and own.is_file() else path
    )


def field_lists() -> tuple[str, ...]:
    """Names of the program's own lists."""
    return tuple(sorted(path.stem for path in (resources() / "fields").glob("*.csv")))


def extract_all(
    db: sqlite3.Connection,
    answerer: Answerer,
    fields: Sequence[Field],
    chosen: Sequence[str],
    stopped: Callable[[], bool],
) -> Iterator[tuple[Extracted, ...]]:
    """The cells of each document (ids), one document after another; each is kept as soon as it is there.

    KnownError(CANCELLED) soon after ``stopped()`` is true: the next time it goes on where it was.
    """
    for document in chosen:
        yield tuple(_cell(db, answerer, field, document, stopped) for field in fields)


def write_sheet(
    db: sqlite3.Connection, home: Path, path: Path, fields: Sequence[Field], rows: Sequence[tuple[Extracted, ...]]
) -> None:
    """Write the rows as XLSX where the file's name says so, else as CSV. KnownError NOT_READABLE or DISK_FULL."""
    found = {row.document.id: row for row in documents.rows(db)}
    lines = [
        SheetRow(
            found[cells[0].document].document.name,
            cells,
            originals.path(home, found[cells[0].document].original).resolve(),
        )
        for cells in rows
        if cells[0].document in found
    ]
    write = write_sheet_xlsx if path.suffix.lower() == ".xlsx" else write_sheet_csv
    try:
        write(path, fields, lines)
    except OSError as error:
        raise file_error(str(path), error) from error


def _cell(
    db: sqlite3.Connection, answerer: Answerer, field: Field, document: str, stopped: Callable[[], bool]
) -> Extracted:
    cell = extracted.kept(db, field, document)
    if cell is None:
        cell = answerer.extract(field, document, stopped)
        if cell.outcome is not Outcome.NOT_READ:
            extracted.keep(db, field, cell)
    return cell
