"""Facts from tables: ⟨entity, row label, cell⟩ with the period of the column; label cell and value cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop.domain.currencies import code_of, currency_in, settled
from desktop.domain.document import Block, Cell, Table, Word
from desktop.domain.fact import CellReference, Evidence, Fact, Origin, Quantity, Triple
from desktop.domain.measures import may_be_scaled
from desktop.domain.numbers import has_decimal_comma, is_amount, is_either, is_half_bracketed, without_mark
from desktop.domain.tables import ColumnHeads
from desktop.domain.units import unit_of_header, without_unit
from desktop.reading.amounts import amount_of
from desktop.reading.boxes import boxes_of
from desktop.reading.cells import column_count, span_of, words_by_box
from desktop.reading.columns import numeric_columns, rate_columns
from desktop.reading.context import DocumentContext, entity_of
from desktop.reading.dating import between_balances, period_of_cell
from desktop.reading.labels import NOTE
from desktop.reading.periods import (
    bare_year,
    is_ambiguous,
    is_comparison,
    is_relative,
    is_vintage,
    names_period,
    period_of,
    rest_of,
)
from desktop.reading.tablerows import GENERIC, DataRow, clean_label, data_rows, without_marks
from desktop.reading.words import joined

_NOTE_NUMBER = re.compile(r"^\d{1,2}(?:[.,/&]\s*\d{1,2})*$")
_NOTE_VALUE = re.compile(r"^(?:[一二三四五六七八九十]+[、（(.]\s*[（(]?[\d一二三四五六七八九十]+[)）]?)(?:[、.]\d+)*$")
_EMPTY = re.compile(
    r"^[$€£¥(（]?\s*[-–—−/\\\s.·*]+[)）%％]?$|^(?:不适用|无|n/?a|nil|none)$|^[%％]\s*[^\W\d]*$|^[()（）$€£¥]+$", re.I
)
_SIGN = re.compile(r"[$€£¥￥]")
_OF_NOTES = re.compile(r"(?:19|20)\d\d\s*年?度?\s*(?:附注|注释|note)$", re.I)
_NUMBERED = re.compile(r"(?:note|item|附注)\s*(\d{1,3})[A-Z]?\b", re.I)
_PAGE = re.compile(r"(?:page|页码?|页次)(?:\s*(?:no\.?|number))?$", re.I)
_DOLLAR_ALONE = re.compile(r"(?:^|(?<![A-Z])\s)\(?\$\)?$")
_NAMED_DOLLARS = re.compile(r"\bU\.?S\.?(?=\W|D\b|$)|\bUnited States\b")
_FIRST_NUMBER = re.compile(r"(\d{1,4})\b")
_LEADER = re.compile(r"[.·…]+")
_OPENED = re.compile(r"[(（]\s*[$€£¥￥]?$")
_TORN = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}.*\d|\d.*[^\W\d_]{2,}\s+[^\W\d_]{2,}")
_SWALLOWED = re.compile(r"[^\W\d].*[$€£¥￥]\s*\(?[\d,.]+\)?$")
_NAMES = re.compile(
    r"(?:姓名|(?<!项目)名称|股东|子公司|客户|供应商|关联方|单位|^name|company|director|executive)(?:名称|全称|（全称）)?$",
    re.I,
)
_SELF = re.compile(r"本公司$|公司本部$|the company$", re.I)
_OF_WHOLE = re.compile(r"期[初末]余额")  #: of what stands above all the steps between them
#: what has not come about, or is a difference: it is told even where the table has no other column
_NO_OUTCOME = re.compile(
    r"\b(?:budget|plan|forecast|estimate|target|guidance|change|pro forma)(?:s|d|ed)?\b|预算|计划|预计|预测|目标|增减|变动",
    re.I,
)
_MANY_NOTES = 6
_LEAST_LOST, _SHORT_NAME = 2, 25
_MOST_PERCENT = 1000  #: below a group's %
_PROSE = 60
_TOP = 3  #: rows
_LONGEST_VALUE = 300
DOUBTFUL = 0.4  #: confidence of a fact whose column is not known for sure


@dataclass(frozen=True, slots=True)
class _Place:
    """A table, its index on the page, and the words of each of its cells."""

    table: Table
    index: int
    words: dict[Cell, tuple[Word, ...]]
    rates: frozenset[int]  #: columns of shares and rates, for which the table's unit does not hold
    numeric: frozenset[int]  #: columns of amounts
    signs: dict[tuple[int, int], str]  #: the currency's sign that amounts without one have, by row and column
    commas: bool  #: some numbers have a decimal comma
    between: dict[int, str]  #: by row, the period between the balances above and below it; ``""`` where one is missing
    heads: ColumnHeads
    mixed: bool  #: which row a label is of is not known


@dataclass(frozen=True, slots=True)
class _Said:
    """A triple, what row and column say of it, a line each, and what the rows around it are headed with."""

    triple: Triple
    label: str
    group: str


def table_facts(document: DocumentContext, table: Table, index: int, block: Block) -> tuple[Fact, ...]:
    """Facts of a table; ``index`` is its place on the page, ``block`` has its words."""
    owners = words_by_box([cell.box for cell in table.cells], block.words)
    words = {cell: tuple(own) for cell, own in zip(table.cells, owners, strict=True)}
    rates = rate_columns(table.cells, table.columns)
    commas = any(has_decimal_comma(cell.text) for cell in table.cells)
    spans = {cell: span_of(cell, own) for cell, own in words.items()}
    rows = () if _is_contents(table) else tuple(data_rows(table, spans.__getitem__))
    between = between_balances(rows)
    place = _Place(
        table,
        index,
        words,
        rates,
        numeric_columns(table.cells),
        _signs(table.cells),
        commas,
        between,
        ColumnHeads(table),
        _are_labels_lost(rows),
    )
    facts = [
        _fact(document, place, row, cell)
        for row in rows
        for cell in (() if _is_of_notes(row) else row.cells)
        if cell not in row.labels and _is_value(cell, row)
    ]
    return tuple(fact for fact in facts if fact is not None)


def _is_contents(table: Table) -> bool:
    """Whether a table says which page something is on: the numbers of its last column rise, and no other has any.

    That column is headed so, or there are many rows and they are named Note 1, Note 2.
    """
    last = column_count(table.cells) - 1
    rows = [cell for cell in table.cells if not cell.column and cell.text and not cell.is_header]
    headed = _are_in_order([cell.text for cell in rows]) or any(
        cell.row < _TOP and cell.column + cell.column_span > last and _PAGE.match(cell.text) for cell in table.cells
    )
    found = (_FIRST_NUMBER.match(cell.text) for cell in table.cells if headed and cell.column == last)
    numbers = [int(match[1]) for match in found if match]
    return len(numbers) > 1 and numbers == sorted(numbers) and not numeric_columns(table.cells) - {last}


def _are_in_order(labels: Sequence[str]) -> bool:
    """Whether all of many rows are numbered notes or items, one after the other."""
    found = [int(match[1]) for label in labels if (match := _NUMBERED.match(label))]
    in_order = all(after - before in (0, 1) for before, after in pairwise(found))
    return len(found) == len(labels) >= _MANY_NOTES and in_order


def _are_labels_lost(rows: Sequence[DataRow]) -> bool:
    """Whether rows have amounts, and words before them, but no label: Comirnaty stands in the middle of the three lines
    for U.S., Int'l. and Worldwide, and so in one of them.
    """
    return sum(map(_has_words_alone, rows)) >= _LEAST_LOST


def _has_words_alone(row: DataRow) -> bool:
    own = [cell for cell in row.labels if cell.row == row.cells[0].row]
    amounts = [cell.column for cell in row.cells if is_amount(cell.text)]
    words = [cell.column for cell in row.cells if cell.text[:1].isalpha() and len(cell.text) <= _SHORT_NAME]
    return not own and len(amounts) > 1 and bool(words) and min(words) < min(amounts)


def _signs(cells: Sequence[Cell]) -> dict[tuple[int, int], str]:
    """The sign of amounts between two that have it: the first of a column and its total, as accountants write it."""
    columns: dict[int, list[Cell]] = {}
    for cell in cells:
        if is_amount(cell.text) or _SIGN.match(cell.text):
            columns.setdefault(cell.column + cell.column_span, []).append(cell)
    found: dict[tuple[int, int], str] = {}
    for column in columns.values():
        signed = [at for at, cell in enumerate(column) if _SIGN.match(cell.text)]
        for first, last in pairwise(signed):
            sign = column[first].text[0]
            if sign == column[last].text[0]:
                found |= {(cell.row, cell.column): sign for cell in column[first + 1 : last]}
    return found


def _is_of_notes(row: DataRow) -> bool:
    """Whether a row says nothing but which notes the columns are about: Note 10 11 12."""
    others = [cell for cell in row.cells if cell not in row.labels]
    return any(NOTE.match(cell.text) for cell in row.labels) and all(_NOTE_NUMBER.match(cell.text) for cell in others)


def _is_value(cell: Cell, row: DataRow) -> bool:
    header = row.header_of(cell)
    if not cell.text or len(cell.text) > _LONGEST_VALUE or _EMPTY.match(cell.text):
        return False
    if NOTE.match(header) or _OF_NOTES.match(header):
        return False
    if _NOTE_VALUE.match(cell.text) or (header and header == cell.text):
        return False
    return bool(row.labels or row.single)


def _fact(document: DocumentContext, place: _Place, row: DataRow, cell: Cell) -> Fact | None:
    table = place.table
    words = _unmarked(place.words[cell])
    header = row.header_of(cell)
    entity, attribute = _named(entity_of(document, f"{table.title} {table.lead}".strip()), row, cell)
    if not words or not attribute or _is_cut_sentence(row, cell):
        return None
    quote = " ".join(one.text for one in row.cells)
    reference = CellReference(place.index, cell.row, cell.column)
    naming = dict.fromkeys((*(_nearest(label, row, cell) for label in row.labels), *place.heads.over(cell)))
    evidence = Evidence(document.id, table.page, quote, boxes_of(words), reference, tuple(one.box for one in naming))
    triple = Triple(entity, attribute, joined(words))
    label, group = "\n".join((attribute, rest_of(header))).strip(), "\n".join(row.groups)
    quantity = _quantity(document, place, row, cell, _Said(triple, label, group))
    section = " > ".join(part for part in (table.title, table.lead, *row.groups) if part)
    nameless = not any(map(str.isalpha, attribute)) and not period_of(attribute, document.year)
    cut = row.is_cut and GENERIC.match(attribute) is not None
    vintage = bool(bare_year(header)) and any(map(is_vintage, row.headers))
    torn = _is_torn(cell, place) or _has_swallowed(row) or _is_half(triple.value, cell, row)
    period, sure = _dated(document, place, row, cell)
    confidence = DOUBTFUL if place.mixed or nameless or cut or vintage or torn or not sure else 1.0
    return Fact(triple, evidence, Origin.TABLE, quantity, period, section, confidence)


def _quantity(document: DocumentContext, place: _Place, row: DataRow, cell: Cell, said: _Said) -> Quantity | None:
    """The number of a cell; None where it is not known for sure."""
    value = said.triple.value
    declared = "" if cell.column in place.rates else row.unit or place.table.unit
    sign = place.signs.get((cell.row, cell.column), "")
    declared = f"{sign} {declared}".strip() if sign and not currency_in(declared) else declared
    unit = "%" if _is_percent(cell, row) else _unit(row.header_of(cell), declared, document.dollars)
    written = " ".join((value, unit, said.label, said.group, row.header_of(cell)))
    quantity = _in_own_dollars(amount_of(said.triple, unit, said.label, said.group), written, document)
    if quantity is None or (place.commas and is_either(value)) or _is_half(value, cell, row):
        return None
    if row.unit == "%" and abs(quantity.number) >= _MOST_PERCENT:
        return None
    unscaled = document.scaled and unit in ("", sign, document.dollars) and quantity.unit != "%"
    if unscaled and may_be_scaled(quantity.number, said.label, said.group):
        return None
    negative = is_half_bracketed(value)
    return Quantity(-abs(quantity.number), quantity.unit) if negative else quantity


def _is_half(value: str, cell: Cell, row: DataRow) -> bool:
    """Whether a number ends with a bracket that the cell before does not open."""
    before = [one for one in row.cells if one.column < cell.column]
    return is_half_bracketed(value) and not (before and _OPENED.search(before[-1].text))


def _is_cut_sentence(row: DataRow, cell: Cell) -> bool:
    """Whether label and value are a line of prose that the grid has cut in two, as footnotes below a table are."""
    label = row.labels[-1].text if row.labels else ""
    begun = cell.text[:1].islower() or label[:1].islower()
    return begun and len(label) + len(cell.text) > _PROSE and not is_amount(cell.text) and " " in cell.text


def _dated(document: DocumentContext, place: _Place, row: DataRow, cell: Cell) -> tuple[str, bool]:
    """The period of a cell, and whether it is sure, even if it is none."""
    header = row.header_of(cell)
    period = period_of_cell(document, place.table, header, row)
    moved = None if period else place.between.get(cell.row)
    if moved is not None:
        return moved, bool(moved)
    undated = not period and is_relative(header) and not is_comparison(header)
    return period, not undated and not is_ambiguous(header)


def _is_percent(cell: Cell, row: DataRow) -> bool:
    """Whether the percent sign has slipped into the next cell."""
    following = next((one for one in row.cells if one.column > cell.column), None)
    return following is not None and following.text[:1] in ("%", "％") and is_amount(cell.text.lstrip("%％ "))


def _is_torn(cell: Cell, place: _Place) -> bool:
    """Whether a cell among amounts has words and digits, or a label an amount: the one has run into the other."""
    return cell.column in place.numeric and not is_amount(cell.text) and _TORN.search(cell.text) is not None


def _has_swallowed(row: DataRow) -> bool:
    """Whether the label of a row ends with the amount of the first column, whose period stands above the labels."""
    return any(_SWALLOWED.search(cell.text) and names_period(row.header_of(cell)) for cell in row.labels)


def _in_own_dollars(quantity: Quantity | None, written: str, document: DocumentContext) -> Quantity | None:
    """The amount in the dollars of the document's country, where it says $ and no more."""
    plain = quantity is not None and quantity.unit == "USD" and not _NAMED_DOLLARS.search(written)
    return Quantity(quantity.number, document.dollars) if quantity and plain and document.dollars else quantity


