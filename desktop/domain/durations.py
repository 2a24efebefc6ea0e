"""Lengths of time as contracts write them: ``two (2) years``, ``18 months``, 三年, 36个月."""

from __future__ import annotations

import re
from decimal import Decimal

from desktop.domain.fact import Quantity

_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_WORDS = {word: number for number, word in enumerate(_NUMBERS, start=1)} | {
    "twenty-four": 24, "thirty": 30, "thirty-six": 36, "sixty": 60, "ninety": 90,
}  # fmt: skip
_CHINESE = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
COUNT = rf"(?:{'|'.join(sorted((word.replace('-', '[- ]') for word in _WORDS), key=len, reverse=True))}|\d{{1,3}})"
#: for use inside other patterns, without case
DURATION = rf"{COUNT}(?:[- ]?\((?:{COUNT})\))?[- ](?:calendar )?(?:years?|months?|weeks?|days?)"
CHINESE_DURATION = r"(?:[一二两三四五六七八九十]{1,3}|\d{1,3})(?:\s*[（(]\s*\d+\s*[)）])?\s*(?:周年|年|个月|日|天)"
_ENGLISH_PARTS = re.compile(
    rf"(?P<count>{COUNT})(?:[- ]?\([^)]*\))?[- ](?:calendar )?(?P<unit>year|month|week|day)s?", re.I
)
_CHINESE_PARTS = re.compile(
    r"(?P<count>[一二两三四五六七八九十]{1,3}|\d{1,3})(?:\s*[（(][^）)]*[)）])?\s*(?P<unit>周年|年|个月|日|天)"
)
_CHINESE_UNITS = {"周年": "年", "日": "天"}


def duration_of(text: str) -> Quantity | None:
    """The length of time that a text is, in the unit it is written in (``years``, ``个月``); None if it is none."""
    match = _ENGLISH_PARTS.fullmatch(text.strip())
    if match:
        word = match["count"].lower().replace(" ", "-")
        return Quantity(Decimal(_WORDS.get(word) or word), f"{match['unit'].lower()}s")
    match = _CHINESE_PARTS.fullmatch(text.strip())
    if match is None:
        return None
    return Quantity(Decimal(_chinese(match["count"])), _CHINESE_UNITS.get(match["unit"], match["unit"]))


def _chinese(written: str) -> int:
    if written.isdigit():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return (_CHINESE.get(tens, 1) * 10 if ten else 0) + _CHINESE.get(ones, 0)
