"""The window's view of the library's tables: read only, and empty until a worker has made them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from desktop.domain.document import Passage
from desktop.domain.errors import KnownError
from desktop.domain.fact import Fact
from desktop.domain.geometry import Box
from desktop.domain.settings import Settings
from desktop.store import answers, database, documents, facts, pages, settings
from desktop.store.answers import AnswerRecord
from desktop.store.documents import DocumentRow
from desktop.store.facts import Place, Said, Waiting

_Found = TypeVar("_Found")
_BUSY_SECONDS = 0.2
_WAITING_AT_ONCE = 500
_BUSY_CODES = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class LibraryBusyError(Exception):
    """Somebody is writing so that nothing can be read: look again later."""


class Records:
    """Holds the reading connection; opens it when there is something to open."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._db: sqlite3.Connection | None = None
        self._version = 0
        self._said: tuple[int, Said] | None = None

    def documents(self) -> tuple[DocumentRow, ...]:
        """All documents, oldest first; none while there is no library. KnownError where it can't be used."""
        return self._look(documents.rows, ())

    def document(self, document: str) -> DocumentRow | None:
        """The document of this id. KnownError where the library can't be used."""

        def find(db: sqlite3.Connection) -> DocumentRow | None:
            return documents.row(db, document)

        return self._look(find, None)

    def answers(self) -> tuple[AnswerRecord, ...]:
        """The last answers, oldest first. KnownError where the library can't be used."""
        return self._look(answers.recent, ())

    def boxes(self, passage: Passage) -> tuple[Box, ...]:
        """Where a passage stands on its page. KnownError where the library can't be used."""

        def find(db: sqlite3.Connection) -> tuple[Box, ...]:
            return pages.boxes(db, passage)

        return self._look(find, ())

    def as_reviewed(self, fact: Fact) -> Fact:
        """The fact with what a person has said of it; as it is where that can't be looked up now."""

        def find(db: sqlite3.Connection) -> Fact:
            return self._said_by_now(db).as_reviewed(fact)

        try:
            return self._look(find, fact)
        except (KnownError, LibraryBusyError):
            return fact

    def waiting_facts(self, chosen: tuple[str, ...], after: Place = facts.FIRST) -> Waiting:
        """Facts of these documents (none: of all) that are to be reviewed, the most doubtful first: some, from a place on.

        KnownError where the library can't be used.
        """

        def find(db: sqlite3.Connection) -> Waiting:
            return facts.waiting(db, chosen, _WAITING_AT_ONCE, after)

        return self._look(find, Waiting((), after))

    def settings(self) -> Settings:
        """The library's settings. KnownError where the library can't be used."""
        return self._look(settings.load, Settings())

    def changed(self) -> bool:
        """Whether anybody, say the command line, has written since this was asked last."""
        version = self._look(_version, self._version)
        changed, self._version = version != self._version, version
        return changed

    def close(self) -> None:
        """Let go of the file."""
        if self._db is not None:
            self._db.close()
            self._db = self._said = None

    def _said_by_now(self, db: sqlite3.Connection) -> Said:
        """What a person has said; looked up anew only where somebody has written since: each card asks for each row."""
        version = _version(db)
        if self._said is None or self._said[0] != version:
            self._said = version, Said(db)
        return self._said[1]

    def _look(self, find: Callable[[sqlite3.Connection], _Found], nothing: _Found) -> _Found:
        if not database.database_file(self._home).exists():
            return nothing
        try:
            with database.known_errors(self._home):
                return find(self._open())
        except KnownError as error:
            if "no such table" in error.detail:  # a worker is making them right now
                return nothing
            self.close()
            if _is_busy(error.__cause__):
                raise LibraryBusyError from error
            raise

    def _open(self) -> sqlite3.Connection:
        if self._db is None:
            self._db = database.open_reading(self._home, _BUSY_SECONDS)
        return self._db


def _is_busy(cause: BaseException | None) -> bool:
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _BUSY_CODES


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA data_version").fetchone()[0])
