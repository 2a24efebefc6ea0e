"""Values as written to quantities: sign, grouping, percent, 万/亿/million."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from desktop.domain.currencies import SIGN, currency_in, is_currency, is_same, settled
from desktop.domain.fact import Quantity
from desktop.domain.measures import fitting_unit
from desktop.domain.terms import uniform
from desktop.domain.units import HAN_SCALE, is_unit, multiplied, scale_named

#: a letter alone is a scale only after a currency sign: 5 m are metres, $5m are not
_SCALE = rf"(?:{HAN_SCALE}|(?:trillion|billion|million|thousand|tn|bn|mn)s?\b|(?(currency)(?:mm|[mkb])\b|(?!)))?"
#: a long dash is a minus only where it touches the number: by itself it stands for nothing
_SIGN = r"(?P<open{0}>\()?\s*+(?P<sign{0}>[-+–]|[—―](?=[\d.$€£¥]))?\s*+"
_MONEY = rf"(?P<currency>{SIGN})?\s*+"
#: grouped by thousands (also 1’234), by lakhs and crores (12,34,567), or with decimal comma where points group: 1.234,56
_DIGITS = (
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:['’]\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?"
    r"|(?P<continental>\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,})|\d+(?:\.\d+)?|\.\d+)"
)
_UNIT = r"(?P<unit>[%‰]|个百分点|[^\W\d]{1,12}(?:/[^\W\d]{1,4})?)?"
#: (3.5)万元: the bracket of a negative number closes before its scale; (1)公司 is a numbering
_CLOSE = rf"(?:\)(?=\s*+(?:(?:{HAN_SCALE})?(?:[美港欧日]?元(?![^\W\d])|\s*+$)|[%‰]|(?:trillion|billion|million)\b)))?"
_NUMBER = re.compile(
    rf"^{_SIGN.format('')}{_MONEY}{_SIGN.format(2)}{_DIGITS}\s*+{_CLOSE}\s*+(?P<scale>{_SCALE})\s*+{_UNIT}"
    r"(?P<behind>(?<=\d)-)?\s*+(?P<euro>€)?\s*+\)?\s*+(?P<percent>%)?\s*+\)?$",
    re.I,
)
#: a letter may be a scale or a unit (5 b, 2.5 A): it is a mark in brackets, or behind them
_MARK = re.compile(r"(?<=[\d%)])(?:\s*[*†‡§#]{1,5}|\s+\d[)）]?|(?<=[)）])\s+[a-f]|\s*[(（][a-zA-Z\d][)）])$")
_MINUS = frozenset("-–—―")
#: numbers with a decimal comma, and those that may be so or have one comma or point of thousands
_COMMA = re.compile(r"\d+,\d{1,2}|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
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
    number = _number(match)
    own = match["percent"] or match["unit"] or ""
    scale = scale_named(match["scale"] or "")
    currency = match["currency"] or match["euro"] or ""
    if own or scale != 1:
        return Quantity(number * scale, own or settled(currency, currency_in(unit)))
    if currency and _is_of_another(currency, unit):
        return None
    fitting = fitting_unit(number, unit, label, group)
    if fitting is None:
        return None
    number, name = multiplied(number, fitting)
    return Quantity(number, settled(currency, name or currency_in(unit)) if currency and name != "%" else name)


def _number(match: re.Match[str]) -> Decimal:
    digits = match["digits"]
    if match["continental"]:
        digits = digits.replace(".", "").replace(",", ".")
    number = Decimal(re.sub("[,'’]", "", digits))
    negative = match["open"] or match["open2"] or match["behind"] or {match["sign"], match["sign2"]} & _MINUS
    return -number if negative else number


def _is_of_another(sign: str, unit: str) -> bool:
    """Whether an amount's own currency is not the one that the unit is of: the unit's scale may not hold for it."""
    scale, declared = multiplied(Decimal(1), unit)
    return scale != 1 and is_currency(declared) and not is_same(settled(sign, declared), declared)


def is_number(text: str) -> bool:
    """Whether the text is one number, with sign, grouping, percent or unit."""
    return quantity_of(text) is not None


@lru_cache(maxsize=8192)  # the cells of a table are asked again for every one of its facts
def is_amount(text: str) -> bool:
    """A number that is no year and no unit (``CHF 000``); a footnote's mark may stand behind it."""
    plain = _plain(without_mark(text))
    return is_number(plain) and not (_YEAR.fullmatch(plain) or _SPAN.fullmatch(plain) or is_unit(plain))


def without_mark(text: str) -> str:
    """A number without the footnote's mark behind it (``1,234 1``, ``5.3**``); any other text as it is."""
    bare = _MARK.sub("", text)
    long = sum(map(str.isdigit, bare)) > 2 or any(sign in bare for sign in ".,%")
    return bare if bare != text and long and is_number(bare) else text


def has_decimal_comma(text: str) -> bool:
    """Whether the text is a number whose comma can only be a decimal one: 12,5, 1.234,56, 1.234.567."""
    return _COMMA.fullmatch(_bare(text)) is not None


def is_either(text: str) -> bool:
    """Whether a number's only comma or point may be a decimal one as well as one of thousands: 1.234."""
    return _EITHER.fullmatch(_bare(text)) is not None


def is_half_bracketed(text: str) -> bool:
    """Whether a number ends with a bracket that it does not begin with: 1,234)."""
    plain = _plain(text)
    return plain.endswith(")") and "(" not in plain and is_number(plain)


def stands_for(value: str, quantity: Quantity | None) -> str:
    """What a value as written leaves unsaid: its unit, or number and unit where they are multiplied out; or ``""``."""
    if quantity is None:
        return ""
    number = f"{quantity.number.normalize():,f}"
    if _figures(number) in _figures(_plain(value)):
        return "" if quantity.unit in value else quantity.unit
    return f"= {number} {quantity.unit}".rstrip()


def _plain(value: str) -> str:
    return uniform(value).replace("−", "-").strip().rstrip("。.;,$£¥ ")


def _bare(text: str) -> str:
    """A number without sign, bracket, currency and percent."""
    return re.sub(rf"{SIGN}|[-+–—()%\s]", "", _plain(text), flags=re.I)


def _figures(text: str) -> str:
    return "".join(character for character in text if character.isdigit() or character == ".")
