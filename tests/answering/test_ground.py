"""What is shown stands, verbatim and uncut, in its boxes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.answering.ground import sentences_of, spans_of, stands
from desktop.answering.wording import solid
from desktop.domain.document import PageContent
from desktop.domain.fact import Evidence
from desktop.domain.geometry import Box
from tests.fakes.library import page_of

LINE = "2023年，公司营业收入412.6亿元，净利润为35.2亿元，员工12,480人，增长8.3%。"
PIECES = st.sampled_from(
    [
        "公司",
        "营业收入",
        "12,480",
        "480",
        "人",
        "412.6",
        "亿元",
        "，",
        "。",
        "$",
        "(3.5)",
        "-7",
        "%",
        "Acme",
        " Corp",
        "年",
        "2023",
        " ",
    ]
)


def grounded(value: str, page: PageContent) -> list[str]:
    return [span.text for span in spans_of(value, page)]


@pytest.mark.parametrize(
    ("proposed", "shown"),
    [
        ("412.6", "412.6亿元"),
        ("412.6亿元", "412.6亿元"),
        ("480", "12,480人"),
        ("480人", "12,480人"),
        ("12,480", "12,480人"),
        ("8.3", "8.3%"),
        ("营业收入", "营业收入"),
    ],
)
def test_a_value_is_widened_to_its_whole_number_and_unit(proposed: str, shown: str) -> None:
    assert grounded(proposed, page_of(0, [LINE])) == [shown]


def test_a_currency_sign_is_taken_in() -> None:
    page = page_of(0, ["Net revenue was $12.4 billion in 2023."])
    assert grounded("12.4", page) == ["$12.4 billion"]


@pytest.mark.parametrize("lie", ["381.0亿元", "王建国", "412.7", "", "   "])
def test_what_does_not_stand_on_the_page_is_not_found(lie: str) -> None:
    assert grounded(lie, page_of(0, [LINE])) == []


def test_a_part_of_a_number_does_not_stand_in_the_boxes_of_the_whole() -> None:
    page = page_of(0, ["员工12,480人"])
    span = next(spans_of("12,480", page))
    evidence = Evidence("d", 0, span.quote, span.boxes)
    assert stands("12,480人", page, evidence)
    assert stands("12,480", page, evidence)
    assert not stands("480", page, evidence)
    assert not stands("12,481", page, evidence)


def test_a_value_does_not_stand_where_its_boxes_are_elsewhere() -> None:
    page = page_of(0, ["净利润为35.2亿元"])
    assert not stands("35.2亿元", page, Evidence("d", 0, "净利润", (Box(500.0, 500.0, 550.0, 520.0),)))


@pytest.mark.parametrize(
    "sentence",
    [
        "The call is at 4:30 p.m. ET today.",
        "It is open until 11:59 P.M. Eastern Time on Friday.",
        "Harbour Inc. Group earned more.",
        "It bought Harbour Co. Limited from Mr. Hill.",
        "It made approx. All of it in the U.S. Pacific states.",
        "It is told in No. A of the list.",
    ],
)
def test_a_word_that_is_shortened_ends_no_sentence(sentence: str) -> None:
    page = page_of(0, [f"{sentence} Then 4% of the staff left the EU. The rest stayed."])
    told = [span.text for span in sentences_of(page.blocks[0])]
    assert told == [sentence, "Then 4% of the staff left the EU.", "The rest stayed."]


def test_the_quote_is_the_sentence_that_holds_the_value() -> None:
    page = page_of(0, ["前一句话。2023年净利润为35.2亿元。后一句话。"])
    assert next(spans_of("35.2", page)).quote == "2023年净利润为35.2亿元。"


def test_a_value_over_a_line_break_gets_a_box_for_each_line() -> None:
    first, second = page_of(0, ["净利润为35.2", "亿元"]).blocks
    words = (*first.words, *second.words)
    page = PageContent(page_of(0, ["x"]).page, (type(first)(0, first.kind, 0, "", first.boxes, words),))
    span = next(spans_of("35.2亿元", page))
    assert len(span.boxes) == 2


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(PIECES, min_size=1, max_size=12), min_size=1, max_size=4),
    st.lists(PIECES, min_size=1, max_size=4),
)
def test_every_span_stands_verbatim_in_its_own_boxes(lines: list[list[str]], value: list[str]) -> None:
    texts = [text for text in ("".join(line).strip() for line in lines) if text]
    if not texts:
        return
    page = page_of(0, texts)
    for span in spans_of("".join(value), page):
        assert stands(span.text, page, Evidence("d", 0, span.quote or "x", span.boxes))
        assert solid("".join(value)) in solid(span.text)


def test_a_letter_for_millions_is_taken_in() -> None:
    assert grounded("3.5", page_of(0, ["Net revenue was $3.5m in 2023."])) == ["$3.5m"]
