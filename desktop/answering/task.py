"""A question held against the library: which documents and facts it is about, and whom it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop.answering.engines import Engines
from desktop.answering.entities import meant, mentions_of, same_entity
from desktop.answering.formulas import names_pattern
from desktop.answering.lexicon import Lexicon, load_lexicon
from desktop.answering.library import DocumentInfo, Library
from desktop.answering.names import is_long, speaks_of, unknown_names
from desktop.answering.operations import operations_named_in
from desktop.answering.periods import periods_in
from desktop.answering.scope import about_entities, names_of, of_years
from desktop.answering.understand import Parsed, Wanted, parse
from desktop.answering.wording import flat, has_han, key, names_it, solid
from desktop.domain.answer import Coverage
from desktop.domain.document import Passage
from desktop.domain.fact import Fact
from desktop.domain.terms import terms
from desktop.paths import resources

_PARTIES = r"(?:\bbetween\b|\bby and among\b|[甲乙丙]方|出租方|承租方|卖方|买方|出租人|承租人).{1,300}"
_CONTRACT = re.compile(r"合同|协议|租约|\b(?:agreements?|contracts?|leases?|deeds?|ndas?|between)\b")
_DEFINES = re.compile(r"\s*(?:指|是指|:)\s*$|\s+means?$")
_COMPANY = re.compile(r"公司|集团|银行|厂$|\b(?:inc|ltd|llc|corp|corporation|plc|limited|company|gmbh)\b", re.I)
_ANY = ("公司", "本公司", "我公司", "集团", "本集团", "子公司", "母公司", "company", "group")
_GLOSSARY = re.compile(r"释义|定义|\b(?:definitions?|glossary)\b", re.I)
MOST_FACTS = 400  #: facts that one search gives
MOST_TERMS = 60  #: index terms of one search
_FORMS = (("invoice", "发票"), ("receipt", "收据", "小票"))  #: what a form calls itself, in both languages
_MOST_FORMS = 200
_MOST_PASSAGES = 20  #: that are looked at for a name
_SHORTEST_TO_CUT = 3  #: characters of a name of which one may be the next word's


@dataclass(frozen=True, slots=True)
class Desk:
    """What a question is worked on with, and whether to stop."""

    library: Library
    engines: Engines
    lexicon: Lexicon
    stopped: Callable[[], bool]
    #: what was understood so far, by question and documents: one part of answering asks after the other
    understood: dict[tuple[str, tuple[str, ...]], Task] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Task:
    """Everything known about the question at hand."""

    question: str
    desk: Desk
    documents: tuple[DocumentInfo, ...]
    facts: tuple[Fact, ...]
    parsed: Parsed
    entities: tuple[str, ...]
    strangers: tuple[str, ...]  #: names in the question that the library does not know
    scope: tuple[str, ...]  #: ids of the documents searched; none means all
    coverage: Coverage  #: when the question was asked: what is read meanwhile was perhaps not searched

    @property
    def library(self) -> Library:
        """Where it is searched."""
        return self.desk.library

    @property
    def lexicon(self) -> Lexicon:
        """What names mean."""
        return self.desk.lexicon

    def subjects(self) -> tuple[str, ...]:
        """The entities meant; a document's entity only sets the scope where a narrower one is named."""
        narrower = tuple(
            name for name in self.entities if not any(same_entity(one.entity, name) for one in self.documents)
        )
        return narrower or self.entities

    def periods(self) -> tuple[str, ...]:
        """The periods asked, last year resolved against the document; ``("",)`` where none is."""
        years = [one.year for one in self.documents if one.year.isdigit()]
        resolved = [period or (str(int(max(years)) - 1) if years else "") for period in self.parsed.periods]
        return tuple(dict.fromkeys(resolved)) or ("",)

    def of_years(self) -> tuple[str, ...]:
        """Ids of the documents of the years asked; none means all."""
        within = of_years(self.question, self.documents)
        return self.scope if len(within) == len(self.documents) else tuple(one.id for one in within)


def desk(library: Library, engines: Engines, stopped: Callable[[], bool]) -> Desk:
    """A desk with the program's own lexicon."""
    return Desk(library, engines, load_lexicon(resources() / "lexicon"), stopped)


