"""Answers that the language model proposes from passages; code decides whether they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desktop.answering.against import is_of_subsidiary, speaks_against, when_told
from desktop.answering.calibration import LEAST_BELIEVED, calibration_of
from desktop.answering.engines import LanguageModel
from desktop.answering.entities import same_entity, short_forms
from desktop.answering.excerpts import Excerpt, chunks, excerpts
from desktop.answering.ground import Span, spans_of, stands
from desktop.answering.lexicon import Lexicon, ValueKind
from desktop.answering.library import DocumentInfo, Library
from desktop.answering.matching import accounts_for, is_of_kind
from desktop.answering.names import speaks_of
from desktop.answering.periods import is_finer, is_in, is_part, names_period, periods_in, year_of, years_in
from desktop.answering.prompts import Prompt, plain
from desktop.answering.understand import Wanted
from desktop.answering.unsaid import is_of_other_event, is_of_other_season, leaves_out
from desktop.answering.wording import flat, key, solid
from desktop.domain.answer import Hit, Reason, ReasonCode
from desktop.domain.document import Passage
from desktop.domain.fact import Evidence, Fact, Origin, Triple
from desktop.domain.models import Reply
from desktop.domain.numbers import quantity_of
from desktop.domain.terms import is_chinese, terms
from desktop.domain.units import unit_in
from desktop.paths import resources

#: the same for open questions in Chinese, where almost what is asked is believed too easily
LEAST_BELIEVED_OPENLY = 0.6
LEAST_TO_POINT_AT = (
    0.25  #: how far a proposal must be believed for its passage to be pointed at, though it is not shown
)
LEAST_IN_PASSAGE = 0.25  #: share of the question's terms that the passage must hold, headings included
LEAST_IN_SENTENCE = 0.1  #: and the answer's own sentence or row
_REST = ("，", ",", "。", "；", ";", "、", ".", " ")


#: that somebody was founded, not what they founded; the names of it ask: 哪年成立
_FOUNDED = re.compile(
    r"(?:成立|创立)(?=[于，。；,.;)）\s]|$|以来|至今)|\bwas (?:first |originally )?(?:incorporated|founded|established|formed)\b"
)
_ASKS_FOUNDED = "何时成立"
_GENERAL = re.compile(
    r"合计|总计|总额|小计|金额|数额|余额|比例|数量|本期|期末|本年|报告期|数值|内容|\b(?:total|amount|value|balance|current)\b",
    re.I,
)

Claim = tuple[str, int, str]  #: document, page, value without spaces


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model is to look for, and everything its answer is checked against."""

    question: str
    wanted: Wanted
    entities: tuple[str, ...]
    others: tuple[str, ...]  #: entities that the library knows and the question does not mean
    period: str
    words: tuple[str, ...]  #: index terms of the question and of its synonyms
    names: tuple[str, ...]  #: the attribute's name as worded, and its synonyms
    telling: frozenset[str]  #: the question's own terms, without those that name nothing
    found: tuple[Passage, ...] = ()  #: the passages that were found for it
    fillers: frozenset[str] = frozenset()  #: words of a question that name nothing
    about: tuple[
        str, ...
    ] = ()  #: the names of the documents and of those they are about, which a passage need not repeat
    report_year: str = ""  #: what a table's columns are held against where no period is asked
    is_known: bool = False  #: the attribute is one of the lexicon, and the passages were chosen for naming it
    claimed: frozenset[Claim] = frozenset()  #: values that stand where they do as another attribute
    #: documents (ids) that are of the very day asked, which need not be said in them
    of_day: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a passage must speak of to be read at all."""

    names: tuple[str, ...]
    period: str
    wanted: Wanted
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the model, the prompt in the documents' language, and whether to stop."""

    model: LanguageModel
    prompt: Prompt
    stopped: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the model made of some passages: a fact, or why there is none; ``passage`` may say it where that is unsure."""

    fact: Fact | None = None
    reason: Reason | None = None
    passage: Passage | None = None


_NOT_SAID = Reason(ReasonCode.NOT_SAID)


def propose(reading: Reading, hits: Sequence[Hit], library: Library, reader: Reader) -> Proposal:
    """A fact that the model found in these passages and that stands there, or why it found none."""
    chosen = excerpts(hits, reading.words)
    if not chosen:
        return Proposal(reason=_NOT_SAID)
    background = plain("\n".join(excerpt.text for excerpt in chosen))
    turns = reader.prompt.turns(background, reading.question)
    reply = reader.model.choose(turns, chunks(background), reader.prompt.none, reader.stopped)
    value = reply.text.strip().strip("".join(_REST))
    if not value or reader.prompt.none.startswith(value):
        return Proposal(reason=_NOT_SAID)
    found = _grounded(value, reading, chosen, library)
    believed = calibration_of(reader.model.name, resources()).believed(reply.log_probability)
    if isinstance(found, Reason):
        return Proposal(reason=found if believed >= LEAST_BELIEVED else _NOT_SAID)
    if believed < _least_believed(reading, reply):
        pointed_at = found[1].passage if believed >= LEAST_TO_POINT_AT else None
        return Proposal(reason=Reason(ReasonCode.UNSURE) if pointed_at else _NOT_SAID, passage=pointed_at)
    fact = _fact(*found, believed, reading, library)
    return Proposal(fact, None if fact else _NOT_SAID)


def _share_told(asked: frozenset[str], text: str) -> float:
    """The share of a question's own terms that a text has, 0…1."""
    return len(asked & frozenset(terms(text))) / max(1, len(asked))


