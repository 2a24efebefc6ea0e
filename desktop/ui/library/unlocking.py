"""Asks once for the password of locked documents; the queue goes on meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop.domain.errors import ErrorCode
from desktop.ui import errors
from desktop.ui.bars import Bar

translate = QCoreApplication.translate


class UnlockBar(Bar):
    """A password field that is tried on all locked documents. The password is not kept."""

    password_given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "lock")
        self._locked: tuple[str, ...] = ()
        self._wrong = ""
        self._dismissed: tuple[str, ...] = ()
        self._field = QLineEdit(self)
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setAcceptDrops(False)
        self._try = QPushButton(self)
        self.content().addWidget(self._field)
        self.content().addWidget(self._try)
        self._try.clicked.connect(self._give)
        self._field.returnPressed.connect(self._give)
        self.closed.connect(self._dismiss)
        self._retranslate_field()

    def ask_for(self, locked: tuple[str, ...]) -> None:
        """These documents (names) are locked; asks, unless the person has waved these away."""
        if locked == self._locked:
            return
        self._locked = locked
        if locked and locked != self._dismissed:
            self._wrong = ""
            self.say(self._question)
        else:
            self.hide()

    def ask_anyway(self) -> None:
        """The person wants to enter a password."""
        if self._locked:
            self.say(self._question)
            self._field.setFocus()

    def refuse(self, name: str) -> None:
        """The password did not open this document."""
        self._wrong = name
        self.say(self._question)
        self._field.selectAll()
        self._field.setFocus()

    def field(self) -> QLineEdit:
        """The password field."""
        return self._field

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate_field()

    def _question(self) -> str:
        if self._wrong:
            return errors.describe(ErrorCode.WRONG_PASSWORD, self._wrong)
        if len(self._locked) == 1:
            return translate("Unlocking", "{name} is locked. Its password:").format(name=self._locked[0])
        return translate("Unlocking", "%n document(s) are locked. The password:", "", len(self._locked))

    def _retranslate_field(self) -> None:
        self._field.setPlaceholderText(translate("Unlocking", "Password (not stored)"))
        self._field.setAccessibleName(translate("Unlocking", "Password"))
        self._try.setText(translate("Unlocking", "Try for all locked"))

    def _give(self) -> None:
        password = self._field.text()
        if password:
            self._field.clear()
            self.password_given.emit(password)

    def _dismiss(self) -> None:
        self._dismissed = self._locked
