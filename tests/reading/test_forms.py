"""Facts from labels and values on forms, scanned or with a text layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.document import Block, BlockKind, Cell, Page, PageContent, PageSource, Table, Word
from desktop.domain.fact import Fact, Origin
from desktop.domain.geometry import Box, bounding
from desktop.reading.context import DocumentContext, DocumentKind, document_kind
from desktop.reading.facts import facts_of
from desktop.reading.forms import form_facts, is_of_form
from desktop.reading.source import Glyph, TextLine
from desktop.reading.tablefacts import DOUBTFUL
from desktop.reading.words import joined, read_lines

CONTEXT = DocumentContext("d" * 64, "form.pdf", "Acme", 2019)
WIDTH, HEIGHT = 6, 10

Line = tuple[float, float, str]


def words_at(x: float, y: float, text: str) -> tuple[Word, ...]:
    """Words of letters that are all as wide."""
    glyphs = tuple(
        Glyph(letter, Box(x + WIDTH * at, y, x + WIDTH * (at + 1), y + HEIGHT)) for at, letter in enumerate(text)
    )
    return read_lines([TextLine(glyphs, HEIGHT)])[0].words


def block_of(lines: Sequence[Line]) -> Block:
    """A paragraph of these lines."""
    parts = [words_at(*line) for line in lines]
    boxes = tuple(bounding(word.box for word in part) for part in parts)
    words = tuple(word for part in parts for word in part)
    return Block(0, BlockKind.PARAGRAPH, 0, joined(words), boxes, words)


def page_of(*lines: Line) -> PageContent:
    """A scanned page with a block per line."""
    return PageContent(Page(0, 595, 842, PageSource.OCR), tuple(block_of([line]) for line in lines))


def table_of(rows: Sequence[Sequence[str]], headed: bool, columns: Sequence[float] = (50, 200, 300)) -> PageContent:
    """A scanned page with one table, whose lowest rows are 20 apart."""
    cells, words = list[Cell](), list[Word]()
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            x, y = columns[column], 400 + 20 * row
            cells.append(Cell(row, column, 1, 1, text, Box(x - 2, y - 4, x + 98, y + 15), headed and not row))
            words += words_at(x, y, text) if text else ()
    box = bounding(cell.box for cell in cells)
    block = Block(0, BlockKind.TABLE, 0, joined(words), (box,), tuple(words))
    table = Table(0, box, tuple(cells), tuple(rows[0]) if headed else ())
    return PageContent(Page(0, 595, 842, PageSource.OCR), (block,), (table,))


def pairs(content: PageContent) -> set[tuple[str, str]]:
    return {(fact.triple.attribute, fact.triple.value) for fact in form_facts(CONTEXT, content)}


def words_in(fact: Fact, content: PageContent) -> str:
    """What stands in the fact's boxes."""
    every = [word for block in content.blocks for word in block.words]
    inside = [word for box in fact.evidence.boxes for word in every if box.holds(*word.box.centre)]
    return joined(inside)


def test_a_value_stands_right_of_its_label() -> None:
    content = page_of((50, 100, "Owner:"), (150, 100, "Mira Holt"), (50, 120, "Plot:"), (150, 120, "Lower Field"))
    assert pairs(content) == {("Owner", "Mira Holt"), ("Plot", "Lower Field")}


def test_a_value_has_the_boxes_of_its_own_words() -> None:
    content = page_of((50, 100, "Owner:"), (150, 100, "Mira Holt"), (150, 112, "and Sons"))
    (fact,) = form_facts(CONTEXT, content)
    assert fact.origin is Origin.PAIR
    assert fact.triple.value == "Mira Holt and Sons"
    assert fact.evidence.boxes == (Box(150, 100, 204, 110), Box(150, 112, 198, 122))
    assert words_in(fact, content).replace(" ", "") == fact.triple.value.replace(" ", "")


def test_several_labels_in_a_row_each_have_their_value() -> None:
    content = page_of(
        (50, 100, "Owner: Mira Holt"), (200, 100, "Plot: Lower Field"), (400, 100, "Rent:"), (450, 100, "70")
    )
    assert pairs(content) == {("Owner", "Mira Holt"), ("Plot", "Lower Field"), ("Rent", "70")}


