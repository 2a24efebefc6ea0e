"""Pages as they were read: the checkpoint of reading is the page."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from desktop.domain.document import DocumentState, Mark, MarkKind, PageContent, Passage
from desktop.domain.errors import ErrorCode
from desktop.domain.fact import Fact
from desktop.domain.geometry import Box
from desktop.domain.job import Stage
from desktop.domain.settings import Chunker
from desktop.store import extracted
from desktop.store import facts as fact_table
from desktop.store import passages as passage_table
from desktop.store.nouns import decoded

_MOST_ATTEMPTS = 2
_FAILED = f"error NOT IN ('', '{ErrorCode.NO_TEXT}')"  #: a picture without words is no failure


@dataclass(frozen=True, slots=True)
class PageResult:
    """All that reading one page gave; stored in one transaction."""

    document: str
    stage: Stage
    content: PageContent
    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...]
    marks: tuple[Mark, ...] = ()
    chunker: Chunker = Chunker.STRUCTURE


def expect(db: sqlite3.Connection, document: str, page_count: int) -> None:
    """Make the rows of the pages that are to be read."""
    db.executemany(
        "INSERT OR IGNORE INTO pages (document, number) VALUES (?, ?)",
        ((document, number) for number in range(page_count)),
    )


def first_missing(db: sqlite3.Connection, document: str, stage: Stage) -> int | None:
    """The first page that has not been through this stage."""
    done = (Stage.STRUCTURE, Stage.STRUCTURE if stage is Stage.STRUCTURE else Stage.TEXT)
    found = db.execute(
        "SELECT number FROM pages WHERE document = ? AND stage NOT IN (?, ?) ORDER BY number LIMIT 1",
        (document, *done),
    ).fetchone()
    return int(found["number"]) if found else None


def try_page(db: sqlite3.Connection, document: str, number: int) -> bool:
    """Count an attempt before the page is touched; False when it has brought the reader down often enough."""
    where = "WHERE document = ? AND number = ?"
    db.execute(f"UPDATE pages SET attempts = attempts + 1 {where}", (document, number))  # noqa: S608 - a constant
    row = db.execute(f"SELECT attempts FROM pages {where}", (document, number)).fetchone()  # noqa: S608 - a constant
    return bool(row) and row["attempts"] <= _MOST_ATTEMPTS


def give_back(db: sqlite3.Connection, document: str, number: int) -> None:
    """The attempt at this page was broken off by the person, not by the page."""
    db.execute("UPDATE pages SET attempts = max(attempts - 1, 0) WHERE document = ? AND number = ?", (document, number))


def replace(db: sqlite3.Connection, result: PageResult) -> None:
    """Store what a page gave in place of what was there; call it inside a transaction."""
    document, number = result.document, result.content.page.number
    passage_table.remove(db, document, number)
    fact_table.remove(db, document, number)
    extracted.forget(db, document)
    db.execute(
        """UPDATE pages SET stage = ?, attempts = 0, source = ?, error = ?, content = ?, chunker = ?
        WHERE document = ? AND number = ?""",
        (
            result.stage,
            result.content.page.source,
            result.content.error,
            zlib.compress(msgspec.json.encode(result.content), 1),
            result.chunker,
            document,
            number,
        ),
    )
    passage_table.insert(db, result.passages, embeds=result.stage is Stage.STRUCTURE)
    fact_table.insert(db, result.facts)
    db.execute("DELETE FROM marks WHERE document = ? AND page = ?", (document, number))
    db.executemany(
        "INSERT OR REPLACE INTO marks (document, page, kind, text, weight) VALUES (?, ?, ?, ?, ?)",
        ((document, number, mark.kind, mark.text, mark.weight) for mark in result.marks),
    )


def cut_otherwise(db: sqlite3.Connection, chunker: Chunker, limit: int) -> tuple[tuple[str, int], ...]:
    """Document and number of pages whose passages another chunker has cut."""
    found = db.execute(
        "SELECT document, number FROM pages WHERE content IS NOT NULL AND chunker != ? LIMIT ?", (chunker, limit)
    )
    return tuple((str(row["document"]), int(row["number"])) for row in found)


def cut_anew(db: sqlite3.Connection, document: str, number: int, passages: Sequence[Passage], chunker: Chunker) -> None:
    """Put these passages in place of a page's, and leave its facts and marks; call it inside a transaction."""
    embeds = is_whole(db, document, number)
    passage_table.remove(db, document, number)
    passage_table.insert(db, passages, embeds=embeds)
    db.execute("UPDATE pages SET chunker = ? WHERE document = ? AND number = ?", (chunker, document, number))


