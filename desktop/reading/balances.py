"""The days on which balances are struck, as rows, captions and the corners of tables tell them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from desktop.domain.months import MONTH, month_number
from desktop.domain.terms import uniform
from desktop.reading.dates import DAY_FIRST, ENGLISH_DATE, written
from desktop.reading.periods import ENDS, bare_year

_MONTH = rf"({MONTH})\.?"
#: a line that says nothing else behind the date
_BALANCE_DAY = re.compile(
    rf"\bas\s+(?:at|of)\s+(?:{_MONTH}\s+(\d{{1,2}})|(\d{{1,2}})\s+{_MONTH})(?!\d)"
    r"(?:[\s,]*(?:and\s+)?(?:19|20)\d\d)*\W*(?:\([^()]*\)\W*)?$",
    re.I,
)
_A_DAY = rf"(?:{MONTH})\s+\d{{1,2}}|\d{{1,2}}\s+(?:{MONTH})"
_DAY_ONLY = re.compile(rf"({_A_DAY}),?", re.I)
_DAY_FIRST_OF_ALL = re.compile(rf"(?:as\s+(?:of|at)|at)\s+({_A_DAY})\b", re.I)
_DAY_BEFORE = re.compile(rf"^(?i:(?:as\s+(?:of|at)|at)\s+)?(?i:{_A_DAY}),?(?:\s+(?=[A-Z])|$)")
_BRACKETED = re.compile(r"\([^()]*\)")
_MOST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BALANCE = re.compile(
    rf"^(?:{ENGLISH_DATE.pattern}|{DAY_FIRST.pattern})\W*$|^(?:(?:balances?|(?:\w+\s+){{0,3}}outstanding)\b\W*(?:as\s+)?(?:at|of|on)?|as\s+(?:at|of)|at)\s+"
    rf"({ENGLISH_DATE.pattern}|{DAY_FIRST.pattern})",
    re.I,
)
#: what is held on a day, which its name ends with: Non-vested shares at December 31, 2019
_HELD = re.compile(
    rf"^(?=.*\b(?:shares?|units|options|warrants|awards|cash|balances?|non-?vested|unvested|exercisable|outstanding|vest)\b)"
    rf"(?!.*\b(?:paid|declared|granted|issued|acqui\w+|ended)\b)"
    rf"(?:[a-z’'&/-]+\s+){{1,8}}(?:at|as\s+of)\s+(?:{ENGLISH_DATE.pattern}|{DAY_FIRST.pattern})\W*$",
    re.I,
)
_ROW_BEGINS = re.compile(
    r"^(?:上年|上期|上年度)(?:期末|年末|末)?余额|^(?:本年|本期)?(?:期初|年初)(?:余额|数)?(?=\s|$)|年初余额$|期初余额$"
)
_FIRST_DAY = re.compile(r"\b(?:at|on)\s+(?:1(?:st)?\s+January|January\s+1(?:st)?)\b(?!\W*(?:19|20)\d\d)", re.I)
_ROW_ENDS = re.compile(r"^(?:本年|本期)?(?:期末|年末)(?:余额|数)?(?=\s|$)")


def period_of_row(label: str, period: str) -> str:
    """The day that a row is about by its own name, in a column of this year or of months from its beginning: 上年期末余额,
    期初余额; else ``""``.
    """
    year, part = period[:4], period[4:]
    if year and part in ("", "-12-31") and _FIRST_DAY.search(label):
        return f"{year}-01-01"
    if not year or part not in ENDS:
        return ""
    if _ROW_BEGINS.search(label):
        return f"{int(year) - 1}-12-31"
    return f"{year}{ENDS[part]}" if _ROW_ENDS.search(label) else ""


def day_of_balance(label: str) -> str:
    """The date that a row's label says its balance is struck on, or is: Balance at December 31, 2020; else ``""``."""
    match = _BALANCE.match(uniform(label)) or _HELD.match(uniform(label))
    return written(match[0]) if match else ""


def is_balance(label: str) -> bool:
    """Whether a label is that of a balance, and no other that ends with a date."""
    return _BALANCE.match(uniform(label)) is not None


def day_of(text: str) -> str:
    """The day of the year, ``MM-DD``, that a balance is struck on: As at 30 June 2022, As of December 31; else ``""``."""
    match = _BALANCE_DAY.search(text)
    if match is None:
        return ""
    month, day = (match[1], match[2]) if match[1] else (match[4], match[3])
    number = month_number(month) - 1
    return f"{number + 1:02d}-{int(day):02d}" if 0 < int(day) <= _MOST_DAYS[number] else ""


def is_day(text: str) -> bool:
    """Whether a date written YYYY-MM-DD is one: there is no 2023-02-29."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def day_in_corner(headers: Sequence[str]) -> str:
    """The day that stands alone above the labels of a table whose columns are years: June 30, over 2023 and 2022."""
    text = " ".join(_BRACKETED.sub(" ", headers[0]).split()) if headers else ""
    years = [one for one in headers[1:] if one]
    found = _DAY_ONLY.fullmatch(text) or _DAY_FIRST_OF_ALL.match(text)
    return day_of(f"as of {found[1]}") if found and years and all(map(bare_year, years)) else ""


def without_day(corner: str) -> str:
    """What the header of the labels says behind the day that all columns are of: Assets, of As of June 30, Assets."""
    return _DAY_BEFORE.sub("", corner)
