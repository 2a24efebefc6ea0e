"""Words that make one figure of several: their total, their average."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto

from desktop.answering.sketch import overlaps
from desktop.answering.understand import Stretch
from desktop.answering.wording import flat


class Total(Enum):
    """What is made of the figures."""

    SUM = auto()
    AVERAGE = auto()


_SUM = re.compile(
    r"的?(?:总和|之和|总额|合计数?|总计)|加起来|一共|总共|共计"
    r"|\b(?:the )?(?:sum|total|combined total)(?: of)?(?: the)?\b|\b(?:the )?combined\b|\b(?:altogether|all together|in total|together)\b"
)
_AVERAGE = re.compile(
    r"的?(?:平均值|平均数|均值)|平均(?:每[份个篇本张家件])?|\b(?:the )?(?:average|mean)(?: of)?(?: the)?\b|\bon average\b"
)


def total_in(question: str, named: Sequence[Stretch], *, of_names: bool) -> Total | None:
    """What a question makes of the figures of several; where ``of_names``, words that are part of an attribute's name count
    too: the total due of all invoices.
    """
    text = flat(question)
    for total, pattern in ((Total.AVERAGE, _AVERAGE), (Total.SUM, _SUM)):
        if of_names and pattern.search(text):
            return total
        if _outside(pattern, text, named):
            return total
    return None


def total_places(question: str, named: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Where a question says so, beside the names of attributes (places in the flat question)."""
    text = flat(question)
    return tuple(sorted((*_outside(_SUM, text, named), *_outside(_AVERAGE, text, named))))


def _outside(pattern: re.Pattern[str], text: str, named: Iterable[Stretch]) -> list[Stretch]:
    names = tuple(named)
    return [match.span() for match in pattern.finditer(text) if not overlaps(match.span(), names)]
