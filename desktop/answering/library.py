"""What answering needs from the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop.domain.answer import Coverage, Hit
from desktop.domain.document import MarkKind, PageContent, Passage
from desktop.domain.fact import Fact


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document as answering sees it.

    ``entity`` is the company, person or title that the document is about, ``year`` the year that it
    reports on (``"2019"``); both ``""`` where reading found none; ``part`` the part of that year (``"H1"``), ``""`` for
    all of it. While it is not read to the end, better
    answers than those found may still turn up in it.
    """

    id: str
    name: str
    page_count: int
    entity: str = ""
    year: str = ""
    language: str = ""
    part: str = ""
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What things are called in the documents, each wording once."""

    attributes: tuple[str, ...] = ()  #: of facts
    entities: tuple[str, ...] = ()  #: of facts
    headings: tuple[str, ...] = ()


class Library(Protocol):
    """Searches over what was read. ``documents`` are ids; an empty tuple means all."""

    def documents(self) -> tuple[DocumentInfo, ...]:
        """Every document that can be searched."""

    def by_words(self, terms: Sequence[str], limit: int, documents: tuple[str, ...]) -> tuple[Hit, ...]:
        """Passages by BM25 over index terms, best first."""

    def by_vector(self, vector: Sequence[float], limit: int, documents: tuple[str, ...]) -> tuple[Hit, ...]:
        """Passages by vector, best first."""

    def marked(self, kind: MarkKind, text: str, limit: int, documents: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
        """Document and number of the pages with this mark, the surest first."""

    def passages_of(self, document: str, page: int) -> tuple[Passage, ...]:
        """The passages of a page, from its beginning."""

    def facts_about(self, terms: Sequence[str], limit: int, documents: tuple[str, ...]) -> tuple[Fact, ...]:
        """Facts whose entity and attribute match index terms best, best first."""

    def facts_named(self, names: Sequence[str], limit: int, documents: tuple[str, ...]) -> tuple[Fact, ...]:
        """Facts whose attribute has the index terms of one of these names, and no others."""

    def facts_on(self, document: str, page: int) -> tuple[Fact, ...]:
        """The facts of a page."""

    def is_rejected(self, fact: Fact) -> bool:
        """Whether a person has said that what stands at the fact's place is not its attribute's value."""

    def vocabulary(self, documents: tuple[str, ...]) -> Vocabulary:
        """What these documents call things."""

    def page(self, document: str, number: int) -> PageContent | None:
        """A page as read; None where it is not."""

    def coverage(self, documents: tuple[str, ...]) -> Coverage:
        """What a search of these documents covers."""
