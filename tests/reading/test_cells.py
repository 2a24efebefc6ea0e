"""Cells, headers and the splitting of columns."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.document import Word
from desktop.domain.geometry import Box
from desktop.reading.cells import cells_of, column_count, row_count
from desktop.reading.grids import mended
from desktop.reading.headers import RowKind, column_headers, row_kinds
from desktop.reading.source import Grid


def grid_of(rows: Sequence[Sequence[str]], width: float = 100.0) -> tuple[Grid, list[Word]]:
    """A grid with one word per filled cell."""
    boxes, words = [], []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            boxes.append(Box(column * width, row * 20, (column + 1) * width, (row + 1) * 20))
            if text:
                words.append(Word(text, Box(column * width + 5, row * 20 + 5, column * width + 60, row * 20 + 15)))
    return Grid(Box(0, 0, width * len(rows[0]), 20 * len(rows)), tuple(boxes)), words


BALANCE = (
    ("项目", "附注", "2019年12月31日", "2018年12月31日"),
    ("流动资产：", "", "", ""),
    ("货币资金", "七、1", "905,402.44", "627,041.50"),
)


def test_header_section_and_data_rows_are_told_apart() -> None:
    grid, words = grid_of(BALANCE)
    cells = cells_of(grid, words)
    assert row_kinds(cells) == (RowKind.HEADER, RowKind.SECTION, RowKind.DATA)
    assert column_headers(cells, (0,), 4) == BALANCE[0]


def test_label_and_value_side_by_side_have_no_header() -> None:
    grid, words = grid_of((("公司的中文名称", "四方科技"), ("公司的法定代表人", "黄杰")))
    assert RowKind.HEADER not in row_kinds(cells_of(grid, words))


def test_a_header_in_the_middle_is_found() -> None:
    rows = (("员工合计", "1,406"), ("专业构成", ""), ("专业构成类别", "专业构成人数"), ("生产人员", "940"))
    grid, words = grid_of(rows)
    assert row_kinds(cells_of(grid, words)) == (RowKind.DATA, RowKind.SECTION, RowKind.HEADER, RowKind.DATA)


def test_merged_cells_keep_their_span() -> None:
    boxes = (Box(0, 0, 200, 20), Box(0, 20, 100, 40), Box(100, 20, 200, 40))
    words = [Word("both", Box(5, 5, 30, 15)), Word("left", Box(5, 25, 30, 35)), Word("right", Box(105, 25, 130, 35))]
    top, left, right = cells_of(Grid(Box(0, 0, 200, 40), boxes), words)
    assert (top.column_span, left.column_span, right.column) == (2, 1, 1)


def test_a_column_of_labels_and_amounts_is_split() -> None:
    boxes = tuple(Box(0, row * 20, 200, row * 20 + 20) for row in range(4))
    words = []
    for row in range(4):
        words.append(Word("Income", Box(5, row * 20 + 5, 60, row * 20 + 15)))
        words.append(Word(f"{row},100", Box(150, row * 20 + 5, 190, row * 20 + 15)))
    split = mended(Grid(Box(0, 0, 200, 80), boxes), words, ())
    assert column_count(cells_of(split, words)) == 2


@given(st.lists(st.lists(st.sampled_from(["", "甲", "12.5", "Net"]), min_size=3, max_size=3), min_size=1, max_size=8))
def test_every_word_is_in_exactly_one_cell(rows: list[list[str]]) -> None:
    grid, words = grid_of(rows)
    cells = cells_of(grid, words)
    assert sorted(cell.text for cell in cells if cell.text) == sorted(word.text for word in words)
    assert row_count(cells) <= len(rows)
    assert column_count(cells) <= 3
    places = [(cell.row, cell.column) for cell in cells]
    assert len(places) == len(set(places))
