"""Facts of contracts, told by the forms that their clauses have: parties, effective date, governing law and term."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.domain.document import BlockKind, PageContent, Word
from desktop.domain.durations import duration_of
from desktop.domain.fact import Evidence, Fact, Origin, Triple
from desktop.domain.terms import is_chinese
from desktop.reading.boxes import boxes_of, lines_in
from desktop.reading.clause_forms import EFFECTIVE_DATE, FORMS, GOVERNING_LAW, PARTY, TERM
from desktop.reading.context import DocumentContext, DocumentKind
from desktop.reading.parties import parties_in
from desktop.reading.words import joined

_CHINESE_NAMES = {PARTY: "当事人", EFFECTIVE_DATE: "生效日期", GOVERNING_LAW: "适用法律", TERM: "期限"}
_SENTENCE_END = re.compile(r"\n|\.\s|。")
_RUNNING = (BlockKind.TABLE, BlockKind.HEADER, BlockKind.FOOTER)
_FIRST_PAGES = 2  #: on which a contract names its parties
_QUOTED = 120  #: characters before a value that its quote begins at the latest


def clause_facts(document: DocumentContext, content: PageContent) -> tuple[Fact, ...]:
    """What the clauses of a contract's page say: of each attribute the surest; all parties."""
    if document.kind is not DocumentKind.CONTRACT:
        return ()
    page = _PageText.of(content)
    found: list[Fact] = []
    if content.page.number < _FIRST_PAGES:
        sureness = 0.9 if content.page.number == 0 else 0.7
        found += [page.fact(document, PARTY, party, sureness) for party in parties_in(page.text)]
    for attribute in (EFFECTIVE_DATE, GOVERNING_LAW, TERM):
        found += _surest(document, page, attribute)
    return tuple(found)


def _surest(document: DocumentContext, page: _PageText, attribute: str) -> Iterator[Fact]:
    for form in FORMS:
        match = form.pattern.search(page.text) if form.attribute == attribute else None
        if match:
            yield page.fact(document, attribute, match.span("value"), form.sureness(page.number))
            return


@dataclass(frozen=True, slots=True)
class _PageText:
    """The running text of a page, lines that run on joined, and the words that make it."""

    number: int
    text: str
    words: tuple[Word, ...]
    starts: tuple[int, ...]  #: where each word stands in the text

    @classmethod
    def of(cls, content: PageContent) -> _PageText:
        text, words, starts = "", [], []
        blocks = [lines_in(block) for block in content.blocks if block.kind not in _RUNNING]
        right = max((line[-1].box.x1 for lines in blocks for line in lines), default=0.0)
        for lines in blocks:
            for before, line in zip((None, *lines), lines, strict=False):
                gap = "\n" if before is None or _ends(before, line, right) else " " * line[0].space_before
                text += gap if text else ""
                for at, word in enumerate(line):
                    text += " " if at and word.space_before else ""
                    starts.append(len(text))
                    words.append(word)
                    text += word.text
        return cls(content.page.number, text, tuple(words), tuple(starts))

    def fact(self, document: DocumentContext, attribute: str, span: tuple[int, int], confidence: float) -> Fact:
        """The fact whose value stands there."""
        own = self._within(*span)
        value, quote = joined(own), joined(self._within(*self._sentence(*span)))
        name = _CHINESE_NAMES[attribute] if is_chinese(self.text) else attribute
        triple = Triple(document.title_entity, name, value)
        evidence = Evidence(document.id, self.number, quote, boxes_of(own))
        quantity = duration_of(value) if attribute == TERM else None
        return Fact(triple, evidence, Origin.CLAUSE, quantity, confidence=confidence)

    def _within(self, start: int, end: int) -> Sequence[Word]:
        return [word for word, at in zip(self.words, self.starts, strict=True) if start <= at < end]

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around it, or as much of it as goes into a quote."""
        ends = [match.end() for match in _SENTENCE_END.finditer(self.text)]
        before = max((at for at in ends if at <= start), default=0)
        after = min((at for at in ends if at > end), default=len(self.text))
        return max(before, start - _QUOTED), min(after, end + _QUOTED)


def _ends(line: Sequence[Word], following: Sequence[Word], right: float) -> bool:
    """Whether a line ends before the page's edge though the next one's first word would have had room."""
    return right - line[-1].box.x1 > following[0].box.width + line[-1].box.height
