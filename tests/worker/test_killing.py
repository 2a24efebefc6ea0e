"""SIGKILL at moments drawn by chance: nothing is lost, nothing is there twice, nothing that was removed is found."""

import random
import sys
from pathlib import Path

from tests.fakes.hashes import Hashes
from tests.kills import Killer, moments, small_files

PROGRAM = Path(__file__).resolve().parents[1] / "fakes" / "light.py"


def test_a_library_that_is_killed_at_any_moment_is_whole_after_the_next_start(home: Path, tmp_path: Path) -> None:
    killer = Killer([sys.executable, str(PROGRAM)], home, Hashes.space, random.Random(20))
    moments(killer, small_files(tmp_path / "files"), 6, print)
    assert killer.faults == []
    assert killer.broken_off >= 3, "the kills came too late to meet anything"
