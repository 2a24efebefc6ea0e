"""Two readings of one thing are told from readings of two."""

from __future__ import annotations

import pytest

from desktop.answering.sameness import other_attribute, same_attribute, same_value


@pytest.mark.parametrize(
    ("first", "second"),
    [("Revenue", "revenues:"), ("Revenue", "净销售额"), ("Contract No.", "contract no"), ("the Seat", "seat in 2019")],
)
def test_one_attribute_has_many_wordings(first: str, second: str) -> None:
    assert same_attribute(first, second)


@pytest.mark.parametrize(
    ("first", "second"), [("Revenue", "Cost of revenue"), ("Seat", "Owner"), ("of", "the"), ("净利润", "净资产")]
)
def test_other_attributes_are_others(first: str, second: str) -> None:
    assert not same_attribute(first, second)


def test_attributes_are_known_to_differ_only_where_both_are_known() -> None:
    assert other_attribute("Revenue", "Net income")
    assert not other_attribute("Revenue", "Sales revenues")
    assert not other_attribute("Revenue", "what the shop took in")


def test_a_value_is_the_same_in_other_signs() -> None:
    assert same_value("1,200", "1200")
    assert same_value("Acme  Inc.", "acme inc.")
    assert not same_value("12", "12%")
    assert not same_value("Acme", "Acme Inc.")
