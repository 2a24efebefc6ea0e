"""Tables of a page: where they are looked for, and what stands around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from desktop.domain.document import BlockKind, Cell, PageContent, Table, Word
from desktop.domain.geometry import Box, bounding, overlap
from desktop.domain.numbers import is_amount
from desktop.domain.units import declares_unit, unit_in
from desktop.reading.balances import day_in_corner, day_of
from desktop.reading.boxes import BoxIndex, lines_in
from desktop.reading.cells import cells_of, column_count, is_wrapped_number, span_of, with_whole_days, words_by_box
from desktop.reading.columns import numeric_columns, rate_columns
from desktop.reading.dated import spread, with_length, with_period, with_year, year_above
from desktop.reading.grids import mended
from desktop.reading.headers import RowKind, column_headers, is_for_all, row_kinds, with_headers
from desktop.reading.leads import bare, lead_of
from desktop.reading.periods import is_length, is_period, period_introduced
from desktop.reading.source import Drawn, Grid, Region, SecondOpinion, Sheet
from desktop.reading.wholes import with_wholes
from desktop.reading.words import Line, joined, visual_lines

_TITLE_REACH = 130.0
_NO_TITLE = re.compile(
    r"单位\s*[:：]|币种|^编制单位|适用|^\(?(?:续上?表|接上表)|^[-–—\d/\s]+$|^(?:19|20)\d\d\s*年.{0,16}$|^(?:19|20)\d\d(?:\s+(?:and|or)\s+(?:19|20)\d\d)?\W*(?:\([^()]*\)\W*)?$|^(?:in\s+)?(?:thousands|millions|billions)\W*$"
    r"|^\(?\s*(?:[$€£¥]|US\$)?\s*(?:in|amounts|dollars|expressed)\b.*(?:million|thousand|billion)"
    r"|^(?:as\s+(?:of|at)|at|for\s+the|(?:fiscal\s+)?years?\s+ended|(?:three|six|nine|twelve)\s+months)\b.{0,60}$|^unaudited",
    re.I,
)
#: what a table of what there was on a day is called
_OF_BALANCES = re.compile(
    r"\bbalance sheets?\b|\bstatements? of (?:financial (?:position|condition)|net assets)\b|资产负债表", re.I
)
_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_SENTENCE_END = re.compile(r"(?:(?<=[a-z)]\.)|(?<=(?:19|20)\d\d\.))\s+(?=[A-Z])|(?<=[。；])\s*(?=\S)")
_MOST_LINES = 3  #: of a sentence that leads to a table
_DOUBTFUL = 0.03
_CUT_COST = 0.01
_LONGEST_DECLARATION = 100
_SISTER_ROWS, _SISTER_SHARE = 3, 0.6
_MAX_PATHS = 6000
_MAX_LINES = 1500


@dataclass(frozen=True)
class Asked:
    """A sheet with what is known of it, for finding its tables."""

    sheet: Sheet
    drawn: Drawn
    lines: tuple[Line, ...]
    number: int
    second: SecondOpinion | None

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of all lines."""
        return tuple(word for line in self.lines for word in line.words)


def ruled_grids(asked: Asked) -> tuple[Grid, ...]:
    """Tables closed by ruling lines; of two engines where the first tears or crams words."""
    if len(asked.drawn.rules) < 4 or asked.drawn.paths > _MAX_PATHS:
        return ()
    grids = _mended(asked.sheet.ruled_grids(), asked)
    if asked.second is not None and any(is_doubtful(grid, asked) for grid in grids):
        grids += _mended(asked.second.ruled_grids(asked.number), asked)
    return tuple(grids)


def outside_of(grids: Sequence[Grid], lines: Sequence[Line]) -> list[Line]:
    """The lines that no grid holds."""
    return [line for line in lines if not any(grid.box.holds(*line.box.centre) for grid in grids)]


def is_too_dense(asked: Asked) -> bool:
    """Whether the layout model would take a minute over the page: set letter by letter, or a map."""
    return asked.drawn.paths > _MAX_PATHS or len(asked.lines) > _MAX_LINES


def is_doubtful(grid: Grid, asked: Asked) -> bool:
    """Whether the grid tears or crams words, or had to be cut a lot so as not to."""
    return grid.crammed or _badness(grid, asked.words) > _DOUBTFUL


