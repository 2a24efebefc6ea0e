"""Currencies: signs, codes and names."""

from __future__ import annotations

import re

import pytest

from desktop.domain.currencies import SIGN, code_of, currency_in, settled


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        ("$", "USD"),
        ("US$", "USD"),
        ("C$", "CAD"),
        ("CA$", "CAD"),
        ("A$", "AUD"),
        ("AU$", "AUD"),
        ("HK$", "HKD"),
        ("NT$", "TWD"),
        ("£", "GBP"),
        ("€", "EUR"),
        ("￥", "元"),
        ("RMB", "元"),
        ("人民币", "元"),
        ("chf", "CHF"),
        (" CAD ", "CAD"),
        ("Canadian dollars", "CAD"),
        ("australian dollar", "AUD"),
        ("Swiss francs", "CHF"),
        ("dollars", "USD"),
        ("pounds sterling", "GBP"),
        ("Swedish kronor", "SEK"),
        ("yen", "JPY"),
        ("", ""),
        ("ships", ""),
        ("dollarsign", ""),
    ],
)
def test_a_sign_a_code_or_a_name_has_its_code(sign: str, code: str) -> None:
    assert code_of(sign) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(in millions of Canadian dollars)", "CAD"),
        ("Expressed in thousands of Australian dollars", "AUD"),
        ("in thousands of U.S. dollars", "USD"),
        ("Year ended 31 December, in thousands of pounds, except per share data", "GBP"),
        ("weight in pounds", ""),
        ("CHF 000", "CHF"),
        ("C$ millions", "CAD"),
        ("A$m", "AUD"),
        ("2023 HK$'000", "HKD"),
        ("in millions", ""),
        ("Compounds and solutions", ""),
        ("European ports", ""),
        ("SCHFT", ""),
    ],
)
def test_the_first_currency_of_a_text_is_found(text: str, code: str) -> None:
    assert currency_in(text) == code


@pytest.mark.parametrize(
    ("sign", "declared", "code"),
    [
        ("$", "CAD", "CAD"),
        ("$", "AUD", "AUD"),
        ("$", "", "USD"),
        ("$", "GBP", "USD"),
        ("$", "元", "USD"),
        ("US$", "CAD", "USD"),
        ("€", "CAD", "EUR"),
        ("", "CAD", ""),
    ],
)
def test_a_dollar_sign_alone_is_the_dollar_that_the_table_declares(sign: str, declared: str, code: str) -> None:
    assert settled(sign, declared) == code


@pytest.mark.parametrize("text", ["CA$5", "US$ 5", "CHF 5", "RMB 5.0", "5 €"])
def test_the_longest_sign_is_taken(text: str) -> None:
    match = re.search(SIGN, text, re.I)
    assert match is not None
    assert match.group() == re.sub(r"[\s\d.]", "", text)
