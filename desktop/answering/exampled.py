"""What a field's example tells of its values."""

from __future__ import annotations

import re

from desktop.answering.typed import is_company, is_date, typed
from desktop.domain.durations import duration_of
from desktop.domain.extraction import Field, FieldKind
from desktop.domain.months import HAN_DAY, HAN_MONTH, MONTH
from desktop.domain.numbers import quantity_of

_DIGITS = re.compile(r"\d[\d./-]*")
#: 600000, 007, 2021: a code, or a year; numbers are grouped, or short
_CODE = re.compile(r"\d{6,}|0\d+|(?:19|20)\d\d")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
#: a day of any year: 12 March, March 12th, 3月12日; SEP-12 may be a code as well
_OF_ANY_YEAR = re.compile(
    rf"{_DAY}(?:st|nd|rd|th)?[\s-]*(?:of\s+)?(?:{MONTH})\.?|(?-i:(?![A-Z]{{3,4}}-))(?:{MONTH})\b\.?[\s-]*{_DAY}(?:st|nd|rd|th)?"
    rf"|(?:0?[1-9]|1[0-2]|{HAN_MONTH})\s*月\s*(?:{_DAY}|{HAN_DAY})\s*[日号]",
    re.I,
)
_SIGNED = re.compile(r"\d\s*[%％]")


def kind_of_example(example: str) -> FieldKind:
    """The kind of values that an example is of; text for names of persons, codes, and what may be several things.

    >>> kind_of_example("$1,250.00").value, kind_of_example("600000").value, kind_of_example("2 years").value
    ('money', 'text', 'duration')
    """
    if _OF_ANY_YEAR.fullmatch(example.strip()) or (typed(example, FieldKind.DATE) and is_date(example)):
        return FieldKind.DATE
    if duration_of(example):
        return FieldKind.DURATION
    if is_company(example):
        return FieldKind.ORGANISATION
    return _kind_of_figure(example) if quantity_of(example) and not _CODE.fullmatch(example) else FieldKind.TEXT


def agrees(value: str, field: Field) -> bool:
    """Whether a text has a digit where the example of its field is made of them: a code, a year."""
    is_numeral = field.kind is FieldKind.TEXT and _DIGITS.fullmatch(field.example.strip()) is not None
    return not is_numeral or any(map(str.isdigit, value))


def _kind_of_figure(example: str) -> FieldKind:
    if _SIGNED.search(example):
        return FieldKind.PERCENT
    quantity = quantity_of(example)
    has_unit = quantity is not None and quantity.unit != ""
    return FieldKind.MONEY if has_unit and typed(example, FieldKind.MONEY) else FieldKind.NUMBER
