"""A second process with one label: pressing it and moving starts a real drag of the named files."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    """Starts the drag."""

    start = QPointF()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.start = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if (event.position() - self.start).manhattanLength() < QApplication.startDragDistance():
            return
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(name) for name in sys.argv[1:]])
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.exec(Qt.DropAction.CopyAction)


def main() -> int:
    app = QApplication(sys.argv[:1])
    source = Source("drag me")
    source.setWindowTitle("dragging")
    source.resize(160, 80)
    source.move(10, 10)
    source.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
