"""Parts of a page by the regions that the layout model sees, and by what stands beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.document import BlockKind, Page, PageSource, Word
from desktop.domain.geometry import Box
from desktop.reading.regions import Part, columns_of, in_file_order, needs_model, parts_of
from desktop.reading.source import Drawn, Region
from desktop.reading.words import Line, line_of

PAGE = Page(0, 600.0, 800.0, PageSource.TEXT)
TEXT, FIGURE = BlockKind.PARAGRAPH, BlockKind.FIGURE


def a_line(text: str, x: float, y: float) -> Line:
    """Six points a character, ten points high; words parted at spaces, a run of spaces being a gap."""
    words, at = [], 0
    for part in text.split(" "):
        if part:
            words.append(Word(part, Box(x + 6 * at, y, x + 6 * (at + len(part)), y + 10), bool(words)))
        at += len(part) + 1
    return line_of(words, 10.0)


def said(parts: Sequence[Part]) -> list[list[str]]:
    return [[line.text for line in part.lines] for part in parts]


def test_lines_are_in_the_region_that_holds_them_in_the_order_of_reading() -> None:
    regions = [
        Region(TEXT, Box(300, 100, 500, 200)),
        Region(BlockKind.HEADING, Box(50, 50, 500, 70)),
        Region(TEXT, Box(50, 100, 250, 200)),
    ]
    lines = [a_line("right", 305, 110), a_line("left", 55, 110), a_line("title", 55, 55), a_line("lower left", 55, 130)]
    parts = parts_of(lines, regions)
    assert [part.kind for part in parts] == [BlockKind.HEADING, TEXT, TEXT]
    assert said(parts) == [["title"], ["left", "lower left"], ["right"]]


def test_a_line_through_two_regions_is_cut_between_them() -> None:
    regions = [Region(TEXT, Box(50, 100, 200, 200)), Region(TEXT, Box(205, 100, 400, 200))]
    parts = parts_of([a_line("end of left               begin of right", 55, 110)], regions)
    assert said(parts) == [["end of left"], ["begin of right"]]


def test_a_sign_outside_of_a_region_goes_with_the_word_beside_it() -> None:
    regions = [Region(TEXT, Box(62, 100, 163, 200)), Region(TEXT, Box(220, 100, 400, 200))]
    words = [
        Word("“", Box(55, 110, 61, 120)),
        Word("begins", Box(64, 110, 100, 120)),
        Word("ends", Box(110, 110, 160, 120), True),
        Word(".", Box(161, 110, 167, 120)),
        Word("other", Box(230, 110, 300, 120), True),
    ]
    parts = parts_of([line_of(words, 10.0)], regions)
    assert said(parts) == [["“begins ends."], ["other"]]


def test_a_word_far_from_any_region_is_a_part_of_its_own() -> None:
    regions = [Region(TEXT, Box(50, 100, 120, 200)), Region(TEXT, Box(250, 100, 400, 200))]
    parts = parts_of([a_line("left             apart            right", 55, 110)], regions)
    assert said(parts) == [["left"], ["apart"], ["right"]]


def test_of_regions_within_one_another_the_smaller_has_the_line() -> None:
    regions = [Region(TEXT, Box(50, 100, 400, 300)), Region(BlockKind.CAPTION, Box(50, 250, 400, 300))]
    parts = parts_of([a_line("Figure 1", 55, 260), a_line("text", 55, 110)], regions)
    assert [(part.kind, part.lines[0].text) for part in parts] == [(TEXT, "text"), (BlockKind.CAPTION, "Figure 1")]


def test_a_region_that_holds_several_others_is_the_ground_they_stand_on() -> None:
    inner = [Region(BlockKind.HEADING, Box(60, 110, 390, 130)), Region(TEXT, Box(60, 140, 390, 200))]
    lines = [a_line("heading", 65, 115), a_line("text", 65, 150), a_line("between", 65, 270)]
    parts = parts_of(lines, [Region(TEXT, Box(50, 100, 400, 300)), *inner])
    assert said(parts) == [["heading"], ["text"], ["between"]]
    assert all(part.box.height < 200 for part in parts)


def test_a_region_without_words_is_no_part_unless_it_is_a_picture() -> None:
    regions = [Region(TEXT, Box(50, 300, 400, 400)), Region(FIGURE, Box(50, 100, 400, 280))]
    (part,) = parts_of([], regions)
    assert (part.kind, part.box) == (FIGURE, Box(50, 100, 400, 280))


def test_free_lines_are_cut_where_a_part_stands_between_them() -> None:
    lines = [a_line("above one", 55, 60), a_line("above two", 55, 74), a_line("below one", 55, 300)]
    parts = parts_of(lines, [Region(FIGURE, Box(50, 100, 400, 280))])
    assert [(part.kind, [line.text for line in part.lines]) for part in parts] == [
        (TEXT, ["above one", "above two"]),
        (FIGURE, []),
        (TEXT, ["below one"]),
    ]


def test_a_table_is_a_part_by_itself() -> None:
    table = Line((Word("12", Box(60, 110, 80, 120)),), Box(50, 100, 400, 200), 0.0, table=0)
    lines = [a_line("above", 55, 80), table, a_line("below", 55, 210)]
    parts = parts_of(lines, [Region(BlockKind.TABLE, Box(48, 98, 402, 202))])
    assert [[line.table for line in part.lines] for part in parts] == [[-1], [0], [-1]]


def test_lines_of_a_region_stand_in_the_order_of_the_file_where_that_goes_down() -> None:
    lines = (a_line("indented first", 80, 100), a_line("second", 50, 114), a_line("third", 50, 128))
    assert columns_of(Part(TEXT, Box(50, 100, 300, 140), lines)) == (lines,)
    ((first, *_),) = columns_of(Part(TEXT, Box(50, 100, 300, 140), lines[::-1]))
    assert first.text == "indented first"


def test_a_line_that_goes_on_to_the_right_is_one_line() -> None:
    pieces = [a_line("x =", 50, 100), a_line("12", 80, 99), a_line("next", 50, 120)]
    assert [line.text for line in in_file_order(pieces)] == ["x = 12", "next"]


def test_the_model_is_asked_where_there_are_pictures_columns_or_rows_of_amounts() -> None:
    prose = [a_line(f"{row} a line of running text that fills the page", 50, 100 + 14 * row) for row in range(8)]
    assert not needs_model(prose, Drawn(), PAGE)
    assert needs_model(prose, Drawn(pictures=(Box(0, 0, 200, 200),)), PAGE)
    assert needs_model(prose, Drawn(curves=50), PAGE)
    columns = [a_line("a column of running text", x, 100 + 14 * row) for row in range(4) for x in (50, 300)]
    assert needs_model(columns, Drawn(), PAGE)
    amounts = [a_line(f"Cash            {row},100", 50, 100 + 14 * row) for row in range(4)]
    assert needs_model(amounts, Drawn(), PAGE)


BOX = st.tuples(st.integers(0, 400), st.integers(0, 600), st.integers(20, 300), st.integers(10, 300)).map(
    lambda one: Box(one[0], one[1], one[0] + one[2], one[1] + one[3])
)
REGION = st.builds(Region, st.sampled_from([TEXT, BlockKind.HEADING, FIGURE, BlockKind.TABLE, BlockKind.CAPTION]), BOX)


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 700), st.integers(1, 7)), max_size=25),
    st.lists(REGION, max_size=8),
)
def test_every_word_comes_out_exactly_once(places: list[tuple[int, int, int]], regions: list[Region]) -> None:
    lines = [a_line(" ".join(f"w{at}.{n}" for n in range(count)), x, y) for at, (x, y, count) in enumerate(places)]
    parts = parts_of(lines, regions)
    before = Counter(word.text for line in lines for word in line.words)
    assert Counter(word.text for part in parts for line in part.lines for word in line.words) == before
    read = [line for part in parts for column in columns_of(part) for line in column]
    assert Counter(word.text for line in read for word in line.words) == before
