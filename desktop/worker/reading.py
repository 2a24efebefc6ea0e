"""Reading what is queued, one page a step: the text of all pages first, then their structure."""

from __future__ import annotations

import sqlite3
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from desktop.domain.document import DocumentState, PageContent
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.job import Progress, Stage
from desktop.domain.terms import is_chinese
from desktop.engines.mupdf import MupdfDocument, open_document
from desktop.engines.plumber import Plumber
from desktop.protocol.events import Event, LibraryChanged, ReadingProgress
from desktop.reading.context import DocumentContext, DocumentKind, document_context, document_kind, dollars_of
from desktop.reading.facts import facts_of
from desktop.reading.marks import is_scaled, marks_of
from desktop.reading.passages import passages_of
from desktop.reading.reader import quick_text, read_page
from desktop.store import documents, jobs, originals, pages, settings
from desktop.store.database import full_disk_known, transaction
from desktop.store.documents import About
from desktop.worker.guard import hang_guard
from desktop.worker.packs import PageEngines
from desktop.worker.taking import inspect

_CONTEXT_PAGES = 6


class ReadingDesk:
    """The document that is being read, kept open from page to page."""

    def __init__(
        self, db: sqlite3.Connection, home: Path, engines: PageEngines, report: Callable[[Event], None]
    ) -> None:
        self._db = db
        self._home = home
        self._engines = engines
        self._report = report
        self._id = ""
        self._turn = threading.Lock()  #: held where a page begins or ends, and while the desk is left
        self._page: tuple[str, int] | None = None  #: the page that is being read: document and number
        self._left = False
        self._source: MupdfDocument | None = None
        self._second_opinion: Plumber | None = None
        self._dollars: str | None = None  #: what the open document writes $ for

    def step(self) -> bool:
        """Read one page of what is queued; False if nothing is. DISK_FULL is raised, the page stays queued."""
        document = None if self._left else jobs.next_document(self._db)
        if document is None:
            self.close()
            return False
        try:
            with full_disk_known():
                self._go_on(document)
        except KnownError as error:
            if error.code is ErrorCode.DISK_FULL:
                raise
            jobs.set_state(self._db, document, DocumentState.FAILED, error.code, error.detail)
            self._report(LibraryChanged(document))
        return True

    def leave(self, last: Callable[[str, int], None]) -> None:
        """From another thread: begin no more pages; if one is being read, call ``last`` with it while it can't end.

        So whoever ends the process in ``last`` breaks off that page and nothing else.
        """
        with self._turn:
            self._left = True
            if self._page:
                last(*self._page)

    def close(self) -> None:
        """Close the open document, if any."""
        if self._source:
            self._source.close()
        self._source, self._second_opinion, self._id, self._dollars = None, None, "", None

    def _go_on(self, document: str) -> None:
        row = documents.row(self._db, document)
        if row is None:
            return
        if not row.document.page_count:
            self._report(inspect(self._db, self._home, document))
            self._report(LibraryChanged(document))
            return
        source = self._opened(document, row.original)
        for stage in (Stage.TEXT, Stage.STRUCTURE):
            number = pages.first_missing(self._db, document, stage)
            if number is not None:
                self._guarded(document, source, stage, number)
                self._report(ReadingProgress(Progress(document, stage, number + 1, row.document.page_count)))
                return
        self._finish(document)

    def _opened(self, document: str, original: str) -> MupdfDocument:
        if self._source is None or self._id != document:
            self.close()
            file = originals.path(self._home, original)
            with hang_guard():
                self._source, self._second_opinion = open_document(file), Plumber(file)
            self._id = document
            jobs.set_state(self._db, document, DocumentState.READING)
            self._report(LibraryChanged(document))
        return self._source

    def _guarded(self, document: str, source: MupdfDocument, stage: Stage, number: int) -> None:
        """Read a page so that a crash, a hang or an error costs that page alone."""
        if not pages.try_page(self._db, document, number):
            pages.fail(self._db, document, number, "crash")
            return
        if not self._begin(document, number):
            pages.give_back(self._db, document, number)
            return
        try:
            result = self._read_in_time(document, source, stage, number)
        except (KnownError, sqlite3.Error):
            raise
        except Exception as error:  # noqa: BLE001 - native libraries raise whatever they like; the page is named
            traceback.print_exc()
            pages.fail(self._db, document, number, f"{type(error).__name__}: {error}"[:200])
            return
        with transaction(self._db):
            if jobs.state(self._db, document):  # else it was removed in the meantime
                pages.replace(self._db, result)

    def _read_in_time(self, document: str, source: MupdfDocument, stage: Stage, number: int) -> pages.PageResult:
        """The page's end, which waits while the desk is left, is inside the guard: whoever leaves has it from then on."""
        with hang_guard():
            try:
                return self._read(document, source, stage, number)
            finally:
                self._end()

    def _begin(self, document: str, number: int) -> bool:
        with self._turn:
            if not self._left:
                self._page = (document, number)
            return not self._left

    def _end(self) -> None:
        with self._turn:
            self._page = None

    def _read(self, document: str, source: MupdfDocument, stage: Stage, number: int) -> pages.PageResult:
        chunker = settings.load(self._db).chunker
        if stage is Stage.TEXT:
            content = quick_text(source, number)
            passages = passages_of(document, content, None, chunker)
            return pages.PageResult(document, stage, content, passages, (), chunker=chunker)
        stored = {near: pages.content(self._db, document, number + near) for near in (-2, -1, 1, 2)}
        before, beside = stored[-1], [one for one in stored.values() if one is not None]
        content = read_page(source, number, self._engines.ocr(), self._second_opinion, beside)
        scaled = is_scaled(pages.units(self._db, document))
        facts = facts_of(replace(self._context(document, content), scaled=scaled), content)
        passages = passages_of(document, content, before, chunker)
        return pages.PageResult(document, stage, content, passages, facts, marks_of(content), chunker)

    def _context(self, document: str, content: PageContent) -> DocumentContext:
        """Whom the document is about: looked for on its first pages, as they are read."""
        row = documents.row(self._db, document)
        assert row is not None  # noqa: S101 - it was there when the page was begun
        if row.about.entity and content.page.number >= _CONTEXT_PAGES:
            about, year = row.about, row.about.year[:4]
            known = int(year) if year else None
            first_page = pages.content(self._db, document, 0)
            return DocumentContext(
                document,
                row.document.name,
                about.entity,
                known,
                about.aliases,
                part=about.year[4:],
                kind=document_kind(first_page) if first_page else DocumentKind.OTHER,
                dollars=self._dollars_of(document),
            )
        first = [one for one in self._first_pages(document) if one.page.number != content.page.number]
        first = sorted([*first, content], key=_number)
        context = document_context(document, row.document.name, first)
        language = "zh" if is_chinese(" ".join(block.text for one in first for block in one.blocks)) else "en"
        documents.set_about(self._db, document, _about(context, language))
        return context

    def _dollars_of(self, document: str) -> str:
        """What $ stands for in the open document: looked for once, when its first pages are read."""
        if self._dollars is None:
            self._dollars = dollars_of(self._first_pages(document))
        return self._dollars

    def _first_pages(self, document: str) -> list[PageContent]:
        stored = (pages.content(self._db, document, number) for number in range(_CONTEXT_PAGES))
        return [one for one in stored if one is not None]

    def _finish(self, document: str) -> None:
        row = documents.row(self._db, document)
        empty = row is not None and not row.passages and not row.failed_pages
        jobs.set_state(self._db, document, DocumentState.READY, ErrorCode.NO_TEXT if empty else None)
        self.close()
        self._report(LibraryChanged(document))


def pause_for_full_disk(db: sqlite3.Connection, lacking: str) -> tuple[str, ...]:
    """Let everything queued wait, saying how much room is lacking; what can't even be noted stays queued."""
    waiting = jobs.in_state(db, DocumentState.QUEUED, DocumentState.READING)
    with suppress(sqlite3.Error):
        for document in waiting:
            jobs.queue_again(db, document)
            jobs.set_state(db, document, DocumentState.PAUSED, ErrorCode.DISK_FULL, lacking)
    return waiting


def _number(content: PageContent) -> int:
    return content.page.number


def _about(context: DocumentContext, language: str) -> About:
    return About(context.title_entity, context.aliases, f"{context.year or ''}{context.part}", language)
