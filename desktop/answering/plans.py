"""What a question wants computed, as a plan: an expression, and the figures that it is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from desktop.answering.formulas import Formula, Measure, Term, load_formulas, names_pattern
from desktop.answering.from_facts import facts_for
from desktop.answering.lexicon import ValueKind
from desktop.answering.operations import (
    Computation,
    Operation,
    adds_up,
    averaged_in,
    computations_in,
    period_before,
    total_in_years,
    years_of,
)
from desktop.answering.statements import is_flow
from desktop.answering.task import Task, understood
from desktop.answering.understand import Wanted
from desktop.answering.wording import flat, has_han, key
from desktop.paths import resources

_LEAST_YEARS = 2
_MOST_OF_NAME = 0.6  #: inventory is not what inventory turnover is called
_LEXICON = "lexicon"
#: whether a ratio has got better or worse
_TREND = re.compile(
    r"(?:是否|有没有|有无)?(?:有所)?(?:改善|恶化|提高|提升|上升|下降|降低|变化|变动)了?(?:吗|没有|如何)?|较上年|同比"
    r"|\b(?:improv|declin|deteriorat|worsen|increas|decreas|ris(?:en|ing)|fall(?:en|ing)?|grow|chang)\w*(?: or \w+)?\b|\bprofile\b"
)
_SHORT = re.compile(r"\s*\([a-z&]+\)$")
_OF_TWO_PERIODS = {
    Operation.GROWTH: "({1} - {0}) / {0}",
    Operation.CHANGE: "{1} - {0}",
    Operation.MOVE: "{1} - {0}",
}
_OF_TWO_FIGURES = {
    Operation.SHARE: "{0} / {1}",
    Operation.TIMES: "{0} / {1}",
    Operation.DIFFERENCE: "{0} - {1}",
}
_MEASURES = {
    Operation.GROWTH: Measure.SHARE,
    Operation.SHARE: Measure.SHARE,
    Operation.COMPOUND: Measure.SHARE,
    Operation.TIMES: Measure.TIMES,
}
_NAMES = {
    Operation.GROWTH: ("{0}增长率", "growth of {0}"),
    Operation.CHANGE: ("{0}变动额", "change in {0}"),
    Operation.MOVE: ("{0}变动额", "change in {0}"),
    Operation.SUM: ("{0}之和", "sum of {0}"),
    Operation.AVERAGE: ("{0}平均值", "average {0}"),
    Operation.COMPOUND: ("{0}年复合增长率", "compound annual growth of {0}"),
    Operation.SHARE: ("{0}占{1}的比例", "{0} as a percentage of {1}"),
    Operation.TIMES: ("{0}与{1}之比", "ratio of {0} to {1}"),
    Operation.DIFFERENCE: ("{0}与{1}之差", "difference between {0} and {1}"),
    Operation.HIGHEST: ("最高的{0}", "highest {0}"),
    Operation.LOWEST: ("最低的{0}", "lowest {0}"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One operand: what is to be looked for, and of when."""

    task: Task
    wanted: Wanted
    period: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be computed: ``{0}`` in the expression is the first figure."""

    name: str
    expression: str
    figures: tuple[Figure, ...]
    measure: Measure
    tells_direction: bool = False  #: it is asked whether something has risen or fallen
    years: tuple[str, ...] = ()  #: that it is a total or an average of

    @property
    def is_extreme(self) -> bool:
        """Whether it is the highest or the lowest of its figures."""
        return self.expression.startswith(("max(", "min("))

    @property
    def grows(self) -> bool:
        """Whether it is growth from the first figure, in percent of that."""
        return self.expression == _OF_TWO_PERIODS[Operation.GROWTH] or "**" in self.expression


@dataclass(frozen=True, slots=True)
class _When:
    """Of which period a ratio is, and of which documents."""

    period: str
    documents: tuple[str, ...]


def is_stated(task: Task, one: Computation) -> bool:
    """Whether the words of the operation are part of a name for which there is a fact."""
    start, end = one.place
    touching = [(first, last) for first, last in task.parsed.named if first < end and start < last]
    by_name = one.operation is Operation.FORMULA  # 合计 by itself names nothing
    whole = [(first, last) for first, last in touching if last - first > _MOST_OF_NAME * (end - start)]
    spans = whole if by_name else [(first, last) for first, last in touching if first < start or end < last]
    names = {flat(task.question)[first:last] for first, last in spans}
    return any(wanted.attribute in names and facts_for(task, wanted, alike=False) for wanted in task.parsed.wanted)


def total_of_years(task: Task, documents: tuple[str, ...]) -> Plan | None:
    """The total over several years that is wanted; None where something else is, or what is no flow: assets, a price."""
    one = total_in_years(task.question, _years(task), task.parsed.named)
    others = computations_in(task.question, names_pattern(resources() / _LEXICON))
    if one is None or any(other.operation is not Operation.SUM for other in others):
        return None
    side = understood(one.texts[0], documents, task.desk)
    flows = all(is_flow(wanted) or (one.place[1] and adds_up(task.question)) for wanted in side.parsed.wanted)
    return _over_periods(task, Operation.SUM, side) if flows else None


def average_of_ratios(task: Task, documents: tuple[str, ...]) -> Plan | None:
    """The average of a ratio over the years named; None where the documents state it, or the ratio."""
    found, years = averaged_in(task.question, names_pattern(resources() / _LEXICON)), _years(task)
    if found is None or len(years) < _LEAST_YEARS:
        return None
    plain = understood(found.question, documents, task.desk)
    if is_stated(task, replace(found.of, place=found.place)) or is_stated(plain, found.of):
        return None
    sides = [understood(text, documents, task.desk) for text in found.of.texts]
    plans = [plan for year in years if (plan := _of_year(task, found.of, sides, _When(year, documents)))]
    if len(plans) < len(years):
        return None
    figures = tuple(figure for plan in plans for figure in plan.figures)
    starts = accumulate((len(plan.figures) for plan in plans), initial=0)
    parts = [f"({_shifted(plan.expression, start)})" for plan, start in zip(plans, starts, strict=False)]
    name = _NAMES[Operation.AVERAGE][0 if has_han(task.question) else 1].format(plans[0].name)
    return Plan(name, f"({' + '.join(parts)}) / {len(parts)}", figures, plans[0].measure, years=years)


def _of_year(task: Task, one: Computation, sides: Sequence[Task], when: _When) -> Plan | None:
    """A ratio of this year, whichever years the question names."""
    if one.operation is not Operation.FORMULA:
        return _of_two(task, one.operation, sides, (when.period, when.period))
    if any(wanted.named for wanted in sides[0].parsed.wanted):
        return None
    words = tuple(wanted.phrase for wanted in sides[0].parsed.wanted)
    return _of_formula(task, one.texts[1], words, when)


def _shifted(expression: str, by: int) -> str:
    """An expression over figures that stand so many places further back."""
    return re.sub(r"\{(\d+)\}", lambda match: f"{{{int(match[1]) + by}}}", expression)


def planned(task: Task, one: Computation, documents: tuple[str, ...]) -> Plan | None:
    """What these words of the question want computed from these documents (ids); None where no figure is named."""
    if one.operation is Operation.FORMULA:
        return _by_formula(task, one, documents)
    sides = [understood(text, documents, task.desk) for text in one.texts]
    if len(sides) == 2 and sides[1].parsed.wanted:
        period = next(iter(_years(task)), _latest(task))
        return _of_two(task, one.operation, sides, [_own_period(side) or period for side in sides])
    if len(sides) == 2 and one.operation is Operation.TIMES:
        return _of_itself(task, one.operation, sides)
    return _over_periods(task, Operation.CHANGE if len(sides) == 2 else one.operation, sides[0])


def _by_formula(task: Task, one: Computation, documents: tuple[str, ...]) -> Plan | None:
    rest, name = one.texts[0], _SHORT.sub("", one.texts[1])
    formula = _formula_of(name)
    is_change = _has_changed(task, rest)
    around = understood(_TREND.sub(" ", rest) if is_change else rest, documents, task.desk)
    if any(wanted.named for wanted in around.parsed.wanted):
        return None  # something else is asked as well
    words = tuple(wanted.phrase for wanted in around.parsed.wanted)
    if is_change:
        return _change_of(task, formula, name, words, documents)
    return _of_formula(task, name, words, _When(next(iter(_years(task)), _latest(task)), documents))


def _formula_of(name: str) -> Formula:
    return load_formulas(resources() / _LEXICON)[key(_SHORT.sub("", name))]


def _of_formula(task: Task, name: str, words: tuple[str, ...], when: _When) -> Plan | None:
    formula = _formula_of(name)
    figures = tuple(_term(task, term, words, when.period, when.documents) for term in formula.terms)
    plan = Plan(formula.name(_SHORT.sub("", name)), formula.expression, figures, formula.measure)
    return plan if _are_dated(formula, figures) else None


def _has_changed(task: Task, rest: str) -> bool:
    """Whether it is asked if something got better or worse; a company may be called Change Healthcare."""
    for name in (*(one.surface for one in task.parsed.mentions), *task.strangers):
        rest = rest.replace(name, " ")
    return _TREND.search(rest) is not None


def _change_of(
    task: Task, formula: Formula, name: str, words: tuple[str, ...], documents: tuple[str, ...]
) -> Plan | None:
    """Whether a ratio has improved: what it is less what it was, in the years named or the year before."""
    years = _years(task) or (_latest(task),)
    first, last = years[0] if len(years) > 1 else period_before(years[0]), years[-1]
    if not first:
        return None
    terms = formula.terms
    figures = [_term(task, term, words, year, documents) for year in (last, first) for term in terms]
    before = _shifted(formula.expression, len(terms))
    called = _NAMES[Operation.CHANGE][0 if has_han(task.question) else 1].format(formula.name(name))
    measure = Measure.POINTS if formula.measure is Measure.SHARE else formula.measure
    return Plan(called, f"({formula.expression}) - ({before})", tuple(figures), measure)


def _are_dated(formula: Formula, figures: Sequence[Figure]) -> bool:
    """Figures of two periods need to be told apart."""
    return not any(term.before for term in formula.terms) or all(one.period for one in figures)


def _term(task: Task, term: Term, rest: tuple[str, ...], period: str, documents: tuple[str, ...]) -> Figure:
    phrase = "".join((*rest, term.attribute))
    wanted = Wanted(term.attribute, phrase, rest, ValueKind.NUMBER)
    about = understood(" ".join((*rest, term.attribute)), documents, task.desk)
    return Figure(about, wanted, period_before(period) if term.before else period)


def _of_two(task: Task, operation: Operation, sides: Sequence[Task], periods: Sequence[str]) -> Plan | None:
    """Two figures, each of its period."""
    if any(len(side.parsed.wanted) != 1 or not side.parsed.wanted[0].named for side in sides):
        return None
    figures = tuple(Figure(side, side.parsed.wanted[0], period) for side, period in zip(sides, periods, strict=True))
    return Plan(_name(task, operation, figures), _OF_TWO_FIGURES[operation], figures, _measure(operation))


def _over_periods(task: Task, operation: Operation, side: Task) -> Plan | None:
    """One figure of several periods, or the sum of several figures of one."""
    wanted, years = side.parsed.wanted, _years(task)
    if operation is Operation.SUM and len(wanted) > 1 and len(years) <= 1:
        period = next(iter(years), _latest(task))
        return _plan(task, operation, [Figure(side, one, period) for one in wanted])
    if len(wanted) != 1 or any(not year for year in years):
        return None
    if operation is Operation.MOVE and not wanted[0].named:
        return None  # whether what nobody counts has risen is told, if at all
    if operation in _OF_TWO_PERIODS or operation is Operation.COMPOUND:
        last = years[-1] if years else _latest(task)
        first = years[0] if len(years) > 1 else period_before(last)
        years = years if operation is Operation.COMPOUND and len(years) > 1 else (first, last)
        return _plan(task, operation, [Figure(side, wanted[0], one) for one in years]) if all(years) else None
    return _plan(task, operation, [Figure(side, wanted[0], one) for one in years]) if len(years) > 1 else None


def _plan(task: Task, operation: Operation, figures: Sequence[Figure]) -> Plan:
    places = [f"{{{at}}}" for at in range(len(figures))]
    match operation:
        case Operation.GROWTH | Operation.CHANGE | Operation.MOVE:
            expression = _OF_TWO_PERIODS[operation]
        case Operation.COMPOUND:
            figures = (figures[0], figures[-1])
            years = int(figures[1].period[:4]) - int(figures[0].period[:4])
            expression = f"({{1}} / {{0}}) ** (1 / {years}) - 1"
        case Operation.AVERAGE:
            expression = f"({' + '.join(places)}) / {len(places)}"
        case Operation.HIGHEST | Operation.LOWEST:
            expression = f"{'max' if operation is Operation.HIGHEST else 'min'}({', '.join(places)})"
        case _:
            expression = " + ".join(places)
    is_move = operation is Operation.MOVE
    of_several = operation in (Operation.SUM, Operation.AVERAGE)
    periods = tuple(sorted({one.period for one in figures})) if of_several else ()
    return Plan(_name(task, operation, figures), expression, tuple(figures), _measure(operation), is_move, periods)


def _measure(operation: Operation) -> Measure:
    return _MEASURES.get(operation, Measure.AMOUNT)


def _of_itself(task: Task, operation: Operation, sides: Sequence[Task]) -> Plan | None:
    """A figure by what it is in another period: 2019年营业收入是2017年的几倍."""
    wanted, periods = sides[0].parsed.wanted, tuple(map(_own_period, sides))
    if len(wanted) != 1 or not wanted[0].named or not all(periods):
        return None
    figures = tuple(Figure(sides[0], wanted[0], period) for period in periods)
    return Plan(_name(task, operation, figures), _OF_TWO_FIGURES[operation], figures, _measure(operation))


def _own_period(side: Task) -> str:
    """The only period that one side of a computation names; ``""`` where it names none, or several."""
    named = years_of(flat(side.question), "")
    return named[0] if len(named) == 1 else ""


def _name(task: Task, operation: Operation, figures: Sequence[Figure]) -> str:
    names = list(dict.fromkeys(one.wanted.phrase for one in figures))
    template = _NAMES[operation][0 if has_han(task.question) else 1]
    if operation is Operation.SUM:
        names = [("、" if has_han(task.question) else ", ").join(one.removesuffix("合计") or one for one in names)]
    return template.format(*names, *names)


def _years(task: Task) -> tuple[str, ...]:
    """The periods that are asked about: as named, or last year's; none where the latest is meant."""
    named = years_of(flat(task.question), _latest(task))
    is_last = not named and "" in task.parsed.periods and _latest(task)
    return (period_before(_latest(task)),) if is_last else named


def _latest(task: Task) -> str:
    """The year of the latest report that is asked; ``""`` where none is known."""
    return max((one.year for one in task.documents if one.year.isdigit()), default="")
