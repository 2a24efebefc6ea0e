"""Periods in column headers: dates, years, and 本期 / 上期 resolved against the report's year."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from desktop.domain.months import MONTH, end_of_two, part_of_year
from desktop.domain.terms import uniform
from desktop.reading.dates import (
    CHINESE_DATE,
    CHINESE_SPAN,
    DAY_FIRST,
    DAYS_SPAN,
    ENGLISH_DATE,
    FULL_DATES,
    HALF,
    MONTH_YEAR,
    MONTHS_SPAN,
    NUMERIC_DATE,
    POINTED_SPAN,
    QUARTER,
    SPAN,
    TWO_YEARS,
    YEAR,
    part_in,
    plain,
    written,
)

_MONTH = rf"({MONTH})\.?"
_DAY_ALONE = re.compile(
    rf"^\W*(?:(?:for|at|as\s+(?:at|of)|the|and|(?:fiscal\s+)?(?:years?|quarters?|periods?)|end(?:ed|ing)"
    r"|(?:\d{1,2}|three|six|nine|twelve)\W+(?:months?|weeks?))\W+)+"
    rf"(?:{_MONTH}(?:\s+\d{{1,2}})?|\d{{1,2}}\s+{_MONTH})\W*$|^\W*(?:for\s+the\s+)?(?:fiscal\s+)?years?\s+end(?:ed|ing)\W*$"
    rf"|^\W*(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})\W*$",
    re.I,
)
_NOW_END = re.compile(r"期末|年末|本期末|报告期末")
_NOW_START = re.compile(r"期初|年初|上年末|上期期?末|上年度末")
_BEFORE = re.compile(r"上年|上期|上一?年度|去年|prior year|previous year", re.I)
_YEAR_BEFORE = re.compile(r"上一?年度|去年(?!同期)|prior year|previous year", re.I)
#: from the beginning of the year to a day that is not said
_TO_DATE = re.compile(r"年初至(?:本?报告期末|本?期末|今)|(?:本年|年初)累计|\byear[\s-]to[\s-]date\b|\bYTD\b", re.I)
_NOW = re.compile(r"本期|本年|本报告期|报告期(?!末)|当期|current year|this year", re.I)
_BARE_YEAR = re.compile(r"^(?:FY|fiscal(?:\s+year)?|year)?\s*((?:19|20)\d\d)\s*(?:年度?)?$", re.I)
_COMPARISON = re.compile(
    r"比上|较上|同比|增减|变动|[+＋]\s*/\s*[-－]|(?<!ex)change|variance|\bvs\b|\bversus\b|\b(?:in|de)crease\b|compared",
    re.I,
)
#: a year that ends with December is written as the year
_WHOLE_YEAR = re.compile(r"\b(?<!half )(?<!half-)(?:years?|(?:12|twelve)\s+months?)\s+end(?:ed|ing)\b|会计年度", re.I)
_END_OF_PROSE = re.compile(r"^\W*(?:19|20)\d\d\W*:$")
_AS_OF = re.compile(rf"\bas\s+(?:of|at)\s+(?:{ENGLISH_DATE.pattern}|{DAY_FIRST.pattern})", re.I)
_LEADS = re.compile(
    r"\b(?:as follows|following tables?|tables? below|following (?:is|are)|(?:below|following)\s+(?:presents?|shows?|sets? forth|summari[sz]es?))\b"
    r"|如下|下表",
    re.I,
)
_OF_DATE = re.compile(
    r"(?:\b(?:as\s+(?:of|at)|at)|截至|截止|\b(?:(?:\d{1,2}|[a-z]+)\s+(?:months|weeks)|(?:fiscal\s+)?(?:years?|quarters?))\s+ended)\s*$",
    re.I,
)
_BEFORE_DASH = re.compile(r"(.{2,25}?)(?<!\s)\s{1,9}[-–—]\s+\S")
_QTD = re.compile(r"\s*\b[QY]TD\b")
_IN_FISCAL = re.compile(r"\b(?:during|at the end of) fiscal (?:year )?((?:19|20)\d\d)\W*$", re.I)
_A_YEAR, _A_MONTH, _A_WEEK = 12, 30.44, 7
_PROSE = 100
_VOTES = re.compile(r"^for$", re.I)  #: beside those against
_VINTAGE = re.compile(r"\boriginat\w+|\bvintage\b", re.I)
_LENGTHS = {
    **{word: months for months, word in enumerate(("one", "two", "three", "four", "five", "six"), 1)},
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "sixteen": 16,
    "twenty-four": 24,
    "twenty-six": 26,
    "twenty-seven": 27,
    "thirty-six": 36,
    "thirty-nine": 39,
    "forty": 40,
    "fifty-two": 52,
    "fifty-three": 53,
}
_LENGTH_WORD = "|".join(word.replace("-", r"[\s-]?") for word in sorted(_LENGTHS, key=len, reverse=True))
_LENGTH = re.compile(
    rf"\b(\d{{1,2}}|{_LENGTH_WORD})[\s-]*(months?|weeks?)\b|\b(half)[\s-]*year\b|\bquarters?\s+(?:ended|ending)\b",
    re.I,
)
_FEW = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
#: how long until something is due, or how old it is: Less than 1 month, 1-3 years, over 5 years
_DURATION = re.compile(
    rf"\b(?:less than|more than|within|over|under|up to|after|beyond|(?:not )?later than|greater than|at least|[<>])\s*"
    rf"(?:\d{{1,3}}|{_LENGTH_WORD})\s*(?:days?|weeks?|months?|years?)\b"
    rf"|(?<![\d/.])(?:\d{{1,3}}|{_LENGTH_WORD})\s*(?:[-–—]|\bto\b|\band\b)\s*(?:\d{{1,3}}|{_LENGTH_WORD})\s*(?:days?|weeks?|months?|years?)\b"
    rf"|\b(?:\d{{1,3}}|{_LENGTH_WORD})\s*(?:days?|weeks?|months?|years?)\s+(?:or|and)\s+(?:less|more|over|above|longer|later)\b"
    rf"|\d\+\s*(?:days|months|years)\b|{_FEW}\s*(?:个月|年)以[内上下]"
    rf"|(?<![\d年月一二三四五六七八九十]){_FEW}\s*(?:个月|年)?\s*[-—–~至到]\s*{_FEW}\s*(?:个月|年)(?!度)",
    re.I,
)
#: what is named after the year in which it ends or began: notes due 2029, 2029 Notes, the 2021 Plan
_NAMED_AFTER = re.compile(
    r"\b(?:due|maturing|expiring)\s+(?:\w+\s+){0,3}(?:19|20)\d\d|\b(?:notes?|bonds?|debentures?|plans?)\s+(?:19|20)\d\d\b"
    r"|(?:19|20)\d\d\s*(?:(?:and|or|&)\s+(?:thereafter|after|beyond|later)|年?(?:及|或)?(?:以后|之后))"
    r"|(?:19|20)\d\d\s*年?及?(?:以前|之前)|\b(?:after|before|beyond|prior\s+to|subsequent\s+to|through|until|since|act of|class of)"
    r"\s+(?:19|20)\d\d(?![^\W\d])|(?<!\d)(?!(?:19|20)\d\d[-:])\d{3,5}[-:](?:19|20)\d\d(?!\d)"
    r"|(?:19|20)\d\d\s+(?:[a-z]+\s+){0,2}(?:notes?|bonds?|debentures?|(?<!business )plans?|facility|warrants)\b",
    re.I,
)
_WEEKS = {4: 1, 5: 1, 12: 3, 24: 6, 36: 9, 13: 3, 14: 3, 26: 6, 27: 6, 39: 9, 40: 9, 52: 12, 53: 12}
_BEGINNINGS = {6: "H1", 9: "Q1-Q3"}  #: so many months of a year are its first
ENDS = {"": "-12-31", "Q1": "-03-31", "H1": "-06-30", "Q1-Q3": "-09-30"}
_PERIODS = (
    _TO_DATE,
    DAYS_SPAN,
    CHINESE_SPAN,
    POINTED_SPAN,
    MONTHS_SPAN,
    CHINESE_DATE,
    ENGLISH_DATE,
    DAY_FIRST,
    NUMERIC_DATE,
    MONTH_YEAR,
    YEAR,
    SPAN,
    _NOW_START,
    _NOW_END,
    _BEFORE,
    _NOW,
    QUARTER,
    HALF,
)
#: What may stand beside a period in a header without saying anything more than "the amount".
_AMOUNT = re.compile(
    r"金额|余额|发生额|止?期间|账面|数额?|合计数|同期数?|(?:财|财政|会计)?年度?|度|末|初|项目|\(.*?(?:审计|audited|月).*?\)|"
    rf"(?:{_LENGTH_WORD}|\d+)[\s-]+(?:months?|weeks?)|half[\s-]year|annual|period|(?:fiscal\s+)?years?|ended|ending|as\s+of|as\s+at|at|and|or|for|the|from|to|"
    r"quarter|fiscal|[:：,，.\-—–~至()/%\s]",
    re.I,
)


@lru_cache(maxsize=8192)  # the headers of a table are asked again for every one of its facts
def period_of(header: str, year: int | None, part: str = "") -> str:
    """The period that a header names: ``2019``, ``2019-12-31``, ``2019Q1``; ``""`` for none.

    本期, 上年, 期末, 期初 and their like are resolved against the report's ``year``, or the ``part`` of it that is
    reported on: ``Q1``, ``H1``, ``Q1-Q3``. A header about a change between periods names none.
    """
    text = plain(header)
    if _COMPARISON.search(text) or is_ambiguous(text) or _is_no_period(text):
        return ""
    if is_vintage(text):
        match = _AS_OF.search(text)
        return written(match[0]) if match else ""
    period = written(text) or _relative(text, year, part)
    if re.search(r"-12(?:-31)?$", period) and _WHOLE_YEAR.search(text):
        return period[:4]
    return _shortened(period, _months(text)) if period else ""


def is_relative(header: str) -> bool:
    """Whether a header tells its period by that of the report only: 本期, 上期, 期末."""
    return any(pattern.search(header) for pattern in (_NOW_START, _NOW_END, _BEFORE, _NOW, _TO_DATE))


def _is_no_period(text: str) -> bool:
    """Whether a header is about a duration or what is named after a year; prose that has run into one may say anything."""
    if len(text) > _PROSE:
        return False
    return _DURATION.search(text) is not None or _NAMED_AFTER.search(text) is not None


def is_comparison(header: str) -> bool:
    """Whether a header speaks of a change between periods."""
    return _COMPARISON.search(uniform(header)) is not None


def is_vintage(header: str) -> bool:
    """Whether the years of a header are those in which loans were made."""
    return _VINTAGE.search(header) is not None


def is_ambiguous(header: str) -> bool:
    """Whether a header names several years, of which a column can't be all: 2022 2023, 2020, 2019 and 2018."""
    text = plain(header)
    if _COMPARISON.search(text) or CHINESE_SPAN.search(text) or (is_vintage(text) and _AS_OF.search(text)):
        return False
    years = {match[1] for match in YEAR.finditer(text)}
    if _is_of_years(text) or (years and _TO_DATE.search(text) and not part_in(text)):
        return True  # 2018-19; 2019 YTD
    dated = [match for pattern in FULL_DATES for match in pattern.finditer(text)]
    if len(dated) == 1 and re.search(r"\b(?:fiscal|FY)", text, re.I):
        return False  # fiscal 2022 ends in January 2023
    return len(years) > 1


