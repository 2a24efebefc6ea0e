"""Questions, answers, evidence and export over fake workers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop.ui.window import MainWindow
from tests.gui.hands import WAIT_MS, ask, click, drop, type_question, until_ready

Files = Callable[..., list[Path]]
VALUE_BOX = (300.0, 200.0, 400.0, 220.0)


@pytest.fixture
def read(qtbot: QtBot, window: MainWindow, files: Files) -> MainWindow:
    """A window with one document that is ready."""
    drop(window, files(acme=3))
    until_ready(qtbot, window, "acme.pdf")
    return window


def test_a_question_brings_triples_and_a_click_brings_the_box(qtbot: QtBot, read: MainWindow) -> None:
    ask(qtbot, read, "How many people work at Acme?")
    card = read.chat.conversation.cards()[-1]
    assert card.body() == "It is 480."
    assert card.table is not None
    cells = [card.table.model().index(0, column).data() for column in (0, 1, 3, 4, 5)]
    assert cells == ["Acme", "staff", "480", "acme.pdf", "1"]
    click(qtbot, read, 0)
    qtbot.waitUntil(lambda: len(read.evidence.area.canvas.marked()) == 1, timeout=WAIT_MS)
    assert read.evidence.title() == "acme.pdf · page 1"
    assert read.evidence.quote.toPlainText() == "Acme had a staff of 480."


def test_the_box_is_painted_over_the_words(qtbot: QtBot, read: MainWindow) -> None:
    ask(qtbot, read, "How many?")
    click(qtbot, read, 0)
    qtbot.waitUntil(lambda: len(read.evidence.area.canvas.marked()) == 1, timeout=WAIT_MS)
    read.evidence.tools.true_size.trigger()
    qtbot.wait(400)
    assert_marked(read)
    read.evidence.tools.zoom_in.trigger()
    qtbot.wait(400)
    assert_marked(read)


def test_evidence_leads_to_the_next_and_the_table_follows(qtbot: QtBot, read: MainWindow) -> None:
    ask(qtbot, read, "How many?")
    click(qtbot, read, 0)
    read.evidence.tools.next_evidence.trigger()
    qtbot.waitUntil(lambda: read.evidence.title() == "acme.pdf · page 2", timeout=WAIT_MS)
    table = read.chat.conversation.cards()[-1].table
    assert table is not None
    assert [index.row() for index in table.selectionModel().selectedRows()] == [1]
    assert not read.evidence.tools.next_evidence.isEnabled()
    read.evidence.tools.copy_value.trigger()
    assert QGuiApplication.clipboard().text() == "1974"


def test_a_refusal_is_plain_and_leads_to_the_nearest_words(qtbot: QtBot, read: MainWindow) -> None:
    ask(qtbot, read, "Who is the wife of Acme?")
    card = read.chat.conversation.cards()[-1]
    assert card.body() == "The documents hold no answer to this question."
    assert card.table is None
    assert card.passages is not None
    card.passages.clicked.emit(card.passages.model().index(0, 0))
    qtbot.waitUntil(lambda: read.evidence.title() == "acme.pdf · page 2", timeout=WAIT_MS)
    assert read.evidence.quote.toPlainText() == "The nearest words there are."


def test_the_answerer_is_told_once_that_a_question_is_being_written(qtbot: QtBot, read: MainWindow, home: Path) -> None:
    told: list[None] = []
    read.chat.begun.connect(lambda: told.append(None))
    qtbot.keyClicks(read.chat.field, "How many?")
    assert len(told) == 1
    qtbot.waitUntil((home / "prepared").exists, timeout=WAIT_MS)
    read.chat.field.clear()
    qtbot.keyClicks(read.chat.field, "H")
    assert len(told) == 2


def test_what_is_being_read_is_shown_before_there_is_an_answer(qtbot: QtBot, read: MainWindow) -> None:
    type_question(qtbot, read, "Please read and wait")
    card = read.chat.conversation.cards()[-1]
    qtbot.waitUntil(lambda: card.passages is not None and card.passages.isVisible(), timeout=WAIT_MS)
    passages = card.passages
    assert passages is not None
    assert passages.accessibleName() == "Passages found"
    passages.setFocus()
    passages.setCurrentIndex(passages.model().index(0, 0))
    qtbot.keyClick(passages, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: read.evidence.title() == "acme.pdf · page 2", timeout=WAIT_MS)
    passages.setFocus()
    qtbot.keyClick(passages, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not read.chat.is_asking(), timeout=WAIT_MS)
    assert passages.isVisible(), "what was found stays, though nobody went on reading it"
    assert passages.accessibleName() == "Nearest passages"


def test_an_answer_takes_the_place_of_what_was_being_read(qtbot: QtBot, read: MainWindow) -> None:
    type_question(qtbot, read, "Do read slowly")
    card = read.chat.conversation.cards()[-1]
    qtbot.waitUntil(lambda: card.passages is not None, timeout=WAIT_MS)
    assert card.passages is not None
    card.passages.setFocus()
    qtbot.waitUntil(lambda: not read.chat.is_asking(), timeout=WAIT_MS)
    assert card.passages is None
    assert card.table is not None
    assert card.table.hasFocus(), "the keyboard stays in the card"


def test_the_documents_that_a_question_chose_are_changed_and_asked_again(
    qtbot: QtBot, window: MainWindow, files: Files
) -> None:
    drop(window, files(acme=3, beta=2, cara=1))
    for name in ("acme.pdf", "beta.pdf", "cara.pdf"):
        until_ready(qtbot, window, name)
    ask(qtbot, window, "chosen: acme and beta")
    first = window.chat.conversation.cards()[-1]
    assert first.asked is not None
    assert [window.model.name(one) for one in first.asked.chosen()] == ["acme.pdf", "beta.pdf"]
    qtbot.waitUntil(first.asked.isVisible, timeout=WAIT_MS)
    again = next(one for one in first.asked.findChildren(QPushButton) if one.text() == "Ask these again")
    assert not again.isVisible()
    cross = next(one for one in first.asked.findChildren(QToolButton) if one.accessibleName() == "Don't ask acme.pdf")
    qtbot.keyClick(cross, Qt.Key.Key_Space)
    more = next(one for one in first.asked.findChildren(QToolButton) if "Change" in one.text())
    more.menu().aboutToShow.emit()
    cara = next(one for one in more.menu().actions() if one.text() == "cara.pdf")
    cara.trigger()
    assert [window.model.name(one) for one in first.asked.chosen()] == ["beta.pdf", "cara.pdf"]
    assert again.isVisible()
    qtbot.keyClick(again, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not window.chat.is_asking(), timeout=WAIT_MS)
    second = window.chat.conversation.cards()[-1]
    assert second is not first
    assert second.answer is not None
    assert second.answer.coverage.documents == 2
    assert window.model.scope() == (), "what is ticked stays as it was"


def test_an_answer_from_all_documents_has_no_chips(qtbot: QtBot, read: MainWindow) -> None:
    ask(qtbot, read, "How many?")
    assert read.chat.conversation.cards()[-1].asked is None


def test_a_question_can_be_stopped(qtbot: QtBot, read: MainWindow) -> None:
    qtbot.keyClicks(read.chat.field, "please wait")
    qtbot.keyClick(read.chat.field, Qt.Key.Key_Return)
    card = read.chat.conversation.cards()[-1]
    qtbot.waitUntil(lambda: card.phase().startswith("Searching 1 document…"), timeout=WAIT_MS)
    read.chat.stop()
    qtbot.waitUntil(lambda: not read.chat.is_asking(), timeout=WAIT_MS)
    assert card.body() == "Stopped."


def test_a_worker_that_does_not_obey_is_ended(qtbot: QtBot, read: MainWindow) -> None:
    qtbot.keyClicks(read.chat.field, "deaf")
    qtbot.keyClick(read.chat.field, Qt.Key.Key_Return)
    card = read.chat.conversation.cards()[-1]
    qtbot.waitUntil(lambda: card.phase().startswith("Searching"), timeout=WAIT_MS)
    read.chat.stop()
    qtbot.waitUntil(lambda: not read.chat.is_asking(), timeout=WAIT_MS)
    assert card.body() == "Stopped."
    ask(qtbot, read, "And now?")
    assert read.chat.conversation.cards()[-1].body() == "It is 480."


def test_a_missing_model_is_said_with_what_to_do(qtbot: QtBot, read: MainWindow) -> None:
    ask(qtbot, read, "missing")
    assert "qwen" in read.chat.conversation.cards()[-1].body()
    assert "tercet models fetch" in read.chat.conversation.cards()[-1].body()


def test_answers_are_exported(qtbot: QtBot, read: MainWindow, tmp_path: Path) -> None:
    ask(qtbot, read, "How many?")
    target = tmp_path / "回答.csv"
    with qtbot.waitSignal(read.desk.exported, timeout=WAIT_MS):
        read.export(str(target), read.chat.answer_records())
    assert target.read_text("utf-8-sig").splitlines() == [
        "entity,attribute,value",
        "Acme,staff,480",
        "Acme,founded,1974",
    ]
    assert read.notice.text() == f"2 rows were written to {target}"


def test_triples_are_copied_as_lines(qtbot: QtBot, read: MainWindow) -> None:
    ask(qtbot, read, "How many?")
    read.chat.conversation.cards()[-1].copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines == ["Acme\tstaff\t\t480\tacme.pdf\t1", "Acme\tfounded\t\t1974\tacme.pdf\t2"]


def test_old_answers_are_there_at_the_next_start(
    qtbot: QtBot, read: MainWindow, opened: Callable[[], MainWindow]
) -> None:
    ask(qtbot, read, "How many?")
    with qtbot.waitSignal(read.ended, timeout=WAIT_MS):
        read.close()
    again = opened()
    qtbot.waitUntil(lambda: len(again.chat.conversation.cards()) == 1, timeout=WAIT_MS)
    click(qtbot, again, 0)
    qtbot.waitUntil(lambda: len(again.evidence.area.canvas.marked()) == 1, timeout=WAIT_MS)


def test_a_question_goes_on_from_the_turn_before_also_after_a_restart(
    qtbot: QtBot, read: MainWindow, opened: Callable[[], MainWindow]
) -> None:
    def read_as(window: MainWindow) -> str:
        given = window.chat.conversation.cards()[-1].answer
        return given.read_as if given else ""

    ask(qtbot, read, "And first?")
    assert read_as(read) == " And first?"
    ask(qtbot, read, "How many?")
    ask(qtbot, read, "missing")
    ask(qtbot, read, "And now?")
    assert read_as(read) == "How many? And now?"
    read.chat.conversation.cards()[-1].again_wanted.emit(read_as(read), ())
    qtbot.waitUntil(lambda: not read.chat.is_asking(), timeout=WAIT_MS)
    with qtbot.waitSignal(read.ended, timeout=WAIT_MS):
        read.close()
    again = opened()
    qtbot.waitUntil(lambda: len(again.chat.conversation.cards()) == 4, timeout=WAIT_MS)
    ask(qtbot, again, "And later?")
    assert read_as(again) == "How many? And now? And later?"


def test_what_is_not_found_has_its_row_and_the_others_keep_their_evidence(
    qtbot: QtBot, window: MainWindow, files: Files
) -> None:
    drop(window, files(acme=2, empty=1, zeta=2))
    for name in ("acme.pdf", "empty.pdf", "zeta.pdf"):
        until_ready(qtbot, window, name)
    ask(qtbot, window, "How many in each document?")
    card = window.chat.conversation.cards()[-1]
    table = card.table
    assert table is not None
    rows = [[table.model().index(row, column).data() for column in (0, 1, 3, 4, 5)] for row in range(3)]
    assert rows == [
        ["Acme", "staff", "480", "acme.pdf", "1"],
        ["empty.pdf", "", "not found", "empty.pdf", ""],
        ["Acme", "staff", "480", "zeta.pdf", "1"],
    ]
    assert "Nothing." in table.model().index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    table.selectRow(2)
    qtbot.waitUntil(lambda: window.evidence.title() == "zeta.pdf · page 1", timeout=WAIT_MS)
    table.selectRow(1)
    assert window.evidence.title() == "zeta.pdf · page 1"
    window.evidence.tools.previous_evidence.trigger()
    qtbot.waitUntil(lambda: window.evidence.title() == "acme.pdf · page 1", timeout=WAIT_MS)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [0]
    window.evidence.tools.next_evidence.trigger()
    qtbot.waitUntil(lambda: window.evidence.title() == "zeta.pdf · page 1", timeout=WAIT_MS)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [2]
    card.copy()
    assert QGuiApplication.clipboard().text().splitlines()[1] == "empty.pdf\t\t\tnot found\tempty.pdf\t"


def test_enter_does_not_send_while_an_input_method_composes(qtbot: QtBot, read: MainWindow) -> None:
    field = read.chat.field
    field.setFocus()
    QApplication.sendEvent(field, QInputMethodEvent("ni", []))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not read.chat.is_asking()
    committed = QInputMethodEvent("", [])
    committed.setCommitString("你好")
    QApplication.sendEvent(field, committed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert read.chat.conversation.cards()[-1].question == "你好"
    qtbot.waitUntil(lambda: not read.chat.is_asking(), timeout=WAIT_MS)


def test_up_recalls_and_shift_enter_breaks_the_line(qtbot: QtBot, read: MainWindow) -> None:
    ask(qtbot, read, "first")
    field = read.chat.field
    assert field.toPlainText() == ""
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.toPlainText() == "first"
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert field.toPlainText() == "first\n"
    assert not read.chat.is_asking()


def assert_marked(window: MainWindow) -> None:
    """Just inside the value's box the page is marked, just outside it is paper."""
    canvas = window.evidence.area.canvas
    picture, placing = canvas.grab().toImage(), canvas.placing()
    ratio = picture.devicePixelRatio()

    def colour(x: float, y: float) -> tuple[int, int, int]:
        at = (round((placing.left + x * placing.scale) * ratio), round((placing.top + y * placing.scale) * ratio))
        return picture.pixelColor(*at).getRgb()[:3]

    x0, y0, x1, y1 = VALUE_BOX
    for inside in ((x0 + 2, y0 + 2), (x1 - 2, y1 - 2), (x0 + 2, y1 - 2)):
        red, green, blue = colour(*inside)
        assert (red > 230, green > 200, blue < 120) == (True, True, True), (inside, red, green, blue)
    for outside in ((x0 - 6, y0), (x1 + 6, y1), (x0, y0 - 6), (x1, y1 + 6)):
        assert min(colour(*outside)) > 240, outside
    assert max(colour((x0 + x1) / 2, (y0 + y1) / 2)) < 140, "the words themselves stay dark"
