"""An amount as a sheet shows it: as written, with the unit and the scale that its table's caption or header has."""

from __future__ import annotations

from decimal import Decimal

from desktop.domain.currencies import is_currency
from desktop.domain.fact import Fact, Quantity
from desktop.domain.numbers import quantity_of, stands_for
from desktop.domain.terms import is_chinese
from desktop.domain.units import HAN_SCALES

_HAN = {Decimal(factor): word for word, factor in HAN_SCALES.items()}
_ENGLISH = {
    Decimal(10**3): "thousand",
    Decimal(10**6): "million",
    Decimal(10**9): "billion",
    Decimal(10**12): "trillion",
}


def with_unit(fact: Fact) -> str:
    """A fact's value with the unit and scale that it leaves out: ``256,413.07 万元``, ``8,738 USD million``."""
    value, quantity, own = fact.triple.value, fact.quantity, quantity_of(fact.triple.value)
    if quantity is None:
        return value
    factor = _factor(own, quantity)
    unit = "" if quantity.unit in value or (own and own.unit == quantity.unit) else quantity.unit
    if factor == 1:
        return f"{value} {unit}".rstrip()
    scales = _HAN if is_chinese(quantity.unit) or is_chinese(fact.evidence.quote) else _ENGLISH
    scale = scales.get(factor, "")
    return f"{value} {_measure(scale, unit) if scale else stands_for(value, quantity)}".rstrip()


def _factor(own: Quantity | None, quantity: Quantity) -> Decimal:
    """What a number as written is multiplied by; 0 where that is not to be told."""
    if own is None:
        return Decimal(0)
    return quantity.number / own.number if own.number else Decimal(1)


def _measure(scale: str, unit: str) -> str:
    """万元, 万 USD, USD million, thousand tonnes."""
    if is_chinese(scale):
        return scale + unit if is_chinese(unit) else f"{scale} {unit}".rstrip()
    return f"{unit} {scale}".lstrip() if is_currency(unit) else f"{scale} {unit}".rstrip()
