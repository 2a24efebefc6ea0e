"""The painter: page images for the evidence pane."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from desktop import paths
from desktop.domain.errors import ErrorCode, KnownError
from desktop.engines.mupdf import MupdfDocument, open_document
from desktop.protocol.events import Failed, Painted, Ready
from desktop.protocol.requests import Paint
from desktop.protocol.roles import Role
from desktop.store import documents, originals, pages
from desktop.store.database import open_reading
from desktop.worker.pipe import EndOfInput, Pipe


def run() -> int:
    """Draw pages until stdin ends."""
    pipe, home = Pipe(), paths.library_home()
    pipe.send(Ready(Role.PAINTER))
    shelf = _Shelf(home)
    try:
        for request in _latest(pipe):
            try:
                png = shelf.page_png(request)
                picture = base64.b64encode(png).decode()
                pipe.send(Painted(request.document, request.page, request.zoom, picture, shelf.page_source(request)))
            except (KnownError, ValueError, RuntimeError, sqlite3.Error) as error:
                code = error.code if isinstance(error, KnownError) else ErrorCode.DAMAGED
                pipe.send(Failed(request.document, code, str(request.page), str(error)))
    except EndOfInput:
        return 0
    return 0


class _Shelf:
    """The document drawn last, kept open."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._id = ""
        self._source: MupdfDocument | None = None

    def page_png(self, request: Paint) -> bytes:
        """The picture that is asked for; KnownError where the document can't be opened."""
        if self._source is None or request.document != self._id:
            if self._source:
                self._source.close()
                self._source = None
            self._source = open_document(self._file(request.document))
            self._id = request.document
        return self._source.page_png(request.page, request.zoom)

    def page_source(self, request: Paint) -> str:
        """Where the words of the page are from, as far as it has been read."""
        with closing(open_reading(self._home)) as db:
            return pages.source(db, request.document, request.page)

    def _file(self, document: str) -> Path:
        with closing(open_reading(self._home)) as db:
            row = documents.row(db, document)
        if row is None:
            raise KnownError(ErrorCode.UNKNOWN_DOCUMENT, document)
        return originals.path(self._home, row.original)


def _latest(pipe: Pipe) -> Iterator[Paint]:
    """Requests in order; of several for the same page that wait, only the last is drawn."""
    waiting: dict[tuple[str, int], Paint] = {}
    while True:
        message = pipe.next(0.0 if waiting else 3600)
        if isinstance(message, Paint):
            waiting.pop((message.document, message.page), None)
            waiting[message.document, message.page] = message
        elif message is None and waiting:
            yield waiting.pop(next(iter(waiting)))
