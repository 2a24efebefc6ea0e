"""Writing CSV files of facts, with the names of their documents."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop.answering.export import ExportRow, write_csv
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.fact import Fact
from desktop.store import answers, documents, facts


def export(db: sqlite3.Connection, path: Path, chosen: tuple[int, ...] = ()) -> int:
    """Write the facts of these answers, or all facts read; returns the number of rows."""
    if chosen:
        found: Iterable[Fact] = (fact for record in answers.chosen(db, chosen) for fact in _given(record))
    else:
        found = facts.every(db)
    return _write(db, path, found)


def export_answers(db: sqlite3.Connection, path: Path) -> int:
    """Write the facts of every answer in the chat; returns the number of rows."""
    return _write(db, path, (fact for record in answers.recent(db, limit=-1) for fact in _given(record)))


def _given(record: answers.AnswerRecord) -> Iterator[Fact]:
    yield from record.answer.facts
    if record.answer.calculation:
        yield from record.answer.calculation.operands


def _write(db: sqlite3.Connection, path: Path, found: Iterable[Fact]) -> int:
    names = {row.document.id: row.document.name for row in documents.rows(db)}
    try:
        return write_csv(path, (ExportRow(fact, names.get(fact.evidence.document, "")) for fact in found))
    except OSError as error:
        code = ErrorCode.DISK_FULL if error.errno == 28 else ErrorCode.NOT_READABLE  # noqa: PLR2004 - ENOSPC
        raise KnownError(code, str(path), str(error)) from error
