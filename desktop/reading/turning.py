"""Content read from a turned sheet, back in the coordinates of the page as displayed."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.document import Block, Page, PageContent, Table
from desktop.domain.geometry import Box


def turned_back(content: PageContent, turn: int) -> PageContent:
    """The content of a sheet that was turned clockwise by ``turn``, on the page as displayed."""
    if turn == 0:
        return content
    page = content.page
    back = _Back(turn, page.width, page.height)
    sideways = turn in (90, 270)
    shown = Page(
        page.number, page.height if sideways else page.width, page.width if sideways else page.height, page.source
    )
    return replace(
        content,
        page=shown,
        blocks=tuple(back.block(block) for block in content.blocks),
        tables=tuple(back.table(table) for table in content.tables),
    )


class _Back:
    """Turns boxes of a sheet (``width`` x ``height`` as turned) back."""

    def __init__(self, turn: int, width: float, height: float) -> None:
        self._turn, self._width, self._height = turn, width, height

    def block(self, block: Block) -> Block:
        words = tuple(replace(word, box=self.box(word.box)) for word in block.words)
        return replace(block, boxes=tuple(map(self.box, block.boxes)), words=words)

    def table(self, table: Table) -> Table:
        cells = tuple(replace(cell, box=self.box(cell.box)) for cell in table.cells)
        return replace(table, box=self.box(table.box), cells=cells)

    def box(self, box: Box) -> Box:
        width, height = self._width, self._height
        if self._turn == 90:
            return Box(box.y0, width - box.x1, box.y1, width - box.x0)
        if self._turn == 180:
            return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
        return Box(height - box.y1, box.x0, height - box.y0, box.x1)
