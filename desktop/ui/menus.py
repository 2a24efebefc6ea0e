"""The menu bar. Every action has a key; menus hold actions that belong to the panes, too."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

translate = QCoreApplication.translate


class WindowActions(QObject):
    """What can be done in the window as a whole."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.add_files = self._action("Ctrl+O")
        self.add_folder = self._action("Ctrl+Shift+O")
        self.export_answers = self._action("Ctrl+E")
        self.export_facts = self._action("Ctrl+Shift+E")
        self.export_reviewed = self._action("")
        self.quit = self._action("Ctrl+Q")
        self.paste_files = self._action("Ctrl+Shift+V")
        self.preferences = self._action("Ctrl+,")
        self.question = self._action("Ctrl+L")
        self.sheet = self._action("Ctrl+T")
        self.review = self._action("Ctrl+Shift+R")
        self.next_pane = self._action("F6")
        self.about = self._action("")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.preferences.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.retranslate()

    def retranslate(self) -> None:
        """Words in the language of the window."""
        self.add_files.setText(translate("Menus", "&Add files…"))
        self.add_folder.setText(translate("Menus", "Add a &folder…"))
        self.export_answers.setText(translate("Menus", "&Export the answers as CSV…"))
        self.export_facts.setText(translate("Menus", "Export all fa&cts as CSV…"))
        self.export_reviewed.setText(translate("Menus", "Export re&viewed facts as CSV…"))
        self.quit.setText(translate("Menus", "&Quit"))
        self.paste_files.setText(translate("Menus", "&Paste files"))
        self.preferences.setText(translate("Menus", "P&references…"))
        self.question.setText(translate("Menus", "&Question field"))
        self.sheet.setText(translate("Menus", "&Sheet"))
        self.review.setText(translate("Menus", "&Review facts, the doubtful first"))
        self.next_pane.setText(translate("Menus", "Next &pane"))
        self.about.setText(translate("Menus", "&About Tercet"))

    def _action(self, keys: str) -> QAction:
        action = QAction(self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        return action


class Menus(QObject):
    """File, Edit, Document, View, Help."""

    def __init__(
        self, bar: QMenuBar, window: WindowActions, documents: Iterable[QAction], viewer: Iterable[QAction]
    ) -> None:
        super().__init__(bar)
        self._file, self._edit, self._document, self._view, self._help = (QMenu(bar) for _ in range(5))
        self._file.addActions([window.add_files, window.add_folder])
        self._file.addSeparator()
        self._file.addActions([window.export_answers, window.export_facts, window.export_reviewed])
        self._file.addSeparator()
        self._file.addAction(window.quit)
        self._edit.addActions([window.paste_files])
        self._edit.addSeparator()
        self._edit.addAction(window.preferences)
        self._document.addActions(list(documents))
        self._view.addActions([window.question, window.sheet, window.review, window.next_pane])
        self._view.addSeparator()
        self._view.addActions(list(viewer))
        self._help.addAction(window.about)
        for menu in (self._file, self._edit, self._document, self._view, self._help):
            bar.addMenu(menu)
        self.retranslate()

    def retranslate(self) -> None:
        """Words in the language of the window."""
        self._file.setTitle(translate("Menus", "&File"))
        self._edit.setTitle(translate("Menus", "&Edit"))
        self._document.setTitle(translate("Menus", "&Document"))
        self._view.setTitle(translate("Menus", "&View"))
        self._help.setTitle(translate("Menus", "&Help"))
