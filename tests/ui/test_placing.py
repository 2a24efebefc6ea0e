"""Points in, pixels out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop.domain.geometry import Box
from desktop.ui.chat.triples import shares
from desktop.ui.viewer import placing
from desktop.ui.viewer.placing import Placing

LENGTHS = some.floats(min_value=0, max_value=5000)


@given(x=LENGTHS, y=LENGTHS, width=LENGTHS, height=LENGTHS, scale=some.floats(min_value=0.2, max_value=8))
def test_a_box_keeps_its_place_at_any_scale(x: float, y: float, width: float, height: float, scale: float) -> None:
    box = Placing(14, 14, scale).place(Box(x, y, x + width, y + height))
    assert (box.x0 - 14) / scale == pytest.approx(x, abs=1e-6)
    assert (box.y0 - 14) / scale == pytest.approx(y, abs=1e-6)
    assert box.width / scale == pytest.approx(width, abs=1e-6)


@given(zoom=some.floats(min_value=0.1, max_value=10))
def test_zooming_climbs_a_ladder_and_stops_at_its_ends(zoom: float) -> None:
    up, down = placing.zoom_step(zoom, 1), placing.zoom_step(zoom, -1)
    assert up > zoom or up == placing.ZOOMS[-1]
    assert down < zoom or down == placing.ZOOMS[0]


def test_a_page_that_fits_fills_the_width() -> None:
    assert placing.fit_width(600, 600, 72) == 1
    assert placing.fit_width(600, 800, 96) == pytest.approx(1.0)
    assert placing.fit_width(0, 800, 96) == 1
    assert placing.fit_width(60_000, 100, 96) == placing.ZOOMS[0]


@given(width=some.floats(min_value=1, max_value=20_000), height=some.floats(min_value=1, max_value=20_000))
def test_no_picture_fills_the_memory(width: float, height: float) -> None:
    resolution = placing.bounded(10, width, height)
    assert 0 < resolution <= 10
    assert resolution * resolution * width * height <= 24_000_001


@given(
    wanted=some.lists(some.integers(30, 900), min_size=6, max_size=6),
    least=some.lists(some.integers(48, 110), min_size=3, max_size=3),
    room=some.integers(400, 2000),
)
def test_columns_share_the_width_and_fill_it(wanted: list[int], least: list[int], room: int) -> None:
    wanted[2], wanted[-1] = min(wanted[2], 80), min(wanted[-1], 60)
    widths = shares(list(wanted), least, room)
    assert sum(widths) == room
    assert (widths[2], widths[-1]) == (wanted[2], wanted[-1])
    assert min(widths) >= 0


def test_a_value_is_not_cut_short_while_others_can_give_way() -> None:
    widths = shares([90, 90, 40, 130, 300, 60], [48, 48, 48], 460)
    assert widths[3] >= 130
    assert sum(widths) == 460


def test_a_word_is_not_broken_while_there_is_room_for_it() -> None:
    widths = shares([190, 190, 0, 100, 300, 60], [95, 60, 70], 460)
    assert widths[0] >= 95
    assert widths[3] >= 100
