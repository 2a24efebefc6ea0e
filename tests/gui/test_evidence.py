"""The page of a triple that is clicked, over fake workers: its box is brought into sight."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.geometry import Box
from desktop.ui.window import MainWindow
from tests.fakes.worker import HEADER_BOX, HEIGHT, SECOND_BOX, SLIP_BOX, SLIP_HEIGHT
from tests.gui.hands import WAIT_MS, ask, click, drop, until_ready

Files = Callable[..., list[Path]]
REPORT, SLIP = 0, 1  #: the cards


@pytest.fixture(params=["slip", "slow-slip"])
def answered(qtbot: QtBot, window: MainWindow, files: Files, request: pytest.FixtureRequest) -> MainWindow:
    """A window with an answer of a report and one of a slip with long pages; the report's second page is open."""
    drop(window, files(report=2, **{request.param: 2}))
    until_ready(qtbot, window, "report.pdf", f"{request.param}.pdf")
    for name in ("report.pdf", f"{request.param}.pdf"):
        window.model.tick_only(tuple(row.document.id for row in window.model.rows() if row.document.name == name))
        ask(qtbot, window, "How many?")
    click(qtbot, window, 1, REPORT)
    until_in_sight(qtbot, window, SECOND_BOX)
    return window


def test_the_first_click_brings_the_box_of_another_document_into_sight(qtbot: QtBot, answered: MainWindow) -> None:
    click(qtbot, answered, 1, SLIP)
    until_in_sight(qtbot, answered, SLIP_BOX)


def test_a_box_is_in_sight_however_often_and_whichever_is_clicked(qtbot: QtBot, answered: MainWindow) -> None:
    for row, card, box in ((1, SLIP, SLIP_BOX), (1, SLIP, SLIP_BOX), (1, REPORT, SECOND_BOX), (1, SLIP, SLIP_BOX)):
        click(qtbot, answered, row, card)
        until_in_sight(qtbot, answered, box)


def test_the_box_is_in_sight_after_zooming_before_the_page_is_drawn(qtbot: QtBot, answered: MainWindow) -> None:
    click(qtbot, answered, 1, SLIP)
    answered.evidence.tools.zoom_in.trigger()
    until_in_sight(qtbot, answered, SLIP_BOX)


def test_zooming_keeps_the_page_while_a_sharper_picture_is_drawn(qtbot: QtBot, answered: MainWindow) -> None:
    click(qtbot, answered, 1, SLIP)
    until_in_sight(qtbot, answered, SLIP_BOX)
    answered.evidence.tools.zoom_in.trigger()
    for _ in range(15):
        qtbot.wait(100)
        assert not answered.evidence.area.canvas.empty
    until_in_sight(qtbot, answered, SLIP_BOX)


def test_going_back_before_the_other_page_is_drawn_shows_the_first_again(qtbot: QtBot, answered: MainWindow) -> None:
    click(qtbot, answered, 1, SLIP)
    click(qtbot, answered, 1, REPORT)
    until_in_sight(qtbot, answered, SECOND_BOX)
    qtbot.wait(1000)
    until_in_sight(qtbot, answered, SECOND_BOX)
    assert "text" in [label.text() for label in answered.evidence.tools.findChildren(QLabel)], "the page's badge"


def test_the_box_is_in_sight_in_a_narrow_window(qtbot: QtBot, answered: MainWindow) -> None:
    answered.resize(answered.minimumSize())
    click(qtbot, answered, 1, SLIP)
    until_in_sight(qtbot, answered, SLIP_BOX)


def test_no_box_is_marked_on_the_page_of_another_document(qtbot: QtBot, answered: MainWindow) -> None:
    click(qtbot, answered, 1, SLIP)
    click(qtbot, answered, 1, SLIP)
    assert answered.evidence.area.canvas.points[1] == pytest.approx(HEIGHT, 0.01), "not drawn yet"
    assert answered.evidence.area.canvas.marked() == ()
    until_in_sight(qtbot, answered, SLIP_BOX)


def test_the_cells_that_name_a_value_are_marked_with_it(qtbot: QtBot, answered: MainWindow) -> None:
    canvas = answered.evidence.area.canvas
    assert canvas.named_by() == ()
    click(qtbot, answered, 0, REPORT)
    qtbot.waitUntil(lambda: len(canvas.named_by()) == 1, timeout=WAIT_MS)
    (marked,), place = canvas.named_by(), canvas.placing().place(HEADER_BOX)
    assert (marked.left(), marked.bottom()) == pytest.approx((place.x0, place.y1))
    assert dashed_blue(answered, place), "the frame is to be seen"
    answered.evidence.tools.next_page.trigger()
    assert canvas.named_by() == ()


def dashed_blue(window: MainWindow, place: Box) -> bool:
    """Whether the upper edge of a box is drawn in blue."""
    shown = window.evidence.area.canvas.grab().toImage()
    ratio = shown.devicePixelRatio()
    colours = [
        shown.pixelColor(round(x * ratio), round(y * ratio))
        for x in range(round(place.x0), round(place.x1))
        for y in (round(place.y0) - 1, round(place.y0), round(place.y0) + 1)
    ]
    return any(colour.blue() > colour.red() + 60 for colour in colours)


def until_in_sight(qtbot: QtBot, window: MainWindow, box: Box) -> None:
    """Wait until this box is marked on its page, and all of it can be seen."""
    canvas = window.evidence.area.canvas
    height = SLIP_HEIGHT if box == SLIP_BOX else HEIGHT

    def check() -> None:
        assert canvas.points[1] == pytest.approx(height, 0.01)
        (marked,) = canvas.marked()
        place = canvas.placing().place(box)
        assert (marked.top(), marked.bottom()) == pytest.approx((place.y0, place.y1))
        assert canvas.visibleRegion().boundingRect().contains(marked.toRect())

    qtbot.waitUntil(check, timeout=WAIT_MS)
    qtbot.wait(400)  # the sharper picture that follows must not take it away again
    check()
