"""What was extracted, as a sheet: a row for each document, four columns for each field; CSV and XLSX."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from desktop.answering.export import replaced, write_rows
from desktop.answering.typed import typed
from desktop.domain.extraction import Extracted, Field, Outcome

_BETWEEN = "; "
_NAME_WIDTH = 36  #: in characters
_WIDTHS = (36, 8, 40, 10)  #: of a field's columns


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A document's name, the cells of its fields, and the file that the XLSX links to."""

    document: str
    cells: tuple[Extracted, ...]
    file: Path


def header(fields: Iterable[Field]) -> list[str]:
    """``document``, then ``NAME``, ``NAME_page``, ``NAME_quote`` and ``NAME_confidence`` of each field."""
    return ["document", *(f"{field.name}{part}" for field in fields for part in ("", "_page", "_quote", "_confidence"))]


def written(field: Field, cell: Extracted) -> tuple[str, str, str, str]:
    """A cell's four columns: values (dates ISO), pages (1-based), quotes, and the least sure value's confidence.

    Several of them are parted by ``; ``; where there is none the first says ``not found`` or ``not read``.
    """
    if cell.outcome is not Outcome.FOUND:
        return cell.outcome.value, "", "", ""
    values = (typed(fact.triple.value, field.kind) or fact.triple.value for fact in cell.facts)
    pages = (str(fact.evidence.page + 1) for fact in cell.facts)
    quotes = (fact.evidence.quote for fact in cell.facts)
    confidence = min(fact.confidence for fact in cell.facts)
    return _once(values), _once(pages), _once(quotes), f"{confidence:.2f}"


def write_sheet_csv(path: Path, fields: Sequence[Field], rows: Iterable[SheetRow]) -> None:
    """Write the CSV, whole or not at all. OSError."""
    write_rows(path, header(fields), (_line(fields, row) for row in rows))


def write_sheet_xlsx(path: Path, fields: Sequence[Field], rows: Iterable[SheetRow]) -> None:
    """Write the XLSX, whole or not at all; a value's cell leads to its page. OSError."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Tercet"
    sheet.append(header(fields))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    for at, width in enumerate((_NAME_WIDTH, *_WIDTHS * len(fields)), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for number, row in enumerate(rows, start=2):
        for at, text in enumerate(_line(fields, row), start=1):
            cell = sheet.cell(number, at, ILLEGAL_CHARACTERS_RE.sub("", text))
            cell.data_type = "s"  # no text is a formula
        for at, one in enumerate(row.cells):
            if one.facts:
                value = sheet.cell(number, 2 + 4 * at)
                value.hyperlink = f"{row.file.as_uri()}#page={one.facts[0].evidence.page + 1}"
                value.style = "Hyperlink"
    with replaced(path) as part:
        book.save(part)


def _line(fields: Sequence[Field], row: SheetRow) -> list[str]:
    return [
        row.document,
        *(part for field, cell in zip(fields, row.cells, strict=True) for part in written(field, cell)),
    ]


def _once(parts: Iterable[str]) -> str:
    return _BETWEEN.join(dict.fromkeys(parts))
