"""Fields of documents that were extracted: a cell is kept as soon as it is there, as what a person sees of it.

What may not hold any more – the document was not or is not fully read, a review was taken back – is provisional.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from desktop.answering.sameness import other_attribute, same_attribute
from desktop.domain.extraction import Extracted, Field, Outcome
from desktop.domain.fact import Fact, Review
from desktop.domain.job import Stage
from desktop.store import facts
from desktop.store.database import full_disk_known
from desktop.store.nouns import decoded
from desktop.store.said import is_place_of


def keep(db: sqlite3.Connection, field: Field, cell: Extracted) -> None:
    """Store a cell in place of the one before, if its document is still there.

    What was rejected stays with a cell that nothing else was found for: the rejection may be taken back.
    """
    before = _stored(db, field, cell.document)
    if before and cell.outcome is Outcome.NOT_FOUND:
        cell = replace(cell, facts=tuple(fact for fact in before.facts if not _stands(db, fact)))
    _put(db, field, cell)


def kept(db: sqlite3.Connection, field: Field, document: str) -> Extracted | None:
    """The cell of this very field (name, description, kind and example) as it was reviewed; None where there is none."""
    found = _stored(db, field, document)
    return as_reviewed(db, found) if found else None


def drop_unfound(db: sqlite3.Connection, field: Field, document: str) -> None:
    """Looked for again it could not be read: nothing is known of it, but what was found before stays."""
    db.execute(
        "DELETE FROM extracted WHERE document = ? AND field = ? AND json_array_length(cell, '$.facts') = 0",
        (document, _key(field)),
    )


def forget(db: sqlite3.Connection, document: str, fields: Sequence[Field] = ()) -> None:
    """What was extracted, of these fields (none: of all), is to be looked for again: it may not hold any more.

    So is it where the document is read anew, or where a person wants it.
    """
    within = f"AND field IN ({','.join('?' * len(fields))})" if fields else ""
    query = f"""UPDATE extracted SET cell = json_set(cell, '$.provisional', json('true'))
        WHERE document = ? AND json_extract(cell, '$.provisional') IS NOT 1 {within}"""  # noqa: S608 - only question marks
    db.execute(query, (document, *map(_key, fields)))


def doubt(db: sqlite3.Connection, fact: Fact) -> None:
    """A rejected fact may stand again: cells that it may be in, by its place or its name, are to be looked for again."""
    document = fact.evidence.document
    for row in db.execute("SELECT field, cell FROM extracted WHERE document = ?", (document,)).fetchall():
        cell = decoded(row["cell"], Extracted)
        if not cell.provisional and _may_hold(cell, fact):
            _put(db, _field(row), replace(cell, provisional=True))


def is_whole(db: sqlite3.Connection, document: str) -> bool:
    """Whether no page of a document is still to be read."""
    waiting = db.execute("SELECT 1 FROM pages WHERE document = ? AND stage != ?", (document, Stage.STRUCTURE))
    return waiting.fetchone() is None


def as_reviewed(db: sqlite3.Connection, cell: Extracted) -> Extracted:
    """A cell with what a person has said of its facts: of rejected ones nothing stays but that there may be another."""
    told = [(facts.as_reviewed(db, fact), fact) for fact in cell.facts]
    standing = tuple(now for now, fact in told if _tells_still(now, fact))
    if standing and cell.outcome is Outcome.NOT_FOUND:
        return Extracted(cell.document, cell.field, Outcome.FOUND, standing, provisional=cell.provisional)
    if cell.facts and not standing and cell.outcome is Outcome.FOUND:
        return Extracted(cell.document, cell.field, Outcome.NOT_FOUND, provisional=True)
    return replace(cell, facts=standing)


def holding(db: sqlite3.Connection, fact: Fact) -> Iterator[tuple[Field, Extracted]]:
    """The fields whose cells stand on the fact's place, and these as they were reviewed."""
    document = fact.evidence.document
    for row in db.execute("SELECT field, cell FROM extracted WHERE document = ?", (document,)).fetchall():
        cell = decoded(row["cell"], Extracted)
        if any(is_place_of(one.evidence, fact.evidence) for one in cell.facts):
            yield _field(row), as_reviewed(db, cell)


def _put(db: sqlite3.Connection, field: Field, cell: Extracted) -> None:
    with full_disk_known():
        db.execute(
            "INSERT OR REPLACE INTO extracted (document, field, cell) SELECT id, ?, ? FROM documents WHERE id = ?",
            (_key(field), msgspec.json.encode(cell).decode(), cell.document),
        )


def _stored(db: sqlite3.Connection, field: Field, document: str) -> Extracted | None:
    """The cell as it is stored; with a fact that was found, and rejected since."""
    found = db.execute(
        "SELECT cell FROM extracted WHERE document = ? AND field = ?", (document, _key(field))
    ).fetchone()
    return decoded(found["cell"], Extracted) if found else None


def _may_hold(cell: Extracted, fact: Fact) -> bool:
    """Whether nothing was found for the cell, or what is at the fact's place or called like it."""
    named = (cell.field, *(one.triple.attribute for one in cell.facts))
    return (
        cell.outcome is not Outcome.FOUND
        or any(is_place_of(one.evidence, fact.evidence) for one in cell.facts)
        or any(same_attribute(name, fact.triple.attribute) for name in named)
    )


def _stands(db: sqlite3.Connection, fact: Fact) -> bool:
    return _tells_still(facts.as_reviewed(db, fact), fact)


def _tells_still(now: Fact, fact: Fact) -> bool:
    """Whether a reviewed fact is still one of what it was found for."""
    return now.review is not Review.REJECTED and not other_attribute(now.triple.attribute, fact.triple.attribute)


def _field(row: sqlite3.Row) -> Field:
    return msgspec.json.decode(row["field"], type=Field)


def _key(field: Field) -> str:
    return msgspec.json.encode(field).decode()
