"""What was extracted, as a sheet: a row for each document, columns for each field; CSV and XLSX."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop.answering.amounts import with_unit
from desktop.answering.export import replaced, write_rows
from desktop.answering.typed import typed
from desktop.domain.extraction import Extracted, Field, FieldKind, Outcome
from desktop.domain.fact import Fact

_BETWEEN = "; "
_PARTS, _OF_NUMBERS = ("", "_page", "_quote", "_confidence"), ("_number", "_unit")
_NUMBERS = (FieldKind.NUMBER, FieldKind.MONEY)
_AMOUNTS = (*_NUMBERS, FieldKind.PERCENT)
_NAME_WIDTH = 36  #: in characters
_WIDTHS = {"": 36, "_page": 8, "_quote": 40, "_confidence": 10, "_number": 18, "_unit": 8}
_EVIDENCE = (("document", 36), ("field", 24), ("value", 36), ("page", 8), ("quote", 60), ("confidence", 10))
_VALUE = 3  #: the column of Evidence that leads to the page
_MOST_DIGITS = 15  #: that a spreadsheet's number has


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A document's name, the cells of its fields, and the file that the XLSX links to."""

    document: str
    cells: tuple[Extracted, ...]
    file: Path


@dataclass(frozen=True, slots=True)
class _Value:
    """A value as the sheet shows it, and the fact it is from."""

    text: str
    fact: Fact


def header(fields: Iterable[Field]) -> list[str]:
    """``document``, then ``NAME``, ``NAME_page``, ``NAME_quote`` and ``NAME_confidence`` of each field; of amounts and
    numbers also ``NAME_number`` and ``NAME_unit``, unless another field is called so.
    """
    every = tuple(fields)
    return ["document", *(f"{field.name}{part}" for field in every for part in _columns(field, every))]


def written(field: Field, cell: Extracted) -> tuple[str, ...]:
    """A cell's columns: values (dates ISO, amounts with unit and scale), pages (1-based), quotes, and the least sure
    value's confidence; of numbers also the number in the base unit, and that unit.

    Several of them are parted by ``; ``, one for each value; where there is none the first says ``not found`` or
    ``not read``.
    """
    if cell.outcome is not Outcome.FOUND:
        return cell.outcome.value, *("" for _ in _parts(field)[1:])
    values = _values(field, cell)
    confidence = min(fact.confidence for fact in cell.facts)
    told = (
        _joined(one.text for one in values),
        _joined(str(one.fact.evidence.page + 1) for one in values),
        _joined(one.fact.evidence.quote for one in values),
        f"{confidence:.2f}",
    )
    return (*told, *_numbers(values)) if field.kind in _NUMBERS else told


def write_sheet_csv(path: Path, fields: Sequence[Field], rows: Iterable[SheetRow]) -> None:
    """Write the CSV, whole or not at all. OSError."""
    write_rows(path, header(fields), (_line(fields, row) for row in rows))


def write_sheet_xlsx(path: Path, fields: Sequence[Field], rows: Iterable[SheetRow]) -> None:
    """Write the XLSX, whole or not at all. OSError.

    A value's cell leads to the page of its first value; a second worksheet, Evidence, has a line for each value that
    leads to its own.
    """
    book, rows = Workbook(), tuple(rows)
    _fill_sheet(book.active, fields, rows)
    _fill_evidence(book.create_sheet("Evidence"), fields, rows)
    with replaced(path) as part:
        book.save(part)


def _parts(field: Field) -> tuple[str, ...]:
    return (*_PARTS, *_OF_NUMBERS) if field.kind in _NUMBERS else _PARTS


def _columns(field: Field, fields: Sequence[Field]) -> tuple[str, ...]:
    """The parts of a field that have a column: order_number is the field of that name, not the number of order."""
    names = {one.name for one in fields}
    return tuple(part for part in _parts(field) if part not in _OF_NUMBERS or field.name + part not in names)


