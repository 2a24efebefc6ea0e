"""Units that captions and headers declare, and for which labels they hold: ``in millions, except per share amounts``."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from desktop.domain.currencies import CODE, FOREIGN, NAME, SIGN, code_of, currency_in

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
    "crore": 10**7,
    "lakh": 10**5,
}
HAN_SCALE = "|".join(sorted(HAN_SCALES, key=len, reverse=True))
_WORD = r"(?:thousand|million|billion|crore|lakh)s?"
_LETTER = r"(?:mm|mn?|bn?|k)"
_COUNTED_UNITS = "股|人(?!民币)|吨|台|套|平方米|亩|户|千瓦时|千瓦|兆瓦|立方米|公里|辆|件|箱|桶|升|公斤|千克|双|艘|架|头"
_DECLARED = re.compile(
    rf"({HAN_SCALE})?\s*({FOREIGN}|元|{_COUNTED_UNITS})"
    r"(?:\s*[/／]\s*(股|吨|台|人|平方米))?|(百分点|[%％‰])"
)
_FOREIGN_SCALED = re.compile(rf"({FOREIGN})\s*({HAN_SCALE})元?")
_DECLARED_EN = re.compile(
    rf"\b(thousand|million|billion|trillion|crore|lakh)s?\b|(?<![\d.,])['’]?(000)s?\b|{SIGN}\s*(mm|mn?|bn?|tn|k)\b",
    re.I,
)
_MANY = re.compile(r"\b(tens|hundreds)\s+of\s+(?:thousand|million|billion)s\b", re.I)
_TIMES = {"tens": 10, "hundreds": 100}
_PERCENT = re.compile(r"[%％‰]|百分点")
#: 2.5% notes are no percentage; "% of sales" and "FX%" are
_IS_PERCENT = re.compile(
    r"(?<![\d\s.])\s*[%％‰](?!\s*[)）])|\bper\s?cent(?:age)?s?\b|\b(?:sales|revenues?|product) mix\b", re.I
)
_COUNT = re.compile(
    r"(?:数量|家数|户数|人员|人数)(?!\S*(?:薪|酬|费|工资|成本|款|额))|员工.*数|\bheadcount\b"
    r"|^(?:(?:total|average|new|active|full-time|part-time)\s+)*(?:employees|customers|subscribers|restaurants|locations)\b"
    r"|^(?:stores|employees|outlets|branches)$"
    r"|\b(?:number of|square f(?:ee|oo)t|stores? (?:open(?:ed|ings?)?|closed|relocated|count)|total stores)\b",
    re.I | re.M,
)
_AREA = re.compile(r"\bsquare f(?:ee|oo)t", re.I)
_UNIT_COUNT = re.compile(r"\b(?:unit|store|club|hotel|room)s? counts?\b", re.I)
#: what is counted by itself; a table in 万元 says nothing of how many people there are
_COUNTED = re.compile(_COUNTED_UNITS)
#: what is measured, in a label's brackets: Capacity (MW), Days sales outstanding (days)
_MEASURED = re.compile(
    r"[kMGT]?Wh?|MW[pe]|km2?|sq\.?\s?(?:ft|m|km)|m[23]|(?:metric\s)?tonnes?|tons?|kt|kg|bbls?|k?boe(?:pd)?|mcf|GJ|hectares?|ha"
    r"|acres|lit(?:re|er)s?|hl|FTEs?|days|months|times|x|ppts?|pp|bps|basis points",
    re.I,
)
#: days and turns, whatever unit the table has: Days sales outstanding, inventory turns
_TURNS = re.compile(
    r"\bdays (?:sales|sales outstanding|inventory|inventor(?:y|ies) outstanding|payables?|(?:of )?working capital|cash)\b"
    r"|\bD[SIP]O\b|\btrading days\b|\bcash conversion cycle\b|\bturns\b|周转天数|周转次数|天数$",
    re.I,
)
_UNITS = re.compile(r"\b(?:units?|stores?|clubs?|supercenters?|counts?|restaurants?|hotels?|rooms?)\b", re.I)
_SHARES = re.compile(
    r"\bshares?\s+(?:outstanding|used|authori[sz]ed|issued and)|(?:weighted|average|number of|diluted|basic)(?:[\s-]\w+){0,4}\s+shares"
    r"|^shares\b|per (?:common )?share (?:calculation|computation)|\b(?:treasury|common) (?:stock )?shares$",
    re.I | re.M,
)
_PER_SHARE = re.compile(r"每股|(?<!\d )\bper (?:\w+ ){0,3}(?:share|unit|ADS|ADR)\b|\bEPS\b|\bcents\b|\bpence\b", re.I)
#: one of several measures that a table reconciles: EBITDA, net income and EPS
_AMONG_OTHERS = re.compile(r"(?:,|&|\band)\s+(?:\w+\s+)?EPS\b", re.I)
_SUBUNIT = re.compile(r"\b(?:cents|pence)\b", re.I)
_PAR = re.compile(r"\b(?:par|stated|nominal) value\b", re.I)
_RATE = re.compile(
    r"(?:率(?!互换|掉期)|比例|比重|占比|倍数|增减|幅度)(?!\S*(?:额|影响|风险|敏感))"
    r"|comparable sales|\brate\s*(?:$|[(（:,;–—-])|\bratio\b|margin\b|\byield\b",
    re.I | re.M,
)
_MOVED_BY_RATE = re.compile(
    r"(?:effects?|impacts?|changes?|movements?|differences?|fluctuations?)\b.{0,30}\brates?|due to", re.I
)
_EXCEPT = re.compile(r"\b(?:except|excluding|other than)\b.*", re.I | re.S)
_EXCEPTION = r"(?:[\s,;]*\b(?:except|excluding|other than)\b[^()（）;。]{0,80})?"
_SOME_SCALE = "in thousands"
_MOST_BESIDE = len("unaudited")
_MOST_SHARES = 5 * 10**10
_SMALL = 1000
_WHOLE = 100  #: a whole number from here on is no rate
_LARGEST = {10**3: 10**12, 10**6: 10**8, 10**9: 10**6}  #: numbers under such a scale that nothing in the world reaches

_BRACKETS = re.compile(r"\([^()]*\)")
_GLUED = re.compile(rf"\b({CODE})({_LETTER})\b")
#: "in millions of U.S. dollars", "expressed in RMB thousands", "dollars in millions", "RMB in millions"
_IN_WORDS = re.compile(
    rf"[(（]?((?:(?:{NAME}|amounts|{SIGN})\s+)?(?:expressed\s+)?\bin\s+(?:(?!(?:an?|one|more|over|excess|the\s+last)\b)[^\s,;()\d]+\s){{0,4}}?"
    rf"{_WORD}(?:\s+of\s+(?:[\w.]+\s){{0,2}}?(?:{NAME}|RMB))?{_EXCEPTION})",
    re.I,
)
#: "(Millions)", "(Thousands of dollars, except per share data)"; standing by itself or in brackets
_ALONE = re.compile(
    rf"(?:^|[(（])\s*((?:thousands|millions|billions)(?:\s+of\s+(?:[\w.]+\s){{0,2}}?(?:{NAME}|RMB))?{_EXCEPTION})"
    r"\s*(?:$|[,;)）])",
    re.I,
)
#: "£ million", "US$ thousands", "£m", standing by itself or in brackets
_IN_SIGNS = re.compile(rf"(?:^|[(（])\s*({SIGN}\s*(?:{_WORD}|{_LETTER}))\s*(?:$|[,;)）])", re.I)
#: "RMB'000", "$000"
_IN_ZEROS = re.compile(
    rf"(?<![\w.,])({SIGN}\s*['’]?000['’]?s?|(?:\bin\s)?['’]000s?|\bin\s000['’]?s?)(?![\w.,]*\d)", re.I
)
_SIGN_SCALED = re.compile(rf"(?:^|(?<=[\s\d(]))({SIGN}\s*(?:{_WORD}|{_LETTER}))(?=$|[\s,;)])", re.I)
_SIGN_ALONE = re.compile(rf"(?:^|(?<=[\s\d(]))({SIGN}|%)(?=$|[\s)])", re.I)
_SIGNS = re.compile(rf"(?<![^\W\d]){SIGN}\s*(?:['’]?000['’]?s?|{_WORD}|{_LETTER})?(?![^\W\d])|['’]000s?", re.I)
_NAMED = re.compile(r"\bunits?\s*:\s*([^,;()]{1,30})", re.I)
#: （人民币百万元）, 金额以人民币千元列示
_OF_YUAN = re.compile(
    rf"人民币\s*((?:{HAN_SCALE})元)|(?:^|[(（])\s*人民币\s*(元)\s*(?:$|[)）])"
    rf"|^[(（]?\s*((?:{FOREIGN})?(?:{HAN_SCALE})元)\s*[)）]?$"
)


def unit_in(text: str) -> str:
    """The unit that a caption or header declares: 元, 万元, %, in millions; ``""`` for none.

    What the caption leaves out of it is kept: ``in millions, except per share amounts``.
    """
    plain = _plain(text)
    match = re.search(r"(?<![^\W\d_a-zA-Z额量币])单位\s*([:：]|为)?\s*(?:人民币\s*)?([^\s;；，,)）]{1,8})", plain)
    if match and (match[1] or _DECLARED.match(match[2])):
        return re.sub(r"币种.*", "", match[2])
    match = _NAMED.search(plain)
    if match and (currency_in(match[1]) or any(one.search(match[1]) for one in (_DECLARED, _DECLARED_EN))):
        return match[1].strip()
    patterns = (_OF_YUAN, _IN_WORDS, _IN_ZEROS, _IN_SIGNS, _ALONE)
    found = next(filter(None, (pattern.search(plain) for pattern in patterns)), None)
    return next(filter(None, found.groups())).strip() if found else ""


def declares_unit(text: str) -> bool:
    """Whether the text declares a unit and hardly says more: (In thousands), Dollars in millions, unaudited."""
    unit = unit_in(text)
    return bool(unit) and sum(map(str.isalpha, _plain(text))) - sum(map(str.isalpha, unit)) <= _MOST_BESIDE


def unit_of_header(header: str) -> str:
    """The unit that a column's header declares: as ``unit_in``, and a sign that stands in it by itself.

    A dollar sign alone says nothing: many countries have dollars.
    """
    plain = _plain(header)
    match = _SIGN_SCALED.search(plain) or _SIGN_ALONE.search(plain)
    return unit_in(header) or (match[1] if match and match[1] != "$" else "")


def without_unit(header: str) -> str:
    """The header without signs of currency and scale, and brackets with a unit; ``""`` where nothing else is left."""
    plain = _plain(header)
    rest = _SIGNS.sub(" ", _BRACKETS.sub(lambda bracket: "" if declares_unit(bracket[0]) else bracket[0], plain))
    bare = " ".join(_BRACKETS.sub(lambda bracket: bracket[0] if bracket[0].strip("() ") else " ", rest).split())
    return header if rest.strip() == plain.strip() else bare.strip(" ,;:-–").rstrip("(").lstrip(")").strip()


def is_unit(text: str) -> bool:
    """Whether the text is a unit and nothing else: ``CHF 000``, ``£m``, ``%``."""
    plain = _plain(text).strip(" ()")
    return bool(plain) and not without_unit(plain) and bool(code_of(plain) or _DECLARED_EN.search(plain))


def fitting_unit(number: Decimal, unit: str, label: str = "", group: str = "") -> str:
    """The unit as far as it goes for a number of this label, which stands in this group of rows.

    Of counts, rates and amounts per share only the currency is left, or nothing; of numbers of shares the scale,
    unless the unit excepts them.
    """
    own = _bracketed(label)
    if own or _PERCENT.search(unit):
        return own or unit
    if _is_percent(number, label, group):
        return "%"
    if _is_per_share(number, label, group):
        return "" if _SUBUNIT.search(label) else currency_in(unit)
    if _SHARES.search(label) or _SHARES.search(group):
        return "" if _excepts_shares(unit) or _are_too_many(number, unit) else _scale_of(unit)
    counted = _is_count(label, group, unit)
    excepted = _UNITS.search(label) and _UNITS.search("".join(_EXCEPT.findall(unit)).replace("per unit", ""))
    return "" if counted or excepted or _is_rate(number, label) or _is_beyond(number, unit) else unit


def multiplied(number: Decimal, unit: str) -> tuple[Decimal, str]:
    """The number multiplied out, and the unit's name: 元, USD, %, or ``""``."""
    plain = re.sub(r"人民币\s*元?$", "元", _plain(_EXCEPT.sub("", unit)).strip()).replace("人民币", "")
    foreign = _FOREIGN_SCALED.search(plain)
    if foreign:
        return number * HAN_SCALES[foreign[2]], foreign[1]
    if _MEASURED.fullmatch(plain):
        return number, plain
    match = _DECLARED.search(plain)
    if match:
        name = match[4] or match[2] + (f"/{match[3]}" if match[3] else "")
        code = currency_in(plain) if name == "元" else ""
        return number * HAN_SCALES.get(match[1] or "", 1), code or name
    return number * _scale(plain), currency_in(plain) or currency_in(unit)


