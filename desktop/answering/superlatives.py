"""Which row or column of a table has the highest figure: the region with the largest revenues."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.answering.comparing import comparing_places
from desktop.answering.crossings import cells_of, holds, is_own
from desktop.answering.matching import label_score
from desktop.answering.operations import operations_named_in
from desktop.answering.periods import period_score, periods_in
from desktop.answering.search import search
from desktop.answering.seeking import sought_in
from desktop.answering.sketch import overlaps, period_places
from desktop.answering.task import Task
from desktop.answering.thesaurus import load_thesaurus
from desktop.answering.understand import left_over
from desktop.answering.weighing import weighed
from desktop.answering.wording import HAN, flat, key
from desktop.domain.answer import Calculation, Part
from desktop.domain.fact import Fact
from desktop.domain.numbers import is_amount
from desktop.domain.terms import terms
from desktop.paths import resources

_MOST_PAGES, _MOST_FACTS, _MOST_ROWS = 8, 400, 15
_OF_PERIOD = 0.9  #: how well a figure's period must fit
_ENDED = re.compile(r"\b(?:months?|quarters?|weeks?|years?|periods?) ended\b|^(?:amount|金额)$")
_VERBS = (
    r"had|has|have|having|is|was|were|are|did|does|do|generat\w+|record\w+|report\w+|receiv\w+|contribut\w+|made|makes|saw|sees"
    r"|show\w*|achiev\w+|brought|brings|earn\w*|account\w*|sold|sells|made up|makes up|employ\w*|performed|scored"
)
_WHICH = re.compile(
    rf"\b(?:which|what)\s+(?P<kind>(?:(?!(?:{_VERBS})\b)[a-z&'/-]+\s+){{1,6}}?)(?:{_VERBS})\b"
    rf"|哪一?[个种类项](?P<zh>[{HAN}]{{2,4}}?)(?=的|最|[?。]|$|是|在|占|贡)"
)
#: words for the parts that things are told apart into; those of a line stand for each other
_KINDS = tuple(
    frozenset(line.split())
    for line in (
        "region area geography geographic geographical country market territory 地区 区域 国家",
        "segment division business unit 分部 板块 业务",
        "product brand line category 产品 品牌 品类",
        "channel 渠道 销售模式",
        "industry sector 行业",
    )
)
_ANY_KIND = frozenset(["type", "kind", "sort", "item", "one", "part", "component", "class", "group"])
_WHOLE = re.compile(
    r"^(?:sub-?)?totals?\b|\btotal$|\beliminations?\b|\bintersegment\b|^(?:worldwide|global|consolidated|company|corporate)\b"
    r"|合计|总计|小计|抵销|抵消",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """Facts of one row or column of a table, by what tells them apart, and what the table says of all of them."""

    told: str
    facts: tuple[tuple[str, Fact], ...]


@dataclass(frozen=True, slots=True)
class _Sought:
    """What the question asks of a table: the words of the kind of thing, and each thing measured by all its names."""

    kinds: tuple[str, ...]
    measures: tuple[tuple[str, ...], ...]


def superlative(task: Task) -> Calculation | None:
    """The highest or lowest of the figures of one table that a question asks of; None where it asks no such thing, where
    no table tells of it, or tables tell otherwise.
    """
    text = flat(task.question)
    match = _WHICH.search(text)
    if match is None or operations_named_in(text) or len(task.periods()) > 1:
        return None
    sought = _sought(task, text, match)
    found = [one for line in _lines(task, sought) if _tells(line, sought) and (one := _weighed(task, line, sought))]
    winners = {key(one.entity) for one in found}
    return found[0] if len(winners) == 1 else None


def _sought(task: Task, text: str, match: re.Match[str]) -> _Sought:
    kind = "kind" if match["kind"] else "zh"
    kinds = tuple(word for word in terms(match[kind]) if word not in _ANY_KIND and word not in task.lexicon.fillers)
    own = [(one.start, one.end) for one in task.parsed.mentions if is_own(task, one.entity)]
    hidden = [match.span(), *comparing_places(text), *period_places(text), *own]
    named = [place for place in task.parsed.named if not overlaps(place, hidden)]
    measures = [(text[slice(*place)], *task.lexicon.synonyms(text[slice(*place)])) for place in named]
    measures += [(text[slice(*place)],) for place in left_over(text, (*hidden, *named), task.lexicon)]
    return _Sought(kinds, tuple(measures))


def _tells(line: _Line, sought: _Sought) -> bool:
    """Whether a table says that it has the things measured, by the kind of thing."""
    told = f" {line.told} "
    words = frozenset(line.told.split())
    measured = all(any(key(name) in told for name in names) for names in sought.measures)
    return measured and bool(sought.measures) and all(_is_told(kind, words, told) for kind in sought.kinds)


def _is_told(kind: str, words: frozenset[str], told: str) -> bool:
    alike = next((group for group in _KINDS if kind in group), frozenset((kind,)))
    return any(word in words if word.isascii() else word in told for word in alike)


def _lines(task: Task, sought: _Sought) -> Iterator[_Line]:
    """The columns of the tables of the pages that are found, and the rows that bear the name of what is measured."""
    facts = [fact for place in _pages(task) for fact in _facts_of(task, place)]
    years = {one.id: one.year for one in task.documents}
    asked = task.periods()[0]
    dated = [one for one in facts if one.quantity and _is_of(asked, one, years) and one.triple.value[-1:] != "%"]
    groups: dict[tuple[object, ...], list[tuple[str, Fact, str]]] = defaultdict(list)
    for cell in cells_of(task, dated):
        fact, heads = cell.fact, tuple(name for name in cell.heads if not _is_when(name))
        place = fact.evidence.document, fact.evidence.page, fact.evidence.cell and fact.evidence.cell.table, fact.period
        if all(_is_asked(name, sought) for name in heads):
            groups[*place, heads].append((cell.row, fact, f"{cell.told} {' '.join(heads)}"))
        elif _is_asked(cell.row, sought):
            groups[*place, cell.row].append((" ".join(heads), fact, f"{cell.told} {cell.row}"))
    for group in groups.values():
        sections = {fact.section for _, fact, _ in group}
        for section in sections:  # of several groups of rows those that are headed with what is measured
            lines = tuple((name, fact) for name, fact, _ in group if fact.section == section)
            is_one = len(sections) == 1 or _is_asked(section.rpartition(" > ")[2], sought)
            if is_one and _is_all(task, [fact for _, fact in lines], of_table=len(sections) == 1):
                told = next(told for _, fact, told in group if fact.section == section)
                yield _Line(key(told), lines)


def _is_all(task: Task, facts: Sequence[Fact], *, of_table: bool) -> bool:
    """Whether every figure of the row or column is among the facts: the highest may be one that is not sure."""
    places = {(one.evidence.cell.row, one.evidence.cell.column) for one in facts if one.evidence.cell}
    first = facts[0].evidence
    page = task.library.page(first.document, first.page)
    if page is None or first.cell is None:
        return False
    rows, columns = ({place[at] for place in places} for at in (0, 1))
    cells = (one for one in page.tables[first.cell.table].cells if one.column and not one.is_header)
    if len(columns) == 1:
        figures = [one for one in cells if one.column in columns and (of_table or min(rows) <= one.row <= max(rows))]
    else:
        figures = [one for one in cells if one.row in rows]
    return sum(is_amount(one.text) for one in figures) == len(facts)


def _is_of(asked: str, fact: Fact, years: Mapping[str, str]) -> bool:
    return period_score(asked, fact.period, years.get(fact.evidence.document, "")) >= _OF_PERIOD


def _is_when(head: str) -> bool:
    """Whether a column's header says when, and nothing else: Three months ended."""
    return bool(periods_in(head)) or _ENDED.search(head) is not None


