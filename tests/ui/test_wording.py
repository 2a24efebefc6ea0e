"""The words under an answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain.answer import Coverage
from desktop.domain.doing import Doing, Phase
from desktop.ui.chat.wording import coverage_text, phase_text
from desktop.ui.settings.choices import LanguageChoice, language_of
from desktop.ui.settings.language import Interpreter

COVERAGE = Coverage(2, 9, (("d", 3),), waiting_pages=7)


@pytest.fixture
def interpreter(qapp: QApplication) -> Iterator[Interpreter]:
    speaks = Interpreter(qapp)
    yield speaks
    speaks.speak(language_of(LanguageChoice.ENGLISH))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            LanguageChoice.ENGLISH,
            "Searched 2 documents, 9 pages; 1 page could not be read; 7 pages not fully read yet",
        ),
        (LanguageChoice.CHINESE, "已查找 2 份文档、9 页；有 1 页无法读取；有 7 页尚未读完"),
    ],
)
def test_coverage_says_what_is_not_read_and_what_is_not_read_yet(
    interpreter: Interpreter, language: LanguageChoice, words: str
) -> None:
    interpreter.speak(language_of(language))
    assert coverage_text(COVERAGE) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (LanguageChoice.ENGLISH, "Asking one by one: 3 of 8…"),
        (LanguageChoice.CHINESE, "逐一查询：第 3 个，共 8 个…"),
    ],
)
def test_which_of_the_parts_is_asked_is_said(interpreter: Interpreter, language: LanguageChoice, words: str) -> None:
    interpreter.speak(language_of(language))
    assert phase_text(Doing(Phase.PARTS, 3, 8), 8, 0) == words
