"""What models are given and what they give back: prompts, replies, names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Speaker(StrEnum):
    """Who says a turn of a prompt."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a prompt."""

    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a language model chose; ``log_probability`` is the sum over its tokens, 0 for certain; None where it doesn't say."""

    text: str
    log_probability: float | None


class NameKind(StrEnum):
    """Kinds of names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in a text."""

    text: str
    kind: NameKind
