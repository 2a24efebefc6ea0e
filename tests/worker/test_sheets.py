"""Sheets are filled a cell at a time, and never keep a question waiting."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.extraction import Extracted, Field, Outcome
from desktop.domain.fact import Evidence, Fact, Origin, Review, Triple
from desktop.domain.geometry import Box
from desktop.domain.settings import ModelChoice
from desktop.protocol.events import CellFilled, CellReviewed, Event, Failed, SheetFilled
from desktop.protocol.requests import FillSheet, SaveSheet
from desktop.store import documents, extracted, facts
from desktop.store.choosing import choose_model
from desktop.store.database import open_library
from desktop.worker.extracting import Find
from desktop.worker.packs import PageEngines
from desktop.worker.reading import ReadingDesk
from desktop.worker.removing import remove_document
from desktop.worker.sheets import Sheets
from desktop.worker.taking import take_file
from tests import pdfs

FIELDS = (Field("staff"), Field("owner"))
_CELLS = CellFilled, CellReviewed


@dataclass
class Said:
    """The window's end of the pipe."""

    events: list[Event] = field(default_factory=list)
    stops: set[str] = field(default_factory=set)
    waiting: bool = False

    def send(self, event: Event) -> None:
        self.events.append(event)

    def stopped(self, question: str) -> bool:
        return question in self.stops

    def is_waiting(self) -> bool:
        return self.waiting


@pytest.fixture
def db(home: Path, tmp_path: Path) -> sqlite3.Connection:
    """A library with two read documents."""
    db = open_library(home)
    take_file(db, home, pdfs.many_pages(tmp_path, 2))
    take_file(db, home, pdfs.triples(tmp_path))
    desk = ReadingDesk(db, home, PageEngines(), lambda event: None)
    while desk.step():
        pass
    return db


@pytest.fixture
def both(db: sqlite3.Connection) -> tuple[str, ...]:
    return tuple(row.document.id for row in documents.rows(db))


def finding(wanted: Field, document: str, stopped: Callable[[], bool]) -> Extracted:
    """The staff is 480, unless it is stopped; nobody owns anything."""
    if stopped():
        raise KnownError(ErrorCode.CANCELLED)
    fact = Fact(
        Triple("Acme", "staff", "480"), Evidence(document, 0, "a staff of 480", (Box(0, 0, 9, 9),)), Origin.PAIR
    )
    if wanted.name == "staff":
        return Extracted(document, wanted.name, Outcome.FOUND, (fact,))
    return Extracted(document, wanted.name, Outcome.NOT_FOUND)


def below(document: str) -> Evidence:
    return Evidence(document, 0, "a staff of 470", (Box(0, 20, 9, 29),))


def never(wanted: Field, document: str, stopped: Callable[[], bool]) -> Extracted:
    raise AssertionError(wanted, document, stopped)


def sheets(db: sqlite3.Connection, home: Path, said: Said, find: Find = finding) -> Sheets:
    return Sheets(db, home, find, said)  # type: ignore[arg-type]  # as much of a pipe as it needs


def filled(at_work: Sheets) -> None:
    while not at_work.are_filled:
        at_work.fill_one()


def test_every_cell_is_told_and_then_the_end(db: sqlite3.Connection, home: Path, both: tuple[str, ...]) -> None:
    said = Said()
    at_work = sheets(db, home, said)
    at_work.begin(FillSheet("1", FIELDS, both))
    filled(at_work)
    *cells, end = said.events
    told = [(one.cell.document, one.cell.field, one.text) for one in cells if isinstance(one, CellFilled)]
    assert told == [(one, *cell) for one in both for cell in (("staff", "480"), ("owner", "not found"))]
    assert end == SheetFilled("1")


def test_what_was_found_is_not_looked_for_again(db: sqlite3.Connection, home: Path, both: tuple[str, ...]) -> None:
    first, second = Said(), Said()
    for said, find in ((first, finding), (second, never)):
        at_work = sheets(db, home, said, find)
        at_work.begin(FillSheet("1", FIELDS, both))
        filled(at_work)
    assert first.events == second.events


