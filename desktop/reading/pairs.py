"""Facts from lines: ``label：value``, and lines written as ``entity,attribute,value``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.domain.document import Block, BlockKind, PageContent, PageSource, Word
from desktop.domain.fact import Evidence, Fact, Origin, Triple
from desktop.domain.months import MONTH
from desktop.reading.amounts import amount_of
from desktop.reading.boxes import boxes_of, lines_in
from desktop.reading.context import DocumentContext, entity_under
from desktop.reading.forms import is_form_page
from desktop.reading.headings import without_numbering
from desktop.reading.pieces import COLONS, colons, is_prose
from desktop.reading.words import joined

_COMMA = frozenset(",，")
_LONGEST_LABEL = 24
_LONGEST_VALUE = 120
_LONGEST_PART = 30
_SENTENCE = re.compile(r"[。！？!?]|\.\s+[A-Z]")
_VALUE = re.compile(rf"^[\d.]|^(?:{MONTH})\b", re.I)
#: an amount, a clause's beginning or its end
_NO_NAME = re.compile(
    r"\d[\d,]*\.\d|\d,\d{3}|\d万|\d亿|(?:19|20)\d\d\s*年\s*\d{1,2}\s*月|^(?:and|or|但|并|而|且|其中|同时|报告期内|截至)\b|^(?:主要由|公司实现)|属于|等$|的$",
    re.I,
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NOT_LABEL = re.compile(
    r"[，,。；;、？?！!“”\"]|^(?:https?|其中|注|备注|说明|note|如下|单位|币种|金额单位|货币单位)$|^\d+$", re.I
)


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of one line of a block."""

    words: tuple[Word, ...]
    right: float
    block: int
    follows: bool  #: it goes on from the full line above it

    @property
    def text(self) -> str:
        return joined(self.words)


def pair_facts(document: DocumentContext, content: PageContent) -> tuple[Fact, ...]:
    """Facts from the lines of a page that stand outside of tables; pairs of a form's page are found by ``forms``."""
    texts = [(index, block) for index, block in enumerate(content.blocks) if block.kind is not BlockKind.TABLE]
    lines = [line for index, block in texts for line in _lines(block, index)]
    if content.page.source is PageSource.OCR and is_prose(content):
        return ()
    triples, used = _triples(document, content.page.number, lines)
    if is_form_page(document, content):
        return tuple(triples)
    rest = [line for line in lines if id(line) not in used]
    pairs = [fact for line in rest for fact in _pairs(document, content, line)]
    return (*triples, *pairs)


def _lines(block: Block, index: int) -> list[_Line]:
    right = max((box.x1 for box in block.boxes), default=0.0)
    lines = lines_in(block)
    full = [False, *(right - line[-1].box.x1 < 1.5 * line[-1].box.height for line in lines)]
    return [_Line(words, right, index, full[at]) for at, words in enumerate(lines)]


def _triples(document: DocumentContext, page: int, lines: Sequence[_Line]) -> tuple[list[Fact], set[int]]:
    """Facts of runs of comma lines; the entity in force is the last one named."""
    facts: list[Fact] = []
    used: set[int] = set()
    for run in _runs(lines):
        entity = ""
        for group in run:
            entity, fact = _triple(document, page, group, entity)
            if fact is not None:
                facts.append(fact)
                used |= {id(line) for line in group}
    return facts, used


def _runs(lines: Sequence[_Line]) -> Iterator[list[list[_Line]]]:
    """Two or more comma lines under one another, the first with all three parts; each with its wrapped rest.

    A paragraph of which some lines are no such lines is prose with commas.
    """
    run: list[list[_Line]] = []
    for block in _by_block(lines):
        groups = _comma_groups(block, following=bool(run))
        if groups:
            run += groups
            continue
        if len(run) > 1:
            yield run
        run = []
    if len(run) > 1:
        yield run


