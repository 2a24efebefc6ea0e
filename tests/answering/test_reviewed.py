"""What a person has said of a fact decides what answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.fact import Fact, Review
from tests.answering.reports import asked, library, report, values
from tests.fakes.library import MemoryLibrary
from tests.fakes.models import SayingModel


@pytest.fixture
def acme() -> MemoryLibrary:
    """Two facts of one name, of which the first would answer."""
    return library(report("a", "Acme", "2019", ["Revenue：1,200", "Revenue：1,300", "Note：the owner is Mira Holt"]))


def said(within: MemoryLibrary, value: str, review: Review, now: str = "") -> MemoryLibrary:
    def change(fact: Fact) -> Fact:
        if fact.triple.value != value:
            return fact
        return replace(fact, review=review, triple=replace(fact.triple, value=now or value))

    within.facts = [change(fact) for fact in within.facts]
    return within


def test_an_accepted_fact_goes_before_one_that_was_only_read(acme: MemoryLibrary) -> None:
    first, second = "1,200", "1,300"
    assert values(asked("What was the revenue of Acme?", acme)) == [first]
    assert values(asked("What was the revenue of Acme?", said(acme, second, Review.ACCEPTED))) == [second]


def test_an_edited_value_answers_although_other_words_stand_there(acme: MemoryLibrary) -> None:
    given = asked("What was the revenue of Acme?", said(acme, "1,300", Review.EDITED, "1,350"))
    assert values(given) == ["1,350"]


def test_what_was_rejected_is_not_answered_by_the_model_again(acme: MemoryLibrary) -> None:
    acme.facts = []
    question, model = "Who is the owner of Acme?", SayingModel("Mira Holt")
    (fact,) = asked(question, acme, model).facts
    acme.rejected = {(fact.triple.attribute, fact.triple.value)}
    assert asked(question, acme, model).refused
