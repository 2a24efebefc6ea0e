"""Periods in column headers: dates, years, and 本期 / 上期 resolved against the report's year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Sequence

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4", "1": "1", "2": "2", "3": "3", "4": "4"}
_CHINESE_DATE = re.compile(
    r"((?:19|20)\d\d)\s*年\s*(?:(\d{1,2})\s*月\s*(?:(\d{1,2})\s*日)?|(末|初|底)|"
    r"(上半年|半年度)|第?([一二三四1-4])季度?)?(?:度)?"
)
#: 2019年1-9月, 2019年1月至6月, 2019年前三季度: from the year's beginning
_CHINESE_SPAN = re.compile(
    r"((?:19|20)\d\d)\s*年\s*(?:0?1\s*月?\s*(?:[-—–~至到]|--)\s*(0?[369]|12)\s*月(?!\s*\d+\s*日)(?:份|末)?"
    r"|前([二三四2-4])个?季度|前([369])个月)"
)
_SPAN = re.compile(r"(?<!\d)0?1\s*月?\s*[-—–~至到]\s*(0?[369]|12)\s*月|前([二三四2-4])个?季度|前([369])个月")
_ENGLISH_DATE = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*((?:19|20)\d\d)", re.I)
_DAY_FIRST = re.compile(
    rf"(?<![\d.,])(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH}[\s,-]*((?:19|20)\d\d)(?!\d)", re.I
)
_NUMERIC_DATE = re.compile(
    r"(?<!\d)(\d{1,2})/(\d{1,2})/((?:19|20)?\d\d)(?!\d)|"
    r"(?<!\d)((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})(?!\d)"
)
#: a line that says nothing else behind the date
_BALANCE_DAY = re.compile(
    rf"\bas\s+(?:at|of)\s+(?:{_MONTH}\s+(\d{{1,2}})|(\d{{1,2}})\s+{_MONTH})(?!\d)"
    r"(?:[\s,]*(?:and\s+)?(?:19|20)\d\d)*\W*(?:\([^()]*\)\W*)?$",
    re.I,
)
_DAY_ALONE = re.compile(
    rf"^\W*(?:(?:for|at|as\s+(?:at|of)|the|and|(?:fiscal\s+)?(?:years?|quarters?|periods?)|end(?:ed|ing)"
    r"|(?:\d{1,2}|three|six|nine|twelve)\W+(?:months?|weeks?))\W+)+"
    rf"(?:{_MONTH}(?:\s+\d{{1,2}})?|\d{{1,2}}\s+{_MONTH})\W*$|^\W*(?:for\s+the\s+)?(?:fiscal\s+)?years?\s+end(?:ed|ing)\W*$",
    re.I,
)
_MOST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEAR = re.compile(
    r"(?:\b(?:FY|fiscal(?:\s+year)?)\s*)?(?<![\d,.])((?:19|20)\d\d)(?![\d,.]\d|\d|\s*[万亿元千百股人吨台%])", re.I
)
_NOW_END = re.compile(r"期末|年末|本期末|报告期末")
_NOW_START = re.compile(r"期初|年初|上年末|上期期?末|上年度末")
_BEFORE = re.compile(r"上年|上期|上一?年度|去年|prior year|previous year", re.I)
_NOW = re.compile(r"本期|本年|本报告期|报告期(?!末)|当期|current year|this year", re.I)
_QUARTER = re.compile(r"第([一二三四])季度|Q([1-4])|(first|second|third|fourth)[\s-]+quarter", re.I)
_ENGLISH_QUARTERS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_FULL_YEAR = re.compile(r"\bfull[\s-]year\b|全年", re.I)
_BARE_YEAR = re.compile(r"^(?:FY|fiscal(?:\s+year)?|year)?\s*((?:19|20)\d\d)\s*(?:年度?)?$", re.I)
_COMPARED = re.compile(
    r"^((?:19|20)\d\d)\b.{0,20}\b(?:vs\.?|versus|compared\s+(?:to|with))\s.{0,20}(?:19|20)\d\d\b.{0,20}$", re.I
)
_COMPARISON = re.compile(
    r"比上|较上|同比|增减|变动|[+＋]\s*/\s*[-－]|(?<!ex)change|variance|\bvs\b|\bversus\b|\b(?:in|de)crease\b|compared",
    re.I,
)
#: a year that ends with December is written as the year
_WHOLE_YEAR = re.compile(r"\b(?:years?|(?:12|twelve)\s+months?)\s+end(?:ed|ing)\b|会计年度", re.I)
_END_OF_PROSE = re.compile(r"^\W*(?:19|20)\d\d\W*:$")
_AS_OF = re.compile(rf"\bas\s+(?:of|at)\s+(?:{_ENGLISH_DATE.pattern}|{_DAY_FIRST.pattern})", re.I)
_BALANCE = re.compile(
    rf"^(?:(?:balances?|(?:\w+\s+){{0,3}}outstanding)\b\W*(?:as\s+)?(?:at|of|on)?|as\s+(?:at|of)|at)\s+"
    rf"({_ENGLISH_DATE.pattern}|{_DAY_FIRST.pattern})",
    re.I,
)
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
#: how long until something is due, or how old it is: Less than 1 month, 1-3 years, over 5 years
_DURATION = re.compile(
    rf"\b(?:less than|more than|within|over|under|up to|after|beyond|(?:not )?later than|greater than|at least|[<>])\s*"
    rf"(?:\d{{1,3}}|{_LENGTH_WORD})\s*(?:days?|weeks?|months?|years?)\b"
    rf"|(?<![\d/.])(?:\d{{1,3}}|{_LENGTH_WORD})\s*(?:[-–—]|\bto\b|\band\b)\s*(?:\d{{1,3}}|{_LENGTH_WORD})\s*(?:days?|weeks?|months?|years?)\b"
    r"|\d\s*(?:个月|年)以[内上下]|\d\s*[-—–~至到]\s*\d\s*(?:个月|年)(?!度)",
    re.I,
)
#: what is named after the year in which it ends or began: notes due 2029, 2029 Notes, the 2021 Plan
_NAMED_AFTER = re.compile(
    r"\b(?:due|maturing|expiring)\s+(?:\w+\s+){0,3}(?:19|20)\d\d|\b(?:notes?|bonds?|debentures?|plans?)\s+(?:19|20)\d\d\b"
    r"|(?:19|20)\d\d\s+(?:[a-z]+\s+){0,2}(?:notes?|bonds?|debentures?|(?<!business )plans?|facility|warrants)\b",
    re.I,
)
_SHORT_YEAR = r"(?:\s?FY\s?|\s?['’]|\s(?=(?:19|20)\d\d))?((?:19|20)\d\d|\d\d)(?![\d.,]\d|\d)"
_MARKED_YEAR = r"(?:\s?FY\s?|\s?['’])(\d\d)(?![\d.,]\d|\d)"
_A_QUARTER = 3
_FROM_BEGINNING = {6: "H1", 9: "Q1-Q3"}  #: so many months of a year are its first
_WEEKS = {4: 1, 5: 1, 12: 3, 24: 6, 36: 9, 13: 3, 14: 3, 26: 6, 27: 6, 39: 9, 40: 9, 52: 12, 53: 12}
_FULL_DATES = (_CHINESE_DATE, _ENGLISH_DATE, _DAY_FIRST, _NUMERIC_DATE)
_ROW_BEGINS = re.compile(
    r"^(?:上年|上期|上年度)(?:期末|年末|末)?余额|^(?:本年|本期)?(?:期初|年初)(?:余额|数)?$|年初余额$|期初余额$"
)
_ROW_ENDS = re.compile(r"^(?:本年|本期)?(?:期末|年末)(?:余额|数)?$")
#: 3Q19, Q3 FY18, 1H 2020, 9M19, FY18, written out
_SHORT_FORMS = (
    (re.compile(rf"\b([1-4])\s?Q{_SHORT_YEAR}", re.I), r"Q\1 \2"),
    (re.compile(rf"\bQ\s?([1-4]){_MARKED_YEAR}", re.I), r"Q\1 \2"),
    (re.compile(r"\b([1-4])Q(?![A-Za-z\d])"), r"Q\1"),
    (re.compile(rf"\b1\s?H{_SHORT_YEAR}", re.I), r"six months \1"),
    (re.compile(rf"\bH1(?:{_MARKED_YEAR}|\s*((?:19|20)\d\d))", re.I), r"six months \1\2"),
    (re.compile(rf"\b2\s?H{_SHORT_YEAR}", re.I), r"second half \1"),
    (re.compile(rf"\bH2(?:{_MARKED_YEAR}|\s*((?:19|20)\d\d))", re.I), r"second half \1\2"),
    (re.compile(rf"\b([69])M{_SHORT_YEAR}", re.I), r"\1 months \2"),
    (re.compile(r"\bFY\s?['’]?(\d\d)(?![\d.,]\d|\d)", re.I), r"FY \1"),
)
_TWO_DIGITS = re.compile(r"((?:Q[1-4]|months|half|FY) )(\d\d)(?!\d)")
_HALF = re.compile(r"\b(first|second) half\b(?:\s+of)?|(上|下)半年", re.I)
_PERIODS = (
    _CHINESE_SPAN,
    _CHINESE_DATE,
    _ENGLISH_DATE,
    _DAY_FIRST,
    _NUMERIC_DATE,
    _YEAR,
    _SPAN,
    _NOW_START,
    _NOW_END,
    _BEFORE,
    _NOW,
    _QUARTER,
    _HALF,
)
#: What may stand beside a period in a header without saying anything more than "the amount".
_AMOUNT = re.compile(
    r"金额|余额|发生额|账面|数额?|合计数|同期数?|年度?|度|末|初|项目|\(.*?(?:审计|audited|月).*?\)|"
    rf"(?:{_LENGTH_WORD}|\d+)[\s-]+(?:months?|weeks?)|half[\s-]year|annual|period|(?:fiscal\s+)?years?|ended|ending|as\s+of|as\s+at|at|and|or|for|the|"
    r"quarter|fiscal|[:：,，.\-—–~至()/%\s]",
    re.I,
)


def period_of(header: str, year: int | None) -> str:
    """The period that a header names: ``2019``, ``2019-12-31``, ``2019Q1``; ``""`` for none.

    本期, 上年, 期末, 期初 and their like are resolved against the report's ``year``. A header about a
    change between periods names none.
    """
    text = _plain(header)
    if _COMPARISON.search(text) or is_ambiguous(text) or _is_no_period(text):
        return ""
    if is_vintage(text):
        match = _AS_OF.search(text)
        return _written(match[0]) if match else ""
    period = _written(text) or _relative(text, year)
    if period.endswith("-12-31") and _WHOLE_YEAR.search(text):
        return period[:4]
    return _shortened(period, _months(text)) if period else ""


def _plain(header: str) -> str:
    """The header in one width, with short forms of periods written out."""
    text = unicodedata.normalize("NFKC", header)
    for pattern, words in _SHORT_FORMS:
        text = pattern.sub(words, text)
    return _TWO_DIGITS.sub(lambda match: f"{match[1]}{'20' if match[2] < '70' else '19'}{match[2]}", text)


def _is_no_period(text: str) -> bool:
    return _DURATION.search(text) is not None or _NAMED_AFTER.search(text) is not None


def is_comparison(header: str) -> bool:
    """Whether a header speaks of a change between periods."""
    return _COMPARISON.search(unicodedata.normalize("NFKC", header)) is not None


def is_vintage(header: str) -> bool:
    """Whether the years of a header are those in which loans were made."""
    return _VINTAGE.search(header) is not None


def is_ambiguous(header: str) -> bool:
    """Whether a header names several years, of which a column can't be all: 2022 2023, 2020, 2019 and 2018."""
    text = _plain(header)
    if _COMPARISON.search(text) or _CHINESE_SPAN.search(text) or (is_vintage(text) and _AS_OF.search(text)):
        return False
    years = {match[1] for match in _YEAR.finditer(text)}
    dated = [match for pattern in _FULL_DATES for match in pattern.finditer(text)]
    if len(dated) == 1 and re.search(r"\b(?:fiscal|FY)", text, re.I):
        return False  # fiscal 2022 ends in January 2023
    return len(years) > 1


