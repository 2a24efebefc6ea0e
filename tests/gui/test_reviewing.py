"""Facts are accepted, edited and rejected where their evidence is shown, by keyboard; over fake workers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from desktop.domain.fact import Fact, Review, Triple
from desktop.store import facts
from desktop.store.database import open_library
from desktop.store.facts import Waiting
from desktop.ui import records
from desktop.ui.records import LibraryBusyError, Records
from desktop.ui.viewer.review import EditDialog, ReviewBar
from desktop.ui.window import MainWindow
from tests.gui.hands import WAIT_MS, ask, click, drop, until_ready

Files = Callable[..., list[Path]]

# What the offscreen platform says of any dialog.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def bar(qtbot: QtBot, window: MainWindow, files: Files) -> ReviewBar:
    """The review bar of a window that shows the first triple of an answer."""
    drop(window, files(acme=3))
    until_ready(qtbot, window, "acme.pdf")
    ask(qtbot, window, "How many?")
    click(qtbot, window, 0)
    window.activateWindow()
    assert window.evidence.review.state() == "not reviewed"
    return window.evidence.review


def kept(home: Path) -> list[tuple[str, Review]]:
    with closing(open_library(home)) as db:
        rows = db.execute("SELECT * FROM facts WHERE review != 'new' ORDER BY id").fetchall()
        return [(fact.triple.value, fact.review) for fact in map(facts.fact_of, rows)]


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    window.evidence.area.setFocus()
    qtbot.keyClick(window.evidence.area, key)


def test_a_letter_accepts_a_fact_and_takes_it_back(
    qtbot: QtBot, window: MainWindow, bar: ReviewBar, home: Path
) -> None:
    press(qtbot, window, Qt.Key.Key_A)
    assert bar.state() == "accepted"
    qtbot.waitUntil(lambda: kept(home) == [("480", Review.ACCEPTED)], timeout=WAIT_MS)
    press(qtbot, window, Qt.Key.Key_A)
    assert bar.state() == "not reviewed"
    qtbot.waitUntil(lambda: kept(home) == [], timeout=WAIT_MS)


def test_a_letter_in_the_question_field_is_a_letter(qtbot: QtBot, window: MainWindow, bar: ReviewBar) -> None:
    window.chat.field.setFocus()
    qtbot.keyClicks(window.chat.field, "are")
    assert window.chat.field.toPlainText() == "are"
    assert bar.state() == "not reviewed"


def test_what_was_said_is_shown_when_the_fact_is_shown_again(
    qtbot: QtBot, window: MainWindow, bar: ReviewBar, home: Path
) -> None:
    press(qtbot, window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: kept(home) == [("480", Review.REJECTED)], timeout=WAIT_MS)
    click(qtbot, window, 1)
    assert bar.state() == "not reviewed"
    click(qtbot, window, 0)
    assert bar.state() == "rejected"


def test_another_value_is_written(qtbot: QtBot, window: MainWindow, bar: ReviewBar, home: Path) -> None:
    press(qtbot, window, Qt.Key.Key_E)
    (dialog,) = window.findChildren(EditDialog)
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled(), "nothing was changed yet"
    dialog.fields[2].setText("481")
    ok.click()
    assert bar.state() == "edited"
    qtbot.waitUntil(lambda: kept(home) == [("481", Review.EDITED)], timeout=WAIT_MS)


def test_what_can_not_be_kept_is_not_shown_as_kept(
    qtbot: QtBot, window: MainWindow, bar: ReviewBar, home: Path
) -> None:
    (home / "full").touch()
    press(qtbot, window, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: bar.state() == "not reviewed", timeout=WAIT_MS)
    assert window.notice.isVisible()


def test_the_queue_goes_on_by_itself(qtbot: QtBot, window: MainWindow, bar: ReviewBar, home: Path) -> None:
    with closing(open_library(home)) as db:
        facts.insert(db, [queued(shown(window), value, sure) for value, sure in (("1", 0.9), ("2", 0.3))])
    window.commands.review.trigger()
    assert shown(window).triple.value == "2"
    press(qtbot, window, Qt.Key.Key_A)
    assert shown(window).triple.value == "1"
    press(qtbot, window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: len(kept(home)) == 2, timeout=WAIT_MS)
    window.commands.review.trigger()
    assert window.notice.isVisible()


def test_the_queue_goes_on_to_the_last_fact(
    qtbot: QtBot, window: MainWindow, bar: ReviewBar, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "_WAITING_AT_ONCE", 2)
    with closing(open_library(home)) as db:
        facts.insert(db, [queued(shown(window), str(number), number / 10) for number in range(1, 6)])
    window.commands.review.trigger()
    seen = [shown(window).triple.value]
    while window.evidence.tools.next_evidence.isEnabled():
        window.evidence.tools.next_evidence.trigger()
        seen.append(shown(window).triple.value)
    assert seen == ["1", "2", "3", "4", "5"]


def test_the_queue_counts_also_what_is_still_to_come(
    qtbot: QtBot, window: MainWindow, bar: ReviewBar, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "_WAITING_AT_ONCE", 2)
    with closing(open_library(home)) as db:
        facts.insert(db, [queued(shown(window), str(number), number / 10) for number in range(1, 6)])
    window.commands.review.trigger()
    told = [window.evidence.tools.evidence()]
    while window.evidence.tools.next_evidence.isEnabled():
        window.evidence.tools.next_evidence.trigger()
        told.append(window.evidence.tools.evidence())
    assert told == ["1/5", "2/5", "3/5", "4/5", "5/5"]


def test_the_queue_goes_on_when_a_busy_library_is_free_again(
    qtbot: QtBot, window: MainWindow, bar: ReviewBar, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "_WAITING_AT_ONCE", 1)
    with closing(open_library(home)) as db:
        facts.insert(db, [queued(shown(window), str(number), number / 10) for number in (1, 2, 3)])
    with pytest.MonkeyPatch.context() as busy:
        busy.setattr(Records, "waiting_facts", once_then_busy())
        window.commands.review.trigger()
        assert not window.evidence.tools.next_evidence.isEnabled()
    qtbot.waitUntil(window.evidence.tools.next_evidence.isEnabled, timeout=WAIT_MS)
    with pytest.MonkeyPatch.context() as busy:
        busy.setattr(Records, "waiting_facts", always_busy)
        press(qtbot, window, Qt.Key.Key_A)
        assert shown(window).triple.value == "2"
        press(qtbot, window, Qt.Key.Key_A)
        assert shown(window).triple.value == "2"
    qtbot.waitUntil(lambda: shown(window).triple.value == "3", timeout=WAIT_MS)


def always_busy(*_: object) -> Waiting:
    raise LibraryBusyError


def once_then_busy() -> Callable[..., Waiting]:
    looks = iter((Records.waiting_facts, always_busy))

    def look(*given: Any) -> Waiting:
        return next(looks, always_busy)(*given)

    return look


def shown(window: MainWindow) -> Fact:
    fact = window.evidence.fact()
    assert fact is not None
    return fact


def queued(like: Fact, value: str, confidence: float) -> Fact:
    return Fact(Triple("Acme", "row", value), like.evidence, like.origin, confidence=confidence)


def row_of(window: MainWindow, row: int, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> object:
    table = window.chat.conversation.cards()[-1].table
    assert table is not None
    return table.model().index(row, 3).data(role)


def struck(window: MainWindow, row: int) -> bool:
    font = row_of(window, row, Qt.ItemDataRole.FontRole)
    return isinstance(font, QFont) and font.strikeOut()


def test_an_answer_shows_what_was_said_of_its_values(qtbot: QtBot, window: MainWindow, bar: ReviewBar) -> None:
    card = window.chat.conversation.cards()[-1]
    assert card.body() == "It is 480."
    press(qtbot, window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: struck(window, 0), timeout=WAIT_MS)
    assert "rejected" in str(row_of(window, 0, Qt.ItemDataRole.AccessibleTextRole))
    assert "480" not in card.body()
    assert card.text() == "Acme\tfounded\t\t1974\tacme.pdf\t2"
    press(qtbot, window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: not struck(window, 0), timeout=WAIT_MS)
    assert card.body() == "It is 480."


def test_an_answer_shows_the_value_that_was_written(qtbot: QtBot, window: MainWindow, bar: ReviewBar) -> None:
    card = window.chat.conversation.cards()[-1]
    assert card.foot().startswith("Every value stands on its page ·")
    write(qtbot, window, "481")
    qtbot.waitUntil(lambda: row_of(window, 0) == "481", timeout=WAIT_MS)
    assert "480" not in card.body()
    assert card.foot().startswith("Every value stands on its page, except those that you wrote ·")
    for _ in range(2):  # accepted, and taken back: it is as it was read
        press(qtbot, window, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: row_of(window, 0) == "480", timeout=WAIT_MS)
    assert shown(window).triple.value == "480"
    assert card.body() == "It is 480."


def test_answers_of_an_earlier_session_are_shown_as_they_were_reviewed(
    qtbot: QtBot, window: MainWindow, bar: ReviewBar, opened: Callable[[], MainWindow]
) -> None:
    write(qtbot, window, "481")
    qtbot.waitUntil(lambda: row_of(window, 0) == "481", timeout=WAIT_MS)
    again = opened()
    qtbot.waitUntil(lambda: len(again.chat.conversation.cards()) == 1, timeout=WAIT_MS)
    assert row_of(again, 0) == "481"


def write(qtbot: QtBot, window: MainWindow, value: str) -> None:
    press(qtbot, window, Qt.Key.Key_E)
    (dialog,) = window.findChildren(EditDialog)
    dialog.fields[2].setText(value)
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    window.activateWindow()
