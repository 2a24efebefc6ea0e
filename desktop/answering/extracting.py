"""A field found in one document: from what was read, else by the model from the passages that speak of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.answering.engines import Engines
from desktop.answering.exampled import agrees
from desktop.answering.fieldwords import asks_several, name_of, periods_of, question_of, undated, wordings
from desktop.answering.fitting import told_period
from desktop.answering.from_facts import LEAST, facts_for, stands_on_page
from desktop.answering.lexicon import ValueKind
from desktop.answering.library import Library
from desktop.answering.looking import read_passages
from desktop.answering.periods import year_of, years_in
from desktop.answering.spans import day_of, span_end
from desktop.answering.task import Desk, Task, desk, understood
from desktop.answering.typed import fits, seems
from desktop.answering.understand import Wanted
from desktop.answering.wording import flat, key
from desktop.domain.answer import ReasonCode
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.extraction import Extracted, Field, FieldKind, Outcome
from desktop.domain.fact import Fact

AS_WRITTEN = 0.5  #: how sure a value is that is labelled as the field but can't be read as its kind
_KINDS = {
    FieldKind.NUMBER: ValueKind.NUMBER,
    FieldKind.MONEY: ValueKind.NUMBER,
    FieldKind.PERCENT: ValueKind.NUMBER,
    FieldKind.DATE: ValueKind.DATE,
    FieldKind.PERSON: ValueKind.PERSON,
    FieldKind.ORGANISATION: ValueKind.NAME,
}


def extract(field: Field, document: str, library: Library, engines: Engines, stopped: Callable[[], bool]) -> Extracted:
    """What the document (id) says of the field.

    KnownError(CANCELLED) soon after ``stopped()`` is true. Where no fact tells it and there is no language model to look
    for it in the text, it counts as not read.
    """
    at = desk(library, engines, stopped)
    tasks = [_task(understood(wording, (document,), at), wording, field) for wording in wordings(field)]
    told = _told(tasks, field) or _days(field, document, at) or _as_written(tasks, field)
    if told:
        return Extracted(document, field.name, Outcome.FOUND, told)
    try:
        found = _by_model(tasks[0], field)
    except KnownError as error:
        if error.code is not ErrorCode.MODEL_MISSING:
            raise
        return Extracted(document, field.name, Outcome.NOT_READ)
    if found.facts:
        return Extracted(document, field.name, Outcome.FOUND, found.facts)
    coverage = tasks[0].coverage
    is_read = not coverage.unread_pages and not coverage.waiting_pages
    outcome, model = Outcome.NOT_FOUND if is_read else Outcome.NOT_READ, engines.model.name if engines.model else ""
    return Extracted(document, field.name, outcome, may_be_on=found.may_be_on, model=model)


@dataclass(frozen=True, slots=True)
class _Proposed:
    """What the model found, or else a page (0-based) that may say it."""

    facts: tuple[Fact, ...] = ()
    may_be_on: int | None = None


def _told(tasks: Sequence[Task], field: Field) -> tuple[Fact, ...]:
    """The facts that a document has of the field, by the first of its names that it has any by."""
    for task in tasks:  # only the name is what a label may mean in other words: a description means many things
        facts = facts_for(task, task.parsed.wanted[0], alike=task is tasks[0])
        found = tuple(fact for fact in facts if _is_value(fact, field))
        if found:
            return _all_beside(found, task, field) if asks_several(field) else found
    return ()


def _all_beside(found: tuple[Fact, ...], task: Task, field: Field) -> tuple[Fact, ...]:
    """With what else the same page or section tells under the same label, as it stands there from top to bottom."""
    first = found[0]
    others = (fact for fact in task.facts if _is_beside(fact, first) and _is_value(fact, field))
    standing = (fact for fact in others if fact not in found and stands_on_page(fact, task.library))
    surely = [replace(one, period=first.period, confidence=min(one.confidence, first.confidence)) for one in standing]
    every = {fact.triple.value: fact for fact in (*surely, *found)}
    return tuple(sorted(every.values(), key=_place))


def _is_beside(fact: Fact, first: Fact) -> bool:
    one, other = fact.triple, first.triple
    if fact.evidence.document != first.evidence.document or one.entity != other.entity or fact.confidence < LEAST:
        return False
    near = fact.evidence.page == first.evidence.page or fact.section == first.section
    return near and key(one.attribute) == key(other.attribute) and told_period(fact) == first.period


def _is_value(fact: Fact, field: Field) -> bool:
    return fits(fact, field.kind) and agrees(fact.triple.value, field)


def _place(fact: Fact) -> tuple[int, float, float]:
    box = fact.evidence.boxes[0]
    return fact.evidence.page, box.y0, box.x0


def _as_written(tasks: Sequence[Task], field: Field) -> tuple[Fact, ...]:
    """What a label of the field's very name gives, where it can't be read as its kind but is written like it: unsure."""
    for task in tasks:
        wanted = replace(task.parsed.wanted[0], kind=None)
        for fact in facts_for(task, wanted, alike=False):
            is_named = key(undated(fact.triple.attribute)) == key(wanted.attribute)
            if is_named and seems(fact.triple.value, field.kind):
                return (replace(fact, quantity=None, confidence=min(fact.confidence, AS_WRITTEN)),)
    return ()


def _days(field: Field, document: str, at: Desk) -> tuple[Fact, ...]:
    """The first or last day of a span, where the field asks for one."""
    end = span_end(name_of(field)) if field.kind is FieldKind.DATE else None
    for name in end.names if end else ():
        task = _task(understood(name, (document,), at), name, replace(field, kind=FieldKind.TEXT))
        for fact in facts_for(task, task.parsed.wanted[0], alike=False):
            day = day_of(fact.triple.value, end.last) if end else ""
            if day:
                return (replace(fact, triple=replace(fact.triple, value=day)),)
    return ()


def _task(task: Task, wording: str, field: Field) -> Task:
    """The task with the field as the one thing wanted, of whomever the document is about, of the period it asks.

    Where that is the year before one that is not known, only what the document calls so is it.
    """
    asked = replace(task, parsed=replace(task.parsed, periods=periods_of(field), talk=False), entities=(), strangers=())
    is_told = "" not in asked.parsed.periods or asked.periods() != ("",)
    name = undated(wording) if is_told else flat(wording)
    kind = _KINDS.get(field.kind) or task.lexicon.kind_of(name)
    wanted = Wanted(name, name, kind=kind, named=bool(task.lexicon.groups_of(name)))
    parsed = replace(asked.parsed, wanted=(wanted,), periods=asked.parsed.periods if is_told else ())
    return replace(asked, parsed=parsed, question=question_of(wording, field))


def _by_model(task: Task, field: Field) -> _Proposed:
    found = read_passages(task, task.parsed.wanted[0], lambda *_: None)
    fitting = [fact for fact in found.facts if _is_value(fact, field)]
    facts = tuple(fact for fact in fitting if _is_of_period(fact, task))
    pages = [fact.evidence.page for fact in fitting]
    if found.reason and found.reason.code is ReasonCode.UNSURE:
        pages += [hit.passage.page for hit in found.nearest]
    return _Proposed(facts, next(iter(pages), None))


def _is_of_period(fact: Fact, task: Task) -> bool:
    """Whether the evidence names the year asked, where the document is of another: its figures are of its own else."""
    asked = {year_of(period) for period in task.periods()} - {""}
    if not asked or any(one.year in asked for one in task.documents):
        return True
    told = (fact.evidence.quote, fact.section, *_headers(fact, task.library))
    return bool(asked & years_in(" ".join(told)))


def _headers(fact: Fact, library: Library) -> Iterator[str]:
    """The words of the cells that name a table's value."""
    page = library.page(fact.evidence.document, fact.evidence.page)
    for word in (word for block in page.blocks for word in block.words) if page else ():
        if any(box.holds(*word.box.centre) for box in fact.evidence.headers):
            yield word.text
