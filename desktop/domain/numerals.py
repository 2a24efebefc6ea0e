"""Amounts in words, in figures: 三百万元 as 300万元, 百分之五 as 5%, one million dollars as 1 million dollars.

Own code: cn2an (0.5) has no types, brings a second package and computes fractions in binary floating point. What is
colloquial and may mean another number (三百五, 一万二, 一亿三千, one million two) is left as it is, and so is whatever
may be part of a name or a date: a numeral is an amount only with a unit, or where it goes into 万.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise, starmap
from typing import NamedTuple

from desktop.domain.currencies import FOREIGN, NAME, SIGN, code_of, is_currency
from desktop.domain.units import COUNTED, HAN_SCALES, MEASURE

_MOST = 200  #: characters of an amount in words
_FORMAL = "壹贰叁参肆伍陆柒捌玖拾佰仟"
_PLAIN = str.maketrans("〇○两" + _FORMAL, "零零二" + "一二三三四五六七八九十百千")
_DIGITS = {digit: at for at, digit in enumerate("零一二三四五六七八九")}
_DIGIT = "〇○零一二两三四五六七八九壹贰叁参肆伍陆柒捌玖"
_MULTIPLIER = re.compile(r"[十百千万亿拾佰仟]")
_ONE = "[一二三四五六七八九]"
_SECTION = re.compile(
    rf"零?(?:(?P<thousands>{_ONE})千)?(?:零?(?P<hundreds>{_ONE})百)?(?P<ten>零?(?P<tens>{_ONE})?十)?(?:零?(?P<ones>{_ONE}))?"
)
_HAN = re.compile(r"^(?:(?P<yi>.+)亿)?(?:(?P<wan>.+)万)?(?P<rest>.*)")
_BEFORE = rf"^(?P<before>(?:\(?大写\)?\s*:?\s*)?(?P<sign>{SIGN}\s*:?)?\s*(?P<minus>[负-])?)"
_HAN_AMOUNT = re.compile(
    rf"{_BEFORE}(?P<numeral>[{_DIGIT}十百千万亿拾佰仟]+)(?:点(?P<decimals>[{_DIGIT}]+)(?P<scale>万亿|百万|千万|[万亿])?)?"
    rf"(?P<unit>(?:{FOREIGN}|[元圆]|{COUNTED}|[名位家笔]|个百分点)?)"
    rf"(?:(?P<jiao>[{_DIGIT}])角)?(?:零?(?P<fen>[{_DIGIT}])分)?(?P<closed>[整正])?",
    re.I,
)
_HAN_RATE = re.compile(
    rf"^(?P<minus>负)?(?P<of>[百千万])分之(?:(?P<numeral>[{_DIGIT}十百]+)(?:点(?P<decimals>[{_DIGIT}]+))?|(?P<figures>\d+(?:\.\d+)?))"
)
_RATES = {"百": (1, "%"), "千": (1, "‰"), "万": (100, "%")}
_PART = r"\d[\d,]*(?:\.\d+)?\s*(?:万亿|千万|百万|[万亿千])"
#: 1亿2000万元, 3万5千元, 2万3500元
_OF_PARTS = re.compile(
    rf"{_BEFORE}(?P<parts>{_PART}(?:\s*零?\s*{_PART})*)\s*(?P<rest>零\s*\d{{1,3}}|\d{{4}})?(?P<unit>[^\d]*)", re.I
)
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {
    "a": 1,
    **{word: at for at, word in enumerate((*_ONES, *_TEENS), 1)},
    **{word: at * 10 for at, word in enumerate(_TENS, 2)},
}
_WORD_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES)}))?|{'|'.join((*_TEENS, *_ONES))})"
#: how a number in English words begins, for use inside other patterns, without case
NUMBER_IN_WORDS = rf"(?:(?:half\s+a|a|one)\s+(?:hundred|thousand|million|billion|trillion)|{_SMALL})\b"
_BELOW = (
    rf"(?:(?:a|{_SMALL})\shundred(?:\s(?:and\s)?{_SMALL})?|{_SMALL}|a(?=\s(?:thousand|million|billion|trillion)\b))"
)
_GROUP = rf"{_BELOW}(?:\s(?:{'|'.join(_WORD_SCALES)}))?"
_GROUPS = re.compile(rf"(?P<below>{_BELOW})(?:\s(?P<scale>{'|'.join(_WORD_SCALES)}))?(?!\w)", re.I)
_NUMBER = rf"{_GROUP}(?:,?\s(?:and\s)?{_GROUP})*"
_IN_WORDS = re.compile(rf"^{_NUMBER}", re.I)
_HALVES = rf"(?:{_BELOW}\sand\sa\shalf|half\sa)\s(?:million|billion|trillion)"
_HALF = re.compile(_HALVES, re.I)
_ENGLISH_AMOUNT = re.compile(
    rf"^(?P<sign>{NAME}|{SIGN})?\s*(?P<words>{_HALVES}|{_NUMBER})(?:\sand\s(?P<cents>\d\d|no)/100)?"
    rf"(?:[\s-](?P<unit>{NAME}|per\s?cent|{MEASURE}))?",
    re.I,
)
_ROUND = 10**4  #: what is less may be a year: two thousand twenty-three


class _Term(NamedTuple):
    """A part of an amount, 3千 of 1亿零3千; ``after_gap`` where 零 stands before it."""

    number: Decimal
    scale: int
    after_gap: bool


def in_figures(text: str) -> str:
    """An amount in words, or of several parts, in figures with its scale and unit; any other text as it is."""
    if len(text) > _MOST:
        return text
    return _of_parts(text) or _of_rate(text) or _of_han(text) or _of_english(text) or text


def han_number(text: str) -> int | None:
    """The number that a Chinese numeral is: 一亿二千万, 壹佰贰拾; None where it is none, or may mean several."""
    match = _HAN.fullmatch(text.translate(_PLAIN))
    if match is None or "亿" in (match["yi"] or ""):
        return None
    high = han_number(match["yi"]) if match["yi"] else 0
    middle = _section(match["wan"]) if match["wan"] else 0
    low = _section(match["rest"], is_last=bool(high or middle)) if match["rest"] else 0
    if high is None or middle is None or low is None or (high and low and not middle and match["rest"][0] != "零"):
        return None  # 一亿三千 is 一亿三千万
    return (high * 10**8 + middle * 10**4 + low) or None


def _section(text: str, *, is_last: bool = False) -> int | None:
    """A numeral below 万; ``is_last`` where more stands before it: a digit alone would be one of the next scale."""
    match = _SECTION.fullmatch(text)
    if match is None:
        return None
    high = match["thousands"] or match["hundreds"] or is_last
    if match["ones"] and high and not match["ten"] and text[-2:-1] != "零":
        return None
    digits = {name: _DIGITS[match[name] or "零"] for name in ("thousands", "hundreds", "tens", "ones")}
    tens = digits["tens"] or bool(match["ten"])
    return (digits["thousands"] * 1000 + digits["hundreds"] * 100 + tens * 10 + digits["ones"]) or None


def english_number(text: str) -> Decimal | None:
    """The number that English words are: ``one hundred and five``, ``two and a half million``; None where they are none."""
    if _HALF.fullmatch(text):
        words, _, scale = text.lower().rpartition(" ")
        return (_below(words.partition(" and a half")[0].removeprefix("half a")) + Decimal("0.5")) * _WORD_SCALES[scale]
    if not _IN_WORDS.fullmatch(text):
        return None
    groups = tuple(_GROUPS.finditer(text))
    scales = [_WORD_SCALES.get((one["scale"] or "").lower(), 1) for one in groups]
    if any(later >= earlier for earlier, later in pairwise(scales)) or any(map(_is_short, groups, groups[1:])):
        return None
    return Decimal(sum(_below(one["below"]) * scale for one, scale in zip(groups, scales, strict=True)))


def _is_short(one: re.Match[str], following: re.Match[str]) -> bool:
    """Whether what follows millions may leave out that it is thousands: one million two."""
    millions = _WORD_SCALES.get((one["scale"] or "").lower(), 1) > _WORD_SCALES["thousand"]
    joined = one.string[one.end() : following.start()]
    return millions and not following["scale"] and joined.isspace()


def _below(words: str) -> int:
    """A number below a thousand."""
    hundreds, hundred, rest = words.lower().rpartition("hundred")
    small = sum(_WORDS.get(word, 0) for word in re.split(r"[\s-]+", rest))
    return (_below(hundreds) * 100 if hundred else 0) + small


def _of_parts(text: str) -> str:
    match = _OF_PARTS.fullmatch(text)
    terms = _terms(match) if match else []
    if match is None or len(terms) == 1 or not all(starmap(_goes_before, pairwise(terms))):
        return ""
    total = sum((one.number * one.scale for one in terms), Decimal(0))
    return _written(match, total, match["unit"])


def _terms(match: re.Match[str]) -> list[_Term]:
    terms = [
        _Term(Decimal(number.replace(",", "")), HAN_SCALES[scale], bool(gap))
        for gap, number, scale in re.findall(r"(零?)\s*(\d[\d,.]*)\s*([万亿千百]+)", match["parts"])
    ]
    rest = match["rest"] or ""
    return [*terms, _Term(Decimal(rest.lstrip("零 ")), 1, rest.startswith("零"))] if rest else terms


def _goes_before(one: _Term, following: _Term) -> bool:
    """Whether a term is a whole number of what the one that follows is less than, and leaves no scale out: 1亿3千."""
    is_short = following.scale < HAN_SCALES["万"] < one.scale and not following.after_gap
    return one.number == int(one.number) and following.number * following.scale < one.scale and not is_short


def _of_rate(text: str) -> str:
    match = _HAN_RATE.fullmatch(text)
    if match is None:
        return ""
    numeral = {"百": "一百"}.get(match["numeral"], match["numeral"])
    number = Decimal(match["figures"]) if match["figures"] else _with_decimals(numeral, match["decimals"])
    if number is None:
        return ""
    by, unit = _RATES[match["of"]]
    return f"{'-' if match['minus'] else ''}{number / by:f}{unit}"


def _of_han(text: str) -> str:
    match = _HAN_AMOUNT.fullmatch(text)
    if match is None or not _is_of_amount(match):
        return ""
    number = _with_decimals(match["numeral"], match["decimals"])
    if number is None:
        return ""
    number *= HAN_SCALES.get(match["scale"] or "", 1)
    number += Decimal(_digit(match["jiao"])) / 10 + Decimal(_digit(match["fen"])) / 100
    return _written(match, number, match["unit"].replace("圆", "元"))


def _is_of_amount(match: re.Match[str]) -> bool:
    """Whether a numeral is one of an amount, and no name: 三元, 九台 and 陆元 may be names, 万元 and 百万 are units."""
    numeral, unit = match["numeral"], match["unit"]
    if unit in ("人", "个百分点"):
        return True
    if not unit:
        plain = not any(character in _FORMAL for character in numeral)
        large = {"万", "亿"} & {*numeral, *(match["scale"] or "")}
        return plain and bool(large) and numeral not in HAN_SCALES
    said = match["closed"] or match["sign"] or match["jiao"] or match["decimals"]
    return _MULTIPLIER.search(numeral + (match["scale"] or "")) is not None or (unit in ("元", "圆") and bool(said))


def _with_decimals(numeral: str, decimals: str | None) -> Decimal | None:
    whole = 0 if decimals and numeral.translate(_PLAIN) == "零" else han_number(numeral)
    if whole is None:
        return None
    return Decimal(f"{whole}.{''.join(map(_digit, decimals or '0'))}") if decimals else Decimal(whole)


def _digit(character: str | None) -> str:
    return str(_DIGITS[(character or "零").translate(_PLAIN)])


def _written(match: re.Match[str], number: Decimal, unit: str) -> str:
    """In 万 from there on, so that no table's unit is held to be the amount's."""
    scaled = number >= HAN_SCALES["万"]
    figures = f"{number / HAN_SCALES['万']:f}万" if scaled else f"{number:f}"
    return f"{match['sign'] or ''}{'-' if match['minus'] else ''}{figures}{unit}".replace(":", "")


def _of_english(text: str) -> str:
    match = _ENGLISH_AMOUNT.fullmatch(text)
    number = english_number(match["words"]) if match else None
    if match is None or number is None:
        return ""
    unit = match["unit"] or ""
    money = bool(match["sign"]) or is_currency(code_of(unit))
    if not (money or unit.lower().startswith("per") or number >= (1000 if unit else _ROUND)):
        return ""
    if match["cents"] and match["cents"].isdigit():
        number += Decimal(match["cents"]) / 100
    word, scale = next(((w, s) for w, s in reversed(_WORD_SCALES.items()) if number >= s), ("", 1))
    return " ".join(filter(None, (_code(match["sign"]), f"{number / scale:f}", word, unit)))


def _code(sign: str | None) -> str:
    """A currency's sign as written, its name as its code."""
    return {"元": "RMB"}.get(code_of(sign), code_of(sign)) if sign else ""
