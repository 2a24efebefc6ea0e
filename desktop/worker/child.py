"""A worker started from the command line: killed with its parent, started again when it dies."""

from __future__ import annotations

import os
import queue
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from desktop import paths
from desktop.protocol.events import Event
from desktop.protocol.roles import Role
from desktop.wire import Message, decode, encode


class Child:
    """A running worker process. ``next`` gives its events; a dead one is noticed and can be restarted.

    ``home`` is the library that it serves, this program's own one where none is named.
    """

    def __init__(self, role: Role, log: Path | None = None, home: Path | None = None) -> None:
        self._role = role
        self._log = log
        self._home = home
        self._start()

    def _start(self) -> None:
        with open(self._log or os.devnull, "ab") as log:  # noqa: PTH123 - the null device has no folder
            self._process = subprocess.Popen(
                [*paths.program_command(), "--worker", self._role],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env={**os.environ, "TERCET_HOME": str(self._home)} if self._home else None,
            )
        self._events: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, args=(self._process, self._events), daemon=True).start()

    @property
    def pid(self) -> int:
        """The worker's process id."""
        return self._process.pid

    def send(self, message: Message) -> None:
        """Send a request; one to a dead worker is lost, as ``next`` will tell."""
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        with suppress(OSError):
            self._process.stdin.write(encode(message))
            self._process.stdin.flush()

    def events(self, timeout: float) -> Iterator[Event | None]:
        """Events as they come; None whenever none came for so long; ends when the worker has died."""
        while True:
            try:
                event = self._events.get(timeout=timeout)
            except queue.Empty:
                yield None
                continue
            if event is None:
                return
            yield event  # type: ignore[misc]  # a worker sends events only

    def restart(self) -> None:
        """Start the worker again after it died."""
        self.close()
        self._start()

    def close(self) -> None:
        """End the worker: end of stdin, then a signal."""
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @staticmethod
    def _listen(process: subprocess.Popen[bytes], events: queue.SimpleQueue[Message | None]) -> None:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        for line in process.stdout:
            try:
                events.put(decode(line))
            except ValueError:
                continue
        events.put(None)
