"""The questions and answers, oldest on top; bounded, so that a long chat stays fast."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.answering.reviewed import AsReviewed
from desktop.domain.document import Passage
from desktop.domain.fact import Fact
from desktop.store.answers import AnswerRecord
from desktop.ui.chat.card import AnswerCard
from desktop.ui.library.model import DocumentsModel

_MOST_CARDS = 50
_CARDS_AT_ONCE = 1


class Conversation(QScrollArea):
    """Cards in a column; follows the newest one until the person scrolls away."""

    facts_chosen = Signal(tuple, int)  #: facts of the answer, and which of them
    passage_chosen = Signal(object)
    export_wanted = Signal(int)
    again_wanted = Signal(str, tuple)
    filled = Signal()

    def __init__(self, documents: DocumentsModel, as_reviewed: AsReviewed, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("conversation")
        self.setWidgetResizable(True)
        self._documents, self._as_reviewed = documents, as_reviewed
        self._cards: list[AnswerCard] = []
        self._older: list[AnswerRecord] = []
        self._active: AnswerCard | None = None
        self._follows = True
        self._column = QWidget(self)
        self._column.setObjectName("conversation")
        self._layout = QVBoxLayout(self._column)
        self._layout.setContentsMargins(2, 2, 8, 2)
        self._layout.setSpacing(12)
        self._layout.addStretch(1)
        self.setWidget(self._column)
        self.verticalScrollBar().rangeChanged.connect(self._follow)
        self.verticalScrollBar().actionTriggered.connect(self._moved_by_person)

    def cards(self) -> tuple[AnswerCard, ...]:
        """The cards, oldest first."""
        return tuple(self._cards)

    def read_last(self) -> str:
        """The last question that was answered, as it was read: the next one may go on from it. ``""`` for none."""
        given = (card.answer for card in reversed(self._cards) if card.answer is not None)
        return next((answer.read_as for answer in given), self._older[-1].answer.read_as if self._older else "")

    def show_older(self, records: tuple[AnswerRecord, ...]) -> None:
        """Answers of earlier sessions, newest first into view, a few at a time."""
        self._older = list(records)
        QTimer.singleShot(0, self, self._show_some)

    def add(self, question: str) -> AnswerCard:
        """A new question at the end."""
        card = self._make(question)
        self._cards.append(card)
        self._layout.insertWidget(self._layout.count() - 1, card)
        self._follows = True
        self._forget_oldest()
        self.filled.emit()
        return card

    def choose(self, row: int) -> None:
        """The viewer shows another fact of the answer that is shown."""
        if self._active is not None and self._active.table is not None:
            self._active.table.choose(row)
            self._bring_into_sight(self._active)

    def hear_reviewed(self, fact: Fact) -> None:
        """A person has said something of a fact: the answers that have it follow."""
        for card in self._cards:
            card.hear_reviewed(fact)

    def release(self) -> None:
        """The viewer shows something that is no answer's."""
        self._activate(None)

    def _show_some(self) -> None:
        for _ in range(min(_CARDS_AT_ONCE, len(self._older))):
            record = self._older.pop()
            card = self._make(record.answer.question)
            card.show_answer(record.id, record.answer)
            self._cards.insert(0, card)
            self._layout.insertWidget(0, card)
        if self._older:
            QTimer.singleShot(0, self, self._show_some)
        self.filled.emit()

    def _make(self, question: str) -> AnswerCard:
        card = AnswerCard(question, self._documents, self._as_reviewed, self._column)
        card.fact_chosen.connect(self._choose_fact)
        card.passage_chosen.connect(self._choose_passage)
        card.export_wanted.connect(self.export_wanted)
        card.again_wanted.connect(self.again_wanted)
        return card

    def _choose_fact(self, row: int) -> None:
        card = self.sender()
        if isinstance(card, AnswerCard):
            self._activate(card)
            self._bring_into_sight(card)
            facts: tuple[Fact, ...] = card.facts()
            self.facts_chosen.emit(facts, row)

    def _choose_passage(self, passage: Passage) -> None:
        self._activate(None)
        self.passage_chosen.emit(passage)

    def _activate(self, card: AnswerCard | None) -> None:
        if self._active is not None and self._active is not card and self._active.table is not None:
            self._active.table.unchoose()
        self._active = card

    def _bring_into_sight(self, card: AnswerCard) -> None:
        if card.visibleRegion().isEmpty():
            self._follows = False
            self.ensureWidgetVisible(card)

    def _forget_oldest(self) -> None:
        while len(self._cards) > _MOST_CARDS:
            self._drop(self._cards.pop(0))

    def _drop(self, card: AnswerCard) -> None:
        if card is self._active:
            self._active = None
        self._layout.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _follow(self, low: int, high: int) -> None:  # noqa: ARG002 - Qt's signature
        if self._follows:
            self.verticalScrollBar().setValue(high)

    def _moved_by_person(self, action: int) -> None:  # noqa: ARG002 - Qt's signature
        bar = self.verticalScrollBar()
        self._follows = bar.sliderPosition() >= bar.maximum() - 4
