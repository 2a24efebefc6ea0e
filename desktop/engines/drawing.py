"""A page's picture with what was read drawn over it: blocks in their order, and the cells of tables.

Library: https://pymupdf.readthedocs.io/en/latest/shape.html, PyMuPDF 2.0.
"""

from __future__ import annotations

from typing import Any

import pymupdf

from desktop.domain.document import Block, BlockKind, Cell, PageContent
from desktop.domain.geometry import Box, bounding
from desktop.engines.mupdf import MupdfDocument
from desktop.reading.source import Picture

_ZOOM = 2.0
_LABEL_SIZE = 6.0
_BLUE, _RED, _GREEN, _ORANGE, _GREY = (0, 0.3, 0.9), (0.85, 0, 0), (0, 0.55, 0.2), (0.9, 0.5, 0), (0.5, 0.5, 0.5)
_COLOURS = {
    BlockKind.TITLE: _RED,
    BlockKind.HEADING: _RED,
    BlockKind.TABLE: _GREEN,
    BlockKind.CAPTION: _ORANGE,
    BlockKind.FIGURE: _ORANGE,
    BlockKind.FORMULA: _ORANGE,
    BlockKind.HEADER: _GREY,
    BlockKind.FOOTER: _GREY,
    BlockKind.FOOTNOTE: _GREY,
}


def drawn_over(source: MupdfDocument, content: PageContent) -> bytes:
    """PNG of the page as displayed, 144 dpi: a frame per block with its place in the order and its kind; cells of
    tables, headers shaded. KnownError where the page can't be drawn.
    """
    number = content.page.number
    with pymupdf.open() as sheet:
        picture = pymupdf.Pixmap(source.page_png(number, _ZOOM))
        page = sheet.new_page(width=content.page.width, height=content.page.height)
        page.insert_image(page.rect, pixmap=picture)
        shape = page.new_shape()
        for table in content.tables:
            for cell in table.cells:
                _cell(shape, cell)
        for place, block in enumerate(content.blocks):
            _block(shape, place, block)
        shape.commit()
        return bytes(page.get_pixmap(matrix=pymupdf.Matrix(_ZOOM, _ZOOM)).tobytes("png"))


def figures_of(source: MupdfDocument, content: PageContent) -> tuple[bytes, ...]:
    """The figures of a page cut out, as PNGs of 200 dpi; KnownError where the page can't be drawn."""
    figures = [block for block in content.blocks if block.kind is BlockKind.FIGURE]
    if not figures:
        return ()
    sheet = source.sheet(content.page.number)
    shown = (_within(bounding(block.boxes), sheet.width, sheet.height) for block in figures)
    return tuple(_png(sheet.picture(box)) for box in shown if min(box.width, box.height) >= 1)


def _within(box: Box, width: float, height: float) -> Box:
    """The part of a box that lies on the page."""
    return Box(max(box.x0, 0.0), max(box.y0, 0.0), min(box.x1, width), min(box.y1, height))


def _png(picture: Picture) -> bytes:
    pixels = pymupdf.Pixmap(pymupdf.csRGB, picture.width, picture.height, picture.samples, 0)
    return bytes(pixels.tobytes("png"))


def _cell(shape: Any, cell: Cell) -> None:
    shape.draw_rect(_rect(cell.box))
    fill = _GREEN if cell.is_header else None
    shape.finish(color=_GREEN, fill=fill, width=0.4, fill_opacity=0.15)


def _block(shape: Any, place: int, block: Block) -> None:
    if not block.boxes:
        return
    colour = _COLOURS.get(block.kind, _BLUE)
    rect = _rect(bounding(block.boxes))
    shape.draw_rect(rect)
    shape.finish(color=colour, width=0.9)
    label = f"{place} {block.kind}{f' {block.level}' if block.level else ''}{' ?' if block.unsure else ''}"
    shape.insert_text((rect.x0, max(rect.y0 - 1, _LABEL_SIZE)), label, fontsize=_LABEL_SIZE, color=colour)


def _rect(box: Box) -> Any:
    return pymupdf.Rect(*box.as_list())
