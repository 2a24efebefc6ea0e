"""How far a document is, in words, and at what pace."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain.document import Document, DocumentState
from desktop.domain.errors import ErrorCode
from desktop.domain.job import Progress, Stage
from desktop.store.documents import About, DocumentRow
from desktop.ui import errors
from desktop.ui.library import pace, status
from desktop.ui.library.status import Badge
from desktop.ui.settings.choices import LanguageChoice, language_of
from desktop.ui.settings.language import Interpreter


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Interpreter:
    interpreter = Interpreter(qapp)
    interpreter.speak(language_of(LanguageChoice.ENGLISH))
    return interpreter


def row(state: DocumentState, text: int = 0, read: int = 0, pages: int = 156) -> DocumentRow:
    return DocumentRow(
        document=Document("d", "a.pdf", pages, state),
        original="o",
        code="",
        detail="",
        about=About(),
        text_pages=text,
        read_pages=read,
        ocr_pages=0,
        failed_pages=(),
        passages=0,
        indexed=0,
        facts=0,
    )


def test_each_state_has_its_words() -> None:
    ready = replace(row(DocumentState.READY, 156, 156), ocr_pages=3, facts=412)
    expected = {
        "Waiting": row(DocumentState.QUEUED),
        "Opening…": row(DocumentState.READING, pages=0),
        "Reading text, 12 of 156 pages": row(DocumentState.READING, 12),
        "Finding structure, 1 of 156 pages": row(DocumentState.READING, 156, 1),
        "Indexing, 5 of 9 passages": replace(row(DocumentState.READY, 156, 156), passages=9, indexed=5),
        "Ready · 156 pages, 3 by OCR, 412 facts": ready,
        "Ready · 156 pages, 3 by OCR, 412 facts · Page 17 could not be read": replace(ready, failed_pages=(16,)),
        "Paused at 12 of 156 pages": row(DocumentState.PAUSED, 12),
        "Paused – the disk is full": replace(row(DocumentState.PAUSED, 12), code=ErrorCode.DISK_FULL),
        "Locked – enter the password": row(DocumentState.LOCKED),
        "Could not be read: damaged or incomplete": replace(row(DocumentState.FAILED), code=ErrorCode.DAMAGED),
        "No words were found on 156 pages": replace(ready, code=ErrorCode.NO_TEXT),
        "Could not be read: could not be read": replace(row(DocumentState.FAILED), code="some-day"),
    }
    assert {words: status.status(document) for words, document in expected.items()} == {
        words: words for words in expected
    }


def test_failed_pages_are_named_while_they_are_few() -> None:
    some = row(DocumentState.READY, 156, 156)
    assert status.unread_pages(replace(some, failed_pages=(0, 4))) == "Pages 1, 5 could not be read"
    assert status.unread_pages(replace(some, failed_pages=tuple(range(9)))) == "9 pages could not be read"


def test_the_badge_tells_where_the_words_come_from() -> None:
    some = row(DocumentState.READY, 156, 156)
    assert status.badge(row(DocumentState.READING, 3)) is Badge.NONE
    assert status.badge(some) is Badge.TEXT
    assert status.badge(replace(some, ocr_pages=3)) is Badge.MIXED
    assert status.badge(replace(some, ocr_pages=156)) is Badge.OCR
    assert status.badge(replace(some, failed_pages=(3,))) is Badge.FAILED
    assert status.badge_words(Badge.FAILED) == "Failed"


def test_the_progress_line_belongs_to_the_stage_at_hand() -> None:
    assert status.share_done(row(DocumentState.READING, 39)) == 0.25
    assert status.share_done(row(DocumentState.READING, 156, 78)) == 0.5
    assert status.share_done(row(DocumentState.LOCKED)) is None
    assert status.share_done(row(DocumentState.READY, 156, 156)) is None


def test_time_left_is_said_when_it_is_no_guess() -> None:
    first = pace.after(None, Progress("d", Stage.TEXT, 0, 100), 0.0)
    assert first.seconds_left() is None
    later = pace.after(first, Progress("d", Stage.TEXT, 10, 100), 10.0)
    assert later.seconds_left() == 90
    assert status.status(row(DocumentState.READING, 10), later).endswith("· about 2 min left")
    assert pace.after(later, Progress("d", Stage.STRUCTURE, 1, 100), 11.0).seconds_left() is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(5, "less than a minute left"), (120, "about 2 min left"), (7300, "about 2 h left")],
)
def test_time_is_told_in_units_that_a_person_plans_with(seconds: float, words: str) -> None:
    assert status.time_left(seconds) == words


@pytest.mark.parametrize("code", list(ErrorCode))
def test_every_error_has_words(code: ErrorCode) -> None:
    words = errors.describe(code, "年报.pdf")
    assert words.endswith((".", "fetch")), words
    assert "{" not in words
    assert errors.reason(code)
