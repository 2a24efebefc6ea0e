"""The library's SQLite file: opening, migrating, and turning its errors into known ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from desktop.domain.errors import ErrorCode, KnownError
from desktop.store import settings
from desktop.store.disk import is_full

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 30.0
_PAGE_BYTES = 16384  #: room for several passages with their vectors, so that little of a page stays empty


def database_file(home: Path) -> Path:
    """The system of record inside the library's folder."""
    return home / "library.sqlite"


def open_library(home: Path) -> sqlite3.Connection:
    """Open for reading and writing; make or migrate the library where needed.

    Raises KnownError: LIBRARY_UNUSABLE, LIBRARY_NEWER or DISK_FULL.
    """
    with known_errors(home):
        home.mkdir(parents=True, exist_ok=True)
        db = _connect(str(database_file(home)), uri=False)
        db.execute(f"PRAGMA page_size = {_PAGE_BYTES:d}")  # of a new file; an old one keeps its own
        db.execute("PRAGMA journal_mode = WAL")
        _migrate(db, database_file(home))
        _move_key_out(db, home)
    return db


def open_reading(home: Path, busy_seconds: float = _BUSY_SECONDS) -> sqlite3.Connection:
    """Open an existing library so that nothing can be written; KnownError where there is none.

    ``busy_seconds`` is how long each look at it may wait for those who write.
    """
    with known_errors(home):
        return _connect(f"{database_file(home).resolve().as_uri()}?mode=ro", uri=True, busy_seconds=busy_seconds)


@contextmanager
def known_errors(home: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into errors that a person can mend."""
    try:
        yield
    except (sqlite3.DatabaseError, OSError) as error:
        raise _known(home, error) from error


@contextmanager
def full_disk_known() -> Iterator[None]:
    """A full disk is DISK_FULL, whichever statement met it."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if is_full(error):
            raise KnownError(ErrorCode.DISK_FULL) from error
        raise


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Everything inside is stored, or nothing; DISK_FULL where the disk has no room."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
        db.execute("COMMIT")
    except BaseException as error:
        if db.in_transaction:
            db.execute("ROLLBACK")
        if is_full(error):
            raise KnownError(ErrorCode.DISK_FULL) from error
        raise


def _connect(target: str, *, uri: bool, busy_seconds: float = _BUSY_SECONDS) -> sqlite3.Connection:
    db = sqlite3.connect(target, uri=uri, isolation_level=None, timeout=busy_seconds)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return db


def _migrate(db: sqlite3.Connection, file: Path) -> None:
    scripts = sorted(_MIGRATIONS.glob("*.sql"))
    version = _version(db)
    if version > len(scripts):
        raise KnownError(ErrorCode.LIBRARY_NEWER, str(file))
    for number, script in enumerate(scripts[version:], start=version + 1):
        if version:  # a new library has nothing to lose
            _copy_aside(db, file.with_suffix(f".before-{number:04d}.sqlite"))
        _apply(db, number, script.read_text("utf-8"))


def _apply(db: sqlite3.Connection, number: int, script: str) -> None:
    db.execute("BEGIN IMMEDIATE")
    if _version(db) >= number:  # another process was faster
        db.execute("ROLLBACK")
        return
    try:
        for statement in script.split(";\n"):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {number:d}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk has ended it already
            db.execute("ROLLBACK")
        raise


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _move_key_out(db: sqlite3.Connection, home: Path) -> None:
    """Of the library, and of the copies that were made before migrations; another time where that can't be done now."""
    try:
        if settings.has_key(db):
            with settings.keeping_key(db, transaction(db), *settings.server_key(db)) as key_name:
                settings.name_key(db, key_name)
            _empty_log(db)
        if not settings.holds_key(db):
            _drop_keys_of_copies(home)
    except (KnownError, sqlite3.OperationalError):
        return


def _drop_keys_of_copies(home: Path) -> None:
    for file in home.glob(f"{database_file(home).stem}.before-*.sqlite"):
        with suppress(sqlite3.DatabaseError):
            if _has_key_in(file):
                _clean(file)


def _has_key_in(file: Path) -> bool:
    """Whether a copy has a key in its very file; looked up without a lock or a log, as each start does it."""
    with closing(_connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
        return settings.holds_key(copy)


def _clean(file: Path) -> None:
    with closing(_connect(str(file), uri=False)) as copy:
        settings.drop_key(copy)
        _empty_log(copy)


def _empty_log(db: sqlite3.Connection) -> None:
    """Let nothing that was dropped stay in the write-ahead log."""
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _copy_aside(db: sqlite3.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target)) as copy:
        db.backup(copy)


def _known(home: Path, error: Exception) -> KnownError:
    if is_full(error):
        return KnownError(ErrorCode.DISK_FULL, str(home))
    return KnownError(ErrorCode.LIBRARY_UNUSABLE, str(home), str(error))
