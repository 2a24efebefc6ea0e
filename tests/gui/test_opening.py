"""Files that the desktop opens with Tercet: a running window takes them, from a later start or from macOS."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from shutil import rmtree

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.__main__ import main
from desktop.protocol.requests import AddFiles
from desktop.ui.app import Application, Program
from desktop.ui.records import LibraryBusyError, Records
from desktop.ui.settings import choices
from desktop.ui.settings.choices import Appearance, Choices, LanguageChoice
from desktop.ui.settings.language import Interpreter
from desktop.ui.single_instance import Opening, SingleInstance
from desktop.wire import local_path
from tests.gui.conftest import ROOT, fake_command
from tests.gui.hands import WAIT_MS, close, states, until_ready

Files = Callable[..., list[Path]]

# What the offscreen platform says when a window is to come to the front.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def meeting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The starts of these tests meet in a folder of their own."""
    folder = Path(tempfile.mkdtemp(prefix="t"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    yield folder
    rmtree(folder)


@pytest.fixture
def program(
    qtbot: QtBot, qapp: Application, home: Path, dressed: Interpreter, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    """The program as it starts, with fake workers, heard by later starts."""
    monkeypatch.setattr(paths, "program_command", fake_command)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # the program's own is undone at the end
    choices.save(choices.settings_file(home), Choices(LanguageChoice.ENGLISH, Appearance.LIGHT))
    instance = SingleInstance(home)
    assert not instance.hand_over(Opening())
    program = Program(qapp)
    program.start(())
    program.hear(instance)
    yield program
    close(qtbot, program.window)
    program.deleteLater()


def test_a_running_window_takes_the_files_of_a_second_start(qtbot: QtBot, program: Program, files: Files) -> None:
    first, second = files(first=1, second=2)
    done = start_again(qtbot, first.name, second.as_uri(), folder=first.parent)
    assert done == (0, "")
    until_ready(qtbot, program.window, "first.pdf", "second.pdf")


def test_a_file_that_is_not_there_does_not_keep_the_others_out(qtbot: QtBot, program: Program, files: Files) -> None:
    (there,) = files(there=1)
    assert start_again(qtbot, "gone.pdf", there.name, folder=there.parent) == (0, "")
    until_ready(qtbot, program.window, "there.pdf")
    assert program.window.library.skipped.text() == "gone.pdf: no longer there"


def test_a_second_start_without_files_brings_the_window_to_the_front(qtbot: QtBot, program: Program) -> None:
    program.window.showMinimized()
    assert start_again(qtbot) == (0, "")
    assert not program.window.windowState() & Qt.WindowState.WindowMinimized
    assert program.window.isVisible()
    assert program.window.isActiveWindow()


def test_a_maximised_window_stays_so(qtbot: QtBot, program: Program) -> None:
    program.window.showMaximized()
    program.take_over(Opening())
    assert program.window.isMaximized()


def test_a_window_that_was_closed_takes_no_files_with_it(qtbot: QtBot, program: Program, home: Path) -> None:
    with qtbot.waitSignal(program.window.ended, timeout=WAIT_MS):
        program.window.close()
        assert not SingleInstance(home).hand_over(Opening(("/a.pdf",)))


def test_files_open_from_the_desktop_as_on_macos(
    qtbot: QtBot, qapp: Application, program: Program, files: Files
) -> None:
    (file,) = files(opened=1)
    QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(file))))
    QApplication.sendEvent(qapp, QFileOpenEvent(QUrl("https://example.org/a.pdf")))
    until_ready(qtbot, program.window, "opened.pdf")
    assert len(states(program.window)) == 1


def test_a_name_that_is_no_unicode_reaches_the_reader(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[object] = []
    monkeypatch.setattr(program.window.desk, "to_reader", sent.append)
    path = os.fsdecode(b"/old/\xc4\xea\xb1\xa8.pdf")
    program.take_over(Opening((path,)))
    (request,) = sent
    assert isinstance(request, AddFiles)
    assert [local_path(one) for one in request.paths] == [path]


def test_three_starts_at_once_are_one_window_with_all_files(qtbot: QtBot, home: Path, files: Files) -> None:
    made = files(a=1, b=1, c=1)
    starts = [start(str(file)) for file in made]
    try:
        qtbot.waitUntil(lambda: sum(one.poll() is None for one in starts) == 1, timeout=WAIT_MS)
        qtbot.waitUntil(lambda: documents(home) == ["a.pdf", "b.pdf", "c.pdf"], timeout=WAIT_MS)
        (window,) = (one for one in starts if one.poll() is None)
        assert all(one.returncode == 0 for one in starts if one is not window)
    finally:
        for one in starts:
            one.terminate()
            one.wait()


def test_a_window_that_hangs_does_not_stop_the_next(qtbot: QtBot, home: Path, files: Files, program: Program) -> None:
    (file,) = files(patient=1)
    with subprocess.Popen([sys.executable, str(ROOT / "tests" / "fakes" / "program.py"), str(file)]) as second:
        while documents(home) != ["patient.pdf"]:  # no event is worked off here: this window hangs
            assert second.poll() is None
            time.sleep(0.05)
        second.terminate()


def test_the_tour_speaks_to_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[object] = []
    monkeypatch.setattr(sys, "argv", ["tercet", "--tour"])
    monkeypatch.setattr("desktop.ui.app.run", lambda **how: begun.append(how) or 0)
    monkeypatch.setattr(SingleInstance, "hand_over", None)
    assert main() == 0
    assert begun == [{"tour": True}]


def start(*arguments: str, folder: Path = ROOT) -> subprocess.Popen[str]:
    command = [sys.executable, str(ROOT / "tests" / "fakes" / "program.py"), *arguments]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)


def start_again(qtbot: QtBot, *arguments: str, folder: Path = ROOT) -> tuple[int | None, str]:
    """Its exit code and what it said; this process's window goes on meanwhile."""
    with start(*arguments, folder=folder) as later:
        try:
            qtbot.waitUntil(lambda: later.poll() is not None, timeout=WAIT_MS)
        finally:
            later.kill()
        assert later.stderr is not None
        return later.returncode, later.stderr.read()


def documents(home: Path) -> list[str]:
    """What is in the library."""
    with closing(Records(home)) as records, suppress(LibraryBusyError):
        return sorted(row.document.name for row in records.documents())
    return []
