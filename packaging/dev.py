"""Sets up, runs and tests Tercet from its source: ``python3 packaging/dev.py COMMAND``.

  run [ARGUMENTS]   start the program; on a machine without a screen, drive its window through the whole job
  test [ARGUMENTS]  lint, types, layers, then the tests (arguments go to pytest)
  check             lint, types and layers only
  bench [NAME…]     run benchmarks, or list them
  build             make this system's installers (results in dist)
  models [ACTION…]  list, fetch, verify or import model packs

The first time it makes .venv, installs what is missing and fetches the model packs; after that it starts
at once. Standard library only.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the one file that an older Python may meet
    sys.exit(f"Tercet needs Python 3.11 or newer; this one is {sys.version.split()[0]}.")

import ast
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import environment
import system_libraries
from environment import LOG, ROOT
from steps import StepFailedError, call, run_shown, say
from system_libraries import Purpose

_BENCHMARKS = ROOT / "tests" / "bench"
#: Tests may use the small language model.
_TEST_PACKS = ("qwen2.5-coder-0.5b-instruct-q4_k_m",)
_LAYERS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
_INTERRUPTED = 130


def main(arguments: Sequence[str]) -> int:
    """Do what the first argument says; 0, the program's own exit code, 1 if a step failed, 2 for wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a console may not know every character
    command = _COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        say((__doc__ or "").strip())
        return 0 if "".join(arguments[:1]) in ("-h", "--help") else 2
    try:
        return command(arguments[1:])
    except StepFailedError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED


def run(arguments: Sequence[str]) -> int:
    """Start the program; where there is no screen, the tour through the whole job."""
    _set_up()
    _fetch_packs()
    if arguments or _has_screen():
        return call([environment.python(), "-P", "-m", "desktop", *arguments])
    say("No screen here: driving the window offscreen through the whole job.")
    return call([environment.python(), "-P", "-m", "desktop", "--tour"], QT_QPA_PLATFORM="offscreen")


def test(arguments: Sequence[str]) -> int:
    """Everything that must hold; all of it runs, whatever fails first."""
    _set_up(Purpose.TEST)
    _fetch_packs(*_TEST_PACKS)
    pytest = [environment.python(), "-m", "pytest", *arguments]
    failed = _failing_checks()
    if call(pytest, QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen")):
        failed.append("tests")
    return _verdict(failed)


def check(_: Sequence[str]) -> int:
    """Lint, types and layers."""
    environment.provide()
    return _verdict(_failing_checks())


def bench(names: Sequence[str]) -> int:
    """Run these benchmarks, or list them all."""
    there = {path.stem: path for path in sorted(_BENCHMARKS.glob("*.py")) if not path.stem.startswith("_")}
    unknown = [name for name in names if name not in there]
    if unknown:
        raise StepFailedError(f"There is no benchmark called {unknown[0]}. There are: {', '.join(there) or 'none'}")
    if not names:
        for name, path in there.items():
            say(f"{name:24} {_first_line(path)}")
        return 0
    _set_up()
    _fetch_packs()
    for name in names:
        run_shown(name, [environment.python(), str(there[name])], PYTHONPATH=str(ROOT))
    return 0


def build(_: Sequence[str]) -> int:
    """Freeze the program and make this system's installers."""
    environment.provide()
    system_libraries.provide(LOG, Purpose.BUILD)
    _fetch_packs()
    return call([environment.python(), str(ROOT / "packaging" / "build.py")], PYTHONPATH=str(ROOT))


def models(arguments: Sequence[str]) -> int:
    """Pass on to ``tercet models``; without an action, the list."""
    _set_up()
    return call([environment.python(), "-P", "-m", "desktop", "models", *(arguments or ["list"])])


_COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "build": build,
    "models": models,
}


def _set_up(purpose: Purpose = Purpose.RUN) -> None:
    environment.provide()
    system_libraries.provide(LOG, purpose)


def _fetch_packs(*more: str) -> None:
    """Without a pack the program still reads and searches, so a pack that can't be had stops nothing."""
    fetch = [environment.python(), "-P", "-m", "desktop", "models", "fetch"]
    for names in ((), more) if more else ((),):
        if call([*fetch, *names]):
            say("Going on without the packs that are missing; fetch them later with: packaging/dev.py models fetch")


def _failing_checks() -> list[str]:
    python = environment.python()
    os.chdir(ROOT)
    checks = {
        "lint": [python, "-m", "ruff", "check"],
        "format": [python, "-m", "ruff", "format", "--check"],
        "types": [python, "-m", "mypy"],
        "layers": [python, "-c", _LAYERS],
    }
    failed = []
    for name, command in checks.items():
        say(f"--- {name}")
        if call(command):
            failed.append(name)
    return failed


def _verdict(failed: Sequence[str]) -> int:
    if failed:
        print(f"Failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _has_screen() -> bool:
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(shown) or not sys.platform.startswith("linux")


def _first_line(module: Path) -> str:
    said = ast.get_docstring(ast.parse(module.read_text("utf-8"))) or ""
    return said.partition("\n")[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
