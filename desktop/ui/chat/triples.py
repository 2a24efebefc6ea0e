"""The triples of an answer as a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QFont, QIcon, QKeyEvent, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.domain.fact import Fact, Review
from desktop.ui.chat import wording
from desktop.ui.chat.rows import Row, cells, is_rejected, remark
from desktop.ui.icons import line_icon

_Index = QModelIndex | QPersistentModelIndex
_COLUMNS = 6
_PERIOD = 2
_VALUE = 3
_DOCUMENT = 4
_PAGE = 5
_YIELDING = (0, 1, _DOCUMENT)
_LEAST_WIDTH, _MOST_OF_A_WORD = 48, 110
_ROOM_FOR_DOCUMENT = 340
_MOST_ROWS_SHOWN = 12
_MOST_ROWS_WRAPPED = 30
_MOST_LINES = 6
_AIR = 8
_SIGN = 24
_PADDING = 12
_SIGNS = {
    "check": QPalette.ColorRole.Highlight,
    "edit": QPalette.ColorRole.Highlight,
    "warning": QPalette.ColorRole.BrightText,
    "close": QPalette.ColorRole.PlaceholderText,
}
_MAY_BREAK = re.compile(r"(?<=[_\-])(?=\w)")
_BREAK = "\u200b"
_WORDS = re.compile(rf"[\s{_BREAK}]+|(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])")


class TriplesModel(QAbstractTableModel):
    """One fact a row, or what was not found: entity, attribute, period, value, document, page (from 1)."""

    def __init__(self, rows: tuple[Row, ...], name_of: Callable[[str], str], parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows
        self._places = [place for place, row in enumerate(rows) if row.fact is not None]
        self._name_of = name_of
        self._signs, self._quiet = dict[str, QIcon](), QBrush()
        self._struck = QFont()
        self._struck.setStrikeOut(True)

    def show(self, rows: tuple[Row, ...]) -> None:
        """The same rows, as they were reviewed since."""
        self._rows = rows
        self._tell_changed()

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
        """Qt: six columns."""
        return 0 if parent.isValid() else _COLUMNS

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: words, tooltip, and a sign of certainty beside the page."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row)
        return self._look(row, column, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the columns' names."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (self.tr("Entity"), self.tr("Attribute"), self.tr("Period"), self.tr("Value"))
        return (*names, self.tr("Document"), self.tr("Page"))[section]

    def refresh(self, palette: QPalette) -> None:
        """Language, colours or documents' names changed."""
        self._signs = {name: line_icon(name, palette, role) for name, role in _SIGNS.items()}
        self._quiet = palette.placeholderText()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _COLUMNS - 1)
        self._tell_changed()

    def _tell_changed(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, _COLUMNS - 1))

    def _words(self, row: Row, column: int) -> str:
        words = cells(row, self._name_of)[column]
        return _MAY_BREAK.sub(_BREAK, words) if column == _DOCUMENT else words

    def _look(self, row: Row, column: int, role: int) -> QIcon | QBrush | QFont | str | Qt.AlignmentFlag | None:
        """How a cell is drawn: what was not found or rejected is quiet, and that struck out."""
        match role:
            case Qt.ItemDataRole.DecorationRole:
                return self._sign(row) if column == _PAGE else None
            case Qt.ItemDataRole.ForegroundRole:
                return self._quiet if row.fact is None or is_rejected(row) else None
            case Qt.ItemDataRole.FontRole:
                return self._struck if is_rejected(row) else None
        return _more_data(row, role)

    def _sign(self, row: Row) -> QIcon | None:
        return self._signs.get(sign_of(row.fact)) if row.fact else None

    def _spoken(self, row: Row, column: int) -> str:
        said = wording.said_words(row.fact) if row.fact and column == _VALUE else ""
        return " – ".join(filter(None, (self._words(row, column), said)))

    def _tip(self, row: Row) -> str:
        told = row.fact.evidence.quote if row.fact else row.part.question if row.part else ""
        return "\n".join(filter(None, (cells(row, self._name_of)[_DOCUMENT], told, remark(row))))


