"""How far a document is, in words."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.domain.document import DocumentState
from desktop.domain.errors import ErrorCode
from desktop.domain.job import Stage
from desktop.store.documents import DocumentRow
from desktop.ui import errors
from desktop.ui.library.pace import Pace

translate = QCoreApplication.translate

_MOST_PAGES_NAMED = 3


class Badge(StrEnum):
    """Where a document's words come from, at a glance."""

    NONE = ""
    TEXT = "text"
    OCR = "ocr"
    MIXED = "mixed"
    EMPTY = "empty"
    FAILED = "failed"


def status(row: DocumentRow, pace: Pace | None = None) -> str:
    """One line: what is being done, or what became of the document."""
    if row.document.state is DocumentState.READING:
        return _reading(row, pace)
    if row.document.state is DocumentState.READY:
        return _ready(row) if row.stage is Stage.DONE else _indexing(row, pace)
    return _waiting(row)


def share_done(row: DocumentRow) -> float | None:
    """0…1 of the stage at hand for the progress line; None where nothing is being done."""
    if row.document.state not in (DocumentState.READING, DocumentState.PAUSED, DocumentState.READY):
        return None
    match row.stage:
        case Stage.TEXT:
            return _share(row.text_pages, row.document.page_count)
        case Stage.STRUCTURE:
            return _share(row.read_pages, row.document.page_count)
        case Stage.INDEX:
            return _share(row.settled, row.passages)
    return None


def badge(row: DocumentRow) -> Badge:
    """The badge of a document; NONE while nothing is known."""
    if row.document.state is DocumentState.FAILED or row.failed_pages:
        return Badge.FAILED
    if row.code == ErrorCode.NO_TEXT:
        return Badge.EMPTY
    if row.read_pages == 0:  # which words are OCR's is settled in the second pass
        return Badge.NONE
    if row.ocr_pages == 0:
        return Badge.TEXT
    return Badge.OCR if row.ocr_pages >= row.document.page_count else Badge.MIXED


def badge_words(of: Badge) -> str:
    """The badge's short text."""
    return QCoreApplication.translate("Status", str(_BADGES[of])) if of in _BADGES else ""


def unread_pages(row: DocumentRow) -> str:
    """Which pages could not be read; "" where all could. Pages are counted from 1, as people do."""
    numbers = [str(number + 1) for number in row.failed_pages]
    if not numbers:
        return ""
    if len(numbers) == 1:
        return translate("Status", "Page {page} could not be read").format(page=numbers[0])
    if len(numbers) <= _MOST_PAGES_NAMED:
        return translate("Status", "Pages {pages} could not be read").format(pages=", ".join(numbers))
    return translate("Status", "%n page(s) could not be read", "", len(numbers))


def time_left(seconds: float) -> str:
    """Time in units that a person plans with: "about 2 min left"."""
    if seconds < 60:
        return translate("Status", "less than a minute left")
    if seconds < 3600:
        return translate("Status", "about {minutes} min left").format(minutes=round(seconds / 60))
    return translate("Status", "about {hours} h left").format(hours=round(seconds / 3600))


def _waiting(row: DocumentRow) -> str:
    match row.document.state:
        case DocumentState.LOCKED:
            return translate("Status", "Locked – enter the password")
        case DocumentState.FAILED:
            return _failed(row)
        case DocumentState.PAUSED:
            return _paused(row)
    return translate("Status", "Waiting")


def _reading(row: DocumentRow, pace: Pace | None) -> str:
    total = row.document.page_count
    if not total:
        return translate("Status", "Opening…")
    if row.stage is Stage.TEXT:
        words = translate("Status", "Reading text, {done} of %n page(s)", "", total).format(done=row.text_pages)
    else:
        words = translate("Status", "Finding structure, {done} of %n page(s)", "", total).format(done=row.read_pages)
    return _join(words, _left(pace, row.stage))


def _indexing(row: DocumentRow, pace: Pace | None) -> str:
    words = translate("Status", "Indexing, {done} of %n passage(s)", "", row.passages).format(done=row.settled)
    return _join(words, _left(pace, Stage.INDEX))


def _ready(row: DocumentRow) -> str:
    if row.code == ErrorCode.NO_TEXT:
        return translate("Status", "No words were found on %n page(s)", "", row.document.page_count)
    parts = [translate("Status", "%n page(s)", "", row.document.page_count)]
    if row.ocr_pages:
        parts.append(translate("Status", "{count} by OCR").format(count=row.ocr_pages))
    parts.append(translate("Status", "%n fact(s)", "", row.facts))
    words = translate("Status", "Ready · {figures}").format(figures=", ".join(parts))
    return _join(words, unread_pages(row))


def _paused(row: DocumentRow) -> str:
    if row.code == ErrorCode.DISK_FULL:
        return translate("Status", "Paused – the disk is full")
    total = row.document.page_count
    done = row.text_pages if row.stage is Stage.TEXT else row.read_pages
    return translate("Status", "Paused at {done} of %n page(s)", "", total).format(done=done)


def _failed(row: DocumentRow) -> str:
    known = row.code in ErrorCode.__members__.values()
    why = errors.reason(ErrorCode(row.code) if known else None)
    return translate("Status", "Could not be read: {reason}").format(reason=why)


def _left(pace: Pace | None, stage: Stage) -> str:
    if pace is None or pace.stage is not stage:
        return ""
    seconds = pace.seconds_left()
    return "" if seconds is None else time_left(seconds)


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _share(done: int, total: int) -> float:
    return min(1.0, done / total) if total else 0.0


_BADGES = {
    Badge.TEXT: QT_TRANSLATE_NOOP("Status", "Text"),
    Badge.OCR: QT_TRANSLATE_NOOP("Status", "OCR"),
    Badge.MIXED: QT_TRANSLATE_NOOP("Status", "Text + OCR"),
    Badge.EMPTY: QT_TRANSLATE_NOOP("Status", "No text"),
    Badge.FAILED: QT_TRANSLATE_NOOP("Status", "Failed"),
}
