"""Outside commands as steps: one moving line on the screen, every word in a log, plain words when one fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

_TAIL = 15  #: lines of the log that are shown when a step fails


class StepFailedError(Exception):
    """An outside command did not do its work; the message is for the person."""


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


def run_logged(what: str, command: Sequence[str], log: Path) -> None:
    """Run a talkative command: its last line moves on the terminal, all lines go to ``log``.

    StepFailedError with the end of its output if it fails.
    """
    began = time.monotonic()
    say(f"{what} …")
    said = _run(command, log)
    if said is not None:
        tail = "\n".join(f"  {line}" for line in said[-_TAIL:])
        raise StepFailedError(f"{what} failed: {shown(command)}\n{tail}\nAll of it is in {log}")
    say(f"{what}: done in {time.monotonic() - began:.0f} s")


def succeeds(command: Sequence[str], log: Path) -> bool:
    """Whether a command that may fail does its work; what it says goes to ``log`` only."""
    return _run(command, log) is None


def run_shown(what: str, command: Sequence[str], **variables: str) -> None:
    """Run a command whose output the person wants to see; StepFailedError if it fails."""
    code = call(command, **variables)
    if code:
        raise StepFailedError(f"{what} failed with exit code {code}: {shown(command)}")


def call(command: Sequence[str], **variables: str) -> int:
    """Run a command with its output on the screen; its exit code."""
    try:
        return subprocess.call(list(command), env={**os.environ, **variables})
    except OSError as error:
        raise StepFailedError(f"{command[0]} can't be started: {error.strerror}") from error


def shown(command: Sequence[str]) -> str:
    """The command as one would type it."""
    return " ".join(f'"{part}"' if " " in part else part for part in command)


def _run(command: Sequence[str], log: Path) -> list[str] | None:
    """None if the command does its work, else the lines it said."""
    log.parent.mkdir(parents=True, exist_ok=True)
    said: list[str] = []
    line_at_hand = _MovingLine()
    with log.open("a", encoding="utf-8") as kept:
        kept.write(f"\n$ {shown(command)}\n")
        try:
            child = subprocess.Popen(
                list(command), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
        except OSError as error:
            return [f"{command[0]} can't be started: {error.strerror}"]
        with child:
            for raw in child.stdout or ():
                line = raw.decode("utf-8", "replace").rstrip()
                said.append(line)
                kept.write(f"{line}\n")
                line_at_hand.show(line)
    line_at_hand.clear()
    return said if child.returncode else None


class _MovingLine:
    """The line of the terminal that is written over and over; nothing where there is no terminal."""

    def __init__(self) -> None:
        self._moves = sys.stdout.isatty()

    def show(self, line: str) -> None:
        if self._moves and line.strip():
            width = shutil.get_terminal_size().columns - 4
            print(f"\r\033[K  {line.strip()[:width]}", end="", flush=True)

    def clear(self) -> None:
        if self._moves:
            print("\r\033[K", end="", flush=True)
