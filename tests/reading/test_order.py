"""Reading order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.document import Word
from desktop.domain.geometry import Box
from desktop.reading.order import in_reading_order
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
