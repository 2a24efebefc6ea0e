"""Vectors by a model of the person's own: any folder that sentence-transformers has saved.

The folder's ``modules.json`` says what the model is made of: https://sbert.net/docs/sentence_transformer/usage/custom_models.html
Where the weights lie there in ONNX only, they are run as those of our own packs are. Code that comes with a model is not run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from desktop.domain.errors import ErrorCode, KnownError
from desktop.engines.encoding import Vectors, batches, encode, stay_offline, unit

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import nn

_PARTS = "modules.json"
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
_EDGE = 1 << 16  #: bytes of a large file's beginning and end that tell it from others


class FolderEmbedder:
    """The loaded model. Not for several threads at once. KnownError(NOT_A_MODEL) if the folder holds none that loads."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._space = space_of(folder)
        stay_offline(threads)
        try:
            self._model = _load(folder, threads)
            probe = self._query("?")
        except Exception as error:  # whatever lies in the folder, the libraries raise what they like
            raise _no_model(folder, str(error) or type(error).__name__) from error
        if probe.ndim != 1 or not np.isfinite(probe).all() or not probe.any():
            raise _no_model(folder, "its vectors are empty or no numbers")
        self.dimension = len(probe)

    @property
    def space(self) -> str:
        """Names the vectors' space: vectors of two spaces cannot be compared."""
        return self._space

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of passages, len(texts) x dimension, with the prompt that the model has for documents."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        prompt = self._prompt("document")
        for batch in batches(texts, range(len(texts))):
            vectors[batch] = encode(self._model, [texts[i] for i in batch], prompt)
        return unit(vectors)

    def embed_query(self, text: str) -> Vectors:
        """Unit vector of a question, with the prompt that the model has for queries."""
        vector: Vectors = unit(self._query(text)[np.newaxis])[0]
        return vector

    def _query(self, text: str) -> Vectors:
        vector: Vectors = np.asarray(encode(self._model, [text], self._prompt("query"))[0], np.float32)
        return vector

    def _prompt(self, name: str) -> str:
        return str(self._model.prompts.get(name) or "")


def space_of(folder: Path) -> str:
    """Names the space of a folder's model by what its files hold, wherever they lie. Loads nothing; NOT_A_MODEL if none."""
    if not (folder / _PARTS).is_file():
        raise _no_model(folder, f"no {_PARTS}")
    digest = hashlib.sha256()
    try:
        for file in sorted(folder.rglob("*")):
            if not _matters(file, folder):
                continue
            digest.update(file.relative_to(folder).as_posix().encode(errors="replace"))
            for edge in _edges(file):
                digest.update(edge)
    except OSError as error:
        raise _no_model(folder, str(error)) from error
    return f"folder-{digest.hexdigest()[:32]}"


def _matters(file: Path, folder: Path) -> bool:
    """Not what only tells people or programs where the model is from."""
    is_hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return file.is_file() and file.suffix.lower() != ".md" and not is_hidden


def _edges(file: Path) -> Iterator[bytes]:
    size = file.stat().st_size
    yield str(size).encode()
    with file.open("rb") as stream:
        yield stream.read(_EDGE)
        stream.seek(max(size - _EDGE, 0))
        yield stream.read(_EDGE)


def _load(folder: Path, threads: int) -> SentenceTransformer:
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(threads)
    if any(next(folder.rglob(pattern), None) for pattern in _WEIGHTS):
        return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    return SentenceTransformer(modules=list(_onnx_modules(folder, threads)), device="cpu")


def _onnx_modules(folder: Path, threads: int) -> Iterator[nn.Module]:
    import onnxruntime
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

    from desktop.engines.onnx_transformer import OnnxTransformer

    onnxruntime.disable_telemetry_events()
    model = next(iter(sorted((*folder.glob("*.onnx"), *folder.glob("onnx/*.onnx")))), None)
    if model is None:
        raise FileNotFoundError("no weights")
    for part in json.loads((folder / _PARTS).read_text("utf-8")):
        match str(part["type"]).rpartition(".")[2]:
            case "Transformer":
                yield OnnxTransformer(model, threads, folder)
            case "Pooling":
                yield Pooling.load(str(folder), subfolder=part["path"], local_files_only=True)
            case "Normalize":
                yield Normalize()
            case other:
                raise NotImplementedError(f"{other} beside ONNX weights")


def _no_model(folder: Path, detail: str) -> KnownError:
    return KnownError(ErrorCode.NOT_A_MODEL, str(folder), detail.splitlines()[0][:200])
