"""Documents × fields as a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QIcon, QPalette

from desktop.domain.extraction import Extracted, Field, Outcome
from desktop.domain.fact import Fact
from desktop.protocol.events import CellFilled
from desktop.ui.chat import wording
from desktop.ui.icons import line_icon

_TELLING = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole)
_Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractTableModel):
    """A row for each document (ids), a column for each field; a cell is empty until it was looked for."""

    def __init__(self, name_of: Callable[[str], str], parent: QObject) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self._documents: tuple[str, ...] = ()
        self._fields: tuple[Field, ...] = ()
        self._filled: dict[tuple[str, str], CellFilled] = {}
        self._quiet, self._sure, self._unsure = QBrush(), QIcon(), QIcon()

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents."""
        return self._documents

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields."""
        return self._fields

    def show(self, documents: tuple[str, ...], fields: tuple[Field, ...]) -> None:
        """Show these; cells of a document and a field that stay are kept."""
        if (documents, fields) == (self._documents, self._fields):
            return
        self.beginResetModel()
        kept = set(fields) & set(self._fields)
        places = {(document, field.name) for document in documents for field in kept}
        self._filled = {place: cell for place, cell in self._filled.items() if place in places}
        self._documents, self._fields = documents, fields
        self.endResetModel()

    def fill(self, filled: CellFilled) -> None:
        """A cell was looked for, or reviewed; one that is not in the table may be reviewed too, and is passed over."""
        cell = filled.cell
        names = [field.name for field in self._fields]
        if cell.document in self._documents and cell.field in names:
            self._filled[cell.document, cell.field] = filled
            index = self.index(self._documents.index(cell.document), names.index(cell.field))
            self.dataChanged.emit(index, index)

    def count(self, outcome: Outcome | None = None) -> int:
        """How many cells were looked for, or came out like this."""
        return sum(outcome in (None, filled.cell.outcome) for filled in self._filled.values())

    def provisional(self) -> int:
        """How many cells have values that are to be looked for again."""
        return sum(filled.cell.provisional and bool(filled.cell.facts) for filled in self._filled.values())

    def cell(self, index: _Index) -> Extracted | None:
        """What was found at this place; None where nothing was looked for."""
        filled = self._at(index)
        return filled.cell if filled else None

    def facts(self) -> tuple[Fact, ...]:
        """All facts that were found, row by row."""
        places = ((document, field.name) for document in self._documents for field in self._fields)
        return tuple(fact for place in places if place in self._filled for fact in self._filled[place].cell.facts)

    def refresh(self, palette: QPalette) -> None:
        """Words and signs in the language and colours of now."""
        self._sure = line_icon("check", palette, QPalette.ColorRole.Highlight)
        self._unsure = line_icon("warning", palette, QPalette.ColorRole.BrightText)
        self._quiet = palette.placeholderText()
        if self._documents and self._fields:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, max(self.rowCount() - 1, 0))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Qt: how many documents."""
        return 0 if parent.isValid() else len(self._documents)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Qt: how many fields."""
        return 0 if parent.isValid() else len(self._fields)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the values, a sign of certainty, and what stands on the page as tooltip."""
        filled = self._at(index)
        if filled is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _words(filled)
            case Qt.ItemDataRole.DecorationRole:
                return self._sign(filled.cell)
            case Qt.ItemDataRole.ForegroundRole:
                return None if filled.cell.facts else self._quiet
        return _told(filled.cell) if role in _TELLING else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the fields' names, what they mean as tooltip; the documents' names."""
        if orientation is Qt.Orientation.Vertical:
            names = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            return self._name_of(self._documents[section]) if role in names else None
        field = self._fields[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return field.name
            case Qt.ItemDataRole.ToolTipRole:
                return field.description or field.name
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _at(self, index: _Index) -> CellFilled | None:
        if not index.isValid():
            return None
        return self._filled.get((self._documents[index.row()], self._fields[index.column()].name))

    def _sign(self, cell: Extracted) -> QIcon | None:
        if not cell.facts:
            return None if cell.may_be_on is None else self._unsure
        unsure = cell.provisional or any(map(wording.is_unsure, cell.facts))
        return self._unsure if unsure else self._sure


def _words(filled: CellFilled) -> str:
    match filled.cell.outcome:
        case Outcome.FOUND:
            return filled.text
        case Outcome.NOT_FOUND:
            return wording.not_found()
    return wording.not_read()


def _told(cell: Extracted) -> str:
    """Quote, page and certainty of each value; or the page that may say it."""
    if cell.may_be_on is not None:
        return wording.may_be_on(cell.may_be_on)
    told = [
        f"{fact.evidence.quote}\n{wording.page_text(fact.evidence.page)} · {wording.certainty(fact)}"
        for fact in cell.facts
    ]
    return "\n\n".join((*told, wording.provisional()) if told and cell.provisional else told)
