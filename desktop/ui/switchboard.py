"""Passes on what the workers say to the panes, and what the panes want to the workers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from desktop.domain.document import Passage
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.fact import Fact
from desktop.domain.job import Progress
from desktop.domain.settings import Chunker, ModelChoice
from desktop.protocol.events import (
    SETTINGS,
    Answered,
    CellFilled,
    CellReviewed,
    Chosen,
    Event,
    Exported,
    FactReviewed,
    Failed,
    FilesTaken,
    FileStatus,
    FileTaken,
    LibraryChanged,
    Painted,
    PhaseChanged,
    ReadingProgress,
    Ready,
    SheetFilled,
)
from desktop.protocol.requests import (
    AddFiles,
    ChooseChunker,
    ChooseEmbedder,
    ChooseModel,
    ChooseReranker,
    Prepare,
    Request,
    Wake,
)
from desktop.protocol.roles import Role
from desktop.store.facts import FIRST, Place, Waiting
from desktop.ui import errors
from desktop.ui.library.model import DocumentsModel
from desktop.ui.library.pane import LibraryPane, known_words
from desktop.ui.middle import MiddlePane
from desktop.ui.records import LibraryBusyError, Records
from desktop.ui.viewer.pane import EvidencePane
from desktop.ui.workers import Workers
from desktop.wire import wire_path

translate = QCoreApplication.translate

_LOOK_MS = 250
_OTHERS_MS = 2000  #: how often to look whether the command line has changed the library
_QUIET_SECONDS = 5.0  #: so long after a worker's last event a change is taken for somebody else's
_WAKE_MS = 1_000


class Switchboard(QObject):
    """Keeps the documents' model in step with the tables, and every pane with its worker."""

    told = Signal(object, bool)  #: Words to show, and whether they are urgent
    exported = Signal(str, int)  #: path, rows
    lost = Signal(object)  #: a Role whose worker could not be kept alive
    found = Signal(object)  #: a Role whose worker listens (again)
    choice_failed = Signal()  #: what was chosen for the library could not be kept

    def __init__(self, records: Records, workers: Workers, model: DocumentsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._records, self._workers, self._model = records, workers, model
        self._changed: set[str] = set()
        self._asked_for_answers = False
        self._heard_at = -_QUIET_SECONDS
        self._behind = False
        self._look = _timer(self, _LOOK_MS)
        self._look.timeout.connect(self._look_at_changed)
        self._wake = _timer(self, _WAKE_MS)
        self._wake.timeout.connect(self._wake_answerer)
        self._others = _timer(self, _OTHERS_MS)
        self._others.setSingleShot(False)
        self._others.timeout.connect(self._look_if_changed)
        self._others.start()
        workers.heard.connect(self._hear)
        workers.restarting.connect(self._tell_restarting)
        workers.gave_up.connect(self.lost)

    def connect_panes(self, library: LibraryPane, middle: MiddlePane, evidence: EvidencePane) -> None:
        """Wire the panes to the workers and to each other."""
        chat, sheet, answerer = middle.chat, middle.sheet, self._workers.of(Role.ANSWERER)
        self._library, self._chat, self._sheet, self._evidence = library, chat, sheet, evidence
        library.wanted.connect(self.to_reader)
        library.document_shown.connect(self._show_document)
        library.document_left.connect(evidence.close_document)
        chat.begun.connect(partial(answerer.send, Prepare()))
        chat.ask_wanted.connect(answerer.send)
        chat.stop_wanted.connect(answerer.cancel)
        sheet.fill_wanted.connect(answerer.send)
        sheet.stop_wanted.connect(answerer.cancel)
        sheet.save_wanted.connect(answerer.send)
        sheet.facts_chosen.connect(self._show_of_sheet)
        chat.conversation.facts_chosen.connect(evidence.show_facts)
        chat.conversation.passage_chosen.connect(self._show_passage)
        evidence.review_wanted.connect(answerer.send)
        evidence.fact_shown.connect(chat.conversation.choose)
        evidence.paint_wanted.connect(self._workers.of(Role.PAINTER).send)

    def add(self, paths: tuple[str, ...]) -> None:
        """Take these files and folders into the library."""
        if paths:
            self.to_reader(AddFiles(tuple(wire_path(str(Path(path).absolute())) for path in paths)))

    def choose_chunker(self, chunker: Chunker) -> None:
        """Have the library's pages cut like this."""
        self._workers.of(Role.ANSWERER).send(ChooseChunker(chunker))

    def choose_embedder(self, folder: str) -> None:
        """Have passages found by the model in this folder, as Settings has it."""
        self._workers.of(Role.ANSWERER).send(ChooseEmbedder(folder))

    def choose_reranker(self, folder: str) -> None:
        """Have what is found ranked by the cross-encoder in this folder, as Settings has it."""
        self._workers.of(Role.ANSWERER).send(ChooseReranker(folder))

    def choose_model(self, model: ModelChoice) -> None:
        """Let this language model answer."""
        self._workers.of(Role.ANSWERER).send(ChooseModel(model))

    def facts_to_review(self) -> Iterator[Waiting | None]:
        """Facts of the documents in scope (none: of all) that nobody has reviewed, the most doubtful first, some at once.

        Those that are skipped do not come again. None comes while the library is busy: ask again later.
        """
        scope, after = self._model.scope(), FIRST
        while True:
            waiting = self._waiting(scope, after)
            if waiting is not None and not waiting.facts:
                return
            after = waiting.last if waiting else after
            yield waiting

    def to_reader(self, request: Request) -> None:
        """Send the reader a request."""
        self._workers.of(Role.READER).send(request)

    def look_at_all(self) -> None:
        """Read the tables anew: at the start, and when a worker has made or changed them."""
        try:
            self._model.show_all(self._records.documents())
            self._look_at_answers()
        except LibraryBusyError:
            QTimer.singleShot(_LOOK_MS, self, self.look_at_all)
        except KnownError as error:
            self._tell_error(error.code, error.subject)

    def _waiting(self, scope: tuple[str, ...], after: Place) -> Waiting | None:
        """None where that can't be looked up now; no more of them where the library can't be used."""
        try:
            return self._records.waiting_facts(scope, after)
        except LibraryBusyError:
            return None
        except KnownError as error:
            self._tell_error(error.code, error.subject)
            return Waiting((), after)

    def _look_at_answers(self) -> None:
        records = () if self._asked_for_answers else self._records.answers()
        if records:
            self._asked_for_answers = True
            self._chat.show_older(records)

    def _hear(self, event: Event) -> None:
        self._heard_at = time.monotonic()
        match event:
            case ReadingProgress(progress):
                self._hear_progress(progress)
            case LibraryChanged(document):
                self._changed.add(document)
                self._start(self._look)
            case FileTaken():
                self._hear_taken(event)
            case FilesTaken():
                self._library.hear_skipped(event.skipped)
                self._start(self._wake)
            case Ready(role):
                self._hear_ready(role)
            case _:
                self._hear_answer(event)

    def _hear_answer(self, event: Event) -> None:
        match event:
            case PhaseChanged() | Answered():
                self._hear_chat(event)
            case CellFilled() | SheetFilled():
                self._sheet.hear_filled(event)
            case Painted():
                self._evidence.hear_painted(event)
            case FactReviewed() | CellReviewed():
                self._hear_reviewed(event)
            case Exported(path, rows):
                self.exported.emit(path, rows)
            case Chosen():
                self._look_for_changes()
            case Failed():
                self._hear_failed(event)

    def _hear_chat(self, event: PhaseChanged | Answered) -> None:
        if isinstance(event, PhaseChanged):
            self._chat.hear_phase(event)
        else:
            self._asked_for_answers = True
            self._chat.hear_answered(event)

    def _hear_reviewed(self, event: FactReviewed | CellReviewed) -> None:
        if isinstance(event, CellReviewed):
            self._sheet.hear_reviewed(event)
        else:
            self._evidence.hear_reviewed(event)
            self._chat.conversation.hear_reviewed(event.fact)

    def _hear_progress(self, progress: Progress) -> None:
        self._model.hear(progress)
        self._changed.add(progress.document)
        self._start(self._look)
        if progress.done >= progress.total:
            self._start(self._wake)

    def _hear_taken(self, taken: FileTaken) -> None:
        if taken.document:
            self._library.bring_back(taken)
            self._look_at(taken.document)
        self._library.hear_taken(taken)
        if taken.status is FileStatus.DUPLICATE:
            self.told.emit(partial(known_words, Path(taken.path).name, taken.name), False)

    def _hear_ready(self, role: Role) -> None:
        self.found.emit(role)
        if role is Role.READER and not self._model.rows():
            self.look_at_all()
        if role is Role.PAINTER:
            self._evidence.repaint_after_restart()

    def _hear_failed(self, failed: Failed) -> None:
        if failed.id == SETTINGS:
            self.choice_failed.emit()
        if failed.code is ErrorCode.WRONG_PASSWORD:
            self._library.hear_wrong_password(failed.subject)
        elif failed.code is ErrorCode.WORKER_DIED and failed.subject:
            self.told.emit(partial(abandoned_words, failed.subject), True)
        elif not any(pane.hear_failed(failed) for pane in (self._chat, self._sheet, self._evidence)):
            names = (self._model.name(failed.subject), failed.subject, self._model.name(failed.id), failed.id)
            self._tell_error(failed.code, next(filter(None, names), ""))

    def _look_at_changed(self) -> None:
        changed, self._changed = self._changed, set()
        for document in changed:
            self._look_at(document)

    def _look_at(self, document: str) -> None:
        try:
            self._model.show_one(document, self._records.document(document))
        except LibraryBusyError:
            self._changed.add(document)
            self._start(self._look)
        except KnownError as error:
            self._tell_error(error.code, error.subject)

    def _show_document(self, document: str) -> None:
        self._chat.conversation.release()
        self._evidence.show_page(document, 0)

    def _show_of_sheet(self, facts: tuple[Fact, ...], at: int) -> None:
        self._chat.conversation.release()
        self._evidence.show_facts(facts, at)

    def _show_passage(self, passage: Passage) -> None:
        try:
            boxes = self._records.boxes(passage)
        except LibraryBusyError:
            boxes = ()
        except KnownError as error:
            self._tell_error(error.code, error.subject)
            boxes = ()
        self._evidence.show_page(passage.document, passage.page, passage.text, boxes)

    def _look_if_changed(self) -> None:
        """Workers of ours keep the list in step by what they say: this is for changes from outside."""
        if time.monotonic() - self._heard_at >= _QUIET_SECONDS:
            self._look_for_changes()

    def _look_for_changes(self) -> None:
        try:
            self._behind = self._records.changed() or self._behind
            if self._behind:
                self._model.show_changes(self._records.documents())
            self._behind = False
        except (KnownError, LibraryBusyError):
            return  # looked at later, or said already by whoever needed the tables

    def _wake_answerer(self) -> None:
        self._workers.of(Role.ANSWERER).send(Wake())

    def _tell_error(self, code: ErrorCode, subject: str) -> None:
        self.told.emit(partial(errors.describe, code, subject), True)

    def _tell_restarting(self, role: Role) -> None:
        self.told.emit(partial(restarting_words, role), False)

    def _start(self, timer: QTimer) -> None:
        if not timer.isActive():
            timer.start()


def restarting_words(role: Role) -> str:
    """A part stopped and is started again."""
    match role:
        case Role.READER:
            return translate("Parts", "The reading part stopped and is being started again. Every page read is kept.")
        case Role.ANSWERER:
            return translate("Parts", "The answering part stopped and is being started again. Your question is kept.")
    return translate("Parts", "The part that draws pages stopped and is being started again.")


def abandoned_words(files: str) -> str:
    """Files over which the reading part stopped again and again."""
    return translate(
        "Parts",
        "Adding {files} was given up, because the reading part stopped three times over it. What is in the library"
        " is kept; all other files go on.",
    ).format(files=files)


def lost_words(role: Role) -> str:
    """A part stopped too often."""
    match role:
        case Role.READER:
            return translate("Parts", "Reading keeps stopping, so it was switched off. Every page read is kept.")
        case Role.ANSWERER:
            return translate("Parts", "Answering keeps stopping, so it was switched off. All answers are kept.")
    return translate("Parts", "Drawing pages keeps stopping, so it was switched off. Nothing is lost.")


def restart_words() -> str:
    """Start a part that was switched off."""
    return translate("Parts", "Start again")


def exported_words(path: str, rows: int) -> str:
    """The CSV is there."""
    return translate("Parts", "%n row(s) were written to {path}", "", rows).format(path=path)


def _timer(parent: QObject, interval: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    return timer
