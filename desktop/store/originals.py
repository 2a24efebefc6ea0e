"""The documents' own bytes, copied into the library and named by their hash."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import ErrorCode, KnownError
from desktop.store.disk import file_error

_CHUNK = 1 << 20
_RESERVE = 64 << 20  #: bytes to leave free for the tables
_OLD = 3600  #: seconds after which a copy without an owner is no longer one in the making


def content_hash(file: Path) -> str:
    """SHA-256 of a file's bytes in hex; KnownError where it is empty, no plain file, or can't be read."""
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise KnownError(ErrorCode.NOT_A_DOCUMENT, str(file))
        if not status.st_size:
            raise KnownError(ErrorCode.EMPTY_FILE, str(file))
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError) as error:
        code = ErrorCode.NOT_FOUND if isinstance(error, FileNotFoundError) else ErrorCode.NOT_READABLE
        raise KnownError(code, str(file), str(error)) from error


@dataclass(frozen=True, slots=True)
class Copy:
    """A file's bytes inside the library, not yet in their place; ``name`` is what they are called there."""

    name: str
    _part: Path

    def put_in_place(self) -> None:
        """From now on the library has it."""
        self._part.replace(self._part.with_name(self.name))


@contextmanager
def copied(home: Path, file: Path, document: str) -> Iterator[Copy]:
    """A copy of a file, gone afterwards unless it was put in its place; DISK_FULL if there is no room.

    A copy, not a hard link: programs that change a PDF in place would change the link too.
    """
    folder = home / "originals"
    name = document + file.suffix.lower()
    part = folder / f"{name}.{os.getpid()}.part"  # its own: another process may be taking the same file
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lacking = room_lacking(home, file.stat().st_size)
        if lacking:
            raise KnownError(ErrorCode.DISK_FULL, str(file), lacking)
        shutil.copyfile(file, part)
        yield Copy(name, part)
    except OSError as error:
        raise file_error(str(file), error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def room_lacking(home: Path, more: int = 0) -> str:
    """How much room the library's disk lacks for so many bytes and its own tables, like ``64 MB``; ``""`` for none."""
    lacking = more + _RESERVE - shutil.disk_usage(home).free
    return f"{-(-lacking // 1_000_000)} MB" if lacking > 0 else ""


def path(home: Path, name: str) -> Path:
    """Where the original of this name lies."""
    return home / "originals" / name


def remove(home: Path, name: str) -> None:
    """Delete the library's copy; one that is gone, or still open elsewhere, is left for the next sweep."""
    with suppress(OSError):
        path(home, name).unlink(missing_ok=True)


def sweep(home: Path, kept: set[str]) -> None:
    """Delete copies that no document owns: left by a removal or a copy that was broken off."""
    folder = home / "originals"
    for file in folder.iterdir() if folder.is_dir() else ():
        with suppress(OSError):
            if file.name not in kept and time.time() - file.stat().st_mtime > _OLD:
                file.unlink(missing_ok=True)
