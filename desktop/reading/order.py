"""Reading order: lines to columns, boxes to their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from desktop.domain.document import Word
from desktop.domain.geometry import Box, bounding
from desktop.reading.words import Line, line_of

_MIN_LINES = 3
_FILLED = 0.55
_TOUCH = 0.1
_LEADING = 1.3
_INDENT = 2.5
_LINE, _CENTRED = 30.0, 12.0  #: points
_MOST_BOXES = 150  #: the rules take time with the third power


def in_reading_order(lines: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """Columns in reading order, each with its lines from the top; side-by-side pieces of one column are joined.

    Without two columns of running text side by side there is one column.
    """
    if not lines:
        return ()
    stacks = _stacks(lines)
    columns = [stack for stack in stacks if _is_column(stack)]
    if not any(_side_by_side(a, b) for a in columns for b in columns if a is not b):
        return (_from_top(lines),)
    rest = [stack for stack in stacks if not any(stack is column for column in columns)]
    units = [*columns, *_units(rest, columns)]
    return tuple(_from_top(units[at]) for at in order_of([bounding(line.box for line in unit) for unit in units]))


def order_of(boxes: Sequence[Box]) -> tuple[int, ...]:
    """The reading order of boxes, by the two rules of Breuel, "High Performance Document Layout Analysis" (2003).

    One goes before another if they share columns and it stands higher, or if it stands wholly to the left and
    nothing that spans both lies between them. Very many, such as small advertisements, are taken from the top.
    """
    left = sorted(range(len(boxes)), key=lambda one: (boxes[one].y0, boxes[one].x0))
    if len(boxes) > _MOST_BOXES:
        return tuple(left)
    middle = bounding(boxes).centre[0] if boxes else 0.0
    later = [[at for at, box in enumerate(boxes) if _precedes(first, box, boxes, middle)] for first in boxes]
    waiting = Counter(at for own in later for at in own)
    done: list[int] = []
    while left:
        ready = [one for one in left if not waiting[one]]
        first = min(ready or left, key=lambda one: _distance(boxes, done, one))
        done.append(first)
        left.remove(first)
        waiting.subtract(later[first])
    return tuple(done)


def share_columns(a: Box, b: Box) -> bool:
    """Whether one stands above or below the other, at least in part."""
    shared = min(a.x1, b.x1) - max(a.x0, b.x0)
    return shared > _TOUCH * max(min(a.width, b.width), 1.0)


def _distance(boxes: Sequence[Box], done: Sequence[int], one: int) -> tuple[bool, float, float]:
    """What goes on below the box read last comes first, then what stands furthest left and up."""
    box = boxes[one]
    below = bool(done) and share_columns(boxes[done[-1]], box)
    return not below, box.y0 if below else box.x0, box.y0


def _precedes(a: Box, b: Box, boxes: Sequence[Box], middle: float) -> bool:
    if a is b:
        return False
    if share_columns(a, b) or _is_heading_over(a, b, middle) or _is_heading_over(b, a, middle):
        return a.centre[1] < b.centre[1]
    if a.centre[0] > b.centre[0]:
        return False
    top, bottom = min(a.y1, b.y1), max(a.y0, b.y0)
    between = (c for c in boxes if top <= c.centre[1] <= bottom)
    return not any(share_columns(a, c) and share_columns(b, c) for c in between)


def _is_heading_over(a: Box, b: Box, middle: float) -> bool:
    """Whether a box is a line in the middle of the page that stands over another one, such as a shorter heading at the left:
    it is no column.
    """
    return a.y1 <= b.y0 and a.height <= _LINE and abs(a.centre[0] - middle) <= _CENTRED


def _stacks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand close under one another with their left edges or middles in common."""
    ordered = sorted(lines, key=lambda one: one.box.y0)
    owner = list(range(len(ordered)))
    for at, line in enumerate(ordered):
        for below in range(at + 1, len(ordered)):
            if ordered[below].box.y0 - line.box.y1 > _LEADING * max(line.size, ordered[below].size):
                break
            if _is_stacked(line, ordered[below]):
                _unite(owner, at, below)
    stacks: dict[int, list[Line]] = {}
    for at, line in enumerate(ordered):
        stacks.setdefault(_root(owner, at), []).append(line)
    return list(stacks.values())


