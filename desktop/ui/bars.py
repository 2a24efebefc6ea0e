"""Lines that come and go: what happened, and one thing that can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.ui.icons import line_icon

Words = Callable[[], str]


class Bar(QFrame):
    """A line of words with an icon, an optional button, and a cross. Hidden until something is said."""

    acted = Signal()  #: the button was pressed
    closed = Signal()  #: the cross was pressed

    def __init__(self, parent: QWidget, icon: str = "warning") -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self._icon = icon
        self._words: Words | None = None
        self._action: Words | None = None
        self._details = ""
        self._make()
        self.hide()
        self._retranslate()

    def say(self, words: Words, action: Words | None = None, *, urgent: bool = False, details: str = "") -> None:
        """Show these words; they are asked for again when the language changes."""
        self._words, self._action, self._details = words, action, details
        self.setProperty("urgent", "true" if urgent else "false")
        self.style().polish(self)
        self._button.setVisible(action is not None)
        self._copy.setVisible(bool(details))
        self._retranslate()
        self.show()

    def text(self) -> str:
        """What it says now."""
        return self._label.text()

    def content(self) -> QVBoxLayout:
        """Where a special bar puts more than one line."""
        return self._outer

    def button(self) -> QPushButton:
        """The button, for tests and for focus."""
        return self._button

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language or palette changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self._draw_icons()

    def _make(self) -> None:
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(10, 6, 6, 6)
        self._outer.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(8)
        self._outer.addLayout(line)
        self._sign = QLabel(self)
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton(self)
        self._copy = QPushButton(self)
        self._cross = QToolButton(self)
        for widget in (self._sign, self._label, self._copy, self._button, self._cross):
            line.addWidget(widget)
        line.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        self._button.clicked.connect(self.acted)
        self._copy.clicked.connect(self._copy_details)
        self._cross.clicked.connect(self._close)
        self._draw_icons()

    def _draw_icons(self) -> None:
        self._sign.setPixmap(line_icon(self._icon, self.palette()).pixmap(QSize(18, 18)))
        self._cross.setIcon(line_icon("close", self.palette(), QPalette.ColorRole.PlaceholderText))

    def _retranslate(self) -> None:
        self._label.setText(self._words() if self._words else "")
        self._button.setText(self._action() if self._action else "")
        self._copy.setText(self.tr("Copy details"))
        self._cross.setToolTip(self.tr("Close this message"))
        self._cross.setAccessibleName(self.tr("Close this message"))
        self.setAccessibleName(self._label.text())

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
