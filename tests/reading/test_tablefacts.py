"""Facts from tables: number, unit and period of a cell from its row, its column and its table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from desktop.domain.document import Block, BlockKind, Cell, Table, Word
from desktop.domain.fact import Fact
from desktop.domain.geometry import Box, bounding
from desktop.reading.context import DocumentContext
from desktop.reading.tablefacts import table_facts
from tests.fakes.library import words_of

CONTEXT = DocumentContext("d" * 64, "x.pdf", "四方科技", 2019)


def facts(rows: Sequence[Sequence[str]], unit: str = "万元", title: str = "") -> list[Fact]:
    """The facts of a table with one header row."""
    cells: list[Cell] = []
    words: list[Word] = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            x, y = 50.0 + 400 * column, 50.0 + 20 * row
            cells.append(Cell(row, column, 1, 1, text, Box(x, y, x + 400, y + 20), is_header=row == 0))
            words += words_of(text, x + 5, y + 5) if text else ()
    box = bounding(cell.box for cell in cells)
    table = Table(0, box, tuple(cells), tuple(rows[0]), title, unit)
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
