"""Values as written to quantities: sign, grouping, percent, 万/亿/million."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from desktop.domain.fact import Quantity

_SCALES = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "trillion": 10**12,
    "billion": 10**9,
    "million": 10**6,
    "thousand": 10**3,
    "bn": 10**9,
    "mn": 10**6,
}
_HAN_SCALE = "|".join(sorted((one for one in _SCALES if not one.isascii()), key=len, reverse=True))
_SCALE = rf"(?:{_HAN_SCALE}|(?:trillion|billion|million|thousand|bn|mn)s?\b)?"
_SIGN = r"(?P<open{0}>\()?\s*(?P<sign{0}>[-+−–])?\s*"
_MONEY = r"(?P<currency>人民币|US\$|HK\$|RMB|CNY|USD|EUR|GBP|[$¥￥€£])?\s*"
_DIGITS = r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_UNIT = r"(?P<unit>[%‰]|个百分点|[^\W\d]{1,12}(?:/[^\W\d]{1,4})?)?"
_NUMBER = re.compile(
    rf"^{_SIGN.format('')}{_MONEY}{_SIGN.format(2)}{_DIGITS}\s*(?P<scale>{_SCALE})\s*{_UNIT}"
    r"\s*\)?\s*(?P<percent>%)?\s*\)?$",
    re.I,
)
_DECLARED = re.compile(
    rf"({_HAN_SCALE})?\s*(美元|港元|港币|欧元|日元|人民币元|元|股|人|吨|台|套|平方米|亩|户)"
    r"(?:\s*[/／]\s*(股|吨|台|人|平方米))?|(百分点|[%％‰])"
)
_DECLARED_EN = re.compile(r"\b(thousand|million|billion|trillion)s?\b", re.I)
_DECLARED_CURRENCY = re.compile(
    r"US\$|HK\$|[$¥￥€£]|\b(?:RMB|CNY|USD|EUR|GBP|(?:dollar|pound|euro)(?=s?\b)|sterling|yuan|renminbi)", re.I
)
_MINUS = frozenset("-−–")
_COUNT = re.compile(r"人数|员工.*数|employees|headcount", re.I)
_RATE = re.compile(r"per (?:common |ordinary )?share|\brate\b|\bratio\b|margin|yield|percent", re.I)
_CURRENCY = {
    "$": "USD",
    "us$": "USD",
    "hk$": "HKD",
    "人民币": "元",
    "rmb": "元",
    "cny": "元",
    "¥": "元",
    "￥": "元",
    "€": "EUR",
    "£": "GBP",
    "dollar": "USD",
    "usd": "USD",
    "pound": "GBP",
    "gbp": "GBP",
    "sterling": "GBP",
    "euro": "EUR",
    "eur": "EUR",
    "yuan": "元",
    "renminbi": "元",
}


#: "in millions of U.S. dollars", "expressed in RMB thousands", "dollars in millions"
_UNIT_IN_WORDS = re.compile(
    r"[(（]?((?:(?:dollars|pounds|euros|amounts)\s+)?(?:expressed\s+)?\bin\s+(?:[^\s,;()]+\s){0,4}?"
    r"(?:thousand|million|billion)s?(?:\s+of\s+(?:[\w.]+\s){0,2}?(?:dollars|pounds|euros|yuan|renminbi|sterling|RMB))?)",
    re.I,
)
#: "£ million", "US$ thousands", standing by itself or in brackets
_UNIT_IN_SIGNS = re.compile(
    r"(?:^|[(（])\s*((?:US\$|HK\$|RMB|CNY|USD|EUR|GBP|[$¥€£])\s*(?:thousand|million|billion)s?)\s*(?:$|[)）])", re.I
)


def quantity_of(value: str, unit: str = "", label: str = "") -> Quantity | None:
    """The number behind a value, or None where the value is none.

    ``unit`` is the table's unit as written (万元, in millions); a unit in the label's brackets
    (每股收益（元／股）, 比例（%）) goes before it.
    """
    match = _NUMBER.match(_plain(value))
    if match is None:
        return None
    number = Decimal(match["digits"].replace(",", ""))
    if match["open"] or match["open2"] or {match["sign"], match["sign2"]} & _MINUS:
        number = -number
    own = match["percent"] or match["unit"] or ""
    scale = _SCALES.get((match["scale"] or "").lower().removesuffix("s"), 1)
    currency = match["currency"] or ""
    if own or scale != 1:
        return Quantity(number * scale, own or _CURRENCY.get(currency.lower(), currency))
    declared = _declared(number, _bracketed(label) or unit, label)
    return Quantity(declared.number, _CURRENCY.get(currency.lower(), currency)) if currency else declared


def is_number(text: str) -> bool:
    """Whether the text is one number, with sign, grouping, percent or unit."""
    return quantity_of(text) is not None


def is_amount(text: str) -> bool:
    """A number that is no year."""
    plain = _plain(text)
    return is_number(plain) and re.fullmatch(r"(?:FY)?(?:19|20)\d\d\s*(?:年.{0,2})?", plain) is None


def stands_for(value: str, quantity: Quantity | None) -> str:
    """What a value as written leaves unsaid: its unit, or number and unit where they are multiplied out; or ``""``."""
    if quantity is None:
        return ""
    number = f"{quantity.number.normalize():,f}"
    if _figures(number) in _figures(_plain(value)):
        return "" if quantity.unit in value else quantity.unit
    return f"= {number} {quantity.unit}".rstrip()


def unit_in(text: str) -> str:
    """The unit that a caption or header declares: 元, 万元, %, in millions; ``""`` for none."""
    plain = unicodedata.normalize("NFKC", text)
    match = re.search(r"单位\s*[:：]?\s*(?:人民币)?\s*([^\s;；，,)）]{1,8})", plain)
    if match:
        return re.sub(r"币种.*", "", match[1])
    found = _UNIT_IN_WORDS.search(plain) or _UNIT_IN_SIGNS.search(plain)
    return found[1] if found else ""


def _plain(value: str) -> str:
    return unicodedata.normalize("NFKC", value).replace("−", "-").strip().rstrip("。.;,")


def _bracketed(label: str) -> str:
    """The unit in brackets at the end of a label, if it is one."""
    match = re.search(r"[(（]\s*([^()（）]{1,8})\s*[)）]\s*$", label.strip())
    if match and _DECLARED.fullmatch(unicodedata.normalize("NFKC", match[1]).strip()):
        return match[1]
    return "元/股" if re.search(r"每股(?:收益|净资产|股利)", label) else ""


def _declared(number: Decimal, unit: str, label: str) -> Quantity:
    """The number in the declared unit; counts of people, and small numbers per share or as a rate, stay as they are."""
    plain = unicodedata.normalize("NFKC", unit).strip()
    if not _bracketed(label) and (_COUNT.search(label) or (_RATE.search(label) and abs(number) < 1000)):
        return Quantity(number)
    match = _DECLARED.search(plain)
    if match:
        name = match[4] or match[2] + (f"/{match[3]}" if match[3] else "")
        return Quantity(number * _SCALES.get(match[1] or "", 1), name)
    english, currency = _DECLARED_EN.search(plain), _DECLARED_CURRENCY.search(plain)
    scale = _SCALES[english[1].lower()] if english else 1
    return Quantity(number * scale, _CURRENCY.get(currency[0].lower(), currency[0]) if currency else "")


def _figures(text: str) -> str:
    return "".join(character for character in text if character.isdigit() or character == ".")
