"""Headings as a path: from the outermost to the one right above."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LEVELS = (
    (
        1,
        re.compile(
            r"第[一二三四五六七八九十百零\d]+[章节編编篇]|(?:part|chapter)\s+[\divxlc]+\b|(?:appendix|annex)\s+\w+\b",
            re.I,
        ),
    ),
    (2, re.compile(r"[一二三四五六七八九十]+[、.．]|item\s+\d+[a-z]?\b", re.I)),
    (3, re.compile(r"[（(][一二三四五六七八九十]+[）)]|\d{1,2}\.\d{1,2}(?!\d|\.)\s*(?=[^\d\s.,%])")),
    (4, re.compile(r"\d{1,2}[、．]|\d{1,2}\.(?!\d)\s*(?=\D)|\d{1,2}\.\d{1,2}\.\d{1,2}(?!\d)")),
    (5, re.compile(r"[（(]\d{1,2}[）)][.、]?")),
)


def numbering_level(text: str) -> int:
    """1…5 where the text begins with a heading's number, else 0."""
    for level, pattern in _LEVELS:
        if pattern.match(text):
            return level
    return 0


def extended(path: Sequence[str], text: str, level: int) -> tuple[str, ...]:
    """The path after this heading: those of its level and deeper are over."""
    kept: list[str] = []
    for position, heading in enumerate(path):
        if (numbering_level(heading) or min(position + 1, level)) >= level:
            break
        kept.append(heading)
    return (*kept, text)
