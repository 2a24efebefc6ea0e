"""What is chosen for the library: how its pages are cut, and which models find, rank and answer. The answerer keeps it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QWidget

from desktop.domain.errors import KnownError
from desktop.domain.settings import Chunker, ModelChoice, Settings
from desktop.ui.records import LibraryBusyError
from desktop.ui.settings.model_dialog import ModelDialog
from desktop.ui.settings.model_field import ModelField, ask_folder, is_there, path
from desktop.wire import local_path

_LOOK_MS = 1_000  #: how often to look whether the answerer or the command line has changed the settings


class LibrarySettings(QObject):
    """Four fields of a form, and what follows from them. ``look`` reads the settings of the library."""

    chunker_chosen = Signal(object)  #: Chunker
    embedder_chosen = Signal(str)  #: a folder, as Settings has it
    reranker_chosen = Signal(str)  #: a folder, as Settings has it
    model_chosen = Signal(object)  #: ModelChoice

    def __init__(self, form: QFormLayout, look: Callable[[], Settings], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._kept = Settings()
        self._chunker_wanted: Chunker | None = None  #: chosen here, and not in the tables yet
        self._chunker, self._chunker_label, self._hint = QComboBox(parent), QLabel(parent), QLabel(parent)
        self._chunker_label.setBuddy(self._chunker)
        form.addRow(self._chunker_label, self._chunker)
        self._embedder, self._reranker = ModelField(form, parent, ask_folder), ModelField(form, parent, ask_folder)
        self._model = ModelField(form, parent, self._ask_model)
        self._models = {"": ModelChoice()}  #: those that were in use or chosen here, by their place
        self._hint.setObjectName("quiet")
        self._hint.setWordWrap(True)
        form.addRow(self._hint)
        for one in Chunker:
            self._chunker.addItem("", one.value)
        self.retranslate()
        self._chunker.activated.connect(self._choose_chunker)
        self._embedder.chosen.connect(self._choose_embedder)
        self._reranker.chosen.connect(self._choose_reranker)
        self._model.chosen.connect(self._choose_model)
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
        self._embedder.follow(_coming(self._kept), (self._kept.embedder,))
        self._reranker.follow(self._kept.reranker)
        self._model.follow(self._kept.model.place)
        if not self._model.is_waiting:
            self._models[self._kept.model.place] = self._kept.model
        self._say()

    def give_up(self) -> None:
        """What was chosen could not be kept: show what holds."""
        self._chunker_wanted = None
        self._embedder.give_up()
        self._reranker.give_up()
        self._model.give_up()
        self.follow()

    def _choose_chunker(self) -> None:
        self._chunker_wanted = Chunker(self._chunker.currentData())
        self.chunker_chosen.emit(self._chunker_wanted)

    def _choose_embedder(self, folder: str) -> None:
        self._say()
        self.embedder_chosen.emit(folder)

    def _choose_reranker(self, folder: str) -> None:
        self._say()
        self.reranker_chosen.emit(folder)

    def _ask_model(self, parent: QWidget, take: Callable[[str], None]) -> None:
        def chosen(model: ModelChoice) -> None:
            self._models[model.place] = model
            take(model.place)

        dialog = ModelDialog(self._models[self._model.shown], parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(chosen)
        dialog.open()

    def _choose_model(self, place: str) -> None:
        self._say()
        self.model_chosen.emit(self._models[place])

    def _say(self) -> None:
        self._embedder.say(self._embedder_words())
        self._reranker.say(self._reranker_words())
        self._model.say(self._model_words())

    def _embedder_words(self) -> str:
        if self._embedder.is_waiting:
            return self.tr("The model is being tried…")
        if self._kept.next_embedder is not None:
            return self.tr("The library is being indexed with this model. Until that is done the one before is used.")
        folder = self._kept.embedder
        if folder and not is_there(folder):
            return self.tr("{folder} is not there: until it is back, words alone are searched.").format(
                folder=path(folder)
            )
        return ""

    def _reranker_words(self) -> str:
        if self._reranker.is_waiting:
            return self.tr("The model is being tried…")
        folder = self._kept.reranker
        if folder and not is_there(folder):
            return self.tr("{folder} is not there: until it is back, nothing is ranked once more.").format(
                folder=path(folder)
            )
        return ""

    def _model_words(self) -> str:
        if self._model.is_waiting:
            return self.tr("The model is being tried…")
        chosen = self._kept.model
        if chosen.is_server:
            return self.tr("Questions and passages are sent to {address}.").format(address=chosen.place)
        if chosen.place and not Path(local_path(chosen.place)).is_file():
            return self.tr("{file} is not there: until it is back, only tables and lines answer.").format(
                file=path(chosen.place)
            )
        return ""

    def retranslate(self) -> None:
        """Words in the language of the window."""
        self._chunker_label.setText(self.tr("&Passages"))
        self._chunker.setAccessibleName(self.tr("Passages"))
        self._embedder.retranslate(
            self.tr("Found &by"), self.tr("Found by"), self.tr("Built in (recommended)"), self.tr("&Other folder…")
        )
        self._reranker.retranslate(
            self.tr("&Ranked by"), self.tr("Ranked by"), self.tr("No further model"), self.tr("Other &folder…")
        )
        self._model.retranslate(
            self.tr("A&nswered by"), self.tr("Answered by"), self.tr("Built in (recommended)"), self.tr("Other &model…")
        )
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
                " this changes, the library is indexed anew in the background; you can go on asking. A cross-encoder of"
                " yours can rank what was found once more; each answer then takes longer."
            )
        )
        self._chunker.setAccessibleDescription(self._hint.text())
        self.follow()


def _coming(settings: Settings) -> str:
    """The embedder that is in use, or will be."""
    return settings.embedder if settings.next_embedder is None else settings.next_embedder
