"""Facts of tables with the names that the table gives them: of their row, of their columns, of the group of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.answering.ground import stands
from desktop.answering.library import Library
from desktop.answering.wording import flat, key, without_remark
from desktop.domain.document import PageContent, Table
from desktop.domain.fact import Fact, Origin, Quantity
from desktop.domain.numbers import quantity_of
from desktop.domain.tables import ColumnHeads, row_head
from desktop.domain.units import unit_in

_MOST_PAGES = 40  #: whose tables are looked at
_REMARK = re.compile(r"\(([^()]*)\)")
_SAYS_NO_MORE = re.compile(
    r"ours?|this (?:work|paper)|proposed|本文|我们|unaudited|audited|未经审计|经审计|\d{1,2}|[a-z]|note.*|注.*"
)


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A fact with what the table calls it, all flat: ``row``, ``heads`` from the top, ``group`` over its rows (``""`` for
    none), ``remarks`` that stand in brackets there and are no units; ``told`` is what the table says of itself, its title
    and sections parted by " > ".
    """

    fact: Fact
    table: Table
    row: str
    heads: tuple[str, ...]
    group: str
    remarks: tuple[str, ...]
    told: str

    def written(self, name: str) -> str:
        """A flat name of the row or of the columns as the table writes it."""
        attribute = self.fact.triple.attribute
        at = flat(attribute).find(name)
        return attribute[at : at + len(name)] if at >= 0 and len(flat(attribute)) == len(attribute) else name


class TablePages:
    """The pages of a library that tables are looked at on, each fetched once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._pages: dict[tuple[str, int], PageContent | None] = {}
        self._heads: dict[tuple[str, int, int], ColumnHeads] = {}

    def page(self, fact: Fact) -> PageContent | None:
        """The page that a fact stands on; None where it is gone."""
        return self.at((fact.evidence.document, fact.evidence.page))

    def at(self, place: tuple[str, int]) -> PageContent | None:
        """The page of a document (id) with this number; None where there is none."""
        if place not in self._pages:
            self._pages[place] = self._library.page(*place)
        return self._pages[place]

    def holds(self, fact: Fact) -> bool:
        """Whether a fact's value stands on its page."""
        page = self.page(fact)
        return page is not None and stands(fact.triple.value, page, fact.evidence)

    def named(self, facts: Iterable[Fact], least: float) -> Iterator[NamedCell]:
        """Those facts of tables, at least so sure, that have a row and a column by name; of the first forty pages."""
        seen: set[tuple[str, int]] = set()
        for fact in facts:
            if fact.origin is not Origin.TABLE or fact.evidence.cell is None or fact.confidence < least:
                continue
            seen.add((fact.evidence.document, fact.evidence.page))
            if len(seen) > _MOST_PAGES:
                return
            cell = self._named(fact)
            if cell:
                yield cell

    def _named(self, fact: Fact) -> NamedCell | None:
        reference, page = fact.evidence.cell, self.page(fact)
        if reference is None or page is None or reference.table >= len(page.tables):
            return None
        table = page.tables[reference.table]
        place = (reference.row, reference.column)
        cell = next((one for one in table.cells if (one.row, one.column) == place), None)
        row = row_head(table, cell) if cell else None
        if cell is None or row is None or not row.text:
            return None
        heads = self._heads.setdefault(
            (fact.evidence.document, fact.evidence.page, reference.table), ColumnHeads(table)
        ).over(cell)
        names = tuple(name for one in heads if (name := name_of(one.text)))
        if not names:
            return None
        _, _, group = fact.section.rpartition(" > ")
        corner = table.columns[0] if table.columns else ""
        remarks = tuple(one for text in (row.text, *(head.text for head in heads)) for one in _remarks(text))
        told = flat(f"{table.title} > {table.lead} > {fact.section} > {corner}")
        return NamedCell(fact, table, name_of(row.text), names, flat(group), remarks, told)


def quantity_in(fact: Fact) -> Quantity | None:
    """A fact's quantity, also where it is given or taken: 63.2% (0.4%) is 63.2%."""
    return fact.quantity or quantity_of(without_remark(fact.triple.value))


def name_of(label: str) -> str:
    """A label as a name, flat: without remarks and marks."""
    return without_remark(flat(label)).strip(" :*†‡")


def _remarks(label: str) -> Iterator[str]:
    """What stands in brackets in a label and says more than a unit, or whose work it is: part-time."""
    for match in _REMARK.finditer(flat(label)):
        says_more = key(match[1]) and not _SAYS_NO_MORE.fullmatch(match[1].strip())
        if says_more and not unit_in(match[0]) and not unit_in(match[1]):
            yield match[1].strip()
