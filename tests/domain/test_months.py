"""Names of months and of parts of years."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.answering.periods import periods_in
from desktop.answering.typed import typed
from desktop.domain.extraction import FieldKind
from desktop.domain.months import month_number, part_of_year, with_digits


@pytest.mark.parametrize(("name", "number"), [("Jan", 1), ("Sept", 9), ("DECEMBER", 12)])
def test_a_month_has_its_number(name: str, number: int) -> None:
    assert month_number(name) == number


@pytest.mark.parametrize(
    ("first", "last", "part"),
    [(1, 3, "Q1"), (7, 9, "Q3"), (1, 9, "Q1-Q3"), (7, 12, "H2"), (1, 12, ""), (1, 2, "-02/P2M"), (5, 5, "-05")],
)
def test_months_of_a_year_have_a_name_together(first: int, last: int, part: str) -> None:
    assert part_of_year(first, last) == part


@pytest.mark.parametrize(("first", "last"), [(0, 3), (4, 3), (1, 13)])
def test_what_are_no_months_of_a_year_is_refused(first: int, last: int) -> None:
    with pytest.raises(ValueError, match="no months"):
        part_of_year(first, last)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("二〇一九年十二月三十一日", "2019年12月31日"),
        ("二零二〇年十月", "2020年10月"),
        ("二○一九年年度报告", "2019年年度报告"),
        ("三年二十日", "三年二十日"),
        ("二OO八年三月五号", "2008年3月5号"),
        ("二〇一九年十十月", "2019年十十月"),
        ("二〇一九年一二月", "2019年一二月"),
        ("一二三年", "一二三年"),
    ],
)
def test_dates_in_chinese_figures_are_written_in_digits(text: str, digits: str) -> None:
    assert with_digits(text) == digits


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_date_in_chinese_figures_comes_back(day: date) -> None:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    written = f"{year}年{_in_han(day.month)}月{_in_han(day.day)}日"
    assert with_digits(written) == f"{day.year}年{day.month}月{day.day}日"
    assert periods_in(written)[0].period == day.isoformat()
    assert typed(written, FieldKind.DATE) == day.isoformat()


def _in_han(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{'一二三'[tens - 1]}十"
    return ten + ("一二三四五六七八九"[ones - 1] if ones else "")
