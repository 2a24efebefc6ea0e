"""What receipts say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop.domain.document import Block, BlockKind, Page, PageContent, PageSource, Word
from desktop.domain.fact import Origin
from desktop.domain.geometry import Box, bounding
from desktop.reading.context import DocumentContext
from desktop.reading.facts import facts_of
from desktop.reading.receipts import receipt_facts
from desktop.reading.source import Glyph, TextLine
from desktop.reading.words import joined, read_lines

CONTEXT = DocumentContext("d" * 64, "slip.jpg", "slip", None)
RECEIPT = (
    "BLUE HERON BAKERY SDN BHD",
    "( 123456-K )",
    "7, Jalan Pinggir,",
    "43000 Kampung Baru",
    "Tel: 03-5551234",
    "TAX INVOICE",
    "Date: 03/04/2018 10:15 AM",
    "Rye loaf 1 8.00",
    "Subtotal 8.00",
    "Total GST 0.48",
    "Total Qty: 1 8.48",
    "Rounding 0.02",
    "Grand Total RM 8.50",
    "CASH 10.00",
    "CHANGE 1.50",
    "Total 8.00 0.48",
)
CHINESE = (
    "蓝鹭面包店",
    "花园路12号",
    "收银小票",
    "2021年3月4日",
    "面包 8.00",
    "小计 8.00",
    "合计 8.50",
    "现金 10.00",
    "找零 1.50",
)


def content(lines: Sequence[str], source: PageSource = PageSource.OCR) -> PageContent:
    """A page with a block per line."""
    blocks = []
    for row, text in enumerate(lines):
        glyphs = tuple(
            Glyph(letter, Box(50 + 6 * at, 100 + 20 * row, 56 + 6 * at, 110 + 20 * row))
            for at, letter in enumerate(text)
        )
        words: tuple[Word, ...] = read_lines([TextLine(glyphs, 10.0)])[0].words
        box = bounding(word.box for word in words)
        blocks.append(Block(0, BlockKind.PARAGRAPH, 0, joined(words), (box,), words))
    return PageContent(Page(0, 595, 842, source), tuple(blocks))


def facts(lines: Sequence[str]) -> dict[str, str]:
    return {fact.triple.attribute: fact.triple.value for fact in receipt_facts(CONTEXT, content(lines))}


def test_a_receipt_says_who_where_when_and_how_much() -> None:
    assert facts(RECEIPT) == {
        "Company": "BLUE HERON BAKERY SDN BHD",
        "Address": "7, Jalan Pinggir, 43000 Kampung Baru",
        "Date": "03/04/2018",
        "Total": "RM 8.50",
    }


def test_a_chinese_receipt_is_told_in_chinese() -> None:
    assert facts(CHINESE) == {"公司": "蓝鹭面包店", "地址": "花园路12号", "日期": "2021年3月4日", "合计": "8.50"}


def test_each_line_of_an_address_has_its_box() -> None:
    address = next(one for one in receipt_facts(CONTEXT, content(RECEIPT)) if one.triple.attribute == "Address")
    assert address.origin is Origin.PAIR
    assert address.evidence.boxes == (Box(50, 140, 152, 150), Box(50, 160, 158, 170))


def test_the_quote_is_what_stands_on_the_page() -> None:
    lines = [line.replace("Grand Total RM 8.50", "Rounded Total (RM): 8.50") for line in RECEIPT]
    assert {one.triple.attribute: one.evidence.quote for one in receipt_facts(CONTEXT, content(lines))} == {
        "Company": "BLUE HERON BAKERY SDN BHD",
        "Address": "7, Jalan Pinggir, 43000 Kampung Baru",
        "Date": "Date: 03/04/2018 10:15 AM",
        "Total": "Rounded Total (RM): 8.50",
    }


def test_the_quote_of_a_total_is_its_whole_row_however_far_its_amount() -> None:
    at = RECEIPT.index("Grand Total RM 8.50")
    page = content([line.replace("Grand Total RM 8.50", "Rounded Total (RM):") for line in RECEIPT])
    amount = content((*RECEIPT[:at], " " * 60 + "8.50")).blocks[-1]
    found = receipt_facts(CONTEXT, replace(page, blocks=(*page.blocks, amount)))
    (total,) = [one for one in found if one.triple.attribute == "Total"]
    assert (total.evidence.quote, total.evidence.boxes) == ("Rounded Total (RM): 8.50", amount.boxes)


def test_the_amount_of_the_total_is_a_number() -> None:
    total = next(one for one in receipt_facts(CONTEXT, content(CHINESE)) if one.triple.attribute == "合计")
    assert total.quantity is not None
    assert float(total.quantity.number) == 8.5


@pytest.mark.parametrize("line", ["anna smith", "A02045", "(123456-K)"])
def test_a_note_or_number_above_the_name_is_not_the_name(line: str) -> None:
    assert facts((line, *RECEIPT))["Company"] == "BLUE HERON BAKERY SDN BHD"


def test_a_name_may_end_on_the_next_line() -> None:
    lines = ("BLUE HERON BAKERY", "SDN BHD", *RECEIPT[1:])
    assert facts(lines)["Company"] == "BLUE HERON BAKERY SDN BHD"


def test_the_number_of_the_company_is_not_of_its_name() -> None:
    assert facts(("BLUE HERON BAKERY (123456-K)", *RECEIPT[2:]))["Company"] == "BLUE HERON BAKERY"


@pytest.mark.parametrize("line", ["Subtotal 8.00", "Total Qty: 2.00", "Total excl. GST 8.00", "Total GST 0.48"])
def test_not_every_total_is_what_was_to_be_paid(line: str) -> None:
    lines = list(RECEIPT)
    lines.insert(lines.index("CASH 10.00"), line)
    assert facts(lines)["Total"] == "RM 8.50"


def test_a_total_that_was_not_read_is_the_amount_above_the_cash() -> None:
    lines = [line for line in RECEIPT if "Total" not in line and "Rounding" not in line]
    lines.insert(lines.index("CASH 10.00"), "RM 8.50")
    assert facts(lines)["Total"] == "RM 8.50"


@pytest.mark.parametrize("date", ["3-4-18", "2018-04-03", "03 Apr 2018", "03APR2018", "April 3, 2018", "2018/4/3"])
def test_dates_are_known_however_written(date: str) -> None:
    lines = [f"Date: {date}" if line.startswith("Date") else line for line in RECEIPT]
    assert facts(lines)["Date"] == date


def test_a_page_of_a_report_is_no_receipt() -> None:
    text = (
        "The total of cash and tax as of 31/12/2018 was 12.50 and the change of it is told in the note on taxes below"
    )
    assert facts([text] * 8) == {}


def test_a_page_without_total_or_date_is_no_receipt() -> None:
    assert facts([line for line in RECEIPT if "Date" not in line]) == {}
    assert facts(RECEIPT[:8]) == {}


def test_facts_of_a_scan_say_a_total_once() -> None:
    totals = [
        one
        for one in facts_of(CONTEXT, content((*CHINESE[:6], "合计：8.50", *CHINESE[7:])))
        if one.triple.value == "8.50"
    ]
    assert [one.triple.attribute for one in totals] == ["合计"]


def test_a_page_with_a_text_layer_is_not_taken_for_a_receipt() -> None:
    found = facts_of(CONTEXT, content(RECEIPT, PageSource.TEXT))
    assert "Company" not in {one.triple.attribute for one in found}


@pytest.mark.parametrize(
    "lines",
    [
        ("Balance sheet", "31 December 2023", "Cash at bank 1,234.56", "Deferred tax 100.00", "Total assets 5,678.90"),
        ("资产负债表", "2023年12月31日", "现金 1,234.56", "数量 3", "资产总计 5,678.90"),
        ("Supply Agreement", "12/03/2023", "Cash payment", "Tax at 5%", "Total due 5,678.90"),
    ],
)
def test_statements_and_agreements_are_no_receipts(lines: Sequence[str]) -> None:
    assert receipt_facts(CONTEXT, content(lines)) == ()


def test_the_tax_within_a_total_is_not_the_total() -> None:
    lines = [line.replace("Grand Total RM 8.50", "Total RM 8.50 incl. GST 0.48") for line in RECEIPT]
    (total,) = [one for one in receipt_facts(CONTEXT, content(lines)) if one.triple.attribute == "Total"]
    assert total.triple.value == "RM 8.50"
