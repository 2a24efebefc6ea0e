"""Language and appearance of the window, and the settings of its library; each choice takes effect at once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.errors import KnownError
from desktop.domain.settings import Chunker, Settings
from desktop.ui.records import LibraryBusyError
from desktop.ui.settings.choices import Appearance, Choices, LanguageChoice

_LOOK_MS = 1_000  #: how often to look whether the command line has changed the library's settings


class Preferences(QDialog):
    """A small window beside the program's; closing it loses nothing. ``look`` reads the library's settings."""

    chosen = Signal(object)  #: Choices
    chunker_chosen = Signal(object)  #: Chunker

    def __init__(self, choices: Choices, look: Callable[[], Settings], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._wanted: Chunker | None = None  #: chosen here, and not in the tables yet
        self._language, self._appearance, self._chunker = (QComboBox(self) for _ in range(3))
        self._labels = tuple(QLabel(self) for _ in range(3))
        self._hint = QLabel(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._buttons.rejected.connect(self.close)
        self._lay_out()
        self._fill(choices)
        self._retranslate()
        self._follow()
        self._language.currentIndexChanged.connect(self._choose)
        self._appearance.currentIndexChanged.connect(self._choose)
        self._chunker.activated.connect(self._choose_chunker)
        timer = QTimer(self)
        timer.timeout.connect(self._follow)
        timer.start(_LOOK_MS)

    def give_up(self) -> None:
        """What was chosen for the library could not be kept: show what holds."""
        self._wanted = None
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 16)
        outer.setSpacing(18)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        for label, field in zip(self._labels, (self._language, self._appearance, self._chunker), strict=True):
            label.setBuddy(field)
            form.addRow(label, field)
        self._hint.setObjectName("quiet")
        self._hint.setWordWrap(True)
        form.addRow(self._hint)
        outer.addLayout(form)
        outer.addWidget(self._buttons)
        self.setMinimumWidth(420)

    def _fill(self, choices: Choices) -> None:
        for field, every in (
            (self._language, LanguageChoice),
            (self._appearance, Appearance),
            (self._chunker, Chunker),
        ):
            for one in every:
                field.addItem("", one.value)
        self._language.setCurrentIndex(list(LanguageChoice).index(choices.language))
        self._appearance.setCurrentIndex(list(Appearance).index(choices.appearance))

    def _choose(self) -> None:
        language = LanguageChoice(self._language.currentData())
        appearance = Appearance(self._appearance.currentData())
        self.chosen.emit(Choices(language, appearance))

    def _choose_chunker(self) -> None:
        self._wanted = Chunker(self._chunker.currentData())
        self.chunker_chosen.emit(self._wanted)

    def _follow(self) -> None:
        """Show what the tables have, but not what is just being changed here."""
        with suppress(KnownError, LibraryBusyError):  # said by whoever needs the tables, or looked at later
            kept = self._look().chunker
            if self._wanted in (None, kept):
                self._wanted = None
                self._chunker.setCurrentIndex(list(Chunker).index(kept))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Preferences"))
        said = (self.tr("&Language"), self.tr("&Appearance"), self.tr("&Passages"))
        heard = (self.tr("Language"), self.tr("Appearance"), self.tr("Passages"))
        for label, words in zip(self._labels, said, strict=True):
            label.setText(words)
        for field, words in zip((self._language, self._appearance, self._chunker), heard, strict=True):
            field.setAccessibleName(words)
        # A language is called by its own name, so that who can't read this one finds it.
        _name(self._language, self.tr("As the system"), "中文", "English")
        _name(self._appearance, self.tr("As the system"), self.tr("Light"), self.tr("Dark"))
        windows = self.tr("Fixed windows with overlap")
        _name(self._chunker, self.tr("By structure (recommended)"), windows, self.tr("One for each page"))
        self._hint.setText(
            self.tr(
                "Passages are what is searched for an answer. Where this changes, the library is indexed anew in the"
                " background; you can go on asking."
            )
        )
        self._chunker.setAccessibleDescription(self._hint.text())


def _name(field: QComboBox, *names: str) -> None:
    for at, name in enumerate(names):
        field.setItemText(at, name)
