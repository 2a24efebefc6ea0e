"""Periods in column headers."""

from __future__ import annotations

import pytest

from desktop.reading.balances import day_of, period_of_row
from desktop.reading.dated import with_length, with_year
from desktop.reading.periods import (
    bare_year,
    is_ambiguous,
    is_dateish,
    is_length,
    names_period,
    period_between,
    period_introduced,
    period_of,
    rest_of,
)


@pytest.mark.parametrize(
    ("header", "period"),
    [
        ("2019年12月31日", "2019-12-31"),
        ("2019年度", "2019"),
        ("2019年末", "2019-12-31"),
        ("2019年1—6月", "2019H1"),
        ("本期金额", "2019"),
        ("上期发生额", "2018"),
        ("期末余额", "2019-12-31"),
        ("期初余额", "2018-12-31"),
        ("上年同期数", "2018"),
        ("第一季度（1-3月份）", "2019Q1"),
        ("本期比上年同期增减(%)", ""),
        ("Year ended June 30, 2023", "2023-06-30"),
        ("December 31, 2018", "2018-12-31"),
        ("FY2023", "2023"),
        ("3/25/2023", "2023-03-25"),
        ("31/12/2023", "2023-12-31"),
        ("As at 31 December 2023", "2023-12-31"),
        ("31st December, 2023", "2023-12-31"),
        ("31 Dec 2023", "2023-12-31"),
        ("31-Dec-2023", "2023-12-31"),
        ("Dec 31, 2023", "2023-12-31"),
        ("Sept. 30, 2023", "2023-09-30"),
        ("2019年1-9月", "2019Q1-Q3"),
        ("2019年前三季度", "2019Q1-Q3"),
        ("前三季度", "2019Q1-Q3"),
        ("1-9月", "2019Q1-Q3"),
        ("2019年1-3月", "2019Q1"),
        ("2019年1-6月", "2019H1"),
        ("2019年1月-6月", "2019H1"),
        ("2019年1月至6月", "2019H1"),
        ("2019年1-12月", "2019"),
        ("2019年1月", "2019-01"),
        ("附注", ""),
        ("3Q19", "2019Q3"),
        ("Q3 FY18", "2018Q3"),
        ("4Q", "2019Q4"),
        ("H1 2020", "2020H1"),
        ("1H19", "2019H1"),
        ("2H 2018", "2018H2"),
        ("second half of 2018", "2018H2"),
        ("9M 2019", "2019Q1-Q3"),
        ("FY18", "2018"),
        ("3M 2018", "2018"),
        ("Thirteen weeks ended May 4, 2019", "2019-05-04/P3M"),
        ("Thirty-nine weeks ended September 28, 2019", "2019Q1-Q3"),
        ("2029 Notes", ""),
        ("Senior notes due 2030", ""),
        ("2021 Plan", ""),
        ("Less than 1 month", ""),
        ("1-3 years", ""),
        ("1年以内", ""),
        ("2000万元", ""),
        ("Three Months Ended June 30, 2023", "2023Q2"),
        ("Three Months Ended July 2, 2023", "2023Q2"),
        ("Six Months Ended June 30, 2023", "2023H1"),
        ("Nine months ended September 30, 2023", "2023Q1-Q3"),
        ("13 Weeks Ended January 28, 2023", "2023-01-28/P3M"),
        ("52 Weeks Ended January 28, 2023", "2023-01-28"),
        ("Quarter ended March 31, 2023", "2023Q1"),
        ("Twelve months ended December 31, 2023", "2023"),
        ("2020 vs. 2019", ""),
        ("2018 versus 2017", ""),
        ("2022 2023", ""),
        ("December 31, 2020, 2019 and 2018", ""),
        ("Exchange rate 2018", "2018"),
        ("2019年7-9月", "2019Q3"),
        ("10-12月", "2019Q4"),
        ("2019年1-2月", "2019-02/P2M"),
        ("2019.1-6", "2019H1"),
        ("2019年下半年", "2019H2"),
        ("第1季度", "2019Q1"),
        ("四季度", "2019Q4"),
        ("二〇一九年十二月三十一日", "2019-12-31"),
        ("二零一九年度", "2019"),
        ("2019年1月1日至2019年6月30日止期间", "2019H1"),
        ("2019年1月1日至12月31日", "2019"),
        ("2018年7月1日至2019年6月30日", ""),
        ("January 1, 2019 to June 30, 2019", "2019H1"),
        ("from 1 January 2019 to 31 December 2019", "2019"),
        ("Jan-Sep 2019", "2019Q1-Q3"),
        ("July to September 2019", "2019Q3"),
        ("Q1-Q3 2019", "2019Q1-Q3"),
        ("Q1–Q3/2019", "2019Q1-Q3"),
        ("Q3 YTD 2019", "2019Q1-Q3"),
        ("YTD 2019", ""),
        ("2nd quarter 2019", "2019Q2"),
        ("1st half 2019", "2019H1"),
        ("half year ended 31 Dec 2019", "2019H2"),
        ("six months to 30 June 2019", "2019H1"),
        ("June 2019", "2019-06"),
        ("Jun-19", "2019-06"),
        ("31-Dec-19", "2019-12-31"),
        ("31.12.2019", "2019-12-31"),
        ("2019-06", "2019-06"),
        ("12/2019", "2019-12"),
        ("Year ended December 2019", "2019"),
        ("TTM Sep 2019", "2019-09"),
        ("2018/19", "2019"),
        ("FY2018-19", "2019"),
        ("FY18/19", "2019"),
        ("FY2018/2019", "2019"),
        ("Fiscal year 2018-19", "2019"),
        ("2018/19年度", "2019"),
        ("2018-19年度", "2019"),
        ("2018-19财年", "2019"),
        ("FY2010/11", "2011"),
        ("Q3 2018/19", "2019Q3"),
        ("3Q18/19", "2019Q3"),
        ("first half of 2018/19", "2019H1"),
        ("第三季度2018/19", "2019Q3"),
        ("Q3 2018-19 October 2018", ""),
        ("2018-19", ""),
        ("2010/11", ""),
        ("2018/2019", ""),
        ("2018-2019年度", ""),
        ("2018/20", ""),
        ("2024-28", ""),
        ("2001-05", "2001-05"),
        ("2018/19 Notes", ""),
        ("2018/19 vs 2017/18", ""),
        ("2025 and thereafter", ""),
        ("2020年及以后", ""),
        ("Since 2015", ""),
        ("After 2023", ""),
        ("2015年以前", ""),
        ("Securities Act of 1933", ""),
        ("ISO 9001:2015", ""),
        ("年初至报告期末", "2019"),
        ("二年以上", ""),
    ],
)
def test_a_header_names_its_period(header: str, period: str) -> None:
    assert period_of(header, 2019) == period


