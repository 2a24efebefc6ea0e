"""Fetching packs: source after source until one gives the right files, then the whole folder at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import filelock

from desktop.domain.errors import ErrorCode, KnownError
from desktop.store.catalogue import Pack, PackageSource, Source
from desktop.store.pack_files import (
    Shelf,
    installed_folder,
    plain_disk_errors,
    put_in_place,
    require_space,
    staging,
)
from desktop.store.pack_sources import fill, source_name, transfer_size
from desktop.store.pack_transfer import Transfer

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPARE = 64 << 20  #: bytes left free on the disk
_ENDS_IT = (ErrorCode.DISK_FULL, ErrorCode.CANCELLED, ErrorCode.NOT_READABLE)


@dataclass(frozen=True, slots=True)
class FetchProgress:
    """Bytes that have arrived for a pack, out of what its source has to send."""

    pack: str
    done: int
    total: int


class FetchState(StrEnum):
    """What became of a pack that was to be fetched."""

    INSTALLED = "installed"
    PRESENT = "present"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a source did not give the pack.

    ``subject`` is the file, requirement or folder. ``detail`` says more; for DISK_FULL it is the
    number of bytes needed.
    """

    code: ErrorCode
    source: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What became of a pack, and what went wrong on the way, source by source."""

    pack: str
    state: FetchState
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Listener:
    """Who asked: told of progress, and asked whether to go on."""

    on_progress: Callable[[FetchProgress], None]
    cancelled: Callable[[], bool]


def fetch_packs(
    shelf: Shelf, names: Sequence[str], listener: Listener, pip: tuple[str, ...]
) -> tuple[FetchResult, ...]:
    """Bring these packs here. A pack in place is left alone; a pack that fails does not stop the others.

    KnownError: NOT_FOUND for a name that the catalogue lacks, CANCELLED while another process fetches,
    NOT_READABLE or DISK_FULL where the folder can't be made.
    """
    wanted = [shelf.pack(name) for name in names]
    with exclusive(shelf.root, listener.cancelled):
        results: list[FetchResult] = []
        for index, pack in enumerate(wanted):
            results.append(_fetch(shelf, pack, listener, pip))
            if results[-1].state in (FetchState.INSTALLED, FetchState.PRESENT):
                drop_downloads(shelf.root, pack, wanted[index + 1 :])
        return tuple(results)


@contextmanager
def exclusive(root: Path, cancelled: Callable[[], bool]) -> Iterator[None]:
    """Only one process at a time changes the folder; others wait here until cancelled."""
    with plain_disk_errors(root, _SPARE):
        downloads_folder(root).mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(root / ".lock")
    while True:
        try:
            lock.acquire(timeout=0.5)
            break
        except filelock.Timeout:
            if cancelled():
                raise KnownError(ErrorCode.CANCELLED, str(root)) from None
    try:
        _clear_leftovers(root)
        yield
    finally:
        lock.release()


def downloads_folder(root: Path) -> Path:
    """Where wheels and parts wait until their pack is in place."""
    return root / ".downloads"


def drop_downloads(root: Path, pack: Pack, pending: Sequence[Pack]) -> None:
    """Delete the pack's wheels, except those that a pack still to come is made from."""
    needed = {wheel.wheel for other in pending for wheel in other.wheels()}
    for wheel in pack.wheels():
        if wheel.wheel not in needed:
            (downloads_folder(root) / wheel.wheel).unlink(missing_ok=True)
    for file in pack.files:
        (downloads_folder(root) / f"{file.sha256}.part").unlink(missing_ok=True)


def _clear_leftovers(root: Path) -> None:
    shutil.rmtree(root / ".staging", ignore_errors=True)
    for broken_off in downloads_folder(root).glob("pip-*"):
        shutil.rmtree(broken_off, ignore_errors=True)


def _fetch(shelf: Shelf, pack: Pack, listener: Listener, pip: tuple[str, ...]) -> FetchResult:
    if installed_folder(shelf, pack):
        return FetchResult(pack.name, FetchState.PRESENT)
    problems: list[Problem] = []
    for source in pack.sources:
        try:
            _install(shelf.root, pack, source, _transfer(shelf.root, pack, source, listener, pip))
            return FetchResult(pack.name, FetchState.INSTALLED, tuple(problems))
        except KnownError as error:
            problems.append(Problem(error.code, source_name(source), error.subject, error.detail))
            if error.code in _ENDS_IT:
                break
    cancelled = bool(problems) and problems[-1].code is ErrorCode.CANCELLED
    return FetchResult(pack.name, FetchState.CANCELLED if cancelled else FetchState.FAILED, tuple(problems))


def _install(root: Path, pack: Pack, source: Source, transfer: Transfer) -> None:
    if transfer.cancelled():
        raise KnownError(ErrorCode.CANCELLED, pack.name)
    needed = _bytes_needed(root, pack, source)
    require_space(root, needed)
    with plain_disk_errors(root, needed), staging(root, pack) as folder:
        fill(source, pack, folder, transfer)
        put_in_place(folder, root, pack)


def _bytes_needed(root: Path, pack: Pack, source: Source) -> int:
    """What has yet to arrive, twice for the file that is being moved, and the pack itself."""
    if isinstance(source, PackageSource):
        return 0
    here = sum(wheel.wheel_size for wheel in pack.wheels() if (downloads_folder(root) / wheel.wheel).is_file())
    largest = max((wheel.wheel_size for wheel in pack.wheels()), default=0)
    return max(0, transfer_size(source, pack) - here) + largest + pack.size + _SPARE


def _transfer(root: Path, pack: Pack, source: Source, listener: Listener, pip: tuple[str, ...]) -> Transfer:
    total = transfer_size(source, pack)

    def on_bytes(done: int) -> None:
        listener.on_progress(FetchProgress(pack.name, done, total))

    return Transfer(downloads_folder(root), pip, listener.cancelled, on_bytes)
