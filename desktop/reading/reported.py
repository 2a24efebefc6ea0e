"""The year that a document reports on, and the part of it, found where its cover or title says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from desktop.domain.months import END_OF_TWO, MONTH, ORDINAL, QUARTERS, end_of_two, month_number, with_digits
from desktop.domain.terms import uniform
from desktop.reading.periods import bare_year

_Y = r"(?:19|20)\d\d"
_DATE = rf"(?:(?P<month>{MONTH})\.?\s+\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?P<month_second>{MONTH}))\s*,?\s*(?P<year>{_Y})"
_CHINESE = re.compile(
    rf"(?P<year>{_Y})\s*年?\s*(?:年度|(?P<half>半年度|中期)|第?(?P<quarter>[一二三四1-4])季度|年)?\s*(?:财务|审计)?(?:年度)?(?:报告(?!期)|报表)"
)
_ENDED = re.compile(
    rf"(?:fiscal\s+)?(?:years?|(?P<half>six[\s-]months?|half[\s-]years?|(?:26|twenty-six)[\s-]weeks)|(?:5[23]|fifty-(?:two|three))[\s-]weeks"
    rf"|period)\s+ended\W+{_DATE}",
    re.I,
)
#: Annual Report & Accounts 2022, 2018/19 annual report
_REPORT = (
    r"(?:annual|integrated|(?P<half>interim|half[\s-]year(?:ly)?))\s+(?:financial\s+)?(?:report|results|statements)"
    r"(?:\s+(?:and|&)\s+(?:accounts|financial\s+statements))?"
)
_SPAN = rf"(?P<year>{_Y})(?:[/–-](?P<until>(?:20)?\d\d){END_OF_TWO})?"
_REPORT_FIRST = re.compile(rf"\b{_REPORT}\s+(?:(?:for|of)\s+)?(?:fiscal\s+(?:year\s+)?|FY\s?)?{_SPAN}", re.I)
_YEAR_FIRST = re.compile(rf"(?<!\d){_SPAN}\s+{_REPORT}\b", re.I)
#: First-Quarter 2023 Results, Fiscal 2022 Results
_RESULTS = re.compile(
    rf"\b(?:(?:Q(?P<number>[1-4])|(?P<ordinal>{ORDINAL})[\s-]quarter)\s+(?:fiscal\s+)?|fiscal\s+|full[\s-]year\s+)(?P<year>{_Y})\s+"
    r"(?:financial\s+)?results\b",
    re.I,
)
_PATTERNS = (_CHINESE, _ENDED, _REPORT_FIRST, _YEAR_FIRST, _RESULTS)
#: 2023/24, not 2009/10, which may be a month, 2019 20 or 2019-20-03
_UNTIL = rf"[/–-](?P<until>1[3-9]|[2-9]\d)(?![a-z号]){END_OF_TWO}"
_IN_NAME = re.compile(rf"(?<!\d)(?P<year>{_Y})(?!\d)(?:{_UNTIL})?", re.I)
_TWO_YEARS = re.compile(rf"(?:FY\s?)?(?P<year>{_Y}){_UNTIL}", re.I)
#: the first number of a year's, no second year: INV-2019-20
_NUMBER = re.compile(rf"\b(?:inv(?:oice)?|po|order|receipt|scan|no)\W{{0,3}}(?P<year>{_Y})(?!\d)", re.I)
_FIRST_LINES = 160
_COVER = 40
_PARTS = {"1": "Q1", "2": "H1", "3": "Q1-Q3", "4": ""}
_JUNE = 6


def reported_year(texts: Sequence[str], stem: str) -> tuple[int | None, str]:
    """The year that the first lines of a document, else the ``stem`` of its file's name, say it reports on, and the part
    of that year: ``Q1``, ``H1``, ``Q1-Q3``, or ``""`` for all of it. A title may run over two lines.
    """
    lines = [with_digits(uniform(text)) for text in texts[:_FIRST_LINES]]
    for line in [*_with_next(lines), stem]:
        found = next(filter(None, (pattern.search(line) for pattern in _PATTERNS)), None)
        if found:
            return _year(found), _part(found)
    years = {_bare_year(line) for line in lines[:_COVER]} - {None}
    name = stem.replace("_", " ")
    match = _NUMBER.search(name) or _IN_NAME.search(name)
    return years.pop() if len(years) == 1 else _year(match) if match else None, ""


def _with_next(lines: Sequence[str]) -> Iterator[str]:
    for line, following in pairwise([*lines, ""]):
        yield line
        yield f"{line} {following}"


def _bare_year(line: str) -> int | None:
    """The year that is all that a line says, also one that is parts of two."""
    two, year = _TWO_YEARS.fullmatch(line.strip()), bare_year(line)
    if two and _year(two) != int(two["year"]):
        return _year(two)
    return int(year) if year else None


def _year(match: re.Match[str]) -> int:
    """The year found; the second of two, in which it ends: 2018/19."""
    until = match.groupdict().get("until")
    return int((until and end_of_two(match["year"], until)) or match["year"])


def _part(match: re.Match[str]) -> str:
    said = match.groupdict()
    quarter = said.get("quarter") or said.get("number") or said.get("ordinal")
    if quarter:
        return _PARTS[QUARTERS[quarter.lower()]]
    if not said.get("half"):
        return ""
    month = said.get("month") or said.get("month_second")
    return "" if month and month_number(month) != _JUNE else "H1"
