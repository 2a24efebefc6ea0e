"""What the numbers of a column are: shares in per cent are no money, though the table's unit is millions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from desktop.domain.document import Cell
from desktop.domain.numbers import quantity_of

_PERCENT = re.compile(r"\d\s*[)）]?\s*[%％]")
_MOST = 200  #: larger numbers with a decimal point may well be amounts
_AMOUNTS = 1000


def rate_columns(cells: Sequence[Cell]) -> frozenset[int]:
    """Columns of shares and rates: one of their numbers has a percent sign; or all are small with a decimal point,
    while the numbers of another column are whole and large.
    """
    columns: dict[int, list[str]] = {}
    for cell in cells:
        if cell.text and not cell.is_header and cell.column:
            columns.setdefault(cell.column, []).append(cell.text)
    numbers = {column: _numbers(texts) for column, texts in columns.items()}
    amounts = any(_are_amounts(own) for own in numbers.values())
    return frozenset(
        column
        for column, texts in columns.items()
        if (any(map(_PERCENT.search, texts)) and _are_small(numbers[column]))
        or (amounts and _are_rates(numbers[column]))
    )


def _numbers(texts: Sequence[str]) -> list[Decimal]:
    found = (quantity_of(text) for text in texts)
    return [quantity.number for quantity in found if quantity is not None]


def _are_small(numbers: Sequence[Decimal]) -> bool:
    return bool(numbers) and all(abs(number) < _AMOUNTS for number in numbers)


def _are_rates(numbers: Sequence[Decimal]) -> bool:
    pointed = all(isinstance(exponent := number.as_tuple().exponent, int) and exponent < 0 for number in numbers)
    return len(numbers) > 1 and pointed and all(abs(number) < _MOST for number in numbers)


def _are_amounts(numbers: Sequence[Decimal]) -> bool:
    whole = all(number == number.to_integral_value() for number in numbers)
    return bool(numbers) and whole and max(map(abs, numbers)) >= _AMOUNTS
