"""Periods in questions and facts, and whether a fact's period is the one asked for.

A period is written ``2019``, ``2019Q1``, ``2019H1``, ``2019Q1-Q3``, ``2019-12`` or ``2019-12-31``; one of so many
months that is none of these ``2019-01-26/P3M``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.answering.wording import flat

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join(month if month == "may" else f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS)
_DIGITS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_OF_YEAR = r"(?P<year>(?:19|20)\d\d)\s*年\s*"
#: 2019年1-9月, 2019年1月至6月, 2019年前三季度: from the year's beginning
_ZH_SPAN = re.compile(
    _OF_YEAR + r"(?:0?1\s*月?\s*[-—–~至到]\s*(?P<until>0?[369]|12)\s*月(?!\s*\d+\s*日)份?"
    r"|前(?P<quarters>[二三四2-4])个?季度|前(?P<months>[369])个月)"
)
_ZH = re.compile(
    rf"{_OF_YEAR}(?:(?P<half>上半年|半年度)|第?(?P<quarter>[一二三四1-4])季度?"
    r"|(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*日)?|(?P<edge>年?[末底初](?!期)))?(?:年?度(?!报告))?"
)
_EN_DATE = re.compile(rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b")
_EN_DAY_FIRST = re.compile(
    rf"(?<![\d.,])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<month>{_MONTH})\.?[\s,-]*(?P<year>(?:19|20)\d\d)\b"
)
_SLASHED = re.compile(r"(?<!\d)(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)\d\d)(?!\d)")
_EN_MONTH = re.compile(rf"\b(?P<month>{_MONTH})\.?,?\s+(?P<year>(?:19|20)\d\d)\b")
_EN_QUARTER = re.compile(
    r"\b(?:q(?P<quarter>[1-4])|(?P<word>first|second|third|fourth) quarter)(?:\s+(?:of|in))?(?:\s+(?:fy|fiscal))?"
    r"(?:\s+year)?\s*(?P<year>(?:19|20)\d\d)\b"
)
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>[01]?\d)(?:-(?P<day>[0-3]?\d))?(?!\d)")
_YEAR = re.compile(
    r"(?:\b(?:fy|fiscal(?: year)?|year)\s*)?(?<![\d.,])(?P<year>(?:19|20)\d\d)(?![\d.,]*\d|\s*[万亿元千百股人吨台%])(?P<half>h[12]|q[1-4])?"
)
_PATTERNS = (_ZH_SPAN, _ZH, _EN_DATE, _EN_DAY_FIRST, _SLASHED, _EN_MONTH, _EN_QUARTER, _ISO, _YEAR)
_WORDS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
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
    taken: list[PeriodMention] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if all(match.end() <= one.start or match.start() >= one.end for one in taken):
                taken.append(PeriodMention(_written(match), match.start(), match.end()))
    return tuple(sorted(taken, key=lambda one: one.start))


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
    if year_of(asked) != year_of(found) or (len(asked) == 4 and _is_part(found)):
        return 0.0
    return _within_year(asked, found)


def _is_part(period: str) -> bool:
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
    return _within_year(report_year, found)


def _written(match: re.Match[str]) -> str:
    parts = match.groupdict()
    year = str(parts["year"])
    if "until" in parts:
        return year + _from_beginning(parts["until"], parts["quarters"], parts["months"])
    if parts.get("half"):
        return year + (parts["half"].upper() if parts["half"][0] in "hq" else "H1")
    quarter = parts.get("quarter") or _WORDS.get(parts.get("word") or "")
    if quarter:
        return f"{year}Q{_DIGITS.get(quarter, quarter)}"
    if parts.get("edge"):
        return f"{year}-01-01" if "初" in parts["edge"] else f"{year}-12-31"
    return year + _month_and_day(parts.get("month"), parts.get("day"))


def _from_beginning(month: str | None, quarters: str | None, months: str | None) -> str:
    """Q1, H1 or Q1-Q3 for what ends with that month or quarter; nothing for the whole year."""
    last = int(_DIGITS.get(quarters, quarters)) * 3 if quarters else int(month or months or 12)
    return {3: "Q1", 6: "H1", 9: "Q1-Q3"}.get(last, "")


def _month_and_day(month: str | None, day: str | None) -> str:
    if not month:
        return ""
    if day and month.isdigit() and int(month) > 12:
        month, day = day, month
    number = int(month) if month.isdigit() else next(i for i, name in enumerate(_MONTHS, 1) if name[:3] == month[:3])
    return f"-{number:02d}" + (f"-{int(day):02d}" if day else "")
