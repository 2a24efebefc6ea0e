"""What another document tells otherwise: the same figure of the same period with another number, as where it is restated.

Within one document the figures of one name and period are those of parts, subsidiaries or flows: of some 200 questions
for labels of annual reports 8 had such a one, none was a contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from desktop.answering.entities import same_entity
from desktop.answering.fitting import aim_of, fit, shelf_of, told_period
from desktop.answering.from_facts import GOOD, stands_on_page
from desktop.answering.sections import is_statement
from desktop.answering.task import Task
from desktop.answering.understand import Wanted
from desktop.answering.wording import flat, key
from desktop.domain.fact import Fact, Origin, Quantity
from desktop.domain.numbers import agree

_STATEMENT = re.compile(
    r"balance|position|cash flow|comprehensive|income|earnings|operations|equity|资产负债|现金流|利润|损益|权益"
)
MOST_IF_CONTRADICTED = 0.6  #: certainty of a figure that another document tells otherwise
_SURE = 0.9  #: certainty from which what was read is held against an answer
_AS_GOOD = 0.06  #: how much less than the answer it may fit


def told_otherwise(task: Task, wanted: Wanted, fact: Fact) -> Fact | None:
    """The best fact of another document that says another number of the same thing, period and entity as this answer; None
    where none does.
    """
    if not fact.quantity or fact.origin is Origin.MODEL or not fact.period:
        return None
    shelf = shelf_of(task)
    aim = replace(aim_of(task, wanted), period=fact.period)
    least = max(GOOD, fit(aim, fact, shelf) - _AS_GOOD)
    others = [(fit(aim, other, shelf), other) for other in _others(task, fact)]
    best = max(others, key=lambda one: one[0], default=None)
    if best is None or best[0] < least or not stands_on_page(best[1], task.library):
        return None
    return replace(best[1], period=told_period(best[1]))


def _others(task: Task, fact: Fact) -> Iterator[Fact]:
    """Facts called the same, of the same period and entity, that stand in another document with another number."""
    for other in task.facts:
        of_same = (
            key(other.triple.attribute) == key(fact.triple.attribute)
            and other.period == told_period(other) == fact.period
        )
        sure = other.confidence >= _SURE and _stands_alike(other, fact)
        if of_same and sure and same_entity(other.triple.entity, fact.triple.entity) and _differ(other, fact):
            yield other


def _stands_alike(one: Fact, other: Fact) -> bool:
    """Whether two facts stand in two documents in the same way: in statements, under the same heading, or in lines."""
    if one.evidence.document == other.evidence.document or one.origin is not other.origin:
        return False
    if one.origin is not Origin.TABLE:
        return True
    return _group(one) == _group(other)


def _group(fact: Fact) -> object:
    """What a row stands under: which statement, and the heading of its rows, as far as that is not the statement's."""
    first, *rest = fact.section.split(" > ")
    if not is_statement(fact.section):
        return key(rest[-1] if rest else first)
    named = frozenset(_STATEMENT.findall(flat(fact.section)))
    return named, key(rest[-1]) if rest and not is_statement(rest[-1]) else ""


def _differ(one: Fact, other: Fact) -> bool:
    """Whether two figures of one unit are not the same, rounded or not."""
    a, b = one.quantity, other.quantity
    return isinstance(a, Quantity) and isinstance(b, Quantity) and a.unit == b.unit and not agree(a, b)
