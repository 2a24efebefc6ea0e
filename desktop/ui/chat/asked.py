"""Chips under an answer: the documents that the question itself chose, to be changed and asked again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from desktop.ui.chat.scope import Chip
from desktop.ui.library.model import DocumentsModel

_MOST_CHIPS = 2
_MOST_LISTED = 200  #: documents of the menu


class AskedBar(QWidget):
    """Says which documents were asked, as chips that can be taken away, with a menu for adding others."""

    again_wanted = Signal(tuple)  #: ids of the documents that are to be asked

    def __init__(self, asked: tuple[str, ...], documents: DocumentsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._asked = self._chosen = tuple(one for one in asked if documents.name(one))
        self._documents = documents
        self._chips: list[Chip] = []
        self._label = QLabel(self)
        self._label.setObjectName("quiet")
        self._more = QToolButton(self)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self._more.setMenu(self._menu)
        self._again = QPushButton(self)
        self._again.clicked.connect(lambda: self.again_wanted.emit(self._chosen))
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        self._line.addWidget(self._label)
        self._line.addWidget(self._more)
        self._line.addWidget(self._again)
        self._line.addStretch(1)
        self._show()

    def chosen(self) -> tuple[str, ...]:
        """Ids of the documents as they are chosen now."""
        return self._chosen

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language or palette changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._show()

    def _show(self) -> None:
        for chip in self._chips:
            self._line.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(document) for document in self._chosen[:_MOST_CHIPS]]
        for at, chip in enumerate(self._chips):
            self._line.insertWidget(1 + at, chip)
        self._label.setText(self.tr("Asked"))
        hidden = len(self._chosen) - len(self._chips)
        self._more.setText(self.tr("+%n · Change", "", hidden) if hidden else self.tr("Change"))
        self._more.setAccessibleName(self.tr("Change which documents are asked"))
        self._more.setToolTip(self._more.accessibleName())
        self._again.setText(self.tr("Ask these again"))
        self._again.setVisible(self._chosen != self._asked and bool(self._chosen))
        self.setAccessibleName(f"{self._label.text()}: {', '.join(map(self._documents.name, self._chosen))}")

    def _chip(self, document: str) -> Chip:
        name = self._documents.name(document)
        chip = Chip(document, name, self, self.tr("Don't ask {name}").format(name=name))
        chip.closed.connect(partial(self._choose, on=False))
        return chip

    def _fill(self) -> None:
        """The library's documents, those chosen ticked."""
        self._menu.clear()
        for row in self._documents.rows()[:_MOST_LISTED]:
            action = self._menu.addAction(row.document.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(row.document.id in self._chosen)
            action.toggled.connect(partial(self._choose, row.document.id))

    def _choose(self, document: str, on: bool) -> None:
        ids = [row.document.id for row in self._documents.rows()]
        chosen = {*self._chosen, document} if on else set(self._chosen) - {document}
        self._chosen = tuple(one for one in ids if one in chosen)
        self._show()
        (self._again if self._again.isVisible() else self._more).setFocus()
