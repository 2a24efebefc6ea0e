"""Ends a worker that a library has hung, from outside Python: whoever started it starts it again."""

from __future__ import annotations

import faulthandler
from collections.abc import Iterator
from contextlib import contextmanager

PAGE_SECONDS = 60  #: a page, or the opening of a file, that takes longer has hung its engine


@contextmanager
def hang_guard() -> Iterator[None]:
    """What is inside must end in time, or the process does, even while native code holds the interpreter."""
    faulthandler.dump_traceback_later(PAGE_SECONDS, exit=True)
    try:
        yield
    finally:
        unguard()


def unguard() -> None:
    """Nothing need end in time any more; there is one guard for all threads."""
    faulthandler.cancel_dump_traceback_later()
