"""Where tests find model packs."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.paths import pack_folders


def pack_or_skip(name: str) -> Path:
    """The folder of an installed pack; the test is skipped, saying so, where it is not installed."""
    for folder in pack_folders():
        if any((folder / name).glob("*.*")):
            return folder / name
    pytest.skip(f"model pack {name} is not installed")
