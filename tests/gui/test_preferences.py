"""The library's settings in the window: by keyboard, kept by the answerer, in step with the command line."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.answer import Language
from desktop.domain.settings import Chunker, ModelChoice, Settings
from desktop.protocol.roles import Role
from desktop.store import settings
from desktop.store.database import open_library
from desktop.ui.settings.choices import Choices
from desktop.ui.settings.language import Interpreter
from desktop.ui.settings.model_dialog import ModelDialog
from desktop.ui.settings.preferences import Preferences
from desktop.ui.window import MainWindow
from tests.fakes.hashes import model_folder
from tests.gui.hands import WAIT_MS

SERVER = ModelChoice("http://127.0.0.1:11434/v1", "qwen2.5:7b", "secret")

# What the offscreen platform says of any dialog.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def opened_dialog(window: MainWindow) -> Preferences:
    window.commands.preferences.trigger()
    (dialog,) = window.findChildren(Preferences)
    return dialog


def named(dialog: Preferences, *names: str) -> QComboBox:
    return next(one for one in dialog.findChildren(QComboBox) if one.accessibleName() in names)


def passages(dialog: Preferences) -> QComboBox:
    return named(dialog, "Passages", "段落")


def kept(home: Path) -> Chunker:
    with closing(open_library(home)) as db:
        return settings.load(db).chunker


def choose(home: Path, chunker: Chunker) -> None:
    """As the command line does."""
    with closing(open_library(home)) as db:
        settings.choose_chunker(db, chunker)


def test_passages_are_chosen_by_keyboard(qtbot: QtBot, window: MainWindow, home: Path) -> None:
    field = passages(opened_dialog(window))
    assert field.currentText() == "By structure (recommended)"
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.currentText() == "Fixed windows with overlap"
    qtbot.waitUntil(lambda: kept(home) is Chunker.WINDOW, timeout=WAIT_MS)
    qtbot.wait(1500)
    assert field.currentText() == "Fixed windows with overlap"


def test_a_choice_is_carried_out_although_the_window_is_closed_at_once(
    qtbot: QtBot, window: MainWindow, home: Path
) -> None:
    field = passages(opened_dialog(window))
    qtbot.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.ended, timeout=WAIT_MS):
        window.close()
    assert kept(home) is Chunker.WINDOW


def test_a_choice_survives_the_answerer(qtbot: QtBot, window: MainWindow, home: Path) -> None:
    qtbot.waitUntil(lambda: window.workers.of(Role.ANSWERER).ready, timeout=WAIT_MS)
    window.workers.of(Role.ANSWERER).kill()
    qtbot.keyClick(passages(opened_dialog(window)), Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: kept(home) is Chunker.WINDOW, timeout=WAIT_MS)


def test_the_open_dialog_follows_the_command_line(qtbot: QtBot, window: MainWindow, home: Path) -> None:
    qtbot.waitUntil(lambda: window.workers.of(Role.READER).ready, timeout=WAIT_MS)
    choose(home, Chunker.PAGE)
    field = passages(opened_dialog(window))
    assert field.currentText() == "One for each page"
    choose(home, Chunker.WINDOW)
    qtbot.waitUntil(lambda: field.currentText() == "Fixed windows with overlap", timeout=WAIT_MS)


def test_a_choice_is_shown_while_it_waits_to_be_kept(qtbot: QtBot, window: MainWindow) -> None:
    held = [Chunker.STRUCTURE]
    dialog = Preferences(Choices(), lambda: Settings(held[0]), window)
    field = passages(dialog)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.wait(1200)
    assert field.currentIndex() == 1
    for chunker in (Chunker.WINDOW, Chunker.PAGE):
        held[0] = chunker
        qtbot.wait(1200)
        assert field.currentIndex() == list(Chunker).index(chunker)


def has_room(label: QLabel) -> bool:
    return label.height() >= label.heightForWidth(label.width())


def chosen_from_dialog(qtbot: QtBot, dialog: Preferences, folder: Path, field: str = "Found by") -> None:
    """Press the field's button and take this folder."""
    button = next(one for one in dialog.findChildren(QPushButton) if one.accessibleDescription() == field)
    button.click()
    (files,) = dialog.findChildren(QFileDialog)
    files.fileSelected.emit(str(folder))
    files.close()