def test_without_the_year_of_the_report_this_year_is_unknown() -> None:
    assert period_of("本期金额", None) == ""


@pytest.mark.parametrize(
    ("header", "quarter", "half", "three"),
    [
        ("本期发生额", "2019Q1", "2019H1", ""),
        ("上期发生额", "2018Q1", "2018H1", ""),
        ("上年同期", "2018Q1", "2018H1", ""),
        ("上年度", "2018", "2018", "2018"),
        ("期末余额", "2019-03-31", "2019-06-30", "2019-09-30"),
        ("期初余额", "2018-12-31", "2018-12-31", "2018-12-31"),
        ("年初至报告期末", "2019Q1", "2019H1", "2019Q1-Q3"),
        ("2018年度", "2018", "2018", "2018"),
    ],
)
def test_this_period_is_the_part_of_the_year_that_is_reported_on(
    header: str, quarter: str, half: str, three: str
) -> None:
    assert [period_of(header, 2019, part) for part in ("Q1", "H1", "Q1-Q3")] == [quarter, half, three]


@pytest.mark.parametrize(
    ("label", "period", "day"),
    [
        ("期初余额", "2019", "2018-12-31"),
        ("期末余额", "2019H1", "2019-06-30"),
        ("期初余额", "2019H1", "2018-12-31"),
        ("期末余额", "2019-06-30", ""),
        ("净利润", "2019H1", ""),
        ("期初余额", "", ""),
        ("Net book value at 1 January", "", ""),
        ("本期期末余额 资本公积", "2019", "2019-12-31"),
        ("Net book value at 1 January", "2019-12-31", "2019-01-01"),
        ("Net book value at 1 January Buildings", "2019", "2019-01-01"),
        ("Balance at January 1, 2018", "2019", ""),
        ("Net book value at 1 January", "2019-06-30", ""),
    ],
)
def test_a_row_of_a_beginning_or_an_end_is_about_that_day(label: str, period: str, day: str) -> None:
    assert period_of_row(label, period) == day


@pytest.mark.parametrize(
    ("header", "rest"),
    [
        ("2019年12月31日", ""),
        ("期末余额", ""),
        ("期末余额 坏账准备", "坏账准备"),
        ("变动比例（%）", "变动比例（%）"),
        ("Year ended June 30, 2023", ""),
        ("31 December 2023", ""),
        ("31/12/2023", ""),
        ("As at 31 Dec 2023", ""),
        ("Dec. 31, 2023", ""),
        ("2019年1-9月", ""),
        ("2019年前三季度", ""),
        ("营业收入", "营业收入"),
        ("2018/19", ""),
        ("2018-19财年", ""),
        ("2018/19 Notes", "2018/19Notes"),
        ("At 31 December 2022 Buildings", "Buildings"),
        ("截至2019年12月31日 账面价值", "账面价值"),
        ("At cost", "Atcost"),
    ],
)
def test_the_rest_of_a_header_is_what_is_no_period(header: str, rest: str) -> None:
    assert rest_of(header).replace(" ", "") == rest


