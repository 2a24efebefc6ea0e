"""A grid's boxes and the page's words to cells: rows, columns, spans, exact text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from desktop.domain.document import Cell, Word
from desktop.domain.geometry import Box, bounding
from desktop.domain.months import MONTH
from desktop.reading.boxes import BoxIndex
from desktop.reading.source import Grid
from desktop.reading.words import joined, joined_lines, visual_lines

_SAME_EDGE = 3.0
_TOP = 3  #: rows
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(rf"(?:(?:as (?:of|at)|at) )?(?:{MONTH}) \d{{1,2}},?", re.I)
_SIGN = re.compile(r"[$€£¥￥]")
_BARE = re.compile(r"[(（]?[-–—−]?\s*[\d.]|[-–—−]$")  #: how an amount without a sign begins
_GROUPED = re.compile(r"^[(（]?[-−+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?[)）]?$")


def cells_of(grid: Grid, words: Sequence[Word]) -> tuple[Cell, ...]:
    """Cells row by row; empty rows and columns are left out, every word is in one cell at most."""
    columns = edges_of([edge for box in grid.cells for edge in (box.x0, box.x1)])
    rows = edges_of([edge for box in grid.cells for edge in (box.y0, box.y1)])
    held = _with_signs(grid.cells, words_by_box(grid.cells, words))
    cells = [
        replace(_cell(slot, columns, rows, own), box=box) for slot, (box, own) in zip(grid.cells, held, strict=True)
    ]
    return _compact(sorted(_unique(cells), key=lambda cell: (cell.row, cell.column)))


def cell_words(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a cell, line by line; a number that is too long for its cell is whole again."""
    lines = visual_lines(words)
    if is_wrapped_number(lines):
        return tuple(replace(word, space_before=False) for line in lines for word in line)
    return joined_lines(lines)