def is_length(text: str) -> bool:
    """Whether the text is how long a period is, or which quarter, and nothing else: 13 Weeks Ended, Second quarter."""
    rest = _QUARTER.sub("", _LENGTH.sub("", "" if _DURATION.search(text) else text))
    return rest != text and not re.sub(r"\b(?:the|for|ended|ending|period|fiscal)\b|\W", "", rest, flags=re.I)


def names_period(text: str) -> bool:
    """Whether a header names a period, several, or a part of one: 2019, 2022 2023, Six Months Ended, Year ended May 31."""
    return bool(period_of(text, 2000)) or is_length(text) or is_ambiguous(text) or _DAY_ALONE.match(text) is not None


def with_length(header: str, length: str) -> str:
    """A header that dates a period, with how long it is where that stands above the whole table."""
    plain = _plain(header)
    has_own = _LENGTH.search(plain) or _QUARTER.search(plain) or _HALF.search(plain)
    dated = length and not has_own and period_of(header, None)
    return f"{length} {header}" if dated else header


def with_year(header: str, year: str) -> str:
    """A header that names a part of a year, with the year that stands by itself above the whole table."""
    text = _plain(header)
    parts = (_QUARTER, _LENGTH, _FULL_YEAR, _HALF)
    part = year and not _YEAR.search(text) and any(pattern.search(text) for pattern in parts)
    return f"{header} {year}" if part else header


