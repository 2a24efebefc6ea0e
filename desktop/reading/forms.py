"""Labels and values of forms, told by where they stand: a value is right of its label, or below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest
from statistics import median

from desktop.domain.document import Block, BlockKind, Cell, PageContent, PageSource, Table, Word
from desktop.domain.fact import Evidence, Fact, Origin, Triple
from desktop.domain.geometry import Box
from desktop.reading.amounts import amount_of
from desktop.reading.boxed import Boxes, Pair, boxes_of_form
from desktop.reading.boxes import boxes_of
from desktop.reading.cells import words_by_box
from desktop.reading.context import DocumentContext, DocumentKind
from desktop.reading.headings import without_numbering
from desktop.reading.periods import period_of
from desktop.reading.pieces import (
    BOX,
    COLONS,
    GAP,
    NEAR,
    NUMBER,
    TICK,
    Piece,
    can_be_label,
    colons,
    is_key,
    is_prose,
    is_writing,
    names_value,
    pieces_in,
    pieces_of_line,
)
from desktop.reading.strips import strips
from desktop.reading.words import joined, joined_lines, visual_lines

_LONGEST_VALUE = 500
#: in line heights: before a unit, from label to value, within a column
_UNIT_GAP, _FAR, _COLUMN_GAP = 3.9, 20.0, 12.0
_TOUCHING, _NEXT_LINE = 0.4, 1.6  #: in line heights: how far the next line may reach into this one, or be below it
_MIN_ALIGNED = 3
_MOST_PIECES = 1200  #: finding what stands beside what takes time with the square
_TOTAL = re.compile(r"(?:grand |sub-?)?totals?$|(?:合|总|小|共)计$", re.I)
_TITLED = re.compile(r"[A-Z]\w+ [A-Z]\w+")  #: behind a number begins the next label: $425.00  Total Spots
_UNIT = re.compile(r"^\W*\w{0,2}\W*$")


def is_form_page(document: DocumentContext, content: PageContent) -> bool:
    """Whether labels and values of a page are found by where they stand: on scans, and on forms that were never paper."""
    return _is_scanned(content) or (document.kind is DocumentKind.FORM and not is_prose(content))


def form_facts(document: DocumentContext, content: PageContent) -> tuple[Fact, ...]:
    """Facts from the labels and values of a form's page, and from those of its tables that are parts of the form."""
    boxed = [] if _is_scanned(content) else [boxes_of_form(table, block) for table, block in _tables(content)]
    pieces = _pieces_of(content, boxed)
    sheet = _Sheet(pieces if len(pieces) <= _MOST_PIECES else (), is_prose(content))
    in_boxes = (pair for boxes in boxed if boxes for pair in boxes.pairs)
    pairs = (*_pairs(sheet), *(_table_pairs(content) if _is_scanned(content) else in_boxes))
    facts = (_fact(document, content, label, value) for label, value in pairs)
    return tuple({(one.triple, one.evidence.boxes): one for one in facts if one is not None}.values())


def is_of_form(content: PageContent, table: Table, block: Block) -> bool:
    """Whether a table of a form's page is part of the form.

    On a scan it has no header, or labels stand around it, and it is of no period. In a text layer it is of boxes, or has
    labels in several of its rows: what was found are the boxes of the form.
    """
    if not _is_scanned(content):
        labels = (line for line in visual_lines(block.words) if any(map(names_value, pieces_of_line(line))))
        return sum(1 for _ in labels) >= _MIN_ALIGNED or boxes_of_form(table, block) is not None
    headers = [cell.text for cell in table.cells if cell.is_header]
    dated = any(period_of(header, 2000) for header in (*headers, *table.columns))
    words = (word for block in content.blocks if block.kind is not BlockKind.TABLE for word in block.words)
    labelled = not any(headers) or sum(word.text in COLONS for word in words) >= _MIN_ALIGNED
    return labelled and not (dated or table.unit or is_prose(content))


def _is_scanned(content: PageContent) -> bool:
    return content.page.source is PageSource.OCR


def _pieces_of(content: PageContent, boxed: Sequence[Boxes | None]) -> tuple[Piece, ...]:
    """The pieces of all lines outside of tables that aren't of the form, from the left; of boxes what is no pair there."""
    tables, prose, scanned = zip_longest(content.tables, boxed), is_prose(content), _is_scanned(content)
    pieces: list[Piece] = []
    for block in content.blocks:
        table, boxes = next(tables) if block.kind is BlockKind.TABLE else (None, None)
        headed = table is not None and scanned and any(cell.is_header for cell in table.cells)
        if boxes:
            pieces += pieces_in(replace(block, words=boxes.rest), prose) if boxes.rest else ()
        elif table is None or (is_of_form(content, table, block) and not headed):
            pieces += pieces_in(block, prose)
    return tuple(sorted(filter(is_writing, pieces), key=lambda piece: piece.box.x0))


