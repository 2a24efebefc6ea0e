"""The promise: a value is shown only where its words stand, verbatim, in boxes of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from desktop.answering.wording import HAN, SHORTENED, solid
from desktop.domain.document import Block, BlockKind, PageContent, Word
from desktop.domain.fact import Evidence
from desktop.domain.geometry import Box, bounding
from desktop.domain.tables import ColumnHeads, row_head

_SCALES = r"(?:万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|trillion|billion|million|thousand|bn|mn|[mkb](?![a-z]))"
_UNIT_AFTER = re.compile(
    rf"\s*(?:{_SCALES})?\s*(?:%|％|‰|个?百分点|美元|港元|欧元|日元|人民币|元(?:/股)?|股|人|名|岁|吨|千克|公斤|公里|平方米|万吨"
    rf"|cm|kg|mm|km|percent|dollars?|people|employees|shares)?(?![{HAN}A-Za-z]*\d)",
    re.I,
)
_CURRENCY_BEFORE = re.compile(r"(?:US\$|HK\$|[$¥￥€£]|RMB|USD|人民币)\s*$", re.I)
_SENTENCE_END = re.compile(rf"[。！？；!?;\n]|(?:(?<=[a-z\d%)])|(?<=[A-Z]{{2}})){SHORTENED}\.(?=\s+[A-Z]|\s*$)")
LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a page in a row, with the text they make and the sentence or row they stand in.

    ``header`` is the header of the table column that they stand in, ``label`` the first cell of their row,
    ``unit`` what the table declares (all ``""`` outside tables, ``label`` also in the first column), ``headers`` the
    boxes of both.
    """

    text: str
    words: tuple[Word, ...]
    quote: str
    header: str = ""
    label: str = ""
    unit: str = ""
    headers: tuple[Box, ...] = ()

    @property
    def boxes(self) -> tuple[Box, ...]:
        """One box per line."""
        return tuple(bounding(word.box for word in line) for line in _lines(self.words))


def stands(value: str, page: PageContent, evidence: Evidence) -> bool:
    """Whether the value is, verbatim and uncut, what stands in the evidence's boxes."""
    words = tuple(word for block in page.blocks for word in block.words if _inside(word, evidence.boxes))
    return bool(solid(value)) and any(_begins(value, words[start:]) for start in range(len(words)))


def spans_of(value: str, page: PageContent, blocks: Sequence[int] = ()) -> Iterator[Span]:
    """Every place on the page where the value's words stand, widened to whole numbers and units.

    ``blocks`` limits the search to these blocks of the page; none means all.
    """
    for block in _chosen(page, blocks):
        line = _joined(block.words)
        for start, end in _places(value, line):
            first, last = _widened(line, start, end)
            words = block.words[first : last + 1]
            if _jumps(words):
                continue
            text = line.text[line.starts[first] : line.ends[last]]
            span = Span(text, words, _quote(block, line, first, last))
            yield _in_table(span, page)


def sentences_of(block: Block) -> Iterator[Span]:
    """The sentences of a block, whole words each, with no table around them."""
    line = _joined(block.words)
    ends = [match.end() for match in _SENTENCE_END.finditer(line.text)]
    first = 0
    for end in (*ends, len(line.text)):
        last = next((at for at in range(len(line.ends) - 1, first - 1, -1) if line.ends[at] <= end), -1)
        if last >= first:
            text = line.text[line.starts[first] : line.ends[last]]
            yield Span(text, block.words[first : last + 1], text)
            first = last + 1


def whole(block: Block) -> Span:
    """All words of a block, with no table around them."""
    text = _joined(block.words).text
    return Span(text, block.words, text)


def _jumps(words: Sequence[Word]) -> bool:
    """Whether the words stand in two columns: no value reaches over such a gap."""
    pairs = [(left, right) for left, right in pairwise(words) if _goes_on(left, right)]
    return any(right.box.x0 - left.box.x1 > 1.5 * left.box.height for left, right in pairs)


