"""What was extracted, as CSV and XLSX."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.answering.sheet import SheetRow, header, write_sheet_csv, write_sheet_xlsx, written
from desktop.domain.extraction import Extracted, Field, FieldKind, Outcome
from desktop.domain.fact import Evidence, Fact, Origin, Quantity, Triple
from desktop.domain.geometry import Box

REVENUE = Field("revenue", kind=FieldKind.MONEY)
DIRECTORS = Field("directors", kind=FieldKind.PERSON)


def fact(value: str, quantity: Quantity | None = None, quote: str = "", page: int = 0) -> Fact:
    evidence = Evidence("n", page, quote or value, (Box(0, 0, 9, 9),))
    return Fact(Triple("Nike", "revenue", value), evidence, Origin.TABLE, quantity)


def found(field: Field, *facts: Fact) -> Extracted:
    return Extracted("n", field.name, Outcome.FOUND, facts)


def amount(number: str, unit: str = "") -> Quantity:
    return Quantity(Decimal(number), unit)


def csv_row(folder: Path, fields: Sequence[Field], *cells: Extracted) -> dict[str, str]:
    path = folder / "out.csv"
    write_sheet_csv(path, fields, [SheetRow("nike.pdf", cells, folder / "nike.pdf")])
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.DictReader(file))


@pytest.mark.parametrize(
    ("given", "shown", "number", "unit"),
    [
        (fact("256,413.07", amount("2564130700", "元")), "256,413.07 万元", "2564130700", "元"),
        (fact("8,738", amount("8738000000", "USD")), "8,738 USD million", "8738000000", "USD"),
        (fact("$8,738", amount("8738000000", "USD")), "$8,738 million", "8738000000", "USD"),
        (fact("1,639,379,320.41", amount("1639379320.41", "元")), "1,639,379,320.41 元", "1639379320.41", "元"),
        (fact("(97,015)", amount("-97015000", "GBP")), "(97,015) GBP thousand", "-97015000", "GBP"),
        (fact("¥1,200", amount("1200", "元")), "¥1,200", "1200", "元"),
        (fact("412.6亿元", amount("41260000000", "元")), "412.6亿元", "41260000000", "元"),
        (fact("2,100", amount("2100000000", "USD"), "营业收入 2,100"), "2,100 百万 USD", "2100000000", "USD"),
        (fact("2,100", amount("105000000", "美元")), "2,100 = 105,000,000 美元", "105000000", "美元"),
        (fact("12", amount("12000", "tonnes")), "12 thousand tonnes", "12000", "tonnes"),
        (fact("1,200", amount("1200")), "1,200", "1200", ""),
        (fact("0", amount("0", "元")), "0 元", "0", "元"),
        (fact("1,234"), "1,234", "", ""),
    ],
)
def test_an_amount_has_the_unit_and_scale_of_its_table(given: Fact, shown: str, number: str, unit: str) -> None:
    first, *_, plain, name = written(REVENUE, found(REVENUE, given))
    assert (first, plain, name) == (shown, number, unit)


def test_a_share_has_its_sign() -> None:
    growth = Field("growth", kind=FieldKind.PERCENT)
    assert written(growth, found(growth, fact("12.50", amount("12.50", "%"))))[0] == "12.50 %"


def test_number_and_unit_stand_after_the_columns_that_every_field_has() -> None:
    assert header((Field("name"), REVENUE)) == [
        "document",
        "name",
        "name_page",
        "name_quote",
        "name_confidence",
        "revenue",
        "revenue_page",
        "revenue_quote",
        "revenue_confidence",
        "revenue_number",
        "revenue_unit",
    ]


def test_a_field_that_is_called_like_the_number_of_another_has_its_column(tmp_path: Path) -> None:
    order, number = Field("order", kind=FieldKind.MONEY), Field("order_number")
    row = csv_row(
        tmp_path, (order, number), found(order, fact("1,200", amount("1200", "元"))), found(number, fact("K-12"))
    )
    assert (row["order"], row["order_unit"], row["order_number"]) == ("1,200 元", "元", "K-12")
    names = header((order, number))
    assert len(names) == len(set(names))


def test_documents_in_several_scales_have_numbers_that_can_be_compared(tmp_path: Path) -> None:
    row = csv_row(tmp_path, (REVENUE,), found(REVENUE, fact("2,564.13", amount("2564130000", "元"))))
    assert (row["revenue"], row["revenue_number"], row["revenue_unit"]) == ("2,564.13 百万元", "2564130000", "元")


def test_each_value_has_its_page_and_quote(tmp_path: Path) -> None:
    cell = found(DIRECTORS, fact("Li Lei", quote="a"), fact("Han Mei", quote="b"), fact("Li Lei", quote="c", page=6))
    row = csv_row(tmp_path, (DIRECTORS,), cell)
    assert (row["directors"], row["directors_page"], row["directors_quote"]) == ("Li Lei; Han Mei", "1; 1", "a; b")


def test_each_value_has_its_number(tmp_path: Path) -> None:
    row = csv_row(tmp_path, (REVENUE,), found(REVENUE, fact("1,200", amount("1200", "元")), fact("1,300")))
    assert (row["revenue_number"], row["revenue_unit"]) == ("1200; ", "元; ")


def test_numbers_of_a_workbook_can_be_summed(tmp_path: Path) -> None:
    fields, path = (DIRECTORS, REVENUE), tmp_path / "out.xlsx"
    cells = found(DIRECTORS, fact("Li Lei")), found(REVENUE, fact("256,413.07", amount("2564130700", "元")))
    write_sheet_xlsx(path, fields, [SheetRow("nike.pdf", cells, tmp_path / "nike.pdf")])
    sheet = load_workbook(path).active
    told = {name.value: cell for name, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (told["revenue"].value, told["revenue"].data_type) == ("256,413.07 万元", "s")
    assert (told["revenue_number"].value, told["revenue_number"].data_type) == (2564130700, "n")


def test_a_number_that_a_spreadsheet_would_round_stays_a_text(tmp_path: Path) -> None:
    path, cell = tmp_path / "out.xlsx", found(REVENUE, fact("12,345,678,901,234,567"))
    exact = replace(cell, facts=(replace(cell.facts[0], quantity=amount("12345678901234567", "元")),))
    write_sheet_xlsx(path, (REVENUE,), [SheetRow("nike.pdf", (exact,), tmp_path / "nike.pdf")])
    assert load_workbook(path).active["F2"].value == "12345678901234567"


def test_no_name_of_a_field_is_a_formula(tmp_path: Path) -> None:
    field, path = Field("=1+1"), tmp_path / "out.xlsx"
    write_sheet_xlsx(path, (field,), [SheetRow("nike.pdf", (found(field, fact("a")),), tmp_path / "nike.pdf")])
    assert load_workbook(path).active["B1"].data_type == "s"


def test_every_value_of_a_workbook_leads_to_its_page(tmp_path: Path) -> None:
    path, cell = tmp_path / "out.xlsx", found(DIRECTORS, fact("Li Lei"), fact("Han Mei", page=6))
    write_sheet_xlsx(path, (DIRECTORS,), [SheetRow("=nike.pdf", (cell,), tmp_path / "nike.pdf")])
    book = load_workbook(path)
    assert book.active["B2"].hyperlink.target.endswith("/nike.pdf#page=1")
    lines = list(book["Evidence"].iter_rows(min_row=2))
    assert [[one.value for one in line] for line in lines] == [
        ["=nike.pdf", "directors", "Li Lei", "1", "Li Lei", "1.00"],
        ["=nike.pdf", "directors", "Han Mei", "7", "Han Mei", "1.00"],
    ]
    assert [line[2].hyperlink.target.rpartition("#")[2] for line in lines] == ["page=1", "page=7"]
    assert all(one.data_type == "s" for line in lines for one in line)
