"""Reading order: XY-cut over lines; columns are found by a gutter that runs along several lines.

After Nagy and Seth's recursive XY-cut (1984), with the gutter looked for in every run of bands, so that
titles and footnotes across all columns don't hide it.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from desktop.domain.document import Word
from desktop.domain.geometry import bounding
from desktop.reading.words import Line, line_of

_MIN_GUTTER = 8.0
_MIN_LINES = 3
_FILLED = 0.55

Span = tuple[float, float]


def in_reading_order(lines: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """Columns (regions) in reading order, each with its lines from the top; side-by-side pieces are joined."""
    if not lines:
        return ()
    bands = _bands(lines)
    regions: list[tuple[Line, ...]] = []
    plain: list[Line] = []
    start = 0
    while start < len(bands):
        end, gutter = _longest_run(bands, start)
        inside = [line for band in bands[start:end] for line in band]
        sides = _sides(inside, gutter)
        if sides is None:
            plain += _joined_band(bands[start])
            start += 1
            continue
        regions.extend([tuple(plain)] if plain else [])
        plain = []
        regions.extend(region for side in sides for region in in_reading_order(side))
        start = end
    return (*regions, tuple(plain)) if plain else tuple(regions)


def _bands(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that share height with each other, from the top."""
    bands: list[list[Line]] = []
    bottom = 0.0
    for line in sorted(lines, key=lambda one: one.box.y0 + one.box.y1):
        middle = (line.box.y0 + line.box.y1) / 2
        if bands and middle < bottom:
            bands[-1].append(line)
            bottom = max(bottom, line.box.y1 - 0.3 * line.box.height)
        else:
            bands.append([line])
            bottom = line.box.y1 - 0.3 * line.box.height
    return bands


def _longest_run(bands: Sequence[Sequence[Line]], start: int) -> tuple[int, Span]:
    """The furthest band down to which one gutter stays free, and that gutter."""
    gaps = _gaps(bands[start])
    best = (start + 1, (0.0, 0.0))
    for end in range(start, len(bands)):
        gaps = _shared(gaps, _gaps(bands[end]))
        inner = [gap for gap in gaps if _is_inner(gap, bands[start : end + 1])]
        if not gaps:
            break
        if inner:
            best = (end + 1, max(inner, key=lambda gap: gap[1] - gap[0]))
    return best


def _gaps(band: Sequence[Line]) -> list[Span]:
    """Free spans of x in a band, from minus to plus infinity."""
    free: list[Span] = []
    edge = float("-inf")
    for x0, x1 in sorted((line.box.x0, line.box.x1) for line in band):
        if x0 - edge >= _MIN_GUTTER:
            free.append((edge, x0))
        edge = max(edge, x1)
    return [*free, (edge, float("inf"))]


def _shared(first: Sequence[Span], second: Sequence[Span]) -> list[Span]:
    spans = [(max(a[0], b[0]), min(a[1], b[1])) for a in first for b in second]
    return [span for span in spans if span[1] - span[0] >= _MIN_GUTTER]


def _is_inner(gap: Span, bands: Sequence[Sequence[Line]]) -> bool:
    return float("-inf") < gap[0] and gap[1] < float("inf") and len(bands) > 1


def _sides(lines: Sequence[Line], gutter: Span) -> tuple[list[Line], list[Line]] | None:
    """The lines left and right of the gutter, if both look like columns of running text."""
    if gutter == (0.0, 0.0):
        return None
    left = [line for line in lines if line.box.x1 <= gutter[0] + 0.1]
    right = [line for line in lines if line.box.x0 >= gutter[1] - 0.1]
    return (left, right) if _is_column(left) and _is_column(right) else None


def _is_column(lines: Sequence[Line]) -> bool:
    if len(lines) < _MIN_LINES:
        return False
    box = bounding(line.box for line in lines)
    size = median(line.size for line in lines)
    bands = _bands(lines)
    filled = [sum(line.box.width for line in band) / max(box.width, 1.0) for band in bands]
    wordy = median(len(line.words) for line in lines) >= 4
    return box.width > 9 * size and wordy and len(bands) >= _MIN_LINES and median(filled) >= _FILLED


def _joined_band(band: Sequence[Line]) -> list[Line]:
    """Pieces side by side as one line, a gap between them being a space; tables stay apart."""
    pieces = sorted(band, key=lambda one: one.box.x0)
    if len(pieces) == 1 or any(piece.table >= 0 for piece in pieces):
        return sorted(band, key=lambda one: (one.box.y0, one.box.x0))
    words: list[Word] = []
    for piece in pieces:
        first = piece.words[0]
        gap = bool(words) and first.box.x0 - words[-1].box.x1 > 0.2 * piece.size
        words += [Word(first.text, first.box, gap), *piece.words[1:]]
    main = max(pieces, key=lambda piece: len(piece.words))
    return [line_of(words, main.size, main.bold, pieces[0].block)]
