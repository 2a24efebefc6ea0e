"""Reading jobs: the queue is a table, this is one row of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class JobState(StrEnum):
    """Where a job stands; ``waiting`` means paused by the person or by a full disk."""

    QUEUED = "queued"
    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


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
