"""Values to quantities."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.numbers import (
    has_decimal_comma,
    is_amount,
    is_either,
    is_half_bracketed,
    quantity_of,
    without_mark,
)
from desktop.domain.units import unit_in, unit_of_header, without_unit


@pytest.mark.parametrize(
    ("value", "unit", "label", "number", "name"),
    [
        ("1,639,379,320.41", "元", "流动资产合计", "1639379320.41", "元"),
        ("1,234.5", "万元", "", "12345000", "元"),
        ("(1,234)", "", "", "-1234", ""),
        ("-12.5%", "万元", "", "-12.5", "%"),
        ("(2.5)%", "in millions", "", "-2.5", "%"),
        ("−3.2", "", "", "-3.2", ""),
        ("0.62", "万元", "基本每股收益（元／股）", "0.62", "元/股"),
        ("12.23", "元", "研发人员数量占公司总人数的比例（%）", "12.23", "%"),
        ("172", "万元", "研发人员人数", "172", ""),
        ("$2,853", "Dollars in millions", "Cash", "2853000000", "USD"),
        ("$ (23,308)", "in millions", "", "-23308000000", "USD"),
        ("9.70", "in millions", "Earnings per share Basic", "9.70", ""),
        ("48.6 million", "", "Revenue", "48600000", ""),
        ("3.2亿元", "万元", "", "320000000", "元"),
        ("195CM", "", "身高", "195", "CM"),
        ("12", "in thousands", "New store openings, net", "12", ""),
        ("13,770,438", "in thousands", "Total gross square feet", "13770438", ""),
        ("19.3", "$ million", "Adjusted EPS (Diluted US cents)", "19.3", ""),
        ("35.2", "万元", "毛利率", "35.2", ""),
        ("35.2", "万元", "毛利率（%）", "35.2", "%"),
        ("41.5", "万元", "资产负债率", "41.5", ""),
        ("5.3", "万元", "研发投入占比", "5.3", ""),
        ("5.3", "万元", "研发投入总额占营业收入比例", "5.3", ""),
        ("12", "万元", "持股比例", "12", ""),
        ("1.8", "万元", "流动比率", "1.8", ""),
        ("8.91", "万元", "加权平均净资产收益率", "8.91", ""),
        ("8.91", "万元", "营业收入 本期比上年同期增减(%)", "8.91", "%"),
        ("45", "万元", "研发人员数量", "45", ""),
        ("45", "万元", "客户家数", "45", ""),
        ("0.35", "万元", "每股经营活动现金流量", "0.35", "元/股"),
        ("0.35", "万元", "基本每股收益 增减(%)", "0.35", "%"),
        ("45", "万元", "毛利率（%） 金额（万元）", "45", "%"),
        ("45", "万元", "汇率变动对现金及现金等价物的影响", "450000", "元"),
        ("45", "万元", "本期增减变动金额", "450000", "元"),
        ("45", "万元", "关键管理人员薪酬", "450000", "元"),
        ("45", "万股", "持股数量", "450000", "股"),
        ("$5m", "", "", "5000000", "USD"),
        ("US$12m", "", "", "12000000", "USD"),
        ("$5k", "", "", "5000", "USD"),
        ("£2.5bn", "", "", "2500000000", "GBP"),
        ("5 m", "", "", "5", "m"),
        ("1,234", "RMB'000", "", "1234000", "元"),
        ("1,234", "HK$'000", "", "1234000", "HKD"),
        ("1,234", "£’000", "", "1234000", "GBP"),
        ("1,234", "$000", "", "1234000", "USD"),
        ("1,234", "£m", "", "1234000000", "GBP"),
        ("1,234", "RMB million", "", "1234000000", "元"),
        ("1,234", "人民币百万元", "", "1234000000", "元"),
        ("1,234", "人民币", "", "1234", "元"),
        ("1,234", "RMB in millions", "", "1234000000", "元"),
        ("¥(3.5)万", "", "", "-35000", "元"),
        ("1,234", "in millions of Canadian dollars", "", "1234000000", "CAD"),
        ("1,234", "Expressed in thousands of Australian dollars", "", "1234000", "AUD"),
        ("1,234", "C$ millions", "", "1234000000", "CAD"),
        ("1,234", "CHF 000", "", "1234000", "CHF"),
        ("1,234", "A$'000", "", "1234000", "AUD"),
        ("$1,234", "in millions of Canadian dollars", "", "1234000000", "CAD"),
        ("$ (1,234)", "A$m", "", "-1234000000", "AUD"),
        ("$5m", "C$ millions", "", "5000000", "CAD"),
        ("US$5m", "C$ millions", "", "5000000", "USD"),
        ("12.5 €", "", "", "12.5", "EUR"),
        ("12.5€", "€ million", "", "12500000", "EUR"),
        ("$1.2MM", "", "", "1200000", "USD"),
        ("HK$1,234", "千港元", "", "1234000", "HKD"),
        ("—1,234", "", "", "-1234", ""),
        ("1,234.5-", "", "", "-1234.5", ""),
        ("1’234’567", "", "", "1234567", ""),
        ("12,34,567", "", "", "1234567", ""),
        ("1.234,56", "", "", "1234.56", ""),
        ("1.234.567", "", "", "1234567", ""),
        ("C$12.5", "", "", "12.5", "CAD"),
        ("CHF 1,234", "", "", "1234", "CHF"),
        ("(3.5)万元", "", "", "-35000", "元"),
        ("32,765", "Millions, except per share amounts", "Net sales", "32765000000", ""),
        ("462.0", "CHF m", "Revenue", "462000000.0", "CHF"),
        ("(116)", "in millions", "Effect of exchange rate changes on cash", "-116000000", ""),
        ("(226)", "in millions", "North America Exchange Rate Effect", "-226000000", ""),
        (
            "494",
            "in millions, except per share data",
            "Weighted-average shares used in earnings per share",
            "494000000",
            "",
        ),
        ("116,762,928", "in thousands, except share and per share data", "Weighted average shares", "116762928", ""),
        ("349,148,819", "millions, except per share amounts", "Treasury stock", "349148819", ""),
        ("39", "in millions", "General rate cases by state", "39000000", ""),
        ("609", "in millions", "Adjusted EBITDA", "609000000", ""),
        ("414", "in millions", "Shares used in basic earnings per common share calculation", "414000000", ""),
        ("271", "in millions", "Common stock, par value per share", "271000000", ""),
        ("10,782", "in millions", "Sales to customers", "10782000000", ""),
        ("84.1", "in millions", "% of total net sales", "84.1", "%"),
        ("13.6", "in millions", "Adjusted EBIT / Sales%", "13.6", "%"),
        ("500", "in millions", "2.5% notes due 2030", "500000000", ""),
        ("4,756", "Amounts in millions, except unit counts", "Unit counts", "4756", ""),
        ("3.10", "In thousands of Canadian dollars", "Basic income per share", "3.10", "CAD"),
        ("$ 3.10", "In thousands of Canadian dollars", "Basic income per share", "3.10", "CAD"),
        ("437", "in millions", "Gross margin", "437000000", ""),
        ("43.7", "in millions", "Operating margin", "43.7", ""),
        ("43.7", "in millions", "Margin loans", "43700000.0", ""),
        ("120", "in thousands", "Debt to equity ratio", "120", ""),
        ("6.89", "in thousands", "Average exchange rate", "6.89", ""),
        ("6.89", "in thousands", "USD/RMB", "6.89", ""),
        ("12", "in thousands", "Exchange rate differences", "12000", ""),
        ("12", "in thousands", "Shareholders' equity", "12000", ""),
        ("12", "in thousands", "Employees' compensation", "12000", ""),
        ("12", "in thousands", "Headcount costs", "12000", ""),
        ("12", "in thousands", "Number", "12", ""),
        ("12", "in thousands", "Numbers of customers", "12", ""),
        ("45", "in millions", "Trade receivables turnover days", "45", ""),
        ("4.5", "in millions", "Times interest earned", "4.5", ""),
        ("5.5", "in millions", "Expected life (years)", "5.5", "years"),
        ("5.5", "in millions", "Weighted average remaining term", "5.5", ""),
        ("5", "in millions", "Term loans", "5000000", ""),
        ("1,234", "US$ in thousands", "Price per ounce", "1234", "USD"),
        ("1,234", "US$ in thousands", "Average price (US$/oz)", "1234", "USD/oz"),
        ("12", "in thousands", "Production (thousand tonnes)", "12000", "tonnes"),
        ("12", "万元", "实际利率法摊销", "120000", "元"),
        ("12", "万元", "会议次数", "12", ""),
        ("12", "万元", "折旧年限", "12", ""),
        ("45.1", "万元", "成本收入比", "45.1", ""),
        ("0.35", "千港元", "每股股息", "0.35", "港元/股"),
        ("0.35", "万元", "平均电价（元/千瓦时）", "0.35", "元/千瓦时"),
        ("12", "in tens of thousands", "Shares outstanding", "120000", ""),
        ("(221)", "$ in millions", "Purchase of treasury shares", "-221000000", "USD"),
        ("221", "$ in millions", "Purchase of treasury shares\nShares", "221000000", ""),
        ("12", "RMB in ten thousands", "", "120000", "元"),
        ("12", "RMB'0,000", "", "120000", "元"),
        ("12", "10,000 tonnes", "", "120000", "tonnes"),
        ("12", "($ in MM)", "", "12000000", "USD"),
        ("12", "(000s)", "", "12000", ""),
        ("12", "TEUR", "", "12000", "EUR"),
        ("12", "MSEK", "", "12000000", "SEK"),
        ("12", "Mio. €", "", "12000000", "EUR"),
        ("12", "港币’000", "", "12000", "港币"),
        ("12", "Rs. crore", "", "120000000", ""),
        ("$ (24,036) $", "in millions", "Net cash", "-24036000000", "USD"),
        ("5", "港币千元", "", "5000", "港币"),
        ("120", "in tens of thousands", "", "1200000", ""),
        ("120", "US$mm", "", "120000000", "USD"),
        ("120", "万千瓦时", "", "1200000", "千瓦时"),
        ("120", "", "Revenue ($ in millions)", "120000000", "USD"),
        ("120", "in thousands", "Revenue (US$ millions)", "120000000", "USD"),
        ("450", "in millions", "Capacity (MW)", "450", "MW"),
        ("2.1", "in millions", "Net debt / EBITDA (times)", "2.1", "times"),
        ("145", "in millions", "Days sales outstanding", "145", ""),
        ("5.2", "in millions", "Inventory turns", "5.2", ""),
        ("120", "in millions", "Interest rate swaps", "120000000", ""),
        ("120", "in millions", "Receivables past due 90 days", "120000000", ""),
        ("2000万元", "", "", "20000000", "元"),
        ("1,234萬元", "", "", "12340000", "元"),
        ("5", "美元百万元", "", "5000000", "美元"),
        ("5", "新台币千元", "", "5000", "新台币"),
        ("1,234", "USD 万元", "", "12340000", "USD"),
        ("5", "₹ in crores", "", "50000000", "INR"),
        ("5", "In thousands of New Taiwan dollars", "", "5000", "TWD"),
        ("5", "Jamaican dollars in thousands", "", "5000", ""),
        ("5", "Rupees in thousands", "", "5000", ""),
        ("¥5", "JPY million", "", "5000000", "JPY"),
        ("$5", "千港元", "", "5000", "港元"),
    ],
)
def test_a_value_is_read_in_its_unit(value: str, unit: str, label: str, number: str, name: str) -> None:
    quantity = quantity_of(value, unit, label)
    assert quantity is not None
    assert (quantity.number, quantity.unit) == (Decimal(number), name)


@pytest.mark.parametrize(
    "text",
    [
        "减少4.07个百分点",
        "社会学家",
        "",
        "—",
        "七、5",
        "1985年12月26日",
        "12/31/2023",
        "(1)公司",
        "1)营业收入",
        "(3)万科企业",
    ],
)
def test_words_and_dates_are_no_quantities(text: str) -> None:
    assert quantity_of(text) is None


@pytest.mark.parametrize(("value", "unit"), [("$1,234", "万元"), ("$1,234", "£m"), ("RMB 5", "in thousands of euros")])
def test_the_scale_of_a_unit_may_not_hold_for_an_amount_of_another_currency(value: str, unit: str) -> None:
    assert quantity_of(value, unit) is None


@pytest.mark.parametrize(
    ("value", "unit", "label"),
    [
        ("43.7", "in millions", "Gross margin"),
        ("12", "in thousands", "Tax at the statutory rate"),
        ("8.5", "in thousands", "Growth"),
        ("1,234", "in thousands", "Earnings per share"),
        ("12", "万元", "单价"),
        ("12", "万元", "销售量"),
        ("12", "万元", "加权平均股数"),
        ("12", "万元", "增减"),
    ],
)
def test_where_the_label_leaves_the_scale_open_there_is_no_number(value: str, unit: str, label: str) -> None:
    assert quantity_of(value, unit, label) is None


@pytest.mark.parametrize(
    ("text", "comma", "either"),
    [
        ("12,5", True, False),
        ("(1.234,5) €", True, False),
        ("1.234.567", True, False),
        ("1.234", False, True),
        ("1,234", False, True),
        ("1,234.5", False, False),
        ("0.125", False, False),
        ("12.5", False, False),
    ],
)
def test_a_decimal_comma_is_told_where_it_is_sure(text: str, comma: bool, either: bool) -> None:
    assert (has_decimal_comma(text), is_either(text)) == (comma, either)


@pytest.mark.parametrize(
    ("text", "half"), [("1,234)", True), ("12.5%)", True), ("(1,234)", False), ("(1,234", False), ("b)", False)]
)
def test_a_number_that_only_ends_with_a_bracket_is_told(text: str, half: bool) -> None:
    assert is_half_bracketed(text) is half


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2019", False),
        ("2019年", False),
        ("2019.5", True),
        ("1,406", True),
        ("CHF 000", False),
        ("£000", False),
        ("2021A", False),
        ("2023E", False),
        ("1 year", False),
        ("3 months", False),
    ],
)
def test_a_year_is_no_amount(text: str, amount: bool) -> None:
    assert is_amount(text) is amount


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：元  币种：人民币", "元"),
        ("单位:万元", "万元"),
        ("(In millions, except per share amounts)", "In millions, except per share amounts"),
        ("(Millions, except per share amounts)", "Millions, except per share amounts"),
        ("(MILLIONS)", "MILLIONS"),
        ("Sales (millions)", "millions"),
        ("CHFm", "CHF m"),
        ("(Millions of yen)", "Millions of yen"),
        ("(Thousands of US dollars)", "Thousands of US dollars"),
        ("₹ in crores", "₹ in crores"),
        ("We sold in more than 5 million homes.", ""),
        ("Two in a million", ""),
        ("Millions of people read it.", ""),
        ("(Dollars in thousands)", "Dollars in thousands"),
        ("公司简介", ""),
        ("单位名称", ""),
        ("RMB'000", "RMB'000"),
        ("2023 HK$'000", "HK$'000"),
        ("2023 £’000", "£’000"),
        ("$000", "$000"),
        ("(£m)", "£m"),
        ("£m", "£m"),
        ("Unit: RMB million", "RMB million"),
        ("Business unit: Cloud", ""),
        ("（人民币百万元）", "百万元"),
        ("金额以人民币千元列示", "千元"),
        ("(RMB in millions)", "RMB in millions"),
        ("港币百万元", "港币百万元"),
        ("（百万元）", "百万元"),
        ("净利润百万元", ""),
        ("(In 000s)", "In 000s"),
        ("编制单位：四方科技", ""),
        ("编制单位：四方股份 单位：千元 币种：美元", "千美元"),
        ("单位：元 币种：人民币", "元"),
        ("单位：四方股份有限公司", ""),
        ("单位：次", "次"),
        ("单位：GWh", "GWh"),
        ("單位：新台幣千元", "新台币千元"),
        ("（除特别注明外，金额单位均为人民币元）", "元"),
        ("金额均以人民币元列示", "元"),
        ("（千港元）", "千港元"),
        ("(in mm)", ""),
        ("(In Ten Thousand Yuan)", "In Ten Thousand"),
        ("RMB ten thousand", "RMB ten thousand"),
        ("RMB millions (unless otherwise stated)", "RMB millions"),
        ("Unit: MW", "MW"),
        ("Unit: 10,000 tonnes", "10,000 tonnes"),
    ],
)
def test_the_unit_of_a_caption_is_found(text: str, unit: str) -> None:
    assert unit_in(text) == unit


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False))
def test_grouped_numbers_come_back(number: Decimal) -> None:
    for written in (f"{number:,}", f"{number}", f"({-number:,})" if number < 0 else f"{number:,}"):
        quantity = quantity_of(written)
        assert quantity is not None
        assert quantity.number == number


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("2023 £", "£"),
        ("2023 €", "€"),
        ("Change %", "%"),
        ("2023 £m", "£m"),
        ("2023 US$ million", "US$ million"),
        ("2023 CHF 000", "CHF 000"),
        ("C$ 2023", "C$"),
        ("2023 RMB", "RMB"),
        ("2023 $", ""),
        ("$", ""),
        ("2023", ""),
        ("Notes", ""),
        ("金额（万元）", "万元"),
        ("除每股数据外，人民币百万元", "百万元"),
        ("Production (MW)", "MW"),
    ],
)
def test_a_header_declares_the_unit_of_its_column(header: str, unit: str) -> None:
    found = unit_of_header(header)
    assert (found, quantity_of("12", found) is not None) == (unit, True)


@pytest.mark.parametrize(
    ("header", "rest"),
    [
        ("Group £m", "Group"),
        ("Group RMB'000", "Group"),
        ("Parent company (US$ thousands)", "Parent company"),
        ("CHF 000", ""),
        ("£", ""),
        ("’000", ""),
        ("Group", "Group"),
        ("Emeritus", "Emeritus"),
        ("减值准备", "减值准备"),
        ("  Group ", "  Group "),
    ],
)
def test_a_header_without_its_unit_is_what_else_it_says(header: str, rest: str) -> None:
    assert without_unit(header) == rest


@pytest.mark.parametrize(
    ("value", "number", "name"),
    [
        ("RMB5,000", "5000", "元"),
        ("RMB5.5 million", "5500000", "元"),
        ("USD5m", "5000000", "USD"),
        ("CHF5", "5", "CHF"),
    ],
)
def test_a_code_may_stand_close_to_its_amount(value: str, number: str, name: str) -> None:
    quantity = quantity_of(value)
    assert quantity is not None
    assert (quantity.number, quantity.unit) == (Decimal(number), name)


@pytest.mark.parametrize("text", ["$1,234 m", "5.3 m", "1,200 t"])
def test_a_letter_that_is_a_scale_or_a_unit_is_no_mark(text: str) -> None:
    assert without_mark(text) == text


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("1,234 1", "1,234"),
        ("5.3**", "5.3"),
        ("5.3 (2)", "5.3"),
        ("12.5% 3", "12.5%"),
        ("1,234*", "1,234"),
        ("(834.0) a", "(834.0)"),
        ("$12.5 b", "$12.5 b"),
        ("2.5 A", "2.5 A"),
        ("1,234†", "1,234"),
        ("$1,234 1", "$1,234"),
        ("12 1", "12 1"),
        ("1,234", "1,234"),
        ("Note 1", "Note 1"),
        ("Revenue*", "Revenue*"),
        ("1,234 12", "1,234 12"),
        ("", ""),
    ],
)
def test_the_mark_behind_a_number_is_left_out(text: str, bare: str) -> None:
    assert without_mark(text) == bare


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234 1", True),
        ("5.3**", True),
        ("(834.0) a", True),
        ("$ 1,234*", True),
        ("2019 1", False),
        ("2019*", False),
        ("FY2019", False),
        ("Revenue*", False),
        ("C$12", True),
        ("—", False),
    ],
)
def test_an_amount_may_have_a_mark(text: str, amount: bool) -> None:
    assert is_amount(text) is amount


@given(
    st.decimals(min_value=1000, max_value=10**12, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from([" 1", "*", " (2)", "†", "**", " 9)"]),
)
def test_a_mark_never_changes_the_number(number: Decimal, mark: str) -> None:
    written = f"{number:,}"
    assert without_mark(written + mark) == written
    assert is_amount(written + mark)
