"""The pane in the middle: questions, or the sheet."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.answering.reviewed import AsReviewed
from desktop.ui.chat.pane import ChatPane
from desktop.ui.empty import HEADER
from desktop.ui.library.model import DocumentsModel
from desktop.ui.sheet.pane import SheetPane


class MiddlePane(QWidget):
    """Two tabs over the chat and the sheet."""

    def __init__(self, documents: DocumentsModel, as_reviewed: AsReviewed, parent: QWidget) -> None:
        super().__init__(parent)
        self.chat, self.sheet = ChatPane(documents, as_reviewed, self), SheetPane(documents, self)
        self.tabs = QTabBar(self)
        self.tabs.setMinimumHeight(HEADER)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._stack = QStackedWidget(self)
        for pane in (self.chat, self.sheet):
            self.tabs.addTab("")
            self._stack.addWidget(pane)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 10, 6, 10)
        layout.setSpacing(8)
        layout.addWidget(self.tabs)
        layout.addWidget(self._stack, 1)
        self._retranslate()

    def show_chat(self) -> None:
        """Bring the questions to the front, and the keyboard to the field."""
        self.tabs.setCurrentIndex(0)
        self.chat.field.setFocus()

    def show_sheet(self) -> None:
        """Bring the sheet to the front, and the keyboard to it."""
        self.tabs.setCurrentIndex(1)
        self.sheet.lists.setFocus()

    def focus_stops(self) -> tuple[QWidget, ...]:
        """What the keyboard goes to, one after the other: the question, then what the newest answer has to choose from."""
        if self.tabs.currentIndex():
            return (self.sheet.table,)
        newest = next(reversed(self.chat.conversation.cards()), None)
        return (self.chat.field, *((newest.choices,) if newest and newest.choices else ()))

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.tabs.setTabText(0, self.tr("Questions"))
        self.tabs.setTabText(1, self.tr("Sheet"))
        self.tabs.setAccessibleName(self.tr("Questions or sheet"))
