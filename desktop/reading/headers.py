"""Which rows of a table are headers, and what they say of each column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from desktop.domain.document import Cell
from desktop.domain.months import MONTH
from desktop.domain.numbers import is_amount
from desktop.domain.units import declares_unit, is_unit
from desktop.reading.cells import column_count, rows_of
from desktop.reading.dated import with_both_years, with_fiscal_years
from desktop.reading.periods import is_dateish, names_period, rest_of
from desktop.reading.words import needs_space

_MAX_HEADER_ROWS = 4
_SHORT, _LONG_HEADER, _LONGEST_HEADER = 40, 60, 200
_MUCH = 1.2
_OFF_CENTRE = 0.15  #: of the width
_MANY = 4
_OF_YEAR = re.compile(r"(?:19|20)\d\d\s+[^\W\d]")  #: 2022 Revenue
_DAY = re.compile(rf"\d{{1,2}}\s+(?:{MONTH})\W*$", re.I)
_OPEN = re.compile(r"\b(?:and|or|of|for|to|in|at|by|per|the|average)$|[,&/–-]$", re.I)
_BEFORE_DATE = re.compile(
    r"(?:as\s+(?:at|of)|at|(?:for\s+the\s+)?(?:fiscal\s+)?(?:years?|periods?)(?:\s+ended)?)$", re.I
)
_SAYS_UNIT = re.compile(r"\W*单\s*位\s*[:：]")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
#: no header of a column beside a label: a dash for nothing, rates
_NO_HEADER = re.compile(r"^[$€£¥]?\s*[-–—]$|^\d{1,2}(?:\.\d+)?[%％][、,，]")
_HEADER_WORDS = re.compile(
    r"^(?:序号|项目|科目|名称|姓名|类别|附注|备注|说明|内容|金额|数量|比例|单位|期间|时间|日期|事项概述|查询索引|item|description|name|type|notes?|year|total|amount)$"
    r"|(?:项目|类别|名称|金额|人数|余额|比例|姓名|种类|代码|简称|情况|方式)$",
    re.I,
)


Span = tuple[float, float]


class RowKind(StrEnum):
    """What a row of a table is."""

    HEADER = "header"
    SECTION = "section"  #: a label for the rows below it
    UNIT = "unit"  #: the unit of the rows below it, and nothing else
    DATA = "data"
    EMPTY = "empty"


def is_for_all(cell: Cell, cells: Sequence[Cell], headers: Sequence[str], span_of: Callable[[Cell], Span]) -> bool:
    """Whether a unit by itself in its row is meant for all columns: its text, which ``span_of`` tells from where to
    where it goes, stands among the labels or in the middle of the texts of the columns of values, or at the right edge
    above all headers (单位：元), or these differ in nothing but their periods.
    """
    if not cell.column or len(set(map(rest_of, headers[1:]))) == 1 or _is_above(cell, cells):
        return True
    values = [span_of(one) for one in cells if one.column and one.text]
    left, right = min(span[0] for span in values), max(span[1] for span in values)
    return abs(sum(span_of(cell)) - left - right) < 2 * _OFF_CENTRE * (right - left)


def _is_above(cell: Cell, cells: Sequence[Cell]) -> bool:
    """Whether a cell says that it is a unit, alone in the first row, with the columns' headers in the row below."""
    first = [one for one in cells if one.row == 0 and one.text]
    below = [one for one in cells if one.row == 1 and one.is_header and one.text]
    return first == [cell] and len(below) > 1 and _SAYS_UNIT.match(cell.text) is not None


def with_headers(cells: Sequence[Cell], known_rows: int = 0) -> tuple[Cell, ...]:
    """The cells with ``is_header`` set on those of header rows; ``known_rows`` is what an engine said."""
    kinds = row_kinds(cells, known_rows)
    return tuple(replace(cell, is_header=kinds[cell.row] is RowKind.HEADER) for cell in cells)


