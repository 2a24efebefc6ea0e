"""The same fields in every document."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.answering.engines import Engines, LanguageModel
from desktop.answering.exampled import kind_of_example
from desktop.answering.extracting import extract
from desktop.answering.fields import load_fields
from desktop.answering.fieldwords import asks_several, periods_of, undated, wordings
from desktop.answering.sheet import SheetRow, header, write_sheet_csv, write_sheet_xlsx
from desktop.answering.typed import fits, seems, typed
from desktop.domain.answer import Coverage
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.extraction import Extracted, Field, FieldKind, Outcome
from desktop.domain.fact import Quantity
from desktop.paths import resources
from tests.answering.reports import library, report
from tests.fakes.library import MemoryLibrary
from tests.fakes.models import ListedNames, RefusingModel, SayingModel

REVENUE = Field("revenue", "total revenue of the year", FieldKind.MONEY)


def extracted(field: Field, within: MemoryLibrary, model: LanguageModel | None = None) -> Extracted:
    return extract(field, "n", within, Engines(None, model, ListedNames()), lambda: False)


def shown(cell: Extracted) -> list[str]:
    return [fact.triple.value for fact in cell.facts]


@pytest.fixture
def nike() -> MemoryLibrary:
    return library(report("n", "Nike", "2019", ["Revenue：1,200", "Order date：May 3, 2019", "Note：all is well"]))


@pytest.mark.parametrize(
    ("field", "found"),
    [
        (REVENUE, ["1,200"]),
        (Field("order_date", kind=FieldKind.DATE), ["May 3, 2019"]),
        (Field("orderDate", kind=FieldKind.DATE), ["May 3, 2019"]),
        (Field("营业收入", kind=FieldKind.MONEY), ["1,200"]),
        (Field("x7", "Order date", FieldKind.DATE), ["May 3, 2019"]),
    ],
)
def test_a_field_is_found_by_its_name_its_description_or_a_synonym(
    field: Field, found: list[str], nike: MemoryLibrary
) -> None:
    cell = extracted(field, nike)
    assert (cell.outcome, shown(cell)) == (Outcome.FOUND, found)


@pytest.mark.parametrize(
    ("field", "found"),
    [
        (Field("flight_from", "first day of the flight", FieldKind.DATE), ["01/28/20"]),
        (Field("flight_to", "last day of the flight", FieldKind.DATE), ["02/13/20"]),
        (Field("order_number", "number of the order"), ["K-12"]),
        (Field("invoice number"), ["271093"]),
        (Field("服务开始日期", kind=FieldKind.DATE), ["2019年3月1日"]),
        (Field("delivery_end", kind=FieldKind.DATE), []),
    ],
)
def test_a_first_or_last_day_is_found_in_a_span_and_a_number_behind_its_sign(field: Field, found: list[str]) -> None:
    lines = [
        "Contract Dates：01/28/20 - 02/13/20",
        "Order #：K-12",
        "Invoice No.：271093",
        "服务期限：2019年3月1日至2020年2月28日",
        "Delivery dates：in spring",
    ]
    assert shown(extracted(field, library(report("n", "Acme", "2019", lines)))) == found


@pytest.mark.parametrize(
    "field",
    [
        Field("revenue_2018", kind=FieldKind.MONEY),
        Field("revenue_2018", "total revenue", FieldKind.MONEY),
        Field("Revenue 2018", kind=FieldKind.MONEY),
        Field("revenue2018", kind=FieldKind.MONEY),
        Field("FY2018 revenue", kind=FieldKind.MONEY),
        Field("2018年营业收入", kind=FieldKind.MONEY),
        Field("x7", "Revenue in 2018", FieldKind.MONEY),
        Field("prior_year_revenue", kind=FieldKind.MONEY),
        Field("上年营业收入", kind=FieldKind.MONEY),
    ],
)
def test_a_field_of_a_year_has_the_figure_of_that_year(field: Field) -> None:
    told = library(report("n", "Nike", "2019", ["Revenue@2018：36,397", "Revenue：39,117"]))
    assert shown(extracted(field, told)) == ["36,397"]
    assert shown(extracted(REVENUE, told)) == ["39,117"]


def test_a_figure_of_a_year_that_is_not_told_is_not_that_of_another() -> None:
    told = library(report("n", "Nike", "", ["Revenue：39,117"]))
    assert extracted(Field("prior_year_revenue", kind=FieldKind.MONEY), told).outcome is not Outcome.FOUND
    assert extracted(Field("revenue_2018", kind=FieldKind.MONEY), told).outcome is not Outcome.FOUND


def test_the_model_is_not_believed_where_the_page_does_not_say_the_year_asked() -> None:
    told = library(report("n", "Nike", "2019", ["Note：2018 was good", "Sneaker volume sold：39,117"]))
    saying = SayingModel("39,117")
    assert shown(extracted(Field("sneaker_volume"), told, saying)) == ["39,117"]
    assert extracted(Field("sneaker_volume_2018"), told, saying).outcome is Outcome.NOT_FOUND
    said = library(report("n", "Nike", "2019", ["Note：all is well", "Sneaker volume sold in 2018：39,117"]))
    assert shown(extracted(Field("sneaker_volume_2018"), said, saying)) == ["39,117"]


def test_a_page_that_may_say_it_is_named() -> None:
    told = library(report("n", "Nike", "2019", ["Note：2018 was good", "Sneaker volume sold：39,117"]))
    unsure = extracted(Field("sneaker_volume"), told, SayingModel("39,117", -1.0))
    assert (unsure.outcome, unsure.may_be_on, unsure.facts) == (Outcome.NOT_FOUND, 0, ())
    of_no_year = extracted(Field("sneaker_volume_2018"), told, SayingModel("39,117"))
    assert (of_no_year.outcome, of_no_year.may_be_on) == (Outcome.NOT_FOUND, 0)
    assert extracted(Field("sneaker_volume"), told, RefusingModel()).may_be_on is None


def test_a_year_in_an_example_or_of_a_date_is_not_asked() -> None:
    assert periods_of(Field("total", "total of the invoice, e.g. $1,250 of 2018", FieldKind.MONEY)) == ()
    assert periods_of(Field("signed", "2018-05-03 or the like", FieldKind.DATE)) == ()
    assert periods_of(Field("revenue", "revenue of the last year", FieldKind.MONEY)) == ()


@pytest.mark.parametrize(
    ("wording", "left"),
    [
        ("Revenue in 2018", "revenue"),
        ("revenue (2018)", "revenue"),
        ("total assets at the end of 2018", "total assets"),
        ("Revenue for the year ended December 31, 2018", "revenue"),
        ("2018年的营业收入", "营业收入"),
        ("2018", "2018"),
    ],
)
def test_a_year_is_no_part_of_what_is_asked(wording: str, left: str) -> None:
    assert undated(wording) == left


@pytest.mark.parametrize(
    ("field", "found"),
    [
        (Field("directors", kind=FieldKind.PERSON), ["Jane Doe", "John Roe", "Max Moe"]),
        (Field("director", kind=FieldKind.PERSON), ["Jane Doe"]),
        (Field("director", "name of each director", FieldKind.PERSON), ["Jane Doe", "John Roe", "Max Moe"]),
        (Field("parties", kind=FieldKind.ORGANISATION), ["Acme Inc.", "Beta LLC"]),
        (Field("独立董事", kind=FieldKind.PERSON), ["赵六", "钱七"]),
        (Field("revenues", kind=FieldKind.MONEY), ["1,200"]),
    ],
)
def test_a_field_of_several_has_all_that_stand_under_its_label(field: Field, found: list[str]) -> None:
    lines = [
        "Director：Jane Doe",
        "Director：John Roe",
        "Director：May 3, 2019",
        "Director：Max Moe",
        "Director：Jane Doe",
    ]
    lines += [
        "Party：Acme Inc.",
        "Party：Beta LLC",
        "独立董事：赵六",
        "独立董事：钱七",
        "Revenue：1,200",
        "Revenue：1,300",
    ]
    assert shown(extracted(field, library(report("n", "Nike", "2019", lines)))) == found


@pytest.mark.parametrize("name", ["address", "status", "basis", "series", "board member", "董事长", "title"])
def test_a_field_in_the_singular_is_one(name: str) -> None:
    assert not asks_several(Field(name))


@pytest.mark.parametrize(
    ("field", "found"),
    [
        (Field("合同金额", "合同的总金额", FieldKind.MONEY), ["不超过壹佰万元整"]),
        (Field("签订日期", "合同签订的日期", FieldKind.DATE), ["二三年三月五日"]),
        (Field("delivered", kind=FieldKind.DATE), ["March 5"]),
        (Field("staff", kind=FieldKind.NUMBER), ["at least 2,500"]),
        (Field("total", kind=FieldKind.MONEY), ["2019"]),
        (Field("租金", kind=FieldKind.MONEY), ["100万元以内"]),
        (Field("limit", kind=FieldKind.MONEY), ["$5 million maximum"]),
        (Field("fee", kind=FieldKind.MONEY), []),
        (Field("合同的金额是", "金额", FieldKind.MONEY), []),
    ],
)
def test_what_is_labelled_so_but_can_not_be_read_is_kept_as_written_and_unsure(field: Field, found: list[str]) -> None:
    lines = ["合同金额：不超过壹佰万元整", "签订日期：二三年三月五日", "Fee：see annex 3", "Delivered：March 5"]
    lines += ["Staff：at least 2,500", "Total：2019", "租金：100万元以内", "Limit：$5 million maximum"]
    cell = extracted(field, library(report("n", "Acme", "2023", lines)))
    assert shown(cell) == found
    assert all((fact.quantity, fact.confidence) == (None, 0.5) for fact in cell.facts)


def test_a_value_of_another_kind_is_none(nike: MemoryLibrary) -> None:
    assert extracted(Field("order_date", kind=FieldKind.MONEY), nike, RefusingModel()).outcome is Outcome.NOT_FOUND
    assert extracted(Field("note", kind=FieldKind.DATE), nike, RefusingModel()).outcome is Outcome.NOT_FOUND


def test_without_a_model_what_no_fact_tells_is_not_called_absent(nike: MemoryLibrary) -> None:
    assert extracted(Field("order note", "note of the order"), nike).outcome is Outcome.NOT_READ


def test_what_no_fact_tells_is_asked_of_the_model(nike: MemoryLibrary) -> None:
    cell = extracted(Field("order note", "note of the order"), nike, SayingModel("all is well"))
    assert shown(cell) == ["all is well"]
    assert extracted(Field("order note", "note of the order"), nike, RefusingModel()).outcome is Outcome.NOT_FOUND


def test_what_may_stand_on_a_page_that_was_not_read_is_not_called_absent(nike: MemoryLibrary) -> None:
    class Unread(MemoryLibrary):
        def coverage(self, documents: tuple[str, ...]) -> Coverage:
            return replace(super().coverage(documents), unread_pages=(("n", 3),))

    unread = Unread(nike.infos, nike.pages, nike.passages, nike.facts)
    assert extracted(Field("net income", kind=FieldKind.MONEY), unread).outcome is Outcome.NOT_READ


def test_a_name_is_words() -> None:
    assert wordings(Field("contract_num", "Contract or order number")) == (
        "contract number",
        "Contract or order number",
        "Contract",
        "order number",
    )


def test_a_description_may_list_other_names(nike: MemoryLibrary) -> None:
    assert wordings(Field("总额", "合计、价税合计或应付总额")) == (
        "总额",
        "合计、价税合计或应付总额",
        "合计",
        "价税合计",
        "应付总额",
    )
    assert shown(extracted(Field("x7", "ordered on, order date or day of order", FieldKind.DATE), nike)) == [
        "May 3, 2019"
    ]


@pytest.mark.parametrize(
    ("value", "kind", "form"),
    [
        ("6th day of January, 2012", FieldKind.DATE, "2012-01-06"),
        ("2019年3月5日", FieldKind.DATE, "2019-03-05"),
        ("01/18/20", FieldKind.DATE, "2020-01-18"),
        ("03/04/2018", FieldKind.DATE, "03/04/2018"),
        ("04/04/2018", FieldKind.DATE, "2018-04-04"),
        ("May 2019", FieldKind.DATE, "2019-05"),
        ("March 5", FieldKind.DATE, ""),
        ("as agreed", FieldKind.DATE, ""),
        ("$1,250.00", FieldKind.MONEY, "$1,250.00"),
        ("12", FieldKind.PERCENT, ""),
        ("12 %", FieldKind.PERCENT, "12 %"),
        ("three years", FieldKind.DURATION, "three years"),
        ("1,250", FieldKind.PERSON, ""),
        ("12 %", FieldKind.MONEY, ""),
        ("2,500 employees", FieldKind.MONEY, ""),
        ("25 years", FieldKind.MONEY, ""),
        ("2023", FieldKind.MONEY, ""),
        ("2023", FieldKind.NUMBER, "2023"),
        ("2,023", FieldKind.MONEY, "2,023"),
        ("USD 1.2 million", FieldKind.MONEY, "USD 1.2 million"),
        ("120,000元整", FieldKind.MONEY, "120,000元整"),
        ("0.62元/股", FieldKind.MONEY, "0.62元/股"),
        ("1,250.00 Net", FieldKind.MONEY, "1,250.00 Net"),
        ("12 percent", FieldKind.PERCENT, "12 percent"),
        ("Li Lei", FieldKind.PERSON, "Li Lei"),
        ("Theresa May", FieldKind.PERSON, "Theresa May"),
        ("Jane Doe, CEO of Acme Inc.", FieldKind.PERSON, "Jane Doe, CEO of Acme Inc."),
        ("Acme Holdings, Inc.", FieldKind.PERSON, ""),
        ("Acme Ltd", FieldKind.PERSON, ""),
        ("青禾电子股份有限公司", FieldKind.PERSON, ""),
        ("青禾电子股份有限公司", FieldKind.ORGANISATION, "青禾电子股份有限公司"),
        ("March 5, 2019", FieldKind.PERSON, ""),
        ("2019年3月5日", FieldKind.PERSON, ""),
        ("二〇二三年三月五日", FieldKind.ORGANISATION, ""),
        ("RMB 1.2 million in cash", FieldKind.PERSON, ""),
        ("1200 units", FieldKind.DATE, ""),
        ("120315 units", FieldKind.DATE, ""),
        ("20190305 units", FieldKind.DATE, ""),
        ("May 5, 1200 units", FieldKind.DATE, ""),
        ("20190305", FieldKind.DATE, "2019-03-05"),
    ],
)
def test_a_value_has_the_form_of_its_kind(value: str, kind: FieldKind, form: str) -> None:
    assert typed(value, kind) == form


def test_a_value_has_the_unit_of_its_table() -> None:
    told = library(report("n", "Nike", "2019", ["Growth：12.50", "Turnover：2019"]))
    growth, turnover = told.facts
    assert not fits(growth, FieldKind.PERCENT)
    assert fits(replace(growth, quantity=Quantity(Decimal("12.50"), "%")), FieldKind.PERCENT)
    assert not fits(turnover, FieldKind.MONEY)
    assert fits(replace(turnover, quantity=Quantity(Decimal(2019000000), "USD")), FieldKind.MONEY)


def test_a_list_of_fields_is_a_csv_file(tmp_path: Path) -> None:
    file = tmp_path / "字段 1.csv"
    file.write_text("Name,Type,Description\nrevenue,money,total revenue\n日期,日期,\n\nother,colour,\n", "utf-8-sig")
    assert load_fields(file) == (
        Field("revenue", "total revenue", FieldKind.MONEY),
        Field("日期", "", FieldKind.DATE),
        Field("other"),
    )


@pytest.mark.parametrize(
    ("example", "kind"),
    [
        ("2019-05-03", FieldKind.DATE),
        ("2019年5月3日", FieldKind.DATE),
        ("May 3, 2019", FieldKind.DATE),
        ("$1,250.00", FieldKind.MONEY),
        ("人民币120,000元", FieldKind.MONEY),
        ("256,413.07万元", FieldKind.MONEY),
        ("$256.4 million", FieldKind.MONEY),
        ("1,250", FieldKind.NUMBER),
        ("195CM", FieldKind.NUMBER),
        ("12.5%", FieldKind.PERCENT),
        ("2 years", FieldKind.DURATION),
        ("三年", FieldKind.DURATION),
        ("Harbour Light Inc.", FieldKind.ORGANISATION),
        ("青禾置业有限公司", FieldKind.ORGANISATION),
        *(
            (day, FieldKind.DATE)
            for day in (
                "12 March",
                "March 12",
                "MARCH 12",
                "Mar-12",
                "12 Mar",
                "Mar. 12",
                "12th of March",
                "3月12日",
                "三月十二日",
            )
        ),
        *((other, FieldKind.TEXT) for other in ("March 45", "12-March-ff", "May", "13月12日", "SEP-12", "MAR-12")),
        ("12 Marks", FieldKind.NUMBER),
        ("600000", FieldKind.TEXT),
        ("2021", FieldKind.TEXT),
        ("INV-2024-017", FieldKind.TEXT),
        ("Jane R. Doe", FieldKind.TEXT),
        ("", FieldKind.TEXT),
    ],
)
def test_without_a_type_a_field_has_that_of_its_example(example: str, kind: FieldKind, tmp_path: Path) -> None:
    file = tmp_path / "fields.csv"
    file.write_text(f'name,type,example\nx,,"{example}"\ny,text,"{example}"\n', "utf-8")
    assert [field.kind for field in load_fields(file)] == [kind, FieldKind.TEXT]


def test_the_programs_own_examples_are_of_their_fields_types() -> None:
    fields = [field for path in (resources() / "fields").glob("*.csv") for field in load_fields(path)]
    wrong = [field for field in fields if kind_of_example(field.example) not in (field.kind, FieldKind.TEXT)]
    assert not wrong


def test_a_text_has_digits_where_its_example_is_made_of_them() -> None:
    told = library(report("n", "Nike", "2019", ["Code：see below", "Order code：K-12"]))
    assert extracted(Field("code", example="600000"), told).outcome is not Outcome.FOUND
    assert shown(extracted(Field("order_code", example="600000"), told)) == ["K-12"]
    assert shown(extracted(Field("code", example="A-17"), told)) == ["see below"]


@pytest.mark.parametrize("text", ["", "title,type\na,b\n", "name\n", "name\na\na\n", "name,type\n,date\n"])
def test_what_is_no_list_of_fields_is_said_to_be_none(text: str, tmp_path: Path) -> None:
    file = tmp_path / "fields.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(KnownError) as caught:
        load_fields(file)
    assert caught.value.code is ErrorCode.NOT_FIELDS


def test_the_programs_own_lists_can_be_loaded() -> None:
    lists = [load_fields(path) for path in sorted((resources() / "fields").glob("*.csv"))]
    assert len(lists) >= 6
    assert all(field.description and field.example for fields in lists for field in fields)


def rows(within: MemoryLibrary, fields: Sequence[Field]) -> list[SheetRow]:
    cells = tuple(extracted(field, within) for field in fields)
    return [SheetRow("=nike 2019.pdf", cells, Path("/library/nike 1.pdf"))]


def test_a_sheet_has_columns_for_a_field(nike: MemoryLibrary, tmp_path: Path) -> None:
    fields = (REVENUE, Field("order_date", kind=FieldKind.DATE), Field("net_income", kind=FieldKind.MONEY))
    write_sheet_csv(tmp_path / "out.csv", fields, rows(nike, fields))
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        names, line = csv.reader(file)
    assert names == header(fields)
    assert dict(zip(names, line, strict=True)) == {
        "document": "'=nike 2019.pdf",
        "revenue": "1,200",
        "revenue_page": "1",
        "revenue_quote": "Revenue：1,200",
        "revenue_confidence": "1.00",
        "revenue_number": "1200",
        "revenue_unit": "",
        "order_date": "2019-05-03",
        "order_date_page": "1",
        "order_date_quote": "Order date：May 3, 2019",
        "order_date_confidence": "1.00",
        "net_income": "not found",
        "net_income_page": "",
        "net_income_quote": "",
        "net_income_confidence": "",
        "net_income_number": "",
        "net_income_unit": "",
    }


def test_a_workbook_leads_to_the_page(nike: MemoryLibrary, tmp_path: Path) -> None:
    write_sheet_xlsx(tmp_path / "out.xlsx", (REVENUE,), rows(nike, (REVENUE,)))
    value = load_workbook(tmp_path / "out.xlsx").active["B2"]
    assert (value.value, value.hyperlink.target) == ("1,200", "file:///library/nike%201.pdf#page=1")


def test_no_cell_of_a_workbook_is_a_formula(nike: MemoryLibrary, tmp_path: Path) -> None:
    write_sheet_xlsx(tmp_path / "out.xlsx", (REVENUE,), rows(nike, (REVENUE,)))
    name = load_workbook(tmp_path / "out.xlsx").active["A2"]
    assert (name.value, name.data_type) == ("=nike 2019.pdf", "s")


@pytest.mark.parametrize(
    ("value", "does"),
    [("about 12 March", True), ("March 12, or so", True), ("see the decision", False), ("Market St", False)],
)
def test_only_a_month_with_a_day_is_written_like_a_date(value: str, *, does: bool) -> None:
    assert seems(value, FieldKind.DATE) is does
