"""One line for all files that were not added, with each one's reason a click away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.domain.errors import ErrorCode
from desktop.ui import errors
from desktop.ui.bars import Bar

translate = QCoreApplication.translate

_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not added, and why; ``code`` None where it is of a kind that can't be read."""

    path: str
    code: ErrorCode | None = None


def line(one: Skipped) -> str:
    """The file's name and why."""
    code = one.code or ErrorCode.NOT_A_DOCUMENT
    return translate("Skipped", "{name}: {reason}").format(name=Path(one.path).name, reason=errors.reason(code))


class SkippedBar(Bar):
    """Says "3 files were not added", and on demand lists them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._skipped: list[Skipped] = []
        self._list = QPlainTextEdit(self)
        self._list.setObjectName("quote")
        self._list.setReadOnly(True)
        self._list.setTabChangesFocus(True)
        self._list.hide()
        self.content().addWidget(self._list)
        self.acted.connect(self._toggle)
        self.closed.connect(self._forget)

    def add(self, skipped: tuple[Skipped, ...]) -> None:
        """More files were not added."""
        self._skipped.extend(skipped)
        if self._skipped:
            self._tell()

    def lines(self) -> tuple[str, ...]:
        """Each file with its reason."""
        return tuple(line(one) for one in self._skipped)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and self._skipped:
            self._tell()

    def _tell(self) -> None:
        words = partial(_summary, tuple(self._skipped))
        self.say(words, _hide_words if self._list.isVisibleTo(self) else _show_words)
        self._list.setPlainText("\n".join(self.lines()))
        self._list.setAccessibleName(translate("Skipped", "Files that were not added"))
        rows = min(2 * len(self._skipped), _MOST_LINES)
        self._list.setFixedHeight(self._list.fontMetrics().lineSpacing() * rows + 22)
        self._list.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _toggle(self) -> None:
        self._list.setVisible(not self._list.isVisibleTo(self))
        self._tell()

    def _forget(self) -> None:
        self._skipped = []
        self._list.hide()


def _summary(skipped: tuple[Skipped, ...]) -> str:
    if len(skipped) == 1:
        return line(skipped[0])
    return translate("Skipped", "%n file(s) were not added", "", len(skipped))


def _show_words() -> str:
    return translate("Skipped", "Show")


def _hide_words() -> str:
    return translate("Skipped", "Hide")
