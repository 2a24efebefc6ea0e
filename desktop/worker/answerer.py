"""The answerer: indexes what the reader wrote, answers questions, writes exports."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop import paths
from desktop.answering.scope import scope_of
from desktop.answering.search import search
from desktop.answering.seeking import sought_in
from desktop.answering.thesaurus import load_thesaurus
from desktop.answering.turns import respond
from desktop.domain.answer import Answer, Asked, Hit
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.geometry import Box
from desktop.domain.settings import Chunker
from desktop.protocol import (
    SETTINGS,
    Answered,
    Ask,
    ChooseChunker,
    Chosen,
    Export,
    Exported,
    Failed,
    LibraryChanged,
    Message,
    Phase,
    PhaseChanged,
    Ready,
    Role,
)
from desktop.store import answers, documents, pages, settings
from desktop.store.database import open_library, transaction
from desktop.store.vectors import VectorIndex
from desktop.worker.exporting import export
from desktop.worker.indexing import index_some, open_index
from desktop.worker.library import StoredLibrary
from desktop.worker.packs import QuestionEngines
from desktop.worker.pipe import EndOfInput, Pipe
from desktop.worker.recutting import is_cut_otherwise, recut_some

_IDLE_SECONDS = 2.0
_BUSY_SECONDS = 0.0


class Answerer:
    """An open library with its index and the engines for questions; used by the role and the command line."""

    def __init__(self, db: sqlite3.Connection, home: Path) -> None:
        self._db = db
        self._home = home
        self._engines = QuestionEngines()
        self._index: VectorIndex | None = None

    def index_some(self) -> tuple[str, ...]:
        """Index one batch, or cut some pages as the settings want them; the documents that were moved on.

        None when all is done, or can't be (no pack, another process's turn).
        """
        return self._index_waiting() or self._recut_some()

    def ask(self, asked: Asked, on_phase: Callable[[Phase, int, int], None], stopped: Callable[[], bool]) -> Answer:
        """Answer a question; KnownError MODEL_MISSING or CANCELLED."""
        started = time.monotonic()
        on_phase(Phase.STARTING, 0, 0)
        engines = self._engines.all()
        library = StoredLibrary(self._db, self._opened_index)
        given = respond(asked, library, engines, on_phase, stopped)
        return replace(given, seconds=time.monotonic() - started)

    def search(self, question: str, chosen: tuple[str, ...], limit: int) -> tuple[Hit, ...]:
        """The passages that fit best, words and vectors fused; words alone while the embedding packs are missing."""
        embedder = self._engines.embedder()
        library = StoredLibrary(self._db, self._opened_index)
        thesaurus = load_thesaurus(paths.resources() / "lexicon")
        scope = chosen or scope_of(question, library.documents(), thesaurus.lexicon)
        return search(sought_in(question, thesaurus), library, embedder, scope)[:limit]

    def choose_chunker(self, chunker: Chunker) -> None:
        """Cut pages like this from now on; ``index_some`` cuts anew those that are cut otherwise."""
        with transaction(self._db):
            settings.choose_chunker(self._db, chunker)

    def boxes(self, hit: Hit) -> tuple[Box, ...]:
        """Where a passage stands on its page."""
        return pages.boxes(self._db, hit.passage)

    def _index_waiting(self) -> tuple[str, ...]:
        embedder = self._engines.embedder() if documents.unindexed(self._db) else None
        index = self._opened_index() if embedder else None
        return index_some(self._db, self._home, index, embedder) if index and embedder else ()

    def _recut_some(self) -> tuple[str, ...]:
        """Only by the process that makes the vectors, or few would be left to search; by any where none are made."""
        if not is_cut_otherwise(self._db) or (self._engines.embedder() and not self._opened_index()):
            return ()
        return recut_some(self._db)

    def _opened_index(self) -> VectorIndex | None:
        embedder = self._engines.embedder()
        if self._index is None and embedder:
            self._index = open_index(self._db, self._home, embedder.space)
        return self._index

    def close(self) -> None:
        """Let other processes index."""
        if self._index:
            self._index.close()


def run() -> int:
    """Serve questions and index in between until stdin ends."""
    pipe, home = Pipe(), paths.library_home()
    try:
        db = open_library(home)
    except KnownError as error:
        pipe.send(Failed("", error.code, error.subject, error.detail))
        return 1
    pipe.send(Ready(Role.ANSWERER))
    answerer = Answerer(db, home)
    try:
        _serve(pipe, db, answerer)
    except EndOfInput:
        return 0
    finally:
        answerer.close()
    return 0


def _serve(pipe: Pipe, db: sqlite3.Connection, answerer: Answerer) -> None:
    wait = _BUSY_SECONDS
    while True:
        message = pipe.next(wait)
        if message is not None:
            _do(pipe, db, answerer, message)
        wait = _index(pipe, answerer)


def _index(pipe: Pipe, answerer: Answerer) -> float:
    """Index a batch; returns how long to wait for requests afterwards."""
    try:
        moved = answerer.index_some()
    except KnownError as error:
        pipe.send(Failed("", error.code, error.subject, error.detail))
        return _IDLE_SECONDS * 5
    for document in moved:
        pipe.send(LibraryChanged(document))
    return _BUSY_SECONDS if moved else _IDLE_SECONDS


def _do(pipe: Pipe, db: sqlite3.Connection, answerer: Answerer, message: Message) -> None:
    try:
        match message:
            case Ask():
                _ask(pipe, db, answerer, message)
            case Export(path, chosen):
                pipe.send(Exported(path, export(db, Path(path), chosen)))
            case ChooseChunker(chunker):
                answerer.choose_chunker(chunker)
                pipe.send(Chosen())
            case _:
                pass
    except KnownError as error:
        pipe.send(Failed(_name(message), error.code, error.subject, error.detail))


def _name(request: Message) -> str:
    """The id under which it is reported that this could not be done."""
    match request:
        case Ask(id):
            return id
        case Export(path):
            return path
    return SETTINGS


def _ask(pipe: Pipe, db: sqlite3.Connection, answerer: Answerer, request: Ask) -> None:
    def on_phase(phase: Phase, done: int, total: int) -> None:
        pipe.send(PhaseChanged(request.id, phase, done, total))

    def stopped() -> bool:
        return pipe.stopped(request.id)

    if stopped():
        raise KnownError(ErrorCode.CANCELLED)
    asked = Asked(request.question, request.documents, request.before)
    given = answerer.ask(asked, on_phase, stopped)
    pipe.send(Answered(request.id, answers.keep(db, given), given))
