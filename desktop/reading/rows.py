"""Pieces of text that stand side by side: what hints at tables, forms and columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from desktop.domain.document import Word
from desktop.domain.geometry import bounding
from desktop.domain.numbers import is_amount
from desktop.reading.words import Line

_WIDE_GAP = 0.9
_WIDE = 9.0
_MIN_ROWS = 3


def looks_tabular(lines: Sequence[Line]) -> bool:
    """Whether pieces stand side by side in several rows with edges in common, many of them amounts."""
    rows = side_by_side(lines)
    if len(rows) < _MIN_ROWS:
        return False
    amounts = [piece for row in rows for piece in row if is_amount(piece.text)]
    rights = Counter(round(piece.box.x1 / 4 + shift) for piece in amounts for shift in (0, 0.5))
    lefts = Counter(round(piece.box.x0 / 4) for row in rows for piece in row[1:])
    many = sum(len(row) >= 3 for row in rows)
    return max(rights.values(), default=0) >= 3 or (many >= 3 and max(lefts.values(), default=0) >= 3)


def stands_in_columns(lines: Sequence[Line]) -> bool:
    """Whether several rows have two wide pieces beside each other, as columns of running text have."""
    wide = [row for row in side_by_side(lines) if sum(piece.box.width > _WIDE * piece.size for piece in row) > 1]
    return len(wide) >= _MIN_ROWS


def side_by_side(lines: Sequence[Line]) -> list[list[Line]]:
    """Rows of two or more pieces with a wide gap between them, from the left."""
    rows: list[list[Line]] = []
    for line in sorted((piece for one in lines for piece in pieces_of(one)), key=lambda one: one.box.y0 + one.box.y1):
        if rows and rows[-1][0].box.holds(rows[-1][0].box.x0, (line.box.y0 + line.box.y1) / 2):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda one: one.box.x0) for row in rows if len(row) > 1]


def pieces_of(line: Line) -> list[Line]:
    """The line cut where a gap is wider than a space."""
    pieces: list[list[Word]] = [[]]
    for word in line.words:
        if pieces[-1] and word.box.x0 - pieces[-1][-1].box.x1 > _WIDE_GAP * line.size:
            pieces.append([])
        pieces[-1].append(word)
    return [Line(tuple(piece), bounding(word.box for word in piece), line.size) for piece in pieces]