def bare_year(text: str) -> str:
    """The year, where the text is a year and nothing else: 2022, FY2022, 2022年度; else ``""``."""
    match = _BARE_YEAR.match(unicodedata.normalize("NFKC", text).strip())
    return match[1] if match else ""


def year_above(text: str) -> str:
    """The year that a line above a table is about: one by itself, or the first of two compared, 2022 ACTUAL vs. 2021."""
    match = _COMPARED.match(unicodedata.normalize("NFKC", text).strip())
    return match[1] if match else bare_year(text)


def is_period(text: str) -> bool:
    """Whether the text dates something and says nothing else: 12 Weeks Ended 3/25/2023, As at 31 December 2022."""
    return bool(period_of(text, None)) and not rest_of(text) and not _END_OF_PROSE.match(text)


def with_period(headers: Sequence[str], period: str, values: Container[int]) -> tuple[str, ...]:
    """The headers with the period that stands above them all, where none names one of its own; those without a word
    only where they are of ``values``.
    """
    if not period or any(map(names_period, headers)):
        return tuple(headers)
    said = period.strip("() ")
    return tuple(f"{said} {one}".strip() if (one and at) or at in values else one for at, one in enumerate(headers))


def period_of_row(label: str, year: str) -> str:
    """The day that a row is about by its own name, in a column of this year: 上年期末余额, 期初余额; else ``""``."""
    if _ROW_BEGINS.search(label):
        return f"{int(year) - 1}-12-31"
    return f"{year}-12-31" if _ROW_ENDS.search(label) else ""


