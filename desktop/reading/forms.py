"""Labels and values on scanned forms, told by where they stand: a value is right of its label, or below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.domain.document import Block, BlockKind, PageContent, Word
from desktop.domain.fact import Evidence, Fact, Origin, Triple
from desktop.domain.geometry import Box, bounding
from desktop.reading.amounts import amount_of
from desktop.reading.boxes import boxes_of, lines_in
from desktop.reading.context import DocumentContext
from desktop.reading.headings import without_numbering
from desktop.reading.words import joined, needs_space

_COLON = frozenset(":：")
_LONGEST_LABEL, _LONGEST_VALUE = 60, 400
_MIN_ALIGNED = 3
_NEAR = 3.0  #: in line heights: how far apart the pieces of one value may stand
_NO_LABEL = re.compile(r"^\W*$|^\W*\d[\d\W]*$|https?$|[。！？]", re.I)
_TIME = re.compile(r"^\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand close together on one line."""

    words: tuple[Word, ...]
    box: Box

    @property
    def text(self) -> str:
        """The words joined."""
        return joined(self.words)


@dataclass(frozen=True, slots=True)
class Label:
    """What a value is called: the words of the label, and what of the value stands in the same piece."""

    words: tuple[Word, ...]
    rest: tuple[Word, ...]
    piece: int
    marked: bool  #: whether a colon says that it is one


def form_facts(document: DocumentContext, content: PageContent) -> tuple[Fact, ...]:
    """Facts from the labels and values of a scanned page, tables left out."""
    pieces = pieces_of(content)
    labels = list(_labels(pieces))
    owners = {label.piece for label in labels}
    facts = (_fact(document, content, label, _value(label, pieces, owners)) for label in labels)
    return tuple(fact for fact in facts if fact is not None)


def pieces_of(content: PageContent) -> tuple[Piece, ...]:
    """The pieces of all lines outside of tables, from the top and the left."""
    blocks = (block for block in content.blocks if block.kind is not BlockKind.TABLE)
    pieces = [piece for block in blocks for words in _lines(block) for piece in _cut_at_gaps(words)]
    return tuple(sorted(pieces, key=lambda piece: (round(piece.box.centre[1] / 4), piece.box.x0)))


def in_row(piece: Piece, pieces: Sequence[Piece]) -> list[Piece]:
    """The other pieces at the height of this one that stand to its right, from the left."""
    right = [one for one in pieces if one.box.x0 > piece.box.centre[0] and one is not piece and _level(one, piece)]
    return sorted(right, key=lambda one: one.box.x0)


def _lines(block: Block) -> Iterator[tuple[Word, ...]]:
    if len(block.boxes) > 1 or block.kind is not BlockKind.FIGURE:
        yield from lines_in(block)
        return
    line: list[Word] = []
    for word in block.words:
        if line and not _same_height(line[-1].box, word.box):
            yield tuple(line)
            line = []
        line.append(word)
    if line:
        yield tuple(line)


def _cut_at_gaps(words: Sequence[Word]) -> Iterator[Piece]:
    run: list[Word] = []
    for word in words:
        if run and word.box.x0 - run[-1].box.x1 > 1.2 * word.box.height:
            yield Piece(tuple(run), bounding(one.box for one in run))
            run = []
        run.append(word)
    if run:
        yield Piece(tuple(run), bounding(one.box for one in run))


def _labels(pieces: Sequence[Piece]) -> Iterator[Label]:
    """Pieces with a colon, and short ones at the left edge of a column of such that have something beside them."""
    plain = []
    for at, piece in enumerate(pieces):
        cuts = list(_colons(piece.words))
        if not cuts:
            plain.append(at)
        starts = [*(_start_of_label(piece.words, cut) for cut in cuts), len(piece.words)]
        for cut, start, stop in zip(cuts, starts, starts[1:], strict=False):
            label = piece.words[start:cut]
            if _is_label(joined(label)):
                yield Label(label, piece.words[cut + 1 : stop], at, marked=True)
    yield from _plain_labels(plain, pieces)


def _colons(words: Sequence[Word]) -> Iterator[int]:
    """Where colons stand that aren't those of a time."""
    for at, word in enumerate(words):
        timed = 0 < at < len(words) - 1 and _TIME.match(words[at - 1].text) and words[at + 1].text[:1].isdigit()
        if word.text in _COLON and at and not timed:
            yield at


def _start_of_label(words: Sequence[Word], colon: int) -> int:
    """Back from the colon to the piece's beginning, or to the value of the label before it."""
    earlier = [at for at in _colons(words) if at < colon]
    if not earlier:
        return 0
    spaces = [at for at in range(earlier[-1] + 2, colon) if words[at].space_before]
    return spaces[-1] if spaces else colon


