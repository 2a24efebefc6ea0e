"""Tables made of rows of texts, and what is read of them."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.document import Block, BlockKind, Table
from desktop.domain.fact import Fact
from desktop.domain.geometry import Box, bounding
from desktop.reading.context import DocumentContext
from desktop.reading.source import Glyph, Grid, TextLine
from desktop.reading.tablefacts import table_facts
from desktop.reading.tables import in_context, table_of
from desktop.reading.words import Line, read_lines

CONTEXT = DocumentContext("d" * 64, "x.pdf", "Harbour", 2023)
WIDE, HIGH = 500.0, 20.0

Rows = Sequence[Sequence[str]]


def a_line(text: str, x: float, y: float) -> Line:
    """Five points a character, ten points high."""
    glyphs = tuple(Glyph(letter, Box(x + 5 * at, y, x + 5 * at + 5, y + 10)) for at, letter in enumerate(text))
    return read_lines([TextLine(glyphs, 10.0)])[0]


def read(rows: Rows, top: float = 0.0) -> tuple[Table, tuple[Line, ...]]:
    """A table of cells of the same size, each text in the middle of its cell but for labels; ``<`` joins a cell with
    the one before.
    """
    boxes: list[Box] = []
    lines: list[Line] = []
    for row, texts in enumerate(rows):
        y = top + HIGH * row
        for column, text in enumerate(texts):
            if text == "<":
                boxes[-1] = Box(boxes[-1].x0, y, WIDE * (column + 1), y + HIGH)
                continue
            boxes.append(Box(WIDE * column, y, WIDE * (column + 1), y + HIGH))
            left = 5.0 if column == 0 else WIDE * (column + 0.5) - 2.5 * len(text)
            lines += [a_line(text, left, y + 5)] if text else []
    table = table_of(0, Grid(bounding(boxes), tuple(boxes)), lines)
    assert table is not None
    return table, tuple(lines)


def facts(rows: Rows, context: DocumentContext = CONTEXT) -> list[Fact]:
    table, lines = read(rows)
    return facts_in(in_context(table, (), ()), lines, context)


def facts_in(table: Table, lines: Sequence[Line], context: DocumentContext = CONTEXT) -> list[Fact]:
    words = tuple(word for line in lines for word in line.words)
    return list(table_facts(context, table, 0, Block(0, BlockKind.TABLE, 0, "", (table.box,), words)))


def numbers(found: Sequence[Fact]) -> list[str]:
    return [f"{fact.quantity.number:f} {fact.quantity.unit}".strip() if fact.quantity else "" for fact in found]


def found_in(rows: Rows, context: DocumentContext = CONTEXT) -> list[tuple[str, str, str]]:
    return [(fact.triple.attribute, fact.triple.value, fact.period) for fact in facts(rows, context)]
