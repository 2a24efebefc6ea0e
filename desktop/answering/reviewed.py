"""What was answered, in the light of what a person has said since of the facts that it stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from desktop.answering.sameness import other_attribute, same_value
from desktop.domain.answer import Answer, Calculation
from desktop.domain.fact import Fact, Review

#: the fact with what a person has said of it, if anything
AsReviewed = Callable[[Fact], Fact]
_KEPT = (Review.ACCEPTED, Review.EDITED)


def still_holds(computed: Calculation, as_reviewed: AsReviewed) -> bool:
    """Whether a person has since neither rejected nor changed what it was computed from."""
    return not any(_was_changed(fact, as_reviewed) for fact in computed.operands)


def still_said(answer: Answer, as_reviewed: AsReviewed) -> bool:
    """Whether a person has since neither rejected nor changed what the answer's sentence says."""
    operands = (fact for computed in answer.calculations for fact in computed.operands)
    return not any(_was_changed(fact, as_reviewed) for fact in (*answer.facts, *operands))


def standing(facts: Iterable[Fact], as_reviewed: AsReviewed, *, reviewed: bool = False) -> Iterator[Fact]:
    """The facts as they are now, without the rejected ones; the accepted and edited ones alone where ``reviewed``."""
    for now in map(as_reviewed, facts):
        if now.review in _KEPT or (now.review is Review.NEW and not reviewed):
            yield now


def _was_changed(fact: Fact, as_reviewed: AsReviewed) -> bool:
    now = as_reviewed(fact)
    triple, read = now.triple, fact.triple
    is_same = same_value(triple.value, read.value) and not other_attribute(triple.attribute, read.attribute)
    is_of_another = now.review is Review.EDITED and triple.entity != read.entity
    return now.review is Review.REJECTED or is_of_another or not is_same