def test_a_word_that_labels_end_with_needs_no_colon() -> None:
    content = page_of(
        (50, 100, "Garden name"), (160, 100, "Mill House"), (300, 100, "Visit date"), (400, 100, "4/5/71")
    )
    assert pairs(content) == {("Garden name", "Mill House"), ("Visit date", "4/5/71")}


def test_texts_in_a_column_that_have_something_beside_them_are_labels() -> None:
    rows = [("Hedge", "beech"), ("Fence", "oak"), ("Gate", "iron")]
    lines = [
        (x, 100.0 + 20 * at, text) for at, row in enumerate(rows) for x, text in zip((50.0, 150.0), row, strict=True)
    ]
    assert pairs(page_of(*lines)) == set(rows)
    assert pairs(page_of(*lines[:2])) == set()


def test_chinese_labels_of_two_characters() -> None:
    content = page_of(
        (50, 100, "姓名"), (150, 100, "李四光"), (50, 120, "电话：010-5555"), (250, 120, "地址："), (300, 120, "花园路")
    )
    assert pairs(content) == {("姓名", "李四光"), ("电话", "010-5555"), ("地址", "花园路")}


def test_a_number_is_cut_off_the_label_that_calls_for_it() -> None:
    assert pairs(page_of((50, 100, "Permit No. 4471"))) == {("Permit No.", "4471")}


def test_a_value_stands_below_its_label_where_nothing_is_beside_it() -> None:
    content = page_of((50, 100, "Remarks:"), (50, 114, "Two panes are"), (50, 126, "broken."), (50, 170, "Far away"))
    assert pairs(content) == {("Remarks", "Two panes are broken.")}


def test_a_remark_in_brackets_is_of_the_label() -> None:
    content = page_of((50, 100, "Deposit:"), (150, 100, "30"), (50, 112, "(see the lease)"))
    assert pairs(content) == {("Deposit (see the lease)", "30")}


def test_a_number_and_its_unit_are_one_value() -> None:
    content = page_of((50, 100, "Depth:"), (150, 100, "84"), (182, 100, "mm"))
    assert pairs(content) == {("Depth", "84 mm")}


def test_numbers_in_columns_have_the_names_of_row_and_column() -> None:
    content = page_of(
        (150, 100, "Spring"), (250, 100, "Autumn"), (50, 130, "Beans"), (150, 130, "12"), (250, 130, "34"),
        (50, 150, "Leeks"), (150, 150, "56"), (250, 150, "78"),
    )  # fmt: skip
    rows = {("Beans", "12"), ("Beans", "34"), ("Leeks", "56"), ("Leeks", "78")}
    columns = {("Spring", "12"), ("Spring", "56"), ("Autumn", "34"), ("Autumn", "78")}
    assert pairs(content) == rows | columns


def test_a_header_over_several_columns_is_not_that_of_one() -> None:
    content = page_of(
        (150, 88, "Harvest of the year"), (150, 100, "Spring"), (230, 100, "Autumn"),
        (50, 130, "Beans"), (150, 130, "12"), (230, 130, "34"),
    )  # fmt: skip
    assert {("Spring", "12"), ("Autumn", "34")} < pairs(content)
    assert not any("Harvest" in label for label, _ in pairs(content))


def test_numbers_beside_one_label_are_doubtful() -> None:
    content = page_of(
        (50, 130, "Revenue"), (250, 130, "1,234"), (350, 130, "1,100"), (50, 150, "Name:"), (250, 150, "Lee")
    )
    found = {(one.triple.value, one.confidence) for one in facts_of(CONTEXT, content)}
    assert {("1,234", DOUBTFUL), ("1,100", DOUBTFUL), ("Lee", 1.0)} <= found


def test_a_value_far_from_its_label_is_no_header() -> None:
    content = page_of(
        (50, 100, "Name:"), (420, 100, "John Smith"), (50, 120, "Phone:"), (420, 120, "555 1234"),
        (50, 140, "Fee:"), (420, 140, "$12.50"),
    )  # fmt: skip
    assert {("Name", "John Smith"), ("Phone", "555 1234"), ("Fee", "$12.50")} == pairs(content)


