from decimal import Decimal

import pytest

from desktop.domain.fact import Evidence, Fact, Origin, Quantity, Triple
from desktop.domain.geometry import Box
from desktop.ui.chat.wording import value_text


@pytest.mark.parametrize(
    ("written", "number", "unit", "shown"),
    [
        ("1,639,379,320.41", "1639379320.41", "元", "1,639,379,320.41\n元"),
        ("184,310", "184310000", "GBP", "184,310\n= 184,310,000 GBP"),
        ("(97,015)", "-97015000", "GBP", "(97,015)\n= -97,015,000 GBP"),
        ("人民币12,600元", "12600", "元", "人民币12,600元"),
        ("412.6亿元", "41260000000", "元", "412.6亿元\n= 41,260,000,000 元"),
        ("0.62", "0.62", "", "0.62"),
    ],
)
def test_number_and_unit_are_shown_where_they_add_something(written: str, number: str, unit: str, shown: str) -> None:
    evidence = Evidence("d", 0, written, (Box(0, 0, 1, 1),))
    fact = Fact(Triple("e", "a", written), evidence, Origin.TABLE, Quantity(Decimal(number), unit))
    assert value_text(fact) == shown


def test_a_value_without_a_number_stands_alone() -> None:
    fact = Fact(Triple("e", "a", "社会学家"), Evidence("d", 0, "q", (Box(0, 0, 1, 1),)), Origin.PAIR)
    assert value_text(fact) == "社会学家"
