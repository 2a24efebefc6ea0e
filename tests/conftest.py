"""What every test shares: a library of its own, no screen, no network."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """The program's own application; only tests that need a window import it."""
    from desktop.ui.app import Application

    return Application


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library's folder, with a space and Chinese characters in its path."""
    folder = tmp_path / "资料库 1"
    monkeypatch.setenv("TERCET_HOME", str(folder))
    monkeypatch.setenv("TERCET_KEYS", str(tmp_path / "keys"))
    return folder
