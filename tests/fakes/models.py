"""Language models that crash, hang and lie, and one that says what it is told to."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.models import Name, NameKind, Reply, Turn


@dataclass
class SayingModel:
    """Always says the same, as sure of itself as told, whatever it may choose from."""

    name = "fake"

    says: str
    log_probability: float | None = 0.0
    asked: list[str] = field(default_factory=list)

    def choose(
        self, turns: Sequence[Turn], chunks: Sequence[str], otherwise: str, stopped: Callable[[], bool]
    ) -> Reply:
        self.asked.append(turns[-1].text)
        return Reply(self.says, self.log_probability)


@dataclass
class RefusingModel:
    """Never finds an answer."""

    name = "fake"

    asked: list[str] = field(default_factory=list)

    def choose(
        self, turns: Sequence[Turn], chunks: Sequence[str], otherwise: str, stopped: Callable[[], bool]
    ) -> Reply:
        self.asked.append(turns[-1].text)
        return Reply(otherwise, -0.01)


class CrashingModel:
    """Fails the way llama.cpp does when it runs out of memory."""

    name = "fake"

    def choose(
        self, turns: Sequence[Turn], chunks: Sequence[str], otherwise: str, stopped: Callable[[], bool]
    ) -> Reply:
        raise KnownError(ErrorCode.MODEL_BROKEN, "fake", "failed to decode")


class HangingModel:
    """Reads for ever, but looks at the stop flag as it must."""

    name = "fake"

    def choose(
        self, turns: Sequence[Turn], chunks: Sequence[str], otherwise: str, stopped: Callable[[], bool]
    ) -> Reply:
        while not stopped():
            time.sleep(0.001)
        raise KnownError(ErrorCode.CANCELLED)


@dataclass
class ListedNames:
    """Finds the names it was given."""

    people: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()

    def names(self, text: str) -> tuple[Name, ...]:
        found = [Name(name, NameKind.PERSON) for name in self.people if name in text]
        return (*found, *(Name(name, NameKind.ORGANISATION) for name in self.companies if name in text))
