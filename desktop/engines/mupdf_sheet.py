"""One page through PyMuPDF, turned for reading: characters, ruling lines, tables, pixels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

import pymupdf

from desktop.domain.document import BlockKind
from desktop.domain.geometry import Box, bounding
from desktop.reading.source import Drawn, Glyph, Grid, OcrLine, Picture, Region, TextLine

_DPI = 200
_OCR_PIXELS = 25_000_000
_MANY_PATHS = 20_000  # a map or a plot, whose paths are no ruling lines
_THIN = 2.0
_BOLD = 16
#: marks that say which way to read, and have no shape: inside a word they hide it from every search
_DIRECTIONS = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
_KINDS = {
    "title": BlockKind.TITLE,
    "section-header": BlockKind.HEADING,
    "list-item": BlockKind.LIST_ITEM,
    "table": BlockKind.TABLE,
    "picture": BlockKind.FIGURE,
    "caption": BlockKind.CAPTION,
    "formula": BlockKind.FORMULA,
    "footnote": BlockKind.FOOTNOTE,
    "page-header": BlockKind.HEADER,
    "page-footer": BlockKind.FOOTER,
}


class MupdfSheet:
    """A page turned for reading; keeps the one-page document that it was made from, if any.

    ``rules`` are ruling lines that are not drawn in the page, but in its picture.
    """

    def __init__(self, owner: Any, page: Any, rules: tuple[Box, ...] = ()) -> None:
        self._owner = owner
        self._page = page
        self._rules = rules

    @property
    def width(self) -> float:
        """Width in points."""
        return float(self._page.rect.width)

    @property
    def height(self) -> float:
        """Height in points."""
        return float(self._page.rect.height)

    def lines(self) -> tuple[TextLine, ...]:
        """The text layer in the order of the file; boxes as high as the font, not as the line."""
        before = pymupdf.TOOLS.set_small_glyph_heights()
        pymupdf.TOOLS.set_small_glyph_heights(True)
        try:
            found = self._page.get_text("rawdict", flags=_FLAGS)["blocks"]
        finally:
            pymupdf.TOOLS.set_small_glyph_heights(before)
        return tuple(_text_lines(found))

    def drawn(self) -> Drawn:
        """Ruling lines and pictures."""
        paths = self._page.get_cdrawings()
        rules = tuple(_rules(paths)) if len(paths) < _MANY_PATHS else ()
        pictures = tuple(_box(info["bbox"]) for info in self._page.get_image_info())
        return Drawn((*rules, *self._rules), pictures, len(paths) + len(self._rules), sum(map(_is_curved, paths)))

    def ruled_grids(self) -> tuple[Grid, ...]:
        """Tables whose cells are closed by ruling lines."""
        found = self._page.find_tables(use_layout=False, strategy="lines_strict", add_lines=_segments(self._rules))
        return tuple(_grid(table) for table in found.tables) if found else ()

    def regions(self) -> tuple[Region, ...]:
        """Parts of the sheet that PyMuPDF's layout model sees."""
        if self._page.layout_information is None:
            self._page.get_layout(return_raw=True)  # the form that find_tables(union=True) goes on from
        seen = self._page.layout_information or ()
        return tuple(
            Region(_KINDS.get(group["class_name"], BlockKind.PARAGRAPH), _box(group["group_bbox"])) for group in seen
        )

    def modelled_grids(self) -> tuple[Grid, ...]:
        """Tables that the layout model sees, joined with the ruled ones."""
        found = self._page.find_tables(union=True, refine=True)
        return tuple(_placed_grid(table) for table in found.tables) if found else ()

    def picture(self, part: Box | None = None) -> Picture:
        """The sheet, or a part of it, as RGB pixels at 200 dpi, less for huge pages."""
        clip = pymupdf.Rect(*part.as_list()) if part else None
        zoom = bounded_zoom(clip or self._page.rect, _DPI / 72, _OCR_PIXELS)
        matrix = pymupdf.Matrix(zoom, zoom)
        pixels = self._page.get_pixmap(matrix=matrix, alpha=False, colorspace=pymupdf.csRGB, clip=clip)
        return Picture(pixels.width, pixels.height, bytes(pixels.samples), zoom)


