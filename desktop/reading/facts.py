"""Facts of a page, found without a model: table cells, label-and-value lines, lines of triples."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop.domain.document import BlockKind, PageContent, PageSource
from desktop.domain.fact import Evidence, Fact, Origin, Triple
from desktop.reading.boxes import boxes_of
from desktop.reading.clauses import clause_facts
from desktop.reading.context import DocumentContext
from desktop.reading.forms import form_facts, is_form_page, is_of_form
from desktop.reading.pairs import pair_facts
from desktop.reading.receipts import receipt_facts
from desktop.reading.tablefacts import DOUBTFUL, table_facts
from desktop.reading.words import joined

_POINTED = re.compile(r"(?:[A-Z]{1,3})?[^\w.]*[1-9]\d{0,2}\.\d{3}[^\w%％]*$")
_REPORT = re.compile(r"^.{0,30}?((?:19|20)\d\d)\s*年?\s*(?:年度|半年度)?报告$")


def facts_of(document: DocumentContext, content: PageContent) -> tuple[Fact, ...]:
    """All facts of a page, each with the boxes of its value's own words."""
    tables = [block for block in content.blocks if block.kind is BlockKind.TABLE]
    form = is_form_page(document, content)
    found: list[Fact] = list(_report_year(document, content))
    in_tables: list[Fact] = []
    for index, (table, block) in enumerate(zip(content.tables, tables, strict=True)):
        if not (form and is_of_form(content, table, block)):
            in_tables += table_facts(document, table, index, block)
    found += _doubted(_undated(in_tables), _name_in_table)
    found += pair_facts(document, content)
    if form:
        found += _of_form(document, content)
    found += clause_facts(document, content)
    return _sharp(found) if content.page.source is PageSource.OCR else tuple(found)


def _sharp(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts of a scan, those doubted whose point may well be a comma: 7.075."""
    return tuple(
        replace(one, confidence=DOUBTFUL) if one.quantity and _POINTED.match(one.triple.value) else one for one in facts
    )


def _doubted(facts: Sequence[Fact], name: Callable[[Fact], object]) -> tuple[Fact, ...]:
    """Facts of a page of one name but with several values have lost what told them apart: they are doubtful."""
    values: dict[object, set[str]] = {}
    for fact in facts:
        values.setdefault(name(fact), set()).add(fact.triple.value)
    return tuple(replace(one, confidence=DOUBTFUL) if len(values[name(one)]) > 1 else one for one in facts)


def _undated(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, those doubted whose column has no period beside others of the same name that have: a sum of quarters."""
    dated = {_row_of(fact) for fact in facts if fact.period}
    return [replace(one, confidence=DOUBTFUL) if not one.period and _row_of(one) in dated else one for one in facts]


def _row_of(fact: Fact) -> object:
    cell = fact.evidence.cell
    return fact.triple.attribute, (cell.table, cell.row) if cell else None


def _name_in_table(fact: Fact) -> object:
    unit = fact.quantity.unit if fact.quantity else ""
    return fact.triple.entity, fact.section, fact.triple.attribute, fact.period, unit


def _name_in_form(fact: Fact) -> object:
    """Numbers beside one label are of several columns, unless their units tell them apart; texts may well be several."""
    return fact.triple.attribute, fact.quantity.unit if fact.quantity else fact.triple.value


def _uncounted(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts, those doubted that are a bare number beside an amount of the same name: it counts something else."""
    amounts = {one.triple.attribute for one in facts if one.quantity and one.quantity.unit}
    bare = [one.quantity is not None and not one.quantity.unit for one in facts]
    return tuple(
        replace(one, confidence=DOUBTFUL) if is_bare and one.triple.attribute in amounts else one
        for one, is_bare in zip(facts, bare, strict=True)
    )


def _of_form(document: DocumentContext, content: PageContent) -> tuple[Fact, ...]:
    """Facts of a page by where labels and values stand; what a scanned receipt says is not said again."""
    receipt = receipt_facts(document, content) if content.page.source is PageSource.OCR else ()
    said = {(fact.triple.attribute.casefold(), fact.triple.value) for fact in receipt}
    pairs = _uncounted(_doubted(form_facts(document, content), _name_in_form))
    return (*receipt, *(one for one in pairs if (one.triple.attribute.casefold(), one.triple.value) not in said))


def _report_year(document: DocumentContext, content: PageContent) -> list[Fact]:
    """The year of the report, where its title stands."""
    for block in content.blocks:
        match = _REPORT.match(block.text.replace(" ", ""))
        words = [word for word in block.words if match and word.text == match[1]]
        if match and words:
            evidence = Evidence(document.id, content.page.number, joined(block.words), boxes_of(words[:1]))
            return [Fact(Triple(document.title_entity, "报告年份", match[1]), evidence, Origin.PAIR, period=match[1])]
    return []
