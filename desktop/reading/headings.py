"""Headings: told by their numbering, size or weight."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from desktop.domain.headings import numbering_level
from desktop.domain.units import is_only_unit
from desktop.reading.words import Line

_NUMBERING = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百零\d]+[章节編编篇]\s*|[一二三四五六七八九十]+[、.．]|"
    r"[（(][一二三四五六七八九十\d]{1,3}[）)][.、]?|\d{1,2}(?:\.\d{1,2})*[、．]|\d{1,2}(?:\.\d{1,2})*\.(?!\d)|[①-⑳])\s*"
)
_NO_HEADING = re.compile(r"[。；，,;]$|[□√☐☒]|[:：]\s*\S")
#: a date or a span of time, which says when and not what
_DATED = re.compile(
    r"(?:as\s+(?:at|of)|for\s+the\s+years?\s+ended|years?\s+ended)?\s*(?:19|20)\d\d\s*年[\d\s月日年度—–\-至~]*"
    r"|(?:as\s+(?:at|of)|for\s+the\s+(?:financial\s+)?years?\s+ended|years?\s+ended)\s+[\w\s,]{4,40}",
    re.I,
)
_LONGEST = 60
_LARGER = 1.15


def without_numbering(text: str) -> str:
    """The text without a leading 一、 （一） 1. ①."""
    rest = _NUMBERING.sub("", text, count=1)
    return rest or text


def heading_level(lines: Sequence[Line], body_size: float, body_bold: bool) -> int:
    """1… where these lines are a heading on a page whose text has this size and weight, else 0."""
    text = " ".join(line.text for line in lines)
    if len(lines) > 2 or not _may_be_heading(text):
        return 0
    numbered = numbering_level(text)
    if lines[0].size >= _LARGER * body_size:
        return numbered or (1 if lines[0].size >= 1.6 * body_size else 2)
    if all(line.bold for line in lines) and not body_bold and not text.endswith("."):
        return numbered or 3
    return numbered if numbered and len(lines) == 1 and _looks_like_title(text) else 0


def _may_be_heading(text: str) -> bool:
    """Whether a text is short, has words, and is no sentence, pair, date or unit."""
    short = len(text) <= _LONGEST * (2 if text.isascii() else 1) and any(map(str.isalpha, text))
    says = _NO_HEADING.search(text) or _DATED.fullmatch(text) or is_only_unit(text)
    return short and not says and not (text.endswith(".") and text.count(" ") > 5)


def folded(text: str) -> str:
    """What two writings of a heading share: letters and digits, without case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).lower()))


def _looks_like_title(text: str) -> bool:
    rest = without_numbering(text)
    return 1 < len(rest) <= 40 and not re.search(r"[。；;]|[,，].*[,，]|\d{4,}|[:：]\s*\S", rest)
