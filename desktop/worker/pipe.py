"""A worker's end of the pipe: requests come in by a thread, events go out one line each."""

from __future__ import annotations

import logging
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import IO

from desktop.protocol.events import Event
from desktop.protocol.requests import Stop
from desktop.wire import Message, decode, encode


class EndOfInput(Exception):  # noqa: N818 - not an error: the other side has gone
    """stdin has ended: the worker is to end too."""


class Pipe:
    """Requests from stdin, events to what was stdout; stdout itself now goes to stderr."""

    def __init__(self) -> None:
        self._at_end: Callable[[], None] | None = None
        self._in = _claim_stdin()
        self._out = _claim_stdout()
        self._lines: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._stopped: set[str] = set()
        self._ended = False
        threading.Thread(target=self._listen, name="stdin", daemon=True).start()

    def at_end(self, leave: Callable[[], None]) -> None:
        """Call this, in another thread, when stdin has ended, whatever the worker is doing then."""
        self._at_end = leave

    def pending(self) -> Iterator[Message]:
        """Take the requests that nobody has looked at yet."""
        while True:
            try:
                message = self._lines.get_nowait()
            except queue.Empty:
                return
            if message is not None:
                yield message

    def send(self, event: Event) -> None:
        """Write one event. Where nobody listens any more it is lost, and what is being done is done all the same:

        the end of stdin, which comes with it, ends the worker once all that was asked for is done.
        """
        with suppress(OSError):  # on Windows a closed pipe is an invalid argument
            self._out.write(encode(event))

    def next(self, timeout: float) -> Message | None:
        """The next request, waiting at most so many seconds; EndOfInput at the end."""
        try:
            message = self._lines.get(timeout=timeout) if timeout > 0 else self._lines.get_nowait()
        except queue.Empty:
            return None
        if message is None:
            raise EndOfInput
        return message

    def is_waiting(self) -> bool:
        """Whether a request has come in that nobody has looked at yet."""
        return not self._lines.empty()

    def stopped(self, question: str) -> bool:
        """Whether this question, or sheet, is to be answered no more, or the other side has gone."""
        return self._ended or question in self._stopped

    def _listen(self) -> None:
        for line in self._in:
            try:
                message = decode(line)
            except ValueError as error:
                logging.getLogger(__name__).warning("%s", error)
                continue
            if isinstance(message, Stop):
                self._stopped.add(message.id)
            else:
                self._lines.put(message)
        self._ended = True
        if self._at_end:
            self._at_end()
        self._lines.put(None)


def _claim_stdin() -> IO[bytes]:
    """Keep fd 0 for messages and leave an empty one in its place.

    On Windows a thread that waits on stdin holds up every library that looks at the standard streams as it is
    loaded, numpy among them: https://github.com/numpy/numpy/issues/24290
    """
    kept, empty = os.dup(0), os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
    return os.fdopen(kept, "rb")


def _claim_stdout() -> IO[bytes]:
    """Keep fd 1 for messages and point it at stderr, so that a library that prints does no harm."""
    kept = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return os.fdopen(kept, "wb", buffering=0)
