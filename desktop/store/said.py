"""Which of the facts that are kept another reading, or an answer, means: the same value at the same place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.answering.sameness import other_attribute, same_attribute, same_value
from desktop.domain.fact import Evidence, Fact, Review
from desktop.domain.geometry import Box, overlap, share
from desktop.domain.numbers import quantity_of
from desktop.domain.terms import terms

_SAME_PLACE = 0.5  #: so much of the smaller place lies in the other one, where both have the same value
_SAME_BOXES = 0.5  #: so much of what both cover together is in both, where their values differ
_SEPARATOR = re.compile(r"[,，](?!\s*\d)|[、;；/&和与及]|\band\b", re.I)  #: what parts a list; no comma of a date does


@dataclass(frozen=True, slots=True)
class Kept:
    """A fact as it is stored under this number, and the attribute and value that had been read at its place."""

    id: int
    fact: Fact
    read: tuple[str, str]

    @property
    def said(self) -> bool:
        """Whether a person has reviewed it."""
        return self.fact.review is not Review.NEW


def meant(kept: Iterable[Kept], fact: Fact) -> Kept | None:
    """The one that this fact is, read anew or found for a question; None where it is none of them.

    Of several the one that is called the same goes first, then what a person has said, the last word of all.
    """
    found = [(_is_called_so(one, fact), one.said, one.id, one) for one in kept if _is_meant(one, fact)]
    return max(found, key=lambda one: one[:3])[3] if found else None


def is_settled(kept: Iterable[Kept], fact: Fact) -> bool:
    """Whether a person has said already what stands where this was read: by a review of it, or of another reading."""
    return any(one.said and (_is_meant(one, fact) or _is_replaced(one, fact)) for one in kept)


def is_denied(kept: Kept, fact: Fact) -> bool:
    """Whether what a person said of the fact's place is that another value stands there, or none of its attribute."""
    now, triple = kept.fact.triple, fact.triple
    if kept.fact.review is not Review.EDITED:
        return kept.fact.review is Review.REJECTED
    return not same_value(now.value, triple.value) or other_attribute(now.attribute, triple.attribute)


def is_place_of(evidence: Evidence, other: Evidence) -> bool:
    """Whether one place of a page is in the other: so the same value is the same, however its boxes are drawn."""
    return _same_page(evidence, other) and share(evidence.boxes, other.boxes) >= _SAME_PLACE


def is_same_place(evidence: Evidence, other: Evidence) -> bool:
    """Whether both are the same boxes of a page, as far as two readings agree on them: none holds more than the other."""
    return _same_page(evidence, other) and _common(evidence.boxes, other.boxes) >= _SAME_BOXES


def _same_page(evidence: Evidence, other: Evidence) -> bool:
    return (evidence.document, evidence.page) == (other.document, other.page)


def _common(ours: Sequence[Box], theirs: Sequence[Box]) -> float:
    """Intersection over union."""
    both = sum(overlap(one, other) for one in ours for other in theirs)
    every = sum(box.area for box in (*ours, *theirs)) - both
    return both / every if every > 0 else float(ours == theirs)


def _is_meant(kept: Kept, fact: Fact) -> bool:
    attribute, value = fact.triple.attribute, fact.triple.value
    triple = kept.fact.triple
    wordings = (kept.read, (triple.attribute, triple.value))
    return is_place_of(kept.fact.evidence, fact.evidence) and any(
        same_value(value, other) and same_attribute(attribute, name) for name, other in wordings
    )


def _is_replaced(kept: Kept, fact: Fact) -> bool:
    """Whether a person has accepted or written another value for the same attribute at the same place."""
    kept_for_good = kept.fact.review in (Review.ACCEPTED, Review.EDITED)
    names = (kept.read[0], kept.fact.triple.attribute)
    return (
        kept_for_good
        and is_place_of(kept.fact.evidence, fact.evidence)
        and not _lists_more(fact, kept)
        and any(same_attribute(fact.triple.attribute, name) for name in names)
    )


def _lists_more(fact: Fact, kept: Kept) -> bool:
    """Whether a value is a list that what was read or said is only one name of: it has its words, or larger boxes.

    A number with its sign or its unit is no list of more than that number.
    """
    value, known = fact.triple.value, (kept.read[1], kept.fact.triple.value)
    if any(map(quantity_of, known)) or _parted(value) <= max(map(_parted, known)):
        return False
    return not is_same_place(kept.fact.evidence, fact.evidence) or _holds_more(value, known)


def _parted(value: str) -> int:
    return len(_SEPARATOR.findall(value))


def _holds_more(value: str, known: Iterable[str]) -> bool:
    """Whether a value has all words of one of these, and more, but is none of them."""
    words, others = set(terms(value)), [set(terms(other)) for other in known]
    return any(other and words > other for other in others) and words not in others


def _is_called_so(kept: Kept, fact: Fact) -> bool:
    called = fact.triple.attribute, fact.triple.value
    return called in (kept.read, (kept.fact.triple.attribute, kept.fact.triple.value))