def understood(question: str, documents: tuple[str, ...], at: Desk) -> Task:
    """What a question asks of these documents (ids; none means all)."""
    task = at.understood.get((question, documents)) or _understood(question, documents, at)
    at.understood[question, documents] = task
    return task


def _understood(question: str, documents: tuple[str, ...], at: Desk) -> Task:
    library, lexicon, text = at.library, at.lexicon, flat(question)
    chosen = tuple(one for one in library.documents() if not documents or one.id in documents)
    every = about_entities(question, chosen, lexicon)
    every = _of_kind(text, every, library) if every == chosen else every
    of_contract = _CONTRACT.search(text) is not None
    headed, parties = _headed(question, every, at) if of_contract or every == chosen else ({}, {})
    every = tuple(one for one in every if not (headed or parties) or one.entity in {**headed, **parties})
    scope = documents if every == chosen else tuple(one.id for one in every)
    # Pages that wait in any of them count: what they are about is not known before they are read.
    coverage = replace(library.coverage(scope), waiting_pages=library.coverage(documents).waiting_pages)
    facts = _facts(question, library, scope, lexicon)
    defined = _defined(text, facts)
    if defined:
        facts = tuple(dict.fromkeys((*_facts(" ".join((*defined, question)), library, scope, lexicon), *facts)))
    names = names_of(question, every, facts, lexicon)
    called = _called(names, headed, defined, parties if of_contract else {})  # what is asked is the contract's
    mentions = mentions_of(text, names | called)
    parsed = parse(question, mentions, (fact.triple.attribute for fact in facts), lexicon)
    facts = tuple(dict.fromkeys((*_named(parsed, library, scope, lexicon), *facts)))
    entities = meant(text, parsed.mentions, facts)
    surfaces = {one.surface for one in parsed.mentions}
    entities = tuple(dict.fromkeys((*entities, *(full for full, short in defined.items() if short[0] in surfaces))))
    narrow = tuple(name for name in entities if not any(same_entity(name, one.entity) for one in every))
    parsed = replace(parsed, wanted=tuple(_undescribed(one, narrow, facts) for one in parsed.wanted))
    known = [mention.surface for mention in parsed.mentions] + [one.attribute for one in parsed.wanted if one.named]
    known += [match[0] for match in names_pattern(resources() / "lexicon").finditer(text)]
    operations = operations_named_in(text)
    found = unknown_names(question, known, at.engines.names, lexicon)
    strangers = tuple(_as_it_stands(name, library, scope) for name in found if name not in operations)
    return Task(question, at, every, facts, parsed, entities, strangers, scope, coverage)


def _as_it_stands(name: str, library: Library, documents: tuple[str, ...]) -> str:
    """A Chinese name without its last character, where only that stands somewhere: 安倍晋三 of 安倍晋三中枪."""
    if not has_han(name) or len(name) <= _SHORTEST_TO_CUT or _is_told(name, library, documents):
        return name
    return name[:-1] if _is_told(name[:-1], library, documents) else name


def _is_told(name: str, library: Library, documents: tuple[str, ...]) -> bool:
    hits = library.by_words(terms(name), _MOST_PASSAGES, documents)
    return any(name in flat(solid(hit.passage.text)) for hit in hits)


def _of_kind(text: str, documents: tuple[DocumentInfo, ...], library: Library) -> tuple[DocumentInfo, ...]:
    """The invoices, where a question is about the invoice: those that say so on their first page; all where none does."""
    kind = next((words for words in _FORMS if any(names_it(word, text) for word in words)), ())
    ids = tuple(one.id for one in documents)
    hits = (hit for word in kind for hit in library.by_words(terms(word), _MOST_FORMS, ids))
    said = {hit.passage.document for hit in hits if hit.passage.page == 0}
    return tuple(one for one in documents if one.id in said) or documents


