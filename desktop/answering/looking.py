"""What is wanted looked up: in the facts first, then by the model in the passages that speak of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from desktop.answering.contradicting import MOST_IF_CONTRADICTED, told_otherwise
from desktop.answering.crossings import crossed
from desktop.answering.entities import same_entity
from desktop.answering.excerpts import pointed
from desktop.answering.from_facts import facts_for
from desktop.answering.from_passages import Reader, Reading, Scope, claim, in_scope, propose
from desktop.answering.holders import holders, members
from desktop.answering.lexicon import Group, Lexicon
from desktop.answering.periods import periods_in
from desktop.answering.prompts import load_prompt
from desktop.answering.reranking import reranked
from desktop.answering.search import search
from desktop.answering.seeking import Sought, sought_in
from desktop.answering.task import Task, index_words
from desktop.answering.thesaurus import load_thesaurus
from desktop.answering.understand import Wanted
from desktop.answering.wording import as_written, flat
from desktop.domain.answer import Hit, Language, Reason, ReasonCode
from desktop.domain.doing import Doing, Phase
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.fact import Fact
from desktop.domain.terms import is_chinese, terms
from desktop.paths import resources

DEFAULT_MODEL = "qwen2.5-coder-1.5b-instruct-q4_k_m"  #: the pack that is named where no model is at hand
MOST_NEAREST = 3
LONGEST_QUESTION = 300  #: characters of a question that the model is given
_DAY = len("2023-08-30")
MOST_WHILE_READING = 0.5  #: certainty of an answer from a document that is still being read


@dataclass(slots=True)
class LookedUp:
    """What was found of the things wanted, what was not, and the nearest passages of the first that was not."""

    facts: list[Fact] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    nearest: tuple[Hit, ...] = ()
    reason: Reason | None = None  #: why that one was not
    contradictions: list[tuple[Fact, ...]] = field(default_factory=list)

    def with_others(self, task: Task, wanted: Wanted, found: Sequence[Fact]) -> tuple[Fact, ...]:
        """What was found, each fact with what another document tells otherwise; both are doubted then."""
        told: list[Fact] = []
        for fact in found:
            every = (fact, *told_otherwise(task, wanted, fact))
            most = MOST_IF_CONTRADICTED if len(every) > 1 else 1.0
            told += [replace(one, confidence=min(one.confidence, most)) for one in every]
            self.contradictions += [every] if len(every) > 1 else []
        return tuple(told)


def looked_up(task: Task, on_phase: Callable[[Doing], None]) -> LookedUp:
    """Each thing wanted, from facts, else from passages; MODEL_MISSING where nothing was found without a model."""
    given = LookedUp()
    unread: KnownError | None = None
    for wanted in task.parsed.wanted:
        found = members(task, wanted) or facts_for(task, wanted) or holders(task, wanted) or crossed(task, wanted)
        try:
            if not found:
                read = read_passages(task, wanted, on_phase)
                found = read.facts
                if given.reason is None:
                    given.nearest, given.reason = read.nearest, read.reason
        except KnownError as error:
            if error.code is not ErrorCode.MODEL_MISSING:
                raise
            unread = error
        else:
            found = given.with_others(task, wanted, found)
        given.facts.extend(fact for fact in as_sure_as_may_be(task, found) if fact not in given.facts)
        given.missing.extend([] if found else [wanted.phrase])
    if unread and not given.facts:
        raise unread
    return given


@dataclass(frozen=True, slots=True)
class Found:
    """What the model found in passages, else why not, and the nearest of them."""

    facts: tuple[Fact, ...]
    nearest: tuple[Hit, ...]
    reason: Reason | None = None


def read_passages(task: Task, wanted: Wanted, on_phase: Callable[[Doing], None]) -> Found:
    """What the model finds in the passages that speak of it; KnownError as ``answer``."""
    _check(task)
    on_phase(Doing(Phase.SEARCHING))
    words = _telling_words(task, wanted)
    sought = sought_in(task.question, load_thesaurus(resources() / "lexicon"), words)
    hits = _hits(task, sought, task.of_years())
    usable = _usable(task, wanted, hits)
    if not usable:
        return Found((), pointed(hits[:MOST_NEAREST], sought.words), Reason(ReasonCode.NOT_SAID) if hits else None)
    on_phase(Doing(Phase.READING, passages=pointed(usable[:MOST_NEAREST], sought.words)))
    if task.desk.engines.model is None:
        raise KnownError(ErrorCode.MODEL_MISSING, DEFAULT_MODEL)
    _check(task)
    language = Language.CHINESE if is_chinese(usable[0].passage.text) else Language.ENGLISH
    reader = Reader(task.desk.engines.model, load_prompt(resources() / "prompts", language), task.desk.stopped)
    proposed = propose(_reading(task, wanted, words, usable), usable, task.library, reader)
    named = _with_names(task, proposed.fact) if proposed.fact else None
    if named and not task.library.is_rejected(named):
        return Found((named,), hits[:MOST_NEAREST])
    pointed_at = [hit for hit in hits if hit.passage == proposed.passage]
    nearest = tuple(dict.fromkeys((*pointed_at, *usable, *hits)))[:MOST_NEAREST]
    return Found((), pointed(nearest, sought.words), proposed.reason or Reason(ReasonCode.NOT_SAID))


def _telling_words(task: Task, wanted: Wanted) -> tuple[str, ...]:
    """Terms to search with: of what is wanted; of the entity only where the documents are not all about it."""
    narrow = () if task.entities and task.subjects() == task.entities and _are_scope(task) else task.entities
    return index_words(" ".join((wanted.phrase, *narrow, *task.strangers)), task.lexicon)


def _are_scope(task: Task) -> bool:
    return all(any(same_entity(name, one.entity) for name in task.entities) for one in task.documents)


def _usable(task: Task, wanted: Wanted, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The passages that can hold an answer at all."""
    return tuple(hit for hit in hits if _in_scope(task, wanted, hit))


