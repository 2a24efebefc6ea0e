"""Facts from tables: ⟨entity, row label, cell⟩ with the period of the column; label cell and value cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.domain.currencies import code_of
from desktop.domain.document import Block, Cell, Table, Word
from desktop.domain.fact import CellReference, Evidence, Fact, Origin, Triple
from desktop.domain.numbers import is_amount, is_number, without_mark
from desktop.domain.units import unit_of_header, without_unit
from desktop.reading.amounts import amount_of
from desktop.reading.boxes import boxes_of
from desktop.reading.cells import column_count, rows_of
from desktop.reading.columns import rate_columns
from desktop.reading.context import DocumentContext, entity_of
from desktop.reading.headers import column_headers
from desktop.reading.headings import without_numbering
from desktop.reading.periods import period_of, rest_of
from desktop.reading.words import joined

_NOTE = re.compile(r"^(?:附注|注释|notes?|note ref.*|序号|no\.?|行次|#)$", re.I)
_NOTE_VALUE = re.compile(r"^(?:[一二三四五六七八九十]+[、（(.]\s*[（(]?[\d一二三四五六七八九十]+[)）]?)(?:[、.]\d+)*$")
_EMPTY = re.compile(r"^[-–—/\\\s.·*]+$|^(?:不适用|无|n/?a|nil|none)$|^[%％]\s*[^\W\d]*$", re.I)
_GENERIC = re.compile(
    r"^(?:合计|总计|小计|其他|其中|名称|期末余额|期初余额|本期增加|本期减少|办公地址|"
    r"basic|diluted|total|other|others|subtotal|name)(?:[:：].*)?$",
    re.I,
)
_NAMES = re.compile(
    r"(?:姓名|(?<!项目)名称|股东|子公司|客户|供应商|关联方|单位|^name|company|director|executive)(?:名称|全称|（全称）)?$",
    re.I,
)
_PREFIX = re.compile(r"^(?:其中|加|减|其他?中|of which|including|less|add|plus)\s*[:：]\s*", re.I)
_TOTAL = re.compile(r"合计$|总计$|小计$|^total\b", re.I)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_VALUE = 300
DOUBTFUL = 0.4  #: confidence of a fact whose column is not known for sure


@dataclass(frozen=True, slots=True)
class _Row:
    """A data row: what it is called, the group it stands under, the column headers in force."""

    cells: tuple[Cell, ...]
    labels: tuple[Cell, ...]
    group: str
    headers: tuple[str, ...]
    single: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A table, its index on the page, and the block that has its words."""

    table: Table
    index: int
    block: Block
    rates: frozenset[int]  #: columns of shares and rates, for which the table's unit does not hold


def table_facts(document: DocumentContext, table: Table, index: int, block: Block) -> tuple[Fact, ...]:
    """Facts of a table; ``index`` is its place on the page, ``block`` has its words."""
    place = _Place(table, index, block, rate_columns(table.cells))
    facts = [
        _fact(document, place, row, cell)
        for row in _rows(table)
        for cell in row.cells
        if cell not in row.labels and _is_value(cell, row)
    ]
    return _doubted([fact for fact in facts if fact is not None])


