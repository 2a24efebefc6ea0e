"""Which rows of a table are headers, and what they say of each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from desktop.domain.document import Cell
from desktop.domain.numbers import is_amount
from desktop.domain.units import unit_in
from desktop.reading.cells import column_count, rows_of
from desktop.reading.periods import is_ambiguous, is_dateish, is_length, period_of
from desktop.reading.words import needs_space

_MAX_HEADER_ROWS = 4
_LONGEST_HEADER = 60
_HEADER_WORDS = re.compile(
    r"^(?:序号|项目|科目|名称|姓名|类别|附注|备注|说明|内容|金额|数量|比例|单位|期间|时间|日期|事项概述|查询索引|item|description|name|type|notes?|year|total|amount)$"
    r"|(?:项目|类别|名称|金额|人数|余额|比例|姓名|种类|代码|简称|情况|方式)$",
    re.I,
)


class RowKind(StrEnum):
    """What a row of a table is."""

    HEADER = "header"
    SECTION = "section"  #: a label for the rows below it
    DATA = "data"
    EMPTY = "empty"


def with_headers(cells: Sequence[Cell], known_rows: int = 0) -> tuple[Cell, ...]:
    """The cells with ``is_header`` set on those of header rows; ``known_rows`` is what an engine said."""
    kinds = row_kinds(cells, known_rows)
    return tuple(replace(cell, is_header=kinds[cell.row] is RowKind.HEADER) for cell in cells)


def row_kinds(cells: Sequence[Cell], known_rows: int = 0) -> tuple[RowKind, ...]:
    """What each row is."""
    rows = rows_of(cells)
    columns = column_count(cells)
    kinds = [_kind(row, columns) for row in rows]
    if RowKind.DATA not in kinds:
        return _text_kinds(rows, kinds, columns)
    reach = 0
    for index, kind in enumerate(kinds):
        below = [one for one in kinds[index + 1 :] if one is not RowKind.EMPTY]
        first = index <= reach or index < known_rows
        if kind is RowKind.HEADER and not (below and _heads(rows, kinds, index, columns, first)):
            kinds[index] = RowKind.DATA
        if kind in (RowKind.SECTION, RowKind.EMPTY) or kinds[index] is RowKind.HEADER:
            reach = index + 1 if index == reach and reach < _MAX_HEADER_ROWS else reach
    return tuple(kinds)


def column_headers(cells: Sequence[Cell], rows: Sequence[int], columns: int) -> tuple[str, ...]:
    """What these header rows say of each column, upper rows first; spanning cells speak for all under them."""
    said: list[list[str]] = [[] for _ in range(columns)]
    for cell in cells:
        if cell.row in rows and cell.text:
            for column in range(cell.column, min(cell.column + cell.column_span, columns)):
                if cell.text not in said[column]:
                    said[column].append(cell.text)
    return tuple(_joined(texts) for texts in said)


def _joined(texts: Sequence[str]) -> str:
    whole = ""
    for text in texts:
        whole += (" " if whole and needs_space(whole, text) else "") + text
    return whole


def _kind(row: Sequence[Cell], columns: int) -> RowKind:
    filled = [cell for cell in row if cell.text]
    if not filled:
        return RowKind.EMPTY
    if any(is_amount(cell.text) for cell in filled):
        return RowKind.DATA
    is_period = period_of(filled[0].text, 2000) or is_length(filled[0].text) or is_ambiguous(filled[0].text)
    if len(filled) == 1 and columns > 1 and not (is_period and filled[0].column > 0):
        return RowKind.SECTION if filled[0].column == 0 or unit_in(filled[0].text) else RowKind.DATA
    if any(len(cell.text) > _LONGEST_HEADER for cell in filled if cell.column or cell.text[0] not in "(（"):
        return RowKind.DATA
    return RowKind.HEADER


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
    if any(is_dateish(cell.text) or period_of(cell.text, 2000) or is_length(cell.text) for cell in row if cell.column):
        return first or _amounts_below(rows, kinds, index)
    if first and columns > 2 and not any(cell.column == 0 for cell in row):
        return True  # what has no label in the first column is no row of data
    named = sum(bool(_HEADER_WORDS.search(cell.text)) for cell in row)
    width = sum(cell.column_span for cell in row)
    if first and columns > 2 and width >= columns - 1:
        return True
    if first and named and width >= columns - 1:
        return named == len(row) or _amounts_below(rows, kinds, index)
    return named >= max(1, len(row) - 1) and width >= columns and _amounts_below(rows, kinds, index)


def _amounts_below(rows: Sequence[Sequence[Cell]], kinds: Sequence[RowKind], index: int) -> bool:
    for row, kind in zip(rows[index + 1 : index + 4], kinds[index + 1 : index + 4], strict=True):
        if kind is RowKind.DATA:
            return any(is_amount(cell.text) for cell in row)
    return False
