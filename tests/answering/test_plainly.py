"""What a question asks, and what only says how to answer it."""

from __future__ import annotations

import pytest

from desktop.answering.plainly import plainly


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "Based on the balance sheet, what is the year end FY2019 inventory of Best Buy? Answer in USD millions.",
            "what is the year end FY2019 inventory of Best Buy?",
        ),
        (
            "What is the FY2018 capital expenditure (in USD millions) for 3M? Round to one.",
            "What is the FY2018 capital expenditure for 3M?",
        ),
        ("What is DPO for Corning? DPO is defined as: 365 * AP / COGS.", "What is DPO for Corning?"),
        ("四方科技2019年净利润（单位：万元）是多少？请用一句话回答。", "四方科技2019年净利润是多少？"),
    ],
)
def test_how_to_answer_is_left_out(question: str, asked: str) -> None:
    assert plainly(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "According to Nike's 2018 annual report, what was the revenue?",
        "Using the Nike income statement for 2018, what was net income?",
        "When Nike acquired Converse, what was the price?",
        "What was Nike's revenue (in 2018)?",
        "What was R&D (as a percentage of revenue) of Nike?",
        "四方科技2018年净利润（以母公司口径）是多少？",
        "Which company moved to Thousand Oaks in 2018?",
        "Please look at Nike's 2018 report. What was the revenue?",
        "请按四方科技2018年年报回答。净利润是多少？",
        "If the rent is not paid, what is the late fee? What is the term?",
        "What is defined as the Territory? What is the term?",
        "Please tell me Nike's revenue in 2018? And its net income?",
        "那2018年呢？",
    ],
)
def test_what_is_asked_and_of_whom_and_when_stays(question: str) -> None:
    assert plainly(question) == question
