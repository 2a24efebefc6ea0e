"""Which columns of a table name its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from desktop.domain.document import Cell
from desktop.domain.numbers import is_amount, is_number
from desktop.reading.periods import period_of

NOTE = re.compile(r"^(?:附注|注释|notes?|note ref.*|序号|no\.?|行次|#)$", re.I)
_GROUPED = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_NOTHING = re.compile(r"^[$€£¥]?\s*[-–—]\s*(?:\(\w{1,2}\))?$")
_SIGNS = frozenset("+-–—−")
_FEW_NUMBERS = 0.2


def label_columns(rows: Sequence[Sequence[Cell]], headers: Sequence[str]) -> range:
    """The columns at the left that name the row: up to the first that has amounts or periods above it.

    A column of words under a header names the row too where the columns before it don't tell the rows apart. A first
    column of numbers under a header, with words behind it, holds values itself: how many of the shares.
    """
    columns = len(headers)
    if columns > 2 and headers[0] and not NOTE.match(headers[0]) and _are_counts(rows):
        return range(1, 2)
    return range(_first_values(rows, headers, columns))


def _are_counts(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first column has numbers with thousands grouped, and the second words, in most rows that have both."""
    data = [row[:2] for row in rows if len(row) > 1 and not row[0].is_header and row[0].text and row[1].text]
    found = [_GROUPED.match(first.text) and not is_number(second.text) for first, second in data]
    return len(found) > 1 and sum(map(bool, found)) > 0.7 * len(found)


def _first_values(rows: Sequence[Sequence[Cell]], headers: Sequence[str], columns: int) -> int:
    for column in range(1, columns):
        cells = [cell for row in rows for cell in row if cell.column == column and cell.text and not cell.is_header]
        if headers[column] and NOTE.match(headers[0]) and column == 1:
            continue
        numbers = 0 if _are_signs(cells) else sum(map(_is_number, cells))
        if period_of(headers[column], 2000) or (cells and 2 * numbers >= len(cells)):
            return column
        named = _tells_apart(rows, column, columns, numbers <= _FEW_NUMBERS * len(cells))
        if headers[column] and not named:
            return column
        if not any(headers) and column >= columns - 1:
            return column
    return 1


def _is_number(cell: Cell) -> bool:
    return is_number(cell.text) or _NOTHING.match(cell.text) is not None


def _are_signs(cells: Sequence[Cell]) -> bool:
    """Whether a column tells with and without by signs: +, −."""
    texts = {cell.text for cell in cells}
    return "+" in texts and texts <= _SIGNS


def _tells_apart(rows: Sequence[Sequence[Cell]], column: int, columns: int, is_wordy: bool) -> bool:
    """Whether this column of words is needed to tell the rows of numbers apart."""
    data = [row for row in rows if sum(is_amount(cell.text) for cell in row if cell.column > column) > 0]
    if not is_wordy or len(data) < 2 or column >= columns - 1:
        return False
    before = _filled_down([tuple(cell.text for cell in row if cell.column < column) for row in data])
    own = [tuple(cell.text for cell in row if cell.column == column) for row in data]
    if 2 * sum(any(one) for one in own) < len(data):
        return False
    if {"+"} < {text for one in own for text in one} <= _SIGNS:
        return len(set(before)) < len(data)
    return len(set(before)) <= 0.7 * len(data) and len(set(zip(before, own, strict=True))) > len(set(before))


def _filled_down(names: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The names of rows, those without one under that of the row above."""
    return list(accumulate(names, _own_or_above))


def _own_or_above(above: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    return own if any(own) else above