def chosen_grids(
    ruled: Sequence[Grid], asked: Asked, modelled: bool, regions: Sequence[Region] = ()
) -> tuple[Grid, ...]:
    """The best of what stands on the same ground: ruled, or where the layout was ``modelled``, as that sees it; made
    whole where the model's ``regions`` have several of them, or lines over them, in one table.
    """
    candidates = list(ruled)
    if modelled and not is_too_dense(asked):
        candidates += _mended(asked.sheet.modelled_grids(), asked)
    best = _best(candidates, asked.words)
    wholes = with_wholes(best, regions, asked.words)
    chosen = [one if one in best else mended(one, asked.words, asked.drawn.rules) for one in wholes]
    return tuple(sorted(chosen, key=lambda grid: (grid.box.y0, grid.box.x0)))


def table_of(page: int, grid: Grid, lines: Sequence[Line]) -> Table | None:
    """The table of a grid with the words of these lines; None where it isn't one (one column)."""
    words = [word for line in lines for word in line.words]
    cells = with_headers(with_whole_days(cells_of(grid, words)), grid.header_rows)
    if column_count(cells) < 2:
        return None
    box = bounding([grid.box, *(cell.box for cell in cells)])
    kinds = row_kinds(cells)
    first = _first_header(kinds)
    top = next((index for index, kind in enumerate(kinds) if kind is RowKind.DATA), len(kinds))
    inner = [cell for cell in cells if cell.row in first or cell.row < top]
    headers = column_headers(cells, first, column_count(cells))
    owners = words_by_box([cell.box for cell in cells], words)
    spans = {cell: span_of(cell, own) for cell, own in zip(cells, owners, strict=True)}
    unit = _unit_within(inner, lambda cell: is_for_all(cell, cells, headers, spans.__getitem__))
    return Table(page, box, cells, headers, unit=unit)


def _unit_within(inner: Sequence[Cell], is_whole: Callable[[Cell], bool]) -> str:
    """The unit that the rows at the top declare for the whole table: among the labels, or alone in its row.

    One that runs over several cells is found in all of them together; one of a single column is that column's only.
    """
    beside = Counter(cell.row for cell in inner if cell.text)
    whole = (cell for cell in inner if not cell.column or (beside[cell.row] == 1 and is_whole(cell)))
    found = next(filter(None, (unit_in(cell.text) for cell in whole)), "")
    if found or any(unit_in(cell.text) for cell in inner):
        return found
    return unit_in(" ".join(cell.text for cell in inner))


def in_context(
    table: Table,
    above: Sequence[Line],
    path: Sequence[str],
    header: Sequence[Line] = (),
    before: Table | None = None,
) -> Table:
    """The table with title and unit from the lines above it (nearest first), else from the headings.

    A unit may run over two lines, stand in the page's ``header``, or be that of the table ``before``, which this one
    follows without a word between. What ends that one may well be the head of this.
    """
    near = [line for line in above if 0 <= table.box.y0 - line.box.y1 + 4 <= _TITLE_REACH][:6]
    units = [_declared(near, at) for at in range(min(len(near), 4))]
    unit = table.unit or next(filter(None, [*units, *(unit_in(line.text) for line in header)]), "")
    heads = [line.text for line in near[:4]]
    if before is not None and not near:
        heads = [cell.text for cell in _ending(before)]
        unit = unit or next(filter(None, map(unit_in, heads)), "") or before.unit
    lead = lead_of(table, near, path, before)
    titles = [
        line.text
        for at, line in enumerate(near)
        if not _NO_TITLE.search(line.text)
        and bare(line.text) not in lead
        and not is_length(line.text)
        and not line.text[:1].islower()
        and not (at < len(units) and units[at] and not unit_in(line.text))
    ]
    title = titles[0] if titles and len(titles[0]) <= 40 and not titles[0].endswith(("。", "；", ".")) else ""
    title = _in_full(title, next((heading for heading in reversed(path) if not _NO_TITLE.search(heading)), ""))
    of_day = any(_OF_BALANCES.search(text) for text in (title, *(line.text for line in near)))
    said = (*table.columns[:1], *(line.text for line in near))
    length = next(filter(is_length, heads), "")
    year = next(filter(None, map(year_above, (*heads, *(line.text for line in header[::-1])))), "")
    columns = tuple(with_length(with_year(one, year), length) for one in table.columns)
    return replace(
        table,
        columns=with_period(
            spread(columns, _values(table)),
            next(filter(is_period, heads), "") or _introduced(near, table),
            numeric_columns(table.cells),
        ),
        title=title,
        unit=unit,
        day=next(filter(None, map(day_of, said)), "") or (day_in_corner(table.columns) if of_day else ""),
        lead=lead,
    )


