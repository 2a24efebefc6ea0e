"""How wordings are compared: spacing, case, width, numbering and remarks don't count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from desktop.domain.terms import terms, uniform

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_SHORT = (
    *("inc", "corp", "co", "ltd", "llc", "plc", "vs", "no", "mr", "ms", "mrs", "dr", "st", "approx"),
    *(r"a\.m", r"p\.m", r"e\.g", r"i\.e"),
)
#: before a full stop that ends a word and no sentence: U.S., Inc., vs., 4:30 p.m.
SHORTENED = "(?i:" + "".join(rf"(?<!\b{word})" for word in _SHORT) + ")"
_HAN = re.compile(f"[{HAN}]")
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}(?:\.(?!\d)|、|\))|[①-⑳]"
    r"|(?:其中|加|减|加减|注)\s*:|(?:of which|including|less|add|plus)\s*:)\s*"
)
_COUNTED = re.compile(r"(?:#|\bno\b\.?|№)\s*:?$")


def has_han(text: str) -> bool:
    """Whether any Chinese character is in the text."""
    return _HAN.search(text) is not None


def flat(text: str) -> str:
    """One width, one case, single spaces."""
    return " ".join(uniform(text).lower().split())


def as_written(question: str) -> str:
    """The question on one line with its own letters, character for character as long as its flat text."""
    signs = (unicodedata.normalize("NFKC", sign) for sign in question)
    text = "".join(sign if len(plain) == 1 else plain for sign, plain in zip(question, signs, strict=True))
    text = " ".join(text.split())
    return text if len(text) == len(flat(question)) else flat(question)


def solid(text: str) -> str:
    """The text without any white space, otherwise as written."""
    return "".join(text.split())


def without_remark(label: str) -> str:
    """The label without what stands in brackets; as it is where that is all of it."""
    return _REMARK.sub("", label).strip() or label


@lru_cache(maxsize=16384)
def key(label: str) -> str:
    """What two wordings of one attribute or entity share: no numbering, remarks, punctuation, case, plural.

    >>> key("五、净利润（净亏损以“－”号填列）")
    '净利润'
    >>> key("Net Sales:")
    'net sale'
    """
    text = flat(label)
    text = _COUNTED.sub(" number", _REMARK.sub("", text) or text)
    for _ in range(3):
        text = _NUMBERING.sub("", text)
    if has_han(text):
        return "".join(character for character in text if character.isalnum() or character in "&%")
    return " ".join(terms(text))


def says(text: str, words: str) -> bool:
    """Whether a text says these words as whole words, one after the other, and not the contrary of them: 非, non-.

    >>> says("Female employees", "male"), says("非流动负债", "流动负债"), says("Employees by region", "region")
    (False, False, True)
    """
    name = key(words)
    return bool(name) and _said(name).search(key(text)) is not None


@lru_cache(maxsize=4096)
def _said(name: str) -> re.Pattern[str]:
    if has_han(name):
        return re.compile(rf"(?<![非不未无]){re.escape(name)}")
    return re.compile(rf"(?<![^\W_{HAN}])(?<!\bnon )(?<!\bnot ){re.escape(name)}(?![^\W_{HAN}])")


def names_it(name: str, text: str) -> bool:
    """Whether a flat name stands in a flat text, an English one as whole words, in the plural too: age, not in wages."""
    return name in text and (has_han(name) or _whole_words(name).search(text) is not None)


@lru_cache(maxsize=4096)
def _whole_words(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){re.escape(name)}(?:e?s)?(?![a-z0-9])")


def any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names, the longest first; English ones as whole words, in the plural too."""
    every = sorted({flat(name) for name in names if len(name) > 1}, key=len, reverse=True)
    chinese = "|".join(re.escape(name) for name in every if has_han(name))
    english = "|".join(re.escape(name).replace(r"\ ", r"[\s-]+") for name in every if not has_han(name))
    return re.compile(rf"{chinese}|(?<![a-z0-9])(?:{english})(?:e?s)?(?![a-z0-9])")
