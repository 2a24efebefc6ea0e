"""Reading order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.document import Word
from desktop.domain.geometry import Box
from desktop.reading.order import in_reading_order, order_of
from desktop.reading.words import Line, line_of


def text_line(text: str, x0: float, y0: float, width: float = 200.0) -> Line:
    """A line of words that together are so wide."""
    parts = text.split()
    step = width / len(parts)
    words = [
        Word(part, Box(x0 + index * step, y0, x0 + (index + 1) * step - 3, y0 + 10), index > 0)
        for index, part in enumerate(parts)
    ]
    return line_of(words, 10.0)


def texts(lines: list[Line]) -> list[str]:
    return [line.text for region in in_reading_order(lines) for line in region]


def test_columns_are_read_one_after_the_other() -> None:
    left = [text_line(f"L{row} some words that fill", 50, 100 + row * 14) for row in range(6)]
    right = [text_line(f"R{row} some words that fill", 300, 100 + row * 14) for row in range(6)]
    title = text_line("A title over both of the columns", 50, 60, 450)
    foot = text_line("A footnote under both of the columns", 50, 300, 450)
    order = texts([*right, foot, *left, title])
    assert [text.split()[0] for text in order] == ["A", *(f"L{n}" for n in range(6)), *(f"R{n}" for n in range(6)), "A"]
    assert order[-1].startswith("A footnote")


def test_labels_and_values_side_by_side_are_one_line() -> None:
    lines = [text_line(f"Label{row}", 50, 100 + row * 14, 60) for row in range(5)]
    lines += [text_line(f"value{row}", 300, 100 + row * 14, 60) for row in range(5)]
    assert texts(lines) == [f"Label{row} value{row}" for row in range(5)]


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 700), st.integers(5, 300), st.integers(1, 8)), max_size=40)
)
def test_no_word_is_lost_or_doubled(places: list[tuple[int, int, int, int]]) -> None:
    lines = [
        text_line(" ".join(f"w{index}-{part}" for part in range(count)), x, y, width)
        for index, (x, y, width, count) in enumerate(places)
    ]
    before = sorted(word.text for line in lines for word in line.words)
    after = sorted(word.text for region in in_reading_order(lines) for line in region for word in line.words)
    assert before == after


def test_three_columns_under_a_title_are_read_from_the_left() -> None:
    boxes = [
        Box(410, 100, 560, 700),
        Box(50, 100, 200, 400),
        Box(50, 40, 560, 80),
        Box(230, 100, 380, 700),
        Box(50, 420, 200, 700),
    ]
    assert order_of(boxes) == (2, 1, 4, 3, 0)


def test_a_sidebar_is_read_after_the_text_that_it_stands_beside() -> None:
    title, first, second, sidebar = (
        Box(50, 40, 560, 80),
        Box(50, 100, 380, 300),
        Box(50, 320, 380, 700),
        Box(410, 120, 560, 500),
    )
    assert order_of([sidebar, second, first, title]) == (3, 2, 1, 0)


def test_a_figure_over_two_of_three_columns_parts_those_two_only() -> None:
    left_above, left_below = Box(50, 100, 200, 300), Box(50, 520, 200, 700)
    middle_above, middle_below = Box(220, 100, 370, 300), Box(220, 520, 370, 700)
    figure, right = Box(50, 320, 370, 500), Box(390, 100, 540, 700)
    boxes = [right, figure, middle_below, left_below, middle_above, left_above]
    assert order_of(boxes) == (5, 4, 1, 3, 2, 0)


def test_columns_above_a_figure_over_both_are_read_before_those_below() -> None:
    boxes = [
        Box(300, 400, 500, 600),
        Box(50, 400, 250, 600),
        Box(50, 250, 500, 380),
        Box(300, 100, 500, 240),
        Box(50, 100, 250, 240),
    ]
    assert order_of(boxes) == (4, 3, 2, 1, 0)


@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.integers(0, 700), st.integers(0, 300), st.integers(0, 300)).map(
            lambda one: Box(one[0], one[1], one[0] + one[2], one[1] + one[3])
        ),
        max_size=25,
    )
)
def test_every_box_has_its_place(boxes: list[Box]) -> None:
    assert sorted(order_of(boxes)) == list(range(len(boxes)))


@given(st.permutations(range(8)))
def test_the_order_is_that_of_the_places_and_not_of_the_file(shuffled: list[int]) -> None:
    boxes = [
        Box(50 + 260 * (at // 4), 100 + 60 * (at % 4), 290 + 260 * (at // 4), 150 + 60 * (at % 4)) for at in range(8)
    ]
    assert [shuffled[at] for at in order_of([boxes[at] for at in shuffled])] == list(range(8))


@pytest.mark.parametrize("gutter", [4, 8, 30])
def test_columns_are_told_apart_by_gutters_however_narrow(gutter: int) -> None:
    left = [text_line(f"L{row} some words that fill", 50, 100 + row * 14, 203) for row in range(6)]
    right = [text_line(f"R{row} some words that fill", 250 + gutter, 100 + row * 14) for row in range(6)]
    found = texts([line for pair in zip(left, right, strict=True) for line in pair])
    assert [text.split()[0] for text in found] == [*(f"L{n}" for n in range(6)), *(f"R{n}" for n in range(6))]


def test_three_columns_of_lines_with_a_title_over_two_of_them() -> None:
    def column(name: str, x: float, y: float) -> list[Line]:
        return [text_line(f"{name}{row} some words that fill", x, y + row * 14, 150) for row in range(5)]

    title = text_line("Title over two of the columns there", 50, 80, 310)
    columns = [*column("a", 50, 100), *column("b", 215, 100), *column("c", 380, 80)]
    found = [text.split()[0] for text in texts([*columns[::-1], title])]
    assert found == ["Title", *(f"{name}{row}" for name in "abc" for row in range(5))]


def test_hundreds_of_boxes_are_taken_from_the_top() -> None:
    boxes = [
        Box(20.0 * (at % 20), 20.0 * (at // 20), 20.0 * (at % 20) + 15, 20.0 * (at // 20) + 12) for at in range(800)
    ]
    assert order_of(boxes) == tuple(range(800))


def test_a_heading_in_the_middle_stands_before_one_below_it_on_the_left() -> None:
    above, below = Box(33, 228, 541, 271), Box(33, 314, 549, 376)
    middle, left = Box(226, 282, 368, 291), Box(33, 298, 145, 307)
    boxes = [above, middle, left, below]
    assert [boxes[at] for at in order_of(boxes)] == boxes


def test_what_ends_lower_in_the_left_of_two_columns_still_stands_before_the_right() -> None:
    left, lower, right = Box(33, 60, 280, 200), Box(33, 320, 280, 400), Box(310, 60, 560, 300)
    boxes = [left, lower, right]
    assert [boxes[at] for at in order_of(boxes)] == boxes
