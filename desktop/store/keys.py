"""Keys of servers: each in a file of its own that only its owner may read, outside every library."""

from __future__ import annotations

import hashlib
import os
import re
import uuid
from contextlib import suppress
from pathlib import Path

from desktop import paths
from desktop.domain.settings import sendable
from desktop.store.disk import file_error

_NAME = re.compile(
    r"[0-9a-f]{32}"
)  #: what a library calls its key; it may come from anybody, so no other file is meant


def keep_key(library: str, place: str, key: str) -> str:
    """Keep the key of the server at this address for a library's file; returns the name to find it by, no secret.

    KnownError where it can't be kept.
    """
    name, folder = uuid.uuid4().hex, paths.keys_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="utf-8", errors="surrogateescape") as text:
            text.write(f"{place}\n{sendable(key)}\n{library}")
    except OSError as error:
        raise file_error(str(folder), error) from error
    return name


def key_of(name: str, place: str) -> str:
    """The key of this name, if it is for the server at this address; "" where there is none."""
    lines = _lines(name)
    return lines[1] if len(lines) > 1 and lines[0] == place else ""


def forget_key(name: str, library: str) -> None:
    """Drop a key, unless it was kept for another library that is still there, of which this one is a copy."""
    file, lines = _file(name), _lines(name)
    owner = "".join(lines[2:]).rstrip()
    is_own = owner in ("", library, hashlib.sha256(os.fsencode(library)).hexdigest())  # as it was kept before
    with suppress(OSError):  # where it can't be looked up, it stays
        if file is not None and lines and (is_own or (Path(owner).is_absolute() and not Path(owner).is_file())):
            file.unlink(missing_ok=True)


def _lines(name: str) -> list[str]:
    file = _file(name)
    try:
        return file.read_text("utf-8", "surrogateescape").split("\n", 2) if file else []
    except OSError:
        return []


def _file(name: str) -> Path | None:
    return paths.keys_folder() / name if _NAME.fullmatch(name) else None
