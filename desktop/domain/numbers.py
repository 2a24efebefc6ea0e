"""Values as written to quantities: sign, grouping, percent, 万/亿/million, words for numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from desktop.domain.currencies import NAME, SIGN, code_of, currency_in, is_currency, is_same, settled
from desktop.domain.fact import Quantity
from desktop.domain.hedges import BOUND, without_hedge
from desktop.domain.measures import fitting_unit
from desktop.domain.numerals import in_figures
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
_UNIT = rf"(?P<unit>[%‰]|个百分点|per\s?cent\b|{NAME}|[^\W\d]{{1,12}}(?:/[^\W\d]{{1,4}})?)?"
#: (3.5)万元: the bracket of a negative number closes before its scale; (1)公司 is a numbering
_CLOSE = rf"(?:\)(?=\s*+(?:(?:{HAN_SCALE})?(?:[美港欧日]?元(?![^\W\d])|\s*+$)|[%‰]|(?:trillion|billion|million)\b)))?"
_NUMBER = re.compile(
    rf"^(?!.*{BOUND}$){_SIGN.format('')}{_MONEY}{_SIGN.format(2)}{_DIGITS}\s*+{_CLOSE}\s*+(?P<scale>{_SCALE})\s*+{_UNIT}"
    r"(?P<behind>(?<=\d)-)?\s*+(?P<euro>€)?\s*+\)?\s*+(?P<percent>%)?\s*+\)?$",
    re.I,
)
#: a letter may be a scale or a unit (5 b, 2.5 A): it is a mark in brackets, or behind them
_MARK = re.compile(r"(?<=[\d%)])(?:\s*[*†‡§#]{1,5}|\s+\d[)）]?|(?<=[)）])\s+[a-f]|\s*[(（][a-zA-Z\d][)）])$")
_CLOSED = re.compile(r"(?<=[\d万亿千百角分])[元圆](?:[整正])?$")
_PERCENT = re.compile(r"per\s?cent", re.I)
_DOLLARS = re.compile(r"dollars?", re.I)
_TWICE = re.compile(r"^([^()]{2,80})\(([^()]{1,80})\)\s*([^\d()]{0,12})")
_NO_FIGURES = re.compile(r"^\D++$")
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
    plain = _plain(value)
    match = _NUMBER.match(_bare_amount(plain)) or _NUMBER.match(in_figures(_bare_amount(without_hedge(plain))))
    if match is None:
        return _said_twice(plain)
    number = _number(match)
    own = match["percent"] or match["unit"] or ""
    scale = scale_named(match["scale"] or "")
    currency = match["currency"] or match["euro"] or ""
    if own or scale != 1:
        return Quantity(number * scale, _named(own, currency, currency_in(unit)))
    if currency and _is_of_another(currency, unit):
        return None
    fitting = fitting_unit(number, unit, label, group)
    if fitting is None:
        return None
    number, name = multiplied(number, fitting)
    return Quantity(number, settled(currency, name or currency_in(unit)) if currency and name != "%" else name)


def _bare_amount(plain: str) -> str:
    """An amount without what closes it, 120,000元整, and without that it is somewhat more: 3,000余万元."""
    return _CLOSED.sub("元", without_hedge(plain) if plain[:1].isdigit() else plain)


def _said_twice(plain: str) -> Quantity | None:
    """An amount in words and in figures, 壹佰万元整(¥1,000,000.00), five (5) percent; None where the two are not the same."""
    match = _TWICE.fullmatch(plain)
    if match is None or not any(_NO_FIGURES.fullmatch(one) for one in (match[1], match[2])):
        return None
    first, second = quantity_of(f"{match[1].strip()} {match[3]}"), quantity_of(f"{match[2].strip()} {match[3]}")
    if first is None or second is None or first.number != second.number:
        return None
    return first if first.unit or not second.unit else second


def _named(own: str, currency: str, declared: str) -> str:
    """The unit's name: % for percent, a currency's code for its English name; ``currency`` is the sign before the amount."""
    if _PERCENT.fullmatch(own):
        return "%"
    if not own or (own == "元" and currency):
        return settled(currency, declared)
    return settled("$", declared) if _DOLLARS.fullmatch(own) else code_of(own) or own


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
    """Whether the text is one number in figures, with sign, grouping, percent or unit, and nothing said of it."""
    return _NUMBER.match(_bare_amount(_plain(text))) is not None


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
