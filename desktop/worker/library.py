"""The library as answering sees it: searches over SQLite and the vector index, and what they cover."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from desktop.answering.library import DocumentInfo, Vocabulary
from desktop.domain.answer import Coverage, Hit
from desktop.domain.document import MarkKind, PageContent, Passage
from desktop.domain.fact import Fact
from desktop.store import documents as documents_table
from desktop.store import facts, pages, passages
from desktop.store.vectors import VectorIndex, nearest_of


class StoredLibrary:
    """Searches an open library. ``space`` is that of the vectors to search.

    ``open_index`` gives the vector index, opened with the first search that needs it, or None while another
    process has it; then the vectors in SQLite are searched.
    """

    def __init__(self, db: sqlite3.Connection, space: str, open_index: Callable[[], VectorIndex | None]) -> None:
        self._db = db
        self._space = space
        self._open_index = open_index

    def documents(self) -> tuple[DocumentInfo, ...]:
        """Every document that can be searched."""
        return tuple(_info(row) for row in documents_table.rows(self._db) if row.text_pages)

    def by_words(self, terms: Sequence[str], limit: int, documents: tuple[str, ...]) -> tuple[Hit, ...]:
        """Passages by BM25 over index terms, best first."""
        return passages.by_words(self._db, terms, limit, documents)

    def by_vector(self, vector: Sequence[float], limit: int, documents: tuple[str, ...]) -> tuple[Hit, ...]:
        """Passages by cosine similarity, best first; those not yet in the index are searched too."""
        index = self._open_index()
        waiting = passages.stored_vectors(self._db, self._space, documents, indexed=index is None)
        found = nearest_of(waiting, vector, limit)
        if index:
            found += index.nearest(vector, limit, documents)
        scores = dict(sorted(found, key=lambda one: one[1], reverse=True)[:limit])
        return tuple(Hit(passage, scores[passage.id]) for passage in passages.of_ids(self._db, tuple(scores)))

    def marked(self, kind: MarkKind, text: str, limit: int, documents: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
        """Pages with this mark, the surest first."""
        return pages.marked(self._db, kind, text, limit, documents)

    def passages_of(self, document: str, page: int) -> tuple[Passage, ...]:
        """The passages of a page, from its beginning."""
        return passages.of_page(self._db, document, page)

    def facts_about(self, terms: Sequence[str], limit: int, documents: tuple[str, ...]) -> tuple[Fact, ...]:
        """Facts whose entity and attribute match index terms best, best first."""
        return facts.about(self._db, terms, limit, documents)

    def facts_named(self, names: Sequence[str], limit: int, documents: tuple[str, ...]) -> tuple[Fact, ...]:
        """Facts whose attribute has the index terms of one of these names, and no others."""
        return facts.named(self._db, names, limit, documents)

    def facts_on(self, document: str, page: int) -> tuple[Fact, ...]:
        """The facts of a page."""
        return facts.on_page(self._db, document, page)

    def is_rejected(self, fact: Fact) -> bool:
        """Whether a person has said that what stands at the fact's place is not its attribute's value."""
        return facts.is_rejected(self._db, fact)

    def vocabulary(self, documents: tuple[str, ...]) -> Vocabulary:
        """What these documents call things."""
        attributes, entities = facts.names(self._db, documents)
        return Vocabulary(attributes, entities, passages.headings(self._db, documents))

    def page(self, document: str, number: int) -> PageContent | None:
        """A page as read; None where it is not."""
        return pages.content(self._db, document, number)

    def coverage(self, documents: tuple[str, ...]) -> Coverage:
        """What a search of these documents covers."""
        rows = documents_table.rows(self._db)
        waiting = sum(row.waiting_pages for row in rows if not documents or row.document.id in documents)
        return Coverage(*pages.searched(self._db, documents), waiting)


def _info(row: documents_table.DocumentRow) -> DocumentInfo:
    document, about = row.document, row.about
    return DocumentInfo(
        document.id,
        document.name,
        document.page_count,
        about.entity,
        about.year[:4],
        about.language,
        about.year[4:],
        is_read=not row.waiting_pages,
    )
