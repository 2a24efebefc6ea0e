"""Questions about several entities, and questions to every document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.answering import everywhere
from desktop.answering.engines import Engines, LanguageModel
from desktop.answering.turns import respond
from desktop.domain.answer import Answer, Asked, QueryKind, ReasonCode
from desktop.domain.doing import Doing, Phase
from desktop.domain.errors import ErrorCode, KnownError
from desktop.ui.chat.rows import cells, rows_of
from tests.answering.reports import library, report, values
from tests.fakes.library import MemoryLibrary, comma_document, library_of
from tests.fakes.models import ListedNames, RefusingModel, SayingModel

NAMES = ListedNames(people=("爱因斯坦", "牛顿"), companies=("比亚迪", "四方科技"))


@pytest.fixture
def reports() -> MemoryLibrary:
    return library(
        report("z", "四方科技", "2019", ["营业收入：1,175.30", "净利润：129.47"]),
        report("n", "Nike", "2019", ["Revenue：39,117", "Revenue@2018：36,397", "Net income：4,029"]),
        report("p", "Pfizer", "2019", ["Revenue：51,750", "Revenue@2018：53,647", "Net income：16,273"]),
    )


@pytest.fixture
def contracts() -> MemoryLibrary:
    return library(
        report("a", "Alder Ltd", "", ["Effective date：1 May 2021", "Rent：900"]),
        report("b", "Birch Ltd", "", ["Rent：1,200"]),
        report("c", "Cedar Ltd", "", ["Effective date：7 June 2022", "Rent：700"]),
    )


def asked(
    question: str,
    within: MemoryLibrary,
    model: LanguageModel | None = None,
    stopped: Callable[[], bool] = lambda: False,
    documents: tuple[str, ...] = (),
) -> Answer:
    engines = Engines(None, model or RefusingModel(), NAMES)
    return respond(Asked(question, documents), within, engines, lambda *_: None, stopped)


def found(given: Answer) -> list[tuple[str, list[str]]]:
    return [(part.entity or part.document, [fact.triple.value for fact in part.facts]) for part in given.parts]


@pytest.mark.parametrize(
    "question",
    [
        "Compare the revenue of Nike and Pfizer in 2018",
        "What was the revenue of Nike and Pfizer in 2018?",
        "Which company made more revenue in 2018, Nike or Pfizer?",
        "How does Nike's revenue compare to Pfizer's in 2018?",
        "What is the difference between the revenue of Nike and that of Pfizer in 2018?",
        "Nike和Pfizer2018年的营业收入有何不同？",
        "Nike 和 Pfizer 2018年谁的营业收入更高？",
        "Nike的营业收入2018年比Pfizer高多少？",
    ],
)
def test_each_entity_is_asked_about_by_itself(reports: MemoryLibrary, question: str) -> None:
    given = asked(question, reports)
    assert found(given) == [("Nike", ["36,397"]), ("Pfizer", ["53,647"])]
    assert values(given) == ["36,397", "53,647"]
    assert {fact.period for fact in given.facts} == {"2018"}


def test_what_is_computed_is_computed_for_each(reports: MemoryLibrary) -> None:
    given = asked("Compare the net margin of Nike and Pfizer in 2019", reports)
    assert [part.calculation and part.calculation.result for part in given.parts] == ["10.30%", "31.45%"]
    assert not given.refused
    assert "10.30%" in given.sentence
    assert [one.entity for one in given.calculations] == ["Nike", "Pfizer"]
    growth = asked("Nike、Pfizer和四方科技2019年营业收入增长率分别是多少？", reports)
    assert [part.calculation and part.calculation.result for part in growth.parts] == ["7.47%", "-3.54%", None]
    assert "四方科技" in growth.sentence


@pytest.mark.parametrize(
    ("question", "entity", "result"),
    [
        ("Which company made more revenue in 2018, Nike or Pfizer?", "Pfizer", "53,647"),
        ("Who had the lowest net income in 2019: Nike, Pfizer or 四方科技?", "四方科技", "129.47"),
        ("Nike和Pfizer2018年哪家公司的营业收入更低？", "Nike", "36,397"),
        (
            "What is the difference between the revenue of Nike and that of Pfizer in 2018?",
            "Nike and Pfizer",
            "-17,250",
        ),
        ("How much more revenue did Pfizer make than Nike in 2018?", "Pfizer and Nike", "17,250"),
        ("Nike的营业收入2018年比Pfizer低多少？", "Pfizer与Nike", "17,250"),
        ("Which of Nike and Pfizer had the higher net margin in 2019?", "Pfizer", "31.45%"),
    ],
)
def test_figures_of_several_are_held_against_each_other(
    reports: MemoryLibrary, question: str, entity: str, result: str
) -> None:
    given = asked(question, reports)
    assert given.calculation is not None
    assert (given.calculation.entity, given.calculation.result) == (entity, result)
    assert len(given.parts) == len(set(given.calculation.operands)) or "margin" in question
    assert result in given.sentence


@pytest.mark.parametrize(
    "question",
    [
        "Compare the revenue of Nike and Pfizer in 2018",
        "Which company had a higher revenue in 2018, Nike, BYD or Pfizer?",
        "Which company had a higher revenue in 2018, Nike or 四方科技?",
    ],
)
def test_what_is_not_asked_or_not_all_found_is_not_held_against_each_other(
    reports: MemoryLibrary, question: str
) -> None:
    given = asked(question, reports)
    assert given.calculation is None
    assert "36,397" in given.sentence


def test_money_of_two_currencies_is_not_held_against_each_other() -> None:
    within = library(
        report("n", "Nike", "2019", ["Revenue：US$39,117 million"]),
        report("s", "Sony", "2019", ["Revenue：¥8,665,687 million"]),
    )
    given = asked("Which company had a higher revenue in 2019, Nike or Sony?", within)
    assert len(values(given)) == 2
    assert given.calculation is None


def test_who_is_missing_is_said_with_the_reason(reports: MemoryLibrary) -> None:
    given = asked("四方科技、比亚迪和Nike 2019年的净利润分别是多少？", reports)
    assert found(given) == [("四方科技", ["129.47"]), ("比亚迪", []), ("Nike", ["4,029"])]
    reason = given.parts[1].reason
    assert reason is not None
    assert (reason.code, reason.names) == (ReasonCode.UNKNOWN_ENTITY, ("比亚迪",))
    assert given.sentence.endswith("没有找到：比亚迪（没有关于“比亚迪”的文档）。")
    english = asked("Compare the revenue of Nike and BYD in 2018", reports)
    assert english.sentence.endswith("Not found: BYD (None of them is about “BYD”).")
    assert english.kind is QueryKind.COMPARE


def test_two_of_whom_nothing_is_found_are_refused_with_the_reason(reports: MemoryLibrary) -> None:
    given = asked("爱因斯坦和牛顿在物理学上的贡献有何不同？", reports)
    assert given.refused
    assert [part.question for part in given.parts] == [
        "爱因斯坦在物理学上的贡献是什么？",
        "牛顿在物理学上的贡献是什么？",
    ]
    assert given.reason is not None
    assert given.reason.names == ("爱因斯坦", "牛顿")


def test_what_each_achieved_is_found_for_each() -> None:
    people = library_of(
        comma_document("a", ("爱因斯坦,主要贡献,相对论", "爱因斯坦,出生日期,1879年")),
        comma_document("b", ("牛顿,主要贡献,万有引力定律", "牛顿,出生日期,1643年")),
    )
    given = asked("爱因斯坦和牛顿的主要贡献有何不同？", people)
    assert found(given) == [("爱因斯坦", ["相对论"]), ("牛顿", ["万有引力定律"])]


@pytest.mark.parametrize(
    "question",
    [
        "What was Nike's revenue in 2018?",
        "What is the effective date of the agreement between Nike and Pfizer?",
        "Nike和Pfizer之间的合同何时签订？",
        "What was the revenue and the net income of Nike?",
        "Nike的营业收入和净利润分别是多少？",
        "Must the recipient return all documents?",
        "接收方是否必须归还所有文件？",
        "每股收益是多少？",
    ],
)
def test_what_asks_of_one_or_of_two_together_is_not_taken_apart(reports: MemoryLibrary, question: str) -> None:
    assert asked(question, reports).parts == ()


@pytest.mark.parametrize(
    ("question", "put"),
    [
        ("What is the effective date of each contract?", "What is the effective date of the contract?"),
        ("For every agreement, what is the effective date?", "For the agreement, what is the effective date?"),
        ("List the effective date of all leases", "List the effective date of the document"),
        ("What is the effective date across all documents?", "What is the effective date in the document?"),
        ("每份合同的生效日期是什么？", "合同的生效日期是什么？"),
        ("所有文档中的生效日期是什么？", "文档中的生效日期是什么？"),
        ("列出各合同的生效日期", "列出合同的生效日期"),
    ],
)
def test_every_document_is_asked_and_has_its_row(contracts: MemoryLibrary, question: str, put: str) -> None:
    given = asked(question, contracts)
    assert found(given) == [("a", ["1 May 2021"]), ("b", []), ("c", ["7 June 2022"])]
    assert {part.question for part in given.parts} == {put}
    assert (given.kind, given.coverage.documents) == (QueryKind.LIST, 3)
    assert given.sentence in {"Found in 2 of 3 documents.", "3 份文档中有 2 份找到了答案。"}


def test_only_the_chosen_documents_are_asked_one_by_one(contracts: MemoryLibrary) -> None:
    given = asked("What is the rent of each contract?", contracts, documents=("b", "c"))
    assert found(given) == [("b", ["1,200"]), ("c", ["700"])]


def test_no_more_documents_are_asked_than_is_bearable_and_that_is_said(
    contracts: MemoryLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(everywhere, "MOST_DOCUMENTS", 2)
    given = asked("What is the rent of each contract?", contracts)
    assert len(given.parts) == 2
    assert given.coverage.documents == 2
    assert given.remark == "Only the first 2 of 3 documents were asked; tick documents to ask others."


def test_a_question_that_no_document_answers_is_refused(contracts: MemoryLibrary) -> None:
    given = asked("What is the deposit of each contract?", contracts)
    assert given.refused
    assert [part.refused for part in given.parts] == [True, True, True]
    assert given.remark


def test_progress_is_told_and_a_stop_is_obeyed(contracts: MemoryLibrary) -> None:
    seen: list[Doing] = []
    engines = Engines(None, RefusingModel(), NAMES)
    question = Asked("What is the rent of each contract?")
    respond(question, contracts, engines, seen.append, lambda: False)
    parts = [one for one in seen if one.phase is Phase.PARTS]
    assert [one for one in parts if not one.passages] == [Doing(Phase.PARTS, done, 3) for done in (1, 2, 3)]
    seen.clear()
    with pytest.raises(KnownError) as raised:
        respond(question, contracts, engines, seen.append, lambda: len(seen) > 2)
    assert raised.value.code is ErrorCode.CANCELLED
    assert seen[-1] == Doing(Phase.PARTS, 2, 3)


def test_the_model_is_asked_within_the_one_document(contracts: MemoryLibrary) -> None:
    lines = {passage.document: passage.text for passage in contracts.passages}
    contracts = replace(contracts, facts=[], _fact_index=None)
    given = asked("What is the rent of each contract?", contracts, SayingModel("900"))
    assert "900" not in lines["b"]
    assert found(given) == [("a", ["900"]), ("b", []), ("c", [])]


def test_without_a_model_what_facts_say_is_answered_and_nothing_at_all_names_the_pack(reports: MemoryLibrary) -> None:
    engines = Engines(None, None, NAMES)
    reports.facts = [fact for fact in reports.facts if fact.triple.value != "16,273"]
    question = Asked("Compare the net income of Nike and Pfizer in 2019")
    given = respond(question, reports, engines, lambda *_: None, lambda: False)
    assert found(given) == [("Nike", ["4,029"]), ("Pfizer", [])]
    reports = replace(reports, facts=[], _fact_index=None)
    with pytest.raises(KnownError) as raised:
        respond(question, reports, engines, lambda *_: None, lambda: False)
    assert raised.value.code is ErrorCode.MODEL_MISSING


def test_pages_that_wait_in_any_document_are_counted(contracts: MemoryLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    covered = contracts.coverage
    monkeypatch.setattr(contracts, "coverage", lambda chosen: replace(covered(chosen), waiting_pages=4))
    assert asked("What is the rent of each contract?", contracts).coverage.waiting_pages == 4


@pytest.mark.parametrize(
    ("question", "entity"),
    [
        ("Which had the larger net loss in 2019, Acorn or Beech?", "Acorn"),
        ("Which had the higher cost of sales in 2019, Acorn or Beech?", "Acorn"),
        ("Which had the higher net income in 2018, Acorn or Beech?", "Beech"),
    ],
)
def test_losses_and_costs_are_compared_by_their_size(question: str, entity: str) -> None:
    within = library(
        report("a", "Acorn", "2019", ["Net loss：(454)", "Cost of sales：(62)", "Net income@2018：-20"]),
        report("b", "Beech", "2019", ["Net loss：(100)", "Cost of sales：54", "Net income@2018：10"]),
    )
    given = asked(question, within)
    assert given.calculation is not None
    assert given.calculation.entity == entity


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("How much revenue did Nike and Pfizer make in 2019?", "Revenue：13,118"),
        ("Which company had the higher revenue in 2019, Nike or Pfizer?", "Revenue@2019Q1：13,118"),
        ("Which company had the higher revenue, Nike or Pfizer?", "Revenue@2019Q1：13,118"),
    ],
)
def test_what_cannot_be_compared_is_not(question: str, lines: str) -> None:
    within = library(report("n", "Nike", "2019", ["Revenue：39,117"]), report("p", "Pfizer", "2019", [lines]))
    assert asked(question, within).calculation is None


def test_percentages_are_apart_by_points() -> None:
    within = library(
        report("a", "Acorn", "2019", ["Gross margin：40%"]), report("b", "Beech", "2019", ["Gross margin：30%"])
    )
    given = asked("How much higher is the gross margin of Acorn than that of Beech in 2019?", within)
    assert given.calculation is not None
    assert given.calculation.result == "10 percentage points"


def test_what_there_is_instead_is_said_for_each() -> None:
    both = library(
        report("n", "Nike", "2019", ["Revenue：39,117", "Revenue@2018：36,397", "Staff@2015：9"]),
        report("p", "Pfizer", "2019", ["Revenue：51,750", "Staff@2015：9"]),
    )
    given = asked("Compare the revenue of Nike and Pfizer in 2015", both)
    assert given.reason is None
    assert [part.reason.instead for part in given.parts if part.reason] == [("2019", "2018"), ("2019",)]
    assert given.remark == (
        "Nike: “revenue” is told for other periods only: 2019, 2018. Pfizer: “revenue” is told for other periods only: 2019."
    )


def test_what_is_missing_of_an_entity_is_said_though_something_else_was_found(reports: MemoryLibrary) -> None:
    reports.facts = [fact for fact in reports.facts if fact.triple.value != "16,273"]
    given = asked("Compare the revenue and net income of Nike and Pfizer in 2019", reports)
    assert found(given) == [("Nike", ["39,117", "4,029"]), ("Pfizer", ["51,750"])]
    assert [part.missing for part in given.parts] == [(), ("net income",)]
    assert given.sentence.endswith("Not found: Pfizer (net income).")
    assert [(row.part.entity, row.missing) for row in rows_of(given, lambda fact: fact) if row.part] == [
        ("Pfizer", "net income")
    ]
    given = asked("Nike和Pfizer2019年的营业收入和净利润分别是多少？", reports)
    assert given.sentence.endswith("没有找到：Pfizer（净利润）。")


def test_what_is_missing_of_one_question_has_its_row(reports: MemoryLibrary) -> None:
    reports.facts = [fact for fact in reports.facts if fact.triple.value != "16,273"]
    given = asked("What were the revenue and the net income of Pfizer in 2019?", reports)
    assert (given.missing, given.sentence[-23:]) == (("net income",), " Not found: net income.")
    rows = rows_of(given, lambda fact: fact)
    assert [cells(row, lambda _: "")[1] for row in rows] == ["Revenue", "net income"]