def test_a_tick_is_of_the_text_before_it() -> None:
    content = page_of((50, 100, "Heated x"), (200, 100, "Lit"))
    assert pairs(content) == {("Heated", "x")}


def test_choices_of_which_none_is_ticked_are_no_value() -> None:
    assert (
        pairs(page_of((50, 100, "Heated:"), (150, 100, "□"), (170, 100, "Yes"), (220, 100, "□"), (240, 100, "No")))
        == set()
    )


def test_a_colon_within_a_paragraph_makes_no_label() -> None:
    text = ("The gardens lie below the mill and", "Sundays are for: visitors who asked", "to see the gate")
    paragraph = block_of([(50, 100.0 + 12 * at, line) for at, line in enumerate(text)])
    form = page_of(*((50, 200.0 + 20 * at, f"Plot {at}: the Lower Field of the Mill") for at in range(4)))
    assert len(pairs(replace(form, blocks=(paragraph, *form.blocks)))) == 4
    assert pairs(replace(form, blocks=(paragraph,))) == set()


def test_a_time_has_no_label() -> None:
    assert pairs(page_of((50, 100, "Gate opens 10:30 daily"))) == set()


def test_writing_that_runs_upwards_is_no_value() -> None:
    upright = Block(
        0, BlockKind.PARAGRAPH, 0, "0042", (Box(150, 90, 160, 120),), (Word("0042", Box(150, 90, 160, 120)),)
    )
    content = page_of((50, 100, "Owner:"))
    assert pairs(replace(content, blocks=(*content.blocks, upright))) == set()


def test_a_table_without_header_is_read_as_a_form() -> None:
    content = table_of((("Owner:", "Mira Holt"), ("Plot:", "Lower Field")), headed=False)
    assert is_of_form(content, content.tables[0], content.blocks[-1])
    assert pairs(content) == {("Owner", "Mira Holt"), ("Plot", "Lower Field")}
    assert {fact.origin for fact in facts_of(CONTEXT, content)} == {Origin.PAIR}


def test_cells_of_a_table_in_a_form_have_the_names_of_row_and_column() -> None:
    table = table_of((("", "Spring", "Autumn"), ("Beans", "12", "34")), headed=True)
    form = page_of((50, 100, "Owner: Mira"), (50, 120, "Plot: Lower Field"), (50, 140, "Keeper: Jo Reed"))
    content = replace(table, blocks=(*form.blocks, *table.blocks))
    found = pairs(content)
    assert {("Beans", "12"), ("Beans", "34"), ("Spring", "12"), ("Autumn", "34")} < found
    assert len(found) == 7


def test_a_table_of_years_stays_a_table() -> None:
    table = table_of((("", "2018", "2019"), ("Revenue", "12", "34")), headed=True)
    form = page_of((50, 100, "Owner: Mira"), (50, 120, "Plot: Lower Field"), (50, 140, "Keeper: Jo Reed"))
    content = replace(table, blocks=(*form.blocks, *table.blocks))
    assert not is_of_form(content, content.tables[0], content.blocks[-1])
    assert len(pairs(content)) == 3
    assert sum(fact.origin is Origin.TABLE for fact in facts_of(CONTEXT, content)) == 2


def test_a_table_on_a_page_of_prose_stays_a_table() -> None:
    text = (
        "The gardens lie below the mill and",
        "they are open all year; visitors ask",
        "for the key at the house by the gate",
    )
    paragraph = block_of([(50, 100.0 + 12 * at, line) for at, line in enumerate(text)])
    table = table_of((("Hedge", "beech"), ("Fence", "oak")), headed=False)
    content = replace(table, blocks=(paragraph, *table.blocks))
    assert not is_of_form(content, content.tables[0], content.blocks[-1])


