"""Where a row and a column of a table cross that a question both names: what one method scores on one dataset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.answering.comparing import comparing_places
from desktop.answering.ground import stands
from desktop.answering.matching import is_of_kind
from desktop.answering.operations import operations_named_in
from desktop.answering.periods import period_score, periods_in
from desktop.answering.sketch import overlaps, period_places
from desktop.answering.task import Task
from desktop.answering.understand import Stretch, Wanted, left_over
from desktop.answering.weighing import weighed
from desktop.answering.wording import flat, has_han, key, without_remark
from desktop.domain.answer import Calculation, Part
from desktop.domain.document import Table
from desktop.domain.fact import Fact, Origin
from desktop.domain.numbers import quantity_of
from desktop.domain.tables import ColumnHeads, row_head

_LEAST_CONFIDENCE = 0.5  #: a fact below it is not surely of its row and column
_MOST_PAGES = 40  #: whose tables are looked at
#: what a question calls any figure of a table
_MEASURES = re.compile(
    r"(?:scores?|results?|performances?|accuracy|accuracies|achieves?d?|obtain(?:s|ed)?|reach(?:es|ed)?|gets?|got|rates?"
    r"|percentages?|metrics?|methods?|models?|datasets?|tables?|columns?|rows?|tasks?|benchmarks?"
    r"|得分|分数|成绩|表现|准确率|达到|取得|结果|数据集|模型|方法)"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A fact with the names of its row and of its columns, as the table has them, flat."""

    fact: Fact
    row: str
    heads: tuple[str, ...]
    told: str  #: everything else that the table says of itself


@dataclass(frozen=True, slots=True)
class _Crossing:
    """A cell whose row and column stand in the question, at these places."""

    cell: Cell
    row: Stretch
    heads: tuple[Stretch, ...]

    @property
    def places(self) -> tuple[Stretch, ...]:
        """All of them."""
        return self.row, *self.heads


def crossed(task: Task, wanted: Wanted) -> tuple[Fact, ...]:
    """The one value of which a question names row and column, and nothing that the table does not tell; else none."""
    found = [one for one in _crossings(task) if is_of_kind(one.cell.fact.triple.value, wanted.kind)]
    if comparing_places(task.question) or len({key(one.cell.fact.triple.value) for one in found}) != 1:
        return ()
    return (found[0].cell.fact,)


def crossed_apart(task: Task) -> Calculation | None:
    """What lies between two such values, of two rows or of two columns, where a question compares them."""
    found = _crossings(task) if comparing_places(task.question) else []
    by_row = {one.row: one for one in found}
    by_column = {one.heads: one for one in found}
    places = by_row if len(by_row) == len(found) else by_column
    if len(found) != 2 or len(places) != 2:
        return None
    order = sorted(found, key=lambda one: one.row if places is by_row else one.heads)
    return weighed(task.question, [_part(one, of_row=places is by_row) for one in order])


def _part(one: _Crossing, *, of_row: bool) -> Part:
    fact = one.cell.fact
    name = one.cell.row if of_row else " ".join(one.cell.heads)
    at = flat(fact.triple.attribute).find(name)
    name = fact.triple.attribute[at : at + len(name)] if at >= 0 else name
    rest = fact.triple.attribute.replace(name, "").strip()
    triple = replace(fact.triple, attribute=rest or fact.triple.attribute)
    quantity = fact.quantity or quantity_of(without_remark(fact.triple.value))  # 63.2% (0.4%) is 63.2%, give or take
    return Part("", name, "", (replace(fact, triple=triple, quantity=quantity),))


def _crossings(task: Task) -> list[_Crossing]:
    """Each cell that is named, by as much of the question as any other; of the period asked."""
    text = flat(task.question)
    cells = list(cells_of(task, task.facts))
    hidden = (
        *period_places(text),
        *((one.start, one.end) for one in task.parsed.mentions if is_own(task, one.entity)),
    )
    names = {name for cell in cells for name in (cell.row, *cell.heads) if name not in task.lexicon.fillers}
    placed = _placed(text, names, hidden)
    found = [one for cell in cells for one in _where(cell, placed)]
    taken = {place for one in found for place in one.places}
    most = {place: max(_length(one) for one in found if place in one.places) for place in taken}
    found = [one for one in found if any(_length(one) == most[place] for place in one.places)]
    return [
        one
        for one in _of_period(task, found)
        if _accounts(task, text, one, (*taken, *hidden)) and holds(task, one.cell.fact)
    ]


