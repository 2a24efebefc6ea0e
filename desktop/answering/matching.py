"""Whether a fact's label names what was asked, and whether a value is of the kind that was asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from desktop.answering.lexicon import Lexicon, ValueKind
from desktop.answering.quantities import quantity_in
from desktop.answering.wording import has_han, key

EXACT, SYNONYM, PADDED, PART = 1.0, 0.95, 0.9, 0.6
_LEAST_SHARED = 0.6  #: of a longer label's characters that the asked words must be
_PADDING = re.compile(r"公司|本集团|的|之|数量|人数|金额|数额|总额|情况|合计数|为|数$")
_NEGATIONS = frozenset("非无未不除")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千两]+(?:[个名人家项次位岁年月天日米]|$)")
_DATE = re.compile(
    r"(?:1\d|20)\d\d|\d{1,2}\s*月|世纪|年代|\d{1,2}[/.-]\d{1,2}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|[一二三四五六七八九〇零]{2,4}年", re.I
)


def label_score(asked: str, label: str, lexicon: Lexicon) -> float:
    """How surely a label names what was asked: 1 the same words, 0 something else."""
    wanted, found = key(asked), key(label)
    if not wanted or not found:
        return 0.0
    if wanted == found:
        return EXACT
    if set(lexicon.groups_of(asked)) & set(lexicon.groups_of(label)):
        return SYNONYM
    if _bare(wanted) == _bare(found):
        return PADDED
    return PART if _is_part(_bare(wanted), _bare(found)) else 0.0


def accounts_for(words: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether every one of these words stands somewhere in the texts."""
    every = " ".join(key(text) for text in texts)
    return all(key(word) in every for word in words)


def is_of_kind(value: str, kind: ValueKind | None) -> bool:
    """Whether a value can be an answer of this kind: a date for a date, a number for how much."""
    match kind:
        case ValueKind.NUMBER:
            return quantity_in(value) is not None or (len(value) <= 24 and _FIGURE.search(value) is not None)
        case ValueKind.DATE:
            return _DATE.search(value) is not None
        case ValueKind.PERSON | ValueKind.PLACE | ValueKind.NAME:
            return quantity_in(value) is None
        case ValueKind.CODE:
            return any(character.isascii() and character.isalnum() for character in value)
    return True


@lru_cache(maxsize=4096)
def _bare(label: str) -> str:
    return _PADDING.sub("", label) or label if has_han(label) else label


def _is_part(wanted: str, found: str) -> bool:
    """The label is what was asked with something said before it that does not turn it round."""
    if has_han(found):
        extra = found.removesuffix(wanted)
        return len(wanted) >= 2 and extra != found and len(wanted) >= _LEAST_SHARED * len(found) and not (
            _NEGATIONS & set(extra)
        )
    words, label = wanted.split(), found.split()
    extra_words = set(label) - set(words)
    if not set(words) <= set(label) or extra_words & {"non", "no", "not", "before", "excluding", "other"}:
        return False
    return len(words) >= _LEAST_SHARED * len(label)
