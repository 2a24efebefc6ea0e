"""Boxes on a page: PDF points, origin top left, of the page as displayed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in points: left, top, right, bottom; x0 <= x1 and y0 <= y1.

    A tuple, as there is one for every letter of a page.
    """

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        """Area in square points."""
        return self.width * self.height

    @property
    def centre(self) -> tuple[float, float]:
        """The middle, as x and y."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def as_list(self) -> list[float]:
        """``[x0, y0, x1, y1]`` rounded to a hundredth of a point, as the JSON contract has it."""
        return [round(edge, 2) for edge in (self.x0, self.y0, self.x1, self.y1)]


def bounding(boxes: Iterable[Box]) -> Box:
    """The smallest box around all given ones; ValueError if there is none."""
    every = tuple(boxes)
    if not every:
        raise ValueError("no box to bound")
    left, top, right, bottom = zip(*every, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


def share(first: Iterable[Box], second: Iterable[Box]) -> float:
    """How much of the smaller of two places (boxes, one for each line) lies in the other: 0…1."""
    ours, theirs = tuple(first), tuple(second)
    smaller = min(sum(box.area for box in ours), sum(box.area for box in theirs))
    if smaller <= 0:
        return float(ours == theirs)
    return min(1.0, sum(overlap(one, other) for one in ours for other in theirs) / smaller)


def overlap(first: Box, second: Box) -> float:
    """Area that both cover, in square points."""
    width = min(first.x1, second.x1) - max(first.x0, second.x0)
    height = min(first.y1, second.y1) - max(first.y0, second.y0)
    return max(0.0, width) * max(0.0, height)
