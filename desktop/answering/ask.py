"""A question answered: understand, search, propose, ground, say or refuse."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.answering.engines import Engines
from desktop.answering.entities import meant, mentions_of, same_entity
from desktop.answering.from_facts import Aim, Shelf, alike_facts, best_facts
from desktop.answering.from_passages import Reader, Reading, Scope, claim, in_scope, propose
from desktop.answering.lexicon import Group, Lexicon, load_lexicon
from desktop.answering.library import DocumentInfo, Library
from desktop.answering.names import unknown_names
from desktop.answering.prompts import load_prompt
from desktop.answering.say import refusal, sentence
from desktop.answering.scope import about_entities, names_of, of_years
from desktop.answering.search import search
from desktop.answering.seeking import sought_in
from desktop.answering.thesaurus import load_thesaurus
from desktop.answering.understand import Parsed, Wanted, parse
from desktop.answering.wording import flat, key
from desktop.domain.answer import Answer, Coverage, Hit, Language
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.fact import Fact
from desktop.domain.terms import is_chinese, terms
from desktop.paths import resources
from desktop.protocol import Phase

DEFAULT_MODEL = "qwen2.5-coder-1.5b-instruct-q4_k_m"  #: the pack that is named where no model is at hand
MOST_FACTS = 400  #: facts that one search gives
MOST_TERMS = 60  #: index terms of one search
MOST_NEAREST = 3
LONGEST_QUESTION = 300  #: characters of a question that the model is given
MOST_WHILE_READING = 0.5  #: certainty of an answer from a document that is still being read


@dataclass(frozen=True, slots=True)
class _Task:
    """Everything known about the question at hand."""

    question: str
    library: Library
    engines: Engines
    lexicon: Lexicon
    documents: tuple[DocumentInfo, ...]
    facts: tuple[Fact, ...]
    parsed: Parsed
    entities: tuple[str, ...]
    strangers: tuple[str, ...]  #: names in the question that the library does not know
    scope: tuple[str, ...]  #: ids of the documents searched; none means all
    coverage: Coverage  #: when the question was asked: what is read meanwhile was perhaps not searched
    stopped: Callable[[], bool]


def answer(  # noqa: PLR0913, PLR0917 - the worker's one door to answering
    question: str,
    documents: tuple[str, ...],
    library: Library,
    engines: Engines,
    on_phase: Callable[[Phase, int, int], None],
    stopped: Callable[[], bool],
) -> Answer:
    """Answer a question from these documents (ids; none means all), or refuse.

    KnownError(CANCELLED) soon after ``stopped()`` is true; KnownError(MODEL_MISSING) where only a language
    model could have answered and there is none.
    """
    begun = time.monotonic()
    on_phase(Phase.UNDERSTANDING, 0, 0)
    task = _understand(question, documents, library, engines, stopped)
    facts: list[Fact] = []
    missing: list[str] = []
    nearest: tuple[Hit, ...] = ()
    unread: KnownError | None = None
    for wanted in task.parsed.wanted:
        found = _from_facts(task, wanted)
        try:
            if not found:
                found, nearest = _from_passages(task, wanted, on_phase)
        except KnownError as error:
            if error.code is not ErrorCode.MODEL_MISSING:
                raise
            unread = error
        facts.extend(fact for fact in _as_sure_as_may_be(task, found) if fact not in facts)
        missing.extend([] if found else [wanted.phrase])
    if unread and not facts:
        raise unread
    on_phase(Phase.CHECKING, 0, 0)
    return _said(task, facts, missing, nearest or (() if facts else _nearest(task)), time.monotonic() - begun)


def _understand(
    question: str, documents: tuple[str, ...], library: Library, engines: Engines, stopped: Callable[[], bool]
) -> _Task:
    lexicon = load_lexicon(resources() / "lexicon")
    text = flat(question)
    chosen = tuple(one for one in library.documents() if not documents or one.id in documents)
    every = about_entities(question, chosen, lexicon)
    scope = documents if every == chosen else tuple(one.id for one in every)
    # Pages that wait in any of them count: what they are about is not known before they are read.
    coverage = replace(library.coverage(scope), waiting_pages=library.coverage(documents).waiting_pages)
    facts = _facts(question, library, scope, lexicon)
    mentions = mentions_of(text, names_of(every, facts, lexicon))
    parsed = parse(question, mentions, (fact.triple.attribute for fact in facts), lexicon)
    entities = meant(text, parsed.mentions, facts)
    narrow = tuple(name for name in entities if not any(same_entity(name, one.entity) for one in every))
    parsed = replace(parsed, wanted=tuple(_undescribed(one, narrow, facts) for one in parsed.wanted))
    told = [mention.surface for mention in parsed.mentions] + [one.attribute for one in parsed.wanted if one.named]
    strangers = unknown_names(question, told, engines.names, lexicon)
    return _Task(
        question, library, engines, lexicon, every, facts, parsed, entities, strangers, scope, coverage, stopped
    )


def _facts(question: str, library: Library, documents: tuple[str, ...], lexicon: Lexicon) -> tuple[Fact, ...]:
    """Facts that may answer: by what the question names, then by all its words; in portions, as long as a search may be."""
    words = _words(question, lexicon)
    portions = [words[at : at + MOST_TERMS] for at in range(0, min(len(words), 4 * MOST_TERMS), MOST_TERMS)]
    found = (fact for portion in portions for fact in library.facts_about(portion, MOST_FACTS, documents))
    return tuple(dict.fromkeys(found))


def _undescribed(wanted: Wanted, entities: Sequence[str], facts: Iterable[Fact]) -> Wanted:
    """Without the words that only say who is meant: guard, of a player whose position is guard."""
    if not wanted.rest:
        return wanted
    told = [key(fact.triple.value) for fact in facts if fact.triple.entity in entities]
    rest = tuple(word for word in wanted.rest if not any(key(word) in value for value in told))
    return replace(wanted, rest=rest, phrase=wanted.phrase if rest else wanted.attribute)


def _words(question: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Index terms of the names in the question, of the question itself, and of the names' synonyms."""
    text = flat(question)
    named = sorted((name for name in lexicon.names() if flat(name) in text), key=len, reverse=True)
    synonyms = [synonym for name in named for synonym in lexicon.synonyms(name)]
    return tuple(dict.fromkeys(term for words in (*named, question, *synonyms) for term in terms(words)))


