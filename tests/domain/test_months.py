"""Names of months and of parts of years."""

from __future__ import annotations

import pytest

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
    ],
)
def test_dates_in_chinese_figures_are_written_in_digits(text: str, digits: str) -> None:
    assert with_digits(text) == digits
