"""Forms in ruled boxes: a label, the box of its value, and the next label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop.domain.document import BlockKind, PageContent, PageSource
from desktop.reading.boxed import boxes_of_form
from desktop.reading.context import DocumentKind
from desktop.reading.facts import facts_of
from desktop.reading.words import joined
from tests.reading.test_forms import CONTEXT, page_of, table_of, words_at

_COLUMNS = (50, 180, 310, 440)
_INVOICE = (
    ("Invoice #", "1327580-1", "Order #", "1327580"),
    ("Invoice Date", "01/26/20", "Deal #", ""),
    ("Invoice Period", "12/30/19-01/26/20", "Flight Dates", "01/18/20-01/22/20"),
    ("Advertiser", "Harbour Lamps", "", ""),
)


def _page(rows: Sequence[Sequence[str]]) -> PageContent:
    content = table_of(rows, headed=False, columns=_COLUMNS)
    return replace(content, page=replace(content.page, source=PageSource.TEXT))


def _pairs(rows: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    content = _page(rows)
    block = next(block for block in content.blocks if block.kind is BlockKind.TABLE)
    boxes = boxes_of_form(content.tables[0], block)
    return [(joined(label), joined(value)) for label, value in boxes.pairs] if boxes else []


def test_each_value_has_the_label_of_its_own_box() -> None:
    assert _pairs(_INVOICE) == [
        ("Invoice #", "1327580-1"),
        ("Order #", "1327580"),
        ("Invoice Date", "01/26/20"),
        ("Invoice Period", "12/30/19-01/26/20"),
        ("Flight Dates", "01/18/20-01/22/20"),
        ("Advertiser", "Harbour Lamps"),
    ]


def test_what_intrudes_from_the_left_is_no_label_and_a_torn_value_is_whole() -> None:
    rows = [("7777", *row[:3]) for row in _INVOICE[:3]]
    rest = [("", "Agency Code", "99"), ("", "Sales Office", "Leeds"), ("", "Product", "Lamps", "2329")]
    assert _pairs([*rows, *rest]) == [
        ("Invoice #", "1327580-1"),
        ("Invoice Date", "01/26/20"),
        ("Invoice Period", "12/30/19-01/26/20"),
        ("Agency Code", "99"),
        ("Sales Office", "Leeds"),
        ("Product", "Lamps 2329"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [("Lamp No", "3", "Box", "4.00"), ("Lamp No", "5", "Box", "6.00"), ("Lamp No", "7", "Box", "8.00")],
        [("Line", "Start Date", "End Date", "Rate"), ("1", "01/02/20", "01/03/20", "$75.00")] * 2,
        [("Invoice #", "1", "", ""), ("Order #", "2", "", "")],
        [("Total cost", "1,200", "1,100"), ("Unit rate", "12", "11"), ("Net amount", "400", "300")],
        [
            ("Name", "Role", "Phone", "Office"),
            ("Ann Poe", "Driver", "555-01", "Leeds"),
            ("Bo Ray", "Cook", "555-02", "Hull"),
        ],
    ],
)
def test_a_list_of_items_and_a_short_table_are_none(rows: Sequence[Sequence[str]]) -> None:
    assert _pairs(rows) == []


def test_the_facts_of_a_digital_form_are_those_of_its_boxes() -> None:
    form = replace(CONTEXT, kind=DocumentKind.FORM)
    told = {(fact.triple.attribute, fact.triple.value) for fact in facts_of(form, _page(_INVOICE))}
    assert ("Flight Dates", "01/18/20-01/22/20") in told
    assert not any(value == "Invoice Period" for _, value in told)


def test_a_label_ends_behind_an_amount() -> None:
    content = page_of((50, 100, "Gross Total"), (200, 100, "$425.00"), (250, 100, "Total Spots"), (260, 112, "4"))
    told = {(fact.triple.attribute, fact.triple.value) for fact in facts_of(CONTEXT, content)}
    assert ("Gross Total", "$425.00") in told


def test_totals_of_several_columns_are_called_as_their_columns() -> None:
    header = ((50, 100, "Time Period"), (200, 100, "Gross Amount"), (350, 100, "Agency Comm."))
    first = ((50, 113, "01/27/20-02/06/20"), (220, 113, "$24,150.00"), (370, 113, "$3,622.50"))
    total = ((50, 127, "Totals"), (220, 127, "$33,925.00"), (370, 127, "$5,088.75"))
    told = {(f.triple.attribute, f.triple.value) for f in facts_of(CONTEXT, page_of(*header, *first, *total))}
    assert ("Totals Gross Amount", "$33,925.00") in told
    assert ("Gross Amount", "Agency Comm.") not in told


def test_a_label_in_a_row_of_labels_beside_an_address_has_its_value_below() -> None:
    address = (
        (50, 88, "2960 Meridian Street"),
        (50, 100, "Jill Hammons"),
        (50, 112, "Indianapolis 46208"),
        (50, 124, "(864) 576-7777"),
    )
    labels = (
        (250, 100, "Advertiser"),
        (420, 100, "Original Date"),
        (250, 112, "Harbour Lamps"),
        (420, 112, "01/30/20"),
    )
    told = {(f.triple.attribute, f.triple.value) for f in facts_of(CONTEXT, page_of(*address, *labels))}
    assert {("Advertiser", "Harbour Lamps"), ("Original Date", "01/30/20")} <= told


def test_labels_above_their_own_values_within_cells_are_no_boxes() -> None:
    rows = (("Advertiser", "Order #"), ("Product", "Order Date"), ("Sales Office", "Estimate #"))
    content = _page(rows)
    values = (("Acme Lamps", "12345"), ("Lamps", "01/26/20"), ("Leeds", "77"))
    below = tuple(
        word
        for row, pair in enumerate(values)
        for column, text in enumerate(pair)
        for word in words_at(_COLUMNS[column], 400 + 20 * row + 9, text)
    )
    block = replace(content.blocks[-1], words=(*content.blocks[-1].words, *below))
    assert boxes_of_form(content.tables[0], block) is None


def test_what_stands_in_no_box_is_read_all_the_same() -> None:
    form = replace(CONTEXT, kind=DocumentKind.FORM)
    content = _page([*_INVOICE, ("Main: (402)345-7777",)])
    told = {(fact.triple.attribute, fact.triple.value) for fact in facts_of(form, content)}
    assert {("Main", "(402)345-7777"), ("Order #", "1327580")} <= told
