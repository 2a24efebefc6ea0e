"""A question about several entities, taken apart into one about each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.answering.comparing import comparing_places, replaced, without
from desktop.answering.lexicon import ValueKind
from desktop.answering.periods import years_spanned
from desktop.answering.sketch import Sketch, beside, hull, joined, overlaps, put
from desktop.answering.totals import total_places
from desktop.answering.understand import Stretch, left_over
from desktop.answering.wording import flat
from desktop.domain.terms import is_chinese

_MOST = 12
_HERE = "\ufffc"  #: stands where a name is to stand
#: what two have with each other is neither's alone
_TOGETHER = re.compile(
    r"之间|双方|共同|合同|协议|租约|合并"
    r"|\b(?:between|jointly|together|each other|agreements?|contracts?|leases?|deals?|mergers?|ndas?)\b"
)
_ASKS = re.compile(
    r"多少|什么|谁|哪|几|何|吗|怎|是否|有没有|[列给]出|说明|告诉"
    r"|\b(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|will|list|give|show|tell)\b"
)


@dataclass(frozen=True, slots=True)
class SubQuestion:
    """A question about one entity, as the question has it, or to one document (id); the other is ``""``."""

    text: str
    entity: str = ""
    document: str = ""


def for_each_entity(whole: Sketch) -> tuple[SubQuestion, ...]:
    """One question for each of the entities that are enumerated or compared; none where there are no two.

    What is asked of two together, an agreement between them, is not taken apart.
    """
    compared = comparing_places(whole.text)
    totals = total_places(whole.text, whole.task.parsed.named)
    places = _distinct(whole)
    if not 1 < len(places) <= _MOST or (not compared and _TOGETHER.search(flat(without(whole.text, totals)))):
        return ()
    known = (*whole.entities, *whole.periods, *whole.task.parsed.named, *compared)
    more = left_over(flat(whole.text), known, whole.task.lexicon)
    if compared and whole.task.parsed.named and not more:
        return tuple(_put_anew(whole, place) for place in places)
    return tuple(_put_apart(whole, place) for place in places) if joined(whole.text, whole.entities) else ()


def _distinct(whole: Sketch) -> tuple[Stretch, ...]:
    """The first place of each entity that is named."""
    surfaces = {(one.start, one.end): one.entity for one in whole.task.parsed.mentions}
    first: dict[str, Stretch] = {}
    for place in whole.entities:
        entity = next((name for span, name in surfaces.items() if overlaps(span, (place,))), whole.words(place))
        first.setdefault(flat(entity), place)
    return tuple(first.values())


def _put_apart(whole: Sketch, place: Stretch) -> SubQuestion:
    """The question with one name where the enumeration stands, and without its comparing."""
    every = hull(whole.entities)
    said = [one for one in total_places(whole.text, whole.task.parsed.named) if not overlaps(one, (every,))]
    text = replaced(whole.text, every, _HERE, said)
    text = without(text, comparing_places(text)).replace(f"{_HERE} 的", f"{_HERE}的")
    at = text.index(_HERE)
    name = whole.words(place)
    return SubQuestion(as_question(put(text, (at, at + 1), name)), name)


def as_question(text: str) -> str:
    """A question, also where it only says what is wanted."""
    if _ASKS.search(flat(text)):
        return text
    text = text.rstrip(" ?？。.!,，")
    return f"{text}是什么？" if is_chinese(text) else f"What is {text}?"


def _put_anew(whole: Sketch, place: Stretch) -> SubQuestion:
    """What is compared, asked of one."""
    name, text = whole.words(place), whole.text
    periods = (hull(whole.periods),) if years_spanned(flat(text)) else sorted(whole.periods)
    when = list(dict.fromkeys(whole.words(one) for one in periods))
    things = list(dict.fromkeys(text[slice(*one)] for one in whole.task.parsed.named))
    if is_chinese(text):
        figures = all(one.kind is ValueKind.NUMBER for one in whole.task.parsed.wanted)
        end = "是多少？" if figures else "是什么？"
        return SubQuestion(beside(name, "、".join(when), f"的{'、'.join(things)}{end}"), name)
    times = f" in {' and '.join(when)}" if when else ""
    return SubQuestion(f"What is the {' and '.join(things)} of {name}{times}?", name)