def _values(table: Table) -> frozenset[int]:
    """The columns of amounts, no rates."""
    return numeric_columns(table.cells) - rate_columns(table.cells, table.columns)


def _in_full(title: str, heading: str) -> str:
    """A title that is the last line of a heading with all of it: Deed of Cross Guarantee Consolidated Balance Sheets."""
    return heading if not title or heading.endswith(title) else title


def _introduced(near: Sequence[Line], table: Table) -> str:
    """The period that the sentence right above a table names; it may run over some lines. None where rows of the table
    are headed with periods themselves.
    """
    filled = Counter(cell.row for cell in table.cells if cell.text)
    if any(is_period(cell.text) for cell in table.cells if filled[cell.row] == 1 and not cell.is_header):
        return ""
    lines = [line.text for line in near[:_MOST_LINES] if not declares_unit(line.text)]
    return period_introduced(_SENTENCE_END.split(" ".join(reversed(lines)))[-1])


def _ending(table: Table) -> list[Cell]:
    """The cells with text below the last row that has an amount."""
    last = max((cell.row for cell in table.cells if is_amount(cell.text)), default=-1)
    return [cell for cell in table.cells if cell.row > last and cell.text]


def _declared(near: Sequence[Line], at: int) -> str:
    """The unit that a line declares, by itself or as the second of two: (dollars in / thousands); none in prose."""
    text = near[at].text
    own = unit_in(text)
    if own:
        bracketed = (unit_in(part) for part in _BRACKET.findall(text))
        return own if len(text) <= _LONGEST_DECLARATION else next(filter(None, bracketed), "")
    before = near[at + 1].text if at + 1 < len(near) else ""
    opened = before.count("(") > before.count(")") and len(text) <= _LONGEST_DECLARATION
    return unit_in(f"{before[before.rindex('(') :]} {text}") if opened else ""


def continued(table: Table, before: PageContent | None, has_text_above: bool) -> Table:
    """The table with columns, title and unit of the page before, if it goes on from there."""
    if before is None or has_text_above:
        return table
    known = replace(table, unit=table.unit or _unit_at_end(before))
    return _going_on(known, before) if before.tables else known


def _unit_at_end(before: PageContent) -> str:
    """The unit that the last line of a page declares for the table that begins the next."""
    body = [block for block in before.blocks if block.kind not in (BlockKind.HEADER, BlockKind.FOOTER) and block.words]
    if not body or body[-1].kind is BlockKind.TABLE:
        return ""
    line = joined(lines_in(body[-1])[-1])
    return unit_in(line) if declares_unit(line) else ""


def _going_on(table: Table, before: PageContent) -> Table:
    last = before.tables[-1]
    columns = _columns_above(last, table) if last.box.y1 >= 0.75 * before.page.height else ()
    own = any(table.columns)
    if not columns or (own and table.columns != columns):
        return table
    return replace(
        table,
        columns=columns,
        title=last.title,
        lead=last.lead,
        unit=table.unit or last.unit,
        continues=True,
        day=table.day or last.day,
    )


def with_unit_of_sister(table: Table, before: Table | None) -> Table:
    """The table with the unit of the one before where it says none and most of its rows have the same labels."""
    if table.unit or before is None or not before.unit:
        return table
    own, known = _labels(table), _labels(before)
    alike = len(own & known) >= max(_SISTER_ROWS, _SISTER_SHARE * len(own))
    return replace(table, unit=before.unit) if alike else table


def _labels(table: Table) -> set[str]:
    return {cell.text for cell in table.cells if not cell.column and cell.text and not cell.is_header}


def _mended(grids: Sequence[Grid], asked: Asked) -> list[Grid]:
    return [mended(grid, asked.words, asked.drawn.rules) for grid in grids if _is_table(grid, asked.words)]


def _is_table(grid: Grid, words: Sequence[Word]) -> bool:
    """At least two cells with words in them."""
    return sum(map(bool, words_by_box(grid.cells, words))) > 1


