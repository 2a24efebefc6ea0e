"""What a person may choose, kept in ``window.ini`` in the library's folder."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QLocale, QSettings

from desktop.domain.answer import Language

_Choice = TypeVar("_Choice", bound=StrEnum)


class Appearance(StrEnum):
    """Light or dark, or as the system has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class LanguageChoice(StrEnum):
    """The language of the window, or as the system has it."""

    SYSTEM = "system"
    CHINESE = "zh"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person chose."""

    language: LanguageChoice = LanguageChoice.SYSTEM
    appearance: Appearance = Appearance.SYSTEM


def settings_file(home: Path) -> QSettings:
    """The window's memory: an ini file, so that copying the library's folder takes it along."""
    return QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)


def load(settings: QSettings) -> Choices:
    """The kept choices; what can't be understood counts as not chosen."""
    return Choices(
        _kept(settings, "language", LanguageChoice.SYSTEM),
        _kept(settings, "appearance", Appearance.SYSTEM),
    )


def save(settings: QSettings, choices: Choices) -> None:
    """Keep the choices."""
    settings.setValue("language", choices.language.value)
    settings.setValue("appearance", choices.appearance.value)


def language_of(choice: LanguageChoice) -> Language:
    """The language to speak: the chosen one, else the system's where we speak it, else English."""
    if choice is not LanguageChoice.SYSTEM:
        return Language(choice.value)
    chinese = QLocale.system().language() is QLocale.Language.Chinese
    return Language.CHINESE if chinese else Language.ENGLISH


def _kept(settings: QSettings, key: str, default: _Choice) -> _Choice:
    try:
        return type(default)(str(settings.value(key, default.value)))
    except ValueError:
        return default
