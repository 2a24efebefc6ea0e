"""Numbers as people write them, in base units: 412.6亿元, $12.4 billion, (12,024.14), 8.3%."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from desktop.domain.fact import Quantity

_SCALES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7, "百万": 10**6,
    "十万": 10**5,
    "万": 10**4, "千": 10**3, "trillion": 10**12, "billion": 10**9, "bn": 10**9, "million": 10**6, "mn": 10**6,
    "thousand": 10**3,
}
_CURRENCIES = {
    "¥": "元", "￥": "元", "人民币": "元", "rmb": "元", "cny": "元", "$": "USD", "us$": "USD", "usd": "USD",
    "hk$": "HKD",
    "hkd": "HKD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP",
}
_CURRENCY = "|".join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True))
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?P<paren>\()?\s*(?P<sign>[-+−–])?\s*(?P<currency>{_CURRENCY})?\s*(?P<sign2>[-−–])?"
    rf"(?P<digits>\d{{1,3}}(?:[,，]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"\s*(?P<scale>(?:{_SCALE})s?)?\s*(?P<unit>%|‰|[^\W\d_]{{1,12}}(?:/[^\W\d_]{{1,4}})?)?\s*\)?\s*(?P<percent>%)?",
    re.I,
)


def quantity_in(value: str) -> Quantity | None:
    """The quantity that the whole value is; None where it is none or more than one thing."""
    text = unicodedata.normalize("NFKC", value).strip().rstrip("。.;；,，")
    match = _QUANTITY.fullmatch(text)
    return _quantity(match) if match else None


def with_scale(quantity: Quantity, declared: str) -> Quantity:
    """The quantity with the scale and unit of its surroundings (``万元``, ``in millions``) put in."""
    if quantity.unit or not declared:
        return quantity
    text = unicodedata.normalize("NFKC", declared).lower()
    scale = re.search(_SCALE, text)
    rest = re.sub(rf"{_SCALE}|\bin\b|s\b|[^\w%/]", "", text)
    return Quantity(quantity.number * (_SCALES[scale[0]] if scale else 1), rest)


def _quantity(match: re.Match[str]) -> Quantity:
    number = Decimal(re.sub("[,，]", "", match["digits"]))
    negative = match["paren"] or match["sign"] in ("-", "−", "–") or match["sign2"]
    scale = _SCALES[match["scale"].lower().rstrip("s")] if match["scale"] else 1
    unit = match["percent"] or match["unit"] or _CURRENCIES.get((match["currency"] or "").lower(), "")
    return Quantity((-number if negative else number) * scale, unit)
