"""Mends grids: a column in which labels stand left and amounts right is two columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from desktop.domain.document import Word
from desktop.domain.geometry import Box
from desktop.domain.numbers import is_amount
from desktop.reading.cells import edges_of
from desktop.reading.source import Grid
from desktop.reading.words import joined, visual_lines

_MIN_GAP = 5.0
_MIN_ROWS = 3
_TOLERATED = 0.1

Span = tuple[float, float]


def with_split_columns(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with every column cut where a gutter parts its words from amounts in most rows."""
    edges = edges_of([edge for box in grid.cells for edge in (box.x0, box.x1)])
    cuts = [
        cut
        for left, right in pairwise(edges)
        for cut in _cuts([box for box in grid.cells if box.x0 >= left - 3 and box.x1 <= right + 3], words)
    ]
    if not cuts:
        return grid
    return Grid(grid.box, tuple(part for box in grid.cells for part in _parts(box, cuts, words)), grid.header_rows)


def _cuts(column: Sequence[Box], words: Sequence[Word]) -> list[float]:
    rows = [row for box in column for row in visual_lines([word for word in words if box.holds(*word.box.centre)])]
    gap = _common_gap(rows)
    if gap is None:
        return []
    middle = (gap[0] + gap[1]) / 2
    sides = [_halves(row, middle) for row in rows]
    amounts = sum(bool(left) and is_amount(joined(right)) for left, right in sides)
    return [middle] if amounts >= max(_MIN_ROWS, 0.3 * len(rows)) else []


def _common_gap(rows: Sequence[Sequence[Word]]) -> Span | None:
    """The widest span of x inside that nearly every row leaves free, where some rows stand on both sides."""
    candidates = [
        (left.box.x1, right.box.x0)
        for row in rows
        for left, right in pairwise(row)
        if right.box.x0 - left.box.x1 > _MIN_GAP
    ]
    free = [gap for gap in candidates if sum(_crosses(row, gap) for row in rows) <= _TOLERATED * len(rows)]
    if len(free) < _MIN_ROWS:
        return None
    inner = (max(gap[0] for gap in free), min(gap[1] for gap in free))
    return inner if inner[1] - inner[0] > _MIN_GAP / 2 else min(free, key=lambda gap: gap[1] - gap[0])


def _crosses(row: Sequence[Word], gap: Span) -> bool:
    """Whether a word covers the gap's right end, where amounts begin."""
    edge = gap[1] - 1.0
    return any(word.box.x0 < edge < word.box.x1 for word in row)


def _halves(row: Sequence[Word], middle: float) -> tuple[list[Word], list[Word]]:
    left = [word for word in row if word.box.centre[0] < middle]
    return left, [word for word in row if word.box.centre[0] >= middle]


def _parts(box: Box, cuts: Sequence[float], words: Sequence[Word]) -> list[Box]:
    """The box cut, unless a word of it lies across the cut."""
    inside = [word.box for word in words if box.holds(*word.box.centre)]
    own = [cut for cut in cuts if box.x0 + 3 < cut < box.x1 - 3 and not any(one.x0 < cut < one.x1 for one in inside)]
    stops = [box.x0, *sorted(own), box.x1]
    return [Box(left, box.y0, right, box.y1) for left, right in pairwise(stops)]
