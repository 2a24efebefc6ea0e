"""What an installed wheel holds besides code: where ``desktop.paths`` looks for it."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = "from setuptools import build_meta; print(build_meta.build_wheel('wheels'))"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the source."""
    pytest.importorskip("setuptools")
    copy = tmp_path_factory.mktemp("源 source") / "tercet"
    copy.mkdir()
    for name in ("desktop", "resources", "models"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "packs"))
    for name in ("pyproject.toml", "setup.py", "LICENSE", "README.md"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, copy)
    (copy / "models" / "packs" / "big").mkdir(parents=True)
    (copy / "models" / "packs" / "big" / "model.gguf").write_bytes(b"weights")
    (copy / "wheels").mkdir()
    subprocess.run([sys.executable, "-c", BUILD], cwd=copy, check=True, capture_output=True)
    return next((copy / "wheels").glob("*.whl"))


def members(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_module_and_resource_is_in(wheel: Path) -> None:
    inside = members(wheel)
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "desktop").rglob("*.py")}
    resources = {path for path in (ROOT / "resources").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert modules <= inside
    assert {f"desktop/_data/{path.relative_to(ROOT).as_posix()}" for path in resources} <= inside
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "desktop" / "store").rglob("*.sql")} <= inside


def test_catalogue_is_in_and_weights_are_not(wheel: Path) -> None:
    inside = members(wheel)
    assert "desktop/_data/models/catalogue.json" in inside
    assert not any(name.endswith(".gguf") for name in inside)
    assert not any(name.startswith("tests/") for name in inside)


def test_installed_wheel_finds_its_catalogue_and_resources(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    ask = "from desktop import paths; print(paths.catalogue().is_file(), paths.resources().is_dir(), paths.__file__)"
    said = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split(" ", 2)[:2] == ["True", "True"]
    assert str(tmp_path) in said.stdout
