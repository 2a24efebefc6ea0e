"""Marks of pages: printed numbers and financial statements."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop.domain.document import Block, BlockKind, Cell, MarkKind, Page, PageContent, PageSource, Table
from desktop.domain.geometry import Box
from desktop.reading.marks import marks_of

BOX = Box(50, 780, 500, 790)
BALANCE = (
    "Cash", "Inventories", "Total current assets", "Total assets", "Total current liabilities", "Total liabilities",
    "Retained earnings", "Total equity",
)  # fmt: skip
CASH = (
    "Net income", "Depreciation", "Net cash provided by operating activities", "Purchases of property and equipment",
    "Net cash used in investing activities", "Net cash used in financing activities",
)  # fmt: skip
CHINESE = ("货币资金", "存货", "流动资产合计", "资产总计", "流动负债合计", "负债合计", "未分配利润")


def content(*blocks: tuple[BlockKind, str], rows: Sequence[str] = (), title: str = "") -> PageContent:
    cells = tuple(Cell(row, 0, 1, 1, text, BOX) for row, text in enumerate(rows))
    tables = (Table(0, BOX, cells, title=title),) if rows else ()
    page = Page(0, 600, 800, PageSource.TEXT)
    return PageContent(page, tuple(Block(0, kind, 0, text, (BOX,)) for kind, text in blocks), tables)


def numbers(*blocks: tuple[BlockKind, str]) -> list[str]:
    return [mark.text for mark in marks_of(content(*blocks)) if mark.kind is MarkKind.NUMBER]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("41", "41"),
        ("- 41 -", "41"),
        ("Page 41 of 96", "41"),
        ("第 41 页 共 96 页", "41"),
        ("41 / 96", "41"),
        ("Harbour plc Annual Report 41", "41"),
        ("41 | Harbour plc", "41"),
    ],
)
def test_the_number_printed_on_a_page_is_a_mark(text: str, number: str) -> None:
    assert numbers((BlockKind.FOOTER, text)) == [number]


def test_only_edges_have_numbers() -> None:
    assert numbers((BlockKind.PARAGRAPH, "41"), (BlockKind.HEADER, "Harbour plc")) == []


@pytest.mark.parametrize(
    ("rows", "title", "kind"),
    [
        (BALANCE, "", MarkKind.BALANCE_SHEET),
        (CHINESE, "合并资产负债表", MarkKind.BALANCE_SHEET),
        (CASH, "Consolidated statements of cash flows", MarkKind.CASH_FLOW_STATEMENT),
    ],
)
def test_statements_are_told_by_their_rows(rows: Sequence[str], title: str, kind: MarkKind) -> None:
    assert [mark.kind for mark in marks_of(content(rows=rows, title=title))] == [kind]


def test_a_title_makes_a_statement_surer() -> None:
    (plain,), (titled,) = marks_of(content(rows=BALANCE)), marks_of(content(rows=BALANCE, title="Balance sheets"))
    assert titled.weight > plain.weight


def test_a_few_of_the_rows_make_no_statement() -> None:
    assert marks_of(content(rows=("Total assets", "Inventories", "Sales"))) == ()
    assert marks_of(content((BlockKind.HEADING, "Balance sheet"))) == ()
