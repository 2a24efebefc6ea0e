"""Words that say that a number is not exact."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.domain.hedges import is_hedged, without_hedge
from desktop.domain.numbers import is_number, quantity_of


@pytest.mark.parametrize(
    ("value", "number", "unit"),
    [
        ("约3亿元", "300000000", "元"),
        ("约人民币3.2亿元", "320000000", "元"),
        ("近30亿元", "3000000000", "元"),
        ("逾1.2亿", "120000000", ""),
        ("超过131万辆", "1310000", "辆"),
        ("30%左右", "30", "%"),
        ("30亿元左右", "3000000000", "元"),
        ("3,000余万元", "30000000", "元"),
        ("3,000多万元", "30000000", "元"),
        ("三千余万元", "30000000", "元"),
        ("一百多万元", "1000000", "元"),
        ("3,000余人", "3000", "人"),
        ("1万多人", "10000", "人"),
        ("more than 5 million", "5000000", ""),
        ("about $3 million", "3000000", "USD"),
        ("approximately 12%", "12", "%"),
    ],
)
def test_the_number_of_an_approximate_amount_is_told(value: str, number: str, unit: str) -> None:
    quantity = quantity_of(value)
    assert quantity is not None
    assert (quantity.number, quantity.unit) == (Decimal(number), unit)
    assert is_hedged(value)


@pytest.mark.parametrize(
    "text", ["超过3年", "over 5 years", "近三年", "about us", "近代", "约翰", "超人", "多多", "不超过5亿元"]
)
def test_spans_of_time_bounds_and_words_are_no_quantities(text: str) -> None:
    assert quantity_of(text) is None


@pytest.mark.parametrize(
    "value",
    ["100万元以内", "300万元以下", "3亿元以上", "100以上", "500人以上", "100萬元以內", "壹佰万元以内", "壹佰万元整(1,000,000元)以内",
     "100万元封顶", "100万元起", "10件起", "100万元为限", "5,000 minimum", "$5 million maximum", "$5 million plus",
     "$5 million or less", "5,000 or more"],
)  # fmt: skip
def test_a_bound_is_no_quantity(value: str) -> None:
    assert quantity_of(value) is None
    assert not is_number(value)


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("3起", "起"),
        ("12 起", "起"),
        ("3亿元上下", "元"),
        ("5 minutes", "minutes"),
        ("1年以内", "年以内"),
        ("30日内", "日内"),
    ],
)
def test_what_is_written_like_a_bound_is_none(value: str, unit: str) -> None:
    quantity = quantity_of(value)
    assert quantity is not None
    assert quantity.unit == unit


@pytest.mark.parametrize("text", ["3亿元", "1,234", "12%", "overall 5", "超过3年"])
def test_an_exact_number_stays_as_it_is(text: str) -> None:
    assert without_hedge(text) == text
    assert not is_hedged(text)


@pytest.mark.parametrize(
    "value",
    ["more than $100", "more than US$100", "over EUR 5 million", "about one million dollars", "about half a million", "around (5)%",
     "approximately -3%", "约-3%", "超过壹佰万元", "約3億元", "～5%", " 约3亿元 ", "近千万元", "约负三百万元", "约人民币三亿元", "约RMB3亿元",
     "上百万元左右",
     "nearly two-thirds", "5 million左右"],
)  # fmt: skip
def test_a_number_that_such_words_stand_at_is_hedged(value: str) -> None:
    assert is_hedged(value)


@pytest.mark.parametrize(
    "text",
    ["增长超过预期 5%", "增长超过预期5%", "超过预期5%", "about us", "约翰", "约翰3", "超人", "近代", "会议室左右",
     "over the 5 years", "approximately", "5% more than 2022", "$100", "-3%", "", "overtime 5", "nearly all 12", "about a company"],
)  # fmt: skip
def test_such_words_elsewhere_hedge_no_number(text: str) -> None:
    assert not is_hedged(text)


@pytest.mark.parametrize(
    ("value", "number"), [("120,000元整", 120000), ("人民币120,000元整", 120000), ("12万圆整", 120000)]
)
def test_what_closes_an_amount_is_no_part_of_its_unit(value: str, number: int) -> None:
    quantity = quantity_of(value)
    assert quantity is not None
    assert (quantity.number, quantity.unit) == (Decimal(number), "元")
