"""Dates and parts of years as they are written, in Chinese and English, to periods: ``2019-12-31``, ``2019Q1``."""

from __future__ import annotations

import re

from desktop.domain.months import (
    END_OF_TWO,
    MONTH,
    ORDINAL,
    QUARTERS,
    ZH_SPAN,
    end_of_two,
    month_number,
    part_of_span,
    part_of_year,
    whole_year,
    with_digits,
)
from desktop.domain.terms import uniform

_YEAR_OF = r"(?:19|20)\d\d"
CHINESE_DATE = re.compile(
    rf"({_YEAR_OF})\s*年\s*(?:(\d{{1,2}})\s*月\s*(?:(\d{{1,2}})\s*日)?|(末|初|底)|"
    r"(上半年|半年度|下半年)|第?([一二三四1-4])季度?)?(?:度)?"
)
#: 2019年1-9月, 2019年4月至6月, 2019年前三季度, 2019.1-6
CHINESE_SPAN = re.compile(rf"(?P<year>{_YEAR_OF})\s*年\s*{ZH_SPAN}")
POINTED_SPAN = re.compile(
    rf"(?P<year>{_YEAR_OF})\.0?(?P<first>\d{{1,2}})\s*[-—–~至]\s*0?(?P<last>\d{{1,2}})(?![\d.])月?"
)
SPAN = re.compile(ZH_SPAN)
ENGLISH_DATE = re.compile(rf"\b({MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*({_YEAR_OF})", re.I)
DAY_FIRST = re.compile(
    rf"(?<![\d.,])(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:day\s+)?(?:of\s+)?({MONTH})\b\.?(?:[\s,-]*({_YEAR_OF})|-(\d\d))(?!\d)",
    re.I,
)
NUMERIC_DATE = re.compile(
    rf"(?<!\d)(\d{{1,2}})/(\d{{1,2}})/((?:19|20)?\d\d)(?!\d)|(?<![\d.])(\d{{1,2}})\.(\d{{1,2}})\.({_YEAR_OF})(?!\d)|"
    rf"(?<!\d)({_YEAR_OF})[-./](\d{{1,2}})[-./](\d{{1,2}})(?!\d)"
)
#: Jan-Sep 2019, July to September 2019
MONTHS_SPAN = re.compile(rf"\b({MONTH})\.?\s*(?:[-–—]|to|through)\s*({MONTH})\.?[\s,]*({_YEAR_OF})(?!\d)", re.I)
#: June 2019, Jun-19; 2019-06, 06/2019
MONTH_YEAR = re.compile(
    rf"\b({MONTH})\b\.?(?:[\s,-]*({_YEAR_OF})|\s?[-'’]\s?(\d\d))(?![\d.,]\d|\d)|(?<![\d/.-])({_YEAR_OF})[-/](0[1-9]|1[0-2])(?![\d/-])"
    rf"|(?<![\w/.-])(0?[1-9]|1[0-2])/({_YEAR_OF})(?![\d/])",
    re.I,
)
#: 2018/19, FY2018-19: a year that is parts of two
TWO_YEARS = re.compile(rf"(?<![\d/.-])({_YEAR_OF})\s?[/–—-]\s?(\d\d)(?![\d/.-])")
YEAR = re.compile(
    rf"(?:\b(?:FY|fiscal(?:\s+year)?)\s*)?(?<![\d,.])({_YEAR_OF})(?![\d,.]\d|\d|\s*[万亿元千百股人吨台%]|\s+shares\b)",
    re.I,
)
QUARTER = re.compile(rf"第?([一二三四1-4])季度|\bQ([1-4])|\b({ORDINAL})[\s-]+quarter", re.I)
#: Q1-Q3, Q3 YTD
_QUARTERS_SPAN = re.compile(r"\bQ([1-4])\s*[-–—]\s*Q?([1-4])\b|\bQ([1-4])\s*YTD\b", re.I)
HALF = re.compile(r"\b(first|second|1st|2nd)[\s-]+half\b(?:\s+of)?|(上|下)半年|半年度", re.I)
_SECOND = ("second", "2nd", "下")
FULL_DATES = (CHINESE_DATE, ENGLISH_DATE, DAY_FIRST, NUMERIC_DATE)
#: from one day to another: their months are the period
_DAY = rf"{_YEAR_OF}年\d{{1,2}}月\d{{1,2}}日|(?:{MONTH})\.?\s+\d{{1,2}}\s*,?\s*{_YEAR_OF}|\d{{1,2}}\s+(?:{MONTH})\s+{_YEAR_OF}"
DAYS_SPAN = re.compile(
    rf"({_DAY}|(?:{MONTH})\.?\s+\d{{1,2}}|\d{{1,2}}\s+(?:{MONTH}))\s*(?:至|到|[-—–~]|to|through)\s*({_DAY}|\d{{1,2}}月\d{{1,2}}日)",
    re.I,
)
_DATED = re.compile(rf"{_YEAR_OF}")
_SHORT_YEAR = r"(?:\s?FY\s?|\s?['’]|\s(?=(?:19|20)\d\d))?((?:19|20)\d\d|\d\d)(?![\d.,]\d|\d)"
_MARKED_YEAR = r"(?:\s?FY\s?|\s?['’])(\d\d)(?![\d.,]\d|\d)"
#: 3Q19, Q3 FY18, 1H 2020, 9M19, FY18, LTM, written out
_SHORT_FORMS = (
    (re.compile(rf"\b([1-4])\s?Q{_SHORT_YEAR}", re.I), r"Q\1 \2"),
    (re.compile(rf"\bQ\s?([1-4]){_MARKED_YEAR}", re.I), r"Q\1 \2"),
    (re.compile(r"\b([1-4])Q(?![A-Za-z\d])"), r"Q\1"),
    (re.compile(rf"\b1\s?H{_SHORT_YEAR}", re.I), r"first half \1"),
    (re.compile(rf"\bH1(?:{_MARKED_YEAR}|\s*((?:19|20)\d\d))", re.I), r"first half \1\2"),
    (re.compile(rf"\b2\s?H{_SHORT_YEAR}", re.I), r"second half \1"),
    (re.compile(rf"\bH2(?:{_MARKED_YEAR}|\s*((?:19|20)\d\d))", re.I), r"second half \1\2"),
    (re.compile(r"\b(?:1H|H1)(?![A-Za-z\d])"), "first half"),
    (re.compile(r"\b(?:2H|H2)(?![A-Za-z\d])"), "second half"),
    (re.compile(rf"\b([69])M{_SHORT_YEAR}", re.I), r"\1 months \2"),
    (re.compile(r"\bFY\s?['’]?(\d\d)(?![\d.,]\d|\d)", re.I), r"FY \1"),
    (re.compile(r"\b(?:LTM|TTM)\b"), "12 months ended"),
    (re.compile(r"\bQ([23])\s+((?:19|20)\d\d)\s+YTD\b"), r"Q\1 YTD \2"),
    (re.compile(r"\bQ4\s+((?:19|20)\d\d)\s+YTD\b"), r"\1"),
    (re.compile(rf"\b((?:19|20)\d\d)\s+quarters\s*(?:\([a-z\d]\)\s*)?({ORDINAL})\b(?! part)", re.I), r"\2 quarter \1"),
)
_TWO_DIGITS = re.compile(r"((?:Q[1-4]|months|half|FY) )(\d\d)(?!\d)")
#: 2018/19, and FY2018-19, Q3 2018-19, 2018-19财年, which are no spans or months
_FISCAL = re.compile(
    rf"(?P<marked>(?:\b(?:FY|fiscal|financial|year|quarter|half|months|Q[1-4])|季度|半年)(?:\s+(?:of|in)\b)?\s*)?"
    rf"(?<![\d/.,-])(?P<first>{_YEAR_OF})(?P<sign>[/–—-])(?P<second>(?:19|20)?\d\d){END_OF_TWO}(?P<named>\s?(?:财|财政|会计)年|(?<!\d{{4}})\s?年度)?",
    re.I,
)
_A_YEAR, _LAST_SHORT = 12, 99


