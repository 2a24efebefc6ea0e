"""Questions that go on from the one before, and those that only look so."""

from __future__ import annotations

import pytest

from desktop.answering.engines import Engines
from desktop.answering.followups import completed
from desktop.answering.task import desk
from desktop.answering.turns import respond
from desktop.domain.answer import Answer, Asked, ReasonCode
from tests.answering.reports import library, report, values
from tests.fakes.library import MemoryLibrary, comma_document, library_of
from tests.fakes.models import ListedNames, RefusingModel

ZH = "四方科技2019年营业收入是多少？"
EN = "What was Nike's revenue in 2019?"
QUARTER = "What was Nike's revenue in the second quarter of 2019?"
BOTH = "Compare the revenue of Nike and Pfizer in 2019"
ENGINES = Engines(None, RefusingModel(), ListedNames(people=("许仕廉",), companies=("比亚迪", "四方科技")))


@pytest.fixture
def reports() -> MemoryLibrary:
    return library(
        report("z", "四方科技", "2019", ["营业收入：1,175.30", "营业收入@2018：1,230.54", "净利润：129.47"]),
        report(
            "n", "Nike", "2019", ["Revenue：39,117", "Revenue@2018：36,397", "Net income：4,029", "CEO：Mark Parker"]
        ),
        report("p", "Pfizer", "2019", ["Revenue：51,750", "Revenue@2018：53,647", "Net income：16,273"]),
    )


def whole(question: str, before: str, within: MemoryLibrary) -> str:
    return completed(question, before, (), desk(within, ENGINES, lambda: False))


def asked(question: str, before: str, within: MemoryLibrary) -> Answer:
    return respond(Asked(question, (), before), within, ENGINES, lambda *_: None, lambda: False)


@pytest.mark.parametrize(
    ("before", "question", "read"),
    [
        (ZH, "那2018年呢？", "四方科技2018年营业收入是多少？"),
        (ZH, "2018？", "四方科技2018年营业收入是多少？"),
        (ZH, "前一年呢？", "四方科技2018年营业收入是多少？"),
        (ZH, "那第二季度呢？", "四方科技2019年第二季度营业收入是多少？"),
        (ZH, "净利润呢？", "四方科技2019年净利润是多少？"),
        (ZH, "它的净利润呢？", "四方科技2019年净利润是多少？"),
        (ZH, "它的净利润是多少？", "四方科技2019年的净利润是多少？"),
        (ZH, "其净利润是多少？", "四方科技2019年的净利润是多少？"),
        (ZH, "那净利润是多少？", "四方科技2019年净利润是多少？"),
        (ZH, "那2018年的净利润呢？", "四方科技2018年净利润是多少？"),
        (ZH, "该公司的法定代表人呢？", "四方科技的法定代表人是谁？"),
        (ZH, "比亚迪呢？", "比亚迪2019年营业收入是多少？"),
        (ZH, "And in 2018?", "What is the 营业收入 of 四方科技 in 2018?"),
        (ZH, "and its net income?", "What is the net income of 四方科技 in 2019?"),
        ("比亚迪2019年营业收入是多少？", "净利润呢？", "比亚迪2019年净利润是多少？"),
        ("营业收入是多少？", "四方科技呢？", "四方科技营业收入是多少？"),
        (EN, "And in 2018?", "What was Nike's revenue in 2018?"),
        (EN, "the year before?", "What was Nike's revenue in 2018?"),
        (EN, "And in the second quarter?", "What was Nike's revenue in the second quarter of 2019?"),
        (EN, "And in the first six months?", "What was Nike's revenue in the first six months of 2019?"),
        (QUARTER, "And in the same quarter last year?", "What was Nike's revenue in the second quarter of 2018?"),
        (QUARTER, "the same quarter a year earlier?", "What was Nike's revenue in the second quarter of 2018?"),
        ("四方科技2019年第二季度营业收入是多少？", "上年同期呢？", "四方科技2018年第二季度营业收入是多少？"),
        (EN, "What about Pfizer?", "What was Pfizer's revenue in 2019?"),
        (EN, "What about BYD?", "What was BYD's revenue in 2019?"),
        (EN, "and its net income?", "What was Nike's net income in 2019?"),
        (EN, "What is its net income?", "What is Nike's net income in 2019?"),
        (EN, "What about Pfizer's net income?", "What was Pfizer's net income in 2019?"),
        (EN, "And who is the CEO?", "Who is the CEO of Nike?"),
        (EN, "Who is its CEO?", "Who is Nike's CEO?"),
        (EN, "When was it founded?", "When was Nike founded?"),
        (EN, "净利润呢？", "Nike 2019年的净利润是多少？"),
        ("Who is the CEO of Nike?", "And of Pfizer?", "Who is the CEO of Pfizer?"),
        ("Who is the CEO of Nike?", "and its revenue?", "What is the revenue of Nike?"),
        ("What was the revenue?", "and in 2018?", "What was the revenue in 2018?"),
        ("许仕廉主要是任职什么的？", "国籍呢？", "许仕廉的国籍是什么？"),
        (ZH, "那Nike呢？", "Nike 2019年营业收入是多少？"),
        ("四方科技的总经理是谁？", "他的毕业院校呢？", "四方科技的总经理的毕业院校是什么？"),
        ("四方科技的总经理是谁？", "它的净利润呢？", "四方科技的净利润是多少？"),
        ("Who is the CEO of Nike?", "How old is he?", "How old is the CEO of Nike?"),
        ("What is the effective date of each contract?", "And the rent?", "What is the rent of each contract?"),
        ("For each contract, what is the rent?", "And who is the landlord?", "Who is the landlord of each contract?"),
        ("What is the rent across all leases?", "and the deposit?", "What is the deposit across all leases?"),
        ("每份合同的租金是多少？", "那生效日期呢？", "每份合同的生效日期是什么？"),
        ("每份合同的生效日期是什么？", "出租方是谁呢？", "出租方是谁呢？"),
        (BOTH, "And in 2018?", "Compare the revenue of Nike and Pfizer in 2018"),
        (BOTH, "What about their net income?", "Compare the net income of Nike and Pfizer in 2019"),
    ],
)
def test_what_is_left_out_is_taken_from_the_question_before(
    reports: MemoryLibrary, before: str, question: str, read: str
) -> None:
    assert whole(question, before, reports) == read


