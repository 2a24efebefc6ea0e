"""The documents' own bytes, copied into the library and named by their hash."""

from __future__ import annotations

import errno
import hashlib
import shutil
import time
from pathlib import Path

from desktop.domain.errors import ErrorCode, KnownError

_CHUNK = 1 << 20
_RESERVE = 64 << 20  #: bytes to leave free for the tables
_OLD = 3600  #: seconds after which a copy without an owner is no longer one in the making


def content_hash(file: Path) -> str:
    """SHA-256 of a file's bytes in hex; KnownError where it can't be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        code = ErrorCode.NOT_FOUND if isinstance(error, FileNotFoundError) else ErrorCode.NOT_READABLE
        raise KnownError(code, str(file), str(error)) from error


def keep(home: Path, file: Path, document: str) -> str:
    """Copy a file into the library; returns its name there. DISK_FULL if there is no room.

    A copy, not a hard link: programs that change a PDF in place would change the link too.
    """
    folder = home / "originals"
    name = document + file.suffix.lower()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        needed = file.stat().st_size + _RESERVE
        if shutil.disk_usage(folder).free < needed:
            raise KnownError(ErrorCode.DISK_FULL, str(file), str(needed))
        part = folder / (name + ".part")
        shutil.copyfile(file, part)
        part.replace(folder / name)
    except OSError as error:
        code = ErrorCode.DISK_FULL if error.errno == errno.ENOSPC else ErrorCode.NOT_READABLE
        raise KnownError(code, str(file), str(error)) from error
    return name


def path(home: Path, name: str) -> Path:
    """Where the original of this name lies."""
    return home / "originals" / name


def remove(home: Path, name: str) -> None:
    """Delete the library's copy; one that is gone is no error."""
    path(home, name).unlink(missing_ok=True)


def sweep(home: Path, kept: set[str]) -> None:
    """Delete copies that no document owns: left by a removal or a copy that was broken off."""
    folder = home / "originals"
    for file in folder.iterdir() if folder.is_dir() else ():
        if file.name not in kept and time.time() - file.stat().st_mtime > _OLD:
            file.unlink(missing_ok=True)
