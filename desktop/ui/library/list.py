"""The list of documents: filtered by name, without those that are on their way out."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop.store.documents import DocumentRow
from desktop.ui.library.delegate import DocumentDelegate
from desktop.ui.library.model import DocumentRole, DocumentsModel


class ShownDocuments(QSortFilterProxyModel):
    """The rows that are shown."""

    def __init__(self, model: DocumentsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted = ""
        self._hidden: frozenset[str] = frozenset()
        self.setSourceModel(model)

    def look_for(self, text: str) -> None:
        """Show only names that hold this text."""
        self._wanted = text.strip().casefold()
        self.invalidate()

    def hide(self, documents: frozenset[str]) -> None:
        """Leave these out, whatever they are called."""
        self._hidden = documents
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Qt: whether a row is shown."""
        document = self.sourceModel().index(row, 0, parent).data(DocumentRole.ROW).document
        return document.id not in self._hidden and self._wanted in document.name.casefold()


class DocumentList(QListView):
    """The view; a click or the arrow keys show a document, several can be selected for an action."""

    shown = Signal(str)  #: show this document
    pasted = Signal()  #: Ctrl+V was pressed here
    selection_changed = Signal()

    def __init__(self, model: DocumentsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("documents")
        self.documents = ShownDocuments(model, self)
        self.setModel(self.documents)
        self.setItemDelegate(DocumentDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def selected(self) -> tuple[DocumentRow, ...]:
        """The selected documents, in the order of the list."""
        indexes = sorted(self.selectionModel().selectedIndexes(), key=QModelIndex.row)
        return tuple(index.data(DocumentRole.ROW) for index in indexes)

    def select(self, source: QModelIndex) -> None:
        """Select this row of the model and bring it into view."""
        index = self.documents.mapFromSource(source)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def selectionChanged(self, now: QItemSelection, before: QItemSelection) -> None:
        """Qt: another selection; exactly one document is shown."""
        super().selectionChanged(now, before)
        self.selection_changed.emit()
        selected = self.selected()
        if len(selected) == 1 and now.indexes():
            self.shown.emit(selected[0].document.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Ctrl+V pastes files; Enter shows the document; letters don't jump the list while Ctrl is held."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(self.selected()) == 1:
            self.shown.emit(self.selected()[0].document.id)
        else:
            super().keyPressEvent(event)
