"""Why a question finds nothing: nobody's document, nobody's year, nobody's word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop.answering.comparing import comparing_places
from desktop.answering.fiscal import ending_late, fiscal
from desktop.answering.fitting import aim_of, fit, shelf_of, told_period
from desktop.answering.from_facts import GOOD
from desktop.answering.names import speaks_of
from desktop.answering.periods import year_of
from desktop.answering.sketch import overlaps
from desktop.answering.task import Task
from desktop.answering.understand import Wanted
from desktop.answering.wording import flat, has_han, solid
from desktop.domain.answer import Reason, ReasonCode
from desktop.domain.terms import terms

#: what is done to what is asked: a page need not say it, and one who asks would not look for it
_VERBS = frozenset(
    terms(
        "come comes came fall falls fell rise rises rose start starts started begin begins began happen happened occur occurred"
        " take takes took get gets got give gave change changed cause caused drive drove lead led see saw keep kept use used"
    )
)
_MOST_PASSAGES = 20  #: that are looked at for a word


def reason_of(task: Task) -> Reason | None:
    """Why the documents hold no answer, where it can be told; None where they merely do not say."""
    nowhere = tuple(name for name in task.strangers if not _stands(task, name))
    if nowhere:
        return Reason(ReasonCode.UNKNOWN_ENTITY, _as_asked(task, nowhere))
    if task.strangers and not task.entities and all(one.entity for one in task.documents):
        return Reason(ReasonCode.ONLY_MENTIONED, _as_asked(task, task.strangers))
    if years := _unknown_years(task):
        return Reason(ReasonCode.UNKNOWN_PERIOD, years, task.entities[0] if task.entities else "")
    words = _unmentioned(task)
    return Reason(ReasonCode.NOT_MENTIONED, words) if words else None


def other_periods(task: Task, wanted: Wanted) -> tuple[str, ...]:
    """The periods that what is wanted is told of, the latest first; none where it is told of the one asked, or of none."""
    if task.periods() == ("",):
        return ()
    shelf, aim = shelf_of(task), aim_of(task, wanted)
    fitting = {
        period
        for fact in task.facts
        if (period := told_period(fact)) and fit(replace(aim, period=period), fact, shelf) >= GOOD
    }
    return () if fitting & set(task.periods()) else tuple(sorted(fitting, reverse=True))


def _unknown_years(task: Task) -> tuple[str, ...]:
    late = ending_late(task)
    covered = {one.year for one in task.documents} | {year_of(fact.period) for fact in task.facts}
    covered |= {year_of(fiscal(fact.period)) for fact in task.facts if fact.evidence.document in late}
    years = dict.fromkeys(year_of(period) for period in task.periods())
    return tuple(year for year in years if year and year not in covered and not _stands(task, year))


def _unmentioned(task: Task) -> tuple[str, ...]:
    text = flat(task.question)
    compared = comparing_places(task.question)  # highest stands nowhere, and need not
    left = (stretch for stretch in task.parsed.left if not task.parsed.talk and not overlaps(stretch, compared))
    words = (text[slice(*stretch)] for stretch in left)
    named = (word for word in words if len(word) > 1 and word not in _VERBS)
    return _as_asked(task, (word for word in named if not _is_mentioned(task, word)))


def _is_mentioned(task: Task, word: str) -> bool:
    """Whether a word stands somewhere, in any of its forms: dated, where date does."""
    if has_han(word):
        return _stands(task, word)
    return all(task.library.by_words(terms(one), 1, task.scope) or _stands(task, one) for one in word.split())


def _stands(task: Task, name: str) -> bool:
    hits = task.library.by_words(terms(name), _MOST_PASSAGES, task.scope)
    told = [text for one in task.documents for text in (one.name, one.entity)]
    told += [text for hit in hits for text in (hit.passage.text, *hit.passage.heading_path)]
    return any(name in flat(solid(text)) if has_han(name) else speaks_of(name, flat(text)) for text in told)


def _as_asked(task: Task, names: Iterable[str]) -> tuple[str, ...]:
    """Flat names with the capitals that the question gives them, each once."""
    text = task.question.lower()
    places = ((name, text.find(name)) for name in names)
    return tuple(dict.fromkeys(task.question[at : at + len(name)] if at >= 0 else name for name, at in places))
