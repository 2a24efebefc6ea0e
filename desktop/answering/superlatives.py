"""Which row of a table has the highest figure: the region with the largest revenues. Where anything is in doubt, none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.answering.comparing import comparing_places
from desktop.answering.crossings import ANY_FIGURE, is_own
from desktop.answering.fitting import LEAST_CONFIDENCE
from desktop.answering.lexicon import Lexicon
from desktop.answering.matching import label_score
from desktop.answering.operations import operations_named_in
from desktop.answering.periods import period_score, periods_in
from desktop.answering.search import search
from desktop.answering.seeking import sought_in
from desktop.answering.sketch import overlaps, period_places
from desktop.answering.tablecells import NamedCell, TablePages, quantity_in
from desktop.answering.task import Task
from desktop.answering.thesaurus import load_thesaurus
from desktop.answering.understand import left_over
from desktop.answering.weighing import weighed
from desktop.answering.wording import HAN, as_written, flat, has_han, key, without_remark
from desktop.domain.answer import Calculation, Part
from desktop.domain.fact import Fact
from desktop.domain.numbers import is_amount
from desktop.domain.terms import terms
from desktop.domain.units import without_unit
from desktop.paths import resources

_MOST_PAGES, _MOST_FACTS, _MOST_ROWS = 12, 2000, 15
_OF_PERIOD = 0.9  #: how well a figure's period must fit
_ROUNDED = Decimal("0.005")  #: how far the sum of rounded figures may be off
_SHARE = re.compile(r"rate|margin|share|percent|growth|yield|ratio|率|比")
#: what has one sign, or is called so that none can tell which one is meant: operating loss
_SIGNLESS = re.compile(r"loss|costs?\b|expens|revenue|sales|spend|assets|收入|成本|费用|亏损|支出|资产")
_SUPERLATIVE = re.compile(
    r"\b(?:highest|largest|biggest|greatest|most|lowest|smallest|fewest|least)\b|最[高大多低小少]"
)
_LOWEST = re.compile(r"\b(?:lowest|smallest|fewest|least)\b|最[低小少]")
_ASKING = re.compile(r"\b(?:what|which|who|how)\b|哪|多少|什么|谁")
_VERBS = (
    r"had|has|have|having|is|was|were|are|did|does|do|generat\w+|record\w+|report\w+|receiv\w+|contribut\w+|made|makes|saw|sees"
    r"|show\w*|achiev\w+|brought|brings|earn\w*|account\w*|sold|sells|employ\w*|performed|scored"
)
_WHICH = re.compile(
    rf"\b(?:which|what)\s+(?P<kind>(?:(?!(?:{_VERBS})\b)[a-z&'/-]+\s+){{1,6}}?)(?:{_VERBS})\b"
    rf"|哪一?[个种类项](?P<zh>[{HAN}]{{2,4}}?)(?=的|最|[?。]|$|是|在|占|贡)"
    rf"|(?<=最[高大多低小少]的)(?P<whose>[{HAN}]{{2,4}}?)(?:是|为)?(?:哪一?[个种类项]|什么)"
)
#: words for the parts that things are told apart into; those of a line stand for each other
_KINDS = tuple(
    frozenset(line.split())
    for line in (
        "region area geography geographic geographical 地区 区域",
        "segment division 分部 板块",
        "product 产品",
        "channel 渠道",
        "industry 行业",
        "country 国家",
        "brand 品牌",
        "customer 客户",
    )
)
_EVERY_KIND = tuple(min(group) for group in _KINDS)
_ANY_KIND = frozenset(
    ["type", "kind", "sort", "business", "reportable", "operating"]
)  #: which say nothing more of a kind
_WHOLE = re.compile(
    r"(?:sub-?)?totals?(?: .*)?|.* total|(?:.* )?(?:intersegment )?eliminations?|intersegment(?: .*)?|worldwide|global|consolidated"
    r"|company|corporate|group|合计|总计|小计|.*(?:抵销|抵消).*"
)
_PART_OF_ANOTHER = re.compile(r"^(?:(?:less|of which|including|thereof)\b|其中|减|加)")
_ENDED = re.compile(
    r"(?:for the )?(?:three|six|nine|twelve|[\d ]+)? ?(?:months?|quarters?|weeks?|years?|periods?) ended|amount"
    r"|金额|(?:本|上)(?:期|年)(?:金额|数)?"
)
_NIL = re.compile(r"[-–—−]+|nil|n/?a|无|不适用", re.I)
#: what may stand before the name of what a table has: summarizes revenues by region
_BEFORE = re.compile(
    r"(?:^|[:>.]|\b(?:(?:analysis|breakdown|summary|disaggregation|composition|components) of(?: the| our)?|the|our|its"
    r"|summari[sz]es?|presents?|shows?|provides?|sets? forth|following|total|worldwide|consolidated|in|for|is|are)"
    rf"|分[{HAN}]{{2,3}}(?:的|情况)?)\s*$"
)
_AFTER = re.compile(r"^\s*(?:by\b|(?:的?(?:构成|分布|情况|明细))?\s*(?:$|>))")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of a table: the words for the kind of thing, and what is measured, by all its names."""

    kinds: tuple[str, ...]
    measure: tuple[str, ...]


