"""Coordinates of turned sheets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.document import Block, BlockKind, Page, PageContent, PageSource
from desktop.domain.geometry import Box
from desktop.reading.turning import turned_back

EDGE = st.floats(0, 500)


def turned(box: Box, turn: int, width: float, height: float) -> Box:
    """A box of the page as displayed, on the page turned clockwise."""
    if turn == 90:
        return Box(height - box.y1, box.x0, height - box.y0, box.x1)
    if turn == 180:
        return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
    return Box(box.y0, width - box.x1, box.y1, width - box.x0)


@pytest.mark.parametrize("turn", [90, 180, 270])
@given(EDGE, EDGE, EDGE, EDGE)
def test_a_box_comes_back_where_it_was(turn: int, a: float, b: float, c: float, d: float) -> None:
    box = Box(min(a, b), min(c, d), max(a, b), max(c, d))
    size = (842.0, 595.0) if turn in (90, 270) else (595.0, 842.0)
    block = Block(0, BlockKind.PARAGRAPH, 0, "x", (turned(box, turn, 595, 842),))
    content = turned_back(PageContent(Page(0, *size, PageSource.TEXT), (block,)), turn)
    assert (content.page.width, content.page.height) == (595, 842)
    assert content.blocks[0].boxes[0].as_list() == pytest.approx(box.as_list(), abs=0.02)
