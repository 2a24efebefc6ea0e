"""The answerer: indexes what the reader wrote, answers questions, writes exports."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from desktop import paths
from desktop.answering.engines import Embedder, Engines, Reranker
from desktop.answering.extracting import extract
from desktop.answering.reranking import reranked
from desktop.answering.scope import scope_of
from desktop.answering.search import search
from desktop.answering.seeking import sought_in
from desktop.answering.thesaurus import load_thesaurus
from desktop.answering.turns import respond
from desktop.domain.answer import Answer, Asked, Hit
from desktop.domain.doing import Doing, Phase
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.extraction import Extracted, Field
from desktop.domain.fact import Review
from desktop.domain.geometry import Box
from desktop.domain.settings import Chunker, ModelChoice
from desktop.protocol.events import (
    SETTINGS,
    Answered,
    Chosen,
    Exported,
    FactReviewed,
    Failed,
    LibraryChanged,
    PhaseChanged,
    Ready,
)
from desktop.protocol.requests import (
    Ask,
    ChooseChunker,
    ChooseEmbedder,
    ChooseModel,
    ChooseReranker,
    Export,
    FillSheet,
    Prepare,
    ReviewFact,
    SaveSheet,
)
from desktop.protocol.roles import Role
from desktop.store import answers, choosing, documents, extracted, facts, pages, settings
from desktop.store.database import open_library, transaction
from desktop.store.vectors import VectorIndex
from desktop.wire import Message
from desktop.worker.exporting import export
from desktop.worker.indexing import change_some, collection, index_some, open_index
from desktop.worker.library import StoredLibrary
from desktop.worker.packs import EMBEDDING_PACKS, QuestionEngines, try_model
from desktop.worker.pipe import EndOfInput, Pipe
from desktop.worker.recutting import is_cut_otherwise, recut_some
from desktop.worker.sheets import Sheets

_NO_MODEL = (ErrorCode.NOT_A_MODEL, ErrorCode.MODEL_MISSING)
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
        """Index one batch, or bring what is indexed some way nearer to the settings; the documents that were moved on.

        None when all is done, or can't be (no pack, another process's turn). KnownError NOT_A_MODEL where an embedder
        is none any more: the next one is given up then; that in use is waited for, while words alone are searched.
        """
        moved, trouble = self._index_waiting()
        moved = moved or self._recut_some() or self._change_some()
        if trouble and not moved:
            raise trouble
        return moved

    def prepare(self) -> None:
        """Load what a question is searched with; what is missing or broken is said to who asks."""
        with suppress(KnownError):
            embedder = self._engines_now().embedder
            load_thesaurus(paths.resources() / "lexicon")
            self._opened_index()
            if embedder:
                embedder.embed_query("?")

    def ask(self, asked: Asked, on_phase: Callable[[Doing], None], stopped: Callable[[], bool]) -> Answer:
        """Answer a question; KnownError MODEL_MISSING or CANCELLED."""
        started = time.monotonic()
        on_phase(Doing(Phase.STARTING))
        engines = self._engines_now()
        given = respond(asked, self._library(engines.embedder), engines, on_phase, stopped)
        return replace(given, seconds=time.monotonic() - started)

    def extract(self, field: Field, document: str, stopped: Callable[[], bool]) -> Extracted:
        """What a document (id) says of a field; KnownError CANCELLED."""
        engines = self._engines_now()
        return extract(field, document, self._library(engines.embedder), engines, stopped)

    def search(
        self, question: str, chosen: tuple[str, ...], limit: int, stopped: Callable[[], bool]
    ) -> tuple[Hit, ...]:
        """The passages that fit best: by words, by vectors and by the cross-encoder, as far as they are there.

        KnownError(CANCELLED) soon after ``stopped()`` is true.
        """
        embedder = self._embedder()
        library = self._library(embedder)
        thesaurus = load_thesaurus(paths.resources() / "lexicon")
        scope = chosen or scope_of(question, library.documents(), thesaurus.lexicon)
        sought = sought_in(question, thesaurus)
        hits = search(sought, library, embedder, scope)
        return reranked(hits, sought.text, self._reranker(), stopped)[:limit]

    def choose_chunker(self, chunker: Chunker) -> None:
        """Cut pages like this from now on; ``index_some`` cuts anew those that are cut otherwise."""
        with transaction(self._db):
            settings.choose_chunker(self._db, chunker)

    def choose_embedder(self, folder: str) -> None:
        """Let this folder's model (as Settings has it) be tried, and its vectors take the place of those in use later.

        KnownError: NOT_A_MODEL where none can be loaded from it, MODEL_MISSING where it is ours and not here.
        """
        self._next_embedder(folder).embed_query("?")
        with transaction(self._db):
            settings.choose_embedder(self._db, folder)

    def choose_reranker(self, folder: str) -> None:
        """Let this folder's cross-encoder (as Settings has it; "" is none) rank what is found, from now on.

        KnownError(NOT_A_MODEL) where none can be loaded from it.
        """
        self._engines.reranker(folder)
        with transaction(self._db):
            settings.choose_reranker(self._db, folder)

    def choose_model(self, model: ModelChoice) -> None:
        """Let this language model answer from now on.

        KnownError where it can't: SERVER_FAILED, NOT_A_GGUF, or MODEL_MISSING where it is our own.
        """
        try_model(model)
        choosing.choose_model(self._db, model)

    def boxes(self, hit: Hit) -> tuple[Box, ...]:
        """Where a passage stands on its page."""
        return pages.boxes(self._db, hit.passage)

    def close(self) -> None:
        """Let other processes index."""
        if self._index:
            self._index.close()
            self._index = None

    def _index_waiting(self) -> tuple[tuple[str, ...], KnownError | None]:
        """What was moved on, and what is wrong with the embedder in use, which is no reason not to do the rest."""
        try:
            if not documents.unindexed(self._db):
                return (), None
            embedder = self._engines.embedder(settings.load(self._db).embedder)
            index = self._opened_index() if embedder else None
            return index_some(self._db, self._home, index, embedder) if index and embedder else (), None
        except KnownError as error:
            return (), error

    def _recut_some(self) -> tuple[str, ...]:
        return recut_some(self._db) if is_cut_otherwise(self._db) and self._may_change() else ()

    def _change_some(self) -> tuple[str, ...]:
        """Make vectors of the next embedder, if there is one."""
        folder = settings.load(self._db).next_embedder
        if folder is None or not self._may_change():
            return ()
        try:
            return change_some(self._db, folder, self._next_embedder(folder))
        except KnownError as error:
            if error.code in _NO_MODEL:
                with transaction(self._db):
                    settings.forget_next(self._db)
            raise

    def _may_change(self) -> bool:
        """Only the process that makes the vectors, or few would be left to search; any where none are made."""
        return self._embedder() is None or self._opened_index() is not None

    def _next_embedder(self, folder: str) -> Embedder:
        embedder = self._engines.embedder(folder)
        if embedder is None:
            raise KnownError(ErrorCode.MODEL_MISSING, EMBEDDING_PACKS[0])
        return embedder

    def _engines_now(self) -> Engines:
        return self._engines.engines(self._embedder(), self._reranker(), settings.load(self._db).model)

    def _embedder(self) -> Embedder | None:
        """The embedder in use; None where its folder or a pack is missing: then words alone are searched."""
        try:
            return self._engines.embedder(settings.load(self._db).embedder)
        except KnownError:
            return None

    def _reranker(self) -> Reranker | None:
        """The cross-encoder in use; None where none is, or its folder is missing: then the ranking stays as it is."""
        try:
            return self._engines.reranker(settings.load(self._db).reranker)
        except KnownError:
            return None

    def _library(self, embedder: Embedder | None) -> StoredLibrary:
        space = embedder.space if embedder else ""

        def index() -> VectorIndex | None:  # the embedder can be changed while a question is answered
            opened = self._opened_index()
            return opened if opened and opened.space == collection(space) else None

        return StoredLibrary(self._db, space, index)

    def _opened_index(self) -> VectorIndex | None:
        """The index of the embedder in use, which another process may have changed."""
        chosen, embedder = settings.load(self._db), self._embedder()
        if self._index and embedder and self._index.space != collection(embedder.space):
            self.close()
            self._engines.keep_only(chosen.embedder, chosen.next_embedder or "")
        if self._index is None and embedder:
            self._index = open_index(self._db, self._home, embedder.space, chosen.embedder)
        return self._index


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
        _serve(pipe, answerer, Sheets(db, home, answerer.extract, pipe), db)
    except EndOfInput:
        return 0
    finally:
        answerer.close()
    return 0


def _serve(pipe: Pipe, answerer: Answerer, sheets: Sheets, db: sqlite3.Connection) -> None:
    wait, told = _BUSY_SECONDS, ""
    while True:
        message = pipe.next(wait if sheets.are_filled else _BUSY_SECONDS)
        if message is not None:
            _do(pipe, db, answerer, sheets, message)
        elif not sheets.are_filled:
            sheets.fill_one()
        wait, told = _index(pipe, answerer, told)


def _index(pipe: Pipe, answerer: Answerer, told: str) -> tuple[float, str]:
    """Index a batch; how long to wait for requests afterwards, and what is wrong, which is said once (``told``)."""
    try:
        moved = answerer.index_some()
    except KnownError as error:
        if str(error) != told:
            pipe.send(Failed("", error.code, error.subject, error.detail))
        return _IDLE_SECONDS * 5, str(error)
    for document in moved:
        pipe.send(LibraryChanged(document))
    return (_BUSY_SECONDS if moved else _IDLE_SECONDS), ""


def _do(pipe: Pipe, db: sqlite3.Connection, answerer: Answerer, sheets: Sheets, message: Message) -> None:
    try:
        match message:
            case Ask():
                _ask(pipe, db, answerer, message)
            case Prepare():
                answerer.prepare()
            case FillSheet():
                sheets.begin(message)
            case Export() | SaveSheet():
                pipe.send(_written(db, sheets, message))
            case ReviewFact():
                pipe.send(_reviewed(db, message))
                sheets.tell_reviewed(message.fact)
            case ChooseChunker() | ChooseEmbedder() | ChooseReranker() | ChooseModel():
                _choose(answerer, message)
                pipe.send(Chosen())
            case _:
                pass
    except KnownError as error:
        pipe.send(Failed(_name(message), error.code, error.subject, error.detail))


def _written(db: sqlite3.Connection, sheets: Sheets, request: Export | SaveSheet) -> Exported:
    match request:
        case Export(path, chosen, reviewed):
            return Exported(path, export(db, Path(path), chosen, reviewed=reviewed))
        case SaveSheet(path):
            return Exported(path, sheets.save(request))


def _reviewed(db: sqlite3.Connection, request: ReviewFact) -> FactReviewed:
    """What was said is kept; where a rejected fact may answer again, what was found instead of it is looked for anew."""
    with transaction(db):
        if request.fact.review is Review.REJECTED:
            extracted.doubt(db, request.fact)
        return FactReviewed(request.id, facts.review(db, request.fact, request.review, request.triple))


def _choose(answerer: Answerer, choice: ChooseChunker | ChooseEmbedder | ChooseReranker | ChooseModel) -> None:
    match choice:
        case ChooseChunker(chunker):
            answerer.choose_chunker(chunker)
        case ChooseEmbedder(folder):
            answerer.choose_embedder(folder)
        case ChooseReranker(folder):
            answerer.choose_reranker(folder)
        case ChooseModel(model):
            answerer.choose_model(model)


def _name(request: Message) -> str:
    """The id under which it is reported that this could not be done."""
    match request:
        case Ask(id) | ReviewFact(id):
            return id
        case Export(path) | SaveSheet(path):
            return path
    return SETTINGS


def _ask(pipe: Pipe, db: sqlite3.Connection, answerer: Answerer, request: Ask) -> None:
    def on_phase(doing: Doing) -> None:
        pipe.send(PhaseChanged(request.id, doing))

    def stopped() -> bool:
        return pipe.stopped(request.id)

    if stopped():
        raise KnownError(ErrorCode.CANCELLED)
    asked = Asked(request.question, request.documents, request.before)
    given = answerer.ask(asked, on_phase, stopped)
    pipe.send(Answered(request.id, answers.keep(db, given), given))
