"""Mending of grids: what was crammed together is cut, what spans is joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.document import Cell, Word
from desktop.domain.geometry import Box
from desktop.reading.cells import cells_of
from desktop.reading.grids import mended
from desktop.reading.source import Grid


def text(said: str, x: float, y: float) -> list[Word]:
    """Words from ``x`` on, five points a letter with a space between them, ten points high."""
    words: list[Word] = []
    for part in said.split():
        words.append(Word(part, Box(x, y, x + 5 * len(part), y + 10), bool(words)))
        x += 5 * len(part) + 3
    return words


def row_grid(widths: Sequence[float], heights: Sequence[float]) -> Grid:
    """A grid of whole rows and columns from the origin."""
    xs = [sum(widths[:at]) for at in range(len(widths) + 1)]
    ys = [sum(heights[:at]) for at in range(len(heights) + 1)]
    cells = [Box(xs[c], ys[r], xs[c + 1], ys[r + 1]) for r in range(len(heights)) for c in range(len(widths))]
    return Grid(Box(0, 0, xs[-1], ys[-1]), tuple(cells))


def rows_of_texts(cells: Sequence[Cell]) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return list(rows.values())


def test_columns_of_amounts_in_one_cell_are_cut_at_the_gutters() -> None:
    words = [
        word
        for row, (label, now, before) in enumerate(
            [
                ("Revenue", "1,234", "1,100"),
                ("Cost of sales", "(834)", "(700)"),
                ("Tax", "12", "9"),
                ("Net", "388", "391"),
            ]
        )
        for word in (
            *text(label, 5, row * 20 + 5),
            *text(now, 200 - 5 * len(now), row * 20 + 5),
            *text(before, 290 - 5 * len(before), row * 20 + 5),
        )
    ]
    cells = cells_of(mended(row_grid([300], [20] * 4), words, ()), words)
    assert rows_of_texts(cells) == [
        ["Revenue", "1,234", "1,100"],
        ["Cost of sales", "(834)", "(700)"],
        ["Tax", "12", "9"],
        ["Net", "388", "391"],
    ]


def test_two_rows_are_too_few_to_show_a_gutter() -> None:
    words = [word for row in (0, 1) for word in (*text("Cash", 5, row * 20 + 5), *text("1,234", 150, row * 20 + 5))]
    assert len(mended(row_grid([300], [20] * 2), words, ()).cells) == 2


def test_words_that_a_row_leaves_out_have_cells_of_its_columns() -> None:
    grid = row_grid([100, 100, 100], [20, 20])
    holed = Grid(grid.box, tuple(box for box in grid.cells if box.x0 == 0 or box.y0 == 0))
    rows = (("Fees", "20", "30"), ("Costs", "2", "3"))
    words = [
        word for y, row in enumerate(rows) for x, said in enumerate(row) for word in text(said, 100 * x + 5, 20 * y + 5)
    ]
    assert rows_of_texts(cells_of(mended(holed, words, ()), words)) == [["Fees", "20", "30"], ["Costs", "2", "3"]]


def test_a_label_in_the_middle_of_rows_that_only_the_other_columns_are_ruled_into_is_that_of_all() -> None:
    rows = [
        ("Country", "Company", "Share"),
        ("", "Nihon", "1"),
        ("Japan", "Ueda", "2"),
        ("", "Gaitame", "3"),
        ("Peru", "Lima", "4"),
        ("Siam", "Thai", "5"),
    ]
    words = [
        word for y, row in enumerate(rows) for x, said in enumerate(row) for word in text(said, 100 * x + 5, 20 * y + 5)
    ]
    rules = [Box(100 if y in (2, 3) else 0, 20 * y, 300, 20 * y + 0.5) for y in range(7)]
    grid = row_grid([100, 100, 100], [20] * 6)
    labels = [cell for cell in cells_of(mended(grid, words, rules), words) if cell.column == 0]
    assert [(cell.row, cell.row_span, cell.text) for cell in labels] == [
        (0, 1, "Country"),
        (1, 3, "Japan"),
        (4, 1, "Peru"),
        (5, 1, "Siam"),
    ]


def test_rules_above_sums_join_no_labels() -> None:
    rows = [("", "2023", "2022"), ("Sales", "9", "8"), ("Costs", "5", "4"), ("", "4", "4")]
    words = [
        word for y, row in enumerate(rows) for x, said in enumerate(row) for word in text(said, 100 * x + 5, 20 * y + 5)
    ]
    rules = [Box(100, 20 * y, 300, 20 * y + 0.5) for y in (1, 3)]
    labels = [
        cell for cell in cells_of(mended(row_grid([100, 100, 100], [20] * 4), words, rules), words) if cell.column == 0
    ]
    assert [cell.text for cell in labels] == ["", "Sales", "Costs", ""]


@pytest.mark.parametrize("note", ["(1)", "（2）", "(a)"])
def test_notes_behind_labels_are_not_cut_off(note: str) -> None:
    words = [word for row in range(5) for word in (*text("Cash", 5, row * 20 + 5), *text(note, 60, row * 20 + 5))]
    assert len(mended(row_grid([100], [20] * 5), words, ()).cells) == 5


def test_a_label_that_lies_across_a_gutter_keeps_its_cell_whole() -> None:
    words = [word for row in range(4) for word in (*text("Cash", 5, row * 20 + 5), *text("1,234", 150, row * 20 + 5))]
    long = Word("Notwithstanding-the-foregoing-assets", Box(5, 85, 250, 95))
    cells = cells_of(mended(row_grid([300], [20] * 5), [*words, long], ()), [*words, long])
    assert rows_of_texts(cells) == [*[["Cash", "1,234"]] * 4, [long.text]]
    assert cells[-1].column_span == 2


def test_rows_in_one_cell_are_cut_where_each_column_has_a_line() -> None:
    names, amounts = ("Oslo", "Bergen", "Moss"), ("1,234", "834", "77")
    words = [w for at, said in enumerate(names) for w in text(said, 5, 5 + 14 * at)]
    words += [w for at, said in enumerate(amounts) for w in text(said, 110, 5 + 14 * at)]
    cells = cells_of(mended(row_grid([100, 80], [50]), words, ()), words)
    assert rows_of_texts(cells) == [["Oslo", "1,234"], ["Bergen", "834"], ["Moss", "77"]]


def test_a_label_of_two_lines_beside_one_amount_is_one_row() -> None:
    words = [*text("Revenue from", 5, 5), *text("contracts", 5, 19), *text("1,234", 110, 12)]
    cells = cells_of(mended(row_grid([100, 80], [40]), words, ()), words)
    assert rows_of_texts(cells) == [["Revenue from contracts", "1,234"]]


def test_amounts_below_one_another_beside_one_label_are_one_row() -> None:
    words = [*text("Oslo", 5, 12), *text("1,234", 110, 5), *text("834", 110, 19)]
    cells = cells_of(mended(row_grid([100, 80], [40]), words, ()), words)
    assert rows_of_texts(cells) == [["Oslo", "1,234 834"]]


def test_a_number_parted_before_its_point_does_not_cut_the_row() -> None:
    words = [*text("Total", 5, 5), *text("assets", 5, 19), *text("1,045,188,017", 110, 5), *text(".53", 110, 19)]
    cells = cells_of(mended(row_grid([100, 80], [40]), words, ()), words)
    assert rows_of_texts(cells) == [["Total assets", "1,045,188,017.53"]]


def test_a_number_too_long_for_its_cell_does_not_cut_the_row() -> None:
    words = [*text("Total", 5, 5), *text("assets", 5, 19), *text("1,045,188,01", 110, 5), *text("7.53", 110, 19)]
    cells = cells_of(mended(row_grid([100, 70], [40]), words, ()), words)
    assert rows_of_texts(cells) == [["Total assets", "1,045,188,017.53"]]


def test_headers_side_by_side_in_one_cell_are_cut_each_over_its_columns() -> None:
    body = row_grid([100, 60, 60, 60, 60], [20, 20, 20])
    top = [Box(0, 0, 100, 20), Box(100, 0, 340, 20)]
    grid = Grid(body.box, (*top, *body.cells[5:]))
    words = [*text("Group", 147, 5), *text("Company", 263, 5)]
    words += [w for r in (1, 2) for c in range(4) for w in text(f"{c}{r},500", 110 + 60 * c, 20 * r + 5)]
    cells = cells_of(mended(grid, words, ()), words)
    heads = [(cell.text, cell.column, cell.column_span) for cell in cells if cell.row == 0 and cell.text]
    assert [(said, span) for said, _, span in heads] == [("Group", 2), ("Company", 2)]


def test_one_header_over_all_its_columns_is_left_whole() -> None:
    body = row_grid([60, 60], [20, 20])
    grid = Grid(body.box, (Box(0, 0, 120, 20), *body.cells[2:]))
    words = [*text("Year ended", 30, 5), *text("1,234", 5, 25), *text("1,100", 70, 25)]
    assert [cell.column_span for cell in cells_of(mended(grid, words, ()), words)] == [2, 1, 1]


def test_a_header_over_a_rule_spans_the_columns_under_the_rule() -> None:
    words = [*text("Group", 150, 5), *text("2023", 120, 25), *text("2022", 180, 25), *text("2021", 250, 25)]
    words += [w for c in range(3) for w in text("1,234", 115 + 65 * c, 45)]
    grid = row_grid([100, 60, 60, 60], [20, 20, 20])
    ruled = cells_of(mended(grid, words, [Box(102, 16, 218, 16.5)]), words)
    assert [(cell.text, cell.column_span) for cell in ruled if cell.text == "Group"] == [("Group", 2)]
    plain = cells_of(mended(grid, words, ()), words)
    assert [(cell.text, cell.column_span) for cell in plain if cell.text == "Group"] == [("Group", 1)]


def test_a_header_that_runs_across_an_edge_spans_both_columns() -> None:
    words = [*text("Years ended June", 20, 5), *text("2023", 10, 25), *text("2022", 70, 25)]
    words += [*text("1,234", 5, 45), *text("1,100", 65, 45)]
    cells = cells_of(mended(row_grid([60, 60], [20, 20, 20]), words, ()), words)
    assert [(cell.text, cell.column_span) for cell in cells if cell.row == 0] == [("Years ended June", 2)]
    assert [cell.text for cell in cells if cell.row == 1] == ["2023", "2022"]


def test_amounts_that_run_across_an_edge_stay_apart() -> None:
    words = [*text("1,234", 33, 5), *text("1,100", 61, 5)]
    assert len(mended(row_grid([60, 60], [20]), words, ()).cells) == 2


SAID = st.sampled_from(["Cash", "Net income", "1,234", "12", "(1)", "(5.5)", "2023", "货币资金", "—", "1,045,18"])
LINES = st.lists(SAID, max_size=3)


@given(
    st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(LINES, min_size=n, max_size=n), min_size=1, max_size=7)),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(20, 250)), max_size=4),
    st.integers(0, 30),
)
def test_no_word_loses_its_cell(rows: list[list[list[str]]], rules: list[tuple[int, int, int]], indent: int) -> None:
    grid = row_grid([90] * len(rows[0]), [45] * len(rows))
    words = [
        word
        for r, row in enumerate(rows)
        for c, lines in enumerate(row)
        for at, said in enumerate(lines)
        for word in text(said, 90 * c + indent, 45 * r + 3 + 14 * at)
    ]
    mendeds = mended(grid, words, [Box(x, y, x + width, y + 1) for x, y, width in rules])
    cells = cells_of(mendeds, words)
    assert Counter("".join(word.text for word in words)) == Counter("".join("".join(c.text.split()) for c in cells))
    places = [(cell.row, cell.column) for cell in cells]
    assert len(places) == len(set(places))


def test_a_heading_over_two_columns_is_cut_from_the_headers_in_the_same_cell() -> None:
    grid = row_grid([100, 100, 100], [30, 20])
    words = [*text("Twelve Months Ended June 30,", 140, 5), *text("2023", 140, 17), *text("2022", 240, 17)]
    words += [*text("Sales", 5, 35), *text("12", 180, 35), *text("11", 280, 35)]
    cells = cells_of(mended(grid, words, (Box(100, 29.5, 300, 30),)), words)
    assert [[one for one in row if one] for row in rows_of_texts(cells)] == [
        ["Twelve Months Ended June 30,"],
        ["2023", "2022"],
        ["Sales", "12", "11"],
    ]


def test_a_frame_with_the_head_of_a_form_is_no_row() -> None:
    below = row_grid([100, 100, 100], [20, 20])
    cells = [Box(box.x0, box.y0 + 90, box.x1, box.y1 + 90) for box in below.cells]
    framed = Grid(Box(0, 0, 300, 130), (Box(0, 0, 300, 90), *cells))
    head = [word for row in range(6) for word in text(f"Label {row}", 5, 5 + 14 * row)]
    rows = [word for row in (0, 1) for x in range(3) for word in text(f"c{row}{x}", 5 + 100 * x, 95 + 20 * row)]
    assert len(mended(framed, [*head, *rows], ()).cells) == 6
    assert len(mended(framed, [*head[:6], *rows], ()).cells) == 7  # a header of three lines is one


def test_amounts_in_a_cell_over_several_columns_are_cut_where_other_rows_are() -> None:
    cells = row_grid([100, 100, 100], [20]).cells
    crammed = Grid(Box(0, 0, 300, 40), (*cells, Box(0, 20, 100, 40), Box(100, 20, 300, 40)))
    rows = (("Start", "1,234", "20"), ("Profit", "-", "65"))
    words = [
        word for y, row in enumerate(rows) for x, said in enumerate(row) for word in text(said, 100 * x + 5, 20 * y + 5)
    ]
    assert rows_of_texts(cells_of(mended(crammed, words, ()), words)) == [list(row) for row in rows]