def plain(text: str) -> str:
    """The text in one width, with short forms of periods written out, Chinese figures in digits, and a year that is
    parts of two as the one that it ends in.
    """
    text = with_digits(uniform(text))
    for pattern, words in _SHORT_FORMS:
        text = pattern.sub(words, text)
    return _FISCAL.sub(_as_its_end, _TWO_DIGITS.sub(lambda match: match[1] + whole_year(match[2]), text))


def _as_its_end(match: re.Match[str]) -> str:
    """A year that is parts of two as the one that it ends in; as written what may be a month, or two whole years."""
    year, is_short = end_of_two(match["first"], match["second"]), _A_YEAR < int(match["second"]) <= _LAST_SHORT
    is_one = match["marked"] or match["named"] or (match["sign"] == "/" and is_short)
    return f"{match['marked'] or ''}{year}{match['named'] or ''}" if year and is_one else match[0]


def written(text: str) -> str:
    """The period that a text names first, the most exact form before others; ``""`` for none."""
    return _of_span(text) or _of_date(text) or _of_year(text)


def part_in(text: str) -> str:
    """The part of a year that is named without a year before it: ``Q1``, ``H1``, ``Q1-Q3``; ``""`` for none."""
    span = SPAN.search(text)
    if span:
        return part_of_span(span)
    quarters = _QUARTERS_SPAN.search(text)
    if quarters:
        first, last = (1, quarters[3]) if quarters[3] else (quarters[1], quarters[2])
        return part_of_year(3 * int(first) - 2, 3 * int(last)) if int(first) <= int(last) else ""
    half = HALF.search(text)
    if half:
        return "H2" if (half[1] or half[2] or "").lower() in _SECOND else "H1"
    match = QUARTER.search(text)
    return f"Q{QUARTERS[(match[1] or match[2] or match[3]).lower()]}" if match else ""


