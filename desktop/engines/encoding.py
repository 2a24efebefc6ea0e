"""What every embedding model is run with: no network, few threads, batches of few tokens, vectors of length 1."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from desktop.domain.terms import is_chinese

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

BATCH_TOKENS = 2048  #: padded tokens per call of a model; bounds memory whatever comes in
BATCH_TEXTS = 32


def stay_offline(threads: int) -> None:
    """Call before any native library is imported."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        os.environ[name] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("OMP_NUM_THREADS", str(threads))


def encode(model: SentenceTransformer, texts: list[str], prompt: str) -> Vectors:
    """Vectors of a batch of texts, as the model gives them."""
    vectors: Vectors = model.encode(
        texts, prompt=prompt or None, batch_size=len(texts), show_progress_bar=False, convert_to_numpy=True
    )
    return vectors


def batches(texts: Sequence[str], places: Sequence[int]) -> Iterator[list[int]]:
    """Places of texts of like length, so that little is padded and a batch holds few tokens."""
    batch: list[int] = []
    for place in sorted(places, key=lambda place: len(texts[place])):
        if batch and (len(batch) == BATCH_TEXTS or (len(batch) + 1) * _tokens(texts[place]) > BATCH_TOKENS):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _tokens(text: str) -> int:
    return min(512, len(text) if is_chinese(text) else len(text) // 3 + 2)


def unit(vectors: Vectors) -> Vectors:
    """The same directions, each of length 1."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = vectors / np.maximum(lengths, np.float32(1e-12))
    return unit
