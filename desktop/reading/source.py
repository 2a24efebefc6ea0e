"""What reading needs from the engines: protocols, and the raw nouns that cross that border.

Coordinates are points, origin top left, of the sheet as it is turned for reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from desktop.domain.document import BlockKind
from desktop.domain.geometry import Box


class Glyph(NamedTuple):
    """One character (or a ligature's letters) with its box; white space included.

    ``raised`` tells whether it is set smaller and above the line: a footnote's mark or an exponent.
    """

    text: str
    box: Box
    raised: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """Characters that the engine put on one line; ``block`` is the engine's own grouping.

    ``turn`` is how many degrees (clockwise) the sheet must be turned so that the line runs from left to right.
    """

    glyphs: tuple[Glyph, ...]
    size: float
    bold: bool = False
    block: int = 0
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as an engine found it: boxes of its cells, merged cells as one box.

    ``crammed`` tells that most of its cells had to be cut out of larger ones.
    """

    box: Box
    cells: tuple[Box, ...]
    header_rows: int = 0
    crammed: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a sheet as the layout model sees it."""

    kind: BlockKind
    box: Box


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels: rows of RGB bytes from the top; ``scale`` is pixels per point of the page."""

    width: int
    height: int
    samples: bytes
    scale: float


@dataclass(frozen=True, slots=True)
class OcrLine:
    """A line that OCR read: one box in pixels per character of ``text``; ``score`` is 0…1."""

    text: str
    boxes: tuple[Box, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is on a sheet besides text: ruling lines, pictures, how many paths at all, and how many curved or slanted."""

    rules: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    paths: int = 0
    curves: int = 0


class Sheet(Protocol):
    """One page, turned for reading."""

    @property
    def width(self) -> float:
        """Width in points, as turned."""

    @property
    def height(self) -> float:
        """Height in points, as turned."""

    def lines(self) -> tuple[TextLine, ...]:
        """The text layer, in the order of the file."""

    def drawn(self) -> Drawn:
        """Ruling lines and pictures."""

    def ruled_grids(self) -> tuple[Grid, ...]:
        """Tables whose cells are closed by ruling lines."""

    def regions(self) -> tuple[Region, ...]:
        """Parts of the sheet that the layout model sees; slow the first time."""

    def modelled_grids(self) -> tuple[Grid, ...]:
        """Tables that the layout model sees, with or without rules; slow."""

    def picture(self, part: Box | None = None) -> Picture:
        """The sheet, or a part of it, as pixels, for OCR; of bounded size."""


class Source(Protocol):
    """A document that can be read page by page; page numbers are 0-based."""

    def outline(self, number: int) -> dict[str, int]:
        """Headings that the document's own outline says begin on this page, with their levels from 1."""

    def sheet(self, number: int, turn: int = 0) -> Sheet:
        """The page as displayed, turned clockwise by ``turn`` degrees; KnownError if it can't be had."""

    def layered(self, picture: Picture, lines: tuple[OcrLine, ...]) -> Sheet:
        """A sheet made of a picture with the words read from it as its text layer."""


class Ocr(Protocol):
    """Reads pictures."""

    def turn(self, picture: Picture) -> int:
        """Degrees (0, 90, 180, 270) by which the picture must be turned clockwise to be upright."""

    def recognise(self, picture: Picture) -> tuple[OcrLine, ...]:
        """The lines of an upright picture."""


class SecondOpinion(Protocol):
    """Another library's view of the ruled tables of a page as displayed."""

    def ruled_grids(self, number: int) -> tuple[Grid, ...]:
        """Tables whose cells are closed by ruling lines."""
