"""The words of the chat: what is being done, what was searched, what was found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.domain.answer import Answer, Calculation, Coverage
from desktop.domain.doing import Doing, Phase
from desktop.domain.fact import Fact, Review
from desktop.domain.numbers import stands_for

translate = QCoreApplication.translate

_UNSURE_BELOW = 0.6


def phase_text(doing: Doing | None, documents: int, seconds: int) -> str:
    """What is being done for a question, and for how long already."""
    words = _phase(doing, documents)
    if seconds < 1:
        return words
    return translate("Chat", "{phase} · {seconds} s").format(phase=words, seconds=seconds)


def coverage_text(coverage: Coverage) -> str:
    """What was searched: "Searched 3 documents, 212 pages; 2 pages could not be read; 9 pages not fully read yet"."""
    documents = translate("Chat", "%n document(s)", "", coverage.documents)
    pages = translate("Chat", "%n page(s)", "", coverage.pages)
    words = translate("Chat", "Searched {documents}, {pages}").format(documents=documents, pages=pages)
    if coverage.unread_pages:
        unread = translate("Chat", "%n page(s) could not be read", "", len(coverage.unread_pages))
        words = translate("Chat", "{searched}; {unread}").format(searched=words, unread=unread)
    if coverage.waiting_pages:
        unread = translate("Chat", "%n page(s) not fully read yet", "", coverage.waiting_pages)
        words = translate("Chat", "{searched}; {unread}").format(searched=words, unread=unread)
    return words


def foot_text(answer: Answer, facts: Sequence[Fact]) -> str:
    """The line under an answer: grounding of its facts as they are now, coverage, time."""
    parts = [coverage_text(answer.coverage)]
    if answer.facts:
        parts.insert(0, _grounding(facts))
    if answer.seconds >= 0.1:
        parts.append(translate("Chat", "{seconds} s").format(seconds=f"{answer.seconds:.1f}"))
    return " · ".join(parts)


def _grounding(facts: Sequence[Fact]) -> str:
    """What a person wrote need not stand there in these words."""
    if any(fact.review is Review.EDITED for fact in facts):
        return translate("Chat", "Every value stands on its page, except those that you wrote")
    return translate("Chat", "Every value stands on its page")


def value_text(fact: Fact) -> str:
    """The value as written, and below it the number and unit that it stands for, where they add something."""
    return "\n".join(filter(None, (fact.triple.value, stands_for(fact.triple.value, fact.quantity))))


def certainty(fact: Fact) -> str:
    """What is known about a fact's soundness, for its tooltip."""
    said = said_words(fact)
    if said:
        return said
    percent = round(fact.confidence * 100)
    if is_unsure(fact):
        words = translate(
            "Chat", "The words stand on the page, but Tercet is not sure that they answer this ({percent} %)."
        )
    else:
        words = translate("Chat", "The words stand on the page; certainty {percent} %.")
    return words.format(percent=percent)


def said_words(fact: Fact) -> str:
    """What a person has said of a fact; "" for nothing."""
    match fact.review:
        case Review.ACCEPTED:
            return translate("Chat", "You accepted this.")
        case Review.EDITED:
            return translate("Chat", "You wrote this; the page may have it in other words.")
        case Review.REJECTED:
            return translate("Chat", "You rejected this: it answers nothing.")
    return ""


def unsaid_text() -> str:
    """Stands for an answer's sentence once what it says was rejected or changed."""
    return translate("Chat", "You have rejected or changed a value of this answer since: see the table.")


def formula_text(computed: Calculation, *, holds: bool) -> str:
    """A calculation; or that it holds no longer."""
    if holds:
        return computed.formula
    words = translate("Chat", "No longer holds, as you rejected or changed a value in it: {formula}")
    return words.format(formula=computed.formula)


def is_unsure(fact: Fact) -> bool:
    """Whether a person should look twice."""
    return fact.confidence < _UNSURE_BELOW


def removed_document() -> str:
    """Stands for the name of a document that has left the library."""
    return translate("Chat", "(removed)")


def not_found() -> str:
    """Stands where a value would: nothing was found for this part of the question."""
    return translate("Chat", "not found")


def not_read() -> str:
    """Stands where a value would: it may stand on a page that was not read, or was not looked for by a model."""
    return translate("Chat", "not read")


def may_be_on(page: int) -> str:
    """Where to look for what was not found: a page (0-based), as people count."""
    return translate("Chat", "Page {page} may say it, but not surely enough: please look there.").format(page=page + 1)


def provisional() -> str:
    """A cell of a sheet that was found in a document that was still being read, or is read anew."""
    return translate("Chat", "Found before the document was fully read: find it again later.")


def page_text(page: int) -> str:
    """A page (0-based) as people count."""
    return translate("Chat", "page {page}").format(page=page + 1)


def _phase(doing: Doing | None, documents: int) -> str:
    match doing:
        case Doing(Phase.UNDERSTANDING):
            words = translate("Chat", "Understanding the question…")
        case Doing(Phase.SEARCHING):
            words = translate("Chat", "Searching %n document(s)…", "", documents)
        case Doing(Phase.READING):
            words = translate("Chat", "Reading the passages…")
        case Doing(Phase.CHECKING):
            words = translate("Chat", "Checking the values on their pages…")
        case Doing(Phase.PARTS, done, total):
            words = translate("Chat", "Asking one by one: {done} of {total}…").format(done=done, total=total)
        case _:
            words = translate("Chat", "Starting…")
    return words
