"""Facts as CSV, and back: UTF-8 with BOM, opened by spreadsheets without running anything in it."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from desktop.domain.fact import Review

COLUMNS = (
    "entity",
    "attribute",
    "value",
    "number",
    "unit",
    "period",
    "document",
    "page",
    "quote",
    "confidence",
    "review",
)
_RUNS = tuple("=+-@＝＋－＠\t\r\n")  #: a cell that begins so may be run as a formula
_NEGATIVE = re.compile(r"-\d[\d,]*(?:\.\d+)?%?")


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A line of the CSV; ``document`` is the document's name, ``page`` is 1-based, as people count.

    What was computed stands on no page: ``document`` names those of its figures, ``quote`` is the formula.
    """

    entity: str
    attribute: str
    value: str
    number: Decimal | None
    unit: str
    period: str
    document: str
    page: int | None
    quote: str
    confidence: float
    review: Review


def write_csv(path: Path, facts: Iterable[ExportRow]) -> int:
    """Write the rows and put the file in its place only when it is whole; how many there were. OSError."""
    return write_rows(path, COLUMNS, map(_cells, facts))


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a CSV, no cell of which a spreadsheet runs, whole or not at all; how many rows there were. OSError."""
    count = 0
    with replaced(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_harmless(cell) for cell in header])
        for row in rows:
            writer.writerow([_harmless(cell) for cell in row])
            count += 1
    return count


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A file to write beside this one, which takes its place at the end of the block. OSError."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def read_csv(path: Path) -> tuple[ExportRow, ...]:
    """The rows of a file that ``write_csv`` made. OSError; ValueError if it is another kind of file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file, strict=True)
        if tuple(next(lines, ())) != COLUMNS:
            raise ValueError(f"{path.name} has other columns")
        return tuple(_row([_bare(cell) for cell in line]) for line in lines)


def _cells(row: ExportRow) -> tuple[str, ...]:
    return (
        row.entity,
        row.attribute,
        row.value,
        "" if row.number is None else f"{row.number:f}",
        row.unit,
        row.period,
        row.document,
        "" if row.page is None else str(row.page),
        row.quote,
        repr(row.confidence),
        row.review.value,
    )


def _row(cells: list[str]) -> ExportRow:
    if len(cells) != len(COLUMNS):
        raise ValueError("a row has too few or too many cells")
    entity, attribute, value, number, unit, period, document, page, quote, confidence, review = cells
    return ExportRow(
        entity,
        attribute,
        value,
        Decimal(number) if number else None,
        unit,
        period,
        document,
        int(page) if page else None,
        quote,
        float(confidence),
        Review(review),
    )


def _harmless(cell: str) -> str:
    if cell.startswith("'") or (cell.startswith(_RUNS) and not _NEGATIVE.fullmatch(cell)):
        return "'" + cell
    return cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell
