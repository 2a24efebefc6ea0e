"""Numbers, periods and names as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.answering.entities import same_entity, short_forms
from desktop.answering.periods import period_score, periods_in
from desktop.answering.wording import flat, key
from desktop.domain.numbers import quantity_of


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1,639,379,320.41", "1639379320.41", ""),
        ("-208,930,749.53", "-208930749.53", ""),
        ("(12,024,894.14)", "-12024894.14", ""),
        ("（12,024,894.14）", "-12024894.14", ""),
        ("412.6亿元", "41260000000", "元"),
        ("3.5万人", "35000", "人"),
        ("8.3%", "8.3", "%"),
        ("$12.4 billion", "12400000000", "USD"),
        ("US$ 5 million", "5000000", "USD"),
        ("¥1,000", "1000", "元"),
        ("人民币789,365,006.01元", "789365006.01", "元"),
        ("195CM", "195", "CM"),
        ("0.62元/股", "0.62", "元/股"),
        ("12,480 employees", "12480", "employees"),
    ],
)
def test_a_quantity_is_read_into_its_base_unit(text: str, number: str, unit: str) -> None:
    quantity = quantity_of(text)
    assert quantity is not None
    assert (quantity.number, quantity.unit) == (Decimal(number), unit)


@pytest.mark.parametrize("text", ["", "社会学家", "七、61", "1985年12月26日", "12.3.4", "2019-2020"])
def test_what_is_not_one_quantity_is_none(text: str) -> None:
    assert quantity_of(text) is None


@given(st.decimals(min_value=0, max_value=10**12, places=2), st.booleans())
def test_grouping_and_brackets_do_not_change_a_number(number: Decimal, negative: bool) -> None:
    text = f"({number:,.2f})" if negative else f"{number:,.2f}"
    quantity = quantity_of(text)
    assert quantity is not None
    assert quantity.number == (-number if negative else number)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("四方科技2019年营业收入", ["2019"]),
        ("2019年度报告", ["2019"]),
        ("2019年年份", ["2019"]),
        ("2019年12月31日的货币资金", ["2019-12-31"]),
        ("2019年末", ["2019-12-31"]),
        ("2019 年第四季度", ["2019Q4"]),
        ("2019年上半年", ["2019H1"]),
        ("revenue in fiscal 2023", ["2023"]),
        ("FY2023 and FY 2022", ["2023", "2022"]),
        ("as of June 30, 2023", ["2023-06-30"]),
        ("31 December 2023", ["2023-12-31"]),
        ("Total assets at 31 Dec 2023", ["2023-12-31"]),
        ("31st December 2023", ["2023-12-31"]),
        ("Dec 31, 2023", ["2023-12-31"]),
        ("31/12/2023", ["2023-12-31"]),
        ("12/31/2023", ["2023-12-31"]),
        ("December 2023", ["2023-12"]),
        ("2019年1-9月", ["2019Q1-Q3"]),
        ("2019年前三季度", ["2019Q1-Q3"]),
        ("2019年1-3月", ["2019Q1"]),
        ("2019年1-6月", ["2019H1"]),
        ("2019年1月-6月", ["2019H1"]),
        ("2019年1-12月", ["2019"]),
        ("2019年1月的收入", ["2019-01"]),
        ("Q3 2023", ["2023Q3"]),
        ("third quarter of 2023", ["2023Q3"]),
        ("1,2019.5 or 20191", []),
    ],
)
def test_periods_are_found(text: str, periods: list[str]) -> None:
    assert [one.period for one in periods_in(flat(text))] == periods


@pytest.mark.parametrize(
    ("asked", "better", "worse"),
    [
        ("2019", "2019", "2018"),
        ("2019", "2019-12-31", "2019-01-01"),
        ("2019", "2019", "2019Q4"),
        ("2018", "2018-12-31", ""),
        ("2019Q4", "2019Q4", "2019"),
        ("", "2019", "2018"),
        ("", "2019-12-31", "2019Q1"),
        ("2019", "", "2018"),
    ],
)
def test_the_period_asked_fits_better(asked: str, better: str, worse: str) -> None:
    assert period_score(asked, better, "2019") > period_score(asked, worse, "2019")


def test_three_quarters_are_neither_the_first_nor_the_year() -> None:
    assert period_score("2019Q1", "2019Q1-Q3", "2019") == 0.0
    assert period_score("2019Q1-Q3", "2019Q1", "2019") == 0.0
    assert period_score("2019Q1-Q3", "2019", "2019") == 0.0


def test_another_year_does_not_fit_at_all() -> None:
    assert period_score("2031", "2019", "2019") == 0.0
    assert period_score("2031", "", "2019") == 0.0
    assert period_score("2019", "", "") == 0.0


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("五、净利润（净亏损以“－”号填列）", "净利润"),
        ("加：期初现金及现金等价物余额", "期初现金及现金等价物余额"),
        ("一、营业总收入", "营业总收入"),
        ("Total Assets:", "total asset"),
        ("其中：利息收入", "利息收入"),
    ],
)
def test_numbering_remarks_and_punctuation_do_not_make_another_label(first: str, second: str) -> None:
    assert key(first) == key(second)


def test_a_company_is_known_by_its_short_forms_and_a_person_by_the_last_name() -> None:
    assert "四方科技" in short_forms("四方科技集团股份有限公司")
    assert "acme" in short_forms("Acme Corp")
    assert "科列斯尼科夫" in short_forms("米哈伊尔·彼特罗维奇·科列斯尼科夫")


def test_two_people_of_one_last_name_are_two() -> None:
    assert not same_entity("米哈伊尔·彼特罗维奇·科列斯尼科夫", "科列斯尼科夫")
    assert same_entity("四方科技集团股份有限公司", "四方科技")
    assert not same_entity("四方科技", "")
