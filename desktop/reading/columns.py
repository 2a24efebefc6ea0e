"""What the numbers of a column are: shares in per cent are no money, though the table's unit is millions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from desktop.domain.currencies import SIGN
from desktop.domain.document import Cell
from desktop.domain.numbers import is_amount, quantity_of
from desktop.reading.periods import is_comparison

_PERCENT = re.compile(r"\d\s*[)）]?\s*[%％]")
_CURRENCY = re.compile(SIGN)
_MOST = 200  #: larger numbers with a decimal point may well be amounts
_AMOUNTS = 1000
_WHOLE = 100


def rate_columns(cells: Sequence[Cell], headers: Sequence[str]) -> frozenset[int]:
    """Columns of shares and rates: most of their numbers have a percent sign, or the first has and the others look
    like it; or all are small with a decimal point under a header that speaks of a change, or under none, or next to
    such a column, while the numbers of another column are whole and large.
    """
    columns: dict[int, list[str]] = {}
    for cell in cells:
        if cell.text and not cell.is_header and cell.column:
            columns.setdefault(cell.column, []).append(cell.text)
    amounts = any(_are_amounts(_numbers(texts)) for texts in columns.values())
    found: set[int] = set()
    for column, texts in sorted(columns.items()):
        may_be = amounts and (column - 1 in found or _may_be_rates(headers, column))
        if _are_shares(texts) or (may_be and _are_rates(_numbers(texts))):
            found.add(column)
    return frozenset(found)


def numeric_columns(cells: Sequence[Cell]) -> frozenset[int]:
    """Columns of which more than half of the cells are amounts."""
    columns: dict[int, list[bool]] = {}
    for cell in cells:
        if cell.text and not cell.is_header and cell.column:
            columns.setdefault(cell.column, []).append(is_amount(cell.text))
    return frozenset(column for column, found in columns.items() if 2 * sum(found) > len(found))


def _are_shares(texts: Sequence[str]) -> bool:
    numbers = [text for text in texts if quantity_of(text) is not None]
    percents = [text for text in numbers if _PERCENT.search(text)]
    bare = [number for text in numbers if text not in percents for number in _numbers([text])]
    if not percents or any(map(_CURRENCY.search, texts)) or any(abs(number) >= _AMOUNTS for number in bare):
        return False
    if 2 * len(percents) > len(numbers):
        return True
    alike = {_decimals(number) for number in bare} <= {_decimals(number) for number in _numbers(percents)}
    return numbers[0] in percents and alike and all(abs(number) <= _WHOLE for number in bare)


def _may_be_rates(headers: Sequence[str], column: int) -> bool:
    header = headers[column] if column < len(headers) else ""
    return not header or is_comparison(header)


def _numbers(texts: Sequence[str]) -> list[Decimal]:
    found = (quantity_of(text) for text in texts)
    return [quantity.number for quantity in found if quantity is not None]


def _are_rates(numbers: Sequence[Decimal]) -> bool:
    return len(numbers) > 1 and all(_decimals(one) > 0 and abs(one) < _MOST for one in numbers)


def _are_amounts(numbers: Sequence[Decimal]) -> bool:
    whole = all(number == number.to_integral_value() for number in numbers)
    return bool(numbers) and whole and max(map(abs, numbers)) >= _AMOUNTS


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