def _values(field: Field, cell: Extracted) -> tuple[_Value, ...]:
    """The values of a cell, each of them once."""
    values: dict[str, _Value] = {}
    for fact in cell.facts:
        text = _shown(field, fact)
        values.setdefault(text, _Value(text, fact))
    return tuple(values.values())


def _shown(field: Field, fact: Fact) -> str:
    return with_unit(fact) if field.kind in _AMOUNTS else typed(fact.triple.value, field.kind) or fact.triple.value


def _numbers(values: Sequence[_Value]) -> tuple[str, str]:
    """Numbers and units, one for each value, an empty one where the number is not known; ``""`` where none is."""
    known = [one.fact.quantity for one in values]
    numbers = (f"{one.number.normalize():f}" if one else "" for one in known)
    units = (one.unit if one else "" for one in known)
    return _joined(numbers) if any(known) else "", _joined(units) if any(one and one.unit for one in known) else ""


def _joined(parts: Iterable[str]) -> str:
    return _BETWEEN.join(parts)


def _line(fields: Sequence[Field], row: SheetRow) -> list[str]:
    line = [row.document]
    for field, cell in zip(fields, row.cells, strict=True):
        texts = dict(zip(_parts(field), written(field, cell), strict=True))
        line += [texts[part] for part in _columns(field, fields)]
    return line


def _fill_sheet(sheet: Worksheet, fields: Sequence[Field], rows: Sequence[SheetRow]) -> None:
    sheet.title = "Tercet"
    widths = (_WIDTHS[part] for field in fields for part in _columns(field, fields))
    _head(sheet, header(fields), (_NAME_WIDTH, *widths))
    for number, row in enumerate(rows, start=2):
        _write(sheet, number, _line(fields, row))
        at = 2
        for field, cell in zip(fields, row.cells, strict=True):
            columns = {part: sheet.cell(number, at + place) for place, part in enumerate(_columns(field, fields))}
            _fill(columns, row, _values(field, cell))
            at += len(columns)


def _fill(columns: Mapping[str, Cell], row: SheetRow, values: Sequence[_Value]) -> None:
    """Let a field's cells lead to the page of its first value, and its only number be one."""
    if values:
        _link(columns[""], row, values[0].fact)
    if len(values) == 1 and values[0].fact.quantity and "_number" in columns:
        _set_number(columns["_number"], values[0].fact.quantity.number)


def _fill_evidence(sheet: Worksheet, fields: Sequence[Field], rows: Sequence[SheetRow]) -> None:
    _head(sheet, [name for name, _ in _EVIDENCE], [width for _, width in _EVIDENCE])
    found = (
        (row, field, one)
        for row in rows
        for field, cell in zip(fields, row.cells, strict=True)
        for one in _values(field, cell)
    )
    for number, (row, field, one) in enumerate(found, start=2):
        evidence, confidence = one.fact.evidence, f"{one.fact.confidence:.2f}"
        told = (row.document, field.name, one.text, str(evidence.page + 1), evidence.quote, confidence)
        _write(sheet, number, told)
        _link(sheet.cell(number, _VALUE), row, one.fact)


def _head(sheet: Worksheet, names: Sequence[str], widths: Sequence[int]) -> None:
    _write(sheet, 1, names)
    sheet.freeze_panes = "B2"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width


def _write(sheet: Worksheet, number: int, texts: Iterable[str]) -> None:
    for at, text in enumerate(texts, start=1):
        cell = sheet.cell(number, at, ILLEGAL_CHARACTERS_RE.sub("", text))
        cell.data_type = "s"  # no text is a formula


def _link(cell: Cell, row: SheetRow, fact: Fact) -> None:
    cell.hyperlink = f"{row.file.as_uri()}#page={fact.evidence.page + 1}"
    cell.style = "Hyperlink"


def _set_number(cell: Cell, number: Decimal) -> None:
    """A number that can be summed; one with more digits than a spreadsheet keeps stays a text."""
    if len(number.normalize().as_tuple().digits) > _MOST_DIGITS:
        return
    cell.value = number
    cell.number_format = "#,##0" if number == number.to_integral_value() else "#,##0.00########"
