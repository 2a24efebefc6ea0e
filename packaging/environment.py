"""The virtual environment ``.venv`` with everything pinned, made once and made again when the pins change."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import sys
import tomllib
from pathlib import Path

import system_libraries
from steps import StepFailedError, run_logged, say, succeeds

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOG = VENV / "install.log"

# Plain "torch" brings CUDA on Linux, over 3 GB; this index of PyTorch's own has builds for CPUs.
_CPU_TORCH = ("--index-url", "https://download.pytorch.org/whl/cpu")
_STAMP = VENV / "stamp"


def python() -> str:
    """The interpreter of the environment."""
    return str(VENV / "Scripts" / "python.exe" if sys.platform == "win32" else VENV / "bin" / "python")


def provide() -> None:
    """Make the environment unless the one that is there fits; StepFailedError says what stopped it."""
    wanted = _fingerprint()
    if _STAMP.is_file() and _STAMP.read_text("utf-8") == wanted and Path(python()).exists():
        return
    _STAMP.unlink(missing_ok=True)
    _make()
    _install()
    _STAMP.write_text(wanted, "utf-8")


def _fingerprint() -> str:
    """Changes with the pins, the interpreter and the place: an environment can't be moved."""
    parts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "setup.py")]
    parts += [sys.version.encode(), sys.base_prefix.encode(), str(ROOT).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _make() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        say("This Python can't make virtual environments yet.")
        # The log lies in the folder that is to become the environment, which venv does not mind.
        system_libraries.install([package], LOG)
        importlib.invalidate_caches()
        if importlib.util.find_spec("ensurepip") is None:
            raise StepFailedError(f"Python's ensurepip is missing; on Debian and Ubuntu it comes with {package}.")
    if _belongs_to_another_python():
        shutil.rmtree(VENV)
    run_logged("Making .venv", [sys.executable, "-m", "venv", str(VENV)], LOG)


def _belongs_to_another_python() -> bool:
    settings = VENV / "pyvenv.cfg"
    version = ".".join(map(str, sys.version_info[:3]))
    return settings.is_file() and f"version = {version}" not in settings.read_text("utf-8", "replace")


def _install() -> None:
    pip = [python(), "-m", "pip", "--disable-pip-version-check"]
    install = [*pip, "install", "--progress-bar", "off"]
    torch = _pinned("torch")
    if sys.platform.startswith("linux"):
        # Asked first with little patience, so that a network without it costs seconds, not minutes.
        impatient = [*pip, "index", "versions", *_CPU_TORCH, "--timeout", "5", "--retries", "0", "torch"]
        index = _CPU_TORCH if succeeds(impatient, LOG) else ()
        _install_torch([*install, "--no-deps", torch], index)
    run_logged("Installing the program and its libraries", [*install, "-e", f"{ROOT}[dev]"], LOG)


def _install_torch(install: list[str], index: tuple[str, ...]) -> None:
    if index and succeeds([*install, *index, "--retries", "2"], LOG):
        say(f"Installing {install[-1]} for CPUs: done")
    else:
        run_logged(f"Installing {install[-1]} from your own index", install, LOG)


def _pinned(name: str) -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pin: str = next(requirement for requirement in project["dependencies"] if requirement.startswith(f"{name}=="))
    return pin
