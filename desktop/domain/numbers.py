"""Values as written to quantities: sign, grouping, percent, 万/亿/million."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from desktop.domain.currencies import NAME, SIGN, currency_in, settled
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
    "tn": 10**12,
    "bn": 10**9,
    "mn": 10**6,
    "b": 10**9,
    "m": 10**6,
    "k": 10**3,
    "000": 10**3,
}
_HAN_SCALE = "|".join(sorted((one for one in _SCALES if not one.isascii()), key=len, reverse=True))
#: a letter alone is a scale only after a currency sign: 5 m are metres, $5m are not
_SCALE = rf"(?:{_HAN_SCALE}|(?:trillion|billion|million|thousand|tn|bn|mn)s?\b|(?(currency)[mkb]\b|(?!)))?"
_SIGN = r"(?P<open{0}>\()?\s*(?P<sign{0}>[-+−–])?\s*"
_MONEY = rf"(?P<currency>{SIGN})?\s*"
_DIGITS = r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_UNIT = r"(?P<unit>[%‰]|个百分点|[^\W\d]{1,12}(?:/[^\W\d]{1,4})?)?"
#: (3.5)万元: the bracket of a negative number closes before its scale; (1)公司 is a numbering
_CLOSE = rf"(?:\)(?=\s*(?:(?:{_HAN_SCALE})?(?:[美港欧日]?元(?![^\W\d])|\s*$)|[%‰]|(?:trillion|billion|million)\b)))?"
_NUMBER = re.compile(
    rf"^{_SIGN.format('')}{_MONEY}{_SIGN.format(2)}{_DIGITS}\s*{_CLOSE}\s*(?P<scale>{_SCALE})\s*{_UNIT}"
    r"\s*\)?\s*(?P<percent>%)?\s*\)?$",
    re.I,
)
_DECLARED = re.compile(
    rf"({_HAN_SCALE})?\s*(美元|港元|港币|欧元|日元|人民币元|元|股|人|吨|台|套|平方米|亩|户)"
    r"(?:\s*[/／]\s*(股|吨|台|人|平方米))?|(百分点|[%％‰])"
)
_DECLARED_EN = re.compile(
    rf"\b(thousand|million|billion|trillion)s?\b|(?<![\d.,])['’]?(000)s?\b|{SIGN}\s*(mn?|bn?|tn|k)\b", re.I
)
_MARK = re.compile(r"(?<=[\d%)])(?:\s*[*†‡§#]{1,5}|\s+[a-f\d][)）]?|\s*[(（][a-z\d][)）])$", re.I)
_MINUS = frozenset("-−–")
_PERCENT = re.compile(r"[%％‰]|百分点")
_COUNT = re.compile(
    r"(?:数量|家数|户数|人员|人数)(?!\S*(?:薪|酬|费|工资|成本|款|额))|员工.*数|employees|headcount"
    r"|\b(?:number of|square f(?:ee|oo)t|stores? (?:open(?:ed|ings?)?|closed|relocated)|restaurants|customers|subscribers|locations)\b",
    re.I,
)
#: what is counted by itself; a table in 万元 says nothing of how many people there are
_COUNTED = re.compile(r"股|人(?!民币)|吨|台|套|平方米|亩|户")
_RATE = re.compile(
    r"每股|(?:率(?!互换|掉期)|比例|比重|占比|倍数|增减|幅度)(?!\S*(?:额|影响|风险|敏感))"
    r"|per (?:\w+ )?(?:common |ordinary )?share|\bEPS\b|\bcents\b|\bpence\b|comparable sales|\brate\b|\bratio\b|margin|yield|percent",
    re.I,
)

#: "in millions of U.S. dollars", "expressed in RMB thousands", "dollars in millions", "RMB in millions"
_UNIT_IN_WORDS = re.compile(
    rf"[(（]?((?:(?:{NAME}|amounts|{SIGN})\s+)?(?:expressed\s+)?\bin\s+(?:[^\s,;()]+\s){{0,4}}?"
    rf"(?:thousand|million|billion)s?(?:\s+of\s+(?:[\w.]+\s){{0,2}}?(?:{NAME}|RMB))?)",
    re.I,
)
#: "£ million", "US$ thousands", "£m", standing by itself or in brackets
_UNIT_IN_SIGNS = re.compile(
    rf"(?:^|[(（])\s*({SIGN}\s*(?:(?:thousand|million|billion)s?|mn?|bn|k))\s*(?:$|[,;)）])", re.I
)
#: "RMB'000", "$000"
_UNIT_IN_ZEROS = re.compile(rf"(?<![\w.,])({SIGN}\s*['’]?000s?|['’]000s?)(?![\w.,]*\d)", re.I)
_SIGN_SCALED = re.compile(
    rf"(?:^|(?<=[\s\d(]))({SIGN}\s*(?:(?:thousand|million|billion)s?|mn?|bn|k))(?=$|[\s,;)])", re.I
)
_SIGN_ALONE = re.compile(rf"(?:^|(?<=[\s\d(]))({SIGN}|%)(?=$|[\s)])", re.I)
_UNIT_SIGNS = re.compile(
    rf"(?<![^\W\d]){SIGN}\s*(?:['’]?000['’]?s?|(?:thousand|million|billion)s?|mn?|bn|k)?(?![^\W\d])|['’]000s?", re.I
)
_UNIT_NAMED = re.compile(r"\bunits?\s*:\s*([^,;()]{1,30})", re.I)
#: （人民币百万元）, 金额以人民币千元列示
_UNIT_OF_YUAN = re.compile(rf"人民币\s*((?:{_HAN_SCALE})元)|(?:^|[(（])\s*人民币\s*(元)\s*(?:$|[)）])")


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
        return Quantity(number * scale, own or settled(currency, currency_in(unit)))
    declared = _declared(number, _fitting(number, unit, label))
    return Quantity(declared.number, settled(currency, declared.unit)) if currency else declared


def is_number(text: str) -> bool:
    """Whether the text is one number, with sign, grouping, percent or unit."""
    return quantity_of(text) is not None


def is_amount(text: str) -> bool:
    """A number that is no year; a footnote's mark may stand behind it."""
    plain = _plain(without_mark(text))
    return is_number(plain) and re.fullmatch(r"(?:FY)?(?:19|20)\d\d\s*(?:年.{0,2})?", plain) is None


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


