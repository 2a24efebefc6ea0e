"""Rows of a table that hold data: what names each of them, the groups it stands under, the headers in force."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from desktop.domain.document import Cell, Table
from desktop.domain.numbers import is_amount
from desktop.domain.units import bracketed, declares_unit, unit_in, without_unit
from desktop.reading.balances import without_day
from desktop.reading.cells import column_count, rows_of
from desktop.reading.columns import numeric_columns
from desktop.reading.dated import with_length, with_period, with_year
from desktop.reading.headers import Span, column_headers, is_for_all
from desktop.reading.headings import without_numbering
from desktop.reading.labels import label_columns
from desktop.reading.periods import bare_year, is_length, is_period, is_relative, rest_of

GENERIC = re.compile(
    r"^(?:合计|总计|小计|其他|其中|名称|期末余额|期初余额|本期增加|本期减少|办公地址|"
    r"basic|diluted|total|other|others|subtotal|name)(?:[:：].*)?$",
    re.I,
)
_PREFIX = re.compile(r"^(?:其中|加|减|其他?中|of which|including|less|add|plus)\s*[:：]\s*", re.I)
_TOTAL = re.compile(r"合计$|总计$|小计$|^total\b|^net cash\b", re.I)
_CLOSING = re.compile(r"(?:合计|总计|小计|期末余额|期初余额)$|^total\b", re.I)
_HEADS = re.compile(r"[:：]\s*$|^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])")
_PART = re.compile(r"^(?:basic|diluted|current|non-?current|其中)\b", re.I)
_LABELS = re.compile(r"^(?:项目|项目名称|科目|名称|类别|种类|item|description|name|type|particulars)?$", re.I)
_WRAPPED = re.compile(r"(?:and|or|of|in|on|to|from|for|by|with|net|attributable|including|per|the)\b|[(（][a-z$€£]")
_ITEM = re.compile(r"[(（]?\d{1,2}[)）.、]")
_DAY = re.compile(r"^\W*[A-Z][a-z]{2,8}\.?\s+\d{1,2}\W*$")  #: June 30, over rows of years
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_OPEN = re.compile(r"\b(?:of|and|or|for|to|in|at|by|with|from|than|less|the)$|[,;]$|\s[-–—]$", re.I)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TAIL = re.compile(r"(?:\s*+[(（](?:\d{1,2}|[a-z])[)）]|(?:\s*+[.·…]){4,}+)++\s*+$")
_ALIGNED = 12.0
_INDENTED = 3.0
_MOST_GROUPS = 3
_SAME_INDENT = 2.0


@dataclass(frozen=True, slots=True)
class DataRow:
    """A data row: the cells with text, those that name it, the groups it stands under, the headers in force.

    ``unit`` is what a row above it or its group declares; ``single`` tells that it is the one record of a table whose
    headers are names of attributes; ``is_cut`` that its group may stand on the page before.
    """

    cells: tuple[Cell, ...]
    labels: tuple[Cell, ...]
    groups: tuple[str, ...]
    headers: tuple[str, ...]
    unit: str
    single: bool
    is_cut: bool

    def header_of(self, cell: Cell) -> str:
        """The header of a cell: of the first column with one, where a sign and its amount have columns of their own."""
        return next(filter(None, self.headers[cell.column : cell.column + cell.column_span]), "")

    @property
    def group(self) -> str:
        """The nearest group; ``""`` for none."""
        return self.groups[-1] if self.groups else ""


@dataclass(slots=True)
class _Groups:
    """The groups in force, outermost first, each with the place its text begins at, and that its rows are indented."""

    stack: list[tuple[float, str, bool]] = field(default_factory=list)
    fresh: bool = False  #: no data row has come since the last one
    seen: bool = False
    unit: str = ""  #: declared by a row of its own

    def open(self, left: float, text: str) -> None:
        """A row that only names what comes below it: under the one before, or in its place."""
        if _PART.match(text) and self.stack and not self.fresh:
            self.stack.pop()
        elif not self.fresh:
            self.stack = [one for one in self.stack if one[0] < left - _SAME_INDENT]
        self.stack = [*self.stack, (left, text, False)][-_MOST_GROUPS:]
        self.fresh = self.seen = True

    def enter(self, left: float, label: str) -> None:
        """A row with this label: one that is no further in than its group, whose rows are, ends it, but for a total."""
        own = GENERIC.match(label) or _TOTAL.search(label)
        while self.stack and self.stack[-1][2] and left < self.stack[-1][0] + _SAME_INDENT and not own:
            self.stack.pop()
        if self.stack and left > self.stack[-1][0] + _INDENTED:
            self.stack[-1] = (*self.stack[-1][:2], True)

    @property
    def texts(self) -> tuple[str, ...]:
        """The groups, outermost first."""
        return tuple(text for _, text, _ in self.stack)

    @property
    def group(self) -> str:
        """The innermost group; ``""`` for none."""
        return self.stack[-1][1] if self.stack else ""

    @property
    def declared(self) -> str:
        """The unit of the innermost group that names one, else of the last row that did."""
        return next(filter(None, map(_unit_of_group, reversed(self.texts))), self.unit)

    def close(self) -> None:
        """A total ends the innermost group."""
        self.stack = self.stack[:-1]


def data_rows(table: Table, span_of: Callable[[Cell], Span]) -> Iterator[DataRow]:
    """The rows with data; ``span_of`` tells from where to where the first line of a cell's text goes."""
    walk = _Walk(table, span_of)
    for index, row in enumerate(walk.rows):
        filled = tuple(cell for cell in row if cell.text)
        if any(cell.is_header for cell in row):
            walk.run.append(index)
            continue
        walk.turn(index)
        if not walk.heads(index, filled):
            yield from walk.data(index, row, filled)