def _in_table(span: Span, page: PageContent) -> Span:
    """The span with what the table that its first word stands in, if any, says of it."""
    for table in page.tables:
        cell = next((cell for cell in table.cells if cell.box.holds(*span.words[0].box.centre)), None)
        if cell is not None:
            head = row_head(table, cell)
            header = table.columns[cell.column] if cell.column < len(table.columns) else ""
            naming = (*((head,) if head else ()), *ColumnHeads(table).over(cell))
            boxes = tuple(one.box for one in naming)
            return replace(span, header=header, label=head.text if head else "", unit=table.unit, headers=boxes)
    return span


@dataclass(frozen=True, slots=True)
class _Joined:
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def _joined(words: Sequence[Word]) -> _Joined:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for word in words:
        space = " " if word.space_before and pieces else ""
        pieces.append(space + word.text)
        starts.append(at + len(space))
        at += len(space) + len(word.text)
        ends.append(at)
    return _Joined("".join(pieces), tuple(starts), tuple(ends))


def _chosen(page: PageContent, blocks: Sequence[int]) -> tuple[Block, ...]:
    if not blocks:
        return page.blocks
    return tuple(page.blocks[index] for index in blocks if index < len(page.blocks))


def _places(value: str, line: _Joined) -> Iterator[tuple[int, int]]:
    """First and last word of each place where the value stands, however it is spaced."""
    wanted = solid(value)
    if not wanted or not line.starts:
        return
    pattern = _spaced(wanted)
    for match in pattern.finditer(line.text):
        first = next(i for i, end in enumerate(line.ends) if end > match.start())
        last = next(i for i in range(len(line.starts) - 1, -1, -1) if line.starts[i] < match.end())
        yield first, last


@lru_cache(maxsize=256)
def _spaced(wanted: str) -> re.Pattern[str]:
    return re.compile(r"\s*".join(map(re.escape, wanted)))


def _widened(line: _Joined, first: int, last: int) -> tuple[int, int]:
    """Take in a currency sign or bracket before a number and a unit after it."""
    text = line.text[line.starts[first] : line.ends[last]]
    if _is_figure(text[-1:]) or text[-1:] in ")）":
        last = _after(line, last)
    if _is_figure(text[:1]):
        first = _before(line, first)
    return first, last


def _after(line: _Joined, last: int) -> int:
    end = line.ends[last]
    match = _UNIT_AFTER.match(line.text, end)
    until = match.end() if match else end
    while last + 1 < len(line.ends) and line.ends[last + 1] <= until:
        last += 1
    return last


def _before(line: _Joined, first: int) -> int:
    match = _CURRENCY_BEFORE.search(line.text[: line.starts[first]])
    begin = match.start() if match else line.starts[first]
    while first > 0 and line.starts[first - 1] >= begin:
        first -= 1
    return first


def _is_figure(character: str) -> bool:
    return character.isdigit() or character in "%％"


def _quote(block: Block, line: _Joined, first: int, last: int) -> str:
    if block.kind is BlockKind.TABLE:
        return _row(block.words, block.words[first : last + 1])
    start = max((match.end() for match in _SENTENCE_END.finditer(line.text, 0, line.starts[first])), default=0)
    match = _SENTENCE_END.search(line.text, line.ends[last])
    quote = line.text[start : match.end() if match else len(line.text)].strip()
    return quote if len(quote) <= LONGEST_QUOTE else _row(block.words, block.words[first : last + 1])


def _row(words: Sequence[Word], chosen: Sequence[Word]) -> str:
    """The words that stand on the same lines as the chosen ones."""
    top = min(word.box.y0 for word in chosen)
    bottom = max(word.box.y1 for word in chosen)
    row = [word for word in words if top <= word.box.centre[1] <= bottom]
    return _joined(row).text


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in words:
        if lines and _goes_on(lines[-1][-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _goes_on(before: Word, word: Word) -> bool:
    return before.box.y0 <= word.box.centre[1] <= before.box.y1 and word.box.x0 >= before.box.x0


def _inside(word: Word, boxes: Iterable[Box]) -> bool:
    return any(box.holds(*word.box.centre) for box in boxes)


def _begins(value: str, words: Sequence[Word]) -> bool:
    """Whether the first words, whole and in a row, make the value exactly."""
    wanted, made = solid(value), ""
    for word in words:
        made += solid(word.text)
        if len(made) >= len(wanted):
            break
    return made == wanted
