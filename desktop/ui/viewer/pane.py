"""The evidence pane: the page a value was read from, with its box, and the words around it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.fact import Fact, Review, Triple
from desktop.domain.geometry import Box
from desktop.protocol.events import FactReviewed, Failed, Painted
from desktop.protocol.requests import Paint, ReviewFact
from desktop.store.facts import Waiting
from desktop.ui.eliding import ElidingLabel
from desktop.ui.empty import HEADER, EmptyState
from desktop.ui.library.model import DocumentsModel
from desktop.ui.viewer.area import PageArea
from desktop.ui.viewer.review import ReviewBar
from desktop.ui.viewer.toolbar import ViewerToolbar

translate = QCoreApplication.translate

_BUSY_MS = 500


class EvidencePane(QWidget):
    """Shows a page; asks the painter for its picture, one at a time."""

    paint_wanted = Signal(object)  #: a Paint
    fact_shown = Signal(int)  #: index of the fact that is shown now
    review_wanted = Signal(object)  #: a ReviewFact

    def __init__(self, documents: DocumentsModel, as_reviewed: Callable[[Fact], Fact], parent: QWidget) -> None:
        super().__init__(parent)
        self._documents = documents
        self._as_reviewed = as_reviewed
        self._reviewing: dict[str, tuple[Fact, Fact]] = {}  #: before and after what was said and is not kept yet
        self._moves_on = False
        self._more: Iterator[Waiting | None] = iter(())
        self._left = 0  #: facts that ``_more`` is still to bring
        self._document, self._page, self._quote = "", 0, ""
        self._boxes: tuple[Box, ...] = ()
        self._facts: tuple[Fact, ...] = ()
        self._at = -1
        self._asked: Paint | None = None
        self._stale = False
        self._shown: tuple[str, int, tuple[Box, ...]] = ("", -1, ())
        self._make()
        self._lay_out()
        self._connect()
        self._retranslate()
        self._tell()

    def show_facts(self, facts: tuple[Fact, ...], at: int) -> None:
        """Show the evidence of this one of these facts; the others are next and previous."""
        self._moves_on, self._more, self._left = False, iter(()), 0
        self._show_fact(facts, at)

    def show_queue(self, portions: Iterator[Waiting | None]) -> bool:
        """Show facts that are to be reviewed, some after others; False if there are none. What is said of one brings the next."""
        first = next(portions, None)
        if first:
            self._moves_on, self._more, self._left = True, portions, first.left
            self._show_fact(first.facts, 0)
        return bool(first)

    def hear_reviewed(self, event: FactReviewed) -> None:
        """What was said of a fact is kept: it is shown as it is kept."""
        _, now = self._reviewing.pop(event.id, (event.fact, event.fact))
        self._facts = tuple(event.fact if fact == now else fact for fact in self._facts)
        self._tell()

    def _show_fact(self, facts: tuple[Fact, ...], at: int) -> None:
        said = dict(self._reviewing.values())
        now = said.get(facts[at]) or self._as_reviewed(facts[at])
        self._facts, self._at = (*facts[:at], now, *facts[at + 1 :]), at
        self._bring_more()
        evidence = facts[at].evidence
        self._open(evidence.document, evidence.page, evidence.boxes, evidence.quote)

    def _bring_more(self) -> None:
        """More of the queue when its last fact is shown; a little later where the library is busy and nothing came."""
        if not 0 <= self._at == len(self._facts) - 1:
            return
        for more in self._more:
            if more:
                self._facts, self._left = self._facts + more.facts, more.left
            else:
                QTimer.singleShot(_BUSY_MS, self, self._go_on)
            return

    def _go_on(self) -> None:
        """The queue has stood still at a fact: it goes on, by itself where something was said of that one meanwhile."""
        count = len(self._facts)
        self._bring_more()
        if len(self._facts) == count:
            return
        self._tell()
        if self._facts[self._at].review is not Review.NEW:
            self._step(1)

    def show_page(self, document: str, page: int, quote: str = "", boxes: tuple[Box, ...] = ()) -> None:
        """Show a page with these words beneath, and where they stand on it if that is known."""
        self._facts, self._at = (), -1
        self._open(document, page, boxes, quote)

    def close_document(self, document: str) -> None:
        """This document leaves the library."""
        if document == self._document:
            self._document, self._facts, self._at, self._boxes = "", (), -1, ()
            self.area.canvas.clear()
            self._stack.setCurrentWidget(self._empty)
            self._tell()

    def hear_painted(self, painted: Painted) -> None:
        """A picture has come."""
        asked, self._asked = self._asked, None
        self._busy.stop()
        if self._stale:
            self._ask()
        if asked is None or (painted.document, painted.page) != (self._document, self._page):
            return
        fresh = self.area.canvas.empty or self._shown != (self._document, self._page, self._boxes)
        self._stack.setCurrentWidget(self.area)
        self.tools.show_source(painted.source)
        self.area.show_picture(QImage.fromData(painted.image()), painted.zoom)
        if fresh:
            self._shown = (self._document, self._page, self._boxes)
            self.area.to_top()
            self.area.mark(self._boxes, self._headers())

    def hear_failed(self, failed: Failed) -> bool:
        """The page can't be drawn; False if no drawing was asked for. What was said and can't be kept is told by others."""
        if failed.id in self._reviewing:
            before, now = self._reviewing.pop(failed.id)
            self._facts = tuple(before if fact == now else fact for fact in self._facts)
            self._tell()
            return False
        if self._asked is None or failed.id != self._asked.document:
            return False
        self._asked = None
        self._busy.stop()
        if self._stale:
            self._ask()
            return True
        self.area.canvas.clear()
        words = self.tr("Page {page} of {name} can't be drawn.").format(
            page=self._page + 1, name=self._documents.name(self._document)
        )
        self._note.setText(words)
        self._stack.setCurrentWidget(self._note)
        return True

    def repaint_after_restart(self) -> None:
        """The painter is there again: ask for what is missing."""
        if self._document and self.area.canvas.empty and self._asked is None:
            self._ask()

    def fact(self) -> Fact | None:
        """The fact that is shown."""
        return self._facts[self._at] if self._at >= 0 else None

    def title(self) -> str:
        """What the title says."""
        return self._title.text()

    def note(self) -> str:
        """What stands in the page's place while it can't be shown."""
        return self._note.text()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
            self._tell()

    def _make(self) -> None:
        self._title = ElidingLabel(self)
        self._title.setMinimumHeight(HEADER)
        self.tools = ViewerToolbar(self)
        self._empty = EmptyState(self, "evidence", _empty_title, _empty_text)
        self._note = QLabel(self)
        self._note.setWordWrap(True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note.setMargin(24)
        self.area = PageArea(self)
        self.quote = QPlainTextEdit(self)
        self.quote.setObjectName("quote")
        self.quote.setReadOnly(True)
        self.quote.setTabChangesFocus(True)
        self.quote.setFixedHeight(self.quote.fontMetrics().lineSpacing() * 3 + 20)
        self.review = ReviewBar(self)
        self._busy = QTimer(self)
        self._busy.setSingleShot(True)
        self._busy.setInterval(_BUSY_MS)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 10, 10, 10)
        layout.setSpacing(8)
        self._stack = QStackedWidget(self)
        for widget in (self._empty, self._note, self.area):
            self._stack.addWidget(widget)
        layout.addWidget(self._title)
        layout.addWidget(self.tools)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.quote)
        layout.addWidget(self.review)
        self.setMinimumWidth(300)

    def _connect(self) -> None:
        self.area.picture_wanted.connect(self._ask)
        self.area.zoom_changed.connect(self._tell_zoom)
        self.area.page_turned.connect(self._turn)
        self._busy.timeout.connect(self._show_busy)
        self.tools.previous_evidence.triggered.connect(self._previous_evidence)
        self.tools.next_evidence.triggered.connect(self._next_evidence)
        self.tools.previous_page.triggered.connect(self._previous_page)
        self.tools.next_page.triggered.connect(self._next_page)
        self.tools.zoom_in.triggered.connect(self._zoom_in)
        self.tools.zoom_out.triggered.connect(self._zoom_out)
        self.tools.true_size.triggered.connect(self._true_size)
        self.tools.fit_width.triggered.connect(self.area.fit)
        self.tools.copy_value.triggered.connect(self._copy_value)
        self.review.said.connect(self._say)
        self._documents.dataChanged.connect(self._tell)

    def _open(self, document: str, page: int, boxes: tuple[Box, ...], quote: str) -> None:
        self._document, self._page, self._boxes, self._quote = document, page, boxes, quote
        drawn = self._is_drawn()
        if not drawn:
            self.tools.show_source("")
        self._tell()
        if drawn:
            self._shown = (document, page, boxes)
            self._stack.setCurrentWidget(self.area)
            self.area.mark(boxes, self._headers())
        else:
            self.area.canvas.mark(())
        if not drawn or self._asked is not None:  # back before another page came: its badge is told anew
            self._ask()

    def _headers(self) -> tuple[Box, ...]:
        """Boxes of the cells that name the value that is marked."""
        fact = self.fact()
        return fact.evidence.headers if fact and self._boxes == fact.evidence.boxes else ()

    def _is_drawn(self) -> bool:
        """Whether the page on the canvas is the one to be shown: until its picture comes it is the one before."""
        return (self._document, self._page) == self._shown[:2] and not self.area.canvas.empty

    def _ask(self) -> None:
        if not self._document:
            return
        wanted = Paint(self._document, self._page, self.area.resolution())
        if self._asked is not None:
            self._stale = wanted != self._asked
            return
        self._stale = False
        self._asked = wanted
        self._busy.start()
        self.paint_wanted.emit(self._asked)

    def _show_busy(self) -> None:
        if not self._document or self._is_drawn():  # left, or only a sharper picture is on its way
            return
        self._note.setText(self.tr("Drawing the page…"))
        self.area.canvas.clear()
        self._stack.setCurrentWidget(self._note)

    def _tell(self) -> None:
        row = self._documents.row(self._document)
        pages = row.document.page_count if row else 0
        self.tools.show_page(self._page + 1 if self._document else 0, pages)
        self.tools.show_evidence(self._at + 1, len(self._facts), self._left)
        self.review.show_fact(self.fact())
        self._tell_zoom()
        self.tools.setVisible(bool(self._document))
        self.quote.setVisible(bool(self._quote) and bool(self._document))
        if self.quote.toPlainText() != self._quote:
            self.quote.setPlainText(self._quote)
        name = self._documents.name(self._document)
        if not name:
            self._title.setText(self.tr("Evidence"))
            return
        self._title.setText(self.tr("{name} · page {page}").format(name=name, page=self._page + 1))
        self.area.canvas.setAccessibleName(self._spoken(name))

    def _spoken(self, name: str) -> str:
        if self._at < 0:
            return self.tr("Page {page} of {name}").format(name=name, page=self._page + 1)
        value = self._facts[self._at].triple.value
        return self.tr("Page {page} of {name}, with {value} marked").format(name=name, page=self._page + 1, value=value)

    def _tell_zoom(self) -> None:
        self.tools.show_zoom(self.area.zoom, fits=self.area.fits)

    def _previous_evidence(self) -> None:
        self._step(-1)

    def _next_evidence(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._facts):
            self._show_fact(self._facts, self._at + by)
            self.fact_shown.emit(self._at)

    def _say(self, review: Review, triple: Triple | None) -> None:
        fact = self._facts[self._at]
        request = ReviewFact(uuid.uuid4().hex, fact, review, triple)
        now = replace(fact, triple=triple or fact.triple, review=review)
        self._reviewing[request.id] = fact, now
        self._facts = (*self._facts[: self._at], now, *self._facts[self._at + 1 :])
        self.review_wanted.emit(request)
        self._tell()
        if self._moves_on and review is not Review.NEW:
            self._step(1)

    def _previous_page(self) -> None:
        self._turn(-1)

    def _next_page(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        row = self._documents.row(self._document)
        page = self._page + by
        if row and 0 <= page < row.document.page_count:
            here = self._facts[self._at].evidence if self._at >= 0 else None
            marks = here is not None and (here.document, here.page) == (self._document, page)
            self._open(self._document, page, here.boxes if here and marks else (), here.quote if here and marks else "")

    def _zoom_in(self) -> None:
        self.area.zoom_by(1)

    def _zoom_out(self) -> None:
        self.area.zoom_by(-1)

    def _true_size(self) -> None:
        self.area.zoom_to(1.0)

    def _copy_value(self) -> None:
        if self._at >= 0:
            QGuiApplication.clipboard().setText(self._facts[self._at].triple.value)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Evidence"))
        self.area.setAccessibleName(self.tr("Page"))
        self.quote.setAccessibleName(self.tr("Words around the value"))


def _empty_title() -> str:
    return translate("EvidencePane", "The proof of each value")


def _empty_text() -> str:
    return translate(
        "EvidencePane",
        "Choose a triple in an answer to see the page it was read from, with its words marked. Choose a document to"
        " leaf through it.",
    )
