"""Engines made from the model packs that are installed; an engine whose pack is missing is None."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.answering.engines import Embedder, Engines, LanguageModel, Reranker
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.models import Reply, Speaker, Turn
from desktop.domain.settings import ModelChoice
from desktop.engines.chat_server import ChatServer
from desktop.engines.cross_encoder import CrossEncoder
from desktop.engines.embedder import SPACE
from desktop.engines.embedder import Embedder as OwnEmbedder
from desktop.engines.encoding import Vectors
from desktop.engines.folder_embedder import FolderEmbedder, space_of
from desktop.engines.lac import LacNames
from desktop.engines.llama import LlamaModel
from desktop.engines.paddle import PaddleEngine
from desktop.store import packs
from desktop.wire import local_path, printable
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
        self._embedders: dict[str, Embedder] = {}
        self._rerankers: dict[str, Reranker] = {}
        self._model: LanguageModel | None = None
        self._chosen: ModelChoice | None = None  #: what the model was made for
        self._names: LacNames | None = None

    def embedder(self, folder: str) -> Embedder | None:
        """The model in this folder (as Settings has it), or our own for ``""``: None while a pack of it is missing.

        KnownError(NOT_A_MODEL) where the folder is gone, or holds something else.
        """
        made = self._embedders.get(folder) or (embedder_in(folder) if folder else own_embedder())
        if made:
            self._embedders[folder] = made
        return made

    def keep_only(self, *folders: str) -> None:
        """Let go of the embedders that are in none of these."""
        self._embedders = {folder: one for folder, one in self._embedders.items() if folder in folders}

    def reranker(self, folder: str) -> Reranker | None:
        """The cross-encoder in this folder (as Settings has it), the only one kept; None for ``""``.

        KnownError(NOT_A_MODEL) where the folder is gone, or holds something else.
        """
        if folder not in self._rerankers:
            self._rerankers = {folder: CrossEncoder(Path(local_path(folder)), threads())} if folder else {}
        return self._rerankers.get(folder)

    def engines(self, embedder: Embedder | None, reranker: Reranker | None, chosen: ModelChoice) -> Engines:
        """Everything that is installed, with these two and the language model that was chosen."""
        if self._model is None or self._chosen != chosen:
            self._model, self._chosen = language_model(chosen), chosen
        self._names = self._names or LacNames()
        return Engines(embedder, self._model, self._names, reranker)


def language_model_file() -> Path:
    """The GGUF file to use: ``TERCET_LLM`` names a pack, else the largest one installed; else MODEL_MISSING."""
    chosen = os.environ.get("TERCET_LLM")
    for name in (chosen,) if chosen else LANGUAGE_MODELS:
        if name in {pack.name for pack in packs.packs()} and not packs.missing((name,)):
            return next(packs.folder(name).glob("*.gguf"))
    raise KnownError(ErrorCode.MODEL_MISSING, chosen or LANGUAGE_MODELS[0])


def own_embedder() -> Embedder | None:
    """The embedding models of our packs, or None while one is missing."""

    def load() -> Embedder:
        chinese, english = (packs.folder(name) for name in EMBEDDING_PACKS)
        return OwnEmbedder(chinese, english, threads())

    return None if packs.missing(EMBEDDING_PACKS) else LateEmbedder(SPACE, load)


def embedder_in(folder: str) -> Embedder:
    """The model in a folder; KnownError(NOT_A_MODEL) where there is none, or, with the first text, none that loads."""
    place = Path(local_path(folder))

    def load() -> Embedder:
        return FolderEmbedder(place, threads())

    return LateEmbedder(space_of(place), load)


class LateEmbedder:
    """Embedding models, loaded with the first text to embed: facts are found without them."""

    def __init__(self, space: str, load: Callable[[], Embedder]) -> None:
        self._space = space
        self._load = load
        self._loaded: Embedder | None = None

    @property
    def space(self) -> str:
        """As Embedder has it."""
        return self._space

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """As Embedder has it."""
        return self._models().embed_passages(texts)

    def embed_query(self, text: str) -> Vectors:
        """As Embedder has it."""
        return self._models().embed_query(text)

    def _models(self) -> Embedder:
        self._loaded = self._loaded or self._load()
        return self._loaded


class LateModel:
    """A language model that is loaded with the first choice it has to make: table facts need none.

    KnownError(NOT_A_GGUF) then, where a file that is not ``is_own`` can't be loaded.
    """

    def __init__(self, file: Path, *, is_own: bool = True) -> None:
        self._file, self._is_own = file, is_own
        self._loaded: LlamaModel | None = None

    @property
    def name(self) -> str:
        """As LlamaModel has it."""
        return self._file.stem

    def choose(
        self, turns: Sequence[Turn], chunks: Sequence[str], otherwise: str, stopped: Callable[[], bool]
    ) -> Reply:
        """As LanguageModel has it; not loaded where it is stopped."""
        if stopped():
            raise KnownError(ErrorCode.CANCELLED)
        self._loaded = self._loaded or self._load()
        return self._loaded.choose(turns, chunks, otherwise, stopped)

    def _load(self) -> LlamaModel:
        try:
            return LlamaModel(self._file, threads())
        except KnownError as error:
            if self._is_own:
                raise
            raise KnownError(ErrorCode.NOT_A_GGUF, printable(str(self._file)), error.detail) from error


def language_model(chosen: ModelChoice) -> LanguageModel | None:
    """The model that was chosen; None where it is our own and its pack is missing."""
    if chosen.is_server:
        return ChatServer(chosen.place, chosen.name, chosen.key)
    if chosen.place:
        return LateModel(Path(local_path(chosen.place)), is_own=False)
    try:
        return LateModel(language_model_file())
    except KnownError as error:
        if error.code is ErrorCode.MODEL_MISSING:
            return None
        raise


def try_model(chosen: ModelChoice) -> None:
    """KnownError where it can't answer: SERVER_FAILED, NOT_A_GGUF, or MODEL_MISSING where it is our own."""
    if chosen.is_server:
        names = ChatServer(chosen.place, chosen.name, chosen.key).names()
        if chosen.name and chosen.name not in names:
            raise KnownError(ErrorCode.SERVER_FAILED, chosen.place, f"{chosen.name}: {', '.join(names)}")
    elif chosen.place:
        model = LateModel(Path(local_path(chosen.place)), is_own=False)
        model.choose((Turn(Speaker.USER, "?"),), ("yes",), "no", lambda: False)
    else:
        language_model_file()


def _installed_ocr() -> tuple[str, str] | None:
    return next((pair for pair in OCR_PACKS if not packs.missing((*pair, ORIENTATION_PACK))), None)
