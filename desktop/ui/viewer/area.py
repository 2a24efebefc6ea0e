"""The scrolling view of one page: zoom, fit to width, bring a box into sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.domain.geometry import Box
from desktop.ui.viewer.canvas import MARGIN, PageCanvas
from desktop.ui.viewer.placing import POINTS_PER_INCH, bounded, centre_of, fit_width, zoom_step

_SETTLE_MS = 120
_A4 = (595.0, 842.0)


class PageArea(QScrollArea):
    """Asks for a picture whenever the resolution needed has changed; scales the old one meanwhile."""

    picture_wanted = Signal()
    zoom_changed = Signal()
    page_turned = Signal(int)  #: +1 or -1: scrolled beyond the end

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pageArea")
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else fit and bar chase each other
        self.canvas = PageCanvas(self)
        self.setWidget(self.canvas)
        self.canvas.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._zoom = 1.0
        self._fits = True
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.picture_wanted)

    @property
    def zoom(self) -> float:
        """1.0 is true size."""
        return self._zoom

    @property
    def fits(self) -> bool:
        """Whether the page follows the width of the view."""
        return self._fits

    def resolution(self) -> float:
        """Device pixels per point to ask the painter for."""
        points = self.canvas.points if self.canvas.points[0] else _A4
        return bounded(round(self._scale() * self.devicePixelRatioF(), 4), *points)

    def show_picture(self, image: QImage, resolution: float) -> None:
        """Show a picture that was painted at this resolution."""
        self.canvas.show_page(image, (image.width() / resolution, image.height() / resolution))
        self._fit()
        if abs(self.resolution() / resolution - 1) > 0.01:
            self._settle.start()

    def mark(self, boxes: tuple[Box, ...], headers: tuple[Box, ...] = ()) -> None:
        """Mark the boxes of a value and those of the cells that name it, and bring the value into sight."""
        self.canvas.mark(boxes, headers)
        QTimer.singleShot(0, self, self.reveal)

    def reveal(self) -> None:
        """Scroll to the marked boxes; to the top where there are none."""
        marked = self.canvas.marked()
        if not marked:
            return
        x, y = centre_of([Box(box.left(), box.top(), box.right(), box.bottom()) for box in marked])
        self.horizontalScrollBar().setValue(round(x - self.viewport().width() / 2))
        self.verticalScrollBar().setValue(round(y - self.viewport().height() / 2))

    def to_top(self) -> None:
        """Scroll to the top of the page."""
        self.verticalScrollBar().setValue(0)

    def zoom_by(self, steps: int) -> None:
        """In or out by one rung."""
        self.zoom_to(zoom_step(self._zoom, steps))

    def zoom_to(self, zoom: float) -> None:
        """To this zoom; the page no longer follows the view's width."""
        self._fits = False
        self._set_zoom(zoom)
        self.reveal()

    def fit(self) -> None:
        """Follow the width of the view."""
        self._fits = True
        self._fit()
        self.reveal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the page follows the width."""
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: with Ctrl the wheel zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Page Up and Page Down go on to the next page at the ends of this one."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() >= bar.maximum():
            self.page_turned.emit(1)
        elif event.key() == Qt.Key.Key_PageUp and bar.value() <= bar.minimum():
            self.page_turned.emit(-1)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt: another screen may have another pixel ratio."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._settle.start()
        return super().event(event)

    def _fit(self) -> None:
        if self._fits and self.canvas.points[0]:
            room = self.viewport().width() - 2 * MARGIN - 1
            self._set_zoom(fit_width(self.canvas.points[0], room, self._pixels_per_inch()))

    def _set_zoom(self, zoom: float) -> None:
        changed = abs(zoom - self._zoom) > 1e-4
        self._zoom = zoom
        self.canvas.set_scale(self._scale())
        self.zoom_changed.emit()
        if changed and not self.canvas.empty:
            self._settle.start()

    def _scale(self) -> float:
        return self._zoom * self._pixels_per_inch() / POINTS_PER_INCH

    def _pixels_per_inch(self) -> float:
        return float(self.logicalDpiX())