def day_of_balance(label: str) -> str:
    """The date that a row's label says its balance is struck on: Balance at December 31, 2020; else ``""``."""
    match = _BALANCE.match(unicodedata.normalize("NFKC", label))
    return _written(match[1]) if match else ""


def day_of(text: str) -> str:
    """The day of the year, ``MM-DD``, that a balance is struck on: As at 30 June 2022, As of December 31; else ``""``."""
    match = _BALANCE_DAY.search(text)
    if match is None:
        return ""
    month, day = (match[1], match[2]) if match[1] else (match[4], match[3])
    number = _MONTHS.index(month[:3].lower())
    return f"{number + 1:02d}-{int(day):02d}" if 0 < int(day) <= _MOST_DAYS[number] else ""


def rest_of(header: str) -> str:
    """What the header says besides the period; ``""`` where it is nothing but the amount."""
    text = _plain(header)
    if is_vintage(text):
        return " ".join(_AS_OF.sub(" ", text).split())
    if _COMPARISON.search(text) or _VOTES.match(text) or _is_no_period(text):
        return header.strip()
    for pattern in _PERIODS:
        text = pattern.sub(" ", text)
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
    return bool(_written(unicodedata.normalize("NFKC", text))) and len(text) < 40


def _written(text: str) -> str:
    match = _CHINESE_SPAN.search(text)
    if match:
        return match[1] + _from_beginning(*match.groups()[1:])
    match = _CHINESE_DATE.search(text)
    if match:
        return _chinese(match)
    match = _ENGLISH_DATE.search(text) or _DAY_FIRST.search(text)
    if match:
        return _english(match)
    match = _NUMERIC_DATE.search(text)
    if match:
        return _numeric(match)
    match = _YEAR.search(text)
    return match[1] + _quarter(text) if match else ""


