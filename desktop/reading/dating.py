"""The period of a table's cell: that of its column, of the rows around it, of the corner or of the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from desktop.domain.document import Table
from desktop.domain.months import MONTH
from desktop.reading.balances import day_of_balance, is_balance, is_day, period_of_row
from desktop.reading.context import DocumentContext
from desktop.reading.leads import is_caption
from desktop.reading.periods import (
    dated_first,
    is_ambiguous,
    is_comparison,
    is_period,
    names_period,
    period_between,
    period_introduced,
    period_of,
    rest_of,
)
from desktop.reading.tablerows import DataRow, clean_label

_AS_AT = re.compile(r"(?:as\s+)?(?:at|of)\b", re.I)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_STRUCK = re.compile(r"(?:\w+\s+){0,3}(?:balance|outstanding)", re.I)
_LEAST_DUE = 3
_SHORT_LEAD = 60
_PART_OF_YEAR = re.compile(rf"\b(?:{MONTH})\b|\bquarter|\bQ[1-4]\b|\d\s*月|季度|半年", re.I)


def period_of_cell(document: DocumentContext, table: Table, header: str, row: DataRow) -> str:
    """The period of a column, else of the rows' group, else of the table's title; moved where the row speaks of the
    year's beginning.
    """
    label = _label_of(row)
    period = period_of(header, document.year, document.part)
    if not period and not is_comparison(header) and not is_ambiguous(header):
        around = (_of_group(document, row, header), _of_corner(row), _of_title(document, table, row))
        period = next(filter(None, around), "")
    struck = day_of_balance(label)
    if struck and len({period_of(one, document.year, document.part) for one in table.columns[1:]}) == 1:
        return struck
    of_row = period_of_row(label, period)
    if _BARE_YEAR.fullmatch(period):
        day = "" if _is_due(document, table, int(period)) else table.day
        return of_row or (f"{period}-{day}" if day and is_day(f"{period}-{day}") else period)
    return of_row or period


def between_balances(rows: Sequence[DataRow]) -> dict[int, str]:
    """The period of the rows between two balances of one day each, as statements of equity have them; none where the
    table has no such balance.
    """
    labels = [_label_of(row) for row in rows]
    days = [day_of_balance(label) for label in labels]
    dated = [at for at, day in enumerate(days) if day]
    moved = any(after - before > 1 for before, after in pairwise(dated)) or any(
        _STRUCK.match(labels[at]) for at in dated
    )
    moved = moved and (dated[0] == 0 or any(map(is_balance, labels)))
    found: dict[int, str] = {}
    for at, row in enumerate(rows if moved else ()):
        before = next(filter(None, reversed(days[:at])), "")
        after = next(filter(None, days[at:]), "")
        if not days[at]:
            found[row.cells[0].row] = period_between(before, after) if before and after else ""
    return found


def _of_group(document: DocumentContext, row: DataRow, header: str) -> str:
    """The period that the rows around are headed with, and with nothing else: June 30, 2015; Fiscal 2018.

    None where the header names a part of a year by itself: the quarter that ended September 30.
    """
    if _PART_OF_YEAR.search(header):
        return ""
    groups = (one for one in reversed(row.groups) if not any(map(str.isalpha, rest_of(one))))
    return next(filter(None, (period_of(one, document.year, document.part) for one in groups)), "")


def _of_corner(row: DataRow) -> str:
    """The period that stands above the labels, where no column names one: As at 31 March 2022."""
    corner, *others = row.headers or ("",)
    dated = is_period(corner) or _AS_AT.match(corner)
    return period_of(corner, None) if dated and not any(map(names_period, others)) else ""


def _of_title(document: DocumentContext, table: Table, row: DataRow) -> str:
    """The period of the table's title, or of the sentence that leads to it; none where columns have others: then those
    without one are changes.
    """
    short = len(table.lead) <= _SHORT_LEAD and not is_caption(table.lead)
    said = (table.title, table.lead if short else dated_first(table.lead) or period_introduced(f"{table.lead}:"))
    found = next(filter(None, (period_of(one, document.year, document.part) for one in said)), "")
    own = (period_of(one, document.year, document.part) for one in row.headers[1:])
    whole = _BARE_YEAR.fullmatch(found)
    return found if {one[:4] if whole else one for one in own if one} <= {found} else ""


def _is_due(document: DocumentContext, table: Table, year: int) -> bool:
    """Whether a year is one to come, in which a debt is due: of several in order that go on after the report's."""
    found = (period_of(header, None) for header in table.columns)
    years = [int(one) for one in dict.fromkeys(found) if _BARE_YEAR.fullmatch(one)]
    ahead = len(years) >= _LEAST_DUE and years == sorted(years)
    return ahead and document.year is not None and year > document.year


def _label_of(row: DataRow) -> str:
    return clean_label(" ".join(cell.text for cell in row.labels))
