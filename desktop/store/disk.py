"""What the disk says, as errors that a person can mend."""

from __future__ import annotations

import errno
import sqlite3

from desktop.domain.errors import ErrorCode, KnownError

#: SQLite's own: no room for the file, or for the shared memory beside it.
_SQLITE_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)


def is_full(error: BaseException) -> bool:
    """Whether this means that the disk is full; of a file's error also, that the person's share of it is."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", None) in _SQLITE_FULL
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


def file_error(subject: str, error: OSError) -> KnownError:
    """DISK_FULL or NOT_READABLE, with the system's reason, for a file that could not be read or written."""
    if is_full(error):
        return KnownError(ErrorCode.DISK_FULL, subject)
    return KnownError(ErrorCode.NOT_READABLE, subject, error.strerror or str(error))
