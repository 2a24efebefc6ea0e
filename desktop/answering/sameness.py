"""Whether two readings are of one and the same: named alike, worth the same."""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.answering.lexicon import Lexicon, load_lexicon
from desktop.answering.wording import flat, key
from desktop.domain.numbers import quantity_of
from desktop.paths import resources

_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=16384)
def same_attribute(first: str, second: str) -> bool:
    """Whether both name one attribute: by the lexicon where it knows both, else by the same telling words."""
    if key(first) == key(second):
        return True
    lexicon = _lexicon()
    ours, theirs = set(lexicon.groups_of(first)), set(lexicon.groups_of(second))
    if ours and theirs:
        return bool(ours & theirs)
    telling = _telling(first, lexicon)
    return bool(telling) and telling == _telling(second, lexicon)


@lru_cache(maxsize=16384)
def other_attribute(first: str, second: str) -> bool:
    """Whether the lexicon knows both, and as names of different attributes."""
    ours, theirs = (set(_lexicon().groups_of(name)) for name in (first, second))
    return bool(ours and theirs) and not ours & theirs


def same_value(first: str, second: str) -> bool:
    """Whether both are written alike, or stand for the same number of the same unit."""
    if flat(first) == flat(second):
        return True
    number = quantity_of(first)
    return number is not None and number == quantity_of(second)


def _lexicon() -> Lexicon:
    return load_lexicon(resources() / "lexicon")


def _telling(name: str, lexicon: Lexicon) -> frozenset[str]:
    words = key(name).split()
    return frozenset(word for word in words if word not in lexicon.fillers and not _YEAR.fullmatch(word))
