"""Files that are dragged over the window, dropped on it, or pasted into it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate

SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")


def local_paths(mime: QMimeData) -> tuple[str, ...]:
    """The local files and folders that are being carried."""
    return tuple(url.toLocalFile() for url in mime.urls() if url.isLocalFile())


def invitation(paths: tuple[str, ...]) -> str:
    """What a drop would do: "Add 37 PDFs"."""
    folders = sum(Path(path).is_dir() for path in paths)
    files = len(paths) - folders
    pdfs = sum(path.lower().endswith(".pdf") for path in paths)
    if folders == 0 and pdfs == files:
        return translate("Dropping", "Add %n PDF(s)", "", files)
    if folders == 0:
        return translate("Dropping", "Add %n file(s)", "", files)
    if files == 0:
        return translate("Dropping", "Add everything in %n folder(s)", "", folders)
    return translate("Dropping", "Add {files} and {folders}").format(
        files=translate("Dropping", "%n file(s)", "", files),
        folders=translate("Dropping", "%n folder(s)", "", folders),
    )


class DropOverlay(QWidget):
    """Covers the window while files are dragged over it and says what a drop would do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._covered = parent
        self._words = ""
        self.hide()

    def invite(self, paths: tuple[str, ...]) -> None:
        """Cover the window."""
        self._words = invitation(paths)
        self.setAccessibleName(self._words)
        self.setGeometry(self._covered.rect())
        self.show()
        self.raise_()

    def words(self) -> str:
        """What it says."""
        return self._words

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Qt: a veil, a dashed frame, the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(self.palette().color(QPalette.ColorRole.Window))
        veil.setAlphaF(0.95)
        painter.fillRect(self.rect(), veil)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(16, 16, -16, -16), 14, 14)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
