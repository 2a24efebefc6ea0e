"""The tour for machines without a screen, with fake workers, in a process of its own as a person starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from desktop import paths
paths.program_command = lambda: [sys.executable, {fake!r}]
from desktop.ui import tour
tour._OPEN_SECONDS = {patience}
from desktop.ui.app import run
sys.exit(run(tour=True))
"""


def test_the_tour_goes_through_the_whole_job(home: Path) -> None:
    done = start(home, ROOT / "tests" / "fakes" / "worker.py", 60.0)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "⟨Acme, staff, 480⟩" in done.stdout
    assert (home / "tour" / "window.png").stat().st_size > 10_000
    assert (home / "tour" / "answers.csv").read_text("utf-8-sig").startswith("entity,attribute,value")
    assert "QWidget" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_tour_that_can_not_go_on_says_why(home: Path, tmp_path: Path) -> None:
    silent = tmp_path / "silent.py"
    silent.write_text("import sys\nsys.stdin.read()\n", "utf-8")
    done = start(home, silent, 2.0)
    assert done.returncode == 1
    assert "waited 2 s in vain until every file is in the library" in done.stdout
    assert (home / "tour" / "failed.png").exists()


def start(home: Path, fake: Path, patience: float) -> subprocess.CompletedProcess[str]:
    program = PROGRAM.format(fake=str(fake), patience=patience)
    environment = {**os.environ, "TERCET_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment.pop("QT_QPA_PLATFORM", None)
    command = [sys.executable, "-c", program]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, cwd=ROOT, check=False)
