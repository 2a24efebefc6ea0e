"""The year that a document reports on, and the part of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop.domain.document import Block, BlockKind, Page, PageContent, PageSource
from desktop.domain.geometry import Box
from desktop.reading.context import document_context
from desktop.reading.reported import reported_year
from tests.fakes.library import page_of, words_of


@pytest.mark.parametrize(
    ("lines", "year", "part"),
    [
        (["四方科技", "2019年年度报告"], 2019, ""),
        (["四方科技", "2019年半年度报告"], 2019, "H1"),
        (["2019 年第三季度报告正文"], 2019, "Q1-Q3"),
        (["2019年第一季度报告"], 2019, "Q1"),
        (["2019", "中期报告"], 2019, "H1"),
        (["二〇一九年年度报告"], 2019, ""),
        (["2019年度审计报告"], 2019, ""),
        (["For the year ended 31 December 2022"], 2022, ""),
        (["FOR THE FISCAL YEAR ENDED", "May 26, 2019"], 2019, ""),
        (["For the fiscal year ended: December 31, 2018"], 2018, ""),
        (["Unaudited results for the six months ended 30 June 2020"], 2020, "H1"),
        (["Results for the half-year ended 31 December 2020"], 2020, ""),
        (["Annual Report & Accounts 2022"], 2022, ""),
        (["Annual Report", "2022"], 2022, ""),
        (["2018/19 Annual Report"], 2019, ""),
        (["Interim Report 2021"], 2021, "H1"),
        (["Acme Reports First-Quarter 2023 Results"], 2023, "Q1"),
        (["Q3 2023 results"], 2023, "Q1-Q3"),
        (["Fiscal 2022 Results"], 2022, ""),
        (["Acme in brief", "2022", "Our strategy"], 2022, ""),
        (["Acme in brief", "2021", "2022"], None, ""),
        (["本公司已于报告期内完成收购"], None, ""),
        (["4.5% Notes due 2029"], None, ""),
    ],
)
def test_a_cover_or_a_title_says_the_year_that_is_reported_on(
    lines: Sequence[str], year: int | None, part: str
) -> None:
    assert reported_year(lines, "document") == (year, part)


@pytest.mark.parametrize(
    ("lines", "stem", "year"),
    [
        (["Acme", "2023/24"], "", 2024),
        (["Acme", "FY2023-24"], "", 2024),
        (["Acme"], "acme-2023-24", 2024),
        (["Acme"], "Acme_2023-24_report", 2024),
        (["Acme"], "Acme_2023_24_report", 2023),
        (["Acme"], "2023-24-report", 2024),
        (["Acme"], "四方科技2023-24年报", 2024),
        (["Acme"], "acme 2023-24 October 2023", 2023),
        (["Acme"], "合同2019-20号", 2019),
        (["Acme"], "Scan_2019_20", 2019),
        (["Acme"], "INV-2019-20", 2019),
        (["Acme"], "acme 2019 20 items", 2019),
        (["Acme"], "acme-2019-20-03", 2019),
        (["Annual Report 2023/2024"], "", 2024),
        (["Annual Report 2023 - 24 October 2023"], "", 2023),
        (["Annual Report 2023-24 October 2023"], "", 2023),
        (["Acme"], "acme-2009-10", 2009),
        (["Acme"], "acme-2023-25", 2023),
        (["Acme", "2023-25"], "", None),
    ],
)
def test_a_year_that_is_parts_of_two_is_the_one_that_it_ends_in(
    lines: Sequence[str], stem: str, year: int | None
) -> None:
    assert reported_year(lines, stem) == (year, "")


def test_the_cover_goes_before_the_name_of_the_file() -> None:
    assert reported_year(["Annual Report 2018"], "acme_2019-03-01") == (2018, "")
    assert reported_year(["Acme"], "acme_2019-03-01") == (2019, "")


@pytest.mark.parametrize(
    "other", ["The Security Bank Corporation, as Trustee", "保荐机构：大华银行", "北方银行股份有限公司（主承销商）"]
)
def test_whoever_else_has_a_part_in_a_report_is_not_whom_it_is_about(other: str) -> None:
    own = "四方科技集团股份有限公司" if not other.isascii() else "Acme Incorporated"
    words = [word for row, text in enumerate((other, own)) for word in words_of(text, 50, 50 + 30 * row)]
    boxes = tuple(Box(50, 50 + 30 * row, 550, 70 + 30 * row) for row in range(2))
    block = Block(0, BlockKind.PARAGRAPH, 0, f"{other}\n{own}", boxes, tuple(words))
    page = PageContent(Page(0, 600, 800, PageSource.TEXT), (block,), ())
    assert document_context("d" * 64, "a.pdf", [page]).title_entity == own


@pytest.mark.parametrize(
    ("headline", "entity"),
    [
        ("Amcor reports fiscal 2023 results and provides outlook", "Amcor"),
        ("Ulta & Sons announces first quarter earnings", "Ulta & Sons"),
        ("The Board announces a meeting", "年报"),
    ],
)
def test_the_headline_of_a_press_release_tells_whose_results_they_are(headline: str, entity: str) -> None:
    page = page_of(0, [headline, "Net sales of $14,694 million"])
    assert document_context("d" * 64, "年报 2023 (终稿).pdf", [page]).title_entity == entity
