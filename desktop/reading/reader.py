"""A page to its content: text layer or OCR, then blocks, tables and headings by the same code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.document import Block, BlockKind, Page, PageContent, PageSource
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.geometry import Box, bounding
from desktop.reading.layout import Setting, structured
from desktop.reading.pictured import as_recognised, is_scan, text_line, with_pictured
from desktop.reading.source import Ocr, Picture, SecondOpinion, Source, TextLine
from desktop.reading.textlayer import TextLayer, judge
from desktop.reading.turning import turned_back
from desktop.reading.words import Line, joined, joined_lines, read_lines

_EDGE = 0.1
#: Values of PageContent.error besides the codes of KnownError.
OCR_MISSING = "ocr-missing"
NO_TEXT = str(ErrorCode.NO_TEXT)

_LIGHT = bytes(range(200, 256))  #: how bright paper is
_SPECK = 0.001  #: of the page


def quick_text(source: Source, number: int) -> PageContent:
    """First pass: the words of the text layer, a paragraph per block of the file; nothing else is looked at.

    Nothing is said of a page without text: the second pass finds out why.
    """
    try:
        sheet = source.sheet(number)
        lines = read_lines(sheet.lines())
    except KnownError as error:
        return failed_page(number, str(error.code))
    page = Page(number, sheet.width, sheet.height, PageSource.TEXT)
    return PageContent(page, tuple(_quick_blocks(number, lines)))


def read_page(
    source: Source,
    number: int,
    ocr: Ocr | None,
    second_opinion: SecondOpinion | None = None,
    beside: Sequence[PageContent] = (),
) -> PageContent:
    """The page with its structure, in coordinates of the page as displayed.

    ``beside`` are the two pages before and the two after, as far as they are known, the later ones if only by their
    text: headings and tables go on from the page before, and running headers are the same on all. Nothing else of the
    document is looked at, so that a page that brings its reader down is the one that was asked for. A page that can't
    be read comes back as failed, with the reason in ``error``.
    """
    try:
        before = next((page for page in beside if page.page.number == number - 1), None)
        return _read(source, number, ocr, Setting(second_opinion, before, source.outline(number), tuple(beside)))
    except KnownError as error:
        return failed_page(number, str(error.code))


def failed_page(number: int, error: str, width: float = 0.0, height: float = 0.0) -> PageContent:
    """A page of which nothing could be read."""
    return PageContent(Page(number, width, height, PageSource.FAILED), error=error)


def _read(source: Source, number: int, ocr: Ocr | None, setting: Setting) -> PageContent:
    sheet = source.sheet(number)
    raw, drawn = sheet.lines(), sheet.drawn()
    layer = judge(raw, drawn, sheet.width * sheet.height)
    if layer is TextLayer.ABSENT and _has_text(raw) and not is_scan(sheet, drawn, raw):
        layer = TextLayer.SOUND  # a few words over a photograph
    if layer is TextLayer.BLANK:
        return _carried(PageContent(Page(number, sheet.width, sheet.height, PageSource.TEXT)), setting)
    if layer is not TextLayer.SOUND:
        return _by_ocr(source, number, ocr, setting)
    turn = _main_turn(raw)
    if turn:
        sheet = source.sheet(number, turn)
        raw, drawn = sheet.lines(), sheet.drawn()
        setting = replace(setting, second_opinion=None)  # it sees the page as it is displayed
    every = with_pictured(sheet, drawn, ocr, raw)
    page = Page(number, sheet.width, sheet.height, PageSource.TEXT)
    if every != raw:
        page = replace(page, source=PageSource.MIXED)
        picture = sheet.picture()
        sheet = source.layered(picture, tuple(as_recognised(line, picture.scale) for line in every if line.turn == 0))
        drawn = sheet.drawn()
    upright = read_lines(line for line in every if line.turn == 0)
    aside = read_lines(line for line in raw if line.turn != 0)
    content = structured(page, sheet, drawn, upright, setting)
    blocks = (_at_edge(block, page) for block in _quick_blocks(number, aside))
    error = OCR_MISSING if ocr is None and is_scan(sheet, drawn, raw) else ""
    return turned_back(replace(content, blocks=(*content.blocks, *blocks), error=error), turn)


def _at_edge(block: Block, page: Page) -> Block:
    """Text that runs up or down the edge of the page is no part of what is read."""
    place = bounding(block.boxes)
    outside = place.x1 < _EDGE * page.width or place.x0 > (1 - _EDGE) * page.width
    return replace(block, kind=BlockKind.HEADER) if outside else block


def _by_ocr(source: Source, number: int, ocr: Ocr | None, setting: Setting) -> PageContent:
    sheet = source.sheet(number)
    picture = sheet.picture()
    if _is_blank(picture):
        return _carried(PageContent(Page(number, sheet.width, sheet.height, PageSource.TEXT)), setting)
    if ocr is None:
        return failed_page(number, OCR_MISSING, sheet.width, sheet.height)
    turn = ocr.turn(picture)
    if turn:
        sheet = source.sheet(number, turn)
        picture = sheet.picture()
        setting = replace(setting, second_opinion=None)
    page = Page(number, sheet.width, sheet.height, PageSource.OCR)
    found = tuple(line for line in ocr.recognise(picture) if line.text.strip())
    if not found:
        bare = PageContent(replace(page, source=PageSource.TEXT))
        return turned_back(_carried(bare, setting) if _has_hardly_ink(picture) else _wordless(page, setting), turn)
    layered = source.layered(picture, found)
    whole = Box(0.0, 0.0, page.width, page.height)
    lines = read_lines(text_line(line, picture.scale, whole) for line in found)
    return turned_back(structured(page, layered, layered.drawn(), lines, setting), turn)


def _wordless(page: Page, setting: Setting) -> PageContent:
    """A page with ink in which no words were found: one figure, and a remark."""
    whole = Block(page.number, BlockKind.FIGURE, 0, "", (Box(0.0, 0.0, page.width, page.height),))
    return _carried(PageContent(page, (whole,), error=NO_TEXT), setting)


def _carried(content: PageContent, setting: Setting) -> PageContent:
    """An empty page, under the headings of the page before."""
    path = setting.before.heading_path if setting.before else ()
    return PageContent(content.page, content.blocks, content.tables, path, content.error)


def _main_turn(raw: Sequence[TextLine]) -> int:
    """The turn that most characters want; small majorities leave the page as it is."""
    letters: Counter[int] = Counter()
    for line in raw:
        letters[line.turn] += sum(not glyph.text.isspace() for glyph in line.glyphs)
    turn, count = letters.most_common(1)[0]
    return turn if count > 0.7 * letters.total() else 0


def _has_text(raw: Sequence[TextLine]) -> bool:
    return any(not glyph.text.isspace() for line in raw for glyph in line.glyphs)


def _is_blank(picture: Picture) -> bool:
    """Whether every pixel is (nearly) white."""
    return min(picture.samples, default=255) > 245


def _has_hardly_ink(picture: Picture) -> bool:
    """Whether a page bears no more than a rule or a speck."""
    dark = picture.samples.translate(None, delete=_LIGHT)
    return len(dark) < _SPECK * len(picture.samples)


def _quick_blocks(number: int, lines: Sequence[Line]) -> list[Block]:
    groups: dict[int, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.block, []).append(line)
    return [_quick_block(number, group) for group in groups.values()]


def _quick_block(number: int, lines: Sequence[Line]) -> Block:
    words = joined_lines([line.words for line in lines], flowing=True)
    return Block(number, BlockKind.PARAGRAPH, 0, joined(words), tuple(line.box for line in lines), words)