@dataclass(frozen=True)
class _Sheet:
    """The pieces of a page, from the left; on one of ``prose`` only a colon tells a label."""

    pieces: tuple[Piece, ...]
    prose: bool

    @cached_property
    def height(self) -> float:
        return median(piece.box.height for piece in self.pieces) if self.pieces else 0.0

    @cached_property
    def rows(self) -> dict[int, list[Piece]]:
        """For each piece, by its identity, those at its height that stand to its right."""
        return {id(one): [other for other in self.pieces if _is_right_of(other, one)] for one in self.pieces}

    @cached_property
    def strips(self) -> list[tuple[Piece, Piece]]:
        """Labels with their values below; none in prose."""
        return [] if self.prose else list(strips(self.pieces))

    @cached_property
    def stripped(self) -> set[int]:
        """The identities of the pieces that are labels or values of strips."""
        return {id(piece) for pair in self.strips for piece in pair}

    @cached_property
    def labels(self) -> dict[int, Piece]:
        """The labels by their identity, and what is told to be a value below one: no value of another reaches past them."""
        found = {id(piece): piece for piece in self.pieces if piece.marked or id(piece) in self.stripped}
        plain = [] if self.prose else [piece for piece in self.pieces if not piece.marked]
        for sure in (2, 1, 0):
            for piece in plain:
                if id(piece) not in found and _is_plain_label(piece, self, found, sure):
                    found[id(piece)] = piece
        return found

    def left_of(self, piece: Piece) -> Piece | None:
        left = [one for one in self.pieces if _is_right_of(piece, one)]
        return max(left, key=lambda one: one.box.x1, default=None)

    def under(self, bottom: float) -> list[Piece]:
        return sorted((one for one in self.pieces if one.box.centre[1] > bottom), key=lambda one: one.box.y0)


def _is_right_of(one: Piece, other: Piece) -> bool:
    return one is not other and one.box.x0 > max(other.box.centre[0], other.box.x1 - 4) and _level(one, other)


def _is_plain_label(piece: Piece, sheet: _Sheet, labels: dict[int, Piece], sure: int) -> bool:
    """Whether a text without colon has a value beside it and says that it is a label, or stands in a column of such."""
    right, left = sheet.rows[id(piece)][:1], sheet.left_of(piece)
    if not right or id(right[0]) in labels or (left and id(left) in labels) or not can_be_label(piece):
        return False
    if piece.text[0].isdigit() and not (right[0].is_number and not left):
        return False
    if _heads_number(piece, sheet) and _heads_number(right[0], sheet):
        return False
    if sure:
        return bool(is_key(piece)) and (sure == 1 or right[0].is_number)
    near = [one for one in sheet.pieces if abs(one.box.x0 - piece.box.x0) < 0.5 * sheet.height]
    aligned = sum(bool(sheet.rows[id(one)]) and can_be_label(one) for one in near)
    return aligned >= _MIN_ALIGNED or (not left and right[0].is_number)


def _heads_number(piece: Piece, sheet: _Sheet) -> bool:
    """Whether the next line below has a number in the column of a text."""
    bottom, height = piece.box.y1, piece.box.height
    near = (one for one in sheet.pieces if -_TOUCHING * height < one.box.y0 - bottom < _NEXT_LINE * height)
    return not piece.is_number and any(one.is_number and _shares_column(one.box, piece.box) for one in near)


def _pairs(sheet: _Sheet) -> Iterator[Pair]:
    """Labels with what stands right of or below them, ticks with what they stand at, columns with their headers."""
    yield from ((label.words, value.words) for label, value in sheet.strips)
    labels = {key: label for key, label in sheet.labels.items() if key not in sheet.stripped}
    beside = {key: _values_beside(label, sheet) for key, label in labels.items()}
    for key, label in labels.items():
        values = beside[key]
        if not values and label.marked:
            values = [_values_below(label, sheet)]
        elif len(values) == 1:
            values = [[*values[0], *_goes_on(label, values[0], sheet)]]
        for value in filter(None, values):
            yield _whole_label(label, sheet), joined_lines([piece.words for piece in value])
    yield from _ticked(sheet)
    totals = {id(value[0]): labels[key] for key, values in beside.items() for value in values if _is_total(labels[key])}
    yield from _columns(list(beside.values()), totals, sheet)


