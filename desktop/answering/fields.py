"""Lists of fields: CSV files with the columns name, description, type and example."""

from __future__ import annotations

import csv
from pathlib import Path

from desktop.answering.exampled import kind_of_example
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.extraction import Field, FieldKind
from desktop.paths import resources

_COLUMNS = ("name", "description", "type", "example")
#: what people write for a type
_KINDS = {
    "string": FieldKind.TEXT,
    "str": FieldKind.TEXT,
    "int": FieldKind.NUMBER,
    "integer": FieldKind.NUMBER,
    "float": FieldKind.NUMBER,
    "amount": FieldKind.MONEY,
    "currency": FieldKind.MONEY,
    "percentage": FieldKind.PERCENT,
    "organization": FieldKind.ORGANISATION,
    "company": FieldKind.ORGANISATION,
    "name": FieldKind.TEXT,
    "文本": FieldKind.TEXT,
    "数字": FieldKind.NUMBER,
    "金额": FieldKind.MONEY,
    "百分比": FieldKind.PERCENT,
    "日期": FieldKind.DATE,
    "期限": FieldKind.DURATION,
    "人名": FieldKind.PERSON,
    "机构": FieldKind.ORGANISATION,
}


def load_fields(path: Path) -> tuple[Field, ...]:
    """The fields of a CSV file (UTF-8, with or without BOM); types that are not known are text, and
    a missing one is that of the example.

    KnownError: NOT_FOUND, NOT_READABLE, and NOT_FIELDS with the reason where it has no column ``name``, a name twice,
    or none at all.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [[cell.strip() for cell in row] for row in csv.reader(file)]
    except FileNotFoundError as error:
        raise KnownError(ErrorCode.NOT_FOUND, str(path)) from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise KnownError(ErrorCode.NOT_READABLE, str(path), str(error)) from error
    header = [cell.lower() for cell in rows[0]] if rows else []
    if "name" not in header:
        raise KnownError(ErrorCode.NOT_FIELDS, str(path), "name,description,type,example")
    fields = tuple(_field(dict(zip(header, row, strict=False))) for row in rows[1:] if any(row))
    _check(path, fields)
    return fields


def named_fields(name: str) -> tuple[Field, ...]:
    """The fields of a CSV file, or of one of the program's own lists where no file is called so. KnownError."""
    return load_fields(Path(name) if name not in field_lists() or Path(name).exists() else own_list(name))


def field_lists() -> tuple[str, ...]:
    """Names of the program's own lists."""
    return tuple(sorted(path.stem for path in (resources() / "fields").glob("*.csv")))


def own_list(name: str) -> Path:
    """The file of one of the program's own lists."""
    return resources() / "fields" / f"{name}.csv"


def _field(row: dict[str, str]) -> Field:
    name, description, kind, example = (row.get(column, "") for column in _COLUMNS)
    if not kind:
        return Field(name, description, kind_of_example(example), example)
    known = FieldKind(kind.lower()) if kind.lower() in set(FieldKind) else _KINDS.get(kind.lower(), FieldKind.TEXT)
    return Field(name, description, known, example)


def _check(path: Path, fields: tuple[Field, ...]) -> None:
    names = [field.name for field in fields]
    twice = next((name for name in names if names.count(name) > 1 or not name), None)
    if not names or twice is not None:
        raise KnownError(ErrorCode.NOT_FIELDS, str(path), f"name: {twice!r}" if names else "0")