def superlative(task: Task) -> Calculation | None:
    """The highest or lowest of the figures of one table that a question asks of; None where it asks no such thing, where
    no table tells of it, or tables tell otherwise.
    """
    text = flat(task.question)
    match = _WHICH.search(text)
    plain = len(_SUPERLATIVE.findall(text)) == 1 and len(_ASKING.findall(text)) == 1 and len(task.periods()) == 1
    if match is None or not plain or operations_named_in(text) or task.desk.stopped():
        return None
    asked = _asked(task, text, match)
    if asked is None:
        return None
    pages = TablePages(task.library)
    lines = [_parts(line, asked, task.lexicon) for line in _lines(task, asked, pages)]
    if not all(_are_parts(line, asked, task.lexicon) for line in lines):
        return None
    found = [one for line in lines if (one := _weighed(task, line, asked))]
    entities = {key(fact.triple.entity) for one in found for fact in one.operands}
    told = {(key(one.entity), one.number) for one in found}
    return found[0] if len(told) == 1 and len(entities) == 1 else None


def _weighed(task: Task, line: Sequence[NamedCell], asked: _Asked) -> Calculation | None:
    parts = [
        Part("", cell.written(cell.row), "", (replace(cell.fact, quantity=quantity_in(cell.fact)),)) for cell in line
    ]
    at = flat(task.question).find(asked.measure[0])
    return weighed(task.question, parts, as_written(task.question)[at : at + len(asked.measure[0])])


def _asked(task: Task, text: str, match: re.Match[str]) -> _Asked | None:
    """What the question asks of a table; None where it names no kind of thing, or not one thing measured, or more."""
    kinds = tuple(word for word in terms(match["kind"] or match["zh"] or match["whose"]) if word not in _ANY_KIND)
    own = [(one.start, one.end) for one in task.parsed.mentions if is_own(task, one.entity)]
    hidden = [match.span(), *comparing_places(text), *period_places(text), *own]
    named = [place for place in task.parsed.named if not overlaps(place, hidden)]
    left = [
        one for one in left_over(text, (*hidden, *named), task.lexicon) if not ANY_FIGURE.fullmatch(text[slice(*one)])
    ]
    if not kinds or len(named) + len(left) != 1:
        return None
    measure = text[slice(*(named or left)[0])]
    return _Asked(kinds, (measure, *task.lexicon.synonyms(measure)))


def _lines(task: Task, asked: _Asked, pages: TablePages) -> Iterator[tuple[NamedCell, ...]]:
    """The columns of one group of rows each, of the period asked, that have what is measured by the kind asked."""
    years = {one.id: one.year for one in task.documents}
    facts = [fact for place in _places(task, asked) for fact in _facts_of(task, place, pages)]
    period, lowest = task.periods()[0], _LOWEST.search(flat(task.question)) is not None
    dated = [
        one for one in facts if period_score(period, one.period, years.get(one.evidence.document, "")) >= _OF_PERIOD
    ]
    columns: dict[tuple[object, ...], list[NamedCell]] = defaultdict(list)
    for cell in pages.named(dated, LEAST_CONFIDENCE):
        evidence, reference = cell.fact.evidence, cell.fact.evidence.cell
        if reference:
            place = evidence.document, evidence.page, reference.table
            columns[place, cell.fact.period, cell.heads].append(cell)  # a currency's sign may make two columns of one
    for column in columns.values():
        groups = {cell.group for cell in column}
        for group in groups:
            line = tuple(cell for cell in column if cell.group == group)
            if _tells(line[0], asked, alone=len(groups) == 1) and _is_all(
                line, of_table=len(groups) == 1, lowest=lowest
            ):
                yield line


def _tells(cell: NamedCell, asked: _Asked, *, alone: bool) -> bool:
    """Whether a table's column has what is measured, by the kind of thing: where it is told apart into several groups of
    rows, the group says it.
    """
    heads = [name for name in cell.heads if not _is_when(name)]
    if any(not _is_measure(name, asked) for name in heads):
        return False
    measured = bool(heads) or _is_measure(cell.group, asked) or (alone and _is_titled(cell.told, asked))
    parts = [cell.group] if not alone and not _is_measure(cell.group, asked) else cell.told.split(" > ")[::-1]
    nearest = next((part for part in parts if any(_is_of(kind, part) for kind in _EVERY_KIND)), "")
    return measured and all(_is_of(kind, nearest or cell.told) for kind in asked.kinds)


def _is_when(head: str) -> bool:
    """Whether a column's header says when, and nothing else: Three months ended."""
    for one in reversed(periods_in(head)):
        head = head[: one.start] + head[one.end :]
    rest = head.strip(" ,.:()")
    return not rest or _ENDED.fullmatch(rest) is not None


