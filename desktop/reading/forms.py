"""Labels and values on scanned forms, told by where they stand: a value is right of its label, or below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median

from desktop.domain.document import Block, BlockKind, Cell, PageContent, Table, Word
from desktop.domain.fact import Evidence, Fact, Origin, Triple
from desktop.domain.geometry import Box, bounding
from desktop.reading.amounts import amount_of
from desktop.reading.boxes import boxes_of, lines_in
from desktop.reading.context import DocumentContext
from desktop.reading.headings import without_numbering
from desktop.reading.periods import period_of
from desktop.reading.words import joined, joined_lines, visual_lines

_COLON = frozenset(":：")
_LONGEST_LABEL, _LONGEST_PLAIN, _LONGEST_VALUE = 60, 40, 500
_GAP, _NEAR, _COLUMN_GAP = 1.2, 3.0, 12.0  #: in line heights: within a piece, within a value, within a column
_MIN_ALIGNED = 3
_NO_LABEL = re.compile(r"^\W*$|^\W*\d[\d\W]*$|https?$|[。！？]|[.,;]\s+\S.*[.,;]\s+\S", re.I)
_KEY = re.compile(
    r"(?:\b(?:name|no|nos|number|date|by|to|from|type|title|address|phone|tel|telephone|fax|e-?mail|subject|company|"
    r"department|dept|amount|total|cost|price|code|size|sample|signature|signed|attention|copies|time|page|pages|"
    r"project|brand|city|state|country|zip|description|status|quantity|length|width|weight|budget|account|location|"
    r"due|received|rec'd|sent|requested|source|reference|ref|rate|unit)|#|\(s\))\W*$"
    r"|^(?:date|name|type|number|total|cost|account|project|description|place|original)\b"
    r"|(?:号|码|期|名|称|人|间|址|话|额|位|门|型|量|价|级)$",
    re.I,
)
_TIME = re.compile(r"^\d{1,2}$")
_TICK = re.compile(r"^[xX×✓✔√☑☒■]$")
_BOX = frozenset("□☐")
_BLANK = re.compile(r"^[\W_]*$")
_NUMBER = re.compile(r"^\W*(?:\d[\d\W]*(?:\W|[A-Za-zµ%]{1,5}\W*)?|n\W?a\W*|[A-Za-z]{0,3}\$\s?[\d.,]+)$", re.I)


@dataclass(frozen=True)
class Piece:
    """Words that stand close together on one line; ``marked`` where a colon stands behind them."""

    words: tuple[Word, ...]
    marked: bool = False

    @cached_property
    def box(self) -> Box:
        """Around the words."""
        return bounding(word.box for word in self.words)

    @cached_property
    def text(self) -> str:
        """The words joined."""
        return joined(self.words)

    @property
    def is_number(self) -> bool:
        """Whether it is a number, with or without a unit."""
        return _NUMBER.match(self.text) is not None


Pair = tuple[Sequence[Word], Sequence[Word]]  #: the words of a label and those of its value


def form_facts(document: DocumentContext, content: PageContent) -> tuple[Fact, ...]:
    """Facts from the labels and values of a scanned page, and from those of its tables that are parts of a form."""
    pieces = pieces_of(content)
    sheet = _Sheet(pieces, is_prose(content))
    pairs = [*_pairs(sheet), *_table_pairs(content)]
    facts = (_fact(document, content, label, value) for label, value in pairs)
    return tuple(fact for fact in facts if fact is not None)


def is_of_form(content: PageContent, table: Table) -> bool:
    """Whether a scanned table is part of a form: it has no header, or labels stand around it, and it is of no period."""
    headers = [cell.text for cell in table.cells if cell.is_header]
    if any(period_of(header, 2000) for header in (*headers, *table.columns)) or table.unit:
        return False
    return not any(headers) or _has_labels(content)


def is_prose(content: PageContent) -> bool:
    """Whether most words of the page stand in paragraphs of full lines."""
    words = sum(len(block.words) for block in content.blocks)
    return 2 * sum(len(block.words) for block in content.blocks if _is_paragraph(block)) > words


def _has_labels(content: PageContent) -> bool:
    pieces = (piece for block in content.blocks if block.kind is not BlockKind.TABLE for piece in _pieces_in(block))
    return not is_prose(content) and sum(piece.marked for piece in pieces) >= _MIN_ALIGNED


def _is_paragraph(block: Block) -> bool:
    """Whether the lines of a block are full but for the last, without gaps in them."""
    lines = lines_in(block) if len(block.boxes) > 1 else ()
    right = max((box.x1 for box in block.boxes), default=0.0)
    full = [right - line[-1].box.x1 < _NEAR * line[-1].box.height for line in lines[:-1]]
    whole = [len(list(_cut_at_gaps(line))) == 1 for line in lines]
    return len(lines) > 1 and sum(full) >= 0.7 * len(full) and sum(whole) >= 0.7 * len(whole)


def pieces_of(content: PageContent) -> tuple[Piece, ...]:
    """The pieces of all lines outside of tables that aren't of the form, from the left."""
    tables = iter(content.tables)
    pieces: list[Piece] = []
    for block in content.blocks:
        table = next(tables) if block.kind is BlockKind.TABLE else None
        if table is None or (is_of_form(content, table) and not any(cell.is_header for cell in table.cells)):
            pieces += _pieces_in(block)
    return tuple(sorted(_upright(pieces), key=lambda piece: piece.box.x0))


