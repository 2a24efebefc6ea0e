"""Names of months and quarters, and what months of a year are called together; shared by documents and questions."""

from __future__ import annotations

import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: names of months, whole or cut; for use inside other patterns, without case
MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
#: which of four quarters a word says
QUARTERS = {
    "一": "1",
    "二": "2",
    "三": "3",
    "四": "4",
    "1": "1",
    "2": "2",
    "3": "3",
    "4": "4",
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "1st": "1",
    "2nd": "2",
    "3rd": "3",
    "4th": "4",
}
ORDINAL = r"first|second|third|fourth|1st|2nd|3rd|4th"
_HAN_ONE = "[一二三四五六七八九]"
#: months and days in Chinese figures, for use inside other patterns: 十二, 三十一
HAN_MONTH = rf"(?:十[一二]?|{_HAN_ONE})"
HAN_DAY = rf"(?:三十一?|二?十{_HAN_ONE}?|{_HAN_ONE})"
#: 1-9月, 一至九月, 4月至6月, 前三季度, 前9个月: groups ``first`` and ``last``, ``quarters`` or ``months``
ZH_SPAN = (
    rf"(?:(?<!\d)0?(?P<first>\d{{1,2}}|{HAN_MONTH})\s*月?\s*(?:[-—–~至到]|--)\s*0?(?P<last>\d{{1,2}}|{HAN_MONTH})\s*月"
    rf"(?!\s*(?:\d+|{HAN_DAY})\s*日)(?:份|末)?"
    r"|前(?P<quarters>[二三四2-4])个?季度|前(?P<months>[369])个月)"
)
#: what the second of two years does not stand before, for use inside other patterns, without case: 2023-24%, Q3 2023-24 October 2023
END_OF_TWO = (
    r"(?!\d|[./-]\d"
    rf"|\s*(?:[%万亿元]|(?:st|nd|rd|th)\b|(?:{MONTH})\.?,?\s+(?:19|20)\d\d|(?:tr|b|m)illion|thousand))"
)
_NAMED = {
    (1, 3): "Q1",
    (4, 6): "Q2",
    (7, 9): "Q3",
    (10, 12): "Q4",
    (1, 6): "H1",
    (7, 12): "H2",
    (1, 9): "Q1-Q3",
    (1, 12): "",
}
_HAN_DIGITS = {"〇": 0, "○": 0, "零": 0, **{digit: at for at, digit in enumerate("一二三四五六七八九", 1)}}
_HAN_ZEROS = dict.fromkeys("〇○◯零Oo0", "0")  #: in years also as they are typed or recognised: 二OO八
_HAN_YEAR = re.compile(rf"[一二][{''.join(_HAN_ZEROS)}一二三四五六七八九]{{3}}(?=\s*(?:财|财政|会计)?年)")
_HAN_DATE = re.compile(rf"(?<!\d)(\d{{4}}\s*年)\s*({HAN_MONTH})\s*月(?:\s*({HAN_DAY})\s*([日号]))?")
_LAST = 12


def month_number(name: str) -> int:
    """1 for Jan or January."""
    return MONTHS.index(name[:3].lower()) + 1


def part_of_year(first: int, last: int) -> str:
    """What the months from the first to the last of a year are called behind it: ``Q2``, ``H1``, ``Q1-Q3``, ``-02/P2M``;
    ``""`` for all of it. ValueError where they are none.
    """
    if not 0 < first <= last <= _LAST:
        raise ValueError("no months of a year")
    if first == last:
        return f"-{last:02d}"
    return _NAMED.get((first, last), f"-{last:02d}/P{last - first + 1}M")


def whole_year(year: str) -> str:
    """A year of two digits in four."""
    if len(year) > 2:
        return year
    return f"{'20' if year < '70' else '19'}{year}"


def end_of_two(first: str, second: str) -> str:
    """The year that one ends in which is parts of two, 2024 of 2023/24; ``""`` where the second is not the next."""
    ends = str(int(whole_year(first)) + 1)
    return ends if ends.endswith(second) else ""


def part_of_span(match: re.Match[str]) -> str:
    """What a match of ``ZH_SPAN`` says behind its year; ``""`` where it names all of it, or no months."""
    if match["quarters"] or match["months"]:
        return part_of_year(1, int(QUARTERS[match["quarters"]]) * 3 if match["quarters"] else int(match["months"]))
    first, last = figure(match["first"]), figure(match["last"])
    return part_of_year(first, last) if 0 < first < last <= _LAST else ""


def with_digits(text: str) -> str:
    """Dates in Chinese figures in digits: 二〇一九年十二月三十一日 as 2019年12月31日."""
    return _HAN_DATE.sub(_in_digits, with_year_in_digits(text))


def with_year_in_digits(text: str) -> str:
    """Years in Chinese figures in digits, each character in its place: 二〇一九年三月 as 2019年三月."""
    return _HAN_YEAR.sub(lambda match: "".join(map(_digit, match[0])), text)


def figure(text: str) -> int:
    """A month or a day in digits or in Chinese figures: 31, 三十一."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_HAN_DIGITS[tens] if tens else 1 if ten else 0) * 10 + (_HAN_DIGITS[ones] if ones else 0)


def _in_digits(match: re.Match[str]) -> str:
    day = f"{figure(match[3])}{match[4]}" if match[3] else ""
    return f"{match[1]}{figure(match[2])}月{day}"


def _digit(character: str) -> str:
    return _HAN_ZEROS.get(character) or str(_HAN_DIGITS[character])
