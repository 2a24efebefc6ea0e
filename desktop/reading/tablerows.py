"""Rows of a table that hold data: what names each of them, the groups it stands under, the headers in force."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from desktop.domain.document import Cell, Table
from desktop.domain.numbers import is_amount, is_number
from desktop.reading.cells import column_count, rows_of
from desktop.reading.headers import column_headers
from desktop.reading.headings import without_numbering
from desktop.reading.periods import period_of

NOTE = re.compile(r"^(?:附注|注释|notes?|note ref.*|序号|no\.?|行次|#)$", re.I)
GENERIC = re.compile(
    r"^(?:合计|总计|小计|其他|其中|名称|期末余额|期初余额|本期增加|本期减少|办公地址|"
    r"basic|diluted|total|other|others|subtotal|name)(?:[:：].*)?$",
    re.I,
)
_PREFIX = re.compile(r"^(?:其中|加|减|其他?中|of which|including|less|add|plus)\s*[:：]\s*", re.I)
_TOTAL = re.compile(r"合计$|总计$|小计$|^total\b", re.I)
_CLOSING = re.compile(r"(?:合计|总计|小计|期末余额|期初余额)$|^total\b", re.I)
_HEADS = re.compile(r"[:：]\s*$|^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])")
_PART = re.compile(r"^(?:basic|diluted|current|non-?current|其中)\b", re.I)
_LABELS = re.compile(r"^(?:项目|项目名称|科目|名称|类别|种类|item|description|name|type|particulars)?$", re.I)
_ITEM = re.compile(r"[(（]?\d{1,2}[)）.、]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ALIGNED = 12.0
_INDENTED = 3.0
_MOST_GROUPS = 3
_SAME_INDENT = 2.0
_FEW_NUMBERS = 0.2


@dataclass(frozen=True, slots=True)
class DataRow:
    """A data row: the cells with text, those that name it, the groups it stands under, the headers in force.

    ``single`` tells that it is the one record of a table whose headers are names of attributes; ``is_cut`` that its
    group may stand on the page before.
    """

    cells: tuple[Cell, ...]
    labels: tuple[Cell, ...]
    groups: tuple[str, ...]
    headers: tuple[str, ...]
    single: bool
    is_cut: bool

    @property
    def group(self) -> str:
        """The nearest group; ``""`` for none."""
        return self.groups[-1] if self.groups else ""


@dataclass(slots=True)
class _Groups:
    """The groups in force, outermost first, each with the place its text begins at."""

    stack: list[tuple[float, str]] = field(default_factory=list)
    fresh: bool = False  #: no data row has come since the last one
    seen: bool = False

    def open(self, left: float, text: str) -> None:
        """A row that only names what comes below it: under the one before, or in its place."""
        if _PART.match(text) and self.stack and not self.fresh:
            self.stack.pop()
        elif not self.fresh:
            self.stack = [one for one in self.stack if one[0] < left - _SAME_INDENT]
        self.stack = [*self.stack, (left, text)][-_MOST_GROUPS:]
        self.fresh = self.seen = True

    @property
    def texts(self) -> tuple[str, ...]:
        """The groups, outermost first."""
        return tuple(text for _, text in self.stack)

    def close(self) -> None:
        """A total ends the innermost group."""
        self.stack = self.stack[:-1]


def data_rows(table: Table, left_of: Callable[[Cell], float]) -> Iterator[DataRow]:
    """The rows with data; ``left_of`` tells where a cell's text begins."""
    rows = rows_of(table.cells)
    columns = column_count(table.cells)
    headers, run = _padded(table.columns, columns), list[int]()
    labels = _label_columns(rows, headers, columns)
    groups, spanning, above = _Groups(), dict[int, Cell](), dict[int, Cell]()
    is_first, is_single = any(table.columns), _is_record(rows, headers)
    for index, row in enumerate(rows):
        if any(cell.is_header for cell in row):
            run.append(index)
            continue
        if run:
            # the first are the table's own, with what stands above it
            found = table.columns if is_first else column_headers(table.cells, run, columns)
            headers, run, groups, above, is_first = _padded(found, columns), [], _Groups(), {}, False
            labels = _label_columns(rows[index:], headers, columns)
        filled = tuple(cell for cell in row if cell.text)
        if _is_section(filled, columns):
            if filled[0].column_span >= columns or not _is_empty_item(filled[0], rows[index + 1 :], left_of):
                groups.open(left_of(filled[0]), clean_label(filled[0].text))
            continue
        spanning = {column: cell for column, cell in spanning.items() if cell.row + cell.row_span > index}
        spanned = tuple(cell for cell in spanning.values() if cell.column < labels and cell.text)
        spanning |= {cell.column: cell for cell in row if cell.row_span > 1}
        if filled:
            naming = _naming([cell for cell in filled if cell.column < labels], spanned, above if labels > 1 else {})
            above = {cell.column: cell for cell in naming}
            is_cut = table.continues and not groups.seen
            yield DataRow(filled, naming, groups.texts, headers, is_single, is_cut)
            groups.fresh = is_first = False
        if filled and _TOTAL.search(filled[0].text):
            groups.close()