def _is_stacked(above: Line, below: Line) -> bool:
    if above.table >= 0 or below.table >= 0:
        return False
    a, b = above.box, below.box
    size = max(above.size, below.size)
    shared = min(a.x1, b.x1) - max(a.x0, b.x0)
    aligned = abs(a.x0 - b.x0) < _INDENT * size or abs(a.centre[0] - b.centre[0]) < size
    return (
        aligned and shared > 0.5 * min(a.width, b.width) and b.centre[1] - a.centre[1] > 0.5 * min(a.height, b.height)
    )


def _root(owner: list[int], at: int) -> int:
    while owner[at] != at:
        owner[at] = owner[owner[at]]
        at = owner[at]
    return at


def _unite(owner: list[int], first: int, second: int) -> None:
    owner[_root(owner, second)] = _root(owner, first)


def _is_column(lines: Sequence[Line]) -> bool:
    """Whether these are several lines of running text."""
    if len(lines) < _MIN_LINES:
        return False
    box = bounding(line.box for line in lines)
    size = median(line.size for line in lines)
    filled = median(line.box.width for line in lines) / max(box.width, 1.0)
    return box.width > 9 * size and median(len(line.words) for line in lines) >= 4 and filled >= _FILLED


def _side_by_side(a: Sequence[Line], b: Sequence[Line]) -> bool:
    first, second = bounding(line.box for line in a), bounding(line.box for line in b)
    shared = min(first.y1, second.y1) - max(first.y0, second.y0)
    return shared > min(a[0].size, b[0].size) and not share_columns(first, second)


def _units(stacks: Sequence[list[Line]], columns: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """What belongs to no column, put together where it stands above or below the same ones, nothing else between."""
    tracks = [bounding(line.box for line in column) for column in columns]
    group: list[Line] = []
    key: frozenset[int] = frozenset()
    for stack in sorted(stacks, key=lambda one: (_track(one, tracks), one[0].box.y0)):
        own = frozenset(_track(stack, tracks))
        if group and (own != key or _is_parted(group, stack, tracks)):
            yield group
            group = []
        group, key = [*group, *stack], own
    if group:
        yield group


def _track(stack: Sequence[Line], tracks: Sequence[Box]) -> tuple[int, ...]:
    box = bounding(line.box for line in stack)
    return tuple(at for at, track in enumerate(tracks) if share_columns(box, track))


def _is_parted(group: Sequence[Line], stack: Sequence[Line], tracks: Sequence[Box]) -> bool:
    """Whether a column stands between the two."""
    bottom, top = max(line.box.y1 for line in group), min(line.box.y0 for line in stack)
    box = bounding(line.box for line in stack)
    return any(bottom < track.centre[1] < top and share_columns(track, box) for track in tracks)


def _from_top(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(line for band in _bands(lines) for line in _joined_band(band))


def _bands(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that share height with each other, from the top."""
    bands: list[list[Line]] = []
    bottom = 0.0
    for line in sorted(lines, key=lambda one: one.box.y0 + one.box.y1):
        middle = (line.box.y0 + line.box.y1) / 2
        if bands and middle < bottom:
            bands[-1].append(line)
            bottom = max(bottom, line.box.y1 - 0.3 * line.box.height)
        else:
            bands.append([line])
            bottom = line.box.y1 - 0.3 * line.box.height
    return bands


def _joined_band(band: Sequence[Line]) -> list[Line]:
    """Pieces side by side as one line, a gap between them being a space; tables stay apart."""
    pieces = sorted(band, key=lambda one: one.box.x0)
    if len(pieces) == 1 or any(piece.table >= 0 for piece in pieces):
        return sorted(band, key=lambda one: (one.box.y0, one.box.x0))
    words: list[Word] = []
    for piece in pieces:
        first = piece.words[0]
        gap = bool(words) and first.box.x0 - words[-1].box.x1 > 0.2 * piece.size
        words += [Word(first.text, first.box, gap), *piece.words[1:]]
    main = max(pieces, key=lambda piece: len(piece.words))
    return [line_of(words, main.size, main.bold, pieces[0].block)]
