"""Units that captions and headers declare, and what they multiply by: 单位：万元, ``in millions, except per share amounts``."""

from __future__ import annotations

import re
from decimal import Decimal

from desktop.domain.currencies import CODE, FOREIGN, NAME, SIGN, code_of, currency_in
from desktop.domain.terms import uniform

HAN_SCALES = {
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
}
_SCALES = {
    **HAN_SCALES,
    "trillion": 10**12,
    "billion": 10**9,
    "million": 10**6,
    "thousand": 10**3,
    "tn": 10**12,
    "bn": 10**9,
    "mn": 10**6,
    "mm": 10**6,
    "b": 10**9,
    "m": 10**6,
    "k": 10**3,
    "000": 10**3,
    "0,000": 10**4,
    "10,000": 10**4,
    "crore": 10**7,
    "lakh": 10**5,
}
HAN_SCALE = "|".join(sorted(HAN_SCALES, key=len, reverse=True))
_WORD = r"(?:(?:tens?|hundreds?)\s+(?:of\s+)?)?(?:thousand|million|billion|crore|lakh)s?"
_LETTER = r"(?:mm|mn?|bn?|k)"
_ZEROS = r"['’]?0?,?000['’]?s?"
#: what is counted or measured, for use inside other patterns
COUNTED = "股|人(?!民币)|吨|台|套|平方米|亩|户|千瓦时|千瓦|兆瓦|立方米|公里|辆|件|箱|桶|升|公斤|千克|双|艘|架|头"
_DECLARED = re.compile(rf"({HAN_SCALE})?\s*({FOREIGN}|元|{COUNTED})(?:\s*[/／]\s*([^\W\d]{{1,4}}))?|(百分点|[%％‰])")
_LEADING = re.compile(rf"(?:{_DECLARED.pattern})(?![^\W\d_])")
_FOREIGN_SCALED = re.compile(rf"({FOREIGN})\s*(?:({HAN_SCALE})元?|['’]?(000))")
_DECLARED_EN = re.compile(
    rf"\b(thousand|million|billion|trillion|crore|lakh)s?\b|(?<![\d.,])['’]?(10,000|0,000|000)s?\b"
    rf"|{SIGN}\s*['’]?(mm|mn?|bn?|tn|k)\b|\bin\s+(?:{SIGN}\s*)?(mm|mn|bn)\b|^\W*(MM)\W*$",
    re.I,
)
_MANY = re.compile(r"\b(?:(ten|hundred)s?\s+(?:of\s+)?|(10|100)\s+)(?:thousand|million|billion)s?\b", re.I)
_TIMES = {"ten": 10, "hundred": 100, "10": 10, "100": 100}
_PERCENT = re.compile(r"[%％‰]|百分点")
#: what is counted by itself; a table in 万元 says nothing of how many people there are
_COUNTED = re.compile(COUNTED)
#: what is measured in English, for use inside other patterns, without case
MEASURE = (
    r"(?:[kMGT]?Wh?|MW[pe]|km2?|sq\.?\s?(?:ft|m|km)|m[23]|(?:metric\s)?tonnes?|tons?|kt|kg|bbls?|k?boe(?:pd)?|mcf|GJ|hectares?|ha"
    r"|acres|lit(?:re|er)s?|hl|FTEs?|days|weeks|months|years|yrs|times|x|ppts?|pp|bps|basis points|units|vehicles|barrels|ounces|oz"
    r"|lbs?|gallons|persons|people|employees|customers|subscribers|passengers|pieces|pcs|shares|TEUs?)"
)
#: what is measured, in a label's brackets: Capacity (MW), Days sales outstanding (days), Production (thousand tonnes)
_MEASURED = re.compile(rf"(?:(?:in\s+)?({_WORD}|['’]000|10,000)\s+(?:of\s+)?)?({MEASURE})", re.I)
#: an amount for each of something: US$/oz, $ per tonne
_EACH = re.compile(rf"({SIGN})\s*(?:/|per\s)\s*([a-z]{{1,12}})", re.I)
_EXCEPT = re.compile(r"\b(?:except|excluding|other than)\b.*", re.I | re.S)
_EXCEPTION = r"(?:[\s,;]*\b(?:except|excluding|other than)\b[^()（）;。]{0,80})?"
_MOST_BESIDE = len("unaudited")
_SHORTEST = 2  #: 单位：次

