"""Papers of one table, and a question put to them."""

from __future__ import annotations

from dataclasses import replace

from desktop.answering.engines import Engines
from desktop.answering.library import DocumentInfo
from desktop.answering.turns import respond
from desktop.domain.answer import Answer, Asked
from desktop.domain.document import Block, BlockKind, Page, PageContent, PageSource, Passage
from desktop.reading.context import DocumentContext
from desktop.reading.tables import in_context
from tests.fakes.library import MemoryLibrary, library_of
from tests.fakes.models import ListedNames, RefusingModel
from tests.reading.tables_by_hand import Rows, facts_in, read


def paper(identity: str, rows: Rows) -> MemoryLibrary:
    table, lines = read(rows)
    table = in_context(table, (), ())
    words = tuple(word for line in lines for word in line.words)
    block = Block(0, BlockKind.TABLE, 0, " ".join(word.text for word in words), (table.box,), words)
    page = PageContent(Page(0, 2500.0, 800.0, PageSource.TEXT), (block,), (table,))
    facts = tuple(facts_in(table, lines, DocumentContext(identity, f"{identity}.pdf", "", None)))
    passage = Passage(f"{identity}-0", identity, 0, block.text, (), (0,))
    return library_of((DocumentInfo(identity, f"{identity}.pdf", 1), page, facts, passage))


def asked(question: str, within: MemoryLibrary) -> Answer:
    engines = Engines(None, RefusingModel(), ListedNames())
    return respond(Asked(question), within, engines, lambda *_: None, lambda: False)


def titled(rows: Rows, title: str, identity: str = "r") -> MemoryLibrary:
    """A paper whose table has this title."""
    within = paper(identity, rows)
    place, page = next(iter(within.pages.items()))
    within.pages[place] = replace(page, tables=tuple(replace(one, title=title) for one in page.tables))
    within.facts = [replace(one, section=" > ".join(filter(None, (title, one.section)))) for one in within.facts]
    return within
