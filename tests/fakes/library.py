"""A library in memory, and pages and facts written by hand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePath

import numpy as np

from desktop.answering.library import DocumentInfo, Vocabulary
from desktop.domain.answer import Coverage, Hit
from desktop.domain.document import Block, BlockKind, Mark, MarkKind, Page, PageContent, PageSource, Passage, Word
from desktop.domain.fact import Evidence, Fact, Origin, Quantity, Triple
from desktop.domain.geometry import Box, bounding
from desktop.domain.terms import references, terms
from desktop.reading.marks import marks_of
from desktop.reading.source import Glyph, TextLine
from desktop.reading.words import read_lines


@dataclass
class MemoryLibrary:
    """What the worker's library does over SQLite and Chroma, over lists."""

    infos: list[DocumentInfo] = field(default_factory=list)
    pages: dict[tuple[str, int], PageContent] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    embed: Callable[[Sequence[str]], np.ndarray] | None = None
    rejected: set[tuple[str, str]] = field(default_factory=set)
    _passage_index: Bm25 | None = None
    _fact_index: Bm25 | None = None
    _vectors: np.ndarray | None = None
    _marks: dict[tuple[str, int], tuple[Mark, ...]] | None = None

    def documents(self) -> tuple[DocumentInfo, ...]:
        return tuple(self.infos)

    def by_words(self, words: Sequence[str], limit: int, documents: tuple[str, ...]) -> tuple[Hit, ...]:
        if self._passage_index is None:
            self._passage_index = Bm25([self._index_terms(passage) for passage in self.passages])
        ranked = self._passage_index.ranked(words)
        hits = (Hit(self.passages[i], score) for i, score in ranked if _within(self.passages[i].document, documents))
        return tuple(hits)[:limit]

    def by_vector(self, vector: Sequence[float], limit: int, documents: tuple[str, ...]) -> tuple[Hit, ...]:
        if self.embed is None or not self.passages:
            return ()
        if self._vectors is None:
            self._vectors = self.embed([_searched(passage) for passage in self.passages])
        scores = self._vectors @ np.asarray(vector, np.float32)
        hits = (Hit(self.passages[i], float(scores[i])) for i in np.argsort(-scores))
        return tuple(hit for hit in hits if _within(hit.passage.document, documents))[:limit]

    def _index_terms(self, passage: Passage) -> list[str]:
        name = next((PurePath(one.name).stem.replace("_", " ") for one in self.infos if one.id == passage.document), "")
        text = "\n".join((_searched(passage), passage.context, name))
        return [*terms(text), *references(text)]

    def marked(self, kind: MarkKind, text: str, limit: int, documents: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
        if self._marks is None:
            self._marks = {place: marks_of(page) for place, page in self.pages.items()}
        found = [
            (mark.weight, place)
            for place, marks in self._marks.items()
            for mark in marks
            if mark.kind is kind and mark.text == text and _within(place[0], documents)
        ]
        return tuple(place for _, place in sorted(found, key=lambda one: (-one[0], one[1])))[:limit]

    def passages_of(self, document: str, page: int) -> tuple[Passage, ...]:
        return tuple(one for one in self.passages if one.document == document and one.page == page)

    def facts_about(self, words: Sequence[str], limit: int, documents: tuple[str, ...]) -> tuple[Fact, ...]:
        if self._fact_index is None:
            self._fact_index = Bm25([terms(one.triple.attribute) * 3 + terms(one.triple.entity) for one in self.facts])
        ranked = self._fact_index.ranked(words[:64])
        facts = (self.facts[i] for i, _ in ranked)
        return tuple(fact for fact in facts if _within(fact.evidence.document, documents))[:limit]

    def facts_named(self, names: Sequence[str], limit: int, documents: tuple[str, ...]) -> tuple[Fact, ...]:
        wanted = list(dict.fromkeys(_as_terms(name) for name in names))
        found = [fact for fact in self.facts if _as_terms(fact.triple.attribute) in wanted]
        found.sort(key=lambda fact: wanted.index(_as_terms(fact.triple.attribute)))
        return tuple(fact for fact in found if _within(fact.evidence.document, documents))[:limit]

    def facts_on(self, document: str, page: int) -> tuple[Fact, ...]:
        return tuple(one for one in self.facts if (one.evidence.document, one.evidence.page) == (document, page))

    def is_rejected(self, fact: Fact) -> bool:
        return (fact.triple.attribute, fact.triple.value) in self.rejected

    def vocabulary(self, documents: tuple[str, ...]) -> Vocabulary:
        triples = [fact.triple for fact in self.facts if _within(fact.evidence.document, documents)]
        headings = (
            one for passage in self.passages if _within(passage.document, documents) for one in passage.heading_path
        )
        return Vocabulary(
            tuple(dict.fromkeys(triple.attribute for triple in triples)),
            tuple(dict.fromkeys(triple.entity for triple in triples if triple.entity)),
            tuple(dict.fromkeys(headings)),
        )

    def page(self, document: str, number: int) -> PageContent | None:
        return self.pages.get((document, number))

    def coverage(self, documents: tuple[str, ...]) -> Coverage:
        chosen = [info for info in self.infos if _within(info.id, documents)]
        return Coverage(len(chosen), sum(info.page_count for info in chosen))


@lru_cache(maxsize=100_000)
def _as_terms(name: str) -> str:
    return " ".join(terms(name))


class Bm25:
    """Plain BM25 over lists of terms."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self._lengths = [len(text) or 1 for text in texts]
        self._average = sum(self._lengths) / max(1, len(texts))
        self._postings: dict[str, list[tuple[int, int]]] = {}
        for place, text in enumerate(texts):
            for term, count in Counter(text).items():
                self._postings.setdefault(term, []).append((place, count))

    def ranked(self, words: Iterable[str]) -> list[tuple[int, float]]:
        scores: dict[int, float] = {}
        for word in dict.fromkeys(words):
            posting = self._postings.get(word, [])
            weight = math.log(1 + (len(self._lengths) - len(posting) + 0.5) / (len(posting) + 0.5))
            for place, count in posting:
                length = 0.25 + 0.75 * self._lengths[place] / self._average
                scores[place] = scores.get(place, 0.0) + weight * count * 2.2 / (count + 1.2 * length)
        return sorted(scores.items(), key=lambda one: (-one[1], one[0]))


def words_of(text: str, x: float = 50.0, y: float = 50.0) -> tuple[Word, ...]:
    """The words of one line, cut as reading cuts them, each character 10 points wide and high."""
    glyphs = tuple(Glyph(character, Box(x + 10 * i, y, x + 10 * i + 10, y + 10)) for i, character in enumerate(text))
    line = TextLine(glyphs, 10.0)
    return read_lines([line])[0].words


def page_of(number: int, paragraphs: Sequence[str], kind: BlockKind = BlockKind.PARAGRAPH) -> PageContent:
    """A page with one block for each paragraph, one line each."""
    blocks = []
    for place, text in enumerate(paragraphs):
        words = words_of(text, 50.0, 50.0 + 20.0 * place)
        blocks.append(Block(number, kind, 0, text, (bounding(word.box for word in words),), words))
    return PageContent(Page(number, 600.0, 800.0, PageSource.TEXT), tuple(blocks))


def pair_fact(document: str, page: PageContent, triple: Triple, line: str, period: str = "") -> Fact:
    """A fact whose value stands at the end of a line of the page."""
    block = next(block for block in page.blocks if block.text == line)
    start = line.rindex(triple.value)
    words = [word for word in block.words if word.box.x0 >= 50.0 + 10 * start - 1]
    evidence = Evidence(document, page.page.number, line, (bounding(word.box for word in words),))
    return Fact(triple, evidence, Origin.PAIR, _quantity(triple.value), period)


def comma_document(identity: str, lines: Sequence[str]) -> tuple[DocumentInfo, PageContent, tuple[Fact, ...], Passage]:
    """A page of ``entity,attribute,value`` lines, as reading makes of it."""
    page = page_of(0, lines)
    facts = tuple(
        pair_fact(identity, page, Triple(*(part.strip() for part in line.split(",", 2))), line) for line in lines
    )
    passage = Passage(f"{identity}-0", identity, 0, "\n".join(lines), (), tuple(range(len(lines))))
    return DocumentInfo(identity, f"{identity}.pdf", 1), page, facts, passage


def library_of(*documents: tuple[DocumentInfo, PageContent, tuple[Fact, ...], Passage]) -> MemoryLibrary:
    """A library of one-page documents."""
    library = MemoryLibrary()
    for info, page, facts, passage in documents:
        library.infos.append(info)
        library.pages[info.id, page.page.number] = page
        library.facts.extend(facts)
        library.passages.append(passage)
    return library


def _searched(passage: Passage) -> str:
    return " ".join((*passage.heading_path, passage.text))


def _within(document: str, documents: tuple[str, ...]) -> bool:
    return not documents or document in documents


def _quantity(value: str) -> Quantity | None:
    from desktop.domain.numbers import quantity_of

    return quantity_of(value)
