"""The embedder of the benchmarks: what it made of a passage is kept in the temporary folder from run to run."""

from __future__ import annotations

import hashlib
import pickle
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from desktop.engines.embedder import Embedder, Vectors
from desktop.paths import pack_folders
from desktop.store.vectors import packed, unpacked

_BATCH = 256


class KeptVectors:
    """The embedder, with the vectors of passages kept in a file."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._file = Path(tempfile.gettempdir()) / "tercet-bench" / f"{embedder.space}.pickle"
        self._known: dict[str, bytes] = pickle.loads(self._file.read_bytes()) if self._file.is_file() else {}

    @property
    def space(self) -> str:
        """As Embedder has it."""
        return self._embedder.space

    def embed_query(self, text: str) -> Vectors:
        """As Embedder has it."""
        return self._embedder.embed_query(text)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """As Embedder has it; those that are not known are embedded and kept."""
        keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
        missing = [place for place, one in enumerate(keys) if one not in self._known]
        for start in range(0, len(missing), _BATCH):
            some = missing[start : start + _BATCH]
            vectors = self._embedder.embed_passages([texts[place] for place in some])
            self._known |= {keys[place]: packed(row) for place, row in zip(some, vectors, strict=True)}
        if missing:
            self._file.parent.mkdir(exist_ok=True)
            self._file.write_bytes(pickle.dumps(self._known))
        return np.stack([unpacked(self._known[one]) for one in keys])


def kept_vectors(threads: int) -> KeptVectors:
    """The program's own embedder, its vectors kept."""
    packs = (pack_folders()[0] / f"bge-small-{language}-v1.5-int8" for language in ("zh", "en"))
    return KeptVectors(Embedder(*packs, threads))
