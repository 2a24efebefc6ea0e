"""Answers from the facts that were read: milliseconds, and nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop.answering.engines import Embedder
from desktop.answering.fitting import Aim, Shelf, aim_of, around, fit, shelf_of, surroundings, told_period
from desktop.answering.ground import stands
from desktop.answering.lexicon import ValueKind
from desktop.answering.library import Library
from desktop.answering.matching import accounts_for, is_of_kind
from desktop.answering.stated import Scored, as_stated
from desktop.answering.task import Task
from desktop.answering.understand import Wanted
from desktop.answering.wording import flat
from desktop.domain.fact import Fact, Origin, Review
from desktop.domain.terms import terms

LEAST = 0.5  #: below this a fact is no answer
GOOD = 0.8  #: below this a fact is no answer beside a better one
ALIKE = 0.75  #: what a fact loses that only the embedder knows by another name
LEAST_ALIKE = 0.7  #: cosine of an attribute's name and a label that means the same, such as 死亡时间 and 逝世日期
LEAST_AHEAD = 0.15  #: and how far before the next label: 税费 is close to 所得税费用, and to 财务费用
MOST_LABELS = 60
MOST_ENTITIES = 12  #: answers where a question names nobody
_SHAREHOLDERS, _INCOME = "归属于上市公司股东的净利润", "净利润"
_OTHER_OWNERS = (
    "noncontrolling interests",
    "non-controlling interests",
    "minority interest",
    "preferred stock dividends",
    "redeemable participating",
    "少数股东损益",
    "少数股东权益",
    "非控制性权益",
    "非控股权益",
    "优先股股息",
)
_OTHERS_SHARE = re.compile(
    r"\bnon-?controlling\b|\bminority\b|\bpreferred\b|\bredeemable\b|\bparticipating\b|少数股[东東]|非控[制股]|优先股|永续",
    re.I,
)
#: what new product is asked, or why, and that is no figure, though that of goods in process comes near its name
_ASKS_THING = re.compile(
    r"为什么|(?:什么|哪些|哪种|哪几种)(?:[^，。？?的]{0,4}产品"
    r"|(?!是)[^，。？?的最]{0,7}[^，。？?的最率额数量年月日期限度价值比时模费款水平](?=[，。？?的最]|$))"
    r"|\bwhat (?:new \w+s|kinds?|types?|sorts?)\b"
)
_PERSON = ValueKind.PERSON
_FEW = 5  #: facts that are looked at for a word


def facts_for(task: Task, wanted: Wanted, *, alike: bool = True) -> tuple[Fact, ...]:
    """The facts that a task's question is answered by, for each period asked; ``alike`` ones where none is named so."""
    found = _found(task, wanted, alike=alike)
    owners = None if found else _of_all_owners(task, wanted)
    return found if owners is None else _found(task, owners, alike=alike)


def _of_all_owners(task: Task, wanted: Wanted) -> Wanted | None:
    """Net income, where that of the shareholders is wanted, and nothing more, and nobody else has a share in it; None
    for other things, and while pages are unread that may tell of others.
    """
    names = {name for group in task.lexicon.groups_of(wanted.attribute) for name in group.names}
    more = wanted.rest or wanted.phrase != wanted.attribute
    if _SHAREHOLDERS not in names or more or task.coverage.unread_pages or task.coverage.waiting_pages:
        return None
    others = (task.library.facts_about(terms(words), _FEW, task.scope) for words in _OTHER_OWNERS)
    shared = any(_OTHERS_SHARE.search(fact.triple.attribute) for facts in others for fact in facts)
    return None if shared else replace(wanted, attribute=_INCOME, phrase=_INCOME)


def _found(task: Task, wanted: Wanted, *, alike: bool) -> tuple[Fact, ...]:
    shelf, embedder = shelf_of(task), task.desk.engines.embedder if alike else None
    no_figures = replace(shelf, facts=tuple(fact for fact in shelf.facts if fact.quantity is None))
    others = no_figures if wanted.kind is None and _ASKS_THING.search(flat(task.question)) else shelf
    aims = (replace(aim, period=period) for aim in (aim_of(task, wanted),) for period in task.periods())
    return tuple(fact for aim in aims for fact in best_facts(aim, shelf) or alike_facts(aim, others, embedder))


