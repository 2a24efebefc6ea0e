"""What a worker still owes when the window closes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.protocol.requests import AddFiles, Ask, Export, Paint, PauseDocument, RemoveDocument, Stop, Unlock
from desktop.protocol.roles import Role
from desktop.ui import workers
from desktop.ui.receipts import outlives_window
from desktop.ui.workers import Worker

ROOT = Path(__file__).resolve().parents[2]
WAIT_MS = 30_000
Make = Callable[[float, str], Worker]


@pytest.fixture
def reader(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """A reader that needs so many seconds for a request, and hangs at its first start if it is told to."""
    parent = QObject()
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr(workers, "_OWED_MS", 1_000)
    monkeypatch.setattr(workers, "_TERMINATE_MS", 200)

    def make(seconds: float, mode: str) -> Worker:
        fake = str(ROOT / "tests" / "fakes" / "slow_reader.py")
        monkeypatch.setattr(paths, "program_command", lambda: [sys.executable, fake, str(tmp_path), str(seconds), mode])
        worker = Worker(Role.READER, tmp_path, parent)
        worker.start()
        qtbot.waitUntil(lambda: worker.ready, timeout=WAIT_MS)
        return worker

    yield make
    parent.deleteLater()


def seen(folder: Path, kind: str) -> list[str]:
    return sorted(file.name.removeprefix(f"{kind}-") for file in folder.glob(f"{kind}-*"))


def test_as_long_as_there_are_signs_what_is_owed_is_waited_for(qtbot: QtBot, reader: Make, tmp_path: Path) -> None:
    worker = reader(0.4, "go")
    for name in "abcde":
        worker.send(AddFiles((f"/{name}",)))
    with qtbot.waitSignal(worker.gone, timeout=WAIT_MS):
        worker.farewell()
    assert seen(tmp_path, "added") == list("abcde")
    assert seen(tmp_path, "start") == ["0"]


def test_a_reader_that_hangs_is_ended_and_what_it_owes_is_done_by_another(
    qtbot: QtBot, reader: Make, tmp_path: Path
) -> None:
    worker = reader(0, "hang")
    worker.send(RemoveDocument("x"))
    with qtbot.waitSignal(worker.gone, timeout=WAIT_MS):
        worker.farewell()
    assert seen(tmp_path, "removed") == ["x"]
    assert seen(tmp_path, "start") == ["0", "1"]


def test_what_is_asked_for_while_the_reader_leaves_is_done_by_another(
    qtbot: QtBot, reader: Make, tmp_path: Path
) -> None:
    worker = reader(0.4, "go")
    worker.send(AddFiles(("/a",)))
    with qtbot.waitSignal(worker.gone, timeout=WAIT_MS):
        worker.farewell()
        QTimer.singleShot(100, worker, lambda: worker.send(AddFiles(("/b",))))
    assert seen(tmp_path, "added") == ["a", "b"]


def test_a_reader_that_owes_nothing_is_not_started_again(qtbot: QtBot, reader: Make, tmp_path: Path) -> None:
    worker = reader(0, "go")
    with qtbot.waitSignal(worker.gone, timeout=WAIT_MS):
        worker.farewell()
    assert seen(tmp_path, "start") == ["0"]


def test_what_changes_the_library_or_makes_a_file_outlives_the_window() -> None:
    lasting = (AddFiles(()), RemoveDocument("d"), PauseDocument("d"), Unlock("p"), Export("f", ()))
    assert all(map(outlives_window, lasting))
    assert not any(map(outlives_window, (Ask("q", "?", ()), Paint("d", 0, 1.0), Stop("q"))))
