"""A field's value in the form that sheets have: dates as ISO; or nothing where it is of another kind."""

from __future__ import annotations

import re
from datetime import datetime

from dateutil import parser as dates

from desktop.answering.periods import periods_in
from desktop.answering.wording import flat
from desktop.domain.durations import CHINESE_DURATION, DURATION
from desktop.domain.extraction import FieldKind
from desktop.domain.numbers import quantity_of
from desktop.domain.terms import is_chinese

_PERCENT = re.compile(r"\d\s*[%％]")
_DURATION = re.compile(rf"{DURATION}|{CHINESE_DURATION}", re.I)
_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_DAY_AND_YEAR = re.compile(r"\d.*?\d")
#: 03/04/2018 is in March or in April
_EITHER = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])([/.-])(0?[1-9]|1[0-2])\2(?:\d{4}|\d\d)(?!\d)")
_UNSET = datetime(1, 1, 1), datetime(2, 2, 2)  # noqa: DTZ001 - days only: what a text leaves open is what they differ in


def typed(value: str, kind: FieldKind) -> str:
    """The value as this kind is written; ``""`` where it can't be of that kind."""
    if kind is FieldKind.DATE:
        return _date(value)
    return value if _is_of(kind, value) else ""


def _is_of(kind: FieldKind, value: str) -> bool:
    match kind:
        case FieldKind.NUMBER | FieldKind.MONEY:
            return quantity_of(value) is not None
        case FieldKind.PERCENT:
            return _PERCENT.search(value) is not None
        case FieldKind.DURATION:
            return _DURATION.search(value) is not None
        case FieldKind.PERSON | FieldKind.ORGANISATION:
            return any(map(str.isalpha, value)) and quantity_of(value) is None
    return True


def _date(value: str) -> str:
    """ISO: 2023-03-15, or 2023-03 where no day is told; as written where day and month can't be told apart."""
    either = _EITHER.search(value)
    if either and int(either[1]) != int(either[3]):
        return value
    told = next((one.period for one in periods_in(flat(value)) if _DAY.fullmatch(one.period)), "")
    if len(told) == len("2023-03-15") or is_chinese(value) or not _DAY_AND_YEAR.search(value):
        return told
    try:
        first, second = (dates.parse(value, fuzzy=True, default=unset) for unset in _UNSET)
    except (ValueError, OverflowError):
        return told
    return f"{first:%Y-%m-%d}" if first == second else told
