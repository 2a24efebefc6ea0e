"""The chat pane: the conversation, the scope, the question field."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.answering.reviewed import AsReviewed
from desktop.domain.doing import Doing
from desktop.protocol.events import Answered, Failed, PhaseChanged
from desktop.protocol.requests import Ask
from desktop.store.answers import AnswerRecord
from desktop.ui.chat import wording
from desktop.ui.chat.card import AnswerCard
from desktop.ui.chat.conversation import Conversation
from desktop.ui.chat.question import QuestionField
from desktop.ui.chat.scope import ScopeBar
from desktop.ui.empty import EmptyState
from desktop.ui.icons import line_icon
from desktop.ui.library.model import DocumentsModel

translate = QCoreApplication.translate

_TICK_MS = 500


@dataclass(slots=True)
class _Pending:
    """A question on its way: its request, card, and what is being done for it."""

    ask: Ask
    card: AnswerCard
    started: float
    doing: Doing | None = None


class ChatPane(QWidget):
    """Questions and answers. One question is answered at a time."""

    begun = Signal()  #: a question is being written
    ask_wanted = Signal(object)  #: an Ask
    stop_wanted = Signal(str)  #: id of the question
    paths_given = Signal(tuple)

    def __init__(self, documents: DocumentsModel, as_reviewed: AsReviewed, parent: QWidget) -> None:
        super().__init__(parent)
        self._documents = documents
        self.conversation = Conversation(documents, as_reviewed, self)
        self._pending: _Pending | None = None
        self._is_writing = False
        self._make()
        self._lay_out()
        self._connect()
        self._retranslate()
        self._enable()

    def ask(self, question: str, documents: tuple[str, ...] = ()) -> None:
        """Ask this of these documents (none: those in scope), unless a question is on its way."""
        question = question.strip()
        if not question or self._pending is not None:
            return
        ask = Ask(uuid.uuid4().hex, question, documents or self._documents.scope(), self.conversation.read_last())
        self._pending = _Pending(ask, self.conversation.add(question), time.monotonic())
        self.field.remember(question)
        self._ticker.start()
        self._tick()
        self._enable()
        self.ask_wanted.emit(ask)

    def hear_phase(self, event: PhaseChanged) -> None:
        """What is being done for the question."""
        if self._pending is not None and event.id == self._pending.ask.id:
            self._pending.doing = event.doing
            if event.doing.passages:
                self._pending.card.show_passages(event.doing.passages)
            self._tick()

    def hear_answered(self, event: Answered) -> None:
        """The answer."""
        if self._pending is not None and event.id == self._pending.ask.id:
            self._pending.card.show_answer(event.record, event.answer)
            self._settle()

    def hear_failed(self, event: Failed) -> bool:
        """The question could not be answered; False if it is none of ours."""
        if self._pending is None or event.id != self._pending.ask.id:
            return False
        self._pending.card.show_failure(event)
        self._settle()
        return True

    def show_older(self, records: tuple[AnswerRecord, ...]) -> None:
        """Answers of earlier sessions."""
        for record in records:
            self.field.remember(record.answer.question)
        self.conversation.show_older(records)

    def answer_records(self) -> tuple[int, ...]:
        """Ids of all answers in the chat, for an export."""
        return tuple(card.record for card in self.conversation.cards() if card.record)

    def is_asking(self) -> bool:
        """Whether a question is on its way."""
        return self._pending is not None

    def stop(self) -> None:
        """Stop the question that is being answered."""
        if self._pending is not None:
            self._button.setEnabled(False)
            self.stop_wanted.emit(self._pending.ask.id)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language or palette changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
            self._enable()
        elif event.type() is QEvent.Type.PaletteChange:
            self._enable()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc stops the question, wherever in the pane the keyboard is."""
        if event.key() == Qt.Key.Key_Escape and self._pending is not None:
            self.stop()
        else:
            super().keyPressEvent(event)

    def _make(self) -> None:
        self._empty = EmptyState(self, "question", _empty_title, _empty_text)
        self.scope = ScopeBar(self._documents, self)
        self.field = QuestionField(self)
        self._button = QPushButton(self)
        self._button.setProperty("primary", "true")
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MS)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.conversation)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field, 1)
        line.addWidget(self._button)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.scope)
        layout.addLayout(line)
        self.setMinimumWidth(340)

    def _connect(self) -> None:
        self.field.sent.connect(self._send)
        self.field.escaped.connect(self.stop)
        self.field.textChanged.connect(self._enable)
        self.field.textChanged.connect(self._look_if_begun)
        self.field.paths_pasted.connect(self.paths_given)
        self._button.clicked.connect(self._press)
        self._ticker.timeout.connect(self._tick)
        self.conversation.filled.connect(self._show_conversation)
        self.conversation.again_wanted.connect(self.ask)
        self._documents.rowsInserted.connect(self._enable)
        self._documents.rowsRemoved.connect(self._enable)
        self._documents.modelReset.connect(self._enable)

    def _press(self) -> None:
        if self._pending is not None:
            self.stop()
        else:
            self._send()

    def _send(self) -> None:
        if self._pending is None and self._may_ask():
            question = self.field.toPlainText()
            self.field.clear()
            self.ask(question)

    def _look_if_begun(self) -> None:
        was_writing, self._is_writing = self._is_writing, self._may_ask()
        if self._is_writing and not was_writing:
            self.begun.emit()

    def _settle(self) -> None:
        self._pending = None
        self._ticker.stop()
        self._enable()

    def _tick(self) -> None:
        if self._pending is None:
            return
        one = self._pending
        documents = len(one.ask.documents or self._documents.rows())
        seconds = int(time.monotonic() - one.started)
        one.card.show_phase(wording.phase_text(one.doing, documents, seconds))

    def _may_ask(self) -> bool:
        return bool(self.field.toPlainText().strip()) and bool(self._documents.rows())

    def _enable(self) -> None:
        asking = self._pending is not None
        self._button.setEnabled(asking or self._may_ask())
        words = self.tr("Stop") if asking else self.tr("Ask")
        self._button.setText(words)
        self._button.setAccessibleName(words)
        roles = QPalette.ColorRole
        shade = roles.HighlightedText if self._button.isEnabled() else roles.PlaceholderText
        self._button.setIcon(line_icon("stop" if asking else "send", self.palette(), shade))

    def _show_conversation(self) -> None:
        self._stack.setCurrentWidget(self.conversation if self.conversation.cards() else self._empty)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Questions"))
        self.conversation.setAccessibleName(self.tr("Questions and answers"))
        self.field.setPlaceholderText(self.tr("Ask about the documents"))
        self.field.setAccessibleName(self.tr("Question"))


def _empty_title() -> str:
    return translate("ChatPane", "Ask your documents")


def _empty_text() -> str:
    return translate(
        "ChatPane",
        "Answers come as triples – entity, attribute, value – and each value leads to the page it was read from. What"
        " the documents don't hold is refused, not invented.",
    )
