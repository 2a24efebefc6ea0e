"""Running headers and footers: by position, and by being the same as on the page before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.document import PageContent
from desktop.domain.geometry import Box
from desktop.reading.words import Line

_NEAR = 0.14
_PAGE_NUMBER = re.compile(
    r"^[-–—\s|]*(?:第\s*)?(?:page\s*)?(?:[a-z]-?)?[\divxlc]{1,5}\s*(?:页)?\s*(?:(?:/|of|共|，共)\s*\d{1,5}\s*页?)?[-–—\s|]*$",
    re.I,
)
_LONGEST = 120


def known_margins(before: PageContent | None, near: Sequence[str]) -> frozenset[str]:
    """What is known to stand at the edges of the pages beside: read from the page before, and the lines ``near``."""
    blocks = before.blocks if before else ()
    height = before.page.height if before else 1.0
    edge = (block for block in blocks if block.boxes and is_at_edge(block.boxes[0], height))
    return frozenset(_folded(text) for text in (*near, *(block.text for block in edge)))


def margins_of(
    free: Sequence[Line], lines: Sequence[Line], height: float, known: frozenset[str]
) -> tuple[list[Line], list[Line]]:
    """Lines of the header and of the footer among the ``free`` ones; ``known`` as ``known_margins`` has it."""
    margin = [line for line in free if is_at_edge(line.box, height) and _is_running(line.text, known)]
    header = _apart([line for line in margin if line.box.y1 < height / 2], lines, top=True)
    return header, _apart([line for line in margin if line.box.y1 >= height / 2], lines, top=False)


def is_at_edge(box: Box, height: float) -> bool:
    """Whether a box stands near the upper or lower edge of a page of this height."""
    return _distance(box, height) < _NEAR


def _distance(box: Box, height: float) -> float:
    """From the nearer edge of the page to the box's far side, as a share of the height."""
    return min(box.y1 / height, 1 - box.y0 / height)


def _is_running(text: str, known: frozenset[str]) -> bool:
    """Whether a line at an edge is a page's number, or the same as on another page but for digits."""
    if len(text) > _LONGEST:
        return False
    return _folded(text) in known or (len(text) < 20 and _PAGE_NUMBER.match(text) is not None)


def _apart(margin: list[Line], lines: Sequence[Line], top: bool) -> list[Line]:
    """A margin is set off from the body by more than a line; a page that is all margin has none."""
    inside = {id(line) for line in margin}
    body = [line for line in lines if id(line) not in inside]
    if not margin or not body:
        return []
    edge = min(line.box.y0 for line in body) if top else max(line.box.y1 for line in body)
    return [line for line in margin if (edge - line.box.y1 if top else line.box.y0 - edge) > 0.3 * line.size]


def _folded(text: str) -> str:
    return re.sub(r"\d+|\s+", "", text).lower() or "#"
