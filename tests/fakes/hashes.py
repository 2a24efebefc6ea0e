"""Stands for the embedding models where it doesn't matter what is near what."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from desktop.engines.folder_embedder import space_of
from desktop.wire import local_path


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


class FolderHashes(Hashes):
    """Stands for the model in a folder: as many numbers, but other ones, and not at once. NOT_A_MODEL as for a real one."""

    def __init__(self, folder: str) -> None:
        self.space = space_of(Path(local_path(folder)))

    def embed_passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        time.sleep(0.1)
        return super().embed_passages([f"{self.space} {text}" for text in texts])


def model_folder(parent: Path, name: str) -> Path:
    """A folder that FolderHashes takes for a model."""
    folder = parent / name
    folder.mkdir()
    (folder / "modules.json").write_text(f'[{{"name": "{name}"}}]', "utf-8")
    return folder
