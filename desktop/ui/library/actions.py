"""What can be done to documents: the same actions in the menu bar, the context menu and on the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence, QPalette

from desktop.domain.document import DocumentState
from desktop.domain.job import Stage
from desktop.store.documents import DocumentRow
from desktop.ui.icons import line_icon

translate = QCoreApplication.translate

_BEING_READ = (DocumentState.QUEUED, DocumentState.READING)


class DocumentActions(QObject):
    """Pause, resume, retry, unlock, ask only these, remove: enabled by what is selected."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.pause = QAction(self)
        self.resume = QAction(self)
        self.retry = QAction(self)
        self.unlock = QAction(self)
        self.only = QAction(self)
        self.remove = QAction(self)
        self.remove.setShortcut(QKeySequence.StandardKey.Delete)
        self.pause.setShortcut(QKeySequence("Ctrl+P"))
        self.resume.setShortcut(QKeySequence("Ctrl+R"))
        self.retranslate()
        self.enable(())

    def every(self) -> tuple[QAction, ...]:
        """All of them, in the order of a menu."""
        return self.pause, self.resume, self.retry, self.unlock, self.only, self.remove

    def enable(self, selected: tuple[DocumentRow, ...]) -> None:
        """Allow what makes sense for these documents."""
        states = {row.document.state for row in selected}
        self.pause.setEnabled(any(state in states for state in _BEING_READ))
        self.resume.setEnabled(DocumentState.PAUSED in states)
        self.retry.setEnabled(any(can_retry(row) for row in selected))
        self.unlock.setEnabled(DocumentState.LOCKED in states)
        self.only.setEnabled(bool(selected))
        self.remove.setEnabled(bool(selected))

    def retranslate(self) -> None:
        """Words in the language of the window."""
        self.pause.setText(translate("DocumentActions", "&Pause reading"))
        self.resume.setText(translate("DocumentActions", "Res&ume reading"))
        self.retry.setText(translate("DocumentActions", "Re&try what could not be read"))
        self.unlock.setText(translate("DocumentActions", "Enter pass&word…"))
        self.only.setText(translate("DocumentActions", "Ask &only these"))
        self.remove.setText(translate("DocumentActions", "&Remove from the library"))

    def draw_icons(self, palette: QPalette) -> None:
        """Icons in the colours of this palette."""
        icons = {self.pause: "pause", self.resume: "resume", self.retry: "retry"}
        icons |= {self.unlock: "lock", self.only: "question", self.remove: "remove"}
        for action, name in icons.items():
            action.setIcon(line_icon(name, palette))


def can_pause(row: DocumentRow) -> bool:
    """Whether reading this document can be paused."""
    return row.document.state in _BEING_READ


def can_retry(row: DocumentRow) -> bool:
    """Whether there is something to try again."""
    return bool(row.failed_pages) or row.document.state is DocumentState.FAILED


def is_finished(row: DocumentRow) -> bool:
    """Whether nothing more will happen to this document by itself."""
    return row.stage is Stage.DONE or row.document.state in (DocumentState.LOCKED, DocumentState.FAILED)
