"""Pack folders on disk: where packs lie, whether they are whole, and putting one in place at once.

``ROOT/NAME`` is a pack; it counts only with the marker that is written last. ``ROOT/.downloads`` keeps
what was fetched until its packs are in place, ``ROOT/.staging`` is a pack in the making.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from desktop.domain.errors import ErrorCode, KnownError
from desktop.store.catalogue import Pack, PackageSource, PackFile
from desktop.store.disk import is_full

_CHUNK = 1 << 20
_MARKER = "pack.sha256"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The packs there are, and the folders they may lie in; the first folder takes the fetched ones."""

    packs: tuple[Pack, ...]
    folders: tuple[Path, ...]

    @property
    def root(self) -> Path:
        """The folder that fetched packs go to."""
        return self.folders[0]

    def pack(self, name: str) -> Pack:
        """The pack of this name; KnownError(NOT_FOUND) if the catalogue has none."""
        for pack in self.packs:
            if pack.name == name:
                return pack
        raise KnownError(ErrorCode.NOT_FOUND, name)


def installed_folder(shelf: Shelf, pack: Pack) -> Path | None:
    """The folder of a pack that is in place, else None; looks at names and the marker, hashes nothing."""
    if pack.package:
        return _package_folder(pack.package, pack)
    for root in shelf.folders:
        if _marked(root / pack.name, pack):
            return root / pack.name
    return None


def broken_files(folder: Path, pack: Pack) -> tuple[str, ...]:
    """The files of the pack that are not what the catalogue says; reads every byte."""
    return tuple(file.name for file in pack.files if not is_file(folder / file.name, file.sha256))


def is_file(path: Path, sha256: str) -> bool:
    """Whether there is a file with this SHA-256."""
    return path.is_file() and sha256_of(path) == sha256


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def take_out_of_use(folder: Path) -> None:
    """Remove the marker, so that the pack counts as missing until it is fetched again."""
    with suppress(OSError):  # a folder of an installer may be read-only
        (folder / _MARKER).unlink()


@contextmanager
def staging(root: Path, pack: Pack) -> Iterator[Path]:
    """An empty folder to build the pack in; gone afterwards unless ``put_in_place`` took it."""
    folder = root / ".staging" / pack.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder.parent, ignore_errors=True)


def put_in_place(staged: Path, root: Path, pack: Pack) -> None:
    """Write the files that the catalogue holds, then the marker, then swap the whole folder in.

    A kill at any point leaves the old pack, the new one, or none: never a half one.
    """
    for file in pack.files:
        if file.lines:
            write_durably(staged / file.name, file.text)
        elif not (staged / file.name).is_file():
            raise KnownError(ErrorCode.SOURCE_GONE, file.name, "no source gave it")
    write_durably(staged / _MARKER, pack.digest.encode())
    target = root / pack.name
    if target.exists():
        target.replace(staged.parent / f"{pack.name}.old")
    staged.replace(target)


def copy_checked(stream: Iterator[bytes], target: Path, file: PackFile) -> None:
    """Write the pieces to ``target``; KnownError(HASH_MISMATCH) and no file if they are not ``file``."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with target.open("wb") as out:
        for piece in stream:
            digest.update(piece)
            out.write(piece)
        _flush(out)
    if digest.hexdigest() != file.sha256:
        target.unlink()
        raise KnownError(ErrorCode.HASH_MISMATCH, file.name, f"sha256 {digest.hexdigest()}")


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The stream in pieces of a mebibyte."""
    while piece := stream.read(_CHUNK):
        yield piece


def write_durably(target: Path, content: bytes) -> None:
    """Write a small file and see it onto the disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        out.write(content)
        _flush(out)


@contextmanager
def plain_disk_errors(root: Path, needed: int) -> Iterator[None]:
    """Turn a full disk into KnownError(DISK_FULL, root, bytes needed), other refusals into NOT_READABLE."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise KnownError(ErrorCode.DISK_FULL, str(root), str(needed)) from error
        raise KnownError(ErrorCode.NOT_READABLE, str(error.filename or root), str(error)) from error


def require_space(root: Path, needed: int) -> None:
    """KnownError(DISK_FULL, root, bytes needed) where the disk has less room than this."""
    if shutil.disk_usage(root).free < needed:
        raise KnownError(ErrorCode.DISK_FULL, str(root), str(needed))


def _marked(folder: Path, pack: Pack) -> bool:
    try:
        return (folder / _MARKER).read_text("utf-8") == pack.digest
    except OSError:
        return False


def _package_folder(source: PackageSource, pack: Pack) -> Path | None:
    spec = importlib.util.find_spec(source.package)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / source.folder
        if all((folder / file.name).is_file() for file in pack.files):
            return folder
    return None


def _flush(out: IO[bytes]) -> None:
    out.flush()
    os.fsync(out.fileno())
