"""Debian packages: the program, and the model packs beside it, so that an update need not carry them again.

Format: deb(5), Debian Policy 4.6. Built without debhelper, which knows nothing of a frozen program.
"""

from __future__ import annotations

import gzip
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import elf
import licences
import weights
from bundle import ROOT
from freezing import LICENCES, LOG
from steps import run_logged

DATA = ROOT / "packaging" / "linux"
HOME = Path("opt") / "tercet"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_WORK = ROOT / "build" / "deb"
_MAINTAINER = "The Tercet authors <tercet@users.noreply.github.com>"
#: No library asks for these by name: what fonts are read with, and a font that has Chinese.
_FONTS = ("fontconfig-config", "fonts-wqy-microhei | fonts-noto-cjk | fonts-wqy-zenhei | fonts-droid-fallback")


def program(frozen: Path, version: str, target: Path) -> Path:
    """``tercet_VERSION_amd64.deb`` from the one-folder program."""
    tree = _emptied("tercet")
    shutil.copytree(frozen, tree / HOME, symlinks=True)
    (tree / HOME / LICENCES).unlink()
    needed = elf.leave_to_system(tree / HOME / "_internal")
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / "tercet").symlink_to(f"/{HOME}/tercet")
    put_desktop_files(tree, version)
    documents = _documents(tree, "tercet", version)
    shutil.copy(frozen / LICENCES, documents / "copyright")
    fields = {
        "Package": "tercet",
        "Architecture": _architecture(),
        "Depends": ", ".join([*needed, *_FONTS]),
        "Recommends": "tercet-models, ca-certificates",
        "Section": "text",
        "Description": (
            "ask PDF documents, and see each answer on its page\n"
            " Tercet reads PDFs on your own computer - text, tables, scans, in Chinese and\n"
            " English - and answers questions with triples of entity, attribute and value.\n"
            " Every value stands verbatim in a box of a page; what the documents do not say\n"
            " is refused. No account, no cloud, no network."
        ),
    }
    return _packed(tree, fields, version, target)


def models(version: str, target: Path) -> Path:
    """``tercet-models_VERSION_all.deb`` with the default packs."""
    tree = _emptied("tercet-models")
    weights.put_into(tree / HOME / "_internal" / weights.FOLDER)
    (_documents(tree, "tercet-models", version) / "copyright").write_text(licences.text_of_packs(), "utf-8")
    fields = {
        "Package": "tercet-models",
        "Architecture": "all",
        "Enhances": "tercet",
        "Section": "text",
        "Description": (
            "model packs of Tercet\n"
            " Text recognition (PP-OCRv6), embeddings (bge-small) and a language model\n"
            " (Qwen2.5-Coder 1.5B), so that Tercet needs no network at its first start."
        ),
    }
    return _packed(tree, fields, version, target, "-Zzstd", "-z3")


def put_desktop_files(tree: Path, version: str) -> None:
    """Desktop entry, icons, AppStream metainfo and man page under ``tree/usr/share``."""
    share = tree / "usr" / "share"
    icons = ROOT / "resources" / "icons"
    _copy(DATA / "tercet.desktop", share / "applications" / "tercet.desktop")
    _copy(icons / "tercet.svg", share / "icons" / "hicolor" / "scalable" / "apps" / "tercet.svg")
    for size in ICON_SIZES:
        place = share / "icons" / "hicolor" / f"{size}x{size}" / "apps" / "tercet.png"
        _copy(icons / f"tercet-{size}.png", place)
    metainfo = DATA / "io.github.tercet.Tercet.metainfo.xml"
    _write(share / "metainfo" / metainfo.name, _dated(metainfo, version))
    manual = share / "man" / "man1" / "tercet.1.gz"
    _write(manual, gzip.compress(_dated(DATA / "tercet.1", version), mtime=0))


def _emptied(name: str) -> Path:
    tree = _WORK / name
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    return tree


def _documents(tree: Path, name: str, version: str) -> Path:
    folder = tree / "usr" / "share" / "doc" / name
    folder.mkdir(parents=True)
    _write(folder / "NEWS.gz", gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), mtime=0))
    signed = f" -- {_MAINTAINER}  {format_datetime(datetime.now(UTC))}"
    entry = f"{name} ({version}) stable; urgency=medium\n\n  * See NEWS.gz beside this file.\n\n{signed}\n"
    _write(folder / "changelog.gz", gzip.compress(entry.encode(), mtime=0))
    return folder


def _packed(tree: Path, fields: dict[str, str], version: str, target: Path, *options: str) -> Path:
    control = tree / "DEBIAN"
    control.mkdir()
    size = sum(file.lstat().st_size for file in tree.rglob("*") if not file.is_dir()) // 1024
    common = {"Version": version, "Maintainer": _MAINTAINER, "Installed-Size": str(size), "Priority": "optional"}
    common["Homepage"] = "https://github.com/tercet/tercet"
    every = {**fields, **common}
    ordered = {name: every[name] for name in sorted(every, key=_place)}
    (control / "control").write_text("".join(f"{name}: {value}\n" for name, value in ordered.items()), "utf-8")
    (control / "md5sums").write_text("".join(_sums(tree)), "utf-8")
    if fields["Package"] == "tercet":
        for script in ("prerm", "postrm"):
            shutil.copy(DATA / script, control / script)
            (control / script).chmod(0o755)
    subprocess.run(["chmod", "-R", "u=rwX,go=rX", str(tree)], check=True)
    file = target / f"{fields['Package']}_{version}_{fields['Architecture']}.deb"
    packing = ["dpkg-deb", "--root-owner-group", *(options or ("-Zxz", "-z6")), "--build", str(tree), str(file)]
    run_logged(f"Packing {file.name}", packing, LOG)
    return file


def _place(name: str) -> int:
    """Package first, Description last, as dpkg has them."""
    return {"Package": 0, "Version": 1, "Description": 3}.get(name, 2)


def _sums(tree: Path) -> Iterator[str]:
    files = sorted(file for file in tree.rglob("*") if file.is_file() and not file.is_symlink())
    names = [str(file.relative_to(tree)) for file in files if "DEBIAN" not in file.parts]
    for start in range(0, len(names), 500):
        yield _said(["md5sum", *names[start : start + 500]], tree)


def _architecture() -> str:
    return _said(["dpkg", "--print-architecture"], ROOT).strip()


def _said(command: Sequence[str], folder: Path) -> str:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def _dated(file: Path, version: str) -> bytes:
    words = file.read_text("utf-8").replace("@VERSION@", version)
    return words.replace("@DATE@", datetime.now(UTC).date().isoformat()).encode()


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
