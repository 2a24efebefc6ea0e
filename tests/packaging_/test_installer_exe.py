"""``packaging/installer_exe.py``: the installer knows each file by its name, and NSIS compiles it without a warning."""

import io
import re
from pathlib import Path, PurePath

import pytest
from PIL import Image

import installer_exe
from installer_exe import Payload
from steps import StepFailedError
from tests.tools import DEBIAN

compiled = pytest.mark.skipif(not (DEBIAN or installer_exe.find_compiler()), reason="needs NSIS")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program with names that NSIS, Windows and people disagree about."""
    folder = tmp_path / "年报 dist" / "tercet"
    packs = folder / "_internal" / "models" / "packs" / "small"
    packs.mkdir(parents=True)
    (folder / "Tercet.exe").write_bytes(b"MZ window")
    (folder / "tercet-console.exe").write_bytes(b"MZ console")
    (folder / "_internal" / "租赁合同 (扫描).pdf").write_bytes(b"%PDF")
    (folder / "_internal" / "costs $5 `q` it's.txt").write_bytes(b"")
    (packs / "model.gguf").write_bytes(b"GGUF" * 1000)
    (packs / "tokenizer.json").write_bytes(b"{}")
    return folder


def lines(script: str, word: str) -> list[str]:
    return [line for line in script.splitlines() if line.startswith(word)]


def machine(program: Path) -> int:
    """The processor of a Windows program: 0x14C for 32 bits, 0x8664 for 64."""
    start = program.read_bytes()[:4096]
    head = int.from_bytes(start[0x3C:0x40], "little")
    return int.from_bytes(start[head + 4 : head + 6], "little")


def test_every_file_is_installed_and_every_one_is_removed_by_its_name(program: Path) -> None:
    payload = installer_exe.collect(program)
    assert len(payload.files) == 6
    assert len(lines(installer_exe.installing(payload), "File ")) == 6
    assert lines(installer_exe.removing(payload), "Delete ") == [
        r'Delete "$INSTDIR\Tercet.exe"',
        r'Delete "$INSTDIR\_internal\costs $$5 `q` it' + "'s.txt\"",
        r'Delete "$INSTDIR\_internal\models\packs\small\model.gguf"',
        r'Delete "$INSTDIR\_internal\models\packs\small\tokenizer.json"',
        r'Delete "$INSTDIR\_internal\租赁合同 (扫描).pdf"',
        r'Delete "$INSTDIR\tercet-console.exe"',
    ]


def test_folders_are_removed_from_the_inside_and_only_when_empty(program: Path) -> None:
    script = installer_exe.removing(installer_exe.collect(program))
    assert lines(script, "RMDir") == [
        r'RMDir "$INSTDIR\_internal\models\packs\small"',
        r'RMDir "$INSTDIR\_internal\models\packs"',
        r'RMDir "$INSTDIR\_internal\models"',
        r'RMDir "$INSTDIR\_internal"',
    ]


def test_no_folder_is_ever_emptied_whatever_it_holds() -> None:
    assert not re.search(r"RMDir\s+/r", installer_exe.SCRIPT.read_text("utf-8"), re.IGNORECASE)


def test_weights_are_stored_and_the_rest_is_compressed(program: Path) -> None:
    script = installer_exe.installing(installer_exe.collect(program)).splitlines()
    weights = next(place for place, line in enumerate(script) if line.endswith('model.gguf"'))
    assert script[weights - 1] == "SetCompress off"
    tokenizer = next(place for place, line in enumerate(script) if line.endswith('tokenizer.json"'))
    settings = [line for line in script[:tokenizer] if line.startswith("SetCompress ")]
    assert settings[-1] == "SetCompress auto"


@pytest.mark.parametrize(
    ("version", "number"),
    [("0.1.0", "0.1.0.0"), ("1.2", "1.2.0.0"), ("0.2.0rc1", "0.2.0.0"), ("0.2.0.dev3", "0.2.0.0"), ("3", "3.0.0.0")],
)
def test_windows_gets_a_version_of_four_numbers(version: str, number: str) -> None:
    assert installer_exe.version_number(version) == number


def test_size_is_told_in_kilobytes_file_by_file(program: Path) -> None:
    payload = Payload(program, (PurePath("Tercet.exe"), PurePath("_internal/models/packs/small/model.gguf")))
    assert payload.kilobytes == 1 + 4


def test_icon_file_holds_each_size_as_it_was_drawn(tmp_path: Path) -> None:
    target = tmp_path / "tercet.ico"
    installer_exe.icon(target)
    with Image.open(target) as opened:
        sizes = opened.info["sizes"]
        assert sizes == {(size, size) for size in (16, 24, 32, 48, 64, 256)}
        opened.size = (32, 32)
        drawn = (installer_exe.ROOT / "resources" / "icons" / "tercet-32.png").read_bytes()
        assert opened.convert("RGBA").tobytes() == Image.open(io.BytesIO(drawn)).convert("RGBA").tobytes()


def test_folder_without_the_program_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StepFailedError, match=re.escape("Tercet.exe")):
        installer_exe.collect(tmp_path)


def test_path_that_windows_could_not_hold_is_named(program: Path) -> None:
    deep = program / "_internal" / ("d" * 120) / ("f" * 120)
    deep.parent.mkdir()
    deep.write_bytes(b"")
    with pytest.raises(StepFailedError, match="too long for Windows: _internal"):
        installer_exe.collect(program)


def test_without_nsis_the_person_is_told_where_it_comes_from(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installer_exe, "find_compiler", lambda: None)
    with pytest.raises(StepFailedError, match="choco install nsis"):
        installer_exe.make(program, "0.1.0", tmp_path)


@compiled
def test_nsis_compiles_the_script_without_a_warning(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installer_exe, "WORK", tmp_path / "work")
    installer = installer_exe.make(program, "0.1.0", tmp_path / "dist")
    assert installer.name == "Tercet-0.1.0-setup.exe"
    assert installer.read_bytes()[:2] == b"MZ"


@compiled
def test_nsis_without_64_bit_installers_compiles_it_too(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installer_exe, "WORK", tmp_path / "work")
    monkeypatch.setattr(installer_exe, "_has_stub", lambda compiler, target: False)
    installer = installer_exe.make(program, "0.1.0", tmp_path)
    assert machine(installer) == 0x14C
