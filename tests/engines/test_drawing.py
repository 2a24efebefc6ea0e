"""What was read, drawn over the page's picture."""

from __future__ import annotations

import io
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from desktop.domain.document import Block, BlockKind, Page, PageContent, PageSource
from desktop.domain.geometry import Box, bounding
from desktop.engines.drawing import drawn_over, figures_of
from desktop.engines.mupdf import open_document
from desktop.reading.reader import read_page
from tests import pdfs


def image_of(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def pixel(image: Image.Image, x: float, y: float) -> tuple[int, int, int]:
    red, green, blue = image.getpixel((int(2 * x), int(2 * y)))  # type: ignore[misc]
    return red, green, blue


def is_coloured(image: Image.Image, x: float, y: float) -> bool:
    around = [pixel(image, x + dx / 2, y + dy / 2) for dx in range(-2, 3) for dy in range(-2, 3)]
    return any(max(one) - min(one) > 60 for one in around)


def test_each_block_has_a_frame_in_the_colour_of_its_kind(tmp_path: Path) -> None:
    blocks = (
        Block(0, BlockKind.HEADING, 2, "Heading", (Box(300, 400, 500, 420),)),
        Block(0, BlockKind.PARAGRAPH, 0, "text", (Box(300, 500, 500, 520), Box(300, 524, 450, 540))),
        Block(0, BlockKind.PARAGRAPH, 0, "", ()),
    )
    content = PageContent(Page(0, 595, 842, PageSource.TEXT), blocks)
    with open_document(pdfs.blank(tmp_path)) as document:
        image = image_of(drawn_over(document, content))
    assert image.size == (1190, 1684)
    for x, y in ((300, 410), (500, 410), (400, 420), (300, 530), (500, 530), (400, 540)):
        assert is_coloured(image, x, y)
    assert not is_coloured(image, 400, 410)
    assert not is_coloured(image, 400, 522)  # one frame for the block, not one a line
    assert pixel(image, 300, 415)[0] > pixel(image, 300, 415)[2]
    assert pixel(image, 300, 530)[2] > pixel(image, 300, 530)[0]


def test_cells_of_tables_are_drawn_and_headers_shaded(tmp_path: Path) -> None:
    with open_document(pdfs.ruled_table(tmp_path)) as document:
        content = read_page(document, 0, None)
        image = image_of(drawn_over(document, content))
    (table,) = content.tables
    heads = [cell for cell in table.cells if cell.is_header]
    others = [cell for cell in table.cells if not cell.is_header]
    assert heads
    assert others
    for cell in heads:
        red, green, _ = pixel(image, cell.box.x1 - 4, cell.box.y0 + 4)
        assert green > red
    for cell in others:
        assert pixel(image, cell.box.x1 - 4, cell.box.y0 + 4) == (255, 255, 255)


def test_a_turned_page_is_drawn_as_it_is_displayed(tmp_path: Path) -> None:
    with open_document(pdfs.rotated(tmp_path, 90)) as document:
        content = read_page(document, 0, None)
        image = image_of(drawn_over(document, content))
    assert image.size == (1684, 1190)
    box = bounding(content.blocks[0].boxes)
    assert is_coloured(image, box.x0, box.centre[1])


def test_the_document_is_left_as_it_was(tmp_path: Path) -> None:
    path = pdfs.english(tmp_path)
    with open_document(path) as document:
        content = read_page(document, 0, None)
        before = document.page_png(0, 1.0)
        drawn_over(document, content)
        assert document.page_png(0, 1.0) == before
    with pymupdf.open(path) as plain:
        assert plain[0].get_drawings() == []


def test_figures_are_cut_out_of_the_page(tmp_path: Path) -> None:
    blue = Image.new("RGB", (100, 100), (0, 0, 255))
    figure = Block(0, BlockKind.FIGURE, 0, "", (Box(60, 300, 540, 780),))
    text = Block(0, BlockKind.PARAGRAPH, 0, "text", (Box(60, 80, 540, 200),))
    with open_document(pdfs.text_over_picture(tmp_path, blue)) as document:
        content = PageContent(Page(0, 595, 842, PageSource.TEXT), (text, figure))
        (png,) = figures_of(document, content)
        assert figures_of(document, PageContent(content.page, (text,))) == ()
    image = image_of(png)
    assert image.size == pytest.approx((480 * 200 / 72, 480 * 200 / 72), abs=2)
    assert image.getpixel((image.width // 2, image.height // 2)) == (0, 0, 255)
    assert image.getpixel((20, 20)) == (0, 0, 255)


def test_a_figure_off_the_page_is_not_cut_out(tmp_path: Path) -> None:
    outside = Block(0, BlockKind.FIGURE, 0, "", (Box(700, 900, 900, 1000),))
    half = Block(0, BlockKind.FIGURE, 0, "", (Box(-50, 100, 100, 200),))
    with open_document(pdfs.blank(tmp_path)) as document:
        (png,) = figures_of(document, PageContent(Page(0, 595, 842, PageSource.TEXT), (outside, half)))
    assert image_of(png).size == pytest.approx((100 * 200 / 72, 100 * 200 / 72), abs=2)
