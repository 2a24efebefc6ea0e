"""What leads to a table: the caption or the sentence right above it that says what its numbers are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.document import Table
from desktop.domain.units import declares_unit
from desktop.reading.periods import is_period, leads_to_table
from desktop.reading.words import Line

_SENTENCE_END = re.compile(r"(?:(?<=[a-z)]\.)|(?<=(?:19|20)\d\d\.))\s+(?=[A-Z]|\(\w{1,3}\)\s)|(?<=[。；:：])\s*(?=\S)")
#: Table 3: Number of examples, Exhibit A. Leases, 表2 主要指标; not Table 3. We then compare …, 表1中的数据
_CAPTION = re.compile(
    r"(?i:table|exhibit)\s+(?:[A-Z]?\d[\d.]{0,5}|[A-Z])(?:\s*[:：]|\.(?!\s+(?:We|The|This|It|In|Our|All)\b))\s*\S"
    r"|表\s*\d[\d.-]{0,5}\s*[:：]?\s*[^\s中所列的]"
)
_LONG_WORD, _CAPITALS = 4, 0.8
_LONG_TITLE = (40, 120)  #: shorter ones are titles
_LONGEST = 240
_FULL = 0.7  #: of the widest line: one that ends before goes on in no other


def lead_of(table: Table, above: Sequence[Line], path: Sequence[str], before: Table | None) -> str:
    """What leads to the table, without the colon at its end; ``""`` for nothing.

    ``above`` are the lines over it, nearest first, ``path`` the headings in force, ``before`` the table before it: a caption
    that stands nearer to that one is its own.
    """
    lines = [line for line in above if not is_heading(line.text, path)]
    at = next((index for index, line in enumerate(lines) if _CAPTION.match(line.text)), -1)
    if at >= 0:
        said = "" if _is_below(lines, at, table, before) else _joined(lines[: at + 1])
    else:
        said = _SENTENCE_END.split(_joined(_running(lines)))[-1]
        said = said if leads_to_table(said) else next((one.text for one in lines[:1] if is_caption(one.text)), "")
    return bare(said) if len(said) <= _LONGEST and any(map(str.isalpha, said)) else ""


def is_caption(text: str) -> bool:
    """Whether a line is what a table is called, and no sentence: Q1 2022 - Income Before Tax by Segment from Operations."""
    words = [word for word in text.split() if len(word) >= _LONG_WORD and word.isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    whole = _LONG_TITLE[0] < len(text) <= _LONG_TITLE[1] and not text.rstrip().endswith((".", ",", ";"))
    return whole and len(words) > 2 and capitals >= _CAPITALS * len(words)


def bare(text: str) -> str:
    """A text without the colon at its end."""
    return text.strip().rstrip(":：").strip()


def is_heading(text: str, path: Sequence[str]) -> bool:
    """Whether a line is one of these headings, or a line of one."""
    return any(text in heading for heading in path)


def _running(lines: Sequence[Line]) -> list[Line]:
    """The lines from the nearest up, as far as each is full, and so goes on in the one below it."""
    widest = max((line.box.x1 for line in lines), default=0.0)
    found: list[Line] = []
    for line in lines:
        if found and line.box.x1 < _FULL * widest and not _is_aside(line.text):
            break
        found.append(line)
    return found


def _joined(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in reversed(lines) if not _is_aside(line.text)).strip()


def _is_aside(text: str) -> bool:
    """Whether a line says only the unit or the period."""
    return not text.rstrip().endswith((":", "：")) and (declares_unit(text) or is_period(text))


def _is_below(lines: Sequence[Line], at: int, table: Table, before: Table | None) -> bool:
    """Whether the caption that begins with this line is nearer to the table above it than to the one below.

    It goes on down to the line before the next gap.
    """
    if before is None or before.page != table.page:
        return False
    last = at
    while last and lines[last - 1].box.y0 - lines[last].box.y1 < lines[last].box.height / 2:
        last -= 1
    return 0 <= lines[at].box.y0 - before.box.y1 < table.box.y0 - lines[last].box.y1
