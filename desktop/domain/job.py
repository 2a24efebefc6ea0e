"""How far the reading of a document has come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What is being done to a document."""

    TEXT = "text"
    STRUCTURE = "structure"
    INDEX = "index"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one document is: pages done of the stage, out of the total."""

    document: str
    stage: Stage
    done: int
    total: int
