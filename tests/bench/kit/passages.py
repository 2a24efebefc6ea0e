"""Passages as documents of one page each."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.answering.library import DocumentInfo
from desktop.domain.document import Passage
from tests.fakes.library import MemoryLibrary, library_of, page_of


def library_of_texts(texts: Iterable[str]) -> MemoryLibrary:
    """A library with a document for each text, its lines as paragraphs, its place as the id."""
    documents = []
    for number, text in enumerate(texts):
        page = page_of(0, [line.strip() for line in text.splitlines() if line.strip()])
        identity = str(number)
        passage = Passage(identity, identity, 0, "\n".join(block.text for block in page.blocks), (), ())
        documents.append((DocumentInfo(identity, f"{identity}.pdf", 1), page, (), passage))
    return library_of(*documents)
