"""Running headers and footers."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.document import BlockKind, Page, PageContent, PageSource, Word
from desktop.domain.geometry import Box
from desktop.engines.mupdf import open_document
from desktop.reading.blocks import plain_block
from desktop.reading.margins import is_at_edge, known_margins, margins_of
from desktop.reading.reader import quick_text, read_page
from desktop.reading.words import Line, line_of
from tests import pdfs

HEIGHT = 800.0
BODY_TOP, BODY_LOW = 150.0, 650.0


def a_line(text: str, y: float) -> Line:
    return line_of([Word(text, Box(50, y, 50 + 5 * len(text), y + 10))], 10.0)


BODY = [a_line("the text of the page", BODY_TOP), a_line("and its last line", BODY_LOW)]


def beside(*texts: str) -> PageContent:
    """A page with these lines at its upper edge."""
    blocks = [plain_block(0, BlockKind.PARAGRAPH, [a_line(text, 30 + 2 * at)]) for at, text in enumerate(texts)]
    return PageContent(Page(0, 600, HEIGHT, PageSource.TEXT), tuple(blocks))


def found(line: Line, *known: str) -> tuple[list[str], list[str]]:
    lines = [line, *BODY]
    header, footer = margins_of(lines, lines, HEIGHT, known_margins([beside(*known)]))
    return [one.text for one in header], [one.text for one in footer]


def test_a_line_that_stands_on_the_pages_beside_is_a_running_header() -> None:
    assert found(a_line("Annual Report 2023", 40), "Annual Report 2023") == (["Annual Report 2023"], [])
    assert found(a_line("Harbour plc", 770), "Harbour plc") == ([], ["Harbour plc"])


@pytest.mark.parametrize("beside", ["Annual Report 2023 | 11", "annual  report 2023 | 13"])
def test_a_running_header_may_differ_in_digits_case_and_spaces(beside: str) -> None:
    assert found(a_line("Annual Report 2023 | 12", 40), beside) == (["Annual Report 2023 | 12"], [])


def test_the_first_line_of_a_page_that_stands_on_no_other_stays_in_the_body() -> None:
    assert found(a_line("9. Leases", 40), "Annual Report 2023") == ([], [])
    assert found(a_line("as the board decided in March.", 770)) == ([], [])


def test_a_running_line_in_the_middle_of_the_page_is_text() -> None:
    assert found(a_line("Annual Report 2023", 400), "Annual Report 2023") == ([], [])


def test_a_line_close_to_the_text_is_no_margin() -> None:
    line = a_line("Annual Report 2023", 90)
    lines = [line, a_line("the text right below", 102), *BODY]
    assert margins_of(lines, lines, HEIGHT, known_margins([beside("Annual Report 2023")])) == ([], [])


@pytest.mark.parametrize(
    "number", ["12", "- 12 -", "Page 12 of 96", "第 12 页", "12 / 96", "第12页共96页", "xiv", "F-12", "page 12"]
)
def test_the_number_of_the_page_is_a_margin_on_any_page(number: str) -> None:
    assert found(a_line(number, 780)) == ([], [number])


@pytest.mark.parametrize("text", ["12 ships", "Note 12", "第十二章", "1,234,567"])
def test_what_is_more_than_a_number_is_no_page_number(text: str) -> None:
    assert found(a_line(text, 780)) == ([], [])


def test_a_page_that_is_all_margin_has_none() -> None:
    line = a_line("Annual Report 2023", 40)
    assert margins_of([line], [line], HEIGHT, known_margins([beside("Annual Report 2023")])) == ([], [])


def test_the_page_before_says_what_stands_at_its_edges() -> None:
    edge = plain_block(0, BlockKind.HEADER, [a_line("Harbour plc", 30)])
    middle = plain_block(0, BlockKind.PARAGRAPH, [a_line("Cash flows", 400)])
    known = known_margins([PageContent(Page(0, 600, HEIGHT, PageSource.OCR), (edge, middle))])
    lines = [a_line("Harbour plc", 40), *BODY]
    assert margins_of(lines, lines, HEIGHT, known)[0] == lines[:1]
    lines = [a_line("Cash flows", 40), *BODY]
    assert margins_of(lines, lines, HEIGHT, known) == ([], [])


def test_a_title_that_stands_on_the_next_page_too_is_no_running_header() -> None:
    pages = [beside("Harbour plc", "Balance sheet"), *[beside("Harbour plc")] * 3]
    assert known_margins(pages) == {"harbourplc"}
    assert known_margins(pages[:3]) == {"harbourplc", "balancesheet"}


@pytest.mark.parametrize("text", ["BILL", "Civil", "Mix", "Will", "Civic"])
def test_words_of_roman_letters_are_no_page_numbers(text: str) -> None:
    assert found(a_line(text, 40)) == ([], [])


def test_the_edge_is_a_seventh_of_the_page() -> None:
    assert is_at_edge(Box(0, 100, 10, 110), HEIGHT)
    assert is_at_edge(Box(0, 690, 10, 790), HEIGHT)
    assert not is_at_edge(Box(0, 110, 10, 130), HEIGHT)


def test_running_lines_are_known_from_the_text_of_the_pages_beside(tmp_path: Path) -> None:
    with open_document(pdfs.running(tmp_path)) as document:
        every = [quick_text(document, number) for number in range(3)]
        for number in range(3):
            blocks = read_page(document, number, None, None, [*every[:number], *every[number + 1 :]]).blocks
            kinds = {block.text: block.kind for block in blocks}
            assert kinds["Harbour plc Annual Report"] is BlockKind.HEADER
            assert kinds[f"{number + 7}"] is BlockKind.FOOTER
            assert kinds[f"Opening words of part {'abc'[number]} of the report"] is not BlockKind.HEADER


def test_lines_of_a_ruled_table_are_never_margins(tmp_path: Path) -> None:
    with open_document(pdfs.tables_to_the_edge(tmp_path)) as document:
        content = read_page(document, 1, None)
    assert [block.kind for block in content.blocks if block.kind is BlockKind.HEADER] == []
    (table,) = content.tables
    assert [cell.text for cell in table.cells if cell.row == 0] == ["Item", "2023"]
    assert "12" in [cell.text for cell in table.cells]
