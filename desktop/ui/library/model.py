"""The documents as a Qt model: rows of the tables, with what was heard since."""

from __future__ import annotations

import time
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.domain.document import DocumentState
from desktop.domain.job import Progress, Stage
from desktop.store.documents import DocumentRow
from desktop.ui.library import pace, status
from desktop.ui.library.pace import Pace

_Index = QModelIndex | QPersistentModelIndex


class DocumentRole(IntEnum):
    """What a delegate may ask of a row besides Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1
    STATUS = Qt.ItemDataRole.UserRole + 2


class DocumentsModel(QAbstractListModel):
    """All documents that are not on their way out; the check mark limits the next question to them."""

    scope_changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[DocumentRow] = []
        self._places: dict[str, int] = {}
        self._paces: dict[str, Pace] = {}
        self._checked: set[str] = set()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Qt: how many documents."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: name, status in words, check mark, and the whole row for the delegate."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.document.name
        if role == Qt.ItemDataRole.CheckStateRole:
            return _TICKED[row.document.id in self._checked]
        return self._more_data(row, role)

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: tick or untick a document."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.tick(self._rows[index.row()].document.id, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Qt: rows can be selected and ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def rows(self) -> tuple[DocumentRow, ...]:
        """The rows as they are shown."""
        return tuple(self._rows)

    def row(self, document: str) -> DocumentRow | None:
        """The row of this document."""
        at = self._at(document)
        return None if at is None else self._rows[at]

    def name(self, document: str) -> str:
        """The document's name, "" where it is not in the library."""
        row = self.row(document)
        return row.document.name if row else ""

    def index_of(self, document: str) -> QModelIndex:
        """The index of this document; an invalid one where there is none."""
        at = self._at(document)
        return QModelIndex() if at is None else self.index(at)

    def status(self, row: DocumentRow) -> str:
        """How far it is, in words."""
        return status.status(row, self._paces.get(row.document.id))

    def show_all(self, rows: tuple[DocumentRow, ...]) -> None:
        """Start over with these rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self._find_places()
        self.endResetModel()
        self._keep_scope()

    def show_changes(self, rows: tuple[DocumentRow, ...]) -> None:
        """The rows are now these: only what differs is touched, so that nothing chosen is lost."""
        now = {row.document.id: row for row in rows}
        before = {row.document.id: row for row in self._rows}
        for document in [one for one in before if one not in now]:
            self.show_one(document, None)
        for document, row in now.items():
            if before.get(document) != row:
                self.show_one(document, row)

    def show_one(self, document: str, row: DocumentRow | None) -> None:
        """This document's row is now so; None where it is gone."""
        at = self._at(document)
        if row is None:
            self._take_out(at)
        elif at is None:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows))
            self._rows.append(row)
            self._find_places()
            self.endInsertRows()
        else:
            self._put(at, row)

    def hear(self, progress: Progress) -> None:
        """A document moved on; the tables are looked at later and less often."""
        at = self._at(progress.document)
        if at is None:
            return
        self._paces[progress.document] = pace.after(self._paces.get(progress.document), progress, time.monotonic())
        self._put(at, _moved(self._rows[at], progress))

    def scope(self) -> tuple[str, ...]:
        """Ids of the ticked documents, in the order of the list; none means all."""
        return tuple(row.document.id for row in self._rows if row.document.id in self._checked)

    def tick(self, document: str, on: bool) -> None:
        """Put this document into the question's scope, or take it out."""
        (self._checked.add if on else self._checked.discard)(document)
        at = self._at(document)
        if at is not None:
            self._tell(at)
        self.scope_changed.emit()

    def tick_only(self, documents: tuple[str, ...]) -> None:
        """Make these, and no others, the question's scope."""
        self._checked = set(documents)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.scope_changed.emit()

    def retranslate(self) -> None:
        """The language changed: every word is stale."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _more_data(self, row: DocumentRow, role: int) -> DocumentRow | str | None:
        match role:
            case DocumentRole.ROW:
                return row
            case DocumentRole.STATUS:
                return self.status(row)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
        return None

    def _spoken(self, row: DocumentRow) -> str:
        words = (row.document.name, self.status(row), status.badge_words(status.badge(row)))
        return "\n".join(word for word in words if word)

    def _at(self, document: str) -> int | None:
        return self._places.get(document)

    def _find_places(self) -> None:
        self._places = {row.document.id: at for at, row in enumerate(self._rows)}

    def _put(self, at: int, row: DocumentRow) -> None:
        self._rows[at] = row
        self._tell(at)

    def _tell(self, at: int) -> None:
        self.dataChanged.emit(self.index(at), self.index(at))

    def _take_out(self, at: int | None) -> None:
        if at is not None:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._rows[at]
            self._find_places()
            self.endRemoveRows()
            self._keep_scope()

    def _keep_scope(self) -> None:
        there = {row.document.id for row in self._rows}
        if not self._checked <= there:
            self._checked &= there
            self.scope_changed.emit()


def _moved(row: DocumentRow, progress: Progress) -> DocumentRow:
    """The row as it will be once the tables are looked at again."""
    document = replace(row.document, state=_STATE_IN.get(progress.stage, row.document.state))
    match progress.stage:
        case Stage.TEXT:
            document = replace(document, page_count=progress.total)
            return replace(row, document=document, text_pages=progress.done)
        case Stage.STRUCTURE:
            document = replace(document, page_count=progress.total)
            return replace(row, document=document, text_pages=progress.total, read_pages=progress.done)
    return replace(row, document=document)


_STATE_IN = {
    Stage.TEXT: DocumentState.READING,
    Stage.STRUCTURE: DocumentState.READING,
}

_TICKED = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}
