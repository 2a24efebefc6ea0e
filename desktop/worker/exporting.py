"""Writing CSV files of facts and of what was computed from them, with the names of their documents."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from desktop.answering.export import ExportRow, write_csv
from desktop.answering.reviewed import AsReviewed, standing, still_holds
from desktop.domain.answer import Answer, Calculation
from desktop.domain.fact import Fact, Review
from desktop.store import answers, documents, facts
from desktop.store.disk import file_error

_Names = Mapping[str, str]  #: document id -> name


def export(db: sqlite3.Connection, path: Path, chosen: tuple[int, ...] = (), *, reviewed: bool = False) -> int:
    """Write these answers, or where none are named all facts; returns the number of rows.

    Facts are as a person has reviewed them, rejected ones left out; with ``reviewed`` those alone that were accepted
    or edited.
    """
    if chosen:
        return _write_answers(db, path, answers.chosen(db, chosen), reviewed=reviewed)
    names = _names(db)
    return _write(path, (_row(fact, names) for fact in facts.every(db, reviewed=reviewed)))


def export_answers(db: sqlite3.Connection, path: Path, *, reviewed: bool = False) -> int:
    """Write every answer in the chat, as ``export`` does; returns the number of rows."""
    return _write_answers(db, path, answers.recent(db, limit=-1), reviewed=reviewed)


def _write_answers(db: sqlite3.Connection, path: Path, given: Iterable[answers.AnswerRecord], *, reviewed: bool) -> int:
    names, as_reviewed = _names(db), facts.Said(db).as_reviewed
    rows = (row for record in given for row in _rows(record.answer, names, as_reviewed, reviewed=reviewed))
    return _write(path, rows)


def _names(db: sqlite3.Connection) -> _Names:
    return {row.document.id: row.document.name for row in documents.rows(db)}


def _rows(answer: Answer, names: _Names, as_reviewed: AsReviewed, *, reviewed: bool) -> Iterator[ExportRow]:
    for fact in standing(answer.facts, as_reviewed, reviewed=reviewed):
        yield _row(fact, names)
    for computed in answer.calculations:
        operands = tuple(standing(computed.operands, as_reviewed, reviewed=reviewed))
        if still_holds(computed, as_reviewed) and len(operands) == len(computed.operands):
            yield _computed_row(computed, names)
        yield from (_row(fact, names) for fact in operands)


def _row(fact: Fact, names: _Names) -> ExportRow:
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


def _computed_row(computed: Calculation, names: _Names) -> ExportRow:
    """The result as the value and the formula as the quote; it stands on no page."""
    sources = dict.fromkeys(names.get(fact.evidence.document, "") for fact in computed.operands)
    return ExportRow(
        computed.entity,
        computed.name,
        computed.result,
        computed.number,
        computed.unit,
        computed.period,
        "; ".join(filter(None, sources)),
        None,
        computed.formula,
        computed.confidence,
        Review.NEW,
    )


def _write(path: Path, rows: Iterable[ExportRow]) -> int:
    try:
        return write_csv(path, rows)
    except OSError as error:
        raise file_error(str(path), error) from error
