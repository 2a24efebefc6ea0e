"""Columns of text that line up, also with Chinese characters, which are two places wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence


def aligned(rows: Sequence[Sequence[str]], most: int | None = None) -> Iterator[str]:
    """The rows as lines, each column as wide as its widest cell; cells wider than ``most`` don't count, and jut out."""
    widths = [_widest(column, most) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)]
        yield "  ".join(cells).rstrip()


def _widest(column: Iterable[str], most: int | None) -> int:
    widths = map(width, column)
    return max((wide for wide in widths if most is None or wide <= most), default=0)


def width(text: str) -> int:
    """Places that the text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