def best_facts(aim: Aim, shelf: Shelf) -> tuple[Fact, ...]:
    """The best fact for each entity meant, or one for each entity that fits where the question names none.

    Only facts whose value stands in its boxes are given back.
    """
    scored = [Scored(fact, fit(aim, fact, shelf)) for fact in shelf.facts]
    return _first_of_each(as_stated(scored, aim, shelf), shelf)


def alike_facts(aim: Aim, shelf: Shelf, embedder: Embedder | None) -> tuple[Fact, ...]:
    """Facts whose label means what was asked, by the embedder, and no other label comes near.

    Only for what the lexicon doesn't know: close vectors also join 营业收入 and 营业成本.
    """
    if embedder is None or aim.wanted.named or shelf.lexicon.groups_of(aim.wanted.phrase):
        return ()
    fitting = [Scored(fact, surroundings(aim, fact, shelf)) for fact in shelf.facts]
    fitting = [one for one in fitting if one.score >= LEAST and accounts_for(aim.strangers, around(one.fact, shelf))]
    label = _alike(aim.wanted.phrase, [one.fact.triple.attribute for one in fitting], embedder)
    alike = [Scored(one.fact, one.score * ALIKE) for one in fitting if one.fact.triple.attribute == label]
    return _first_of_each(alike, shelf)


def _alike(phrase: str, labels: Sequence[str], embedder: Embedder) -> str:
    """The label whose vector is close to the phrase's and well before the next one's; ``""`` for none."""
    distinct = list(dict.fromkeys(labels))[:MOST_LABELS]
    if not distinct:
        return ""
    vectors = embedder.embed_passages([phrase, *distinct])
    order = sorted(zip((vectors[1:] @ vectors[0]).tolist(), distinct, strict=True), reverse=True)
    second = order[1][0] if len(order) > 1 else 0.0
    return order[0][1] if order[0][0] >= LEAST_ALIKE and order[0][0] - second >= LEAST_AHEAD else ""


def _first_of_each(scored: Sequence[Scored], shelf: Shelf) -> tuple[Fact, ...]:
    """The best one of each entity that stands on its page, the later report first; those far behind are left out."""
    chosen: dict[str, Fact] = {}
    for one in sorted((one for one in scored if one.score >= LEAST), key=lambda one: _order(one, shelf)):
        entity = one.fact.triple.entity
        if entity not in chosen and (not chosen or one.score >= GOOD) and stands_on_page(one.fact, shelf.library):
            confidence = round(min(one.fact.confidence, one.score), 3)
            chosen[entity] = replace(one.fact, period=told_period(one.fact), confidence=confidence)
    return tuple(fact for one in chosen.values() for fact in (one, *_beside(one, scored)))[:MOST_ENTITIES]


def _beside(fact: Fact, scored: Sequence[Scored]) -> tuple[Fact, ...]:
    """What else a page tells under the same name: the other parties of a contract, the others of several directors."""
    if fact.origin is not Origin.CLAUSE and not (fact.origin is Origin.PAIR and is_of_kind(fact.triple.value, _PERSON)):
        return ()
    others = (one.fact for one in scored if _clause(one.fact) == _clause(fact) and one.fact.triple != fact.triple)
    return tuple(replace(one, confidence=fact.confidence) for one in others)


def _clause(fact: Fact) -> tuple[object, ...]:
    whose = fact.triple.entity if fact.origin is Origin.PAIR else ""
    return fact.origin, fact.evidence.document, fact.evidence.page, fact.triple.attribute, whose


def _order(scored: Scored, shelf: Shelf) -> tuple[float, int]:
    document = shelf.document(scored.fact)
    year = document.year if document else ""
    return -scored.score, -int(year) if year.isdigit() else 0


def stands_on_page(fact: Fact, library: Library) -> bool:
    """Whether a fact's value stands in its boxes, or a person wrote it."""
    if fact.review is Review.EDITED:  # a person has looked at the place, and wrote what stands there
        return True
    page = library.page(fact.evidence.document, fact.evidence.page)
    return page is not None and stands(fact.triple.value, page, fact.evidence)
