"""What a person does with the window: carry files over it, drop them, ask, wait, close."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.window import MainWindow

WAIT_MS = 30_000


def close(qtbot: QtBot, window: MainWindow) -> None:
    """Close a window and wait until its workers have ended."""
    if window.isVisible() or window.workers.any_running():
        with qtbot.waitSignal(window.ended, timeout=WAIT_MS):
            window.close()
    window.deleteLater()


def carry(window: MainWindow, files: list[Path]) -> QMimeData:
    """Files as they are carried by a drag."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    mime.setParent(window)
    return mime


def hover(window: MainWindow, mime: QMimeData) -> QDragEnterEvent:
    """Carry it over the window's middle."""
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(window.rect().center()), Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(window, event)
    return event


def leave(window: MainWindow) -> None:
    """Carry it away."""
    QApplication.sendEvent(window, QDragLeaveEvent())


def drop(window: MainWindow, files: list[Path]) -> None:
    """Carry files over the window and let them go."""
    mime = carry(window, files)
    assert hover(window, mime).isAccepted()
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(window.rect().center()), Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(window, event)
    assert event.isAccepted()


def states(window: MainWindow) -> dict[str, str]:
    """Each document's name and status in words."""
    return {row.document.name: window.model.status(row) for row in window.model.rows()}


def until_ready(qtbot: QtBot, window: MainWindow, *names: str) -> None:
    """Wait until these documents are ready."""

    def check() -> None:
        shown = states(window)
        assert all(shown.get(name, "").startswith("Ready") for name in names), shown

    qtbot.waitUntil(check, timeout=WAIT_MS)


def type_question(qtbot: QtBot, window: MainWindow, question: str) -> None:
    """Type a question and press Enter."""
    window.chat.field.setFocus()
    qtbot.keyClicks(window.chat.field, question)
    qtbot.keyClick(window.chat.field, Qt.Key.Key_Return)
    assert window.chat.is_asking()


def ask(qtbot: QtBot, window: MainWindow, question: str) -> None:
    """Type a question, press Enter, wait for what becomes of it."""
    type_question(qtbot, window, question)
    qtbot.waitUntil(lambda: not window.chat.is_asking(), timeout=WAIT_MS)


def click(qtbot: QtBot, window: MainWindow, row: int, card: int = -1) -> None:
    """Click the first cell of a row of an answer, the newest by default, with the mouse."""
    table = window.chat.conversation.cards()[card].table
    assert table is not None
    qtbot.waitUntil(lambda: table.viewport().width() > 50, timeout=WAIT_MS)
    centre: QPoint = table.visualRect(table.model().index(row, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=centre)
