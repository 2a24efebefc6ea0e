"""Fiscal years that end early in the next calendar year: fiscal 2022, on January 28, 2023."""

from __future__ import annotations

import re

from desktop.answering.library import DocumentInfo
from desktop.answering.task import Task

_EARLY_DAY = re.compile(r"(\d{4})-0[12]-\d\d(?=$|/)")
_MOST_PAGES = 4  #: of a document, that are looked at for days


def ending_late(task: Task) -> frozenset[str]:
    """Documents that report on a year and have about as much of a day in January or February after it as of one in it."""
    return frozenset(one.id for one in task.documents if one.year.isdigit() and _ends_late(one, task))


def _ends_late(document: DocumentInfo, task: Task) -> bool:
    """As the pages tell that such days stand on: the facts at hand may be few, of a total two."""
    early = (one for one in task.facts if one.evidence.document == document.id and _EARLY_DAY.match(one.period))
    pages = list(dict.fromkeys(one.evidence.page for one in early))[:_MOST_PAGES]
    told = [fact for page in pages for fact in task.library.facts_on(document.id, page)]
    days = [match[1] for fact in told if (match := _EARLY_DAY.match(fact.period))]
    after, within = days.count(str(int(document.year) + 1)), days.count(document.year)
    return after > 1 and 2 * after >= within and 2 * within >= after


def fiscal(period: str) -> str:
    """The fiscal year, or its last quarter, of a day early in the next year."""
    match = _EARLY_DAY.match(period)
    year = str(int(match[1]) - 1) if match else ""
    return {"": year, "/P3M": f"{year}Q4"}.get(period[10:], period) if match else period