def unit_in(text: str) -> str:
    """The unit that a caption or header declares: 元, 万元, %, in millions; ``""`` for none."""
    plain = unicodedata.normalize("NFKC", text)
    match = re.search(r"单位\s*([:：]|为)?\s*(?:人民币\s*)?([^\s;；，,)）]{1,8})", plain)
    if match and (match[1] or _DECLARED.match(match[2])):
        return re.sub(r"币种.*", "", match[2])
    match = _UNIT_NAMED.search(plain)
    if match and (currency_in(match[1]) or any(one.search(match[1]) for one in (_DECLARED, _DECLARED_EN))):
        return match[1].strip()
    patterns = (_UNIT_OF_YUAN, _UNIT_IN_WORDS, _UNIT_IN_ZEROS, _UNIT_IN_SIGNS)
    found = next(filter(None, (pattern.search(plain) for pattern in patterns)), None)
    return next(filter(None, found.groups())) if found else ""


def unit_of_header(header: str) -> str:
    """The unit that a column's header declares: as ``unit_in``, and a sign that stands in it by itself.

    A dollar sign alone says nothing: many countries have dollars.
    """
    plain = unicodedata.normalize("NFKC", header)
    match = _SIGN_SCALED.search(plain) or _SIGN_ALONE.search(plain)
    return unit_in(header) or (match[1] if match and match[1] != "$" else "")


def without_unit(header: str) -> str:
    """The header without signs of currency and scale; ``""`` where nothing else is left."""
    rest = _UNIT_SIGNS.sub(" ", unicodedata.normalize("NFKC", header))
    return header if rest.strip() == header.strip() else " ".join(rest.split()).strip(" ,;:-–()")


def _plain(value: str) -> str:
    return unicodedata.normalize("NFKC", value).replace("−", "-").strip().rstrip("。.;,")


def _bracketed(label: str) -> str:
    """The unit in the label's brackets, a percent sign before any other; 元/股 for 每股."""
    brackets = re.findall(r"[(]\s*([^()]{1,8}?)\s*[)]", unicodedata.normalize("NFKC", label))
    units = [one for one in brackets if _DECLARED.fullmatch(one)]
    if units:
        return next((one for one in units if _PERCENT.search(one)), str(units[-1]))
    return "元/股" if re.search(r"每股(?!.*(?:增减|幅度|率|比))", label) else ""


def _fitting(number: Decimal, unit: str, label: str) -> str:
    """The unit as far as it goes for this label: counts, and small numbers that are a rate, have none of money."""
    own = _bracketed(label)
    if own or _PERCENT.search(unit):
        return own or unit
    is_count = _COUNT.search(label) and not _COUNTED.search(unit)
    return "" if is_count or (_RATE.search(label) and abs(number) < 1000) else unit


def _declared(number: Decimal, unit: str) -> Quantity:
    """The number multiplied out, and the unit's name."""
    plain = re.sub(r"人民币\s*元?$", "元", unicodedata.normalize("NFKC", unit).strip()).replace("人民币", "")
    match = _DECLARED.search(plain)
    if match:
        name = match[4] or match[2] + (f"/{match[3]}" if match[3] else "")
        return Quantity(number * _SCALES.get(match[1] or "", 1), name)
    english = _DECLARED_EN.search(plain)
    scale = _SCALES[next(filter(None, english.groups())).lower()] if english else 1
    return Quantity(number * scale, currency_in(plain))


def _figures(text: str) -> str:
    return "".join(character for character in text if character.isdigit() or character == ".")