def _best(candidates: Sequence[Grid], words: Sequence[Word]) -> list[Grid]:
    """Of grids that share ground, the best; earlier ones win ties."""
    costs = {id(grid): _cost(grid, candidates, words) for grid in candidates}
    kept: list[Grid] = []
    for grid in sorted(candidates, key=lambda one: costs[id(one)]):
        if not any(_same_ground(grid, one) for one in kept):
            kept.append(grid)
    return kept


def _same_ground(first: Grid, second: Grid) -> bool:
    return _shared(first.box, second.box) > 0.3 or _shared(second.box, first.box) > 0.3


def _cost(grid: Grid, candidates: Sequence[Grid], words: Sequence[Word]) -> float:
    """What is wrong with the grid, and half of what it leaves out of the ground that it shares with others.

    One that had to be cut a lot is not as good as one that was right from the start.
    """
    ground = bounding(one.box for one in candidates if _same_ground(grid, one))
    inside = [word for word in words if ground.holds(*word.box.centre)]
    missed = sum(not grid.box.holds(*word.box.centre) for word in inside)
    return round(_badness(grid, words) + 0.5 * missed / max(len(inside), 1), 2) + _CUT_COST * grid.crammed


def _badness(grid: Grid, words: Sequence[Word]) -> float:
    """Share of the grid's words that lie in no cell or across the edge of one, or are crammed in with other amounts."""
    inside = [word for word in words if grid.box.holds(*word.box.centre)]
    index = BoxIndex(grid.cells)
    torn = 0
    texts: dict[int, list[Word]] = {}
    for word in inside:
        cells = index.holding(*word.box.centre)
        torn += not any(_shared(word.box, grid.cells[at]) > 0.8 for at in cells)
        texts.setdefault(cells[0] if cells else -1, []).append(word)
    amounts = [_amounts(own) for own in texts.values()]
    return torn / max(len(inside), 1) + sum(count for count in amounts if count > 1) / max(sum(amounts), 1)


def _amounts(words: Sequence[Word]) -> int:
    """How many amounts make up a cell; none where it holds words too, one where a number is too long for its cell."""
    if any(character.isalpha() for word in words for character in word.text):
        return 0
    count = sum(len(word.text) > 1 and is_amount(word.text) for word in words)
    return 1 if count > 1 and is_wrapped_number(visual_lines(words)) else count


def _shared(first: Box, second: Box) -> float:
    """Share of the first box that the second covers."""
    return overlap(first, second) / first.area if first.area else 0.0


def _columns_above(last: Table, table: Table) -> tuple[str, ...]:
    """Headers of ``last`` for the columns of ``table`` below it; none where the two do not fit.

    A column that is empty on the second page may have gone into its neighbour there: then edges decide.
    """
    if abs(last.box.x0 - table.box.x0) >= 12 or abs(last.box.x1 - table.box.x1) >= 12:
        return ()
    if column_count(last.cells) == column_count(table.cells):
        return last.columns
    above, below = _extents(last), _extents(table)
    if len(below) >= len(above) or len(above) != len(last.columns) or len(below) != column_count(table.cells):
        return ()
    found = [[at for at, (x0, x1) in enumerate(above) if left <= (x0 + x1) / 2 <= right] for left, right in below]
    ends = [abs(above[at[-1]][1] - right) < 6 for at, (_, right) in zip(found, below, strict=True) if at]
    if len(ends) != len(below) or not all(ends):
        return ()
    return tuple(last.columns[at[0] if column == 0 else at[-1]] for column, at in enumerate(found))


def _extents(table: Table) -> list[tuple[float, float]]:
    """Left and right edge of each column, from the cells that are as wide as one."""
    every = [
        [cell.box for cell in table.cells if cell.column == column and cell.column_span == 1]
        for column in range(column_count(table.cells))
    ]
    return [(min(box.x0 for box in boxes), max(box.x1 for box in boxes)) for boxes in every if boxes]


def _first_header(kinds: Sequence[RowKind]) -> tuple[int, ...]:
    """The rows of the header at the top, titles and units above it passed over."""
    rows: list[int] = []
    for index, kind in enumerate(kinds):
        if kind is RowKind.HEADER:
            rows.append(index)
        elif kind is RowKind.DATA or (rows and kind is RowKind.SECTION):
            break
    return tuple(rows)
