"""Writing CSV files of facts, with the names of their documents."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from desktop.answering.export import ExportRow, write_csv
from desktop.domain.fact import Fact
from desktop.store import answers, documents, facts
from desktop.store.disk import file_error


def export(db: sqlite3.Connection, path: Path, chosen: tuple[int, ...] = (), *, reviewed: bool = False) -> int:
    """Write the facts of these answers, or all facts, or the reviewed ones alone; returns the number of rows."""
    if chosen:
        found: Iterable[Fact] = (fact for record in answers.chosen(db, chosen) for fact in _given(record))
    else:
        found = facts.every(db, reviewed=reviewed)
    return _write(db, path, found)


def export_answers(db: sqlite3.Connection, path: Path) -> int:
    """Write the facts of every answer in the chat; returns the number of rows."""
    return _write(db, path, (fact for record in answers.recent(db, limit=-1) for fact in _given(record)))


def _given(record: answers.AnswerRecord) -> Iterator[Fact]:
    yield from record.answer.facts
    for computed in record.answer.calculations:
        yield from computed.operands


def _write(db: sqlite3.Connection, path: Path, found: Iterable[Fact]) -> int:
    names = {row.document.id: row.document.name for row in documents.rows(db)}
    try:
        return write_csv(path, (_row(fact, names) for fact in found))
    except OSError as error:
        raise file_error(str(path), error) from error


def _row(fact: Fact, names: Mapping[str, str]) -> ExportRow:
    triple, quantity, evidence = fact.triple, fact.quantity, fact.evidence
    return ExportRow(
        triple.entity,
        triple.attribute,
        triple.value,
        quantity.number if quantity else None,
        quantity.unit if quantity else "",
        fact.period,
        names.get(evidence.document, ""),
        evidence.page + 1,
        evidence.quote,
        fact.confidence,
        fact.review,
    )