def _unit(header: str, declared: str, dollars: str) -> str:
    """The unit of a column; a currency's sign in its header goes with the scale that the table declares."""
    own = unit_of_header(header) or (dollars if _DOLLAR_ALONE.search(header) else "")
    if not code_of(own):
        return own or declared
    same = settled(own, currency_in(declared))
    return declared if same and same == currency_in(declared) else f"{own} {declared}".strip()


def _unmarked(words: Sequence[Word]) -> Sequence[Word]:
    """The words of a number without the footnote's mark behind it, and without signs of the columns beside."""
    while len(words) > 1 and _is_of_next(words):
        words = words[:-1]
    while len(words) > 1 and (words[0].text in ("%", "％") or _LEADER.fullmatch(words[0].text)):
        words = words[1:]
    whole = joined(words)
    bare = without_mark(whole)
    while len(bare) < len(whole):
        words = words[:-1]
        whole = joined(words)
    return words


def _is_of_next(words: Sequence[Word]) -> bool:
    """Whether an amount ends with a currency's sign that is the next column's: only a euro may stand behind its own."""
    before = joined(words[:-1])
    own = words[-1].text == "€" and not _SIGN.search(before)
    return _SIGN.fullmatch(words[-1].text) is not None and any(map(str.isdigit, before)) and not own


