"""The window's view of a library that somebody else has locked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.store import database
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
