"""How a document is drawn in the list: name, badge, status, a thin line of progress."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.store.documents import DocumentRow
from desktop.ui.library import status
from desktop.ui.library.model import DocumentRole
from desktop.ui.library.status import Badge

_Index = QModelIndex | QPersistentModelIndex
_PAD = 8
_CHECK = 18
_LINE = 3


class DocumentDelegate(QStyledItemDelegate):
    """Draws a row and lets its check mark be clicked, or toggled with the space bar."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """Qt: two lines of text, the progress line, and air."""
        metrics = QFontMetrics(option.font)
        return QSize(160, 2 * metrics.height() + _LINE + 3 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Qt: draw one document."""
        row: DocumentRow = index.data(DocumentRole.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_ground(painter, option)
        _draw_check(painter, option, _is_ticked(index))
        text = _text_area(option.rect)
        metrics = QFontMetrics(option.font)
        top = QRect(text.left(), text.top(), text.width(), metrics.height())
        badge_width = _draw_badge(painter, option, top, status.badge(row))
        _draw_name(painter, option, top.adjusted(0, 0, -badge_width, 0), row.document.name)
        below = top.translated(0, metrics.height() + _PAD // 2)
        _draw_status(painter, option, below, str(index.data(DocumentRole.STATUS)))
        share = status.share_done(row)
        if share is not None:
            _draw_progress(painter, option, QRect(text.left(), below.bottom() + 4, text.width(), _LINE), share)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Qt: a click on the check mark, or the space bar, ticks the document."""
        clicked = (
            event.type() is QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and _check_area(option.rect).adjusted(-6, -6, 6, 6).contains(event.position().toPoint())
        )
        pressed = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if not (clicked or (pressed and event.type() is QEvent.Type.KeyPress)):
            return False
        wanted = Qt.CheckState.Unchecked if _is_ticked(index) else Qt.CheckState.Checked
        return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)


def _draw_check(painter: QPainter, option: QStyleOptionViewItem, ticked: bool) -> None:
    area = QRectF(_check_area(option.rect)).adjusted(1.5, 1.5, -1.5, -1.5)
    accent = option.palette.color(QPalette.ColorRole.Highlight)
    painter.setPen(QPen(accent if ticked else option.palette.color(QPalette.ColorRole.Dark), 1.2))
    painter.setBrush(accent if ticked else option.palette.color(QPalette.ColorRole.Button))
    painter.drawRoundedRect(area, 3.5, 3.5)
    if ticked:
        painter.setPen(QPen(option.palette.color(QPalette.ColorRole.HighlightedText), 1.8))
        left, top, size = area.left(), area.top(), area.width()
        points = [(0.24, 0.52), (0.43, 0.71), (0.77, 0.30)]
        painter.drawPolyline([QPointF(left + x * size, top + y * size) for x, y in points])


def _is_ticked(index: _Index) -> bool:
    return Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked


def _check_area(rect: QRect) -> QRect:
    return QRect(rect.left() + _PAD + 2, rect.top() + _PAD, _CHECK, _CHECK)


def _text_area(rect: QRect) -> QRect:
    return rect.adjusted(_CHECK + 2 * _PAD + 4, _PAD, -_PAD - 2, -_PAD)


def _draw_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    ground = QRectF(option.rect).adjusted(2.5, 1.5, -2.5, -1.5)
    if selected or hovered:
        role = QPalette.ColorRole.Highlight if selected else QPalette.ColorRole.WindowText
        colour = QColor(option.palette.color(role))
        colour.setAlphaF(0.16 if selected else 0.06)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(ground, 6, 6)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(option.palette.color(QPalette.ColorRole.Highlight), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ground, 6, 6)


def _draw_name(painter: QPainter, option: QStyleOptionViewItem, area: QRect, name: str) -> None:
    painter.setPen(option.palette.color(QPalette.ColorRole.WindowText))
    painter.setFont(option.font)
    shown = QFontMetrics(option.font).elidedText(name, Qt.TextElideMode.ElideMiddle, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _draw_status(painter: QPainter, option: QStyleOptionViewItem, area: QRect, words: str) -> None:
    painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
    font = QFont(option.font)
    font.setPointSizeF(font.pointSizeF() * 0.92)
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _draw_progress(painter: QPainter, option: QStyleOptionViewItem, area: QRect, share: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(option.palette.color(QPalette.ColorRole.Mid))
    painter.drawRoundedRect(QRectF(area), 1.5, 1.5)
    done = QRectF(area)
    done.setWidth(area.width() * share)
    painter.setBrush(option.palette.color(QPalette.ColorRole.Highlight))
    painter.drawRoundedRect(done, 1.5, 1.5)


def _draw_badge(painter: QPainter, option: QStyleOptionViewItem, line: QRect, badge: Badge) -> int:
    """Draw it at the right end of the line; returns the width it took."""
    words = status.badge_words(badge)
    if not words:
        return 0
    font = QFont(option.font)
    font.setPointSizeF(font.pointSizeF() * 0.85)
    metrics = QFontMetrics(font)
    failed = badge in (Badge.FAILED, Badge.EMPTY)
    words = f"! {words}" if failed else words
    width = metrics.horizontalAdvance(words) + 12
    area = QRectF(line.right() - width, line.center().y() - metrics.height() / 2 - 1, width, metrics.height() + 3)
    colour = option.palette.color(QPalette.ColorRole.BrightText if failed else QPalette.ColorRole.PlaceholderText)
    painter.setFont(font)
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
    return width + _PAD
