"""Drives the real window through the whole job where there is no screen: drop, read, ask, evidence, export.

What a person would see is saved as pictures; what a person would read is printed.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.protocol.events import Exported, Failed
from desktop.ui import errors
from desktop.ui.chat.card import AnswerCard
from desktop.ui.library.actions import is_finished
from desktop.ui.library.dropping import SUFFIXES
from desktop.ui.window import MainWindow

_TICK_MS = 100
_OPEN_SECONDS = 60.0
_READ_SECONDS = 900.0
_ASK_SECONDS = 300.0
_SHORT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Step:
    """Something to wait for: what, until when it is so, and for how many seconds at most."""

    words: str
    done: Callable[[], bool]
    limit: float


def prepare() -> None:
    """Before Qt starts: no screen, and a library of its own unless one is named."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if "TERCET_HOME" not in os.environ:
        os.environ["TERCET_HOME"] = str(Path(tempfile.mkdtemp(prefix="tercet-tour-")) / "library")


def sample_files() -> tuple[Path, ...]:
    """The documents of the tour."""
    return tuple(sorted(file for file in _samples().iterdir() if file.suffix.lower() in SUFFIXES))


def sample_questions() -> tuple[str, ...]:
    """The questions of the tour, one a line."""
    lines = (_samples() / "questions.txt").read_text("utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip())


def drop(window: MainWindow, files: tuple[Path, ...]) -> None:
    """Carry these files over the window and let them go."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    middle = window.rect().center()
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(middle), copy, mime, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(middle), copy, mime, left, none))


class Tour(QObject):
    """Goes through the steps, one a tick; ends the program with 0, or 1 with a plain message."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._out = paths.library_home() / "tour"
        self._out.mkdir(parents=True, exist_ok=True)
        self._steps = self._script()
        self._step: Step | None = None
        self._since = 0.0
        self._written: Exported | None = None
        self._result = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        window.workers.heard.connect(self._hear)
        window.ended.disconnect()
        window.ended.connect(self._exit)

    def begin(self) -> None:
        """Set out."""
        self._next()
        self._timer.start()

    def _script(self) -> Iterator[Step]:
        files = sample_files()
        _say(f"Library: {paths.library_home()}")
        _say(f"Dropping {len(files)} files on the window")
        drop(self._window, files)
        yield Step("every file is in the library", self._has_all, _OPEN_SECONDS)
        yield Step("every page is read and indexed", self._is_read, _READ_SECONDS)
        self._tell_documents()
        for question in sample_questions():
            self._window.chat.ask(question)
            yield Step(f"there is an answer to: {question}", self._is_answered, _ASK_SECONDS)
            self._tell_answer()
        yield from self._look_at_evidence()
        yield from self._export()

    def _look_at_evidence(self) -> Iterator[Step]:
        card = next((card for card in self._cards() if card.table is not None), None)
        if card is None or card.table is None:
            raise _TourFailedError("no question brought a triple")
        card.table.selectRow(0)
        yield Step("the page of the first triple is shown", self._is_shown, _SHORT_SECONDS)
        picture = self._out / "window.png"
        self._window.grab().save(str(picture))
        _say(f"Evidence: {self._window.evidence.title()}")
        _say(f"Screenshot: {picture}")

    def _export(self) -> Iterator[Step]:
        target = self._out / "answers.csv"
        self._window.export(str(target), self._window.chat.answer_records())
        yield Step("the answers are exported", self._is_written, _SHORT_SECONDS)
        rows = self._written.rows if self._written else 0
        _say(f"CSV: {target} ({rows} rows)")

    def _tick(self) -> None:
        if self._step is None:
            return
        if self._step.done():
            self._next()
        elif time.monotonic() - self._since > self._step.limit:
            self._fail(f"waited {self._step.limit:.0f} s in vain until {self._step.words}")

    def _next(self) -> None:
        try:
            self._step = next(self._steps)
            self._since = time.monotonic()
        except StopIteration:
            self._finish()
        except _TourFailedError as error:
            self._fail(str(error))

    def _fail(self, words: str) -> None:
        self._result = 1
        picture = self._out / "failed.png"
        self._window.grab().save(str(picture))
        _say(f"The tour broke off: {words}. Screenshot: {picture}. Logs: {paths.library_home() / 'logs'}")
        self._finish()

    def _finish(self) -> None:
        self._timer.stop()
        self._step = None
        self._window.close()

    def _exit(self) -> None:
        QApplication.exit(self._result)

    def _hear(self, event: object) -> None:
        if isinstance(event, Exported):
            self._written = event
        elif isinstance(event, Failed):
            _say(f"Not done: {errors.describe(event.code, event.subject)} {event.detail}".rstrip())

    def _has_all(self) -> bool:
        return len(self._window.model.rows()) >= len(sample_files())

    def _is_read(self) -> bool:
        return all(is_finished(row) for row in self._window.model.rows())

    def _is_answered(self) -> bool:
        return not self._window.chat.is_asking()

    def _is_shown(self) -> bool:
        area = self._window.evidence.area
        return area.isVisible() and not area.canvas.empty and bool(area.canvas.marked())

    def _is_written(self) -> bool:
        return self._written is not None

    def _cards(self) -> tuple[AnswerCard, ...]:
        return self._window.chat.conversation.cards()

    def _tell_documents(self) -> None:
        for row in self._window.model.rows():
            _say(f"  {row.document.name}: {self._window.model.status(row)}")

    def _tell_answer(self) -> None:
        card = self._cards()[-1]
        _say(f"Question: {card.question}")
        for fact in card.facts():
            triple, page = fact.triple, fact.evidence.page + 1
            name = self._window.model.name(fact.evidence.document)
            _say(f"  ⟨{triple.entity}, {triple.attribute}, {triple.value}⟩  {name}, page {page}")
        if not card.facts():
            _say(f"  {card.body()}")


class _TourFailedError(Exception):
    pass


def _samples() -> Path:
    return paths.resources() / "samples"


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
