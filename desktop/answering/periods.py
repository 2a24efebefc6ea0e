"""Periods in questions and facts, and whether a fact's period is the one asked for.

A period is written ``2019``, ``2019Q1``, ``2019H1``, ``2019Q1-Q3``, ``2019-12`` or ``2019-12-31``; one of so many
months that is none of these ``2019-01-26/P3M``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.answering.wording import flat
from desktop.domain.months import (
    END_OF_TWO,
    HAN_DAY,
    HAN_MONTH,
    MONTH,
    ORDINAL,
    QUARTERS,
    ZH_SPAN,
    end_of_two,
    figure,
    month_number,
    part_of_span,
    part_of_year,
    whole_year,
    with_year_in_digits,
)

_OF_YEAR = r"(?P<year>(?:19|20)\d\d)\s*(?:财年|财政年|会计年|年)(?:度(?=\s*(?:第?[一二三四1-4]季|[上下]半年)))?\s*"
#: 2019年1-9月, 2019年1月至6月, 2019年前三季度: from the year's beginning
_ZH_SPAN = re.compile(_OF_YEAR + ZH_SPAN)
_ZH = re.compile(
    rf"{_OF_YEAR}(?:(?P<half>上半年|半年[度报]|下半年|h[12]|q[1-4])|第?(?P<quarter>[一二三四1-4])季度?"
    rf"|(?P<month>\d{{1,2}}|{HAN_MONTH})\s*月(?:\s*(?P<day>\d{{1,2}}|{HAN_DAY})\s*[日号])?|(?P<edge>年?[末底初](?!期)))?(?:年?度(?!报告))?"
)
_EN_DATE = re.compile(rf"\b(?P<month>{MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b")
_EN_DAY_FIRST = re.compile(
    rf"(?<![\d.,])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:day\s+)?(?:of\s+)?(?P<month>{MONTH})\.?[\s,-]*(?P<year>(?:19|20)\d\d)\b"
)
_SLASHED = re.compile(r"(?<!\d)(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)\d\d)(?!\d)")
_EN_MONTH = re.compile(rf"\b(?P<month>{MONTH})\.?,?\s+(?P<year>(?:19|20)\d\d)\b")
_EN_SPAN = re.compile(
    rf"\b(?P<begin>{MONTH})\.?\s*(?:[-–—]|to|through)\s*(?P<end>{MONTH})\.?,?\s+(?P<year>(?:19|20)\d\d)\b"
)
_LENGTH = r"\b(?:(?P<length>three|six|nine|[369])[ -]months? (?:period )?|(?P<half>half)[ -]year )(?:ended|ending|to) "
_QUARTER = r"\bquarter (?:that )?(?:ended|ending) "
_DAY_LAST = rf"(?P<month>{MONTH})\.?(?: (?P<day>\d{{1,2}}))?,? (?P<year>(?:19|20)\d\d)\b"
_DAY_FIRST = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{MONTH})\.?,? (?P<year>(?:19|20)\d\d)\b"
#: three months ended June 30, 2023; half year to 30 June 2023; quarter ended July 2, 2023; June 2023 quarter
_ENDED = (
    *(re.compile(begin + end) for begin in (_LENGTH, _QUARTER) for end in (_DAY_LAST, _DAY_FIRST)),
    re.compile(rf"\b(?P<month>{MONTH})\.? (?P<year>(?:19|20)\d\d) quarter\b"),
)
_OF = r"(?:\s+(?:of|in))?(?:[\s-]*(?:fy|fiscal|financial))?(?:\s+year)?\s*['’]?"
#: a year of two digits is one behind FY or an apostrophe
_MARKED = r"(?P<year>(?:19|20)\d\d|(?:(?<=fy)|(?<=fy\s)|(?<=['’]))\d\d)(?!\d)"
_EN_QUARTER = re.compile(rf"\b(?:q(?P<quarter>[1-4])|(?P<word>{ORDINAL})[\s-]quarter){_OF}{_MARKED}")
_EN_HALF = re.compile(rf"\b(?:(?P<nth>first|second|1st|2nd) half|h(?P<number>[12])){_OF}{_MARKED}")
#: fy23 q3, 2023 h1, fiscal 2023 third quarter
_YEAR_FIRST = re.compile(
    rf"(?<![\d.,/-])(?:\b(?:fy|fiscal|financial)\s?(?:year\s)?['’]?)?{_MARKED}[\s-]?"
    rf"(?:q(?P<quarter>[1-4])|(?P<word>{ORDINAL})[\s-]quarter|h(?P<number>[12])|(?P<nth>first|second) half|(?P<half>[1-4]q|[12]h))"
    rf"\b(?!{_OF}(?:19|20)\d\d)"
)
_FISCAL = re.compile(r"\b(?:fy\s?['’]?|fiscal (?:year )?['’])(?P<year>\d\d)(?![\d.,]*\d|\s*[%万亿])")
#: the second of two years, close to the sign behind the first: q3 2023 – 24 october 2023 and q3 2023-24% name one
_SECOND = rf"(?P<year>(?:19|20)?\d\d){END_OF_TWO}"
_NAMED = r"(?=(?P<named>(?:19|20)?\d\d\s?(?:财|财政|会计)年|\d\d\s?年度))"
#: fy2023/24, 2023/24, 2023-24财年: the year is the one that it ends in; fy2018-2019 are two
_TWO_YEARS = re.compile(
    r"(?<![\d.,/-])(?:(?P<marked>(?<![a-z])(?:fy|(?:fiscal|financial) (?:year )?)\s?)(?P<before>(?:19|20)?\d\d)(?:/|[–-](?!(?:19|20)\d\d))"
    rf"|(?P<first>(?:19|20)\d\d)(?:[/–—~-]{_NAMED}|/)){_SECOND}(?:\s?(?:财年|财政年度?|会计年度?|年度?(?!度?报|[末底初])))?"
)
_PART = (
    rf"(?:(?:q(?=[1-4])|第?(?=[一二三四1-4]季))(?P<quarter>[一二三四1-4])(?:季度?)?|(?P<word>{ORDINAL})[\s-]quarter"
    r"|h(?P<number>[12])|(?P<nth>first|second|1st|2nd) half|(?P<half>[1-4]q|[12]h|[上下]半年)"
    r"|(?P<months>(?:first )?(?:three|six|nine)(?= months)|9(?=m))(?: months|m))"
)
#: q3 fy2023/24, first half of 2023/24, 3q23/24
_PART_OF_TWO = re.compile(
    rf"(?<![a-z\d]){_PART}{_OF}(?P<before>(?:19|20)\d\d|(?:(?<=fy)|(?<=fy\s)|(?<=['’])|(?<=\dq)|(?<=\dh)|(?<=9m))\d\d)[/–-]{_SECOND}"
)
#: fy2023/24 q3, 2023/24财年上半年
_TWO_THEN_PART = re.compile(rf"{_TWO_YEARS.pattern}的?[\s-]?{_PART}(?:(?<=[季度年])|(?![a-z\d]))")
#: 3q19, 1h 2020, 9m19
_EN_SHORT = re.compile(
    r"\b(?:(?P<quarter>[1-4])q|(?P<number>[12])h|(?P<months>9)m)\s?(?:fy\s?|['’])?(?P<year>(?:19|20)\d\d|\d\d)\b"
)
_EN_MONTHS = re.compile(rf"\b(?P<months>first (?:three|six|nine)|three|six|nine) months{_OF}(?P<year>(?:19|20)\d\d)\b")
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>0?[1-9]|1[0-2])(?:-(?P<day>[0-3]?\d))?(?!\d)")
#: 2023/3/5, 2023.03.05
_YEAR_MONTH_DAY = re.compile(
    r"(?<![\d./-])(?P<year>(?:19|20)\d\d)(?P<sign>[/.])(?P<month>[01]?\d)(?P=sign)(?P<day>[0-3]?\d)(?![\d/]|\.\d)"
)
_YEAR = re.compile(
    r"(?:\b(?:fy|fiscal(?: year)?|year)\s*)?(?<![\d.,])(?P<year>(?:19|20)\d\d)(?![\d.,]*\d|\s*[万亿元千百股人吨台%])(?P<half>h[12]|q[1-4])?"
)
_ENGLISH = (
    *_ENDED,
    _EN_DATE,
    _EN_DAY_FIRST,
    _SLASHED,
    _EN_SPAN,
    _EN_MONTH,
    _EN_QUARTER,
    _EN_HALF,
    _EN_SHORT,
    _EN_MONTHS,
    _YEAR_FIRST,
    _FISCAL,
)
_OF_TWO_YEARS = (_PART_OF_TWO, _TWO_THEN_PART, _TWO_YEARS)
_PATTERNS = (*_OF_TWO_YEARS, _ZH_SPAN, _ZH, _YEAR_MONTH_DAY, *_ENGLISH, _ISO, _YEAR)
_MARKED_YEAR = r"(?:fy|fiscal(?: years?)?|financial years?)?\s?"
#: from 2017 to 2019, between fiscal 2017 and fiscal 2019, 2017年和2019年之间
_YEARS = re.compile(
    rf"(?<!\d){_MARKED_YEAR}(?P<first>(?:19|20)\d\d|(?<=fy)\d\d)\s*(?:年度?)?起?\s*"
    r"(?:[-–—~～至到]|\b(?:up )?to\b|\bthrough\b|\bthru\b|\buntil\b"
    r"|\band\b(?:(?<=between \d{4} and)|(?<=between fy\d{4} and)|(?<=between fiscal \d{4} and)|(?<=between fiscal year \d{4} and))"
    r"|[和与](?=(?:19|20)\d\d年度?[之期]间))"
    rf"\s*{_MARKED_YEAR}(?P<last>(?:19|20)\d\d|(?<=fy)\d\d)(?!\d)(?!-\d)"
)
_MOST_YEARS = 10
_MONTHS_OF = {"three": 3, "six": 6, "nine": 9, "3": 3, "6": 6, "9": 9}
_MONTHS_IN = {"Q": 3, "H": 6}
_TO_A_WEEKEND = 7
_LAST_MONTH, _LAST_SHORT = 12, 99
_LAST_YEAR = re.compile(
    r"(?<![比较与])去年|(?<![比较与])上一?年度?|(?<![比较与])上年同期|last (?:fiscal )?year|prior year|previous (?:fiscal )?year"
)


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period in a text, from ``start`` to ``end`` of the flat text."""

    period: str
    start: int
    end: int


