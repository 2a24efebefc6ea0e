"""Lines, rules and grids of a sheet to blocks, tables and the heading path."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop.domain.document import Block, BlockKind, Page, PageContent, PageSource, Table, Word
from desktop.domain.geometry import Box, overlap
from desktop.domain.headings import extended, numbering_level
from desktop.reading.blocks import Body, blocks_of, body_of, plain_block, with_continuation
from desktop.reading.cells import cell_words, words_by_box
from desktop.reading.headings import folded
from desktop.reading.margins import is_at_edge, known_margins, margins_of
from desktop.reading.order import in_reading_order
from desktop.reading.regions import Part, columns_of, needs_model, parts_of
from desktop.reading.source import Drawn, Grid, Region, SecondOpinion, Sheet
from desktop.reading.tablerows import is_name, said_in_corner
from desktop.reading.tables import (
    Asked,
    chosen_grids,
    continued,
    in_context,
    is_doubtful,
    is_too_dense,
    outside_of,
    ruled_grids,
    table_of,
    with_unit_of_sister,
)
from desktop.reading.ties import tied
from desktop.reading.words import Line, joined, joined_lines, line_of

#: Parts that are one block as they are.
_WHOLE = (BlockKind.FIGURE, BlockKind.FORMULA)
_EDGES = (BlockKind.HEADER, BlockKind.FOOTER, BlockKind.FOOTNOTE)
#: headings that go on over pages, and those without which figures are taken for the company's own
_LASTING = re.compile(
    r"^\W*(?:note|item|section|schedule|exhibit|table)\b|\bstatements?\b|balance sheets?|报表|附注|资产负债表|利润表"
    r"|\bparent\b|\bdiscontinued\b|\bheld[- ]for[- ]sale\b|\bpro[- ]?forma\b|\binvestees?\b|\bjoint ventures?\b|\bassociates\b"
    r"|\bguarantors?\b|\bguarantee\b|\bvariable interest|\bsubsidiar(?:y|ies)\b|\bsegments?\b|\bdeferred\b"
    r"|母公司|终止经营|联营|合营|持有待售|备考|模拟|子公司|分部|递延",
    re.I,
)
_STATEMENT = re.compile(r"^(?!\W*(?:notes?|附注)).*(?:\bstatements?\b|balance sheets?|报表|资产负债表|利润表)", re.I)
_FORM_LINES, _FORM_SHARE = 6, 0.25  #: a scanned form has more lines, and takes more of the page
_WORDY = 0.35  #: share of a picture that is covered by words where it is text
_REGION_LINES = 3  #: from so many lines on a region of the model knows by itself what is usual in it


@dataclass(frozen=True, slots=True)
class Setting:
    """What a page is read with besides its own sheet."""

    second_opinion: SecondOpinion | None = None
    before: PageContent | None = None
    outline: Mapping[str, int] = field(default_factory=dict)
    near: tuple[PageContent, ...] = ()  #: the pages beside and next but one, as far as they are known


def structured(page: Page, sheet: Sheet, drawn: Drawn, lines: Sequence[Line], setting: Setting) -> PageContent:
    """The content of a sheet whose words are known; coordinates are the sheet's."""
    asked = Asked(sheet, drawn, tuple(lines), page.number, setting.second_opinion)
    ruled = ruled_grids(asked)
    known = known_margins(setting.near)
    header, footer = margins_of(outside_of(ruled, lines), lines, page.height, known)
    apart = {id(line) for line in (*header, *footer)}
    asked = replace(asked, lines=tuple(line for line in lines if id(line) not in apart))
    flow = _Flow(page, body_of(lines), setting, header)
    _fill(flow, page, asked, ruled)
    every = (
        *(plain_block(page.number, BlockKind.HEADER, [line]) for line in header),
        *flow.blocks,
        *(plain_block(page.number, BlockKind.FOOTER, [line]) for line in footer),
    )
    blocks = with_continuation(tied(every, page.height), setting.before)
    return PageContent(page, blocks, tuple(flow.placed), flow.path)


