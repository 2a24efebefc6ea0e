from decimal import Decimal

import pytest

from desktop.domain.fact import Quantity
from desktop.domain.numbers import stands_for


@pytest.mark.parametrize(
    ("written", "number", "unit", "said"),
    [
        ("1,639,379,320.41", "1639379320.41", "元", "元"),
        ("184,310", "184310000", "GBP", "= 184,310,000 GBP"),
        ("(97,015)", "-97015000", "GBP", "= -97,015,000 GBP"),
        ("人民币12,600元", "12600", "元", ""),
        ("412.6亿元", "41260000000", "元", "= 41,260,000,000 元"),
        ("0.62", "0.62", "", ""),
        ("12.50", "12.5", "%", "%"),
    ],
)
def test_number_and_unit_are_said_where_the_value_leaves_them_out(
    written: str, number: str, unit: str, said: str
) -> None:
    assert stands_for(written, Quantity(Decimal(number), unit)) == said


def test_a_value_that_is_no_number_stands_for_itself() -> None:
    assert stands_for("社会学家", None) == ""