def test_an_amount_is_no_date() -> None:
    assert is_dateish("2019年5月1日")
    assert not is_dateish("2,019.50")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("As at 31 March", "03-31"),
        ("As at 30 June 2022", "06-30"),
        ("As of December 31", "12-31"),
        ("AS OF SEPT. 30, 2023 AND 2022", "09-30"),
        ("Consolidated balance sheet as at 1 January 2020", "01-01"),
        ("For the year ended 31 March", ""),
        ("31 March 2022", ""),
        ("As at the end of March", ""),
        ("合并资产负债表", ""),
        ("", ""),
    ],
)
def test_the_day_that_a_balance_is_struck_on(text: str, day: str) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Three Months Ended", True),
        ("13 WEEKS ENDED", True),
        ("For the six months ended", True),
        ("Three Months Ended June 30, 2023", False),
        ("Revenue of three months", False),
        ("Total", False),
    ],
)
def test_a_length_by_itself_is_told(text: str, length: bool) -> None:
    assert is_length(text) is length


def test_a_length_above_the_table_belongs_to_its_dates() -> None:
    assert with_length("June 30, 2023", "Three Months Ended") == "Three Months Ended June 30, 2023"
    assert with_length("Six months ended June 30, 2023", "Three Months Ended") == "Six months ended June 30, 2023"
    assert with_length("Change", "Three Months Ended") == "Change"


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("2022 2023", True),
        ("2018-19", True),
        ("2018/19", False),
        ("YTD 2019", True),
        ("fiscal 2022 (January 29, 2023)", False),
        ("2022", False),
    ],
)
def test_several_years_are_none(text: str, many: bool) -> None:
    assert is_ambiguous(text) is many


@pytest.mark.parametrize(
    "text",
    [
        "As of May 2022",
        "As at 99 May",
        "as of Feb 31",
        "As of December 31, 2022, we operated 500 stores in 12 countries.",
    ],
)
def test_no_balance_is_struck_on_what_is_no_day_or_no_heading(text: str) -> None:
    assert day_of(text) == ""


@pytest.mark.parametrize(
    ("header", "period"),
    [("Q1 Amount", "2022Q1"), ("SIX MONTHS Amount", "2022H1"), ("FULL YEAR Amount", "2022"), ("Q1 2021", "2021Q1")],
)
def test_a_year_above_the_table_is_that_of_its_quarters(header: str, period: str) -> None:
    assert period_of(with_year(header, bare_year("2022")), 2023) == period


def test_what_is_no_part_of_a_year_stays_without() -> None:
    assert with_year("Percent to Sales", "2022") == "Percent to Sales"
    assert bare_year("2022 results") == ""


@pytest.mark.parametrize(
    "header",
    [
        "Less than 1 month",
        "1-3 months",
        "Over 5 years",
        "4 to 5 years",
        "1年以内",
        "2-3年",
        "六个月至一年",
        "3 to 12 months",
        "90+ days",
        "One year or less",
        "After five through ten years",
        "Within 1 year",
        "2025 and thereafter",
        "2029 Notes",
        "Notes due 2030",
    ],
)
def test_how_long_and_what_is_named_after_a_year_is_no_period_and_stays_whole(header: str) -> None:
    assert period_of(header, 2019) == ""
    assert rest_of(header) == header


@pytest.mark.parametrize(
    "header",
    [
        "3Q19",
        "1H 2020",
        "9M19",
        "Thirteen weeks ended May 4, 2019",
        "Q3 FY18",
        "Jan-Sep 2019",
        "Jun-19",
        "2019年1月1日至6月30日",
        "YTD 2019",
    ],
)
def test_of_a_short_form_nothing_is_left(header: str) -> None:
    assert rest_of(header) == ""


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("The fair value of our assets at December 3, 2021 was determined using the following inputs:", "2021-12-03"),
        ("Debt consisted of the following as of June 30, 2022:", "2022-06-30"),
        ("截至2019年12月31日，本公司借款情况如下：", "2019-12-31"),
        ("Sales by region for the three months ended June 30, 2022 were as follows:", "2022Q2"),
        ("Debt consisted of the following as of June 30, 2022 and 2021:", ""),
        ("We repaid the notes at June 30, 2022.", ""),
        ("Options granted since January 1, 2021 were as follows:", ""),
        ("Sales compared with those at June 30, 2022 were as follows:", ""),
    ],
)
def test_a_sentence_that_leads_to_a_table_names_its_period(sentence: str, period: str) -> None:
    assert period_of(period_introduced(sentence), None) == period


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        ("2020-12-31", "2021-12-31", "2021"),
        ("2021-01-01", "2021-12-31", "2021"),
        ("2021-12-31", "2022-06-30", "2022H1"),
        ("2022-03-31", "2022-06-30", "2022Q2"),
        ("2017-01-28", "2018-02-03", "2018-02-03"),
        ("2019-12-31", "2021-12-31", ""),
        ("2021-12-31", "2021-12-31", ""),
        ("2021-12-31", "2022-01-12", ""),
        ("2021-02-31", "2021-12-31", ""),
    ],
)
def test_between_two_days_lies_a_period(first: str, last: str, period: str) -> None:
    assert period_between(first, last) == period


def test_a_day_without_its_year_names_a_period() -> None:
    assert names_period("June 30,")
    assert not names_period("June")
