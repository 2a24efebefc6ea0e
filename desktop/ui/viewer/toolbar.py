"""The buttons above the page: evidence, pages, zoom."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from desktop.domain.document import PageSource
from desktop.ui.icons import line_icon

translate = QCoreApplication.translate

_SHORTCUTS = {
    "previous_evidence": ("Alt+Left",),
    "next_evidence": ("Alt+Right",),
    "previous_page": ("Ctrl+PgUp",),
    "next_page": ("Ctrl+PgDown",),
    "zoom_out": ("Ctrl+-",),
    "zoom_in": ("Ctrl++", "Ctrl+="),
    "true_size": ("Ctrl+0",),
    "fit_width": ("Ctrl+9",),
    "copy_value": ("Ctrl+Shift+C",),
}
_ICONS = {
    "previous_evidence": "previous",
    "next_evidence": "next",
    "previous_page": "up",
    "next_page": "down",
    "zoom_out": "zoom-out",
    "zoom_in": "zoom-in",
    "fit_width": "fit-width",
    "copy_value": "copy",
}


class ViewerToolbar(QWidget):
    """Actions of the viewer, as buttons; the menu bar has the same actions."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.previous_evidence = self._action("previous_evidence")
        self.next_evidence = self._action("next_evidence")
        self.previous_page = self._action("previous_page")
        self.next_page = self._action("next_page")
        self.zoom_out = self._action("zoom_out")
        self.zoom_in = self._action("zoom_in")
        self.true_size = self._action("true_size")
        self.fit_width = self._action("fit_width")
        self.fit_width.setCheckable(True)
        self.copy_value = self._action("copy_value")
        self._count = QLabel(self)
        self._page = QLabel(self)
        self._source, self._known_source = QLabel(self), ""
        self._percent = QToolButton(self)
        self._percent.setDefaultAction(self.true_size)
        self._lay_out()
        self._retranslate()
        self._draw_icons()

    def every(self) -> tuple[QAction, ...]:
        """All actions, in the order of a menu."""
        evidence = (self.previous_evidence, self.next_evidence, self.copy_value)
        return (*evidence, self.previous_page, self.next_page, *self.zooms())

    def zooms(self) -> tuple[QAction, ...]:
        """The zoom actions."""
        return self.zoom_in, self.zoom_out, self.fit_width, self.true_size

    def show_evidence(self, at: int, of: int, left: int = 0) -> None:
        """Which of how many facts is shown, counted from 1; 0 of 0 hides the buttons' use. More that are ``left`` come later."""
        self._count.setText(f"{at}/{of + left}" if of else "")
        self.previous_evidence.setEnabled(at > 1)
        self.next_evidence.setEnabled(0 < at < of)
        self.copy_value.setEnabled(of > 0)

    def evidence(self) -> str:
        """Which of how many facts is shown, as it stands there."""
        return self._count.text()

    def show_page(self, at: int, of: int) -> None:
        """Which of how many pages is shown, counted from 1."""
        self._page.setText(f"{at}/{of}" if of else "")
        self.previous_page.setEnabled(at > 1)
        self.next_page.setEnabled(0 < at < of)
        for action in self.zooms():
            action.setEnabled(of > 0)

    def show_source(self, source: str) -> None:
        """Where the page's words are from: PageSource's names, "" for nothing known."""
        self._known_source = source
        words, explained = _source_words(source)
        self._source.setText(words)
        self._source.setToolTip(explained)
        self._source.setAccessibleDescription(explained)

    def show_zoom(self, zoom: float, *, fits: bool) -> None:
        """The zoom in per cent."""
        self.true_size.setIconText(f"{round(zoom * 100)} %")
        self.fit_width.setChecked(fits)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language or palette changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self._draw_icons()

    def _action(self, name: str) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(keys) for keys in _SHORTCUTS[name]])
        return action

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._buttons(layout, self.previous_evidence)
        layout.addWidget(self._count)
        self._buttons(layout, self.next_evidence, self.copy_value)
        layout.addStretch(1)
        self._buttons(layout, self.previous_page)
        layout.addWidget(self._page)
        self._buttons(layout, self.next_page)
        layout.addWidget(self._source)
        layout.addStretch(1)
        self._buttons(layout, self.zoom_out)
        layout.addWidget(self._percent)
        self._buttons(layout, self.zoom_in, self.fit_width)

    def _buttons(self, layout: QHBoxLayout, *actions: QAction) -> None:
        for action in actions:
            button = QToolButton(self)
            button.setDefaultAction(action)
            layout.addWidget(button)

    def _retranslate(self) -> None:
        self.show_source(self._known_source)
        self.previous_evidence.setText(self.tr("Previous evidence"))
        self.next_evidence.setText(self.tr("Next evidence"))
        self.previous_page.setText(self.tr("Previous page"))
        self.next_page.setText(self.tr("Next page"))
        self.zoom_out.setText(self.tr("Zoom out"))
        self.zoom_in.setText(self.tr("Zoom in"))
        self.true_size.setText(self.tr("True size"))
        self.fit_width.setText(self.tr("Fit to width"))
        self.copy_value.setText(self.tr("Copy the value"))
        for action in self.every():
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{action.text()} ({keys})")
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(button.defaultAction().text())

    def _draw_icons(self) -> None:
        for name, icon in _ICONS.items():
            action: QAction = getattr(self, name)
            action.setIcon(line_icon(icon, self.palette()))


def _source_words(source: str) -> tuple[str, str]:
    """The badge of a page, and what it means."""
    match source:
        case PageSource.TEXT:
            return translate("Page", "text"), translate("Page", "The words are those of the file.")
        case PageSource.OCR:
            return translate("Page", "OCR"), translate("Page", "The words were read from the picture of the page.")
        case PageSource.MIXED:
            explained = translate(
                "Page", "The words are those of the file and, in pictures and broken fonts, text recognition's."
            )
            return translate("Page", "text + OCR"), explained
        case PageSource.FAILED:
            return translate("Page", "not read"), translate("Page", "This page could not be read.")
    return "", ""
