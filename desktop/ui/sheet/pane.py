"""The sheet pane: choose a list of fields, have them found in the documents, look at the evidence, save."""

from __future__ import annotations

import uuid
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.answering.fields import field_lists, load_fields, own_list
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.extraction import Outcome
from desktop.protocol.events import CellFilled, CellReviewed, Failed, SheetFilled
from desktop.protocol.requests import FillSheet, SaveSheet
from desktop.ui import choosing, errors
from desktop.ui.bars import Words
from desktop.ui.icons import line_icon
from desktop.ui.library.model import DocumentsModel
from desktop.ui.sheet.model import SheetModel

translate = QCoreApplication.translate

_NAME_WIDTH, _COLUMN_WIDTH, _WIDEST, _AIR = 170, 110, 260, 10
_MOST_LINES = 6
_OTHER = ""  #: the choice of a list of one's own


class SheetTable(QTableView):
    """Choosing a cell shows its evidence."""

    cell_chosen = Signal(QModelIndex)

    def __init__(self, model: SheetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setDefaultSectionSize(_COLUMN_WIDTH)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setMaximumWidth(_NAME_WIDTH)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + _AIR)
        self.verticalHeader().setHighlightSections(False)
        model.dataChanged.connect(self._fit)
        self.clicked.connect(self.cell_chosen)
        self.selectionModel().currentChanged.connect(self.cell_chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter shows the evidence."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.cell_chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _fit(self, first: QModelIndex, last: QModelIndex) -> None:
        """Make room for what came: a value that is cut short is a wrong one."""
        for column in range(first.column(), last.column() + 1):
            wanted = max(self.sizeHintForIndex(self.model().index(row, column)).width() for row in _rows(first, last))
            self.setColumnWidth(column, max(self.columnWidth(column), min(wanted + _AIR, _WIDEST)))
        line = self.fontMetrics().lineSpacing()
        for row in _rows(first, last):
            self.setRowHeight(row, min(max(self.sizeHintForRow(row), line), _MOST_LINES * line) + _AIR)


def _rows(first: QModelIndex, last: QModelIndex) -> range:
    return range(first.row(), last.row() + 1)


class SheetPane(QWidget):
    """The same fields in every document in scope. One sheet is filled at a time."""

    fill_wanted = Signal(object)  #: a FillSheet
    stop_wanted = Signal(str)  #: id of the sheet
    save_wanted = Signal(object)  #: a SaveSheet
    facts_chosen = Signal(tuple, int)  #: all facts of the sheet, and which of them

    def __init__(self, documents: DocumentsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._documents = documents
        self._filling = ""
        self._told: Words | None = None
        self._own: Path | None = None
        self.model = SheetModel(documents.name, self)
        self._make()
        self._lay_out()
        self._connect()
        self._retranslate()
        self._choose_list()

    def fill(self) -> None:
        """Find the fields in the documents in scope, or in all."""
        self._show_documents()
        if self._filling or not (self.model.documents and self.model.fields):
            return
        self._filling = uuid.uuid4().hex
        self._told = None
        self._tell()
        self.fill_wanted.emit(FillSheet(self._filling, self.model.fields, self.model.documents))

    def stop(self) -> None:
        """Stop filling; what was found is kept."""
        if self._filling:
            self.button.setEnabled(False)
            self.stop_wanted.emit(self._filling)

    def status(self) -> str:
        """What is said under the table."""
        return self._status.text()

    def is_filling(self) -> bool:
        """Whether cells are being looked for."""
        return bool(self._filling)

    def hear_filled(self, event: CellFilled | SheetFilled) -> None:
        """A cell has come, or all have."""
        if event.id != self._filling:
            return
        if isinstance(event, CellFilled):
            self.model.fill(event)
        else:
            self._filling = ""
            self._show_documents()
        self._tell()

    def hear_reviewed(self, event: CellReviewed) -> None:
        """A person has said something of what a cell holds: of one of these, if the sheet has that very field."""
        if event.field in self.model.fields:
            self.model.fill(CellFilled(self._filling, event.cell, event.text))
            self._tell()

    def hear_failed(self, event: Failed) -> bool:
        """The sheet could not be filled, or was stopped; False if it is none of ours."""
        if not self._filling or event.id != self._filling:
            return False
        self._filling = ""
        stopped = event.code is ErrorCode.CANCELLED
        self._told = _stopped_words if stopped else partial(errors.describe, event.code, event.subject)
        self._show_documents()
        self._tell()
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language or palette changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self._tell()
            self.model.refresh(self.palette())

    def _make(self) -> None:
        self.lists = QComboBox(self)
        for name in (*field_lists(), _OTHER):
            self.lists.addItem("", name)
        self._label = QLabel(self)
        self._label.setBuddy(self.lists)
        self.table = SheetTable(self.model, self)
        self._status = QLabel(self)
        self._status.setObjectName("quiet")
        self._status.setWordWrap(True)
        self.save_button = QPushButton(self)
        self.button = QPushButton(self)
        self.button.setProperty("primary", "true")

    def _lay_out(self) -> None:
        layout, top, bottom = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        top.addWidget(self._label)
        top.addWidget(self.lists, 1)
        bottom.addWidget(self._status, 1)
        bottom.addWidget(self.save_button)
        bottom.addWidget(self.button)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self.lists.activated.connect(self._choose_list)
        self.button.clicked.connect(self._press)
        self.save_button.clicked.connect(self._choose_place)
        self.table.cell_chosen.connect(self._show_evidence)
        documents = self._documents
        for changed in (documents.rowsInserted, documents.rowsRemoved, documents.modelReset, documents.scope_changed):
            changed.connect(self._show_documents)

    def _press(self) -> None:
        if self._filling:
            self.stop()
        else:
            self.fill()

    def _choose_list(self) -> None:
        name = self.lists.currentData()
        if name == _OTHER:
            choosing.choose_fields(self, self._load_own)
            self.lists.setCurrentIndex(-1 if self._own else 0)
        else:
            self._own = None
            self._load(own_list(name))

    def _load_own(self, path: str) -> None:
        self._own = Path(path)
        self._load(self._own)

    def _load(self, path: Path) -> None:
        self.stop()
        self._told = None
        try:
            self.model.show(self._wanted_documents(), load_fields(path))
        except KnownError as error:
            self._told = partial(errors.describe, error.code, error.subject)
        self._retranslate()

    def _wanted_documents(self) -> tuple[str, ...]:
        return self._documents.scope() or tuple(row.document.id for row in self._documents.rows())

    def _show_documents(self) -> None:
        """The documents in scope, unless they are being looked at."""
        if not self._filling:
            self.model.show(self._wanted_documents(), self.model.fields)
            self._tell()

    def _show_evidence(self, index: QModelIndex) -> None:
        cell = self.model.cell(index)
        if cell and cell.facts:
            facts = self.model.facts()
            self.facts_chosen.emit(facts, facts.index(cell.facts[0]))

    def _choose_place(self) -> None:
        choosing.choose_sheet(self, _file_words(), self._save)

    def _save(self, path: str) -> None:
        self.save_wanted.emit(SaveSheet(path, self.model.fields, self.model.documents))

    def _tell(self) -> None:
        """What is known, and what can be done now."""
        words = self.tr("&Stop") if self._filling else self.tr("&Find")
        self.button.setText(words)
        self.button.setAccessibleName(words.replace("&", ""))
        self.button.setEnabled(bool(self.model.documents and self.model.fields))
        self.save_button.setEnabled(self.model.count() > 0)
        shade = QPalette.ColorRole.HighlightedText if self.button.isEnabled() else QPalette.ColorRole.PlaceholderText
        self.button.setIcon(line_icon("stop" if self._filling else "search", self.palette(), shade))
        self._status.setText(self._told() if self._told else self._counted())

    def _counted(self) -> str:
        cells, looked = len(self.model.documents) * len(self.model.fields), self.model.count()
        if not cells:
            return self.tr("Add documents to find the same fields in each of them.")
        if not looked:
            documents = self.tr("%n document(s)", "", len(self.model.documents))
            fields = self.tr("%n field(s)", "", len(self.model.fields))
            return self.tr("{documents}, {fields}").format(documents=documents, fields=fields)
        found = self.model.count(Outcome.FOUND)
        if self._filling:
            return self.tr("Looked at {looked} of {cells}, found {found}").format(
                looked=looked, cells=cells, found=found
            )
        words = self.tr("Found {found} of {cells}").format(found=found, cells=cells)
        waiting = self.model.provisional()
        again = self.tr("%n value(s) found before all was read: find again later", "", waiting) if waiting else ""
        return " · ".join(filter(None, (words, again)))

    def _retranslate(self) -> None:
        self._label.setText(self.tr("Fi&elds"))
        self.lists.setAccessibleName(self.tr("Fields"))
        for at in range(self.lists.count()):
            name = self.lists.itemData(at)
            self.lists.setItemText(at, list_words(name) if name else self.tr("A list of your own…"))
        self.lists.setPlaceholderText(self._own.name if self._own else "")
        self.table.setAccessibleName(self.tr("Sheet"))
        self.table.horizontalHeader().setAccessibleName(self.tr("Fields"))
        self.table.verticalHeader().setAccessibleName(self.tr("Documents"))
        self.save_button.setText(self.tr("Sa&ve as…"))
        self.setAccessibleName(self.tr("Sheet"))
        self.model.refresh(self.palette())
        self._tell()


def list_words(name: str) -> str:
    """What one of the program's own lists of fields is for."""
    return {
        "annual-report": translate("Sheet", "Annual reports"),
        "annual-report-zh": translate("Sheet", "Annual reports (Chinese)"),
        "contracts": translate("Sheet", "Contracts"),
        "contracts-zh": translate("Sheet", "Contracts (Chinese)"),
        "invoices": translate("Sheet", "Invoices"),
        "papers": translate("Sheet", "Papers"),
    }.get(name, name)


def _stopped_words() -> str:
    return translate("Sheet", "Stopped. What was found is kept.")


def _file_words() -> str:
    return translate("Sheet", "sheet.xlsx")
