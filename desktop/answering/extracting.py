"""A field found in one document: from what was read, else by the model from the passages that speak of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from desktop.answering.engines import Engines
from desktop.answering.from_facts import facts_for
from desktop.answering.lexicon import ValueKind
from desktop.answering.library import Library
from desktop.answering.looking import read_passages
from desktop.answering.spans import day_of, span_end
from desktop.answering.task import Desk, Task, desk, understood
from desktop.answering.typed import typed
from desktop.answering.understand import Wanted
from desktop.answering.wording import flat
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.extraction import Extracted, Field, FieldKind, Outcome
from desktop.domain.fact import Fact
from desktop.domain.terms import is_chinese

_KINDS = {
    FieldKind.NUMBER: ValueKind.NUMBER,
    FieldKind.MONEY: ValueKind.NUMBER,
    FieldKind.PERCENT: ValueKind.NUMBER,
    FieldKind.DATE: ValueKind.DATE,
    FieldKind.PERSON: ValueKind.PERSON,
    FieldKind.ORGANISATION: ValueKind.NAME,
}
_LONGEST_NAME = 40  #: characters of a description that may itself be a label of the document
_NAMES = re.compile(r"[,;，；、]\s*(?:or\s+|或)?|\s+or\s+|或")  #: a description may list names
_ABBREVIATED = {
    "num": "number",
    "no": "number",
    "amt": "amount",
    "qty": "quantity",
    "addr": "address",
    "org": "organisation",
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
        found = tuple(fact for fact in facts if typed(fact.triple.value, field.kind))
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
    end = span_end(" ".join(_words(field.name))) if field.kind is FieldKind.DATE else None
    for name in end.names if end else ():
        task = _task(understood(name, (document,), at), name, replace(field, kind=FieldKind.TEXT))
        for fact in facts_for(task, task.parsed.wanted[0], alike=False):
            day = day_of(fact.triple.value, end.last) if end else ""
            if day:
                return (replace(fact, triple=replace(fact.triple, value=day)),)
    return ()


def wordings(field: Field) -> tuple[str, ...]:
    """What a document may call the field: its name as words, its description, and each of the names in that."""
    name = " ".join(_ABBREVIATED.get(word.lower(), word) for word in _words(field.name))
    parts = (part.strip(" .。") for part in _NAMES.split(field.description))
    described = (part for part in (field.description.strip(" .。"), *parts) if len(part) <= _LONGEST_NAME)
    return tuple(dict.fromkeys(filter(None, (name, *described))))


def _words(name: str) -> Iterator[str]:
    """effective_date, effectiveDate and effective-date are two words."""
    for part in re.split(r"[_\s]+|(?<=[a-z])-(?=[a-z])", name):
        yield from filter(None, re.split(r"(?<=[a-z])(?=[A-Z])", part))


def _task(task: Task, wording: str, field: Field) -> Task:
    """The task with the field as the one thing wanted, of whomever the document is about."""
    name = flat(wording)
    kind = _KINDS.get(field.kind) or task.lexicon.kind_of(name)
    wanted = Wanted(name, name, kind=kind, named=bool(task.lexicon.groups_of(name)))
    parsed = replace(task.parsed, wanted=(wanted,), periods=(), talk=False)
    return replace(task, parsed=parsed, question=_question(wording, field), entities=(), strangers=())


def _question(wording: str, field: Field) -> str:
    """The field as a question to the model."""
    more = field.description.strip(" .。?？")
    if is_chinese(wording + more):
        return f"{wording}（{more}）是什么？" if more and more != wording else f"{wording}是什么？"
    return f"What is the {wording} ({more})?" if more and more != wording else f"What is the {wording}?"


def _by_model(task: Task, field: Field) -> tuple[Fact, ...]:
    found = read_passages(task, task.parsed.wanted[0], lambda *_: None)
    return tuple(fact for fact in found.facts if typed(fact.triple.value, field.kind))
