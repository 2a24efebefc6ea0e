"""Logs that stay small, the list of licences, choices that are kept."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from desktop import paths
from desktop.domain.answer import Language
from desktop.ui.app import choose_input_method
from desktop.ui.logs import LogFile
from desktop.ui.settings import choices
from desktop.ui.settings.about import PackLicence, pack_licences
from desktop.ui.settings.choices import Appearance, Choices, LanguageChoice


@pytest.mark.parametrize(("asked", "given"), [("fcitx", "ibus"), ("fcitx5", "ibus"), ("ibus", "ibus"), ("xim", "xim")])
def test_fcitx_is_spoken_to_as_ibus(monkeypatch: pytest.MonkeyPatch, asked: str, given: str) -> None:
    monkeypatch.setenv("QT_IM_MODULE", asked)
    choose_input_method()
    assert os.environ["QT_IM_MODULE"] == given


def test_a_log_never_grows_beyond_its_bound(tmp_path: Path) -> None:
    log = LogFile(tmp_path / "logs" / "reader.log", most_bytes=1000)
    for number in range(200):
        log.write(f"line {number:04d}\n".encode())
    older = log.path.with_suffix(".log.1")
    assert log.path.stat().st_size <= 1000
    assert older.stat().st_size <= 1000
    assert log.path.read_bytes().endswith(b"line 0199\n")


def test_a_log_that_can_not_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "logs").touch()
    LogFile(tmp_path / "logs" / "reader.log").write(b"words")


def test_the_licences_are_those_of_the_catalogue(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.json"
    file.write_text(json.dumps({"packs": [{"name": "a", "licence": "MIT", "upstream": "b/a", "files": []}]}), "utf-8")
    assert pack_licences(file) == (PackLicence("a", "MIT", "b/a"),)
    assert pack_licences(tmp_path / "none.json") == ()
    assert all(pack.licence for pack in pack_licences(paths.catalogue()))


def test_choices_are_kept_and_nonsense_is_forgotten(tmp_path: Path) -> None:
    settings = choices.settings_file(tmp_path)
    made = Choices(LanguageChoice.CHINESE, Appearance.DARK)
    choices.save(settings, made)
    settings.sync()
    assert choices.load(choices.settings_file(tmp_path)) == made
    settings.setValue("appearance", "purple")
    assert choices.load(settings).appearance is Appearance.SYSTEM


def test_the_language_is_the_chosen_one() -> None:
    assert choices.language_of(LanguageChoice.CHINESE) is Language.CHINESE
    assert choices.language_of(LanguageChoice.ENGLISH) is Language.ENGLISH
    assert choices.language_of(LanguageChoice.SYSTEM) in Language
