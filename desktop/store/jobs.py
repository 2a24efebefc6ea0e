"""The queue: one row per document says whether it is to be read, is being read, waits or has failed."""

from __future__ import annotations

import sqlite3

from desktop.domain.document import DocumentState
from desktop.domain.errors import ErrorCode

_MOST_ATTEMPTS = 2


def next_document(db: sqlite3.Connection) -> str | None:
    """The document to read next: one whose text is still missing before one whose structure is."""
    found = db.execute(
        """SELECT j.document FROM jobs j JOIN documents d ON d.id = j.document
        WHERE j.state IN (?, ?)
        ORDER BY (SELECT count(*) FROM pages p WHERE p.document = j.document AND p.stage != '')
            >= d.page_count AND d.page_count > 0, j.position LIMIT 1""",
        (DocumentState.QUEUED, DocumentState.READING),
    ).fetchone()
    return str(found["document"]) if found else None


def state(db: sqlite3.Connection, document: str) -> DocumentState | None:
    """Where the document's job stands; None if the document is gone."""
    found = db.execute("SELECT state FROM jobs WHERE document = ?", (document,)).fetchone()
    return DocumentState(found["state"]) if found else None


def set_state(
    db: sqlite3.Connection, document: str, state: DocumentState, code: ErrorCode | None = None, detail: str = ""
) -> None:
    """Move the job on, with the reason where there is one."""
    db.execute(
        "UPDATE jobs SET state = ?, code = ?, detail = ? WHERE document = ?",
        (state, code or "", detail, document),
    )


def try_opening(db: sqlite3.Connection, document: str) -> bool:
    """Count an attempt at opening the file; False when it has brought the reader down often enough."""
    db.execute("UPDATE jobs SET attempts = attempts + 1 WHERE document = ?", (document,))
    found = db.execute("SELECT attempts FROM jobs WHERE document = ?", (document,)).fetchone()
    return bool(found) and found["attempts"] <= _MOST_ATTEMPTS


def queue_again(db: sqlite3.Connection, document: str) -> None:
    """Let a document be read on, with all attempts at its pages forgiven."""
    set_state(db, document, DocumentState.QUEUED)
    db.execute("UPDATE pages SET attempts = 0 WHERE document = ?", (document,))


def opened(db: sqlite3.Connection, document: str) -> None:
    """The file opened: earlier attempts are forgiven."""
    db.execute("UPDATE jobs SET attempts = 0 WHERE document = ?", (document,))


def in_state(db: sqlite3.Connection, *states: DocumentState) -> tuple[str, ...]:
    """Ids of the documents whose job stands so."""
    marks = ",".join("?" * len(states))
    found = db.execute(f"SELECT document FROM jobs WHERE state IN ({marks}) ORDER BY position", states)  # noqa: S608 - only question marks
    return tuple(str(row["document"]) for row in found)