def test_what_one_model_did_not_find_is_looked_for_again_by_another(
    db: sqlite3.Connection, home: Path, both: tuple[str, ...]
) -> None:
    tried: list[str] = []

    def failing(wanted: Field, document: str, stopped: Callable[[], bool]) -> Extracted:
        tried.append(wanted.name)
        return replace(finding(wanted, document, stopped), model="small")

    for name, expected in (("small", 2), ("small", 2), ("large", 3)):
        choose_model(db, ModelChoice("/models/" + name + ".gguf"))
        at_work = sheets(db, home, Said(), failing)
        at_work.begin(FillSheet("1", FIELDS, both[:1]))
        filled(at_work)
        assert len(tried) == expected
    assert tried[2:] == ["owner"]


def test_a_cell_gives_way_to_a_question_and_is_found_afterwards(
    db: sqlite3.Connection, home: Path, both: tuple[str, ...]
) -> None:
    said = Said(waiting=True)
    at_work = sheets(db, home, said)
    at_work.begin(FillSheet("1", FIELDS, both))
    at_work.fill_one()
    assert said.events == []
    said.waiting = False
    filled(at_work)
    assert len(said.events) == len(FIELDS) * len(both) + 1


def test_a_sheet_that_is_stopped_keeps_what_it_has(db: sqlite3.Connection, home: Path, both: tuple[str, ...]) -> None:
    said = Said()
    at_work = sheets(db, home, said)
    at_work.begin(FillSheet("1", FIELDS, both))
    at_work.fill_one()
    said.stops.add("1")
    filled(at_work)
    assert said.events[1:] == [Failed("1", ErrorCode.CANCELLED)]
    path = home / "sheet.csv"
    assert at_work.save(SaveSheet(str(path), FIELDS, both)) == 2
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["staff"], row["owner"]) for row in rows] == [("480", "not read"), ("not read", "not read")]


def test_a_document_that_was_removed_is_left_out(db: sqlite3.Connection, home: Path, both: tuple[str, ...]) -> None:
    said = Said()
    at_work = sheets(db, home, said)
    at_work.begin(FillSheet("1", FIELDS, both))
    remove_document(db, home, both[0])
    filled(at_work)
    assert {one.cell.document for one in said.events if isinstance(one, CellFilled)} == {both[1]}


def test_what_can_not_be_done_is_said_once(db: sqlite3.Connection, home: Path, both: tuple[str, ...]) -> None:
    def failing(wanted: Field, document: str, stopped: Callable[[], bool]) -> Extracted:
        raise KnownError(ErrorCode.SERVER_FAILED, "http://127.0.0.1:1/v1")

    said = Said()
    at_work = sheets(db, home, said, failing)
    at_work.begin(FillSheet("1", FIELDS, both))
    filled(at_work)
    assert said.events == [Failed("1", ErrorCode.SERVER_FAILED, "http://127.0.0.1:1/v1")]


def saved(at_work: Sheets, home: Path, both: tuple[str, ...]) -> list[tuple[str, str]]:
    path = home / "sheet.csv"
    at_work.save(SaveSheet(str(path), FIELDS, both))
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [(row["staff"], row["owner"]) for row in csv.DictReader(file)]


def shown(said: Said) -> list[tuple[str, str]]:
    """The last that the window heard of each document's staff and owner."""
    told = {(one.cell.document, one.cell.field): one.text for one in said.events if isinstance(one, _CELLS)}
    return [(told[one, "staff"], told[one, "owner"]) for one in dict.fromkeys(document for document, _ in told)]


@pytest.mark.parametrize(
    ("review", "staff"), [(Review.ACCEPTED, "480"), (Review.EDITED, "481"), (Review.REJECTED, "not found")]
)
def test_what_was_said_of_a_value_is_shown_and_saved(
    db: sqlite3.Connection, home: Path, both: tuple[str, ...], review: Review, staff: str
) -> None:
    said = Said()
    at_work = sheets(db, home, said)
    at_work.begin(FillSheet("1", FIELDS, both))
    filled(at_work)
    fact = finding(FIELDS[0], both[0], lambda: False).facts[0]
    facts.review(db, fact, review, replace(fact.triple, value="481") if review is Review.EDITED else None)
    at_work.tell_reviewed(fact)
    assert shown(said) == saved(at_work, home, both) == [(staff, "not found"), ("480", "not found")]


