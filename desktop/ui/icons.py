"""Our line icons, in the colour of the text they stand beside."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop import paths

_SIZES = (18, 36, 54)


def program_icon() -> QIcon:
    """The program's icon in all its sizes."""
    icon = QIcon()
    for file in sorted((paths.resources() / "icons").glob("tercet-*.png")):
        icon.addFile(str(file))
    return icon


def line_icon(name: str, palette: QPalette, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """The icon of this name, recoloured for each mode it can be drawn in."""
    icon = QIcon()
    colours = {
        QIcon.Mode.Normal: palette.color(QPalette.ColorGroup.Active, role),
        QIcon.Mode.Disabled: palette.color(QPalette.ColorGroup.Disabled, role),
        QIcon.Mode.Selected: palette.color(QPalette.ColorRole.HighlightedText),
    }
    for mode, colour in colours.items():
        for size in _SIZES:
            icon.addPixmap(pixmap(name, colour, size), mode)
    return icon


def pixmap(name: str, colour: QColor, size: int) -> QPixmap:
    """The icon as a square of ``size`` device pixels."""
    drawn = QPixmap(QSize(size, size))
    drawn.fill(Qt.GlobalColor.transparent)
    text = (paths.resources() / "icons" / "line" / f"{name}.svg").read_text("utf-8")
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(text.replace("currentColor", colour.name()).encode())).render(painter)
    painter.end()
    return drawn
