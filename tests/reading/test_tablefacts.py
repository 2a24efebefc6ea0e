"""Facts from tables: number, unit and period of a cell from its row, its column and its table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from desktop.domain.document import Block, BlockKind, Cell, Table, Word
from desktop.domain.fact import Fact
from desktop.domain.geometry import Box, bounding
from desktop.reading.context import DocumentContext, entity_of
from desktop.reading.tablefacts import table_facts
from tests.fakes.library import words_of

CONTEXT = DocumentContext("d" * 64, "x.pdf", "四方科技", 2019)


def facts(rows: Sequence[Sequence[str]], unit: str = "万元", title: str = "", day: str = "") -> list[Fact]:
    """The facts of a table with one header row."""
    cells: list[Cell] = []
    words: list[Word] = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            x, y = 50.0 + 400 * column, 50.0 + 20 * row
            cells.append(Cell(row, column, 1, 1, text, Box(x, y, x + 400, y + 20), is_header=row == 0))
            words += words_of(text, x + 5, y + 5) if text else ()
    box = bounding(cell.box for cell in cells)
    table = Table(0, box, tuple(cells), tuple(rows[0]), title, unit, day=day)
    return list(table_facts(CONTEXT, table, 0, Block(0, BlockKind.TABLE, 0, "", (box,), tuple(words))))


@pytest.mark.parametrize(
    ("label", "header", "value", "number", "unit"),
    [
        ("毛利率", "2019年", "35.2", "35.2", ""),
        ("营业收入", "2019年", "35.2", "352000", "元"),
        ("研发人员数量", "2019年", "45", "45", ""),
        ("营业收入", "比例（%）", "12.5", "12.5", "%"),
        ("营业收入", "占比", "12.5", "12.5", ""),
        ("营业收入", "同比增减", "12.5", "12.5", ""),
        ("营业收入", "同比增减（%）", "12.5", "12.5", "%"),
        ("营业收入", "金额", "12.5", "125000", "元"),
        ("设备", "金额（百万元）", "12.5", "12500000", "元"),
    ],
)
def test_a_rate_and_a_count_have_no_unit_of_money(label: str, header: str, value: str, number: str, unit: str) -> None:
    (fact,) = facts([["项目", header], [label, value]])
    assert fact.quantity is not None
    assert (fact.quantity.number, fact.quantity.unit) == (Decimal(number), unit)


@pytest.mark.parametrize("header", ["31 December 2023", "31/12/2023", "Dec 31, 2023", "31 Dec 2023"])
def test_a_date_above_a_column_is_its_period_and_no_part_of_the_attribute(header: str) -> None:
    rows = [["", header, "31 December 2022"], ["Total assets", "1,234", "1,100"], ["Total equity", "834", "700"]]
    first, second = facts(rows, "")[:2]
    assert (first.triple.attribute, first.period) == ("Total assets", "2023-12-31")
    assert (second.triple.attribute, second.period) == ("Total assets", "2022-12-31")


def test_a_part_of_a_year_is_not_the_year() -> None:
    rows = [["项目", "2019年1-9月", "2018年度"], ["营业收入", "1,234", "2,100"], ["净利润", "234", "100"]]
    first, second = facts(rows)[:2]
    assert (first.triple.attribute, first.period) == ("营业收入", "2019Q1-Q3")
    assert (second.triple.attribute, second.period) == ("营业收入", "2018")


def test_bare_years_above_a_balance_are_the_day_it_is_struck_on() -> None:
    rows = [["", "2023", "2022"], ["Total assets", "1,234", "1,100"], ["Total equity", "834", "700"]]
    assert [fact.period for fact in facts(rows, "", day="03-31")[:2]] == ["2023-03-31", "2022-03-31"]
    assert [fact.period for fact in facts(rows, "")[:2]] == ["2023", "2022"]


def test_a_period_that_is_no_bare_year_keeps_its_own_day() -> None:
    rows = [["", "31 December 2023", "2023 Q1"], ["Total assets", "1,234", "1,100"], ["Total equity", "834", "700"]]
    assert [fact.period for fact in facts(rows, "", day="03-31")[:2]] == ["2023-12-31", "2023Q1"]


@pytest.mark.parametrize(
    ("title", "entity"),
    [
        ("Company balance sheet", "四方科技 (parent company)"),
        ("Parent company statement of financial position", "四方科技 (parent company)"),
        ("母公司资产负债表", "四方科技（母公司）"),
        ("合并及母公司资产负债表", "四方科技"),
        ("Consolidated balance sheet", "四方科技"),
        ("Group and parent company balance sheets", "四方科技"),
        ("归属于母公司股东的净利润", "四方科技"),
        ("The company in brief", "四方科技"),
        ("", "四方科技"),
    ],
)
def test_a_statement_of_the_parent_alone_is_about_the_parent(title: str, entity: str) -> None:
    assert entity_of(CONTEXT, title) == entity
    assert {fact.triple.entity for fact in facts([["", "2023"], ["Cash", "1,234"]], "", title)} == {entity}


def test_columns_in_percent_and_in_money_keep_their_own_units() -> None:
    rows = [
        ["", "2023 £'000", "2022 £'000", "%"],
        ["Revenue", "1,234", "1,100", "12.2"],
        ["Costs", "834", "700", "19.1"],
    ]
    found = facts(rows, "in millions")[:3]
    assert [(one.quantity.number, one.quantity.unit) for one in found if one.quantity] == [
        (Decimal(1_234_000), "GBP"),
        (Decimal(1_100_000), "GBP"),
        (Decimal("12.2"), "%"),
    ]
    assert [one.period for one in found] == ["2023", "2022", ""]


def test_a_sign_in_the_header_leaves_the_scale_that_the_table_declares() -> None:
    (fact,) = facts([["", "2023 £"], ["Revenue", "1,234"]], "in millions")
    assert fact.quantity is not None
    assert (fact.quantity.number, fact.quantity.unit) == (Decimal(1_234_000_000), "GBP")


def test_the_dollar_of_a_value_is_the_one_that_the_table_declares() -> None:
    (fact,) = facts([["", "2023"], ["Revenue", "$1,234"]], "in thousands of Canadian dollars")
    assert fact.quantity is not None
    assert (fact.quantity.number, fact.quantity.unit) == (Decimal(1_234_000), "CAD")


@pytest.mark.parametrize("value", ["1,234 1", "1,234*", "1,234 (2)"])
def test_a_footnote_s_mark_is_no_part_of_the_value(value: str) -> None:
    (fact,) = facts([["", "2023"], ["Revenue", value]], "")
    assert fact.triple.value == "1,234"
    assert fact.quantity is not None
    assert fact.quantity.number == Decimal(1234)
    (box,) = fact.evidence.boxes
    assert box.width == 50  # five characters of ten points


def test_a_text_with_a_number_at_its_end_is_left_whole() -> None:
    (fact,) = facts([["", "2023"], ["Auditor", "Lamp House 1"]], "")
    assert fact.triple.value == "Lamp House 1"
