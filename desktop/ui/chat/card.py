"""One question and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop.answering.reviewed import AsReviewed, still_holds, still_said
from desktop.domain.answer import Answer, Hit
from desktop.domain.errors import ErrorCode
from desktop.domain.fact import Fact
from desktop.protocol.events import Failed
from desktop.ui import errors
from desktop.ui.chat import wording
from desktop.ui.chat.asked import AskedBar
from desktop.ui.chat.passages import PassageList
from desktop.ui.chat.rows import Row, as_text, rows_of
from desktop.ui.chat.triples import TriplesModel, TriplesTable
from desktop.ui.icons import line_icon
from desktop.ui.library.model import DocumentsModel

_ICONS = {"copy": "copy", "export": "export", "again": "retry"}


class AnswerCard(QFrame):
    """Shows a question with its phase, then with its answer or with what went wrong."""

    fact_chosen = Signal(int)  #: which of the facts: its evidence is to be shown
    passage_chosen = Signal(object)  #: a Passage
    export_wanted = Signal(int)  #: id of the answer's record
    again_wanted = Signal(str, tuple)  #: the question, as it was read; the documents to ask, none for those in scope

    def __init__(self, question: str, documents: DocumentsModel, as_reviewed: AsReviewed, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.question = question
        self.record = 0
        self.answer: Answer | None = None
        self.table: TriplesTable | None = None
        self.passages: PassageList | None = None
        self.asked: AskedBar | None = None
        self._failed: Failed | None = None
        self._documents, self._name_of, self._as_reviewed = documents, documents.name, as_reviewed
        self._rows: tuple[Row, ...] = ()
        self._make()
        self._retranslate()
        self._draw_icons()

    def facts(self) -> tuple[Fact, ...]:
        """The facts of the table, as they were reviewed: the answer's, then those that a calculation took."""
        return tuple(row.fact for row in self._rows if row.fact is not None)

    @property
    def choices(self) -> QWidget | None:
        """The triples or passages that the keyboard can choose among; None where there are none."""
        return self.table or self.passages

    def show_phase(self, words: str) -> None:
        """What is being done."""
        self._phase.setText(words)

    def show_passages(self, hits: tuple[Hit, ...]) -> None:
        """The passages that are being read, or that are nearest to a question without an answer; or none any more."""
        if not hits:
            self._drop_passages()
        elif self.passages is None:
            self.passages = PassageList(self._name_of, self)
            self.passages.chosen.connect(self.passage_chosen)
            self._layout.insertWidget(self._layout.indexOf(self._near) + 1, self.passages)
        if self.passages is not None:
            self.passages.show_hits(hits)
        self._retranslate()

    def show_answer(self, record: int, answer: Answer) -> None:
        """The answer has come."""
        self.record, self.answer = record, answer
        self._rows = rows_of(answer, self._as_reviewed)
        self._phase.hide()
        if self._rows:
            self._show_table()
        self.show_passages(answer.nearest if answer.refused else ())
        if any(map(self._name_of, answer.scope)):
            self._show_asked(answer)
        self._retranslate()

    def hear_reviewed(self, fact: Fact) -> None:
        """Something was said of a fact: of one of these, if it stands on the page of one."""
        pages = {(one.evidence.document, one.evidence.page) for one in self.facts()}
        if self.answer and self.table and (fact.evidence.document, fact.evidence.page) in pages:
            self._rows = rows_of(self.answer, self._as_reviewed)
            self.table.show_rows(self._rows)
            self._retranslate()

    def show_failure(self, failed: Failed) -> None:
        """It could not be answered."""
        self._failed = failed
        self._phase.hide()
        self._retranslate()

    def text(self) -> str:
        """What copying gives: the triples, or the refusal."""
        if self.answer and self.facts():
            return "\n".join(filter(None, (self._sum.text(), as_text(self._rows, self._name_of))))
        return self.answer.refusal if self.answer else self._body.text()

    def phase(self) -> str:
        """What is being done, as it is shown."""
        return self._phase.text()

    def body(self) -> str:
        """The words between question and table: sentence, refusal, or what went wrong."""
        return self._body.text()

    def foot(self) -> str:
        """The line beneath: grounding, coverage, time."""
        return self._foot.text()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language or palette changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self._draw_icons()

    def _make(self) -> None:
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(14, 12, 14, 8)
        self._layout.setSpacing(8)
        self._question = _label(self, "question")
        self._question.setText(self.question)
        self._phase = _label(self, "quiet")
        self._body = _label(self, "")
        self._sum = _label(self, "")
        self._near = _label(self, "quiet")
        self._foot = _label(self, "quiet")
        for label in (self._question, self._phase, self._body, self._sum, self._near):
            self._layout.addWidget(label)
        self._layout.addLayout(self._make_foot())

    def _make_foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self._foot, 1000)
        line.addStretch(1)
        self._buttons = {name: QToolButton(self) for name in _ICONS}
        for button in self._buttons.values():
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self._buttons["copy"].clicked.connect(self.copy)
        self._buttons["export"].clicked.connect(self._export)
        self._buttons["again"].clicked.connect(self._ask_again)
        return line

    def _show_table(self) -> None:
        model = TriplesModel(self._rows, self._name_of, self)
        self.table = TriplesTable(model, self)
        self.table.fact_chosen.connect(self.fact_chosen)
        self.table.copy_wanted.connect(self.copy)
        self._layout.insertWidget(self._layout.indexOf(self._sum) + 1, self.table)

    def _drop_passages(self) -> None:
        """The table stands for the passages; who was among them with the keyboard goes on there."""
        passages, self.passages = self.passages, None
        if passages is not None:
            had_focus = passages.hasFocus()
            self._layout.removeWidget(passages)
            passages.hide()
            passages.deleteLater()
            if had_focus:
                heir = self.table or self._buttons["copy"]
                heir.show()  # what is not shown yet takes no focus
                heir.setFocus()

    def _show_asked(self, answer: Answer) -> None:
        self.asked = AskedBar(answer.scope, self._documents, self)
        self.asked.again_wanted.connect(lambda documents: self.again_wanted.emit(answer.read_as, documents))
        self._layout.insertWidget(self._layout.count() - 1, self.asked)

    def copy(self) -> None:
        """Put the triples, or the refusal, on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def _export(self) -> None:
        self.export_wanted.emit(self.record)

    def _ask_again(self) -> None:
        self.again_wanted.emit(self.answer.read_as if self.answer else self.question, ())

    def _retranslate(self) -> None:
        answer = self.answer
        self._set(self._body, self._body_words())
        self._set(self._sum, "\n".join(self._formulas()))
        is_open = answer is None and self._failed is None
        near = self.tr("Passages found") if is_open else self.tr("Nearest passages")
        self._set(self._near, near if self.passages else "")
        self._set(self._foot, wording.foot_text(answer, self.facts()) if answer else "")
        if self.passages:
            self.passages.setAccessibleName(self._near.text())
        words = {"copy": self.tr("Copy"), "export": self.tr("Export as CSV"), "again": self.tr("Ask again")}
        for name, button in self._buttons.items():
            button.setToolTip(words[name])
            button.setAccessibleName(words[name])
        self._buttons["copy"].setVisible(answer is not None)
        self._buttons["export"].setVisible(answer is not None and not answer.refused)
        self._buttons["again"].setVisible(answer is not None or self._failed is not None)
        self.setAccessibleName(f"{self.question} {self._body.text()}".strip())

    def _body_words(self) -> str:
        answer, failed = self.answer, self._failed
        if failed is not None:
            return errors.describe(ErrorCode(failed.code), failed.subject)
        if answer is None:
            return ""
        said = answer.sentence if still_said(answer, self._as_reviewed) else wording.unsaid_text()
        between = "\n" if answer.refused else " "
        return between.join(filter(None, (answer.refusal or said, answer.remark)))

    def _formulas(self) -> Iterator[str]:
        for computed in self.answer.calculations if self.answer else ():
            yield wording.formula_text(computed, holds=still_holds(computed, self._as_reviewed))

    def _set(self, label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))

    def _draw_icons(self) -> None:
        for name, button in self._buttons.items():
            button.setIcon(line_icon(_ICONS[name], self.palette()))


def _label(parent: QWidget, name: str) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