def _named(owner: str, row: DataRow, value: Cell) -> tuple[str, str]:
    """Entity and attribute of a value in this row; the table is about ``owner``."""
    header = row.header_of(value)
    labels = [clean_label(_nearest(cell, row, value).text) for cell in row.labels if cell.text]
    rest = without_unit(rest_of(without_marks(header)))
    if row.single and header:
        return owner, clean_label(header)
    if not labels:
        return owner, clean_label(header)
    if header and rest and _NAMES.search(row.headers[row.labels[-1].column]):
        return owner if _SELF.match(labels[-1]) else labels[-1], clean_label(rest)
    attribute = labels[-1]
    if GENERIC.match(attribute) or len(labels) > 1:
        group = row.groups[0] if row.groups and _OF_WHOLE.match(attribute) else row.group
        attribute = " ".join([*([group] if group and len(labels) == 1 else []), *labels])
    naming = range(row.labels[0].column, row.labels[-1].column + 1)
    values = sum(bool(one) and not NOTE.match(one) for at, one in enumerate(row.headers) if at not in naming)
    told = rest and (values > 1 or _NO_OUTCOME.search(rest))
    return owner, f"{attribute} {clean_label(rest)}" if told else attribute


def _nearest(label: Cell, row: DataRow, value: Cell) -> Cell:
    """The last cell before the value that names it as this label does: of assets left and liabilities right, each
    half may have a second label of its own, under headers that end alike.
    """
    own = row.header_of(label).split()[-2:]
    later = (cell for cell in row.cells if label.column < cell.column < value.column and not is_amount(cell.text))
    alike = [cell for cell in later if len(own) > 1 and row.header_of(cell).split()[-2:] == own]
    return alike[-1] if alike else label