def _least_believed(reading: Reading, reply: Reply) -> float:
    """How far a proposal must be believed to be shown; what a model that doesn't say how sure it is answers is shown."""
    told = reply.log_probability is not None
    return LEAST_BELIEVED_OPENLY if told and not reading.is_known and is_chinese(reading.question) else LEAST_BELIEVED


def claim(fact: Fact) -> Claim:
    """Where a fact that was read has its value."""
    return fact.evidence.document, fact.evidence.page, solid(fact.triple.value)


def in_scope(passage: Passage, scope: Scope, document: DocumentInfo | None) -> bool:
    """Whether a passage can answer: it, its headings or its document speak of the names, the year, the words."""
    told = (passage.text, *passage.heading_path, *((document.name, document.entity) if document else ()))
    around = flat(" ".join(told))
    if not all(speaks_of(flat(name), around) for name in scope.names):
        return False
    year = year_of(scope.period)
    if year and year not in around and (document is None or document.year != year):
        return False
    return _names_attribute(passage, scope, told)


def _names_attribute(passage: Passage, scope: Scope, told: Sequence[str]) -> bool:
    """A known attribute must be named, by any of its names; and the words around it must be accounted for."""
    names = scope.lexicon.synonyms(scope.wanted.attribute)
    if not names:
        return True
    founded = _ASKS_FOUNDED in names and _FOUNDED.search(flat(passage.text)) is not None
    if not founded and not any(
        key(name) in key(text) for name in names for text in (passage.text, *passage.heading_path)
    ):
        return False
    return accounts_for(scope.wanted.rest, told)


def _grounded(
    value: str, reading: Reading, chosen: Sequence[Excerpt], library: Library
) -> tuple[Span, Excerpt] | Reason:
    """Where the value stands as an answer, or why it stands nowhere as one."""
    spans = [(span, excerpt) for excerpt in chosen for span in _spans(value, excerpt, library)]
    against = [_unfit(span, excerpt, reading) for span, excerpt in spans]
    fitting = [one for one, reason in zip(spans, against, strict=True) if reason is None]
    if not fitting:
        return next((reason for reason in against if reason and reason != _NOT_SAID), _NOT_SAID)
    supported = [(span, excerpt) for span, excerpt in fitting if _is_supported(span, excerpt, reading)]
    return max(supported, key=lambda one: _shared(one[0].quote, reading.words), default=_NOT_SAID)


def _is_supported(span: Span, excerpt: Excerpt, reading: Reading) -> bool:
    """Whether the answer's sentence and its passage speak of what is asked; not to be told across languages."""
    if reading.is_known or is_chinese(reading.question) != is_chinese(excerpt.text):
        return True
    asked = reading.telling
    around = " ".join((excerpt.text, *excerpt.passage.heading_path))
    if _is_of_another_event(span, excerpt, reading):
        return False
    if _share_told(asked, around) < LEAST_IN_PASSAGE:
        return False
    return _share_told(asked, span.quote) >= LEAST_IN_SENTENCE


def _is_of_another_event(span: Span, excerpt: Excerpt, reading: Reading) -> bool:
    """Whether a Chinese passage or the answer's sentence speaks of almost what is asked, and not of it."""
    if not is_chinese(reading.question):
        return False
    question, quote = flat(reading.question), flat(span.quote)
    if is_of_other_season(question, quote) or is_of_other_event(question, quote):
        return True
    own = excerpt.passage
    passage = flat(" ".join((own.text, *own.heading_path, *reading.about)))
    others = flat(" ".join(one.text for one in reading.found if one.id != own.id))
    return leaves_out(question, reading.fillers, passage, others)


def _spans(value: str, excerpt: Excerpt, library: Library) -> Iterable[Span]:
    if solid(value) not in solid(excerpt.text):
        return ()
    page = library.page(excerpt.passage.document, excerpt.passage.page)
    return spans_of(value, page, excerpt.passage.blocks) if page else ()


def _unfit(span: Span, excerpt: Excerpt, reading: Reading) -> Reason | None:
    """Why a value is no answer: of another kind, of another period, or otherwise not what is asked; None if it is one."""
    if not is_of_kind(span.text, reading.wanted.kind):
        return Reason(ReasonCode.OTHER_KIND, instead=(span.text,))
    if _is_of_another(span, excerpt, reading):
        return _NOT_SAID
    if not _is_of_year(span, reading) or _period(span, excerpt.passage, reading) is None:
        periods = _named(span.header) or _named(when_told(span.text, span.quote))
        return Reason(ReasonCode.OTHER_PERIODS, (reading.wanted.phrase,), instead=periods) if periods else _NOT_SAID
    return None if _is_of_row(span, reading) else _NOT_SAID


