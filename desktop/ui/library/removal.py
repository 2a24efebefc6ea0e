"""Removing documents: hidden at once, gone for good some seconds later unless it is undone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.bars import Bar

translate = QCoreApplication.translate

UNDO_MS = 8_000


class UndoBar(Bar):
    """Says "company.pdf was removed" and offers to undo it."""

    hidden_changed = Signal()  #: other documents are on their way out
    due = Signal(str)  #: this document is to be removed for good

    def __init__(self, parent: QWidget, undo_ms: int = UNDO_MS) -> None:
        super().__init__(parent, "remove")
        self._leaving: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(undo_ms)
        self._timer.timeout.connect(self.carry_out)
        self.acted.connect(self._undo)
        self.closed.connect(self.carry_out)

    def leaving(self) -> frozenset[str]:
        """Ids of the documents on their way out."""
        return frozenset(self._leaving)

    def remove(self, names: dict[str, str]) -> None:
        """Take these (id to name) out; what was removed a moment ago shares the bar and the wait."""
        self._leaving |= names
        self._timer.start()
        self.say(partial(_words, tuple(self._leaving.values())), _undo_words)
        self.hidden_changed.emit()

    def bring_back(self, document: str) -> None:
        """This one stays after all."""
        del self._leaving[document]
        if self._leaving:
            self.say(partial(_words, tuple(self._leaving.values())), _undo_words)
        else:
            self._timer.stop()
            self.hide()
        self.hidden_changed.emit()

    def carry_out(self) -> None:
        """Stop waiting: remove for good."""
        leaving, self._leaving = self._leaving, {}
        self._timer.stop()
        self.hide()
        for document in leaving:
            self.due.emit(document)

    def _undo(self) -> None:
        self._leaving = {}
        self._timer.stop()
        self.hide()
        self.hidden_changed.emit()


def _words(names: tuple[str, ...]) -> str:
    if len(names) == 1:
        return translate("Removal", "{name} was removed").format(name=names[0])
    return translate("Removal", "%n document(s) were removed", "", len(names))


def _undo_words() -> str:
    return translate("Removal", "Undo")
