"""Running headers and footers: by position, and by being the same as on the page before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.document import BlockKind, PageContent
from desktop.reading.words import Line

_EDGE = 0.085
_NEAR = 0.14
_PAGE_NUMBER = re.compile(
    r"^[-–—\s|]*(?:第\s*)?(?:page\s*)?(?:[a-z]-?)?[\divxlc]{1,5}\s*(?:页)?\s*(?:(?:/|of|共|，共)\s*\d{1,5}\s*页?)?[-–—\s|]*$",
    re.I,
)
_LONGEST = 120


def split_margins(
    lines: Sequence[Line], height: float, before: PageContent | None
) -> tuple[list[Line], list[Line], list[Line]]:
    """Lines of the header, of the body, and of the footer."""
    known = _known(before)
    header = [line for line in lines if _is_margin(line, line.box.y1 / height, known, BlockKind.HEADER)]
    footer = [line for line in lines if _is_margin(line, 1 - line.box.y0 / height, known, BlockKind.FOOTER)]
    header, footer = _apart(header, lines, top=True), _apart(footer, lines, top=False)
    margin = {id(line) for line in (*header, *footer)}
    return header, [line for line in lines if id(line) not in margin], footer


def _is_margin(line: Line, distance: float, known: frozenset[str], kind: BlockKind) -> bool:
    """``distance`` is from the page's edge to the line's far side, as a share of the height."""
    text = line.text
    if distance > _NEAR or len(text) > _LONGEST:
        return False
    if _folded(text) in known or (_PAGE_NUMBER.match(text) and len(text) < 20):
        return True
    return distance < _EDGE and kind is BlockKind.HEADER and not known and len(text) < 60


def _apart(margin: list[Line], lines: Sequence[Line], top: bool) -> list[Line]:
    """A margin is set off from the body by more than a line; a page that is all margin has none."""
    inside = {id(line) for line in margin}
    body = [line for line in lines if id(line) not in inside]
    if not margin or not body:
        return []
    edge = min(line.box.y0 for line in body) if top else max(line.box.y1 for line in body)
    return [line for line in margin if (edge - line.box.y1 if top else line.box.y0 - edge) > 0.3 * line.size]


def _known(before: PageContent | None) -> frozenset[str]:
    if before is None:
        return frozenset()
    kinds = (BlockKind.HEADER, BlockKind.FOOTER)
    return frozenset(_folded(block.text) for block in before.blocks if block.kind in kinds)


def _folded(text: str) -> str:
    return re.sub(r"\d+|\s+", "", text).lower() or "#"