def _is_asked(name: str, sought: _Sought) -> bool:
    return any(key(one) == key(name) for names in sought.measures for one in names)


def _pages(task: Task) -> tuple[tuple[str, int], ...]:
    sought = sought_in(task.question, load_thesaurus(resources() / "lexicon"))
    hits = search(sought, task.library, task.desk.engines.embedder, task.of_years())
    return tuple(dict.fromkeys((hit.passage.document, hit.passage.page) for hit in hits))[:_MOST_PAGES]


def _facts_of(task: Task, place: tuple[str, int]) -> Iterable[Fact]:
    """The facts of a page's tables."""
    document, number = place
    page = task.library.page(document, number)
    labels = (cell.text for table in (page.tables if page else ()) for cell in table.cells if cell.column == 0)
    words = tuple(dict.fromkeys(term for label in labels for term in terms(label)))
    found = task.library.facts_about(words, _MOST_FACTS, (document,)) if words else ()
    return (fact for fact in found if fact.evidence.page == number)


def _weighed(task: Task, line: _Line, sought: _Sought) -> Calculation | None:
    parts = [(name, fact) for name, fact in line.facts if not _WHOLE.search(name) and not _is_measure(task, name)]
    names = [name for name, _ in parts]
    if (
        not 1 < len(parts) <= _MOST_ROWS
        or len(set(names)) < len(names)
        or not all(holds(task, fact) for _, fact in parts)
    ):
        return None
    return weighed(task.question, [_part(name, fact, sought.measures[0][0]) for name, fact in parts])


def _is_measure(task: Task, name: str) -> bool:
    """Whether a row is called as what is measured, which is all of it: Revenues, under its regions."""
    return any(label_score(one.attribute, name, task.lexicon) for one in task.parsed.wanted)


def _part(name: str, fact: Fact, measure: str) -> Part:
    at = flat(fact.triple.attribute).find(name)
    written = fact.triple.attribute[at : at + len(name)] if at >= 0 else name
    return Part("", written, "", (replace(fact, triple=replace(fact.triple, attribute=measure)),))
