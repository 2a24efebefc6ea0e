"""Mends grids: holes are filled, crammed columns and rows are cut, headers and labels over several cells span them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from math import ceil, floor

from desktop.domain.document import Word
from desktop.domain.geometry import Box, bounding
from desktop.domain.numbers import is_amount
from desktop.reading.boxes import BoxIndex
from desktop.reading.cells import edges_of, is_wrapped_number, words_by_box
from desktop.reading.source import Grid
from desktop.reading.words import joined, visual_lines

_MIN_GUTTER = 4.0
_MIN_ROWS = 3
_TOLERATED = 0.1
_MOSTLY = 0.8
_FRAMED, _FRAME_LINES = 3, 5  #: columns and lines
_CRAMMED = 2
_SLACK = 3.0
_DASHES = "-–—−"
_NOTHING = re.compile(r"^[$€£¥]?\s*[-–—−]$")
_NOTE = re.compile(r"^[(（]?\w?[)）]$")

Span = tuple[float, float]
Row = tuple[Word, ...]


def mended(grid: Grid, words: Sequence[Word], rules: Sequence[Box]) -> Grid:
    """The grid without holes, crammed columns and rows cut, and cells joined under headers and labels that span them."""
    grid = _without_frame(grid, words)
    inside = [word for word in words if grid.box.holds(*word.box.centre)]
    cut = _with_cut_rows(_with_cut_columns(_with_cut_amounts(_without_holes(grid, inside), inside), inside), inside)
    spanned = _with_spans(_with_cut_headers(cut, inside), inside, rules)
    whole = _with_tall_labels(_with_cut_headers(spanned, inside), inside, rules)
    return replace(whole, crammed=len(cut.cells) > _CRAMMED * len(grid.cells))


def _without_frame(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid without a frame over several of its columns that holds many lines, such as the head of a form."""
    columns = edges_of([edge for box in grid.cells for edge in (box.x0, box.x1)])
    top = [box for box in grid.cells if box.y0 - grid.box.y0 < _SLACK and box.width > 0.5 * grid.box.width]
    wide = [box for box in top if sum(box.x0 - 1 < edge < box.x1 - _SLACK for edge in columns) >= _FRAMED]
    frames = [
        box for box, own in zip(wide, words_by_box(wide, words), strict=True) if len(visual_lines(own)) >= _FRAME_LINES
    ]
    edge = max((box.y1 for box in frames), default=grid.box.y0)
    cells = tuple(box for box in grid.cells if box.y0 > edge - _SLACK)
    return Grid(bounding(cells), cells) if frames and cells else grid


