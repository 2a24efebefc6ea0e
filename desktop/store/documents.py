"""The documents of a library and how far each has been read."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from dataclasses import dataclass
from pathlib import PurePath

from desktop.domain.document import Document, DocumentState
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.job import Stage


@dataclass(frozen=True, slots=True)
class About:
    """Whom a document is about, under which names, the year or part of one it reports on (``2019``, ``2019H1``), and its
    language; ``""`` where not known.
    """

    entity: str = ""
    aliases: tuple[str, ...] = ()
    year: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document with its figures; ``code`` and ``detail`` say why it is locked, paused or failed.

    ``text_pages`` have been through the first pass (failed ones included), ``read_pages`` through the
    second. ``passages`` are those to embed, ``indexed`` those that are in the vector index, of which ``outdated`` are cut
    otherwise or have another embedder's vector than the settings want.
    ``failed_pages`` are 0-based; a picture without words is no failure.
    """

    document: Document
    original: str
    code: str
    detail: str
    about: About
    text_pages: int
    read_pages: int
    ocr_pages: int
    failed_pages: tuple[int, ...]
    passages: int
    indexed: int
    facts: int
    outdated: int = 0

    @property
    def settled(self) -> int:
        """How many passages are in the vector index as the settings want them."""
        return max(self.indexed - self.outdated, 0)

    @property
    def waiting_pages(self) -> int:
        """How many pages are still to be read to the end; none where reading has failed."""
        failed = self.document.state is DocumentState.FAILED
        return 0 if failed else max(self.document.page_count - self.read_pages, 0)

    @property
    def stage(self) -> Stage:
        """What is being done, or is to be done next."""
        if self.document.state is DocumentState.READY:
            return Stage.DONE if self.settled >= self.passages else Stage.INDEX
        return Stage.TEXT if self.text_pages < self.document.page_count else Stage.STRUCTURE


_ROWS = """
SELECT d.*, j.state, j.code, j.detail,
    (SELECT count(*) FROM pages p WHERE p.document = d.id AND p.stage != '') AS text_pages,
    (SELECT count(*) FROM pages p WHERE p.document = d.id AND p.stage = 'structure') AS read_pages,
    (SELECT count(*) FROM pages p WHERE p.document = d.id AND p.source IN ('ocr', 'mixed')) AS ocr_pages,
    (SELECT group_concat(number) FROM pages p WHERE p.document = d.id AND p.error NOT IN ('', 'no-text')) AS failed,
    (SELECT count(*) FROM passages s WHERE s.document = d.id AND s.embeds) AS passages,
    (SELECT count(*) FROM passages s WHERE s.document = d.id AND s.embeds AND s.indexed_at IS NOT NULL) AS indexed,
    (SELECT count(*) FROM pages p JOIN passages s ON s.document = p.document AND s.page = p.number
        WHERE p.document = d.id AND p.content IS NOT NULL AND s.embeds AND s.indexed_at IS NOT NULL AND p.chunker
            != coalesce((SELECT value FROM settings WHERE name = 'chunker'), 'structure')) AS otherwise,
    CASE WHEN EXISTS (SELECT 1 FROM settings WHERE name = 'next_embedder') THEN
        (SELECT count(*) FROM passages s WHERE s.document = d.id AND s.embeds AND s.indexed_at IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM next_vectors n WHERE n.passage = s.row)) ELSE 0 END AS to_change,
    (SELECT count(*) FROM facts f WHERE f.document = d.id) AS facts
FROM documents d JOIN jobs j ON j.document = d.id
"""


def rows(db: sqlite3.Connection) -> tuple[DocumentRow, ...]:
    """All documents, oldest first."""
    return tuple(_row(row) for row in db.execute(_ROWS + "ORDER BY d.added_at, d.name"))


def row(db: sqlite3.Connection, document: str) -> DocumentRow | None:
    """The document of this id."""
    found = db.execute(_ROWS + "WHERE d.id = ?", (document,)).fetchone()
    return _row(found) if found else None


def named(db: sqlite3.Connection, name_or_id: str) -> str:
    """The id of the document with this name or id (or an id's first 8 or more digits); KnownError if not just one."""
    found = db.execute("SELECT id FROM documents WHERE name = ?", (name_or_id,)).fetchall()
    if not found and re.fullmatch("[0-9a-f]{8,64}", name_or_id):
        found = db.execute("SELECT id FROM documents WHERE id LIKE ? || '%'", (name_or_id,)).fetchall()
    if len(found) != 1:
        raise KnownError(ErrorCode.UNKNOWN_DOCUMENT, name_or_id)
    return str(found[0]["id"])


def insert(db: sqlite3.Connection, document: str, name: str, original: str) -> str:
    """A new document, queued for reading; returns its name, with a suffix if the name is taken."""
    free = _free_name(db, name)
    db.execute(
        "INSERT INTO documents (id, name, original, added_at) VALUES (?, ?, ?, ?)",
        (document, free, original, time.time()),
    )
    db.execute(
        "INSERT INTO jobs (document, state, position) VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM jobs))",
        (document, DocumentState.QUEUED),
    )
    return free


def set_pages(db: sqlite3.Connection, document: str, page_count: int) -> None:
    """The document was opened and has so many pages."""
    db.execute("UPDATE documents SET page_count = ? WHERE id = ?", (page_count, document))


def set_about(db: sqlite3.Connection, document: str, about: About) -> None:
    """What was found while reading."""
    db.execute(
        "UPDATE documents SET entity = ?, aliases = ?, year = ?, language = ? WHERE id = ?",
        (about.entity, json.dumps(about.aliases, ensure_ascii=False), about.year, about.language, document),
    )


def unindexed(db: sqlite3.Connection) -> bool:
    """Whether anything waits to be embedded, indexed, or dropped from the index."""
    waiting = """SELECT EXISTS (SELECT 1 FROM passages WHERE embeds AND vector IS NULL)
        OR EXISTS (SELECT 1 FROM passages WHERE vector IS NOT NULL AND indexed_at IS NULL)
        OR EXISTS (SELECT 1 FROM tombstones)"""
    return bool(db.execute(waiting).fetchone()[0])


def _free_name(db: sqlite3.Connection, name: str) -> str:
    taken = {str(row["name"]) for row in db.execute("SELECT name FROM documents")}
    path, number, free = PurePath(name), 2, name
    while free in taken:
        free = f"{path.stem} ({number}){path.suffix}"
        number += 1
    return free


def _row(row: sqlite3.Row) -> DocumentRow:
    document = Document(row["id"], row["name"], row["page_count"], DocumentState(row["state"]))
    return DocumentRow(
        document,
        row["original"],
        row["code"],
        row["detail"],
        About(row["entity"], tuple(json.loads(row["aliases"])), row["year"], row["language"]),
        row["text_pages"],
        row["read_pages"],
        row["ocr_pages"],
        tuple(sorted(int(number) for number in (row["failed"] or "").split(",") if number)),
        row["passages"],
        row["indexed"],
        row["facts"],
        row["otherwise"] + row["to_change"],
    )
