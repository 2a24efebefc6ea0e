"""Vectors that are being made by another embedder, while those of the one in use are searched."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from desktop.domain.document import Passage
from desktop.store import settings
from desktop.store.passages import passage_of

_MISSING = """FROM passages p LEFT JOIN next_vectors n ON n.passage = p.row AND n.space = :space
    WHERE p.embeds AND n.passage IS NULL"""


def to_embed(db: sqlite3.Connection, space: str, limit: int) -> tuple[Passage, ...]:
    """Passages that have no vector of this space yet."""
    query = f"SELECT * FROM passages WHERE row IN (SELECT p.row {_MISSING} LIMIT :limit)"  # noqa: S608 - a constant
    found = db.execute(query, {"space": space, "limit": limit})
    return tuple(passage_of(row) for row in found)


def keep(db: sqlite3.Connection, space: str, vectors: Iterable[tuple[Passage, bytes]]) -> None:
    """Store vectors (as StoredVector has them); that of a passage that is gone or was read anew is dropped."""
    db.executemany(
        "INSERT OR REPLACE INTO next_vectors SELECT row, ?, ? FROM passages WHERE id = ? AND text = ?",
        ((space, vector, passage.id, passage.text) for passage, vector in vectors),
    )


def take(db: sqlite3.Connection, space: str) -> bool:
    """Let the vectors of this space be the ones that are searched; False while any is missing. Inside a transaction."""
    if db.execute(f"SELECT EXISTS (SELECT 1 {_MISSING})", {"space": space}).fetchone()[0]:
        return False
    db.execute(
        """UPDATE passages SET vector = n.vector, space = n.space, indexed_at = NULL
        FROM next_vectors n WHERE n.passage = passages.row AND n.space = ?""",
        (space,),
    )
    settings.take_next(db)
    return True
