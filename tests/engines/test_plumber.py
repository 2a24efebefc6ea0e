"""The second opinion."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.engines.plumber import Plumber
from tests import pdfs


def test_ruled_tables_are_seen_where_the_first_engine_sees_them(tmp_path: Path) -> None:
    (grid,) = Plumber(pdfs.ruled_table(tmp_path)).ruled_grids(0)
    assert len(grid.cells) == len(pdfs.BALANCE) * 4
    assert grid.box.as_list() == pytest.approx([60, 130, 540, 250], abs=1)


def test_no_opinion_on_what_can_not_be_read(tmp_path: Path) -> None:
    assert Plumber(pdfs.not_a_pdf(tmp_path)).ruled_grids(0) == ()
    assert Plumber(pdfs.locked(tmp_path)).ruled_grids(0) == ()
    assert Plumber(pdfs.english(tmp_path)).ruled_grids(99) == ()
