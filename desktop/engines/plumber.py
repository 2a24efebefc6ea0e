"""pdfplumber: a second opinion on ruled tables.

Library: https://github.com/jsvine/pdfplumber, version 0.11.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pdfplumber

from desktop.domain.geometry import Box
from desktop.reading.source import Grid

_LINES = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}


class Plumber:
    """Looks at single pages of a PDF; the file is opened for each, so that memory stays bounded."""

    def __init__(self, path: Path, password: str = "") -> None:
        logging.getLogger("pdfminer").setLevel(logging.ERROR)
        self._path, self._password = path, password

    def ruled_grids(self, number: int) -> tuple[Grid, ...]:
        """Tables whose cells are closed by ruling lines; none where the page can't be read at all."""
        try:
            with pdfplumber.open(self._path, pages=[number + 1], password=self._password) as document:
                return tuple(_grid(table, page) for page in document.pages for table in page.find_tables(_LINES))
        except Exception:  # pdfminer raises whatever it likes; an opinion may be missing
            logging.getLogger(__name__).debug("no second opinion on page %d", number, exc_info=True)
            return ()


def _grid(table: Any, page: Any) -> Grid:
    """The table with the page's own offset taken off, as other coordinates have it."""
    left, top = float(page.bbox[0]), float(page.bbox[1])
    return Grid(_box(table.bbox, left, top), tuple(_box(cell, left, top) for cell in table.cells))


def _box(edges: Any, left: float, top: float) -> Box:
    x0, y0, x1, y1 = (float(edge) for edge in edges)
    return Box(x0 - left, y0 - top, x1 - left, y1 - top)
