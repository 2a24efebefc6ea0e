"""Language and appearance of the window, and the settings of its library; each choice takes effect at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.settings import Settings
from desktop.ui.settings.choices import Appearance, Choices, LanguageChoice
from desktop.ui.settings.library import LibrarySettings


class Preferences(QDialog):
    """A small window beside the program's; closing it loses nothing. ``look`` reads the library's settings."""

    chosen = Signal(object)  #: Choices

    def __init__(self, choices: Choices, look: Callable[[], Settings], parent: QWidget) -> None:
        super().__init__(parent)
        self._language = QComboBox(self)
        self._appearance = QComboBox(self)
        self._language_label = QLabel(self)
        self._appearance_label = QLabel(self)
        self._language_label.setBuddy(self._language)
        self._appearance_label.setBuddy(self._appearance)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._buttons.rejected.connect(self.close)
        form = QFormLayout()
        self._lay_out(form)
        self.library = LibrarySettings(form, look, self)
        for choice in LanguageChoice:
            self._language.addItem("", choice.value)
        for one in Appearance:
            self._appearance.addItem("", one.value)
        self._language.setCurrentIndex(list(LanguageChoice).index(choices.language))
        self._appearance.setCurrentIndex(list(Appearance).index(choices.appearance))
        self._retranslate()
        self._language.currentIndexChanged.connect(self._choose)
        self._appearance.currentIndexChanged.connect(self._choose)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self, form: QFormLayout) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 16)
        outer.setSpacing(18)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.addRow(self._language_label, self._language)
        form.addRow(self._appearance_label, self._appearance)
        outer.addLayout(form)
        outer.addWidget(self._buttons)
        self.setMinimumWidth(440)

    def _choose(self) -> None:
        language = LanguageChoice(self._language.currentData())
        appearance = Appearance(self._appearance.currentData())
        self.chosen.emit(Choices(language, appearance))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Preferences"))
        self._language_label.setText(self.tr("&Language"))
        self._appearance_label.setText(self.tr("&Appearance"))
        self._language.setAccessibleName(self.tr("Language"))
        self._appearance.setAccessibleName(self.tr("Appearance"))
        # A language is called by its own name, so that who can't read this one finds it.
        for at, name in enumerate((self.tr("As the system"), "中文", "English")):
            self._language.setItemText(at, name)
        for at, name in enumerate((self.tr("As the system"), self.tr("Light"), self.tr("Dark"))):
            self._appearance.setItemText(at, name)
        self.library.retranslate()
