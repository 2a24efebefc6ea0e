"""PyMuPDF: opens PDFs and pictures; characters, ruling lines, tables, pixels.

Library: https://pymupdf.readthedocs.io, version 2.0.
"""

from __future__ import annotations

import logging
from pathlib import Path
from types import TracebackType
from typing import Any

import pymupdf

from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.geometry import Box, bounding
from desktop.engines.mupdf_sheet import MupdfSheet, bounded_zoom, layered_page, picture_page, remove_rotation
from desktop.reading.source import OcrLine, Picture

_MOST_ENTRIES = 5000  #: of an outline
_EMPTY_STREAM = 16  #: bytes that a stream of nothing takes when it is compressed
_PAINT_PIXELS = 40_000_000
_PICTURES = ((b"\x89PNG\r\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"))
#: Everything that MuPDF's own exceptions, their Python wrappers and the binding raise for bad input.
_ENGINE_ERRORS = (pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError, IndexError, TypeError, AssertionError)


def open_document(path: Path, password: str = "") -> MupdfDocument:
    """Open a PDF or a picture, told by its content.

    KnownError: EMPTY_FILE, NOT_A_DOCUMENT, NO_PAGES, DAMAGED, LOCKED, WRONG_PASSWORD, NOT_READABLE.
    """
    _quiet()
    kind = _kind(path)
    document = _opened(path, kind)
    try:
        _unlock(document, path, password)
        _check_pages(document, path)
    except KnownError:
        document.close()
        raise
    return MupdfDocument(document)


class MupdfDocument:
    """An open document; a context manager. Page numbers are 0-based."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._outline: dict[int, dict[str, int]] | None = None

    def __enter__(self) -> MupdfDocument:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def page_count(self) -> int:
        """Number of pages."""
        return int(self._document.page_count)

    def close(self) -> None:
        """Give back the file and what MuPDF keeps of it."""
        if not self._document.is_closed:
            self._document.close()
        pymupdf.TOOLS.store_shrink(100)

    def outline(self, number: int) -> dict[str, int]:
        """Headings that the PDF's outline says begin on this page, with their levels from 1."""
        if self._outline is None:
            self._outline = _outline(self._document)
        return self._outline.get(number, {})

    def sheet(self, number: int, turn: int = 0) -> MupdfSheet:
        """The page as displayed, turned clockwise by ``turn`` degrees; DAMAGED if it can't be loaded."""
        try:
            return self._sheet(number, turn)
        except _ENGINE_ERRORS as error:
            raise KnownError(ErrorCode.DAMAGED, str(number), str(error)) from error

    def layered(self, picture: Picture, lines: tuple[OcrLine, ...]) -> MupdfSheet:
        """A sheet made of a picture with the words read from it as invisible text, and its ruling lines."""
        from desktop.engines.rulings import ruling_lines  # OpenCV, which digital documents need not wait for

        single = layered_page(picture, lines)
        rules = ruling_lines(picture, [bounding(line.boxes) for line in lines])
        return MupdfSheet(single, single[0], tuple(_scaled(rule, 1 / picture.scale) for rule in rules))

    def page_png(self, number: int, zoom: float) -> bytes:
        """The page as displayed as PNG, at ``zoom`` pixels per point or less where that is too many pixels."""
        try:
            page = self._document[number]
            zoom = bounded_zoom(page.rect, zoom, _PAINT_PIXELS)
            pixels = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
            return bytes(pixels.tobytes("png"))
        except _ENGINE_ERRORS as error:
            raise KnownError(ErrorCode.DAMAGED, str(number), str(error)) from error

    def save_unlocked(self, path: Path) -> None:
        """Write a copy without password."""
        self._document.save(str(path), encryption=pymupdf.mupdf.PDF_ENCRYPT_NONE)

    def _sheet(self, number: int, turn: int) -> MupdfSheet:
        page = self._document[number]
        if self._document.is_pdf and _is_lost(self._document, page):
            raise KnownError(ErrorCode.DAMAGED, str(number), "what the page shows is missing in the file")
        if self._document.is_pdf and page.rotation == 0 and turn == 0:
            return MupdfSheet(None, page)
        rotation = (page.rotation + turn) % 360
        single = self._single(number)
        single[0].set_rotation(rotation)
        if rotation:
            remove_rotation(single[0])
        return MupdfSheet(single, single[0])

    def _single(self, number: int) -> Any:
        """A PDF of just this page, so that turning it leaves the document alone."""
        single = pymupdf.open()
        if not self._document.is_pdf:
            return picture_page(single, self._document[number])
        single.insert_pdf(self._document, from_page=number, to_page=number)
        return single


