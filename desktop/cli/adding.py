"""``tercet add``: files into the library, read by a child process, indexed here, reported one by one."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from desktop import paths
from desktop.cli.contract import document_json, print_line
from desktop.cli.error_words import error_words
from desktop.cli.names import DONE, REFUSED, USAGE
from desktop.cli.reading import page_error, read_passwords
from desktop.cli.stopping import look, stoppable
from desktop.cli.words import words
from desktop.domain.document import Document, DocumentState
from desktop.domain.errors import ErrorCode, KnownError
from desktop.protocol.events import Event, Failed, FilesTaken, FileStatus, FileTaken, ReadingProgress
from desktop.protocol.requests import AddFiles, Unlock
from desktop.protocol.roles import Role
from desktop.store import documents, pages
from desktop.store.database import open_library
from desktop.store.documents import DocumentRow
from desktop.wire import wire_path
from desktop.worker.answerer import Answerer
from desktop.worker.child import Child

_MOST_DEATHS = 3  #: of the reader in a row, with nothing done in between
_POLL_SECONDS = 0.2
_ENDED = (DocumentState.READY, DocumentState.FAILED, DocumentState.LOCKED, DocumentState.PAUSED)
_WORDS = {
    "en": {
        "added": "{name}: {pages:page} ({ocr} by OCR), {passages:passage}, {facts:fact}.",
        "duplicate": "{name}: already in the library ({pages:page}).",
        "known-as": "{file}: already in the library, as {name} ({pages:page}).",
        "paused": "{name}: paused at {read} of {pages:page}.",
        "skipped": "{name}: skipped, neither a PDF nor an image.",
        "progress": "{name}: {done} of {total:page}",
    },
    "zh": {
        "added": "{name}：{pages} 页（其中 OCR {ocr} 页），{passages} 个段落，{facts} 条事实。",
        "duplicate": "{name}：已在文档库中（{pages} 页）。",
        "known-as": "{file}：已在文档库中，名为 {name}（{pages} 页）。",
        "paused": "{name}：已暂停，读到 {read}/{pages} 页。",
        "skipped": "{name}：已跳过，不是 PDF 或图片。",
        "progress": "{name}：{done}/{total} 页",
    },
}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    add = subparsers.add_parser("add", help="read files and folders into the library")
    add.add_argument("paths", nargs="+", metavar="PATH")
    add.add_argument("--json", action="store_true", help="one JSON object per file")
    add.add_argument("--password-file", metavar="F", help="file with passwords to try, one a line")
    add.set_defaults(run=add_files)


def add_files(given: argparse.Namespace) -> int:
    """Take files, wait until they are read and indexed, and say what became of each."""
    passwords = read_passwords(given.password_file)
    if passwords is None:
        return USAGE
    names = tuple(wire_path(str(Path(path).absolute())) for path in given.paths)
    refused = 0
    with stoppable() as stopped, closing(_Batch(paths.library_home(), AddFiles(names), passwords)) as batch:
        for taken, row in batch.run(stopped):
            refused += not _print_file(given.json, taken, row, batch.failed_pages(row))
    return REFUSED if refused else DONE


class _Batch:
    """One ``add``: the open library, the reader that works for it, and what became of each file."""

    def __init__(self, home: Path, request: AddFiles, passwords: tuple[str, ...]) -> None:
        self._db = open_library(home)
        self._answerer = Answerer(self._db, home)
        self._request = request
        self._passwords = passwords
        self._taken: dict[str, FileTaken] = {}
        self._complete = False
        self._deaths = 0
        self._warned = False
        self._child = Child(Role.READER, home / "reader.log")

    def run(self, stopped: Callable[[], bool]) -> Iterator[tuple[FileTaken, DocumentRow | None]]:
        """Each file when nothing more is to be done for it, with its document where there is one.

        KnownError(CANCELLED) soon after ``stopped()`` is true.
        """
        self._send()
        reported: set[str] = set()
        while not self._complete or len(reported) < len(self._taken):
            look(stopped)
            self._listen()
            idle = not self._index_some()
            for path, taken in list(self._taken.items()):
                row = documents.row(self._db, taken.document) if taken.document else None
                if path not in reported and _is_done(row, idle):
                    reported.add(path)
                    yield taken, row

    def failed_pages(self, row: DocumentRow | None) -> dict[str, list[int]]:
        """Numbers of the pages that could not be read, by the reason."""
        return pages.errors(self._db, row.document.id) if row else {}

    def close(self) -> None:
        """End the reader; what is not read yet stays queued."""
        self._child.close()
        self._answerer.close()

    def _index_some(self) -> tuple[str, ...]:
        """As the answerer does; a library whose embedder is gone takes files all the same, and that is said once."""
        try:
            return self._answerer.index_some()
        except KnownError as error:
            if error.code is not ErrorCode.NOT_A_MODEL:
                raise
            if not self._warned:
                print(error_words(error), file=sys.stderr)
            self._warned = True
            return ()

    def _send(self) -> None:
        for password in self._passwords:
            self._child.send(Unlock(password))
        self._child.send(self._request)

    def _listen(self) -> None:
        """Take the events that are there; start the reader again where it has died."""
        for event in self._child.events(_POLL_SECONDS):
            if event is None:
                return
            self._take(event)
        self._deaths += 1
        if self._deaths >= _MOST_DEATHS:
            raise KnownError(ErrorCode.WORKER_DIED, "reader", f"{self._deaths}x")
        self._child.restart()
        if not self._complete:
            self._send()

    def _take(self, event: Event) -> None:
        match event:
            case FileTaken(path) if path:
                self._taken.setdefault(path, event)
            case FilesTaken(_, skipped):
                self._complete = True
                for path in skipped:
                    print(words(_WORDS, "skipped", name=Path(path).name), file=sys.stderr)
            case ReadingProgress(progress):
                self._deaths = 0
                _show_progress(self._db, progress.document, progress.done)
            case Failed("", code, subject, detail):
                raise KnownError(code, subject, detail)
            case _:
                pass


def _is_done(row: DocumentRow | None, idle: bool) -> bool:
    """Whether nothing more is to be waited for: not readable at all, or read, and indexed where that can be."""
    if row is None:
        return True
    return row.document.state in _ENDED and (row.indexed >= row.passages or idle)


def _show_progress(db: sqlite3.Connection, document: str, done: int) -> None:
    row = documents.row(db, document) if sys.stderr.isatty() else None
    if row:
        line = words(_WORDS, "progress", name=row.document.name, done=done, total=row.document.page_count)
        print(f"\r\x1b[K{line}", end="\r", file=sys.stderr, flush=True)


def _print_file(as_json: bool, taken: FileTaken, row: DocumentRow | None, failed: dict[str, list[int]]) -> bool:
    """Say what became of a file; False if it was refused."""
    status, problem = _status(taken, row)
    name = row.document.name if row else taken.name or Path(taken.path).name
    said = [page_error(name, numbers, error) for error, numbers in failed.items()]
    if problem:
        said.insert(0, error_words(problem))
    for sentence in said:
        print(sentence, file=sys.stderr)
    if as_json:
        shown = row or _unread(name, taken)
        print_line(document_json(shown, status, " ".join(said)))
    elif row and status in _WORDS["en"]:
        file = Path(taken.path).name
        print(_summary("known-as" if status == "duplicate" and file != name else status, row, file))
    return status in ("added", "duplicate") or (status == "paused" and problem is None)


def _status(taken: FileTaken, row: DocumentRow | None) -> tuple[str, KnownError | None]:
    """``added``, ``duplicate``, ``locked``, ``paused`` or ``refused``, and the reason where there is one."""
    if row is None:
        return "refused", KnownError(taken.code or ErrorCode.DAMAGED, taken.path, taken.detail)
    problem = KnownError(ErrorCode(row.code), row.document.name, row.detail) if row.code else None
    match row.document.state:
        case DocumentState.FAILED:
            return "refused", problem
        case DocumentState.LOCKED:
            return "locked", problem
        case DocumentState.PAUSED:
            return "paused", problem
    return ("duplicate" if taken.status is FileStatus.DUPLICATE else "added"), problem


def _summary(key: str, row: DocumentRow, file: str) -> str:
    return words(
        _WORDS,
        key,
        file=file,
        name=row.document.name,
        pages=row.document.page_count,
        ocr=row.ocr_pages,
        read=row.read_pages,
        passages=row.passages,
        facts=row.facts,
    )


def _unread(name: str, taken: FileTaken) -> DocumentRow:
    document = Document(taken.document, name, 0, DocumentState.FAILED)
    return DocumentRow(document, "", "", "", documents.About(), 0, 0, 0, (), 0, 0, 0)
