"""Forms in ruled boxes: in each row a label, the box of its value, and the next label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from desktop.domain.document import Block, Table, Word
from desktop.reading.cells import words_by_box
from desktop.reading.pieces import Piece, can_be_label, is_key
from desktop.reading.words import joined_lines, visual_lines

_LEAST_ROWS = 3
_LEAST_PAIRED = 0.7  #: share of the rows that have several filled cells
_LEAST_KEYS = 0.25  #: share of the labels that say by themselves that they name a value
_MOST_PARTS = 2  #: cells that a value may be torn into

Pair = tuple[Sequence[Word], Sequence[Word]]  #: the words of a label and those of its value
_Row = tuple[tuple[Word, ...], ...]  #: the words of its cells


def boxed_pairs(table: Table, block: Block) -> tuple[Pair, ...]:
    """The labels of a table of boxes with their values, empty ones left out; none of a table that is none of boxes."""
    rows = [row for row in _rows(table, block) if sum(map(bool, row)) > 1]
    paired = [tuple(_pairs(row)) for row in rows]
    told = [row for row in paired if row and all(len(parts) <= _MOST_PARTS for _, parts in row)]
    if len(told) < _LEAST_ROWS or len(told) < _LEAST_PAIRED * len(rows):
        return ()
    labels = [label for row in told for label, _ in row]
    if not _are_labels([Piece(label) for label in labels]):
        return ()
    return tuple((label, joined_lines(parts)) for row in told for label, parts in row)


def _rows(table: Table, block: Block) -> Iterator[_Row]:
    owners = words_by_box([cell.box for cell in table.cells], block.words)
    cells = ((cell.row, joined_lines(visual_lines(own))) for cell, own in zip(table.cells, owners, strict=True))
    for _, row in groupby(cells, key=lambda cell: cell[0]):
        yield tuple(words for _, words in row)


def _pairs(row: _Row) -> Iterator[tuple[tuple[Word, ...], list[tuple[Word, ...]]]]:
    """Each label of a row with the filled cells that follow it up to the next one; an empty one is an empty value."""
    label: tuple[Word, ...] = ()
    parts: list[tuple[Word, ...]] = []
    for words in (*row, ()):
        if label and words and not _ends(words, parts):
            parts.append(words)
            continue
        if label and parts:
            yield label, parts
        label, parts = words if words and _can_name(words) else (), []


def _ends(words: tuple[Word, ...], parts: Sequence[tuple[Word, ...]]) -> bool:
    """Whether a cell is the next label: behind a value whatever can be one, behind a label what says that it is."""
    return _can_name(words) and (bool(parts) or is_key(Piece(words)))


def _can_name(words: tuple[Word, ...]) -> bool:
    piece = Piece(words)
    return can_be_label(piece) and not piece.text[0].isdigit()


def _are_labels(labels: Sequence[Piece]) -> bool:
    """Whether no label stands twice, as in a table of data, and enough of them name a value by themselves."""
    keys = sum(map(is_key, labels))
    return len({label.text for label in labels}) == len(labels) and keys >= _LEAST_KEYS * len(labels)
