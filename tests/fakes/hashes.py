"""Stands for the embedding models where it doesn't matter what is near what."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


class Hashes:
    """A text's vector follows from its hash: 32 numbers, at once."""

    space = "hashes-32"

    def embed_passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        digests = [hashlib.sha256(text.encode()).digest() for text in texts]
        rows = np.array([list(digest) for digest in digests], np.float32) - 128
        unit: npt.NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit

    def embed_query(self, text: str) -> npt.NDArray[np.float32]:
        return self.embed_passages([text])[0]
