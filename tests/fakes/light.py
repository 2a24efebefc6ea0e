"""The whole program with its real processes and tables, but with vectors that need no models to be loaded."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop import paths
from desktop.__main__ import main
from desktop.worker import packs
from tests.fakes.hashes import FolderHashes, Hashes

if __name__ == "__main__":
    paths.program_command = lambda: [sys.executable, str(Path(__file__))]
    packs.own_embedder, packs.embedder_in = Hashes, FolderHashes
    sys.exit(main())
