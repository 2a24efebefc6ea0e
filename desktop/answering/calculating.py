"""Figures computed from facts: by decimal arithmetic, and only from operands that stand in the documents."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.answering.contradicting import MOST_IF_CONTRADICTED, told_otherwise
from desktop.answering.costs import is_cost, is_tax, puts_in_brackets
from desktop.answering.entities import same_entity
from desktop.answering.formulas import (
    Measure,
    figure_of,
    names_pattern,
    result_of,
    sure_of,
    sureness,
    value_of,
    written,
)
from desktop.answering.from_facts import facts_for
from desktop.answering.lexicon import Lexicon
from desktop.answering.operations import Operation, computations_in
from desktop.answering.periods import years_spanned
from desktop.answering.plans import Figure, Plan, average_of_ratios, is_stated, planned, total_of_years
from desktop.answering.task import Task
from desktop.answering.wording import flat, has_han
from desktop.domain.answer import Calculation, Reason, ReasonCode
from desktop.domain.fact import Fact, Origin, Quantity
from desktop.domain.numbers import quantity_of
from desktop.domain.terms import terms
from desktop.paths import resources

_PERCENT = re.compile(r"[%％]|百分之|\bper\s?cent\b")
_BENEFIT = re.compile(r"\bbenefit\b", re.I)
_COSTS = tuple(
    terms(
        "cost of sales cost of revenue cost of goods sold selling general administrative research development expenses"
    )
)
_MOST_FACTS = 400
_MONEY = re.compile(r"元|[$€£¥]|\b(?:million|billion|thousand)\b")
#: what stands before a change that a text tells
_CHANGED = (
    r"(?:(?:增长|增加|减少|下降|降低|上升|提高|增|减|降|升)(?:了|至少|约|超过)?"
    r"|\b(?:increas|decreas|declin|grew|grow|rose|fell|up|down)\w*(?:\s+in\s+\w+)?(?:\s+(?:by|of|about|approximately))*)\s*"
)


@dataclass(frozen=True, slots=True)
class NotComputed:
    """Why something was not computed, and what it would have been."""

    reason: Reason
    operation: Operation
    measure: Measure

    @property
    def may_be_told(self) -> bool:
        """Whether a text may state it: a ratio by its name, a change as one."""
        return self.operation in (
            Operation.FORMULA,
            Operation.GROWTH,
            Operation.CHANGE,
            Operation.MOVE,
            Operation.SHARE,
            Operation.COMPOUND,
        )

    def is_told_by(self, fact: Fact) -> bool:
        """Whether a value can be the result itself, and is none of the figures that it is computed from."""
        value = flat(fact.triple.value)
        if self.operation is Operation.FORMULA and fact.origin is not Origin.MODEL and not _is_ratio(fact):
            return False
        if self.measure is Measure.SHARE or _PERCENT.search(value):
            return _PERCENT.search(value) is not None and self.measure in (Measure.SHARE, Measure.AMOUNT)
        if self.operation in (Operation.CHANGE, Operation.MOVE):
            return re.search(rf"{_CHANGED}{re.escape(value)}", flat(fact.evidence.quote)) is not None
        return not _MONEY.search(value) or self.measure is Measure.AMOUNT


def _is_ratio(fact: Fact) -> bool:
    return names_pattern(resources() / "lexicon").search(flat(fact.triple.attribute)) is not None


def calculated(task: Task, documents: tuple[str, ...]) -> Calculation | NotComputed | None:
    """What a question to these documents (ids; none means all) wants computed; why it can't be; None if it wants nothing.

    What the documents state themselves is not computed, but looked up.
    """
    documents = task.scope or documents
    of_years = average_of_ratios(task, documents) or total_of_years(task, documents)
    if of_years:
        found = _worked_out(task, of_years)
        return NotComputed(found, Operation.AVERAGE, of_years.measure) if isinstance(found, Reason) else found
    for one in computations_in(task.question, names_pattern(resources() / "lexicon")):
        if is_stated(task, one):
            return None
        plan = planned(task, one, documents)
        if plan:
            found = _worked_out(task, plan)
            return NotComputed(found, one.operation, plan.measure) if isinstance(found, Reason) else found
    return None


def _worked_out(task: Task, plan: Plan) -> Calculation | Reason:
    operands: list[Fact] = []
    others: list[tuple[Fact, ...]] = []
    for figure in plan.figures:
        about = _about(task, figure)
        found = tuple(fact for fact in facts_for(about, figure.wanted, alike=False) if _quantity(fact))
        if not found:
            return Reason(ReasonCode.MISSING_FIGURE, (_called(figure, has_han(task.question), task.lexicon),))
        entities = tuple(dict.fromkeys(fact.triple.entity for fact in found))
        if not all(same_entity(entities[0], one) or one == entities[0] for one in entities):
            return Reason(ReasonCode.SEVERAL_ENTITIES, entities)
        operands.append(found[0])
        others.append(told_otherwise(about, figure.wanted, found[0]))
    return _like_for_like(plan, operands, others)


def _like_for_like(plan: Plan, operands: Sequence[Fact], others: Sequence[tuple[Fact, ...]]) -> Calculation | Reason:
    """What is computed of operands; of restated ones as the document of the latest has them, and doubted."""
    latest = max(zip(plan.figures, operands, strict=True), key=lambda one: one[0].period)[1].evidence.document
    chosen = [
        next((other for other in told if other.evidence.document == latest), fact)
        for fact, told in zip(operands, others, strict=True)
    ]
    doubted = [
        replace(fact, confidence=min(fact.confidence, MOST_IF_CONTRADICTED)) if told else fact
        for fact, told in zip(chosen, others, strict=True)
    ]
    computed = _computed(plan, doubted)
    groups = tuple(dict.fromkeys((fact, *told) for fact, told in zip(operands, others, strict=True) if told))
    return computed if isinstance(computed, Reason) else replace(computed, contradictions=groups)


def _about(task: Task, figure: Figure) -> Task:
    """The task of finding a figure, in what the whole question is put to."""
    return replace(
        figure.task,
        documents=task.documents,
        entities=task.entities,
        scope=task.scope,
        parsed=replace(figure.task.parsed, periods=(figure.period,), parent_only=task.parsed.parent_only),
    )


def _called(figure: Figure, chinese: bool, lexicon: Lexicon) -> str:
    """A figure in the language of the question."""
    name = figure.wanted.phrase
    if has_han(name) != chinese:
        name = next((one for one in lexicon.synonyms(figure.wanted.attribute) if has_han(one) == chinese), name)
    if not figure.period:
        return name
    return f"{figure.period}年{name}" if chinese else f"{name} in {figure.period}"


def _computed(plan: Plan, operands: Sequence[Fact]) -> Calculation | Reason:
    quantities = [_spent(plan, at, fact, quantity) for at, fact in enumerate(operands) if (quantity := _quantity(fact))]
    units = {quantity.unit for quantity in quantities}
    number = value_of(plan.expression, {at: one.number for at, one in enumerate(quantities)})
    if number is None or len(units - {""}) > 1 or _is_from_nothing(plan, quantities):
        return Reason(ReasonCode.NOT_COMPUTABLE, tuple(fact.triple.value for fact in operands))
    unit = _unit(plan, max(units))
    number *= 100 if plan.measure in (Measure.SHARE, Measure.POINTS) else 1
    plan = replace(plan, name=_with_direction(plan.name, number)) if plan.tells_direction else plan
    return Calculation(
        formula=_formula(plan, operands, quantities, result_of(number, unit)),
        operands=tuple(dict.fromkeys(operands)),
        result=result_of(number, unit),
        number=number,
        unit=unit,
        entity=_whose(operands),
        name=plan.name,
        period=_period(plan, quantities),
        confidence=sureness((sure_of(fact) for fact in operands), units),
    )


def _with_direction(name: str, number: Decimal) -> str:
    """The name of a change, with whether it is one up or down."""
    words = ("增加", "减少", "不变") if has_han(name) else ("increase", "decrease", "no change")
    word = words[0 if number > 0 else 1 if number < 0 else 2]
    return f"{name}（{word}）" if has_han(name) else f"{name} ({word})"


def _spent(plan: Plan, at: int, fact: Fact, quantity: Quantity) -> Quantity:
    """A cost as what it is, also where its statement puts it in brackets to take it off."""
    attribute, task = plan.figures[at].wanted.attribute, plan.figures[at].task
    taken_off = is_cost(attribute, task.lexicon)
    if is_tax(attribute, task.lexicon) and quantity.number < 0 and not _BENEFIT.search(fact.triple.attribute):
        place = fact.evidence.document, fact.evidence.page
        others = task.library.facts_about(_COSTS, _MOST_FACTS, place[:1])
        beside = (one for one in others if (one.evidence.document, one.evidence.page) == place)
        taken_off = puts_in_brackets(beside, task.lexicon)
    return replace(quantity, number=abs(quantity.number)) if taken_off else quantity


def _is_from_nothing(plan: Plan, quantities: Sequence[Quantity]) -> bool:
    """Growth from zero or from a loss is no percentage."""
    return plan.grows and quantities[0].number <= 0


def _unit(plan: Plan, unit: str) -> str:
    match plan.measure:
        case Measure.SHARE:
            return "%"
        case Measure.POINTS:
            return "个百分点" if has_han(plan.name) else "percentage points"
        case Measure.DAYS:
            return "天" if has_han(plan.name) else "days"
        case Measure.AMOUNT:
            return unit
    return ""


def _period(plan: Plan, quantities: Sequence[Quantity]) -> str:
    """The latest period of the figures; of the highest or lowest of them those that it is of, of a total all its years."""
    if len(plan.years) > 1:
        is_span = plan.years == years_spanned(f"{plan.years[0]}-{plan.years[-1]}")
        return f"{plan.years[0]}–{plan.years[-1]}" if is_span else ", ".join(plan.years)
    if plan.is_extreme:
        best = value_of(plan.expression, {at: one.number for at, one in enumerate(quantities)})
        pairs = zip(plan.figures, quantities, strict=True)
        return ", ".join(dict.fromkeys(figure.period for figure, one in pairs if one.number == best))
    periods = sorted({figure.period for figure in plan.figures if figure.period})
    return periods[-1] if periods else ""


def _formula(plan: Plan, operands: Sequence[Fact], quantities: Sequence[Quantity], result: str) -> str:
    dated = len({figure.period for figure in plan.figures}) > 1
    words = _words(plan, operands, dated)
    pairs = zip(quantities, operands, strict=True)
    figures = {at: figure_of(one.number, fact.triple.value) for at, (one, fact) in enumerate(pairs)}
    steps = (plan.name, written(plan.expression, words), written(plan.expression, figures), result)
    return " = ".join(steps)


def _words(plan: Plan, operands: Sequence[Fact], dated: bool) -> Mapping[int, str]:
    """What the figures are called: with their periods and with whose they are, where these differ."""
    several = _whose(operands) == ""
    names = [f"{one.triple.entity} {one.triple.attribute}" if several else one.triple.attribute for one in operands]
    return {
        at: f"{name} ({figure.period})" if dated else name
        for at, (name, figure) in enumerate(zip(names, plan.figures, strict=True))
    }


def _whose(operands: Sequence[Fact]) -> str:
    """Whose figures they are; ``""`` where they are of several."""
    first = operands[0].triple.entity
    return first if all(same_entity(first, one.triple.entity) for one in operands) or not first else ""


def _quantity(fact: Fact) -> Quantity | None:
    return fact.quantity or quantity_of(fact.triple.value)
