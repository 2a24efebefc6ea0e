"""Ruling lines of a scanned page, found in its pixels.

Library: OpenCV, https://docs.opencv.org/4.x/dd/dd7/tutorial_morph_lines_detection.html (lines by opening with a long,
thin kernel).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import cv2
import numpy
from numpy.typing import NDArray

from desktop.domain.geometry import Box
from desktop.reading.source import Picture

_SHORTEST = 0.03  #: of the picture's longer side
_THICKEST = 0.005
_MOST = 600  #: more are a pattern or a photograph


def ruling_lines(picture: Picture, texts: Sequence[Box]) -> tuple[Box, ...]:
    """Horizontal and vertical lines in pixels, as boxes as thin as the lines; none where there are too many.

    ``texts`` are the boxes of the lines of text: strokes of letters are no ruling lines.
    """
    rgb = numpy.frombuffer(picture.samples, numpy.uint8).reshape(picture.height, picture.width, 3)
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    longest = max(picture.width, picture.height)
    length, thickness = max(1, round(_SHORTEST * longest)), max(4.0, _THICKEST * longest)
    lines = (*_along(ink, length, thickness, 1), *_along(ink, length, thickness, 0))
    free = tuple(line for line in lines if not any(_is_stroke(line, text) for text in texts))
    return free if len(free) <= _MOST else ()


def _is_stroke(line: Box, text: Box) -> bool:
    """Whether a line lies among the letters of a text; one at the foot underlines it."""
    x, y = line.centre
    if line.width < line.height:
        return text.x0 < x < text.x1 and line.y0 > text.y0 - text.height and line.y1 < text.y1 + text.height
    inner = Box(text.x0, text.y0 + 0.15 * text.height, text.x1, text.y1 - 0.15 * text.height)
    shared = min(line.x1, inner.x1) - max(line.x0, inner.x0)
    return inner.y0 < y < inner.y1 and shared > 0.5 * line.width


def _along(ink: NDArray[Any], length: int, thickness: float, axis: int) -> Iterator[Box]:
    """Lines along an axis (1: from left to right); small breaks, and steps of a slant, are bridged."""
    size = (length, 1) if axis else (1, length)
    bridge = (9, 3) if axis else (3, 9)
    bridged = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, bridge))
    opened = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
    joined = cv2.dilate(opened, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    for x, y, width, height, _ in stats[1:].tolist():
        if (height if axis else width) <= thickness + 4:
            yield Box(float(x), float(y), float(x + width), float(y + height))
