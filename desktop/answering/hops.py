"""Questions in two steps: what somebody who is first to be found, the chairman of a company, has or is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.answering.lexicon import ValueKind
from desktop.answering.say import first_found, not_one
from desktop.answering.several import as_question
from desktop.answering.sketch import Sketch, hull, put
from desktop.answering.understand import Stretch
from desktop.answering.wording import key
from desktop.domain.answer import Answer, ReasonCode, Step
from desktop.domain.fact import Fact
from desktop.domain.numbers import quantity_of

MOST_STEPS = 2  #: that lead to whom a question is about
_SURE = 0.6  #: certainty that a first step needs
_LONGEST = 60  #: characters of a name
_OWNED = re.compile(r"的|'s |’s | of (?:the |its |their )?|")
_ARTICLE = re.compile(r"\bthe $")
_NOBODY = (
    ReasonCode.UNKNOWN_ENTITY,
    ReasonCode.ONLY_MENTIONED,
    ReasonCode.UNKNOWN_PERIOD,
    ReasonCode.UNSURE_SPELLING,
)
_ENTITIES = (ValueKind.PERSON, ValueKind.WHO, ValueKind.NAME, None)


@dataclass(frozen=True, slots=True)
class Hop:
    """The first question of two, and the place in the whole one where its answer is to stand."""

    inner: str
    place: Stretch


def hop_in(whole: Sketch) -> Hop | None:
    """Whose attribute is asked, where that is an attribute's value itself: 控股股东 of 青禾电子的控股股东的注册资本."""
    for holder in _holders(whole):
        owner = next((one for one in whole.entities if _is_owned(whole.text, one, holder)), None)
        if owner is None and whole.entities:
            continue
        place = hull((owner, holder)) if owner else holder
        return Hop(as_question(whole.words(place)), place)
    return None


def with_value(whole: Sketch, hop: Hop, value: str) -> str:
    """The question with the answer to the first one in its place."""
    start, end = hop.place
    article = _ARTICLE.search(whole.text[:start].lower())
    return put(whole.text, (article.start() if article else start, end), value)


def over_steps(given: Answer, ask: Callable[[str], Answer], take_apart: Callable[[str], Sketch]) -> Answer:
    """The answer to a refused question after finding whom it is about; the refusal, with what was found, where it stays.

    ``ask`` answers a question as a whole; it raises KnownError(CANCELLED) where that is wanted.
    """
    steps: list[Step] = []
    last = given
    while last.refused and len(steps) < MOST_STEPS and _may_hop(last):
        whole = take_apart(last.read_as)
        hop = hop_in(whole)
        first = ask(hop.inner) if hop else None
        if hop is None or first is None:
            break
        fact = sure_value(first)
        if fact is None:
            return replace(given, remark=_ambiguous(first, given)) if not steps else _after(steps, given, last)
        steps.append(Step(hop.inner, fact))
        last = ask(with_value(whole, hop, fact.triple.value))
    return _after(steps, given, last) if steps else given


def _may_hop(given: Answer) -> bool:
    return given.reason is None or given.reason.code not in _NOBODY


def _ambiguous(first: Answer, given: Answer) -> str:
    values = tuple(dict.fromkeys(one.triple.value for one in first.facts))
    return not_one(values, given.remark, given.language) if len(values) > 1 else given.remark


def _after(steps: Sequence[Step], given: Answer, last: Answer) -> Answer:
    """The last answer, or refusal, as one to the question that was asked."""
    told = first_found(steps, last.remark, given.language)
    return replace(last, question=given.question, understood=last.read_as, remark=told, steps=tuple(steps))


def _holders(whole: Sketch) -> Iterator[Stretch]:
    """Names of attributes whose values can have attributes, beside the one that is asked."""
    named = whole.task.parsed.named
    asked = {one.attribute for one in whole.task.parsed.wanted}
    for place in named:
        name = whole.text[slice(*place)]
        if len(named) > 1 and name.lower() not in asked and whole.task.lexicon.kind_of(name) in _ENTITIES:
            yield place


def _is_owned(text: str, owner: Stretch, holder: Stretch) -> bool:
    """Whether nothing but 的 or "of" stands between the two."""
    first, second = sorted((owner, holder))
    return _OWNED.fullmatch(text[first[1] : second[0]].lower()) is not None


def sure_value(given: Answer) -> Fact | None:
    """The one thing that an answer says for sure, if that can have attributes."""
    names = {key(fact.triple.value) for fact in given.facts}
    if len(names) != 1:
        return None
    best = max(given.facts, key=lambda fact: fact.confidence)
    is_name = quantity_of(best.triple.value) is None and len(best.triple.value) <= _LONGEST
    return best if is_name and best.confidence >= _SURE else None