def periods_in(text: str) -> tuple[PeriodMention, ...]:
    """Periods that a flat text names, from left to right, none overlapping."""
    text = with_year_in_digits(text)
    taken: list[PeriodMention] = []
    for match in (match for pattern in _PATTERNS for match in pattern.finditer(text)):
        is_apart = all(match.end() <= one.start or match.start() >= one.end for one in taken)
        period = _written(match) if is_apart else ""
        if period:
            taken.append(PeriodMention(period, match.start(), match.end()))
    return tuple(sorted(taken, key=lambda one: one.start))


def years_spanned(text: str) -> tuple[str, ...]:
    """All years of a span that a flat text names, from 2017 to 2019; none where it names none, or a very long one."""
    match = _YEARS.search(text)
    if match is None:
        return ()
    first, last = int(whole_year(match["first"])), int(whole_year(match["last"]))
    ends = {one.period for one in periods_in(text) if one.start < match.end() and match.start() < one.end}
    is_span = first < last <= first + _MOST_YEARS and {str(first), str(last)} <= ends  # no 2017 to Q4 2019
    return tuple(map(str, range(first, last + 1))) if is_span else ()


def without_span(text: str) -> str:
    """A flat text with the first year alone where it names a span of them."""
    return _YEARS.sub(lambda match: f"{whole_year(match['first'])} ", text)


