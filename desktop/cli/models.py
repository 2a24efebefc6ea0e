"""``tercet models list | fetch [NAME…] | verify | import FILE``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.cli.columns import aligned
from desktop.cli.model_words import PROBLEMS, RESULTS, ROLES, STATES, TEXTS, size_text
from desktop.cli.names import DONE, PACK_MISSING, REFUSED, USAGE
from desktop.cli.words import words
from desktop.domain.errors import ErrorCode, KnownError
from desktop.store import packs
from desktop.store.packs import FetchProgress, FetchResult, Pack, PackState, Problem

_BAR = 30  #: characters of a full progress bar
_REFUSALS = {
    ErrorCode.NOT_FOUND: "not-ours",
    ErrorCode.HASH_MISMATCH: "wrong-hash",
}


# mypy knows the type of argparse's subparsers only by a private name.
def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the ``models`` subcommand."""
    models = subparsers.add_parser("models", help=_say("help"))
    actions = models.add_subparsers(required=True, metavar="ACTION")
    actions.add_parser("list", help=_say("help-list")).set_defaults(run=show)
    fetching = actions.add_parser("fetch", help=_say("help-fetch"))
    fetching.add_argument("names", nargs="*", metavar="NAME", help=_say("help-names"))
    fetching.set_defaults(run=fetch)
    actions.add_parser("verify", help=_say("help-verify")).set_defaults(run=verify)
    importing = actions.add_parser("import", help=_say("help-import"))
    importing.add_argument("file", type=Path, metavar="FILE", help=_say("help-file"))
    importing.set_defaults(run=take)


def show(_: argparse.Namespace) -> int:
    """Print every pack with its role, size, licence and state."""
    rows = [_say("header").split("|")]
    rows.extend(_row(pack) for pack in packs.packs())
    for line in aligned(rows):
        print(line)
    return DONE


def fetch(arguments: argparse.Namespace) -> int:
    """Fetch the named packs, else the default ones; says why where one could not be had."""
    known = {pack.name: pack for pack in packs.packs()}
    names: Sequence[str] = arguments.names or packs.default_packs()
    unknown = [name for name in names if name not in known]
    if unknown:
        _complain(_say("unknown", name=unknown[0]))
        return USAGE
    absent = packs.missing(names)
    if not absent:
        _complain(_say("all-present"))
        return DONE
    bar = _Bar(known)
    results = packs.fetch(absent, bar.show, lambda: False)
    bar.end()
    for result in results:
        _tell(result)
    return PACK_MISSING if packs.missing(names) else DONE


def verify(_: argparse.Namespace) -> int:
    """Hash the packs that are here; 4 if a default one is missing or any is broken."""
    whole = True
    for pack in packs.packs():
        state = packs.verify(pack.name)
        print(f"{pack.name}: {words(STATES, state)}")
        if state is PackState.BROKEN:
            _complain(_say("refetch", name=pack.name))
        whole = whole and (state is PackState.OK or (state is PackState.MISSING and not pack.default))
    return DONE if whole else PACK_MISSING


def take(arguments: argparse.Namespace) -> int:
    """Import a pack from a file; 3 if it is refused."""
    if not arguments.file.exists():
        _complain(_say("not-there", path=arguments.file))
        return REFUSED
    try:
        name = packs.import_file(arguments.file)
    except KnownError as error:
        if error.code not in _REFUSALS:
            raise
        _complain(_say(_REFUSALS[error.code], path=arguments.file))
        return REFUSED
    incomplete = packs.missing(name.split(", "))
    print(_say("incomplete", name=", ".join(incomplete)) if incomplete else _say("imported", name=name))
    return DONE


def _row(pack: Pack) -> list[str]:
    state = words(STATES, PackState.MISSING if packs.missing((pack.name,)) else PackState.OK)
    shown = _say("default", state=state) if pack.default else state
    return [pack.name, words(ROLES, pack.role), size_text(pack.size), pack.licence, shown]


class _Bar:
    """Progress on stderr: a moving bar on a terminal, else one line as a pack begins."""

    def __init__(self, known: Mapping[str, Pack]) -> None:
        self._known = known
        self._pack = ""
        self._moves = sys.stderr.isatty()

    def show(self, progress: FetchProgress) -> None:
        """Draw the bar, or announce the pack."""
        if progress.pack != self._pack:
            self._begin(progress)
        if self._moves:
            share = min(1.0, progress.done / max(1, progress.total))
            bar = ("█" * round(share * _BAR)).ljust(_BAR, "░")
            print(f"\r  {bar} {share:4.0%}", end="", file=sys.stderr, flush=True)

    def _begin(self, progress: FetchProgress) -> None:
        self.end()
        self._pack = progress.pack
        _complain(_say("fetching", name=progress.pack, size=size_text(self._known[progress.pack].size)))

    def end(self) -> None:
        """Leave the line of the bar."""
        if self._moves and self._pack:
            print(file=sys.stderr)


def _tell(result: FetchResult) -> None:
    _complain(words(RESULTS, result.state, name=result.pack))
    for problem in result.problems:
        _complain("  " + _problem(problem))


def _problem(problem: Problem) -> str:
    needed = size_text(int(problem.detail)) if problem.code is ErrorCode.DISK_FULL else ""
    return words(
        PROBLEMS, problem.code, source=problem.source, subject=problem.subject, detail=problem.detail, size=needed
    )


def _complain(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _say(key: str, **values: object) -> str:
    return words(TEXTS, key, **values)
