"""Currencies: the signs, codes and names that documents use, and their ISO 4217 codes (元 for the Chinese yuan)."""

from __future__ import annotations

import re

_DOLLARS = {
    "US$": "USD",
    "HK$": "HKD",
    "AU$": "AUD",
    "A$": "AUD",
    "CA$": "CAD",
    "Cdn$": "CAD",
    "AUS$": "AUD",
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
#: names in Chinese, which stay as they are, and their codes
_CHINESE = {
    "美元": "USD",
    "港元": "HKD",
    "港币": "HKD",
    "欧元": "EUR",
    "日元": "JPY",
    "英镑": "GBP",
    "澳元": "AUD",
    "加元": "CAD",
    "韩元": "KRW",
    "新台币": "TWD",
    "新加坡元": "SGD",
    "瑞士法郎": "CHF",
}
FOREIGN = "|".join(_CHINESE)
_CHINESE_DOLLARS = frozenset(("美元", "港元", "港币", "澳元", "加元", "新台币", "新加坡元"))
#: a dollar by itself is the United States', unless a country stands before it; ``""`` where it is none of those here
_NAMES = (
    (r"(?:new\s+)?taiwan\s+dollars?", "TWD"),
    (
        (
            r"(?:jamaican?|trinidad(?:\s+and\s+tobago)?|fiji(?:an)?|bahamian|barbad\w+|bermud\w+|belize|cayman(?:\s+islands?)?"
            r"|guyan\w+|liberian|namibian?|zimbabwe\w*|brunei|east(?:ern)?\s+caribbean|surinam\w*)\s+dollars?"
        ),
        "",
    ),
    (r"(?:egyptian|lebanese|syrian|sudanese|falkland\w*|gibraltar|irish|cypriot)\s+pounds?", ""),
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
    (r"indian\s+rupees?", "INR"),
    (r"(?:u\.?s\.?|united\s+states|american)\s+dollars?", "USD"),
    (r"dollars?", "USD"),
    (r"pounds?\s+sterling|sterling|british\s+pounds?|(?<=s of )pounds", "GBP"),
    (r"euros?", "EUR"),
    (r"yuan|renminbi", "元"),
)
_BY_SIGN = {"RM": "MYR", **_DOLLARS, **_SIGNS, **dict.fromkeys(_YUAN, "元"), **{code: code for code in _CODES}}
_BY_SIGN = {sign.upper(): code for sign, code in _BY_SIGN.items()}
_LETTERS = "|".join([*_YUAN[1:], *_CODES])

CODE = rf"(?:{_LETTERS})"
#: a sign or code before or after an amount, the longer ones first; to be used inside other patterns, without case
SIGN = "".join(
    (
        rf"(?:人民币|{'|'.join(map(re.escape, _DOLLARS))}|(?<![^\W\d_])(?:{_LETTERS})(?![^\W\d_])",
        rf"|(?<![A-Za-z])(?:{'|'.join(map(re.escape, _SIGNS))}|(?-i:RM)(?=\s?\d|['’]000)))",
    )
)
NAME = rf"(?:\b(?:{'|'.join(pattern for pattern, _ in _NAMES)})\b)"
_ANY = re.compile(rf"{NAME}|{SIGN}", re.I)


def code_of(sign: str) -> str:
    """The code of a sign, code or name as written; ``""`` for none."""
    return _code(sign.strip(), 0)


def currency_in(text: str) -> str:
    """The code of the first currency that the text names; ``""`` for none."""
    match = _ANY.search(text)
    return _code(text[: match.end()].rstrip(), match.start()) if match else ""


def _code(text: str, start: int) -> str:
    """The code of what stands from ``start`` to the end; what stands before may tell what pounds are."""
    known = _BY_SIGN.get(text[start:].strip().upper())
    named = (code for pattern, code in _NAMES if re.compile(pattern, re.I).fullmatch(text, start))
    return known or next(named, "")


def is_currency(name: str) -> bool:
    """Whether a unit's name is a currency's: 元, 港元, USD."""
    return name == "元" or name in _CHINESE or name in _CODES


def is_same(one: str, other: str) -> bool:
    """Whether two names are of one currency: 港元 and HKD."""
    return _CHINESE.get(one, one) == _CHINESE.get(other, other)


def settled(sign: str, declared: str) -> str:
    """The code of an amount's own sign; a sign that several countries have is that of the currency declared."""
    own = code_of(sign)
    shared = {"$": _CHINESE_DOLLARS.union(_DOLLARS.values()), "¥": ("JPY", "日元"), "￥": ("JPY", "日元")}
    return declared if declared in shared.get(sign.strip(), ()) else own
