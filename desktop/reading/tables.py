"""Tables of a page: where they are looked for, and what stands around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.document import PageContent, Table, Word
from desktop.domain.geometry import Box, bounding, overlap
from desktop.domain.numbers import is_amount, unit_in
from desktop.reading.cells import cells_of, column_count, row_count
from desktop.reading.grids import with_split_columns
from desktop.reading.headers import RowKind, column_headers, row_kinds, with_headers
from desktop.reading.source import Drawn, Grid, SecondOpinion, Sheet
from desktop.reading.words import Line

_TITLE_REACH = 130.0
_NO_TITLE = re.compile(
    r"单位\s*[:：]|币种|^编制单位|适用|^\(?(?:续上?表|接上表)|^[-–—\d/\s]+$|^(?:19|20)\d\d\s*年.{0,16}$"
    r"|^\(?(?:in|amounts|dollars|expressed)\b.*(?:million|thousand|billion)"
    r"|^(?:as\s+(?:of|at)|at|for\s+the|(?:fiscal\s+)?years?\s+ended|(?:three|six|nine|twelve)\s+months)\b.{0,60}$|^unaudited",
    re.I,
)
_MAX_PATHS = 6000
_MAX_LINES = 1500  # a page set letter by letter: the layout model would take a minute over it


@dataclass(frozen=True, slots=True)
class Asked:
    """A sheet with what is known of it, for finding its tables."""

    sheet: Sheet
    drawn: Drawn
    lines: tuple[Line, ...]
    number: int
    second: SecondOpinion | None


def find_grids(asked: Asked) -> tuple[Grid, ...]:
    """The cheapest finder that explains the page: ruled grids, a second opinion, the layout model."""
    words = [word for line in asked.lines for word in line.words]
    grids = _ruled(asked, words)
    left = [line for line in asked.lines if not any(grid.box.holds(*line.box.centre) for grid in grids)]
    if asked.drawn.paths <= _MAX_PATHS and len(left) <= _MAX_LINES and looks_tabular(left):
        modelled = [grid for grid in asked.sheet.modelled_grids() if _is_table(grid, words)]
        grids += tuple(grid for grid in modelled if not any(_shared(grid.box, one.box) > 0.3 for one in grids))
    return tuple(sorted(grids, key=lambda grid: (grid.box.y0, grid.box.x0)))


def table_of(page: int, grid: Grid, lines: Sequence[Line]) -> Table | None:
    """The table of a grid with the words of these lines; None where it isn't one (one row or column)."""
    words = [word for line in lines for word in line.words]
    grid = with_split_columns(grid, words)
    cells = with_headers(cells_of(grid, words), grid.header_rows)
    if row_count(cells) * column_count(cells) < 2 or column_count(cells) < 2:
        return None
    box = bounding([grid.box, *(cell.box for cell in cells)])
    kinds = row_kinds(cells)
    first = _first_header(kinds)
    inner = " ".join(cell.text for cell in cells if cell.row <= max((*first, 1)))
    return Table(page, box, cells, column_headers(cells, first, column_count(cells)), unit=unit_in(inner))


def in_context(table: Table, above: Sequence[Line], path: Sequence[str]) -> Table:
    """The table with title and unit from the lines above it (nearest first), else from the headings."""
    near = [line for line in above if 0 <= table.box.y0 - line.box.y1 + 4 <= _TITLE_REACH][:6]
    unit = table.unit or next((unit_in(line.text) for line in near[:4] if unit_in(line.text)), "")
    titles = [line.text for line in near if not _NO_TITLE.search(line.text)]
    title = titles[0] if titles and len(titles[0]) <= 40 and not titles[0].endswith(("。", "；", ".")) else ""
    return replace(table, title=title or (path[-1] if path else ""), unit=unit)


def continued(table: Table, before: PageContent | None, has_text_above: bool) -> Table:
    """The table with columns, title and unit of the page before, if it goes on from there."""
    if before is None or not before.tables or has_text_above:
        return table
    last = before.tables[-1]
    columns = _columns_above(last, table) if last.box.y1 >= 0.75 * before.page.height else ()
    own = any(table.columns)
    if not columns or (own and table.columns != columns):
        return table
    return replace(table, columns=columns, title=last.title, unit=table.unit or last.unit, continues=True)


def looks_tabular(lines: Sequence[Line]) -> bool:
    """Whether pieces stand side by side in several rows with edges in common, many of them amounts."""
    rows = _side_by_side(lines)
    if len(rows) < 3:
        return False
    pieces = [piece for row in rows for piece in row]
    amounts = [piece for piece in pieces if is_amount(piece.text)]
    edges = Counter(round(piece.box.x1 / 4) for piece in amounts) + Counter(
        round(piece.box.x1 / 4 + 0.5) for piece in amounts
    )
    lefts = Counter(round(piece.box.x0 / 4) for row in rows for piece in row[1:])
    aligned = max(edges.values(), default=0)
    many = sum(len(row) >= 3 for row in rows)
    return aligned >= 3 or (many >= 3 and max(lefts.values(), default=0) >= 3)


def _side_by_side(lines: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in sorted((piece for one in lines for piece in _pieces(one)), key=lambda one: one.box.y0 + one.box.y1):
        if rows and rows[-1][0].box.holds(rows[-1][0].box.x0, (line.box.y0 + line.box.y1) / 2):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda one: one.box.x0) for row in rows if len(row) > 1]


def _pieces(line: Line) -> list[Line]:
    """The line cut where a gap is wider than a space."""
    pieces: list[list[Word]] = [[]]
    for word in line.words:
        if pieces[-1] and word.box.x0 - pieces[-1][-1].box.x1 > 0.9 * line.size:
            pieces.append([])
        pieces[-1].append(word)
    return [Line(tuple(piece), bounding(word.box for word in piece), line.size) for piece in pieces]


def _ruled(asked: Asked, words: Sequence[Word]) -> tuple[Grid, ...]:
    if len(asked.drawn.rules) < 4 or asked.drawn.paths > _MAX_PATHS:
        return ()
    grids = tuple(grid for grid in asked.sheet.ruled_grids() if _is_table(grid, words))
    if asked.second is not None and any(_is_doubtful(grid, words) for grid in grids):
        other = tuple(grid for grid in asked.second.ruled_grids(asked.number) if _is_table(grid, words))
        grids = tuple(_better(grid, other, words) for grid in grids)
    return grids


def _is_table(grid: Grid, words: Sequence[Word]) -> bool:
    """At least two cells with words in them."""
    filled = 0
    for cell in grid.cells:
        filled += any(cell.holds(*word.box.centre) for word in words)
        if filled > 1:
            return True
    return False


def _is_doubtful(grid: Grid, words: Sequence[Word]) -> bool:
    return _torn(grid, words) > 0.03


def _torn(grid: Grid, words: Sequence[Word]) -> float:
    """Share of the grid's words that lie in no cell or across the edge of one."""
    inside = [word for word in words if grid.box.holds(*word.box.centre)]
    torn = sum(not any(_shared(word.box, cell) > 0.8 for cell in grid.cells) for word in inside)
    return torn / len(inside) if inside else 0.0


def _better(grid: Grid, others: Sequence[Grid], words: Sequence[Word]) -> Grid:
    same = [other for other in others if _shared(other.box, grid.box) > 0.8 and _shared(grid.box, other.box) > 0.8]
    return min([grid, *same], key=lambda one: _torn(one, words))


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
        elif rows or kind is RowKind.DATA:
            break
    return tuple(rows)
