"""The licences of everything inside the frozen program, as one text."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import Distribution, PackageMetadata, distribution, packages_distributions
from pathlib import Path

from PyInstaller.archive.readers import CArchiveReader

from bundle import ROOT

#: Files with a licence in them: by their name, or by the folder that they lie in.
_TEXT = re.compile(r"(^|/)((LICEN[CS]E|COPYING|NOTICE|AUTHORS|COPYRIGHT|ThirdPart)[^/]*|licenses/.+)$", re.IGNORECASE)
_NO_TEXT = (".py", ".pyc", ".so", ".pyi", ".json")
_TEXTS = ROOT / "packaging" / "licence_texts"  #: for works that come without a text of their own
_RULE = "\n" + "-" * 100 + "\n"
_HEAD = """Tercet
======

Copyright: the Tercet authors. Licence: AGPL-3.0-or-later; its text comes first below.
The program contains the works of others, each under its own licence. First the list, then the texts.
"""


@dataclass(frozen=True, slots=True)
class Work:
    """Something inside: its name and version, its licence in short, where it comes from, and the texts."""

    name: str
    licence: str
    home: str = ""
    texts: tuple[str, ...] = field(default=(), repr=False)


def text(folder: Path) -> str:
    """List and texts for the one-folder program; a text that several works share stands once."""
    works = [_python(), *_distributions(folder), *_models(), *_system_libraries(folder)]
    return _told(_HEAD, works, (ROOT / "LICENSE").read_text("utf-8"))


def text_of_packs() -> str:
    """The same for the model packs alone."""
    return _told("The model packs of Tercet are the works of others, each under its own licence.\n", list(_models()))


def _told(head: str, works: Sequence[Work], *texts: str) -> str:
    listed = [f"{work.name}\n    {work.licence}\n    {work.home}".rstrip() for work in works]
    parts = [head, *listed, *(f"{_RULE}{one}" for one in texts)]
    owners: dict[str, list[str]] = {}
    for work in works:
        for one in work.texts:
            owners.setdefault(one.strip(), []).append(work.name)
    parts += [f"{_RULE}{', '.join(dict.fromkeys(names))}:\n\n{one}" for one, names in owners.items() if one]
    return "\n".join(parts) + "\n"


def _python() -> Work:
    place = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    texts = (place.read_text("utf-8"),) if place.is_file() else ()
    return Work(f"Python {sys.version.split()[0]}", "PSF-2.0", "https://www.python.org", texts)


def _distributions(folder: Path) -> Iterator[Work]:
    owners = packages_distributions()
    names = {owner for package in _packages(folder) for owner in owners.get(package, ())}
    for name in sorted(names | {"pyinstaller"}, key=str.lower):
        if name.lower() != "tercet":
            yield _work(distribution(name))


def _packages(folder: Path) -> set[str]:
    """Top-level names of what is inside: modules in the archive at the program's end, folders beside it."""
    program = next(file for file in folder.iterdir() if file.stem.lower() == "tercet" and file.is_file())
    modules = CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc
    beside = {file.name.partition(".")[0] for file in (folder / "_internal").iterdir()}
    return {name.partition(".")[0] for name in modules} | beside


def _work(owner: Distribution) -> Work:
    about = owner.metadata
    classifiers = [one.rpartition(" :: ")[2] for one in about.get_all("Classifier", []) if one.startswith("License")]
    stated = _first(about, "License").strip()
    short = stated if len(stated) < 80 and "\n" not in stated else ""
    licence = _first(about, "License-Expression") or short or ", ".join(classifiers) or "see its text"
    home = _first(about, "Home-page") or next(iter(about.get_all("Project-URL", [])), "").rpartition(", ")[2]
    files = [file for file in owner.files or () if _TEXT.search(str(file)) and file.suffix not in _NO_TEXT]
    texts = tuple(_read(owner.locate_file(file)) for file in files) or _common_texts(licence)
    return Work(f"{about['Name']} {owner.version}", licence, home, texts)


def _common_texts(licence: str) -> tuple[str, ...]:
    """The texts that a short name of a licence stands for, of those that are kept here."""
    named = licence.replace("Apache Software License", "Apache-2.0")
    return tuple(_read(file) for file in sorted(_TEXTS.glob("*.txt")) if file.stem in named)


def _first(about: PackageMetadata, field: str) -> str:
    return next(iter(about.get_all(field) or ()), "")


def _read(file: object) -> str:
    place = Path(str(file))
    return place.read_text("utf-8", "replace") if place.is_file() else ""


def _models() -> Iterator[Work]:
    from desktop.store.packs import packs

    for pack in packs():
        if pack.default:
            yield Work(f"Model pack {pack.name}", pack.licence, pack.upstream, _common_texts(pack.licence))


def _system_libraries(folder: Path) -> Iterator[Work]:
    """Libraries that PyInstaller took from a Debian system; elsewhere it takes none."""
    if not sys.platform.startswith("linux"):
        return
    files = [file.name for file in (folder / "_internal").glob("*.so*") if not file.is_symlink()]
    for package in sorted(set(_owners(files))):
        place = Path("/usr/share/doc") / package / "copyright"
        yield Work(f"{package} (of Debian)", "see its text", "https://packages.debian.org", (_read(place),))


def _owners(libraries: Iterable[str]) -> Iterator[str]:
    for library in libraries:
        said = subprocess.run(["dpkg", "-S", f"*/{library}"], capture_output=True, text=True, check=False).stdout
        if said:
            yield said.partition(":")[0]
