"""Figures of several put together: whose is the highest, how far two are apart, what they make together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from itertools import combinations, pairwise

from desktop.answering.entities import same_entity
from desktop.answering.formulas import result_of, sure_of, sureness
from desktop.answering.periods import is_part, year_of
from desktop.answering.totals import Total
from desktop.answering.wording import flat, has_han
from desktop.domain.answer import Calculation, Part
from desktop.domain.fact import Fact

_MORE = r"more|higher|larger|bigger|greater|highest|most|largest|biggest|greatest"
_LESS = r"less|lower|smaller|fewer|lowest|least|smallest|fewest"
_HOW_FAR = re.compile(
    r"相差|差多少|[高低多少大小]出?了?多少|差额|之差|\bdifference (?:between|in)\b"
    rf"|\bhow (?:much|many) (?:{_MORE}|{_LESS})\b|\bby how (?:much|many)\b|\bhow (?:much|many)\b.*\bthan\b"
)
_WHOSE = re.compile(r"谁|哪[一家个位份篇本张件]|\b(?:which|who|whose)\b")
_HIGHER = re.compile(rf"[更最较][高多大]|[高多大](?=[?。]|$)|比.*[高多大]|\b(?:{_MORE})\b")
#: what is written in brackets or not, as a statement likes
_SPENT = re.compile(r"成本|费用|支出|亏损|损失|\b(?:costs?|expenses?|loss(?:es)?|spend|spent)\b")
#: a cost that may be an income: with a minus it may be either
_MAY_BE_EARNED = re.compile(
    r"财务|利息|税|减值|汇兑|其他|\b(?:tax(?:es)?|interest|financ\w+|impairment|exchange|other)\b"
)
_LOSS = re.compile(r"亏损|损失|\bloss(?:es)?\b")
_LOWER = re.compile(rf"[更最较][低少小]|(?<!多)[低少小](?=[?。]|$)|比.*[低少小](?:出?了?多少)|\b(?:{_LESS})\b")


_LONGEST_PART = len("2023Q4")  #: a longer period is a day or a month


class _Way(Enum):
    HIGHEST = auto()
    LOWEST = auto()
    APART = auto()  #: the first less the second
    BELOW = auto()  #: the second less the first
    SUM = auto()
    AVERAGE = auto()


_EXTREMES = (_Way.HIGHEST, _Way.LOWEST)
_TOTALS = {Total.SUM: _Way.SUM, Total.AVERAGE: _Way.AVERAGE}
_NAMES = {
    _Way.HIGHEST: ("{name}（最高）", "highest {name}"),
    _Way.LOWEST: ("{name}（最低）", "lowest {name}"),
    _Way.APART: ("{name}之差", "difference in {name}"),
    _Way.BELOW: ("{name}之差", "difference in {name}"),
    _Way.SUM: ("{name}合计", "sum of {name}"),
    _Way.AVERAGE: ("{name}平均值", "average {name}"),
}


@dataclass(frozen=True, slots=True)
class _Figure:
    """What was found for one entity."""

    entity: str
    name: str
    number: Decimal
    unit: str
    period: str
    operands: tuple[Fact, ...]
    confidence: float
    when: str = ""  #: its period, where those of the others are not the same


@dataclass(frozen=True, slots=True)
class _Verdict:
    """The result, how it comes about, whose it is and of when."""

    number: Decimal
    told: str
    entity: str
    period: str


def weighed(question: str, parts: Sequence[Part], name: str = "") -> Calculation | None:
    """Whose figure is the highest or lowest, or what lies between two, as the question asks it; ``name`` is what the figures
    are called, ``""`` for as each part calls its own.

    None where it does not ask this, where one figure is missing or its scale is not known, or where they are of several
    units or periods.
    """
    way = _way(flat(question))
    figures = [replace(one, name=name or one.name) for part in parts if (one := _figure(part))]
    figures = _dated(_signed_alike(way, figures, flat(question)))
    if way is None or len(figures) < max(2, len(parts)) or not (_of_one_unit(figures) and _of_one_period(figures)):
        return None
    chinese = has_han(question)
    if way in _EXTREMES:
        return _calculation(way, figures, _first(way, figures, chinese), chinese)
    return _calculation(way, figures, _apart(way, figures, chinese), chinese) if len(figures) == 2 else None


def totalled(
    question: str, parts: Sequence[Part], total: Total | None, documents: Mapping[str, str]
) -> Calculation | None:
    """The total or average of the figures of all parts, or of documents whose is the highest or lowest, each of them named by
    its document (names by id), of whatever period; None as for ``weighed``.
    """
    way = _TOTALS[total] if total else _way(flat(question))
    figures = [_named(one, part, documents) for part in parts if (one := _figure(part))]
    figures = _dated(_signed_alike(way, figures, flat(question)))
    if way is None or len(figures) < max(2, len(parts)) or not _of_one_unit(figures):
        return None
    chinese, of_documents = has_han(question), bool(parts[0].document)
    if not (_go_together(figures) if of_documents else _of_one_period(figures)):
        return None
    if way is _Way.SUM and any(one.unit == "%" for one in figures):
        return None
    if way in _TOTALS.values():
        verdict = _together(way, figures, chinese)
        return _calculation(way, figures, replace(verdict, entity="") if of_documents else verdict, chinese)
    return _calculation(way, figures, _first(way, figures, chinese), chinese) if way in _EXTREMES else None


def weighs(question: str) -> bool:
    """Whether a question asks whose figure is the highest or lowest."""
    return _way(flat(question)) in _EXTREMES


def _signed_alike(way: _Way | None, figures: list[_Figure], text: str) -> list[_Figure]:
    """Costs as they can be held against each other, where a statement may write them in brackets or not: none where a minus
    may also be an income. In Chinese statements a cost has no minus; what has one is an income.
    """
    signs = {one.number > 0 for one in figures if one.number}
    is_loss, is_mixed = _LOSS.search(text) is not None, len(signs) > 1
    in_chinese = all(has_han(fact.triple.attribute) for one in figures for fact in one.operands)
    if False not in signs or not _SPENT.search(text) or (in_chinese and not is_loss):
        return figures
    if (is_mixed and (is_loss or way in _TOTALS.values())) or _MAY_BE_EARNED.search(text):
        return []
    return figures if way in _TOTALS.values() else [replace(one, number=abs(one.number)) for one in figures]


def _go_together(figures: Sequence[_Figure]) -> bool:
    """Whether figures of documents go together: those of forms, of several companies for one period, or of one company for a
    year or a quarter each; none of a company that is there twice, as two versions of a report are.
    """
    if all(not one.period or len(one.period) > _LONGEST_PART for one in figures):
        return True
    told = [(one.operands[0].triple.entity, one.period) for one in figures]
    if any(
        when == other and whose and same_entity(whose, one) for (whose, when), (one, other) in combinations(told, 2)
    ):
        return False
    lengths = {re.sub(r"\d", "0", period) for _, period in told}
    of_one = len({entity for entity, _ in told}) == 1 and told[0][0] != "" and len(lengths) == 1
    return of_one or _of_one_period(figures)


def _named(figure: _Figure, part: Part, documents: Mapping[str, str]) -> _Figure:
    return replace(figure, entity=documents.get(part.document, figure.entity) if part.document else figure.entity)


def _way(text: str) -> _Way | None:
    is_lower = _LOWER.search(text) is not None
    if _HOW_FAR.search(text):
        return _Way.BELOW if is_lower else _Way.APART
    if not _WHOSE.search(text):
        return None
    if is_lower:
        return _Way.LOWEST
    return _Way.HIGHEST if _HIGHER.search(text) else None


def _figure(part: Part) -> _Figure | None:
    """The one figure of a part."""
    computed = part.calculation
    if computed is not None:
        name, number, unit = computed.name, computed.number, computed.unit
        return _Figure(part.entity, name, number, unit, computed.period, computed.operands, computed.confidence)
    told = {(fact.triple.entity, fact.triple.attribute, fact.period) for fact in part.facts}
    if len(told) != 1 or part.facts[0].quantity is None:  # of what documents do not agree on, the first
        return None
    fact, quantity = part.facts[0], part.facts[0].quantity
    name = fact.triple.attribute
    return _Figure(part.entity, name, quantity.number, quantity.unit, fact.period, (fact,), sure_of(fact))


def _of_one_unit(figures: Sequence[_Figure]) -> bool:
    return len({one.unit for one in figures} - {""}) <= 1


def _of_one_period(figures: Sequence[_Figure]) -> bool:
    return len({_whole(one.period) for one in figures}) <= 1


def _first(way: _Way, figures: Sequence[_Figure], chinese: bool) -> _Verdict:
    order = sorted(figures, key=lambda one: one.number, reverse=way is _Way.HIGHEST)
    best = order[0].number
    holders = [one.entity for one in figures if one.number == best]
    sign = ">" if way is _Way.HIGHEST else "<"
    rest = (f" {'=' if one.number == before.number else sign} {_told(one)}" for before, one in pairwise(order))
    whose = ("、" if chinese else ", ").join(holders)
    return _Verdict(
        best, "".join((_told(order[0]), *rest)), whose, _period([one for one in order if one.number == best])
    )


def _apart(way: _Way, figures: Sequence[_Figure], chinese: bool) -> _Verdict:
    first, second = figures if way is _Way.APART else (figures[1], figures[0])
    number = first.number - second.number
    told = f"{_told(first)} − {_told(second)} = {result_of(number, _unit(way, figures, chinese))}"
    return _Verdict(number, told, f"{first.entity}{'与' if chinese else ' and '}{second.entity}", _period(figures))


def _together(way: _Way, figures: Sequence[_Figure], chinese: bool) -> _Verdict:
    number = sum((one.number for one in figures), Decimal(0))
    told = " + ".join(_told(one) for one in figures)
    if way is _Way.AVERAGE:
        number, told = number / len(figures), f"({told}) ÷ {len(figures)}"
    holders = ("、" if chinese else ", ").join(one.entity for one in figures)
    return _Verdict(number, f"{told} = {result_of(number, _unit(way, figures, chinese))}", holders, _period(figures))


def _unit(way: _Way, figures: Sequence[_Figure], chinese: bool) -> str:
    unit = max(one.unit for one in figures)
    if unit == "%" and way in (_Way.APART, _Way.BELOW):
        return "个百分点" if chinese else "percentage points"
    return unit


def _calculation(way: _Way, figures: Sequence[_Figure], verdict: _Verdict, chinese: bool) -> Calculation:
    name = _NAMES[way][0 if chinese else 1].format(name=figures[0].name)
    unit = _unit(way, figures, chinese)
    return Calculation(
        formula=f"{name} = {verdict.told}",
        operands=tuple(dict.fromkeys(fact for one in figures for fact in one.operands)),
        result=result_of(verdict.number, unit),
        number=verdict.number,
        unit=unit,
        entity=verdict.entity,
        name=name,
        period=verdict.period,
        confidence=sureness((one.confidence for one in figures), (one.unit for one in figures)),
    )


def _period(figures: Sequence[_Figure]) -> str:
    """The period of figures, the year of those of several days in it; ``""`` where they are of several."""
    periods = {one.period for one in figures}
    years = {_whole(period) for period in periods}
    return (periods if len(periods) == 1 else years).pop() if len(years) == 1 else ""


def _whole(period: str) -> str:
    """The year of a day or a month; a part of a year and a span of years as they are."""
    return year_of(period) if period[4:5] in ("", "-") and not is_part(period) else period


def _dated(figures: Sequence[_Figure]) -> list[_Figure]:
    """Figures with their periods, where these differ."""
    differ = len({one.period for one in figures}) > 1
    return [replace(one, when=one.period) if differ else one for one in figures]


def _told(figure: _Figure) -> str:
    amount = result_of(figure.number, figure.unit)
    return f"{figure.entity} ({amount}, {figure.when})" if figure.when else f"{figure.entity} ({amount})"
