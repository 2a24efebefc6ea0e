"""Where tests find model packs."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.paths import pack_folders


def pack(name: str) -> Path:
    """The folder of an installed pack; the test fails, saying so, where it is not installed."""
    for folder in pack_folders():
        if any((folder / name).glob("*.*")):
            return folder / name
    pytest.fail(f"the model pack {name} is missing; the test command fetches it: python3 packaging/dev.py test")
