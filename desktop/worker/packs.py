"""Engines made from the model packs that are installed; an engine whose pack is missing is None."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.answering.engines import Engines
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.models import Reply, Turn
from desktop.engines.embedder import SPACE, Embedder, Vectors
from desktop.engines.lac import LacNames
from desktop.engines.llama import LlamaModel
from desktop.engines.paddle import PaddleEngine
from desktop.store import packs
from desktop.worker.quiet import threads

OCR_PACKS = (("PP-OCRv6_small_det", "PP-OCRv6_small_rec"), ("PP-OCRv6_tiny_det", "PP-OCRv6_tiny_rec"))
ORIENTATION_PACK = "PP-LCNet_x1_0_doc_ori"
EMBEDDING_PACKS = ("bge-small-zh-v1.5-int8", "bge-small-en-v1.5-int8")
LANGUAGE_MODELS = ("qwen2.5-coder-1.5b-instruct-q4_k_m", "qwen2.5-coder-0.5b-instruct-q4_k_m")


class PageEngines:
    """The engines that pages are read with, loaded with the first page that needs them."""

    def __init__(self) -> None:
        self._ocr: PaddleEngine | None = None

    def ocr(self) -> PaddleEngine | None:
        """Text recognition, or None while its packs are missing."""
        if self._ocr is None and (chosen := _installed_ocr()):
            detection, recognition = (packs.folder(name) for name in chosen)
            self._ocr = PaddleEngine(detection, recognition, packs.folder(ORIENTATION_PACK), threads())
        return self._ocr


class QuestionEngines:
    """The engines that questions are answered with, loaded when they are first needed."""

    def __init__(self) -> None:
        self._embedder: LateEmbedder | None = None
        self._model: LateModel | None = None
        self._names: LacNames | None = None

    def embedder(self) -> LateEmbedder | None:
        """The embedding models, or None while their packs are missing."""
        if self._embedder is None and not packs.missing(EMBEDDING_PACKS):
            self._embedder = LateEmbedder()
        return self._embedder

    def all(self) -> Engines:
        """Everything that is installed."""
        self._model = self._model or _language_model()
        self._names = self._names or LacNames()
        return Engines(self.embedder(), self._model, self._names)


def language_model_file() -> Path:
    """The GGUF file to use: ``TERCET_LLM`` names a pack, else the largest one installed; else MODEL_MISSING."""
    chosen = os.environ.get("TERCET_LLM")
    for name in (chosen,) if chosen else LANGUAGE_MODELS:
        if name in {pack.name for pack in packs.packs()} and not packs.missing((name,)):
            return next(packs.folder(name).glob("*.gguf"))
    raise KnownError(ErrorCode.MODEL_MISSING, chosen or LANGUAGE_MODELS[0])


class LateEmbedder:
    """The embedding models, loaded with the first text to embed: facts are found without them."""

    space = SPACE

    def __init__(self) -> None:
        self._loaded: Embedder | None = None

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """As Embedder has it."""
        return self._models().embed_passages(texts)

    def embed_query(self, text: str) -> Vectors:
        """As Embedder has it."""
        return self._models().embed_query(text)

    def _models(self) -> Embedder:
        if self._loaded is None:
            chinese, english = (packs.folder(name) for name in EMBEDDING_PACKS)
            self._loaded = Embedder(chinese, english, threads())
        return self._loaded


class LateModel:
    """A language model that is loaded with the first choice it has to make: table facts need none."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._loaded: LlamaModel | None = None

    def choose(
        self, turns: Sequence[Turn], chunks: Sequence[str], otherwise: str, stopped: Callable[[], bool]
    ) -> Reply:
        """As LanguageModel has it."""
        self._loaded = self._loaded or LlamaModel(self._file, threads())
        return self._loaded.choose(turns, chunks, otherwise, stopped)


def _language_model() -> LateModel | None:
    try:
        return LateModel(language_model_file())
    except KnownError as error:
        if error.code is ErrorCode.MODEL_MISSING:
            return None
        raise


def _installed_ocr() -> tuple[str, str] | None:
    return next((pair for pair in OCR_PACKS if not packs.missing((*pair, ORIENTATION_PACK))), None)
