"""A question that names a row and a column of a table is answered where they cross."""

from __future__ import annotations

import pytest

from tests.answering.papers import asked, paper, titled
from tests.answering.reports import values
from tests.fakes.library import MemoryLibrary
from tests.reading.tables_by_hand import Rows

SCORES: Rows = (
    ("Method", "TimeQA", "MuSiQue", "SituatedQA"),
    ("PaLM-2L", "41.5%", "35.5%", "54.3% (0.3%)"),
    ("PaLM-2L + RAG", "57.4%", "39.6%", "59.3% (0.4%)"),
    ("PaLM-2L + Step-Back (ours)", "66.0%", "42.6%", "57.5% (0.3%)"),
    ("GPT-4", "45.6%", "38.5%", "63.2% (0.4%)"),
)
SPLIT: Rows = (("Model", "F1", "Exact match"), ("BERT base", "88.5", "80.8"), ("BERT large", "90.9", "84.1"))
CHINESE: Rows = (("方法", "阅读理解", "机器翻译"), ("基线模型", "61.2", "28.4"), ("分层注意力", "66.8", "30.1"))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What score did PaLM-2L + Step-Back achieve in TimeQA?", "66.0%"),
        ("What is the accuracy of PaLM-2L on MuSiQue?", "35.5%"),
        ("What is the accuracy of GPT-4 on SituatedQA?", "63.2% (0.4%)"),
    ],
)
def test_the_value_where_row_and_column_cross(question: str, value: str) -> None:
    assert values(asked(question, paper("s", SCORES))) == [value]


@pytest.mark.parametrize(
    "question",
    [
        "What is the standard deviation of GPT-4 on TimeQA?",
        "By how much did GPT-4 grow on TimeQA?",
        "What score did LLaVA achieve in TimeQA?",
        "What score did GPT-4 achieve in HotpotQA?",
        "Which method is better than GPT-4 on TimeQA?",
        "When was GPT-4 put to TimeQA?",
    ],
)
def test_what_the_table_does_not_tell_is_refused(question: str) -> None:
    assert asked(question, paper("s", SCORES)).refused


def test_of_several_measures_one_must_be_named() -> None:
    within = paper("s", SPLIT)
    assert values(asked("What F1 does BERT large reach?", within)) == ["90.9"]
    assert values(asked("What is the exact match of BERT base?", within)) == ["80.8"]
    assert asked("What accuracy does BERT large reach?", within).refused


def test_two_tables_that_tell_otherwise_answer_nothing() -> None:
    within = paper("s", SCORES)
    other = paper("t", tuple(tuple("44.9%" if text == "45.6%" else text for text in row) for row in SCORES))
    both = MemoryLibrary()
    for one in (within, other):
        both.infos += one.infos
        both.pages |= one.pages
        both.facts += one.facts
        both.passages += one.passages
    assert asked("What score did GPT-4 achieve in TimeQA?", both).refused
    assert values(asked("What score did GPT-4 achieve in MuSiQue?", both)) == ["38.5%"]


def test_two_rows_or_two_columns_are_held_against_each_other() -> None:
    within = paper("s", SCORES)
    rows = asked("How much higher is the accuracy of PaLM-2L + RAG compared to PaLM-2L on TimeQA?", within)
    assert rows.calculation is not None
    assert rows.calculation.formula == (
        "difference in TimeQA = PaLM-2L + RAG (57.40%) − PaLM-2L (41.50%) = 15.90 percentage points"
    )
    assert [one.triple.attribute for one in rows.calculation.operands] == ["PaLM-2L + RAG TimeQA", "PaLM-2L TimeQA"]
    columns = asked("How much lower is the accuracy of GPT-4 on MuSiQue compared to SituatedQA?", within)
    assert columns.calculation is not None
    assert columns.calculation.result == "24.70 percentage points"
    assert [one.triple.value for one in columns.calculation.operands] == ["38.5%", "63.2% (0.4%)"]


def test_a_chinese_table_answers_a_chinese_question() -> None:
    within = paper("z", CHINESE)
    assert values(asked("分层注意力在机器翻译上的得分是多少？", within)) == ["30.1"]
    assert asked("分层注意力在语音识别上的得分是多少？", within).refused


BY_COUNTRY: Rows = (("Country", "Managers", "Engineers"), ("Germany", "12", "30"), ("France", "7", "21"))
CONFUSED: Rows = (("Actual / predicted", "Cats", "Dogs"), ("Cats", "40", "–"), ("Dogs", "7", "51"))
GROUPED: Rows = (
    ("Method", "TimeQA", "MuSiQue"),
    ("GPT-4", "", ""),
    ("zero-shot", "45.0", "33.0"),
    ("PaLM", "", ""),
    ("zero-shot", "–", "31.0"),
)


@pytest.mark.parametrize(
    ("rows", "title", "question"),
    [
        (BY_COUNTRY, "Female employees by country", "How many male managers are there in Germany?"),
        (BY_COUNTRY, "Non-permanent employees", "How many permanent managers are there in Germany?"),
        (BY_COUNTRY, "Notes on employees", "How many employees are not managers in Germany?"),
        (BY_COUNTRY, "Employees, at least", "How many managers are there in East Germany?"),
        (BY_COUNTRY, "Employees by country", "How much do managers earn in Germany?"),
        (BY_COUNTRY, "Employees by country", "How old are managers in Germany?"),
        (BY_COUNTRY, "Employees by country", "Why are there managers in Germany?"),
        (BY_COUNTRY, "Employees by country", "What percentage of employees in Germany are managers?"),
        (BY_COUNTRY, "Employees by country", "What % of employees in Germany are managers?"),
        (SCORES, "Error rates of all methods", "What accuracy does GPT-4 reach on TimeQA?"),
        (SCORES, "", "Who reported GPT-4 on SituatedQA?"),
        (SCORES, "", "What score did GPT-4+ achieve in TimeQA?"),
        ((("Model", "Recall"), ("DPR", "55.0")), "Table 10: Retrieval", "What is the recall@10 of DPR?"),
        (
            (("Country", "Employees (part-time)", "Sites"), ("Germany", "12", "3")),
            "",
            "How many employees are in Germany?",
        ),
        (CONFUSED, "Cats and dogs", "How many cats were predicted as dogs?"),
        (GROUPED, "Comparison of GPT-4 and PaLM", "What does PaLM zero-shot score on TimeQA?"),
    ],
)
def test_what_may_be_another_figure_is_refused(rows: Rows, title: str, question: str) -> None:
    assert asked(question, titled(rows, title)).refused


@pytest.mark.parametrize(
    ("rows", "question", "result"),
    [
        (
            SCORES,
            "Compared to PaLM-2L, how much higher is the score of PaLM-2L + RAG on TimeQA?",
            "15.90 percentage points",
        ),
        (CHINESE, "与基线模型相比，分层注意力在机器翻译上高多少？", "1.70"),
        (CHINESE, "分层注意力在机器翻译上比基线模型高多少？", "1.70"),
    ],
)
def test_what_another_is_compared_to_is_taken_off(rows: Rows, question: str, result: str) -> None:
    given = asked(question, paper("s", rows))
    assert given.calculation is not None
    assert given.calculation.result == result


def test_of_two_years_none_is_left_out() -> None:
    rows = (("Country", "Managers", "<"), ("", "2023", "2022"), ("Germany", "12", "11"))
    within = titled(rows, "Employees by country")
    assert values(asked("How many managers were there in Germany in 2022?", within)) == ["11"]
    assert values(asked("How many managers were there in Germany in 2022 and 2023?", within)) in ([], ["11", "12"])
