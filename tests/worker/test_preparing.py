"""What a question is searched with is loaded while it is being written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from desktop.domain.errors import ErrorCode, KnownError
from desktop.store.database import open_library
from desktop.worker import packs
from desktop.worker.answerer import Answerer
from tests.fakes.hashes import Hashes


class LoadedWhenAsked(Hashes):
    """Says what it was asked to embed."""

    asked: list[str]

    def __init__(self) -> None:
        super().__init__()
        self.asked = []

    def embed_query(self, text: str) -> npt.NDArray[np.float32]:
        self.asked.append(text)
        return super().embed_query(text)


class Broken(Hashes):
    """A folder that holds no model."""

    def embed_query(self, text: str) -> npt.NDArray[np.float32]:
        raise KnownError(ErrorCode.NOT_A_MODEL, text)


def test_the_embedder_is_loaded_before_a_question_comes(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    embedder = LoadedWhenAsked()
    monkeypatch.setattr(packs, "own_embedder", lambda: embedder)
    answerer = Answerer(open_library(home), home)
    answerer.prepare()
    answerer.close()
    assert len(embedder.asked) == 1


@pytest.mark.parametrize("embedder", [None, Broken()])
def test_what_is_missing_is_left_to_who_asks(
    home: Path, monkeypatch: pytest.MonkeyPatch, embedder: Hashes | None
) -> None:
    monkeypatch.setattr(packs, "own_embedder", lambda: embedder)
    answerer = Answerer(open_library(home), home)
    answerer.prepare()
    answerer.close()
