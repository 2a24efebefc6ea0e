"""A field found in one document: from what was read, else by the model from the passages that speak of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from desktop.answering.engines import Engines
from desktop.answering.fieldwords import name_of, periods_of, question_of, undated, wordings
from desktop.answering.from_facts import facts_for
from desktop.answering.lexicon import ValueKind
from desktop.answering.library import Library
from desktop.answering.looking import read_passages
from desktop.answering.periods import year_of, years_in
from desktop.answering.spans import day_of, span_end
from desktop.answering.task import Desk, Task, desk, understood
from desktop.answering.typed import fits
from desktop.answering.understand import Wanted
from desktop.answering.wording import flat
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.extraction import Extracted, Field, FieldKind, Outcome
from desktop.domain.fact import Fact

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
    for task in tasks:  # only the name is what a label may mean in other words: a description means many things
        facts = facts_for(task, task.parsed.wanted[0], alike=task is tasks[0])
        found = tuple(fact for fact in facts if fits(fact, field.kind))
        if found:
            return Extracted(document, field.name, Outcome.FOUND, found)
    days = _days(field, document, at)
    if days:
        return Extracted(document, field.name, Outcome.FOUND, days)
    try:
        found = _by_model(tasks[0], field)
    except KnownError as error:
        if error.code is not ErrorCode.MODEL_MISSING:
            raise
        return Extracted(document, field.name, Outcome.NOT_READ)
    if found:
        return Extracted(document, field.name, Outcome.FOUND, found)
    coverage = tasks[0].coverage
    is_read = not coverage.unread_pages and not coverage.waiting_pages
    return Extracted(document, field.name, Outcome.NOT_FOUND if is_read else Outcome.NOT_READ)


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


def _by_model(task: Task, field: Field) -> tuple[Fact, ...]:
    found = read_passages(task, task.parsed.wanted[0], lambda *_: None)
    fitting = (fact for fact in found.facts if fits(fact, field.kind))
    return tuple(fact for fact in fitting if _is_of_period(fact, task))


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
