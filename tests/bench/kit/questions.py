"""Question sets over documents, with what counts as a right answer to each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path

import pymupdf

from desktop.answering.wording import flat, solid
from desktop.domain.answer import Answer, QueryKind

_NUMBER = re.compile(r"(?<![\w.])[-(−–]?[$€£]?\d[\d,]*(?:\.\d+)?")
_SCALES = (Decimal(1), Decimal(1000), Decimal(10**6), Decimal(10**9), Decimal(100))
_CLOSE = Decimal("0.01")  #: the annual-report challenge's own tolerance
_LEGAL_FORM = re.compile(r",?\s+(?:inc|plc|limited|ltd|corp|corporation|bank)\b\.?")
_FIRST_PAGES = 12
_SHORT = 4  #: characters; a shorter answer stands in many others
_NONE = "N/A"
_UNANSWERABLE = "Not answerable"


class Judged(StrEnum):
    """What became of a question."""

    RIGHT = "right"
    WRONG = "wrong"
    REFUSED = "refused"
    RIGHTLY_REFUSED = "rightly refused"
    NOT_REFUSED = "answered, must be refused"


@dataclass(frozen=True, slots=True)
class Question:
    """A question to one document (file name), or to all of the set (``""``), and the answers that are right.

    ``may_refuse`` where a refusal is right: alone, if there are no ``answers``.
    """

    text: str
    answers: tuple[str, ...]
    may_refuse: bool = False
    file: str = ""
    pages: tuple[int, ...] = ()

    def judged(self, given: Answer | None) -> Judged:
        """How an answer stands beside what is right; None is a refusal."""
        shown = shown_in(given)
        if not shown:
            return Judged.RIGHTLY_REFUSED if self.may_refuse else Judged.REFUSED
        if any(_is_said(answer, shown, given) for answer in self.answers):
            return Judged.RIGHT
        return Judged.WRONG if self.answers else Judged.NOT_REFUSED


def questions_of(folder: Path) -> tuple[Question, ...]:
    """The questions of *reports-en* (``answers.json``), *filings-en* or *mixed-en* (``gold.jsonl``).

    Those about companies that no report is about have no answer.
    """
    challenge = folder / "answers.json"
    if challenge.is_file():
        firsts = " ".join(map(_first_pages, folder.glob("*.pdf")))
        return tuple(_of_challenge(row, firsts) for row in json.loads(challenge.read_text("utf-8")))
    return tuple(_of_set(json.loads(line)) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines())


def shown_in(given: Answer | None) -> tuple[str, ...]:
    """The values that an answer shows, what it computed first; none for a refusal, or where it was to compare and can't."""
    if given is None or given.refused or (given.kind is QueryKind.COMPARE and not given.calculation):
        return ()
    computed = (given.calculation.result,) if given.calculation else ()
    return (*computed, *(fact.triple.value for fact in given.facts))


def _of_challenge(row: dict[str, object], firsts: str) -> Question:
    """A question of the challenge; about a company whose report is not here it must be refused."""
    answers, text = row["answer"], str(row["question"])
    assert isinstance(answers, list)
    names = [_LEGAL_FORM.sub("", flat(name)) for name in re.findall(r'"([^"]+)"', text)]
    if not all(name in firsts for name in names):
        return Question(text, (), may_refuse=True)
    some = tuple(str(one) for one in answers if one != _NONE)
    return Question(text, some, _NONE in answers)


def _first_pages(file: Path) -> str:
    with pymupdf.open(file) as document:
        return flat(" ".join(document[number].get_text() for number in range(min(_FIRST_PAGES, len(document)))))


def _of_set(row: dict[str, object]) -> Question:
    pages = row["pages"]
    assert isinstance(pages, list)
    none = row.get("answerable") is False or row["answer"] == _UNANSWERABLE
    return Question(str(row["question"]), () if none else (str(row["answer"]),), none, str(row["pdf"]), tuple(pages))


def _is_said(answer: str, shown: Iterable[str], given: Answer | None) -> bool:
    """Whether the figure, else the words, of an answer are shown; a name also as the one who has the figure."""
    wanted = _number(answer)
    if wanted is not None:
        return any(_is_close(wanted, number) for number in _numbers(shown, given))
    words = solid(flat(answer)).strip(".")
    told = [solid(flat(one)).strip(".") for one in shown]
    if given and given.calculation:
        told.append(solid(flat(given.calculation.entity)))
    if len(words) < _SHORT:
        return words in told
    return any(one and (one in words or words in one) for one in told)


def _numbers(shown: Iterable[str], given: Answer | None) -> Iterable[Decimal]:
    yield from (number for one in shown if (number := _number(one)) is not None)
    if given:
        yield from (fact.quantity.number for fact in given.facts if fact.quantity)
        if given.calculation:
            yield given.calculation.number


def _number(text: str) -> Decimal | None:
    """The only number of a short text; None where it has words besides, or several."""
    found = _NUMBER.findall(text)
    rest = re.sub(r"[\d,.$€£%()\s−–-]|million|billion|thousand|USD|US", "", text)
    if len(found) != 1 or rest:
        return None
    try:
        return Decimal(re.sub(r"[^\d.]", "", found[0])) * (-1 if found[0][0] in "-(−–" else 1)
    except InvalidOperation:
        return None


def _is_close(wanted: Decimal, shown: Decimal) -> bool:
    """The same within one per cent or as rounded, in any scale; signs of cash paid out are not compared."""
    if any(round(abs(shown) / scale, _places(wanted)) == abs(wanted) for scale in _SCALES):
        return True
    return any(abs(abs(wanted) * scale - abs(shown)) <= _CLOSE * abs(shown) for scale in _SCALES) or any(
        abs(abs(shown) * scale - abs(wanted)) <= _CLOSE * abs(wanted) for scale in _SCALES
    )


def _places(number: Decimal) -> int:
    """Decimals that a number is given with, but for noughts at their end."""
    return max(0, -int(number.normalize().as_tuple().exponent))