def _segments(rules: Iterable[Box]) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Each line along its middle, from end to end."""
    return [
        ((rule.x0, rule.centre[1]), (rule.x1, rule.centre[1]))
        if rule.width >= rule.height
        else ((rule.centre[0], rule.y0), (rule.centre[0], rule.y1))
        for rule in rules
    ]


def bounded_zoom(rect: Any, zoom: float, pixels: int) -> float:
    """``zoom``, or the largest that keeps the page under so many pixels."""
    area = max(float(rect.width) * float(rect.height), 1.0)
    return min(zoom, math.sqrt(pixels / area))


def picture_page(document: Any, picture: Any) -> Any:
    """The document with a page added that holds a page of a picture file, at its own resolution."""
    shown = max((info["width"] for info in picture.get_image_info()), default=0) / max(picture.rect.width, 1.0)
    zoom = bounded_zoom(picture.rect, shown or _DPI / 72, _OCR_PIXELS)
    pixels = picture.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False, colorspace=pymupdf.csRGB)
    page = document.new_page(width=picture.rect.width, height=picture.rect.height)
    page.insert_image(page.rect, pixmap=pixels)
    return document


def remove_rotation(page: Any) -> None:
    """Draw the page as it is displayed, without /Rotate.

    PyMuPDF's own way of it forgets the crop box, so that is made the media box (bottom-up) first.
    """
    media, crop = page.mediabox, page.cropbox
    if crop.width < media.width or crop.height < media.height:
        page.set_mediabox(pymupdf.Rect(crop.x0, media.y1 - crop.y1, crop.x1, media.y1 - crop.y0))
    page.remove_rotation()


def layered_page(picture: Picture, lines: tuple[OcrLine, ...]) -> Any:
    """A one-page PDF: the picture, and each word as invisible text stretched to its box."""
    document = pymupdf.open()
    page = document.new_page(width=picture.width / picture.scale, height=picture.height / picture.scale)
    page.insert_image(
        page.rect, pixmap=pymupdf.Pixmap(pymupdf.csRGB, picture.width, picture.height, picture.samples, 0)
    )
    writer = pymupdf.TextWriter(page.rect)
    font = pymupdf.Font("cjk")
    for line in lines:
        _write(writer, font, line, picture.scale)
    writer.write_text(page, render_mode=3)
    return document


def _write(writer: Any, font: Any, line: OcrLine, scale: float) -> None:
    for start, end in _runs(line.text):
        box = bounding(line.boxes[start:end])
        text = line.text[start:end]
        length = font.text_length(text, 1) or 1.0
        size = max(min(box.width / scale / length, box.height / scale), 1.0)
        writer.append((box.x0 / scale, (box.y1 - 0.15 * box.height) / scale), text, font=font, fontsize=size)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for index, character in enumerate(text):
        if character.isspace():
            if index > start:
                yield start, index
            start = index + 1
    if len(text) > start:
        yield start, len(text)


def _text_lines(blocks: Iterable[Any]) -> Iterator[TextLine]:
    for index, block in enumerate(blocks):
        for line in block.get("lines", ()):
            spans = [span for span in line["spans"] if span["chars"]]
            found = _text_line(spans, _turn(line["dir"]), index) if spans else None
            if found and found.glyphs:
                yield found


def _text_line(spans: list[Any], turn: int, block: int) -> TextLine:
    longest = max(spans, key=lambda span: len(span["chars"]))
    raised = [_is_raised(span, longest) for span in spans]
    glyphs = tuple(
        Glyph(char["c"], _box(char["bbox"]), high)
        for span, high in zip(spans, raised, strict=True)
        for char in span["chars"]
        if char["c"] not in _DIRECTIONS
    )
    bold = bool(longest["flags"] & _BOLD) or "bold" in longest["font"].lower()
    return TextLine(glyphs, float(longest["size"]), bold, block, turn)


def _is_raised(span: Any, main: Any) -> bool:
    """Whether a span stands above the line that the main one stands on, and is smaller."""
    above = main["chars"][0]["origin"][1] - span["chars"][0]["origin"][1]
    return bool(span["size"] < 0.9 * main["size"] and above > 0.15 * main["size"])


def _turn(direction: tuple[float, float]) -> int:
    """Degrees by which the sheet must be turned clockwise so that this direction points right."""
    x, y = direction
    if abs(x) >= abs(y):
        return 0 if x >= 0 else 180
    return 90 if y < 0 else 270


def _is_curved(path: Any) -> bool:
    return any(item[0] in ("c", "qu") or (item[0] == "l" and _is_slanted(*item[1:3])) for item in path.get("items", ()))


def _is_slanted(start: tuple[float, float], end: tuple[float, float]) -> bool:
    return min(abs(start[0] - end[0]), abs(start[1] - end[1])) > _THIN


def _rules(paths: Iterable[Any]) -> Iterator[Box]:
    for path in paths:
        for item in path.get("items", ()):
            box = _rule(item)
            if box is not None:
                yield box


def _rule(item: Any) -> Box | None:
    """A straight line along an axis, or a rectangle so thin that it is one; a larger rectangle is a frame."""
    if item[0] == "l":
        (x0, y0), (x1, y1) = item[1], item[2]
        box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    elif item[0] == "re":
        box = _box(item[1])
    else:
        return None
    thin = min(box.width, box.height) <= _THIN or item[0] == "re"
    return box if thin and max(box.width, box.height) >= 5 else None


def _grid(table: Any) -> Grid:
    return Grid(_box(table.bbox), tuple(_box(cell) for cell in table.cells if cell))


def _placed_grid(table: Any) -> Grid:
    cells = [cell for row in table.placements for cell in row if cell.bbox]
    return Grid(_box(table.bbox), tuple(_box(cell.bbox) for cell in cells), int(table.header_rows or 0))


def _box(edges: Any) -> Box:
    x0, y0, x1, y1 = edges
    if x0 <= x1 and y0 <= y1:  # as of nearly all, and there are many
        return Box._make(edges)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