def _chinese(match: re.Match[str]) -> str:
    year, month, day, edge, half, quarter = match.groups()
    if month:
        return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    if edge:
        return f"{year}-01-01" if edge == "初" else f"{year}-12-31"
    if half:
        return f"{year}H1"
    return f"{year}Q{_QUARTERS[quarter]}" if quarter else year


def _from_beginning(month: str | None, quarters: str | None, months: str | None) -> str:
    """Q1, H1 or Q1-Q3 for what ends with that month or quarter; nothing for the whole year."""
    last = int(_QUARTERS[quarters]) * 3 if quarters else int(month or months or 12)
    return "Q1" if last == _A_QUARTER else _FROM_BEGINNING.get(last, "")


def _english(match: re.Match[str]) -> str:
    """December 31, 2023 or 31 December 2023."""
    first, second, year = match.groups()
    month, day = (second, first) if first.isdigit() else (first, second)
    return f"{year}-{_MONTHS.index(month[:3].lower()) + 1:02d}-{int(day):02d}"


def _numeric(match: re.Match[str]) -> str:
    """12/31/2023 as written in the United States, 31/12/2023 as elsewhere, or 2023-12-31."""
    month, day, year, first, second, third = match.groups()
    if first:
        return f"{first}-{int(second):02d}-{int(third):02d}"
    if int(month) > 12:
        month, day = day, month
    return f"{year if len(year) == 4 else '20' + year}-{int(month):02d}-{int(day):02d}"


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
        return f"{year}{_FROM_BEGINNING[months]}" if months in _FROM_BEGINNING else f"{period}/P{months}M"
    known = {(3, 3): "Q1", (3, 6): "Q2", (3, 9): "Q3", (3, 12): "Q4", (6, 6): "H1", (6, 12): "H2", (9, 9): "Q1-Q3"}
    named = known.get((months, month))
    return f"{year}{named}" if named else f"{period}/P{months}M"


def _quarter(text: str) -> str:
    """The part of a year that is named without a year before it."""
    span = _SPAN.search(text)
    if span:
        return _from_beginning(*span.groups())
    half = _HALF.search(text)
    if half:
        return "H1" if (half[1] or half[2]).lower() in ("first", "上") else "H2"
    match = _QUARTER.search(text)
    if match is None:
        return ""
    number = _QUARTERS.get(match[1] or match[2] or "") or _ENGLISH_QUARTERS[match[3].lower()]
    return f"Q{number}"


def _relative(text: str, year: int | None) -> str:
    """本期, 上年末 and their like, of a report on this year; the more exact word goes first."""
    if year is None:
        return ""
    meanings = (
        (_NOW_START, f"{year - 1}-12-31"),
        (_BEFORE, str(year - 1)),
        (_NOW_END, f"{year}-12-31"),
        (_NOW, str(year)),
    )
    said = next((meaning for pattern, meaning in meanings if pattern.search(text)), "")
    return said or (f"{year}{_quarter(text)}" if _quarter(text) else "")
