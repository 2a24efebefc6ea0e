"""The triples of an answer as a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QIcon, QKeyEvent, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.ui.chat import wording
from desktop.ui.chat.rows import Row, cells, remark
from desktop.ui.icons import line_icon

_Index = QModelIndex | QPersistentModelIndex
_COLUMNS = 5
_VALUE = 2
_DOCUMENT = 3
_PAGE = 4
_YIELDING = (0, 1, _DOCUMENT)
_LEAST_WIDTH = 48
_ROOM_FOR_DOCUMENT = 340
_MOST_ROWS_SHOWN = 12
_MOST_ROWS_WRAPPED = 30
_MOST_LINES = 3
_AIR = 8
_SIGN = 24
_PADDING = 12


class TriplesModel(QAbstractTableModel):
    """One fact a row, or what was not found: entity, attribute, value, document, page (counted from 1)."""

    def __init__(self, rows: tuple[Row, ...], name_of: Callable[[str], str], parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows
        self._places = [place for place, row in enumerate(rows) if row.fact is not None]
        self._name_of = name_of
        self._sure, self._unsure, self._quiet = QIcon(), QIcon(), QBrush()

    def fact_at(self, row: int) -> int:
        """Which of the facts stands in a row; -1 where none was found."""
        return self._places.index(row) if row in self._places else -1

    def row_of(self, fact: int) -> int:
        """In which row this one of the facts stands."""
        return self._places[fact]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Qt: five columns."""
        return 0 if parent.isValid() else _COLUMNS

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: words, tooltip, and a sign of certainty beside the page."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cells(row, self._name_of)[index.column()]
            case Qt.ItemDataRole.DecorationRole:
                return self._sign(row) if index.column() == _PAGE else None
            case Qt.ItemDataRole.ForegroundRole:
                return None if row.fact else self._quiet
        return self._tip(row) if role == Qt.ItemDataRole.ToolTipRole else _more_data(row, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the columns' names."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (self.tr("Entity"), self.tr("Attribute"), self.tr("Value"), self.tr("Document"), self.tr("Page"))
        return names[section]

    def refresh(self, palette: QPalette) -> None:
        """Language, colours or documents' names changed."""
        self._sure = line_icon("check", palette, QPalette.ColorRole.Highlight)
        self._unsure = line_icon("warning", palette, QPalette.ColorRole.BrightText)
        self._quiet = palette.placeholderText()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _COLUMNS - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, _COLUMNS - 1))

    def _sign(self, row: Row) -> QIcon | None:
        if row.fact is None:
            return None
        return self._unsure if wording.is_unsure(row.fact) else self._sure

    def _tip(self, row: Row) -> str:
        told = row.fact.evidence.quote if row.fact else row.part.question if row.part else ""
        return "\n".join(filter(None, (cells(row, self._name_of)[_DOCUMENT], told, remark(row))))


def _more_data(row: Row, role: int) -> str | Qt.AlignmentFlag | None:
    match role:
        case Qt.ItemDataRole.AccessibleDescriptionRole:
            return remark(row)
        case Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    return None


class TriplesTable(QTableView):
    """As high as its rows; choosing a fact's row shows its evidence."""

    fact_chosen = Signal(int)  #: which of the facts
    copy_wanted = Signal()

    def __init__(self, model: TriplesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("triples")
        self.setModel(model)
        self._rows = model
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if model.rowCount() <= _MOST_ROWS_SHOWN:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.selectionModel().currentRowChanged.connect(self._choose)
        self.clicked.connect(self._choose)
        self._retranslate()
        model.refresh(self.palette())

    def choose(self, fact: int) -> None:
        """Select the row of this one of the facts without telling anybody."""
        blocked = self.blockSignals(True)
        self.selectionModel().blockSignals(True)
        self.selectRow(self._rows.row_of(fact))
        self.selectionModel().blockSignals(False)
        self.blockSignals(blocked)
        self.viewport().update()

    def unchoose(self) -> None:
        """Another answer's triple is shown now."""
        self.selectionModel().blockSignals(True)
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: share the width among the columns."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language, palette or font changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter shows the evidence, Ctrl+C copies."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        fact = self._rows.fact_at(index.row())
        if fact >= 0:
            self.fact_chosen.emit(fact)

    def _refresh(self) -> None:
        self._rows.refresh(self.palette())
        self._fit()

    def _fit(self) -> None:
        narrow = self.viewport().width() < _ROOM_FOR_DOCUMENT  # its name is in the tooltip and beside the page, too
        self.setColumnHidden(_DOCUMENT, narrow)
        wanted = [0 if narrow and column == _DOCUMENT else self._wanted(column) for column in range(_COLUMNS)]
        for column, share in enumerate(shares(wanted, self.viewport().width())):
            if not self.isColumnHidden(column):
                self.setColumnWidth(column, share)
        self._fit_height()

    def _fit_height(self) -> None:
        rows = self.model().rowCount()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + _AIR)
        heights = [self._fit_row(row) for row in range(min(rows, _MOST_ROWS_WRAPPED))]
        shown = sum(heights[:_MOST_ROWS_SHOWN])
        height = shown + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        if self.height() != height:
            self.setFixedHeight(height)

    def _fit_row(self, row: int) -> int:
        line = self.fontMetrics().lineSpacing()
        height = min(max(self.sizeHintForRow(row), line), _MOST_LINES * line) + _AIR
        self.setRowHeight(row, height)
        return height

    def _wanted(self, column: int) -> int:
        model, measure = self.model(), self.fontMetrics().horizontalAdvance
        rows = range(min(model.rowCount(), _MOST_ROWS_WRAPPED))
        texts = (str(model.index(row, column).data()) for row in rows)
        widest = max((measure(line) for text in texts for line in text.split("\n")), default=0)
        sign = _SIGN if column == _PAGE else 0
        return max(widest + sign + _PADDING, self.horizontalHeader().sectionSizeHint(column) + _AIR)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Triples"))
        self.horizontalHeader().setAccessibleName(self.tr("Columns"))


def shares(wanted: list[int], width: int) -> list[int]:
    """Column widths that fill ``width``: page and value as they want, then the widest others give way first.

    A number that is cut short is a wrong number: the value gives way only when nothing else can.
    """
    least = sum(min(wanted[column], _LEAST_WIDTH) for column in _YIELDING)
    fixed = wanted[_PAGE] + min(wanted[_VALUE], max(width - wanted[_PAGE] - least, _LEAST_WIDTH))
    others = _fill([wanted[column] for column in _YIELDING], max(width - fixed, len(_YIELDING)))
    entity, attribute, document = others
    return [entity, attribute, width - sum(others) - wanted[_PAGE], document, wanted[_PAGE]]


def _fill(wanted: list[int], room: int) -> list[int]:
    """Widths that together take no more than the room, and leave as little of it as they can."""
    if sum(wanted) <= room:
        spare = (room - sum(wanted)) // (len(wanted) + 1)
        return [want + spare if want else 0 for want in wanted]
    most = room
    while sum(min(want, most) for want in wanted) > room:
        most -= 1
    return [min(want, most) for want in wanted]