def scale_of(unit: str) -> int:
    """What a number in this unit is multiplied by; 1 for no scale."""
    return int(multiplied(Decimal(1), unit)[0])


def may_be_scaled(number: Decimal, label: str = "", group: str = "") -> bool:
    """Whether a number without a unit could be in the thousands or millions of other tables: a whole amount."""
    return not _is_pointed(number) and fitting_unit(number, _SOME_SCALE, label, group) == _SOME_SCALE


def scale_named(word: str) -> int:
    """What 万, million or bn multiplies by; 1 for no scale."""
    return _SCALES.get(word.lower().removesuffix("s"), 1)


def _plain(text: str) -> str:
    return _GLUED.sub(r"\1 \2", unicodedata.normalize("NFKC", text))


def _scale(plain: str) -> int:
    english = _DECLARED_EN.search(plain)
    if english is None:
        return 1
    many = _MANY.search(plain)
    return _SCALES[next(filter(None, english.groups())).lower()] * (_TIMES[many[1].lower()] if many else 1)


def _scale_of(unit: str) -> str:
    """The unit without its currency."""
    english = _DECLARED_EN.search(_plain(unit))
    return next(filter(None, english.groups())) if english else ""


def _bracketed(label: str) -> str:
    """The unit in the label's brackets, a percent sign before any other; 元/股 for 每股."""
    brackets = re.findall(r"[(]\s*([^()]{1,40}?)\s*[)]", unicodedata.normalize("NFKC", label))
    units = [
        one for one in brackets if _DECLARED.fullmatch(one) or _MEASURED.fullmatch(one) or declares_unit(f"({one})")
    ]
    if units:
        return next((one for one in units if _PERCENT.search(one)), str(units[-1]))
    return "元/股" if re.search(r"每股(?!.*(?:增减|幅度|率|比))", label) else ""


