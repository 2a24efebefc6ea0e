"""Words of blocks line by line, and their boxes."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.document import Block, Word
from desktop.domain.geometry import Box, bounding


def boxes_of(words: Iterable[Word]) -> tuple[Box, ...]:
    """One box per line of the words, which come in reading order."""
    lines: list[Box] = []
    for word in words:
        if lines and _same_line(lines[-1], word.box):
            lines[-1] = bounding((lines[-1], word.box))
        else:
            lines.append(word.box)
    return tuple(lines)


def lines_in(block: Block) -> tuple[tuple[Word, ...], ...]:
    """The words of a block that has a box per line, line by line."""
    lines: list[list[Word]] = [[] for _ in block.boxes]
    for word in block.words:
        x, y = word.box.centre
        owner = next((place for place, box in enumerate(block.boxes) if box.holds(x, y)), len(lines) - 1)
        lines[owner].append(word)
    return tuple(tuple(line) for line in lines if line)


def _same_line(line: Box, word: Box) -> bool:
    shared = min(line.y1, word.y1) - max(line.y0, word.y0)
    return shared > 0.4 * min(line.height, word.height) and word.x0 >= line.x0 - 1