def _upright(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Those that aren't written upwards, and have more than specks in them."""
    for piece in pieces:
        if not _BLANK.match(piece.text) and (piece.box.height < 2 * piece.box.width or len(piece.text) < 4):
            yield piece


def _pieces_in(block: Block) -> Iterator[Piece]:
    lines = lines_in(block) if len(block.boxes) > 1 else visual_lines(block.words)
    whole = _is_paragraph(block)
    for at, line in enumerate(lines):
        for words in _cut_at_gaps(line):
            yield from [Piece(words)] if whole and at else _cut_at_colons(words)


def _cut_at_gaps(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    run: list[Word] = []
    for word in words:
        apart = run and (word.box.x0 - run[-1].box.x1 > _GAP * word.box.height or word.box.x0 < run[-1].box.x0)
        if apart or (run and _is_mark(run[-1], word)):
            yield tuple(run)
            run = []
        run.append(word)
    if run:
        yield tuple(run)


def _is_mark(left: Word, right: Word) -> bool:
    """Whether one of two words is a tick or an empty box, which stands by itself."""
    ticked = _TICK.match(left.text) or (_TICK.match(right.text) and not left.text[:1].isdigit())
    return bool(ticked or left.text in _BOX or right.text in _BOX) and right.space_before


def _cut_at_colons(words: tuple[Word, ...]) -> Iterator[Piece]:
    """Labels with a colon and what stands between them."""
    start = 0
    for cut in _colons(words):
        first = _start_of_label(words, start, cut)
        if not _is_label(joined(words[first:cut])):
            continue
        if first > start:
            yield Piece(words[start:first])
        yield Piece(words[first:cut], marked=True)
        start = cut + 1
    if start < len(words):
        yield Piece(words[start:])


def _colons(words: Sequence[Word]) -> Iterator[int]:
    """Where colons stand that aren't those of a time."""
    for at, word in enumerate(words):
        timed = 0 < at < len(words) - 1 and _TIME.match(words[at - 1].text) and words[at + 1].text[:1].isdigit()
        if word.text in _COLON and at and not timed:
            yield at


def _start_of_label(words: Sequence[Word], start: int, colon: int) -> int:
    """Back from the colon to the piece's beginning, or to the value of the label before it."""
    spaces = [at for at in range(start + 1, colon) if words[at].space_before]
    return start if not start else spaces[-1] if spaces else colon


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
    def labels(self) -> dict[int, Piece]:
        """The labels by their identity: those with a colon, then those that have a value beside them."""
        found = {id(piece): piece for piece in self.pieces if piece.marked}
        for piece in () if self.prose else self.pieces:
            if not piece.marked and _is_plain_label(piece, self, found):
                found[id(piece)] = piece
        return found

    def left_of(self, piece: Piece) -> Piece | None:
        """The piece next to the left in the same row."""
        left = [one for one in self.pieces if _is_right_of(piece, one)]
        return max(left, key=lambda one: one.box.x1, default=None)


def _is_right_of(one: Piece, other: Piece) -> bool:
    return (
        one is not other and one.box.x0 > other.box.centre[0] and one.box.x0 > other.box.x1 - 4 and _level(one, other)
    )


def _is_plain_label(piece: Piece, sheet: _Sheet, labels: dict[int, Piece]) -> bool:
    """Whether a short text without colon has a value beside it and looks like a label, or stands in a column of such."""
    right, left = sheet.rows[id(piece)][:1], sheet.left_of(piece)
    if not right or right[0].marked or not _can_be_label(piece) or (left and id(left) in labels):
        return False
    if left and piece.box.x0 - left.box.x1 < 1.5 * piece.box.height:
        return False
    aligned = [
        one for one in sheet.pieces if abs(one.box.x0 - piece.box.x0) < 0.5 * sheet.height and _can_be_label(one)
    ]
    if left:
        return bool(_KEY.search(piece.text)) or len([one for one in aligned if id(one) in labels]) > 1
    return bool(_KEY.search(piece.text)) or right[0].is_number or len(aligned) >= _MIN_ALIGNED


def _can_be_label(piece: Piece) -> bool:
    text = piece.text
    short = 2 < len(text) <= _LONGEST_PLAIN and text.count(" ") < 6
    return short and sum(map(str.isalpha, text)) > 0.5 * len(text.replace(" ", "")) and _is_label(text)


def _pairs(sheet: _Sheet) -> Iterator[Pair]:
    """Labels with what stands right of or below them, ticks with what they stand at, columns with their headers."""
    cells: list[Piece] = []
    for label in sheet.labels.values():
        values = _values_beside(label, sheet)
        if len(values) > 1:
            cells += [value[0] for value in values]
        if not values and label.marked:
            values = [_values_below(label, sheet)]
        elif len(values) == 1:
            values = [[*values[0], *_goes_on(label, values[0], sheet)]]
        for value in filter(None, values):
            yield _whole_label(label, sheet), joined_lines([piece.words for piece in value])
    yield from _ticked(sheet)
    yield from _columns(cells, sheet)


def _values_beside(label: Piece, sheet: _Sheet) -> list[list[Piece]]:
    """The values right of a label up to the next one: several where they are numbers in columns."""
    values: list[list[Piece]] = []
    for piece in sheet.rows[id(label)]:
        if id(piece) in sheet.labels:
            break
        if _TICK.match(piece.text) or _is_remark(piece):
            continue
        last = values[-1][-1] if values else None
        near = last is not None and piece.box.x0 - last.box.x1 < _NEAR * label.box.height
        if last and near and not (last.is_number and piece.is_number):
            values[-1].append(piece)
        elif not last or (piece.is_number and last.is_number):
            values.append([piece])
        else:
            break
    return values


def _goes_on(label: Piece, value: Sequence[Piece], sheet: _Sheet) -> list[Piece]:
    """The lines under a value that go on with it: they begin where it does, and no label stands beside them."""
    edge, bottom, height = value[0].box.x0, max(piece.box.y1 for piece in value), label.box.height
    lines: list[Piece] = []
    if value[0].is_number:
        return lines
    for piece in _under(bottom, sheet):
        near = piece.box.y0 - bottom < 0.9 * height and abs(piece.box.x0 - edge) < 1.5 * height
        if near and id(piece) not in sheet.labels and not sheet.left_of(piece):
            lines.append(piece)
            bottom = piece.box.y1
    return lines


def _values_below(label: Piece, sheet: _Sheet) -> list[Piece]:
    """The lines right below a label, as far as they follow one another."""
    bottom, height = label.box.y1, label.box.height
    lines: list[Piece] = []
    for piece in _under(bottom, sheet):
        if piece.box.y0 - bottom > (0.9 if lines else 1.6) * height:
            break
        if _shares_column(piece.box, lines[0].box if lines else label.box):
            if id(piece) in sheet.labels:
                break
            lines += [] if _is_remark(piece) else [piece]
            bottom = piece.box.y1
    return lines


def _under(bottom: float, sheet: _Sheet) -> list[Piece]:
    lower = [piece for piece in sheet.pieces if piece.box.centre[1] > bottom]
    return sorted(lower, key=lambda piece: piece.box.y0)


def _whole_label(label: Piece, sheet: _Sheet) -> tuple[Word, ...]:
    """The label with the remark in brackets that stands beside or right below it."""
    for piece in sheet.pieces:
        below = 0 <= piece.box.centre[1] - label.box.y1 < label.box.height
        aligned = abs(piece.box.x0 - label.box.x0) < label.box.height
        beside = piece in sheet.rows[id(label)][:1]
        if _is_remark(piece) and (beside or (below and aligned)):
            return joined_lines([label.words, piece.words])
    return label.words


def _is_remark(piece: Piece) -> bool:
    return piece.text.startswith("(") and piece.text.endswith(")") and not piece.is_number and len(piece.text) > 6


def _ticked(sheet: _Sheet) -> Iterator[Pair]:
    """What a tick stands behind, or before where nothing is near behind it."""
    for tick in (piece for piece in sheet.pieces if _TICK.match(piece.text)):
        left, right = sheet.left_of(tick), sheet.rows[id(tick)][:1]
        reach = 2 * _NEAR * tick.box.height
        if left and tick.box.x0 - left.box.x1 < reach:
            yield left.words, tick.words
        elif right and right[0].box.x0 - tick.box.x1 < reach:
            yield right[0].words, tick.words


def _columns(cells: Sequence[Piece], sheet: _Sheet) -> Iterator[Pair]:
    """The numbers of a column with the header above the topmost."""
    for cell in cells:
        header = _header_of(cell, cells, sheet)
        if header:
            yield joined_lines([piece.words for piece in header]), cell.words


def _header_of(cell: Piece, cells: Sequence[Piece], sheet: _Sheet) -> list[Piece]:
    """The text next above in the column, past other numbers, of one line or more."""
    above = [one for one in sheet.pieces if one.box.centre[1] < cell.box.y0 and _shares_column(one.box, cell.box)]
    top, lines = cell.box.y0, list[Piece]()
    for piece in sorted(above, key=lambda one: -one.box.y1):
        reach = 0.7 if lines else _COLUMN_GAP
        if top - piece.box.y1 > reach * sheet.height or (lines and (piece.is_number or id(piece) in sheet.labels)):
            break
        top = piece.box.y0
        if not piece.is_number and not _BLANK.match(piece.text):
            lines.insert(0, piece)
    fit = lines and all(_can_be_label(piece) for piece in lines) and not any(piece.marked for piece in lines)
    return lines if fit else []


def _shares_column(a: Box, b: Box) -> bool:
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 0.4 * min(a.width, b.width)


def _table_pairs(content: PageContent) -> Iterator[Pair]:
    """The cells of a form's table with the header above them; numbers also with the label of their row."""
    blocks = [block for block in content.blocks if block.kind is BlockKind.TABLE]
    for table, block in zip(content.tables, blocks, strict=True):
        headed = any(cell.is_header for cell in table.cells)
        for cell in table.cells if headed and is_of_form(content, table) else ():
            value = _words_in(cell, block)
            if value and not cell.is_header:
                yield from ((_words_in(name, block), value) for name in _names(cell, Piece(value), table))


def _names(cell: Cell, value: Piece, table: Table) -> Iterator[Cell]:
    over = [
        one
        for one in table.cells
        if one.is_header and one.text and one.column <= cell.column < one.column + one.column_span
    ]
    yield from sorted((one for one in over if one.row < cell.row), key=lambda one: -one.row)[:1]
    if value.is_number:
        row = [one for one in table.cells if one.row == cell.row and one.column < cell.column and one.text]
        yield from (one for one in row[:1] if not _NUMBER.match(one.text))


def _words_in(cell: Cell, block: Block) -> tuple[Word, ...]:
    return joined_lines(visual_lines([word for word in block.words if cell.box.holds(*word.box.centre)]))


def _fact(document: DocumentContext, content: PageContent, label: Sequence[Word], value: Sequence[Word]) -> Fact | None:
    text = joined(value)
    name = without_numbering(joined(label)).strip().rstrip(":： ")
    if not text or len(text) > _LONGEST_VALUE or not (_TICK.match(text) or any(map(str.isalnum, text))) or not name:
        return None
    triple = Triple(document.title_entity, name, text)
    evidence = Evidence(document.id, content.page.number, f"{joined(label)}: {text}", boxes_of(value))
    return Fact(triple, evidence, Origin.PAIR, amount_of(triple))


def _is_label(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_LABEL and not _NO_LABEL.search(text)


def _level(a: Piece, b: Piece) -> bool:
    shared = min(a.box.y1, b.box.y1) - max(a.box.y0, b.box.y0)
    return shared > 0.35 * min(a.box.height, b.box.height)
