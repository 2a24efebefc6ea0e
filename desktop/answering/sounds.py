"""How Chinese characters are read, and how alike two of them sound: what an input method mixes up."""

from __future__ import annotations

import re
from functools import lru_cache

#: zh and z, n and l, ang and an: what many people do not tell apart
_BLURRED = ((re.compile("^(z|c|s)h"), r"\1"), (re.compile("^n"), "l"), (re.compile("(?<=[aei])ng$"), "n"))


def sound_same(first: str, second: str) -> bool:
    """Whether two characters share a reading, tones aside: 润 and 闰."""
    return bool(_sounds(first) & _sounds(second))


def sound_alike(first: str, second: str) -> bool:
    """Whether two characters have readings that many people do not tell apart: 净 and 进, 资 and 知."""
    return bool(_blurred(first) & _blurred(second))


@lru_cache(maxsize=8192)
def _sounds(character: str) -> frozenset[str]:
    """Every reading of a character in pinyin, without tones; none where it has none."""
    from pypinyin import Style, pinyin

    readings = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return frozenset(one for every in readings for one in every)


@lru_cache(maxsize=8192)
def _blurred(character: str) -> frozenset[str]:
    found = _sounds(character)
    for pattern, instead in _BLURRED:
        found = frozenset(pattern.sub(instead, one) for one in found)
    return found
