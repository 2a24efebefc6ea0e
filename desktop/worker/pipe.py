"""A worker's end of the pipe: requests come in by a thread, events go out one line each."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

from desktop.protocol import Event, Message, Stop, claim_stdin, claim_stdout, decode, encode


class EndOfInput(Exception):  # noqa: N818 - not an error: the other side has gone
    """stdin has ended: the worker is to end too."""


class Pipe:
    """Requests from stdin, events to what was stdout; stdout itself now goes to stderr."""

    def __init__(self) -> None:
        self._at_end: Callable[[], None] | None = None
        self._in = claim_stdin()
        self._out = claim_stdout()
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

    def stopped(self, question: str) -> bool:
        """Whether this question is to be answered no more, or the other side has gone."""
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
