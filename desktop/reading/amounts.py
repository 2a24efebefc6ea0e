"""Which values of facts are amounts: dates, codes and telephone numbers are none, though digits they have."""

from __future__ import annotations

import re

from desktop.domain.fact import Quantity, Triple
from desktop.domain.numbers import quantity_of
from desktop.reading.periods import is_dateish

_CODE = re.compile(
    r"代码|编号|号码|邮编|邮政编码|电话|传真|网址|\b(?:code|phone|telephone|fax|zip|number|no)\b\.?$", re.I
)
_DATE = re.compile(
    r"(?:日期|时间|日|年月|生日|生年|卒年|年份)$|\b(?:date|born|died|birthday)\b|(?<!within one )(?<!within )(?<!per )\byear$",
    re.I,
)
_NUMBERED = re.compile(r"0\d+")  #: no amount begins so
_OLD_YEAR = re.compile(r"1\d{3}\s*年")
_DATED = re.compile(r"(?:1\d|20)\d\d(?:[-./]\d{1,2}){0,2}(?:年.*)?|\d{1,2}(?:[-./]\d{1,2}){1,2}")


def amount_of(triple: Triple, unit: str = "", label: str = "", group: str = "") -> Quantity | None:
    """The number behind a fact's value, in the table's unit; None where the value is no amount.

    ``label`` is what row and column say, a line each, where that is more than the attribute; ``group`` what the rows
    around it are headed with.
    """
    value = triple.value.strip()
    is_date = (
        is_dateish(value) or _OLD_YEAR.match(value) or (_DATE.search(triple.attribute) and _DATED.fullmatch(value))
    )
    if is_date or _CODE.search(triple.attribute) or _NUMBERED.fullmatch(value):
        return None
    return quantity_of(value, unit, label or triple.attribute, group)
