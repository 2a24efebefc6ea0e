"""Taking files into the library: known by their content, copied, and queued for reading."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.document import DocumentState
from desktop.domain.errors import ErrorCode, KnownError
from desktop.engines.mupdf import open_document
from desktop.protocol.events import FileStatus, FileTaken
from desktop.store import documents, jobs, originals, pages
from desktop.store.database import transaction
from desktop.store.documents import DocumentRow
from desktop.wire import local_path, printable
from desktop.worker.guard import hang_guard

READABLE = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})


@dataclass(frozen=True, slots=True)
class Found:
    """Files to take, and files in folders that are not of a kind that can be read."""

    files: tuple[Path, ...]
    skipped: tuple[Path, ...]


def find_files(paths: Iterable[str]) -> Found:
    """Files as they are named; folders searched in order for files that can be read."""
    files: list[Path] = []
    skipped: list[Path] = []
    for path in map(Path, map(local_path, paths)):
        folder = os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises for names that are too long
        for file in _inside(path) if folder else (path,):
            (files if not folder or file.suffix.lower() in READABLE else skipped).append(file)
    return Found(tuple(files), tuple(skipped))


def take_file(db: sqlite3.Connection, home: Path, file: Path, passwords: Iterable[str] = ()) -> FileTaken:
    """Take one file; whatever is wrong with it is in the result."""
    name = printable(str(file))
    try:
        document = originals.content_hash(file)
        known = documents.row(db, document)
        if not known:
            with originals.copied(home, file, document) as copy, transaction(db):
                known = documents.row(db, document)  # another process may have taken it in the meantime
                if not known:
                    copy.put_in_place()
                    documents.insert(db, document, printable(file.name), copy.name)
        if known:
            _wake(db, known)
            return FileTaken(name, FileStatus.DUPLICATE, document, known.document.name)
        return inspect(db, home, document, name, passwords)
    except KnownError as error:
        return FileTaken(name, FileStatus.REFUSED, code=error.code, detail=printable(error.detail))


def inspect(
    db: sqlite3.Connection, home: Path, document: str, file: str = "", passwords: Iterable[str] = ()
) -> FileTaken:
    """Open a queued document for the first time: count its pages, or refuse it and drop the copy."""
    row = documents.row(db, document)
    if row is None:
        raise KnownError(ErrorCode.UNKNOWN_DOCUMENT, document)
    name, copy = row.document.name, originals.path(home, row.original)
    if not jobs.try_opening(db, document):
        jobs.set_state(db, document, DocumentState.FAILED, ErrorCode.DAMAGED, "brought the reader down")
        return FileTaken(file, FileStatus.REFUSED, document, name, ErrorCode.DAMAGED)
    try:
        with hang_guard():
            count = _open_any(copy, passwords)
    except KnownError as error:
        if error.code in (ErrorCode.LOCKED, ErrorCode.WRONG_PASSWORD):
            jobs.opened(db, document)
            jobs.set_state(db, document, DocumentState.LOCKED, ErrorCode.LOCKED)
            return FileTaken(file, FileStatus.LOCKED, document, name, error.code)
        _drop(db, home, document, row.original)
        return FileTaken(file, FileStatus.REFUSED, "", name, error.code, error.detail)
    with transaction(db):
        documents.set_pages(db, document, count)
        pages.expect(db, document, count)
        jobs.opened(db, document)
        jobs.set_state(db, document, DocumentState.QUEUED)
    return FileTaken(file, FileStatus.ADDED, document, name)


def _open_any(copy: Path, passwords: Iterable[str]) -> int:
    """Page count; a locked file is replaced by an unlocked copy, so that no password need be kept."""
    refused: KnownError | None = None
    for password in ("", *passwords):
        try:
            with open_document(copy, password) as source:
                count = source.page_count
                if password:
                    source.save_unlocked(copy.with_suffix(".unlocked"))
            if password:  # only now: an open file can't be replaced on every system
                copy.with_suffix(".unlocked").replace(copy)
            return count
        except KnownError as error:
            if error.code not in (ErrorCode.LOCKED, ErrorCode.WRONG_PASSWORD):
                raise
            refused = error
    assert refused is not None  # noqa: S101 - the loop ran at least once
    raise refused


def _wake(db: sqlite3.Connection, row: DocumentRow) -> None:
    """Added again, a document that waits for a full disk is read on, and pages that failed are tried again."""
    waits = row.document.state is DocumentState.PAUSED and row.code == ErrorCode.DISK_FULL
    if waits or (row.document.state is DocumentState.READY and pages.retry_failed(db, row.document.id)):
        jobs.queue_again(db, row.document.id)


def _drop(db: sqlite3.Connection, home: Path, document: str, original: str) -> None:
    with transaction(db):
        db.execute("DELETE FROM documents WHERE id = ?", (document,))
    originals.remove(home, original)


def _inside(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(root, name) for name in sorted(names) if not name.startswith("."))