class _Walk:
    """Goes down the rows of a table and keeps what is in force: headers, label columns, groups, cells that span rows."""

    def __init__(self, table: Table, span_of: Callable[[Cell], Span]) -> None:
        self.rows = rows_of(table.cells)
        self.run: list[int] = []  #: header rows right above
        self._table, self._span_of = table, span_of
        self._columns = column_count(table.cells)
        self._headers = self._padded(table.columns)
        self._labels = label_columns(self.rows, self._headers)
        self._groups = _Groups()
        self._spanning: dict[int, Cell] = {}
        self._above: dict[int, Cell] = {}  #: the cells that name the row above
        self._begun: Cell | None = None  #: the first line of a label that goes on in this row
        self._is_first, self._is_single = any(table.columns), _is_record(self.rows, self._headers)

    def turn(self, index: int) -> None:
        """The header rows above hold from this row on; the first are the table's own, with what stands above it."""
        if self.run:
            own = column_headers(self._table.cells, self.run, self._columns)
            said = self._groups.group if self._groups.fresh and is_period(self._groups.group) else ""
            own = with_period(self._table.columns if self._is_first else own, said, numeric_columns(self._table.cells))
            year, length = bare_year(_BRACKETED.sub("", own[0])) if own else "", self._length()
            self._headers = self._padded((*own[:1], *(with_length(with_year(one, year), length) for one in own[1:])))
            self._labels = label_columns(self.rows[index:], self._headers)
            self.run, self._groups, self._above, self._is_first = [], _Groups(), {}, False

    def _length(self) -> str:
        """How long the periods of the headers are, where the row above them says it, and has no figures: SIX MONTHS."""
        above = [cell.text for cell in self.rows[self.run[0] - 1]] if self.run[0] else []
        return "" if any(map(is_amount, above)) else next(filter(is_length, above), "")

    def heads(self, index: int, filled: Sequence[Cell]) -> bool:
        """Whether the row says the unit of those below it, of all or of one column, or their group, or both."""
        units = [cell for cell in filled if declares_unit(cell.text)]
        others = [cell for cell in filled if cell not in units]
        if len(others) > 1 or (others and others[0].column not in (0, self._labels.start)):
            return False
        named = not others or self._names(index, others[0])
        for cell in units if named else ():
            if not others and is_for_all(cell, self._table.cells, self._headers, self._span_of):
                self._groups.unit = unit_in(cell.text)
            else:
                self._headers = _with_unit(self._headers, cell)
        return named

    def _names(self, index: int, cell: Cell) -> bool:
        """Whether a label by itself names the rows below it; it may be one that goes on in the next."""
        names = self._columns > 1 and not is_amount(cell.text)
        below = self.rows[index + 1 :]
        if names and _goes_on(cell, below):
            self._begun = cell
        elif names and (self._is_title(cell) or not _is_empty_item(cell, below, self._span_of)):
            begun, self._begun = self._begun, None
            text = f"{begun.text} {cell.text}" if begun else cell.text
            self._groups.open(self._span_of(begun or cell)[0], clean_label(text))
        return names

    def _is_title(self, cell: Cell) -> bool:
        """Whether a label by itself is no item without amounts: it goes over all columns, or is a period."""
        dated = is_period(cell.text) or (is_relative(cell.text) and not rest_of(cell.text))
        return dated or cell.column_span >= self._columns

    def data(self, index: int, row: Sequence[Cell], filled: tuple[Cell, ...]) -> Iterator[DataRow]:
        """The row with what is in force for it; none where it is empty."""
        self._spanning = {at: cell for at, cell in self._spanning.items() if cell.row + cell.row_span > index}
        spanned = tuple(cell for cell in self._spanning.values() if cell.column in self._labels and cell.text)
        self._spanning |= {cell.column: cell for cell in row if cell.row_span > 1}
        if not filled:
            return
        own = [cell for cell in filled if cell.column in self._labels]
        naming = _naming(own, spanned, self._above if len(self._labels) > 1 else {})
        self._above = {cell.column: cell for cell in naming}
        naming, self._begun = (self._begun, *naming) if self._begun else naming, None
        is_cut = self._table.continues and not self._groups.seen
        groups = self._groups
        if own and own[0].column == 0:
            groups.enter(self._span_of(own[0])[0], clean_label(own[0].text))
        yield DataRow(
            filled, naming, (*self._corner(), *groups.texts), self._headers, self._declared(), self._is_single, is_cut
        )
        groups.fresh = self._is_first = False
        if _TOTAL.search(filled[0].text):
            groups.close()

    def _declared(self) -> str:
        """The unit that holds for a row: of its group, of a row above it, or of the corner of the header."""
        return self._groups.declared or (_unit_of_group(self._headers[0]) if self._headers else "")

    def _corner(self) -> tuple[str, ...]:
        """What the header says of all rows, above their labels: Operating Profit, Adjusted results."""
        said = "" if self._labels.start or not self._headers else said_in_corner(self._headers[0])
        return (said,) if said else ()

    def _padded(self, headers: Sequence[str]) -> tuple[str, ...]:
        return (*headers, *[""] * self._columns)[: self._columns]


