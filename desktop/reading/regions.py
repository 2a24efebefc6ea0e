"""Parts of a page, and the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from desktop.domain.document import BlockKind, Word
from desktop.domain.geometry import Box, bounding, overlap
from desktop.reading.order import in_reading_order
from desktop.reading.rows import side_by_side
from desktop.reading.source import Drawn, Region
from desktop.reading.words import Line, line_of

_MANY_PATHS = 30
_MIN_ROWS = 3
_WHOLE = 0.8
_WORDY = 0.35
_TOUCH = 0.1


@dataclass(frozen=True, slots=True)
class Part:
    """What stands together: lines of one kind."""

    kind: BlockKind
    box: Box
    lines: tuple[Line, ...]


def needs_model(lines: Sequence[Line], drawn: Drawn) -> bool:
    """Whether a page is more than lines of text under one another, so that the layout model must look at it."""
    return bool(drawn.pictures) or drawn.paths > _MANY_PATHS or len(side_by_side(lines)) >= _MIN_ROWS


def parts_of(lines: Sequence[Line], regions: Sequence[Region]) -> tuple[Part, ...]:
    """The lines by the regions that hold them, in reading order; what no region holds stays in its own block.

    A line that runs through several regions is cut.
    """
    owned: list[list[Line]] = [[] for _ in regions]
    free: list[Line] = []
    for line in lines:
        for owner, piece in _pieces(line, regions):
            (owned[owner] if owner >= 0 else free).append(piece)
    parts = [_part(region, own) for region, own in zip(regions, owned, strict=True) if own or _is_picture(region)]
    parts += [
        Part(BlockKind.PARAGRAPH, bounding(line.box for line in group), tuple(group)) for group in _by_block(free)
    ]
    return in_order(parts)


def columns_of(part: Part) -> tuple[tuple[Line, ...], ...]:
    """The lines of a part in reading order: that of the file where it goes down the page, else by their places."""
    return (in_file_order(part.lines),) if _goes_down(part.lines) else in_reading_order(part.lines)


def in_file_order(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines as they come, those made one that go on to the right at the same height."""
    every: list[Line] = []
    for line in lines:
        if every and line.table < 0 and _goes_on(every[-1], line):
            gap = line.box.x0 - every[-1].box.x1 > 0.2 * line.size
            first = Word(line.words[0].text, line.words[0].box, gap)
            size = max(every[-1].size, line.size)
            every[-1] = line_of((*every[-1].words, first, *line.words[1:]), size, every[-1].bold, line.block)
        else:
            every.append(line)
    return tuple(every)


def in_order(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Reading order of boxes, by the two rules of Breuel, "High Performance Document Layout Analysis" (2003).

    One part goes before another if they share columns and it stands higher, or if it stands wholly to the left
    and nothing that spans both lies between them.
    """
    before = [[_precedes(a, b, parts) for b in parts] for a in parts]
    left = sorted(range(len(parts)), key=lambda one: (parts[one].box.y0, parts[one].box.x0))
    done: list[int] = []
    while left:
        ready = [one for one in left if not any(before[other][one] for other in left if other != one)]
        first = min(ready or left, key=lambda one: _distance(parts, done, one))
        done.append(first)
        left.remove(first)
    return tuple(parts[one] for one in done)


def _goes_down(lines: Sequence[Line]) -> bool:
    """Whether each line goes on to the right of the one before it or stands below it."""
    return all(
        _goes_on(above, below) or below.box.centre[1] > above.box.centre[1] + 0.3 * min(above.size, below.size)
        for above, below in pairwise(lines)
        if above.table < 0 and below.table < 0
    ) and not _is_torn(lines)


def _is_torn(lines: Sequence[Line]) -> bool:
    """Whether lines below one another stand in different columns."""
    return any(
        not _share_columns(above.box, below.box) and not _goes_on(above, below) for above, below in pairwise(lines)
    )


def _goes_on(line: Line, following: Line) -> bool:
    shared = min(line.box.y1, following.box.y1) - max(line.box.y0, following.box.y0)
    level = shared > 0.4 * min(line.box.height, following.box.height)
    return level and following.box.x0 >= line.box.x1 - 0.5 * line.size


def _distance(parts: Sequence[Part], done: Sequence[int], one: int) -> tuple[bool, float, float]:
    """What goes on below the part read last comes first, then what stands furthest left and up."""
    box = parts[one].box
    below = bool(done) and _share_columns(parts[done[-1]].box, box)
    return not below, box.y0 if below else box.x0, box.y0


def _precedes(a: Part, b: Part, parts: Sequence[Part]) -> bool:
    if a is b:
        return False
    if _share_columns(a.box, b.box):
        return a.box.centre[1] < b.box.centre[1]
    if a.box.centre[0] > b.box.centre[0]:
        return False
    top, bottom = min(a.box.y1, b.box.y1), max(a.box.y0, b.box.y0)
    return not any(
        top <= c.box.centre[1] <= bottom and _share_columns(a.box, c.box) and _share_columns(b.box, c.box)
        for c in parts
    )


def _share_columns(a: Box, b: Box) -> bool:
    shared = min(a.x1, b.x1) - max(a.x0, b.x0)
    return shared > _TOUCH * max(min(a.width, b.width), 1.0)


def _pieces(line: Line, regions: Sequence[Region]) -> Iterator[tuple[int, Line]]:
    """The line, or its parts, each with the region that holds it (-1 for none)."""
    near = [at for at, region in enumerate(regions) if overlap(line.box, region.box) > 0]
    whole = [at for at in near if overlap(line.box, regions[at].box) > _WHOLE * line.box.area]
    if line.table >= 0 or not near or len(near) == 1 == len(whole):
        yield (whole[0] if whole and line.table < 0 else -1, line)
        return
    if whole:
        yield min(whole, key=lambda at: regions[at].box.area), line
        return
    for owner, words in groupby(line.words, key=lambda word: _owner(word, near, regions)):
        yield owner, line_of(tuple(words), line.size, line.bold, line.block)


def _owner(word: Word, near: Sequence[int], regions: Sequence[Region]) -> int:
    holding = [at for at in near if regions[at].box.holds(*word.box.centre)]
    return min(holding, key=lambda at: regions[at].box.area, default=-1)


def _is_picture(region: Region) -> bool:
    return region.kind is BlockKind.FIGURE


def _part(region: Region, lines: Sequence[Line]) -> Part:
    """A picture full of words is text."""
    inked = sum(line.box.area for line in lines)
    wordy = region.kind is BlockKind.FIGURE and inked > _WORDY * region.box.area
    kind = BlockKind.PARAGRAPH if wordy else region.kind
    return Part(kind, bounding([region.box, *(line.box for line in lines)]), tuple(lines))


def _by_block(lines: Sequence[Line]) -> Iterator[list[Line]]:
    groups: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.block, line.table), []).append(line)
    yield from groups.values()
