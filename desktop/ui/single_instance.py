"""One window per library: a later start hands its files to the window that runs already, and ends.

The first start over a library holds a lock and listens on a local socket. Both are named after the library's folder,
so that windows over different libraries do not meet. A message is one JSON line; the answer is one line too.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

import msgspec
from PySide6.QtCore import QCryptographicHash, QDeadlineTimer, QDir, QLockFile, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.wire import local_path, wire_path

_MOST_BYTES = 8_000_000  #: of one message; no system takes a command line that is longer
_ANSWER_MS = 2_000  #: how long a later start waits for a window that listens
_BEGIN_SECONDS = 10.0  #: how long it waits for one that is just being started, or just being closed
_LOOK_SECONDS = 0.05
_TAKEN = b"taken\n"


@dataclass(frozen=True, slots=True)
class Opening:
    """What a start asks for: files and folders to add (absolute paths), and the desktop's leave to take the focus."""

    files: tuple[str, ...] = ()
    token: str = ""


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    """Where the starts over one library meet: the socket's name (on Unix its path), and the first one's lock."""

    socket: str
    lock: str


class _Reply(Enum):
    TAKEN = auto()
    SILENT = auto()  #: somebody listens, but does not answer
    NOBODY = auto()


class SingleInstance(QObject):
    """This start among those over the same library: either hands over, or is the first and listens."""

    asked = Signal(object)  #: the Opening of a later start

    def __init__(self, home: Path, answer_ms: int = _ANSWER_MS, begin_seconds: float = _BEGIN_SECONDS) -> None:
        super().__init__()
        self._place = meeting_place(home)
        self._answer_ms, self._begin_seconds = answer_ms, begin_seconds
        self._lock = QLockFile(self._place.lock)
        self._lock.setStaleLockTime(0)  # held as long as the window is open; only a dead program's lock is stale
        self._server: QLocalServer | None = None

    def hand_over(self, opening: Opening) -> bool:
        """Whether a running window took it. If not, this start opens a window; Qt's application need not exist yet."""
        until = time.monotonic() + self._begin_seconds
        while True:
            reply = _call(self._place.socket, opening, self._answer_ms)
            if reply is not _Reply.NOBODY or self._is_first() or time.monotonic() > until:
                return reply is _Reply.TAKEN
            time.sleep(_LOOK_SECONDS)

    def listen(self) -> None:
        """Hear later starts from now on. A window that is not the first one, as the first hangs, hears none."""
        if not (self._lock.isLocked() or self._lock.tryLock(0)):
            return
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        QLocalServer.removeServer(self._place.socket)  # a killed program's; whoever holds the lock is alone
        if not self._server.listen(self._place.socket):
            self.close()

    def close(self) -> None:
        """Hear nothing any more: the next start is the first."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        self._lock.unlock()

    def _is_first(self) -> bool:
        """Whether nobody else holds the lock; also where there can't be one."""
        return self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError

    def _welcome(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            call = _Call(self._server.nextPendingConnection())
            call.heard.connect(self.asked)
            call.read()


class _Call(QObject):
    """The line to a later start. Whoever says nothing in time, too much, or nonsense is cut off."""

    heard = Signal(object)  #: an Opening

    def __init__(self, socket: QLocalSocket) -> None:
        super().__init__(socket)
        self._socket = socket
        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(self.read)
        QTimer.singleShot(_ANSWER_MS, self, self._cut_off)

    def read(self) -> None:
        """Look whether the message is complete."""
        if self._socket.canReadLine():
            self._take(bytes(self._socket.readLine().data()))
        elif self._socket.bytesAvailable() > _MOST_BYTES:
            self._cut_off()

    def _take(self, line: bytes) -> None:
        try:
            opening = decode(line)
        except ValueError:
            self._cut_off()
            return
        self.heard.emit(opening)
        self._socket.write(_TAKEN)
        self._socket.flush()

    def _cut_off(self) -> None:
        self._socket.abort()


def encode(opening: Opening) -> bytes:
    """One JSON line with its line feed."""
    files = tuple(wire_path(path) for path in opening.files)
    return msgspec.json.encode(Opening(files, opening.token)) + b"\n"


def decode(line: bytes) -> Opening:
    """The opening of a line; ValueError if it is none."""
    try:
        opening = msgspec.json.decode(line, type=Opening)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ValueError(f"not an opening: {line[:80]!r}") from error
    return Opening(tuple(local_path(path) for path in opening.files), opening.token)


def activation_token() -> str:
    """The desktop's leave for the window of this start to take the focus; empty where it gives none.

    https://wayland.app/protocols/xdg-activation-v1; the other name is that of the older startup notification.
    """
    return os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID", "")


def meeting_place(home: Path) -> MeetingPlace:
    """Where the starts over the library in this folder meet: short whatever the folder, and nobody else's."""
    folder = os.fsencode(os.path.normcase(home.resolve()))
    digest = QCryptographicHash.hash(folder, QCryptographicHash.Algorithm.Sha256)
    name = f"tercet-{digest.data().hex()[:16]}"
    if sys.platform == "win32":
        return MeetingPlace(name, str(Path(QDir.tempPath()) / f"{name}.lock"))
    meeting = _private_folder() or home
    return MeetingPlace(str(meeting / f"{name}.socket"), str(meeting / f"{name}.lock"))


def _private_folder() -> Path | None:
    # Not QStandardPaths.RuntimeLocation: it warns on the terminal where there is no XDG_RUNTIME_DIR.
    given = os.environ.get("XDG_RUNTIME_DIR")
    if given and _is_private(Path(given)):
        return Path(given)
    ours = Path(QDir.tempPath()) / f"tercet-{os.getuid()}"
    with suppress(OSError):
        ours.mkdir(mode=0o700)
    return ours if _is_private(ours) else None


def _is_private(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022


def _call(name: str, opening: Opening, wait_ms: int) -> _Reply:
    socket, deadline = QLocalSocket(), QDeadlineTimer(wait_ms)
    socket.connectToServer(name)
    if not socket.waitForConnected(wait_ms):
        connecting = socket.state() is QLocalSocket.LocalSocketState.ConnectingState
        return _Reply.SILENT if connecting else _Reply.NOBODY
    _give_focus_away()
    socket.write(encode(opening))
    while not socket.canReadLine() and socket.waitForReadyRead(deadline.remainingTime()):
        pass
    if socket.canReadLine():
        return _Reply.TAKEN if bytes(socket.readLine().data()) == _TAKEN else _Reply.SILENT
    return _Reply.SILENT if deadline.hasExpired() else _Reply.NOBODY


def _give_focus_away() -> None:
    """Windows: only the program that was just started may say who comes to the front (AllowSetForegroundWindow)."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # ASFW_ANY
