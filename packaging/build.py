"""Builds the frozen program and this system's installers from it; started by ``dev.py build``.

Runs in the project's environment, which PyInstaller copies from. Results lie in ``dist``, what is only on the
way there in ``build``.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import freezing
import weights
from bundle import ROOT
from desktop import __version__
from steps import StepFailedError, say

DIST = ROOT / "dist"


def main() -> int:
    """Build all; 0, or 1 with the step that failed."""
    began = time.monotonic()
    try:
        made = _MAKERS.get(sys.platform, _linux)()
    except StepFailedError as error:
        print(error, file=sys.stderr)
        return 1
    for file in made:
        say(f"{file.stat().st_size / 1e6:8.1f} MB  {file.relative_to(ROOT)}")
    say(f"Built in {time.monotonic() - began:.0f} s")
    return 0


def _linux() -> list[Path]:
    import appimage
    import deb

    for old in (*DIST.glob("tercet*.deb"), *DIST.glob("Tercet-*.AppImage")):
        old.unlink()
    program = freezing.freeze(DIST)
    debs = [deb.program(program, __version__, DIST), deb.models(__version__, DIST)]
    return [*debs, appimage.make(program, __version__, DIST)]


def _windows() -> list[Path]:
    import installer_exe

    program = freezing.freeze(DIST)
    weights.put_into(program / "_internal" / weights.FOLDER)
    return [installer_exe.make(program, __version__, DIST)]


def _macos() -> list[Path]:
    import dmg

    freezing.freeze(DIST)
    app = DIST / "Tercet.app"
    weights.put_into(app / "Contents" / "Resources" / weights.FOLDER)
    shutil.copy(DIST / "tercet" / freezing.LICENCES, app / "Contents" / "Resources")
    return [dmg.make(app, __version__, DIST)]


_MAKERS: dict[str, Callable[[], list[Path]]] = {"win32": _windows, "darwin": _macos}


if __name__ == "__main__":
    sys.exit(main())
