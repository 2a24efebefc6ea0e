"""The whole program as a person starts it, but with fake workers."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop import paths
from desktop.__main__ import main

if __name__ == "__main__":
    paths.program_command = lambda: [sys.executable, str(Path(__file__).with_name("worker.py"))]
    sys.exit(main())