def said_in_corner(header: str) -> str:
    """What the header of the labels says of all rows: Operating Profit; ``""`` for Item, a day, or a unit."""
    said = without_unit(without_day(rest_of(without_marks(header))))
    plain = not said or _LABELS.match(said) or _DAY.match(said) or declares_unit(said)
    return "" if plain or said[0] in "(（" or not any(map(str.isalpha, said)) else clean_label(said)


def is_name(corner: str) -> bool:
    """Whether what the corner says is the name of what the table is about: Rigid Packaging, and not Line of business."""
    words = corner.split()
    return len(words) > 1 and corner.isascii() and all(word[:1].isupper() for word in words)


def _unit_of_group(text: str) -> str:
    """The unit that a group's name declares, in brackets or at its end; none for what it counts: 3.8 billion shares."""
    return bracketed(text) or (unit_in(text) if not any(map(str.isdigit, text)) else "")


def _with_unit(headers: Sequence[str], cell: Cell) -> tuple[str, ...]:
    """The headers with a unit that stands below one of them, and below those that differ in their period only."""
    own = rest_of(headers[cell.column])
    return tuple(
        f"{one} {cell.text}" if at == cell.column or (own and rest_of(one) == own) else one
        for at, one in enumerate(headers)
    )


def without_marks(text: str) -> str:
    """The text without dots and marks of footnotes at its end: Revenue (1), Net sales . . . . ."""
    return _TAIL.sub("", text).strip()