_BRACKETS = re.compile(r"\([^()]*\)")
_GLUED = re.compile(rf"\b({CODE})({_LETTER})\b")
#: MSEK, TEUR, k€, Mio. €: the scale stands before the currency
_BEFORE = re.compile(rf"(?<!\w)(M|T|k|m|Mio\.?|Mrd\.?|Tsd\.?|mn|bn)\s?({CODE}|€)(?!\w)")
_BEFORE_SCALES = {"T": "k", "M": "m", "Mio": "m", "Mrd": "bn", "Tsd": "k"}
#: "in millions of U.S. dollars", "expressed in RMB thousands", "dollars in millions", "RMB in millions"
_IN_WORDS = re.compile(
    rf"[(（]?((?:(?:{NAME}|amounts|{SIGN})\s+)?(?:expressed\s+)?\bin\s+(?:(?!(?:an?|one|more|over|excess|the\s+last)\b)[^\s,;()\d]+\s){{0,4}}?"
    rf"{_WORD}(?:\s+of\s+(?:[\w.]+\s){{0,2}}?(?:{NAME}|RMB))?{_EXCEPTION})",
    re.I,
)
#: "(Millions)", "(Thousands of dollars, except per share data)", "(thousand tonnes)"; standing by itself or in brackets
_ALONE = re.compile(
    rf"(?:^|[(（])\s*((?:thousands|millions|billions|crores|lakhs)(?:\s+of\s+(?:[\w.]+\s){{0,2}}?(?:{NAME}|RMB))?{_EXCEPTION}"
    rf"|{_WORD}\s+(?:of\s+)?{MEASURE})\s*(?:$|[,;)）])",
    re.I,
)
#: "£ million", "US$ thousands", "£m", standing by itself or in brackets
_IN_SIGNS = re.compile(rf"(?:^|[(（])\s*((?:{SIGN}|Rs\.?)\s*['’]?(?:{_WORD}|{_LETTER}))\s*(?:$|[,;()（）])", re.I)
#: "($ in MM)", "(MM)"; millimetres are written small
_IN_LETTERS = re.compile(
    rf"(?:^|[(（])\s*((?i:{SIGN})\s+in\s+(?:MM|mm|mn|bn)|in\s+(?:(?i:{SIGN})\s*)?(?:MM|mn|bn)|MM)\s*(?:$|[,;)）])"
)
#: "RMB'000", "$000", "港币'000", "(000s)"
_IN_ZEROS = re.compile(
    rf"(?<![\w.,])((?:{SIGN}|{FOREIGN})\s*{_ZEROS}|(?:\bin\s)?['’]0?,?000s?|\bin\s000['’]?s?|(?:^|(?<=\())000['’]?s)(?![\w.,]*\d)",
    re.I,
)
_SIGN_SCALED = re.compile(rf"(?:^|(?<=[\s\d(]))({SIGN}\s*['’]?(?:{_WORD}|{_LETTER}))(?=$|[\s,;)])", re.I)
_SIGN_ALONE = re.compile(rf"(?:^|(?<=[\s\d(]))({SIGN}|%)(?=$|[\s)])", re.I)
_SIGNS = re.compile(rf"(?<![^\W\d]){SIGN}\s*(?:{_ZEROS}|['’]?(?:{_WORD}|{_LETTER}))?(?![^\W\d])|['’]000s?", re.I)
_SAID = re.compile(r"(?<![^\W\d_a-zA-Z额量币])单位\s*([:：]|均?[为以])?\s*(?:人民币\s*)?([^\s;；，,)）]{1,8})")
_IN_MONEY = re.compile(r"币种\s*[:：]?\s*([^\s;；，,)）]{1,6})")
_NAMED = re.compile(r"\bunits?\s*:\s*((?:[^,;()]|(?<=0),(?=000)){1,30})", re.I)
#: （人民币百万元）, 金额以人民币千元列示, 千港元
_OF_YUAN = re.compile(
    rf"人民币\s*((?:{HAN_SCALE})元)|(?:^|[(（])\s*人民币\s*(元)\s*(?:$|[)）])|人民币\s*(元)\s*(?:列示|列报|表示|为单位)"
    rf"|^[(（]?\s*((?:{FOREIGN})?(?:{HAN_SCALE})元|(?:{HAN_SCALE})(?:{FOREIGN}))\s*[)）]?$"
)


