"""Lines to blocks: paragraphs, headings, lists, and what goes on over the page break."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.document import Block, BlockKind, Page, PageContent, PageSource
from desktop.domain.geometry import Box
from desktop.reading.blocks import Body, blocks_of, body_of, with_continuation
from desktop.reading.headings import heading_level
from desktop.reading.passages import passages_of
from desktop.reading.source import Glyph, TextLine
from desktop.reading.words import Line, read_lines

BODY = Body(10.0, bold=False)
REGION = Body(10.0, bold=False, is_region=True)
FULL = "these words fill the whole of a line of the page"


def a_line(text: str, y: float, x: float = 50.0, size: float = 10.0, bold: bool = False) -> Line:
    """Half its size a character, twice that for a Chinese one; as high as its size."""
    glyphs = []
    for letter in text:
        width = size if ord(letter) >= 0x2E80 else size / 2
        glyphs.append(Glyph(letter, Box(x, y, x + width, y + size)))
        x += width
    return read_lines([TextLine(tuple(glyphs), size, bold)])[0]


def under_one_another(*texts: str, size: float = 10.0, bold: bool = False) -> list[Line]:
    return [a_line(text, 100 + 1.3 * size * row, size=size, bold=bold) for row, text in enumerate(texts)]


def found(lines: Sequence[Line], body: Body = BODY, kind: BlockKind = BlockKind.PARAGRAPH) -> list[tuple[str, str]]:
    return [(str(block.kind), block.text) for block in blocks_of(0, lines, body, kind)]


def test_in_a_region_of_the_model_a_bold_paragraph_is_no_row_of_headings() -> None:
    lines = under_one_another(
        "These terms apply to all who", "buy lamps or parts of them", "from the company", bold=True
    )
    assert found(lines, REGION) == [
        ("paragraph", "These terms apply to all who buy lamps or parts of them from the company")
    ]
    assert {kind for kind, _ in found(lines, BODY)} == {"heading"}


def test_in_a_region_bold_and_plain_lines_are_one_paragraph() -> None:
    lines = [a_line(FULL, 100, bold=True), a_line("and go on in plain type", 113)]
    assert len(found(lines, REGION)) == 1
    assert len(found(lines, BODY)) == 2


def test_in_a_region_a_short_line_does_not_end_the_paragraph() -> None:
    lines = under_one_another(FULL, "a ragged short line", FULL)
    assert len(found(lines, REGION)) == 1
    assert len(found(lines, BODY)) == 2


def test_what_the_model_takes_for_a_heading_is_one_whatever_its_lines() -> None:
    lines = under_one_another("Report of the board of the", "company on the financial", "year")
    (block,) = blocks_of(0, lines, REGION, BlockKind.HEADING)
    assert (block.kind, block.level, block.text) == (
        BlockKind.HEADING,
        3,
        "Report of the board of the company on the financial year",
    )
    (title,) = blocks_of(0, lines, REGION, BlockKind.TITLE)
    assert (title.kind, title.level) == (BlockKind.TITLE, 1)


@pytest.mark.parametrize("text", ["—— * ——", "word " * 60])
def test_signs_and_long_texts_are_no_headings_whatever_the_model_takes_them_for(text: str) -> None:
    (block,) = blocks_of(0, [a_line(text, 100)], REGION, BlockKind.HEADING)
    assert (block.kind is BlockKind.HEADING, block.level) == (False, 0)


def test_a_heading_over_two_lines_is_one() -> None:
    lines = [
        a_line("Consolidated statement of the group", 100, size=14.0),
        a_line("and its financial position", 117, size=14.0),
        a_line(FULL, 140),
        a_line("and a last one.", 153),
    ]
    assert found(lines) == [
        ("heading", "Consolidated statement of the group and its financial position"),
        ("paragraph", f"{FULL} and a last one."),
    ]


def test_a_numbered_heading_does_not_swallow_the_text_below_it() -> None:
    lines = under_one_another("第一节 释义", "在本报告书中，除非文义另有所指，下列词语具有如下含义。")
    assert [kind for kind, _ in found(lines)] == ["heading", "paragraph"]


@pytest.mark.parametrize("mark", ["• ", "- ", "① ", "(a) ", "2) ", "● "])
def test_lines_with_marks_are_items_of_a_list(mark: str) -> None:
    assert found(under_one_another(f"{mark}Oslo and the coast", f"{mark}Bergen and its bay")) == [
        ("list item", f"{mark}Oslo and the coast"),
        ("list item", f"{mark}Bergen and its bay"),
    ]


def test_an_item_of_a_list_goes_on_in_the_next_line() -> None:
    lines = [a_line(f"• {FULL}", 100), a_line("and its last words", 113, x=60.0), a_line("• Bergen", 126)]
    assert [text for _, text in found(lines)] == [f"• {FULL} and its last words", "• Bergen"]


def test_lines_of_label_and_value_stay_apart() -> None:
    lines = under_one_another("公司代码：603339", "公司简称：四方科技", "法定代表人：黄杰")
    assert [text for _, text in found(lines)] == ["公司代码：603339", "公司简称：四方科技", "法定代表人：黄杰"]
    triples = under_one_another("许仕廉,国籍,中国", "许仕廉,职业,社会学家")
    assert [text for _, text in found(triples)] == ["许仕廉,国籍,中国", "许仕廉,职业,社会学家"]


def test_a_caption_is_told_by_its_number() -> None:
    assert found([a_line("Table 3 Revenue by port", 100)]) == [("caption", "Table 3 Revenue by port")]
    assert found([a_line("图 2 营业收入构成", 100)]) == [("caption", "图 2 营业收入构成")]


def test_the_body_is_set_as_most_characters_are() -> None:
    lines = [*under_one_another(FULL, FULL), a_line("Heading", 200, size=16.0, bold=True)]
    assert body_of(lines) == Body(10.0, bold=False)
    assert body_of(lines, is_region=True).is_region


def page(number: int, *blocks: Block) -> PageContent:
    return PageContent(Page(number, 595, 842, PageSource.TEXT), blocks)


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, number: int = 0) -> Block:
    return Block(number, kind, 0, text, (Box(50, 100, 500, 110),))


LAST = block("The plant was sold. The buyer is a company that")
RUNNING = block("Annual Report", BlockKind.HEADER)
FOOT = (block("1 Since May.", BlockKind.FOOTNOTE), block("12", BlockKind.FOOTER))


def continues(before: Sequence[Block], *blocks: Block) -> list[bool]:
    return [one.continues for one in with_continuation(blocks, page(0, *before))]


def test_a_sentence_that_the_page_breaks_goes_on_in_the_first_paragraph() -> None:
    assert continues([LAST, *FOOT], RUNNING, block("makes lamps."), block("other text")) == [False, True, False]
    assert continues([block("报告期内，公司实现营业收入"), *FOOT], block("四千八百万元。")) == [True]


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (block("The plant was sold."), block("makes lamps.")),
        (LAST, block("Makes lamps.")),
        (LAST, block("a) lamps")),
        (LAST, block("makes lamps", BlockKind.HEADING)),
        (block("The plant", BlockKind.HEADING), block("makes lamps.")),
        (block("12 13 14", BlockKind.TABLE), block("makes lamps.")),
        (block("以下各项："), block("四千八百万元。")),
    ],
    ids=["ended", "new sentence", "list", "heading", "after a heading", "after a table", "after a colon"],
)
def test_what_does_not_go_on_is_not_marked(last: Block, first: Block) -> None:
    assert continues([last], first) == [False]


def test_on_the_first_page_nothing_goes_on() -> None:
    assert [one.continues for one in with_continuation([block("makes lamps.")], None)] == [False]


def test_a_sentence_over_the_page_break_is_whole_in_the_next_page_s_passage() -> None:
    before = page(0, LAST, *FOOT)
    after = page(1, *with_continuation([block("makes lamps. It has two plants.", number=1)], before))
    (made,) = passages_of("d" * 64, after, before)
    assert made.text == "The buyer is a company that makes lamps. It has two plants."
    (alone,) = passages_of("d" * 64, page(1, block("Makes lamps.", number=1)), before)
    assert alone.text == "Makes lamps."


def test_a_chinese_sentence_over_the_page_break_has_no_space_in_it() -> None:
    before = page(0, block("公司于五月出售工厂。报告期内，公司实现营业收入"))
    after = page(1, *with_continuation([block("四千八百万元。", number=1)], before))
    (made,) = passages_of("d" * 64, after, before)
    assert made.text == "报告期内，公司实现营业收入四千八百万元。"


TEXT = st.sampled_from(["Oslo", "• item", "1. Heading", "第一节 释义", "Table 3 x", "单位：元", "net income.", FULL])
LINE = st.tuples(
    TEXT, st.sampled_from([0.0, 8.0, 13.0, 14.0, 30.0]), st.sampled_from([9.0, 10.0, 14.0, 18.0]), st.booleans()
)
KINDS = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE, BlockKind.TITLE])


@given(st.lists(LINE, max_size=12), st.booleans(), KINDS)
def test_every_line_is_in_one_block(
    given_lines: list[tuple[str, float, float, bool]], is_region: bool, kind: BlockKind
) -> None:
    y, lines = 50.0, []
    for text, step, size, bold in given_lines:
        y += step
        lines.append(a_line(text, y, size=size, bold=bold))
    made = blocks_of(0, lines, body_of(lines, is_region), kind)
    assert [box for one in made for box in one.boxes] == [one.box for one in lines]
    assert "".join("".join(one.text.split()) for one in made) == "".join("".join(one.text.split()) for one in lines)


@pytest.mark.parametrize(
    ("text", "is_heading"),
    [
        ("($ in millions)", False),
        ("(in thousands, unaudited)", False),
        ("Revenue (£m)", True),
        ("合并利润表（人民币千元）", True),
    ],
)
def test_a_unit_by_itself_is_no_heading(text: str, is_heading: bool) -> None:
    glyphs = tuple(Glyph(letter, Box(5.0 * at, 5.0, 5.0 * at + 5, 21.0)) for at, letter in enumerate(text))
    assert bool(heading_level(read_lines([TextLine(glyphs, 16.0)]), 10.0, body_bold=False)) == is_heading
