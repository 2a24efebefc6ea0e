"""Facts from lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop.domain.document import Block, BlockKind, Page, PageContent, PageSource, Word
from desktop.domain.fact import Origin
from desktop.domain.geometry import Box, bounding
from desktop.reading.context import DocumentContext
from desktop.reading.pairs import pair_facts
from desktop.reading.source import Glyph, TextLine
from desktop.reading.words import joined, read_lines
from tests.pdfs import NAMESAKES, TRIPLES

CONTEXT = DocumentContext("d" * 64, "x.pdf", "四方科技", 2019)


def content(lines: Sequence[str]) -> PageContent:
    """A page with a block per line."""
    blocks = []
    for row, text in enumerate(lines):
        glyphs = tuple(
            Glyph(letter, Box(50 + 10 * at, 100 + 20 * row, 60 + 10 * at, 110 + 20 * row))
            for at, letter in enumerate(text)
        )
        words: tuple[Word, ...] = read_lines([TextLine(glyphs, 10.0)])[0].words
        box = bounding(word.box for word in words)
        blocks.append(Block(0, BlockKind.PARAGRAPH, 0, joined(words), (box,), words))
    return PageContent(Page(0, 595, 842, PageSource.TEXT), tuple(blocks))


def facts(lines: Sequence[str]) -> list[tuple[str, str, str]]:
    return [(f.triple.entity, f.triple.attribute, f.triple.value) for f in pair_facts(CONTEXT, content(lines))]


def test_lines_of_triples_are_facts() -> None:
    assert facts(TRIPLES) == [tuple(line.split(",", 2)) for line in TRIPLES]


def test_lines_without_entity_belong_to_the_last_one_named() -> None:
    found = facts(NAMESAKES)
    assert ("科列斯尼科夫", "身高", "195CM") in found
    assert ("科列斯尼科夫", "职业", "篮球") in found
    assert ("米哈伊尔·彼特罗维奇·科列斯尼科夫", "逝世日期", "2007.3.26") in found
    assert len(found) == len(NAMESAKES)


def test_english_triples_keep_the_comma_of_a_date() -> None:
    found = facts(("Ada Byron,born,December 10, 1815", "occupation,mathematician", "died,November 27, 1852"))
    assert found == [
        ("Ada Byron", "born", "December 10, 1815"),
        ("Ada Byron", "occupation", "mathematician"),
        ("Ada Byron", "died", "November 27, 1852"),
    ]


def test_prose_with_commas_makes_no_triples() -> None:
    prose = (
        "The plant in Oslo, the largest, was closed in May.",
        "Sales, costs and margins, all of them, went down.",
    )
    assert facts(prose) == []


def test_labels_with_a_colon_are_facts_of_the_document() -> None:
    assert facts(("公司代码：603339", "单位：元", "法定代表人：黄杰")) == [
        ("四方科技", "公司代码", "603339"),
        ("四方科技", "法定代表人", "黄杰"),
    ]


def test_a_fact_has_the_boxes_of_its_value_alone() -> None:
    (fact,) = pair_facts(CONTEXT, content(("法定代表人：黄杰",)))
    assert fact.origin is Origin.PAIR
    assert fact.evidence.boxes == (Box(110, 100, 130, 110),)
    assert fact.evidence.quote == "法定代表人：黄杰"


@pytest.mark.parametrize(
    "line",
    [
        "出生日期：1939.10",
        "出生日期：1896年",
        "股票代码：603339",
        "邮编：226371",
        "成立日期：2007.3.26",
        "球衣号码：5号",
    ],
)
def test_dates_and_codes_are_no_amounts(line: str) -> None:
    (fact,) = pair_facts(CONTEXT, content([line]))
    assert fact.quantity is None


def test_dates_in_lines_of_triples_are_no_amounts() -> None:
    lines = ("许仕廉,出生日期,1939.10", "许仕廉,身高,195CM", "许仕廉,逝世,1896年")
    born, height, died = pair_facts(CONTEXT, content(lines))
    assert (born.quantity, died.quantity) == (None, None)
    assert height.quantity is not None


@pytest.mark.parametrize(
    "line",
    [
        "Spot at 7:58 AM was aired",
        "The call is at 5:30pm",
        "Webcast at https://example.org/live",
        "December 2022 (31 December 2021: 9,167).",
    ],
)
def test_times_addresses_and_half_a_bracket_make_no_pair(line: str) -> None:
    assert facts([line]) == []


def test_the_rest_of_a_full_line_is_no_label() -> None:
    page = content(["It is a plan of three parts which make the whole", "smaller: just eleven"])
    first, second = page.blocks
    both = replace(first, boxes=(*first.boxes, *second.boxes), words=(*first.words, *second.words))
    assert pair_facts(CONTEXT, replace(page, blocks=(both,))) == ()


def test_what_stands_under_the_name_of_a_subsidiary_is_about_it() -> None:
    page = content(["1.南通四方罐式储运设备制造有限公司", "净利润：70,662,576.11元"])
    heading = replace(page.blocks[0], kind=BlockKind.HEADING, level=3)
    (fact,) = pair_facts(CONTEXT, replace(page, blocks=(heading, page.blocks[1])))
    assert fact.triple.entity == "南通四方罐式储运设备制造有限公司"


def test_prose_with_commas_is_no_list_of_triples() -> None:
    lines = [
        "技术不断突破，冷冻项目突破了技术，罐箱通过轻量化",
        "设计，提高了客户运载能力，提升了公司的竞争力和更多的",
        "产品。",
    ]
    page = content(lines)
    boxes = tuple(box for block in page.blocks for box in block.boxes)
    words = tuple(word for block in page.blocks for word in block.words)
    assert pair_facts(CONTEXT, replace(page, blocks=(replace(page.blocks[0], boxes=boxes, words=words),))) == ()


def test_dates_and_sums_are_no_names_in_a_list_of_triples() -> None:
    lines = [
        "2019 年 5 月 20 日，公司发行股份，解禁上市流通，公司股份",
        "由 1,661,875 股减少，流通股由 9,081 股增加，总股份",
        "不变，仍为 200 股",
    ]
    assert pair_facts(CONTEXT, content(lines)) == ()