def test_another_model_is_chosen_and_comes_and_the_own_one_is_taken_again(
    qtbot: QtBot, window: MainWindow, home: Path, tmp_path: Path
) -> None:
    folder = model_folder(tmp_path, "模型 a")
    dialog = opened_dialog(window)
    field = named(dialog, "Found by")
    assert (field.count(), field.currentText()) == (1, "Built in (recommended)")
    chosen_from_dialog(qtbot, dialog, folder)
    assert field.currentText() == "模型 a"
    assert "being tried" in field.accessibleDescription()
    qtbot.waitUntil(lambda: "is being indexed" in field.accessibleDescription(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: all(has_room(one) for one in dialog.findChildren(QLabel) if one.isVisible()), timeout=2000)
    with closing(open_library(home)) as db:
        assert settings.load(db) == Settings(next_embedder=str(folder))
        settings.take_next(db)
    qtbot.waitUntil(lambda: not field.accessibleDescription(), timeout=WAIT_MS)
    assert field.currentText() == "模型 a"
    folder.rename(tmp_path / "away")
    qtbot.waitUntil(lambda: "words alone" in field.accessibleDescription(), timeout=WAIT_MS)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.currentText() == "Built in (recommended)"
    with closing(open_library(home)) as db:
        qtbot.waitUntil(lambda: settings.load(db).next_embedder == "", timeout=WAIT_MS)


def test_a_cross_encoder_is_chosen_and_given_up_again(
    qtbot: QtBot, window: MainWindow, home: Path, tmp_path: Path
) -> None:
    folder = model_folder(tmp_path, "排序 a")
    dialog = opened_dialog(window)
    field = named(dialog, "Ranked by")
    assert (field.count(), field.currentText()) == (1, "No further model")
    chosen_from_dialog(qtbot, dialog, folder, "Ranked by")
    assert field.currentText() == "排序 a"
    qtbot.waitUntil(lambda: not field.accessibleDescription(), timeout=WAIT_MS)
    with closing(open_library(home)) as db:
        assert settings.load(db) == Settings(reranker=str(folder))
    folder.rename(tmp_path / "away")
    qtbot.waitUntil(lambda: "is not there" in field.accessibleDescription(), timeout=WAIT_MS)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.currentText() == "No further model"
    with closing(open_library(home)) as db:
        qtbot.waitUntil(lambda: settings.load(db) == Settings(), timeout=WAIT_MS)


def model_dialog(dialog: Preferences) -> ModelDialog:
    """Press the button of the answering model."""
    next(one for one in dialog.findChildren(QPushButton) if one.accessibleDescription() == "Answered by").click()
    (asking,) = dialog.findChildren(ModelDialog)
    return asking


def line(dialog: ModelDialog, name: str) -> QLineEdit:
    return next(one for one in dialog.findChildren(QLineEdit) if one.accessibleName() == name)


def test_a_server_is_named_with_its_model_and_key_and_left_again(qtbot: QtBot, window: MainWindow, home: Path) -> None:
    dialog = opened_dialog(window)
    field, asking = named(dialog, "Answered by"), model_dialog(dialog)
    ok = asking.findChildren(QDialogButtonBox)[0].button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    assert not line(asking, "Key").isEnabled()
    for name, words in (("File or address", SERVER.place), ("Model", SERVER.name), ("Key", SERVER.key)):
        line(asking, name).setFocus()
        qtbot.keyClicks(line(asking, name), words)
    ok.click()
    assert field.currentText() == SERVER.place
    qtbot.waitUntil(lambda: SERVER.place in field.accessibleDescription(), timeout=WAIT_MS)
    with closing(open_library(home)) as db:
        assert settings.load(db).model == SERVER
        qtbot.keyClick(field, Qt.Key.Key_Up)
        qtbot.waitUntil(lambda: settings.load(db) == Settings(), timeout=WAIT_MS)
        qtbot.keyClick(field, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda: settings.load(db).model == SERVER, timeout=WAIT_MS)


def test_a_gguf_file_is_chosen_in_its_dialog(qtbot: QtBot, window: MainWindow, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "模型 a.gguf"
    file.touch()
    dialog = opened_dialog(window)
    field, asking = named(dialog, "Answered by"), model_dialog(dialog)
    next(one for one in asking.findChildren(QPushButton) if "GGUF" in one.text()).click()
    (files,) = asking.findChildren(QFileDialog)
    files.fileSelected.emit(str(file))
    files.close()
    qtbot.keyClick(line(asking, "File or address"), Qt.Key.Key_Return)
    assert field.currentText() == "模型 a.gguf"
    with closing(open_library(home)) as db:
        qtbot.waitUntil(lambda: settings.load(db).model.place == str(file), timeout=WAIT_MS)
    file.unlink()
    qtbot.waitUntil(lambda: "is not there" in field.accessibleDescription(), timeout=WAIT_MS)


def test_a_folder_without_a_model_is_said_and_changes_nothing(
    qtbot: QtBot, window: MainWindow, home: Path, tmp_path: Path
) -> None:
    dialog = opened_dialog(window)
    field = named(dialog, "Found by")
    chosen_from_dialog(qtbot, dialog, tmp_path)
    qtbot.waitUntil(lambda: "No model can be loaded" in window.notice.text(), timeout=WAIT_MS)
    assert str(tmp_path) in window.notice.text()
    assert (field.count(), field.currentText()) == (1, "Built in (recommended)")
    with closing(open_library(home)) as db:
        assert settings.load(db) == Settings()


def test_a_choice_that_could_not_be_kept_is_taken_back_and_said(qtbot: QtBot, window: MainWindow, home: Path) -> None:
    qtbot.waitUntil(lambda: window.workers.of(Role.READER).ready, timeout=WAIT_MS)
    (home / "full").touch()
    field = passages(opened_dialog(window))
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: field.currentText() == "By structure (recommended)", timeout=WAIT_MS)
    assert "disk is full" in window.notice.text()


@pytest.mark.parametrize(("language", "hint"), [(Language.CHINESE, "重新索引"), (Language.ENGLISH, "indexed anew")])
def test_every_field_says_what_it_is(
    qtbot: QtBot, window: MainWindow, dressed: Interpreter, language: Language, hint: str
) -> None:
    dialog = opened_dialog(window)
    field = passages(dialog)
    dressed.speak(language)
    qtbot.waitUntil(lambda: hint in field.accessibleDescription(), timeout=WAIT_MS)
    fields = dialog.findChildren(QComboBox)
    labels = {label.buddy(): label.text() for label in dialog.findChildren(QLabel) if label.buddy()}
    for one in fields:
        assert labels[one].replace("&", "").split("(")[0] == one.accessibleName()
        assert all(one.itemText(at) for at in range(one.count()))
    keys = [labels[one][labels[one].index("&") + 1] for one in fields]
    assert len(set(keys)) == len(keys), "two fields with one key"
