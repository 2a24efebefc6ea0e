"""Lines to blocks: paragraphs, headings, list items, captions, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from statistics import median

from desktop.domain.document import Block, BlockKind, PageContent
from desktop.domain.geometry import bounding
from desktop.domain.headings import numbering_level
from desktop.domain.units import is_only_unit
from desktop.reading.headings import heading_level
from desktop.reading.words import Line, is_wide, joined, joined_lines

_LIST = re.compile(r"^(?:[•●○■◆▪‣·※➢✓\-–—*]\s|[①-⑳]|[（(]?[a-zA-Z\d]{1,2}[）)]\s|\d{1,2}[.、．]\s*\D)")
_CAPTION = re.compile(r"^(?:图|表|圖)\s*[\d一二三四五六七八九十]+|^(?:figure|fig\.|table|exhibit)\s+\d+\b", re.I)
_LONGEST_HEADING = 160
_UNEVEN = 0.35  #: how much the size of lines of one paragraph may differ as text recognition sees it
_MUCH_LARGER = 1.4
_RUNNING = (BlockKind.HEADER, BlockKind.FOOTER)
_SENTENCE_END = tuple("。！？.!?:：；;")
_PAIR = re.compile(
    r"^[^\s:：,，。；;]{1,20}(?:\s[^\s:：,，。；;]{1,20}){0,3}\s*[:：]\s*\S|^[^,，。；;]{1,16}[,，][^,，。；;]{1,16}[,，]\S"
)


@dataclass(frozen=True, slots=True)
class Body:
    """How the running text of a page, or of a region that the layout model sees as one, is set."""

    size: float
    bold: bool
    is_region: bool = False


def body_of(lines: Sequence[Line], is_region: bool = False) -> Body:
    """Size and weight that most characters have."""
    sizes: Counter[float] = Counter()
    bold = 0
    for line in lines:
        letters = sum(len(word.text) for word in line.words)
        sizes[round(line.size, 1)] += letters
        bold += letters if line.bold else -letters
    return Body(sizes.most_common(1)[0][0] if sizes else 10.0, bold > 0, is_region)


def blocks_of(
    page: int, region: Sequence[Line], body: Body, kind: BlockKind = BlockKind.PARAGRAPH
) -> tuple[Block, ...]:
    """Blocks of one column; ``kind`` is what the layout model takes it for."""
    if kind in (BlockKind.TITLE, BlockKind.HEADING) and region:
        return (_heading(page, region, body, kind),)
    return tuple(_as(_block(page, paragraph, body), kind) for paragraph in _paragraphs(region, body))


def plain_block(page: int, kind: BlockKind, lines: Sequence[Line]) -> Block:
    """A block of this kind from these lines."""
    words = joined_lines([line.words for line in lines], flowing=True)
    return Block(page, kind, 0, joined(words), tuple(line.box for line in lines), words)


def with_continuation(blocks: Sequence[Block], before: PageContent | None) -> tuple[Block, ...]:
    """The blocks, the first paragraph marked where it goes on from the end of the page before."""
    aside = (*_RUNNING, BlockKind.FIGURE, BlockKind.CAPTION)
    first = next((at for at, block in enumerate(blocks) if block.kind not in aside), -1)
    if before is None or first < 0 or blocks[first].kind is not BlockKind.PARAGRAPH:
        return tuple(blocks)
    last = next((block for block in reversed(before.blocks) if block.kind not in (*aside, BlockKind.FOOTNOTE)), None)
    goes_on = (
        last is not None and last.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and _is_open(last, blocks[first])
    )
    return tuple(replace(block, continues=goes_on and at == first) for at, block in enumerate(blocks))


def _is_open(last: Block, following: Block) -> bool:
    """Whether a paragraph ends in the middle of a sentence that the other goes on with."""
    ended = last.text.endswith((*_SENTENCE_END, "”", '"', "）", ")"))
    begins = following.text[:1]
    return not ended and (begins.islower() or is_wide(begins)) and not _LIST.match(following.text)


def _heading(page: int, lines: Sequence[Line], body: Body, kind: BlockKind) -> Block:
    block = _block(page, lines, body)
    named = any(map(str.isalpha, block.text)) and not is_only_unit(block.text)
    if block.level or len(block.text) > _LONGEST_HEADING or not named:
        return block
    return replace(block, kind=kind, level=1 if kind is BlockKind.TITLE else 3)


def _as(block: Block, kind: BlockKind) -> Block:
    """The block as the model's kind, where it is running text otherwise."""
    takes = block.kind is BlockKind.PARAGRAPH and kind in (BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.FOOTNOTE)
    return replace(block, kind=kind) if takes else block


