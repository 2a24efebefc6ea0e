"""What is being done for a question while its answer is on the way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.answer import Hit


class Phase(StrEnum):
    """What the answerer is doing for a question."""

    STARTING = "starting"
    UNDERSTANDING = "understanding"
    SEARCHING = "searching"
    READING = "reading"
    CHECKING = "checking"
    PARTS = "parts"  #: a question to several documents, or about several entities, one after the other


@dataclass(frozen=True, slots=True)
class Doing:
    """The phase, ``done`` of ``total`` parts of the question where it has some, and the passages that are to be read now."""

    phase: Phase
    done: int = 0
    total: int = 0
    passages: tuple[Hit, ...] = ()