def row_kinds(cells: Sequence[Cell], known_rows: int = 0) -> tuple[RowKind, ...]:
    """What each row is."""
    rows = rows_of(cells)
    columns = column_count(cells)
    kinds = [_kind(row, columns) for row in rows]
    if RowKind.DATA in kinds:
        kinds = [RowKind.DATA if _is_without(row) else kind for row, kind in zip(rows, kinds, strict=True)]
    if RowKind.DATA not in kinds and not any(_is_long(row, _LONG_HEADER) for row in rows):
        return _text_kinds(rows, kinds, columns)
    reach, wordy = 0, {index for index, kind in enumerate(kinds) if kind is RowKind.HEADER}
    for index, kind in enumerate(kinds):
        below = [one for one in kinds[index + 1 :] if one is not RowKind.EMPTY]
        first = index <= reach or index < known_rows or (index > 0 and kinds[index - 1] is RowKind.HEADER)
        if kind is RowKind.HEADER and not (below and _heads(rows, kinds, index, columns, first)):
            kinds[index] = RowKind.DATA
        if kind in (RowKind.SECTION, RowKind.UNIT, RowKind.EMPTY) or kinds[index] is RowKind.HEADER:
            reach = index + 1 if index == reach and reach < _MAX_HEADER_ROWS else reach
    for index in range(len(rows) - 2, 0, -1):  # As at | As at, over 2022 | 2021 in the middle of a table
        dated = all(names_period(cell.text) or _BEFORE_DATE.match(cell.text) for cell in rows[index] if cell.text)
        if index in wordy and kinds[index + 1] is RowKind.HEADER and dated and not rows[index][0].text:
            kinds[index] = RowKind.HEADER
    return tuple(kinds)


def column_headers(cells: Sequence[Cell], rows: Sequence[int], columns: int) -> tuple[str, ...]:
    """What these header rows say of each column, upper rows first; spanning cells speak for all under them.

    A period that stands by itself in its row speaks for every column that has one below it, several for equal parts of
    these columns, or of all where the parts have the same headers.
    """
    said: list[list[str]] = [[] for _ in range(columns)]
    own = {row: [cell for cell in cells if cell.row == row and cell.text] for row in rows}
    for row, filled in own.items():
        dated = _dated_below(own, row)
        below = _below(own, row, columns)
        peers = [cell for cell in filled if cell.column]
        shared = dated or (list(range(1, columns)) if _is_repeated_below(below, len(peers)) else [])
        for cell in filled:
            under = set(_under(cell))
            if not dated and peers == [cell] and _is_above_all(cell, below):
                under |= set(range(1, columns))
            under |= {at for column in _share(cell, peers, shared) for at in _widest(own, row, column)}
            for column in sorted(under & set(range(columns))):
                if cell.text not in said[column]:
                    said[column].append(cell.text)
    return with_fiscal_years(with_both_years([_joined(texts) for texts in said]))


def _dated_below(rows: Mapping[int, Sequence[Cell]], above: int) -> list[int]:
    """The columns that rows below have periods for."""
    below = [cell for row, filled in rows.items() if row > above for cell in filled if cell.column]
    return sorted({cell.column for cell in below if names_period(cell.text)})


def _under(cell: Cell) -> range:
    """The columns that a cell stands in."""
    return range(cell.column, cell.column + cell.column_span)


def _widest(rows: Mapping[int, Sequence[Cell]], above: int, column: int) -> range:
    """The columns of the widest period of the rows below that begins at this column."""
    below = [cell for row, filled in rows.items() if row > above for cell in filled if cell.column == column]
    cells = [cell for cell in below if names_period(cell.text)]
    return max(map(_under, cells), key=len, default=range(column, column + 1))


def _below(rows: Mapping[int, Sequence[Cell]], above: int, columns: int) -> list[list[str]]:
    """What the rows below say of each column."""
    cells = [cell for row, filled in rows.items() if row > above for cell in filled]
    return [[cell.text for cell in cells if column in _under(cell)] for column in range(columns)]


