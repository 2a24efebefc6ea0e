"""A language model that counts what it is given to read and what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.answering.engines import LanguageModel
from desktop.domain.models import Reply, Turn
from desktop.reading.passages import token_count


class CountedModel:
    """Asks another model. Tokens are counted as passages count theirs, about as a model would."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._calls = self._read = self._said = 0

    @property
    def name(self) -> str:
        """The other model's."""
        return self._model.name

    def choose(
        self, turns: Sequence[Turn], chunks: Sequence[str], otherwise: str, stopped: Callable[[], bool]
    ) -> Reply:
        """As the other model does."""
        reply = self._model.choose(turns, chunks, otherwise, stopped)
        self._calls += 1
        self._read += sum(token_count(turn.text) for turn in turns)
        self._said += token_count(reply.text)
        return reply

    def spent(self) -> str:
        """What has been asked of the model since the last time, in words."""
        told = f"model asked {self._calls} times, {self._read} tokens read, {self._said} said"
        self._calls = self._read = self._said = 0
        return told
