"""What answering needs from models. One adapter each lies in the engines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from desktop.domain.models import Name, Reply, Turn


class Embedder(Protocol):
    """Turns text into unit vectors of one space."""

    @property
    def space(self) -> str:
        """Names the vectors' space."""

    def embed_passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of passages, one row each."""

    def embed_query(self, text: str) -> npt.NDArray[np.float32]:
        """Vector of a question."""


class Reranker(Protocol):
    """Says how well passages answer a question."""

    def scores(self, question: str, passages: Sequence[str]) -> Sequence[float]:
        """Between 0 and 1 for each passage."""


class LanguageModel(Protocol):
    """Chooses an answer from what it is given to read."""

    @property
    def name(self) -> str:
        """What the model is called: its file, without the ending, or its name on a server."""

    def choose(
        self, turns: Sequence[Turn], chunks: Sequence[str], otherwise: str, stopped: Callable[[], bool]
    ) -> Reply:
        """A run of neighbouring ``chunks`` joined, or ``otherwise``.

        KnownError(CANCELLED) soon after ``stopped()`` is true, KnownError(MODEL_BROKEN) if it fails.
        """


class NameFinder(Protocol):
    """Finds names in Chinese text."""

    def names(self, text: str) -> tuple[Name, ...]:
        """Names in order of appearance."""


@dataclass(frozen=True, slots=True)
class Engines:
    """The models at hand; None where a pack is missing, or no cross-encoder was chosen."""

    embedder: Embedder | None = None
    model: LanguageModel | None = None
    names: NameFinder | None = None
    reranker: Reranker | None = None