def _is_above_all(cell: Cell, below: Sequence[Sequence[str]]) -> bool:
    """Whether the only period of its row speaks for all columns of values: it spans most of them, or stands in the
    middle of them, or at the end of many, while rows below name each.
    """
    values = len(below) - 1
    off = abs(2 * cell.column + cell.column_span - values - 2)
    at_end = cell.column == values >= _MANY
    named = (off <= 1 or at_end) and all(below[1:])
    return names_period(cell.text) and (2 * cell.column_span > values or named)


def _is_repeated_below(below: Sequence[Sequence[str]], parts: int) -> bool:
    """Whether the columns of values fall into so many parts that have the same headers."""
    size, rest = divmod(len(below) - 1, max(parts, 1))
    alike = all(below[at] == below[at + size] for at in range(1, len(below) - size))
    return parts > 1 and not rest and all(below[1:]) and alike


def _share(cell: Cell, peers: Sequence[Cell], columns: Sequence[int]) -> set[int]:
    """The columns that a period among nothing but periods speaks for: its part of these."""
    if cell not in peers or not all(names_period(one.text) for one in peers) or len(columns) % len(peers):
        return set()
    size = len(columns) // len(peers)
    parts = [columns[at * size : (at + 1) * size] for at in range(len(peers))]
    if not all(part and part[0] <= one.column <= part[-1] for part, one in zip(parts, peers, strict=True)):
        return set()
    return set(parts[peers.index(cell)])


def _joined(texts: Sequence[str]) -> str:
    whole = ""
    for text in texts:
        whole += (" " if whole and needs_space(whole, text) else "") + text
    return whole


def _kind(row: Sequence[Cell], columns: int) -> RowKind:
    filled = [cell for cell in row if cell.text]
    if not filled:
        return RowKind.EMPTY
    if len(filled) == 1 and declares_unit(filled[0].text):
        return RowKind.UNIT
    if _has_amount(filled):
        return RowKind.DATA
    if len(filled) == 1 and columns > 1 and not filled[0].column:
        return RowKind.SECTION
    return RowKind.DATA if _is_long(filled, _LONGEST_HEADER) else RowKind.HEADER


def _has_amount(row: Sequence[Cell]) -> bool:
    return any(is_amount(cell.text) and not _OF_YEAR.match(cell.text) and not _DAY.match(cell.text) for cell in row)


def _is_without(row: Sequence[Cell]) -> bool:
    """Whether a row below the first has a label, and beside it what stands for an amount and no header: a dash."""
    filled = [cell for cell in row if cell.text]
    labelled = bool(filled) and not filled[0].column and filled[0].row > 0
    if not labelled or any(cell.column and names_period(cell.text) for cell in filled):
        return False
    return any(_NO_HEADER.match(cell.text) for cell in filled if cell.column)


def _is_long(row: Sequence[Cell], most: int) -> bool:
    """Whether a text of the row is longer than this for each of its columns; a remark before a label may be."""
    filled = (cell for cell in row if cell.text and (cell.column or cell.text[0] not in "(（"))
    return any(len(cell.text) > most * max(cell.column_span, 1) for cell in filled)


def _text_kinds(rows: Sequence[Sequence[Cell]], kinds: Sequence[RowKind], columns: int) -> tuple[RowKind, ...]:
    """A table without amounts has one header row at most; label and value side by side have none."""
    top = next((index for index, kind in enumerate(kinds) if kind is RowKind.HEADER), -1)
    row = [cell for cell in rows[top] if cell.text] if top >= 0 else []
    named = sum(bool(_HEADER_WORDS.search(cell.text)) for cell in row)
    repeated = any(_is_repeated(cell, rows[top + 1 :]) for cell in row)
    whole = (
        not repeated
        and len(row) == columns
        and all(cell.row_span == 1 for cell in row)
        and RowKind.HEADER in kinds[top + 1 :]
    )
    heads = whole and (columns > 2 or named == columns)
    return tuple(
        RowKind.DATA if kind is RowKind.HEADER and not (heads and index == top) else kind
        for index, kind in enumerate(kinds)
    )


