"""Workers that die, bugs, language, appearance, keyboard, closing."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
)
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.domain.answer import Language
from desktop.protocol.roles import Role
from desktop.ui.failures import Failures
from desktop.ui.logs import LogFile
from desktop.ui.settings import appearance
from desktop.ui.settings.about import About
from desktop.ui.settings.choices import Appearance, Choices, LanguageChoice
from desktop.ui.settings.language import Interpreter
from desktop.ui.settings.preferences import Preferences
from desktop.ui.window import MainWindow
from tests.gui.hands import WAIT_MS, ask, drop, states, until_ready

Files = Callable[..., list[Path]]

# What the offscreen platform says of any dialog.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_files_are_taken_although_the_reader_died_over_them(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, files(first=1, crash_once=2))
    until_ready(qtbot, window, "first.pdf", "crash-once.pdf")
    assert len(states(window)) == 2


def test_a_question_survives_the_answerer(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, files(a=1))
    until_ready(qtbot, window, "a.pdf")
    ask(qtbot, window, "crash-once")
    assert window.chat.conversation.cards()[-1].body() == "It is 480."


def test_a_question_that_kills_twice_is_given_up(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, files(a=1))
    until_ready(qtbot, window, "a.pdf")
    ask(qtbot, window, "crash-always")
    assert "stopped twice" in window.chat.conversation.cards()[-1].body()
    ask(qtbot, window, "something else")
    assert window.chat.conversation.cards()[-1].body() == "It is 480."


def test_files_that_kill_the_reader_three_times_are_given_up_and_all_others_go_on(
    qtbot: QtBot, window: MainWindow, files: Files
) -> None:
    poison, fine = files(crash_always=1, fine=1)
    drop(window, [poison])
    drop(window, [fine])
    qtbot.waitUntil(lambda: "was given up" in window.notice.text(), timeout=WAIT_MS)
    assert "crash-always.pdf" in window.notice.text()
    until_ready(qtbot, window, "fine.pdf")
    assert list(states(window)) == ["fine.pdf"]


def test_bad_pages_in_a_row_do_not_switch_reading_off(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    lost: list[object] = []
    window.workers.gave_up.connect(lost.append)
    drop(window, files(crash_reading=3, fine=1))
    until_ready(qtbot, window, "crash-reading.pdf", "fine.pdf")
    assert lost == []


def test_a_reader_that_keeps_dying_is_switched_off_and_started_by_hand(
    qtbot: QtBot, opened: Callable[[], MainWindow], files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(paths, "program_command", lambda: [sys.executable, "-c", "raise SystemExit(3)"])
        window = opened()
        window.workers.of(Role.PAINTER).farewell()
        drop(window, files(fine=1))
        qtbot.waitUntil(lambda: window.notice.text().startswith("Reading keeps stopping"), timeout=WAIT_MS)
    assert window.notice.button().text() == "Start again"
    window.notice.button().click()
    until_ready(qtbot, window, "fine.pdf")


def test_a_question_to_a_library_that_can_not_be_opened_is_answered_with_why(
    qtbot: QtBot, window: MainWindow, files: Files, home: Path
) -> None:
    drop(window, files(a=1))
    until_ready(qtbot, window, "a.pdf")
    answerer = window.workers.of(Role.ANSWERER)
    qtbot.waitUntil(lambda: answerer.ready, timeout=WAIT_MS)
    with closing(sqlite3.connect(home / "library.sqlite")) as db:
        db.execute("PRAGMA user_version = 9999")
    answerer.kill()
    for _ in range(2):
        ask(qtbot, window, "How many?")
        assert "newer Tercet" in window.chat.conversation.cards()[-1].body()


def test_a_killed_reader_goes_on_where_it_was(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, files(long_slow=12))
    qtbot.waitUntil(lambda: "Reading text, 3" in states(window).get("long-slow.pdf", ""), timeout=WAIT_MS)
    window.workers.of(Role.READER).kill()
    qtbot.waitUntil(lambda: "being started again" in window.notice.text(), timeout=WAIT_MS)
    until_ready(qtbot, window, "long-slow.pdf")


def test_a_killed_painter_paints_again(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, files(crash_once=1))
    until_ready(qtbot, window, "crash-once.pdf")
    window.library.list.setCurrentIndex(window.library.list.model().index(0, 0))
    qtbot.waitUntil(lambda: not window.evidence.area.canvas.empty, timeout=WAIT_MS)


def test_a_page_that_can_not_be_drawn_is_said(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, files(unpaintable=1))
    until_ready(qtbot, window, "unpaintable.pdf")
    window.library.list.setCurrentIndex(window.library.list.model().index(0, 0))
    qtbot.waitUntil(lambda: window.evidence.note() == "Page 1 of unpaintable.pdf can't be drawn.", timeout=WAIT_MS)


def test_closing_is_at_once_and_leaves_no_process(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, files(a=1))
    until_ready(qtbot, window, "a.pdf")
    begun = time.monotonic()
    with qtbot.waitSignal(window.ended, timeout=WAIT_MS):
        window.close()
        assert not window.isVisible()
    assert not window.workers.any_running()
    assert time.monotonic() - begun < 10


def test_files_dropped_just_before_closing_are_kept(
    qtbot: QtBot, window: MainWindow, files: Files, opened: Callable[[], MainWindow]
) -> None:
    drop(window, files(a=1, b=1))
    assert not window.workers.of(Role.READER).ready
    with qtbot.waitSignal(window.ended, timeout=WAIT_MS):
        window.close()
    until_ready(qtbot, opened(), "a.pdf", "b.pdf")


def test_what_was_removed_is_removed_by_closing(
    qtbot: QtBot, window: MainWindow, files: Files, opened: Callable[[], MainWindow]
) -> None:
    drop(window, files(a=1, b=1))
    until_ready(qtbot, window, "a.pdf", "b.pdf")
    window.library.list.setCurrentIndex(window.library.list.model().index(0, 0))
    window.library.actions_.remove.trigger()
    with qtbot.waitSignal(window.ended, timeout=WAIT_MS):
        window.close()
    again = opened()
    qtbot.waitUntil(lambda: list(states(again)) == ["b.pdf"], timeout=WAIT_MS)


def test_what_was_removed_is_removed_by_closing_although_the_reader_is_away(
    qtbot: QtBot, window: MainWindow, files: Files, opened: Callable[[], MainWindow]
) -> None:
    drop(window, files(a=1, b=1))
    until_ready(qtbot, window, "a.pdf", "b.pdf")
    window.library.list.setCurrentIndex(window.library.list.model().index(0, 0))
    window.workers.of(Role.READER).kill()
    window.library.actions_.remove.trigger()
    with qtbot.waitSignal(window.ended, timeout=WAIT_MS):
        window.close()
    again = opened()
    qtbot.waitUntil(lambda: list(states(again)) == ["b.pdf"], timeout=WAIT_MS)


def test_the_language_changes_at_once(qtbot: QtBot, window: MainWindow, files: Files, dressed: Interpreter) -> None:
    drop(window, files(a=2))
    until_ready(qtbot, window, "a.pdf")
    ask(qtbot, window, "How many?")
    dressed.speak(Language.CHINESE)
    qtbot.waitUntil(lambda: window.chat.scope.words() == "向全部 1 份文档提问", timeout=WAIT_MS)
    assert states(window)["a.pdf"] == "就绪 · 2 页, 0 条事实"
    assert window.menuBar().actions()[0].text() == "文件(&F)"
    table = window.chat.conversation.cards()[-1].table
    assert table is not None
    assert table.model().headerData(0, Qt.Orientation.Horizontal) == "实体"
    dressed.speak(Language.ENGLISH)
    assert states(window)["a.pdf"] == "Ready · 2 pages, 0 facts"


def test_dark_is_dark_and_readable(qapp: QApplication, window: MainWindow) -> None:
    appearance.apply(qapp, Appearance.DARK)
    try:
        picture = window.grab().toImage()
        corner = picture.pixelColor(picture.width() // 2, picture.height() // 4)
        assert corner.lightness() < 60
        for dark in (True, False):
            colours = appearance.palette(dark)
            ground = colours.color(QPalette.ColorRole.Window)
            for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.Link):
                assert contrast(colours.color(role), ground) >= 4.5, (dark, role)
    finally:
        appearance.apply(qapp, Appearance.LIGHT)


def test_everything_has_a_name_for_those_who_listen(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, files(a=1))
    until_ready(qtbot, window, "a.pdf")
    ask(qtbot, window, "How many?")
    kinds = (QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit)
    nameless = [
        widget
        for kind in kinds
        for widget in window.findChildren(kind)
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), QLineEdit)
        and widget.isVisible()
    ]
    assert nameless == []
    assert all(child.parent() is not None for child in window.findChildren(QLabel))


def test_the_keyboard_is_enough(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, files(a=2))
    until_ready(qtbot, window, "a.pdf")
    window.activateWindow()
    ask(qtbot, window, "How many?")
    table = window.chat.conversation.cards()[-1].table
    assert table is not None
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(window.evidence.area.canvas.marked()) == 1, timeout=WAIT_MS)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.evidence.title() == "a.pdf · page 2", timeout=WAIT_MS)
    window.commands.question.trigger()
    assert QApplication.focusWidget() is window.chat.field
    stops = []
    for _ in range(4):
        window.commands.next_pane.trigger()
        stops.append(QApplication.focusWidget())
    assert stops == [table, window.evidence.area, window.library.list, window.chat.field]


def test_a_library_that_can_not_be_used_is_said_and_left_alone(
    qtbot: QtBot, home: Path, opened: Callable[[], MainWindow]
) -> None:
    home.mkdir()
    (home / "library.sqlite").write_text("no database at all, but a file that somebody needs" * 50, "utf-8")
    window = opened()
    qtbot.waitUntil(lambda: "can't be used" in window.notice.text(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.workers.of(Role.READER).running, timeout=WAIT_MS)
    qtbot.wait(500)
    assert not window.workers.of(Role.READER).running
    assert "can't be used" in window.notice.text()


def test_a_bug_is_shown_with_details_and_survived(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = LogFile(tmp_path / "logs" / "window.log")
    failures = Failures(log, window)
    failures.happened.connect(window.tell_bug)
    try:
        raise RuntimeError("a bug on purpose")
    except RuntimeError as error:
        failures.catch(type(error), error, error.__traceback__)
    assert window.notice.isVisible()
    assert "safe" in window.notice.text()
    assert "a bug on purpose" in log.path.read_text("utf-8")


def test_preferences_and_about_open_without_stopping_the_window(qtbot: QtBot, window: MainWindow) -> None:
    made: list[object] = []
    window.choices_changed.connect(made.append)
    window.commands.preferences.trigger()
    (dialog,) = window.findChildren(Preferences)
    language = dialog.findChildren(QComboBox)[0]
    language.setCurrentIndex(1)
    assert made == [Choices(LanguageChoice.CHINESE, Appearance.LIGHT)]
    window.commands.about.trigger()
    (about,) = window.findChildren(About)
    assert "bge-small-zh" in about.findChildren(QTextBrowser)[0].toPlainText()
    dialog.close()
    about.close()


def test_files_are_chosen_without_stopping_the_window(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    window.commands.add_files.trigger()
    (dialog,) = window.findChildren(QFileDialog)
    dialog.filesSelected.emit([str(file) for file in files(chosen=1)])
    dialog.close()
    until_ready(qtbot, window, "chosen.pdf")


def test_qt_does_not_lose_references_to_none(qtbot: QtBot, window: MainWindow) -> None:
    label = QLabel(window)
    before = sys.getrefcount(None)
    for number in range(100):
        label.setText(str(number))
    assert sys.getrefcount(None) > before - 50


def contrast(first: object, second: object) -> float:
    """Contrast ratio after WCAG 2.1."""
    lights = sorted((luminance(first), luminance(second)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: object) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
