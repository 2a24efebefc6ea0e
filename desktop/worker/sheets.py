"""Sheets that the window fills: cell by cell, in between questions, so that none of them waits for a sheet."""

from __future__ import annotations

import sqlite3
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from desktop.answering.sheet import written
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.extraction import Extracted, Field, Outcome
from desktop.domain.fact import Fact
from desktop.protocol.events import CellFilled, CellReviewed, Failed, SheetFilled
from desktop.protocol.requests import FillSheet, SaveSheet
from desktop.store import documents, extracted
from desktop.worker.extracting import Find, cell_of, write_sheet
from desktop.worker.pipe import Pipe


@dataclass(slots=True)
class _Sheet:
    """The cells (field and document) that are still to be looked for."""

    id: str
    cells: deque[tuple[Field, str]] = field(default_factory=deque)


class Sheets:
    """The sheets that are being filled, one after the other."""

    def __init__(self, db: sqlite3.Connection, home: Path, find: Find, pipe: Pipe) -> None:
        self._db, self._home, self._find, self._pipe = db, home, find, pipe
        self._waiting: deque[_Sheet] = deque()

    @property
    def are_filled(self) -> bool:
        """Whether there is nothing to do."""
        return not self._waiting

    def begin(self, request: FillSheet) -> None:
        """Fill this sheet after those that were asked for before."""
        cells = deque((one, document) for document in request.documents for one in request.fields)
        self._waiting.append(_Sheet(request.id, cells))

    def fill_one(self) -> None:
        """Find one cell and tell it; it is given up for later where a request comes in meanwhile."""
        sheet = self._waiting[0]
        if self._pipe.stopped(sheet.id):
            self._pipe.send(Failed(sheet.id, ErrorCode.CANCELLED))
            self._waiting.popleft()
        elif sheet.cells:
            self._fill(sheet)
        else:
            self._pipe.send(SheetFilled(sheet.id))
            self._waiting.popleft()

    def save(self, request: SaveSheet) -> int:
        """Write the cells that are known; the others count as not read. The number of rows; KnownError."""
        rows = [tuple(self._kept(one, document) for one in request.fields) for document in request.documents]
        write_sheet(self._db, self._home, Path(request.path), request.fields, rows)
        return len(rows)

    def tell_reviewed(self, fact: Fact) -> None:
        """A person has said something of a fact: tell how the cells that hold it are now."""
        for wanted, cell in extracted.holding(self._db, fact):
            self._pipe.send(CellReviewed(wanted, cell, written(wanted, cell)[0]))

    def _fill(self, sheet: _Sheet) -> None:
        wanted, document = sheet.cells[0]
        try:
            if documents.row(self._db, document) is not None:
                cell = cell_of(self._db, self._find, wanted, document, lambda: self._is_interrupted(sheet))
                self._pipe.send(CellFilled(sheet.id, cell, written(wanted, cell)[0]))
        except KnownError as error:
            if error.code is ErrorCode.CANCELLED:
                return
            self._pipe.send(Failed(sheet.id, error.code, error.subject, error.detail))
            self._waiting.popleft()
        sheet.cells.popleft()

    def _is_interrupted(self, sheet: _Sheet) -> bool:
        return self._pipe.stopped(sheet.id) or self._pipe.is_waiting()

    def _kept(self, wanted: Field, document: str) -> Extracted:
        cell = extracted.kept(self._db, wanted, document)
        return cell or Extracted(document, wanted.name, Outcome.NOT_READ)
