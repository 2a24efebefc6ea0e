"""Values right below their labels: rows of labels, as the boxes of an invoice or an order have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.domain.geometry import Box
from desktop.reading.pieces import Piece, can_be_label, is_key

#: in line heights: from label to value, how far a value may begin left of its label, and between labels of a row
_BELOW, _INDENT, _BESIDE = 0.8, 1.0, 18.0
_OVERLAP = 0.4  #: lines may touch


def strips(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Each label of a row of labels with the value below it; one whose box is empty helps to tell the row.

    Labels under one another, and the columns of a table, which go on below, are none.
    """
    below = {id(one): _below(one, pieces) for one in pieces if not one.marked}
    labels = [one for one in pieces if not one.marked and can_be_label(one) and not one.text[0].isdigit()]
    for row in _rows(labels):
        pairs = [(label, value) for label in row if (value := below[id(label)])]
        listed = any(_names(value) or _goes_on(value, below.get(id(value))) for _, value in pairs)
        if len(row) > 1 and any(map(is_key, row)) and not listed:
            yield from pairs


def _names(piece: Piece) -> bool:
    return piece.marked or (is_key(piece) and not any(map(str.isdigit, piece.text)))


def _goes_on(value: Piece, next_below: Piece | None) -> bool:
    """Whether one more value stands below: then it is the column of a table."""
    texts = (value.text, next_below.text if next_below else "")
    return all(any(map(str.isdigit, text)) for text in texts)


def _below(label: Piece, pieces: Sequence[Piece]) -> Piece | None:
    """The piece in the line right below a label that begins under it."""
    height, box = label.box.height, label.box
    near = [
        one
        for one in pieces
        if -_OVERLAP * height < one.box.y0 - box.y1 < _BELOW * height
        and box.x0 - _INDENT * height < one.box.x0 < box.x1
    ]
    return min(near, key=lambda one: (one.box.y0, one.box.x0), default=None)


def _rows(labels: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The labels that stand beside one another, without wide gaps."""
    row: list[Piece] = []
    for label in sorted(labels, key=lambda one: (round(one.box.centre[1] / one.box.height), one.box.x0)):
        if row and not _is_beside(row[-1].box, label.box):
            yield row
            row = []
        row.append(label)
    if row:
        yield row


def _is_beside(left: Box, right: Box) -> bool:
    height = min(left.height, right.height)
    return abs(left.centre[1] - right.centre[1]) < 0.5 * height and 0 <= right.x0 - left.x1 < _BESIDE * height
