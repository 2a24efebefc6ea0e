"""Values as written to quantities: sign, grouping, percent, 万/亿/million."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from desktop.domain.currencies import SIGN, currency_in, settled
from desktop.domain.fact import Quantity
from desktop.domain.units import HAN_SCALE, fitting_unit, is_unit, multiplied, scale_named

#: a letter alone is a scale only after a currency sign: 5 m are metres, $5m are not
_SCALE = rf"(?:{HAN_SCALE}|(?:trillion|billion|million|thousand|tn|bn|mn)s?\b|(?(currency)[mkb]\b|(?!)))?"
_SIGN = r"(?P<open{0}>\()?\s*(?P<sign{0}>[-+−–])?\s*"
_MONEY = rf"(?P<currency>{SIGN})?\s*"
_DIGITS = r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_UNIT = r"(?P<unit>[%‰]|个百分点|[^\W\d]{1,12}(?:/[^\W\d]{1,4})?)?"
#: (3.5)万元: the bracket of a negative number closes before its scale; (1)公司 is a numbering
_CLOSE = rf"(?:\)(?=\s*(?:(?:{HAN_SCALE})?(?:[美港欧日]?元(?![^\W\d])|\s*$)|[%‰]|(?:trillion|billion|million)\b)))?"
_NUMBER = re.compile(
    rf"^{_SIGN.format('')}{_MONEY}{_SIGN.format(2)}{_DIGITS}\s*{_CLOSE}\s*(?P<scale>{_SCALE})\s*{_UNIT}"
    r"\s*\)?\s*(?P<percent>%)?\s*\)?$",
    re.I,
)
#: a letter may be a scale or a unit (5 b, 2.5 A): it is a mark in brackets, or behind them
_MARK = re.compile(r"(?<=[\d%)])(?:\s*[*†‡§#]{1,5}|\s+\d[)）]?|(?<=[)）])\s+[a-f]|\s*[(（][a-zA-Z\d][)）])$")
_MINUS = frozenset("-−–")
_YEAR = re.compile(r"(?:FY)?(?:19|20)\d\d\s*(?:年\D{0,6}|[AEFP])?", re.I)
_SPAN = re.compile(r"\d{1,2}\s*(?:years?|months?|weeks?|days?)", re.I)


def quantity_of(value: str, unit: str = "", label: str = "", group: str = "") -> Quantity | None:
    """The number behind a value, or None where the value is none.

    ``unit`` is the table's unit as written (万元, in millions); a unit in the label's brackets
    (每股收益（元／股）, 比例（%）) goes before it. ``group`` is what the rows around it are headed with.
    """
    match = _NUMBER.match(_plain(value))
    if match is None:
        return None
    number = Decimal(match["digits"].replace(",", ""))
    if match["open"] or match["open2"] or {match["sign"], match["sign2"]} & _MINUS:
        number = -number
    own = match["percent"] or match["unit"] or ""
    scale = scale_named(match["scale"] or "")
    currency = match["currency"] or ""
    if own or scale != 1:
        return Quantity(number * scale, own or settled(currency, currency_in(unit)))
    number, name = multiplied(number, fitting_unit(number, unit, label, group))
    return Quantity(number, settled(currency, name or currency_in(unit)) if currency and name != "%" else name)


def is_number(text: str) -> bool:
    """Whether the text is one number, with sign, grouping, percent or unit."""
    return quantity_of(text) is not None


def is_amount(text: str) -> bool:
    """A number that is no year and no unit (``CHF 000``); a footnote's mark may stand behind it."""
    plain = _plain(without_mark(text))
    return is_number(plain) and not (_YEAR.fullmatch(plain) or _SPAN.fullmatch(plain) or is_unit(plain))


def without_mark(text: str) -> str:
    """A number without the footnote's mark behind it (``1,234 1``, ``5.3**``); any other text as it is."""
    bare = _MARK.sub("", text)
    long = sum(map(str.isdigit, bare)) > 2 or any(sign in bare for sign in ".,%")
    return bare if bare != text and long and is_number(bare) else text


def stands_for(value: str, quantity: Quantity | None) -> str:
    """What a value as written leaves unsaid: its unit, or number and unit where they are multiplied out; or ``""``."""
    if quantity is None:
        return ""
    number = f"{quantity.number.normalize():,f}"
    if _figures(number) in _figures(_plain(value)):
        return "" if quantity.unit in value else quantity.unit
    return f"= {number} {quantity.unit}".rstrip()


def _plain(value: str) -> str:
    return unicodedata.normalize("NFKC", value).replace("−", "-").strip().rstrip("。.;,$€£¥ ")


def _figures(text: str) -> str:
    return "".join(character for character in text if character.isdigit() or character == ".")