def _fill(flow: _Flow, page: Page, asked: Asked, ruled: Sequence[Grid]) -> None:
    """Go through the page, with the layout model where there is more on it than lines under one another."""
    doubtful = any(is_doubtful(grid, asked) for grid in ruled)
    wanted = doubtful or needs_model(outside_of(ruled, asked.lines), asked.drawn, page)
    modelled = wanted and not is_too_dense(asked)
    regions = _regions(page, asked) if modelled else ()
    tabular = doubtful or any(region.kind is BlockKind.TABLE for region in regions)
    tables, rest = _tables(chosen_grids(ruled, asked, tabular, regions), asked)
    flow.tables = tables
    lines = [*rest, *(_stand_in(table, index, asked.lines) for index, table in enumerate(tables))]
    for part in parts_of(lines, regions) if regions else ():
        flow.part(part)
    for column in () if regions else in_reading_order(lines):
        flow.take(column)


class _Flow:
    """Goes down the page in reading order and keeps the headings in force."""

    def __init__(self, page: Page, body: Body, setting: Setting, header: Sequence[Line]) -> None:
        self.tables: Sequence[Table] = ()
        self.blocks: list[Block] = []
        self.placed: list[Table] = []
        self._before = setting.before
        self.path: tuple[str, ...] = self._before.heading_path if self._before else ()
        self._page, self._body = page, body
        self._outline = {folded(title): level for title, level in setting.outline.items() if folded(title)}
        self._above: list[Line] = []
        self._header = list(header)  #: may have the unit of every table of the page

    def part(self, part: Part) -> None:
        """Blocks of a part of the page."""
        if part.kind in _WHOLE:
            self._whole(part)
            return
        if part.kind in (BlockKind.HEADER, BlockKind.FOOTER) and is_at_edge(part.box, self._page.height):
            self.blocks.append(plain_block(self._page.number, part.kind, part.lines))
            self._header += part.lines if part.kind is BlockKind.HEADER else ()
            return
        for column in columns_of(part):
            self.take(column, part.kind)

    def _whole(self, part: Part) -> None:
        """A formula as the file goes through it, the words of a figure by their places."""
        lines = part.lines
        if part.kind is BlockKind.FIGURE:
            lines = tuple(line for column in in_reading_order(lines) for line in column)
        words = joined_lines([line.words for line in lines])
        self.blocks.append(Block(self._page.number, part.kind, 0, joined(words), (part.box,), words))

    def take(self, region: Sequence[Line], kind: BlockKind | None = None) -> None:
        """Blocks of one column, tables among them; ``kind`` is what the layout model takes it for."""
        plain: list[Line] = []
        for line in region:
            if line.table < 0:
                plain.append(line)
                continue
            self._text(plain, kind)
            self._table(self.tables[line.table], line.words)
            plain = []
        self._text(plain, kind)

    def _text(self, lines: Sequence[Line], kind: BlockKind | None) -> None:
        body = self._body if kind is None else self._region_body(lines)
        for plain in blocks_of(self._page.number, lines, body, kind or BlockKind.PARAGRAPH):
            block = self._outlined(replace(plain, unsure=kind is BlockKind.TABLE))
            self.blocks.append(block)
            if block.level:
                self.path = extended(self.path, block.text, block.level)
        self._above += lines

    def _outlined(self, block: Block) -> Block:
        """What the document's own outline names is a heading, of the level there unless its number says another."""
        level = self._outline.get(folded(block.text), 0)
        if not level or block.kind is BlockKind.TITLE:
            return block
        return replace(block, kind=BlockKind.HEADING, level=numbering_level(block.text) or level)

    def _region_body(self, lines: Sequence[Line]) -> Body:
        return body_of(lines, is_region=True) if len(lines) >= _REGION_LINES else replace(self._body, is_region=True)

    def _table(self, table: Table, words: tuple[Word, ...]) -> None:
        before = self.placed[-1] if self.placed else None
        known = in_context(table, self._above[::-1], self.path, self._header, before)
        known = self._without_stale_title(known)
        if not self.placed:
            known = continued(known, self._before, has_text_above=bool(self._above))
            before = self._before.tables[-1] if self._before and self._before.tables else None
        self.placed.append(with_unit_of_sister(known, before))
        self.blocks.append(Block(self._page.number, BlockKind.TABLE, 0, joined(words), (table.box,), words))
        self._above = []

    def _without_stale_title(self, table: Table) -> Table:
        """The table without the heading of an earlier page, where it says itself what it is about: it may have ended.

        Notes, items and statements go on over pages; a statement that a heading has come after does not.
        """
        inherited = self._before is not None and table.title in self._before.heading_path
        own = table.lead or is_name(said_in_corner(table.columns[0]))
        if not inherited or not own or _lasts(table.title) or table.title in (*map(_text, self.blocks), self._last()):
            return table
        outer = (one for one in reversed(self.path) if _lasts(one) and not _STATEMENT.search(one))
        return replace(table, title=next(outer, ""))

    def _last(self) -> str:
        """The last words of the page before: a heading there is that of what comes first on this one."""
        body = [one for one in self._before.blocks if one.kind not in _EDGES] if self._before else []
        return body[-1].text if body else ""


