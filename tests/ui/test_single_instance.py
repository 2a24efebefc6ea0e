"""Starts over one library: who hands over to whom, and what comes of rubbish, silence and death."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui import single_instance
from desktop.ui.single_instance import Opening, SingleInstance, decode, encode, meeting_place

ROOT = Path(__file__).resolve().parents[2]
WAIT_MS = 30_000
LISTENS_AND_HANGS = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop.ui.single_instance import SingleInstance
app = QCoreApplication([])
first = SingleInstance(Path(sys.argv[1]))
first.listen()
print("listening", flush=True)
time.sleep(600)
"""
HANDS_OVER = """
import sys
from pathlib import Path
from desktop.ui.single_instance import SingleInstance, decode
later = SingleInstance(Path(sys.argv[1]), begin_seconds=0.0)
sys.exit(0 if later.hand_over(decode(sys.stdin.buffer.read())) else 7)
"""

unix = pytest.mark.skipif(sys.platform == "win32", reason="speaks to a Unix socket")


@pytest.fixture(autouse=True)
def meeting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The starts of these tests meet in a folder of their own."""
    folder = Path(tempfile.mkdtemp(prefix="t"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    yield folder
    rmtree(folder)


@pytest.fixture
def first(qtbot: QtBot, home: Path) -> Iterator[SingleInstance]:
    """A start that listens."""
    instance = SingleInstance(home)
    assert not instance.hand_over(Opening())
    instance.listen()
    yield instance
    instance.close()


@pytest.fixture
def hung(home: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that listens and hears nothing."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", LISTENS_AND_HANGS, str(home)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "listening\n"
        yield process
        process.kill()


def hand_over(qtbot: QtBot, home: Path, opening: Opening) -> bool:
    """A later start, in a process of its own (waiting, Qt keeps Python's lock), while this one goes on."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    with tempfile.TemporaryFile() as file:
        file.write(encode(opening))
        file.seek(0)
        later = subprocess.Popen([sys.executable, "-c", HANDS_OVER, str(home)], env=environment, stdin=file)
    qtbot.waitUntil(lambda: later.poll() is not None, timeout=WAIT_MS)
    assert later.returncode in (0, 7)
    return later.returncode == 0


def test_the_first_start_hears_the_second(qtbot: QtBot, home: Path, first: SingleInstance) -> None:
    heard: list[Opening] = []
    first.asked.connect(heard.append)
    openings = [Opening(), Opening(("/a b/年报 100%.pdf", "/-x.pdf"), "token_TIME1"), Opening(("/again.pdf",))]
    assert all(hand_over(qtbot, home, opening) for opening in openings)
    assert heard == openings


def test_five_hundred_long_paths_arrive(qtbot: QtBot, home: Path, first: SingleInstance) -> None:
    heard: list[Opening] = []
    first.asked.connect(heard.append)
    opening = Opening(tuple(f"/{'文件夹' * 400}/{number}.pdf" for number in range(500)))
    assert len(encode(opening)) > 1_000_000
    assert hand_over(qtbot, home, opening)
    assert heard == [opening]


def test_a_name_that_is_no_unicode_survives() -> None:
    opening = Opening((os.fsdecode(b"/old/\xc4\xea\xb1\xa8.pdf"),))
    assert decode(encode(opening)) == opening


def test_windows_over_two_libraries_do_not_meet(
    qtbot: QtBot, home: Path, tmp_path: Path, first: SingleInstance
) -> None:
    heard: list[Opening] = []
    first.asked.connect(heard.append)
    assert not hand_over(qtbot, tmp_path / "another", Opening(("/a.pdf",)))
    assert heard == []


def test_one_library_under_two_names_is_one(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "library")
    assert meeting_place(tmp_path / "link") == meeting_place(tmp_path / "other" / ".." / "library")


def test_after_closing_the_next_start_is_the_first(qtbot: QtBot, home: Path, first: SingleInstance) -> None:
    first.close()
    heir = SingleInstance(home)
    assert not heir.hand_over(Opening())
    heir.listen()
    assert hand_over(qtbot, home, Opening())
    heir.close()


@unix
def test_the_socket_of_a_killed_program_stops_nobody(
    qtbot: QtBot, home: Path, hung: subprocess.Popen[str], meeting: Path
) -> None:
    hung.kill()
    hung.wait()
    assert len(list(meeting.iterdir())) == 2
    heir = SingleInstance(home)
    assert not heir.hand_over(Opening())
    heir.listen()
    assert hand_over(qtbot, home, Opening())
    heir.close()
    assert list(meeting.iterdir()) == []


@unix
def test_a_window_that_hangs_stops_nobody_and_stays_the_first(
    qtbot: QtBot, home: Path, hung: subprocess.Popen[str], meeting: Path
) -> None:
    second = SingleInstance(home, answer_ms=200)
    assert not second.hand_over(Opening(("/a.pdf",) * 300_000))
    second.listen()
    second.close()
    assert len(list(meeting.iterdir())) == 2


def test_a_start_that_never_listens_is_not_waited_for_for_ever(qtbot: QtBot, home: Path) -> None:
    starting, second = SingleInstance(home), SingleInstance(home, begin_seconds=0.2)
    assert not starting.hand_over(Opening())
    assert not second.hand_over(Opening())
    starting.close()


@unix
@pytest.mark.parametrize(
    "rubbish", [b"rubbish\n", b"{}x\n", b'{"files": 3}\n', b'{"files": ["\xff"]}\n', b"\n", b"\0" * 2000]
)
def test_rubbish_is_not_taken(qtbot: QtBot, home: Path, first: SingleInstance, rubbish: bytes) -> None:
    heard: list[Opening] = []
    first.asked.connect(heard.append)
    with caller(home) as line:
        line.sendall(rubbish)
        if not rubbish.endswith(b"\n"):
            line.close()
        else:
            assert answer(qtbot, line) == b""
    assert hand_over(qtbot, home, Opening(("/a.pdf",)))
    assert heard == [Opening(("/a.pdf",))]


@unix
def test_what_never_ends_is_cut_off(
    qtbot: QtBot, home: Path, first: SingleInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "_MOST_BYTES", 10_000)
    with caller(home) as line:
        line.sendall(b"[" * 20_000)
        assert answer(qtbot, line) == b""


@unix
def test_who_says_nothing_is_cut_off(
    qtbot: QtBot, home: Path, first: SingleInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "_ANSWER_MS", 50)
    with caller(home) as line:
        assert answer(qtbot, line) == b""


@unix
def test_a_message_may_come_in_pieces(qtbot: QtBot, home: Path, first: SingleInstance) -> None:
    heard: list[Opening] = []
    first.asked.connect(heard.append)
    opening = Opening(("/年报.pdf",))
    with caller(home) as line:
        for byte in encode(opening):
            line.sendall(bytes([byte]))
            qtbot.wait(1)
        assert answer(qtbot, line) == b"taken\n"
    assert heard == [opening]


@unix
def test_without_a_folder_of_ones_own_each_start_opens_its_window(
    qtbot: QtBot, home: Path, meeting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting.chmod(0o777)
    monkeypatch.setenv("TMPDIR", str(meeting / "nowhere"))
    for _ in range(2):
        alone = SingleInstance(home)
        assert not alone.hand_over(Opening(("/a.pdf",)))
        alone.listen()
    assert list(meeting.iterdir()) == []


@unix
def test_the_socket_s_path_is_short_enough_whatever_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    place = meeting_place(tmp_path / ("很长的文件夹名" * 10))
    assert len(os.fsencode(place.socket)) < 104
    assert Path(place.socket).parent.stat().st_mode & 0o077 == 0


def caller(home: Path) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    line.connect(meeting_place(home).socket)
    return line


def answer(qtbot: QtBot, line: socket.socket) -> bytes:
    """What comes back, "" where the line is cut; the first start goes on with its work meanwhile."""
    line.setblocking(False)
    found: list[bytes] = []
    qtbot.waitUntil(lambda: receive(line, found.append), timeout=WAIT_MS)
    return found[0]


def receive(line: socket.socket, take: Callable[[bytes], None]) -> bool:
    try:
        take(line.recv(100))
    except BlockingIOError:
        return False
    except ConnectionResetError:
        take(b"")
    return True
