"""Chips above the question field: which documents are asked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop.ui.eliding import ElidingLabel
from desktop.ui.icons import line_icon
from desktop.ui.library.model import DocumentsModel

_MOST_CHIPS = 2
_ROOM_FOR_TWO = 400
_CHIP_WIDTH = 190


class ScopeBar(QWidget):
    """Says "all 12 documents", or shows a chip for each one chosen; a chip's cross takes it out."""

    def __init__(self, documents: DocumentsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._documents = documents
        self._chips: list[QWidget] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._label = QLabel(self)
        self._label.setObjectName("quiet")
        self._all = QPushButton(self)
        self._all.setProperty("quiet", "true")
        self._all.clicked.connect(self._ask_all)
        self._layout.addWidget(self._label)
        self._layout.addStretch(1)
        self._layout.addWidget(self._all)
        documents.scope_changed.connect(self._show)
        documents.modelReset.connect(self._show)
        documents.rowsInserted.connect(self._show)
        documents.rowsRemoved.connect(self._show)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language or palette changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a narrow bar has room for one chip only."""
        super().resizeEvent(event)
        if min(len(self._documents.scope()), self._most_chips()) != len(self._chips):
            self._show()

    def words(self) -> str:
        """What it says before the chips."""
        return self._label.text()

    def chips(self) -> tuple[QWidget, ...]:
        """The chips that are shown."""
        return tuple(self._chips)

    def _show(self) -> None:
        self._clear()
        scope = self._documents.scope()
        most = self._most_chips()
        for document in scope[:most]:
            name = self._documents.name(document)
            self._add(Chip(document, name, self, self.tr("Don't limit to {name}").format(name=name)))
        count = len(self._documents.rows())
        if scope:
            self._label.setText(self.tr("Asking"))
        else:
            self._label.setText(self.tr("Asking all %n document(s)", "", count) if count else "")
        more = len(scope) - most
        self._all.setVisible(bool(scope))
        self._all.setText(self.tr("+%n · Ask all", "", more) if more > 0 else self.tr("Ask all"))

    def _most_chips(self) -> int:
        return _MOST_CHIPS if self.width() >= _ROOM_FOR_TWO else 1

    def _add(self, chip: Chip) -> None:
        self._layout.insertWidget(1 + len(self._chips), chip)
        chip.closed.connect(self._take_out)
        self._chips.append(chip)

    def _clear(self) -> None:
        for chip in self._chips:
            self._layout.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []

    def _take_out(self, document: str) -> None:
        self._documents.tick(document, on=False)

    def _ask_all(self) -> None:
        self._documents.tick_only(())


class Chip(QFrame):
    """A document's name with a cross, which ``closes`` says what it does."""

    closed = Signal(str)

    def __init__(self, document: str, name: str, parent: QWidget, closes: str) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 1, 2, 1)
        layout.setSpacing(2)
        label = ElidingLabel(self)
        label.setText(name)
        label.setMaximumWidth(_CHIP_WIDTH)
        cross = QToolButton(self)
        cross.setIcon(line_icon("close", self.palette()))
        cross.setAccessibleName(closes)
        cross.setToolTip(closes)
        cross.clicked.connect(partial(self.closed.emit, document))
        layout.addWidget(label)
        layout.addWidget(cross)