def last_year(text: str) -> PeriodMention | None:
    """去年 and its like, whose year depends on the document; the period is ``""``."""
    match = _LAST_YEAR.search(text)
    return PeriodMention("", match.start(), match.end()) if match else None


def year_of(period: str) -> str:
    """The year of a period; ``""`` where there is none."""
    match = re.match(r"(?:19|20)\d\d", period)
    return match[0] if match else ""


def years_in(text: str) -> frozenset[str]:
    """The years that a text speaks of."""
    return frozenset(filter(None, (year_of(one.period) for one in periods_in(flat(text)))))


def is_finer(period: str) -> bool:
    """Whether a period is a part of a year or a day, other than the year's last, which closes the whole."""
    return len(period) > 4 and not period.endswith("-12-31")


def names_period(asked: str, found: str) -> bool:
    """Whether evidence of the period found speaks of the one asked: the same, a day within the month, the year for its end."""
    if asked == found or not asked:
        return True
    if asked.endswith("-12-31"):
        return found == year_of(asked)
    return asked[4:5] == "-" and found.startswith(f"{asked}-")


def is_in(day: str, part: str) -> bool:
    """Whether a day is in a quarter or a half, of the calendar."""
    count = _MONTHS_IN.get(part[4:5])
    if len(day) != len("2023-08-30") or count is None or len(part) != len("2023Q3") or day[:4] != part[:4]:
        return False
    return (int(day[5:7]) - 1) // count + 1 == int(part[5])


def period_score(asked: str, found: str, report_year: str) -> float:
    """How well a fact's period fits what was asked, 0 for not at all.

    Nothing asked means the report's own year; a fact without a period speaks of the report's own.
    """
    if not asked:
        return _own_period(found, report_year)
    if not found:
        return 0.9 if report_year and report_year == asked else 0.0
    if asked == found:
        return 1.0
    if year_of(asked) != year_of(found) or (len(asked) == 4 and is_part(found)):
        return 0.0
    return _within_year(asked, found)