def unit_in(text: str) -> str:
    """The unit that a caption or header declares: 元, 万元, %, in millions; ``""`` for none.

    What the caption leaves out of it is kept: ``in millions, except per share amounts``. Who made a statement
    (编制单位：…) is no unit.
    """
    whole = plain(text)
    match = _NAMED.search(whole)
    if match and (currency_in(match[1]) or any(one.search(match[1]) for one in (_DECLARED, _DECLARED_EN, _MEASURED))):
        return match[1].strip()
    patterns = (_OF_YUAN, _IN_WORDS, _IN_ZEROS, _IN_SIGNS, _IN_LETTERS, _ALONE)
    found = next(filter(None, (pattern.search(whole) for pattern in patterns)), None)
    return _said(whole) or (next(filter(None, found.groups())).strip() if found else "")


def declares_unit(text: str) -> bool:
    """Whether the text declares a unit and hardly says more: (In thousands), Dollars in millions, unaudited."""
    unit = unit_in(text)
    return bool(unit) and sum(map(str.isalpha, plain(text))) - sum(map(str.isalpha, unit)) <= _MOST_BESIDE


def is_only_unit(text: str) -> bool:
    """Whether the text declares a unit and says nothing else but that it is unaudited: ($ in millions, unaudited)."""
    whole, unit = plain(text), unit_in(text)
    rest = re.sub(r"\bunaudited\b", "", whole.replace(unit, "", 1), flags=re.I)
    return bool(unit) and not any(map(str.isalnum, rest))


def unit_of_header(header: str) -> str:
    """The unit that a column's header declares: as ``unit_in``, one in brackets, and a sign that stands in it by itself.

    A dollar sign alone says nothing: many countries have dollars.
    """
    whole = plain(header)
    match = _SIGN_SCALED.search(whole) or _SIGN_ALONE.search(whole)
    return bracketed(header) or unit_in(header) or (match[1] if match and match[1] != "$" else "")


def bracketed(label: str) -> str:
    """The unit in a label's brackets, a percent sign before any other; ``""`` for none."""
    brackets = re.findall(r"[(]\s*([^()]{1,40}?)\s*[)]", plain(label))
    units = [one for one in brackets if _is_measure(one) or declares_unit(f"({one})")]
    return next((one for one in units if _PERCENT.search(one)), str(units[-1])) if units else ""


def without_unit(header: str) -> str:
    """The header without signs of currency and scale, and brackets with a unit; ``""`` where nothing else is left."""
    whole = plain(header)
    rest = _SIGNS.sub(" ", _BRACKETS.sub(lambda bracket: "" if declares_unit(bracket[0]) else bracket[0], whole))
    bare = " ".join(_BRACKETS.sub(lambda bracket: bracket[0] if bracket[0].strip("() ") else " ", rest).split())
    return header if rest.strip() == whole.strip() else bare.strip(" ,;:-–").rstrip("(").lstrip(")").strip()


