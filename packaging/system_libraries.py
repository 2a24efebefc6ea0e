"""Libraries of the operating system that the window and the engines stand on: found, installed, or named.

Debian and Ubuntu only; macOS and Windows bring them along.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from enum import Enum, auto
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
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",  # QtNetwork
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


#: What Qt's Wayland platform opens: there wherever Wayland is, and to be found when installers are built.
_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
#: Programs that tests drive windows, look at desktop files and compile the Windows installer with, and their packages.
_TESTERS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "makensis": "nsis",
}
#: Programs that build installers, and the package that has each.
_BUILDERS = {"objdump": "binutils", "mksquashfs": "squashfs-tools"}


class Purpose(Enum):
    """What the machine is to be fit for; all but RUN need more than running the program."""

    RUN = auto()
    TEST = auto()
    BUILD = auto()


def provide(log: Path, purpose: Purpose) -> None:
    """Install what is missing where that is allowed, else print the one line to run and go on."""
    if sys.platform.startswith("linux"):
        install(missing(purpose), log)


def missing(purpose: Purpose) -> list[str]:
    """Packages of Debian that this machine lacks."""
    here = _loadable()
    wanted = LIBRARIES | _WAYLAND if purpose is Purpose.BUILD else LIBRARIES
    packages = [package for library, package in wanted.items() if library not in here]
    if not _has_chinese_font():
        packages += ["fontconfig", "fonts-wqy-microhei"]
    if purpose is Purpose.TEST:
        packages += _missing_programs(_TESTERS)
    if purpose is Purpose.BUILD:
        packages += _missing_programs(_BUILDERS) + _missing_python()
    return packages


def _missing_programs(wanted: Mapping[str, str]) -> list[str]:
    return [package for program, package in wanted.items() if not shutil.which(program)]


def _missing_python() -> list[str]:
    # Debian's own Python is linked whole; PyInstaller wants its library.
    library = f"libpython{sys.version_info.major}.{sys.version_info.minor}"
    beside = Path(sysconfig.get_config_var("LIBDIR") or "") / f"{library}.so.1.0"
    if not beside.exists() and f"{library}.so.1.0" not in _loadable():
        return [library]
    return []


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