def _is_of_years(text: str) -> bool:
    """Whether a header names a span of years: 2018-19, 2024-28, not 2019-05."""
    two = TWO_YEARS.search(text)
    return two is not None and (end_of_two(two[1], two[2]) != "" or int(two[2]) > max(_A_YEAR, int(two[1][2:])))


def is_length(text: str) -> bool:
    """Whether the text is how long a period is, or which quarter, and nothing else: 13 Weeks Ended, Second quarter."""
    rest = QUARTER.sub("", _LENGTH.sub("", text))
    return (
        rest != text
        and not _DURATION.search(text)
        and not re.sub(r"\b(?:the|for|ended|ending|period|fiscal)\b|\W", "", rest, flags=re.I)
    )


def names_length(text: str) -> bool:
    """Whether a header says how long a period is or which part of a year: Six Months Ended, Second quarter, H1."""
    whole = plain(text)
    return any(pattern.search(whole) for pattern in (_LENGTH, QUARTER, HALF))


def names_period(text: str) -> bool:
    """Whether a header names a period, several, or a part of one: 2019, 2022 2023, Six Months Ended, Year ended May 31."""
    return bool(period_of(text, 2000)) or is_length(text) or is_ambiguous(text) or _DAY_ALONE.match(text) is not None


def bare_year(text: str) -> str:
    """The year, where the text is a year and nothing else: 2022, FY2022, 2022年度; else ``""``."""
    match = _BARE_YEAR.match(plain(text).strip())
    return match[1] if match else ""


