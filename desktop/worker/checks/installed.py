"""Checks of what is installed: the model packs, byte by byte, and the person's library."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from desktop import paths
from desktop.domain.errors import ErrorCode, KnownError
from desktop.store import packs
from desktop.store.catalogue import PackageSource
from desktop.store.database import database_file, open_reading
from desktop.store.pack_files import broken_files
from desktop.worker.checks.finding import Check, Seen, Subject, expect

_LANGUAGE_MODEL = "llm"  #: the role, as the catalogue has it
_MEGABYTE = 1_000_000


def checks() -> Iterator[Check]:
    """The catalogue, each pack that the program wants to have, and the library."""
    yield Check(Subject.CATALOGUE, "", _catalogue)
    with suppress(Exception):  # a broken catalogue has its own line already
        for name in _wanted():
            yield Check(Subject.PACK, name, partial(_pack, name))
    yield Check(Subject.LIBRARY, str(paths.library_home()), _library)


def place(name: str) -> Path:
    """A pack's folder; KnownError(MODEL_MISSING), or what is missing of a pack that comes with the program."""
    try:
        return packs.folder(name)
    except KnownError:
        pack = _pack_named(name)
        if pack.package is None:
            raise
        raise _lacking(pack, pack.package) from None


def _lacking(pack: packs.Pack, source: PackageSource) -> Exception:
    spec = importlib.util.find_spec(source.package)
    if spec is None or not spec.submodule_search_locations:
        return ModuleNotFoundError(f"No module named {source.package!r}", name=source.package)
    folder = Path(spec.submodule_search_locations[0], source.folder)
    return FileNotFoundError(
        ", ".join(str(folder / one.name) for one in pack.files if not (folder / one.name).is_file())
    )


def _pack_named(name: str) -> packs.Pack:
    return next(one for one in packs.packs() if one.name == name)


def _catalogue() -> Seen:
    return Seen(", ".join(pack.name for pack in packs.packs()))


def _wanted() -> Iterator[str]:
    """The default packs, with the language model that ``TERCET_LLM`` names in place of the default one."""
    chosen = os.environ.get("TERCET_LLM")
    for pack in packs.packs():
        if pack.name == chosen or (pack.default and not (chosen and pack.role == _LANGUAGE_MODEL)):
            yield pack.name


def _pack(name: str) -> Seen:
    """Its files have the right SHA-256; a broken pack is taken out of use, to be fetched again."""
    folder, pack = place(name), _pack_named(name)
    broken = broken_files(folder, pack)
    if broken:
        packs.verify(name)
        raise KnownError(ErrorCode.MODEL_BROKEN, name, ", ".join(str(folder / file) for file in broken))
    return Seen(f"{pack.size / _MEGABYTE:.0f} MB, SHA-256")


def _library() -> Seen:
    home = paths.library_home()
    if not home.exists() or (home.is_dir() and not database_file(home).exists()):
        return Seen("–")  # the first document makes it; a check only looks
    with closing(open_reading(home)) as db:
        word = str(db.execute("PRAGMA quick_check").fetchone()[0])
        expect("ok", word)
    return Seen(word)
