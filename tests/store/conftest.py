"""Packs that are small, from wheels that are near."""

from pathlib import Path

import pytest

from tests.fakes.index.shelf import Index


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    """An empty index and an empty place for packs, in a folder whose name is not plain."""
    home = tmp_path / "我的 模型"
    (home / "index").mkdir(parents=True)
    monkeypatch.setenv("FAKE_INDEX", str(home / "index"))
    return Index(home / "index", home / "packs")
