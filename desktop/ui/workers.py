"""The worker processes as the window sees them: started when needed, restarted when they die."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from desktop import paths, wire
from desktop.domain.errors import ErrorCode
from desktop.protocol.events import Event, Failed, ReadingProgress, Ready
from desktop.protocol.requests import Ask, FillSheet, Request, Stop
from desktop.protocol.roles import Role
from desktop.ui import receipts
from desktop.ui.logs import log_file
from desktop.wire import Message

ROLES = (Role.PAINTER, Role.READER, Role.ANSWERER)
RESTART_MS = (1_000, 4_000, 16_000)
_FORGIVEN_MS = 60_000
_CANCEL_MS = 5_000
_FAREWELL_MS = 2_000
_OWED_MS = 30_000  #: how long quitting waits for a sign that what was asked for is being done
_TERMINATE_MS = 1_000


@dataclass(slots=True)
class _Open:
    """A request that is not settled, and how often the worker died over it."""

    request: Request
    deaths: int = 0


class Worker(QObject):
    """One worker process of a role. Requests sent before it is ready wait; order is kept."""

    heard = Signal(object)  #: an Event
    restarting = Signal(object)  #: the Role; it died and will be started again
    gave_up = Signal(object)  #: the Role; it died too often
    gone = Signal()  #: after farewell(): the process has ended

    def __init__(self, role: Role, home: Path, parent: QObject, restart_ms: tuple[int, ...] = RESTART_MS) -> None:
        super().__init__(parent)
        self.role = role
        self._log = log_file(home, role.value)
        self._restart_ms = restart_ms
        self._deaths = 0
        self._ready = self._leaving = self._hurried = self._ended_by_us = self._explained = False
        self._open: list[_Open] = []
        self._waiting: list[Request] = []
        self._process = self._make_process()
        self._restart = _single_shot(self, self._launch)
        self._forgive = _single_shot(self, self._forgive_deaths)
        self._patience = _single_shot(self, self._end_harder)
        self._cancelled: list[str] = []

    @property
    def ready(self) -> bool:
        """Whether the process listens."""
        return self._ready

    @property
    def running(self) -> bool:
        """Whether there is a process."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def start(self) -> None:
        """Start the process, unless it runs or is about to be restarted."""
        if not (self.running or self._restart.isActive() or self._leaving):
            self._launch()

    def kill(self) -> None:
        """End the process at once, as a crash would; it is started again."""
        self._process.kill()

    def start_again(self) -> None:
        """Start after giving up, because the person asked for it."""
        self._deaths = 0
        self.start()

    def send(self, request: Request) -> None:
        """Send now, or as soon as the process listens."""
        if receipts.resends(request):
            self._open.append(_Open(request))
            if self._ready and not self._leaving:
                self._process.write(wire.encode(request))
        elif self._ready:
            self._process.write(wire.encode(request))
        else:
            self._waiting.append(request)
        self.start()

    def cancel(self, question: str) -> None:
        """Stop this question or sheet; a process that does not obey within five seconds is ended."""
        self.send(Stop(question))
        self._cancelled.append(question)
        QTimer.singleShot(_CANCEL_MS, self, self._enforce_cancel)

    def farewell(self) -> None:
        """Ask the process to end; ``gone`` comes when it has."""
        self._leaving = True
        self._restart.stop()
        if self._owes():
            self._patience.start(_OWED_MS)
            self._part_owing()
        elif self.running:
            self._patience.start(_FAREWELL_MS)
            self._process.closeWriteChannel()
        else:
            QTimer.singleShot(0, self, self._say_gone)

    def _owes(self) -> bool:
        requests = (*(one.request for one in self._open), *self._waiting)
        return any(map(receipts.outlives_window, requests))

    def _part_owing(self) -> None:
        if self._ready:
            self._process.closeWriteChannel()  # which first writes what is still to be written
        elif not self.running:
            self._launch()

    def _make_process(self) -> QProcess:
        process = QProcess(self)
        process.setProcessEnvironment(_environment())
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_errors)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed)
        return process

    def _launch(self) -> None:
        command = [*paths.program_command(), "--worker", self.role.value]
        self._process.start(command[0], command[1:])

    def _read(self) -> None:
        while self._process.canReadLine():
            line = bytes(self._process.readLine().data())
            try:
                message = wire.decode(line)
            except ValueError as error:
                self._log.write(f"{error}\n".encode())
            else:
                self._hear(message)

    def _hear(self, message: Message) -> None:
        for one in self._open:
            if receipts.settles(message, one.request):
                self._open.remove(one)
                break
        if self._leaving and self._patience.interval() != _TERMINATE_MS:
            self._patience.start(_OWED_MS if self._owes() else _FAREWELL_MS)
        if isinstance(message, Ready):
            self._begin()
        if isinstance(message, ReadingProgress):
            self._deaths = 0
        if isinstance(message, Failed) and not (message.id or self._ready):
            self._explain(message)
        if isinstance(message, Event):
            self.heard.emit(message)

    def _explain(self, why: Failed) -> None:
        self._explained = True  # it can't begin, and said why: no use in trying again
        for request in self._take_open():
            self.heard.emit(Failed(receipts.subject(request), why.code, why.subject, why.detail))

    def _take_open(self) -> tuple[Request, ...]:
        requests, self._open = tuple(one.request for one in self._open), []
        return requests

    def _begin(self) -> None:
        self._ready = True
        self._forgive.start(_FORGIVEN_MS)
        for one in self._open:
            self._process.write(wire.encode(one.request))
        for request in self._waiting:
            self._process.write(wire.encode(request))
        self._waiting = []
        if self._leaving:
            self._process.closeWriteChannel()

    def _read_errors(self) -> None:
        self._log.write(bytes(self._process.readAllStandardError().data()))

    def _failed(self, error: QProcess.ProcessError) -> None:
        if not self._leaving:
            self._log.write(f"{self.role}: {self._process.errorString()}\n".encode())
        if error is QProcess.ProcessError.FailedToStart:
            self._ended()

    def _ended(self) -> None:
        self._read()  # its last words
        listened, self._ready = self._ready, False
        self._forgive.stop()
        if self._leaving:
            self._part()
        elif self._ended_by_us:
            self._ended_by_us = False
            self._launch()
        elif self._explained:
            self._explained = False
            if self._open:  # asked after the explanation: to be explained too
                self._launch()
        else:
            self._recover(listened)

    def _part(self) -> None:
        if self._owes() and not (self._hurried or self._explained):
            self._hurried = True  # it died, hung, or was asked too late: once more
            self._patience.start(_OWED_MS)
            self._launch()
        else:
            self._patience.stop()
            self._say_gone()

    def _recover(self, listened: bool) -> None:
        if listened and self._drop_hopeless():
            self._deaths = 0  # what killed it is gone
            self._restart.start(self._restart_ms[0])
        elif self._deaths < len(self._restart_ms):
            self._restart.start(self._restart_ms[self._deaths])
            self._deaths += 1
            self.restarting.emit(self.role)
        else:
            self._give_up()

    def _drop_hopeless(self) -> bool:
        """Whether the first request in line, which is to blame, has killed it as often as is allowed."""
        if not self._open:
            return False
        first = self._open[0]
        first.deaths += 1
        if first.deaths <= receipts.resends(first.request):
            return False
        self._abandon(first)
        return True

    def _give_up(self) -> None:
        for one in list(self._open):
            if receipts.resends(one.request) == 1:
                self._abandon(one)
        self.gave_up.emit(self.role)

    def _abandon(self, one: _Open) -> None:
        self._open.remove(one)
        self.heard.emit(receipts.given_up(one.request))

    def _forgive_deaths(self) -> None:
        self._deaths = 0

    def _enforce_cancel(self) -> None:
        question = self._cancelled.pop(0)
        stuck = [one for one in self._open if isinstance(one.request, Ask | FillSheet) and one.request.id == question]
        for one in stuck:
            self._open.remove(one)
            self.heard.emit(Failed(question, ErrorCode.CANCELLED))
            self._ended_by_us = self.running
            self._process.kill()

    def _end_harder(self) -> None:
        if self._patience.interval() != _TERMINATE_MS:
            self._process.terminate()
            self._patience.start(_TERMINATE_MS)
        else:
            self._process.kill()

    def _say_gone(self) -> None:
        self.gone.emit()


