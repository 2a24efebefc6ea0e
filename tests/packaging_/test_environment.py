"""The virtual environment: when it is made, how torch gets in, what happens when a step fails."""

import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import environment
import steps
import system_libraries
from system_libraries import Purpose

PROJECT = '[project]\ndependencies = ["torch==2.13.0", "numpy==2.3.5"]\n'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source tree in a folder whose name is not plain."""
    root = tmp_path / "源码 tree"
    root.mkdir()
    (root / "pyproject.toml").write_text(PROJECT, "utf-8")
    (root / "setup.py").write_text("", "utf-8")
    monkeypatch.setattr(environment, "ROOT", root)
    monkeypatch.setattr(environment, "VENV", root / ".venv")
    monkeypatch.setattr(environment, "LOG", root / ".venv" / "install.log")
    monkeypatch.setattr(environment, "_STAMP", root / ".venv" / "stamp")
    return root


@pytest.fixture
def commands(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Commands that would have been run; making the environment leaves an interpreter."""
    seen: list[list[str]] = []

    def run(_: str, command: list[str], __: Path) -> None:
        seen.append(command)
        if "venv" in command:
            interpreter = Path(environment.python())
            interpreter.parent.mkdir(parents=True, exist_ok=True)
            interpreter.write_text("")

    monkeypatch.setattr(environment, "run_logged", run)
    monkeypatch.setattr(environment, "succeeds", lambda command, _: seen.append(command) is None)
    return seen


def installs(commands: list[list[str]]) -> list[str]:
    return [" ".join(command[2:]) for command in commands if "install" in command]


def test_second_run_starts_at_once(commands: list[list[str]]) -> None:
    environment.provide()
    commands.clear()
    environment.provide()
    assert commands == []


@pytest.mark.parametrize("name", ["pyproject.toml", "setup.py"])
def test_changed_pins_install_again(root: Path, commands: list[list[str]], name: str) -> None:
    environment.provide()
    commands.clear()
    with (root / name).open("a") as file:
        file.write("# changed\n")
    environment.provide()
    assert commands


def test_environment_that_was_moved_is_installed_again(
    root: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.provide()
    commands.clear()
    moved = root.rename(root.with_name("elsewhere"))
    monkeypatch.setattr(environment, "ROOT", moved)
    monkeypatch.setattr(environment, "VENV", moved / ".venv")
    monkeypatch.setattr(environment, "_STAMP", moved / ".venv" / "stamp")
    environment.provide()
    assert commands


def test_installation_that_broke_off_is_done_again(commands: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    run: Callable[..., None] = environment.run_logged

    def breaking(what: str, command: list[str], log: Path) -> None:
        run(what, command, log)
        if "-e" in command:
            raise steps.StepFailedError("no network")

    with monkeypatch.context() as broken:
        broken.setattr(environment, "run_logged", breaking)
        with pytest.raises(steps.StepFailedError):
            environment.provide()
    commands.clear()
    environment.provide()
    assert any("-e" in command for command in commands)


def test_environment_of_another_python_is_made_anew(root: Path, commands: list[list[str]]) -> None:
    (root / ".venv").mkdir()
    (root / ".venv" / "pyvenv.cfg").write_text("version = 3.10.1\n")
    (root / ".venv" / "old").write_text("")
    environment.provide()
    assert not (root / ".venv" / "old").exists()


def test_torch_for_cpus_goes_in_first(commands: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    environment.provide()
    torch, program = installs(commands)
    assert "torch==2.13.0 --index-url https://download.pytorch.org/whl/cpu" in torch
    assert "-e" in program
    assert program.endswith("[dev]")


def test_own_index_gives_torch_where_the_cpu_index_is_out_of_reach(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(environment, "succeeds", lambda _, __: False)
    environment.provide()
    torch, _ = installs(commands)
    assert torch.endswith("torch==2.13.0")
    assert "--index-url" not in torch


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_only_linux_needs_another_torch(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    environment.provide()
    assert len(installs(commands)) == 1


def test_interpreter_lies_where_the_system_puts_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert environment.python() == str(root / ".venv" / "Scripts" / "python.exe")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert environment.python() == str(root / ".venv" / "bin" / "python")


def test_missing_ensurepip_is_installed_or_named(commands: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(system_libraries, "install", lambda packages, _: asked.extend(packages))
    with pytest.raises(steps.StepFailedError, match="ensurepip"):
        environment.provide()
    assert asked == [f"python3.{sys.version_info.minor}-venv"]


LDCONFIG = "\n".join(f"\t{name} (libc6,x86-64) => /lib/{name}" for name in system_libraries.LIBRARIES)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A Debian with every library; what commands say, by their first word."""
    says = {"/sbin/ldconfig": LDCONFIG, "fc-list": "WenQuanYi Micro Hei"}

    def quiet(command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 0 if command[0] in says else 1, says.get(command[0], ""), "")

    there = {"ldconfig": "/sbin/ldconfig", "fc-list": "fc-list", "apt-get": "apt-get", "sudo": "sudo"}
    there |= {name: name for name in system_libraries._TESTERS}
    monkeypatch.setattr(system_libraries, "_quiet", quiet)
    monkeypatch.setattr(system_libraries.shutil, "which", there.get)
    monkeypatch.setattr(system_libraries.os, "geteuid", lambda: 1000)
    return says


def test_nothing_is_missing_on_a_full_machine(machine: dict[str, str]) -> None:
    assert system_libraries.missing(Purpose.TEST) == []


def test_missing_libraries_and_fonts_are_found(machine: dict[str, str]) -> None:
    machine["/sbin/ldconfig"] = LDCONFIG.replace("libxcb-cursor.so.0", "x").replace("libEGL.so.1", "y")
    machine["fc-list"] = ""
    assert system_libraries.missing(Purpose.RUN) == [
        "libegl1",
        "libxcb-cursor0",
        "fontconfig",
        "fonts-wqy-microhei",
    ]


def test_person_without_rights_gets_the_one_line_to_run(
    machine: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    system_libraries.install(["libegl1", "xvfb"], tmp_path / "log")
    assert "sudo apt-get install -y --no-install-recommends libegl1 xvfb" in capsys.readouterr().out


@pytest.mark.parametrize("root", [True, False])
def test_lists_are_updated_when_the_first_try_fails(
    machine: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, root: bool
) -> None:
    machine["sudo"] = ""
    monkeypatch.setattr(system_libraries.os, "geteuid", lambda: 0 if root else 1000)
    seen: list[list[str]] = []
    monkeypatch.setattr(system_libraries, "succeeds", lambda command, _: seen.append(command) or len(seen) > 1)
    system_libraries.install(["libegl1"], tmp_path / "log")
    assert [command[-1] for command in seen] == ["libegl1", "update", "libegl1"]
    assert all((command[:2] == ["sudo", "-n"]) is not root for command in seen)


def test_apt_that_fails_leaves_a_line_to_run(
    machine: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_libraries.os, "geteuid", lambda: 0)
    monkeypatch.setattr(system_libraries, "succeeds", lambda _, __: False)
    system_libraries.install(["libegl1"], tmp_path / "log")
    assert "please run: sudo apt-get update && sudo apt-get install" in capsys.readouterr().out
