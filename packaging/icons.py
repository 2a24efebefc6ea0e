"""Draws the program's icon in all sizes from its two SVG files: one for large squares, one on a grid of 16 pixels.

Run it in the project's environment after a change; the results are committed.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SMALL = (16, 32)  #: multiples of the small drawing's grid that are still small
LARGE = (24, 48, 64, 128, 256, 512)


def main() -> None:
    """Write all sizes."""
    application = QGuiApplication(["icons", "-platform", "offscreen"])
    for drawing, sizes in (("tercet-small.svg", SMALL), ("tercet.svg", LARGE)):
        renderer = QSvgRenderer(str(ICONS / drawing))
        for size in sizes:
            _drawn(renderer, size).save(str(ICONS / f"tercet-{size}.png"))
    application.quit()


def _drawn(renderer: QSvgRenderer, size: int) -> QImage:
    image = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


if __name__ == "__main__":
    main()
