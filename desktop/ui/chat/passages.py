"""Passages of the documents, one click away: those that are being read, or the nearest ones of a refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.domain.answer import Hit
from desktop.domain.document import Passage
from desktop.ui.chat import wording

_Index = QModelIndex | QPersistentModelIndex
_MOST_SHOWN = 3
_AIR = 10
_LINES = 3  #: of a row: where it stands, and two of its text
_MOST_OF_NAME = 24


class PassagesModel(QAbstractListModel):
    """One passage a row: document, page, and its text from where it speaks of what is asked."""

    def __init__(self, name_of: Callable[[str], str], parent: QObject) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()
        self._name_of = name_of

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """These, best first, instead of those that were shown."""
        if hits[:_MOST_SHOWN] != self._hits:
            self.beginResetModel()
            self._hits = hits[:_MOST_SHOWN]
            self.endResetModel()

    def passage(self, index: _Index) -> Passage:
        """The passage of this row."""
        return self._hits[index.row()].passage

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Qt: how many passages."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: where it stands and how it goes, the whole text as its tooltip."""
        if not index.isValid():
            return None
        hit, passage = self._hits[index.row()], self._hits[index.row()].passage
        name = self._name_of(passage.document) or wording.removed_document()
        where = self.tr("{name}, page {page}").format(name=_short(name), page=passage.page + 1)
        text = " ".join((hit.telling or passage.text).split())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{where}\n{text}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{where}: {text}"
            case Qt.ItemDataRole.ToolTipRole:
                return passage.text
        return None


def _short(name: str) -> str:
    """The name so that it leaves room for the words."""
    return name if len(name) <= _MOST_OF_NAME else f"{name[: _MOST_OF_NAME // 2]}…{name[-_MOST_OF_NAME // 2 :]}"


def _height(metrics: QFontMetrics) -> int:
    return metrics.lineSpacing() * _LINES + _AIR


class _AiryDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(100, _height(option.fontMetrics))


class PassageList(QListView):
    """As high as its rows; a click or Enter shows the passage's page."""

    chosen = Signal(object)  #: a Passage

    def __init__(self, name_of: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("passages")
        self._passages = PassagesModel(name_of, self)
        self.setModel(self._passages)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setWordWrap(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.setItemDelegate(_AiryDelegate(self))
        self.clicked.connect(self._choose)
        self._fit()

    def viewportSizeHint(self) -> QSize:
        """Qt: no wider than it is given."""
        return QSize(100, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter shows the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """These, best first; the row that was chosen stays so while its passage is among them."""
        index = self.currentIndex()
        chosen = self._passages.passage(index).id if index.isValid() else ""
        self._passages.show_hits(hits)
        self._fit()
        rows = [self._passages.index(row) for row in range(self._passages.rowCount())]
        kept = [one for one in rows if self._passages.passage(one).id == chosen]
        if chosen and rows:
            self.setCurrentIndex((kept or rows)[0])

    def _fit(self) -> None:
        self.setFixedHeight(self._passages.rowCount() * _height(self.fontMetrics()))

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._passages.passage(index))