def closes(day: str, part: str) -> bool:
    """Whether a balance of this day closes a quarter or a half, give or take the days to a weekend: July 2 does Q2."""
    count = _MONTHS_IN.get(part[4:5])
    if count is None or len(part) != len("2023Q2"):
        return False
    try:
        struck = date.fromisoformat(day)
    except ValueError:  # no day, or one that is none: 2023-02-30
        return False
    months = count * int(part[5])
    first_after = date(int(part[:4]) + months // 12, months % 12 + 1, 1)
    return abs((struck - first_after).days + 1) <= _TO_A_WEEKEND


def is_part(period: str) -> bool:
    """Whether this is a quarter, a half, or so many months: no answer where the year is asked."""
    return "/" in period or period[4:5] in ("Q", "H")


def _within_year(asked: str, found: str) -> float:
    whole, rest = len(asked) == 4, found[4:]
    if whole:
        return 1.0 if rest == "-12-31" else 0.9 if re.fullmatch(r"-\d\d(-\d\d)?", rest) and rest != "-01-01" else 0.55
    if asked.endswith("-12-31"):
        return 0.95 if not rest else 0.0
    return 0.9 if asked[4:5] == "-" and found.startswith(asked) else 0.0


def _own_period(found: str, report_year: str) -> float:
    if not found or not report_year:
        return 0.98
    if found == report_year:
        return 1.0
    if year_of(found) != report_year:
        return 0.7
    return max(_within_year(report_year, found), 0.75)  # a report on a quarter is not about the year before


def _written(match: re.Match[str]) -> str:
    parts = {name: found for name, found in match.groupdict().items() if found}
    if match.re in _OF_TWO_YEARS:
        return _of_two_years(parts)
    year = whole_year(parts["year"])
    if match.re is _ZH_SPAN:
        return year + part_of_span(match)
    if match.re in _ENDED:
        return _ended(parts) or year + _month_and_day(parts["month"], parts.get("day"))
    if "begin" in parts:
        return year + _between(month_number(parts["begin"]), month_number(parts["end"]))
    return year + (_part(parts) or _month_and_day(parts.get("month"), parts.get("day")))


def _of_two_years(parts: Mapping[str, str]) -> str:
    """The year that a year of parts of two ends in, with its part; ``""`` where they are no two, or may be a month or
    two whole years: 2010/11, 2023/2024.
    """
    year, part = end_of_two(parts.get("before") or parts["first"], parts["year"]), _part(parts)
    is_one = "marked" in parts or "named" in parts or bool(part) or _LAST_MONTH < int(parts["year"]) <= _LAST_SHORT
    return year + part if year and is_one else ""


def _ended(parts: Mapping[str, str]) -> str:
    """The part of a year that so many months end, by the calendar, give or take a week; ``""`` where they end none."""
    month, day = month_number(parts["month"]), int(parts.get("day") or 28)
    month, year = (month - 1, int(parts["year"])) if day <= _TO_A_WEEKEND else (month, int(parts["year"]))
    month, year = (12, year - 1) if not month else (month, year)
    length = 6 if "half" in parts else _MONTHS_OF[parts.get("length", "three")]
    if month % 3 or month < length or (length == 6 and month % 6) or (length == 9 and month != 9):
        return ""
    return str(year) + part_of_year(month - length + 1, month)


def _between(first: int, last: int) -> str:
    return part_of_year(first, last) if first < last else f"-{last:02d}"


def _part(parts: Mapping[str, str]) -> str:
    """The part of a year, or its first or last day, that a match names; ``""`` for none."""
    quarter, half = parts.get("quarter") or parts.get("word"), parts.get("half", "").upper()
    if quarter:
        return f"Q{QUARTERS[quarter]}"
    if half:
        return half if half[0] in "HQ" else half[::-1] if half[-1] in "HQ" else "H2" if half == "下半年" else "H1"
    number = parts.get("number") or QUARTERS.get(parts.get("nth", ""))
    if number:
        return f"H{number}"
    if "months" in parts:
        return part_of_year(1, _MONTHS_OF[parts["months"].split()[-1]])
    edge = parts.get("edge", "")
    return ("-01-01" if "初" in edge else "-12-31") if edge else ""


def _month_and_day(month: str | None, day: str | None) -> str:
    if not month:
        return ""
    if day and month.isdigit() and int(month) > 12:
        month, day = day, month
    number = month_number(month) if month[0].isascii() and month.isalpha() else figure(month)
    return f"-{number:02d}" + (f"-{figure(day):02d}" if day else "")
