"""The disk image for macOS: Tercet.app beside a link to Applications, signed without a name, and what the app says.

Apple's own tools (codesign, ditto, hdiutil) do it. Without a paid identity nothing can be notarised, so a downloaded
image opens after a visit to System Settings › Privacy & Security. Standard library only.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from steps import StepFailedError, run_logged, say

ROOT = Path(__file__).resolve().parent.parent

#: What the app tells macOS; PyInstaller adds the names, the version and the icon.
#: Keys: https://developer.apple.com/documentation/bundleresources/information-property-list
INFO_PLIST: dict[str, object] = {
    "CFBundleIdentifier": "io.github.tercet.Tercet",
    "CFBundleName": "Tercet",
    "CFBundleDisplayName": "Tercet",
    "CFBundleDevelopmentRegion": "en",
    "CFBundleLocalizations": ["en", "zh-Hans"],
    # Under "Open With", never the program that opens PDFs by default.
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": "PDF",
            "CFBundleTypeRole": "Viewer",
            "LSHandlerRank": "Alternate",
            "LSItemContentTypes": ["com.adobe.pdf"],
        }
    ],
    "LSApplicationCategoryType": "public.app-category.productivity",
    "LSMinimumSystemVersion": "14.0",
    "NSHighResolutionCapable": True,
    "NSHumanReadableCopyright": "AGPL-3.0-or-later",
    "NSRequiresAquaSystemAppearance": False,
}

#: hdiutil says "Resource busy" while Spotlight or a virus scanner looks at a new image.
_TRIES = 4
_PAUSE_SECONDS = 10


def make(app: Path, version: str, target: Path) -> Path:
    """Make ``target/Tercet-VERSION.dmg`` from Tercet.app; StepFailedError says what went wrong."""
    if not (app / "Contents" / "Info.plist").is_file():
        raise StepFailedError(f"{app} is no app; build the program first.")
    work = ROOT / "build" / "dmg"
    shutil.rmtree(work, ignore_errors=True)
    stage, log = work / "stage", work / "dmg.log"
    stage.mkdir(parents=True)
    copy = stage / app.name
    run_logged("Copying the app", ["ditto", str(app), str(copy)], log)
    for what, command in signing(copy):
        run_logged(what, command, log)
    (stage / "Applications").symlink_to("/Applications")
    image = target / f"Tercet-{version}.dmg"
    image.parent.mkdir(parents=True, exist_ok=True)
    _patiently("Making the disk image", imaging(stage, version, image), log)
    run_logged("Checking the disk image", ["hdiutil", "verify", str(image)], log)
    return image


def signing(app: Path) -> tuple[tuple[str, list[str]], ...]:
    """Steps that sign the app without an identity: Apple's processors run nothing unsigned."""
    return (
        ("Signing the app", ["codesign", "--force", "--deep", "--timestamp=none", "-s", "-", str(app)]),
        ("Checking the signature", ["codesign", "--verify", "--deep", "--strict", str(app)]),
    )


def imaging(stage: Path, version: str, image: Path) -> list[str]:
    """The command that makes a compressed, read-only image from a folder."""
    named = ["-volname", f"Tercet {version}", "-srcfolder", str(stage)]
    return ["hdiutil", "create", *named, "-fs", "APFS", "-format", "UDZO", "-ov", str(image)]


def _patiently(what: str, command: Sequence[str], log: Path) -> None:
    for left in reversed(range(_TRIES)):
        try:
            run_logged(what, command, log)
            return
        except StepFailedError:
            if not left:
                raise
            say(f"{what} failed; trying again in {_PAUSE_SECONDS} s.")
            time.sleep(_PAUSE_SECONDS)


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
