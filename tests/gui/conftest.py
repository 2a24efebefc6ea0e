"""A window over a library of its own, with fake workers, seen by pytest-qt."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.ui.settings import appearance, choices
from desktop.ui.settings.choices import Appearance, Choices, LanguageChoice
from desktop.ui.settings.language import Interpreter
from desktop.ui.window import MainWindow
from tests.gui.hands import close

ROOT = Path(__file__).resolve().parents[2]
FAKE = ROOT / "tests" / "fakes" / "worker.py"
RESTART_MS = (50, 50, 50)

Opener = Callable[[], MainWindow]


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["tercet"]


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[Interpreter]:
    """The application as the program sets it up: Fusion, light, English."""
    qapp.setStyle("Fusion")
    qapp.setQuitOnLastWindowClosed(False)
    appearance.apply(qapp, Appearance.LIGHT)
    interpreter = Interpreter(qapp)
    interpreter.speak(choices.language_of(LanguageChoice.ENGLISH))
    yield interpreter
    interpreter.speak(choices.language_of(LanguageChoice.ENGLISH))
    QGuiApplication.clipboard().clear()  # else Qt deletes a Python object after Python has ended


@pytest.fixture
def opened(qtbot: QtBot, home: Path, dressed: Interpreter, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """Opens windows over the library with fake workers; each is closed, and its workers ended, at the end."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr(paths, "program_command", fake_command)
    windows: list[MainWindow] = []

    def open_window() -> MainWindow:
        settings = choices.settings_file(home)
        choices.save(settings, Choices(LanguageChoice.ENGLISH, Appearance.LIGHT))
        window = MainWindow(home, settings, undo_ms=600, restart_ms=RESTART_MS)
        windows.append(window)
        window.show()
        window.begin()
        return window

    yield open_window
    for window in windows:
        close(qtbot, window)


@pytest.fixture
def window(opened: Opener) -> MainWindow:
    """An open window over an empty library."""
    return opened()


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., list[Path]]:
    """Makes files for the fake reader: name and number of pages."""

    def make(**pages: int) -> list[Path]:
        folder = tmp_path / "文件 a"
        folder.mkdir(exist_ok=True)
        made = []
        for name, count in pages.items():
            file = folder / f"{name.replace('_', '-')}.pdf"
            file.write_text(f"{count} pages of {name}", "utf-8")
            made.append(file)
        return made

    return make


def fake_command() -> list[str]:
    """Starts the fake instead of the program."""
    return [sys.executable, str(FAKE)]
