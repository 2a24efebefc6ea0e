"""The question field: grows with the text, Enter sends, Up recalls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.ui.library.dropping import local_paths

_MOST_LINES = 7
_FRAME = 18


class QuestionField(QPlainTextEdit):
    """Enter sends unless an input method is composing; Shift+Enter makes a new line."""

    sent = Signal()
    escaped = Signal()
    paths_pasted = Signal(tuple)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.setTabChangesFocus(True)
        self._composing = False
        self._asked: list[str] = []
        self._recalled = 0
        self.document().contentsChanged.connect(self._grow)
        self._grow()

    def remember(self, question: str) -> None:
        """This question was asked: Up brings it back."""
        if question not in self._asked[-1:]:
            self._asked.append(question)
        self._recalled = len(self._asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter, Shift+Enter, Up and Down."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self._composing:
            event.ignore()
        elif enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Up and self._may_recall():
            self._recall(-1)
        elif event.key() == Qt.Key.Key_Down and self._may_recall():
            self._recall(1)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt: while there is a pre-edit text, an input method is composing."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Qt: files are for the window, not for the text."""
        return not local_paths(source) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt: pasted files are added to the library."""
        paths = local_paths(source)
        if paths:
            self.paths_pasted.emit(paths)
        else:
            self.insertPlainText(source.text())

    def changeEvent(self, event: QEvent) -> None:
        """Qt: the font changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._grow()

    def _may_recall(self) -> bool:
        text = self.toPlainText()
        recalled = self._recalled < len(self._asked) and text == self._asked[self._recalled]
        return bool(self._asked) and (not text or recalled)

    def _recall(self, by: int) -> None:
        self._recalled = min(max(self._recalled + by, 0), len(self._asked))
        at_end = self._recalled == len(self._asked)
        self.setPlainText("" if at_end else self._asked[self._recalled])
        self.moveCursor(self.textCursor().MoveOperation.End)

    def _grow(self) -> None:
        needed = max(1, round(self.document().size().height()))
        lines = min(needed, _MOST_LINES)
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed > lines else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + _FRAME)
