"""Taking a document out of the library: its rows at once, its vectors when the index gets to it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from desktop.store import documents, facts, originals, passages
from desktop.store.database import transaction


def remove_document(db: sqlite3.Connection, home: Path, document: str) -> bool:
    """Remove a document and the library's copy of its file; False if it is not there."""
    row = documents.row(db, document)
    if row is None:
        return False
    with transaction(db):
        passages.remove(db, document)
        facts.remove(db, document)
        db.execute("DELETE FROM documents WHERE id = ?", (document,))
    originals.remove(home, row.original)
    return True