def _values_beside(label: Piece, sheet: _Sheet) -> list[list[Piece]]:
    """The values right of a label up to the next one: several where they are numbers in columns."""
    values: list[list[Piece]] = []
    for piece in sheet.rows[id(label)]:
        if piece.text in BOX or TICK.match(piece.text):
            return []
        if id(piece) in sheet.labels or (not label.marked and names_value(piece)):
            break
        if piece.is_remark:
            continue
        if values and _is_one_value(values[-1][-1], piece):
            values[-1].append(piece)
        elif values and not (piece.is_number and values[-1][0].is_number):
            break
        elif values or piece.is_number or label.marked or piece.box.x0 - label.box.x1 < _FAR * sheet.height:
            values.append([piece])
    return values


def _is_one_value(left: Piece, right: Piece) -> bool:
    """Whether two pieces are parts of one value: near each other, but not two numbers, nor a number and a remark."""
    gap = (right.box.x0 - left.box.x1) / left.box.height
    if left.is_number and right.is_number:
        return gap < 0.5 or (left.text[-1] in "/-" and gap < 2 * GAP)
    if left.is_number:
        return gap < (_UNIT_GAP if len(right.text) < 6 else 0.5 * NEAR) and not _TITLED.match(right.text)
    return gap < NEAR


def _goes_on(label: Piece, value: Sequence[Piece], sheet: _Sheet) -> list[Piece]:
    """The lines under a value that go on with it: they begin where it does, and no label stands beside them."""
    edge, bottom, height = value[0].box.x0, max(piece.box.y1 for piece in value), label.box.height
    lines: list[Piece] = []
    for piece in [] if value[0].is_number else sheet.under(bottom):
        near = piece.box.y0 - bottom < 0.9 * height and abs(piece.box.x0 - edge) < 1.5 * height
        if near and id(piece) not in sheet.labels and not sheet.left_of(piece):
            lines.append(piece)
            bottom = piece.box.y1
    return lines


def _values_below(label: Piece, sheet: _Sheet) -> list[Piece]:
    """The lines right below a label, as far as they follow one another."""
    bottom, height = label.box.y1, label.box.height
    lines: list[Piece] = []
    for piece in sheet.under(bottom):
        if piece.box.y0 - bottom > (0.9 if lines else 1.6) * height:
            break
        if _shares_column(piece.box, lines[0].box if lines else label.box):
            if id(piece) in sheet.labels or any(colons(piece.words)):
                break
            lines += [] if piece.is_remark else [piece]
            bottom = piece.box.y1
    return lines


def _whole_label(label: Piece, sheet: _Sheet) -> tuple[Word, ...]:
    """The label with the remark in brackets that stands beside or right below it."""
    height = label.box.height
    near = [one for one in sheet.under(label.box.y1) if abs(one.box.x0 - label.box.x0) < height]
    near = sheet.rows[id(label)][:1] + [one for one in near if one.box.centre[1] - label.box.y1 < height]
    return next((joined_lines([label.words, one.words]) for one in near if one.is_remark), label.words)


def _ticked(sheet: _Sheet) -> Iterator[Pair]:
    """What a tick stands behind, or before where nothing is near behind it."""
    for tick in (piece for piece in sheet.pieces if TICK.match(piece.text)):
        left, right = sheet.left_of(tick), sheet.rows[id(tick)][:1]
        reach = 2 * NEAR * tick.box.height
        if left and len(left.words[-1].text) > 2 and tick.box.x0 - left.box.x1 < reach:
            yield left.words, tick.words
        elif right and not right[0].is_number and right[0].box.x0 - tick.box.x1 < reach:
            yield right[0].words, tick.words


def _is_total(label: Piece) -> bool:
    return _TOTAL.match(label.text) is not None


def _columns(rows: Sequence[list[list[Piece]]], totals: Mapping[int, Piece], sheet: _Sheet) -> Iterator[Pair]:
    """The numbers of a column with the header above the topmost, those of a row of ``totals`` with its label too."""
    values = [value for row in rows for value in row]
    used = {id(piece) for value in values for piece in value} | sheet.labels.keys()
    texts = {id(piece) for value in values if not value[0].is_number for piece in value} | sheet.labels.keys()
    alone = [[piece] for piece in sheet.pieces if piece.is_number and id(piece) not in used]
    numbers = [*(value for value in values if value[0].is_number), *alone]
    many = {id(value[0]) for row in rows if len(row) > 1 for value in row}
    for value in numbers:
        column = sum(_shares_column(one[0].box, value[0].box) for one in numbers)
        header = _header_of(value[0], texts, sheet) if id(value[0]) in many or column > _MIN_ALIGNED else []
        if header:
            label = [totals[id(value[0])], *header] if id(value[0]) in totals else header
            yield joined_lines([piece.words for piece in label]), joined_lines([piece.words for piece in value])


