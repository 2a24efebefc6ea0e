"""A question answered: understand, look up or compute, say or refuse."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop.answering.calculating import NotComputed, calculated
from desktop.answering.crossings import crossed_apart
from desktop.answering.fiscal import ending_late, fiscal
from desktop.answering.looking import LookedUp, as_asked, as_sure_as_may_be, looked_up, nearest_to
from desktop.answering.periods import year_of
from desktop.answering.reasons import other_periods, reason_of
from desktop.answering.restate import respelt
from desktop.answering.say import (
    adjusted,
    calculation_sentence,
    contradiction,
    not_found,
    refusal,
    remark,
    sentence,
    summary,
)
from desktop.answering.sections import told_as_adjusted
from desktop.answering.spelling import Slip, spellings
from desktop.answering.summarising import asks_for_summary, summarised
from desktop.answering.superlatives import superlative
from desktop.answering.task import Desk, Task, understood
from desktop.domain.answer import Answer, Calculation, Hit, QueryKind, Reason, ReasonCode
from desktop.domain.doing import Doing, Phase
from desktop.domain.fact import Fact

_NOT_TO_SUMMARISE = (ReasonCode.UNKNOWN_ENTITY, ReasonCode.ONLY_MENTIONED, ReasonCode.UNKNOWN_PERIOD)


def answer(question: str, documents: tuple[str, ...], at: Desk, on_phase: Callable[[Doing], None]) -> Answer:
    """Answer a question from these documents (ids; none means all), or refuse.

    KnownError(CANCELLED) soon after the desk's ``stopped()`` is true; KnownError(MODEL_MISSING) where only a language
    model could have answered and there is none.
    """
    begun = time.monotonic()
    on_phase(Doing(Phase.UNDERSTANDING))
    task, slips = _respelt(understood(question, documents, at), documents)
    unsure = tuple(slip.written for slip in slips if len(slip.readings) > 1)
    if unsure:
        given = _said(task, [], [], nearest_to(task), time.monotonic() - begun)
        return _told(given, question, slips, Reason(ReasonCode.UNSURE_SPELLING, unsure))
    if asks_for_summary(task):
        on_phase(Doing(Phase.SEARCHING))
        reason = reason_of(task)
        nobodys = reason if reason and reason.code in _NOT_TO_SUMMARISE else None
        return _told(_summary(task, nobodys, begun), question, slips, nobodys)
    computed = crossed_apart(task) or superlative(task) or calculated(task, documents)
    if isinstance(computed, Calculation):
        told = _told(_computed(task, computed, time.monotonic() - begun), question, slips, None)
        return _remarked(task, told, computed.contradictions)
    if computed and not computed.may_be_told:
        given = replace(_said(task, [], [], nearest_to(task), time.monotonic() - begun), kind=QueryKind.CALCULATE)
        return _told(given, question, slips, _why(task, computed, LookedUp()))
    found = looked_up(task, on_phase)
    if computed:
        found.facts = [fact for fact in found.facts if computed.is_told_by(fact)]
    on_phase(Doing(Phase.CHECKING))
    nearest = found.nearest or (() if found.facts else nearest_to(task))
    missing = (*found.missing, *_untold_years(task, found.facts))
    given = _said(task, found.facts, missing, nearest, time.monotonic() - begun)
    told = _told(given, question, slips, None if found.facts else _why(task, computed, found))
    return _remarked(task, told, found.contradictions)


def _untold_years(task: Task, facts: Sequence[Fact]) -> tuple[str, ...]:
    """Of several years that are asked those that none of the facts is of, where all facts say when they are of."""
    late = ending_late(task)
    told = {year_of(fiscal(fact.period) if fact.evidence.document in late else fact.period) for fact in facts}
    asked = [year for year in task.periods() if year.isdigit()]
    return (
        tuple(year for year in asked if year not in told) if len(asked) > 1 and all(one.period for one in facts) else ()
    )


def _respelt(task: Task, documents: tuple[str, ...]) -> tuple[Task, tuple[Slip, ...]]:
    """The task with slips put right; the word that asks for a summary is none, though no document may have it."""
    put, slips = respelt(task, documents)
    return (task, ()) if asks_for_summary(task) and not asks_for_summary(put) else (put, slips)


def _remarked(task: Task, given: Answer, groups: Sequence[tuple[Fact, ...]]) -> Answer:
    """The answer with the remarks that its figures are adjusted ones, which was not asked, and that documents do not agree on
    them, with those documents.
    """
    shown = (*given.facts, *(given.calculation.operands if given.calculation else ()))
    titles = {one.triple.attribute: title for one in shown if (title := told_as_adjusted(task.question, one))}
    said = adjusted(titles, given.language), contradiction(groups, _names_of_documents(task), given.language)
    others = (fact.evidence.document for facts in groups for fact in facts) if given.scope else ()
    return replace(
        given,
        remark=" ".join(filter(None, (given.remark, *said))),
        scope=tuple(dict.fromkeys((*given.scope, *others))),
    )


def _said(
    task: Task, facts: Sequence[Fact], missing: Sequence[str], nearest: tuple[Hit, ...], seconds: float
) -> Answer:
    language = task.parsed.language
    wanting = tuple(as_asked(task.question, one) for one in missing) if facts else ()
    return Answer(
        question=task.question,
        kind=task.parsed.kind,
        language=language,
        facts=tuple(facts),
        coverage=task.coverage,
        sentence=sentence(facts, wanting, language) if facts else "",
        refusal="" if facts else refusal(language),
        nearest=() if facts else nearest,
        seconds=round(seconds, 3),
        scope=task.of_years(),
        missing=wanting,
    )


def _summary(task: Task, nobodys: Reason | None, begun: float) -> Answer:
    facts = () if nobodys else as_sure_as_may_be(task, summarised(task))
    given = _said(task, facts, [], () if facts else nearest_to(task), time.monotonic() - begun)
    return replace(given, kind=QueryKind.SUMMARISE, sentence=summary(facts, given.language) if facts else "")


def _computed(task: Task, computed: Calculation, seconds: float) -> Answer:
    given = _said(task, [], [], (), seconds)
    operands = as_sure_as_may_be(task, computed.operands)
    sure = min(computed.confidence, *(fact.confidence for fact in operands))
    computed = replace(computed, operands=operands, confidence=sure)
    missing = _untold_years(task, operands)
    said = calculation_sentence(computed, given.language) + not_found(missing, given.language)
    return replace(given, kind=QueryKind.CALCULATE, calculation=computed, sentence=said, refusal="", missing=missing)


def _why(task: Task, computed: NotComputed | None, found: LookedUp) -> Reason | None:
    """Why a question is refused: growth and other words of a calculation stand nowhere, and that says nothing.

    That it is told of other periods, or may be told, goes before a word that stands nowhere.
    """
    known = reason_of(task)
    if known and known.code is not ReasonCode.NOT_MENTIONED:
        return known
    if computed:
        return computed.reason
    told = ((wanted.phrase, other_periods(task, wanted)) for wanted in task.parsed.wanted)
    phrase, periods = next(((phrase, periods) for phrase, periods in told if periods), ("", ()))
    if periods:
        return Reason(ReasonCode.OTHER_PERIODS, (as_asked(task.question, phrase),), instead=periods)
    is_vague = found.reason is None or found.reason.code is ReasonCode.NOT_SAID
    return known or found.reason if is_vague else _placed(task, found)


def _names_of_documents(task: Task) -> dict[str, str]:
    return {one.id: one.name for one in task.documents}


def _placed(task: Task, found: LookedUp) -> Reason | None:
    """The reason with the place that may hold the answer: document and page."""
    if found.reason is None or found.reason.code is not ReasonCode.UNSURE or not found.nearest:
        return found.reason
    passage = found.nearest[0].passage
    name = _names_of_documents(task).get(passage.document, "")
    return replace(found.reason, names=(name, str(passage.page + 1)))


def _told(given: Answer, question: str, slips: Sequence[Slip], reason: Reason | None) -> Answer:
    """The answer to the question as it was asked, with what was read otherwise and why it is refused."""
    return replace(
        given,
        question=question,
        understood=given.question if given.question != question else "",
        spellings=spellings(slips),
        reason=reason,
        remark=remark(slips, reason, given.language),
        scope=() if reason and reason.code in (ReasonCode.UNKNOWN_ENTITY, ReasonCode.ONLY_MENTIONED) else given.scope,
    )
