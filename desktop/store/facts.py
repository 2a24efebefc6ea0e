"""Facts that were read: stored, counted, and found by their attribute and entity."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from decimal import Decimal

from desktop.domain.fact import CellReference, Evidence, Fact, Origin, Quantity, Review, Triple
from desktop.domain.geometry import Box
from desktop.domain.terms import terms

_MOST_TERMS = 64
_INSERT = """INSERT INTO facts (document, page, entity, attribute, value, number, unit, period, section, quote, boxes,
    cell, origin, confidence, review) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def insert(db: sqlite3.Connection, facts: Iterable[Fact]) -> None:
    """Store facts and the words of their attribute and entity."""
    for fact in facts:
        cursor = db.execute(_INSERT, _values(fact))
        db.execute(
            "INSERT INTO fact_terms (rowid, attribute, entity) VALUES (?, ?, ?)",
            (cursor.lastrowid, " ".join(terms(fact.triple.attribute)), " ".join(terms(fact.triple.entity))),
        )


def remove(db: sqlite3.Connection, document: str, page: int | None = None) -> None:
    """Drop the facts of a page or of the whole document; what a person has reviewed stays with the page."""
    where = "document = ?1" if page is None else "document = ?1 AND page = ?2 AND review = 'new'"
    given = (document,) if page is None else (document, page)
    db.execute(f"DELETE FROM fact_terms WHERE rowid IN (SELECT id FROM facts WHERE {where})", given)  # noqa: S608 - one of two constants
    db.execute(f"DELETE FROM facts WHERE {where}", given)  # noqa: S608 - as above


def about(db: sqlite3.Connection, words: Sequence[str], limit: int, documents: Sequence[str] = ()) -> tuple[Fact, ...]:
    """The facts whose attribute and entity match these index terms best; the attribute counts more."""
    query = " OR ".join(f'"{word}"' for word in dict.fromkeys(word.replace('"', "") for word in words[:_MOST_TERMS]))
    if not query:
        return ()
    within = f"AND f.document IN ({','.join('?' * len(documents))})" if documents else ""
    found = db.execute(
        f"""SELECT f.* FROM fact_terms JOIN facts f ON f.id = fact_terms.rowid
        WHERE fact_terms MATCH ? {within} ORDER BY bm25(fact_terms, 3.0, 1.0) LIMIT ?""",  # noqa: S608 - only question marks
        (query, *documents, limit),
    )
    return tuple(fact_of(row) for row in found)


def names(db: sqlite3.Connection, documents: Sequence[str] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the facts' attributes and their entities are called, each wording once."""
    within = f"WHERE document IN ({','.join('?' * len(documents))})" if documents else ""
    given = tuple(documents)
    attributes = db.execute(f"SELECT DISTINCT attribute FROM facts {within}", given)  # noqa: S608 - only question marks
    entities = db.execute(f"SELECT DISTINCT entity FROM facts {within}", given)  # noqa: S608 - as above
    return tuple(row[0] for row in attributes), tuple(row[0] for row in entities if row[0])


def every(db: sqlite3.Connection, documents: Sequence[str] = ()) -> Iterable[Fact]:
    """All facts, in the order of documents and pages."""
    within = f"WHERE f.document IN ({','.join('?' * len(documents))})" if documents else ""
    query = f"SELECT f.* FROM facts f JOIN documents d ON d.id = f.document {within} ORDER BY d.added_at, f.page, f.id"  # noqa: S608 - only question marks
    return (fact_of(row) for row in db.execute(query, tuple(documents)))


def fact_of(row: sqlite3.Row) -> Fact:
    """The fact of a row of the table."""
    boxes = tuple(Box(*edges) for edges in json.loads(row["boxes"]))
    cell = CellReference(*json.loads(row["cell"])) if row["cell"] else None
    number = Quantity(Decimal(row["number"]), row["unit"]) if row["number"] is not None else None
    return Fact(
        Triple(row["entity"], row["attribute"], row["value"]),
        Evidence(row["document"], row["page"], row["quote"], boxes, cell),
        Origin(row["origin"]),
        number,
        row["period"],
        row["section"],
        row["confidence"],
        Review(row["review"]),
    )


def _values(fact: Fact) -> tuple[object, ...]:
    cell = fact.evidence.cell
    return (
        fact.evidence.document,
        fact.evidence.page,
        fact.triple.entity,
        fact.triple.attribute,
        fact.triple.value,
        str(fact.quantity.number) if fact.quantity else None,
        fact.quantity.unit if fact.quantity else "",
        fact.period,
        fact.section,
        fact.evidence.quote,
        json.dumps([box.as_list() for box in fact.evidence.boxes]),
        json.dumps([cell.table, cell.row, cell.column]) if cell else None,
        fact.origin,
        fact.confidence,
        fact.review,
    )