def _in_scope(task: Task, wanted: Wanted, hit: Hit) -> bool:
    """Whether a passage speaks of whom and what is asked; its document's own entity may be called otherwise in it."""
    document = next((one for one in task.documents if one.id == hit.passage.document), None)
    own = document.entity if document else ""
    meant = (one for one in task.parsed.mentions if one.entity in task.entities and not same_entity(one.entity, own))
    scope = Scope((*(one.surface for one in meant), *task.strangers), task.periods()[0], wanted, task.lexicon)
    return in_scope(hit.passage, scope, document)


def _reading(task: Task, wanted: Wanted, words: tuple[str, ...], hits: Sequence[Hit]) -> Reading:
    own = set(task.lexicon.groups_of(wanted.attribute))
    others = {fact.triple.entity for fact in task.facts if fact.triple.entity} - set(task.entities)
    return Reading(
        question=_asked(task, wanted),
        wanted=wanted,
        entities=task.entities,
        others=tuple(sorted(others)),
        period=task.periods()[0],
        words=words,
        names=(wanted.attribute, *task.lexicon.synonyms(wanted.attribute)),
        found=tuple(hit.passage for hit in hits),
        fillers=task.lexicon.fillers,
        about=tuple(text for one in task.documents for text in (one.name, one.entity)),
        telling=frozenset(term for term in terms(task.question) if term not in task.lexicon.fillers),
        report_year=years.pop() if len(years := {one.year for one in task.documents}) == 1 else "",
        is_known=bool(own),
        claimed=frozenset(claim(fact) for fact in task.facts if own and _is_another(own, fact, task.lexicon)),
        of_day=frozenset(one for one in {hit.passage.document for hit in hits} if _is_of_day(task, one)),
    )


def _is_of_day(task: Task, document: str) -> bool:
    """Whether a document is of the day that is asked for: its first page bears that day and no other."""
    asked = task.periods()[0]
    first = task.library.passages_of(document, 0) if len(asked) == _DAY else ()
    periods = (one.period for passage in first for one in periods_in(flat(passage.text)))
    return {one for one in periods if len(one) == _DAY} == {asked}


def _is_another(own: set[Group], fact: Fact, lexicon: Lexicon) -> bool:
    """Whether a fact's attribute is known to be another one than the one wanted."""
    groups = set(lexicon.groups_of(fact.triple.attribute))
    return bool(groups) and not groups & own


def _asked(task: Task, wanted: Wanted) -> str:
    """The question for the model: as asked, or one of several put by itself."""
    if len(task.parsed.wanted) == 1 and not task.parsed.talk:
        return task.question[:LONGEST_QUESTION]
    about = task.entities[0] if task.entities else ""
    if task.parsed.language is Language.CHINESE:
        return f"{about}的{wanted.phrase}是什么？" if about else f"{wanted.phrase}是什么？"
    return f"What is the {wanted.phrase} of {about}?" if about else f"What is the {wanted.phrase}?"


def _with_names(task: Task, fact: Fact) -> Fact:
    """The fact with its attribute as the question writes it; one about nobody is about the document's entity."""
    attribute = as_asked(task.question, fact.triple.attribute)
    document = next((one for one in task.documents if one.id == fact.evidence.document), None)
    entity = fact.triple.entity or (document.entity if document else "")
    return replace(fact, triple=replace(fact.triple, entity=entity, attribute=attribute))


def as_asked(question: str, attribute: str) -> str:
    """An attribute as a question writes it, with the small words between its own: the share of people who voted."""
    text, words = flat(question), attribute.split()
    at = text.find(attribute)
    begin, end = (at, at + len(attribute)) if at >= 0 else (text.find(words[0]), text.rfind(words[-1]) + len(words[-1]))
    return as_written(question)[begin:end] if 0 <= begin < end else attribute


def as_sure_as_may_be(task: Task, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts, those of documents that are still being read with no more than ``MOST_WHILE_READING``."""
    being_read = {one.id for one in task.documents if not one.is_read}
    return tuple(
        replace(fact, confidence=min(fact.confidence, MOST_WHILE_READING))
        if fact.evidence.document in being_read
        else fact
        for fact in facts
    )


def nearest_to(task: Task) -> tuple[Hit, ...]:
    """The passages nearest to the whole question."""
    sought = sought_in(task.question, load_thesaurus(resources() / "lexicon"))
    return pointed(_hits(task, sought, task.scope)[:MOST_NEAREST], sought.words)


def _hits(task: Task, sought: Sought, documents: tuple[str, ...]) -> tuple[Hit, ...]:
    engines = task.desk.engines
    hits = search(sought, task.library, engines.embedder, documents)
    return reranked(hits, sought.text, engines.reranker, task.desk.stopped)


def _check(task: Task) -> None:
    if task.desk.stopped():
        raise KnownError(ErrorCode.CANCELLED)
