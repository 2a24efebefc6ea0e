"""A question that is taken apart: for several entities, or to every document. Each part is answered by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from desktop.answering.ask import answer
from desktop.answering.comparing import comparing_places
from desktop.answering.crossings import crossed_apart
from desktop.answering.everywhere import asks_for_all, for_each_document
from desktop.answering.say import gathered, not_all, only_some, refusal
from desktop.answering.several import SubQuestion, for_each_entity
from desktop.answering.sketch import sketch
from desktop.answering.task import Desk, Task
from desktop.answering.totals import Total, total_in
from desktop.answering.weighing import totalled, weighed, weighs
from desktop.domain.answer import Answer, Calculation, Hit, Language, Part, QueryKind, Reason, ReasonCode, Spelling
from desktop.domain.doing import Doing, Phase
from desktop.domain.errors import ErrorCode, KnownError

_OWN = (ReasonCode.UNSURE, ReasonCode.OTHER_PERIODS, ReasonCode.OTHER_KIND)
_MOST_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """A question and the questions that it is taken apart into.

    ``documents`` are those that it was put to (ids; none means all), ``there`` how many it is to be put to one by one.
    """

    task: Task
    parts: tuple[SubQuestion, ...]
    documents: tuple[str, ...]
    there: int = 0


def taken_apart(question: str, documents: tuple[str, ...], at: Desk) -> Plan | None:
    """How a question to these documents (ids; none means all) is taken apart; None where it is answered as a whole."""
    whole = sketch(question, documents, at)
    if crossed_apart(whole.task):
        return None
    parts, there = for_each_document(whole.task)
    parts = parts or for_each_entity(whole)
    return Plan(whole.task, parts, documents, there) if parts else None


def answer_parts(plan: Plan, on_phase: Callable[[Doing], None]) -> Answer:
    """Answer each part by itself, and say together what was found for which.

    KnownError(CANCELLED) soon after ``stopped()`` is true; KnownError(MODEL_MISSING) where none could be answered and
    only a language model could have.
    """
    given: list[Answer] = []
    parts: list[Part] = []
    unread: KnownError | None = None
    for at, one in enumerate(plan.parts):
        doing = Doing(Phase.PARTS, at + 1, len(plan.parts))
        on_phase(doing)
        try:
            found = _answered(plan, one, partial(_tell_read, on_phase, doing))
        except KnownError as error:
            if error.code is not ErrorCode.MODEL_MISSING:
                raise
            unread = error
            parts.append(Part(one.text, one.entity, one.document))
            continue
        given.append(found)
        parts.append(_part(one, found))
    if unread and all(part.refused for part in parts):
        raise unread
    return _together(plan, parts, given)


def _part(one: SubQuestion, found: Answer) -> Part:
    return Part(
        found.read_as,
        one.entity,
        one.document,
        found.facts,
        found.reason,
        found.remark,
        found.calculation,
        found.missing,
    )


def _tell_read(on_phase: Callable[[Doing], None], whole: Doing, part: Doing) -> None:
    """Of what is done for a part only what is read is told."""
    if part.passages:
        on_phase(replace(whole, passages=part.passages))


def _answered(plan: Plan, one: SubQuestion, on_phase: Callable[[Doing], None]) -> Answer:
    at = plan.task.desk
    if at.stopped():
        raise KnownError(ErrorCode.CANCELLED)
    documents = (one.document,) if one.document else plan.documents
    return answer(one.text, documents, at, on_phase)


def _together(plan: Plan, parts: Sequence[Part], given: Sequence[Answer]) -> Answer:
    task, language = plan.task, plan.task.parsed.language
    facts = tuple(dict.fromkeys(fact for part in parts for fact in part.facts))
    asked = tuple(part.document for part in parts if part.document)
    found = any(not part.refused for part in parts)
    weight = _weight(plan, parts)
    return Answer(
        question=task.question,
        kind=_kind(plan),
        language=language,
        facts=facts,
        coverage=replace(task.library.coverage(asked or _searched(given)), waiting_pages=task.coverage.waiting_pages),
        sentence=gathered(parts, weight, language) if found else "",
        refusal="" if found else refusal(language),
        nearest=() if found else _nearest(given),
        scope=asked or _searched(given),
        spellings=_distinct(given),
        reason=None if found else _common(parts),
        remark=_remark(plan, parts),
        calculation=weight,
        parts=tuple(parts),
    )


def _weight(plan: Plan, parts: Sequence[Part]) -> Calculation | None:
    """The one figure that a question makes of those of its parts, if it does."""
    task, of_documents, total = plan.task, bool(parts[0].document), _total(plan, parts)
    if plan.there > len(parts):
        return None
    if total is None and not of_documents:
        return weighed(task.question, parts)
    return totalled(task.question, parts, total, {one.id: one.name for one in task.documents})


def _total(plan: Plan, parts: Sequence[Part]) -> Total | None:
    """Whether the total or the average is asked: not whose is the highest total, nor what each calls its total."""
    question = plan.task.question
    of_all = bool(parts[0].document) and asks_for_all(question)
    if weighs(question) or (parts[0].document and not of_all and len(plan.task.periods()) > 1):
        return None
    return total_in(question, plan.task.parsed.named, of_names=of_all)


def _kind(plan: Plan) -> QueryKind:
    if plan.parts[0].document:
        return QueryKind.LIST
    return QueryKind.COMPARE if comparing_places(plan.task.question) else QueryKind.LIST


def _searched(given: Sequence[Answer]) -> tuple[str, ...]:
    """All documents that any part looked at; none where one looked at all of them."""
    if not all(one.scope for one in given):
        return ()
    return tuple(dict.fromkeys(document for one in given for document in one.scope))


def _nearest(given: Sequence[Answer]) -> tuple[Hit, ...]:
    firsts = {hit.passage: hit for one in given for hit in one.nearest[:1]}
    return tuple(firsts.values())[:_MOST_NEAREST]


def _distinct(given: Iterable[Answer]) -> tuple[Spelling, ...]:
    return tuple(dict.fromkeys(one for answered in given for one in answered.spellings))


def _common(parts: Sequence[Part]) -> Reason | None:
    """Why none was answered, where it is the same for all; what there is instead is each part's own."""
    reasons = [part.reason for part in parts if part.reason]
    if len(reasons) < len(parts) or len({reason.code for reason in reasons}) > 1 or reasons[0].code in _OWN:
        return None
    return Reason(reasons[0].code, tuple(dict.fromkeys(name for reason in reasons for name in reason.names)))


