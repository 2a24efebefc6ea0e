"""The library pane over a fake reader."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.domain.document import DocumentState
from desktop.protocol.roles import Role
from desktop.store import database, documents
from desktop.ui import switchboard
from desktop.ui.records import Records
from desktop.ui.window import MainWindow
from tests.gui.hands import WAIT_MS, carry, drop, hover, leave, states, until_ready

Files = Callable[..., list[Path]]


def test_a_drop_anywhere_adds_files_and_says_how_far_they_are(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    seen: set[str] = set()
    window.model.dataChanged.connect(lambda: seen.update(states(window).values()))
    drop(window, files(report_slow=5, notes=1))
    until_ready(qtbot, window, "report-slow.pdf", "notes.pdf")
    assert states(window)["report-slow.pdf"] == "Ready · 5 pages, 0 facts"
    assert states(window)["notes.pdf"] == "Ready · 1 page, 0 facts"
    assert any(words.startswith("Reading text, ") and " of 5 pages" in words for words in seen), seen
    assert any(words.startswith("Finding structure, ") for words in seen), seen


def test_the_overlay_says_what_a_drop_would_do(window: MainWindow, files: Files, tmp_path: Path) -> None:
    hover(window, carry(window, files(a=1, b=1)))
    assert window.overlay.isVisible()
    assert window.overlay.words() == "Add 2 PDFs"
    leave(window)
    assert not window.overlay.isVisible()
    picture = tmp_path / "scan.png"
    picture.touch()
    hover(window, carry(window, [picture, *files(a=1)]))
    assert window.overlay.words() == "Add 2 files"
    hover(window, carry(window, [tmp_path, *files(a=1)]))
    assert window.overlay.words() == "Add 1 file and 1 folder"


def test_text_that_is_dragged_is_none_of_its_business(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setText("only words")
    hover(window, mime)
    assert not window.overlay.isVisible()


def test_a_folder_is_searched_and_skipped_files_are_listed(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    folder = files(good=1, bad=1)[0].parent
    (folder / "letter.docx").touch()
    drop(window, [folder])
    until_ready(qtbot, window, "good.pdf")
    qtbot.waitUntil(lambda: len(window.library.skipped.lines()) == 2, timeout=WAIT_MS)
    assert window.library.skipped.text() == "2 files were not added"
    assert window.library.skipped.lines() == (
        "bad.pdf: damaged or incomplete",
        "letter.docx: not a PDF or an image that can be read",
    )
    window.library.skipped.button().click()
    assert window.library.skipped.button().text() == "Hide"


def test_a_file_that_is_known_is_shown_not_added(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    first, second = files(first=1, second=1)
    drop(window, [first, second])
    until_ready(qtbot, window, "first.pdf", "second.pdf")
    renamed = first.rename(first.with_name("renamed.pdf"))
    drop(window, [renamed])
    qtbot.waitUntil(lambda: "already" in window.notice.text(), timeout=WAIT_MS)
    assert window.notice.text() == "renamed.pdf is already in the library, as first.pdf"
    assert [row.document.name for row in window.library.list.selected()] == ["first.pdf"]
    assert len(states(window)) == 2


def test_pausing_stops_a_document_and_resuming_goes_on(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, files(big_slow=30))
    qtbot.waitUntil(lambda: "Reading text, 2" in states(window).get("big-slow.pdf", ""), timeout=WAIT_MS)
    choose(window, 0)
    assert window.library.actions_.pause.isEnabled()
    window.library.actions_.pause.trigger()
    qtbot.waitUntil(lambda: states(window)["big-slow.pdf"].startswith("Paused at "), timeout=WAIT_MS)
    assert window.library.actions_.resume.isEnabled()
    window.library.actions_.resume.trigger()
    qtbot.waitUntil(lambda: states(window)["big-slow.pdf"].startswith("Reading"), timeout=WAIT_MS)


def test_a_removed_document_can_be_brought_back(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, files(keep=1))
    until_ready(qtbot, window, "keep.pdf")
    choose(window, 0)
    qtbot.keyClick(window.library.list, Qt.Key.Key_Delete)
    assert window.library.undo.text() == "keep.pdf was removed"
    assert window.library.list.model().rowCount() == 0
    window.library.undo.button().click()
    assert window.library.list.model().rowCount() == 1
    qtbot.wait(900)
    assert list(states(window)) == ["keep.pdf"]


def test_a_removed_document_is_gone_after_a_while(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, files(out=1, stays=1))
    until_ready(qtbot, window, "out.pdf", "stays.pdf")
    choose(window, 0)
    window.library.actions_.remove.trigger()
    qtbot.waitUntil(lambda: list(states(window)) == ["stays.pdf"], timeout=WAIT_MS)
    assert not window.library.undo.isVisible()
    drop(window, files(out=1))
    until_ready(qtbot, window, "out.pdf")
    assert window.library.list.model().rowCount() == 2


def test_a_removed_document_that_is_dropped_again_stays(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    (keep,) = files(keep=1)
    drop(window, [keep])
    until_ready(qtbot, window, "keep.pdf")
    choose(window, 0)
    window.library.actions_.remove.trigger()
    drop(window, [keep])
    qtbot.waitUntil(lambda: window.library.list.model().rowCount() == 1, timeout=WAIT_MS)
    assert not window.library.undo.isVisible()
    qtbot.wait(900)
    assert list(states(window)) == ["keep.pdf"]


def test_a_document_that_is_dropped_while_its_removal_is_carried_out_stays(
    qtbot: QtBot, window: MainWindow, files: Files
) -> None:
    (keep,) = files(keep=1)
    drop(window, [keep])
    until_ready(qtbot, window, "keep.pdf")
    choose(window, 0)
    window.library.actions_.remove.trigger()
    drop(window, [keep])
    window.library.carry_out_removals()
    qtbot.wait(900)
    until_ready(qtbot, window, "keep.pdf")
    assert window.library.list.model().rowCount() == 1


def test_the_whole_list_is_not_read_while_our_own_reader_works(
    qtbot: QtBot, opened: Callable[[], MainWindow], files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(switchboard, "_OTHERS_MS", 30)
    window = opened()
    drop(window, files(long_slow=4))
    qtbot.waitUntil(lambda: "Reading text, 1" in states(window).get("long-slow.pdf", ""), timeout=WAIT_MS)
    looks: list[Records] = []
    monkeypatch.setattr(Records, "documents", looks.append)
    until_ready(qtbot, window, "long-slow.pdf")
    assert looks == []


def test_what_others_add_is_shown(
    qtbot: QtBot, opened: Callable[[], MainWindow], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(switchboard, "_OTHERS_MS", 30)
    monkeypatch.setattr(switchboard, "_QUIET_SECONDS", 0.2)
    window = opened()
    qtbot.waitUntil(lambda: window.workers.of(Role.READER).ready, timeout=WAIT_MS)
    with closing(database.open_library(home)) as db:
        documents.insert(db, "d1", "other.pdf", "other.pdf")
    qtbot.waitUntil(lambda: "other.pdf" in states(window), timeout=WAIT_MS)


def test_a_locked_document_is_asked_about_once(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, files(locked_a=1, open=1))
    until_ready(qtbot, window, "open.pdf")
    assert states(window)["locked-a.pdf"] == "Locked – enter the password"
    bar = window.library.unlock
    qtbot.waitUntil(bar.isVisible, timeout=WAIT_MS)
    field = bar.field()
    qtbot.keyClicks(field, "wrong")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open locked-a.pdf" in bar.text(), timeout=WAIT_MS)
    qtbot.keyClicks(field, "right")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    until_ready(qtbot, window, "locked-a.pdf")
    assert not bar.isVisible()


def test_a_page_that_can_not_be_read_is_named_and_can_be_retried(
    qtbot: QtBot, window: MainWindow, files: Files
) -> None:
    drop(window, files(failing=3))
    until_ready(qtbot, window, "failing.pdf")
    assert states(window)["failing.pdf"] == "Ready · 3 pages, 0 facts · Page 2 could not be read"
    choose(window, 0)
    window.library.actions_.retry.trigger()
    qtbot.waitUntil(lambda: states(window)["failing.pdf"] == "Ready · 3 pages, 0 facts", timeout=WAIT_MS)


def test_ticked_documents_are_the_scope_of_the_question(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, files(a=1, b=1, c=1))
    until_ready(qtbot, window, "a.pdf", "b.pdf", "c.pdf")
    assert window.chat.scope.words() == "Asking all 3 documents"
    choose(window, 1)
    qtbot.keyClick(window.library.list, Qt.Key.Key_Space)
    assert [window.model.name(one) for one in window.model.scope()] == ["b.pdf"]
    assert len(window.chat.scope.chips()) == 1
    qtbot.keyClick(window.library.list, Qt.Key.Key_Space)
    assert window.model.scope() == ()
    assert window.chat.scope.words() == "Asking all 3 documents"


def test_files_are_pasted(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files(pasted=1)])
    QGuiApplication.clipboard().setMimeData(mime)
    window.chat.field.setFocus()
    window.chat.field.paste()
    until_ready(qtbot, window, "pasted.pdf")
    assert window.chat.field.toPlainText() == ""


def test_many_documents_can_be_filtered_by_name(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, files(one=1, two=1, three=1, four=1, five=1, six=1))
    until_ready(qtbot, window, "six.pdf")
    assert window.library.filter_field().isVisible()
    qtbot.keyClicks(window.library.filter_field(), "TH")
    assert window.library.list.model().rowCount() == 1


def test_a_selected_document_shows_its_first_page(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, files(book=3))
    until_ready(qtbot, window, "book.pdf")
    choose(window, 0)
    qtbot.waitUntil(lambda: not window.evidence.area.canvas.empty, timeout=WAIT_MS)
    assert window.evidence.title() == "book.pdf · page 1"
    window.evidence.tools.next_page.trigger()
    qtbot.waitUntil(lambda: window.evidence.title() == "book.pdf · page 2", timeout=WAIT_MS)


def test_the_state_of_a_document_is_spoken(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, files(voice=2))
    until_ready(qtbot, window, "voice.pdf")
    spoken = window.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "voice.pdf\nReady · 2 pages, 0 facts\nText"
    assert window.model.rows()[0].document.state is DocumentState.READY


def choose(window: MainWindow, row: int) -> None:
    window.library.list.setFocus()
    window.library.list.setCurrentIndex(window.library.list.model().index(row, 0))
