"""What is chosen for the library: how its pages are cut, and which model finds passages. The answerer keeps it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.domain.errors import KnownError
from desktop.domain.settings import Chunker, Settings
from desktop.protocol import local_path, printable, wire_path
from desktop.ui import choosing
from desktop.ui.records import LibraryBusyError

_LOOK_MS = 1_000  #: how often to look whether the answerer or the command line has changed the settings


class LibrarySettings(QObject):
    """Two fields of a form, and what follows from them. ``look`` reads the settings of the library."""

    chunker_chosen = Signal(object)  #: Chunker
    embedder_chosen = Signal(str)  #: a folder, as Settings has it

    def __init__(self, form: QFormLayout, look: Callable[[], Settings], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._kept = Settings()
        self._chunker_wanted: Chunker | None = None  #: chosen here, and not in the tables yet
        self._embedder_wanted: str | None = None
        self._chunker, self._embedder = QComboBox(parent), QComboBox(parent)
        self._other = QPushButton(parent)
        self._chunker_label, self._embedder_label = QLabel(parent), QLabel(parent)
        self._hint, self._state = QLabel(parent), QLabel(parent)
        self._lay_out(form)
        for one in Chunker:
            self._chunker.addItem("", one.value)
        self.follow()
        self.retranslate()
        self._chunker.activated.connect(self._choose_chunker)
        self._embedder.activated.connect(self._choose_embedder)
        self._other.clicked.connect(self._choose_other)
        timer = QTimer(self)
        timer.timeout.connect(self.follow)
        timer.start(_LOOK_MS)

    def follow(self) -> None:
        """Show what the tables have, but not what is just being changed here."""
        with suppress(KnownError, LibraryBusyError):  # said by whoever needs the tables, or looked at later
            self._kept = self._look()
        if self._chunker_wanted in (None, self._kept.chunker):
            self._chunker_wanted = None
            self._chunker.setCurrentIndex(list(Chunker).index(self._kept.chunker))
        if self._embedder_wanted in (None, _coming(self._kept)):
            self._embedder_wanted = None
        self._show_embedder()

    def give_up(self) -> None:
        """What was chosen could not be kept: show what holds."""
        self._chunker_wanted = self._embedder_wanted = None
        self.follow()

    def _lay_out(self, form: QFormLayout) -> None:
        self._chunker_label.setBuddy(self._chunker)
        self._embedder_label.setBuddy(self._embedder)
        form.addRow(self._chunker_label, self._chunker)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._embedder, 1)
        line.addWidget(self._other)
        form.addRow(self._embedder_label, line)
        for words in (self._state, self._hint):
            words.setObjectName("quiet")
            words.setWordWrap(True)
            form.addRow(words)
        self._embedder.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._embedder.setMinimumContentsLength(22)

    def _choose_chunker(self) -> None:
        self._chunker_wanted = Chunker(self._chunker.currentData())
        self.chunker_chosen.emit(self._chunker_wanted)

    def _choose_embedder(self) -> None:
        folder = str(self._embedder.currentData())
        if folder != self._shown():
            self._want_embedder(folder)

    def _choose_other(self) -> None:
        choosing.choose_model(self._embedder, self._take_other)

    def _take_other(self, folder: str) -> None:
        self._want_embedder(wire_path(folder))

    def _want_embedder(self, folder: str) -> None:
        self._embedder_wanted = folder
        self._show_embedder()
        self.embedder_chosen.emit(folder)

    def _shown(self) -> str:
        return _coming(self._kept) if self._embedder_wanted is None else self._embedder_wanted

    def _show_embedder(self) -> None:
        """Our own, and those that are in use, coming, or being tried."""
        folders = list(dict.fromkeys(("", self._kept.embedder, self._shown())))
        if [self._embedder.itemData(at) for at in range(self._embedder.count())] != folders:
            self._embedder.clear()
            for folder in folders:
                self._embedder.addItem(Path(_path(folder)).name or _path(folder), folder)
        self._embedder.setItemText(0, self.tr("Built in (recommended)"))
        self._embedder.setCurrentIndex(folders.index(self._shown()))
        self._embedder.setToolTip(_path(self._shown()))
        self._state.setText(self._state_words())
        self._state.setVisible(bool(self._state.text()))
        self._embedder.setAccessibleDescription(self._state.text())
        self._make_room()

    def _make_room(self) -> None:
        """Qt does not let a window grow with wrapped words that come while it is shown."""
        window = self._state.window()
        layout = window.layout()
        if layout and window.isVisible():
            window.resize(window.width(), max(window.height(), layout.totalHeightForWidth(window.width())))

    def _state_words(self) -> str:
        if self._embedder_wanted is not None:
            return self.tr("The model is being tried…")
        if self._kept.next_embedder is not None:
            return self.tr("The library is being indexed with this model. Until that is done the one before is used.")
        folder = self._kept.embedder
        if folder and not Path(local_path(folder)).is_dir():
            return self.tr("{folder} is not there: until it is back, words alone are searched.").format(
                folder=_path(folder)
            )
        return ""

    def retranslate(self) -> None:
        """Words in the language of the window."""
        self._chunker_label.setText(self.tr("&Passages"))
        self._embedder_label.setText(self.tr("Found &by"))
        self._other.setText(self.tr("&Other folder…"))
        self._chunker.setAccessibleName(self.tr("Passages"))
        self._embedder.setAccessibleName(self.tr("Found by"))
        names = (
            self.tr("By structure (recommended)"),
            self.tr("Fixed windows with overlap"),
            self.tr("One for each page"),
        )
        for at, name in enumerate(names):
            self._chunker.setItemText(at, name)
        self._hint.setText(
            self.tr(
                "Passages are what is searched for an answer, by the words and by a model (sentence-transformers). Where"
                " this changes, the library is indexed anew in the background; you can go on asking."
            )
        )
        self._chunker.setAccessibleDescription(self._hint.text())
        self._show_embedder()


def _coming(settings: Settings) -> str:
    """The embedder that is in use, or will be."""
    return settings.embedder if settings.next_embedder is None else settings.next_embedder


def _path(folder: str) -> str:
    return printable(local_path(folder))
