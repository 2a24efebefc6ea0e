"""Currencies: the signs, codes and names that documents use, and their ISO 4217 codes (元 for the Chinese yuan)."""

from __future__ import annotations

import re

_DOLLARS = {
    "US$": "USD",
    "HK$": "HKD",
    "AU$": "AUD",
    "A$": "AUD",
    "CA$": "CAD",
    "C$": "CAD",
    "NZ$": "NZD",
    "SG$": "SGD",
    "S$": "SGD",
    "NT$": "TWD",
    "R$": "BRL",
}
_SIGNS = {"$": "USD", "¥": "元", "￥": "元", "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW"}
_YUAN = ("人民币", "RMB", "CNY")
_CODES = (
    *("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD", "HKD", "JPY", "SEK", "NOK", "DKK", "INR", "KRW", "TWD"),
    *("ZAR", "BRL", "MXN", "PLN", "CZK", "HUF", "ILS", "THB", "MYR", "IDR", "PHP", "VND", "AED"),
)
#: a dollar by itself is the United States', unless a country stands before it
_NAMES = (
    (r"canadian\s+dollars?", "CAD"),
    (r"australian\s+dollars?", "AUD"),
    (r"new\s+zealand\s+dollars?", "NZD"),
    (r"hong\s+kong\s+dollars?", "HKD"),
    (r"singapore\s+dollars?", "SGD"),
    (r"swiss\s+francs?", "CHF"),
    (r"swedish\s+kron(?:or|a)", "SEK"),
    (r"norwegian\s+kroner?", "NOK"),
    (r"danish\s+kroner?", "DKK"),
    (r"japanese\s+yen|\byen", "JPY"),
    (r"indian\s+rupees?|rupees?", "INR"),
    (r"dollars?", "USD"),
    (r"pounds?(?:\s+sterling)?|sterling", "GBP"),
    (r"euros?", "EUR"),
    (r"yuan|renminbi", "元"),
)
_BY_SIGN = {**_DOLLARS, **_SIGNS, **dict.fromkeys(_YUAN, "元"), **{code: code for code in _CODES}}
_LETTERS = "|".join([*_YUAN[1:], *_CODES])

#: a sign or code before or after an amount, the longer ones first; to be used inside other patterns, without case
SIGN = rf"(?:人民币|{'|'.join(map(re.escape, _DOLLARS))}|(?<![^\W\d_])(?:{_LETTERS})(?![^\W\d_])|{'|'.join(map(re.escape, _SIGNS))})"
NAME = rf"(?:\b(?:{'|'.join(pattern for pattern, _ in _NAMES)})\b)"
_ANY = re.compile(rf"{NAME}|{SIGN}", re.I)


def code_of(sign: str) -> str:
    """The code of a sign, code or name as written; ``""`` for none."""
    text = sign.strip()
    known = _BY_SIGN.get(text) or _BY_SIGN.get(text.upper())
    return known or next((code for pattern, code in _NAMES if re.fullmatch(pattern, text, re.I)), "")


def currency_in(text: str) -> str:
    """The code of the first currency that the text names; ``""`` for none."""
    match = _ANY.search(text)
    return code_of(match.group()) if match else ""


def settled(sign: str, declared: str) -> str:
    """The code of an amount's own sign; a dollar sign alone is the dollar that the table declares."""
    own = code_of(sign)
    return declared if sign.strip() == "$" and declared in set(_DOLLARS.values()) else own
