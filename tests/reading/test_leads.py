"""Which caption or sentence leads to a table."""

from __future__ import annotations

import pytest

from desktop.domain.document import Table
from desktop.domain.geometry import Box
from desktop.reading.leads import lead_of
from desktop.reading.source import Glyph, TextLine
from desktop.reading.words import Line, read_lines

TABLE = Table(0, Box(0.0, 200.0, 400.0, 300.0), ())


def above(*texts: str, end: float = 195.0) -> list[Line]:
    """Lines of ten points, twelve apart, the last one ending here; nearest first."""
    found = []
    for at, text in enumerate(reversed(texts)):
        y = end - 12.0 * at - 10.0
        glyphs = tuple(Glyph(letter, Box(5.0 * i, y, 5.0 * i + 5, y + 10)) for i, letter in enumerate(text))
        found += read_lines([TextLine(glyphs, 10.0)])
    return found


@pytest.mark.parametrize(
    ("texts", "lead"),
    [
        (("Inventories", "Inventories of the group are as follows:"), "Inventories of the group are as follows"),
        (("The table below. It goes on here with other things and",), ""),
        (("Table 3. We then compare our results with others",), ""),
        (("表1中的数据来自公司",), ""),
        (("表1 主要指标",), "表1 主要指标"),
        (("Exhibit A. Leases by year",), "Exhibit A. Leases by year"),
        (
            ("We sold much. Sales by region were as follows", "(in millions):"),
            "Sales by region were as follows (in millions)",
        ),
        (("Sales grew.",), ""),
    ],
)
def test_lead(texts: tuple[str, ...], lead: str) -> None:
    assert lead_of(TABLE, above(*texts), (), None) == lead


def test_a_caption_of_the_table_before_is_not_this_ones() -> None:
    before = Table(0, Box(0.0, 50.0, 400.0, 90.0), ())
    prose = above("Table 1: Accuracy of the methods", end=106.0)
    near = above("We now look at recall.")
    assert lead_of(TABLE, [*near, *prose], (), before) == ""
    caption = above("Table 2: Recall of all the methods that were tried", "by the authors")
    source = above("Source: own", end=104.0)
    assert lead_of(TABLE, [*caption, *source], (), before).startswith("Table 2: Recall")
