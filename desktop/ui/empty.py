"""What a pane shows while it has nothing to show: what it is for and what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.icons import line_icon

Words = Callable[[], str]

HEADER = 30  #: height of a pane's first line, so that the three stand level


class EmptyState(QWidget):
    """An icon, a title, a few words, and a button where there is something to press."""

    acted = Signal()

    def __init__(self, parent: QWidget, icon: str, title: Words, text: Words, action: Words | None = None) -> None:
        super().__init__(parent)
        self._icon, self._words = icon, (title, text, action)
        self._sign = QLabel(self)
        self._title = QLabel(self)
        self._title.setObjectName("emptyTitle")
        self._text = QLabel(self)
        self._text.setObjectName("quiet")
        self._button = QPushButton(self)
        self._button.setVisible(action is not None)
        self._button.clicked.connect(self.acted)
        self._lay_out()
        self._retranslate()
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language or palette changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self._draw_icon()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(10)
        layout.addStretch(2)
        for label in (self._sign, self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(3)

    def _retranslate(self) -> None:
        title, text, action = self._words
        self._title.setText(title())
        self._text.setText(text())
        self._button.setText(action() if action else "")
        self.setAccessibleName(f"{title()}. {text()}")

    def _draw_icon(self) -> None:
        icon = line_icon(self._icon, self.palette(), QPalette.ColorRole.Dark, 36)
        self._sign.setPixmap(icon.pixmap(QSize(36, 36)))
