"""Summaries: the documents' own sentences, each in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.answering.ask import answer
from desktop.answering.engines import Engines
from desktop.answering.ground import stands
from desktop.answering.library import DocumentInfo
from desktop.answering.task import desk
from desktop.domain.answer import QueryKind
from desktop.domain.document import BlockKind, Passage
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.fact import Origin
from desktop.domain.headings import numbering_level
from tests.answering.reports import asked, library, report, values
from tests.fakes.library import MemoryLibrary, page_of
from tests.fakes.models import RefusingModel

STRATEGY = (
    "Our strategy is to open forty small stores in towns without a rival.",
    "The strategy cost us nine million pounds in the first of three years.",
)
WEATHER = (
    "Rain kept visitors away from the coast for most of the summer months.",
    "The hotels by the sea were therefore closed earlier than in other years.",
)


@pytest.fixture
def told() -> MemoryLibrary:
    """A page whose passages stand each under its heading."""
    parts = {"Strategy": STRATEGY, "Weather": WEATHER}
    page = page_of(0, [" ".join(sentences) for sentences in parts.values()])
    first, *others = (
        Passage(f"h-{at}", "h", 0, " ".join(sentences), (heading,), (at,))
        for at, (heading, sentences) in enumerate(parts.items())
    )
    made = library((DocumentInfo("h", "Harbour Ltd.pdf", 1, "Harbour Ltd"), page, (), first))
    made.passages.extend(others)
    return made


def headed(*parts: tuple[str, ...]) -> MemoryLibrary:
    """One passage of headings, each with what stands under it; its own heading is the first."""
    page = page_of(0, [text for part in parts for text in part])
    headings = {part[0] for part in parts}
    blocks = (
        replace(one, kind=BlockKind.HEADING, level=numbering_level(one.text) or 3) if one.text in headings else one
        for one in page.blocks
    )
    page = replace(page, blocks=tuple(blocks))
    text = "\n".join(block.text for block in page.blocks)
    passage = Passage("h-0", "h", 0, text, (parts[0][0],), tuple(range(len(page.blocks))))
    return library((DocumentInfo("h", "Harbour Ltd.pdf", 1, "Harbour Ltd"), page, (), passage))


def test_a_summary_is_sentences_of_the_document_each_in_its_place(told: MemoryLibrary) -> None:
    given = asked("Summarise this document", told)
    assert given.kind is QueryKind.SUMMARISE
    assert set(values(given)) == {*STRATEGY, *WEATHER}
    assert all(fact.origin is Origin.SENTENCE for fact in given.facts)
    page = told.page("h", 0)
    assert page is not None
    assert all(stands(fact.triple.value, page, fact.evidence) for fact in given.facts)
    assert given.sentence.startswith(f"{values(given)[0]} [1] ")


def test_a_summary_of_a_topic_keeps_to_it(told: MemoryLibrary) -> None:
    given = asked("Give me a summary of Harbour's strategy", told)
    assert values(given) == list(STRATEGY)
    assert [fact.triple.attribute for fact in given.facts] == ["Strategy", "Strategy"]


def test_the_attribute_is_the_heading_right_above_where_a_passage_spans_several() -> None:
    made = headed(("Weather", *WEATHER), ("Strategy", *STRATEGY))
    given = asked("Summarise this document", made)
    assert {fact.triple.value: fact.triple.attribute for fact in given.facts} == {
        **dict.fromkeys(WEATHER, "Weather"),
        **dict.fromkeys(STRATEGY, "Strategy"),
    }
    assert {fact.section for fact in given.facts} == {"Weather", "Strategy"}


@pytest.mark.parametrize(
    "fragment",
    [
        "“believes,” “expects,” “plans,” “estimates,” “targets,” “strategies” or other comparable words.",
        "Words such as “believes,” “expects,” “plans,” “targets” are used.",
        "A large harbour of nine quays and four cranes in the north of Wales.",
        "The call may be heard at https://harbour.example/calls and is kept for a week.",
        "A conference call to discuss these results is scheduled for today at 4:30 p.m. Eastern Time.",
    ],
)
def test_a_fragment_and_how_to_listen_in_are_no_sentences_of_a_summary(fragment: str) -> None:
    assert set(values(asked("Summarise this document", headed(("Strategy", *STRATEGY, fragment))))) == set(STRATEGY)


OUTLOOK = ("Net sales $10.95 billion to $11.05 billion", "New stores, net 25-30", "Operating margin 14.7% to 15.0%")
CALL = "The call will tell of the outlook and of what we think of the weather by the sea."


def test_a_list_under_a_heading_that_names_the_topic_is_its_summary() -> None:
    made = headed(("Weather", *WEATHER, CALL), ("Outlook 2024", "For the year we plan:", *OUTLOOK), ("Calls", CALL))
    given = asked("Give me an overview of Harbour's outlook", made)
    assert values(given) == list(OUTLOOK)
    assert {fact.triple.attribute for fact in given.facts} == {"Outlook 2024"}
    page = made.page("h", 0)
    assert page is not None
    assert all(stands(fact.triple.value, page, fact.evidence) for fact in given.facts)


def test_the_heading_of_all_of_a_report_makes_no_list_one_of_the_topic() -> None:
    title = "Harbour reports its results of 2023 and gives an outlook for the year of 2024"
    assert values(asked("Give me an overview of Harbour's outlook", headed((title, *OUTLOOK, CALL)))) == [CALL]


def test_each_heading_under_that_of_the_topic_has_its_say_before_later_sections_have() -> None:
    risks = [
        (
            f"{at}、{name}风险",
            f"公司的{name}如有变化，将影响全年的经营业绩。",
            f"公司将密切关注{name}，并及时调整经营策略。",
        )
        for at, name in enumerate(("原材料价格", "产业政策", "国际贸易", "产品价格"), 1)
    ]
    notes = [
        (f"({sign}) {name}风险", f"本公司面临的主要风险为{name}风险，主要风险由管理层定期审阅。")
        for sign, name in zip("一二三", ("信用", "市场", "流动性"), strict=True)
    ]
    made = headed(("一、可能面对的风险",), *risks, ("二、与金融工具有关的风险",), *notes)
    given = asked("概括一下主要风险", made)
    assert {fact.triple.attribute for fact in given.facts} == {name for name, *_ in risks}
    assert {first for _, first, _ in risks} <= set(values(given))


def test_a_sentence_that_does_not_name_the_topic_is_not_of_its_summary() -> None:
    made = headed(("Calls", CALL, WEATHER[0]))
    assert values(asked("Give me an overview of Harbour's outlook", made)) == [CALL]


def test_a_sentence_that_was_rejected_is_left_out(told: MemoryLibrary) -> None:
    told.rejected = {("Weather", WEATHER[0])}
    assert set(values(asked("Summarise this document", told))) == {*STRATEGY, WEATHER[1]}


@pytest.mark.parametrize(
    "question",
    [
        "Summarise the Ulta report",
        "Summarise Ulta's report",
        "Summarize the Ulta annual report",
        "Give me a summary of the Ulta report",
        "What is the Ulta report about?",
        "概括一下Ulta的报告",
        "Ulta的报告讲了什么？",
        "总结Ulta报告",
    ],
)
def test_the_report_of_a_company_that_goes_by_its_first_word_is_that_companys(
    told: MemoryLibrary, question: str
) -> None:
    own = (
        "Our stores are visited by more people than in any other year.",
        "Guests of ours may return what they bought.",
    )
    passage = Passage("u-0", "u", 0, " ".join(own), (), (0,))
    told.infos.append(DocumentInfo("u", "Q4.pdf", 1, "Ulta Beauty, Inc.", "2023"))
    told.pages["u", 0] = page_of(0, [" ".join(own)])
    told.passages.append(passage)
    assert values(asked(question, told)) == list(own)


def test_what_no_passage_speaks_of_is_refused(told: MemoryLibrary) -> None:
    given = asked("Summarise the dividends of Harbour", told)
    assert given.refused
    assert given.kind is QueryKind.SUMMARISE


def test_an_attribute_called_summary_is_looked_up() -> None:
    made = library(report("q", "青禾电子", "2019", ["摘要：业绩平稳", "净利润：12"]))
    assert values(asked("青禾电子的摘要是什么？", made)) == ["业绩平稳"]


def test_a_summary_is_stopped(told: MemoryLibrary) -> None:
    with pytest.raises(KnownError) as raised:
        answer("Summarise this document", (), desk(told, Engines(), lambda: True), lambda *_: None)
    assert raised.value.code is ErrorCode.CANCELLED


@pytest.mark.parametrize("question", ["Give me a summary of Tesla's strategy", "Summarise Harbour's strategy in 1912"])
def test_nobodys_summary_is_refused(told: MemoryLibrary, question: str) -> None:
    given = asked(question, told)
    assert given.refused
    assert given.reason is not None


@pytest.mark.parametrize(
    "question",
    ["我需要点青禾电子2019年净利润的数据", "青禾电子的总结算价款是多少？", "青禾电子2019年财务摘要中的净利润是多少？"],
)
def test_a_figure_is_no_summary(question: str) -> None:
    made = library(report("q", "青禾电子", "2019", ["净利润：12", "总结算价款：900"]))
    assert asked(question, made, RefusingModel()).kind is not QueryKind.SUMMARISE
