"""Text in pictures of a page that has a text layer: a stamp or a heading over a scan, a table pasted as a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from desktop.domain.geometry import Box, bounding, overlap
from desktop.reading.boxes import BoxIndex
from desktop.reading.source import Drawn, Glyph, Ocr, OcrLine, Picture, Sheet, TextLine
from desktop.reading.textlayer import is_broken

_SMALLEST, _PAGE_SIZED = 0.08, 0.6  #: shares of the page's area
_COVERED = 0.04
_DENSE, _LONG = 0.13, 40  #: share of the picture under text; characters of a line of prose
_MIN_LOST = 20  #: characters
_PAPER, _INK = 200, 110
_MOSTLY_PAPER, _SOME_INK, _MUCH_INK = 0.55, 0.004, 0.3
_STEP = 101  #: every so many pixels are looked at


def with_pictured(sheet: Sheet, drawn: Drawn, ocr: Ocr | None, lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """The page's lines with those of pictures that look written on and have no text over them.

    Blocks whose font says nothing of its characters are read from their picture too, and their own text is left out.
    """
    if ocr is None:
        return tuple(lines)
    broken = _broken_blocks(lines)
    kept = [line for line in lines if line.block not in broken or not is_broken(line)]
    texts = BoxIndex([glyph.box for line in kept for glyph in line.glyphs if not glyph.text.isspace()])
    found: list[TextLine] = []
    for box in _unread(sheet, drawn, lines):
        picture = sheet.picture(box)
        if _is_written(picture, box, texts):
            read = _read(ocr, picture, box)
            found += read if _is_text(read, box) else ()
    for block in sorted(broken):
        box = _ground([line for line in lines if line.block == block], sheet)
        found += _read(ocr, sheet.picture(box), box)
    return (*kept, *(line for line in found if not _is_known(line, texts)))


def is_scan(sheet: Sheet, drawn: Drawn, lines: Sequence[TextLine]) -> bool:
    """Whether the page is a picture of writing with hardly any text over it: a stamp, or the number of the page."""
    texts = BoxIndex([glyph.box for line in lines for glyph in line.glyphs if not glyph.text.isspace()])
    whole = [box for box in _unread(sheet, drawn, lines) if box.area > _PAGE_SIZED * sheet.width * sheet.height]
    return any(_is_written(sheet.picture(box), box, texts) for box in whole)


def _is_text(lines: Sequence[TextLine], place: Box) -> bool:
    """Whether what was read is a text or a table; the labels of a plot or a drawing are left in the figure."""
    inked = sum(bounding(glyph.box for glyph in line.glyphs).area for line in lines)
    return inked > _DENSE * place.area or sum(len(line.glyphs) >= _LONG for line in lines) > 1


def _broken_blocks(lines: Sequence[TextLine]) -> set[int]:
    """Blocks most of whose lines are unreadable; a formula with a sign or two that no font names is none."""
    lost, whole = Counter[int](), Counter[int]()
    for line in lines:
        whole[line.block] += len(line.glyphs)
        lost[line.block] += len(line.glyphs) if is_broken(line) else 0
    return {block for block, count in lost.items() if count >= _MIN_LOST and count > 0.5 * whole[block]}


def _is_known(line: TextLine, texts: BoxIndex) -> bool:
    """Whether the page has text of its own where a line was read."""
    return sum(bool(texts.holding(*glyph.box.centre)) for glyph in line.glyphs) > 0.3 * len(line.glyphs)


def _read(ocr: Ocr, picture: Picture, place: Box) -> list[TextLine]:
    return [text_line(line, picture.scale, place) for line in ocr.recognise(picture) if line.text.strip()]


def _ground(lines: Sequence[TextLine], sheet: Sheet) -> Box:
    """The part of the sheet that these lines cover, with a margin."""
    box = bounding(glyph.box for line in lines for glyph in line.glyphs)
    return _within(Box(box.x0 - 4, box.y0 - 4, box.x1 + 4, box.y1 + 4), Box(0.0, 0.0, sheet.width, sheet.height))


def text_line(line: OcrLine, scale: float, place: Box) -> TextLine:
    """A line in points of the sheet; ``place`` is where on it the picture stands."""
    glyphs = tuple(
        Glyph(character, _placed(box, scale, place)) for character, box in zip(line.text, line.boxes, strict=True)
    )
    height = max(glyph.box.height for glyph in glyphs)
    return TextLine(glyphs, round(0.8 * height * 2) / 2)


def as_recognised(line: TextLine, scale: float) -> OcrLine:
    """A line of the page as if it had been read from the page's picture."""
    letters = [(letter, glyph.box) for glyph in line.glyphs for letter in glyph.text]
    boxes = (Box(box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale) for _, box in letters)
    return OcrLine("".join(letter for letter, _ in letters), tuple(boxes), 1.0)


def _placed(box: Box, scale: float, place: Box) -> Box:
    return Box(
        place.x0 + box.x0 / scale, place.y0 + box.y0 / scale, place.x0 + box.x1 / scale, place.y0 + box.y1 / scale
    )


def _unread(sheet: Sheet, drawn: Drawn, lines: Sequence[TextLine]) -> list[Box]:
    """Pictures of some size on the page with hardly any text over them, each once."""
    page = Box(0.0, 0.0, sheet.width, sheet.height)
    shown = [_within(box, page) for box in drawn.pictures if overlap(box, page) > _SMALLEST * page.area]
    glyphs = [glyph.box for line in lines for glyph in line.glyphs if not glyph.text.isspace()]
    bare = [box for box in shown if sum(overlap(glyph, box) for glyph in glyphs) < _COVERED * box.area]
    kept: list[Box] = []
    for box in sorted(bare, key=lambda one: -one.area):
        if not any(overlap(box, other) > 0.5 * box.area for other in kept):
            kept.append(box)
    return kept


def _within(box: Box, page: Box) -> Box:
    return Box(max(box.x0, page.x0), max(box.y0, page.y0), min(box.x1, page.x1), min(box.y1, page.y1))


def _is_written(picture: Picture, place: Box, texts: BoxIndex) -> bool:
    """Whether the picture is paper with some ink, as a scan, a screenshot or a plot is and a photograph is not.

    Ink of the page's own text, which is drawn over the picture, doesn't count.
    """
    pixels = picture.samples[1 :: 3 * _STEP]  # the green of every so many pixels
    paper = sum(value > _PAPER for value in pixels)
    dark = (at * _STEP for at, value in enumerate(pixels) if value < _INK)
    ink = sum(not texts.holding(*_point(at, picture, place)) for at in dark)
    return paper > _MOSTLY_PAPER * len(pixels) and _SOME_INK * len(pixels) < ink < _MUCH_INK * len(pixels)


def _point(at: int, picture: Picture, place: Box) -> tuple[float, float]:
    """Where on the sheet the picture's pixel of this number stands."""
    y, x = divmod(at, picture.width)
    return place.x0 + x / picture.scale, place.y0 + y / picture.scale