def is_wrapped_number(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether the lines of a cell are one number with thousands grouped: ``1,045,188,01`` over ``7.53``."""
    return len(lines) > 1 and _GROUPED.match("".join(word.text for line in lines for word in line)) is not None


def span_of(cell: Cell, words: Sequence[Word]) -> tuple[float, float]:
    """From where to where the first line of these words goes; the cell's own edges where there are none."""
    lines = visual_lines(words)
    return (lines[0][0].box.x0, lines[0][-1].box.x1) if lines else (cell.box.x0, cell.box.x1)


def column_count(cells: Sequence[Cell]) -> int:
    """Number of columns."""
    return max((cell.column + cell.column_span for cell in cells), default=0)


def row_count(cells: Sequence[Cell]) -> int:
    """Number of rows."""
    return max((cell.row + cell.row_span for cell in cells), default=0)


def rows_of(cells: Sequence[Cell]) -> tuple[tuple[Cell, ...], ...]:
    """Cells by the row they start in, from the left."""
    rows: list[list[Cell]] = [[] for _ in range(row_count(cells))]
    for cell in sorted(cells, key=lambda one: one.column):
        rows[cell.row].append(cell)
    return tuple(map(tuple, rows))


def edges_of(values: Sequence[float]) -> list[float]:
    """Where rows or columns begin: edges closer than a few points are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def with_whole_days(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells, a day over several columns that their edges have torn in one cell: December | 31, over 2021 | 2020."""
    rows = [[cell for cell in row if cell.text] for row in rows_of(cells)[: _TOP + 1]]
    torn = [own for own, below in pairwise(rows) if len(own) > 1 and _is_day(own) and _are_years(below)]
    parts = {cell for own in torn for cell in own}
    wholes = [replace(own[0], column_span=_end(own) - own[0].column, text=_said(own), box=_around(own)) for own in torn]
    return tuple(
        sorted((*(cell for cell in cells if cell not in parts), *wholes), key=lambda one: (one.row, one.column))
    )


def _is_day(cells: Sequence[Cell]) -> bool:
    return cells[0].column > 0 and _DAY.fullmatch(_said(cells)) is not None


def _are_years(cells: Sequence[Cell]) -> bool:
    years = [cell for cell in cells if cell.column]
    return bool(years) and all(_YEAR.fullmatch(cell.text) for cell in years)


def _said(cells: Sequence[Cell]) -> str:
    return " ".join(cell.text for cell in cells)


def _end(cells: Sequence[Cell]) -> int:
    return cells[-1].column + cells[-1].column_span


def _around(cells: Sequence[Cell]) -> Box:
    return bounding(cell.box for cell in cells)


def words_by_box(boxes: Sequence[Box], words: Sequence[Word]) -> list[list[Word]]:
    """The words whose middle lies in each box; in the smallest where boxes overlap."""
    owners: list[list[Word]] = [[] for _ in boxes]
    cells = BoxIndex(boxes)
    for word in words:
        inside = cells.holding(*word.box.centre)
        if inside:
            owners[min(inside, key=lambda index: boxes[index].area)].append(word)
    return owners


def _with_signs(boxes: Sequence[Box], owners: Sequence[Sequence[Word]]) -> list[tuple[Box, Sequence[Word]]]:
    """Boxes and words, a currency's sign at the end of a box moved into the next one, where its amount stands."""
    held: list[tuple[Box, Sequence[Word]]] = list(zip(boxes, owners, strict=True))
    for index, (box, words) in enumerate(held):
        sign = words[-1] if words and _SIGN.fullmatch(words[-1].text) else None
        after = next((at for at, one in enumerate(boxes) if sign and _follows(one, boxes[index])), -1)
        if sign is None or after < 0 or not owners[after] or not _BARE.match(joined(cell_words(owners[after]))):
            continue
        held[index] = (box._replace(x1=max(sign.box.x0, box.x0)), words[:-1])
        moved, own = held[after]
        held[after] = (moved._replace(x0=min(sign.box.x0, moved.x0)), [sign, *own])
    return held


def _follows(right: Box, left: Box) -> bool:
    """Whether a box stands right beside another, in the same row."""
    shared = min(right.y1, left.y1) - max(right.y0, left.y0)
    return abs(right.x0 - left.x1) < _SAME_EDGE and shared > 0.5 * min(right.height, left.height)


def _cell(box: Box, columns: Sequence[float], rows: Sequence[float], words: Sequence[Word]) -> Cell:
    left, right = _slot(columns, box.x0), _slot(columns, box.x1)
    top, bottom = _slot(rows, box.y0), _slot(rows, box.y1)
    text = joined(cell_words(words))
    return Cell(top, left, max(bottom - top, 1), max(right - left, 1), text, box)


def _slot(edges: Sequence[float], value: float) -> int:
    return max(bisect_right(edges, value + 0.01) - 1, 0)


def _unique(cells: Sequence[Cell]) -> list[Cell]:
    """One cell per place: of two in the same place, the one with text."""
    kept: dict[tuple[int, int], Cell] = {}
    for cell in cells:
        place = (cell.row, cell.column)
        if place not in kept or not kept[place].text:
            kept[place] = cell
    return list(kept.values())


def _compact(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Without rows and columns in which no cell with text starts or passes."""
    rows = _used([(cell.row, cell.row_span) for cell in cells if cell.text], row_count(cells))
    columns = _used([(cell.column, cell.column_span) for cell in cells if cell.text], column_count(cells))
    return tuple(moved for cell in cells for moved in _moved(cell, rows, columns))


def _used(spans: Sequence[tuple[int, int]], count: int) -> list[int]:
    """New index of each slot: how many slots before it have a cell starting in them."""
    starts = {start for start, _ in spans}
    index, total = [], 0
    for slot in range(count + 1):
        index.append(total)
        total += slot in starts
    return index


def _moved(cell: Cell, rows: Sequence[int], columns: Sequence[int]) -> tuple[Cell, ...]:
    row, column = rows[cell.row], columns[cell.column]
    row_span = rows[cell.row + cell.row_span] - row
    column_span = columns[cell.column + cell.column_span] - column
    if row_span < 1 or column_span < 1:
        return ()
    return (Cell(row, column, row_span, column_span, cell.text, cell.box, cell.is_header),)
