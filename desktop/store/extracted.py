"""Fields of documents that were extracted: a cell is kept as soon as it is there, as what a person sees of it.

What may not hold any more – the document was not or is not fully read, a review was taken back – is provisional.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import msgspec

from desktop.answering.sameness import other_attribute
from desktop.domain.extraction import Extracted, Field, Outcome
from desktop.domain.fact import Fact, Review
from desktop.domain.job import Stage
from desktop.store import facts
from desktop.store.database import full_disk_known
from desktop.store.nouns import decoded
from desktop.store.said import is_place_of


def keep(db: sqlite3.Connection, field: Field, cell: Extracted) -> None:
    """Store a cell in place of the one before, if its document is still there."""
    with full_disk_known():
        db.execute(
            "INSERT OR REPLACE INTO extracted (document, field, cell) SELECT id, ?, ? FROM documents WHERE id = ?",
            (_key(field), msgspec.json.encode(cell).decode(), cell.document),
        )


def kept(db: sqlite3.Connection, field: Field, document: str) -> Extracted | None:
    """The cell of this very field (name, description, kind and example) as it was reviewed; None where there is none."""
    found = db.execute(
        "SELECT cell FROM extracted WHERE document = ? AND field = ?", (document, _key(field))
    ).fetchone()
    return as_reviewed(db, decoded(found["cell"], Extracted)) if found else None


def drop(db: sqlite3.Connection, field: Field, document: str) -> None:
    """Looked for again it was not read: what was found before holds no longer."""
    db.execute("DELETE FROM extracted WHERE document = ? AND field = ?", (document, _key(field)))


def forget(db: sqlite3.Connection, document: str) -> None:
    """What was extracted may not hold any more, as where the document is read anew: it is to be looked for again."""
    db.execute(
        """UPDATE extracted SET cell = json_set(cell, '$.provisional', json('true'))
        WHERE document = ? AND json_extract(cell, '$.provisional') IS NOT 1""",
        (document,),
    )


def is_whole(db: sqlite3.Connection, document: str) -> bool:
    """Whether no page of a document is still to be read."""
    waiting = db.execute("SELECT 1 FROM pages WHERE document = ? AND stage != ?", (document, Stage.STRUCTURE))
    return waiting.fetchone() is None


def as_reviewed(db: sqlite3.Connection, cell: Extracted) -> Extracted:
    """A cell with what a person has said of its facts: of rejected ones nothing stays but that there may be another."""
    told = [(facts.as_reviewed(db, fact), fact) for fact in cell.facts]
    standing = tuple(now for now, fact in told if _tells_still(now, fact))
    if cell.facts and not standing:
        return Extracted(cell.document, cell.field, Outcome.NOT_FOUND, provisional=True)
    return replace(cell, facts=standing)


def holding(db: sqlite3.Connection, fact: Fact) -> Iterator[tuple[Field, Extracted]]:
    """The fields whose cells stand on the fact's place, and these as they were reviewed."""
    document = fact.evidence.document
    for row in db.execute("SELECT field, cell FROM extracted WHERE document = ?", (document,)).fetchall():
        cell = decoded(row["cell"], Extracted)
        if any(is_place_of(one.evidence, fact.evidence) for one in cell.facts):
            yield msgspec.json.decode(row["field"], type=Field), as_reviewed(db, cell)


def _tells_still(now: Fact, fact: Fact) -> bool:
    """Whether a reviewed fact is still one of what it was found for."""
    return now.review is not Review.REJECTED and not other_attribute(now.triple.attribute, fact.triple.attribute)


def _key(field: Field) -> str:
    return msgspec.json.encode(field).decode()
