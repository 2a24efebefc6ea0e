"""What a check looks at, and what it finds."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.errors import KnownError

_LONGEST = 400


class Subject(StrEnum):
    """What is checked."""

    CATALOGUE = "catalogue"
    PACK = "pack"
    LIBRARY = "library"
    OPENING = "opening"
    STRUCTURE = "structure"
    TABLE = "table"
    GRID = "grid"
    FACTS = "facts"
    PICTURE = "picture"
    CHINESE_SCAN = "chinese-scan"
    ENGLISH_SCAN = "english-scan"
    TURNING = "turning"
    SCANNED_TABLE = "scanned-table"
    NAMES = "names"
    CHINESE_VECTORS = "chinese-vectors"
    ENGLISH_VECTORS = "english-vectors"
    SHARED_VECTORS = "shared-vectors"
    CHROMA = "chroma"
    READING = "reading"
    INDEX = "index"
    ANSWER = "answer"
    MODEL_ANSWER = "model-answer"
    REFUSAL = "refusal"
    EXPORT = "export"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen, in the documents' own words, and where: the page is 1-based, 0 where there is none."""

    text: str
    document: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at: its subject, which of several, and how; ``look`` raises what is wrong."""

    subject: Subject
    about: str
    look: Callable[[], Seen]


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: whether it held, what was seen, and how many seconds it took.

    Where it did not hold, ``expected`` is what should have been seen, or ``error`` what a person can mend;
    with neither, ``seen`` is the error that was met.
    """

    subject: Subject
    about: str
    passed: bool
    seen: Seen
    seconds: float
    expected: str = ""
    error: KnownError | None = None


class UnexpectedError(Exception):
    """Something else was seen than what was expected."""

    def __init__(self, expected: str, seen: str) -> None:
        super().__init__(f"expected {expected}, seen {seen}")
        self.expected = expected
        self.seen = seen


def expect(expected: str, seen: str) -> None:
    """UnexpectedError unless what is expected stands in what was seen."""
    if expected not in seen:
        raise UnexpectedError(expected, seen)


def look(check: Check) -> Finding:
    """Do one check, whatever comes of it."""
    started = time.monotonic()
    expected, error = "", None
    try:
        seen, passed = check.look(), True
    except UnexpectedError as unexpected:
        seen, passed, expected = Seen(unexpected.seen[:_LONGEST]), False, unexpected.expected
    except KnownError as known:
        seen, passed, error = Seen(str(known)[:_LONGEST]), False, known
    except (Exception, SystemExit) as bug:  # noqa: BLE001 - a self-test reports whatever is wrong
        seen, passed = Seen(in_words(bug)), False
    return Finding(check.subject, check.about, passed, seen, time.monotonic() - started, expected, error)


def in_words(error: BaseException) -> str:
    """An error with what it came from: the first of them names the missing module or file."""
    first: BaseException = error
    while before := first.__cause__ or (None if first.__suppress_context__ else first.__context__):
        first = before
    told = dict.fromkeys(f"{type(one).__name__}: {one}" for one in (error, first))
    return " ← ".join(" ".join(one.split())[:_LONGEST] for one in told)
