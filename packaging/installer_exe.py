"""The installer for Windows: packaging/windows/tercet.nsi, compiled by NSIS.

NSIS counts its data in 32 bits: an installer may have 2 GB (https://nsis.sourceforge.io/Docs/Chapter1.html), and a
solid one may hold no more than that before compression. So each file is compressed alone, and those that compression
would not shrink are stored. Standard library only.
"""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath

from steps import StepFailedError, run_logged

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "packaging" / "windows" / "tercet.nsi"
WORK = ROOT / "build" / "installer"

#: Icons for every scale of Windows; an icon file has no room for a larger one.
_ICON_SIZES = (16, 24, 32, 48, 64, 256)
#: Weights gain next to nothing, and 1.1 GB of them would take minutes to compress.
_STORED = (".gguf", ".npz", ".whl", ".zip")
#: Characters: C:\\Users\\<20>\\AppData\\Local\\Programs\\Tercet\\ takes 60 of the 259 that Windows allows.
_LONGEST = 199
_OPTIONS = ("-V2", "-WX", "-INPUTCHARSET", "UTF8")  #: warnings are errors
_USUAL_PLACES = (r"C:\Program Files (x86)\NSIS\makensis.exe", r"C:\Program Files\NSIS\makensis.exe")


@dataclass(frozen=True, slots=True)
class Payload:
    """What is installed: the program's folder and its files, as paths below it."""

    program: Path
    files: tuple[PurePath, ...]

    @property
    def folders(self) -> tuple[PurePath, ...]:
        """Every folder below the program's, the deepest first."""
        every = {folder for file in self.files for folder in file.parents if folder.parts}
        return tuple(sorted(every, key=lambda folder: (-len(folder.parts), folder)))

    @property
    def longest(self) -> int:
        """Characters of the longest path."""
        return max(len(str(file)) for file in self.files)

    @property
    def kilobytes(self) -> int:
        """What the files take on the disk."""
        return sum(-(-(self.program / file).stat().st_size // 1024) for file in self.files)


def make(program: Path, version: str, target: Path) -> Path:
    """Compile ``target/Tercet-VERSION-setup.exe`` from the folder ``program``; StepFailedError says what is wrong."""
    compiler = find_compiler()
    if compiler is None:
        raise StepFailedError("NSIS is needed for the installer (choco install nsis, apt install nsis): no makensis.")
    payload = collect(program)
    WORK.mkdir(parents=True, exist_ok=True)
    icon(WORK / "tercet.ico")
    (WORK / "installed.nsh").write_text(installing(payload), "utf-8")
    (WORK / "removed.nsh").write_text(removing(payload), "utf-8")
    installer = target.resolve() / f"Tercet-{version}-setup.exe"
    installer.parent.mkdir(parents=True, exist_ok=True)
    kind = ["-DTARGET=amd64-unicode"] if _has_stub(compiler, "amd64-unicode") else []
    command = [compiler, *_OPTIONS, *_definitions(payload, version, installer), *kind, str(SCRIPT)]
    run_logged("Compiling the installer", command, WORK / "makensis.log")
    return installer


def find_compiler() -> str | None:
    """NSIS's makensis, on the path or where its installer puts it."""
    found = shutil.which("makensis")
    return found or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def collect(program: Path) -> Payload:
    """The program's files; StepFailedError where Windows could not hold them."""
    program = program.resolve()
    files = tuple(sorted(file.relative_to(program) for file in program.rglob("*") if file.is_file()))
    if PurePath("Tercet.exe") not in files:
        raise StepFailedError(f"{program} holds no Tercet.exe; build the program first.")
    payload = Payload(program, files)
    if payload.longest > _LONGEST:
        longest = max(files, key=lambda file: len(str(file)))
        raise StepFailedError(f"This path is too long for Windows: {longest}")
    return payload


def icon(target: Path) -> None:
    """Put the PNG icons into one .ico file, as Windows reads them since Vista.

    Format: https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
    """
    images = [(ROOT / "resources" / "icons" / f"tercet-{size}.png").read_bytes() for size in _ICON_SIZES]
    head = struct.pack("<HHH", 0, 1, len(images))
    place = len(head) + 16 * len(images)
    for size, image in zip(_ICON_SIZES, images, strict=True):
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(image), place)
        place += len(image)
    target.write_bytes(head + b"".join(images))


def installing(payload: Payload) -> str:
    """The script that installs each file, folder by folder, compressed or stored."""
    lines: list[str] = []
    folder: PurePath | None = None
    for file in sorted(payload.files, key=lambda file: (file.parent, _is_stored(file), file)):
        if file.parent != folder:
            folder = file.parent
            lines.append(f"SetOutPath {_quoted('$INSTDIR', folder)}")
        lines.append(f"SetCompress {'off' if _is_stored(file) else 'auto'}")
        lines.append(f'File "{payload.program / file}"')
    lines.append("SetCompress auto")
    return _script(_without_repeats(lines))


def removing(payload: Payload) -> str:
    """The script that deletes each of these files, and a macro that removes the folders that are then empty."""
    deletes = [f"Delete {_quoted('$INSTDIR', file)}" for file in payload.files]
    folders = [f"RMDir {_quoted('$INSTDIR', folder)}" for folder in payload.folders]
    return _script([*deletes, "!macro RemoveFolders", *folders, "!macroend"])


def _definitions(payload: Payload, version: str, installer: Path) -> list[str]:
    values = {
        "VERSION": version,
        "VERSION_NUMBER": version_number(version),
        "LICENCE": ROOT / "LICENSE",
        "ICON": WORK / "tercet.ico",
        "INSTALLED": WORK / "installed.nsh",
        "REMOVED": WORK / "removed.nsh",
        "SIZE_KB": payload.kilobytes,
        "LONGEST": payload.longest,
        "OUTPUT": installer,
    }
    return [f"-D{name}={value}" for name, value in values.items()]


def version_number(version: str) -> str:
    """Four numbers, as Windows wants them: 0.2.0rc1 is 0.2.0.0."""
    numbers = re.findall(r"\d+", re.split(r"[^\d.]", version)[0])
    return ".".join([*numbers, "0", "0", "0", "0"][:4])


def _has_stub(compiler: str, target: str) -> bool:
    """Whether this NSIS can make installers of this kind; the official one for Windows makes 32-bit ones only."""
    told = subprocess.run([compiler, "-HDRINFO"], capture_output=True, check=False).stdout.decode("utf-8", "replace")
    place = re.search(r"NSISDIR=([^,\r\n]+)", told)
    return place is not None and (Path(place[1]) / "Stubs" / f"lzma-{target}").is_file()


def _is_stored(file: PurePath) -> bool:
    return file.suffix in _STORED


def _quoted(folder: str, file: PurePath) -> str:
    """A path of the target in NSIS's own writing: backslashes, and $ doubled."""
    below = str(PureWindowsPath(*file.parts)).replace("$", "$$") if file.parts else ""
    return f'"{folder}\\{below}"' if below else f'"{folder}"'


def _without_repeats(lines: Sequence[str]) -> Iterable[str]:
    """The lines without a SetCompress that changes nothing."""
    setting = ""
    for line in lines:
        if line.startswith("SetCompress "):
            if line == setting:
                continue
            setting = line
        yield line


def _script(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