def _text(block: Block) -> str:
    return block.text


def _lasts(heading: str) -> bool:
    return numbering_level(heading) > 0 or _LASTING.search(heading) is not None


def _tables(grids: Sequence[Grid], asked: Asked) -> tuple[list[Table], list[Line]]:
    """The tables, and the lines that are left outside of them."""
    tables: list[Table] = []
    rest = list(asked.lines)
    for grid in grids:
        table = table_of(asked.number, grid, rest)
        if table is not None:
            tables.append(table)
            rest = [part for line in rest for part in _outside(line, table)]
    return tables, rest


def _outside(line: Line, table: Table) -> list[Line]:
    """What is left of a line when the table has taken the words in its cells."""
    if not overlap(line.box, table.box):
        return [line]
    words = [word for word in line.words if not any(cell.box.holds(*word.box.centre) for cell in table.cells)]
    if len(words) == len(line.words):
        return [line]
    return [line_of(words, line.size, line.bold, line.block)] if words else []


def _stand_in(table: Table, index: int, lines: Sequence[Line]) -> Line:
    """A line that keeps the table's place in the reading order and has its words, cell by cell."""
    near = [word for line in lines if overlap(line.box, table.box) for word in line.words]
    owners = words_by_box([cell.box for cell in table.cells], near)
    words = tuple(word for own in owners if own for word in _apart(cell_words(own)))
    return Line(words, table.box, 0.0, table=index)


def _apart(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a cell, with a space before the first."""
    return (replace(words[0], space_before=True), *words[1:])


def _regions(page: Page, asked: Asked) -> tuple[Region, ...]:
    """What the layout model sees, without pictures that are text, and with pictures that it overlooked."""
    regions = [one for one in asked.sheet.regions() if not _is_wordy(one, page, asked.lines)]
    area = page.width * page.height
    whole = Box(0.0, 0.0, page.width, page.height)
    missed = (
        Region(BlockKind.FIGURE, box)
        for box in asked.drawn.pictures
        if 0.02 * area < box.area < 0.9 * area
        and overlap(box, whole) > 0.5 * box.area
        and not any(overlap(box, one.box) > 0.1 * box.area for one in regions)
    )
    return (*regions, *missed)


def _is_wordy(region: Region, page: Page, lines: Sequence[Line]) -> bool:
    """Whether a picture is full of words; a scanned form is taken for a picture where it has boxes and rules."""
    if region.kind is not BlockKind.FIGURE:
        return False
    inside = [line for line in lines if overlap(line.box, region.box) > 0.5 * line.box.area]
    large = region.box.area > _FORM_SHARE * page.width * page.height
    if page.source is not PageSource.TEXT and large and len(inside) > _FORM_LINES:
        return True
    return sum(line.box.area for line in inside) > _WORDY * region.box.area