def _from_facts(task: _Task, wanted: Wanted) -> tuple[Fact, ...]:
    found: list[Fact] = []
    for period in _periods(task):
        aim = Aim(wanted, _subjects(task), period, task.parsed.parent_only, task.strangers)
        shelf = Shelf(task.facts, task.documents, task.library, task.lexicon)
        found.extend(best_facts(aim, shelf) or alike_facts(aim, shelf, task.engines.embedder))
    return tuple(found)


def _subjects(task: _Task) -> tuple[str, ...]:
    """The entities meant; a document's entity only sets the scope where a narrower one is named."""
    narrower = tuple(
        entity for entity in task.entities if not any(same_entity(one.entity, entity) for one in task.documents)
    )
    return narrower or task.entities


def _periods(task: _Task) -> tuple[str, ...]:
    """The periods asked, last year resolved against the document; ``("",)`` where none is."""
    years = [one.year for one in task.documents if one.year.isdigit()]
    resolved = [period or (str(int(max(years)) - 1) if years else "") for period in task.parsed.periods]
    return tuple(dict.fromkeys(resolved)) or ("",)


def _from_passages(
    task: _Task, wanted: Wanted, on_phase: Callable[[Phase, int, int], None]
) -> tuple[tuple[Fact, ...], tuple[Hit, ...]]:
    _check(task)
    on_phase(Phase.SEARCHING, 0, 0)
    words = _telling_words(task, wanted)
    sought = sought_in(task.question, load_thesaurus(resources() / "lexicon"), words)
    hits = search(sought, task.library, task.engines.embedder, _of_years(task))
    usable = _usable(task, wanted, hits)
    if not usable:
        return (), hits[:MOST_NEAREST]
    if task.engines.model is None:
        raise KnownError(ErrorCode.MODEL_MISSING, DEFAULT_MODEL)
    _check(task)
    on_phase(Phase.READING, 0, 0)
    language = Language.CHINESE if is_chinese(usable[0].passage.text) else Language.ENGLISH
    reader = Reader(task.engines.model, load_prompt(resources() / "prompts", language), task.stopped)
    fact = propose(_reading(task, wanted, words), usable, task.library, reader)
    return ((_with_entity(fact, task.documents),) if fact else ()), hits[:MOST_NEAREST]


