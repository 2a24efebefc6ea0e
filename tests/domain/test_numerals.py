"""Amounts in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.numbers import is_amount, is_number, quantity_of
from desktop.domain.numerals import english_number, han_number, in_figures

_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_han(number: int) -> str:
    """A number as it is written in Chinese: 一千零五万."""
    for scale, sign in ((10**8, "亿"), (10**4, "万")):
        if number >= scale:
            rest = number % scale
            gap = "零" if 0 < rest < scale // 10 else ""
            return in_han(number // scale) + sign + gap + (in_han(rest) if rest else "")
    for at, scale in enumerate((1000, 100, 10)):
        if number >= scale:
            rest = number % scale
            gap = "零" if 0 < rest < scale // 10 else ""
            return "零一二三四五六七八九"[number // scale] + "千百十"[at] + gap + (in_han(rest) if rest else "")
    return "零一二三四五六七八九"[number]


def in_english(number: int) -> str:
    """A number as it is written in English: one hundred and five thousand."""
    for scale, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            joined = " and " if 0 < rest < (100 if scale < 10**6 else 1000) else " "
            return f"{in_english(number // scale)} {word}" + (joined + in_english(rest) if rest else "")
    if number >= 20:
        return _TENS[number // 10 - 2] + (f"-{_ENGLISH[number % 10]}" if number % 10 else "")
    return _ENGLISH[number]


@given(st.integers(min_value=1, max_value=10**12 - 1), st.booleans())
def test_a_chinese_numeral_comes_back(number: int, formal: bool) -> None:
    written = in_han(number).translate(_FORMAL) if formal else in_han(number)
    assert han_number(written) == number


@given(st.integers(min_value=10**4, max_value=10**12 - 1), st.booleans())
def test_an_amount_in_chinese_is_read(number: int, formal: bool) -> None:
    written = in_han(number).translate(_FORMAL) if formal else in_han(number)
    quantity = quantity_of(f"人民币{written}元整", "万元")
    assert quantity is not None
    assert (quantity.number, quantity.unit) == (Decimal(number), "元")


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_an_amount_in_english_is_read(number: int) -> None:
    assert english_number(in_english(number)) == number
    quantity = quantity_of(f"{in_english(number)} dollars", "in thousands")
    assert quantity is not None
    assert (quantity.number, quantity.unit) == (Decimal(number), "USD")


@given(st.text(alphabet="零〇一二三四五六七八九十百千万亿两壹拾", max_size=12))
def test_what_is_read_as_a_numeral_is_one_number_only(text: str) -> None:
    number = han_number(text)
    assert number is None or han_number(in_han(number)) == number


@pytest.mark.parametrize(
    "text",
    ["三百五", "一万二", "两亿五", "三五百", "百万", "万", "亿", "一二三", "三十十", "零", "", "一亿三千", "三亿五百", "一亿三千二百"],
)  # fmt: skip
def test_what_may_be_another_number_is_no_numeral(text: str) -> None:
    assert han_number(text) is None


@pytest.mark.parametrize(
    ("value", "number", "unit"),
    [
        ("三百万元", "3000000", "元"),
        ("人民币壹佰万元整", "1000000", "元"),
        ("壹佰贰拾万元整", "1200000", "元"),
        ("壹佰貳拾萬圓整", "1200000", "元"),
        ("叁仟伍佰元整", "3500", "元"),
        ("(大写)人民币:壹佰贰拾叁元肆角伍分", "123.45", "元"),
        ("负三百万元", "-3000000", "元"),
        ("十二点五亿元", "1250000000", "元"),
        ("三万亿元", "3000000000000", "元"),
        ("两千万美元", "20000000", "美元"),
        ("一百人", "100", "人"),
        ("三人", "3", "人"),
        ("五十万", "500000", ""),
        ("百分之十二点五", "12.5", "%"),
        ("百分之12.5", "12.5", "%"),
        ("负百分之三", "-3", "%"),
        ("百分之零点五", "0.5", "%"),
        ("千分之三", "3", "‰"),
        ("万分之五", "0.05", "%"),
        ("百分之百", "100", "%"),
        ("三点五万吨", "35000", "吨"),
        ("三个百分点", "3", "个百分点"),
        ("1亿2000万元", "120000000", "元"),
        ("1亿2,000万元", "120000000", "元"),
        ("1亿3千万", "130000000", ""),
        ("3万5千元", "35000", "元"),
        ("2万3500元", "23500", "元"),
        ("2万零50元", "20050", "元"),
        ("1亿零3千元", "100003000", "元"),
        ("1亿零50元", "100000050", "元"),
        ("一亿零三千元", "100003000", "元"),
        ("一亿三百万元", "103000000", "元"),
        ("一万三百元", "10300", "元"),
        ("one million dollars", "1000000", "USD"),
        ("Two and a half million", "2500000", ""),
        ("half a million euros", "500000", "EUR"),
        ("one million and two dollars", "1000002", "USD"),
        ("One million, two hundred dollars", "1000200", "USD"),
        ("one billion two hundred thousand dollars", "1000200000", "USD"),
        ("ten thousand two dollars", "10002", "USD"),
        ("US$ one million", "1000000", "USD"),
        ("US Dollars Five Hundred Thousand", "500000", "USD"),
        ("RMB ten million", "10000000", "元"),
        ("Twenty-five percent", "25", "%"),
        ("One Hundred Twenty Thousand Five Hundred and 50/100 Dollars", "120500.50", "USD"),
        ("two thousand employees", "2000", "employees"),
        ("5.2 million US dollars", "5200000", "USD"),
        ("5.2 million U.S. dollars", "5200000", "USD"),
        ("12 percent", "12", "%"),
        ("5 per cent", "5", "%"),
        ("5,000 yuan", "5000", "元"),
    ],
)
def test_an_amount_in_words_is_read_in_its_unit(value: str, number: str, unit: str) -> None:
    quantity = quantity_of(value, "万元")
    assert quantity is not None
    assert (quantity.number, quantity.unit) == (Decimal(number), unit)


@pytest.mark.parametrize(
    "text",
    ["一般", "三方", "一汽", "万科", "百度", "千方", "四方科技", "十三五", "第三届", "三元", "陆元", "三元股份", "九台", "五台",
     "万元", "百万", "千万", "一千零一夜", "三年", "十二个月", "二十大", "六个", "五月", "三月五日", "二〇二三年", "数十亿元",
     "几百万", "3亿5", "1万2", "2万1亿", "三百", "百分之二五", "一亿五元", "一亿三千元", "1亿3千元", "1亿2000元", "2百万3500元"],
)  # fmt: skip
def test_names_dates_and_what_is_open_are_no_quantities(text: str) -> None:
    assert quantity_of(text) is None


@pytest.mark.parametrize(
    "text",
    ["three", "Seven Eleven", "five years", "two thousand twenty-three", "million dollars", "one one million", "May",
     "one million two", "one million two dollars", "two billion five hundred dollars", "one million two hundred and five"],
)  # fmt: skip
def test_english_words_and_years_are_no_quantities(text: str) -> None:
    assert quantity_of(text) is None


@pytest.mark.parametrize(
    ("value", "number", "unit"),
    [
        ("人民币壹佰万元整（¥1,000,000.00）", "1000000", "元"),
        ("1,000,000元（大写：壹佰万元整）", "1000000", "元"),
        ("One Million Dollars ($1,000,000)", "1000000", "USD"),
        ("five (5) percent", "5", "%"),
    ],
)
def test_an_amount_in_words_and_figures_is_one(value: str, number: str, unit: str) -> None:
    quantity = quantity_of(value)
    assert quantity is not None
    assert (quantity.number, quantity.unit) == (Decimal(number), unit)


@pytest.mark.parametrize("value", ["壹佰万元整（¥100,000.00）", "One Million Dollars ($100,000)", "1,000 (1,000)"])
def test_where_words_and_figures_are_not_the_same_there_is_no_number(value: str) -> None:
    assert quantity_of(value) is None


def test_words_make_no_column_of_amounts() -> None:
    assert not any(map(is_number, ("三百万元", "约3亿元", "one million dollars", "超过3亿元")))
    assert not is_amount("三百万元")


def test_a_text_without_an_amount_stays_as_it_is() -> None:
    assert in_figures("营业收入三百万元") == "营业收入三百万元"
