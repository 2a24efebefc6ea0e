"""A line of a form for a model, with a line of words about it below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.ui import choosing
from desktop.wire import local_path, printable, wire_path


class ModelField(QObject):
    """The first entry stands for no model of the person's own; its place is ``""``. Places are as Settings has them.

    A place is a folder, a file or a server's address; ``ask`` asks for another one and gives it, as Settings has it.
    """

    chosen = Signal(str)

    def __init__(
        self, form: QFormLayout, parent: QWidget, ask: Callable[[QWidget, Callable[[str], None]], object]
    ) -> None:
        super().__init__(parent)
        self.is_waiting = False  #: whether what was chosen here is not in the tables yet
        self._wanted = self._kept = self._first = ""
        self._box, self._other = QComboBox(parent), QPushButton(parent)
        self._label, self._state = QLabel(parent), QLabel(parent)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(22)
        self._state.setObjectName("quiet")
        self._state.setWordWrap(True)
        self._label.setBuddy(self._box)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._box, 1)
        line.addWidget(self._other)
        form.addRow(self._label, line)
        form.addRow(self._state)
        self._box.activated.connect(self._choose)
        self._other.clicked.connect(lambda: ask(self._box, self._want))

    def follow(self, kept: str, others: Sequence[str] = ()) -> None:
        """Show the model that the tables have, and others in use, but not over what is just being changed here."""
        self._kept = kept
        self.is_waiting = self.is_waiting and self._wanted != kept
        self._show(others)

    def give_up(self) -> None:
        """What was chosen could not be kept."""
        self.is_waiting = False

    def say(self, words: str) -> None:
        """What there is to know about the model shown."""
        self._state.setText(words)
        self._state.setVisible(bool(words))
        self._box.setAccessibleDescription(words)
        self._make_room()

    def retranslate(self, label: str, name: str, first: str, other: str) -> None:
        """Words in the language of the window; ``label`` and ``other`` with their mnemonics, ``name`` for screen readers."""
        self._label.setText(label)
        self._box.setAccessibleName(name)
        self._other.setAccessibleDescription(name)
        self._other.setText(other)
        self._first = first

    @property
    def shown(self) -> str:
        """The folder that is chosen, here or in the tables."""
        return self._wanted if self.is_waiting else self._kept

    def _choose(self) -> None:
        folder = str(self._box.currentData())
        if folder != self.shown:
            self._want(folder)

    def _want(self, folder: str) -> None:
        self._wanted, self.is_waiting = folder, True
        self._show()
        self.chosen.emit(folder)

    def _show(self, others: Sequence[str] = ()) -> None:
        folders = list(dict.fromkeys(("", *others, self._kept, self.shown)))
        if [self._box.itemData(at) for at in range(self._box.count())] != folders:
            self._box.clear()
            for folder in folders:
                self._box.addItem(_short(folder), folder)
        self._box.setItemText(0, self._first)
        self._box.setCurrentIndex(folders.index(self.shown))
        self._box.setToolTip(path(self.shown))

    def _make_room(self) -> None:
        """Qt does not let a window grow with wrapped words that come while it is shown."""
        window = self._state.window()
        layout = window.layout()
        if layout and window.isVisible():
            window.resize(window.width(), max(window.height(), layout.totalHeightForWidth(window.width())))


def ask_folder(parent: QWidget, chosen: Callable[[str], None]) -> None:
    """Ask for a folder."""
    choosing.choose_model(parent, lambda folder: chosen(wire_path(folder)))


def _short(place: str) -> str:
    """A file's or folder's name; an address whole."""
    return place if "://" in place else Path(path(place)).name or path(place)


def path(folder: str) -> str:
    """A folder of the settings as it is shown."""
    return printable(local_path(folder))


def is_there(folder: str) -> bool:
    """Whether it is a folder now."""
    return Path(local_path(folder)).is_dir()
