"""Our line icons, in the colour of the text they stand beside."""

from __future__ import annotations

import math
from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop import paths

_SIZE = 18


def program_icon() -> QIcon:
    """The program's icon in all its sizes."""
    icon = QIcon()
    for file in sorted((paths.resources() / "icons").glob("tercet-*.png")):
        icon.addFile(str(file))
    return icon


def line_icon(
    name: str, palette: QPalette, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText, size: int = _SIZE
) -> QIcon:
    """The icon of this name for squares of ``size`` pixels, recoloured for each mode it can be drawn in."""
    colours = {
        QIcon.Mode.Normal: palette.color(QPalette.ColorGroup.Active, role),
        QIcon.Mode.Disabled: palette.color(QPalette.ColorGroup.Disabled, role),
        QIcon.Mode.Selected: palette.color(QPalette.ColorRole.HighlightedText),
    }
    icon = QIcon()
    for mode, colour in colours.items():
        icon.addPixmap(QPixmap.fromImage(_picture(name, colour.name(), size * _density())), mode)
    return icon


@lru_cache(maxsize=512)
def _picture(name: str, colour: str, size: int) -> QImage:
    """A square of so many device pixels; an image, because a kept pixmap would outlive its application."""
    drawn = QImage(QSize(size, size), QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode())).render(painter)
    painter.end()
    return drawn


@cache
def _drawing(name: str) -> str:
    return (paths.resources() / "icons" / "line" / f"{name}.svg").read_text("utf-8")


def _density() -> int:
    """Device pixels per pixel on the densest screen, rounded up."""
    return max(math.ceil(screen.devicePixelRatio()) for screen in QGuiApplication.screens())