def _called(names: Mapping[str, tuple[str, ...]], *more: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Entities with what else they are called."""
    called: dict[str, tuple[str, ...]] = {}
    for name, forms in (one for others in more for one in others.items()):
        called[name] = (*called.get(name, names.get(name, ())), *forms)
    return called


def _headed(
    question: str, documents: Iterable[DocumentInfo], at: Desk
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Names in the question that headings of first pages bear, and those of parties there, by the document's entity."""
    found: dict[str, tuple[str, ...]] = {}
    parties: dict[str, tuple[str, ...]] = {}
    entities = {one.id: one.entity for one in documents if one.entity}
    if not entities:
        return {}, {}
    for name in unknown_names(question, (), at.engines.names, at.lexicon):
        hits = at.library.by_words(terms(name), _MOST_PASSAGES, tuple(entities))
        firsts = [hit.passage for hit in hits if hit.passage.page == 0]
        heads = (one for one in firsts if is_long(name) and speaks_of(name, flat(" ".join(one.heading_path))))
        for entity in dict.fromkeys(entities[one.document] for one in heads):
            found[entity] = (*found.get(entity, ()), name)
        for entity in dict.fromkeys(entities[one.document] for one in firsts if _is_party(name, one)):
            parties[entity] = (*parties.get(entity, ()), name)
    return found, parties


def _is_party(name: str, first: Passage) -> bool:
    """Whether a name stands among the parties on the first page of a contract."""
    whole = re.compile(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])")
    return any(whole.search(match[0]) for match in re.finditer(_PARTIES, flat(first.text)))


def _defined(text: str, facts: Iterable[Fact]) -> dict[str, tuple[str, ...]]:
    """Short names in a flat question that a glossary defines, by the full name: 四方罐储 指 南通四方罐式储运设备制造有限公司."""
    shorts = ((_DEFINES.sub("", flat(fact.triple.attribute)), fact) for fact in facts if _is_definition(fact))
    return {
        fact.triple.value: (short,) for short, fact in shorts if len(short) > 1 and short in text and short not in _ANY
    }


def _is_definition(fact: Fact) -> bool:
    """Whether a glossary says which company a short name is."""
    told = _DEFINES.search(flat(fact.triple.attribute)) is not None and _GLOSSARY.search(fact.section) is not None
    return told and _COMPANY.search(fact.triple.value) is not None and not periods_in(flat(fact.triple.value))


def _facts(question: str, library: Library, documents: tuple[str, ...], lexicon: Lexicon) -> tuple[Fact, ...]:
    """Facts that may answer: by what the question names, then by all its words; in portions, as long as a search may be."""
    words = index_words(question, lexicon)
    portions = [words[at : at + MOST_TERMS] for at in range(0, min(len(words), 4 * MOST_TERMS), MOST_TERMS)]
    found = (fact for portion in portions for fact in library.facts_about(portion, MOST_FACTS, documents))
    return tuple(dict.fromkeys(found))


def _named(parsed: Parsed, library: Library, documents: tuple[str, ...], lexicon: Lexicon) -> tuple[Fact, ...]:
    """The facts under the very names of what is wanted: of many that share its words a search may leave out these."""
    names = (name for one in parsed.wanted for name in (one.phrase, one.attribute, *lexicon.synonyms(one.attribute)))
    return library.facts_named(tuple(dict.fromkeys(names)), MOST_FACTS, documents)


def _undescribed(wanted: Wanted, entities: Sequence[str], facts: Iterable[Fact]) -> Wanted:
    """Without the words that only say who is meant: guard, of a player whose position is guard."""
    if not wanted.rest:
        return wanted
    told = [key(fact.triple.value) for fact in facts if fact.triple.entity in entities]
    rest = tuple(word for word in wanted.rest if not any(key(word) in value for value in told))
    return replace(wanted, rest=rest, phrase=wanted.phrase if rest else wanted.attribute)


def index_words(question: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Index terms of the names in the question, of the question itself, and of the names' synonyms."""
    text = flat(question)
    named = sorted((name for name in lexicon.names() if names_it(flat(name), text)), key=len, reverse=True)
    synonyms = [synonym for name in named for synonym in lexicon.synonyms(name)]
    return tuple(dict.fromkeys(term for words in (*named, question, *synonyms) for term in terms(words)))