def cells_of(task: Task, facts: Iterable[Fact]) -> Iterator[Cell]:
    """Those facts of tables that have a row and a column by name, with both."""
    heads: dict[tuple[str, int, int], tuple[Table, ColumnHeads]] = {}
    pages: set[tuple[str, int]] = set()
    for fact in facts:
        cell = fact.evidence.cell
        if fact.origin is not Origin.TABLE or cell is None or fact.confidence < _LEAST_CONFIDENCE:
            continue
        place = fact.evidence.document, fact.evidence.page
        pages.add(place)
        if len(pages) > _MOST_PAGES:
            return
        if (*place, cell.table) not in heads:
            page = task.library.page(*place)
            if page is None or cell.table >= len(page.tables):
                continue
            heads[*place, cell.table] = page.tables[cell.table], ColumnHeads(page.tables[cell.table])
        named = _named(fact, *heads[*place, cell.table])
        if named:
            yield named


def _named(fact: Fact, table: Table, heads: ColumnHeads) -> Cell | None:
    """The fact with the names of its row and columns; None where either has none."""
    reference = fact.evidence.cell
    cell = next(
        (one for one in table.cells if reference and (one.row, one.column) == (reference.row, reference.column)), None
    )
    head = row_head(table, cell) if cell else None
    if cell is None or head is None or not head.text:
        return None
    columns = tuple(name for one in heads.over(cell) if (name := _name(one.text)))
    corner = table.columns[0] if table.columns else ""
    return (
        Cell(fact, _name(head.text), columns, flat(f"{table.title} {table.lead} {fact.section} {corner}"))
        if columns
        else None
    )


def _name(label: str) -> str:
    return flat(without_remark(label)).strip(" :*†‡")


def _placed(text: str, names: Iterable[str], hidden: Sequence[Stretch]) -> Mapping[str, list[Stretch]]:
    """Where names stand in the question, the longest first where they overlap."""
    taken = list(hidden)
    placed: dict[str, list[Stretch]] = {}
    for name in sorted((one for one in names if _tells(one)), key=lambda one: (-len(one), one)):
        for match in _pattern(name).finditer(text):
            if not overlaps(match.span(), taken):
                taken.append(match.span())
                placed.setdefault(name, []).append(match.span())
    return placed


def _tells(name: str) -> bool:
    """Whether a name can be told from others: it has a letter and another sign, and is no period."""
    return len(name) > 1 and any(sign.isalpha() for sign in name) and not periods_in(name)


def _pattern(name: str) -> re.Pattern[str]:
    if has_han(name):
        return re.compile(r"\s*".join(map(re.escape, "".join(name.split()))))
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<![a-z0-9]){words}(?:e?s)?(?![a-z0-9])")


def _where(cell: Cell, placed: Mapping[str, list[Stretch]]) -> Iterator[_Crossing]:
    """A cell at each place of its row, with all places of its columns' names."""
    columns = tuple(place for name in cell.heads for place in placed.get(name, ())[:1])
    for row in placed.get(cell.row, ()):
        heads = tuple(place for place in columns if place != row)
        if heads:
            yield _Crossing(cell, row, heads)


def _length(one: _Crossing) -> int:
    return sum(end - start for start, end in one.places)


def is_own(task: Task, entity: str) -> bool:
    """Whether a document is about this entity."""
    return any(key(one.entity) == key(entity) for one in task.documents)


def _of_period(task: Task, found: Sequence[_Crossing]) -> list[_Crossing]:
    """Those of the period asked, else of the report's own."""
    years = {one.id: one.year for one in task.documents}
    asked = task.periods()[0]
    scores = [
        period_score(asked, one.cell.fact.period, years.get(one.cell.fact.evidence.document, "")) for one in found
    ]
    best = max(scores, default=0.0)
    return [one for one, score in zip(found, scores, strict=True) if score == best > 0]


def _accounts(task: Task, text: str, one: _Crossing, taken: Sequence[Stretch]) -> bool:
    """Whether the rest of the question names nothing but what the table says of itself, or what any figure is called.

    A figure whose column is told more of than is asked is not just any.
    """
    compared = comparing_places(text)
    left = [text[slice(*place)] for place in left_over(text, (*taken, *compared), task.lexicon)]
    measures = [word for word in left if _MEASURES.fullmatch(word)]
    unsaid = [name for name in one.cell.heads if _tells(name) and not _pattern(name).search(text)]
    if operations_named_in(text) and not compared:
        return False
    return not (measures and unsaid) and all(key(word) in key(one.cell.told) for word in left if word not in measures)


def holds(task: Task, fact: Fact) -> bool:
    """Whether a fact's value stands on its page."""
    evidence = fact.evidence
    page = task.library.page(evidence.document, evidence.page)
    return page is not None and stands(fact.triple.value, page, evidence)