def is_period(text: str) -> bool:
    """Whether the text dates something and says nothing else: 12 Weeks Ended 3/25/2023, As at 31 December 2022."""
    return bool(period_of(text, None)) and not rest_of(text) and not _END_OF_PROSE.match(text)


def leads_to_table(sentence: str) -> bool:
    """Whether a sentence leads to the table below it: … were as follows:"""
    return sentence.rstrip().endswith((":", "：")) or _LEADS.search(sentence) is not None


def period_introduced(sentence: str) -> str:
    """The only date, with how long it ends, of a sentence that leads to a table: … at December 3, 2021 was as follows:
    or ``""`` where it leads to none, or names other years too.
    """
    text = plain(sentence)
    if not leads_to_table(text) or len({match[1] for match in YEAR.finditer(text)}) != 1 or _is_no_period(text):
        return ""
    if _COMPARISON.search(text):
        return ""
    fiscal = _IN_FISCAL.search(text)
    dated = [match for pattern in FULL_DATES for match in pattern.finditer(text) if match[0].strip("年度") != match[1]]
    if len(dated) != 1:
        return fiscal[1] if fiscal and not dated else ""
    match = _OF_DATE.search(text[: dated[0].start()])
    return f"{match[0]}{dated[0][0]}" if match else ""


def period_between(first: str, last: str) -> str:
    """The period from one day to another, of the months up to it: ``2021`` from 2020-12-31 to 2021-12-31; ``""`` where
    it is longer than a year, or not that of whole months.
    """
    try:
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return ""
    months = round(days / _A_MONTH)
    if not 0 < months <= _A_YEAR or abs(days - months * _A_MONTH) > _A_WEEK + 1:
        return ""
    whole = last[:4] if last.endswith("-12-31") else last
    return whole if months == _A_YEAR else _shortened(last, months)


