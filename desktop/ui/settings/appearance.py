"""Light and dark: Fusion with our own palette, and the style sheet that speaks in palette roles."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.ui.settings.choices import Appearance


def apply(app: QApplication, choice: Appearance) -> None:
    """Dress the program; to be called again when the choice or the system's scheme changes."""
    hints = app.styleHints()
    hints.setColorScheme(_SCHEMES[choice])
    dark = choice is Appearance.DARK
    if choice is Appearance.SYSTEM:
        dark = hints.colorScheme() is Qt.ColorScheme.Dark
    app.setPalette(palette(dark))
    app.setStyleSheet((paths.resources() / "style" / "tercet.qss").read_text("utf-8"))


def palette(dark: bool) -> QPalette:
    """The colours by role, from ``resources/style/palettes.json``."""
    every = json.loads((paths.resources() / "style" / "palettes.json").read_text("utf-8"))
    made = QPalette()
    for name, colour in every["dark" if dark else "light"].items():
        made.setColor(getattr(QPalette.ColorRole, name), QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, made.color(QPalette.ColorRole.Dark))
    return made


_SCHEMES = {
    Appearance.SYSTEM: Qt.ColorScheme.Unknown,
    Appearance.LIGHT: Qt.ColorScheme.Light,
    Appearance.DARK: Qt.ColorScheme.Dark,
}