def _paragraphs(region: Sequence[Line], body: Body) -> list[list[Line]]:
    if not region:
        return []
    column = bounding(line.box for line in region)
    leading = _leading(region)
    paragraphs = [[region[0]]]
    for previous, line in pairwise(region):
        joins = _goes_on(previous, line, leading, body) and not _starts(previous, line, column.x0, column.x1, body)
        if joins:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _leading(region: Sequence[Line]) -> float:
    """The usual distance from line to line, in units of the type size."""
    steps = [
        (below.box.y0 - above.box.y0) / max(above.size, 1.0)
        for above, below in pairwise(region)
        if 0 < below.box.y0 - above.box.y0 < 3 * above.size
    ]
    return median(steps) if steps else 1.5


def _goes_on(previous: Line, line: Line, leading: float, body: Body) -> bool:
    step = (line.box.y0 - previous.box.y0) / max(previous.size, 1.0)
    alike = abs(line.size - previous.size) <= (_UNEVEN if body.is_region else 0.12) * previous.size
    weight = line.bold == previous.bold or body.is_region
    return alike and weight and 0 < step <= max(1.25 * leading, 1.3)


def _starts(previous: Line, line: Line, left: float, right: float, body: Body) -> bool:
    """Whether ``line`` begins a paragraph, seen from the line above it in the same column."""
    size = line.size
    room = right - previous.box.x1
    if _LIST.match(line.text) or _CAPTION.match(line.text):
        return True
    if _PAIR.match(line.text) and (room > 1.5 * size or _PAIR.match(previous.text)):
        return True
    if 0 < numbering_level(line.text) <= 3 or _ends_heading(previous, line, body):
        return True
    first_indented = line.box.x0 > left + 1.2 * size and previous.box.x0 < left + 0.8 * size
    ended = previous.text.endswith(_SENTENCE_END) and room > 2 * size
    short = not body.is_region and room > line.words[0].box.width + 1.2 * size and room > 0.12 * (right - left)
    return first_indented or ended or short


def _ends_heading(previous: Line, line: Line, body: Body) -> bool:
    """Whether ``previous`` is a heading that doesn't go on in ``line``: one set large may take several lines."""
    if _level([previous], body) == 0:
        return False
    large = line.size >= 1.15 * body.size and abs(line.size - previous.size) < 0.05 * line.size
    return not large or _level([line], body) == 0


def _level(lines: Sequence[Line], body: Body) -> int:
    """The level of a heading; in what the model takes for text, only a number makes one, or type that is much larger."""
    if body.is_region and lines[0].size < _MUCH_LARGER * body.size:
        return heading_level(lines, inf, body_bold=True)
    return heading_level(lines, body.size, body.bold)


def _block(page: int, lines: Sequence[Line], body: Body) -> Block:
    block = plain_block(page, BlockKind.PARAGRAPH, lines)
    level = _level(lines, body)
    kind = _kind(block.text, lines, level, body)
    level = level if kind in (BlockKind.TITLE, BlockKind.HEADING) else 0
    return Block(page, kind, level, block.text, block.boxes, block.words)


def _kind(text: str, lines: Sequence[Line], level: int, body: Body) -> BlockKind:
    if _CAPTION.match(text) and len(lines) <= 3:
        return BlockKind.CAPTION
    if level == 1 and page_title(lines, body):
        return BlockKind.TITLE
    if level:
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM if _LIST.match(text) else BlockKind.PARAGRAPH


def page_title(lines: Sequence[Line], body: Body) -> bool:
    """Whether these lines are set so large that they are a title."""
    return lines[0].size >= 1.6 * body.size
