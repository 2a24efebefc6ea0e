"""Text to the terms that it is found by."""

from __future__ import annotations

from desktop.domain.terms import references, terms, uniform


def test_traditional_and_simplified_characters_meet() -> None:
    assert terms("營業收入總額") == terms("营业收入总额")
    assert references("附註3") == references("附注3") == ["附注3"]


def test_text_without_chinese_keeps_its_characters() -> None:
    assert uniform("Ｎet sales, \N{LATIN SMALL LIGATURE FI}scal 2019") == "Net sales, fiscal 2019"


def test_numbers_and_plurals_have_one_form() -> None:
    assert terms("1,639.41 obligations") == terms("1639.41 Obligation")