def _by_block(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    for line in lines:
        if block and line.block != block[-1].block:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _comma_groups(block: Sequence[_Line], following: bool) -> list[list[_Line]]:
    """The block's lines, each with its wrapped rest; nothing if one of them isn't a comma line."""
    if _is_paragraph(block):
        return []
    groups: list[list[_Line]] = []
    for line in block:
        parts = len(_cut(line.words, _COMMA, 2))
        if (parts == 3 or (parts == 2 and (groups or following))) and _is_short(line):
            groups.append([line])
        elif groups and parts == 1 and _wraps(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            return []
    return groups


def _is_paragraph(block: Sequence[_Line]) -> bool:
    """Whether the lines run on to a full stop, or all are full but the last: prose with commas."""
    if len(block) < 2:
        return False
    full = all(line.right - line.words[-1].box.x1 < 1.5 * line.words[-1].box.height for line in block[:-1])
    named = len({joined(_cut(line.words, _COMMA, 1)[0]) for line in block}) < len(block)
    return (full and not named) or (block[-1].text[-1:] in "。.；;" and "。" not in block[0].text)


def _is_short(line: _Line) -> bool:
    """Whether the parts before the value are names, not clauses; a sum or a part of one is no name."""
    parts = _cut(line.words, _COMMA, 2)
    names = [joined(part) for part in parts[:-1]]
    named = all(0 < len(name) <= _LONGEST_PART and name.count(" ") < 5 and not _NO_NAME.search(name) for name in names)
    return named and bool(parts[-1]) and not any(map(_SENTENCE.search, names)) and line.text[-1] not in "。.,，、-;；"


def _wraps(previous: _Line, line: _Line) -> bool:
    """Whether ``line`` is the rest of the one above: that one ran to the edge and this one says nothing by itself."""
    height = line.words[0].box.height
    below = 0 < line.words[0].box.y0 - previous.words[0].box.y0 < 2.5 * height
    return below and previous.words[-1].box.x1 > 0.8 * previous.right and not set(line.text) & COLONS


def _triple(document: DocumentContext, page: int, group: Sequence[_Line], entity: str) -> tuple[str, Fact | None]:
    words = tuple(word for line in group for word in line.words)
    parts = _cut(words, _COMMA, 2)
    names = [joined(part) for part in parts]
    if len(parts) == 3 and not (entity and _VALUE.match(names[1])):
        entity, attribute, value = names[0], names[1], parts[2]
    else:
        attribute, value = names[0], _cut(words, _COMMA, 1)[1]
    if not entity or not value:
        return entity, None
    triple = Triple(entity, attribute, joined(value))
    evidence = Evidence(document.id, page, joined(words), boxes_of(value))
    return entity, Fact(triple, evidence, Origin.PAIR, amount_of(triple))


def _pairs(document: DocumentContext, content: PageContent, line: _Line) -> Iterator[Fact]:
    for piece in _pieces(line.words):
        colon = next(colons(piece), 0)
        if 0 < colon < len(piece) - 1:
            label, words = without_numbering(joined(piece[:colon])), piece[colon + 1 :]
            value = joined(words)
            begun = line.follows and piece[0] is line.words[0]
            if _is_pair(label, value) and not begun:
                evidence = Evidence(document.id, content.page.number, line.text, boxes_of(words))
                section = _section(content, line.block)
                triple = Triple(entity_under(document, section), label, value)
                yield Fact(triple, evidence, Origin.PAIR, amount_of(triple), section=section)


def _section(content: PageContent, index: int) -> str:
    """The heading that the block stands under; that of the page before where this one has none above it."""
    headings = [at for at, block in enumerate(content.blocks) if block.kind in (BlockKind.TITLE, BlockKind.HEADING)]
    above = [at for at in headings if at < index]
    if above:
        return content.blocks[above[-1]].text
    return content.heading_path[-1] if content.heading_path and not headings else ""


def _is_pair(label: str, value: str) -> bool:
    balanced = label.count("(") + label.count("（") == label.count(")") + label.count("）")
    web = value.startswith("//")
    short = len(label) <= (_LONGEST_LABEL if not label.isascii() else 2 * _LONGEST_LABEL)
    lettered = any(character.isalpha() for character in label)
    return balanced and not web and short and lettered and len(value) <= _LONGEST_VALUE and not _NOT_LABEL.search(label)


def _pieces(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """The line cut before a label that stands after a wide gap, or after a space if the label is Chinese."""
    piece: list[Word] = []
    for at, word in enumerate(words):
        wide = piece and word.box.x0 - piece[-1].box.x1 > 1.2 * word.box.height
        if (wide or _begins_label(words[at:])) and any(one.text in COLONS for one in piece[:-1]):
            yield tuple(piece)
            piece = []
        piece.append(word)
    yield tuple(piece)


def _begins_label(words: Sequence[Word]) -> bool:
    """Whether two to ten Chinese characters and a colon come next, after a space."""
    if not words[0].space_before:
        return False
    colon = next((at for at, word in enumerate(words[:11]) if word.text in COLONS), 0)
    return colon >= 2 and all(
        _HAN.fullmatch(word.text) and not (at and word.space_before) for at, word in enumerate(words[:colon])
    )


def _cut(words: Sequence[Word], signs: frozenset[str], times: int) -> list[tuple[Word, ...]]:
    """The words cut at the first so many of these signs."""
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.text in signs and len(parts) <= times:
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(part) for part in parts]
