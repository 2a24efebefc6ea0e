"""Spans of dates: a field for the first or the last day finds it in the span that a document gives."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.answering.typed import typed
from desktop.domain.extraction import FieldKind
from desktop.domain.terms import is_chinese

_FIRST = re.compile(
    r"^(?P<base>.+?)[\s_-]+(?:from|start|begins?|beginning)$|^(?P<han>.+?)(?:起始|开始|起)(?:日期|日)?$", re.I
)
_LAST = re.compile(
    r"^(?P<base>.+?)[\s_-]+(?:to|ends?|ending|until|through)$|^(?P<han>.+?)(?:终止|结束|截止|止)(?:日期|日)?$", re.I
)
_BETWEEN = re.compile(r"\s*(?:[-–—~～至到]|\bto\b|\bthrough\b|\buntil\b)\s*")


@dataclass(frozen=True, slots=True)
class SpanEnd:
    """The first or the last day (``last``) of the span that ``base`` names: the flight, the service."""

    base: str
    last: bool

    @property
    def names(self) -> tuple[str, ...]:
        """What a document may call the span."""
        ends = ("期间", "期限", "日期", "") if is_chinese(self.base) else (" dates", " period", "")
        return tuple(self.base + end for end in ends)


def span_end(name: str) -> SpanEnd | None:
    """The end of a span that a field's name asks for.

    >>> span_end("flight from")
    SpanEnd(base='flight', last=False)
    >>> span_end("服务终止日期")
    SpanEnd(base='服务', last=True)
    """
    for pattern, last in ((_FIRST, False), (_LAST, True)):
        match = pattern.match(name)
        if match:
            return SpanEnd(match["base"] or match["han"], last)
    return None


def day_of(span: str, last: bool) -> str:
    """The first or last day in a span of dates, as written; ``""`` for what is no span of two dates.

    >>> day_of("01/28/20 - 02/13/20", last=True)
    '02/13/20'
    """
    for between in _BETWEEN.finditer(span):
        days = span[: between.start()].strip(), span[between.end() :].strip()
        if all(typed(day, FieldKind.DATE) for day in days):
            return days[last]
    return ""
