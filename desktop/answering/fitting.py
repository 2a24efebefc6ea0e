"""How well a fact fits what is asked: by its label, period, entity, kind and section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.answering.entities import same_entity
from desktop.answering.fiscal import ending_late, fiscal
from desktop.answering.formulas import names_pattern
from desktop.answering.lexicon import Lexicon, ValueKind
from desktop.answering.library import DocumentInfo, Library
from desktop.answering.matching import accounts_for, is_of_kind, label_score
from desktop.answering.periods import closes, period_score, periods_in, year_of
from desktop.answering.sections import (
    ADJUSTED,
    CHANGES,
    OF_OTHERS,
    PER_SHARE,
    SEGMENT,
    WORD,
    is_adjusted,
    is_of_others,
    is_of_parent,
    is_of_segment,
    is_per_share,
    is_statement,
    without_name,
)
from desktop.answering.statements import flows_alone, is_of_balance, stated_on
from desktop.answering.task import Task
from desktop.answering.understand import Wanted
from desktop.answering.wording import flat
from desktop.domain.fact import Fact, Origin, Review
from desktop.domain.numbers import quantity_of
from desktop.paths import resources

LEAST_CONFIDENCE = 0.5  #: a fact below it (its column is not known for sure) answers nothing by itself
REVIEWED = 1.1  #: what a person has accepted or written goes before what was read
_CLOSING = 0.95  #: what a balance loses where the quarter is asked that it closes
OTHER_REPORT = 0.97  #: a year's own report goes before those of the years after
_OF_PART = 0.5  #: what a segment's fact loses where the company's is asked
_AS_ADJUSTED = 0.6  #: what a fact of an adjusted measure's section loses where that is not asked: it is shown as unsure
_IN_ADJUSTED = 0.93  #: what a fact loses that is adjusted by its section, not by its label
_PART = 0.95  #: what a fact loses whose table, not whose label, names what is wanted
#: what a label says that was taken off: other intangibles, net of accumulated amortization of $2,268.6
_LESS = re.compile(r",? (?:net of|less):? (?:accumulated|allowances?|provision)\b.*$")
_COST = re.compile(
    r"成本|递延|增长|增减|变动|占比|比例|\b(?:costs?|deferred|unearned|growth|change|increase|decrease|percentage)\b|%",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Aim:
    """What a fact has to fit: the thing wanted, the entities meant (none: any), the period asked.

    ``strangers`` are names in the question that the library doesn't know; a fact must speak of them.
    """

    wanted: Wanted
    entities: tuple[str, ...]
    period: str
    parent_only: bool = False
    strangers: tuple[str, ...] = ()
    elsewhere: frozenset[tuple[str, int]] = frozenset()  #: pages whose figures under this name are something else
    of_balance: bool = False  #: wanted is what stands in a balance sheet
    stated: frozenset[tuple[str, int]] = frozenset()  #: the pages of the statements that wanted stands in


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where facts are looked for: those at hand, their documents, the pages they must stand on."""

    facts: tuple[Fact, ...]
    documents: tuple[DocumentInfo, ...]
    library: Library
    lexicon: Lexicon
    segments: frozenset[tuple[str, str]] = frozenset()  #: document and label of tables of segments
    late: frozenset[str] = (
        frozenset()
    )  #: documents whose fiscal year ends early in the next one: 2022 on January 28, 2023

    def document(self, fact: Fact) -> DocumentInfo | None:
        """The document that a fact was read from."""
        return next((one for one in self.documents if one.id == fact.evidence.document), None)


def shelf_of(task: Task) -> Shelf:
    """Where a task's facts are looked for."""
    return Shelf(task.facts, task.documents, task.library, task.lexicon, _segments_in(task), ending_late(task))


def aim_of(task: Task, wanted: Wanted) -> Aim:
    """What a fact has to fit for a thing wanted, of whatever period."""
    of_balance = is_of_balance(wanted)
    elsewhere = flows_alone(task) if of_balance else frozenset()
    stated = stated_on(task, wanted)
    return Aim(wanted, task.subjects(), "", task.parsed.parent_only, task.strangers, elsewhere, of_balance, stated)


def _segments_in(task: Task) -> frozenset[tuple[str, str]]:
    """The labels of tables of segments, by document: Flexibles Net sales."""
    told = (fact for fact in task.facts if SEGMENT.search(fact.section))
    return frozenset((fact.evidence.document, fact.triple.attribute.lower()) for fact in told)


