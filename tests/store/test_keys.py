"""A server's key is not in the library, and no copy of the library has it."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop import paths
from desktop.domain.settings import ModelChoice
from desktop.protocol.requests import ChooseModel
from desktop.store import settings
from desktop.store.choosing import choose_model
from desktop.store.database import database_file, open_library, transaction
from desktop.store.keys import forget_key, keep_key, key_of

SERVER = ModelChoice("http://127.0.0.1:11434/v1", "qwen", "sk-secret-1234")
ANOTHER = ModelChoice(SERVER.place, SERVER.name, "another")


def choose(db: sqlite3.Connection, model: ModelChoice) -> None:
    choose_model(db, model)


def fail_at_commit(db: sqlite3.Connection) -> None:
    """Let nothing more be stored in the settings, as on a full disk."""
    db.execute("CREATE TABLE room (free INTEGER REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED)")
    db.execute("CREATE TRIGGER full AFTER INSERT ON settings BEGIN INSERT INTO room VALUES (1); END")


def kept_keys() -> int:
    return len(list(paths.keys_folder().iterdir()))


def holds_key(folder: Path) -> list[str]:
    return [file.name for file in folder.rglob("*") if file.is_file() and SERVER.key.encode() in file.read_bytes()]


def test_a_key_is_in_no_message_that_shows_the_choice() -> None:
    assert SERVER.key not in repr(ChooseModel(SERVER))


def test_a_servers_key_is_beside_the_library(home: Path) -> None:
    db = open_library(home)
    choose(db, SERVER)
    assert settings.load(db).model == SERVER
    assert holds_key(home) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there the folder of the profile keeps it")
def test_only_its_owner_can_read_a_key(home: Path) -> None:
    choose(open_library(home), SERVER)
    (file,) = paths.keys_folder().iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_key_that_is_no_longer_used_is_gone(home: Path) -> None:
    db = open_library(home)
    choose(db, SERVER)
    choose(db, ANOTHER)
    assert len(list(paths.keys_folder().iterdir())) == 1
    choose(db, ModelChoice())
    assert list(paths.keys_folder().iterdir()) == []
    assert settings.load(db).model == ModelChoice()


@pytest.mark.parametrize("model", [ModelChoice(), ANOTHER])
def test_a_choice_that_can_not_be_stored_leaves_the_key_that_was_chosen(home: Path, model: ModelChoice) -> None:
    db = open_library(home)
    choose(db, SERVER)
    fail_at_commit(db)
    with pytest.raises(sqlite3.IntegrityError):
        choose(db, model)
    assert settings.load(db).model == SERVER
    assert kept_keys() == 1


def test_a_copy_of_a_library_takes_no_key_away_from_it(home: Path, tmp_path: Path) -> None:
    db = open_library(home)
    choose(db, SERVER)
    db.close()
    shutil.copytree(home, tmp_path / "copy")
    copy = open_library(tmp_path / "copy")
    assert settings.load(copy).model == SERVER
    choose(copy, ModelChoice())
    assert settings.load(open_library(home)).model == SERVER


def test_a_moved_library_drops_its_key(home: Path, tmp_path: Path) -> None:
    db = open_library(home)
    choose(db, SERVER)
    db.close()
    shutil.move(home, tmp_path / "moved")
    moved = open_library(tmp_path / "moved")
    assert settings.load(moved).model == SERVER
    choose(moved, ModelChoice())
    assert kept_keys() == 0


def test_a_key_that_nobody_is_named_for_is_dropped(home: Path) -> None:
    db = open_library(home)
    choose(db, SERVER)
    (file,) = paths.keys_folder().iterdir()
    file.write_text(f"{SERVER.place}\n{SERVER.key}\n", "utf-8")  # as keys were kept at first
    assert settings.load(db).model == SERVER
    choose(db, ModelChoice())
    assert kept_keys() == 0


@pytest.mark.parametrize("typed", ["sk-1\n", "\tsk\x1c-1", "sk-1\u200b\u2028", "sk-\r\n1 "])
def test_what_is_copied_along_with_a_key_is_no_part_of_it(home: Path, typed: str) -> None:
    db = open_library(home)
    choose(db, ModelChoice(SERVER.place, SERVER.name, typed))
    assert settings.load(db).model.key == "sk-1"
    choose(db, ModelChoice())
    assert kept_keys() == 0


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="no such names there")
def test_a_library_in_a_folder_of_any_name_drops_its_key(tmp_path: Path, home: Path) -> None:
    db = open_library(tmp_path / "a\nb\udcff")
    choose(db, SERVER)
    choose(db, ANOTHER)
    assert kept_keys() == 1


def test_of_two_keys_that_are_chosen_at_once_one_is_kept(home: Path) -> None:
    db, other = open_library(home), open_library(home)

    @contextmanager
    def after_the_other() -> Iterator[None]:
        choose(other, ANOTHER)
        with transaction(db):
            yield

    with settings.keeping_key(db, after_the_other(), SERVER.place, SERVER.key) as name:
        settings.choose_model(db, SERVER, name)
    assert settings.load(db).model == SERVER
    assert kept_keys() == 1


def test_a_choice_after_which_the_library_can_not_be_read_leaves_no_new_key(home: Path) -> None:
    db = open_library(home)
    choose(db, SERVER)
    with pytest.raises(ZeroDivisionError):
        fail_while_choosing(db)
    assert settings.load(db).model == SERVER
    assert kept_keys() == 1


def fail_while_choosing(db: sqlite3.Connection) -> None:
    with settings.keeping_key(db, transaction(db), SERVER.place, "another"):
        db.execute("ALTER TABLE settings RENAME TO lost")
        raise ZeroDivisionError


def test_a_key_goes_to_its_own_server_only(home: Path, tmp_path: Path) -> None:
    owner, other = (str(database_file(folder)) for folder in (home, tmp_path / "other"))
    open_library(home).close()
    name = keep_key(owner, SERVER.place, SERVER.key)
    assert key_of(name, SERVER.place) == SERVER.key
    assert key_of(name, "http://elsewhere/v1") == ""
    assert key_of("../" + name, SERVER.place) == key_of("", SERVER.place) == ""
    forget_key(name, other)
    assert key_of(name, SERVER.place) == SERVER.key
    forget_key(name, owner)
    forget_key("..", owner)
    assert key_of(name, SERVER.place) == ""


def test_a_key_that_a_library_has_had_is_moved_out_of_it_and_its_copies(home: Path) -> None:
    db = open_library(home)
    choose(db, ModelChoice(SERVER.place, SERVER.name))
    db.execute("INSERT INTO settings VALUES ('model_key', ?)", (SERVER.key,))
    copy = sqlite3.connect(home / "library.before-0009.sqlite")
    db.backup(copy)
    copy.close()
    db.close()
    db = open_library(home)
    assert settings.load(db).model == SERVER
    assert holds_key(home) == []


def test_a_copy_that_was_not_cleaned_when_the_key_was_moved_is_cleaned_later(home: Path) -> None:
    db = open_library(home)
    copy = sqlite3.connect(home / "library.before-0009.sqlite")
    db.backup(copy)
    copy.execute("INSERT INTO settings VALUES ('model_key', ?)", (SERVER.key,))
    copy.commit()
    copy.close()
    (home / "library.before-0008.sqlite").write_bytes(b"no database" * 100)
    assert len(holds_key(home)) == 1
    open_library(home).close()
    assert holds_key(home) == []
    assert sorted(file.name for file in home.glob("library.before*")) == [
        "library.before-0008.sqlite",
        "library.before-0009.sqlite",
    ]


def test_somebody_elses_key_is_left_to_him(home: Path) -> None:
    db = open_library(home)
    choose(db, ModelChoice(SERVER.place, SERVER.name))
    db.execute("INSERT INTO settings VALUES ('model_key', ?)", (SERVER.key,))
    db.execute("UPDATE settings SET value = 'another computer' WHERE name = 'model_at'")
    db.close()
    db = open_library(home)
    assert settings.load(db).model == ModelChoice()
    assert db.execute("SELECT value FROM settings WHERE name = 'model_key'").fetchone()[0] == SERVER.key