def _remark(plan: Plan, parts: Sequence[Part]) -> str:
    """What was read otherwise, and how many were asked, where not all; why nothing was found, where it is nowhere."""
    language = plan.task.parsed.language
    nowhere = all(part.refused for part in parts)
    remarks = [(part.entity, part.remark) for part in parts if part.remark and (nowhere or not part.refused)]
    own = any(part.reason and part.reason.code in _OWN for part in parts if part.refused)
    about = "{entity}：{remark}" if language is Language.CHINESE else "{entity}: {remark}"
    said = dict.fromkeys(
        about.format(entity=entity, remark=text) if own and entity else text for entity, text in remarks
    )
    few = [only_some(len(parts), plan.there, language)] if parts[0].document and plan.there > len(parts) else []
    return " ".join((*few, *_untotalled(plan, parts), *said))


def _untotalled(plan: Plan, parts: Sequence[Part]) -> list[str]:
    """That a total is not given, or that of documents none is the highest, where one has no figure, or more than one."""
    language = plan.task.parsed.language
    wanted = _total(plan, parts) or (parts[0].document and weighs(plan.task.question))
    without = sum(not part.calculation and len(part.facts) != 1 for part in parts)
    figures = all(fact.quantity for part in parts for fact in part.facts)
    if not wanted or without == len(parts) or not figures:
        return []
    return [not_all(without, language)] if without or _weight(plan, parts) is None else []
