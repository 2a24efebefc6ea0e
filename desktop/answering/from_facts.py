"""Answers from the facts that were read: milliseconds, and nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop.answering.entities import same_entity
from desktop.answering.ground import stands
from desktop.answering.lexicon import Lexicon, ValueKind
from desktop.answering.library import DocumentInfo, Library
from desktop.answering.matching import accounts_for, is_of_kind, label_score
from desktop.answering.periods import period_score, year_of
from desktop.answering.quantities import quantity_in
from desktop.answering.understand import Wanted
from desktop.domain.fact import Fact

LEAST = 0.5  #: below this a fact is no answer
GOOD = 0.8  #: below this a fact is no answer beside a better one
_PRIMARY = re.compile(
    r"资产负债表|利润表|损益表|现金流量表|权益变动表|主要会计数据|主要财务指标|balance sheet|income statement"
    r"|statements? of (?:financial position|operations|income|earnings|cash flows?|comprehensive)|financial highlights",
    re.I,
)
_PARENT = re.compile(r"母公司(?!所有者|股东)|parent company|parent only", re.I)
_GROUP = re.compile(r"合并|consolidated", re.I)


@dataclass(frozen=True, slots=True)
class Aim:
    """What a fact has to fit: the thing wanted, the entities meant (none: any), the period asked."""

    wanted: Wanted
    entities: tuple[str, ...]
    period: str
    parent_only: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """A fact and how well it fits, 0…1."""

    fact: Fact
    score: float


def best_facts(
    aim: Aim, facts: Sequence[Fact], documents: Sequence[DocumentInfo], library: Library, lexicon: Lexicon
) -> tuple[Fact, ...]:
    """The best fact for each entity meant, or one for each entity that fits where the question names none.

    Only facts whose value stands in its boxes are given back.
    """
    about = {document.id: document for document in documents}
    scored = sorted(
        (Scored(fact, fit(aim, fact, about.get(fact.evidence.document), lexicon)) for fact in facts),
        key=lambda one: -one.score,
    )
    return _first_of_each([one for one in scored if one.score >= LEAST], _standing(library))


def fit(aim: Aim, fact: Fact, document: DocumentInfo | None, lexicon: Lexicon) -> float:
    """How well a fact fits: the product of how well its label, period, entity, kind and section do."""
    attribute = _attribute_score(aim.wanted, fact, document, lexicon)
    if attribute == 0.0 or not is_of_kind(fact.triple.value, aim.wanted.kind):
        return 0.0
    period = _period_score(aim.period, fact, document)
    return attribute * period * _entity_score(aim.entities, fact, document) * _section_score(aim, fact)


def _attribute_score(wanted: Wanted, fact: Fact, document: DocumentInfo | None, lexicon: Lexicon) -> float:
    label = fact.triple.attribute
    whole = label_score(wanted.phrase, label, lexicon)
    if not wanted.rest or whole:
        return whole
    named = label_score(wanted.attribute, label, lexicon)
    if not named:
        return 0.0
    around = [label, fact.triple.entity, fact.section, *((document.name, document.entity) if document else ())]
    return named if accounts_for(wanted.rest, around) else 0.0


def _period_score(asked: str, fact: Fact, document: DocumentInfo | None) -> float:
    report_year = document.year if document else ""
    score = period_score(asked, fact.period, report_year)
    if score == 0.0 and not fact.period and asked and year_of(asked) in fact.evidence.quote:
        return 0.8
    return score


def _entity_score(entities: Sequence[str], fact: Fact, document: DocumentInfo | None) -> float:
    own = document.entity if document else ""
    name = fact.triple.entity
    of_document = not name or not own or same_entity(name, own)
    if not entities:
        return 1.0 if of_document else 0.7
    if any(same_entity(name, entity) for entity in entities):
        return 1.0
    return 0.98 if of_document and any(same_entity(own, entity) for entity in entities) else 0.0


def _section_score(aim: Aim, fact: Fact) -> float:
    parent = _PARENT.search(fact.section) is not None and _GROUP.search(fact.section) is None
    if parent != aim.parent_only and (parent or _PRIMARY.search(fact.section)):
        return 0.6
    score = 1.0 if _PRIMARY.search(fact.section) else 0.93
    wants_figure = aim.wanted.kind is ValueKind.NUMBER
    return score if not wants_figure or fact.quantity or quantity_in(fact.triple.value) else score * 0.5


def _standing(library: Library) -> Callable[[Fact], bool]:
    def check(fact: Fact) -> bool:
        page = library.page(fact.evidence.document, fact.evidence.page)
        return page is not None and stands(fact.triple.value, page, fact.evidence)

    return check


def _first_of_each(scored: Sequence[Scored], is_standing: Callable[[Fact], bool]) -> tuple[Fact, ...]:
    chosen: dict[str, Fact] = {}
    for one in scored:
        entity = one.fact.triple.entity
        if entity in chosen or (chosen and one.score < GOOD):
            continue
        if is_standing(one.fact):
            chosen[entity] = replace(one.fact, confidence=round(min(one.fact.confidence, one.score), 3))
    return tuple(chosen.values())