def _doubted(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts of one row with one name and period but several values have lost what told them apart: they are doubtful."""
    values: dict[tuple[object, ...], set[str]] = {}
    for fact in facts:
        values.setdefault(_sameness(fact), set()).add(fact.triple.value)
    return tuple(replace(one, confidence=DOUBTFUL) if len(values[_sameness(one)]) > 1 else one for one in facts)


def _sameness(fact: Fact) -> tuple[object, ...]:
    row = fact.evidence.cell.row if fact.evidence.cell else -1
    return row, fact.triple.attribute, fact.period, fact.quantity.unit if fact.quantity else ""


def _rows(table: Table) -> Iterator[_Row]:
    rows = rows_of(table.cells)
    columns = column_count(table.cells)
    headers, run = _padded(table.columns, columns), list[int]()
    labels = _label_columns(rows, headers, columns)
    group, spanning = "", dict[int, Cell]()
    for index, row in enumerate(rows):
        if any(cell.is_header for cell in row):
            run.append(index)
            continue
        if run:
            headers, run, group = _padded(column_headers(table.cells, run, columns), columns), [], ""
            labels = _label_columns(rows[index:], headers, columns)
        filled = tuple(cell for cell in row if cell.text)
        if _is_section(filled, columns):
            group = _clean(filled[0].text)
            continue
        spanning = {column: cell for column, cell in spanning.items() if cell.row + cell.row_span > index}
        above = tuple(cell for cell in spanning.values() if cell.column < labels and cell.text)
        spanning |= {cell.column: cell for cell in row if cell.row_span > 1}
        if filled:
            own = tuple(cell for cell in filled if cell.column < labels)
            yield _Row(filled, (*above, *own), group, headers, _is_record(rows, columns))
        if filled and _TOTAL.search(filled[0].text):
            group = ""


def _label_columns(rows: Sequence[Sequence[Cell]], headers: Sequence[str], columns: int) -> int:
    """How many columns at the left name the row: up to the first that has amounts or periods above it."""
    for column in range(1, columns):
        cells = [cell for row in rows for cell in row if cell.column == column and cell.text and not cell.is_header]
        if headers[column] and _NOTE.match(headers[0]) and column == 1:
            continue
        numbers = sum(is_number(cell.text) for cell in cells)
        if period_of(headers[column], 2000) or (cells and 2 * numbers >= len(cells)) or headers[column]:
            return column
        if not any(headers) and column >= columns - 1:
            return column
    return 1


def _is_section(filled: Sequence[Cell], columns: int) -> bool:
    return len(filled) == 1 and filled[0].column == 0 and columns > 1 and not is_amount(filled[0].text)


def _is_record(rows: Sequence[Sequence[Cell]], columns: int) -> bool:
    """One row of values under a row of attribute names."""
    data = [row for row in rows if sum(bool(cell.text) for cell in row) > 1 and not row[0].is_header]
    return len(data) == 1 and columns > 2 and any(row and row[0].is_header for row in rows)


def _is_value(cell: Cell, row: _Row) -> bool:
    header = row.headers[cell.column]
    if not cell.text or len(cell.text) > _LONGEST_VALUE or _EMPTY.match(cell.text):
        return False
    return not (_NOTE.match(header) or _NOTE_VALUE.match(cell.text)) and bool(row.labels or row.single)


def _fact(document: DocumentContext, place: _Place, row: _Row, cell: Cell) -> Fact | None:
    table = place.table
    words = _unmarked([word for word in place.block.words if cell.box.holds(*word.box.centre)])
    header = row.headers[cell.column]
    entity, attribute = _named(entity_of(document, table.title), row, header)
    if not words or not attribute:
        return None
    quote = " ".join(one.text for one in row.cells)
    reference = CellReference(place.index, cell.row, cell.column)
    evidence = Evidence(document.id, table.page, quote, boxes_of(words), reference)
    triple = Triple(entity, attribute, joined(words))
    unit = _unit(header, "" if cell.column in place.rates else table.unit)
    said = " ".join(filter(None, (row.group, attribute, rest_of(header))))
    quantity = amount_of(triple, unit, said)
    section = " > ".join(part for part in (table.title, row.group) if part)
    period = period_of(header, document.year) or period_of(table.title, document.year)
    period = f"{period}-{table.day}" if table.day and _BARE_YEAR.fullmatch(period) else period
    return Fact(triple, evidence, Origin.TABLE, quantity, period, section)


def _unit(header: str, declared: str) -> str:
    """The unit of a column; a currency's sign in its header goes with the scale that the table declares."""
    own = unit_of_header(header) or _bracket(header)
    return f"{own} {declared}".strip() if code_of(own) else own or declared


def _unmarked(words: Sequence[Word]) -> Sequence[Word]:
    """The words of a number without the footnote's mark behind it."""
    whole = joined(words)
    bare = without_mark(whole)
    while len(bare) < len(whole):
        words = words[:-1]
        whole = joined(words)
    return words


def _named(owner: str, row: _Row, header: str) -> tuple[str, str]:
    """Entity and attribute of a value under this header in this row; the table is about ``owner``."""
    labels = [_clean(cell.text) for cell in row.labels if cell.text]
    rest = without_unit(rest_of(header))
    if row.single and header:
        return owner, _clean(header)
    if not labels:
        return owner, _clean(header)
    if header and rest and _NAMES.search(row.headers[row.labels[-1].column]):
        return labels[-1], _clean(header)
    attribute = labels[-1]
    if _GENERIC.match(attribute) or len(labels) > 1:
        attribute = " ".join([*([row.group] if row.group and len(labels) == 1 else []), *labels])
    values = sum(bool(one) and not _NOTE.match(one) for one in row.headers[row.labels[-1].column + 1 :])
    return owner, f"{attribute} {_clean(rest)}" if rest and values > 1 else attribute


def _clean(text: str) -> str:
    """A label as written, without numbering, 其中： and the colon at its end."""
    text = without_numbering(_PREFIX.sub("", text.strip()))
    return _PREFIX.sub("", text).strip().rstrip(":：").strip() or text


def _bracket(header: str) -> str:
    match = re.search(r"[(（]\s*([%％]|(?:[百千]?万|亿|千)?元|万?股|人|吨)\s*[)）]", header)
    return match[1] if match else ""


def _padded(headers: Sequence[str], columns: int) -> tuple[str, ...]:
    return (*headers, *[""] * columns)[:columns]
