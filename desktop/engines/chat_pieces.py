"""The pieces that an answer of the OpenAI API comes in: https://platform.openai.com/docs/api-reference/chat-streaming"""

from __future__ import annotations

import msgspec


class _LogProbability(msgspec.Struct):
    logprob: float


class _LogProbabilities(msgspec.Struct):
    content: list[_LogProbability] | None = None


class _Delta(msgspec.Struct):
    content: str | None = None


class Choice(msgspec.Struct):
    """Some more of the answer, with how probable its tokens are where that is told."""

    delta: _Delta = msgspec.field(default_factory=_Delta)
    logprobs: _LogProbabilities | None = None

    @property
    def text(self) -> str:
        """What is added to the answer."""
        return self.delta.content or ""

    @property
    def log_probabilities(self) -> tuple[float, ...]:
        """Of the tokens; none where they are not told."""
        return tuple(token.logprob for token in (self.logprobs.content if self.logprobs else None) or ())


class Failure(msgspec.Struct):
    """Why there is no answer."""

    message: str = ""


class Piece(msgspec.Struct):
    """A message of the stream."""

    choices: list[Choice] = []
    error: Failure | None = None
