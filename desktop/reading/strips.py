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

    Labels under one another, and the columns of a table, which go on below, are none; an address beside them may.
    """
    below = {id(one): _below(one, pieces) for one in pieces if not one.marked}
    names = [one for one in pieces if not one.marked and can_be_label(one) and not one.text[0].isdigit()]
    labels = [one for one in names if not _has_number(one, pieces)]
    for row in _rows(labels):
        pairs = [(label, value) for label in row if (value := below[id(label)])]
        listed = [pair for pair in pairs if _names(pair[1]) or _goes_on(pair[1], below.get(id(pair[1])))]
        if len(row) > 1 and any(map(is_key, row)) and all(_is_line(label, pieces) for label, _ in listed):
            yield from (pair for pair in pairs if pair not in listed)


def _has_number(label: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether the next piece on its line is a number: its value."""
    right = (one for one in pieces if one.box.x0 > label.box.x1 and _is_level(label.box, one.box))
    next_one = min(right, key=lambda one: one.box.x0, default=None)
    return next_one is not None and next_one.is_number


def _is_line(label: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a text without a key is one of several lines, as of an address: another stands right above it."""
    height, box = label.box.height, label.box
    above = (one for one in pieces if -_OVERLAP * height < box.y0 - one.box.y1 < _BELOW * height)
    return not is_key(label) and any(abs(one.box.x0 - box.x0) < _INDENT * height for one in above)


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
    return _is_level(left, right) and 0 <= right.x0 - left.x1 < _BESIDE * height


def _is_level(left: Box, right: Box) -> bool:
    return abs(left.centre[1] - right.centre[1]) < 0.5 * min(left.height, right.height)
