"""A field's value in the form that sheets have: dates as ISO; or nothing where it is of another kind."""

from __future__ import annotations

import re
from datetime import datetime

from dateutil import parser as dates

from desktop.answering.periods import periods_in
from desktop.answering.wording import flat
from desktop.domain.currencies import FOREIGN, NAME, SIGN, currency_in, is_currency
from desktop.domain.durations import CHINESE_DURATION, DURATION
from desktop.domain.extraction import FieldKind
from desktop.domain.fact import Fact, Quantity
from desktop.domain.months import MONTH
from desktop.domain.numbers import quantity_of
from desktop.domain.terms import is_chinese
from desktop.domain.units import COUNTED, HAN_SCALE, MEASURE

_PERCENT = re.compile(r"\d\s*[%％]|百分之|\bper\s?cent\b", re.I)
_DURATION = re.compile(rf"{DURATION}|{CHINESE_DURATION}", re.I)
_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_DAY_AND_YEAR = re.compile(r"\d.*?\d")
#: what tells a date from other digits: 120315 units are none
_DATED = re.compile(rf"\b(?:{MONTH})\b|\d\s?[./-]\s?\d|^\W*(?:19|20)\d{{6}}\W*$", re.I)
_EARLIEST = 1700  #: years before are other numbers: May 5, 1200 units
#: 03/04/2018 is in March or in April
_EITHER = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])([/.-])(0?[1-9]|1[0-2])\2(?:\d{4}|\d\d)(?!\d)")
_UNSET = datetime(1, 1, 1), datetime(2, 2, 2)  # noqa: DTZ001 - days only: what a text leaves open is what they differ in
_HAN_DATE = re.compile(
    r"[〇零○Ｏ一二三四五六七八九十]{2,4}年(?:[一二三四五六七八九十]{1,3}月)?(?:[一二三四五六七八九十]{1,3}[日号])?"
)
_AMOUNT = re.compile(rf"{SIGN}\s*\d|\d\s*(?:[%％元万亿]|{SIGN})|\d{{1,3}}(?:,\d{{3}})+", re.I)
_LONGEST = 60  #: characters of a value that is taken as written
_HAN_NUMBER = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億"
_COUNT = re.compile(rf"\d|[{_HAN_NUMBER}]{{2,}}|\b(?:hundred|thousand|million|dozen)\b", re.I)
_SUM = re.compile(
    rf"{SIGN}\s*\d|\d\s*(?:元|[百千万亿]+元|{SIGN})|[{_HAN_NUMBER}]\s*[元圆]"
    rf"|\b(?:hundred|thousand|million|billion)\b.*?{NAME}|{NAME}.*?\b(?:hundred|thousand|million|billion)\b",
    re.I,
)
_SOME_DAY = re.compile(
    rf"[〇零○一二三四五六七八九]{{2,4}}年|\d\s*[年月]|\b(?:{MONTH})\b\.?\s*\d|\d\s*(?:{MONTH})\b|\d\s?[./-]\s?\d{{1,2}}\s?[./-]\s?\d|^(?:19|20)\d\d$",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
#: behind an amount, and no unit of it: 1,250.00 Net
_REMARK = re.compile(r"net|gross|total|only|incl|excl|vat|cr|dr|整", re.I)
_COMPANY = re.compile(
    r"(?:公司|集团|事务所|银行|合伙企业|\b(?:inc|incorporated|ltd|limited|llc|llp|lp|plc|corp|corporation|company|gmbh|co))\W*$",
    re.I,
)
#: a person may be told with the company: Jane Doe, CEO of Acme Inc.
_HOLDER = re.compile(
    r"\b(?:of|at|for|ceo|cfo|chair\w*|president|director|officer|manager|partner|secretary)\b|董事|总裁|经理|代表|主席",
    re.I,
)
#: 3M, 3Com, 23andMe, 58同城, 360公司, 3M中国: what is counted has its unit behind a space, or begins with a measure word;
#: 50K, 10M, 4Q and 5G are scales, quarters and the like
_NUMBERED = re.compile(
    r"(?!(?:19|20)\d\d|(?!3M$)\d+[BGHKMQ]$)\d{1,4}(?P<behind>[A-Z]|[A-Z][a-z]{2,20}|[a-z]{2,10}[A-Z][a-z]{1,20}|[A-Z]?[\u4e00-\u9fff]{2,30})"
)
_COUNTED = re.compile(
    rf"(?:{MEASURE}|{NAME}|{SIGN}|{MONTH}|[kmgt](?:bps|bytes?|bits?|hz)|thousand|million|billion|trillion)$|{HAN_SCALE}|{COUNTED}|{FOREIGN}|世纪|小时|英[尺寸里亩]|公[顷升]|平[方米]|盎司|加仑|摄氏"
    r"|门店|[董监]事|职工|[子分]公司|强"
    r"|[十百零余多几元角分个名位家项次种款条只间层座幢部件张份本册页章节所处起宗笔期届级类等成倍度员斤克米里年月日号天周岁时秒点后第毫厘]",
    re.I,
)


def fits(fact: Fact, kind: FieldKind) -> bool:
    """Whether a fact's value is of this kind, with the unit that its table gives it."""
    return bool(typed(fact.triple.value, kind, fact.quantity))


def typed(value: str, kind: FieldKind, known: Quantity | None = None) -> str:
    """The value as this kind is written; ``""`` where it can't be of that kind.

    ``known`` is the number with the unit that its table gives it.
    """
    if kind is FieldKind.DATE:
        return _date(value)
    return value if _is_of(kind, value, known or quantity_of(value)) else ""


def seems(value: str, kind: FieldKind) -> bool:
    """Whether a value is written like one of this kind, though it can't be read as one: 不超过壹佰万元, 约三月五日.

    >>> seems("不超过壹佰万元", FieldKind.MONEY), seems("see annex", FieldKind.MONEY)
    (True, False)
    """
    if len(value) > _LONGEST:
        return False
    match kind:
        case FieldKind.NUMBER:
            return _COUNT.search(value) is not None and not is_date(value)
        case FieldKind.MONEY:
            return _SUM.search(value) is not None or _YEAR.fullmatch(value.strip()) is not None
        case FieldKind.PERCENT:
            quantity = quantity_of(value)
            return quantity is not None and not quantity.unit
    return kind is FieldKind.DATE and _SOME_DAY.search(value) is not None


def is_company(value: str) -> bool:
    """Whether a name ends with the legal form of a company."""
    return _COMPANY.search(value) is not None


def is_date(value: str) -> bool:
    """Whether a value is a date and nothing more."""
    text = flat(value)
    if _HAN_DATE.fullmatch(text):
        return True
    for one in reversed(periods_in(text)):
        text = text[: one.start] + text[one.end :]
    if not any(map(str.isalnum, text)):
        return True
    try:
        return any(map(str.isdigit, value)) and bool(dates.parse(value))
    except (ValueError, OverflowError):
        return False


def is_numbered(name: str) -> bool:
    """Whether a name begins with a number, and is no amount of anything.

    >>> is_numbered("3M"), is_numbered("58同城"), is_numbered("35家门店"), is_numbered("100MW")
    (True, True, False, False)
    """
    match = _NUMBERED.fullmatch(name.strip())
    return match is not None and _COUNTED.match(match["behind"]) is None


def _is_of(kind: FieldKind, value: str, quantity: Quantity | None) -> bool:
    match kind:
        case FieldKind.NUMBER | FieldKind.MONEY | FieldKind.PERCENT:
            return _is_figure(kind, value, quantity)
        case FieldKind.DURATION:
            return _DURATION.search(value) is not None
        case FieldKind.PERSON:
            return _is_name(value) and (not is_company(value) or _HOLDER.search(value) is not None)
        case FieldKind.ORGANISATION:
            return _is_name(value) or is_numbered(value)
    return True


def _is_figure(kind: FieldKind, value: str, quantity: Quantity | None) -> bool:
    if kind is FieldKind.PERCENT:
        return _PERCENT.search(value) is not None or (quantity is not None and quantity.unit == "%")
    return quantity is not None and (kind is FieldKind.NUMBER or _is_money(value, quantity.unit))


def _is_money(value: str, unit: str) -> bool:
    """Whether an amount has a currency; one without a unit is none where it may be a year."""
    if unit and not _REMARK.fullmatch(unit):
        return is_currency(unit.partition("/")[0]) or unit.startswith("元") or bool(currency_in(value))
    return _YEAR.fullmatch(value.strip()) is None


def _is_name(value: str) -> bool:
    """Whether a value may be somebody's name: no number, no amount, no date."""
    is_number = quantity_of(value) is not None or _AMOUNT.search(value) is not None
    return any(map(str.isalpha, value)) and not is_number and not is_date(value)


def _date(value: str) -> str:
    """ISO: 2023-03-15, or 2023-03 where no day is told; as written where day and month can't be told apart."""
    either = _EITHER.search(value)
    if either and int(either[1]) != int(either[3]):
        return value
    told = next((one.period for one in periods_in(flat(value)) if _DAY.fullmatch(one.period)), "")
    if (
        len(told) == len("2023-03-15")
        or is_chinese(value)
        or not (_DAY_AND_YEAR.search(value) and _DATED.search(value))
    ):
        return told
    try:
        first, second = (dates.parse(value, fuzzy=True, default=unset) for unset in _UNSET)
    except (ValueError, OverflowError):
        return told
    return f"{first:%Y-%m-%d}" if first == second and first.year >= _EARLIEST else told