def _is_of_another(span: Span, excerpt: Excerpt, reading: Reading) -> bool:
    """Whether a value stands in the question itself, or where it does for another thing or another entity."""
    value, quote = flat(span.text), flat(span.quote)
    if solid(value) in solid(flat(reading.question)):
        return True
    if reading.wanted.kind in (ValueKind.PERSON, ValueKind.WHO) and _is_cited(value, quote):
        return True
    named = tuple(form for name in reading.entities for form in short_forms(name))
    if not any(name in flat(span.label) for name in named) and is_of_subsidiary(value, quote, reading.question, named):
        return True
    if _speaks_of_another(quote, reading) or (*_place(excerpt), solid(span.text)) in reading.claimed:
        return True
    return not span.header and speaks_against(value, quote, reading.question, reading.names, reading.period)


def _is_cited(name: str, quote: str) -> bool:
    """Whether somebody stands there as the author of another work: Wei et al., 2022; (Wei, 2022)."""
    return re.search(rf"\b{re.escape(name)}(?: et al\b|,? ?\(?(?:19|20)\d\d[a-z]?\))", quote) is not None


def _is_of_row(span: Span, reading: Reading) -> bool:
    """The margin of one product is not the margin: what a cell's label or header says more must be asked."""
    in_header = _names_any(reading.names, span.header)
    in_label = _names_any(reading.names, span.label)
    if not span.header or not span.label or in_header == in_label:
        return True
    more = span.label if in_header else span.header
    return _GENERAL.search(more) is not None or bool(years_in(more)) or key(more) in key(reading.question)


def _names_any(names: Iterable[str], text: str) -> bool:
    return any(key(name) in key(text) for name in names)


def _is_of_year(span: Span, reading: Reading) -> bool:
    """Last year's column is the classic mistake: the column's year, else the sentence's, must be the one asked."""
    in_header = years_in(span.header)
    if in_header:
        year = year_of(reading.period) or reading.report_year
        return not year or year in in_header
    in_quote = years_in(when_told(span.text, span.quote))
    return not year_of(reading.period) or not in_quote or year_of(reading.period) in in_quote


def _period(span: Span, passage: Passage, reading: Reading) -> str | None:
    """The period that the evidence gives the value, its column's before its sentence's; None if it is not the one asked.

    Of several in a sentence the one asked is taken, where it is among them. A year may stand unsaid, a quarter may not,
    nor a day but in a document of that day, which may speak of its quarter. What a column has of a quarter is none of a year.
    """
    in_header = _named(span.header)
    if len(reading.period) == len("2023") and in_header and all(map(is_part, in_header)):
        return None
    named = in_header or _named(when_told(span.text, span.quote))
    if passage.document in reading.of_day and all(is_in(reading.period, one) for one in named):
        return named[0] if len(named) == 1 else reading.period
    fitting = tuple(one for one in named if names_period(reading.period, one))
    if is_finer(reading.period) or (named and len(reading.period) > 4):
        return fitting[0] if fitting else None
    if len(named) == 1:
        return named[0]
    return next((one for one in named if one == reading.period), reading.period)


def _named(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.period for one in periods_in(flat(text))))


def _place(excerpt: Excerpt) -> tuple[str, int]:
    return excerpt.passage.document, excerpt.passage.page


def _speaks_of_another(quote: str, reading: Reading) -> bool:
    """Another entity is named, and none of those meant but as a part of that other's name."""
    if not reading.entities:
        return False
    others = [name for name in reading.others if not any(same_entity(name, one) for one in reading.entities)]
    named = [flat(name) for name in others if flat(name) in quote]
    for name in sorted(named, key=len, reverse=True):
        quote = quote.replace(name, " ")
    return bool(named) and not any(form in quote for name in reading.entities for form in short_forms(name))


def _shared(quote: str, words: Iterable[str]) -> int:
    return len(frozenset(words) & frozenset(terms(quote)))


def _fact(span: Span, excerpt: Excerpt, certainty: float, reading: Reading, library: Library) -> Fact | None:
    passage = excerpt.passage
    evidence = Evidence(passage.document, passage.page, span.quote, span.boxes, headers=span.headers)
    page = library.page(passage.document, passage.page)
    period = _period(span, passage, reading)
    if period is None or page is None or not stands(span.text, page, evidence):
        return None
    return Fact(
        Triple(reading.entities[0] if reading.entities else "", reading.wanted.phrase, span.text),
        evidence,
        Origin.MODEL,
        quantity_of(span.text, unit_in(span.header) or span.unit, span.label),
        period,
        passage.heading_path[-1] if passage.heading_path else "",
        round(certainty, 3),
    )
