"""The vector index: a Chroma folder that belongs to one process and can be thrown away.

SQLite holds every vector too, so a folder that will not open is moved aside and filled again.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import chromadb
import numpy as np
import numpy.typing as npt
from chromadb.api.client import Client
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from filelock import FileLock, Timeout

from desktop.store.passages import StoredVector

_BATCH = 2000
_STEPS = 127


class VectorIndex:
    """An open Chroma collection, held together with the lock on its folder."""

    def __init__(self, home: Path, space: str) -> None:
        """Open or make the collection called ``space``, and drop all others; Timeout if another process has the folder."""
        self.space = space
        self._lock = FileLock(home / "index.lock")
        self._lock.acquire(timeout=0)
        self._folder = home / "index"
        self.rebuilt = False
        try:
            self._client, self._collection = self._open(space)
        except BaseException:
            self._lock.release()
            raise

    def _open(self, space: str) -> tuple[Client, chromadb.Collection]:
        try:
            return _collection(self._folder, space)
        except Exception:  # noqa: BLE001 - a broken folder raises whatever it likes; a second failure is raised
            self.rebuilt = self._folder.exists()
            if self.rebuilt:
                SharedSystemClient.clear_system_cache()  # holds the client that failed half-way
                shutil.move(self._folder, self._folder.with_name(f"index-broken-{time.time_ns()}"))
            return _collection(self._folder, space)

    def upsert(self, vectors: Sequence[StoredVector]) -> None:
        """Store or replace vectors; when this returns they survive the end of the process."""
        for start in range(0, len(vectors), _BATCH):
            some = vectors[start : start + _BATCH]
            self._collection.upsert(
                ids=[one.passage for one in some],
                embeddings=np.stack([unpacked(one.vector) for one in some]),
                metadatas=[{"document": one.document} for one in some],
            )

    def delete(self, ids: Sequence[str]) -> None:
        """Drop these passages; those not there are no error."""
        for start in range(0, len(ids), _BATCH):
            self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def ids(self) -> tuple[str, ...]:
        """The passages that the index holds."""
        return tuple(self._collection.get(include=[])["ids"])

    def count(self) -> int:
        """How many vectors the index holds."""
        return self._collection.count()

    def nearest(self, vector: Sequence[float], limit: int, documents: Sequence[str] = ()) -> list[tuple[str, float]]:
        """Passage ids with their cosine similarity, best first."""
        if not self.count():
            return []
        within = {"document": {"$in": list(documents)}} if documents else None
        found = self._collection.query(
            query_embeddings=np.asarray(vector, dtype=np.float32)[np.newaxis],
            n_results=min(limit, self.count()),
            where=within,  # type: ignore[arg-type]  # chromadb's own alias is narrower than what it takes
            include=["distances"],
        )
        distances = found["distances"] or [[]]
        return [(one, 1.0 - distance) for one, distance in zip(found["ids"][0], distances[0], strict=True)]

    def close(self) -> None:
        """Let other processes have the folder."""
        self._client.close()
        self._lock.release()


def try_open(home: Path, space: str) -> VectorIndex | None:
    """The index, or None if another process has it at the moment."""
    try:
        return VectorIndex(home, space)
    except Timeout:
        return None


def packed(vector: npt.NDArray[np.float32]) -> bytes:
    """A vector's direction as it is stored: each number as int8, the largest as 127."""
    largest = np.abs(vector).max(initial=0) or 1
    steps: npt.NDArray[np.int8] = np.rint(vector * (_STEPS / largest)).astype(np.int8)
    return steps.tobytes()


def unpacked(vector: bytes) -> npt.NDArray[np.float32]:
    """A stored vector as the index takes it, of length 1."""
    steps = np.frombuffer(vector, dtype=np.int8).astype(np.float32)
    unit: npt.NDArray[np.float32] = steps / (np.linalg.norm(steps) or 1)
    return unit


def nearest_of(vectors: Sequence[StoredVector], query: Sequence[float], limit: int) -> list[tuple[str, float]]:
    """The same search without the index, over vectors as SQLite holds them."""
    if not vectors:
        return []
    matrix = np.stack([unpacked(one.vector) for one in vectors])
    scores = matrix @ np.asarray(query, dtype=np.float32)
    best = np.argsort(-scores)[:limit]
    return [(vectors[i].passage, float(scores[i])) for i in best]


def _collection(folder: Path, space: str) -> tuple[Client, chromadb.Collection]:
    settings = Settings(is_persistent=True, persist_directory=str(folder), anonymized_telemetry=False)
    client = Client(settings=settings)
    for other in client.list_collections():
        if other.name != space:
            client.delete_collection(other.name)
    return client, client.get_or_create_collection(space, embedding_function=None, metadata={"hnsw:space": "cosine"})
