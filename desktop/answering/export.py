"""Facts as CSV, and back: UTF-8 with BOM, opened by spreadsheets without running anything in it."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable
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
    """A line of the CSV; ``document`` is the document's name, ``page`` is 1-based, as people count."""

    entity: str
    attribute: str
    value: str
    number: Decimal | None
    unit: str
    period: str
    document: str
    page: int
    quote: str
    confidence: float
    review: Review


def write_csv(path: Path, facts: Iterable[ExportRow]) -> int:
    """Write the rows and put the file in its place only when it is whole; how many there were. OSError."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8-sig", newline="") as file:
            count = _write(file, facts)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count


def read_csv(path: Path) -> tuple[ExportRow, ...]:
    """The rows of a file that ``write_csv`` made. OSError; ValueError if it is another kind of file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file, strict=True)
        if tuple(next(lines, ())) != COLUMNS:
            raise ValueError(f"{path.name} has other columns")
        return tuple(_row([_bare(cell) for cell in line]) for line in lines)


def _write(file: Iterable[str] | object, facts: Iterable[ExportRow]) -> int:
    writer = csv.writer(file)  # type: ignore[arg-type]  # NamedTemporaryFile's wrapper is not typed as a writer
    writer.writerow(COLUMNS)
    count = 0
    for row in facts:
        writer.writerow([_harmless(cell) for cell in _cells(row)])
        count += 1
    return count


def _cells(row: ExportRow) -> tuple[str, ...]:
    return (
        row.entity,
        row.attribute,
        row.value,
        "" if row.number is None else f"{row.number:f}",
        row.unit,
        row.period,
        row.document,
        str(row.page),
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
        int(page),
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
