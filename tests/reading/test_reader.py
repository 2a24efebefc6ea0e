"""Whole pages through the real PDF engine."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pymupdf
import pytest

from desktop.domain.document import BlockKind, Page, PageContent, PageSource
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.fact import Fact
from desktop.domain.geometry import Box
from desktop.engines.mupdf import MupdfDocument, open_document
from desktop.engines.plumber import Plumber
from desktop.reading.context import DocumentContext, document_context
from desktop.reading.facts import facts_of
from desktop.reading.reader import NO_TEXT, OCR_MISSING, quick_text, read_page
from desktop.reading.source import OcrLine, Picture
from desktop.reading.words import joined
from tests import pdfs

CONTEXT = DocumentContext("d" * 64, "x.pdf", "四方科技", 2019)


class FakeOcr:
    """Says the same line of every picture, or nothing."""

    def __init__(self, text: str, turn: int = 0) -> None:
        self._text, self._turn = text, turn

    def turn(self, picture: Picture) -> int:
        return self._turn

    def recognise(self, picture: Picture) -> tuple[OcrLine, ...]:
        boxes = tuple(Box(100 + 20 * at, 200, 120 + 20 * at, 240) for at in range(len(self._text)))
        return (OcrLine(self._text, boxes, 0.9),) if self._text else ()


def first_page(path: Path, ocr: FakeOcr | None = None) -> PageContent:
    with open_document(path) as document:
        return read_page(document, 0, ocr, Plumber(path))


def text_of(content: PageContent) -> str:
    return "\n".join(block.text for block in content.blocks)


def check_evidence(path: Path, facts: tuple[Fact, ...]) -> None:
    with pymupdf.open(path) as document:
        for fact in facts:
            page = document[fact.evidence.page]
            found = "".join(page.get_text(clip=pymupdf.Rect(*box.as_list())) for box in fact.evidence.boxes)
            assert "".join(fact.triple.value.split()) in "".join(found.split())


@pytest.mark.parametrize("make", [pdfs.english, pdfs.chinese, pdfs.two_columns, pdfs.ruled_table, pdfs.unruled_table])
def test_words_joined_are_the_block(tmp_path: Path, make: object) -> None:
    content = first_page(make(tmp_path))  # type: ignore[operator]
    assert content.blocks
    for block in content.blocks:
        assert joined(block.words) == block.text


def test_digital_text_is_read_without_ocr(tmp_path: Path) -> None:
    content = first_page(pdfs.chinese(tmp_path))
    assert content.page.source is PageSource.TEXT
    assert all(line in text_of(content) for line in pdfs.CHINESE)


def test_the_first_pass_has_the_words(tmp_path: Path) -> None:
    with open_document(pdfs.english(tmp_path)) as document:
        text = text_of(quick_text(document, 0))
    assert all(line in text.replace("\n", " ") for line in pdfs.ENGLISH)


def test_two_columns_are_read_in_order(tmp_path: Path) -> None:
    text = text_of(first_page(pdfs.two_columns(tmp_path)))
    places = [text.index(f"S{number:02d}") for number in range(48)]
    assert places == sorted(places)


def test_text_that_runs_up_the_margin_stays_out_of_the_paragraphs(tmp_path: Path) -> None:
    path = pdfs.english(tmp_path)
    with pymupdf.open(path) as document:
        document[0].insert_text((30, 300), "arXiv:2007.14922v1 [q-bio.GN] 29 Jul 2020", fontsize=16, rotate=90)
        document.save(tmp_path / "stamped.pdf")
    content = first_page(tmp_path / "stamped.pdf")
    assert content.blocks[-1].text.startswith("arXiv:2007.14922v1")
    assert all("arXiv" not in block.text for block in content.blocks[:-1])


def test_a_ruled_table_gives_facts_with_period_unit_and_sign(tmp_path: Path) -> None:
    path = pdfs.ruled_table(tmp_path)
    content = first_page(path)
    (table,) = content.tables
    assert (table.title, table.unit, table.columns) == ("合并资产负债表", "万元", pdfs.BALANCE[0])
    facts = facts_of(CONTEXT, content)
    found = {(f.triple.attribute, f.period): f for f in facts}
    total = found[("流动资产合计", "2019-12-31")]
    assert total.triple.value == "941,069.53"
    assert total.quantity is not None
    assert total.quantity.number == Decimal("9410695300")
    assert total.section.startswith("合并资产负债表")
    negative = found[("净利润", "2019-12-31")].quantity
    assert negative is not None
    assert negative.number == Decimal("-12345000")
    assert not any("七、" in f.triple.value for f in facts)
    check_evidence(path, facts)


def test_an_unruled_table_gives_facts(tmp_path: Path) -> None:
    path = pdfs.unruled_table(tmp_path)
    facts = facts_of(CONTEXT, first_page(path))
    found = {(f.triple.attribute, f.period): f for f in facts}
    revenue = found[("Revenue", "2023")]
    assert (revenue.triple.value, revenue.quantity and revenue.quantity.number) == ("48.6", Decimal("48600000"))
    assert found[("Administrative expenses", "2022")].triple.value == "(5.8)"
    check_evidence(path, facts)


def test_a_table_goes_on_over_a_page_break(tmp_path: Path) -> None:
    first = pdfs.ruled_table(tmp_path, name="first.pdf")
    before = first_page(first)
    lowered = PageContent(replace(before.page, number=-1), before.blocks, tuple(_lowered(before)), before.heading_path)
    second = pdfs.ruled_table(tmp_path, pdfs.BALANCE[2:4], "second.pdf")
    with pymupdf.open(second) as document:
        document[0].add_redact_annot(pymupdf.Rect(0, 0, 595, 128))
        document[0].apply_redactions()
        document.save(tmp_path / "rest.pdf")
    with open_document(tmp_path / "rest.pdf") as source:
        (table,) = read_page(source, 0, None, None, [lowered]).tables
    assert table.continues
    assert (table.columns, table.unit, table.title) == (pdfs.BALANCE[0], "万元", "合并资产负债表")


def _lowered(content: PageContent) -> list[object]:
    (table,) = content.tables
    return [replace(table, box=Box(table.box.x0, 600, table.box.x1, 800))]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_turned_pages_read_the_same_with_boxes_as_displayed(tmp_path: Path, rotation: int) -> None:
    for make in (pdfs.rotated, pdfs.upright_by_rotation):
        path = make(tmp_path, rotation)
        content = first_page(path)
        assert all(line in text_of(content).replace("\n", " ") for line in pdfs.ENGLISH)
        with pymupdf.open(path) as document:
            page = document[0]
            assert (content.page.width, content.page.height) == (page.rect.width, page.rect.height)
            word = next(word for block in content.blocks for word in block.words if word.text == "lighthouse")
            shown = [
                pymupdf.Rect(one[:4]) * page.rotation_matrix for one in page.get_text("words") if one[4] == "lighthouse"
            ]
        assert shown[0].contains(pymupdf.Point(*word.box.centre))


def test_a_scan_without_ocr_pack_is_a_failed_page(tmp_path: Path) -> None:
    content = first_page(pdfs.scanned_english(tmp_path))
    assert (content.page.source, content.error, content.blocks) == (PageSource.FAILED, OCR_MISSING, ())


def test_mixed_documents_are_judged_page_by_page(tmp_path: Path) -> None:
    with open_document(pdfs.mixed(tmp_path)) as document:
        sources = [read_page(document, number, FakeOcr("扫描")).page.source for number in (0, 1)]
    assert sources == [PageSource.TEXT, PageSource.OCR]


def test_a_garbage_text_layer_is_read_by_ocr(tmp_path: Path) -> None:
    content = first_page(pdfs.garbage_text(tmp_path), FakeOcr("lighthouse"))
    assert (content.page.source, text_of(content)) == (PageSource.OCR, "lighthouse")


def test_a_picture_without_words_says_so(tmp_path: Path) -> None:
    content = first_page(pdfs.scanned_english(tmp_path), FakeOcr(""))
    assert content.error == NO_TEXT
    assert [block.kind for block in content.blocks] == [BlockKind.FIGURE]


def test_a_blank_page_is_empty_and_no_error(tmp_path: Path) -> None:
    content = first_page(pdfs.blank(tmp_path))
    assert (content.blocks, content.error) == ((), "")


def test_a_page_with_a_rule_alone_is_as_good_as_blank(tmp_path: Path) -> None:
    content = first_page(pdfs.ruled_alone(tmp_path), FakeOcr(""))
    assert (content.blocks, content.error) == ((), "")


def test_boxes_of_a_scan_on_its_side_are_those_of_the_page_as_displayed(tmp_path: Path) -> None:
    content = first_page(pdfs.scanned_english(tmp_path, turn=90), FakeOcr("lighthouse", turn=270))
    box = content.blocks[0].words[0].box
    assert box.height > box.width
    assert content.page.width > content.page.height


def test_company_and_year_are_found_on_the_first_page(tmp_path: Path) -> None:
    lines = ("公司代码：603339      公司简称：四方科技", "四方科技集团股份有限公司", "2019年年度报告")
    content = first_page(pdfs.chinese(tmp_path, lines))
    context = document_context("d" * 64, "a.pdf", [content])
    assert (context.title_entity, context.year, context.aliases) == ("四方科技", 2019, ("四方科技集团股份有限公司",))
    years = [f.triple.value for f in facts_of(context, content) if f.triple.attribute == "报告年份"]
    assert years == ["2019"]


def test_a_page_that_can_not_be_loaded_is_a_value(tmp_path: Path) -> None:
    class Broken:
        def outline(self, number: int) -> dict[str, int]:
            return {}

        def sheet(self, number: int, turn: int = 0) -> object:
            raise KnownError(ErrorCode.DAMAGED, str(number))

    content = read_page(Broken(), 4, None)  # type: ignore[arg-type]
    assert (content.page.number, content.page.source, content.error) == (4, PageSource.FAILED, "damaged")


def test_no_other_page_is_looked_at(tmp_path: Path) -> None:
    """A page that brings its reader down must be the one that was asked for."""
    asked: list[int] = []

    class Watched:
        def __init__(self, source: MupdfDocument) -> None:
            self._source = source

        def outline(self, number: int) -> dict[str, int]:
            return {}

        def sheet(self, number: int, turn: int = 0) -> object:
            asked.append(number)
            return self._source.sheet(number, turn)

    with open_document(pdfs.running(tmp_path)) as document:
        beside = [quick_text(document, number) for number in (0, 2)]
        read_page(Watched(document), 1, None, None, beside)  # type: ignore[arg-type]
    assert set(asked) == {1}


@pytest.mark.parametrize(
    ("lead", "outer", "heading", "title"),
    [
        ("Revenue by product was as follows:", "Note 18 - Segments", "Personal Computing", "Note 18 - Segments"),
        ("", "Note 18 - Segments", "Personal Computing", "Personal Computing"),
        ("Revenue by product was as follows:", "Note 18 - Segments", "Note 19 - Leases", "Note 19 - Leases"),
        ("Condensed results were as follows:", "Note 1", "Parent Company Information", "Parent Company Information"),
        ("Condensed results were as follows:", "Note 1", "Discontinued Operations", "Discontinued Operations"),
        ("Charges were as follows:", "Consolidated Statements of Cash Flows", "RESTRUCTURING", ""),
        ("Charges were as follows:", "Notes to Financial Statements", "RESTRUCTURING", "Notes to Financial Statements"),
    ],
)
def test_a_heading_of_the_page_before_may_have_ended(
    tmp_path: Path, lead: str, outer: str, heading: str, title: str
) -> None:
    before = PageContent(Page(-1, 595.0, 842.0, PageSource.TEXT), heading_path=(outer, heading))
    with pymupdf.open(
        pdfs.ruled_table(tmp_path, [["", "2023", "2022"], ["Office", "20", "19"], ["Surface", "7", "6"]])
    ) as made:
        made[0].add_redact_annot(pymupdf.Rect(0, 0, 595, 125))
        made[0].apply_redactions()
        made[0].insert_text((60, 110), lead, fontname="helv", fontsize=10)
        made.save(tmp_path / "after.pdf")
    with open_document(tmp_path / "after.pdf") as source:
        (table,) = read_page(source, 0, None, None, [before]).tables
    assert (table.title, table.lead) == (title, lead.rstrip(":"))
