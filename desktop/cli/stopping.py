"""Ctrl+C on the command line: a flag that long work looks at.

An exception is no way to break it off: raised where an engine's own code has called Python, it is lost there, and raised
while an engine is being loaded, it can leave its threads waiting for each other.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event

from desktop.cli.words import words
from desktop.domain.errors import ErrorCode, KnownError

_WORDS = {
    "en": {"stopping": "Stopping… Ctrl+C once more ends it at once."},
    "zh": {"stopping": "正在停止……再按一次 Ctrl+C 立即结束。"},
}


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl+C was pressed since, for the work within; pressed once more, it ends the program as it stands."""
    pressed = Event()

    def stop(*_: object) -> None:
        pressed.set()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        with suppress(RuntimeError, OSError, ValueError):  # in the middle of another line, or nobody reads it any more
            print(words(_WORDS, "stopping"), file=sys.stderr, flush=True)

    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as for a job in the background
        yield pressed.is_set
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def look(stopped: Callable[[], bool]) -> None:
    """KnownError(CANCELLED) where the work is to stop."""
    if stopped():
        raise KnownError(ErrorCode.CANCELLED)