@pytest.mark.parametrize(
    ("before", "question"),
    [
        (ZH, "四方科技2018年净利润是多少？"),
        (ZH, "那四方科技2018年净利润是多少呢？"),
        (ZH, "净利润是多少？"),
        (ZH, "其中研发费用是多少？"),
        (ZH, "法定代表人是谁？"),
        (ZH, "为什么？"),
        (ZH, "许仕廉的妻子是谁？他的职业是什么？"),
        (EN, "And what was the net income of Pfizer in 2018?"),
        (EN, "What was the company's revenue in 2018?"),
        (EN, "What is the term of the agreement and how can it be terminated?"),
        (EN, "How much is it?"),
        (EN, "Who is the CEO?"),
        ("", "那2018年呢？"),
        ("？", "那2018年呢？"),
    ],
)
def test_a_question_that_leaves_nothing_out_stays_as_it_is(reports: MemoryLibrary, before: str, question: str) -> None:
    assert whole(question, before, reports) == question


def test_a_person_is_followed_by_a_pronoun() -> None:
    people = library_of(comma_document("a", ("许仕廉,职业,社会学家", "许仕廉,国籍,中国")))
    assert values(asked("他的国籍呢？", "许仕廉主要是任职什么的？", people)) == ["中国"]


def test_the_whole_question_is_answered_and_shown(reports: MemoryLibrary) -> None:
    given = asked("那2018年呢？", ZH, reports)
    assert values(given) == ["1,230.54"]
    assert (given.question, given.read_as) == ("那2018年呢？", "四方科技2018年营业收入是多少？")
    assert given.remark == "理解为：“四方科技2018年营业收入是多少？”"
    given = asked("And its net income?", EN, reports)
    assert values(given) == ["4,029"]
    assert given.remark == "Understood as: “What was Nike's net income in 2019?”"


def test_turns_go_on_from_each_other_and_from_a_refusal(reports: MemoryLibrary) -> None:
    refused = asked("What about BYD?", EN, reports)
    assert refused.refused
    assert refused.reason is not None
    assert refused.reason.code is ReasonCode.UNKNOWN_ENTITY
    again = asked("and Pfizer?", refused.read_as, reports)
    assert values(again) == ["51,750"]
    assert values(asked("and its net income?", again.read_as, reports)) == ["16,273"]


def test_a_slip_in_a_question_that_goes_on_is_put_right_and_both_are_said(reports: MemoryLibrary) -> None:
    given = asked("那净利闰是多少？", ZH, reports)
    assert values(given) == ["129.47"]
    assert given.read_as == "四方科技2019年净利润是多少？"
    assert "“净利闰”读作“净利润”" in given.remark


def test_a_name_of_two_words_is_one_name_beside_chinese() -> None:
    within = library(
        report("h", "Harbour Light plc", "2023", ["Revenue：184", "Operating profit：23"]),
        report("z", "四方科技", "2023", ["营业收入：1,175.30"]),
    )
    first = asked("Harbour Light呢？", "四方科技2023年营业收入是多少？", within)
    assert first.read_as == "Harbour Light 2023年营业收入是多少？"
    assert asked("And its operating profit?", first.read_as, within).read_as == (
        "What is the operating profit of Harbour Light in 2023?"
    )


def test_nothing_is_said_of_a_question_that_was_whole(reports: MemoryLibrary) -> None:
    given = asked("四方科技2019年净利润是多少？", EN, reports)
    assert (given.understood, given.remark) == ("", "")
