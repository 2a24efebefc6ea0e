"""Periods in questions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.answering.periods import closes, is_in, periods_in, years_spanned
from desktop.answering.wording import flat
from desktop.domain.fact import Quantity
from tests.answering.reports import asked, library, report, values
from tests.fakes.models import RefusingModel


@pytest.mark.parametrize(
    ("question", "periods"),
    [
        ("3Q19 revenue", ["2019Q3"]),
        ("the three months ended June 30, 2023", ["2023Q2"]),
        ("the quarter ended July 2, 2023", ["2023Q2"]),
        ("the June 2023 quarter", ["2023Q2"]),
        ("six months ended December 31, 2022", ["2022H2"]),
        ("nine months ended September 30, 2022", ["2022Q1-Q3"]),
        ("the quarter ended January 1, 2023", ["2022Q4"]),
        ("the three months ended January 28, 2023", ["2023-01-28"]),
        ("the year ended June 30, 2023", ["2023-06-30"]),
        ("Revenue in 1H 2020", ["2020H1"]),
        ("H1 2020", ["2020H1"]),
        ("the second half of 2019", ["2019H2"]),
        ("the first nine months of 2019", ["2019Q1-Q3"]),
        ("9M19", ["2019Q1-Q3"]),
        ("Jan-Sep 2019", ["2019Q1-Q3"]),
        ("2nd quarter of fiscal 2019", ["2019Q2"]),
        ("Sept 30, 2019", ["2019-09-30"]),
        ("June 2019", ["2019-06"]),
        ("2019年下半年营业收入", ["2019H2"]),
        ("2019年4-6月", ["2019Q2"]),
        ("2019年前三季度", ["2019Q1-Q3"]),
        ("2019年年度报告", ["2019"]),
        ("in 2018 and 2019", ["2018", "2019"]),
        ("How much did 3M earn in 2018?", ["2018"]),
        ("二〇二三年三月", ["2023-03"]),
        ("二○二三年三月五日", ["2023-03-05"]),
        ("二〇二三年十二月三十一日", ["2023-12-31"]),
        ("二零二三年的营业收入", ["2023"]),
        ("二OO八年", ["2008"]),
        ("二〇二三年第三季度", ["2023Q3"]),
        ("二〇二三年一至六月", ["2023H1"]),
        ("2023年三月五号", ["2023-03-05"]),
        ("2023年Q3", ["2023Q3"]),
        ("2023年度第三季度", ["2023Q3"]),
        ("2023年半年报", ["2023H1"]),
        ("2023/3/5", ["2023-03-05"]),
        ("2023.03.05", ["2023-03-05"]),
        ("Q3 FY23", ["2023Q3"]),
        ("FY23 Q3", ["2023Q3"]),
        ("FY23Q3", ["2023Q3"]),
        ("Q3'23", ["2023Q3"]),
        ("3Q23", ["2023Q3"]),
        ("2023 Q3", ["2023Q3"]),
        ("third quarter of FY23", ["2023Q3"]),
        ("fiscal 2023 third quarter", ["2023Q3"]),
        ("1H23", ["2023H1"]),
        ("H1 FY2023", ["2023H1"]),
        ("FY2023 H1", ["2023H1"]),
        ("FY23", ["2023"]),
        ("FY98", ["1998"]),
        ("FY2023/24", ["2024"]),
        ("2023/24", ["2024"]),
        ("Q3 FY2023/24", ["2024Q3"]),
        ("Q3 FY23/24", ["2024Q3"]),
        ("Q3 FY2023-24", ["2024Q3"]),
        ("third quarter of fiscal year 2023/24", ["2024Q3"]),
        ("3Q FY2023/24", ["2024Q3"]),
        ("Q1 2010/11", ["2011Q1"]),
        ("H1 2023/24", ["2024H1"]),
        ("first half of 2023/24", ["2024H1"]),
        ("FY2023/24 Q3", ["2024Q3"]),
        ("2023/24 first half", ["2024H1"]),
        ("2023/24财年第三季度", ["2024Q3"]),
        ("2023/24财年上半年", ["2024H1"]),
        ("nine months FY2023/24", ["2024Q1-Q3"]),
        ("FY2023/2024", ["2024"]),
        ("FY1999/2000", ["2000"]),
        ("Q3 FY2023/2024", ["2024Q3"]),
        ("公司FY2023-24的收入", ["2024"]),
        ("2023-24财年", ["2024"]),
        ("2023—2024财年", ["2024"]),
        ("2023-24年度", ["2024"]),
        ("2023-24财年第三季度", ["2024Q3"]),
        ("2023/24财年的上半年", ["2024H1"]),
        ("2023/24财年第三季度EBITDA", ["2024Q3"]),
        ("2023/24年报", ["2024"]),
        ("3Q2023/24", ["2024Q3"]),
        ("3Q23/24", ["2024Q3"]),
        ("9M23/24", ["2024Q1-Q3"]),
        ("公司第三季度2023/24", ["2024Q3"]),
        ("上半年2023/24", ["2024H1"]),
        ("2023/2024", ["2023", "2024"]),
        ("2022-2023年度", ["2022", "2023"]),
        ("2022-2024财年", ["2022", "2024"]),
        ("Q3 2023/25", ["2023Q3"]),
        ("Interim report Q3 2023 – 24 October 2023", ["2023Q3", "2023-10-24"]),
        ("Q4 2023 / 24 January 2024", ["2023Q4", "2024-01-24"]),
        ("FY2023 - 24 January 2024", ["2023", "2024-01-24"]),
        ("H1 2019-20 August 2019", ["2019H1", "2019-08-20"]),
        ("third quarter of 2022 - 23 stores opened", ["2022Q3"]),
        ("Q3 2023 - 24% growth", ["2023Q3"]),
        ("FY2018-19% margin", ["2018"]),
        ("Revenue Q3 2023–24 million", ["2023Q3"]),
        ("FY2023/24 may be revised", ["2024"]),
        ("FY2023-24 March quarter", ["2024"]),
        ("2010/11", ["2010"]),
        ("FY2022-2024", ["2022", "2024"]),
        ("three months ended 30 June 2023", ["2023Q2"]),
        ("half-year ended 30 June 2023", ["2023H1"]),
        ("six months to 31 December 2022", ["2022H2"]),
        ("quarter ended 31 March 2023", ["2023Q1"]),
        ("year ended 31 December 2022", ["2022-12-31"]),
        ("in 2022, second quarter 2023", ["2022", "2023Q2"]),
        ("2018 Q3 2019", ["2018", "2019Q3"]),
        ("FY 23%", []),
    ],
)
def test_a_question_names_its_periods(question: str, periods: list[str]) -> None:
    assert [one.period for one in periods_in(flat(question))] == periods


def test_a_period_in_chinese_figures_stands_where_it_is_written() -> None:
    mention = periods_in("公司二〇二三年十月的净利润")[0]
    assert (mention.start, mention.end) == (2, 9)


@pytest.mark.parametrize(("part", "found"), [("", ["1,234"]), ("H1", [])])
def test_what_a_half_year_s_report_dates_no_closer_is_not_of_the_year(part: str, found: list[str]) -> None:
    info, page, facts, passage = report("h", "四方科技", "2019", ["营业收入：1,234"])
    undated = tuple(replace(one, period="", quantity=Quantity(Decimal(1234))) for one in facts)
    within = library((replace(info, part=part), page, undated, passage))
    assert values(asked("四方科技2019年的营业收入是多少？", within, RefusingModel())) == found


@pytest.mark.parametrize(
    ("text", "period"), [("2023财年的净销售额", "2023"), ("2023财政年度净利润", "2023"), ("2023财年第三季度", "2023Q3")]
)
def test_a_financial_year_is_a_year(text: str, period: str) -> None:
    mention = periods_in(text)[0]
    assert mention.period == period
    assert text[mention.end :].lstrip("的") in ("净销售额", "净利润", "")


@pytest.mark.parametrize(
    ("day", "part", "does"),
    [
        ("2023-06-30", "2023Q2", True),
        ("2023-07-02", "2023Q2", True),
        ("2023-06-30", "2023H1", True),
        ("2022-12-31", "2022Q4", True),
        ("2023-06-15", "2023Q2", False),
        ("2023-03-31", "2023Q2", False),
        ("2022-06-30", "2023Q2", False),
        ("2023-02-30", "2023Q1", False),
        ("2023", "2023Q2", False),
        ("2023-06-30", "2023", False),
    ],
)
def test_a_balance_closes_a_quarter(day: str, part: str, *, does: bool) -> None:
    assert closes(day, part) is does


@pytest.mark.parametrize(
    ("found", "does"), [("2023Q3", True), ("2023H2", True), ("2023Q2", False), ("2022Q3", False), ("2023", False)]
)
def test_a_day_is_in_its_quarter(found: str, *, does: bool) -> None:
    assert is_in("2023-08-30", found) is does


def test_the_quarter_of_a_fiscal_year_is_that_of_the_year_it_ends_in() -> None:
    within = library(report("a", "Acme", "2024", ["Revenue@2024Q3：900", "Revenue@2023Q3：700", "Revenue@2024：3,500"]))
    for quarter in ("Q3 FY2023/24", "Q3 FY2023/2024", "3Q2023/24", "3Q23/24"):
        assert values(asked(f"What was Acme's revenue in {quarter}?", within)) == ["900"]
    assert values(asked("Acme的2023-24财年第三季度Revenue是多少？", within)) == ["900"]


def test_a_balance_answers_for_the_quarter_that_it_closes() -> None:
    lines = ["Total assets@2023-06-30：100", "Total assets@2022-12-31：90", "Net revenues@2023-06-30：7"]
    within = library(report("m", "MGM", "2023", lines))
    assert values(asked("What were MGM's total assets in Q2 2023?", within)) == ["100"]
    assert asked("What were MGM's total assets in Q1 2023?", within, RefusingModel()).refused
    assert asked("What were MGM's net revenues in Q2 2023?", within, RefusingModel()).refused


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2017年到2019年", "2017 2018 2019"),
        ("2017至2019年", "2017 2018 2019"),
        ("2017-2019年", "2017 2018 2019"),
        ("2017年和2019年之间", "2017 2018 2019"),
        ("from 2017 to 2019", "2017 2018 2019"),
        ("between fiscal 2017 and fiscal 2019", "2017 2018 2019"),
        ("fy2017–fy2019", "2017 2018 2019"),
        ("fy17 - fy19", "2017 2018 2019"),
        ("fiscal 2020 through 2022", "2020 2021 2022"),
        ("2017年和2019年", ""),
        ("2017 and 2019", ""),
        ("2019 to 2017", ""),
        ("2017-2019-12-31", ""),
    ],
)
def test_a_span_of_years_has_all_of_them(text: str, years: str) -> None:
    assert years_spanned(text) == tuple(years.split())
