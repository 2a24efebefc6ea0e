"""Index terms: how text is cut for full-text search, the same for passages and questions."""

from __future__ import annotations

import re
import unicodedata

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[a-z0-9]+(?:['’][a-z]+)?|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def is_chinese(text: str) -> bool:
    """Whether at least a tenth of the letters are Chinese characters."""
    letters = sum(character.isalpha() for character in text)
    return letters > 0 and len(_HAN.findall(text)) * 10 >= letters


def terms(text: str) -> list[str]:
    """Cut text into index terms: Chinese as character bigrams, English lower-cased with plain plurals folded.

    Numbers keep only their digits and the point, so ``1,639,379,320.41`` and ``1639379320.41`` meet.
    """
    found: list[str] = []
    for token in _TOKEN.findall(unicodedata.normalize("NFKC", text).lower()):
        found.extend(_terms_of(token))
    return found


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