def _without_holes(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with a cell wherever a row that has words leaves out others that stand in one of the columns."""
    columns = list(pairwise(edges_of([edge for box in grid.cells for edge in (box.x0, box.x1)])))
    held = BoxIndex(grid.cells)
    filled: set[Box] = set()
    for box, own in zip(grid.cells, words_by_box(grid.cells, words), strict=True):
        level = [word for word in words if own and box.y0 <= word.box.centre[1] <= box.y1]
        for x in (word.box.centre[0] for word in level if not held.holding(*word.box.centre)):
            filled |= {Box(left, box.y0, right, box.y1) for left, right in columns if left <= x <= right}
    return Grid(grid.box, (*grid.cells, *sorted(filled, key=lambda one: (one.y0, one.x0))), grid.header_rows)


def _with_cut_amounts(grid: Grid, words: Sequence[Word]) -> Grid:
    """Cells over several columns cut at the edges that other rows have, where they hold several amounts."""
    edges = edges_of([edge for box in grid.cells for edge in (box.x0, box.x1)])
    cells: list[Box] = []
    for box, own in zip(grid.cells, words_by_box(grid.cells, words), strict=True):
        lines = visual_lines(own)
        pieces = _pieces(lines[0]) if len(lines) == 1 else []
        several = len(pieces) > 1 and all(is_amount(joined(one)) or _NOTHING.match(joined(one)) for one in pieces)
        cells += _cut_across(box, edges, own) if several else [box]
    return Grid(grid.box, tuple(cells), grid.header_rows)


def _with_cut_columns(grid: Grid, words: Sequence[Word]) -> Grid:
    edges = edges_of([edge for box in grid.cells for edge in (box.x0, box.x1)])
    strips = [
        [box for box in grid.cells if box.x0 >= left - _SLACK and box.x1 <= right + _SLACK]
        for left, right in pairwise(edges)
    ]
    cuts = [cut for strip in strips for cut in _column_cuts(strip, words)]
    if not cuts:
        return grid
    parts = tuple(part for box in grid.cells for part in _cut_across(box, cuts, words))
    return Grid(grid.box, parts, grid.header_rows)


def _column_cuts(strip: Sequence[Box], words: Sequence[Word]) -> list[float]:
    """Where gutters part amounts from what stands left of them in most rows of a column."""
    rows = [row for own in words_by_box(strip, words) for row in visual_lines(own)]
    tabular = [row for row in rows if len(row) > 1 and any(is_amount(word.text) for word in row)]
    if len(tabular) < _MIN_ROWS:
        return []
    return [cut for cut in _gutters(tabular, rows) if _parts_amounts(cut, rows)]


def _gutters(rows: Sequence[Row], every: Sequence[Row]) -> list[float]:
    """The middles of the spans of x that hardly any of these rows covers, as far as the fewest of ``every`` row do."""
    whole = bounding(word.box for row in rows for word in row)
    start, end = floor(whole.x0), ceil(whole.x1)
    covered = _covered(rows, start, end)
    crossed = _covered(every, start, end)
    gutters: list[float] = []
    begun = -1
    for x, count in enumerate([*covered, len(rows)]):
        if count <= _TOLERATED * len(rows):
            begun = x if begun < 0 else begun
            continue
        if begun > 0 and x - begun >= _MIN_GUTTER:
            gutters.append(start + _middle_of_least(list(zip(covered, crossed, strict=True))[begun:x], begun))
        begun = -1
    return gutters


def _covered(rows: Sequence[Row], start: int, end: int) -> list[int]:
    """How many rows have a word at each x from ``start`` to ``end``."""
    covered = [0] * (end - start + 1)
    for row in rows:
        for x in {x for word in row for x in range(floor(word.box.x0), ceil(word.box.x1)) if start <= x <= end}:
            covered[x - start] += 1
    return covered


def _middle_of_least(counts: Sequence[tuple[int, int]], begin: int) -> float:
    """The middle of the longest run of the smallest count; ``begin`` is the place of the first."""
    least = min(counts)
    runs = [list(run) for is_least, run in groupby(enumerate(counts, begin), lambda one: one[1] == least) if is_least]
    longest = max(runs, key=len)
    return (longest[0][0] + longest[-1][0] + 1) / 2


def _parts_amounts(cut: float, rows: Sequence[Row]) -> bool:
    """Whether in enough rows something with letters or digits stands left of the cut, and an amount right of it."""
    count = 0
    for row in rows:
        left = [word for word in row if word.box.centre[0] < cut]
        right = [word for word in row if word.box.centre[0] >= cut]
        said = bool(left) and bool(right) and any(map(_says_something, joined(left[-3:])))
        count += said and _begins_with_amount(right)
    return count >= max(_MIN_ROWS, 0.3 * len(rows))


def _begins_with_amount(words: Sequence[Word]) -> bool:
    first: list[Word] = []
    for word in words:
        if first and word.box.x0 - first[-1].box.x1 > _MIN_GUTTER:
            break
        first.append(word)
    text = joined(first)
    return (is_amount(text) and not _NOTE.match(text)) or _NOTHING.match(text) is not None


def _says_something(character: str) -> bool:
    return character.isalnum() or character in _DASHES


def _cut_across(box: Box, cuts: Sequence[float], words: Sequence[Word]) -> list[Box]:
    """The box cut, unless a word of it lies across the cut."""
    inside = [word.box for word in words if box.holds(*word.box.centre)]
    own = [cut for cut in sorted(cuts) if box.x0 + _SLACK < cut < box.x1 - _SLACK]
    free = [cut for cut in own if not any(one.x0 + 1 < cut < one.x1 - 1 for one in inside)]
    return [Box(left, box.y0, right, box.y1) for left, right in pairwise([box.x0, *free, box.x1])]


def _with_cut_rows(grid: Grid, words: Sequence[Word]) -> Grid:
    edges = edges_of([edge for box in grid.cells for edge in (box.y0, box.y1)])
    cuts: list[float] = []
    for top, bottom in pairwise(edges):
        strip = [box for box in grid.cells if box.y0 <= top + _SLACK and box.y1 >= bottom - _SLACK]
        level = [word for word in words if top <= word.box.centre[1] <= bottom]
        found = _row_cuts([visual_lines(own) for own in words_by_box(strip, level)])
        cuts += [top, *found, bottom] if found else []
    if not cuts:
        return grid
    return Grid(grid.box, tuple(part for box in grid.cells for part in _cut_down(box, cuts)), grid.header_rows)


def _row_cuts(cells: Sequence[tuple[Row, ...]]) -> list[float]:
    """Where a row of cells is several rows: a column has an amount in each of several lines."""
    tall = [lines for lines in cells if len(lines) > 1 and not is_wrapped_number(lines)]
    stacks = [lines for lines in tall if all(is_amount(joined(line)) for line in lines)]
    if not stacks or sum(len(lines) > 1 for lines in cells) < 2:
        return []
    tallest = max(stacks, key=len)
    every = [word.box for lines in cells for line in lines for word in line]
    return [
        _widest_gap(bounding(w.box for w in above).centre[1], bounding(w.box for w in below).centre[1], every)
        for above, below in pairwise(tallest)
    ]


def _widest_gap(top: float, bottom: float, boxes: Sequence[Box]) -> float:
    """The y between the two that the fewest boxes cross, in the middle of where that is so."""
    steps = [top + (bottom - top) * at / 24 for at in range(4, 21)]
    crossed = [sum(box.y0 < y < box.y1 for box in boxes) for y in steps]
    best = [y for y, count in zip(steps, crossed, strict=True) if count == min(crossed)]
    return best[len(best) // 2]


def _cut_down(box: Box, cuts: Sequence[float]) -> list[Box]:
    stops = [box.y0, *(cut for cut in sorted(cuts) if box.y0 + _SLACK < cut < box.y1 - _SLACK), box.y1]
    return [Box(box.x0, top, box.x1, bottom) for top, bottom in pairwise(stops)]


def _with_cut_headers(grid: Grid, words: Sequence[Word]) -> Grid:
    """Cells over several columns cut where several headers stand side by side in them, each over its own columns."""
    columns = list(pairwise(edges_of([edge for box in grid.cells for edge in (box.x0, box.x1)])))
    parts = [part for box in grid.cells for part in _cut_between_headers(box, columns, words)]
    return Grid(grid.box, tuple(parts), grid.header_rows)


def _cut_between_headers(box: Box, columns: Sequence[Span], words: Sequence[Word]) -> list[Box]:
    own = [(left, right) for left, right in columns if box.x0 - _SLACK <= left and right <= box.x1 + _SLACK]
    lines = visual_lines([word for word in words if box.holds(*word.box.centre)]) if len(own) > 1 else ()
    whole = next((at for at, line in enumerate(lines) if not _is_over_all(line, box, own)), 0)
    if len(lines) > 1 and _fill(own, [piece for line in lines[whole:] for piece in _pieces(line)]):
        above = bounding(w.box for w in lines[whole - 1]).y1 if whole else box.y0
        cut = (above + bounding(w.box for w in lines[whole]).y0) / 2 if whole else box.y0
        over = [Box(box.x0, box.y0, box.x1, cut)] if whole else []
        return [*over, *_cut_across(Box(box.x0, cut, box.x1, box.y1), [left for left, _ in own[1:]], words)]
    pieces = _pieces(lines[0]) if len(lines) == 1 else []
    if not 1 < len(pieces) <= len(own) or any(map(is_amount, map(joined, pieces))):
        return [box]
    centres = [bounding(word.box for word in piece).centre[0] for piece in pieces]
    owners = [min(range(len(centres)), key=lambda at: abs(centres[at] - (left + right) / 2)) for left, right in own]
    if len(set(owners)) < len(pieces):
        return [box]
    cuts = [own[at][0] for at in range(1, len(own)) if owners[at] != owners[at - 1]]
    return _cut_across(box, cuts, words)


def _fill(columns: Sequence[Span], pieces: Sequence[Row]) -> bool:
    """Whether each of these texts stands in one of the columns, and each column has one."""
    boxes = [bounding(word.box for word in piece) for piece in pieces]
    owners = [[at for at, (x0, x1) in enumerate(columns) if x0 - 1 < box.x0 and box.x1 < x1 + 1] for box in boxes]
    return all(owners) and {at for own in owners for at in own} == set(range(len(columns)))


def _is_over_all(line: Row, box: Box, columns: Sequence[Span]) -> bool:
    """Whether a line is one piece, in the middle of a cell or from one of its columns into the next."""
    text = bounding(word.box for word in line)
    centred = abs(text.centre[0] - box.centre[0]) < _TOLERATED * box.width
    return len(_pieces(line)) == 1 and (centred or any(text.x0 < left < text.x1 for left, _ in columns[1:]))


def _pieces(line: Row) -> list[Row]:
    """A line's words, parted at wide gaps."""
    pieces: list[list[Word]] = [[line[0]]]
    for before, word in pairwise(line):
        if word.box.x0 - before.box.x1 > word.box.height:
            pieces.append([])
        pieces[-1].append(word)
    return list(map(tuple, pieces))


def _with_spans(grid: Grid, words: Sequence[Word], rules: Sequence[Box]) -> Grid:
    """In rows without amounts: cells joined where a text runs across their edge, or a rule under it spans them."""
    flat = [rule for rule in rules if rule.height < _SLACK and 2 * _SLACK < rule.width < 0.9 * grid.box.width]
    cells: list[Box] = []
    for row in _rows(grid.cells):
        texts = [visual_lines(own) for own in words_by_box(row, words)]
        if any(is_amount(joined(line)) and line[-1].text != "," for lines in texts for line in lines):  # June 30,
            cells += row
            continue
        cells += [bounding(group) for group in _spans(row, texts, flat)]
    return Grid(grid.box, tuple(cells), grid.header_rows)


def _with_tall_labels(grid: Grid, words: Sequence[Word], rules: Sequence[Box]) -> Grid:
    """Cells of the first column joined where only the columns right of it are ruled: one label of several rows.

    Only where rules tell rows from one another, and labels too: a rule above a sum tells nothing of its label.
    """
    first = sorted((box for box in grid.cells if abs(box.x0 - grid.box.x0) < _SLACK), key=lambda box: box.y0)
    flat = [rule for rule in rules if rule.height < _SLACK and rule.x1 > grid.box.x0 and rule.x0 < grid.box.x1]
    ruled = [_is_ruled(box, grid.box, flat) for box in first]
    texts = words_by_box(first, words)
    groups = [[0]] if first else []
    for at in range(1, len(first)):
        joins = (
            ruled[at] == (False, True) and (at > 1 or texts[0]) and sum(bool(texts[i]) for i in (*groups[-1], at)) < 2
        )
        groups = [*groups[:-1], [*groups[-1], at]] if joins else [*groups, [at]]
    inner = ruled[1:]
    told = inner.count((True, True)) > 1 and sum(right for _, right in inner) > _MOSTLY * len(inner)
    if not told or len(groups) == len(first):
        return grid
    joint = [bounding(first[at] for at in group) for group in groups]
    return Grid(grid.box, (*joint, *(box for box in grid.cells if box not in first)), grid.header_rows)


def _is_ruled(box: Box, whole: Box, rules: Sequence[Box]) -> tuple[bool, bool]:
    """Whether rules run along the top of a cell, and in the same line on through the columns right of it."""
    level = [rule for rule in rules if abs(rule.centre[1] - box.y0) < 2 * _SLACK]
    left = sum(max(min(rule.x1, box.x1) - max(rule.x0, box.x0), 0) for rule in level)
    right = sum(max(min(rule.x1, whole.x1) - max(rule.x0, box.x1), 0) for rule in level)
    return left > _MOSTLY * box.width, right > _MOSTLY * (whole.x1 - box.x1)


def _rows(cells: Sequence[Box]) -> list[list[Box]]:
    """Cells of the same top and bottom, from the left."""
    rows: list[list[Box]] = []
    for box in sorted(cells, key=lambda one: (round(one.y0), round(one.y1), one.x0)):
        if rows and abs(rows[-1][-1].y0 - box.y0) < 1.5 and abs(rows[-1][-1].y1 - box.y1) < 1.5:
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows


def _spans(row: Sequence[Box], texts: Sequence[tuple[Row, ...]], rules: Sequence[Box]) -> list[list[Box]]:
    """The row's cells in groups, each a cell or several that one text spans."""
    reach = [_under(box, lines, rules) for box, lines in zip(row, texts, strict=True)]
    groups: list[list[int]] = []
    for at, box in enumerate(row):
        touching = at > 0 and box.x0 - row[at - 1].x1 < 1.5
        if touching and (_runs_across(texts[at - 1], texts[at]) or _is_spanned(groups[-1], at, row, texts, reach)):
            groups[-1].append(at)
        else:
            groups.append([at])
    return [[row[at] for at in group] for group in groups]


def _is_spanned(
    group: Sequence[int], at: int, row: Sequence[Box], texts: Sequence[tuple[Row, ...]], reach: Sequence[Span]
) -> bool:
    """Whether one rule runs under the group so far and this cell, and only one of them has a text."""
    members = [*group, at]
    filled = [one for one in members if texts[one]]
    if len(filled) > 1:
        return False
    owner = filled[0] if filled else next((one for one in range(at + 1, len(row)) if texts[one]), -1)
    return owner >= 0 and all(reach[owner][0] - 2 <= row[one].centre[0] <= reach[owner][1] + 2 for one in members)


def _under(box: Box, lines: Sequence[Row], rules: Sequence[Box]) -> Span:
    """The extent of the rule right under a cell's text; of the cell where there is none."""
    if not lines:
        return box.x0, box.x0
    text = bounding(word.box for word in lines[-1])
    below = [
        rule
        for rule in rules
        if -2 < rule.y0 - text.y1 < 0.9 * text.height and rule.x0 - 2 < text.centre[0] < rule.x1 + 2
    ]
    nearest = min(below, key=lambda rule: rule.y0, default=box)
    return nearest.x0, nearest.x1


def _runs_across(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether a line of one cell goes on in the next with no more than a space between."""
    return any(
        abs(a[-1].box.centre[1] - b[0].box.centre[1]) < 0.3 * a[-1].box.height
        and b[0].box.x0 - a[-1].box.x1 < 0.33 * a[-1].box.height
        for a in left
        for b in right
    )