def _is_repeated(cell: Cell, below: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column says the same in most rows, like 指 between a term and what it means."""
    texts = [one.text for row in below for one in row if one.column == cell.column and one.text]
    return len(texts) > 1 and 2 * texts.count(cell.text) > len(texts)


def _heads(rows: Sequence[Sequence[Cell]], kinds: Sequence[RowKind], index: int, columns: int, first: bool) -> bool:
    """Whether a row without amounts is really a header of what stands below it."""
    row = [cell for cell in rows[index] if cell.text]
    wordier = index > 0 and kinds[index - 1] is RowKind.HEADER and _is_wordier(row, rows[index - 1])
    if wordier or (_is_long(row, _LONG_HEADER) and not (first and _amounts_below(rows, kinds, index))):
        return False
    corner = [cell for cell in row if not cell.column]
    units = any(declares_unit(cell.text) and len(row) > len(corner) for cell in corner)
    units = units or (first and any(declares_unit(cell.text) or _says_unit(cell) for cell in corner))
    if units or any(is_dateish(cell.text) or names_period(cell.text) for cell in row if cell.column):
        return first or _amounts_below(rows, kinds, index)
    if first and columns > 2 and not any(cell.column == 0 for cell in row):
        # what has no label in the first column is no row of data, but may name a group of rows in the second
        return len(row) > 1 or _is_over_amount(row[0], rows, kinds, index) or _is_over_periods(rows, kinds, index)
    named = sum(bool(_HEADER_WORDS.search(cell.text)) for cell in row)
    width = sum(cell.column_span for cell in row)
    if first and width >= columns - 1 and (columns > 2 or named):
        return columns > 2 or named == len(row) or _amounts_below(rows, kinds, index)
    return named >= max(1, len(row) - 1) and width >= columns and _amounts_below(rows, kinds, index)


def _is_wordier(row: Sequence[Cell], above: Sequence[Cell]) -> bool:
    """Whether the row above heads every column by itself, and this one goes into detail."""
    whole = not row[0].column and all(cell.text and cell.column_span == 1 for cell in above)
    goes_on = any(cell.text[:1].islower() for cell in row) or any(_OPEN.search(cell.text) for cell in above)
    most = max(len(cell.text) for cell in above)
    return whole and not goes_on and any(len(cell.text) > max(_SHORT, _MUCH * most) for cell in row)


def _says_unit(cell: Cell) -> bool:
    """Whether a short text begins with a unit, and says what it is not for: CHF 000 (except for number of shares)."""
    return len(cell.text) < _LONG_HEADER and is_unit(_BRACKETS.sub("", cell.text))


def _is_over_amount(cell: Cell, rows: Sequence[Sequence[Cell]], kinds: Sequence[RowKind], index: int) -> bool:
    """Whether the next row of data has an amount in a column under this cell."""
    data = next(
        (row for row, kind in zip(rows[index + 1 :], kinds[index + 1 :], strict=True) if kind is RowKind.DATA), ()
    )
    return any(is_amount(one.text) and cell.column <= one.column < cell.column + cell.column_span for one in data)


def _is_over_periods(rows: Sequence[Sequence[Cell]], kinds: Sequence[RowKind], index: int) -> bool:
    """Whether the row is the first line of a header: no row of data stands between it and one of several periods."""
    for row, kind in zip(rows[index + 1 : index + _MAX_HEADER_ROWS], kinds[index + 1 :], strict=False):
        if kind is not RowKind.HEADER:
            return False
        if sum(names_period(cell.text) for cell in row if cell.column) > 1:
            return True
    return False


def _amounts_below(rows: Sequence[Sequence[Cell]], kinds: Sequence[RowKind], index: int) -> bool:
    for row, kind in zip(rows[index + 1 : index + 2 + _MAX_HEADER_ROWS], kinds[index + 1 :], strict=False):
        if kind is RowKind.DATA:
            return _has_amount(row) or _is_without(row)
    return False