def sign_of(fact: Fact) -> str:
    """The icon beside a fact: what a person has said of it, else how sure it is."""
    match fact.review:
        case Review.EDITED:
            return "edit"
        case Review.REJECTED:
            return "close"
    return "warning" if wording.is_unsure(fact) else "check"


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

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """The same rows, as they were reviewed since."""
        self._rows.show(rows)
        self._fit()

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
        room, dated = self.viewport().width(), any(self._texts(_PERIOD))
        wanted = [0 if column == _PERIOD and not dated else self._wanted(column) for column in range(_COLUMNS)]
        least = [self._least(column) for column in _YIELDING]
        widths = shares(wanted, least, room)
        if room < _ROOM_FOR_DOCUMENT or widths[_VALUE] < wanted[_VALUE]:
            wanted[_DOCUMENT] = least[-1] = 0  # its name is in the tooltip and beside the page, too
            widths = shares(wanted, least, room)
        for column, width in enumerate(widths):
            self.setColumnHidden(column, not wanted[column])
            if wanted[column]:
                self.setColumnWidth(column, width)
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

    def _texts(self, column: int) -> list[str]:
        model = self.model()
        return [str(model.index(row, column).data()) for row in range(min(model.rowCount(), _MOST_ROWS_WRAPPED))]

    def _wanted(self, column: int) -> int:
        """Room for every text of a column on one line."""
        lines = (line for text in self._texts(column) for line in text.split("\n"))
        sign = _SIGN if column == _PAGE else 0
        return max(self._widest(lines) + sign + _PADDING, self.horizontalHeader().sectionSizeHint(column) + _AIR)

    def _least(self, column: int) -> int:
        """Room for the longest word of a column and for its name, unless a word is very long."""
        words = (word for text in self._texts(column) for word in _WORDS.split(text))
        most = min(max(self._widest(words) + _PADDING, _LEAST_WIDTH), _MOST_OF_A_WORD)
        return max(most, self.horizontalHeader().sectionSizeHint(column))

    def _widest(self, texts: Iterable[str]) -> int:
        return max(map(self.fontMetrics().horizontalAdvance, texts), default=0)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Triples"))
        self.horizontalHeader().setAccessibleName(self.tr("Columns"))


def shares(wanted: list[int], least: list[int], width: int) -> list[int]:
    """Column widths that fill ``width``: period and page as they want, then the widest others give way first.

    A number that is cut short is a wrong number: the value gives way only when the others have no more than ``least``,
    which holds for entity, attribute and document.
    """
    beside = wanted[_PERIOD] + wanted[_PAGE]
    kept = [min(want, narrow) for want, narrow in zip((wanted[column] for column in _YIELDING), least, strict=True)]
    value = min(wanted[_VALUE], max(width - beside - sum(kept), _LEAST_WIDTH))
    others = _fill([wanted[column] for column in _YIELDING], kept, max(width - beside - value, len(_YIELDING)))
    entity, attribute, document = others
    return [entity, attribute, wanted[_PERIOD], width - sum(others) - beside, document, wanted[_PAGE]]


def _fill(wanted: list[int], kept: list[int], room: int) -> list[int]:
    """Widths that together take no more than the room, each at least what it keeps, and leave as little as they can."""
    if sum(wanted) <= room:
        spare = (room - sum(wanted)) // (len(wanted) + 1)
        return [want + spare if want else 0 for want in wanted]
    if sum(kept) > room:
        kept = [0] * len(wanted)
    most = room
    while most and sum(max(min(want, most), keep) for want, keep in zip(wanted, kept, strict=True)) > room:
        most -= 1
    return [max(min(want, most), keep) for want, keep in zip(wanted, kept, strict=True)]
