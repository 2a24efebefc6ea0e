"""Where a page, and a box on it, lies on the screen. Pure: points in, pixels out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.geometry import Box, bounding

ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0)
POINTS_PER_INCH = 72.0
_MOST_PIXELS = 24_000_000


@dataclass(frozen=True, slots=True)
class Placing:
    """A page whose corner lies at (left, top) of a widget, at ``scale`` pixels per point."""

    left: float
    top: float
    scale: float

    def place(self, box: Box) -> Box:
        """The box in pixels of the widget."""
        return Box(
            self.left + box.x0 * self.scale,
            self.top + box.y0 * self.scale,
            self.left + box.x1 * self.scale,
            self.top + box.y1 * self.scale,
        )


def zoom_step(zoom: float, steps: int) -> float:
    """The next rung of the zoom ladder, up or down."""
    rungs = [rung for rung in ZOOMS if (rung > zoom + 1e-3 if steps > 0 else rung < zoom - 1e-3)]
    if not rungs:
        return ZOOMS[-1] if steps > 0 else ZOOMS[0]
    return rungs[0] if steps > 0 else rungs[-1]


def fit_width(page_width: float, room: float, pixels_per_inch: float) -> float:
    """The zoom (1.0 is true size) at which a page fills the room's width, within the ladder's ends."""
    if page_width <= 0:
        return 1.0
    zoom = room / page_width * POINTS_PER_INCH / pixels_per_inch
    return min(max(zoom, ZOOMS[0]), ZOOMS[-1])


def bounded(resolution: float, width: float, height: float) -> float:
    """Pixels per point to ask the painter for, so that a huge page does not fill the memory."""
    pixels = width * height * resolution * resolution
    return resolution if pixels <= _MOST_PIXELS else resolution * (_MOST_PIXELS / pixels) ** 0.5


def centre_of(boxes: Sequence[Box]) -> tuple[float, float]:
    """The middle of what all boxes cover."""
    return bounding(boxes).centre
