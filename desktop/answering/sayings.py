"""What of a page may stand in a summary: whole sentences, and entries of lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from desktop.answering.ground import Span, sentences_of
from desktop.answering.wording import has_han, solid
from desktop.domain.document import Block, BlockKind, PageContent, Passage
from desktop.domain.headings import extended

_REFERS = re.compile(
    r"，是指|以下(?:措施|几)|详见|参见|请见|敬请查阅|见本?(?:报告|附注|第)|前瞻性|forward-looking"
    r"|\b(?:refer to|see (?:also )?(?:the |our |item|note|part))\b|\b(?:section|form 10-[kq])\b"
    r"|\bpursuant to the requirements\b|https?:|\bwww\.|\b(?:webcast|dial)\b|\bconference call\b.{0,80}\b(?:scheduled|available|replay|held)\b",
    re.I,
)
#: an auxiliary, a past form, a subject, or a word before its object
_VERB = re.compile(
    r"\b(?:am|is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|cannot|could|may|might|shall|should|must"
    r"|[a-z]+ed|grew|rose|fell|made|led|won|lost|met|began|became|came|went|took|gave|got|held|kept|left|paid|sold|spent"
    r"|brought|built|bought|drove|ran|said|says|means?|costs?|plans?|expects?|we|i|they|you|it|he|she|who|which|that|there)\b"
    r"|\b(?!(?:of|in|on|at|to|by|for|from|with|without|and|or|as|than|over|under|during|per|between|among|including|plus)\b)"
    r"[a-z]{2,}\s(?:an?|the|its|our|their|his|her|us|them|to)\b",
    re.I,
)
_QUOTED = re.compile(r"[“\"][^“”\"]{1,40}[”\"]")
_NO_ENTRY = re.compile(r"[□√☐☒]|[:：,，]$")
_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a document, or an entry of a list, and what its place is worth.

    ``rank`` counts the sections of its document that go before, ``is_headed`` tells that a heading names the topic.
    """

    document: str
    page: int
    span: Span
    heading: str
    worth: float
    rank: int = 0
    is_headed: bool = False
    is_entry: bool = False

    @property
    def point(self) -> str:
        """What it tells of: the entry itself, or what its heading says."""
        return self.span.text if self.is_entry else self.heading


def sentences(page: PageContent, passage: Passage, worth: float) -> Iterator[Candidate]:
    """The sentences of a passage, each under its own heading."""
    for block, path in under_headings(page, passage):
        yield from of_block(block, passage.document, path[-1] if path else "", worth)


def under_headings(page: PageContent, passage: Passage) -> Iterator[tuple[Block, tuple[str, ...]]]:
    """The passage's blocks, each under its own headings: those of the passage are its first block's.

    A passage that names no blocks is all of its page.
    """
    path = passage.heading_path
    chosen = [at for at in passage.blocks if at < len(page.blocks)] or range(len(page.blocks))
    for place, at in enumerate(chosen):
        block = page.blocks[at]
        if place and block.level:
            path = extended(path, block.text, block.level)
        yield block, path


def of_block(block: Block, document: str, heading: str, worth: float) -> Iterator[Candidate]:
    """The whole sentences of a block that say something."""
    for span in islice(sentences_of(block), int(block.continues), None) if block.kind in _KINDS else ():
        if _says_something(span.text):
            yield Candidate(document, block.page, span, heading, worth)


def is_entry(block: Block) -> bool:
    """Whether a block may be an entry of a list: some words in a line or two that nothing is to follow."""
    text = block.text
    first = next((character for character in text if character.isalpha()), "")
    short = 4 <= len(text) <= 80 if has_han(text) else 2 <= len(text.split()) <= 40
    begins = block.kind is BlockKind.LIST_ITEM or (first and not first.islower())
    told = block.kind in _KINDS and begins and block.words and not _REFERS.search(text)
    return bool(told) and short and _NO_ENTRY.search(text) is None


def _says_something(text: str) -> bool:
    """Whole, of words and not of figures, neither a stump nor endless, nor a list of quoted words."""
    if _REFERS.search(text) or not (has_han(text) or _VERB.search(text)):
        return False
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return False
    long_enough = 14 <= len(text) <= 200 if has_han(text) else 6 <= len(text.split()) <= 60
    whole = text.endswith(("。", "！", "；", ".", "!", "”")) and not letters[0].islower()
    quoted = sum(len(match[0]) for match in _QUOTED.finditer(text))
    return long_enough and whole and len(letters) > 0.7 * len(solid(text)) and quoted < 0.5 * len(text)
