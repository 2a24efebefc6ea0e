"""Log files of a bounded size, for what the workers and the window have to say to a developer."""

from __future__ import annotations

from pathlib import Path

_MOST_BYTES = 1_000_000


class LogFile:
    """Appends to a file; when it is full the file becomes ``….1`` and a new one is begun."""

    def __init__(self, path: Path, most_bytes: int = _MOST_BYTES) -> None:
        self.path = path
        self._most_bytes = most_bytes

    def write(self, text: bytes) -> None:
        """Append; a disk that takes nothing more is no reason to stop the program."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._make_room(len(text))
            with self.path.open("ab") as file:
                file.write(text[-self._most_bytes :])
        except OSError:
            return

    def _make_room(self, needed: int) -> None:
        if self.path.exists() and self.path.stat().st_size + needed > self._most_bytes:
            self.path.replace(self.path.with_suffix(self.path.suffix + ".1"))


def log_file(home: Path, name: str) -> LogFile:
    """The log of this part of the program."""
    return LogFile(home / "logs" / f"{name}.log")