def _of_span(text: str) -> str:
    """From one day, month or quarter to another of one year."""
    match = DAYS_SPAN.search(text)
    if match:
        return _from_to(match[1], match[2])
    match = CHINESE_SPAN.search(text)
    if match:
        return match["year"] + part_of_span(match)
    match = POINTED_SPAN.search(text)
    if match and 0 < int(match["first"]) < int(match["last"]) <= _A_YEAR:
        return match["year"] + part_of_year(int(match["first"]), int(match["last"]))
    match = MONTHS_SPAN.search(text)
    first, last = (month_number(match[1]), month_number(match[2])) if match else (0, 0)
    return match[3] + part_of_year(first, last) if match and first < last else ""


def _from_to(first: str, last: str) -> str:
    """The months from one day to another, where the first begins them; the year may be said once."""
    end = written(last) if _DATED.search(last) else written(f"{first[:4]}年{last}")
    begin = written(first) if _DATED.search(first) else written(f"{first} {end[:4]}")
    if begin[:4] != end[:4] or begin[-2:] != "01":
        return end
    return end[:4] + part_of_year(int(begin[5:7]), int(end[5:7])) if begin <= end else end


def _of_date(text: str) -> str:
    match = CHINESE_DATE.search(text)
    if match:
        return _chinese(match, text)
    match = ENGLISH_DATE.search(text)
    if match:
        return _english(match[3], match[1], match[2])
    match = DAY_FIRST.search(text)
    if match:
        return _english(match[3] or whole_year(match[4]), match[2], match[1])
    match = NUMERIC_DATE.search(text)
    return _numeric(match) if match else ""


def _of_year(text: str) -> str:
    match = MONTH_YEAR.search(text)
    if match:
        year = match[2] or (whole_year(match[3]) if match[3] else match[4] or match[7])
        month = month_number(match[1]) if match[1] else int(match[5] or match[6])
        return f"{year}-{month:02d}"
    match = YEAR.search(text)
    return match[1] + part_in(text) if match else ""


def _chinese(match: re.Match[str], text: str) -> str:
    year, month, day, edge, half, quarter = match.groups()
    if month:
        return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    if edge:
        return f"{year}-01-01" if edge == "初" else f"{year}-12-31"
    if half:
        return f"{year}{'H2' if half == '下半年' else 'H1'}"
    return f"{year}Q{QUARTERS[quarter]}" if quarter else year + part_in(text[match.end() :])


def _english(year: str, month: str, day: str) -> str:
    """December 31, 2023 or 31 December 2023."""
    return f"{year}-{month_number(month):02d}-{int(day):02d}"


def _numeric(match: re.Match[str]) -> str:
    """12/31/2023 as written in the United States, 31/12/2023 and 31.12.2023 as elsewhere, or 2023-12-31."""
    month, day, year, day_first, month_second, year_last, first, second, third = match.groups()
    if first:
        return f"{first}-{int(second):02d}-{int(third):02d}"
    if year_last:
        return f"{year_last}-{int(month_second):02d}-{int(day_first):02d}"
    if int(month) > _A_YEAR:
        month, day = day, month
    return f"{whole_year(year)}-{int(month):02d}-{int(day):02d}"
