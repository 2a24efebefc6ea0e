"""Words of blocks line by line, and their boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.domain.document import Block, Word
from desktop.domain.geometry import Box, bounding

_BAND = 16.0  #: height in points of the bands that boxes are sorted into


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


class BoxIndex:
    """Finds the boxes that hold a point, by the bands of the page that they reach into."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._boxes = boxes
        self._bands: dict[int, list[int]] = {}
        for at, box in enumerate(boxes):
            for band in range(int(box.y0 // _BAND), int(box.y1 // _BAND) + 1):
                self._bands.setdefault(band, []).append(at)

    def holding(self, x: float, y: float) -> list[int]:
        """Indexes of the boxes that hold the point, in their order."""
        return [at for at in self._bands.get(int(y // _BAND), ()) if self._boxes[at].holds(x, y)]