def is_unit(text: str) -> bool:
    """Whether the text is a unit and nothing else: ``CHF 000``, ``£m``, ``%``."""
    whole = plain(text).strip(" ()")
    return bool(whole) and not without_unit(whole) and bool(code_of(whole) or _DECLARED_EN.search(whole))


def is_of_percent(unit: str) -> bool:
    """Whether a unit is one of shares: %, 百分点."""
    return _PERCENT.search(unit) is not None


def is_of_counts(unit: str) -> bool:
    """Whether a unit is one that is counted or measured, none of money: 万股, 吨."""
    return _COUNTED.search(unit) is not None and "元" not in unit


def except_in(unit: str) -> str:
    """What a unit is said not to hold for; ``""`` for nothing."""
    return "".join(_EXCEPT.findall(unit))


def without_currency(unit: str) -> str:
    """The scale of an English unit, or a unit of what is counted; ``""`` for one of money."""
    whole = plain(unit)
    english = _MANY.search(whole) or _DECLARED_EN.search(whole)
    return english[0] if english else whole if is_of_counts(whole) else ""


def multiplied(number: Decimal, unit: str) -> tuple[Decimal, str]:
    """The number multiplied out, and the unit's name: 元, USD, %, or ``""``."""
    whole = re.sub(r"人民币\s*元?$", "元", plain(_EXCEPT.sub("", unit)).strip()).replace("人民币", "")
    foreign, measure, each = _FOREIGN_SCALED.search(whole), _MEASURED.fullmatch(whole), _EACH.fullmatch(whole)
    if foreign:
        return number * _SCALES[foreign[2] or foreign[3]], foreign[1]
    if measure:
        return number * _scale(measure[1] or ""), measure[2]
    if each:
        return number, f"{code_of(each[1])}/{each[2]}"
    match = _DECLARED.search(whole)
    if match:
        name = match[4] or match[2] + (f"/{match[3]}" if match[3] else "")
        code = currency_in(whole) if name == "元" else ""
        return number * HAN_SCALES.get(match[1] or "", 1), code or name
    return number * _scale(whole), currency_in(whole) or currency_in(unit)


def scale_of(unit: str) -> int:
    """What a number in this unit is multiplied by; 1 for no scale."""
    return int(multiplied(Decimal(1), unit)[0])


def scale_named(word: str) -> int:
    """What 万, million or bn multiplies by; 1 for no scale."""
    return _SCALES.get(word.lower().removesuffix("s"), 1)


def plain(text: str) -> str:
    """Text in one width, units in simplified characters, the scale behind the currency and not close to it."""
    return _BEFORE.sub(_turned, _GLUED.sub(r"\1 \2", uniform(text)))


def _turned(match: re.Match[str]) -> str:
    scale = match[1].rstrip(".")
    return f"{match[2]} {_BEFORE_SCALES.get(scale, scale)}"


def _said(whole: str) -> str:
    """What 单位：… says, with the currency that 币种：… adds; none for a name, such as who made a statement."""
    match = _SAID.search(whole)
    if match is None:
        return ""
    unit = re.sub(r"币种.*", "", match[2]).lstrip("(")
    bare = unit.replace("人民币元", "元").replace("人民币", "元")
    money = _IN_MONEY.search(whole)
    other = re.search(FOREIGN, money[1]) if money else None
    if other and unit.endswith("元") and not re.search(FOREIGN, unit):
        unit = unit[:-1] + other[0]
    short = match[1] and (len(unit) <= _SHORTEST or _MEASURED.fullmatch(unit) or unit_in(f"({unit})"))
    return unit if short or _LEADING.match(bare) else ""


def _is_measure(text: str) -> bool:
    return any(one.fullmatch(text) for one in (_DECLARED, _MEASURED, _EACH))


def _scale(whole: str) -> int:
    english = _DECLARED_EN.search(whole)
    if english is None:
        return 1
    many = _MANY.search(whole)
    times = _TIMES[(many[1] or many[2]).lower()] if many else 1
    return _SCALES[next(filter(None, english.groups())).lower()] * times
