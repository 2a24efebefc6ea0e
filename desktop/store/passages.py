"""Passages: full-text search, and the vectors that wait for the index."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from desktop.domain.answer import Hit
from desktop.domain.document import Passage
from desktop.domain.terms import references, terms

_MOST_TERMS = 96


@dataclass(frozen=True, slots=True)
class StoredVector:
    """A passage's vector as ``vectors.packed`` makes it."""

    passage: str
    document: str
    page: int
    vector: bytes


def insert(db: sqlite3.Connection, passages: Iterable[Passage], *, embeds: bool) -> None:
    """Store passages and their words; ``embeds`` says whether they are to have vectors.

    The index of words also has their headings, what stands at the edges of their page, and the document's name.
    """
    names: dict[str, str] = {}
    for passage in passages:
        if passage.document not in names:
            row = db.execute("SELECT name FROM documents WHERE id = ?", (passage.document,)).fetchone()
            names[passage.document] = PurePath(row["name"]).stem.replace("_", " ") if row else ""
        cursor = db.execute(
            """INSERT INTO passages (id, document, page, text, heading_path, blocks, embeds)
            VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (
                passage.id,
                passage.document,
                passage.page,
                passage.text,
                json.dumps(passage.heading_path, ensure_ascii=False),
                json.dumps(passage.blocks),
                embeds,
            ),
        )
        searched = "\n".join((*passage.heading_path, passage.text, passage.context, names[passage.document]))
        db.execute(
            "INSERT INTO passage_terms (rowid, terms) VALUES (?, ?)",
            (cursor.lastrowid, " ".join((*terms(searched), *references(searched)))),
        )


def remove(db: sqlite3.Connection, document: str, page: int | None = None) -> None:
    """Drop the passages of a page, or of the whole document; what the index holds of them gets a tombstone."""
    where = "document = ?1" if page is None else "document = ?1 AND page = ?2"
    given = (document,) if page is None else (document, page)
    db.execute(
        f"""INSERT OR IGNORE INTO tombstones SELECT id, space FROM passages
        WHERE {where} AND vector IS NOT NULL""",  # noqa: S608 - one of two constants
        given,
    )
    db.execute(f"DELETE FROM passage_terms WHERE rowid IN (SELECT row FROM passages WHERE {where})", given)  # noqa: S608 - as above
    db.execute(f"DELETE FROM passages WHERE {where}", given)  # noqa: S608 - as above


def by_words(
    db: sqlite3.Connection, words: Sequence[str], limit: int, documents: Sequence[str] = ()
) -> tuple[Hit, ...]:
    """The passages that BM25 ranks first for these index terms."""
    query = _any_of(words)
    if not query:
        return ()
    marks = ",".join("?" * len(documents))
    within = f"AND rowid IN (SELECT row FROM passages WHERE document IN ({marks}))" if documents else ""  # noqa: S608 - only question marks
    found = db.execute(
        f"""SELECT p.*, -best.rank AS score
        FROM (SELECT rowid, rank FROM passage_terms WHERE passage_terms MATCH ? {within} ORDER BY rank LIMIT ?) best
        JOIN passages p ON p.row = best.rowid ORDER BY score DESC""",  # noqa: S608 - only question marks
        (query, *documents, limit),
    )
    return tuple(Hit(passage_of(row), float(row["score"])) for row in found)


def of_ids(db: sqlite3.Connection, ids: Sequence[str]) -> tuple[Passage, ...]:
    """The passages of these ids that still exist, in the order of the ids."""
    marks = ",".join("?" * len(ids))
    found = {row["id"]: passage_of(row) for row in db.execute(f"SELECT * FROM passages WHERE id IN ({marks})", ids)}  # noqa: S608 - only question marks
    return tuple(found[one] for one in ids if one in found)


def of_page(db: sqlite3.Connection, document: str, page: int) -> tuple[Passage, ...]:
    """The passages of a page, from its beginning."""
    found = db.execute("SELECT * FROM passages WHERE document = ? AND page = ? ORDER BY row", (document, page))
    return tuple(map(passage_of, found))


def headings(db: sqlite3.Connection, documents: Sequence[str] = ()) -> tuple[str, ...]:
    """The headings that passages stand under, each wording once."""
    within = f"WHERE document IN ({','.join('?' * len(documents))})" if documents else ""
    found = db.execute(f"SELECT DISTINCT heading_path FROM passages {within}", tuple(documents))  # noqa: S608 - only question marks
    return tuple(dict.fromkeys(heading for row in found for heading in json.loads(row[0])))


def documents(db: sqlite3.Connection) -> tuple[str, ...]:
    """Ids of the documents that have any."""
    return tuple(str(row["document"]) for row in db.execute("SELECT DISTINCT document FROM passages"))


def to_embed(db: sqlite3.Connection, limit: int) -> tuple[Passage, ...]:
    """Passages that have no vector yet."""
    found = db.execute("SELECT * FROM passages WHERE embeds AND vector IS NULL ORDER BY row LIMIT ?", (limit,))
    return tuple(passage_of(row) for row in found)


def keep_vectors(db: sqlite3.Connection, space: str, vectors: Iterable[tuple[Passage, bytes]]) -> None:
    """Store vectors (as StoredVector has them) of an embedding space; they wait for the index.

    A passage that was read anew in the meantime keeps waiting for a vector of its new text.
    """
    db.executemany(
        "UPDATE passages SET vector = ?, space = ?, indexed_at = NULL WHERE id = ? AND text = ?",
        ((vector, space, passage.id, passage.text) for passage, vector in vectors),
    )


def forget_vectors(db: sqlite3.Connection, space: str) -> None:
    """Drop all vectors of other spaces than this one, so that they are made anew."""
    db.execute("UPDATE passages SET vector = NULL, indexed_at = NULL WHERE vector IS NOT NULL AND space != ?", (space,))


def to_index(db: sqlite3.Connection, limit: int) -> tuple[StoredVector, ...]:
    """Vectors that the index has not acknowledged."""
    found = db.execute(
        "SELECT id, document, page, vector FROM passages WHERE vector IS NOT NULL AND indexed_at IS NULL LIMIT ?",
        (limit,),
    )
    return tuple(StoredVector(row["id"], row["document"], row["page"], row["vector"]) for row in found)


def stored_vectors(
    db: sqlite3.Connection, space: str, documents: Sequence[str], *, indexed: bool
) -> list[StoredVector]:
    """Vectors of a space of these documents (none means all), or only those that the index has not acknowledged."""
    within = f"AND document IN ({','.join('?' * len(documents))})" if documents else ""
    which = "" if indexed else "AND indexed_at IS NULL"
    query = f"""SELECT id, document, page, vector FROM passages
        WHERE vector IS NOT NULL AND space = ? {which} {within}"""  # noqa: S608 - constants and question marks
    found = db.execute(query, (space, *documents))
    return [StoredVector(row["id"], row["document"], row["page"], row["vector"]) for row in found]


def indexed(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    """The index has acknowledged these passages."""
    now = time.time()
    db.executemany("UPDATE passages SET indexed_at = ? WHERE id = ?", ((now, one) for one in ids))


def unindex(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    """The index does not hold these after all: their vectors have to go in again."""
    db.executemany("UPDATE passages SET indexed_at = NULL WHERE id = ?", ((one,) for one in ids))


def count_indexed(db: sqlite3.Connection) -> int:
    """How many passages the index should hold."""
    return int(db.execute("SELECT count(*) FROM passages WHERE indexed_at IS NOT NULL").fetchone()[0])


def indexed_ids(db: sqlite3.Connection) -> tuple[str, ...]:
    """The passages that the index should hold."""
    return tuple(str(row["id"]) for row in db.execute("SELECT id FROM passages WHERE indexed_at IS NOT NULL"))


def has_tombstones(db: sqlite3.Connection) -> bool:
    """Whether the index may hold passages that are gone."""
    return bool(db.execute("SELECT EXISTS (SELECT 1 FROM tombstones)").fetchone()[0])


def tombstones(db: sqlite3.Connection) -> tuple[str, ...]:
    """Ids that the index must drop. One that was read again has a new row and is not to be dropped."""
    found = db.execute("SELECT passage FROM tombstones WHERE passage NOT IN (SELECT id FROM passages)")
    return tuple(str(row["passage"]) for row in found)


def clear_tombstones(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    """The index has dropped these; and those read again need no dropping."""
    db.executemany("DELETE FROM tombstones WHERE passage = ?", ((one,) for one in ids))
    db.execute("DELETE FROM tombstones WHERE passage IN (SELECT id FROM passages)")


def passage_of(row: sqlite3.Row) -> Passage:
    """The passage of a row of the table."""
    return Passage(
        row["id"],
        row["document"],
        row["page"],
        row["text"],
        tuple(json.loads(row["heading_path"])),
        tuple(json.loads(row["blocks"])),
    )


def _any_of(words: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(word.replace('"', "") for word in words))[:_MOST_TERMS]
    return " OR ".join(f'"{word}"' for word in distinct if word)
