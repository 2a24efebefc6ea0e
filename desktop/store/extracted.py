"""Fields of documents that were extracted: a cell is kept as soon as it is there, until its document is read anew."""

from __future__ import annotations

import sqlite3

import msgspec

from desktop.domain.extraction import Extracted, Field
from desktop.domain.fact import Fact
from desktop.domain.job import Stage
from desktop.store.database import full_disk_known
from desktop.store.nouns import decoded


def keep(db: sqlite3.Connection, field: Field, cell: Extracted) -> None:
    """Store a cell in place of the one before, if its document is still there and no page of it is still to be read."""
    with full_disk_known():
        db.execute(
            """INSERT OR REPLACE INTO extracted (document, field, cell) SELECT id, ?, ? FROM documents WHERE id = ?
            AND NOT EXISTS (SELECT 1 FROM pages WHERE document = id AND stage != ?)""",
            (_key(field), msgspec.json.encode(cell).decode(), cell.document, Stage.STRUCTURE),
        )


def kept(db: sqlite3.Connection, field: Field, document: str) -> Extracted | None:
    """The cell of this very field (name, description, kind and example) that was stored; None where there is none."""
    found = db.execute(
        "SELECT cell FROM extracted WHERE document = ? AND field = ?", (document, _key(field))
    ).fetchone()
    return decoded(found["cell"], Extracted) if found else None


def forget(db: sqlite3.Connection, document: str) -> None:
    """The document is read anew: what was extracted may not hold any more."""
    db.execute("DELETE FROM extracted WHERE document = ?", (document,))


def forget_fact(db: sqlite3.Connection, fact: Fact) -> None:
    """A person has said something of this fact: the cells that hold it are looked for again."""
    place = fact.evidence.page, fact.evidence.boxes
    for row in db.execute("SELECT rowid, cell FROM extracted WHERE document = ?", (fact.evidence.document,)).fetchall():
        cell = decoded(row["cell"], Extracted)
        if any((one.evidence.page, one.evidence.boxes) == place for one in cell.facts):
            db.execute("DELETE FROM extracted WHERE rowid = ?", (row["rowid"],))


def _key(field: Field) -> str:
    return msgspec.json.encode(field).decode()
