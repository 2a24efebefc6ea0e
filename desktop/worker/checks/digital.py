"""Checks on documents with a text layer: opened, taken apart, tables by three engines, facts, a picture."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from desktop.domain.document import BlockKind, PageContent
from desktop.domain.fact import Fact
from desktop.reading.context import document_context
from desktop.reading.facts import facts_of
from desktop.reading.reader import read_page
from desktop.reading.source import Grid
from desktop.worker.checks import samples
from desktop.worker.checks.finding import Check, Seen, Subject, UnexpectedError, expect, in_words

_PNG_SIZE = slice(16, 24)  #: width and height, four bytes each, behind signature and chunk head: PNG 1.2, 3.2 and 4.1.1
_PARAGRAPH = "makes tide gauges and harbour lights"


def checks() -> Iterator[Check]:
    """One check per engine and step."""
    for name in samples.ALL:
        yield Check(Subject.OPENING, name, partial(_opened, name))
    yield Check(Subject.STRUCTURE, "", _structure)
    yield Check(Subject.TABLE, "", _table)
    yield Check(Subject.GRID, "PyMuPDF", partial(_grid, _by_mupdf))
    yield Check(Subject.GRID, "pdfplumber", partial(_grid, _by_plumber))
    yield Check(Subject.GRID, "PyMuPDF layout", partial(_grid, _by_layout))
    for name, told in (
        (samples.SUMMARY, "Harbour Light Instruments plc, Operating profit, 19,804 = 19804000"),
        (samples.REPORT, "青禾电子, 营业收入, 256,413.07 = 2564130700"),
    ):
        yield Check(Subject.FACTS, name, partial(_facts, name, told))
    yield Check(Subject.PICTURE, "", _picture)


def table_rows(content: PageContent) -> tuple[str, ...]:
    """The rows of a page's tables, cells side by side."""
    rows: dict[tuple[int, int], list[str]] = {}
    for index, table in enumerate(content.tables):
        for cell in table.cells:
            rows.setdefault((index, cell.row), []).append(cell.text)
    return tuple(" | ".join(row) for row in rows.values())


def _opened(name: str) -> Seen:
    from desktop.engines.mupdf import open_document

    with open_document(samples.sample(name)) as source:
        sheet = source.sheet(0)
        return Seen(f"{sheet.width:.0f} × {sheet.height:.0f} pt")


def _structure() -> Seen:
    content = _read(samples.SUMMARY)
    headings = [block for block in content.blocks if block.kind in (BlockKind.TITLE, BlockKind.HEADING)]
    told = " › ".join(f"{block.text} ({block.kind} {block.level})" for block in headings)
    expect("Harbour Light Instruments plc (title 1) › Annual summary 2023 (heading 2) › Income statement", told)
    paragraphs = [block.text for block in content.blocks if block.kind is BlockKind.PARAGRAPH]
    expect(_PARAGRAPH, " ¶ ".join(paragraphs))
    return Seen(f"{told} ¶ “… {_PARAGRAPH} …”", samples.SUMMARY, 1)


def _table() -> Seen:
    content = _read(samples.SUMMARY)
    rows = table_rows(content)
    expect("Operating profit | 23,517 | 19,804", " / ".join(rows))
    expect(" | 2023 | 2022", " / ".join(" | ".join(table.columns) for table in content.tables))
    return Seen(f"{rows[0]} / … / {rows[4]}", samples.SUMMARY, 1)


def _grid(find: Callable[[], Sequence[Grid]]) -> Seen:
    """The income statement is a grid of seven rows and three columns."""
    with _silent_errors() as met:
        grids = find()
    told = ", ".join(_size(grid) for grid in grids)
    if told != "7 × 3":
        raise UnexpectedError("7 × 3", "; ".join(filter(None, (told or "0 × 0", *met))))
    return Seen(told, samples.SUMMARY, 1)


def _by_mupdf() -> Sequence[Grid]:
    from desktop.engines.mupdf import open_document

    with open_document(samples.sample(samples.SUMMARY)) as source:
        return source.sheet(0).ruled_grids()


def _by_plumber() -> Sequence[Grid]:
    from desktop.engines.plumber import Plumber

    return Plumber(samples.sample(samples.SUMMARY)).ruled_grids(0)


def _by_layout() -> Sequence[Grid]:
    from desktop.engines.mupdf import open_document

    with open_document(samples.sample(samples.SUMMARY)) as source:
        return source.sheet(0).modelled_grids()


def _size(grid: Grid) -> str:
    """Rows and columns, by the edges of the cells."""
    rows, columns = {round(cell.y0) for cell in grid.cells}, {round(cell.x0) for cell in grid.cells}
    return f"{len(rows)} × {len(columns)}"


@contextmanager
def _silent_errors() -> Iterator[list[str]]:
    """What pdfplumber raised meanwhile: its adapter lets a second opinion be missing, and only logs why."""
    met: list[str] = []

    def note(record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1]:
            met.append(in_words(record.exc_info[1]))
        return False

    logger = logging.getLogger("desktop.engines.plumber")
    level = logger.level
    logger.addFilter(note)
    logger.setLevel(logging.DEBUG)
    try:
        yield met
    finally:
        logger.removeFilter(note)
        logger.setLevel(level)


def _facts(name: str, told: str) -> Seen:
    content = _read(name)
    found = facts_of(document_context(name, name, (content,)), content)
    expect(told, "; ".join(_told(fact) for fact in found))
    return Seen(told, name, 1)


def _told(fact: Fact) -> str:
    triple, quantity = fact.triple, fact.quantity
    number = f" = {quantity.number.normalize():f}" if quantity else ""
    return f"{triple.entity}, {triple.attribute}, {triple.value}{number}"


def _picture() -> Seen:
    from desktop.engines.mupdf import open_document

    with open_document(samples.sample(samples.SUMMARY)) as source:
        png = source.page_png(0, 2.0)
    size = png[_PNG_SIZE]
    told = f"{png[1:4].decode(errors='replace')} {int.from_bytes(size[:4])} × {int.from_bytes(size[4:])}"
    expect("PNG 1190 × 1684", told)
    return Seen(told, samples.SUMMARY, 1)


def _read(name: str) -> PageContent:
    from desktop.engines.mupdf import open_document
    from desktop.engines.plumber import Plumber

    file = samples.sample(name)
    with open_document(file) as source:
        return read_page(source, 0, None, Plumber(file))