def _of_years(task: _Task) -> tuple[str, ...]:
    """Ids of the documents of the years asked; none means all."""
    within = of_years(task.question, task.documents)
    return task.scope if len(within) == len(task.documents) else tuple(one.id for one in within)


def _telling_words(task: _Task, wanted: Wanted) -> tuple[str, ...]:
    """Terms to search with: of what is wanted; of the entity only where the documents are not all about it."""
    narrow = () if task.entities and _subjects(task) == task.entities and _are_scope(task) else task.entities
    return _words(" ".join((wanted.phrase, *narrow, *task.strangers)), task.lexicon)


def _are_scope(task: _Task) -> bool:
    return all(any(same_entity(name, one.entity) for name in task.entities) for one in task.documents)


def _usable(task: _Task, wanted: Wanted, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The passages that can hold an answer at all."""
    about = {one.id: one for one in task.documents}
    known = [mention.surface for mention in task.parsed.mentions if mention.entity in task.entities]
    scope = Scope((*known, *task.strangers), _periods(task)[0], wanted, task.lexicon)
    return tuple(hit for hit in hits if in_scope(hit.passage, scope, about.get(hit.passage.document)))


def _reading(task: _Task, wanted: Wanted, words: tuple[str, ...]) -> Reading:
    own = set(task.lexicon.groups_of(wanted.attribute))
    others = {fact.triple.entity for fact in task.facts if fact.triple.entity} - set(task.entities)
    return Reading(
        question=_asked(task, wanted),
        wanted=wanted,
        entities=task.entities,
        others=tuple(sorted(others)),
        period=_periods(task)[0],
        words=words,
        names=(wanted.attribute, *task.lexicon.synonyms(wanted.attribute)),
        telling=frozenset(term for term in terms(task.question) if term not in task.lexicon.fillers),
        report_year=years.pop() if len(years := {one.year for one in task.documents}) == 1 else "",
        is_known=bool(own),
        claimed=frozenset(claim(fact) for fact in task.facts if own and _is_another(own, fact, task.lexicon)),
    )


def _is_another(own: set[Group], fact: Fact, lexicon: Lexicon) -> bool:
    """Whether a fact's attribute is known to be another one than the one wanted."""
    groups = set(lexicon.groups_of(fact.triple.attribute))
    return bool(groups) and not groups & own


def _asked(task: _Task, wanted: Wanted) -> str:
    """The question for the model: as asked, or one of several put by itself."""
    if len(task.parsed.wanted) == 1 and not task.parsed.talk:
        return task.question[:LONGEST_QUESTION]
    about = task.entities[0] if task.entities else ""
    if task.parsed.language is Language.CHINESE:
        return f"{about}的{wanted.phrase}是什么？" if about else f"{wanted.phrase}是什么？"
    return f"What is the {wanted.phrase} of {about}?" if about else f"What is the {wanted.phrase}?"


def _with_entity(fact: Fact, documents: Sequence[DocumentInfo]) -> Fact:
    """A fact about nobody in particular is about the document's entity."""
    document = next((one for one in documents if one.id == fact.evidence.document), None)
    if fact.triple.entity or document is None or not document.entity:
        return fact
    return replace(fact, triple=replace(fact.triple, entity=document.entity))


def _as_sure_as_may_be(task: _Task, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    being_read = {one.id for one in task.documents if not one.is_read}
    return tuple(
        replace(fact, confidence=min(fact.confidence, MOST_WHILE_READING))
        if fact.evidence.document in being_read
        else fact
        for fact in facts
    )


def _nearest(task: _Task) -> tuple[Hit, ...]:
    sought = sought_in(task.question, load_thesaurus(resources() / "lexicon"))
    return search(sought, task.library, task.engines.embedder, task.scope)[:MOST_NEAREST]


def _check(task: _Task) -> None:
    if task.stopped():
        raise KnownError(ErrorCode.CANCELLED)


def _said(
    task: _Task, facts: Sequence[Fact], missing: Iterable[str], nearest: tuple[Hit, ...], seconds: float
) -> Answer:
    language = task.parsed.language
    return Answer(
        question=task.question,
        kind=task.parsed.kind,
        language=language,
        facts=tuple(facts),
        coverage=task.coverage,
        sentence=sentence(facts, tuple(missing), language) if facts else "",
        refusal="" if facts else refusal(language),
        nearest=() if facts else nearest,
        seconds=round(seconds, 3),
        scope=_of_years(task),
    )