class Workers(QObject):
    """The three workers of a library."""

    heard = Signal(object)  #: an Event of any of them
    restarting = Signal(object)  #: a Role
    gave_up = Signal(object)  #: a Role
    all_gone = Signal()  #: after farewell()

    def __init__(self, home: Path, parent: QObject, restart_ms: tuple[int, ...] = RESTART_MS) -> None:
        super().__init__(parent)
        self._workers = {role: Worker(role, home, self, restart_ms) for role in ROLES}
        self._present = set(self._workers)
        for worker in self._workers.values():
            worker.heard.connect(self.heard)
            worker.restarting.connect(self.restarting)
            worker.gave_up.connect(self.gave_up)
            worker.gone.connect(partial(self._part_with, worker.role))

    def of(self, role: Role) -> Worker:
        """The worker of this role."""
        return self._workers[role]

    def any_running(self) -> bool:
        """Whether there is a process still."""
        return any(worker.running for worker in self._workers.values())

    def farewell(self) -> None:
        """End them all; ``all_gone`` comes when they have."""
        for worker in self._workers.values():
            worker.farewell()

    def _part_with(self, role: Role) -> None:
        self._present.discard(role)
        if not self._present and not self.any_running():
            self.all_gone.emit()


def _environment() -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONUTF8", "1")
    return environment


def _single_shot(parent: QObject, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(slot)
    return timer
