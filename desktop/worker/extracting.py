"""Fields extracted from documents: what was extracted before is taken from the library, the rest is found and kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.answering.sheet import SheetRow, write_sheet_csv, write_sheet_xlsx
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.extraction import Extracted, Field, Outcome
from desktop.store import documents, extracted, originals, settings
from desktop.store.disk import file_error
from desktop.worker.packs import language_model

#: finds a field in a document (id) unless it is stopped: KnownError(CANCELLED)
Find = Callable[[Field, str, Callable[[], bool]], Extracted]


def row_of(
    db: sqlite3.Connection, find: Find, fields: Sequence[Field], document: str, stopped: Callable[[], bool]
) -> tuple[Extracted, ...]:
    """The cells of a document (id); each is kept as soon as it is there.

    KnownError(CANCELLED) soon after ``stopped()`` is true: the next time it goes on where it was.
    """
    return tuple(cell_of(db, find, field, document, stopped) for field in fields)


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


def cell_of(db: sqlite3.Connection, find: Find, field: Field, document: str, stopped: Callable[[], bool]) -> Extracted:
    """The cell as it was kept, else as it is found now, and kept. KnownError(CANCELLED).

    What is provisional, or was not found by another language model, is looked for again.
    """
    cell = extracted.kept(db, field, document)
    if cell is None or cell.provisional or _is_of_another_model(db, cell):
        cell = _found(db, find, field, document, stopped)
    return cell


def _found(db: sqlite3.Connection, find: Find, field: Field, document: str, stopped: Callable[[], bool]) -> Extracted:
    """The cell as it is found now; provisional where pages were still to be read when it was begun.

    Where it can't be read now, what was found before stays.
    """
    if stopped():
        raise KnownError(ErrorCode.CANCELLED)
    is_whole = extracted.is_whole(db, document)
    cell = replace(find(field, document, stopped), provisional=not is_whole)
    if cell.outcome is Outcome.NOT_READ:
        extracted.drop_unfound(db, field, document)
    else:
        extracted.keep(db, field, cell)
    return extracted.kept(db, field, document) or cell


def _is_of_another_model(db: sqlite3.Connection, cell: Extracted) -> bool:
    if cell.outcome is not Outcome.NOT_FOUND or not cell.model:
        return False
    model = language_model(settings.load(db).model)
    return model is not None and model.name != cell.model