def fit(aim: Aim, fact: Fact, shelf: Shelf) -> float:
    """How well a fact fits: the product of how well its label, period, entity, kind and section do."""
    attribute = _attribute_score(aim, fact, shelf)
    return attribute * surroundings(aim, fact, shelf) * _form_score(fact) * _said(fact) if attribute else 0.0


def surroundings(aim: Aim, fact: Fact, shelf: Shelf) -> float:
    """How well a fact fits but for its label: 0 where it is unsure, of another kind, or told elsewhere under its name."""
    if fact.confidence < LEAST_CONFIDENCE or not is_of_kind(fact.triple.value, aim.wanted.kind):
        return 0.0
    if (fact.evidence.document, fact.evidence.page) in aim.elsewhere:
        return 0.0
    if aim.of_balance and CHANGES.search(fact.section.partition(" > ")[2]) and not _COST.search(aim.wanted.phrase):
        return 0.0
    if is_per_share(fact.section) and not PER_SHARE.search(aim.wanted.phrase):
        return 0.0
    document = shelf.document(fact)
    period = _period_score(aim.period, fact, document, is_late=fact.evidence.document in shelf.late)
    if aim.of_balance and not period and closes(told_period(fact), aim.period):
        period = _CLOSING
    own = _OF_PART if _heads_segment(aim.wanted.phrase, fact, shelf) else 1.0
    return own * period * _entity_score(aim.entities, fact, document) * _section_score(aim, fact)


def _heads_segment(phrase: str, fact: Fact, shelf: Shelf) -> bool:
    """Whether the rows around a fact are headed with the name of a segment, which is not asked: Flexibles.

    A statement's groups are no segments, though a table of segments may have rows that begin like them.
    """
    _, parted, group = fact.section.lower().rpartition(" > ")
    if not parted or is_statement(fact.section) or set(WORD.findall(group)) & set(WORD.findall(phrase.lower())):
        return False
    return any(
        document == fact.evidence.document and label.startswith(f"{group} ") and not _is_figure(group, shelf)
        for document, label in shelf.segments
    )


def _is_figure(group: str, shelf: Shelf) -> bool:
    """Whether rows are headed with what is counted, as Net sales, and with nobody's name."""
    return bool(shelf.lexicon.groups_of(group)) or names_pattern(resources() / "lexicon").search(group) is not None


def _attribute_score(aim: Aim, fact: Fact, shelf: Shelf) -> float:
    wanted, label = aim.wanted, label_of(fact)
    if not accounts_for(aim.strangers, around(fact, shelf)):
        return 0.0
    whole = label_score(wanted.phrase, label, shelf.lexicon)
    if whole:
        return whole
    if ADJUSTED.search(wanted.phrase) and not ADJUSTED.search(label):
        by_section = is_adjusted(wanted.phrase, fact)
        return _IN_ADJUSTED * label_score(ADJUSTED.sub("", wanted.phrase), label, shelf.lexicon) if by_section else 0.0
    named = label_score(wanted.attribute, label, shelf.lexicon)
    if named and wanted.rest:
        return named if accounts_for(wanted.rest, around(fact, shelf)) else 0.0
    return _part_score(wanted, label, fact, shelf)


def _part_score(wanted: Wanted, label: str, fact: Fact, shelf: Shelf) -> float:
    """A row of a table of what is wanted: Converse, under Revenues; inventory turnover is no row of a table of turnover."""
    if names_pattern(resources() / "lexicon").search(flat(wanted.phrase)):
        return 0.0
    if not wanted.named or _COST.search(fact.section) or "%" in fact.triple.value:
        return 0.0
    attribute, rest = _taken_apart(wanted, shelf.lexicon)
    for word in rest:
        others = (attribute, *(one for one in rest if one != word))
        score = label_score(word, label, shelf.lexicon)
        if score and accounts_for(others, (fact.section, fact.triple.entity)):
            return score * _PART
    return 0.0


