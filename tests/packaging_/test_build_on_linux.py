"""The Debian package and what goes into it, made from a small stand-in for the frozen program."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

import bundle
import deb
import freezing
import licences
import weights
from desktop.store import packs
from tests.tools import needs


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """A one-folder program: a real binary, a library of the system, a library of its own."""
    folder = tmp_path / "tercet"
    inside = folder / "_internal"
    inside.mkdir(parents=True)
    shutil.copy("/bin/true", folder / "tercet")
    shutil.copy(Path("/lib/x86_64-linux-gnu/libz.so.1").resolve(), inside / "libz.so.1")
    shutil.copy("/bin/true", inside / "libours.so")
    # A package's own library of the same name: no other library finds it there.
    (inside / "torch").mkdir()
    shutil.copy(inside / "libz.so.1", inside / "torch" / "libz.so.1")
    (folder / freezing.LICENCES).write_text("All the licences\n", "utf-8")
    return folder


@pytest.fixture
def package(frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package of the program, unpacked; its control files in DEBIAN."""
    monkeypatch.setattr(deb, "_WORK", tmp_path / "work")
    monkeypatch.setattr(deb, "LOG", tmp_path / "log")
    target = tmp_path / "dist"
    target.mkdir()
    file = deb.program(frozen, "0.1.0", target)
    assert file.name.startswith("tercet_0.1.0_")
    unpacked = tmp_path / "unpacked"
    subprocess.run(["dpkg-deb", "-R", str(file), str(unpacked)], check=True)
    return unpacked


@needs("dpkg-deb")
def test_package_holds_program_and_what_a_desktop_wants(package: Path) -> None:
    share = package / "usr" / "share"
    assert (package / "opt" / "tercet" / "tercet").stat().st_mode & 0o755 == 0o755
    assert (package / "usr" / "bin" / "tercet").readlink() == Path("/opt/tercet/tercet")
    assert "application/pdf" in (share / "applications" / "tercet.desktop").read_text("utf-8")
    for size in deb.ICON_SIZES:
        assert (share / "icons" / "hicolor" / f"{size}x{size}" / "apps" / "tercet.png").is_file()
    assert (share / "man" / "man1" / "tercet.1.gz").is_file()
    assert (share / "doc" / "tercet" / "copyright").read_text("utf-8") == "All the licences\n"


@needs("dpkg-deb")
def test_metainfo_names_version_and_day(package: Path) -> None:
    metainfo = next((package / "usr" / "share" / "metainfo").iterdir())
    release = Xml.parse(metainfo).getroot().find("releases/release")
    assert release is not None
    assert release.get("version") == "0.1.0"
    assert "@" not in (release.get("date") or "@")


@needs("dpkg-deb")
def test_libraries_of_the_system_are_asked_for_instead_of_carried(package: Path) -> None:
    inside = package / "opt" / "tercet" / "_internal"
    control = (package / "DEBIAN" / "control").read_text("utf-8")
    assert not (inside / "libz.so.1").exists()
    assert (inside / "libours.so").is_file()
    assert (inside / "torch" / "libz.so.1").is_file()
    assert "Depends: libc6 (>= 2." in control
    assert "zlib1g" in control
    assert "fonts-wqy-microhei | " in control
    assert "Recommends: tercet-models" in control


@needs("dpkg-deb")
def test_removal_says_where_the_library_stays(package: Path) -> None:
    removed = subprocess.run(
        ["sh", package / "DEBIAN" / "postrm", "remove"], capture_output=True, text=True, check=True
    )
    upgraded = subprocess.run(
        ["sh", package / "DEBIAN" / "postrm", "upgrade"], capture_output=True, text=True, check=True
    )
    assert "~/.local/share/Tercet" in removed.stdout
    assert upgraded.stdout == ""


@needs("dpkg-deb")
def test_models_package_lies_where_the_program_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def put(folder: Path) -> None:
        (folder / "tiny").mkdir(parents=True)
        (folder / "tiny" / "model.onnx").write_bytes(b"weights")

    monkeypatch.setattr(weights, "put_into", put)
    monkeypatch.setattr(deb, "_WORK", tmp_path / "work")
    monkeypatch.setattr(deb, "LOG", tmp_path / "log")
    file = deb.models("0.1.0", tmp_path)
    listed = subprocess.run(["dpkg-deb", "-c", str(file)], capture_output=True, text=True, check=True).stdout
    assert file.name == "tercet-models_0.1.0_all.deb"
    assert "./opt/tercet/_internal/models/packs/tiny/model.onnx" in listed


@pytest.mark.parametrize(
    ("tool", "file"),
    [
        pytest.param(["desktop-file-validate"], "tercet.desktop", marks=needs("desktop-file-validate")),
        pytest.param(
            ["appstreamcli", "validate", "--no-net"],
            "io.github.tercet.Tercet.metainfo.xml",
            marks=needs("appstreamcli"),
        ),
    ],
)
def test_desktop_files_keep_to_their_specifications(tool: list[str], file: str, tmp_path: Path) -> None:
    deb.put_desktop_files(tmp_path, "0.1.0")
    found = next((tmp_path / "usr" / "share").rglob(file))
    said = subprocess.run([*tool, str(found)], capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize("name", ["onnxruntime", "pypdfium2", "PySide6_Essentials", "tokenizers", "torch"])
def test_every_library_brings_the_text_of_its_licence(name: str) -> None:
    work = licences._work(distribution(name))
    assert work.licence
    assert any("permi" in text.lower() for text in work.texts)


def test_every_model_pack_brings_the_text_of_its_licence() -> None:
    words = licences.text_of_packs()
    for pack in packs.packs():
        assert pack.name in words or not pack.default
    assert "Permission is hereby granted" in words
    assert "Apache License" in words


def test_what_no_process_opens_stays_out() -> None:
    entries = [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/site/libqxcb.so", "BINARY"),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "/site/libqgtk3.so", "BINARY"),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", "/site/a.qm", "DATA"),
        ("PySide6/Qt/translations/qtbase_fr.qm", "/site/b.qm", "DATA"),
        ("torch/bin/torch_shm_manager", "/site/torch_shm_manager", "BINARY"),
        ("torch/bin/protoc", "/site/protoc", "BINARY"),
        ("numpy/tests/data.txt", "/site/data.txt", "DATA"),
    ]
    kept = [name for name, _, _ in bundle.kept(entries)]
    assert kept == [entries[0][0], entries[2][0], entries[4][0]]


def test_libraries_of_a_package_are_none_of_the_system() -> None:
    assert bundle.is_of_system("/usr/lib/x86_64-linux-gnu/libz.so.1")
    assert bundle.is_of_system("/lib/x86_64-linux-gnu/libdbus-1.so.3")
    assert not bundle.is_of_system("/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0")
    assert not bundle.is_of_system("/usr/lib/python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so")
    assert not bundle.is_of_system("/home/somebody/.venv/lib/python3.11/site-packages/torch/lib/libc10.so")


def test_every_part_of_the_command_line_is_frozen() -> None:
    hidden = bundle.hidden_modules()
    for path in (bundle.ROOT / "desktop").rglob("*.py"):
        name = ".".join(path.relative_to(bundle.ROOT).with_suffix("").parts).removesuffix(".__init__")
        assert name in hidden or name == "desktop.__main__"


def test_program_with_pip_inside_speaks_as_pip() -> None:
    command = [sys.executable, "-P", "-m", "desktop", "--pip", "--version"]
    said = subprocess.run(command, cwd=bundle.ROOT, capture_output=True, text=True, check=True).stdout
    assert said.startswith("pip ")
