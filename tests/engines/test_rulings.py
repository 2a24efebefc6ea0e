"""Ruling lines in pictures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy
import pytest
from PIL import Image, ImageDraw

from desktop.domain.geometry import Box
from desktop.engines.rulings import ruling_lines
from desktop.reading.source import Picture
from tests import pdfs

XS, YS = (200, 500, 800, 1400), (300, 380, 460, 540)


def picture_of(image: Image.Image) -> Picture:
    pixels = image.convert("RGB")
    return Picture(pixels.width, pixels.height, pixels.tobytes(), 200 / 72)


def page() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (1654, 2339), "white")
    return image, ImageDraw.Draw(image)


def drawn_grid() -> Image.Image:
    image, pen = page()
    for x in XS:
        pen.line((x, YS[0], x, YS[-1]), fill="black", width=3)
    for y in YS:
        pen.line((XS[0], y, XS[-1], y), fill="black", width=3)
    return image


def across(lines: tuple[Box, ...]) -> list[Box]:
    return sorted((line for line in lines if line.width > line.height), key=lambda line: line.y0)


def down(lines: tuple[Box, ...]) -> list[Box]:
    return sorted((line for line in lines if line.width <= line.height), key=lambda line: line.x0)


def test_the_lines_of_a_drawn_grid_are_found_from_end_to_end() -> None:
    lines = ruling_lines(picture_of(drawn_grid()), [])
    assert [round(line.centre[1]) for line in across(lines)] == pytest.approx(YS, abs=3)
    assert [round(line.centre[0]) for line in down(lines)] == pytest.approx(XS, abs=3)
    for line in across(lines):
        assert (line.x0, line.x1) == pytest.approx((XS[0], XS[-1]), abs=8)
    for line in down(lines):
        assert (line.y0, line.y1) == pytest.approx((YS[0], YS[-1]), abs=8)


@pytest.mark.parametrize("degrees", [-0.4, 0.4])
def test_the_lines_of_a_page_that_lies_a_little_askew_are_found(degrees: float) -> None:
    image = drawn_grid().rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor="white")
    lines = ruling_lines(picture_of(image), [])
    assert (len(across(lines)), len(down(lines))) == (len(YS), len(XS))
    assert all(line.width > 1100 for line in across(lines))


def test_lines_with_small_breaks_are_whole() -> None:
    image, pen = page()
    for x in range(200, 1400, 40):
        pen.line((x, 500, x + 34, 500), fill="black", width=3)
    (line,) = ruling_lines(picture_of(image), [])
    assert (line.x0, line.x1) == pytest.approx((200, 1394), abs=10)


@pytest.mark.parametrize("lines", [pdfs.ENGLISH, pdfs.CHINESE])
def test_a_noisy_scan_of_text_has_no_lines(lines: Sequence[str]) -> None:
    scale = 200 / 72
    texts = [Box(58 * scale, (78 + 22 * row) * scale, 540 * scale, (95 + 22 * row) * scale) for row in range(24)]
    assert ruling_lines(picture_of(pdfs.scan_image(lines * 6)), texts) == ()


def test_strokes_of_letters_are_no_lines_and_an_underline_is_one() -> None:
    image, pen = page()
    text = Box(300, 400, 700, 500)
    pen.line((320, 450, 640, 450), fill="black", width=6)  # a Chinese one, or a dash, set large
    pen.line((660, 405, 660, 495), fill="black", width=6)
    assert len(ruling_lines(picture_of(image), [])) == 2
    assert ruling_lines(picture_of(image), [text]) == ()
    pen.line((300, 502, 700, 502), fill="black", width=3)
    (line,) = ruling_lines(picture_of(image), [text])
    assert line.centre[1] == pytest.approx(502, abs=3)


def test_a_rule_across_several_texts_is_none_of_their_strokes() -> None:
    image, pen = page()
    pen.line((600, 200, 600, 900), fill="black", width=3)
    texts = [Box(300, 200 + 40 * row, 900, 230 + 40 * row) for row in range(15)]
    assert len(ruling_lines(picture_of(image), texts)) == 1


def test_black_areas_are_no_lines() -> None:
    image, pen = page()
    pen.rectangle((200, 200, 900, 600), fill="black")
    assert all(min(line.width, line.height) < 20 for line in ruling_lines(picture_of(image), []))
    noise = numpy.random.default_rng(3).integers(0, 256, (900, 900, 3), "uint8")
    assert ruling_lines(picture_of(Image.fromarray(noise)), []) == ()


def test_so_many_lines_are_a_pattern_and_none_at_all() -> None:
    image, pen = page()
    for y in range(40, 2300, 24):
        for x in range(0, 1600, 200):
            pen.line((x, y, x + 150, y), fill="black", width=2)
    assert ruling_lines(picture_of(image), []) == ()


def test_a_tiny_picture_has_no_ruling_lines() -> None:
    assert ruling_lines(Picture(12, 12, bytes(3 * 144), 1.0), ()) == ()
