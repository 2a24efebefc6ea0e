"""``packaging/dev.py``: which commands it runs, and what it says when one fails."""

import ast
import runpy
import sys
from pathlib import Path

import pytest

import dev
import environment
import steps
import system_libraries

PACKAGING = Path(dev.__file__).parent
MODULES = ("dev.py", "environment.py", "steps.py", "system_libraries.py")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Commands that would have been run; all of them succeed unless ``monkeypatch`` says otherwise."""
    seen: list[list[str]] = []

    def call(command, **variables: str) -> int:
        seen.append([*command[1:], *(f"{name}={value}" for name, value in variables.items())])
        return 0

    monkeypatch.setattr(dev, "call", call)
    monkeypatch.setattr(steps, "call", call)
    monkeypatch.setattr(environment, "provide", lambda: None)
    monkeypatch.setattr(system_libraries, "provide", lambda *_: None)
    monkeypatch.chdir(Path.cwd())
    return seen


def fail_at(monkeypatch: pytest.MonkeyPatch, word: str) -> list[list[str]]:
    seen: list[list[str]] = []

    def call(command, **_: str) -> int:
        seen.append(list(command[1:]))
        return 1 if word in command else 0

    monkeypatch.setattr(dev, "call", call)
    return seen


@pytest.mark.parametrize("name", MODULES)
def test_only_the_standard_library_is_imported(name: str) -> None:
    tree = ast.parse((PACKAGING / name).read_text("utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    siblings = {Path(other).stem for other in MODULES}
    assert {module.partition(".")[0] for module in imported} <= sys.stdlib_module_names | siblings


def test_too_old_a_python_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match="needs Python 3"):
        runpy.run_path(str(PACKAGING / "dev.py"))


def test_old_python_can_read_the_file_that_tells_it() -> None:
    ast.parse((PACKAGING / "dev.py").read_text("utf-8"), feature_version=(3, 9))


@pytest.mark.parametrize(("arguments", "code"), [((), 2), (("fly",), 2), (("--help",), 0)])
def test_unknown_command_shows_the_commands(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int
) -> None:
    assert dev.main(arguments) == code
    assert "check" in capsys.readouterr().out


def test_run_opens_the_window_where_there_is_a_screen(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert dev.main(["run"]) == 0
    assert calls == [["-P", "-m", "desktop", "models", "fetch"], ["-P", "-m", "desktop"]]


def test_run_without_a_screen_takes_the_tour_offscreen(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert dev.main(["run"]) == 0
    assert calls[-1] == ["-P", "-m", "desktop", "--tour", "QT_QPA_PLATFORM=offscreen"]


def test_run_passes_arguments_on_and_gives_back_the_exit_code(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = fail_at(monkeypatch, "ask")
    assert dev.main(["run", "ask", "谁？", "--json"]) == 1
    assert seen[-1] == ["-P", "-m", "desktop", "ask", "谁？", "--json"]


def test_run_goes_on_without_packs_that_could_not_be_fetched(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = fail_at(monkeypatch, "fetch")
    assert dev.main(["run", "list"]) == 0
    assert seen[-1] == ["-P", "-m", "desktop", "list"]
    assert "Going on without" in capsys.readouterr().out


def test_test_runs_every_check_and_pytest_last(calls: list[list[str]]) -> None:
    assert dev.main(["test", "-k", "one"]) == 0
    tools = [command[1] for command in calls if "models" not in command]
    assert tools[:3] == ["ruff", "ruff", "mypy"]
    assert "importlinter" in tools[3]
    assert calls[-1][:4] == ["-m", "pytest", "-k", "one"]
    assert calls[-1][-1].startswith("QT_QPA_PLATFORM=")


def test_failing_check_stops_no_other_and_is_named(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = fail_at(monkeypatch, "mypy")
    assert dev.main(["test"]) == 1
    assert seen[-1][:2] == ["-m", "pytest"]
    assert "Failed: types" in capsys.readouterr().err


def test_check_runs_no_tests(calls: list[list[str]]) -> None:
    assert dev.main(["check"]) == 0
    assert not any("pytest" in command or "models" in command for command in calls)


def test_benchmarks_are_listed_with_what_they_measure(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pages.py").write_text('"""Seconds per page.\n\nMore."""\n', "utf-8")
    monkeypatch.setattr(dev, "_BENCHMARKS", tmp_path)
    assert dev.main(["bench"]) == 0
    assert capsys.readouterr().out.split() == ["pages", "Seconds", "per", "page."]
    assert dev.main(["bench", "speed"]) == 1
    assert "pages" in capsys.readouterr().err
    assert dev.main(["bench", "pages"]) == 0
    assert calls[-1][0] == str(tmp_path / "pages.py")


def test_models_without_an_action_lists_them(calls: list[list[str]]) -> None:
    assert dev.main(["models"]) == 0
    assert dev.main(["models", "fetch", "lac"]) == 0
    assert calls == [["-P", "-m", "desktop", "models", "list"], ["-P", "-m", "desktop", "models", "fetch", "lac"]]


def test_failing_step_ends_with_its_name_its_last_words_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [sys.executable, "-c", "print('网络 is down'); raise SystemExit(3)"]
    monkeypatch.setattr(environment, "provide", lambda: steps.run_logged("Installing", command, tmp_path / "log"))
    assert dev.main(["check"]) == 1
    said = capsys.readouterr().err
    assert "Installing failed" in said
    assert "网络 is down" in said
    assert str(tmp_path / "log") in said
    assert "Traceback" not in said
    assert "网络 is down" in (tmp_path / "log").read_text("utf-8")


def test_command_that_is_not_there_is_a_plain_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "provide", lambda: steps.run_shown("Tool", ["/nowhere/tool"]))
    assert dev.main(["check"]) == 1
    assert "/nowhere/tool can't be started" in capsys.readouterr().err
