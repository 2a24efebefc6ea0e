"""The kinds of worker."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The kinds of worker; ``file`` reads one file without a library."""

    READER = "reader"
    FILE = "file"
    ANSWERER = "answerer"
    PAINTER = "painter"