def _is_count(label: str, group: str, unit: str) -> bool:
    """Whether label or group name what is counted, and the unit is not of such; an area may be in the table's scale
    where the unit excepts other things.
    """
    if _TURNS.search(label):
        return True
    if _COUNTED.search(unit) or (_AREA.search(label) and _EXCEPT.search(unit)):
        return False
    return any(_COUNT.search(one) or _UNIT_COUNT.search(one) for one in (label, group.split("\n")[-1]))


def _is_percent(number: Decimal, label: str, group: str) -> bool:
    return abs(number) < _SMALL and any(_IS_PERCENT.search(one) for one in (label, group))


def _is_per_share(number: Decimal, label: str, group: str) -> bool:
    """A label says so itself; a group only of numbers with a decimal point, since it may have other rows too."""
    if abs(number) >= _SMALL:
        return False
    said = [one for one in (label, group) if _PER_SHARE.search(one) and not (_SHARES.search(one) or _PAR.search(one))]
    by_itself = label in said and not _AMONG_OTHERS.search(label)
    return by_itself or (bool(said) and _is_pointed(number))


def _is_rate(number: Decimal, label: str) -> bool:
    """Whole numbers of a hundred and more are amounts: a margin of 437 is one of money."""
    is_small = abs(number) < (_SMALL if _is_pointed(number) or _has_han(label) else _WHOLE)
    return is_small and _RATE.search(label) is not None and not _MOVED_BY_RATE.search(label)


def _is_pointed(number: Decimal) -> bool:
    return number != number.to_integral_value() or (str(number).endswith("0") and "." in str(number))


def _is_beyond(number: Decimal, unit: str) -> bool:
    """Whether no amount is so large: a number of shares that a table in millions gives in full."""
    return abs(number) >= _LARGEST.get(_scale(_plain(unit)), Decimal("Infinity"))


def _are_too_many(shares: Decimal, unit: str) -> bool:
    """Whether no company has so many shares: the table gives them in full."""
    return abs(shares) * _scale(_plain(unit)) >= _MOST_SHARES


def _excepts_shares(unit: str) -> bool:
    return any(re.search(r"(?<!per )(?<!per common )\bshares?\b", one, re.I) for one in _EXCEPT.findall(unit))


def _has_han(text: str) -> bool:
    return re.search(r"[\u3400-\u9fff]", text) is not None