BOXES = (
    (50, 60, "Glazier 12 Mill Lane"),
    *((50, 100, "Order Number"), (180, 100, "Order Date"), (300, 100, "Customer")),
    *((50, 112, "K-1207"), (180, 112, "2019-05-03"), (300, 112, "Mira Holt")),
    *((50, 124, "Ship Via"), (180, 124, "Due Date")),
    *((50, 136, "Barge"), (180, 136, "2019-06-01")),
)


def test_a_value_stands_below_its_label_in_a_row_of_labels() -> None:
    found = pairs(page_of(*BOXES))
    assert found == {
        ("Order Number", "K-1207"),
        ("Order Date", "2019-05-03"),
        ("Customer", "Mira Holt"),
        ("Ship Via", "Barge"),
        ("Due Date", "2019-06-01"),
    }


def test_the_rows_of_a_table_are_no_values_below_labels() -> None:
    header = ((50, 100, "Line Number"), (180, 100, "Ship Date"))
    rows = ((50, 112, "11"), (180, 112, "2019-05-03"), (50, 124, "12"), (180, 124, "2019-05-04"))
    assert not pairs(page_of(*header, *rows)) & {("Line Number", "11"), ("Ship Date", "2019-05-03")}


def digital(content: PageContent) -> PageContent:
    """The same page with a text layer."""
    return replace(content, page=replace(content.page, source=PageSource.TEXT))


LABELS = ("Name", "Address", "Phone", "Order Date", "Account Number", "Total", "Type", "Status", "Due Date", "City")


def test_a_page_of_labels_is_a_form_and_its_values_are_found_beside_them() -> None:
    lines = (
        line for at, name in enumerate(LABELS) for line in ((50, 100 + 14 * at, name), (200, 100 + 14 * at, f"V{at}x"))
    )
    content = digital(page_of(*lines))
    assert document_kind(content) is DocumentKind.FORM
    form = replace(CONTEXT, kind=DocumentKind.FORM)
    found = {(fact.triple.attribute, fact.triple.value) for fact in facts_of(form, content)}
    assert found == {(name, f"V{at}x") for at, name in enumerate(LABELS)}
    assert facts_of(CONTEXT, content) == ()


def test_the_cover_of_a_report_is_no_form() -> None:
    labels = ((50, 100.0 + 14 * at, name) for at, name in enumerate(LABELS))
    cover = digital(page_of((50, 60, "Exact name of registrant as specified in its charter"), *labels))
    assert document_kind(cover) is DocumentKind.OTHER


def test_in_a_digital_form_a_grid_of_labels_is_the_form_and_a_list_of_items_a_table() -> None:
    grid = digital(
        table_of((("Order Date", "2019-05-03"), ("Order Number", "K-12"), ("Total", "$120.00")), headed=False)
    )
    assert is_of_form(grid, grid.tables[0], grid.blocks[-1])
    items = digital(
        table_of((("Item", "Rate", "Total"), ("Pane", "4.00", "8.00"), ("Lath", "1.00", "3.00")), headed=True)
    )
    assert not is_of_form(items, items.tables[0], items.blocks[-1])


def test_a_count_beside_an_amount_of_the_same_label_is_doubted() -> None:
    content = page_of((50, 100, "Grand Total:"), (200, 100, "60"), (300, 100, "$20,650.00"))
    doubted = {fact.triple.value: fact.confidence == DOUBTFUL for fact in facts_of(CONTEXT, content)}
    assert doubted == {"60": True, "$20,650.00": False}


def test_a_label_is_no_value_of_the_one_beside_it() -> None:
    content = page_of((50, 100, "Product Name"), (200, 100, "Order Number"), (50, 140, "Barge"), (200, 140, "12"))
    assert ("Product Name", "Order Number") not in pairs(content)


def test_a_point_on_a_scan_may_be_a_comma() -> None:
    content = page_of((50, 130, "Cost:"), (250, 130, "$7.075"), (50, 150, "Weight:"), (250, 150, "0.385"))
    scanned = replace(content, page=replace(content.page, source=PageSource.OCR))
    found = {one.triple.value: one.confidence for one in facts_of(CONTEXT, scanned)}
    assert (found["$7.075"], found["0.385"]) == (DOUBTFUL, 1.0)
