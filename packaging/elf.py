"""Which shared libraries a folder needs, and which packages of Debian have them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from freezing import shared_objects
from steps import StepFailedError

_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")
_GLIBC = re.compile(r"GLIBC_(\d+)\.(\d+)")


def leave_to_system(folder: Path) -> list[str]:
    """Remove libraries that Debian has a package for; what the folder then depends on, as a ``Depends`` field has it.

    The system's own copies get its security updates. Only libraries directly in the folder are looked at:
    PyInstaller puts there what it took from the system; packages keep theirs in folders of their own.
    """
    needed = set()
    for file in folder.glob("*.so*"):
        if not file.is_symlink() and not file.name.startswith("libpython") and _package(file.name):
            file.unlink()
            needed.add(file.name)  # though a package may have one of this name for itself, where others can't find it
    needed |= _needed(folder)
    packages = {name: _package(name) for name in sorted(needed)}
    unknown = [name for name, package in packages.items() if not package]
    if unknown:
        raise StepFailedError(f"No package of this system has {', '.join(unknown)}")
    others = sorted(set(packages.values()) - {"libc6"})
    return [f"libc6 (>= {_glibc(folder)})", *others]


def _needed(folder: Path) -> set[str]:
    """Names of libraries that files in the folder load, and that are not in it themselves."""
    there = {file.name for file in folder.rglob("*.so*")}
    names: set[str] = set()
    for file in shared_objects(folder):
        names.update(_NEEDED.findall(_said("readelf", "-d", str(file))))
    return {name for name in names if name not in there and not name.startswith("ld-linux")}


def _package(library: str) -> str:
    """The package of Debian with a library of this name in the system's folders, or nothing."""
    for line in _said("dpkg", "-S", f"*/{library}").splitlines():
        owner, _, path = line.partition(": ")
        if Path(path).parent.parent in (Path("/lib"), Path("/usr/lib")) and Path(path).name == library:
            return owner.partition(":")[0].partition(",")[0]
    return ""


def _glibc(folder: Path) -> str:
    """The newest version of the C library that a file in the folder was linked to."""
    found = {(2, 17)}
    for file in shared_objects(folder):
        found.update((int(major), int(minor)) for major, minor in _GLIBC.findall(_said("readelf", "-V", str(file))))
    return ".".join(map(str, max(found)))


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False).stdout
