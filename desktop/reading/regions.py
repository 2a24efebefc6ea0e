"""Parts of a page, and the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

from desktop.domain.document import BlockKind, Page, Word
from desktop.domain.geometry import Box, bounding, overlap
from desktop.reading.order import in_reading_order, order_of, share_columns
from desktop.reading.rows import looks_tabular, stands_in_columns
from desktop.reading.source import Drawn, Region
from desktop.reading.words import Line, line_of

_MANY_CURVES = 20
_SMALLEST_PICTURE = 0.02
_WHOLE = 0.8


@dataclass(frozen=True, slots=True)
class Part:
    """What stands together: lines of one kind."""

    kind: BlockKind
    box: Box
    lines: tuple[Line, ...]


def needs_model(lines: Sequence[Line], drawn: Drawn, page: Page) -> bool:
    """Whether there is more than lines of text under one another, so that the layout model must look at the page.

    ``lines`` are those that no ruled table has taken.
    """
    area = page.width * page.height
    pictured = any(_SMALLEST_PICTURE * area < box.area for box in drawn.pictures)
    return pictured or drawn.curves > _MANY_CURVES or looks_tabular(lines) or stands_in_columns(lines)


def parts_of(lines: Sequence[Line], regions: Sequence[Region]) -> tuple[Part, ...]:
    """The lines by the regions that hold them, in reading order; what no region holds is put together by its place.

    A line that runs through several regions is cut.
    """
    sure = [region for region in regions if not _holds_others(region, regions)]
    owned: list[list[Line]] = [[] for _ in sure]
    free: list[Line] = []
    for line in lines:
        for owner, piece in _pieces(line, sure):
            (owned[owner] if owner >= 0 else free).append(piece)
    parts = [_part(region, own) for region, own in zip(sure, owned, strict=True) if own or _is_picture(region)]
    return in_order([*parts, *_free_parts(free, parts)])


def _holds_others(region: Region, regions: Sequence[Region]) -> bool:
    """Whether the model put several regions into this one: then it is the ground that they stand on."""
    inside = (one for one in regions if one is not region and overlap(one.box, region.box) > _WHOLE * one.box.area)
    return region.kind is BlockKind.PARAGRAPH and len(list(inside)) > 1


def _free_parts(lines: Sequence[Line], parts: Sequence[Part]) -> Iterator[Part]:
    """Columns of lines that no region holds, cut where a part stands between two of them."""
    for column in in_reading_order(lines):
        group: list[Line] = []
        for line in column:
            if group and (line.table >= 0 or group[-1].table >= 0 or _is_between(group[-1], line, parts)):
                yield Part(BlockKind.PARAGRAPH, bounding(one.box for one in group), tuple(group))
                group = []
            group.append(line)
        yield Part(BlockKind.PARAGRAPH, bounding(one.box for one in group), tuple(group))


def _is_between(above: Line, below: Line, parts: Sequence[Part]) -> bool:
    room = bounding((above.box, below.box))
    return any(
        above.box.centre[1] < part.box.centre[1] < below.box.centre[1] and share_columns(room, part.box)
        for part in parts
    )


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
    """The parts in reading order."""
    return tuple(parts[at] for at in order_of([part.box for part in parts]))


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
        not share_columns(above.box, below.box) and not _goes_on(above, below) for above, below in pairwise(lines)
    )


def _goes_on(line: Line, following: Line) -> bool:
    shared = min(line.box.y1, following.box.y1) - max(line.box.y0, following.box.y0)
    level = shared > 0.4 * min(line.box.height, following.box.height)
    return level and following.box.x0 >= line.box.x1 - 0.5 * line.size


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
    owners = _owners(line, near, regions)
    for owner, pairs in groupby(zip(owners, line.words, strict=True), key=itemgetter(0)):
        yield owner, line_of([word for _, word in pairs], line.size, line.bold, line.block)


def _owners(line: Line, near: Sequence[int], regions: Sequence[Region]) -> list[int]:
    """The region of each word; one that no region holds goes with the word beside it, unless a gap is between."""
    owners = [_owner(word, near, regions) for word in line.words]
    for at in range(1, len(owners)):
        if owners[at] < 0 and line.words[at].box.x0 - line.words[at - 1].box.x1 < line.size:
            owners[at] = owners[at - 1]
    for at in range(len(owners) - 2, -1, -1):
        if owners[at] < 0 and line.words[at + 1].box.x0 - line.words[at].box.x1 < line.size:
            owners[at] = owners[at + 1]
    return owners


def _owner(word: Word, near: Sequence[int], regions: Sequence[Region]) -> int:
    holding = [at for at in near if regions[at].box.holds(*word.box.centre)]
    return min(holding, key=lambda at: regions[at].box.area, default=-1)


def _is_picture(region: Region) -> bool:
    return region.kind is BlockKind.FIGURE


def _part(region: Region, lines: Sequence[Line]) -> Part:
    return Part(region.kind, bounding([region.box, *(line.box for line in lines)]), tuple(lines))
