"""What belongs to what on a page: captions to their table or figure, footnotes to the text that has their mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from desktop.domain.document import Block, BlockKind
from desktop.domain.geometry import Box, bounding
from desktop.reading.order import share_columns

_FAR = 60.0
_SMALLER = 0.93
_MARK = re.compile(r"^[（(]?(\d{1,2}|[*†‡§]+|[①-⑳])[)）]?\s*(?=\S)")
_SHOWN = (BlockKind.TABLE, BlockKind.FIGURE)


def tied(blocks: Sequence[Block], height: float) -> tuple[Block, ...]:
    """The blocks with ``belongs`` set on captions and footnotes; ``height`` is the page's, in points."""
    noted = _with_footnotes(blocks, height)
    return tuple(replace(block, belongs=_owner(at, noted)) for at, block in enumerate(noted))


def _with_footnotes(blocks: Sequence[Block], height: float) -> list[Block]:
    """Small paragraphs that begin with a mark in the lower half of the page are footnotes."""
    sizes = [_size(block) for block in blocks if block.kind is BlockKind.PARAGRAPH and block.words]
    usual = median(sizes) if sizes else 0.0
    return [
        replace(block, kind=BlockKind.FOOTNOTE) if _is_footnote(block, usual, height) else block for block in blocks
    ]


def _is_footnote(block: Block, usual: float, height: float) -> bool:
    low = block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and block.boxes[0].y0 > 0.5 * height
    return low and bool(_MARK.match(block.text)) and 0 < _size(block) < _SMALLER * usual


def _owner(at: int, blocks: Sequence[Block]) -> int:
    if blocks[at].kind is BlockKind.CAPTION:
        return _shown_nearby(at, blocks)
    if blocks[at].kind is BlockKind.FOOTNOTE:
        return _marked(at, blocks)
    return -1


def _shown_nearby(at: int, blocks: Sequence[Block]) -> int:
    """The nearest table or figure above or below, in the same columns."""
    place = bounding(blocks[at].boxes)
    gaps = [
        (_gap(place, bounding(block.boxes)), index)
        for index, block in enumerate(blocks)
        if block.kind in _SHOWN and share_columns(place, bounding(block.boxes))
    ]
    gap, nearest = min(gaps, default=(_FAR, -1))
    return nearest if gap < _FAR else -1


def _gap(first: Box, second: Box) -> float:
    return max(first.y0 - second.y1, second.y0 - first.y1, 0.0)


def _marked(at: int, blocks: Sequence[Block]) -> int:
    """The first block above whose text has the footnote's mark, raised and so smaller than the words around it."""
    match = _MARK.match(blocks[at].text)
    if match is None:
        return -1
    above = (index for index in range(at) if blocks[index].kind is not BlockKind.FOOTNOTE)
    return next((index for index in above if _has_mark(blocks[index], match[1])), -1)


def _has_mark(block: Block, mark: str) -> bool:
    size = _size(block)
    return any(word.text == mark and (not mark.isdecimal() or word.box.height < 0.85 * size) for word in block.words)


def _size(block: Block) -> float:
    """The usual height of the block's words, in points."""
    return median(word.box.height for word in block.words) if block.words else 0.0
