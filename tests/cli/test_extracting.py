"""A sheet from the command line, whatever happens on the way."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from desktop.cli.main import run
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.extraction import Extracted, Field, Outcome
from desktop.domain.fact import Evidence, Fact, Origin, Triple
from desktop.domain.geometry import Box
from desktop.store import documents, extracted
from desktop.store.database import open_library
from desktop.worker.packs import PageEngines
from desktop.worker.reading import ReadingDesk
from desktop.worker.taking import take_file
from tests import pdfs
from tests.cli.test_stopping import press


class Finding:
    """Finds 480 everywhere, until the question of this number fails."""

    def __init__(self, fails_at: int, error: BaseException) -> None:
        self._left, self._error = fails_at, error

    def __call__(self, db: sqlite3.Connection, home: Path) -> Finding:
        return self

    def extract(self, wanted: Field, document: str, stopped: Callable[[], bool]) -> Extracted:
        if not self._left:
            raise self._error
        self._left -= 1
        evidence = Evidence(document, 0, "a staff of 480", (Box(0, 0, 9, 9),))
        fact = Fact(Triple("Acme", wanted.name, "480"), evidence, Origin.PAIR)
        return Extracted(document, wanted.name, Outcome.FOUND, (fact,))

    def close(self) -> None:
        """As the answerer."""


class Pressing(Finding):
    """Ctrl+C comes while the model writes the answer to the first question: an exception would be lost there."""

    def extract(self, wanted: Field, document: str, stopped: Callable[[], bool]) -> Extracted:
        press()
        return super().extract(wanted, document, stopped)


@pytest.fixture
def fields(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of two fields, and a library with two documents."""
    monkeypatch.setenv("TERCET_LANGUAGE", "en")
    db = open_library(home)
    take_file(db, home, pdfs.many_pages(tmp_path, 2))
    take_file(db, home, pdfs.triples(tmp_path))
    desk = ReadingDesk(db, home, PageEngines(), lambda event: None)
    while desk.step():
        pass
    path = tmp_path / "fields.csv"
    path.write_text("name\nstaff\nowner\n", "utf-8")
    return path


def extract(fields: Path, finding: Finding, *more: str) -> tuple[int, Sequence[tuple[str, str]]]:
    """The exit code, and the values of each document."""
    sheet = fields.with_name("out.csv")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desktop.cli.extracting.Answerer", finding)
        code = run(["extract", "--fields", str(fields), "--csv", str(sheet), *more])
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        return code, [(row["staff"], row["owner"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    ("error", "code"),
    [(KnownError(ErrorCode.SERVER_FAILED, "http://127.0.0.1:1/v1"), 3), (KeyboardInterrupt(), 130)],
)
def test_what_was_found_before_it_broke_off_is_written(
    error: BaseException, code: int, fields: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert extract(fields, Finding(3, error)) == (code, [("480", "480"), ("480", "not read")])
    assert "1 document not looked at to the end" in capsys.readouterr().err


def test_ctrl_c_ends_it_where_the_model_is_writing_too(fields: Path) -> None:
    given = extract(fields, Pressing(4, AssertionError()))
    assert given == (130, [("480", "not read"), ("not read", "not read")])


def test_it_goes_on_where_it_broke_off(fields: Path) -> None:
    extract(fields, Finding(3, KeyboardInterrupt()))
    assert extract(fields, Finding(1, AssertionError())) == (0, [("480", "480"), ("480", "480")])


def test_finding_one_list_anew_leaves_the_cells_of_another_as_they_are(fields: Path, home: Path) -> None:
    extract(fields, Finding(4, AssertionError()))
    other = fields.with_name("other.csv")
    other.write_text("name,description\nstaff,people\nowner,\n", "utf-8")
    extract(other, Finding(4, AssertionError()), "--anew")
    db = open_library(home)
    (document, *_) = (row.document.id for row in documents.rows(db))
    staff = extracted.kept(db, Field("staff"), document)
    assert staff is not None
    assert not staff.provisional


def test_what_was_found_before_is_not_lost_where_finding_it_anew_breaks_off(fields: Path) -> None:
    extract(fields, Finding(4, AssertionError()))
    assert extract(fields, Finding(1, KeyboardInterrupt()), "--anew") == (130, [("480", "480"), ("480", "480")])