def _plain_labels(plain: Sequence[int], pieces: Sequence[Piece]) -> Iterator[Label]:
    candidates = [at for at in plain if _is_plain_label(pieces[at], pieces)]
    edges = Counter(round(pieces[at].box.x0 / 6 + shift) for at in candidates for shift in (0, 0.5))
    for at in candidates:
        x = pieces[at].box.x0 / 6
        if max(edges[round(x)], edges[round(x + 0.5)]) >= _MIN_ALIGNED:
            yield Label(pieces[at].words, (), at, marked=False)


def _is_plain_label(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a short text stands leftmost in its row, with one piece right of it."""
    text = piece.text
    short = len(text) <= 30 and text.count(" ") < 5 and text[:1].isalpha()
    leftmost = not any(one.box.x1 < piece.box.x0 and _level(one, piece) for one in pieces)
    return short and leftmost and 0 < len(in_row(piece, pieces)) <= 2


def _value(label: Label, pieces: Sequence[Piece], owners: set[int]) -> tuple[Word, ...]:
    """The words of the value: in the label's piece, right of it up to the next label, or below it."""
    piece = pieces[label.piece]
    lines = [label.rest] if label.rest else []
    edge = label.rest[-1].box.x1 if label.rest else None
    for one in in_row(piece, pieces):
        far = edge is not None and one.box.x0 - edge > _NEAR * piece.box.height
        if far or pieces.index(one) in owners:
            break
        lines.append(one.words)
        edge = one.box.x1
    if not lines and not label.marked:
        return ()
    first = bounding(word.box for line in lines for word in line) if lines else None
    return _spaced([*lines, *_below(piece, first, pieces, owners)])


def _spaced(lines: Sequence[Sequence[Word]]) -> tuple[Word, ...]:
    """The words, with a space between pieces where the script needs one."""
    words: list[Word] = []
    for line in lines:
        apart = bool(words) and needs_space(words[-1].text, line[0].text)
        words += [replace(line[0], space_before=apart or line[0].space_before), *line[1:]]
    return tuple(words)


def _below(label: Piece, value: Box | None, pieces: Sequence[Piece], owners: set[int]) -> list[tuple[Word, ...]]:
    """The lines under the value that go on with it; under the label where nothing stands beside it."""
    edge, bottom = (value.x0, max(value.y1, label.box.y1)) if value else (label.box.x0, label.box.y1)
    right = max(piece.box.x1 for piece in pieces)
    full = value is not None and right - value.x1 < _NEAR * label.box.height
    lines: list[tuple[Word, ...]] = []
    height = label.box.height
    for at, piece in enumerate(pieces):
        if piece.box.centre[1] <= bottom:
            continue
        if piece.box.y0 - bottom > (0.9 if value else 1.4) * height:
            break
        wraps = full and abs(piece.box.x0 - label.box.x0) < 3 * height
        if at in owners or (value and not wraps and _stands_left(piece, edge, pieces)):
            if piece.box.x0 < edge + 8 * height:
                break
            continue
        if wraps or abs(piece.box.x0 - edge) < (1.0 if value else 3.0) * height:
            lines.append(piece.words)
            bottom = piece.box.y1
            full = right - piece.box.x1 < _NEAR * height
    return lines


def _stands_left(piece: Piece, edge: float, pieces: Sequence[Piece]) -> bool:
    """Whether the row of this piece begins left of the value."""
    return any(one.box.x0 < edge - one.box.height and _level(one, piece) for one in pieces)


def _fact(document: DocumentContext, content: PageContent, label: Label, value: Sequence[Word]) -> Fact | None:
    text = joined(value)
    name = without_numbering(joined(label.words)).strip()
    if not text or len(text) > _LONGEST_VALUE or not any(map(str.isalnum, text)) or not name:
        return None
    triple = Triple(document.title_entity, name, text)
    quote = f"{joined(label.words)}: {text}"
    evidence = Evidence(document.id, content.page.number, quote, boxes_of(value))
    return Fact(triple, evidence, Origin.PAIR, amount_of(triple))


def _is_label(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_LABEL and not _NO_LABEL.search(text)


def _level(a: Piece, b: Piece) -> bool:
    return _same_height(a.box, b.box)


def _same_height(a: Box, b: Box) -> bool:
    shared = min(a.y1, b.y1) - max(a.y0, b.y0)
    return shared > 0.5 * min(a.height, b.height)
