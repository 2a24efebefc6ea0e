"""Where a question names what: whom it is about, of when, and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop.answering.periods import last_year, periods_in
from desktop.answering.task import Desk, Task, understood
from desktop.answering.understand import Stretch, left_over
from desktop.answering.wording import as_written, flat

_JOINT = re.compile(
    r"\s*+(?:、|,|，|/|&|和|与|跟|及|以及|或者?|还是|对比|相比|,?\s*+\b(?:and|or|versus|vs\.?|than|with|against|to)\b)\s*+(?:the\s+)?"
)
_OWNER = re.compile(r"(?:'s|’s)?")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A question as written, on one line, with the places in it.

    ``entities`` are the places of whom it is about, known to the library or not, ``things`` those of the attributes
    asked for: of their names, or where it names none of the words left over.
    """

    text: str
    task: Task
    entities: tuple[Stretch, ...]
    periods: tuple[Stretch, ...]
    things: tuple[Stretch, ...]

    def words(self, place: Stretch) -> str:
        """What stands there."""
        return self.text[slice(*place)]


def sketch(question: str, documents: tuple[str, ...], at: Desk) -> Sketch:
    """The question, put to these documents (ids; none means all), with the places of what it names."""
    task = understood(question, documents, at)
    parsed, text = task.parsed, flat(question)
    subjects = task.subjects()
    known = {(one.start, one.end) for one in parsed.mentions if one.entity in subjects}
    told = {(one.start, one.end) for one in parsed.mentions}
    strangers = (place for name in task.strangers for place in _places(name, text) if not overlaps(place, told))
    entities = _merged(text, sorted({*known, *strangers}))
    periods = period_places(text)
    things = parsed.named or left_over(text, (*entities, *periods), at.lexicon)
    return Sketch(as_written(question), task, entities, periods, things)


def period_places(text: str) -> tuple[Stretch, ...]:
    """Where a flat text names periods."""
    relative = last_year(text)
    return tuple((one.start, one.end) for one in (*periods_in(text), *((relative,) if relative else ())))


def overlaps(place: Stretch, others: Iterable[Stretch]) -> bool:
    """Whether a place shares characters with one of the others."""
    return any(place[0] < end and start < place[1] for start, end in others)


def hull(places: Sequence[Stretch]) -> Stretch:
    """From the first to the last of some places."""
    return min(start for start, _ in places), max(end for _, end in places)


def put(text: str, place: Stretch, words: str) -> str:
    """The text with these words in that place."""
    return beside(text[: place[0]], words, text[place[1] :])


def beside(*parts: str) -> str:
    """The parts one after the other, with a space where Latin letters or digits would meet.

    >>> beside("Nike", "2018年", "的收入")
    'Nike 2018年的收入'
    """
    text = ""
    for part in parts:
        meet = f"{text[-1:]}{part[:1]}"
        text += f" {part}" if len(meet) == 2 and meet.isascii() and meet.isalnum() else part
    return text


def joined(text: str, places: Sequence[Stretch]) -> bool:
    """Whether places of a text are one enumeration: nothing but "and", "or", commas between them."""
    order = sorted(places)
    gaps = (text[first[1] : second[0]].lower() for first, second in pairwise(order))
    return all(_JOINT.fullmatch(gap[_owner(gap) :]) for gap in gaps)


def _merged(text: str, places: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Words of one name that stand side by side are one place."""
    merged: list[Stretch] = []
    for start, end in places:
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def _owner(gap: str) -> int:
    match = _OWNER.match(gap)
    return match.end() if match else 0


def _places(name: str, text: str) -> Iterator[Stretch]:
    start = text.find(name)
    if start >= 0:
        yield start, start + len(name)
