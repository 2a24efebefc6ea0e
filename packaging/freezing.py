"""The one-folder program: PyInstaller's work, libraries stripped, the licences of all that is inside."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import licences
from bundle import ROOT
from steps import StepFailedError, run_logged, say

LOG = ROOT / "build" / "build.log"
LICENCES = "LICENCES.txt"


def freeze(target: Path) -> Path:
    """Make ``target/tercet``, replacing what is there; StepFailedError says what stopped it."""
    folder = target / "tercet"
    recipe = ROOT / "packaging" / "tercet.spec"
    places = ["--distpath", str(target), "--workpath", str(ROOT / "build")]
    freezer = [sys.executable, "-P", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, str(recipe)]
    run_logged("Freezing the program", freezer, LOG)
    if sys.platform.startswith("linux"):
        say(f"Stripping libraries: {_strip(folder) / 1e6:.0f} MB less")
    (folder / LICENCES).write_text(licences.text(folder), "utf-8")
    return folder


def shared_objects(folder: Path) -> Iterator[Path]:
    """Every program and library of ELF format under the folder, links left out."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink() and _is_elf(file):
            yield file


def _is_elf(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(4) == b"\x7fELF"


def _strip(folder: Path) -> int:
    """Take symbols for debuggers and linkers out; the bytes that were saved."""
    saved = 0
    for file in shared_objects(folder):
        # What auditwheel has moved about does not survive strip, and what is added to a program's end gets lost.
        if file.parent.name.endswith(".libs") or file.parent == folder:
            continue
        saved += _stripped(file)
    return saved


def _stripped(file: Path) -> int:
    before = file.stat().st_size
    trial = file.with_name(f"{file.name}.stripped")
    done = subprocess.run(["strip", "--strip-unneeded", "-o", trial, file], capture_output=True, text=True, check=False)
    if done.returncode:
        raise StepFailedError(f"strip failed: {done.stderr.strip()}")
    shutil.copymode(file, trial)
    trial.replace(file)
    return before - file.stat().st_size
