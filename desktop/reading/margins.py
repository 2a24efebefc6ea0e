"""Running headers and footers: by position, and by being the same as on the pages beside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from desktop.domain.document import PageContent
from desktop.domain.geometry import Box, bounding
from desktop.reading.boxes import lines_in
from desktop.reading.words import Line, joined

_NEAR = 0.14
_PAGES_BESIDE = 4
#: a year is no page number
_ROMAN = r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_PAGE_NUMBER = re.compile(
    rf"^[-–—\s|]*+(?:第\s*+)?(?:page\s*+)?(?:(?:[a-z]-)?(?!(?:19|20)\d\d\b)\d{{1,5}}|{_ROMAN})\s*+页?\s*+"
    r"(?:(?:/|of|共|，共)\s*+\d{1,5}\s*+页?)?[-–—\s|]*+$",
    re.I,
)
_LONGEST = 120
_SET_OFF = 0.8  #: in type sizes: how far a margin is from the body; the header of a table is closer


def known_margins(near: Sequence[PageContent]) -> frozenset[str]:
    """What runs at the edges of the pages ``near``, next to this one or the next but one.

    It stands on two of them; on one where fewer than four are known. A statement that goes on on the next page has its
    title there too, and is no running header.
    """
    pages = [_edges(page) for page in near if page.blocks]
    counts = Counter(text for page in pages for text in page)
    least = 2 if len(pages) >= _PAGES_BESIDE else 1
    return frozenset(text for text, count in counts.items() if count >= least)


def _edges(page: PageContent) -> frozenset[str]:
    lines = (words for block in page.blocks for words in lines_in(block))
    edge = (words for words in lines if is_at_edge(bounding(word.box for word in words), page.page.height or 1.0))
    return frozenset(_folded(joined(words)) for words in edge)


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
    return [line for line in margin if (edge - line.box.y1 if top else line.box.y0 - edge) > _SET_OFF * line.size]


def _folded(text: str) -> str:
    return re.sub(r"\d+|\s+", "", text).lower() or "#"