def is_whole(db: sqlite3.Connection, document: str, number: int) -> bool:
    """Whether the second pass has read the page, so that what stands on it is worth a vector."""
    query = f"SELECT 1 FROM pages WHERE document = ? AND number = ? AND stage = ? AND NOT {_FAILED}"  # noqa: S608 - a constant
    return db.execute(query, (document, number, Stage.STRUCTURE)).fetchone() is not None


def fail(db: sqlite3.Connection, document: str, number: int, error: str) -> None:
    """Record that this page can't be read; what an earlier stage gave stays."""
    db.execute(
        """UPDATE pages SET stage = ?, error = ?, source = CASE source WHEN '' THEN 'failed' ELSE source END
        WHERE document = ? AND number = ?""",
        (Stage.STRUCTURE, error, document, number),
    )


def errors(db: sqlite3.Connection, document: str) -> dict[str, list[int]]:
    """Numbers of the pages that gave nothing, by the reason."""
    found: dict[str, list[int]] = {}
    query = "SELECT number, error FROM pages WHERE document = ? AND error != '' ORDER BY number"
    for row in db.execute(query, (document,)):
        found.setdefault(row["error"], []).append(row["number"])
    return found


def retry_failed(db: sqlite3.Connection, document: str) -> int:
    """Let the failed pages be read again; returns how many."""
    change = f"UPDATE pages SET stage = '', attempts = 0, error = '' WHERE document = ? AND {_FAILED}"  # noqa: S608 - a constant
    return db.execute(change, (document,)).rowcount


def content(db: sqlite3.Connection, document: str, number: int) -> PageContent | None:
    """The page as it was read, or None if it was not."""
    row = db.execute("SELECT content FROM pages WHERE document = ? AND number = ?", (document, number)).fetchone()
    if row is None or row["content"] is None:
        return None
    return decoded(zlib.decompress(row["content"]), PageContent)


def source(db: sqlite3.Connection, document: str, number: int) -> str:
    """Where the page's words are from; "" while its structure has not been read."""
    query = "SELECT source FROM pages WHERE document = ? AND number = ? AND stage = ?"
    row = db.execute(query, (document, number, Stage.STRUCTURE)).fetchone()
    return str(row["source"]) if row else ""


def marked(
    db: sqlite3.Connection, kind: MarkKind, text: str, limit: int, chosen: Sequence[str] = ()
) -> tuple[tuple[str, int], ...]:
    """Document and number of the pages with this mark, the surest first; of all documents where none is chosen."""
    within = f"AND document IN ({','.join('?' * len(chosen))})" if chosen else ""
    found = db.execute(
        f"""SELECT document, page FROM marks WHERE kind = ? AND text = ? {within}
        ORDER BY weight DESC, document, page LIMIT ?""",  # noqa: S608 - only question marks
        (kind, text, *chosen, limit),
    )
    return tuple((str(row["document"]), int(row["page"])) for row in found)


def units(db: sqlite3.Connection, document: str) -> list[str]:
    """The units that the tables of a document declare, each as often as pages have it."""
    query = "SELECT text FROM marks WHERE document = ? AND kind = ?"
    return [str(row["text"]) for row in db.execute(query, (document, MarkKind.UNIT))]


def boxes(db: sqlite3.Connection, passage: Passage) -> tuple[Box, ...]:
    """Where a passage stands on its page; nothing if the page was read anew in the meantime."""
    page = content(db, passage.document, passage.page)
    found = [page.blocks[index] for index in passage.blocks if index < len(page.blocks)] if page else []
    return tuple(box for block in found for box in block.boxes)


def searched(db: sqlite3.Connection, documents: Sequence[str]) -> tuple[int, int, tuple[tuple[str, int], ...]]:
    """Documents and pages that can be searched, and the pages that can't and never will (document id, 0-based).

    All documents where none is named.
    """
    chosen = set(documents)
    query = f"""SELECT p.document, number, stage, {_FAILED} OR stage = '' AND state = ? AS failed
        FROM pages p JOIN jobs j ON j.document = p.document ORDER BY 1, 2"""  # noqa: S608 - a constant
    found = db.execute(query, (DocumentState.FAILED,))
    rows = [row for row in found if not chosen or row["document"] in chosen]
    read = [str(row["document"]) for row in rows if row["stage"] and not row["failed"]]
    unread = tuple((str(row["document"]), int(row["number"])) for row in rows if row["failed"])
    return len(set(read)), len(read), unread
