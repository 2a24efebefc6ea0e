"""The cells that name a table's value: they are boxed with it, in facts of tables and in what a model found there."""

from __future__ import annotations

from dataclasses import replace

from desktop.answering.ground import spans_of
from desktop.domain.document import Block, BlockKind, Page, PageContent, PageSource, Table
from desktop.domain.geometry import Box
from desktop.reading.tables import in_context
from tests.reading.tables_by_hand import Rows, facts_in, read

QUARTERS = [
    ["", "2023", "<", "2022", "<"],
    ["", "Q1", "Q2", "Q1", "Q2"],
    ["Segments", "", "", "", ""],
    ["Net sales", "10", "11", "12", "13"],
]
AGAIN = [*QUARTERS, ["", "2021", "2020", "2019", "2018"], ["Net debt", "1", "2", "3", "4"]]


def named(rows: Rows, value: str) -> list[str]:
    """What stands in the boxes of the headers of this value's fact."""
    table, lines = read(rows)
    whole = in_context(table, (), ())
    (fact,) = (fact for fact in facts_in(whole, lines) if fact.triple.value == value)
    return texts(table, fact.evidence.headers)


def texts(table: Table, boxes: tuple[Box, ...]) -> list[str]:
    return [cell.text for box in boxes for cell in table.cells if cell.box == box]


def test_the_label_of_the_row_and_all_headers_over_the_column_are_boxed() -> None:
    assert named(QUARTERS, "11") == ["Net sales", "2023", "Q2"]
    assert named(QUARTERS, "12") == ["Net sales", "2022", "Q1"]


def test_headers_further_down_take_the_place_of_those_above() -> None:
    assert named(AGAIN, "2") == ["Net debt", "2020"]
    assert named(AGAIN, "10") == ["Net sales", "2023", "Q1"]


def test_of_two_halves_of_a_table_each_value_has_its_own_label() -> None:
    assert named([["Line item name", "2023", "Line item name", "2023"], ["Cash", "10", "Debt", "4"]], "4") == [
        "Debt",
        "2023",
    ]


def test_a_table_without_headers_has_its_labels() -> None:
    assert named([["Net sales", "10"], ["Net debt", "4"], ["Staff", "7"]], "4") == ["Net debt"]


def test_what_is_found_in_a_table_by_its_words_has_its_headers_too() -> None:
    table, lines = read(QUARTERS)
    whole = replace(in_context(table, (), ()), page=0)
    words = tuple(word for line in lines for word in line.words)
    block = Block(0, BlockKind.TABLE, 0, "", (table.box,), words)
    page = PageContent(Page(0, 3000.0, 800.0, PageSource.TEXT), (block,), (whole,))
    (span,) = spans_of("11", page)
    assert (span.label, texts(table, span.headers)) == ("Net sales", ["Net sales", "2023", "Q2"])
    (label,) = spans_of("Net sales", page)
    assert label.headers == ()
