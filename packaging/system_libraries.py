"""Libraries of the operating system that the window and the engines stand on: found, installed, or named.

Debian and Ubuntu only; macOS and Windows bring them along.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from steps import say, shown, succeeds

#: What Qt's xcb platform, opencv and llama.cpp open, and the package that has it.
LIBRARIES = {
    "libdbus-1.so.3": "libdbus-1-3",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgomp.so.1": "libgomp1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def provide(log: Path, *, for_tests: bool) -> None:
    """Install what is missing where that is allowed, else print the one line to run and go on."""
    if sys.platform.startswith("linux"):
        install(missing(for_tests=for_tests), log)


def missing(*, for_tests: bool) -> list[str]:
    """Packages of Debian that this machine lacks."""
    here = _loadable()
    packages = [package for library, package in LIBRARIES.items() if library not in here]
    if not _has_chinese_font():
        packages += ["fontconfig", "fonts-wqy-microhei"]
    if for_tests and not shutil.which("Xvfb"):
        packages.append("xvfb")
    return packages


def install(packages: Sequence[str], log: Path) -> None:
    """One call of apt-get for all; where it may not, cannot or is not there, a line that says what to do."""
    if not packages:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        say(f"Missing on this system (names as on Debian), please install: {' '.join(packages)}")
    elif not _may_install():
        say(f"Missing on this system; please run: sudo {shown(command)}")
    else:
        _apt(command, log)


def _apt(command: Sequence[str], log: Path) -> None:
    prefix = [*_as_root(), "env", "DEBIAN_FRONTEND=noninteractive"]
    say(f"Installing system packages: {' '.join(command[4:])} …")
    if succeeds([*prefix, *command], log):
        return
    if succeeds([*prefix, "apt-get", "update"], log) and succeeds([*prefix, *command], log):
        return
    say(f"That did not work (see {log}); please run: sudo apt-get update && sudo {shown(command)}")


def _as_root() -> list[str]:
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


def _may_install() -> bool:
    if os.geteuid() == 0:
        return True
    return bool(shutil.which("sudo")) and _quiet(["sudo", "-n", "true"]).returncode == 0


def _loadable() -> str:
    # /sbin is not on everybody's path.
    ldconfig = shutil.which("ldconfig") or "/sbin/ldconfig"
    return _quiet([ldconfig, "-p"]).stdout


def _has_chinese_font() -> bool:
    return bool(shutil.which("fc-list")) and bool(_quiet(["fc-list", ":lang=zh", "family"]).stdout.strip())


def _quiet(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(list(command), capture_output=True, text=True, check=False)
    except OSError as error:
        return subprocess.CompletedProcess(command, 127, "", str(error))
