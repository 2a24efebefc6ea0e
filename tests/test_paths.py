"""Where things lie in a frozen program."""

import os
import sys
from pathlib import Path

import pytest

from desktop import paths


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A frozen program in a folder with a space and Chinese characters."""
    folder = tmp_path / "程序 files"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(folder / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "Tercet.exe"))
    return folder


def test_data_lies_in_the_frozen_folder(frozen: Path) -> None:
    assert paths.catalogue() == frozen / "_internal" / "models" / "catalogue.json"
    assert paths.pack_folders()[1] == frozen / "_internal" / "models" / "packs"


@pytest.mark.parametrize("before", [None, "/opt/theirs"])
def test_programs_of_the_system_get_their_own_libraries(
    frozen: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("LD_LIBRARY_PATH", str(frozen / "_internal"))
    if before:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    paths.restore_environment()
    assert os.environ.get("LD_LIBRARY_PATH") == before
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


@pytest.mark.parametrize(("platform", "name"), [("linux", "Tercet.exe"), ("win32", "tercet-console.exe")])
def test_workers_are_started_by_a_program_that_has_a_stdin(
    frozen: Path, monkeypatch: pytest.MonkeyPatch, platform: str, name: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert paths.program_command() == [str(frozen / name)]
