"""The default model packs as an installer carries them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from desktop.store import packs
from steps import StepFailedError, say

FOLDER = Path("models") / "packs"  #: where the frozen program looks for them, in its data folder


def put_into(folder: Path) -> None:
    """Put every default pack into the folder, verified; StepFailedError names one that is missing or broken."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in _carried():
        state = packs.verify(name)
        if state is not packs.PackState.OK:
            raise StepFailedError(f"The model pack {name} is {state}; fetch it with: packaging/dev.py models fetch")
        shutil.copytree(packs.folder(name), folder / name)
    say(f"Model packs: {_size(folder) / 1e6:.0f} MB")


def _carried() -> Iterator[str]:
    """The default packs, without those whose weights lie in a Python package that is frozen anyway."""
    yield from (pack.name for pack in packs.packs() if pack.default and not pack.package)


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