def _header_of(cell: Piece, others: set[int], sheet: _Sheet) -> list[Piece]:
    """The text next above in the column, past numbers, of one line or more; none where it is one of the ``others``."""
    above = [one for one in sheet.pieces if one.box.centre[1] < cell.box.y0 and _shares_column(one.box, cell.box)]
    top, lines = cell.box.y0, list[Piece]()
    for piece in sorted(above, key=lambda one: -one.box.y1):
        reach = 0.7 if lines else _COLUMN_GAP
        if top - piece.box.y1 > reach * sheet.height or (lines and not _is_line_of(lines[0], piece, sheet)):
            break
        top = piece.box.y0
        if not piece.is_number and not _UNIT.match(piece.text):
            lines.insert(0, piece)
    beside = [one for one in sheet.pieces if one.is_number and one is not cell and _level(one, cell)]
    wide = any(_shares_column(one.box, piece.box) for one in beside for piece in lines)
    return lines if not wide and all(can_be_label(one) and id(one) not in others for one in lines) else []


def _is_line_of(header: Piece, above: Piece, sheet: _Sheet) -> bool:
    """Whether the line above a header's is of the same header, and not of one over several."""
    level = [one for one in sheet.pieces if _level(one, header) and _shares_column(one.box, above.box)]
    return len(level) == 1 and can_be_label(above) and id(above) not in sheet.labels


def _shares_column(a: Box, b: Box) -> bool:
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 0.4 * min(a.width, b.width)


def _tables(content: PageContent) -> Iterator[tuple[Table, Block]]:
    blocks = (block for block in content.blocks if block.kind is BlockKind.TABLE)
    return zip(content.tables, blocks, strict=True)


def _table_pairs(content: PageContent) -> Iterator[Pair]:
    """The cells of a form's table with the header above them; numbers also with the label of their row."""
    for table, block in _tables(content):
        headed = any(cell.is_header for cell in table.cells) and is_of_form(content, table, block)
        owners = words_by_box([cell.box for cell in table.cells], block.words) if headed else ()
        words = {cell: joined_lines(visual_lines(own)) for cell, own in zip(table.cells, owners, strict=False)}
        for cell in (cell for cell in words if cell.text and not cell.is_header):
            yield from ((words[name], words[cell]) for name in _names(cell, table))


def _names(cell: Cell, table: Table) -> Iterator[Cell]:
    """The header next above a cell; in a table of numbers the label of its row too, which is no value then."""
    filled = [one for one in table.cells if one.text and one is not cell]
    inside = [bool(NUMBER.match(one.text)) for one in filled if not one.is_header and one.column]
    numeric = sum(inside) > 0.7 * len(inside)
    over = [one for one in filled if one.is_header and one.row < cell.row]
    over = [one for one in over if 0 <= cell.column - one.column < one.column_span]
    if cell.column or not numeric:
        yield from sorted(over, key=lambda one: -one.row)[:1]
    if numeric and NUMBER.match(cell.text):
        row = [one for one in filled if one.row == cell.row and one.column < cell.column]
        yield from (one for one in row[:1] if not NUMBER.match(one.text))


def _fact(document: DocumentContext, content: PageContent, label: Sequence[Word], value: Sequence[Word]) -> Fact | None:
    text = joined(value)
    name = without_numbering(joined(label)).strip().rstrip(":： ")
    letters = "".join(filter(str.isalnum, text))
    said = len(letters) > 1 or letters.isdigit() or not letters.isascii() or TICK.match(text)
    if not said or not name or text == name or len(text) > _LONGEST_VALUE:
        return None
    triple = Triple(document.title_entity, name, text)
    evidence = Evidence(document.id, content.page.number, f"{joined(label)}: {text}", boxes_of(value))
    return Fact(triple, evidence, Origin.PAIR, amount_of(triple))


def _level(a: Piece, b: Piece) -> bool:
    shared = min(a.box.y1, b.box.y1) - max(a.box.y0, b.box.y0)
    low, high = sorted((a.box.height, b.box.height))
    return shared > 0.35 * low and high < 3.5 * low
