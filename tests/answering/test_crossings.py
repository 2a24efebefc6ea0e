"""A question that names a row and a column of a table is answered where they cross."""

from __future__ import annotations

import pytest

from desktop.answering.engines import Engines
from desktop.answering.library import DocumentInfo
from desktop.answering.turns import respond
from desktop.domain.answer import Answer, Asked
from desktop.domain.document import Block, BlockKind, Page, PageContent, PageSource, Passage
from desktop.reading.context import DocumentContext
from desktop.reading.tables import in_context
from tests.answering.reports import values
from tests.fakes.library import MemoryLibrary, library_of
from tests.fakes.models import ListedNames, RefusingModel
from tests.reading.tables_by_hand import Rows, facts_in, read

SCORES: Rows = (
    ("Method", "TimeQA", "MuSiQue", "SituatedQA"),
    ("PaLM-2L", "41.5%", "35.5%", "54.3% (0.3%)"),
    ("PaLM-2L + RAG", "57.4%", "39.6%", "59.3% (0.4%)"),
    ("PaLM-2L + Step-Back (ours)", "66.0%", "42.6%", "57.5% (0.3%)"),
    ("GPT-4", "45.6%", "38.5%", "63.2% (0.4%)"),
)
SPLIT: Rows = (("Model", "F1", "Exact match"), ("BERT base", "88.5", "80.8"), ("BERT large", "90.9", "84.1"))
CHINESE: Rows = (("方法", "阅读理解", "机器翻译"), ("基线模型", "61.2", "28.4"), ("分层注意力", "66.8", "30.1"))


def paper(identity: str, rows: Rows) -> MemoryLibrary:
    table, lines = read(rows)
    table = in_context(table, (), ())
    words = tuple(word for line in lines for word in line.words)
    block = Block(0, BlockKind.TABLE, 0, " ".join(word.text for word in words), (table.box,), words)
    page = PageContent(Page(0, 2500.0, 800.0, PageSource.TEXT), (block,), (table,))
    facts = tuple(facts_in(table, lines, DocumentContext(identity, f"{identity}.pdf", "", None)))
    passage = Passage(f"{identity}-0", identity, 0, block.text, (), (0,))
    return library_of((DocumentInfo(identity, f"{identity}.pdf", 1), page, facts, passage))


def asked(question: str, within: MemoryLibrary) -> Answer:
    engines = Engines(None, RefusingModel(), ListedNames())
    return respond(Asked(question), within, engines, lambda *_: None, lambda: False)


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
    columns = asked("How much lower is the accuracy of GPT-4 on MuSiQue compared to SituatedQA?", within)
    assert columns.calculation is not None
    assert columns.calculation.result == "24.70 percentage points"
    assert [one.triple.value for one in columns.calculation.operands] == ["38.5%", "63.2% (0.4%)"]


def test_a_chinese_table_answers_a_chinese_question() -> None:
    within = paper("z", CHINESE)
    assert values(asked("分层注意力在机器翻译上的得分是多少？", within)) == ["30.1"]
    assert asked("分层注意力在语音识别上的得分是多少？", within).refused
