"""Fiscal years that end early in the next calendar year: fiscal 2022, on January 28, 2023."""

from __future__ import annotations

import re

from desktop.answering.task import Task

_EARLY_DAY = re.compile(r"(\d{4})-0[12]-\d\d(?=$|/)")


def ending_late(task: Task) -> frozenset[str]:
    """Documents that report on a year and have about as much of a day in January or February after it as of one in it."""
    found: set[str] = set()
    for document in task.documents:
        days = [
            match[1]
            for fact in task.facts
            if fact.evidence.document == document.id and (match := _EARLY_DAY.match(fact.period))
        ]
        year = int(document.year) if document.year.isdigit() else 0
        after, within = days.count(str(year + 1)), days.count(str(year))
        found |= {document.id} if after > 1 and 2 * after >= within and 2 * within >= after else set()
    return frozenset(found)


def fiscal(period: str) -> str:
    """The fiscal year, or its last quarter, of a day early in the next year."""
    match = _EARLY_DAY.match(period)
    year = str(int(match[1]) - 1) if match else ""
    return {"": year, "/P3M": f"{year}Q4"}.get(period[10:], period) if match else period
