"""Lines of a scanned page cut into pieces: at gaps, at ticks, and behind labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from desktop.domain.document import Block, PageContent, Word
from desktop.domain.geometry import Box, bounding
from desktop.reading.boxes import lines_in
from desktop.reading.words import is_wide, joined, visual_lines

COLONS = frozenset(":：")
GAP, NEAR = 1.0, 3.0  #: in line heights: within a piece, within a value
_BEHIND_AMOUNT = 0.6  #: the same where an amount ends: $425.00  Total Spots
_AMOUNT = re.compile(r"\d\.\d\d\W?$")
_LONGEST = 60
_NO_LABEL = re.compile(
    r"^\W*$|^\W*\d[\d\W]*$|https?$|^note$|[。！？，、；“”》]|[.,;]\s+\S.*[.,;]\s+\S|\w{4}[.;]\s|"
    r"(?-i:^(?!(?:cc|re|tel|fax|to|from|date|name)$)[a-z])",
    re.I,
)
_KEYED = re.compile(r"(?:\b(?:no|nos|number|date|phone|tel|fax|size|code|amount|time)|#)\W*$", re.I)
_DIGITS = re.compile(r"\d|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.I)
NUMBER = re.compile(r"^[^\w&]*(?:\d[^\w&]*)+(?:[a-zµ%]{1,5}[^\w&]*)?$|^\W*n\W?a\W*$|^[a-z]{0,3}\$\s?[\d.,]+$", re.I)
TICK = re.compile(r"^[xX×✓✔√☑☒■]$")
BOX = frozenset("□☐")
_LONGEST_PLAIN = 40
_KEY = re.compile(
    r"(?:\b(?:name|no|nos|number|date|by|to|from|type|title|address|phone|tel|telephone|fax|e-?mail|subject|company|"
    r"department|dept|amount|total|cost|price|code|size|signature|signed|attention|copies|time|page|pages|"
    r"city|state|country|zip|description|status|quantity|length|width|weight|account|location|"
    r"due|received|rec'd|sent|requested|source|reference|ref|rate|unit)|#|\(s\))\W*$"
    r"|^(?:date|name|type|number|total|cost|account|description)\b"
    r"|(?:号|码|期|名|称|人|间|址|话|额|位|门|型|量|价|级)$",
    re.I,
)
_NO_PLAIN = re.compile(r"[,;，；]|^[\"'“”]")
_RANGE = re.compile(r"^\d{1,3}\s?[-–]\s?\d{1,3}$")
_BLANK = re.compile(r"^[\W_]*$")


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
        return NUMBER.match(self.text) is not None

    @property
    def is_remark(self) -> bool:
        """Whether it is some words in brackets."""
        return self.text[0] == "(" and self.text[-1] == ")" and not self.is_number and len(self.text) > 6


def is_prose(content: PageContent) -> bool:
    """Whether most words of the page stand in paragraphs of full lines."""
    words = sum(len(block.words) for block in content.blocks)
    return 2 * sum(len(block.words) for block in content.blocks if _is_paragraph(block)) > words


def _is_paragraph(block: Block) -> bool:
    """Whether the lines of a block are full but for the last, without gaps in them."""
    lines = lines_in(block) if len(block.boxes) > 1 else ()
    right = max((box.x1 for box in block.boxes), default=0.0)
    full = [right - line[-1].box.x1 < NEAR * line[-1].box.height for line in lines[:-1]]
    whole = [len(list(_cut_at_gaps(line))) == 1 for line in lines]
    return len(block.words) >= 6 * len(lines) > 6 and sum(full) >= 0.7 * len(full) and sum(whole) >= 0.7 * len(whole)


def pieces_in(block: Block, prose: bool) -> Iterator[Piece]:
    """The pieces of a block; in prose a label stands at the beginning of the first line only."""
    lines = lines_in(block) if len(block.boxes) > 1 else visual_lines(block.words)
    prose = prose or _is_paragraph(block)
    for at, line in enumerate(lines):
        for words in _cut_at_gaps(line):
            pieces = [Piece(words)] if prose and at else list(_cut_at_colons(words))
            yield from pieces if not prose or pieces[0].marked else [Piece(words)]


def pieces_of_line(words: Sequence[Word]) -> Iterator[Piece]:
    """The pieces of one line."""
    for part in _cut_at_gaps(words):
        yield from _cut_at_colons(part)


def _cut_at_gaps(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    cuts = [at for at in range(1, len(words)) if _is_apart(words[at - 1], words[at])]
    for start, stop in pairwise([0, *cuts, len(words)]):
        yield tuple(words[start:stop])


def _is_apart(left: Word, right: Word) -> bool:
    """Whether a gap stands between two words, or one of them is a tick or an empty box, which stands by itself."""
    gap = (right.box.x0 - left.box.x1) / right.box.height
    if gap > (_BEHIND_AMOUNT if _AMOUNT.search(left.text) else GAP) or right.box.x0 < left.box.x0:
        return True
    ticked = TICK.match(left.text) or (TICK.match(right.text) and not left.text[:1].isdigit())
    return right.space_before and bool(ticked or left.text in BOX or right.text in BOX)


def _cut_at_colons(words: tuple[Word, ...]) -> Iterator[Piece]:
    """Labels with a colon and what stands between them."""
    start = 0
    for cut in colons(words):
        first = _start_of_label(words, start, cut)
        if not is_label(joined(words[first:cut])):
            continue
        if first > start:
            yield Piece(words[start:first])
        yield Piece(words[first:cut], marked=True)
        start = cut + 1
    if start < len(words):
        yield from map(Piece, _cut_at_number(words[start:]))


def _cut_at_number(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """The words cut where a number or a month follows what calls for one: ``Project No. 12``."""
    starts = (at for at in range(1, min(len(words), 6)) if _DIGITS.search(words[at].text))
    apart = (at for at in starts if words[at].space_before or words[at - 1].text == ".")
    cut = next((at for at in apart if _KEYED.search(joined(words[:at])) and len(joined(words[at:])) < 30), 0)
    yield from (words[:cut], words[cut:]) if cut else (words,)


def colons(words: Sequence[Word]) -> Iterator[int]:
    """Where colons stand that aren't those of a time."""
    for at, word in enumerate(words):
        timed = 0 < at < len(words) - 1 and words[at - 1].text.isdigit() and words[at + 1].text[:1].isdigit()
        if word.text in COLONS and at and not timed:
            yield at


