"""Passages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.document import Block, BlockKind, Page, PageContent, PageSource
from desktop.domain.geometry import Box
from desktop.domain.settings import Chunker
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


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(st.lists(TEXT, max_size=12))
def test_windows_lose_nothing_and_follow_each_other(texts: list[str]) -> None:
    made = passages_of("d" * 64, page(*map(block, texts)), None, Chunker.WINDOW)
    whole, end = squeezed("".join(texts)), 0
    for passage in made:
        text = squeezed(passage.text)
        starts = [at for at in range(end + 1) if whole.startswith(text, at) and at + len(text) > end]
        assert starts, "begins after the end of the last one, or adds nothing"
        end = starts[-1] + len(text)
    assert end == len(whole)
    assert len({passage.id for passage in made}) == len(made)
    assert {index for passage in made for index in passage.blocks} == {
        i for i, text in enumerate(texts) if text.strip()
    }


def test_a_window_is_as_long_as_the_others_and_begins_before_their_end() -> None:
    words = [f"word{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(600)]
    made = passages_of("d" * 64, page(block(" ".join(words[:250])), block(" ".join(words[250:]))), None, Chunker.WINDOW)
    cut = [passage.text.split() for passage in made]
    assert [len(one) for one in cut] == [300, 300, 120]
    assert cut[0][-60:] == cut[1][:60]
    assert cut[1][-60:] == cut[2][:60]
    assert [passage.blocks for passage in made] == [(0, 1), (0, 1), (1,)]
    assert [passage.id[-4:] for passage in made] == ["w000", "w001", "w002"]


def test_a_window_does_not_cut_a_number() -> None:
    made = passages_of("d" * 64, page(block(" ".join(["905,402,299.44"] * 700))), None, Chunker.WINDOW)
    assert {word for passage in made for word in passage.text.split()} == {"905,402,299.44"}


def test_a_whole_page_is_one_passage_under_its_first_heading() -> None:
    blocks = (block("第一节 释义", BlockKind.HEADING, 1), block("词语" * 900), block("第二节", BlockKind.HEADING, 1))
    (made,) = passages_of("d" * 64, page(*blocks), None, Chunker.PAGE)
    assert made.blocks == (0, 1, 2)
    assert made.heading_path == ("第一节 释义",)
    assert made.id == "dddddddddddddddd-00003-p000"
    assert passages_of("d" * 64, page(), None, Chunker.PAGE) == ()