def _outline(document: Any) -> dict[int, dict[str, int]]:
    """Title to level by page; none where the outline is broken."""
    try:
        entries = document.get_toc(simple=True)
    except _ENGINE_ERRORS:
        return {}
    pages: dict[int, dict[str, int]] = {}
    for level, title, page in entries[:_MOST_ENTRIES]:
        pages.setdefault(page - 1, {})[str(title)] = int(level)
    return pages


def _is_lost(document: Any, page: Any) -> bool:
    """Whether the file has nothing left of what it says the page shows: MuPDF opens a file cut short, with white pages."""
    contents = page.get_contents()
    return bool(contents) and not any(_holds(document, xref) for xref in contents)


def _holds(document: Any, xref: int) -> bool:
    """Whether a stream is there, and is empty only where it is meant to be."""
    if not document.xref_is_stream(xref):
        return False
    return bool(document.xref_stream(xref)) or len(document.xref_stream_raw(xref)) <= _EMPTY_STREAM


def _scaled(box: Box, factor: float) -> Box:
    return Box(box.x0 * factor, box.y0 * factor, box.x1 * factor, box.y1 * factor)


def _quiet() -> None:
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    pymupdf.set_messages(pylogging=True, pylogging_level=logging.DEBUG)


def _kind(path: Path) -> str:
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        raise KnownError(ErrorCode.NOT_READABLE, path.name, str(error)) from error
    if not head:
        raise KnownError(ErrorCode.EMPTY_FILE, path.name)
    for magic, kind in _PICTURES:
        if head.startswith(magic):
            return kind
    return "pdf"


def _opened(path: Path, kind: str) -> Any:
    try:
        document = pymupdf.open(str(path), filetype=kind)
    except pymupdf.EmptyFileError as error:
        raise KnownError(ErrorCode.EMPTY_FILE, path.name) from error
    except _ENGINE_ERRORS as error:
        code = ErrorCode.DAMAGED if _says_pdf(path) or kind != "pdf" else ErrorCode.NOT_A_DOCUMENT
        raise KnownError(code, path.name, str(error)) from error
    if kind == "pdf" and not document.is_pdf:  # MuPDF opens plain text, whatever it is called
        document.close()
        raise KnownError(ErrorCode.NOT_A_DOCUMENT, path.name)
    return document


def _says_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return b"%PDF-" in file.read(1024)


def _unlock(document: Any, path: Path, password: str) -> None:
    if not document.needs_pass:
        return
    if not password:
        raise KnownError(ErrorCode.LOCKED, path.name)
    if not document.authenticate(password):
        raise KnownError(ErrorCode.WRONG_PASSWORD, path.name)


def _check_pages(document: Any, path: Path) -> None:
    """At least one page must load: the others are reported one by one when they are read."""
    try:
        count = document.page_count
    except _ENGINE_ERRORS as error:
        raise KnownError(ErrorCode.DAMAGED, path.name, str(error)) from error
    if count == 0:
        raise KnownError(_why_no_pages(document, path), path.name)
    if not any(_loads(document, number) for number in range(count)):
        raise KnownError(ErrorCode.DAMAGED, path.name, "no page can be loaded")


def _why_no_pages(document: Any, path: Path) -> ErrorCode:
    """What is cut off in the middle has lost its catalogue or list of pages; of a PDF without pages that list is empty."""
    if not _says_pdf(path):
        return ErrorCode.NOT_A_DOCUMENT
    try:
        lists_pages = document.xref_get_key(document.pdf_catalog(), "Pages/Kids")[0] == "array"
    except _ENGINE_ERRORS:
        return ErrorCode.DAMAGED
    return ErrorCode.NO_PAGES if lists_pages else ErrorCode.DAMAGED


def _loads(document: Any, number: int) -> bool:
    try:
        document[number]
    except _ENGINE_ERRORS:
        return False
    return True