def _taken_apart(wanted: Wanted, lexicon: Lexicon) -> tuple[str, tuple[str, ...]]:
    """Paxlovid revenue, where some table has a label of that name, is revenue, and of Paxlovid."""
    words = wanted.attribute.split()
    if wanted.rest or len(words) < 2 or lexicon.groups_of(wanted.attribute):
        return wanted.attribute, wanted.rest
    starts = (at for at in range(1, len(words)) if lexicon.groups_of(" ".join(words[at:])))
    at = next(starts, 0)
    return (" ".join(words[at:]), (" ".join(words[:at]),)) if at else (wanted.attribute, ())


def label_of(fact: Fact) -> str:
    """The attribute without a period in it, 2019年 现金分红的数额 is 现金分红的数额 of 2019, and without what is taken off."""
    text = _LESS.sub("", flat(fact.triple.attribute))
    for one in reversed(periods_in(text)):
        text = text[: one.start] + text[one.end :]
    return text.strip() or fact.triple.attribute


def told_period(fact: Fact) -> str:
    """The period that the label names, before the one that its column or document gave it."""
    named = [one.period for one in periods_in(flat(fact.triple.attribute))]
    return named[0] if len(named) == 1 else fact.period


def around(fact: Fact, shelf: Shelf) -> tuple[str, ...]:
    """Everything that says what a fact is about."""
    document = shelf.document(fact)
    told = (document.name, document.entity) if document else ()
    headed = _first_headings(fact, shelf) if fact.origin is Origin.CLAUSE else ()
    return (fact.triple.attribute, fact.triple.entity, fact.section, *told, *headed)


def _first_headings(fact: Fact, shelf: Shelf) -> Iterator[str]:
    """What a contract calls itself: Mutual Confidentiality Agreement."""
    first = shelf.library.passages_of(fact.evidence.document, 0)
    return (heading for passage in first for heading in passage.heading_path)


def _period_score(asked: str, fact: Fact, document: DocumentInfo | None, *, is_late: bool) -> float:
    if is_late and "-" not in asked:
        return period_score(asked, fiscal(told_period(fact)), document.year if document else "")
    report_year = document.year if document else ""
    of_part = f"{report_year}{document.part}" if document and document.part and asked and fact.quantity else ""
    score = period_score(asked, told_period(fact) or of_part, report_year)
    if asked and report_year and year_of(asked) != report_year:
        score *= OTHER_REPORT
    if score == 0.0 and fact.period == year_of(asked) and _ends(asked, fact.section):
        return 0.95
    if score == 0.0 and not fact.period and asked and year_of(asked) in fact.evidence.quote:
        return 0.8
    return score


def _ends(day: str, section: str) -> bool:
    """Whether the year that a statement is of ends on this day: for the year ended 30 June 2022."""
    return len(day) == len("2022-06-30") and any(one.period == day for one in periods_in(flat(section)))


def _entity_score(entities: Sequence[str], fact: Fact, document: DocumentInfo | None) -> float:
    own = document.entity if document else ""
    name = fact.triple.entity
    of_document = not name or not own or same_entity(name, own)
    if not entities:
        return 1.0 if of_document else 0.7
    if any(same_entity(name, entity) for entity in entities):
        return 1.0
    return 0.98 if of_document and any(same_entity(own, entity) for entity in entities) else 0.0


def _form_score(fact: Fact) -> float:
    """How well a clause's form tells what it is: a contract may name several dates as its own."""
    return fact.confidence if fact.origin is Origin.CLAUSE else 1.0


def _said(fact: Fact) -> float:
    return REVIEWED if fact.review in (Review.ACCEPTED, Review.EDITED) else 1.0


def _section_score(aim: Aim, fact: Fact) -> float:
    if is_of_others(without_name(fact)) and not OF_OTHERS.search(aim.wanted.phrase):
        return 0.45
    parent = is_of_parent(fact.section)
    if parent != aim.parent_only and (parent or is_statement(fact.section)):
        return 0.6
    if is_of_segment(aim.wanted.phrase, fact):
        return 0.6
    is_stated = (fact.evidence.document, fact.evidence.page) in aim.stated
    score = 1.0 if is_stated or is_statement(fact.section) else 0.93
    score *= 1.0 if not ADJUSTED.search(fact.section) or ADJUSTED.search(aim.wanted.phrase) else _AS_ADJUSTED
    wants_figure = aim.wanted.kind is ValueKind.NUMBER
    return score if not wants_figure or fact.quantity or quantity_of(fact.triple.value) else score * 0.5
