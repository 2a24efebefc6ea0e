"""What tables say around their numbers: leads, dates in corners, both years of a comparison, notes, dollars."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.reading.tables import in_context
from tests.reading.tables_by_hand import CONTEXT, Rows, a_line, facts, facts_in, found_in, numbers, read


def test_the_sentence_that_leads_to_a_table_is_in_the_section_of_its_facts() -> None:
    table, lines = read([["", "2022", "2021"], ["Depreciation", "(165)", "(120)"]], top=100)
    above = [
        a_line("deferred tax assets (liabilities) as follows (in thousands):", 5, 85),
        a_line("We pay taxes. Differences in time have been recognized as", 5, 73),
        a_line("15. Income Taxes", 5, 61),
    ]
    found = facts_in(in_context(table, above, ("15. Income Taxes",)), lines)
    lead = "Differences in time have been recognized as deferred tax assets (liabilities) as follows (in thousands)"
    assert {fact.section for fact in found} == {f"15. Income Taxes > {lead}"}
    assert numbers(found)[0] == "-165000"


def test_a_caption_leads_to_the_table_it_is_nearer_to() -> None:
    first, _ = read([["", "Score"], ["Ours", "12"]])
    second, _ = read([["", "Score"], ["Ours", "25"]], top=120)
    caption = a_line("Table 2: Accuracy of the methods", 5, 50)
    assert in_context(second, [caption], (), (), first).lead == ""
    near = a_line("Table 3: Number of examples", 5, 105)
    assert in_context(second, [near, caption], (), (), first).lead == "Table 3: Number of examples"


def test_the_date_above_the_labels_is_that_of_columns_without_one() -> None:
    rows = [["As at 31 March 2022", "Less than 3 months", "Total"], ["Payables", "12", "20"]]
    assert [fact.period for fact in facts(rows)] == ["2022-03-31"] * 2


def test_the_only_header_of_two_columns_is_that_of_both_where_it_is_a_period() -> None:
    rows = [["", "Year Ended December 31, 2022", ""], ["Lease expense", "12", "20"]]
    assert [fact.period for fact in facts(rows)] == ["2022", "2022"]


def test_both_years_of_a_comparison_stand_above_both_of_its_columns() -> None:
    table, _ = read([["", "2022", "2022 vs.", "2021"], ["Revenue", "$12", "$1", "5%"]])
    assert table.columns == ("", "2022", "2022 vs. 2021", "2022 vs. 2021")


def test_dates_within_a_table_go_before_the_one_of_the_sentence_above() -> None:
    rows = [["", "Notional", "Value"], ["December 31, 2021", "", ""], ["Swaps", "13", "7"]]
    table, lines = read(rows, top=60)
    above = [a_line("as of December 31, 2022 are as follows:", 5, 45)]
    assert {fact.period for fact in facts_in(in_context(table, above, ()), lines)} == {"2021-12-31"}


def test_steps_between_two_holdings_are_of_the_year_between() -> None:
    rows = [["", "Shares", "Value"], ["Non-vested shares at December 31, 2019", "5", "27"], ["Granted", "9", "20"]]
    found = facts([*rows, ["Vested", "1", "26"], ["Non-vested shares at December 31, 2020", "13", "22"]])
    assert [fact.period for fact in found[::2]] == ["2019-12-31", "2020", "2020", "2020-12-31"]


def test_with_and_without_name_the_row() -> None:
    rows = [
        ["Dataset", "SR", "Acc"],
        ["FOLIO", "−", "61.8"],
        ["", "+", "64.3"],
        ["LSAT", "−", "60.0"],
        ["", "+", "58.8"],
    ]
    assert [fact.triple.attribute for fact in facts(rows)] == ["FOLIO −", "FOLIO +", "LSAT −", "LSAT +"]


def test_a_table_of_contents_tells_nothing() -> None:
    assert facts([["Contents", "Page"], ["Board", "18"], ["Cash flows", "41-43"]]) == []


@pytest.mark.parametrize(
    "row",
    [
        ["增值税", "销售货物", "16%、13%"],
        ["Held at start", "—", "$ —"],
        ["Feature", "Reliable, inexpensive storage with real-time access", "Slow"],
    ],
)
def test_a_row_of_data_below_a_whole_header_is_none_itself(row: list[str]) -> None:
    table, _ = read([["Kind", "Base", "Rate"], row, ["Other", "12", "5%"]])
    assert table.columns == ("Kind", "Base", "Rate")


@pytest.mark.parametrize(
    ("dollars", "sign", "value", "unit"),
    [("AUD", "", "$12", "AUD"), ("USD", "$", "12", "USD"), ("", "$", "12", ""), ("AUD", "", "US$12", "USD")],
)
def test_dollars_are_those_of_the_document(dollars: str, sign: str, value: str, unit: str) -> None:
    context = replace(CONTEXT, dollars=dollars)
    found = facts([["", "2022", "2021"], ["", sign, sign], ["Reserve", value, "7"]], context)[0]
    assert found.quantity is not None
    assert found.quantity.unit == unit


def test_a_header_repeated_within_a_table_is_whole() -> None:
    rows = [["", "As at 31 March 2022", "As at 31 March 2021"], ["Level 1", "1", "4"], ["", "As at", "As at"]]
    rows += [["", "31 March", "31 March"], ["", "2022", "2021"], ["Level 2", "–", "–"], ["Level 3", "28", "44"]]
    assert [fact.period for fact in facts(rows)] == ["2022-03-31", "2021-03-31"] * 2


def test_a_year_that_the_columns_contradict_is_not_taken_from_the_title() -> None:
    table, lines = read([["", "Year ended June 30, 2023", "Reported ∆%"], ["Sales", "20", "4%"]], top=60)
    known = in_context(table, [a_line("June 2023 quarter", 5, 45)], ())
    assert [fact.period for fact in facts_in(known, lines)] == ["2023-06-30", ""]


def test_the_only_year_is_not_that_of_labels_and_notes_before_it() -> None:
    rows = [["", "", "2022"], ["Asia", "Retail", "12"], ["", "Wholesale", "7"], ["Europe", "Retail", "3"]]
    found = found_in([*rows, ["", "Wholesale", "4"]])
    assert found[:2] == [("Asia Retail", "12", "2022"), ("Asia Wholesale", "7", "2022")]
    assert all(
        period == "" for _, value, period in found_in([["", "2022", ""], ["Revenue", "1,200", "5%"]]) if value == "5%"
    )


def test_headcounts_are_no_notes() -> None:
    found = found_in([["", "2022", "2021"], ["", "No.", "No."], ["Management", "12", "11"]])
    assert [(value, period) for _, value, period in found] == [("12", "2022"), ("11", "2021")]
    assert [one[1] for one in found_in([["", "2022", ""], ["", "Note", "Amount"], ["Options", "19", "500"]])] == ["500"]


@pytest.mark.parametrize(
    ("above", "entity", "period"),
    [
        ("Table 2: Emissions in 2021", "Harbour", "2021"),
        ("Table 3: Parent company balances", "Harbour (parent company)", ""),
        ("母公司应收账款情况见下表", "Harbour（母公司）", ""),
    ],
)
def test_a_caption_tells_whose_and_when(above: str, entity: str, period: str) -> None:
    table, lines = read([["", "East", "West"], ["Sales", "20", "10"]], top=60)
    found = facts_in(in_context(table, [a_line(above, 5, 45)], ()), lines)[0]
    assert (found.triple.entity, found.period) == (entity, period)


def test_a_plan_compared_leaves_the_year_beside_it_alone() -> None:
    table, _ = read([["", "2022", "2022 vs. Plan", "2021"], ["Revenue", "$12", "$1", "$11"]])
    assert table.columns == ("", "2022", "2022 vs. Plan", "2021")


def test_what_was_paid_on_a_day_is_no_balance() -> None:
    rows = [["", "2022", "2021"], ["Dividends paid on March 31, 2022", "12", "—"], ["Other", "3", "4"]]
    assert [period for _, _, period in found_in(rows)] == ["2022", "2022", "2021"]


def test_a_dash_for_a_header_leaves_the_years_beside_it() -> None:
    rows = [["项目", "附注", "—", "2022年", "2021年"], ["营业收入", "1", "", "12", "11"]]
    assert found_in(rows)[-2:] == [("营业收入", "12", "2022"), ("营业收入", "11", "2021")]


def test_a_header_wrapped_line_by_line_is_whole() -> None:
    rows = [["Name and", "Number of", "Weighted average"]]
    rows += [
        ["Principal position", "shares outstanding", "exercise price per share of options (US$)"],
        ["Lee", "9", "3.5"],
    ]
    assert read(rows)[0].columns[2] == "Weighted average exercise price per share of options (US$)"


def test_a_year_in_the_corner_need_not_be_that_of_the_columns() -> None:
    assert {period for *_, period in found_in([["Model (Smith et al., 2019)", "F1", "EM"], ["Ours", "12", "20"]])} == {
        ""
    }


def test_a_shareholder_called_the_parent_is_not_the_company() -> None:
    rows = [["股东名称", "持股数量", "持股比例"], ["母公司", "12", "30%"], ["张三", "4", "10%"]]
    assert {fact.triple.entity for fact in facts(rows)} == {"母公司", "张三"}
    own = [["纳税主体名称", "所得税税率"], ["本公司", "15%"], ["甲有限公司", "25%"]]
    assert [fact.triple.entity for fact in facts(own)] == ["Harbour", "甲有限公司"]


def test_lines_of_words_above_years_are_no_header() -> None:
    rows = [
        ["Director", "Role", "Fee"],
        ["Smith", "Chair", "12"],
        ["", "Audit committee", "member"],
        ["", "2022", "2021"],
    ]
    assert ("Fees", "3", "2022") in found_in([*rows, ["Fees", "3", "4"]])


def test_a_count_of_pages_is_a_value() -> None:
    assert len(found_in([["Cartridge", "Price", "Pages"], ["Black", "12", "900"], ["Colour", "15", "400"]])) == 4


def test_signs_may_be_what_is_told() -> None:
    found = found_in([["Driver", "Effect", "Comment"], ["Oil price", "+", "Costs rise"], ["FX", "-", "Costs fall"]])
    assert ("Oil price Effect", "+", "") in found


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([["($ in thousands)", "2022", "2021"], ["Reserve", "$12", "$7"]], "12000 AUD"),
        ([["", "2022", "2021"], ["Bonus (US$)", "$12", "$7"]], "12 USD"),
        ([["", "2022", "2021"], ["", "US $", "US $"], ["Bonus", "12", "7"]], "12"),
    ],
)
def test_named_dollars_are_not_those_of_the_country(rows: Rows, number: str) -> None:
    assert numbers(facts(rows, replace(CONTEXT, dollars="AUD")))[0] == number


def test_a_sign_in_the_header_leaves_the_scale_open() -> None:
    rows = [["", "2022", "2021"], ["", "$", "$"], ["Revenue", "12,345", "7,345"]]
    assert facts(rows, replace(CONTEXT, dollars="USD", scaled=True))[0].quantity is None
