"""What a library loses by SIGKILL: kills the program at moments drawn by chance; prints one line a moment and a sum.

    python -m tests.bench.consistency [--moments N] [--seed N] [--light]

Six small PDFs are added and removed, again and again; each time the program's processes, or one of them, are killed.
Right after, and after a start that nobody kills, tables and index are compared with those of a run without a kill.
*light* takes vectors that need no models, so that more moments fit in the same time.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from desktop.engines.embedder import SPACE
from tests.fakes.hashes import Hashes
from tests.kills import ROOT, Killer, moments, small_files

_LIGHT = ROOT / "tests" / "fakes" / "light.py"


def main() -> int:
    """Print what was found; 1 where anything was lost, there twice, or a ghost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=50, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--light", action="store_true")
    given = parser.parse_args()
    command = [sys.executable, str(_LIGHT)] if given.light else [sys.executable, "-m", "desktop"]
    space = Hashes.space if given.light else SPACE
    with tempfile.TemporaryDirectory(prefix="tercet-kills-") as folder:
        killer = Killer(command, Path(folder) / "library", space, random.Random(given.seed))
        moments(killer, small_files(Path(folder) / "files"), given.moments, _tell)
    print(
        f"{given.moments} moments, {killer.broken_off} met something alive; the index would not open {killer.rebuilt}"
        f" times; faults: {len(killer.faults)}"
    )
    for fault in killer.faults:
        print(f"  {fault}")
    return 1 if killer.faults else 0


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