def _is_measure(name: str, asked: _Asked) -> bool:
    plain = key(without_unit(name))
    return any(key(one) == plain for one in asked.measure)


def _is_titled(told: str, asked: _Asked) -> bool:
    """Whether a title says that the table has this, and not the cost of it: Revenues by region."""
    places = ((told[: match.start()], told[match.end() :]) for name in asked.measure for match in _found(name, told))
    return any(_BEFORE.search(before) and _AFTER.search(after) for before, after in places)


def _found(name: str, told: str) -> Iterator[re.Match[str]]:
    whole = re.escape(flat(name))
    return re.finditer(whole if has_han(name) else rf"(?<![a-z0-9]){whole}(?:e?s)?(?![a-z0-9])", told)


def _is_of(kind: str, text: str) -> bool:
    alike = next((group for group in _KINDS if kind in group), frozenset((kind,)))
    words = terms(text)
    return any(word in words if word.isascii() else word in text for word in alike)


def _is_all(line: Sequence[NamedCell], *, of_table: bool, lowest: bool) -> bool:
    """Whether every figure of the column is among the facts: the highest may be one that is not sure; and, for the lowest,
    none is nil.
    """
    places = [cell.fact.evidence.cell for cell in line]
    rows = [place.row for place in places if place]
    columns = {place.column for place in places if place}
    below = [one for one in line[0].table.cells if one.column in columns and not one.is_header and one.text.strip()]
    own = [one for one in below if of_table or min(rows) <= one.row <= max(rows)]
    figures = [one for one in own if is_amount(without_remark(one.text))]
    return len(figures) == len(line) and not (lowest and any(_NIL.fullmatch(one.text.strip()) for one in own))


def _places(task: Task, asked: _Asked) -> tuple[tuple[str, int], ...]:
    """The pages of tables that are told apart by the kind asked, and those that are found."""
    told = [fact.evidence for fact in task.facts if all(_is_of(kind, flat(fact.section)) for kind in asked.kinds)]
    query = sought_in(task.question, load_thesaurus(resources() / "lexicon"))
    hits = search(query, task.library, task.desk.engines.embedder, task.of_years())
    places = [(one.document, one.page) for one in told] + [(hit.passage.document, hit.passage.page) for hit in hits]
    return tuple(dict.fromkeys(places))[:_MOST_PAGES]


def _facts_of(task: Task, place: tuple[str, int], pages: TablePages) -> Iterable[Fact]:
    """The facts of a page's tables."""
    document, number = place
    page = pages.at(place)
    labels = (cell.text for table in (page.tables if page else ()) for cell in table.cells if cell.column == 0)
    words = tuple(dict.fromkeys(term for label in labels for term in terms(label)))
    found = task.library.facts_about(words, _MOST_FACTS, (document,)) if words else ()
    return (fact for fact in found if fact.evidence.page == number and pages.holds(fact))


def _are_parts(parts: Sequence[NamedCell], asked: _Asked, lexicon: Lexicon) -> bool:
    """Whether rows are parts of one thing, told apart once: no part of another among them, nothing else, no sum of others."""
    names = [cell.row for cell in parts]
    if not 1 < len(parts) <= _MOST_ROWS or len(set(names)) < len(names):
        return False
    if any(_PART_OF_ANOTHER.search(name) or lexicon.groups_of(name) for name in names):
        return False
    quantities = [one for cell in parts if (one := quantity_in(cell.fact))]
    numbers = [one.number for one in quantities]
    shares = any(one.unit == "%" for one in quantities) and any(lexicon.groups_of(name) for name in asked.measure)
    if shares and not any(_SHARE.search(name) for name in asked.measure):
        return False
    of_one_sign = len({number < 0 for number in numbers}) == 1 or not _SIGNLESS.search(" ".join(asked.measure))
    return len(numbers) == len(parts) and not _has_sum(numbers) and of_one_sign


def _parts(line: Iterable[NamedCell], asked: _Asked, lexicon: Lexicon) -> tuple[NamedCell, ...]:
    """The rows in their order but for those of all of it: Revenues, under its regions."""
    rows = sorted(line, key=lambda cell: cell.fact.evidence.cell.row if cell.fact.evidence.cell else 0)
    return tuple(
        cell for cell in rows if not _WHOLE.fullmatch(cell.row) and not label_score(asked.measure[0], cell.row, lexicon)
    )


def _has_sum(figures: Sequence[Decimal]) -> bool:
    """Whether one figure is the sum of neighbours: International, of Europe and Asia below it."""
    runs = ((start, end) for start in range(len(figures)) for end in range(start + 2, len(figures) + 1))
    return any(
        abs(sum(figures[start:end]) - number) <= abs(number) * _ROUNDED
        for start, end in runs
        for at, number in enumerate(figures)
        if not start <= at < end
    )