def clean_label(text: str) -> str:
    """A label as written, without numbering, 其中： and the colon at its end."""
    bare = without_numbering(_PREFIX.sub("", text.strip()))
    return _PREFIX.sub("", bare).strip().rstrip(":：").strip() or text


def _naming(own: Sequence[Cell], spanned: Sequence[Cell], above: dict[int, Cell]) -> tuple[Cell, ...]:
    """The cells that name a row; where its first column is empty, that of the row above goes on."""
    first = min((cell.column for cell in own), default=0)
    return (*(spanned or (cell for column, cell in above.items() if column < first)), *own)


def _label_columns(rows: Sequence[Sequence[Cell]], headers: Sequence[str], columns: int) -> int:
    """How many columns at the left name the row: up to the first that has amounts or periods above it.

    A column of words under a header names the row too where the columns before it don't tell the rows apart.
    """
    for column in range(1, columns):
        cells = [cell for row in rows for cell in row if cell.column == column and cell.text and not cell.is_header]
        if headers[column] and NOTE.match(headers[0]) and column == 1:
            continue
        numbers = sum(is_number(cell.text) for cell in cells)
        if period_of(headers[column], 2000) or (cells and 2 * numbers >= len(cells)):
            return column
        if headers[column] and not _tells_apart(rows, column, columns, numbers <= _FEW_NUMBERS * len(cells)):
            return column
        if not any(headers) and column >= columns - 1:
            return column
    return 1


def _tells_apart(rows: Sequence[Sequence[Cell]], column: int, columns: int, is_wordy: bool) -> bool:
    """Whether this column of words is needed to tell the rows of numbers apart."""
    data = [row for row in rows if sum(is_amount(cell.text) for cell in row if cell.column > column) > 0]
    if not is_wordy or len(data) < 2 or column >= columns - 1:
        return False
    before = [tuple(cell.text for cell in row if cell.column < column) for row in data]
    own = [tuple(cell.text for cell in row if cell.column == column) for row in data]
    return len(set(before)) <= 0.7 * len(data) and len(set(zip(before, own, strict=True))) > len(set(before))


def _is_section(filled: Sequence[Cell], columns: int) -> bool:
    return len(filled) == 1 and filled[0].column == 0 and columns > 1 and not is_amount(filled[0].text)


def _is_empty_item(label: Cell, below: Sequence[Sequence[Cell]], left_of: Callable[[Cell], float]) -> bool:
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
    aligned = abs(left_of(label) - left_of(following)) < _ALIGNED
    flush = left_of(following) < left_of(label) + _INDENTED
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


def _padded(headers: Sequence[str], columns: int) -> tuple[str, ...]:
    return (*headers, *[""] * columns)[:columns]
