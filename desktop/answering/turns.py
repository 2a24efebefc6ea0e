"""One turn of a chat: a question made whole by the one before it, taken apart where it asks several, and answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.answering.ask import answer
from desktop.answering.engines import Engines
from desktop.answering.followups import completed
from desktop.answering.hops import over_steps
from desktop.answering.library import Library
from desktop.answering.parts import answer_parts, taken_apart
from desktop.answering.plainly import plainly
from desktop.answering.say import read_as
from desktop.answering.sketch import sketch
from desktop.answering.task import desk
from desktop.answering.verbs import by_noun
from desktop.domain.answer import Answer, Asked
from desktop.domain.doing import Doing, Phase


def respond(
    asked: Asked,
    library: Library,
    engines: Engines,
    on_phase: Callable[[Doing], None],
    stopped: Callable[[], bool],
) -> Answer:
    """Answer a question, what it leaves out taken from the one before, each of several it asks by itself; or refuse.

    KnownError as ``answer`` raises it.
    """
    on_phase(Doing(Phase.UNDERSTANDING))
    at = desk(library, engines, stopped)
    whole = completed(by_noun(plainly(asked.question)), asked.before, asked.documents, at)
    plan = taken_apart(whole, asked.documents, at)
    if plan:
        return _as_asked(answer_parts(plan, on_phase), asked.question)

    def ask(question: str) -> Answer:
        return answer(question, asked.documents, at, on_phase)

    given = over_steps(ask(whole), ask, lambda question: sketch(question, asked.documents, at))
    at.understood.clear()  # a task holds its desk: nobody should have to look for the circle
    return _as_asked(given, asked.question)


def _as_asked(given: Answer, question: str) -> Answer:
    """The answer to the whole question as one to the question that was asked, which says how that was read."""
    if given.question == question:
        return given
    return replace(
        given, question=question, understood=given.read_as, remark=read_as(given.read_as, given.remark, given.language)
    )
