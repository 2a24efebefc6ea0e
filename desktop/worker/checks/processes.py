"""Checks of the worker processes: each is started as the window starts it, and must say that it is ready."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from desktop import paths
from desktop.protocol.events import Failed, Ready
from desktop.protocol.roles import Role
from desktop.worker.checks.finding import Check, Seen, Subject, UnexpectedError
from desktop.worker.child import Child

_PATIENCE = 120.0  #: seconds; a virus scanner looks at every library of a new installation
_LAST_WORDS = 300


def checks(home: Callable[[], Path]) -> Iterator[Check]:
    """Every role, in the library whose folder ``home`` gives."""
    for role in Role:
        yield Check(Subject.WORKER, role, partial(_starts, role, home))


def _starts(role: Role, home: Callable[[], Path]) -> Seen:
    folder = home()
    log = folder / f"{role}.log"
    with closing(Child(role, log, folder)) as child:
        answer = _first_word(child)
        pid = child.pid
    if answer != Ready(role):
        raise UnexpectedError(Ready.__name__, f"{answer or '–'} ← {_last_words(log)}")
    return Seen(f"{Path(paths.program_command()[0]).name} --worker {role} (PID {pid}): {Ready.__name__}")


def _first_word(child: Child) -> Ready | Failed | None:
    """What the worker says first; None if it dies, or stays silent for too long."""
    until = time.monotonic() + _PATIENCE
    for event in child.events(timeout=1.0):
        if isinstance(event, Ready | Failed):
            return event
        if time.monotonic() > until:
            break
    return None


def _last_words(log: Path) -> str:
    """The end of what it wrote to stderr, where the missing module is named."""
    lines = [line.strip() for line in log.read_text("utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1][-_LAST_WORDS:] if lines else str(log)
