"""Boxes of words, one per line."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.document import Word
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


def _same_line(line: Box, word: Box) -> bool:
    shared = min(line.y1, word.y1) - max(line.y0, word.y0)
    return shared > 0.4 * min(line.height, word.height) and word.x0 >= line.x0 - 1
