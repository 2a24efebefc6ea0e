"""What can go wrong in a way that a person can mend. Bugs are other exceptions."""

from __future__ import annotations

from enum import StrEnum


class ErrorCode(StrEnum):
    """Names of the errors; their words live in ``ui`` and ``cli``."""

    NOT_A_DOCUMENT = "not-a-document"
    EMPTY_FILE = "empty-file"
    NO_PAGES = "no-pages"
    NO_TEXT = "no-text"
    DAMAGED = "damaged"
    LOCKED = "locked"
    WRONG_PASSWORD = "wrong-password"  # noqa: S105 - the name of an error
    NOT_FOUND = "not-found"
    NOT_READABLE = "not-readable"
    DISK_FULL = "disk-full"
    LIBRARY_UNUSABLE = "library-unusable"
    LIBRARY_NEWER = "library-newer"
    MODEL_MISSING = "model-missing"
    MODEL_BROKEN = "model-broken"
    SERVER_FAILED = "server-failed"
    NOT_A_GGUF = "not-a-gguf"
    NOT_FIELDS = "not-fields"
    NOT_A_MODEL = "not-a-model"
    SOURCE_GONE = "source-gone"
    HASH_MISMATCH = "hash-mismatch"
    UNKNOWN_DOCUMENT = "unknown-document"
    WORKER_DIED = "worker-died"
    CANCELLED = "cancelled"


class KnownError(Exception):
    """An error that a person can mend: a code, the thing it is about, and a detail for the log."""

    def __init__(self, code: ErrorCode, subject: str = "", detail: str = "") -> None:
        super().__init__(f"{code}: {subject} {detail}".strip())
        self.code = code
        self.subject = subject
        self.detail = detail