def dated_first(caption: str) -> str:
    """The period that a caption begins with: Q1 2022, of Q1 2022 - Income Before Tax by Segment; ``""`` for none."""
    match = _BEFORE_DASH.match(plain(caption))
    said = match[1] if match else ""
    return said if said and is_period(_QTD.sub("", said)) else ""


def rest_of(header: str) -> str:
    """What the header says besides the period; ``""`` where it is nothing but the amount."""
    text = plain(header)
    if is_vintage(text):
        return " ".join(_AS_OF.sub(" ", text).split())
    if _COMPARISON.search(text) or _VOTES.match(text) or _is_no_period(text):
        return header.strip()
    whole = text
    for pattern in _PERIODS:
        text = pattern.sub(" ", text)
    text = re.sub(r"^\W*(?:at|on|截至|截止)(?![^\W\d_])", " ", text, flags=re.I) if text != whole else text
    text = re.sub(
        r"\b(?:for the )?(?:fiscal )?(?:years?|quarters?|periods?)\s+end(?:ed|ing)\b",
        " ",
        _LENGTH.sub(" ", text),
        flags=re.I,
    )
    text = " ".join(re.sub(r"\bend(?:ed|ing)\b|\bas\s+(?:of|at)\b", " ", text, flags=re.I).split())
    rest = re.sub(r"^\s*(?:余额|金额|发生额|数额?)\s*", "", text).strip()
    return rest if _AMOUNT.sub("", rest).strip() else ""


def is_dateish(text: str) -> bool:
    """Whether the text is a period written out, not an amount."""
    return bool(written(uniform(text))) and len(text) < 40


def _months(text: str) -> int:
    """How many months a header speaks of; 12 where it doesn't say."""
    match = _LENGTH.search(text)
    if match is None:
        return 12
    if match[1] is None:
        return 6 if match[3] else 3
    count = _LENGTHS.get(match[1].lower()) or int(match[1])
    return _WEEKS.get(count, 12) if match[2].lower().startswith("week") else count


def _shortened(period: str, months: int) -> str:
    """A period of so many months up to this date: 2023Q2, 2023H1, 2023Q1-Q3, else the date with its length."""
    if months >= 12 or not re.fullmatch(r"\d{4}(?:-\d\d){0,2}", period):
        return period
    year, month, day = (*map(int, period.split("-")), 0, 0)[:3]
    if month and 0 < day <= 7:  # weeks end on a Sunday
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    if not month:
        return f"{period}{_BEGINNINGS[months]}" if months in _BEGINNINGS else f"{period}/P{months}M"
    named = part_of_year(month - months + 1, month) if months <= month else ""
    return f"{year}{named}" if named[:1] in ("Q", "H") else f"{period}/P{months}M"


def _relative(text: str, year: int | None, part: str) -> str:
    """本期, 上年末 and their like, of a report on this year or a part of it; the more exact word goes first.

    In a report on three quarters 本期 may be the last of them or all.
    """
    if year is None:
        return ""
    own = "" if part == "Q1-Q3" else f"{year}{part}"
    meanings = (
        (_TO_DATE, f"{year}{part}"),
        (_NOW_START, f"{year - 1}-12-31"),
        (_YEAR_BEFORE, str(year - 1)),
        (_BEFORE, own and f"{year - 1}{part}"),
        (_NOW_END, f"{year}{ENDS[part]}"),
        (_NOW, own),
    )
    for pattern, meaning in meanings:
        if pattern.search(text):
            return meaning
    return f"{year}{part_in(text)}" if part_in(text) else ""
