"""Passages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.document import Block, BlockKind, Page, PageContent, PageSource
from desktop.domain.geometry import Box
from desktop.reading.passages import passages_of, token_count

BOX = (Box(0, 0, 10, 10),)
TEXT = st.text(st.sampled_from("abc 12,.。；流动资产合计\u3000"), min_size=1, max_size=900)


def page(*blocks: Block) -> PageContent:
    return PageContent(Page(3, 595, 842, PageSource.TEXT), blocks)


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> Block:
    return Block(3, kind, level, text, BOX)


@given(st.lists(TEXT, max_size=12))
def test_no_text_is_lost(texts: list[str]) -> None:
    made = passages_of("d" * 64, page(*map(block, texts)))
    squeezed = "".join("".join(passage.text.split()) for passage in made)
    assert squeezed == "".join("".join(text.split()) for text in texts)
    assert all(token_count(passage.text) <= 400 for passage in made)
    assert len({passage.id for passage in made}) == len(made)


def test_running_headers_are_left_out() -> None:
    (made,) = passages_of("d" * 64, page(block("2019年年度报告", BlockKind.HEADER), block("正文")))
    assert made.text == "正文"


def test_a_passage_stands_under_its_headings() -> None:
    (made,) = passages_of("d" * 64, page(block("第一节 释义", BlockKind.HEADING, 1), block("词语")))
    assert made.heading_path == ("第一节 释义",)
    assert made.id == "dddddddddddddddd-00003-000"
    assert made.blocks == (0, 1)
