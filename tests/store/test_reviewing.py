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
    read_again(db, READ[0], fact("1,200", "Net income"), fact("1,250"))
    assert values(db) == [("Net income", "1,200", Review.NEW), ("Revenue", "1,250", Review.NEW)]


def moved(one: Fact, by: float = 0.01) -> Fact:
    boxes = tuple(Box(box.x0 + by, box.y0, box.x1 + by, box.y1) for box in one.evidence.boxes)
    return replace(one, evidence=replace(one.evidence, boxes=boxes))


@pytest.mark.parametrize("said", [Review.ACCEPTED, Review.EDITED, Review.REJECTED])
def test_a_box_that_has_moved_a_little_brings_nothing_back(db: sqlite3.Connection, said: Review) -> None:
    now = facts.review(db, READ[0], said, Triple("Acme", "Revenue", "1,250") if said is Review.EDITED else None)
    read_again(db, *map(moved, READ))
    kept = [] if said is Review.REJECTED else [("Revenue", now.triple.value, said)]
    assert values(db) == [*kept, ("Net income", "300", Review.NEW)]
    assert facts.as_reviewed(db, moved(READ[0])).review is said


def test_another_value_read_where_a_person_has_said_what_stands_is_left_out(db: sqlite3.Connection) -> None:
    facts.review(db, READ[0], Review.EDITED, Triple("Acme", "Revenue", "1,250"))
    read_again(db, moved(fact("1,250")), fact("1,260"))
    assert values(db) == [("Revenue", "1,250", Review.EDITED)]


@pytest.mark.parametrize(
    ("first", "more", "width"),
    [
        ("Ann Lee", ", Bo Chen", 90),
        ("Ann Lee", " and Bo Chen", 90),
        ("Alexandra Featherstone", ", Bo Chen", 55),
        ("张三", "和李四", 90),
        ("张三", "、李四", 55),
    ],
)
@pytest.mark.parametrize("said", [Review.ACCEPTED, Review.EDITED])
def test_a_value_that_is_read_beside_an_accepted_one_is_kept(
    db: sqlite3.Connection, first: str, more: str, width: float, said: Review
) -> None:
    director, both = named(first, 40), named(first + more, width)
    facts.review(db, director, said, Triple("Acme", "Director", "A. Lee") if said is Review.EDITED else None)
    read_again(db, both)
    assert (both.triple.value, Review.NEW) in [(value, review) for _, value, review in values(db)]


@pytest.mark.parametrize(
    ("first", "edit", "again", "width"),
    [
        ("1,200", "1,250", "$ 1,200", 90),
        ("1,200", "1,250", "1,200 million", 80),
        ("1,200", "1,250", "1,200 and 1,100", 90),
        ("1,2OO", "1,200", "1,2OO 万元", 90),
        ("48", "480", "48 employees", 90),
        ("1,200", "1,200", "$ 1,2O0", 90),
        ("Net 30", "Net 60", "Net 30 days", 90),
        ("1 May 2024", "2 May 2024", "on May 1, 2024", 40),
        ("Baker Street", "Baker St.", "Old Baker Street", 90),
    ],
)
def test_a_correction_stands_when_its_place_is_read_with_more_around_it(
    db: sqlite3.Connection, first: str, edit: str, again: str, width: float
) -> None:
    said = Review.ACCEPTED if edit == first else Review.EDITED
    facts.review(db, named(first, 40), said, Triple("Acme", "Director", edit))
    read_again(db, named(again, width))
    assert values(db) == [("Director", edit, said)]


def test_what_a_person_shortened_is_not_read_in_full_again(db: sqlite3.Connection) -> None:
    facts.review(db, named("Ann Lee, CEO", 60), Review.EDITED, Triple("Acme", "Director", "Ann Lee"))
    read_again(db, named("Ann Lee (CEO)", 60))
    assert values(db) == [("Director", "Ann Lee", Review.EDITED)]


def test_what_a_person_took_back_is_not_shown_as_what_a_larger_box_holds(db: sqlite3.Connection) -> None:
    accepted = facts.review(db, named("Ann Lee", 40), Review.ACCEPTED)
    facts.review(db, accepted, Review.NEW)
    read_again(db, named("Ann Lee, Bo Chen", 90))
    assert facts.as_reviewed(db, accepted).triple.value == "Ann Lee"


def named(value: str, width: float) -> Fact:
    evidence = Evidence(ID, 0, f"Director {value}", (Box(10, 100, 10 + width, 110),))
    return Fact(Triple("Acme", "Director", value), evidence, Origin.PAIR)


