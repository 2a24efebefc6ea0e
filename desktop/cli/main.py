"""The command line: the window's tasks without a window."""

from __future__ import annotations

import argparse
import logging
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

import desktop
from desktop.cli.error_words import error_words
from desktop.cli.files import missing, named_files
from desktop.cli.names import LIBRARY_UNUSABLE, PACK_MISSING, REFUSED, ROOMS
from desktop.domain.errors import ErrorCode, KnownError
from desktop.paths import library_home
from desktop.wire import printable

_INTERRUPTED = 130
_EXIT_CODES = {
    ErrorCode.MODEL_MISSING: PACK_MISSING,
    ErrorCode.LIBRARY_UNUSABLE: LIBRARY_UNUSABLE,
    ErrorCode.LIBRARY_NEWER: LIBRARY_UNUSABLE,
    ErrorCode.DISK_FULL: LIBRARY_UNUSABLE,
    ErrorCode.CANCELLED: _INTERRUPTED,
}


def run(arguments: Sequence[str]) -> int:
    """Run one subcommand; its exit code (see ``names``)."""
    logging.basicConfig(level=logging.ERROR)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        with suppress(AttributeError):  # a test's stand-in for it
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        _miss_files(arguments)
        given = _parser(arguments).parse_args(arguments)
        return int(given.run(given))
    except KnownError as error:
        print(error_words(error), file=sys.stderr)
        return _EXIT_CODES.get(error.code, REFUSED)
    except sqlite3.DatabaseError as error:
        print(error_words(KnownError(ErrorCode.LIBRARY_UNUSABLE, str(library_home()), str(error))), file=sys.stderr)
        return LIBRARY_UNUSABLE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        sys.stdout = None  # nobody reads it any more; keeps the interpreter from flushing it
        return _INTERRUPTED


def _miss_files(arguments: Sequence[str]) -> None:
    """Files without a subcommand come here only where none of them is there: the window would have opened."""
    absent = missing(named_files(arguments))
    if absent:
        raise KnownError(ErrorCode.NOT_FOUND, printable(", ".join(absent)))


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tercet",
        description="Triples from your own documents, each value traceable to its page and box.",
        epilog="Without a subcommand the window opens; files named are added, by the window that runs already if there is one.",
    )
    parser.add_argument("--version", action="version", version=f"tercet {desktop.__version__}")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for room in _rooms(arguments):
        import_module(f"desktop.cli.{room}").register(subparsers)
    return parser


def _rooms(arguments: Sequence[str]) -> tuple[str, ...]:
    """The module of the subcommand that is named, since others import engines that it does not need; else all."""
    named = next((ROOMS[one] for one in arguments[:1] if one in ROOMS), None)
    return (named,) if named else tuple(dict.fromkeys(ROOMS.values()))
