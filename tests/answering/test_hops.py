"""Questions in two steps: whom they are about has to be found first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.answering.engines import Engines
from desktop.answering.turns import respond
from desktop.domain.answer import Answer, Asked
from desktop.domain.doing import Phase
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.fact import Triple
from tests.answering.reports import library, report, values
from tests.fakes.library import MemoryLibrary
from tests.fakes.models import ListedNames, RefusingModel


@pytest.fixture
def papers() -> MemoryLibrary:
    return library(
        report(
            "q",
            "青禾电子",
            "2019",
            ["控股股东：四方集团", "法定代表人：李敏", "会计师事务所：天华", "会计师事务所：立信"],
        ),
        report("s", "四方集团", "2019", ["注册资本：8,000万元", "董事长：王建国"]),
        report("w", "王建国", "", ["出生日期：1965年3月", "出生地：苏州"]),
        report(
            "a", "Acme Ltd", "2019", ["CEO：Jane Doe", "Controlling shareholder：Beta Holdings", "Auditor：Gray LLP"]
        ),
        report("j", "Jane Doe", "", ["Date of birth：4 May 1970", "Place of birth：Leeds"]),
        report("b", "Beta Holdings", "2019", ["Registered capital：900 million", "Chairman：John Roe"]),
        report("r", "John Roe", "", ["Place of birth：York"]),
    )


def asked(question: str, within: MemoryLibrary, answers: int = 99) -> Answer:
    """Ask; stop in the answer after so many."""
    phases: list[Phase] = []
    engines = Engines(None, RefusingModel(), ListedNames(people=("李敏", "王建国"), companies=("青禾电子", "四方集团")))
    return respond(
        Asked(question),
        within,
        engines,
        lambda doing: phases.append(doing.phase),
        lambda: phases.count(Phase.UNDERSTANDING) > answers + 1,  # it is said once before the first
    )


def steps(given: Answer) -> list[str]:
    return [step.fact.triple.value for step in given.steps]


@pytest.mark.parametrize(
    ("question", "first", "value"),
    [
        ("青禾电子的控股股东的注册资本是多少？", ["四方集团"], "8,000万元"),
        ("青禾电子控股股东的董事长是谁？", ["四方集团"], "王建国"),
        ("青禾电子的控股股东的董事长的出生日期是什么？", ["四方集团", "王建国"], "1965年3月"),
        ("When was the CEO of Acme Ltd born?", ["Jane Doe"], "4 May 1970"),
        ("What is the place of birth of the CEO of Acme Ltd?", ["Jane Doe"], "Leeds"),
        ("What is the registered capital of Acme Ltd's controlling shareholder?", ["Beta Holdings"], "900 million"),
        (
            "What is the place of birth of the chairman of the controlling shareholder of Acme Ltd?",
            ["Beta Holdings", "John Roe"],
            "York",
        ),
    ],
)
def test_whom_it_is_about_is_found_first(papers: MemoryLibrary, question: str, first: list[str], value: str) -> None:
    given = asked(question, papers)
    assert (steps(given), values(given)) == (first, [value])
    assert given.question == question
    assert first[-1] in given.understood
    assert first[0] in given.remark


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("青禾电子的控股股东是谁？", "四方集团"),
        ("四方集团的注册资本是多少？", "8,000万元"),
        ("Who is the CEO of Acme Ltd?", "Jane Doe"),
    ],
)
def test_one_step_is_enough_where_the_answer_stands_written(papers: MemoryLibrary, question: str, value: str) -> None:
    given = asked(question, papers)
    assert (steps(given), values(given), given.understood) == ([], [value], "")


def test_a_refusal_says_what_was_found_first(papers: MemoryLibrary) -> None:
    given = asked("青禾电子的法定代表人的出生日期是什么？", papers)
    assert given.refused
    assert not given.facts
    assert steps(given) == ["李敏"]
    assert "李敏" in given.remark


def test_of_several_none_is_chosen(papers: MemoryLibrary) -> None:
    made = next(fact for fact in papers.facts if fact.triple.value == "Gray LLP")
    other = next(fact for fact in papers.facts if fact.triple.value == "Beta Holdings")
    both = [
        replace(one, triple=Triple(entity, "Auditor", one.triple.value))
        for one, entity in ((made, "Acme Ltd"), (other, ""))
    ]
    papers.facts = [
        fact for fact in papers.facts if fact.triple.attribute not in ("Auditor", "Controlling shareholder")
    ] + both
    given = asked("What is the registered address of the auditor of Acme Ltd?", papers)
    assert given.refused
    assert not given.steps
    assert "Gray LLP" in given.remark
    assert "Beta Holdings" in given.remark


def test_who_is_not_there_has_no_steps(papers: MemoryLibrary) -> None:
    given = asked("华腾科技的控股股东的注册资本是多少？", papers)
    assert given.refused
    assert not given.steps


def test_a_doubted_step_is_none(papers: MemoryLibrary) -> None:
    papers.facts = [replace(fact, confidence=0.5) for fact in papers.facts]
    given = asked("青禾电子的控股股东的注册资本是多少？", papers)
    assert given.refused
    assert not given.steps


@pytest.mark.parametrize("answers", [0, 1, 2])
def test_it_stops_at_every_step(papers: MemoryLibrary, answers: int) -> None:
    with pytest.raises(KnownError) as caught:
        asked("青禾电子的法定代表人的出生日期是什么？", papers, answers)
    assert caught.value.code is ErrorCode.CANCELLED
