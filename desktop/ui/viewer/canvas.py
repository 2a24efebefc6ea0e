"""The page as a picture with the boxes of a value painted over it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop.domain.geometry import Box
from desktop.ui.viewer.placing import Placing

MARGIN = 14
_MARKER = QColor(255, 226, 64)
_OUTLINE = QColor(176, 96, 0)
_HEADER = QColor(24, 104, 176)
_AIR = 1.5


class PageCanvas(QWidget):
    """Paints one page. Boxes are in points of the page; the picture may have any resolution."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._points = (0.0, 0.0)
        self._scale = 1.0
        self._boxes: tuple[Box, ...] = ()
        self._headers: tuple[Box, ...] = ()

    def show_page(self, image: QImage, points: tuple[float, float]) -> None:
        """Show this picture of a page that is so many points wide and high."""
        self._image, self._points = image, points
        self._resize()

    def set_scale(self, scale: float) -> None:
        """Logical pixels per point."""
        self._scale = scale
        self._resize()

    def mark(self, boxes: tuple[Box, ...], headers: tuple[Box, ...] = ()) -> None:
        """Mark the boxes of a value, and fainter those of the cells that name it."""
        self._boxes, self._headers = boxes, headers
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._image, self._boxes, self._headers = QImage(), (), ()
        self._resize()

    @property
    def empty(self) -> bool:
        """Whether no page is shown."""
        return self._image.isNull()

    @property
    def points(self) -> tuple[float, float]:
        """Width and height of the page in points."""
        return self._points

    def placing(self) -> Placing:
        """Where the page lies on this widget now."""
        left = max(float(MARGIN), (self.width() - self._points[0] * self._scale) / 2)
        return Placing(left, float(MARGIN), self._scale)

    def marked(self) -> tuple[QRectF, ...]:
        """The marked boxes in pixels of this widget."""
        return self._placed(self._boxes)

    def named_by(self) -> tuple[QRectF, ...]:
        """The boxes of the cells that name what is marked, in pixels of this widget."""
        return self._placed(self._headers)

    def _placed(self, boxes: tuple[Box, ...]) -> tuple[QRectF, ...]:
        placing = self.placing()
        return tuple(_rect(placing.place(box)) for box in boxes)

    def sizeHint(self) -> QSize:
        """Qt: the page and a margin."""
        width, height = (length * self._scale + 2 * MARGIN for length in self._points)
        return QSize(round(width), round(height))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Qt: paper, picture, boxes."""
        if self.empty:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = _rect(self.placing().place(Box(0, 0, *self._points)))
        painter.drawImage(whole, self._image)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.drawRect(whole)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(_HEADER, 1.4, Qt.PenStyle.DashLine))
        for box in self.named_by():
            painter.drawRect(box)
        for box in self.marked():
            _mark(painter, box.adjusted(-_AIR, -_AIR, _AIR, _AIR), whole)

    def _resize(self) -> None:
        self.setMinimumSize(self.sizeHint() if not self.empty else QSize(0, 0))
        self.updateGeometry()
        self.update()


def _mark(painter: QPainter, box: QRectF, page: QRectF) -> None:
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillRect(box, _MARKER)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setPen(QPen(_OUTLINE, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    _point_from_margin(painter, box, page)


def _point_from_margin(painter: QPainter, box: QRectF, page: QRectF) -> None:
    """A small arrow at the page's edge, so that the box is found without seeing colours."""
    edge, middle = page.left() - 2, box.center().y()
    arrow = QPolygonF([QPointF(edge - 9, middle - 6), QPointF(edge, middle), QPointF(edge - 9, middle + 6)])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_OUTLINE)
    painter.drawPolygon(arrow)


def _rect(box: Box) -> QRectF:
    return QRectF(box.x0, box.y0, box.width, box.height)
