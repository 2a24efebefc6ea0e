"""Forms in ruled boxes: in each row a label, the box of its value, and the next label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from desktop.domain.document import Block, Table, Word
from desktop.reading.cells import words_by_box
from desktop.reading.pieces import Piece, can_be_label, is_key
from desktop.reading.words import joined_lines, visual_lines

_LEAST_ROWS = 3
_LEAST_PAIRED = 0.7  #: share of the rows that have several filled cells
_LEAST_KEYS = 0.25  #: share of the labels that say by themselves that they name a value
_MOST_TORN = 0.2  #: share of the rows with a value that is torn into two cells


Pair = tuple[Sequence[Word], Sequence[Word]]  #: the words of a label and those of its value
_Cell = tuple[tuple[Word, ...], ...]  #: the lines of its words
_Labelled = tuple[tuple[Word, ...], list[_Cell]]  #: a label and the cells of its value


@dataclass(frozen=True, slots=True)
class Boxes:
    """The labels of a table of boxes with their values, without empty ones; ``rest`` are the words of no label or value."""

    pairs: tuple[Pair, ...]
    rest: tuple[Word, ...]


def boxes_of_form(table: Table, block: Block) -> Boxes | None:
    """What stands in the boxes of a table; None if it is no table of boxes."""
    rows = [row for row in _rows(table, block) if sum(map(bool, row)) > 1]
    paired = [tuple(_pairs(row)) for row in rows]
    told = [
        row for row in paired if any(cells for _, cells in row) and not any(_are_columns(cells) for _, cells in row)
    ]
    torn = sum(any(len(cells) > 1 for _, cells in row) for row in told)
    if len(told) < max(_LEAST_ROWS, _LEAST_PAIRED * len(rows)) or torn > _MOST_TORN * len(told):
        return None
    every = [one for row in told for one in row]
    if not _are_labels([Piece(label) for label, cells in every if cells]):
        return None
    used = {word.box for label, cells in every for line in (label, *chain(*cells)) for word in line}
    pairs = tuple((label, _joined(cells)) for label, cells in every if cells)
    return Boxes(pairs, tuple(word for word in block.words if word.box not in used))


def _rows(table: Table, block: Block) -> Iterator[tuple[_Cell, ...]]:
    owners = words_by_box([cell.box for cell in table.cells], block.words)
    cells = ((cell.row, tuple(map(tuple, visual_lines(own)))) for cell, own in zip(table.cells, owners, strict=True))
    for _, row in groupby(cells, key=lambda cell: cell[0]):
        yield tuple(lines for _, lines in row)


def _pairs(row: Sequence[_Cell]) -> Iterator[_Labelled]:
    """Each label of a row with the filled cells that follow it up to the next one, none where its box is empty."""
    label: tuple[Word, ...] = ()
    value: list[_Cell] = []
    for cell in (*row, ()):
        if label and cell and not _ends(cell, value):
            value.append(cell)
            continue
        if label:
            yield label, value
        label, value = cell[0] if cell and _can_name(cell) else (), []


def _ends(cell: _Cell, value: Sequence[_Cell]) -> bool:
    """Whether a cell is the next label: behind a value whatever can be one, behind a label what says that it is."""
    return _can_name(cell) and (bool(value) or is_key(Piece(cell[0])))


def _can_name(cell: _Cell) -> bool:
    """Whether a cell is a label: of one line, for where there are more a label may stand above its own value."""
    piece = Piece(cell[0])
    return len(cell) == 1 and can_be_label(piece) and not piece.text[0].isdigit()


def _are_columns(cells: Sequence[_Cell]) -> bool:
    """Whether the cells of a value are no torn one, but several: more than two, or numbers."""
    numbers = [Piece(_joined([cell])).is_number for cell in cells]
    return len(cells) > 2 or (len(cells) > 1 and all(numbers))


def _joined(cells: Sequence[_Cell]) -> tuple[Word, ...]:
    return joined_lines([line for cell in cells for line in cell])


def _are_labels(labels: Sequence[Piece]) -> bool:
    """Whether no label stands twice, as in a table of data, and enough of them name a value by themselves."""
    keys = sum(map(is_key, labels))
    return len({label.text for label in labels}) == len(labels) and keys >= _LEAST_KEYS * len(labels)
