"""What a person says of the fact that is shown: it is right, it is wrong, or something else stands there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.fact import Fact, Review, Triple
from desktop.ui.eliding import ElidingLabel
from desktop.ui.icons import line_icon

translate = QCoreApplication.translate

#: plain letters: a field that is written in keeps them to itself
_KEYS = {"accept": "A", "edit": "E", "reject": "R"}
_ICONS = {"accept": "check", "edit": "edit", "reject": "close"}


class ReviewBar(QWidget):
    """The fact in words, what was said of it, and three buttons; pressed again, what was said is taken back."""

    said = Signal(object, object)  #: Review, and a Triple where it is an edit

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._fact: Fact | None = None
        self.accept, self.edit, self.reject = (self._action(name) for name in _KEYS)
        self._words, self._state = ElidingLabel(self), QLabel(self)
        self._state.setObjectName("quiet")
        self._lay_out()
        self.accept.triggered.connect(lambda: self._say(Review.ACCEPTED))
        self.reject.triggered.connect(lambda: self._say(Review.REJECTED))
        self.edit.triggered.connect(self._open_edit)
        self._retranslate()
        self._draw_icons()
        self.show_fact(None)

    def every(self) -> tuple[QAction, ...]:
        """All actions, in the order of a menu."""
        return self.accept, self.edit, self.reject

    def show_fact(self, fact: Fact | None) -> None:
        """The fact that is shown now; None for none."""
        self._fact = fact
        self.setVisible(fact is not None)
        for action in self.every():
            action.setEnabled(fact is not None)
        self.accept.setChecked(fact is not None and fact.review is Review.ACCEPTED)
        self.reject.setChecked(fact is not None and fact.review is Review.REJECTED)
        self._words.setText(_told(fact) if fact else "")
        self._state.setText(state_words(fact.review) if fact else "")

    def state(self) -> str:
        """What was said of the fact, in words."""
        return self._state.text()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language or palette changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
            self.show_fact(self._fact)
        elif event.type() is QEvent.Type.PaletteChange:
            self._draw_icons()

    def _action(self, name: str) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(_KEYS[name]))
        action.setCheckable(name != "edit")
        return action

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._state)
        for action in self.every():
            button = QToolButton(self)
            button.setDefaultAction(action)
            layout.addWidget(button)

    def _say(self, review: Review) -> None:
        if self._fact is not None:
            self.said.emit(Review.NEW if self._fact.review is review else review, None)

    def _open_edit(self) -> None:
        if self._fact is not None:
            dialog = EditDialog(self._fact.triple, self)
            dialog.edited.connect(lambda triple: self.said.emit(Review.EDITED, triple))
            dialog.open()

    def _retranslate(self) -> None:
        self.accept.setText(self.tr("Accept this fact"))
        self.edit.setText(self.tr("Edit this fact…"))
        self.reject.setText(self.tr("Reject this fact"))
        for action in self.every():
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{action.text()} ({keys})")
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(button.defaultAction().text())

    def _draw_icons(self) -> None:
        for action in self.every():
            action.setIcon(line_icon(_ICONS[action.objectName()], self.palette()))


class EditDialog(QDialog):
    """Entity, attribute and value as the person wants them; the place on the page stays."""

    edited = Signal(object)  #: Triple

    def __init__(self, triple: Triple, parent: QWidget) -> None:
        super().__init__(parent)
        self._triple = triple
        self.fields = tuple(QLineEdit(text, self) for text in (triple.entity, triple.attribute, triple.value))
        self._labels = tuple(QLabel(self) for _ in self.fields)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        form, outer = QFormLayout(), QVBoxLayout(self)
        for label, field in zip(self._labels, self.fields, strict=True):
            label.setBuddy(field)
            form.addRow(label, field)
            field.textChanged.connect(self._look)
        outer.addLayout(form)
        outer.addWidget(self.buttons)
        outer.setSpacing(14)
        self.setMinimumWidth(420)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self._retranslate()
        self._look()
        self.fields[-1].setFocus()
        self.fields[-1].selectAll()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _now(self) -> Triple:
        return Triple(*(field.text().strip() for field in self.fields))

    def _look(self) -> None:
        now = self._now()
        possible = bool(now.attribute and now.value) and now != self._triple
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(possible)

    def _accept(self) -> None:
        self.edited.emit(self._now())
        self.accept()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Edit this fact"))
        names = (self.tr("&Entity"), self.tr("&Attribute"), self.tr("&Value"))
        for label, field, name in zip(self._labels, self.fields, names, strict=True):
            label.setText(name)
            field.setAccessibleName(name.replace("&", ""))


def state_words(review: Review) -> str:
    """What a person has said of a fact."""
    return {
        Review.NEW: translate("Review", "not reviewed"),
        Review.ACCEPTED: translate("Review", "accepted"),
        Review.EDITED: translate("Review", "edited"),
        Review.REJECTED: translate("Review", "rejected"),
    }[review]


def _told(fact: Fact) -> str:
    """The value first: it is what must not be cut short."""
    period = f" ({fact.period})" if fact.period else ""
    return f"{fact.triple.value} · {fact.triple.attribute}{period} · {fact.triple.entity}"
