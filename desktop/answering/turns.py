"""One turn of a chat: a question made whole by the one before it, and answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.answering.ask import answer
from desktop.answering.engines import Engines
from desktop.answering.followups import completed
from desktop.answering.library import Library
from desktop.answering.say import read_as
from desktop.answering.task import desk
from desktop.domain.answer import Answer, Asked
from desktop.protocol import Phase


def respond(
    asked: Asked,
    library: Library,
    engines: Engines,
    on_phase: Callable[[Phase, int, int], None],
    stopped: Callable[[], bool],
) -> Answer:
    """Answer a question, what it leaves out taken from the one before, or refuse.

    KnownError as ``answer`` raises it.
    """
    on_phase(Phase.UNDERSTANDING, 0, 0)
    whole = completed(asked.question, asked.before, asked.documents, desk(library, engines, stopped))
    given = answer(whole, asked.documents, library, engines, on_phase, stopped)
    return given if whole == asked.question else _as_asked(given, asked.question)


def _as_asked(given: Answer, question: str) -> Answer:
    """The answer to the whole question as one to the question that was asked, which says how that was read."""
    return replace(
        given, question=question, understood=given.read_as, remark=read_as(given.read_as, given.remark, given.language)
    )
