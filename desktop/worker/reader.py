"""The reader: takes files, reads queued documents page by page, answers at once in between."""

from __future__ import annotations

import os
import sqlite3
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

from filelock import FileLock, Timeout

from desktop import paths
from desktop.domain.document import DocumentState
from desktop.domain.errors import ErrorCode, KnownError
from desktop.protocol.events import Event, Failed, FilesTaken, FileStatus, LibraryChanged, Ready
from desktop.protocol.requests import AddFiles, PauseDocument, RemoveDocument, ResumeDocument, RetryPages, Unlock
from desktop.protocol.roles import Role
from desktop.store import documents, jobs, originals, pages
from desktop.store.database import open_library
from desktop.wire import Message, printable
from desktop.worker.guard import unguard
from desktop.worker.packs import PageEngines
from desktop.worker.pipe import EndOfInput, Pipe
from desktop.worker.reading import ReadingDesk, pause_for_full_disk
from desktop.worker.removing import remove_document
from desktop.worker.taking import find_files, inspect, take_file

_IDLE_SECONDS = 1.0
_RETRY_SECONDS = 10.0


def run() -> int:
    """Serve requests and read until stdin ends."""
    pipe, home = Pipe(), paths.library_home()
    try:
        db = open_library(home)
    except KnownError as error:
        pipe.send(Failed("", error.code, error.subject, error.detail))
        return 1
    pipe.send(Ready(Role.READER))
    try:
        _Reader(pipe, db, home).serve()
    except EndOfInput:
        return 0


class _Reader:
    """The role's state: the pipe, the open library, what carries requests out, and the desk."""

    def __init__(self, pipe: Pipe, db: sqlite3.Connection, home: Path) -> None:
        self._pipe = pipe
        self._db = db
        self._home = home
        self._desk = ReadingDesk(db, home, PageEngines(), pipe.send)
        self._requests = _Requests(db, home, pipe.send, self._desk.close)
        self._lock = FileLock(home / "reader.lock")
        pipe.at_end(lambda: self._desk.leave(self._leave_page))

    def serve(self) -> NoReturn:
        """Requests first, then one page, for ever; EndOfInput ends it."""
        wait = 0.0
        while True:
            message = self._pipe.next(wait)
            if message is not None:
                self._requests.carry_out(message)
                wait = 0.0
            else:
                wait = self._read()

    def _leave_page(self, document: str, number: int) -> NoReturn:
        """End in the middle of a page: it is read at the next start, and this attempt is not held against it.

        Runs in the listening thread, with a connection of its own; requests that wait are still carried out.
        """
        unguard()
        done = False
        try:
            db = open_library(self._home)
            pages.give_back(db, document, number)
            requests = _Requests(db, self._home, self._pipe.send, _nothing, self._requests.passwords)
            done = not [message for message in self._pipe.pending() if not _succeeds(requests.carry_out, message)]
        except Exception:  # noqa: BLE001 - this thread has nobody who would catch it
            traceback.print_exc()
        os._exit(0 if done else 1)

    def _read(self) -> float:
        """Read one page if this process may; returns how long to wait for requests afterwards."""
        try:
            if not self._may_read():
                return _IDLE_SECONDS
            return 0.0 if self._desk.step() else _IDLE_SECONDS
        except KnownError as error:
            if error.code is not ErrorCode.DISK_FULL:
                raise
            lacking = originals.room_lacking(self._home)
            for document in pause_for_full_disk(self._db, lacking):
                self._pipe.send(Failed(document, error.code, document, lacking))
                self._pipe.send(LibraryChanged(document))
            return _RETRY_SECONDS

    def _may_read(self) -> bool:
        """One process reads a library at a time; the others leave their files in the queue."""
        if self._lock.is_locked:
            return True
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        originals.sweep(self._home, {row.original for row in documents.rows(self._db)})
        return True


class _Requests:
    """Carries requests out; ``let_go`` closes the document that is being read, as it may be moved or removed."""

    def __init__(
        self,
        db: sqlite3.Connection,
        home: Path,
        say: Callable[[Event], None],
        let_go: Callable[[], None],
        passwords: Iterable[str] = (),
    ) -> None:
        self._db = db
        self._home = home
        self._say = say
        self._let_go = let_go
        self.passwords = list(passwords)  #: that were given in this session

    def carry_out(self, message: Message) -> None:
        """Do what is asked for, and say what came of it."""
        match message:
            case AddFiles(names):
                self._add(names)
            case Unlock(password):
                self._unlock(password)
            case PauseDocument(document):
                self._move(document, DocumentState.PAUSED)
            case ResumeDocument(document):
                self._move(document, DocumentState.QUEUED)
            case RetryPages(document):
                self._retry(document)
            case RemoveDocument(document):
                self._let_go()
                remove_document(self._db, self._home, document)
                self._say(LibraryChanged(document))
            case _:
                pass

    def _add(self, names: tuple[str, ...]) -> None:
        found = find_files(names)
        for file in found.files:
            self._say(take_file(self._db, self._home, file, self.passwords))
        self._say(FilesTaken(names, tuple(printable(str(path)) for path in found.skipped)))

    def _unlock(self, password: str) -> None:
        self.passwords.append(password)
        for document in jobs.in_state(self._db, DocumentState.LOCKED):
            taken = inspect(self._db, self._home, document, passwords=(password,))
            if taken.status is FileStatus.LOCKED:
                self._say(Failed(document, ErrorCode.WRONG_PASSWORD, taken.name))
            self._say(LibraryChanged(document))

    def _move(self, document: str, state: DocumentState) -> None:
        movable = (DocumentState.QUEUED, DocumentState.READING, DocumentState.PAUSED)
        if jobs.state(self._db, document) in movable:
            self._let_go()
            jobs.queue_again(self._db, document)
            jobs.set_state(self._db, document, state)
        self._say(LibraryChanged(document))

    def _retry(self, document: str) -> None:
        if jobs.state(self._db, document) is DocumentState.FAILED:
            jobs.opened(self._db, document)
        pages.retry_failed(self._db, document)
        jobs.set_state(self._db, document, DocumentState.QUEUED)
        self._say(LibraryChanged(document))


def _succeeds(carry_out: Callable[[Message], None], message: Message) -> bool:
    """Whether it could be carried out; if not, the log says why, and those behind it have their turn."""
    try:
        carry_out(message)
    except Exception:  # noqa: BLE001 - this thread has nobody who would catch it
        traceback.print_exc()
        return False
    return True


def _nothing() -> None:
    """The process is ending: there is nothing to close."""
