import shutil
import sqlite3
from pathlib import Path

import pytest

from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.settings import Chunker, Settings
from desktop.store import database, pages, settings


def test_a_new_library_is_made_and_opens_again(home: Path) -> None:
    database.open_library(home).close()
    db = database.open_library(home)
    assert db.execute("SELECT count(*) FROM documents").fetchone()[0] == 0


def test_a_library_of_a_newer_program_is_refused(home: Path) -> None:
    db = database.open_library(home)
    db.execute("PRAGMA user_version = 999")
    db.close()
    with pytest.raises(KnownError) as caught:
        database.open_library(home)
    assert caught.value.code is ErrorCode.LIBRARY_NEWER


def test_a_file_that_is_no_database_is_named_and_left_alone(home: Path) -> None:
    home.mkdir(parents=True)
    database.database_file(home).write_bytes(b"not a database" * 100)
    with pytest.raises(KnownError) as caught:
        database.open_library(home)
    assert caught.value.code is ErrorCode.LIBRARY_UNUSABLE
    assert database.database_file(home).read_bytes().startswith(b"not a database")


def test_a_reader_of_the_library_cannot_write(home: Path) -> None:
    database.open_library(home).close()
    db = database.open_reading(home)
    with pytest.raises(sqlite3.OperationalError):
        db.execute("DELETE FROM documents")


def test_there_is_nothing_to_read_before_a_library_is_made(home: Path) -> None:
    with pytest.raises(KnownError) as caught:
        database.open_reading(home)
    assert caught.value.code is ErrorCode.LIBRARY_UNUSABLE


def test_a_transaction_that_fails_stores_nothing(home: Path) -> None:
    db = database.open_library(home)
    with pytest.raises(sqlite3.OperationalError), database.transaction(db):
        _store_half(db)
    assert db.execute("SELECT count(*) FROM answers").fetchone()[0] == 0


def test_a_full_disk_has_its_own_error(home: Path) -> None:
    db = database.open_library(home)
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(KnownError) as caught, database.transaction(db):
        db.execute("INSERT INTO answers (asked_at, answer) VALUES (1, ?)", ("x" * 1_000_000,))
    assert caught.value.code is ErrorCode.DISK_FULL


def _store_half(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO answers (asked_at, answer) VALUES (1, 'x')")
    db.execute("INSERT INTO nowhere VALUES (1)")


def test_the_pages_of_a_library_of_an_older_program_are_cut_anew(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = database._MIGRATIONS
    for name in ("0001.sql", "0002.sql"):
        shutil.copy(every / name, tmp_path / name)
    monkeypatch.setattr(database, "_MIGRATIONS", tmp_path)
    old = database.open_library(home)
    old.execute("INSERT INTO documents (id, name, original, added_at) VALUES ('d', 'd.pdf', 'd.pdf', 1)")
    old.execute("INSERT INTO pages (document, number, stage, content) VALUES ('d', 0, 'structure', x'00')")
    old.close()
    monkeypatch.setattr(database, "_MIGRATIONS", every)
    db = database.open_library(home)
    assert settings.load(db) == Settings(Chunker.STRUCTURE)
    assert pages.cut_otherwise(db, Chunker.STRUCTURE, 10) == (("d", 0),)
    assert (home / "library.before-0003.sqlite").exists()


def test_a_disk_that_is_full_while_the_library_is_made_is_called_full(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a disk that is really full SQLite itself ends the transaction; here the script does.
    tables = "".join(f"CREATE TABLE t{number} (x);\n" for number in range(4))
    (tmp_path / "0001.sql").write_text(f"ROLLBACK;\nPRAGMA max_page_count = 2;\n{tables}", "utf-8")
    monkeypatch.setattr(database, "_MIGRATIONS", tmp_path)
    with pytest.raises(KnownError) as caught:
        database.open_library(home)
    assert caught.value.code is ErrorCode.DISK_FULL
    assert caught.value.subject == str(home)
