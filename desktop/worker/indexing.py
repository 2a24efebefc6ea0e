"""Bringing the vector index in step with the tables: embed, store, index; drop what was removed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from desktop.answering.engines import Embedder
from desktop.domain.document import Passage
from desktop.domain.errors import ErrorCode, KnownError
from desktop.store import next_vectors, passages, settings
from desktop.store.database import transaction
from desktop.store.originals import room_lacking
from desktop.store.passages import StoredVector
from desktop.store.vectors import VectorIndex, packed, try_open

BATCH = 32
CHUNKER = (
    "s2"  #: changes when passages are cut, or their vectors kept, in another way, so that a new collection is made
)


def open_index(db: sqlite3.Connection, home: Path, space: str, embedder: str = "") -> VectorIndex | None:
    """The index of an embedder (as Settings has it) and its space, with nothing in it that the tables do not know of.

    None if another process has it, or has changed the embedder a moment ago.
    """
    index = try_open(home, collection(space))
    if index is None:
        return None
    with transaction(db):
        is_in_use = settings.load(db).embedder == embedder
        if is_in_use:
            passages.forget_vectors(db, space)
    if not is_in_use:
        index.close()
        return None
    _drop_removed(db, index)
    if index.count() != passages.count_indexed(db):
        _settle(db, index)
    return index


def collection(space: str) -> str:
    """The name of the collection with the vectors of an embedding space."""
    return f"{space}-{CHUNKER}"


def index_some(db: sqlite3.Connection, home: Path, index: VectorIndex, embedder: Embedder) -> tuple[str, ...]:
    """Do one batch of what is to be done; returns the documents it moved on, none when all is in step."""
    _drop_removed(db, index)
    waiting = passages.to_index(db, BATCH * 16)
    if not waiting:
        _embed_some(db, embedder)
        waiting = passages.to_index(db, BATCH * 16)
    if waiting:
        _upsert(index, waiting, home)
        with transaction(db):
            passages.indexed(db, (one.passage for one in waiting))
    return tuple(dict.fromkeys(one.document for one in waiting))


def change_some(db: sqlite3.Connection, folder: str, embedder: Embedder) -> tuple[str, ...]:
    """Make a batch of the vectors of the next embedder, which is in ``folder``; returns the documents it moved on.

    Those in use are searched until the last one is made: then all are exchanged at once, and the index is to be opened
    anew. Call it only where nothing waits for a vector of the embedder in use.
    """
    batch = next_vectors.to_embed(db, embedder.space, BATCH)
    vectors = _embedded(embedder, batch) if batch else []
    with transaction(db):
        if settings.load(db).next_embedder != folder:  # the person has thought better of it
            return ()
        if batch:
            next_vectors.keep(db, embedder.space, vectors)
            return tuple(dict.fromkeys(one.document for one in batch))
        taken = next_vectors.take(db, embedder.space)
    return passages.documents(db) if taken else ()


def _embed_some(db: sqlite3.Connection, embedder: Embedder) -> None:
    batch = passages.to_embed(db, BATCH)
    if not batch:
        return
    vectors = _embedded(embedder, batch)
    with transaction(db):
        passages.keep_vectors(db, embedder.space, vectors)


def _embedded(embedder: Embedder, batch: Sequence[Passage]) -> list[tuple[Passage, bytes]]:
    vectors = embedder.embed_passages([passage.headed for passage in batch])
    return [(one, packed(row)) for one, row in zip(batch, vectors, strict=True)]


def _upsert(index: VectorIndex, waiting: tuple[StoredVector, ...], home: Path) -> None:
    try:
        index.upsert(waiting)
    except Exception as error:
        lacking = room_lacking(home)
        if lacking:
            raise KnownError(ErrorCode.DISK_FULL, str(home), lacking) from error
        raise


def _settle(db: sqlite3.Connection, index: VectorIndex) -> None:
    """Where one was written and the other was not: the index drops what is not known, the tables offer what it lacks."""
    held = frozenset(index.ids())
    known = frozenset(passages.indexed_ids(db))
    index.delete(tuple(held - known))
    with transaction(db):
        passages.unindex(db, known - held)


def _drop_removed(db: sqlite3.Connection, index: VectorIndex) -> None:
    if not passages.has_tombstones(db):
        return
    gone = passages.tombstones(db)
    index.delete(gone)
    with transaction(db):
        passages.clear_tombstones(db, gone)
