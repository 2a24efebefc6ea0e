"""The window's view of a library that somebody else has locked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain.fact import Evidence, Fact, Origin, Review, Triple
from desktop.domain.geometry import Box
from desktop.store import database, documents, facts, pages
from desktop.ui.records import LibraryBusyError, Records


def test_a_busy_library_is_no_broken_one(home: Path) -> None:
    with closing(database.open_library(home)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    records = Records(home)
    with closing(sqlite3.connect(database.database_file(home), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryBusyError):
            records.documents()
        other.execute("ROLLBACK")
    assert records.documents() == ()
    records.close()


def test_a_page_is_looked_up_once_until_somebody_says_something_of_it(home: Path) -> None:
    read = [Fact(Triple("Acme", "row", str(at)), place(at), Origin.TABLE) for at in range(5)]
    records, looked = Records(home), list[str]()
    with closing(database.open_library(home)) as db:
        documents.insert(db, "a", "acme.pdf", "a.pdf")
        pages.expect(db, "a", 1)
        facts.insert(db, read)
        records._open().set_trace_callback(looked.append)
        assert [records.as_reviewed(one).review for one in read] == [Review.NEW] * 5
        facts.review(db, read[2], Review.ACCEPTED)
        assert [records.as_reviewed(one).review for one in read][2:4] == [Review.ACCEPTED, Review.NEW]
    assert len([one for one in looked if "FROM facts" in one]) == 2
    records.close()


def place(at: int) -> Evidence:
    return Evidence("a", 0, "row", (Box(0, 10 * at, 50, 10 * at + 8),))
