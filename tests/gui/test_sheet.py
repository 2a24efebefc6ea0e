"""The sheet in the window, over fake workers: fields in every document, their evidence, a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.domain.answer import Language
from desktop.ui.settings.language import Interpreter
from desktop.ui.sheet.pane import SheetPane, list_words
from desktop.ui.viewer.review import EditDialog
from desktop.ui.window import MainWindow
from tests.gui.hands import WAIT_MS, ask, click, drop, until_ready

Files = Callable[..., list[Path]]

# What the offscreen platform says of any dialog.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def sheet(qtbot: QtBot, window: MainWindow, files: Files) -> SheetPane:
    """The sheet of a window with two documents that are ready."""
    drop(window, files(acme=3, byron=2))
    until_ready(qtbot, window, "acme.pdf", "byron.pdf")
    window.commands.sheet.trigger()
    return window.sheet


def own_list(folder: Path, *names: str) -> Path:
    path = folder / "fields.csv"
    path.write_text("\n".join(("name", *names)), "utf-8")
    return path


def choose_own(sheet: SheetPane, path: Path) -> None:
    """Choose a list of one's own, as a person does in the dialog."""
    sheet.lists.setCurrentIndex(sheet.lists.count() - 1)
    sheet.lists.activated.emit(sheet.lists.currentIndex())
    (dialog,) = sheet.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def fill(qtbot: QtBot, sheet: SheetPane) -> None:
    qtbot.mouseClick(sheet.button, Qt.MouseButton.LeftButton)
    assert sheet.is_filling()
    qtbot.waitUntil(lambda: not sheet.is_filling(), timeout=WAIT_MS)


def shown(sheet: SheetPane) -> list[list[str]]:
    rows, columns = range(sheet.model.rowCount()), range(sheet.model.columnCount())
    return [[sheet.model.index(row, column).data() or "" for column in columns] for row in rows]


def test_fields_are_found_and_a_cell_leads_to_its_page(
    qtbot: QtBot, window: MainWindow, sheet: SheetPane, tmp_path: Path
) -> None:
    choose_own(sheet, own_list(tmp_path, "staff", "owner"))
    assert sheet.status() == "2 documents, 2 fields"
    fill(qtbot, sheet)
    assert shown(sheet) == [["480", "not found"], ["480", "not found"]]
    assert sheet.status() == "Found 2 of 4"
    names = [sheet.model.headerData(row, Qt.Orientation.Vertical) for row in range(2)]
    assert names == ["acme.pdf", "byron.pdf"]
    sheet.table.setFocus()
    sheet.table.setCurrentIndex(sheet.model.index(1, 0))
    qtbot.waitUntil(lambda: len(window.evidence.area.canvas.marked()) == 1, timeout=WAIT_MS)
    assert window.evidence.title() == "byron.pdf · page 1"


def test_only_documents_in_scope_are_looked_at(
    qtbot: QtBot, window: MainWindow, sheet: SheetPane, tmp_path: Path
) -> None:
    choose_own(sheet, own_list(tmp_path, "staff"))
    window.model.tick(window.model.rows()[1].document.id, on=True)
    fill(qtbot, sheet)
    assert shown(sheet) == [["480"]]


def test_a_stopped_sheet_keeps_what_it_has_and_goes_on(qtbot: QtBot, sheet: SheetPane, tmp_path: Path) -> None:
    choose_own(sheet, own_list(tmp_path, "staff", "wait"))
    qtbot.mouseClick(sheet.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sheet.model.count() == 1, timeout=WAIT_MS)
    assert sheet.status() == "Looked at 1 of 4, found 1"
    qtbot.mouseClick(sheet.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not sheet.is_filling(), timeout=WAIT_MS)
    assert sheet.status() == "Stopped. What was found is kept."
    assert shown(sheet) == [["480", ""], ["", ""]]
    choose_own(sheet, own_list(tmp_path, "staff", "owner"))
    fill(qtbot, sheet)
    assert sheet.status() == "Found 2 of 4"


def test_a_sheet_goes_on_when_its_worker_dies(qtbot: QtBot, sheet: SheetPane, tmp_path: Path) -> None:
    choose_own(sheet, own_list(tmp_path, "staff", "crash-once"))
    fill(qtbot, sheet)
    assert sheet.status() == "Found 2 of 4"


def test_a_question_can_be_asked_between_sheets(
    qtbot: QtBot, window: MainWindow, sheet: SheetPane, tmp_path: Path
) -> None:
    choose_own(sheet, own_list(tmp_path, "staff"))
    fill(qtbot, sheet)
    window.commands.question.trigger()
    ask(qtbot, window, "How many?")
    click(qtbot, window, 1)
    window.commands.sheet.trigger()
    assert shown(sheet) == [["480"], ["480"]]
    table = window.chat.conversation.cards()[-1].table
    assert table is not None
    sheet.table.setCurrentIndex(sheet.model.index(1, 0))
    window.evidence.tools.previous_evidence.trigger()
    assert not table.selectionModel().hasSelection(), "the answer's triples are not those of the sheet"


def test_the_sheet_is_saved_by_the_answerer(qtbot: QtBot, window: MainWindow, sheet: SheetPane, tmp_path: Path) -> None:
    choose_own(sheet, own_list(tmp_path, "staff", "owner"))
    assert not sheet.save_button.isEnabled()
    fill(qtbot, sheet)
    sheet.save_button.click()
    dialog = next(one for one in sheet.findChildren(QFileDialog) if one.isVisible())
    place = tmp_path / "out.xlsx"
    dialog.fileSelected.emit(str(place))
    dialog.close()
    qtbot.waitUntil(window.notice.isVisible, timeout=WAIT_MS)
    assert place.read_text("utf-8") == "staff owner"


def test_a_list_that_is_none_says_why(sheet: SheetPane, tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    before = sheet.model.fields
    choose_own(sheet, path)
    assert "none.csv" in sheet.status()
    assert sheet.model.fields == before


def test_the_sheet_speaks_chinese_too(qtbot: QtBot, sheet: SheetPane, dressed: Interpreter) -> None:
    dressed.speak(Language.CHINESE)
    assert list_words("contracts") == "合同（英文）"
    qtbot.waitUntil(lambda: sheet.accessibleName() == "表格", timeout=WAIT_MS)
    assert sheet.table.accessibleName() == "表格"


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)
    window.evidence.area.setFocus()
    qtbot.keyClick(window.evidence.area, key)


def test_a_cell_follows_what_is_said_of_its_value(
    qtbot: QtBot, window: MainWindow, sheet: SheetPane, tmp_path: Path
) -> None:
    choose_own(sheet, own_list(tmp_path, "staff", "owner"))
    fill(qtbot, sheet)
    sheet.table.setCurrentIndex(sheet.model.index(1, 0))
    qtbot.waitUntil(window.evidence.area.isVisible, timeout=WAIT_MS)
    for words, status in (("not found", "Found 1 of 4"), ("480", "Found 2 of 4")):
        press(qtbot, window, Qt.Key.Key_R)
        qtbot.waitUntil(lambda words=words: shown(sheet)[1][0] == words, timeout=WAIT_MS)
        assert sheet.status() == status
    press(qtbot, window, Qt.Key.Key_E)
    (dialog,) = window.findChildren(EditDialog)
    dialog.fields[2].setText("481")
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    qtbot.waitUntil(lambda: shown(sheet) == [["480", "not found"], ["481", "not found"]], timeout=WAIT_MS)