def _start_of_label(words: Sequence[Word], start: int, colon: int) -> int:
    """Back from the colon to the piece's beginning, or to the wide space after the value of the label before it."""
    wide = (
        at
        for at in range(start + 1, colon)
        if is_wide(words[at].text) or words[at].box.x0 - words[at - 1].box.x1 > 0.5 * words[at].box.height
    )
    return max((at for at in wide if words[at].space_before), default=colon) if start else 0


def is_writing(piece: Piece) -> bool:
    """Whether it isn't written upwards, and is more than specks."""
    upright = piece.box.height < 2 * piece.box.width or len(piece.text) < 4
    return upright and (piece.text in BOX or not _BLANK.match(piece.text))


def is_label(text: str) -> bool:
    """Whether a text before a colon can be a label: it is short, no number, and no clause."""
    longest = _LONGEST if text.isascii() else _LONGEST / 2
    return 0 < len(text) <= longest and not _NO_LABEL.search(text)


def is_key(piece: Piece) -> bool:
    """Whether the words say by themselves that they name a value: a number, a date, an amount, somebody."""
    return any(map(_KEY.search, piece.text.split("/")))


def can_be_label(piece: Piece) -> bool:
    """Whether a text without a colon can name what stands beside or below it."""
    text, longest = piece.text, _LONGEST_PLAIN if piece.text.isascii() else _LONGEST_PLAIN / 2
    if piece.marked or piece.is_remark or _NO_PLAIN.search(text) or not 1 + text.isascii() < len(text) <= longest:
        return False
    lettered = sum(map(str.isalpha, text)) > 0.5 * len(text.replace(" ", "")) and not piece.is_number
    return bool(_RANGE.match(text)) or (lettered and text.count(" ") < 6 and is_label(text))


def names_value(piece: Piece) -> bool:
    """Whether a text is a label by itself: by its colon, or by its words."""
    return piece.marked or (is_key(piece) and can_be_label(piece))
