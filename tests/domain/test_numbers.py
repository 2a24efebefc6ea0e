"""Values to quantities."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.numbers import is_amount, quantity_of, unit_in


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
    ],
)
def test_a_value_is_read_in_its_unit(value: str, unit: str, label: str, number: str, name: str) -> None:
    quantity = quantity_of(value, unit, label)
    assert quantity is not None
    assert (quantity.number, quantity.unit) == (Decimal(number), name)


@pytest.mark.parametrize("text", ["减少4.07个百分点", "社会学家", "", "—", "七、5", "1985年12月26日", "12/31/2023"])
def test_words_and_dates_are_no_quantities(text: str) -> None:
    assert quantity_of(text) is None


@pytest.mark.parametrize(("text", "amount"), [("2019", False), ("2019年", False), ("2019.5", True), ("1,406", True)])
def test_a_year_is_no_amount(text: str, amount: bool) -> None:
    assert is_amount(text) is amount


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：元  币种：人民币", "元"),
        ("单位:万元", "万元"),
        ("(In millions, except per share amounts)", "In millions"),
        ("(Dollars in thousands)", "Dollars in thousands"),
        ("公司简介", ""),
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
