"""Which row or column of a table has the highest figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.answering.papers import asked, titled
from tests.answering.test_crossings import SCORES
from tests.reading.tables_by_hand import Rows

REGIONS: Rows = (
    ("(in millions)", "2023", "2022"),
    ("United States", "$ 6,185", "$ 4,222"),
    ("Developed Europe", "2,415", "5,480"),
    ("Emerging Markets", "2,828", "6,006"),
    ("Revenues", "$ 11,428", "$ 15,708"),
)
SEGMENTS: Rows = (
    ("(in millions)", "2023", "2022"),
    ("Net sales", "", ""),
    ("Aeronautics", "26,266", "23,693"),
    ("Space", "11,880", "10,860"),
    ("Operating profit", "", ""),
    ("Aeronautics", "2,843", "2,521"),
    ("Space", "3,149", "1,191"),
)
CHINESE: Rows = (("产品", "2023年", "2022年"), ("冷链设备", "812.5", "704.1"), ("罐式集装箱", "390.2", "761.0"))


@pytest.mark.parametrize(
    ("rows", "title", "question", "entity", "result"),
    [
        (
            REGIONS,
            "Revenues by geographic area",
            "Which region had the highest revenues in 2023?",
            "United States",
            "6,185",
        ),
        (
            REGIONS,
            "Revenues by geographic area",
            "Which region had the lowest revenues in 2022?",
            "United States",
            "4,222",
        ),
        (
            SEGMENTS,
            "Results by business segment",
            "Which segment had the largest net sales in 2023?",
            "Aeronautics",
            "26,266",
        ),
        (
            SEGMENTS,
            "Results by business segment",
            "Which segment had the highest operating profit in 2023?",
            "Space",
            "3,149",
        ),
        (CHINESE, "分产品营业收入", "2022年哪个产品的营业收入最高？", "罐式集装箱", "761"),
    ],
)
def test_the_row_with_the_highest_figure(rows: Rows, title: str, question: str, entity: str, result: str) -> None:
    given = asked(question, titled(rows, title))
    assert given.calculation is not None
    assert given.calculation.entity == entity
    assert result in given.calculation.result


@pytest.mark.parametrize(
    "question",
    [
        "Which region had the highest operating profit in 2023?",
        "Which customer had the highest revenues in 2023?",
        "Which region had the biggest drop in revenues in 2023?",
        "Which region had the highest revenues in 2019?",
    ],
)
def test_what_the_table_does_not_tell_is_refused(question: str) -> None:
    assert asked(question, titled(REGIONS, "Revenues by geographic area")).refused


def test_where_a_figure_is_not_sure_none_is_the_highest() -> None:
    within = titled(REGIONS, "Revenues by geographic area")
    within.facts = [replace(one, confidence=0.4) if one.triple.value == "$ 6,185" else one for one in within.facts]
    assert asked("Which region had the highest revenues in 2023?", within).refused


HEAD = ("(in millions)", "2023", "2022")
BY_REGION = "Revenues by region"


@pytest.mark.parametrize(
    ("rows", "title", "question"),
    [
        (REGIONS, "Cost of revenues by geographic area", "Which region had the highest revenues in 2023?"),
        (REGIONS, "Deferred revenues by geographic area", "Which region had the highest revenues in 2023?"),
        (REGIONS, BY_REGION, "Which company had the highest revenues in 2023?"),
        (REGIONS, BY_REGION, "Which country had the highest revenues in 2023?"),
        (REGIONS, BY_REGION, "Which region did not have the highest revenues in 2023?"),
        (REGIONS, BY_REGION, "Which region had the highest and which the lowest revenues in 2023?"),
        (REGIONS, BY_REGION, "Which region had the highest revenues in 2023, and what was the total revenue?"),
        (CHINESE, "分产品营业外收入", "2022年哪个产品的收入最高？"),
        (
            (HEAD, ("US", "50", "40"), ("International", "60", "50"), ("Europe", "35", "30"), ("Asia", "25", "20")),
            BY_REGION,
            "",
        ),
        ((HEAD, ("US", "50", "40"), ("Europe", "35", "30"), ("All regions", "85", "70")), BY_REGION, ""),
        ((HEAD, ("US", "50", "40"), ("Europe", "35", "30"), ("Operating income", "90", "70")), BY_REGION, ""),
        ((HEAD, ("US", "50", "40"), ("Europe", "35", "30"), ("of which Malta", "60", "1")), BY_REGION, ""),
        (
            (HEAD, ("US", "50", "40"), ("Europe", "35", "30"), ("Africa", "–", "2")),
            BY_REGION,
            "Which region had the lowest revenues in 2023?",
        ),
        ((HEAD, ("US", "50%", "40%"), ("Europe", "35%", "30%")), BY_REGION, ""),
        ((("(in millions)", "2023 budget", "2022 actual"), ("US", "50", "40"), ("Europe", "35", "30")), BY_REGION, ""),
        (
            (HEAD, ("Retail", "(300)", "(200)"), ("Wholesale", "500", "400")),
            "Operating loss by segment",
            "Which segment had the largest operating loss in 2023?",
        ),
    ],
)
def test_what_may_be_another_figure_is_refused(rows: Rows, title: str, question: str) -> None:
    question = question or "Which region had the highest revenues in 2023?"
    assert asked(question, titled(rows, title)).refused


def test_a_name_that_begins_like_a_whole_is_a_part() -> None:
    rows = (HEAD, ("Consumer & Community Banking", "70", "68"), ("Corporate & Investment Bank", "80", "75"))
    given = asked("Which segment had the highest net revenue in 2023?", titled(rows, "Net revenue by segment"))
    assert given.calculation is not None
    assert given.calculation.entity == "Corporate & Investment Bank"


def test_tables_and_companies_that_tell_otherwise_answer_nothing() -> None:
    other = tuple(tuple("$ 7,185" if text == "$ 6,185" else text for text in row) for row in REGIONS)
    first, second = titled(REGIONS, BY_REGION), titled(other, BY_REGION, "q")
    first.infos += second.infos
    first.pages |= second.pages
    first.facts += second.facts
    first.passages += second.passages
    assert asked("Which region had the highest revenues in 2023?", first).refused


def test_a_sign_of_its_own_column_parts_no_figures() -> None:
    rows = (
        ("", "2023", "<"),
        ("United States", "$ 6,185", ""),
        ("Developed Europe", "", "2,415"),
        ("Emerging Markets", "", "7,828"),
        ("Revenues", "$ 16,428", ""),
    )
    given = asked("Which region had the highest revenues in 2023?", titled(rows, BY_REGION))
    assert given.refused or (given.calculation is not None and given.calculation.entity == "Emerging Markets")


@pytest.mark.parametrize(
    ("question", "entity"),
    [
        ("Which method has the highest score on SituatedQA?", "GPT-4"),
        ("Which method scored the lowest on TimeQA?", "PaLM-2L"),
    ],
)
def test_the_method_with_the_best_score(question: str, entity: str) -> None:
    given = asked(question, titled(SCORES, "Table 2: Results"))
    assert given.calculation is not None
    assert given.calculation.entity == entity


TWO_LEVELS: Rows = (
    ("", "Year ended June 30, 2023", "<"),
    ("", "Net sales $ million", "EBIT $ million"),
    ("Flexibles", "11,154", "1,429"),
    ("Rigid Packaging", "3,540", "265"),
    ("Other", "–", "(86)"),
    ("Total Amcor", "14,694", "1,608"),
)


@pytest.mark.parametrize(
    ("question", "entity"),
    [
        ("Which segment had the highest net sales in 2023?", "Flexibles"),
        ("Which segment had the highest EBIT in 2023?", "Flexibles"),
        ("Which segment had the lowest EBIT in 2023?", "Other"),
        ("Which segment had the lowest net sales in 2023?", ""),
    ],
)
def test_a_column_under_two_headers_and_rows_without_a_figure(question: str, entity: str) -> None:
    given = asked(question, titled(TWO_LEVELS, "Segment Information"))
    assert (given.calculation.entity if given.calculation else "") == entity
