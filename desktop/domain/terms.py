"""Index terms: how text is cut for full-text search, the same for passages and questions."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[a-z0-9]+(?:['’][a-z]+)?|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_COUNTED = re.compile(
    r"\b(fig(?:ure)?|table|chart|exhibit|section|article|clause|item|note|appendix|chapter|part)s?\.?\s*"
    r"\(?(\d+(?:[.\-–]\d+)*[a-z]?)\b"
)
_COUNTED_ZH = re.compile(r"(图|表|附注|附录)\s*(\d+(?:[.\-–]\d+)*)|第\s*(\d+|[一二三四五六七八九十百]+)\s*([章节条款])")
_LABEL = 60  #: characters of a text that comes again and again
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def uniform(text: str) -> str:
    """Text as it is compared: compatible characters as one (NFKC), traditional Chinese characters as simplified ones."""
    plain = unicodedata.normalize("NFKC", text)
    if not _HAN.search(plain):
        return plain
    return _simplified(plain) if len(plain) <= _LABEL else _to_simplified().convert(plain)


def is_chinese(text: str) -> bool:
    """Whether at least a tenth of the letters are Chinese characters."""
    letters = sum(character.isalpha() for character in text)
    return letters > 0 and len(_HAN.findall(text)) * 10 >= letters


def terms(text: str) -> list[str]:
    """Cut text into index terms: Chinese as character bigrams, English lower-cased with plain plurals folded.

    Numbers keep only their digits and the point, so ``1,639,379,320.41`` and ``1639379320.41`` meet.
    """
    found: list[str] = []
    for token in _TOKEN.findall(uniform(text).lower()):
        found.extend(_terms_of(token))
    return found


def references(text: str) -> list[str]:
    """Terms for what is counted in a document: ``figure3`` for Fig. 3, ``table1.1`` for Table 1-1, ``条5`` for 第5条."""
    plain = uniform(text).lower()
    english = (("figure" if match[1].startswith("fig") else match[1], match[2]) for match in _COUNTED.finditer(plain))
    chinese = ((match[1] or match[4], match[2] or match[3]) for match in _COUNTED_ZH.finditer(plain))
    return [f"{kind}{re.sub('[-–]', '.', number)}" for kind, number in (*english, *chinese)]


def _terms_of(token: str) -> list[str]:
    if _HAN.match(token):
        return [token[i : i + 2] for i in range(len(token) - 1)] or [token]
    if token[0].isdigit():
        return [token.replace(",", "")]
    return [_singular(token)]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


@lru_cache(maxsize=16384)
def _simplified(label: str) -> str:
    simple: str = _to_simplified().convert(label)
    return simple


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")