def test_the_same_value_at_another_place_is_another_fact(db: sqlite3.Connection) -> None:
    facts.review(db, READ[0], Review.REJECTED)
    read_again(db, moved(READ[0], by=30))
    assert values(db) == [("Revenue", "1,200", Review.NEW)]


def test_what_was_rejected_stays_so_in_a_box_around_its_cell(db: sqlite3.Connection) -> None:
    facts.review(db, READ[0], Review.REJECTED)
    around = replace(READ[0].evidence, boxes=(Box(5, 0, 150, 12),))
    assert facts.is_rejected(db, replace(READ[0], evidence=around))


@pytest.mark.parametrize("asked", ["revenue", "Revenues", "total revenue", "net sales", "营业收入"])
def test_what_was_rejected_is_rejected_however_it_is_asked(db: sqlite3.Connection, asked: str) -> None:
    facts.review(db, READ[0], Review.REJECTED)
    assert facts.is_rejected(db, moved(replace(fact("1,200", asked), origin=Origin.MODEL)))


@pytest.mark.parametrize("asked", ["net income", "cost of revenue", "segment code", "revenue growth"])
def test_a_rejected_value_may_be_that_of_another_attribute(db: sqlite3.Connection, asked: str) -> None:
    facts.review(db, READ[0], Review.REJECTED)
    assert not facts.is_rejected(db, replace(fact("1,200", asked), origin=Origin.MODEL))


def test_a_rejected_value_is_the_same_however_it_is_written(db: sqlite3.Connection) -> None:
    facts.review(db, READ[0], Review.REJECTED)
    asked = fact("1,200", "revenue")
    assert facts.is_rejected(db, replace(asked, triple=replace(asked.triple, value="1200")))
    assert not facts.is_rejected(db, replace(asked, triple=replace(asked.triple, value="1,300")))


def test_what_a_person_corrected_is_not_answered_as_it_was_read(db: sqlite3.Connection) -> None:
    facts.review(db, READ[0], Review.EDITED, Triple("Acme", "Revenue", "1,250"))
    assert facts.is_rejected(db, fact("1,200", "Revenues"))
    assert not facts.is_rejected(db, fact("1,250", "Revenues"))


def test_a_second_reading_of_what_was_rejected_answers_nothing(db: sqlite3.Connection) -> None:
    facts.insert(db, [fact("1,200", "Revenues"), fact("1,200", "Net income")])
    facts.review(db, READ[0], Review.REJECTED)
    assert [one.triple.attribute for one in facts.about(db, terms("revenue income"), 9)] == ["Net income"] * 2
    assert facts.named(db, ("revenues",), 9) == ()
    assert {one.triple.attribute for one in facts.on_page(db, ID, 0)} == {"Net income"}


def test_an_edit_that_was_taken_back_is_shown_as_it_was_read(db: sqlite3.Connection) -> None:
    edited = facts.review(db, READ[0], Review.EDITED, Triple("Acme", "Revenue", "1,250"))
    facts.review(db, edited, Review.NEW)
    now = facts.as_reviewed(db, edited)
    assert (now.triple, now.review) == (READ[0].triple, Review.NEW)


def test_an_answer_of_the_model_that_is_reviewed_becomes_a_fact(db: sqlite3.Connection) -> None:
    answered = replace(fact("77", "Employees", 5), origin=Origin.MODEL, confidence=0.5)
    facts.review(db, answered, Review.ACCEPTED)
    assert facts.about(db, terms("employees"), 5)[0].triple == answered.triple
    facts.review(db, answered, Review.REJECTED)
    assert facts.is_rejected(db, answered)
    assert [one.review for one in facts.every(db)] == [Review.NEW, Review.NEW]


def test_the_most_doubtful_are_reviewed_first_and_each_once(db: sqlite3.Connection) -> None:
    assert [one.triple.value for one in facts.waiting(db, (), 10).facts] == ["300", "1,200"]
    facts.review(db, READ[1], Review.ACCEPTED)
    assert [one.triple.value for one in facts.waiting(db, (ID,), 10).facts] == ["1,200"]
    assert facts.waiting(db, ("b" * 64,), 10).facts == ()


def test_those_that_are_skipped_do_not_come_again(db: sqlite3.Connection) -> None:
    facts.insert(db, [fact(str(number), "Row", number) for number in range(2, 9)])
    seen, after, left = [], facts.FIRST, 9
    while found := facts.waiting(db, (), 4, after):
        left -= len(found.facts)
        assert found.left == left
        if not found.facts:
            break
        seen.extend(one.triple.value for one in found.facts)
        after = found.last
    assert seen == ["300", "1,200", *map(str, range(2, 9))]