def test_a_rejected_value_is_looked_for_again(db: sqlite3.Connection, home: Path, both: tuple[str, ...]) -> None:
    def next_best(wanted: Field, document: str, stopped: Callable[[], bool]) -> Extracted:
        cell = finding(wanted, document, stopped)
        others = (replace(one, triple=replace(one.triple, value="470"), evidence=below(document)) for one in cell.facts)
        return replace(cell, facts=tuple(others))

    said = Said()
    for find in (finding, next_best):
        at_work = sheets(db, home, said, find)
        at_work.begin(FillSheet("1", FIELDS, both))
        filled(at_work)
        facts.review(db, finding(FIELDS[0], both[0], lambda: False).facts[0], Review.REJECTED)
    assert shown(said) == saved(at_work, home, both) == [("470", "not found"), ("480", "not found")]


def test_what_is_found_while_pages_wait_is_saved_and_looked_for_again(
    db: sqlite3.Connection, home: Path, both: tuple[str, ...]
) -> None:
    asked: list[str] = []

    def counting(wanted: Field, document: str, stopped: Callable[[], bool]) -> Extracted:
        asked.append(wanted.name)
        return finding(wanted, document, stopped)

    db.execute("UPDATE pages SET stage = 'text' WHERE document = ? AND number = 1", (both[0],))
    said = Said()
    at_work = sheets(db, home, said, counting)
    for stage in ("text", "structure", "structure"):
        db.execute("UPDATE pages SET stage = ?", (stage,))
        at_work.begin(FillSheet("1", FIELDS[:1], both[:1]))
        filled(at_work)
        assert saved(at_work, home, both[:1])[0][0] == "480"
    assert [one.cell.provisional for one in said.events if isinstance(one, CellFilled)] == [True, False, False]
    assert asked == ["staff"] * 2


def unread(wanted: Field, document: str, stopped: Callable[[], bool]) -> Extracted:
    """As without a language model, where no table tells it."""
    return Extracted(document, wanted.name, Outcome.NOT_READ)


def filled_by(db: sqlite3.Connection, home: Path, both: tuple[str, ...], find: Find, said: Said) -> Sheets:
    at_work = sheets(db, home, said, find)
    at_work.begin(FillSheet("1", FIELDS, both))
    filled(at_work)
    return at_work


def test_what_was_found_stays_where_it_can_not_be_looked_for_again(
    db: sqlite3.Connection, home: Path, both: tuple[str, ...]
) -> None:
    said = Said()
    for find in (finding, unread, unread):
        at_work = filled_by(db, home, both, find, said)
        extracted.forget(db, both[0])
    assert shown(said) == [("480", "not read"), ("480", "not found")] == saved(at_work, home, both)
    filled_by(db, home, both, finding, said)
    assert shown(said) == [("480", "not found")] * 2


def staff(document: str) -> Fact:
    return finding(FIELDS[0], document, lambda: False).facts[0]


def test_what_was_rejected_comes_back_though_it_could_not_be_looked_for_meanwhile(
    db: sqlite3.Connection, home: Path, both: tuple[str, ...]
) -> None:
    said = Said()
    filled_by(db, home, both, finding, said)
    rejected = facts.review(db, staff(both[0]), Review.REJECTED)
    at_work = filled_by(db, home, both, unread, said)
    assert shown(said) == saved(at_work, home, both) == [("not found", "not found"), ("480", "not found")]
    facts.review(db, rejected, Review.NEW)
    at_work.tell_reviewed(rejected)
    assert shown(said) == saved(at_work, home, both) == [("480", "not found")] * 2


def test_only_cells_that_a_rejected_fact_may_be_in_are_looked_for_again(
    db: sqlite3.Connection, both: tuple[str, ...]
) -> None:
    fact = staff(both[0])
    other = replace(fact, triple=Triple("Acme", "state", "Delaware"), evidence=below(both[0]))
    instead = replace(fact, triple=replace(fact.triple, value="470"), evidence=below(both[0]))
    cells = {
        "law": Extracted(both[0], "law", Outcome.FOUND, (other,)),
        "people": Extracted(both[0], "people", Outcome.FOUND, (fact,)),
        "employees": Extracted(both[0], "employees", Outcome.FOUND, (instead,)),
        "owner": Extracted(both[0], "owner", Outcome.NOT_FOUND),
    }
    for name, cell in cells.items():
        extracted.keep(db, Field(name), cell)
    extracted.doubt(db, fact)
    doubted = [name for name in cells if (cell := extracted.kept(db, Field(name), both[0])) and cell.provisional]
    assert doubted == ["people", "employees", "owner"]
