"""Facts from tables: number, unit and period of a cell from its row, its column and its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.domain.document import Block, BlockKind, Cell, Page, PageContent, PageSource, Table, Word
from desktop.domain.fact import Fact
from desktop.domain.geometry import Box, bounding
from desktop.reading.context import DocumentContext, entity_of
from desktop.reading.facts import facts_of
from desktop.reading.tablefacts import DOUBTFUL, table_facts
from tests.fakes.library import words_of

CONTEXT = DocumentContext("d" * 64, "x.pdf", "四方科技", 2019)


def facts(rows: Sequence[Sequence[str]], unit: str = "万元", title: str = "", day: str = "") -> list[Fact]:
    """The facts of a table with one header row."""
    (block,), (table,) = _content(rows, unit, title, day)
    return list(table_facts(CONTEXT, table, 0, block))


def _content(
    rows: Sequence[Sequence[str]], unit: str = "", title: str = "", day: str = ""
) -> tuple[tuple[Block], tuple[Table]]:
    """A table with one header row, and its block."""
    cells: list[Cell] = []
    words: list[Word] = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            x, y = 50.0 + 400 * column, 50.0 + 20 * row
            cells.append(Cell(row, column, 1, 1, text, Box(x, y, x + 400, y + 20), is_header=row == 0))
            words += words_of(text, x + 5, y + 5) if text else ()
    box = bounding(cell.box for cell in cells)
    table = Table(0, box, tuple(cells), tuple(rows[0]), title, unit, day=day)
    return (Block(0, BlockKind.TABLE, 0, "", (box,), tuple(words)),), (table,)


@pytest.mark.parametrize(
    ("label", "header", "value", "number", "unit"),
    [
        ("毛利率", "2019年", "35.2", "35.2", ""),
        ("营业收入", "2019年", "35.2", "352000", "元"),
        ("研发人员数量", "2019年", "45", "45", ""),
        ("营业收入", "比例（%）", "12.5", "12.5", "%"),
        ("营业收入", "占比", "12.5", "12.5", ""),
        ("营业收入", "同比增减", "12.5", "12.5", ""),
        ("营业收入", "同比增减（%）", "12.5", "12.5", "%"),
        ("营业收入", "金额", "12.5", "125000", "元"),
        ("设备", "金额（百万元）", "12.5", "12500000", "元"),
    ],
)
def test_a_rate_and_a_count_have_no_unit_of_money(label: str, header: str, value: str, number: str, unit: str) -> None:
    (fact,) = facts([["项目", header], [label, value]])
    assert fact.quantity is not None
    assert (fact.quantity.number, fact.quantity.unit) == (Decimal(number), unit)


@pytest.mark.parametrize("header", ["31 December 2023", "31/12/2023", "Dec 31, 2023", "31 Dec 2023"])
def test_a_date_above_a_column_is_its_period_and_no_part_of_the_attribute(header: str) -> None:
    rows = [["", header, "31 December 2022"], ["Total assets", "1,234", "1,100"], ["Total equity", "834", "700"]]
    first, second = facts(rows, "")[:2]
    assert (first.triple.attribute, first.period) == ("Total assets", "2023-12-31")
    assert (second.triple.attribute, second.period) == ("Total assets", "2022-12-31")


def test_a_part_of_a_year_is_not_the_year() -> None:
    rows = [["项目", "2019年1-9月", "2018年度"], ["营业收入", "1,234", "2,100"], ["净利润", "234", "100"]]
    first, second = facts(rows)[:2]
    assert (first.triple.attribute, first.period) == ("营业收入", "2019Q1-Q3")
    assert (second.triple.attribute, second.period) == ("营业收入", "2018")


def test_bare_years_above_a_balance_are_the_day_it_is_struck_on() -> None:
    rows = [["", "2023", "2022"], ["Total assets", "1,234", "1,100"], ["Total equity", "834", "700"]]
    assert [fact.period for fact in facts(rows, "", day="03-31")[:2]] == ["2023-03-31", "2022-03-31"]
    assert [fact.period for fact in facts(rows, "")[:2]] == ["2023", "2022"]


def test_a_period_that_is_no_bare_year_keeps_its_own_day() -> None:
    rows = [["", "31 December 2023", "2023 Q1"], ["Total assets", "1,234", "1,100"], ["Total equity", "834", "700"]]
    assert [fact.period for fact in facts(rows, "", day="03-31")[:2]] == ["2023-12-31", "2023Q1"]


@pytest.mark.parametrize(
    ("title", "entity"),
    [
        ("Company balance sheet", "四方科技 (parent company)"),
        ("Parent company statement of financial position", "四方科技 (parent company)"),
        ("母公司资产负债表", "四方科技（母公司）"),
        ("合并及母公司资产负债表", "四方科技"),
        ("Consolidated balance sheet", "四方科技"),
        ("Group and parent company balance sheets", "四方科技"),
        ("归属于母公司股东的净利润", "四方科技"),
        ("The company in brief", "四方科技"),
        ("", "四方科技"),
    ],
)
def test_a_statement_of_the_parent_alone_is_about_the_parent(title: str, entity: str) -> None:
    assert entity_of(CONTEXT, title) == entity
    assert {fact.triple.entity for fact in facts([["", "2023"], ["Cash", "1,234"]], "", title)} == {entity}


def test_columns_in_percent_and_in_money_keep_their_own_units() -> None:
    rows = [
        ["", "2023 £'000", "2022 £'000", "%"],
        ["Revenue", "1,234", "1,100", "12.2"],
        ["Costs", "834", "700", "19.1"],
    ]
    found = facts(rows, "in millions")[:3]
    assert [(one.quantity.number, one.quantity.unit) for one in found if one.quantity] == [
        (Decimal(1_234_000), "GBP"),
        (Decimal(1_100_000), "GBP"),
        (Decimal("12.2"), "%"),
    ]
    assert [one.period for one in found] == ["2023", "2022", ""]


def test_a_sign_in_the_header_leaves_the_scale_that_the_table_declares() -> None:
    (fact,) = facts([["", "2023 £"], ["Revenue", "1,234"]], "in millions")
    assert fact.quantity is not None
    assert (fact.quantity.number, fact.quantity.unit) == (Decimal(1_234_000_000), "GBP")


def test_the_dollar_of_a_value_is_the_one_that_the_table_declares() -> None:
    (fact,) = facts([["", "2023"], ["Revenue", "$1,234"]], "in thousands of Canadian dollars")
    assert fact.quantity is not None
    assert (fact.quantity.number, fact.quantity.unit) == (Decimal(1_234_000), "CAD")


@pytest.mark.parametrize("value", ["1,234 1", "1,234*", "1,234 (2)"])
def test_a_footnote_s_mark_is_no_part_of_the_value(value: str) -> None:
    (fact,) = facts([["", "2023"], ["Revenue", value]], "")
    assert fact.triple.value == "1,234"
    assert fact.quantity is not None
    assert fact.quantity.number == Decimal(1234)
    (box,) = fact.evidence.boxes
    assert box.width == 50  # five characters of ten points


def test_a_text_with_a_number_at_its_end_is_left_whole() -> None:
    (fact,) = facts([["", "2023"], ["Auditor", "Lamp House 1"]], "")
    assert fact.triple.value == "Lamp House 1"


def named(rows: Sequence[Sequence[str]], unit: str = "in millions") -> list[tuple[str, str, str]]:
    """Attribute, number and unit of each fact."""
    found = facts(rows, unit)
    return [(one.triple.attribute, f"{one.quantity.number:f}", one.quantity.unit) for one in found if one.quantity]


def test_a_percent_cell_takes_no_unit_from_the_money_below_it() -> None:
    rows = [["", "2020", "2019"], ["Provision", "$(111)", "$(256)"], ["Effective tax rate", "17.8%", "21.1%"]]
    assert named(rows)[:2] == [("Provision", "-111000000", "USD"), ("Provision", "-256000000", "USD")]


def test_a_column_whose_first_number_has_a_percent_sign_is_one_of_shares() -> None:
    rows = [["", "Mix"], ["North", "61%"], ["South", "28"], ["West", "11"], ["All", "100%"]]
    assert [unit for _, _, unit in named(rows)] == ["%", "", "", "%"]
    assert [number for _, number, _ in named(rows)] == ["61", "28", "11", "100"]


def test_amounts_with_a_decimal_point_stay_amounts_beside_whole_counts() -> None:
    rows = [["Region", "Stores", "Revenue"], ["North", "1,234", "45.3"], ["South", "1,100", "40.1"]]
    assert named(rows)[:2] == [("North Stores", "1234", ""), ("North Revenue", "45300000.0", "")]


def test_a_percent_sign_that_has_slipped_into_the_next_cell_counts() -> None:
    rows = [["", "2022", "2021", "2020"], ["Share of sales", "84.1", "% 84.2", "% 84.0 %"]]
    assert [(one.triple.value, one.quantity and one.quantity.unit) for one in facts(rows, "in millions")] == [
        ("84.1", "%"),
        ("84.2", "%"),
        ("84.0 %", "%"),
    ]


def test_the_currency_of_the_next_column_is_no_part_of_a_value() -> None:
    rows = [["", "2020", "2019"], ["Net cash", "$ (9,128) $", "(24,036)"]]
    assert [one.triple.value for one in facts(rows, "in millions")] == ["$ (9,128)", "(24,036)"]


def test_per_share_is_said_by_a_group_above_another() -> None:
    rows = [
        ["", "2022", "2021"],
        ["Earnings per common share", "", ""],
        ["Basic", "", ""],
        ["Continuing operations", "$ 21.74", "$ 22.85"],
        ["Diluted", "", ""],
        ["Continuing operations", "$ 21.66", "$ 22.76"],
    ]
    found = facts(rows, "in millions, except per share data")
    assert [one.quantity and one.quantity.number for one in found] == [
        Decimal("21.74"),
        Decimal("22.85"),
        Decimal("21.66"),
        Decimal("22.76"),
    ]
    assert [one.section for one in found[1:3]] == [
        "Earnings per common share > Basic",
        "Earnings per common share > Diluted",
    ]


def test_an_item_without_a_value_heads_nothing() -> None:
    rows = [["项目", "期末余额"], ["保证借款", "200.00"], ["信用借款", ""], ["合计", "200.00"]]
    assert [one.triple.attribute for one in facts(rows, "元")] == ["保证借款", "合计"]


def test_the_beginning_of_the_year_is_the_end_of_the_one_before() -> None:
    rows = [["项目", "2019年度", "2018年度"], ["上年期末余额", "1.00", "2.00"], ["净利润", "3.00", "4.00"]]
    assert [one.period for one in facts(rows, "元")] == ["2018-12-31", "2017-12-31", "2019", "2018"]


def test_a_second_column_of_names_tells_the_rows_apart() -> None:
    rows = [
        ["分产品", "成本构成", "本期金额", "上期金额"],
        ["冷冻设备", "直接材料", "174.00", "161.00"],
        ["冷冻设备", "直接人工", "38.00", "32.00"],
        ["", "制造费用", "37.00", "35.00"],
    ]
    names = [one.triple.attribute for one in facts(rows, "元")]
    assert names[::2] == ["冷冻设备 直接材料", "冷冻设备 直接人工", "冷冻设备 制造费用"]


def test_one_row_of_amounts_keeps_its_label() -> None:
    rows = [["项目名称", "本期期末数", "上期期末数"], ["货币资金", "905.00", "627.00"]]
    assert [one.triple.attribute for one in facts(rows, "元")] == ["货币资金", "货币资金"]


def test_one_row_of_words_is_a_record() -> None:
    rows = [["股票种类", "上市交易所", "股票简称"], ["A股", "上海证券交易所", "四方科技"]]
    assert ("股票简称", "四方科技") in [(one.triple.attribute, one.triple.value) for one in facts(rows, "")]


def test_what_two_years_stand_above_is_doubtful() -> None:
    (fact,) = facts([["", "June 30, 2022 2023"], ["Proceeds", "460,392"]], "")
    assert (fact.confidence, fact.period) == (DOUBTFUL, "")


def test_a_label_that_has_run_into_its_value_is_doubtful() -> None:
    rows = [["", "2023"], ["Payables", "and other assets (1,670)"], ["Cash", "12"], ["Debt", "15"], ["Tax", "17"]]
    assert [one.confidence for one in facts(rows, "")] == [DOUBTFUL, 1.0, 1.0, 1.0]


def test_a_change_between_years_has_no_period_of_the_title() -> None:
    rows = [["", "2020", "2020 vs. 2019"], ["Sales", "1,234", "134"]]
    assert [one.period for one in facts(rows, "", "Results of 2020")] == ["2020", ""]


def test_a_column_without_a_period_beside_quarters_is_doubtful() -> None:
    rows = [["", "First quarter 2023", "Second quarter 2023", ""], ["Sales", "19", "20", "39"]]
    page = PageContent(Page(0, 2000, 800, PageSource.TEXT), *_content(rows))
    assert [one.confidence for one in facts_of(CONTEXT, page)] == [1.0, 1.0, DOUBTFUL]


def test_what_stands_above_a_table_is_part_of_its_headers() -> None:
    (block,), (table,) = _content([["", "Q1 Amount"], ["Sales", "19"]])
    (fact,) = table_facts(CONTEXT, replace(table, columns=("", "Q1 Amount 2018")), 0, block)
    assert (fact.triple.attribute, fact.period) == ("Sales", "2018Q1")


def test_a_bracket_that_closes_without_having_opened_leaves_the_sign_open() -> None:
    found = facts([["", "2023", "2022"], ["Net cash", "1,234)", "(1,100)"]], "in millions")
    assert [(bool(one.quantity), one.confidence) for one in found] == [(False, DOUBTFUL), (True, 1.0)]


def test_a_bracket_in_the_cell_before_makes_the_number_negative() -> None:
    (fact,) = facts([["", "2023", ""], ["Net cash", "$ (", "1,234)"]], "in millions")[-1:]
    assert (fact.quantity and fact.quantity.number, fact.confidence) == (Decimal(-1_234_000_000), 1.0)


def test_where_some_numbers_have_a_decimal_comma_others_may_not_be_thousands() -> None:
    rows = [["", "2023"], ["Revenue", "1.234"], ["Costs", "12,5"], ["Cash", "1.234,56"]]
    assert [one.quantity and one.quantity.number for one in facts(rows, "€ million")] == [
        None,
        None,
        Decimal("1234560000.00"),
    ]


def test_a_euro_behind_its_amount_is_its_own_unless_one_stands_before() -> None:
    rows = [["", "2023", "2022"], ["Cash", "12.5 €", "13 €"], ["Debt", "€ 7 €", "8"]]
    found = facts(rows, "")
    assert [one.triple.value for one in found] == ["12.5 €", "13 €", "€ 7", "8"]
    assert [one.quantity and one.quantity.unit for one in found] == ["EUR", "EUR", "EUR", ""]


def test_the_period_before_that_of_a_report_without_a_year_is_not_known() -> None:
    (block,), (table,) = _content([["项目", "上期金额"], ["营业收入", "1,234"]])
    (fact,) = table_facts(replace(CONTEXT, year=None), table, 0, block)
    assert (fact.period, fact.confidence) == ("", DOUBTFUL)


def test_this_period_of_a_half_year_report_is_the_half_year() -> None:
    (block,), (table,) = _content([["项目", "本期金额", "上期金额"], ["营业收入", "1,234", "1,100"]])
    found = table_facts(replace(CONTEXT, part="H1"), table, 0, block)
    assert [one.period for one in found] == ["2019H1", "2018H1"]


def test_what_moves_a_balance_is_of_the_period_between_two() -> None:
    rows = [
        ["", "Shares", "Total"],
        ["Stock issued", "5", "7"],
        ["Balances, December 31, 2020", "1,100", "1,234"],
        ["Net income", "", "100"],
        ["Balances, December 31, 2021", "1,100", "1,334"],
        ["Dividends", "", "50"],
    ]
    found = [
        (one.triple.attribute, one.period, one.confidence) for one in facts(rows, "") if "Total" in one.triple.attribute
    ]
    assert found == [
        ("Stock issued Total", "", DOUBTFUL),
        ("Balances, December 31, 2020 Total", "2020-12-31", 1.0),
        ("Net income Total", "2021", 1.0),
        ("Balances, December 31, 2021 Total", "2021-12-31", 1.0),
        ("Dividends Total", "", DOUBTFUL),
    ]


def test_the_balance_of_a_column_s_year_is_of_its_last_day() -> None:
    rows = [["项目", "2018年度股本", "2018年度资本公积"], ["本期期末余额", "12.00", "2.00"]]
    assert [one.period for one in facts(rows, "元")] == ["2018-12-31", "2018-12-31"]


def test_a_group_in_per_cent_is_that_of_its_rows() -> None:
    rows = [
        ["", "2022", "2021"],
        ["Ratios (%)", "", ""],
        ["Loans to deposits", "0.74", "1.71"],
        ["Deposits", "1,234", "1,100"],
    ]
    found = facts(rows, "in thousands")
    assert [one.quantity and (str(one.quantity.number), one.quantity.unit) for one in found] == [
        ("0.74", "%"),
        ("1.71", "%"),
        None,
        None,
    ]


def test_a_day_alone_above_the_headers_is_that_of_all_columns() -> None:
    (block,), (table,) = _content(
        [["At 31 December 2021", "", ""], ["CHF 000", "Buildings", "Total"], ["Depreciation", "12", "14"]]
    )
    cells = tuple(replace(cell, is_header=cell.row == 1) for cell in table.cells)
    found = table_facts(CONTEXT, replace(table, cells=cells, columns=("CHF 000", "Buildings", "Total")), 0, block)
    assert [one.period for one in found] == ["2021-12-31", "2021-12-31"]


def test_the_unit_in_the_corner_of_a_later_header_is_that_of_its_rows() -> None:
    rows = [["", "2022"], ["Deposits", "1,234"], ["Ratios (%)", "2022"], ["Loans to deposits", "0.74"]]
    (block,), (table,) = _content(rows, "in thousands")
    cells = tuple(replace(cell, is_header=cell.row in (0, 2)) for cell in table.cells)
    found = table_facts(CONTEXT, replace(table, cells=cells), 0, block)
    assert [one.quantity and one.quantity.unit for one in found] == ["", "%"]


def test_the_year_in_the_corner_is_that_of_its_quarters() -> None:
    rows = [["(Millions) 2017", "First Quarter", "Second Quarter"], ["Net sales", "1,234", "1,100"]]
    assert [one.period for one in facts(rows, "in millions")] == ["2017Q1", "2017Q2"]


def test_a_day_that_is_a_label_is_that_of_its_row_and_bounds_what_stands_between() -> None:
    rows = [
        ["", "Retained earnings", "Total"],
        ["December 31, 2020", "1,100", "1,234"],
        ["Net income", "51", "51"],
        ["December 31, 2021", "1,151", "1,285"],
    ]
    assert [one.period for one in facts(rows, "")[::2]] == ["2020-12-31", "2021", "2021-12-31"]


def test_a_total_of_days_is_not_doubted() -> None:
    rows = [["Paid on", "Dividends"], ["March 31, 2019", "1,100"], ["June 30, 2019", "1,134"], ["Total", "2,234"]]
    assert [one.confidence for one in facts(rows, "")] == [1.0, 1.0, 1.0]


@pytest.mark.parametrize(
    ("header", "attribute"),
    [("2020 Budget", "Revenue Budget"), ("2020年预算", "Revenue 预算"), ("2020", "Revenue"), ("2020 Group", "Revenue")],
)
def test_a_plan_is_told_even_in_the_only_column(header: str, attribute: str) -> None:
    (fact,) = facts([["", header], ["Revenue", "1,234"]], "")
    assert (fact.triple.attribute, fact.period) == (attribute, "2020")


def test_a_number_with_noughts_before_it_is_no_amount() -> None:
    (fact,) = facts([["", "2023"], ["Reference", "00123"]], "万元")
    assert fact.quantity is None
