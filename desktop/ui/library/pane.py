"""The library pane: the documents, how far they are, and what can be done to them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from desktop.domain.document import DocumentState
from desktop.protocol.events import FileStatus, FileTaken
from desktop.protocol.requests import AddFiles, PauseDocument, RemoveDocument, ResumeDocument, RetryPages, Unlock
from desktop.store.documents import DocumentRow
from desktop.ui.empty import EmptyState
from desktop.ui.icons import line_icon
from desktop.ui.library.actions import DocumentActions, can_pause, can_retry
from desktop.ui.library.dropping import local_paths
from desktop.ui.library.list import DocumentList
from desktop.ui.library.model import DocumentsModel
from desktop.ui.library.removal import UNDO_MS, UndoBar
from desktop.ui.library.skipped import Skipped, SkippedBar
from desktop.ui.library.unlocking import UnlockBar

translate = QCoreApplication.translate

_FILTER_FROM = 6
_LEAST_HEIGHT = 130


class LibraryPane(QWidget):
    """The documents of the library."""

    wanted = Signal(object)  #: a Request for the reader
    add_wanted = Signal()  #: the person wants to choose files
    paths_given = Signal(tuple)  #: files or folders to add
    document_shown = Signal(str)  #: show this document's first page
    document_left = Signal(str)  #: this document is on its way out

    def __init__(self, model: DocumentsModel, parent: QWidget, undo_ms: int = UNDO_MS) -> None:
        super().__init__(parent)
        self.model = model
        self.actions_ = DocumentActions(self)
        self._removed: set[str] = set()
        self._make(undo_ms)
        self._lay_out()
        self._connect()
        self._retranslate()
        self._draw_icons()
        self._look()

    def hear_taken(self, taken: FileTaken) -> None:
        """A dropped file was added, is known already, or was refused."""
        if taken.status is FileStatus.REFUSED:
            self.skipped.add((Skipped(taken.path, taken.code),))
        elif taken.status is FileStatus.DUPLICATE:
            self.list.select(self.model.index_of(taken.document))

    def bring_back(self, taken: FileTaken) -> None:
        """What was removed a moment ago has been added again: it stays. To be called before the tables are looked at."""
        if taken.document in self.undo.leaving():
            self.undo.bring_back(taken.document)
        elif taken.document in self._removed:
            self._removed.remove(taken.document)
            self._hide_leaving()
            if taken.status is FileStatus.DUPLICATE:  # seen by the reader before it carried the removal out
                self.wanted.emit(AddFiles((taken.path,)))

    def hear_skipped(self, paths: tuple[str, ...]) -> None:
        """Files in folders that are of no kind that can be read."""
        self.skipped.add(tuple(Skipped(path) for path in paths))

    def hear_wrong_password(self, name: str) -> None:
        """The password did not open this document."""
        self.unlock.refuse(name)

    def carry_out_removals(self) -> None:
        """The window closes: what was removed is removed."""
        self.undo.carry_out()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language or palette changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
            self.model.retranslate()
            self._look()
        elif event.type() is QEvent.Type.PaletteChange:
            self._draw_icons()

    def _make(self, undo_ms: int) -> None:
        self._title = QLabel(self)
        self._title.setObjectName("paneTitle")
        self._count = QLabel(self)
        self._count.setObjectName("quiet")
        self._add = QToolButton(self)
        self._filter = QLineEdit(self)
        self._filter.setClearButtonEnabled(True)
        self._filter.setAcceptDrops(False)  # files that are dropped here are for the window
        self.list = DocumentList(self.model, self)
        self._empty = EmptyState(self, "document", _empty_title, _empty_text, _add_words)
        self.unlock = UnlockBar(self)
        self.skipped = SkippedBar(self)
        self.undo = UndoBar(self, undo_ms)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 6, 10)
        layout.setSpacing(8)
        header = QHBoxLayout()
        header.addWidget(self._title)
        header.addWidget(self._count, 1)
        header.addWidget(self._add)
        self._stack = QStackedWidget(self)
        self._stack.setMinimumHeight(_LEAST_HEIGHT)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        layout.addLayout(header)
        layout.addWidget(self._filter)
        layout.addWidget(self._stack, 1)
        for bar in (self.unlock, self.skipped, self.undo):
            layout.addWidget(bar)
        self.setMinimumWidth(220)

    def _connect(self) -> None:
        self._add.clicked.connect(self.add_wanted)
        self._empty.acted.connect(self.add_wanted)
        self._filter.textChanged.connect(self.list.documents.look_for)
        self.list.shown.connect(self.document_shown)
        self.list.pasted.connect(self.paste)
        self.list.selection_changed.connect(self._enable)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        for signal in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved, self.model.dataChanged):
            signal.connect(self._look)
        self.unlock.password_given.connect(self._try_password)
        self.undo.hidden_changed.connect(self._hide_leaving)
        self.undo.due.connect(self._remove_for_good)
        self._connect_actions()

    def _connect_actions(self) -> None:
        self.actions_.pause.triggered.connect(self._pause)
        self.actions_.resume.triggered.connect(self._resume)
        self.actions_.retry.triggered.connect(self._retry)
        self.actions_.unlock.triggered.connect(self.unlock.ask_anyway)
        self.actions_.only.triggered.connect(self._ask_only)
        self.actions_.remove.triggered.connect(self._remove)
        for action in self.actions_.every():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.list.addActions(list(self.actions_.every()))

    def focus_stop(self) -> QWidget:
        """Where the keyboard enters this pane."""
        return self.list if self.list.isVisible() else self._add

    def filter_field(self) -> QLineEdit:
        """The field that filters by name."""
        return self._filter

    def paste(self) -> None:
        """Add the files that are on the clipboard."""
        paths = local_paths(QGuiApplication.clipboard().mimeData())
        if paths:
            self.paths_given.emit(paths)

    def _look(self) -> None:
        rows = self.model.rows()
        gone = self._removed - {row.document.id for row in rows}
        self._removed -= gone
        leaving = self.undo.leaving() | self._removed
        if gone:  # the same file may come back
            self.list.documents.hide(leaving)
        there = [row for row in rows if row.document.id not in leaving]
        self._stack.setCurrentWidget(self.list if there else self._empty)
        self._filter.setVisible(len(there) >= _FILTER_FROM)
        self._count.setText(_count_words(there))
        locked = [row.document.name for row in there if row.document.state is DocumentState.LOCKED]
        self.unlock.ask_for(tuple(locked))
        self._enable()

    def _enable(self) -> None:
        self.actions_.enable(self.list.selected())

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self.actions_.every()))
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _pause(self) -> None:
        for row in filter(can_pause, self.list.selected()):
            self.wanted.emit(PauseDocument(row.document.id))

    def _resume(self) -> None:
        for row in self.list.selected():
            if row.document.state is DocumentState.PAUSED:
                self.wanted.emit(ResumeDocument(row.document.id))

    def _retry(self) -> None:
        for row in filter(can_retry, self.list.selected()):
            self.wanted.emit(RetryPages(row.document.id))

    def _ask_only(self) -> None:
        self.model.tick_only(tuple(row.document.id for row in self.list.selected()))

    def _remove(self) -> None:
        names = {row.document.id: row.document.name for row in self.list.selected()}
        if names:
            self.undo.remove(names)

    def _hide_leaving(self) -> None:
        leaving = self.undo.leaving()
        self.list.documents.hide(leaving | self._removed)
        for document in leaving:
            self.model.tick(document, on=False)
            self.document_left.emit(document)
        self._look()

    def _remove_for_good(self, document: str) -> None:
        self._removed.add(document)
        self.wanted.emit(RemoveDocument(document))

    def _try_password(self, password: str) -> None:
        self.wanted.emit(Unlock(password))

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Library"))
        self.setAccessibleName(self.tr("Library"))
        self.list.setAccessibleName(self.tr("Documents"))
        self._add.setToolTip(self.tr("Add files (Ctrl+O)"))
        self._add.setAccessibleName(self.tr("Add files"))
        self._filter.setPlaceholderText(self.tr("Find a document"))
        self._filter.setAccessibleName(self.tr("Find a document"))
        self.actions_.retranslate()

    def _draw_icons(self) -> None:
        self._add.setIcon(line_icon("add", self.palette()))
        self.actions_.draw_icons(self.palette())


def known_words(file: str, name: str) -> str:
    """What is said when a file is dropped that is in the library already, maybe by another name."""
    if file == name:
        return translate("LibraryPane", "{name} is already in the library").format(name=name)
    return translate("LibraryPane", "{file} is already in the library, as {name}").format(file=file, name=name)


def _count_words(rows: list[DocumentRow]) -> str:
    return str(len(rows)) if rows else ""


def _empty_title() -> str:
    return translate("LibraryPane", "Drop PDFs here")


def _empty_text() -> str:
    return translate(
        "LibraryPane",
        "PDFs, scans and pictures, single files or whole folders, anywhere on this window. They are read on this"
        " computer only; your files are not moved or changed.",
    )


def _add_words() -> str:
    return translate("LibraryPane", "Add files…")
