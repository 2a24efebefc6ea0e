"""Reading one file without a library, page after page; started anew behind a page that brings it down."""

from __future__ import annotations

import traceback
from dataclasses import replace
from pathlib import Path

from desktop.domain.document import MarkKind, Page, PageContent, PageSource
from desktop.domain.errors import ErrorCode, KnownError
from desktop.engines.drawing import drawn_over, figures_of
from desktop.engines.mupdf import MupdfDocument, open_document
from desktop.engines.plumber import Plumber
from desktop.protocol.events import Failed, FileOpened, FileRead, PageBegun, PageRead, Ready
from desktop.protocol.requests import ReadFile
from desktop.protocol.roles import Role
from desktop.reading.context import document_context
from desktop.reading.facts import facts_of
from desktop.reading.marks import is_scaled, marks_of
from desktop.reading.reader import read_page
from desktop.store.disk import file_error
from desktop.store.originals import content_hash
from desktop.wire import local_path, printable
from desktop.worker.guard import hang_guard
from desktop.worker.packs import PageEngines
from desktop.worker.pipe import EndOfInput, Pipe

_CONTEXT_PAGES = 6


def run() -> int:
    """Serve ReadFile requests until stdin ends."""
    pipe = Pipe()
    pipe.send(Ready(Role.FILE))
    try:
        while True:
            message = pipe.next(timeout=3600)
            if isinstance(message, ReadFile):
                _read(pipe, message)
    except EndOfInput:
        return 0


def _read(pipe: Pipe, request: ReadFile) -> None:
    file = Path(local_path(request.path))
    try:
        document = content_hash(file)
        with hang_guard():
            source = open_document(file, request.password)
        with source:
            pipe.send(FileOpened(document, printable(file.name), source.page_count))
            _read_pages(pipe, document, source, request)
    except KnownError as error:
        pipe.send(Failed(request.path, error.code, printable(file.name), printable(error.detail)))
    else:
        pipe.send(FileRead())


def _read_pages(pipe: Pipe, document: str, source: MupdfDocument, request: ReadFile) -> None:
    file = Path(local_path(request.path))
    engines, second_opinion = PageEngines(), Plumber(file, request.password)
    before: tuple[PageContent, ...] = ()
    first: list[PageContent] = []
    units: list[str] = []
    for number in range(request.first, source.page_count):
        pipe.send(PageBegun(number))
        content = _page(source, number, engines, second_opinion, before)
        if len(first) < _CONTEXT_PAGES:
            first.append(content)
        context = document_context(document, printable(file.name), first)
        facts = facts_of(replace(context, scaled=is_scaled(units)), content)
        units += [mark.text for mark in marks_of(content) if mark.kind is MarkKind.UNIT]
        if request.pictures and content.page.source is not PageSource.FAILED:
            _draw_if_possible(source, content, Path(local_path(request.pictures)))
        pipe.send(PageRead(content, facts))
        before = (*before[-1:], content)


def _draw_if_possible(source: MupdfDocument, content: PageContent, folder: Path) -> None:
    """A page that can be read and not drawn is read all the same."""
    try:
        _draw(source, content, folder)
    except KnownError as error:
        if error.code is not ErrorCode.DAMAGED:
            raise
        traceback.print_exc()


def _draw(source: MupdfDocument, content: PageContent, folder: Path) -> None:
    """Write the page's picture and its figures; DISK_FULL or NOT_READABLE where that can't be done."""
    name = f"page-{content.page.number + 1:04d}"
    with hang_guard():
        pictures = {f"{name}.png": drawn_over(source, content)}
        figures = enumerate(figures_of(source, content), 1)
        pictures |= {f"{name}-figure-{at}.png": figure for at, figure in figures}
    for file, picture in pictures.items():
        try:
            (folder / file).write_bytes(picture)
        except OSError as error:
            raise file_error(printable(str(folder / file)), error) from error


def _page(
    source: MupdfDocument,
    number: int,
    engines: PageEngines,
    second_opinion: Plumber,
    before: tuple[PageContent, ...],
) -> PageContent:
    try:
        with hang_guard():
            return read_page(source, number, engines.ocr(), second_opinion, before)
    except Exception as error:  # noqa: BLE001 - native libraries raise whatever they like; the page is named
        traceback.print_exc()
        return PageContent(Page(number, 0, 0, PageSource.FAILED), error=f"{type(error).__name__}: {error}"[:200])