def test_the_next_to_be_reviewed_are_found_without_sorting_all(db: sqlite3.Connection) -> None:
    plans: list[str] = []
    db.set_trace_callback(plans.append)
    facts.waiting(db, (ID,), 4)
    db.set_trace_callback(None)
    steps = [row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {plans[-1]}")]
    assert any("facts_waiting" in step for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps), steps


def cell_of(db: sqlite3.Connection, field: str) -> Extracted:
    cell = extracted.kept(db, Field(field), ID)
    assert cell is not None
    return cell


@pytest.fixture
def sheet(db: sqlite3.Connection) -> sqlite3.Connection:
    """A library with a sheet of two cells."""
    for field, found in ((Field("revenue"), READ[0]), (Field("income"), READ[1])):
        extracted.keep(db, field, Extracted(ID, field.name, Outcome.FOUND, (found,)))
    return db


def test_a_cell_of_a_sheet_has_what_was_said_of_its_value(sheet: sqlite3.Connection) -> None:
    facts.review(sheet, READ[0], Review.EDITED, Triple("Acme", "Revenue", "1,250"))
    facts.review(sheet, READ[1], Review.ACCEPTED)
    assert [one.triple.value for one in cell_of(sheet, "revenue").facts] == ["1,250"]
    assert [one.review for one in cell_of(sheet, "income").facts] == [Review.ACCEPTED]
    assert not cell_of(sheet, "revenue").provisional


def test_a_cell_whose_value_was_rejected_is_not_found_and_looked_for_again(sheet: sqlite3.Connection) -> None:
    rejected = facts.review(sheet, READ[0], Review.REJECTED)
    assert cell_of(sheet, "revenue") == Extracted(ID, "revenue", Outcome.NOT_FOUND, provisional=True)
    assert cell_of(sheet, "income").facts == (READ[1],)
    facts.review(sheet, rejected, Review.NEW)
    assert cell_of(sheet, "revenue").facts == (READ[0],)


def test_a_rejected_value_that_no_other_was_found_for_comes_back(sheet: sqlite3.Connection) -> None:
    rejected = facts.review(sheet, READ[0], Review.REJECTED)
    nothing = Extracted(ID, "revenue", Outcome.NOT_FOUND, may_be_on=0, model="small")
    extracted.keep(sheet, Field("revenue"), nothing)
    assert cell_of(sheet, "revenue") == nothing
    extracted.doubt(sheet, rejected)
    facts.review(sheet, rejected, Review.NEW)
    assert cell_of(sheet, "revenue") == Extracted(ID, "revenue", Outcome.FOUND, (READ[0],), provisional=True)
    extracted.keep(sheet, Field("revenue"), nothing)
    assert cell_of(sheet, "revenue") == nothing


def test_a_cell_whose_value_is_said_to_be_another_attributes_is_not_found(sheet: sqlite3.Connection) -> None:
    facts.review(sheet, READ[0], Review.EDITED, Triple("Acme", "Total assets", "1,200"))
    assert cell_of(sheet, "revenue").outcome is Outcome.NOT_FOUND


def test_a_document_that_is_read_anew_leaves_its_cells_provisional(sheet: sqlite3.Connection) -> None:
    extracted.forget(sheet, ID)
    assert cell_of(sheet, "revenue") == Extracted(ID, "revenue", Outcome.FOUND, (READ[0],), provisional=True)


def test_reviews_leave_with_their_document(db: sqlite3.Connection) -> None:
    facts.review(db, READ[0], Review.ACCEPTED)
    facts.remove(db, ID)
    assert values(db) == []
    assert facts.about(db, terms("revenue"), 5) == ()


def test_facts_are_found_by_the_very_name_of_their_attribute_and_by_their_page(db: sqlite3.Connection) -> None:
    facts.insert(db, (fact("14", "Total revenues of the region", 2), fact("9", "revenues:", 3)))
    found = facts.named(db, ("Revenue", "Revenues", 'no "such" name', ""), 10, (ID,))
    assert sorted(one.triple.value for one in found) == ["1,200", "9"]
    assert len(facts.named(db, ("Revenue",), 1)) == 1
    facts.review(db, READ[0], Review.REJECTED)
    assert [one.triple.value for one in facts.named(db, ("Revenue",), 10)] == ["9"]
    assert [one.triple.value for one in facts.on_page(db, ID, 0)] == ["300", "14", "9"]
    assert facts.on_page(db, ID, 1) == ()
