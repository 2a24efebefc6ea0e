"""A real drag between two X clients: a synthesised QDropEvent is not the same."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.tools import needs

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
TOOLS = ("Xvfb", "openbox", "xdotool")
SECONDS = 60.0

pytestmark = [
    pytest.mark.screen,
    needs(*TOOLS),
]
PROGRAM = """
import sys
from desktop import paths
paths.program_command = lambda: [sys.executable, {fake!r}]
from desktop.ui.app import run
sys.exit(run())
"""


@pytest.fixture
def screen(home: Path) -> Iterator[dict[str, str]]:
    """An X server with a window manager; the environment for its clients."""
    read_end, write_end = os.pipe()
    server = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    with ExitStack() as stack:
        start(stack, server, os.environ.copy(), pass_fds=(write_end,))
        os.close(write_end)
        with os.fdopen(read_end) as announced:
            display = announced.readline().strip()
        environment = {**os.environ, "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
        environment["TERCET_HOME"] = str(home)
        start(stack, ["openbox"], environment)
        yield environment


def test_files_dragged_from_another_program_are_added(
    screen: dict[str, str], home: Path, files: Callable[..., list[Path]]
) -> None:
    dragged = files(dragged=2, other=1)
    with ExitStack() as stack:
        program = PROGRAM.format(fake=str(ROOT / "tests" / "fakes" / "worker.py"))
        start(stack, [sys.executable, "-c", program], screen)
        start(stack, [sys.executable, str(HERE / "dragging.py"), *map(str, dragged)], screen)
        window, source = found(screen, "^Tercet$"), found(screen, "^dragging$")
        pointer(screen, "windowsize", window, "1000", "640")
        pointer(screen, "windowmove", window, "220", "120")
        pointer(screen, "windowmove", source, "10", "10")
        time.sleep(1.0)
        drag(screen, source)
        assert until(lambda: names(home) == {"dragged.pdf", "other.pdf"}), names(home)


def drag(screen: dict[str, str], source: str) -> None:
    """Press on the source, move in small steps as a hand does, let go over the window."""
    pointer(screen, "mousemove", "--window", source, "60", "40")
    pointer(screen, "mousedown", "1")
    for step in range(1, 40):
        pointer(screen, "mousemove_relative", "--", "14", "9")
        time.sleep(0.03 if step < 39 else 0.4)
    pointer(screen, "mouseup", "1")


def names(home: Path) -> set[str]:
    file = home / "library.sqlite"
    if not file.exists():
        return set()
    try:
        with closing(sqlite3.connect(file)) as db:
            return {name for (name,) in db.execute("SELECT name FROM documents")}
    except sqlite3.Error:
        return set()


def found(screen: dict[str, str], title: str) -> str:
    """The number of the visible window with this title."""
    output: list[str] = []

    def look() -> bool:
        command = ["xdotool", "search", "--onlyvisible", "--name", title]
        output[:] = subprocess.run(command, env=screen, capture_output=True, text=True, check=False).stdout.split()
        return bool(output)

    assert until(look), f"no window called {title}"
    return output[-1]


def until(check: Callable[[], bool]) -> bool:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if check():
            return True
        time.sleep(0.2)
    return check()


def pointer(screen: dict[str, str], *arguments: str) -> None:
    subprocess.run(["xdotool", *arguments], env=screen, check=True, capture_output=True, timeout=30)


def start(stack: ExitStack, command: list[str], environment: dict[str, str], pass_fds: tuple[int, ...] = ()) -> None:
    """Start a process that is ended with the stack."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet, cwd=ROOT, pass_fds=pass_fds)
    stack.callback(end, process)


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)
