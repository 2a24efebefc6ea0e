"""Asks which language model is to answer: a GGUF file, or one behind a server."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.settings import ModelChoice
from desktop.ui import choosing
from desktop.wire import local_path, printable, wire_path


class ModelDialog(QDialog):
    """A small window; ``chosen`` comes with OK. It begins with the model in use."""

    chosen = Signal(object)  #: ModelChoice

    def __init__(self, model: ModelChoice, parent: QWidget) -> None:
        super().__init__(parent)
        self._place, self._name, self._key = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self._browse = QPushButton(self.tr("&GGUF file…"), self)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._lay_out()
        self.setWindowTitle(self.tr("Language model"))
        self._place.setPlaceholderText("http://127.0.0.1:11434/v1")
        self._name.setPlaceholderText(self.tr("the server's first"))
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._place.textChanged.connect(self._look)
        self._browse.clicked.connect(lambda: choosing.choose_gguf(self, self._place.setText))
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        self._place.setText(model.place if model.is_server else printable(local_path(model.place)))
        self._name.setText(model.name)
        self._key.setText(model.key)
        self._look()

    def _lay_out(self) -> None:
        hint = QLabel(self)
        hint.setObjectName("quiet")
        hint.setWordWrap(True)
        hint.setText(
            self.tr(
                "A GGUF file on this computer, or the address of a server that speaks the OpenAI API: Ollama, LM Studio,"
                " llama.cpp, vLLM, Xinference. Your questions and the passages they are asked of are then sent to that"
                " address, and nowhere else."
            )
        )
        form, line, outer = QFormLayout(), QHBoxLayout(), QVBoxLayout(self)
        line.addWidget(self._place, 1)
        line.addWidget(self._browse)
        for label, field, content in (
            (self.tr("File or &address"), self._place, line),
            (self.tr("&Model"), self._name, self._name),
            (self.tr("&Key"), self._key, self._key),
        ):
            words = QLabel(label, self)
            words.setBuddy(field)
            field.setAccessibleName(label.replace("&", ""))
            form.addRow(words, content)
        outer.addWidget(hint)
        outer.addLayout(form)
        outer.addWidget(self._buttons)
        outer.setSpacing(14)
        self.setMinimumWidth(460)

    def _look(self) -> None:
        """Name and key are a server's; nothing can be chosen that is no address and no file."""
        choice = self._choice()
        for field in (self._name, self._key):
            field.setEnabled(choice.is_server)
        possible = choice.is_server or Path(self._place.text().strip()).is_file()
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(possible)

    def _choice(self) -> ModelChoice:
        place = self._place.text().strip()
        if ModelChoice(place).is_server:
            return ModelChoice(place, self._name.text().strip(), self._key.text().strip())
        return ModelChoice(wire_path(str(Path(place).absolute())) if place else "")

    def _accept(self) -> None:
        self.chosen.emit(self._choice())
        self.accept()
