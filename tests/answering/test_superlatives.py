"""Which row or column of a table has the highest figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.answering.test_crossings import asked, paper
from tests.fakes.library import MemoryLibrary
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


def titled(rows: Rows, title: str) -> MemoryLibrary:
    """A paper whose table has this title."""
    within = paper("r", rows)
    place, page = next(iter(within.pages.items()))
    within.pages[place] = replace(page, tables=tuple(replace(one, title=title) for one in page.tables))
    within.facts = [replace(one, section=" > ".join(filter(None, (title, one.section)))) for one in within.facts]
    return within


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