def clean_label(text: str) -> str:
    """A label as written, without numbering, 其中：, marks and the colon at its end."""
    bare = without_numbering(_PREFIX.sub("", without_marks(text)))
    return _PREFIX.sub("", bare).strip().rstrip(":：").strip() or text


def _goes_on(label: Cell, below: Sequence[Sequence[Cell]]) -> bool:
    """Whether a label is wrapped into the next row, which has the values: and engineering expenses.

    Where several rows begin with a small letter, they are items: basic, diluted.
    """
    following, after = (*(cell for row in below[:2] for cell in row if cell.text and not cell.column), None, None)[:2]
    if following is None or following.column != label.column or label.text.rstrip().endswith((":", "：")):
        return False
    alone = after is None or not after.text[:1].islower()
    open_ended = _OPEN.search(label.text.rstrip()) or _WRAPPED.match(following.text)
    return bool(open_ended) or (alone and _is_wrapped(label.text, following.text))


def _is_wrapped(first: str, second: str) -> bool:
    """Whether a text goes on in another: lines of credit, after Commercial and industrial."""
    return first[:1].isupper() and second[:1].islower() and not first.rstrip().endswith((":", "："))


def _naming(own: Sequence[Cell], spanned: Sequence[Cell], above: dict[int, Cell]) -> tuple[Cell, ...]:
    """The cells that name a row; where its first column is empty, that of the row above goes on."""
    first = min((cell.column for cell in own), default=0)
    return (*(spanned or (cell for column, cell in above.items() if column < first)), *own)


def _is_empty_item(label: Cell, below: Sequence[Sequence[Cell]], span_of: Callable[[Cell], Span]) -> bool:
    """Whether a row with nothing but a label is an item without a value, which heads nothing.

    A total comes next, or the next number at the same indent; or it is Chinese, has no colon, and nothing is indented
    below it.
    """
    following = next((cell for row in below for cell in row if cell.text), None)
    if _PREFIX.sub("", label.text) not in ("", label.text):
        return True  # 其中：应收利息
    if _HEADS.search(label.text) or following is None:
        return False
    numbered = _ITEM.match(label.text) and _ITEM.match(following.text)
    left, next_left = span_of(label)[0], span_of(following)[0]
    aligned = abs(left - next_left) < _ALIGNED
    flush = next_left < left + _INDENTED
    plain = flush and _HAN.search(label.text) is not None
    return _CLOSING.search(following.text) is not None or bool(numbered and aligned) or plain


def _is_record(rows: Sequence[Sequence[Cell]], headers: Sequence[str]) -> bool:
    """One row of values under a row of attribute names; a label with amounts behind it is none."""
    if len(headers) < 3 or not any(row and row[0].is_header for row in rows):
        return False
    data = [row for row in rows if sum(bool(cell.text) for cell in row) > 1 and not row[0].is_header]
    if len(data) != 1:
        return False
    values = [cell for cell in data[0] if cell.text and cell.column]
    amounts = sum(is_amount(cell.text) for cell in values)
    labelled = bool(data[0][0].text) and not data[0][0].column and not is_amount(data[0][0].text)
    return not (labelled and (2 * amounts >= len(values) or _LABELS.match(headers[0]) is not None))
