"""What is exported is what a person has said of it since, and what was computed."""

from __future__ import annotations

import csv
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.domain.answer import Answer, Calculation, Coverage, Language, QueryKind
from desktop.domain.fact import Evidence, Fact, Origin, Quantity, Review, Triple
from desktop.domain.geometry import Box
from desktop.store import answers, documents, facts
from desktop.store.database import open_library
from desktop.worker.exporting import export, export_answers

ID = "a" * 64


def fact(attribute: str, value: str, row: int) -> Fact:
    evidence = Evidence(ID, 0, f"{attribute} {value}", (Box(10, 20 * row, 50, 20 * row + 10),))
    number = Quantity(Decimal(value.replace(",", "")), "USD")
    return Fact(Triple("Acme", attribute, value), evidence, Origin.TABLE, number, "2023", confidence=0.9)


REVENUE, COST, STAFF = fact("Revenue", "1,200", 1), fact("Cost of sales", "900", 2), fact("Employees", "480", 3)
MARGIN = Calculation(
    "gross margin = (1,200 - 900) / 1,200 = 25.0 %",
    (REVENUE, COST),
    "25.0 %",
    Decimal("0.25"),
    "%",
    "Acme",
    "gross margin",
    "2023",
    0.9,
)


@pytest.fixture
def db(home: Path) -> sqlite3.Connection:
    db = open_library(home)
    documents.insert(db, ID, "acme.pdf", ID + ".pdf")
    facts.insert(db, (REVENUE, COST, STAFF))
    return db


def given(db: sqlite3.Connection, *found: Fact, computed: Calculation | None = None) -> int:
    answer = Answer("?", QueryKind.LOOKUP, Language.ENGLISH, found, Coverage(1, 1), calculation=computed)
    return answers.keep(db, answer)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def exported(db: sqlite3.Connection, path: Path, *chosen: int, reviewed: bool = False) -> list[tuple[str, str]]:
    count = export(db, path, chosen, reviewed=reviewed)
    assert count == len(rows(path))
    return [(row["value"], row["review"]) for row in rows(path)]


def test_an_answers_facts_are_exported_as_they_were_reviewed_since(db: sqlite3.Connection, tmp_path: Path) -> None:
    record, path = given(db, REVENUE, COST, STAFF), tmp_path / "answer.csv"
    facts.review(db, REVENUE, Review.ACCEPTED)
    facts.review(db, COST, Review.EDITED, Triple("Acme", "Cost of sales", "905"))
    facts.review(db, STAFF, Review.REJECTED)
    assert exported(db, path, record) == [("1,200", "accepted"), ("905", "edited")]
    assert [row["number"] for row in rows(path)] == ["1200", "905"]
    assert export_answers(db, path) == 2
    assert [row["review"] for row in rows(path)] == ["accepted", "edited"]


def test_the_reviewed_facts_of_an_answer_can_be_exported_alone(db: sqlite3.Connection, tmp_path: Path) -> None:
    record, path = given(db, REVENUE, COST), tmp_path / "answer.csv"
    facts.review(db, REVENUE, Review.ACCEPTED)
    assert exported(db, path, record, reviewed=True) == [("1,200", "accepted")]
    assert export_answers(db, path, reviewed=True) == 1


def test_a_result_is_exported_with_its_formula(db: sqlite3.Connection, tmp_path: Path) -> None:
    record, path = given(db, computed=MARGIN), tmp_path / "answer.csv"
    assert [value for value, _ in exported(db, path, record)] == ["25.0 %", "1,200", "900"]
    result = rows(path)[0]
    assert (result["entity"], result["attribute"], result["period"]) == ("Acme", "gross margin", "2023")
    assert (result["number"], result["unit"], result["quote"]) == ("0.25", "%", MARGIN.formula)
    assert (result["document"], result["page"]) == ("acme.pdf", "")


@pytest.mark.parametrize("said", [Review.EDITED, Review.REJECTED])
def test_a_result_whose_figures_were_changed_is_not_exported(
    db: sqlite3.Connection, tmp_path: Path, said: Review
) -> None:
    record = given(db, computed=MARGIN)
    facts.review(db, COST, said, Triple("Acme", "Cost of sales", "905") if said is Review.EDITED else None)
    assert "25.0 %" not in [value for value, _ in exported(db, tmp_path / "answer.csv", record)]


def test_a_result_counts_as_reviewed_once_all_its_figures_are(db: sqlite3.Connection, tmp_path: Path) -> None:
    record, path = given(db, computed=MARGIN), tmp_path / "answer.csv"
    facts.review(db, REVENUE, Review.ACCEPTED)
    assert [value for value, _ in exported(db, path, record, reviewed=True)] == ["1,200"]
    facts.review(db, COST, Review.ACCEPTED)
    assert [value for value, _ in exported(db, path, record, reviewed=True)] == ["25.0 %", "1,200", "900"]
