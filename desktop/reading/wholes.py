"""Grids made whole: parts of one table, and the lines over them that the layout model sees as the same table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from desktop.domain.document import BlockKind, Word
from desktop.domain.geometry import Box, bounding, overlap
from desktop.domain.units import declares_unit
from desktop.reading.cells import edges_of
from desktop.reading.periods import names_period
from desktop.reading.source import Grid, Region
from desktop.reading.words import joined, visual_lines

_INSIDE = 0.8
_MOSTLY_LEFT = 0.5
_SAME_EDGE = 12.0
_MOST_HEADS = 4
_FEW_BESIDE = 2
_SLACK = 2.0


def with_wholes(grids: Sequence[Grid], regions: Sequence[Region], words: Sequence[Word]) -> list[Grid]:
    """The grids, those of one region as one where they end alike or leave most of it out, with the lines of the region that are rows
    of it too, and the labels beside it; these grids still want mending.
    """
    found = list(grids)
    for region in regions:
        parts = [grid for grid in found if overlap(grid.box, region.box) > _INSIDE * grid.box.area]
        if region.kind is not BlockKind.TABLE or not parts or not _are_stacked(parts):
            continue
        inside = [word for word in words if region.box.holds(*word.box.centre)]
        left = [word for word in inside if not any(part.box.holds(*word.box.centre) for part in parts)]
        if not (_end_alike(parts) or len(left) > _MOSTLY_LEFT * len(inside)):
            continue
        free = visual_lines(left)
        beside = [line for line in free if any(part.box.y0 < line[0].box.centre[1] < part.box.y1 for part in parts)]
        over = [line for line in free if line not in beside]
        torn = len(parts) > 1 or len(beside) > _FEW_BESIDE
        whole = _joined(parts, over, inside) if torn else _headed(parts[0], over)
        found = [grid for grid in found if grid not in parts] + [whole]
    return found


def _are_stacked(parts: Sequence[Grid]) -> bool:
    """Whether the parts stand under one another."""
    ordered = sorted((one.box for one in parts), key=lambda box: box.y0)
    return all(above.y1 <= below.y0 + _SLACK for above, below in pairwise(ordered))


def _end_alike(parts: Sequence[Grid]) -> bool:
    """Whether the parts end at the same edge; some may lack their labels."""
    return all(abs(one.box.x1 - parts[0].box.x1) < _SAME_EDGE for one in parts)


def _joined(parts: Sequence[Grid], over: Sequence[tuple[Word, ...]], words: Sequence[Word]) -> Grid:
    """One grid of rows from edge to edge, those of the parts and the lines over and between them; cut into columns anew."""
    last = max(part.box.y1 for part in parts)
    rows = [band for part in parts for band in pairwise(edges_of([y for box in part.cells for y in (box.y0, box.y1)]))]
    boxes = [bounding(word.box for word in line) for line in over]
    rows += [(box.y0, box.y1) for box in boxes if box.centre[1] < last]
    left, right = min(part.box.x0 for part in parts), max(part.box.x1 for part in parts)
    left, right = min(left, *(word.box.x0 for word in words)), max(right, *(word.box.x1 for word in words))
    cells = tuple(Box(left, top, right, bottom) for top, bottom in _apart(rows))
    return Grid(bounding(cells), cells)


def _headed(grid: Grid, lines: Sequence[tuple[Word, ...]]) -> Grid:
    """The grid with the lines right over it that head its columns."""
    heads = list(_heads(grid, lines))
    if not heads:
        return grid
    columns = list(pairwise(edges_of([edge for box in grid.cells for edge in (box.x0, box.x1)])))
    bands = _apart([(box.y0, box.y1) for box in heads] + [(grid.box.y0, grid.box.y1)])[:-1]
    cells = tuple(Box(left, top, right, bottom) for top, bottom in bands for left, right in columns)
    return Grid(bounding([grid.box, *cells]), (*cells, *grid.cells), grid.header_rows and grid.header_rows + len(bands))


def _heads(grid: Grid, lines: Sequence[tuple[Word, ...]]) -> Iterator[Box]:
    """The lines over the grid, from the lowest up, as long as they stand over values or say a unit or a period."""
    labels = min((box.x1 for box in grid.cells if abs(box.x0 - grid.box.x0) < _SLACK), default=grid.box.x0)
    above = [line for line in lines if line[0].box.centre[1] < grid.box.y0]
    for line in reversed(above[-_MOST_HEADS:]):
        box = bounding(word.box for word in line)
        text = joined(line)
        if not (box.x0 > labels or declares_unit(text) or names_period(text)):
            return
        yield box


def _apart(rows: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The rows from the top, each reaching down to the next."""
    ordered = sorted(rows)
    stops = [*(top for top, _ in ordered), max(bottom for _, bottom in ordered)]
    return list(pairwise(stops))
