"""Which of several grids on the same ground is taken, and what its cells say."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from desktop.domain.document import Block, BlockKind, Page, PageContent, PageSource, Word
from desktop.domain.geometry import Box, bounding
from desktop.engines.mupdf import open_document
from desktop.reading.cells import cell_words, cells_of
from desktop.reading.context import DocumentContext
from desktop.reading.facts import facts_of
from desktop.reading.reader import read_page
from desktop.reading.source import Drawn, Glyph, Grid, Picture, Region, TextLine
from desktop.reading.tables import Asked, chosen_grids, continued, in_context, is_doubtful, ruled_grids, table_of
from desktop.reading.words import Line, joined, line_of, read_lines
from tests import pdfs

CONTEXT = DocumentContext("d" * 64, "x.pdf", "Harbour", 2023)


class FakeSheet:
    """A sheet on which the engines see what they are told to."""

    width, height = 600.0, 800.0

    def __init__(self, ruled: Sequence[Grid] = (), modelled: Sequence[Grid] = ()) -> None:
        self._ruled, self._modelled = tuple(ruled), tuple(modelled)

    def lines(self) -> tuple[TextLine, ...]:
        return ()

    def drawn(self) -> Drawn:
        return Drawn()

    def ruled_grids(self, number: int = 0) -> tuple[Grid, ...]:
        return self._ruled

    def regions(self) -> tuple[Region, ...]:
        return ()

    def modelled_grids(self) -> tuple[Grid, ...]:
        return self._modelled

    def picture(self, part: Box | None = None) -> Picture:
        raise AssertionError("no table needs the picture")


def a_line(text: str, x: float, y: float) -> Line:
    """Five points a character, ten points high."""
    glyphs = tuple(Glyph(letter, Box(x + 5 * at, y, x + 5 * at + 5, y + 10)) for at, letter in enumerate(text))
    return read_lines([TextLine(glyphs, 10.0)])[0]


def asked(lines: Sequence[Line], sheet: FakeSheet, second: FakeSheet | None = None) -> Asked:
    rules = tuple(Box(0, 20 * at, 300, 20 * at + 1) for at in range(5))
    return Asked(sheet, Drawn(rules), tuple(lines), 0, second)


def grid(xs: Sequence[float], ys: Sequence[float]) -> Grid:
    cells = [Box(x0, y0, x1, y1) for y0, y1 in pairwise(ys) for x0, x1 in pairwise(xs)]
    return Grid(bounding(cells), tuple(cells))


ROWS = [("Revenue", "1,234", "1,100"), ("Costs", "(834)", "(700)"), ("Tax", "12.5", "9.1"), ("Net", "388", "391")]
LINES = [
    a_line(said, x, 20 * row + 5)
    for row, texts in enumerate(ROWS)
    for x, said in zip((5, 110, 210), texts, strict=True)
]
YS = [0, 20, 40, 60, 80]
WHOLE = grid([0, 100, 200, 300], YS)
CRAMMED = grid([0, 100, 300], YS)
HALF = grid([0, 100, 200, 300], YS[:3])


CRAMMED_HALF = grid([0, 100, 300], YS[:3])  # two rows are too few for mending to part the amounts


@pytest.mark.parametrize(("ruled", "modelled"), [(HALF, CRAMMED_HALF), (CRAMMED_HALF, HALF)])
def test_of_two_grids_on_the_same_ground_the_one_that_crams_fewer_amounts_wins(ruled: Grid, modelled: Grid) -> None:
    sheet = FakeSheet(modelled=[modelled])
    assert chosen_grids([ruled], asked(LINES[:6], sheet), modelled=True) == (HALF,)


def test_a_grid_that_crams_amounts_is_doubtful() -> None:
    assert is_doubtful(CRAMMED, asked(LINES, FakeSheet()))
    assert not is_doubtful(WHOLE, asked(LINES, FakeSheet()))


def test_a_grid_that_tears_words_loses() -> None:
    torn = grid([0, 22, 200, 300], YS)
    sheet = FakeSheet(modelled=[WHOLE])
    assert chosen_grids([torn], asked(LINES, sheet), modelled=True) == (WHOLE,)
    assert is_doubtful(torn, asked(LINES, sheet))


@pytest.mark.parametrize(("ruled", "modelled"), [(HALF, WHOLE), (WHOLE, HALF)])
def test_a_grid_that_leaves_half_of_the_table_out_loses(ruled: Grid, modelled: Grid) -> None:
    sheet = FakeSheet(modelled=[modelled])
    assert chosen_grids([ruled], asked(LINES, sheet), modelled=True) == (WHOLE,)


def test_of_two_as_good_the_ruled_one_is_taken() -> None:
    other = grid([0, 95, 195, 300], YS)
    assert chosen_grids([WHOLE], asked(LINES, FakeSheet(modelled=[other])), modelled=True) == (WHOLE,)


def test_the_layout_model_is_not_asked_for_nothing() -> None:
    assert chosen_grids([CRAMMED], asked(LINES, FakeSheet(modelled=[WHOLE])), modelled=False) == (CRAMMED,)


def test_grids_on_other_ground_are_all_kept_from_the_top() -> None:
    low = grid([0, 100, 200, 300], [200, 220, 240])
    more = [a_line("Sales", 5, 205), a_line("12", 110, 205), a_line("Ships", 5, 225), a_line("13", 110, 225)]
    sheet = FakeSheet(modelled=[low])
    assert chosen_grids([WHOLE], asked([*LINES, *more], sheet), modelled=True) == (WHOLE, low)
    assert chosen_grids([low], asked([*LINES, *more], FakeSheet(modelled=[WHOLE])), modelled=True) == (WHOLE, low)


def test_the_second_opinion_is_heard_where_the_first_crams() -> None:
    sheet, second = FakeSheet(ruled=[CRAMMED_HALF]), FakeSheet(ruled=[HALF])
    assert ruled_grids(asked(LINES[:6], sheet, second)) == (CRAMMED_HALF, HALF)
    assert ruled_grids(asked(LINES[:6], second, sheet)) == (HALF,)


WRAPPED = [a_line("1,045,188,01", 105, 3), a_line("7.53", 145, 14)]


def test_a_number_too_long_for_its_cell_is_one_amount() -> None:
    lines = [a_line("Assets", 5, 8), *WRAPPED, a_line("Debts", 5, 38), a_line("1,234.00", 105, 38)]
    made = grid([0, 100, 170], [0, 30, 60])
    assert not is_doubtful(made, asked(lines, FakeSheet()))
    table = table_of(0, made, lines)
    assert table is not None
    assert [cell.text for cell in table.cells] == ["Assets", "1,045,188,017.53", "Debts", "1,234.00"]


def test_a_number_whose_parts_are_amounts_both_is_still_one() -> None:
    lines = [a_line("Assets", 5, 8), a_line("1,045,188,017", 105, 3), a_line(".53", 145, 14)]
    made = grid([0, 100, 190], [0, 30])
    assert not is_doubtful(made, asked(lines, FakeSheet()))
    assert [cell.text for cell in cells_of(made, [w for one in lines for w in one.words])] == [
        "Assets",
        "1,045,188,017.53",
    ]


def test_amounts_below_one_another_are_crammed_and_no_number() -> None:
    lines = [a_line("Assets", 5, 8), a_line("1,045", 105, 3), a_line("7.53", 105, 14)]
    made = grid([0, 100, 170], [0, 30])
    assert is_doubtful(made, asked(lines, FakeSheet()))
    assert joined(cell_words([word for one in lines[1:] for word in one.words])) == "1,045 7.53"


def test_words_of_a_cell_over_two_lines_have_a_space_between() -> None:
    words = [*a_line("Total current", 5, 3).words, *a_line("assets", 5, 14).words]
    assert joined(cell_words(words)) == "Total current assets"


def test_a_wrapped_number_is_one_fact_with_a_box_for_each_line(tmp_path: Path) -> None:
    path = pdfs.wrapped_numbers(tmp_path)
    with open_document(path) as document:
        content = read_page(document, 0, None)
    found = {fact.triple.attribute: fact for fact in facts_of(CONTEXT, content) if fact.period.startswith("2023")}
    fact = found["Total assets"]
    assert fact.triple.value == "1,045,188,017.53"
    assert fact.quantity is not None
    assert fact.quantity.number == Decimal("1045188017.53")
    assert len(fact.evidence.boxes) == 2
    assert found["Cash"].triple.value == "905,402.44"


def test_facts_of_a_table_without_rules_have_labels_of_several_lines_whole(tmp_path: Path) -> None:
    rows = (*pdfs.INCOME[:3], ("Income from continuing", "", ""), ("operations before tax", "18.5", "11.5"))
    with open_document(pdfs.unruled_table(tmp_path, rows)) as document:
        content = read_page(document, 0, None)
    values = {fact.triple.value: fact.triple.attribute for fact in facts_of(CONTEXT, content)}
    assert values["48.6"] == "Revenue"
    assert values["18.5"].endswith("operations before tax")


def test_the_day_of_a_balance_stands_above_the_table_or_in_its_corner() -> None:
    below = [a_line("2023", 105, 105), a_line("Cash", 5, 125), a_line("2,500", 105, 125)]
    lines = [a_line("As at 30 June", 5, 105), *below]
    made = table_of(0, grid([0, 100, 200], [100, 120, 140]), lines)
    assert made is not None
    assert in_context(made, (), ()).day == "06-30"
    plain = table_of(0, grid([0, 100, 200], [100, 120, 140]), [a_line("Item", 5, 105), *below])
    assert plain is not None
    assert in_context(plain, [a_line("As of December 31", 5, 80)], ()).day == "12-31"
    assert in_context(plain, (), ()).day == ""


def test_a_sentence_above_a_table_gives_the_date_of_its_columns() -> None:
    lines = [a_line("Item", 5, 105), a_line("Total", 105, 105), a_line("Cash", 5, 125), a_line("2,500", 105, 125)]
    made = table_of(0, grid([0, 100, 200], [100, 120, 140]), lines)
    assert made is not None
    above = [a_line("December 3, 2021 was as follows:", 5, 80), a_line("We hold much. The fair value of it at", 5, 65)]
    assert in_context(made, above, ()).columns == ("Item", "at December 3, 2021 Total")
    assert in_context(made, [a_line("We sold it at December 3, 2021.", 5, 80)], ()).columns == ("Item", "Total")


def test_a_unit_at_the_end_of_a_page_is_that_of_the_table_at_the_top_of_the_next() -> None:
    lines = [a_line("Item", 5, 105), a_line("Total", 105, 105), a_line("Cash", 5, 125), a_line("2,500", 105, 125)]
    made = table_of(1, grid([0, 100, 200], [100, 120, 140]), lines)
    assert made is not None
    words = (*a_line("Capital", 5, 700).words, *a_line("单位：万元", 105, 720).words)
    boxes = (Box(5, 700, 200, 710), Box(105, 720, 200, 730))
    before = PageContent(Page(0, 600, 800, PageSource.TEXT), (Block(0, BlockKind.PARAGRAPH, 0, "", boxes, words),))
    assert continued(made, before, has_text_above=False).unit == "万元"
    assert continued(made, before, has_text_above=True).unit == ""


def test_one_column_is_no_table() -> None:
    lines = [line_of([Word("Cash", Box(5, 5, 25, 15))], 10.0), line_of([Word("Debts", Box(5, 25, 30, 35))], 10.0)]
    assert table_of(0, grid([0, 100], [0, 20, 40]), lines) is None
