"""Whose net income, which total: names that are near one another, and are not the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.answering.reports import asked, library, report, values
from tests.fakes.library import MemoryLibrary
from tests.fakes.models import RefusingModel

SHAREHOLDERS = "net income attributable to shareholders"


def of(*lines: str) -> MemoryLibrary:
    return library(report("h", "Harbour", "2022", lines))


def test_net_income_is_the_shareholders_where_nobody_else_has_a_share() -> None:
    within = of("Net income：112", "Revenue：900")
    assert values(asked(f"What was Harbour's {SHAREHOLDERS} in 2022?", within)) == ["112"]
    assert values(asked("Harbour 2022年归母净利润是多少？", within)) == ["112"]


@pytest.mark.parametrize(
    "row",
    [
        "Net income attributable to redeemable noncontrolling interests：12",
        "Dividends on preferred stock：12",
        "Net income attributable to participating securities：12",
        "非控制性权益：12",
        "非控股股东损益：12",
        "少数股东本期收益：12",
    ],
)
def test_net_income_is_not_the_shareholders_beside_other_owners(row: str) -> None:
    assert asked(f"What was Harbour's {SHAREHOLDERS} in 2022?", of("Net income：112", row), RefusingModel()).refused


@pytest.mark.parametrize(
    "question",
    [
        "What was Harbour's adjusted net income attributable to shareholders in 2022?",
        "What was the retail segment's net income attributable to shareholders of Harbour in 2022?",
        "What was the tax on net income attributable to shareholders of Harbour in 2022?",
        "Harbour 2022年每股归母净利润是多少？",
        "Harbour 2022年扣除非经常性损益后归母净利润是多少？",
        "Harbour 2022年华东地区归属于母公司所有者的净利润是多少？",
    ],
)
def test_more_than_the_shareholders_net_income_is_not_net_income(question: str) -> None:
    assert "112" not in values(asked(question, of("Net income：112", "Revenue：900"), RefusingModel()))


def test_a_total_is_not_what_is_net() -> None:
    within = of("Net sales：222", "Total revenue：226")
    assert values(asked("What were Harbour's net sales in 2022?", within)) == ["222"]
    assert values(asked("What were Harbour's net revenues in 2022?", within)) == ["222"]
    assert values(asked("What was Harbour's revenue in 2022?", within)) == ["226"]
    equity = of("Stockholders' equity：1000", "Total equity：1200")
    assert values(asked("What was Harbour's stockholders' equity in 2022?", equity)) == ["1000"]


def test_notes_receivable_are_another_line() -> None:
    assert values(asked("What were Harbour's accounts receivable in 2022?", of("Accounts receivable, net：110"))) == [
        "110"
    ]
    within = of("Accounts and notes receivable：150")
    assert asked("Harbour 2022年应收账款是多少？", within, RefusingModel()).refused


@pytest.mark.parametrize("name", ["Combined Insurance", "Mean Well", "Together Financial"])
def test_a_name_that_holds_an_operation_is_unknown_all_the_same(name: str) -> None:
    given = asked(f"What was the revenue of {name} in 2022?", of("Revenue：900"), RefusingModel())
    assert given.refused
    assert given.reason is not None
    assert any(name.split()[-1] in one for one in given.reason.names)


LATE = [
    "Net sales@2023-01-28：10,208",
    "Net sales@2022-01-29：8,630",
    "Net sales@2021-01-30：6,152",
    "Net sales@2023-01-28/P3M：3,227",
    "Net income@2023-01-28：1,242",
    "Net income@2022-01-29：985",
]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What were Harbour's net sales in fiscal 2022?", "10,208"),
        ("What were Harbour's net sales in FY2021?", "8,630"),
        ("What were Harbour's net sales?", "10,208"),
        ("What were Harbour's net sales for the fourth quarter of fiscal 2022?", "3,227"),
        ("What were Harbour's net sales for the year ended January 29, 2022?", "8,630"),
    ],
)
def test_a_fiscal_year_that_ends_in_january_is_that_of_the_report(question: str, value: str) -> None:
    assert values(asked(question, library(report("h", "Harbour", "2022", LATE)))) == [value]


def test_growth_over_fiscal_years_that_end_in_january() -> None:
    within = library(report("h", "Harbour", "2022", LATE))
    given = asked("What was the growth of Harbour's net sales from fiscal 2021 to fiscal 2022?", within).calculation
    assert given is not None
    assert given.result == "18.29%"


def test_a_fiscal_year_called_by_the_year_it_ends_in_stays_so() -> None:
    lines = ["Revenue@2020-01-31：523", "Revenue@2019-01-31：514", "Revenue@2018-01-31：500"]
    within = library(report("w", "Harbour", "2020", lines))
    assert values(asked("What was Harbour's revenue in fiscal 2019?", within)) == ["514"]


def test_a_figure_that_only_its_section_calls_adjusted_is_remarked_where_that_is_not_asked() -> None:
    info, page, facts, passage = report("a", "Harbour", "2023", ["EBIT：1,608", "Revenue：9,000"])
    told = (replace(facts[0], section="Key figures > Adjusted non-GAAP results"), facts[1])
    within = library((info, page, told, passage))
    remark = "“EBIT” stands under “Adjusted non-GAAP results”: it may be adjusted."
    assert asked("What was Harbour's EBIT in 2023?", within, RefusingModel()).remark == remark
    share = asked("What was Harbour's EBIT as a percentage of revenue in 2023?", within, RefusingModel())
    assert (share.calculation is not None, share.remark) == (True, remark)
    for question in ("What was Harbour's adjusted EBIT in 2023?", "What was Harbour's revenue in 2023?"):
        assert asked(question, within, RefusingModel()).remark == ""
    assert "可能是调整后的数据" in asked("Harbour2023年的EBIT是多少？", within, RefusingModel()).remark


def test_what_is_adjusted_is_told_by_its_section() -> None:
    info, page, facts, passage = report("a", "Harbour", "2023", ["EBIT：1,608", "EBIT：1,510"])
    told = (replace(facts[0], section="Adjusted non-GAAP results"), replace(facts[1], section="Reconciliation"))
    within = library((info, page, told, passage))
    assert values(asked("What was Harbour's EBIT in 2023?", within)) == ["1,510"]
    for measure in ("adjusted EBIT", "Adjusted Non GAAP EBIT"):
        adjusted = asked(f"What was Harbour's {measure} in 2023?", within, RefusingModel())
        assert [(one.triple.attribute, one.triple.value) for one in adjusted.facts] == [("EBIT", "1,608")]
    alone = asked("What was Harbour's EBIT in 2023?", library((info, page, told[:1], passage)), RefusingModel())
    assert all(one.confidence < 0.6 for one in alone.facts)


def test_the_word_that_begins_a_question_is_no_part_of_a_name() -> None:
    within = library(report("u", "Ulta Beauty", "2022", ["Gross margin：39.6%"]))
    given = asked("Did Ulta's gross margin reach its goal in 2022?", within, RefusingModel())
    assert given.reason is None or all("Did" not in name for name in given.reason.names)


def test_a_name_with_and_without_its_legal_form_is_one_company() -> None:
    plain = report("u", "Harbour", "2022", ["Net sales：10", "Net sales@2021：8"])
    formal = report("u", "Harbour, Inc.", "2022", ["Net sales：10", "Net sales@2021：8"])
    within = library((plain[0], plain[1], (*plain[2], *formal[2]), plain[3]))
    given = asked("What was the growth of Harbour's net sales from 2021 to 2022?", within).calculation
    assert given is not None
    assert given.result == "25.00%"


def test_a_day_that_is_no_end_of_a_year_makes_no_fiscal_year() -> None:
    signed = [f"Officer {at}@2023-02-24：{50 + at}" for at in range(9)]
    within = library(
        report("h", "Harbour", "2022", [*signed, "Age@2023-02-24：50", "Age@2022-02-20：49", "Revenue：900"])
    )
    assert "50" not in values(asked("What was the age in 2022 of Harbour?", within, RefusingModel()))


def test_a_table_headed_with_a_segments_name_has_its_figures() -> None:
    info, page, facts, passage = report(
        "a", "Harbour", "2023", ["Adjusted EBIT：1,429", "Flexibles EBIT：11", "Adjusted EBIT Total：1,608"]
    )
    told = (
        replace(facts[0], section="June quarter > Flexibles"),
        replace(facts[1], section="Segment information"),
        replace(facts[2], section="Reconciliation"),
    )
    within = library((info, page, told, passage))
    assert "1,429" not in values(asked("What was Harbour's adjusted EBIT in 2023?", within, RefusingModel()))[:1]
    assert "1,429" in values(
        asked("What was the adjusted EBIT of Flexibles at Harbour in 2023?", within, RefusingModel())
    )


def test_groups_of_a_statement_are_no_segments() -> None:
    lines = ["Research and development：101", "Operating expenses research and development East：11"]
    info, page, facts, passage = report("a", "Harbour", "2023", lines)
    statement, other = "Consolidated statements of income > Operating expenses", "Segment information"
    told = (replace(facts[0], section=statement), replace(facts[1], section=other))
    within = library((info, page, told, passage))
    assert values(asked("What was Harbour's research and development in 2023?", within)) == ["101"]
    plain = library((info, page, (replace(facts[0], section="Results > Net sales"), told[1]), passage))
    assert values(asked("What was Harbour's research and development in 2023?", plain)) == ["101"]


@pytest.mark.parametrize(
    ("label", "section", "question"),
    [
        ("净利润", "净利润调节为扣非净利润", "Harbour2023年扣非净利润是多少？"),
        ("净利润", "经调整业绩（不含股份支付）", "Harbour2023年扣非净利润是多少？"),
        ("EBIT", "Reconciliation of EBIT to adjusted EBIT", "What was Harbour's adjusted EBIT in 2023?"),
        ("EBIT", "Pro forma results", "What was Harbour's adjusted EBIT in 2023?"),
    ],
)
def test_what_is_adjusted_otherwise_or_before_it_is_does_not_answer(label: str, section: str, question: str) -> None:
    info, page, facts, passage = report("a", "Harbour", "2023", [f"{label}：1,608"])
    within = library((info, page, tuple(replace(one, section=section) for one in facts), passage))
    assert asked(question, within, RefusingModel()).refused


@pytest.mark.parametrize(
    ("label", "question"),
    [
        ("Sales to customers FULL YEAR Amount", "What was Harbour's revenue in 2022?"),
        ("Interest expense, net", "What was Harbour's interest expense in 2022?"),
        ("Net cash provided by operating activities", "What was Harbour's cash from operating activities in 2022?"),
    ],
)
def test_a_label_may_say_its_column_or_that_it_is_net(label: str, question: str) -> None:
    within = library(report("h", "Harbour", "2022", [f"{label}：79,990", "Percent to Sales：100.0%"]))
    assert values(asked(question, within, RefusingModel())) == ["79,990"]


def test_a_notes_table_is_no_statement_though_its_heading_names_one() -> None:
    lead = (
        "Restructuring and impairment charges and project-related costs are classified in our Consolidated Statements of"
        " Earnings as follows"
    )
    info, page, facts, passage = report("g", "Harbour", "2019", ["Cost of sales：9.9", "Cost of sales：11,108.4"])
    told = (
        replace(facts[0], section=f"Consolidated Statements of Cash Flows > {lead}"),
        replace(facts[1], section="HARBOUR AND SUBSIDIARIES"),
    )
    assert values(asked("What was Harbour's cost of sales in 2019?", library((info, page, told[::-1], passage)))) == [
        "11,108.4"
    ]
