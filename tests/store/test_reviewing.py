"""What a person says of a fact is kept, wins, and outlives a reading anew."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.domain.extraction import Extracted, Field, Outcome
from desktop.domain.fact import Evidence, Fact, Origin, Quantity, Review, Triple
from desktop.domain.geometry import Box
from desktop.domain.terms import terms
from desktop.store import database, documents, extracted, facts, pages

ID = "a" * 64


def fact(value: str, attribute: str = "Revenue", row: int = 0, confidence: float = 0.9) -> Fact:
    evidence = Evidence(ID, 0, f"{attribute} {value}", (Box(10, 20 * row, 50, 20 * row + 10),))
    quantity = Quantity(Decimal(value.replace(",", "")) * 1_000_000, "USD")
    return Fact(Triple("Acme", attribute, value), evidence, Origin.TABLE, quantity, confidence=confidence)


READ = (fact("1,200"), fact("300", "Net income", 1, 0.4))


@pytest.fixture
def db(home: Path) -> sqlite3.Connection:
    db = database.open_library(home)
    documents.insert(db, ID, "acme.pdf", ID + ".pdf")
    documents.set_pages(db, ID, 1)
    pages.expect(db, ID, 1)
    facts.insert(db, READ)
    return db


def read_again(db: sqlite3.Connection, *found: Fact) -> None:
    facts.remove(db, ID, 0)
    facts.insert(db, found or READ)


def values(db: sqlite3.Connection) -> list[tuple[str, str, Review]]:
    return [(one.triple.attribute, one.triple.value, one.review) for one in facts.every(db)]


def test_an_accepted_fact_is_sure_and_outlives_a_reading_anew(db: sqlite3.Connection) -> None:
    now = facts.review(db, READ[1], Review.ACCEPTED)
    assert (now.review, now.confidence) == (Review.ACCEPTED, 1.0)
    read_again(db)
    assert values(db) == [("Net income", "300", Review.ACCEPTED), ("Revenue", "1,200", Review.NEW)]
    assert [one.triple.value for one in facts.every(db, reviewed=True)] == ["300"]


def test_a_rejected_fact_answers_nothing_also_after_a_reading_anew(db: sqlite3.Connection) -> None:
    facts.review(db, READ[0], Review.REJECTED)
    read_again(db)
    assert values(db) == [("Net income", "300", Review.NEW)]
    assert facts.about(db, terms("revenue"), 5) == ()
    assert facts.names(db)[0] == ("Net income",)
    assert facts.is_rejected(db, READ[0])
    assert not facts.is_rejected(db, READ[1])


def test_an_edit_takes_the_place_of_what_was_read_in_its_scale(db: sqlite3.Connection) -> None:
    now = facts.review(db, READ[0], Review.EDITED, Triple("Acme Inc.", "Net sales", "1,250"))
    assert now.quantity == Quantity(Decimal(1_250_000_000), "USD")
    read_again(db)
    assert values(db) == [("Net sales", "1,250", Review.EDITED), ("Net income", "300", Review.NEW)]
    assert [one.triple.value for one in facts.about(db, terms("net sales"), 5)][:1] == ["1,250"]
    assert facts.as_reviewed(db, READ[0]) == now


def test_what_was_said_can_be_taken_back(db: sqlite3.Connection) -> None:
    edited = facts.review(db, READ[0], Review.EDITED, Triple("Acme", "Net sales", "1,250"))
    back = facts.review(db, edited, Review.NEW)
    assert back.triple == READ[0].triple
    assert (back.review, back.confidence, back.quantity) == (Review.NEW, 0.9, READ[0].quantity)
    read_again(db)
    assert len(values(db)) == 2


def test_what_a_reading_anew_finds_beside_it_is_kept(db: sqlite3.Connection) -> None:
    facts.review(db, READ[0], Review.REJECTED)
    read_again(db, READ[0], fact("1,200", "Total revenue"))
    assert values(db) == [("Total revenue", "1,200", Review.NEW)]


def test_an_answer_of_the_model_that_is_reviewed_becomes_a_fact(db: sqlite3.Connection) -> None:
    answered = replace(fact("77", "Employees", 5), origin=Origin.MODEL, confidence=0.5)
    facts.review(db, answered, Review.ACCEPTED)
    assert facts.about(db, terms("employees"), 5)[0].triple == answered.triple
    facts.review(db, answered, Review.REJECTED)
    assert facts.is_rejected(db, answered)
    assert [one.review for one in facts.every(db)] == [Review.NEW, Review.NEW]


def test_the_most_doubtful_are_reviewed_first_and_each_once(db: sqlite3.Connection) -> None:
    assert [one.triple.value for one in facts.waiting(db, (), 10)] == ["300", "1,200"]
    facts.review(db, READ[1], Review.ACCEPTED)
    assert [one.triple.value for one in facts.waiting(db, (ID,), 10)] == ["1,200"]
    assert facts.waiting(db, ("b" * 64,), 10) == ()


def test_a_cell_of_a_sheet_with_a_reviewed_fact_is_looked_for_again(db: sqlite3.Connection) -> None:
    for field, found in ((Field("revenue"), READ[0]), (Field("income"), READ[1])):
        extracted.keep(db, field, Extracted(ID, field.name, Outcome.FOUND, (found,)))
    db.execute("UPDATE pages SET stage = 'structure'")
    for field, found in ((Field("revenue"), READ[0]), (Field("income"), READ[1])):
        extracted.keep(db, field, Extracted(ID, field.name, Outcome.FOUND, (found,)))
    extracted.forget_fact(db, READ[0])
    assert extracted.kept(db, Field("revenue"), ID) is None
    assert extracted.kept(db, Field("income"), ID) is not None


def test_reviews_leave_with_their_document(db: sqlite3.Connection) -> None:
    facts.review(db, READ[0], Review.ACCEPTED)
    facts.remove(db, ID)
    assert values(db) == []
    assert facts.about(db, terms("revenue"), 5) == ()
