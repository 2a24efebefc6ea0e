"""What another document tells otherwise: the same figure of the same period with another number, as where it is restated.

Within one document the figures of one name and period are those of parts, subsidiaries or flows: of some 200 questions
for labels of annual reports 8 had such a one, none was a contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from desktop.answering.costs import is_cost, is_tax
from desktop.answering.fitting import aim_of, fit, shelf_of, told_period
from desktop.answering.from_facts import GOOD, stands_on_page
from desktop.answering.lexicon import Lexicon
from desktop.answering.sections import is_statement
from desktop.answering.task import Task
from desktop.answering.understand import Wanted
from desktop.answering.wording import flat, key
from desktop.domain.fact import Fact, Origin, Review
from desktop.domain.hedges import is_hedged

MOST_IF_CONTRADICTED = 0.55  #: certainty of a figure that another document tells otherwise: it is shown as unsure
_MOST_OTHERS = 3
_SURE = 0.9  #: certainty from which what was read is held against an answer
_AS_GOOD = 0.06  #: how much less than the answer it may fit
_STATEMENT = re.compile(
    r"balance|position|cash flow|comprehensive|income|earnings|operations|equity|资产负债|现金流|利润|损益|权益"
)
_OF_INCOME = frozenset({"operations", "earnings"})  #: what a statement of income is called too
_WRITTEN = re.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")
_SCALES = tuple(Decimal(10) ** power for power in (3, 4, 6, 8, 9))  #: 千, 万, million, 亿, billion


def told_otherwise(task: Task, wanted: Wanted, fact: Fact) -> tuple[Fact, ...]:
    """Facts of other documents, one of each, that say another number of the same thing, period and entity as this answer.

    A document that tells the answer's number too does not contradict it, nor does any what a person has accepted.
    """
    if not fact.quantity or fact.origin is Origin.MODEL or not fact.period or fact.review is not Review.NEW:
        return ()
    shelf = shelf_of(task)
    aim = replace(aim_of(task, wanted), period=fact.period)
    least = max(GOOD, fit(aim, fact, shelf) - _AS_GOOD)
    told: dict[str, list[tuple[float, Fact]]] = {}
    for other in _of_same(task, fact):
        score = fit(aim, other, shelf)
        if score >= least and stands_on_page(other, task.library):
            told.setdefault(other.evidence.document, []).append((score, other))
    best = [max(ones, key=lambda one: one[0])[1] for ones in told.values() if _all_differ(fact, ones, task.lexicon)]
    return tuple({one.quantity: replace(one, period=told_period(one)) for one in best}.values())[:_MOST_OTHERS]


def _all_differ(fact: Fact, others: list[tuple[float, Fact]], lexicon: Lexicon) -> bool:
    return all(_differ(fact, other, lexicon) for _, other in others)


def _of_same(task: Task, fact: Fact) -> Iterator[Fact]:
    """Facts of other documents that are called the same, of the same period and entity, and stand in the same way."""
    name, entity = key(fact.triple.attribute), key(fact.triple.entity)
    for other in task.facts:
        of_period = other.period == told_period(other) == fact.period
        if other.confidence < _SURE or not of_period or key(other.triple.attribute) != name:
            continue
        if key(other.triple.entity) == entity and _stands_alike(other, fact):
            yield other


def _stands_alike(one: Fact, other: Fact) -> bool:
    """Whether two facts stand in two documents in the same way: in statements, under the same heading, or in lines."""
    if one.evidence.document == other.evidence.document or one.origin is not other.origin:
        return False
    return one.origin is not Origin.TABLE or _group(one) == _group(other)


def _group(fact: Fact) -> object:
    """What a row stands under: which statement, and the heading of its rows, as far as that is not the statement's."""
    first, *rest = fact.section.split(" > ")
    if not is_statement(fact.section):
        return key(rest[-1] if rest else first)
    named = _STATEMENT.findall(flat(fact.section))
    kinds = frozenset("income" if one in _OF_INCOME else one for one in named)
    return kinds, key(rest[-1]) if rest and not is_statement(rest[-1]) else ""


def _differ(one: Fact, other: Fact, lexicon: Lexicon) -> bool:
    """Whether two figures are not the same: by more than both are rounded, and by more than a scale that was not read.

    One that is said not to be exact (3,000余万元) is none to hold another to.
    """
    if is_hedged(one.triple.value) or is_hedged(other.triple.value):
        return False
    a, b = one.quantity, other.quantity
    if a is None or b is None or (a.unit and b.unit and a.unit != b.unit):
        return False
    in_brackets = is_cost(one.triple.attribute, lexicon) or is_tax(one.triple.attribute, lexicon)
    first, second = (abs(a.number), abs(b.number)) if in_brackets else (a.number, b.number)
    step, other_step = _step(one), _step(other)
    pairs = [(first, second, max(step, other_step))]
    pairs += [(first * scale, second, max(step * scale, other_step)) for scale in _SCALES]
    pairs += [(first, second * scale, max(step, other_step * scale)) for scale in _SCALES]
    return all(abs(x - y) > rounded / 2 for x, y, rounded in pairs)


def _step(fact: Fact) -> Decimal:
    """How far apart two figures are that are written as this one and differ in its last digit."""
    written = _WRITTEN.search(fact.triple.value)
    if written is None or fact.quantity is None:
        return Decimal(0)
    digits = Decimal(written[0].replace(",", ""))
    scale = abs(fact.quantity.number) / digits if digits else Decimal(1)
    return scale.scaleb(-len(written["decimals"] or ""))
