"""Whose figure is asked: a segment's, a subsidiary's by its short name, the document's by its heading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.answering.engines import Engines
from desktop.answering.entities import short_forms
from desktop.answering.library import DocumentInfo
from desktop.answering.turns import respond
from desktop.domain.answer import Asked
from desktop.domain.document import Passage
from desktop.domain.fact import Triple
from tests.answering.reports import Report, asked, library, report, values
from tests.fakes.library import MemoryLibrary, page_of, pair_fact
from tests.fakes.models import ListedNames, RefusingModel


def in_section(made: Report, section: str) -> Report:
    info, page, facts, passage = made
    return info, page, tuple(replace(fact, section=section) for fact in facts), passage


@pytest.fixture
def segments() -> MemoryLibrary:
    return library(
        in_section(report("r", "Nike", "2018", ["Converse：1,886", "Jordan：2,856"]), "Revenues > NIKE, Inc. Revenues"),
        in_section(report("c", "Nike", "2018", ["Converse：1,010"]), "Cost of revenues by brand"),
        report("z", "四方科技", "2018", ["营业收入：1,230,537,181.80"]),
    )


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What were Converse revenues in 2018?", "1,886"),
        ("What was the revenue of Jordan in 2018?", "2,856"),
        ("What revenue did Nike make with Jordan in 2018?", "2,856"),
        ("What was Nike's Converse revenue in 2018?", "1,886"),
    ],
)
def test_a_row_of_a_table_of_what_is_asked_answers(segments: MemoryLibrary, question: str, value: str) -> None:
    assert values(asked(question, segments, RefusingModel())) == [value]


def test_who_earns_it_is_no_second_thing_asked() -> None:
    within = library(report("n", "Nike", "2018", ["Net income：512", "Hemlock Semiconductor Group：22"]))
    assert asked("What net income did Hemlock Semiconductor Group earn in 2018?", within, RefusingModel()).refused


def test_two_attributes_side_by_side_are_not_two_questions() -> None:
    within = library(report("b", "Best Buy", "2019", ["Domestic：1,026", "Gross profit rate：23.2%"]))
    assert asked("What was Best Buy's domestic gross profit rate in 2019?", within, RefusingModel()).refused
    both = asked("What were Best Buy's domestic and gross profit rate in 2019?", within, RefusingModel())
    assert values(both) == ["1,026", "23.2%"]


def test_an_invoice_is_told_by_its_programme() -> None:
    within = library(
        report("a", "Agency A", "", ["Agency commission：33.00", "EVNS：LN M-F 59 News"]),
        report("k", "Agency B", "", ["Agency commission：628.50"]),
    )
    assert "628.50" not in values(asked("What is the agency commission on the EVNS invoice?", within, RefusingModel()))


def test_net_earnings_under_per_share_data_are_no_net_earnings() -> None:
    within = library(
        in_section(report("p", "Best Buy", "2019", ["Net earnings：5.20"]), "$ in millions > Per Share Data"),
        in_section(
            report("e", "Best Buy", "2019", ["Net earnings：1,464", "Revenue：42,879"]),
            "$ in millions, except per share amounts",
        ),
    )
    assert values(asked("What were Best Buy's net earnings in 2019?", within)) == ["1,464"]
    margin = asked("What was Best Buy's net profit margin in 2019?", within)
    assert margin.calculation is not None
    assert margin.calculation.result == "3.41%"


def test_a_computed_figure_is_looked_for_in_the_documents_of_its_company() -> None:
    crowd = [report(f"x{at}", f"Other {at}", "2019", ["Revenue：1"] * 9) for at in range(60)]
    within = library(*crowd, report("b", "Best Buy", "2019", ["Net earnings：1,464", "Revenue：42,879"]))
    given = asked("What was Best Buy's net profit margin in 2019?", within)
    assert given.calculation is not None


def test_a_short_name_of_the_glossary_is_the_company() -> None:
    glossary = in_section(
        report("g", "四方科技", "2019", ["四方罐储 指：南通四方罐式储运设备制造有限公司"]), "第一节 释义"
    )
    subsidiary = report("s", "南通四方罐式储运设备制造有限公司", "2019", ["净利润：70,662,576.11"])
    within = library(glossary, subsidiary, report("z", "四方科技", "2019", ["净利润：129,465,020.68"]))
    assert values(asked("四方罐储2019年净利润是多少？", within, RefusingModel())) == ["70,662,576.11"]


def test_a_document_is_about_whom_its_first_heading_names() -> None:
    page = page_of(0, ["Tel：01983 873655", "It is registered with the Care Quality Commission."])
    fact = pair_fact("d", page, Triple("scan 17", "Tel", "01983 873655"), "Tel：01983 873655")
    passage = Passage("p", "d", 0, "\n".join(b.text for b in page.blocks), ("The Limes Residential Home",), (0, 1))
    home = DocumentInfo("d", "scan 17.pdf", 1, "scan 17"), page, (fact,), passage
    within = library(home, report("z", "Alder Ltd", "2019", ["Tel：555 0100"]))
    assert values(asked("What is the telephone no for The Limes Residential Home?", within)) == ["01983 873655"]
    other = asked("What is the telephone number for the Care Quality Commission?", within, RefusingModel())
    assert other.refused


@pytest.mark.parametrize("follow", ["母公司呢？", "那母公司呢"])
def test_the_parent_company_alone_is_asked_after_the_group(follow: str) -> None:
    within = library(
        in_section(report("a", "四方科技", "2018", ["净利润：182"]), "合并利润表"),
        in_section(report("b", "四方科技", "2018", ["净利润：103"]), "母公司利润表"),
    )
    engines = Engines(None, RefusingModel(), ListedNames())
    told = Asked(follow, (), "四方科技2018年净利润是多少？")
    given = respond(told, within, engines, lambda *_: None, lambda: False)
    assert given.understood == "四方科技2018年母公司净利润是多少？"
    assert values(given) == ["103"]


def test_an_investees_figures_are_not_the_groups() -> None:
    within = library(
        in_section(report("p", "Pfizer", "2023", ["Net sales@2023Q1：3,627"]), "Equity-Method Investment"),
        in_section(
            report("o", "Pfizer", "2023", ["Loss for the year：(454)"]),
            "Statement of profit or loss for the year ended 30 June 2023 > Discontinued operations",
        ),
    )
    assert asked("What were Pfizer's revenues in the first quarter of 2023?", within, RefusingModel()).refused
    assert values(asked("What was Pfizer's net loss in June 30, 2023?", within)) == ["(454)"]


def test_a_ratio_with_its_letters_is_computed() -> None:
    within = library(report("e", "Enrg", "2022", ["Total assets：50", "Total assets@2021：30", "Net income：8"]))
    given = asked("What was the Return on Assets (ROA) of Enrg in 2022?", within)
    assert given.calculation is not None
    assert given.calculation.result == "20.00%"


def test_a_party_chooses_the_contract_and_is_not_its_maker() -> None:
    page = page_of(0, ["This Agreement is between Acme Inc and Beta LLC.", "Registered capital：500"])
    fact = pair_fact("c", page, Triple("Acme Inc", "Registered capital", "500"), "Registered capital：500")
    passage = Passage("p", "c", 0, "\n".join(block.text for block in page.blocks), ("AGREEMENT",), (0, 1))
    contract = DocumentInfo("c", "deal.pdf", 1, "Acme Inc"), page, (fact,), passage
    within = library(contract, report("z", "Alder Ltd", "", ["Registered capital：900"]))
    given = asked("What is the registered capital of Beta LLC?", within, RefusingModel())
    assert given.refused
    assert given.scope in ((), ("c",))
    of_both = asked("What is the registered capital in the agreement between Acme Inc and Beta LLC?", within)
    assert values(of_both) == ["500"]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("四方科技报告期内净利润是多少？", "129"),
        ("四方科技2019年净利润是多少万元？", "129"),
        ("公司2019年净利润是多少？", "129"),
    ],
)
def test_a_glossary_makes_no_company_of_other_words(question: str, value: str) -> None:
    rows = ["报告期 指：2019年1月1日至2019年12月31日", "万元 指：人民币万元", "公司 指：四方科技股份有限公司"]
    glossary = in_section(report("g", "四方科技", "2019", rows), "第一节 释义")
    within = library(glossary, report("z", "四方科技", "2019", ["净利润：129"]))
    assert values(asked(question, within, RefusingModel())) == [value]


def test_a_statement_is_known_by_its_title_not_by_words_in_it() -> None:
    title = "Moss Associates Consolidated income statement (in millions, other than per share data)"
    within = library(in_section(report("m", "Moss Associates", "2019", ["Net income：44"]), title))
    given = asked("What was the net income of Moss Associates in 2019?", within)
    assert [(fact.triple.value, fact.confidence > 0.9) for fact in given.facts] == [("44", True)]


def test_the_growth_of_a_brand_is_not_its_revenue() -> None:
    within = library(in_section(report("g", "Nike", "2018", ["Converse：8%"]), "Revenue growth by brand"))
    assert asked("What were Converse revenues in 2018?", within, RefusingModel()).refused


def test_an_investees_net_sales_are_not_asked_for_by_that_name_either() -> None:
    within = library(in_section(report("p", "Pfizer", "2023", ["Net sales：3,627"]), "Equity-Method Investment"))
    assert asked("What were the net sales of Pfizer in 2023?", within, RefusingModel()).refused


@pytest.fixture
def best_buy() -> MemoryLibrary:
    return library(
        in_section(
            report("d", "Best Buy", "2019", ["Revenue：39,304"]), "Domestic Segment > Segment Performance Summary"
        ),
        in_section(report("g", "Best Buy", "2019", ["Revenue：42,879"]), "Consolidated results"),
        in_section(report("i", "Best Buy", "2019", ["Revenue：3,575"]), "International"),
    )


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What was Best Buy's revenue in 2019?", "42,879"),
        ("What was the revenue of Best Buy's Domestic segment in 2019?", "39,304"),
        ("What was the revenue of the International segment of Best Buy in 2019?", "3,575"),
    ],
)
def test_the_revenue_of_a_segment_is_not_that_of_the_group(best_buy: MemoryLibrary, question: str, value: str) -> None:
    assert values(asked(question, best_buy, RefusingModel())) == [value]


def unnamed(made: Report) -> Report:
    """In a file whose name says nothing."""
    info, page, facts, passage = made
    return replace(info, name="scan.pdf"), page, facts, passage


def test_a_company_is_known_by_its_first_word() -> None:
    ulta = unnamed(report("u", "Ulta Beauty, Inc.", "2022", ["Net sales：10,208", "Cost of sales：6,164"]))
    nike = unnamed(report("n", "NIKE, Inc.", "2022", ["Net sales：46,710", "Cost of sales：25,231"]))
    within = library(ulta, nike)
    ratio = asked("What is the ratio of Ulta's cost of sales to net sales?", within)
    assert ratio.calculation is not None
    assert ratio.calculation.result == "0.60"
    assert "Ulta" not in asked("Who are the directors of Ulta?", within, RefusingModel()).remark


def test_a_year_in_a_name_is_no_period() -> None:
    order = report("m", "Mike Bloomberg 2020, Inc", "", ["Gross amount：$ 3,300.00"])
    other = report("o", "Alder Ltd", "2020", ["Gross amount：$ 77.00"])
    within = library(order, other)
    for question in (
        "What is the gross amount of Mike Bloomberg 2020?",
        "Mike Bloomberg 2020, Inc: what is the gross amount?",
    ):
        assert values(asked(question, within, RefusingModel())) == ["$ 3,300.00"]


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("What was the Capital expenditure in 2023?", ["961", "969"]),
        ("What was Capital's capital expenditure in 2023?", ["961"]),
    ],
)
def test_a_word_that_begins_an_attribute_is_no_company(question: str, shown: list[str]) -> None:
    within = library(
        unnamed(report("o", "Capital One Financial Corporation", "2023", ["Capital expenditure：961"])),
        unnamed(report("n", "NIKE, Inc.", "2023", ["Capital expenditure：969"])),
    )
    assert sorted(values(asked(question, within, RefusingModel()))) == shown


@pytest.mark.parametrize("name", ["U.S.", "Harbour Inc."])
def test_a_full_stop_of_a_short_word_makes_no_two_sentences(name: str) -> None:
    within = library(report("h", "Harbour Inc.", "2022", ["Revenues：53,402", "U.S. operating costs：20,140"]))
    given = asked(f"What were {name} pension costs in 2022?", within, RefusingModel())
    assert given.refused
    assert asked("What were Harbour's U.S. revenues in 2022?", within, RefusingModel()).refused
    assert values(asked("What were the revenues of Harbour Inc. in 2022?", within, RefusingModel())) == ["53,402"]


def test_the_invoice_is_the_document_that_says_so() -> None:
    invoice = report("i", "05f4795c", "", ["Invoice：378700-1", "Date：01/26/20"])
    filing = report("p", "Pfizer Inc.", "2023", ["Date：August 9, 2023"])
    receipt = report("r", "005", "", ["收据：77", "日期：2018-03-02"])
    within = library(invoice, filing, receipt)
    assert values(asked("What is the date of the invoice?", within, RefusingModel())) == ["01/26/20"]
    assert values(asked("收据的日期是什么？", within, RefusingModel())) == ["2018-03-02"]


@pytest.mark.parametrize(
    "name", ["BEST BUY CO., INC.", "American Water Works Company, Inc.", "MGM Resorts International"]
)
def test_the_last_word_of_a_companys_name_is_not_the_company(name: str) -> None:
    assert not {"buy", "works", "international"} & set(short_forms(name))
    assert "curie" in short_forms("Marie Curie")


@pytest.mark.parametrize(
    ("entity", "question"),
    [
        ("PFIZER INC.", "辉瑞2019年的营业收入是多少？"),
        ("Johnson & Johnson", "强生2019年的营业收入是多少？"),
        ("比亚迪股份有限公司", "What was the revenue of BYD in 2019?"),
        ("贵州茅台酒股份有限公司", "贵州茅台酒2019年营业收入是多少？"),
        ("PFIZER INC.", "2019年辉瑞的营业收入是多少？"),
        ("PFIZER INC.", "2019年度辉瑞营业收入"),
        ("PFIZER INC.", "请列出辉瑞2019年的营业收入"),
        ("PFIZER INC.", "截至2019年辉瑞的营业收入是多少？"),
        ("Alphabet Inc.", "google revenue 2019"),
    ],
)
def test_companies_are_known_by_their_names_in_the_other_language(entity: str, question: str) -> None:
    within = library(
        report("p", entity, "2019", ["营业收入：51,750"]), report("n", "Nike", "2019", ["Revenue：39,117"])
    )
    assert values(asked(question, within)) == ["51,750"]


@pytest.mark.parametrize(
    ("entity", "question"),
    [
        ("JD.com, Inc.", "四方科技南京东路门店面积是多少？"),
        ("Johnson & Johnson", "四方科技增强生产能力投资是多少？"),
        ("Samsung Electronics", "四方科技三星级酒店收入是多少？"),
        ("Bank of America Corporation", "四方科技美国银行业营业收入是多少？"),
        ("塔吉特公司", "What is the target price of 四方科技?"),
    ],
)
def test_a_companys_other_name_inside_a_word_is_not_the_company(entity: str, question: str) -> None:
    rows = [
        "南京东路门店面积：300",
        "增强生产能力投资：301",
        "三星级酒店收入：302",
        "美国银行业营业收入：303",
        "Target price：304",
    ]
    within = library(report("s", "四方科技", "2019", rows), report("o", entity, "2019", ["其他：9"]))
    assert values(asked(question, within))[0][:2] == "30"
