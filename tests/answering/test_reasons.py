"""Whom and when a question is about: what no document covers is refused, and the refusal says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.answering import looking
from desktop.answering.ask import answer
from desktop.answering.engines import Engines
from desktop.answering.task import desk
from desktop.domain.answer import Hit, Language, Reason, ReasonCode
from tests.answering.reports import Report, asked, library, report, values
from tests.answering.test_parts import asked as asked_plainly
from tests.fakes.library import MemoryLibrary, page_of
from tests.fakes.models import ListedNames, RefusingModel, SayingModel

ENTITY, PERIOD, WORD = ReasonCode.UNKNOWN_ENTITY, ReasonCode.UNKNOWN_PERIOD, ReasonCode.NOT_MENTIONED
REFUSALS = {"zh": "没有找到该问题对应的知识", "en": "The documents hold no answer to this question."}


def _text(identity: str, entity: str, text: str) -> Report:
    """A page of sentences that nothing was read from."""
    info, _, _, passage = report(identity, entity, "2023", ())
    return info, page_of(0, [text]), (), replace(passage, text=text, blocks=(0,))


@pytest.fixture
def one() -> MemoryLibrary:
    return library(report("a", "四方科技", "2019", ("营业收入：1,175", "营业收入@2018：1,230")))


@pytest.fixture
def several() -> MemoryLibrary:
    return library(
        report("a", "四方科技", "2019", ("营业收入：1,175", "营业收入@2018：1,230")),
        report("b", "华腾电子", "2021", ("营业收入：4,126",)),
        report("c", "Harbour Light plc", "2021", ("Revenue：23,517",)),
    )


@pytest.mark.parametrize(
    ("question", "reason", "said"),
    [
        ("贵州茅台2019年营业收入是多少？", Reason(ENTITY, ("贵州茅台",)), "没有关于“贵州茅台”的文档。"),
        ("贵州茅台的营业收入是多少？", Reason(ENTITY, ("贵州茅台",)), "没有关于“贵州茅台”的文档。"),
        (
            "四方科技2031年营业收入是多少？",
            Reason(PERIOD, ("2031",), "四方科技"),
            "关于“四方科技”的文档都没有涵盖2031年。",
        ),
        ("2031年营业收入是多少？", Reason(PERIOD, ("2031",)), "没有涵盖2031年的文档。"),
        ("四方科技2019年石油储量是多少？", Reason(WORD, ("石油储量",)), "文档中没有出现“石油储量”。"),
        ("What was the revenue of Apple in 2019?", Reason(ENTITY, ("Apple",)), "None of them is about “Apple”."),
        ("Apple's revenue in 2019?", Reason(ENTITY, ("Apple",)), "None of them is about “Apple”."),
        ("What was the revenue in 2031?", Reason(PERIOD, ("2031",)), "None of them covers 2031."),
        ("apple revenue 2019", Reason(WORD, ("apple",)), "None of them mentions “apple”."),
    ],
)
@pytest.mark.parametrize("library_name", ["one", "several"])
def test_what_no_document_covers_is_refused_with_the_reason(
    request: pytest.FixtureRequest, library_name: str, question: str, reason: Reason, said: str
) -> None:
    given = asked(question, request.getfixturevalue(library_name), SayingModel("1,175"))
    assert (given.refusal, given.facts) == (REFUSALS[given.language], ())
    assert (given.reason, given.remark) == (reason, said)


def test_a_year_that_only_another_companys_document_covers_is_refused(several: MemoryLibrary) -> None:
    given = asked("四方科技2021年营业收入是多少？", several, SayingModel("4,126"))
    assert given.reason == Reason(PERIOD, ("2021",), "四方科技")
    assert given.scope == ("a",)
    given = asked("What was the revenue of Harbour Light in 2019?", several, SayingModel("1,175"))
    assert given.remark == "No document about “Harbour Light plc” covers 2019."


def test_a_year_is_covered_by_the_column_of_a_later_report(several: MemoryLibrary) -> None:
    given = asked("四方科技2018年营业收入是多少？", several)
    assert (values(given), given.reason, given.remark) == (["1,230"], None, "")


def test_the_year_alone_chooses_the_documents(several: MemoryLibrary) -> None:
    given = asked("2019年营业收入是多少？", several)
    assert (values(given), given.scope) == (["1,175"], ("a",))


def test_no_document_is_chosen_for_a_company_that_is_not_there(several: MemoryLibrary) -> None:
    assert asked("贵州茅台2019年营业收入是多少？", several, SayingModel("1,175")).scope == ()


def test_what_is_merely_not_said_is_refused_so(one: MemoryLibrary) -> None:
    one.passages.append(report("a", "四方科技", "2019", ("市场占有率：略",))[3])
    given = asked("四方科技2019年市场占有率是多少？", one, SayingModel("1,175"))
    assert (given.refusal, given.reason) == (REFUSALS["zh"], Reason(ReasonCode.NOT_SAID))
    assert given.remark == "最接近的段落没有说明这一点。"


def test_a_company_that_is_only_spoken_of_is_nobodys_document(one: MemoryLibrary) -> None:
    one.passages.append(report("a", "四方科技", "2019", ("主要客户：比亚迪",))[3])
    given = asked("比亚迪2019年营业收入是多少？", one, SayingModel("1,175"))
    assert given.reason == Reason(ReasonCode.ONLY_MENTIONED, ("比亚迪",))
    assert given.remark == "文档提到了“比亚迪”，但没有找到所问的内容。"
    given = asked("四方科技对比亚迪的营业收入是多少？", one, SayingModel("1,175"))
    assert (given.refused, given.reason) == (True, Reason(ReasonCode.NOT_SAID))


def test_a_report_on_a_quarter_is_not_asked_about_the_year_before() -> None:
    of_quarter = library(report("p", "PepsiCo", "2023", ["Net income@2023Q1：1,952", "Net income@2022Q1：4,273"]))
    given = asked("What is the net income of PepsiCo?", of_quarter)
    assert values(given) == ["1,952"]


def test_a_question_in_simplified_characters_finds_a_label_in_traditional_ones() -> None:
    hong_kong = library(report("h", "青禾控股", "2019", ("營業收入：1,175", "營業收入@2018：1,000", "應收賬款：90")))
    assert values(asked("青禾控股2019年营业收入是多少？", hong_kong)) == ["1,175"]
    assert values(asked("青禾控股2019年應收賬款是多少？", hong_kong)) == ["90"]


def test_words_that_compare_need_not_be_mentioned(one: MemoryLibrary) -> None:
    given = asked("Which subsidiary has the highest turnover?", one, SayingModel("none"))
    assert given.reason is None or not {"highest"} & set(given.reason.names)


@pytest.mark.parametrize("year", ["", "2022"])
def test_a_document_may_cover_a_year_that_stands_in_it(year: str) -> None:
    info, page, _, passage = report("p", "Harbour Light plc", year, ["Sales by region 2023：23,517"])
    undated = library((info, page, (), passage))
    given = asked("What was the turnover of Harbour Light plc in 2023?", undated, SayingModel("none"))
    assert given.reason is None or given.reason.code is not PERIOD
    given = asked("What was the turnover of Harbour Light plc in 2021?", undated, SayingModel("none"))
    assert given.reason == Reason(PERIOD, ("2021",), given.reason.entity if given.reason else "")


def test_other_periods_are_named_where_the_one_asked_is_not_told() -> None:
    light = library(
        report("h", "Harbour Light plc", "2023", ("Revenue：23,517", "Revenue@2022：21,004", "Staff@2020：97"))
    )
    given = asked("What was the revenue of Harbour Light in 2020?", light, SayingModel("97"))
    assert given.reason == Reason(ReasonCode.OTHER_PERIODS, ("revenue",), instead=("2023", "2022"))
    assert given.remark == "“revenue” is told for other periods only: 2023, 2022."


def test_what_is_told_of_the_period_asked_is_not_said_to_be_of_others(several: MemoryLibrary) -> None:
    given = asked("四方科技2019年营业收入是多少？", several)
    assert given.reason is None


def test_a_value_of_another_kind_is_named() -> None:
    light = library(_text("h", "Harbour Light plc", "The company was founded by John Harbour in Leeds."))
    given = asked("When was Harbour Light founded?", light, SayingModel("Leeds"))
    assert given.reason == Reason(ReasonCode.OTHER_KIND, instead=("Leeds",))
    assert given.remark == "What comes nearest (Leeds) is not the kind of thing that is asked for."


def test_the_passages_that_were_read_come_first_in_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    light = library(
        _text("q", "Quay plc", "The lamp was founded."),
        _text("h", "Harbour Light plc", "The company was founded by John Harbour in Leeds."),
    )
    found = tuple(Hit(passage, 1.0) for passage in light.passages)
    monkeypatch.setattr(looking, "search", lambda *_: found)
    given = asked("When was Harbour Light founded?", light, SayingModel("Leeds"))
    assert [hit.passage.document for hit in given.nearest] == ["h", "q"]


def test_a_question_in_english_about_a_chinese_name_is_answered_in_english(one: MemoryLibrary) -> None:
    assert asked("What was the revenue of 四方科技 in 2019?", one).language is Language.ENGLISH
    assert asked("四方科技 2019年 turnover 是多少？", one).language is Language.CHINESE


def test_a_sentence_has_one_full_stop() -> None:
    reports = library(report("q", "青禾电子", "2019", ["变动原因：汇率变动所致。"]))
    assert asked("青禾电子的变动原因是什么？", reports).sentence.endswith("所致。")
    assert not asked("青禾电子的变动原因是什么？", reports).sentence.endswith("。。")


def test_where_an_unsure_answer_may_stand_is_pointed_at() -> None:
    light = library(
        _text("h", "Harbour Light plc", "The goods that the company sells are brass lamps."),
        _text("q", "Quay Lamps plc", "The company was founded with lamps in mind by its people."),
    )
    told = asked("Which goods does Harbour Light sell?", light, SayingModel("brass lamps"))
    assert [(fact.triple.attribute, fact.triple.value) for fact in told.facts] == [
        ("goods does Harbour Light sell", "brass lamps")
    ]
    given = asked("Which goods does Harbour Light sell?", light, SayingModel("brass lamps", -1.0))
    assert given.refused
    assert given.reason == Reason(ReasonCode.UNSURE, ("Harbour Light plc 2023.pdf", "1"))
    assert given.nearest[0].passage.document == "h"
    assert (
        given.remark == "Page 1 of “Harbour Light plc 2023.pdf” may say it, but not surely enough: please look there."
    )
    hopeless = asked("Which goods does Harbour Light sell?", light, SayingModel("brass lamps", -12.0))
    assert hopeless.reason == Reason(ReasonCode.NOT_SAID)


def test_a_word_that_the_index_finds_in_another_form_is_mentioned(
    one: MemoryLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "四方科技 emitted turnovers"
    assert "emitted" in (reason.names[0] if (reason := asked(question, one, SayingModel("none")).reason) else "")
    found = [Hit(one.passages[0], 1.0)]
    monkeypatch.setattr(one, "by_words", lambda words, count, documents: found if "emitted" in words else [])
    reason = asked(question, one, SayingModel("none")).reason
    assert reason is None or not any("emitted" in name for name in reason.names)


@pytest.mark.parametrize(
    "question",
    [
        "In which city was Harbour Light founded?",
        "Where was Harbour Light founded?",
        "When and where was Harbour Light founded?",
    ],
)
def test_where_something_was_founded_is_answered_by_a_place(question: str) -> None:
    light = library(_text("h", "Harbour Light plc", "The company was founded in Leeds."))
    given = asked_plainly(question, light, SayingModel("Leeds"))
    assert values(given) == ["Leeds"]


def test_a_name_that_took_in_the_next_words_first_character_is_cut() -> None:
    within = library(_text("a", "", "2022年7月8日，安倍晋三在奈良遇刺，警方说他颈部中枪。"))
    for name, answered in (("安倍晋三中", ["奈良"]), ("安倍晋四中", [])):
        engines = Engines(None, SayingModel("奈良"), ListedNames(people=(name,)))
        given = answer(f"{name}枪的地点在哪里？", (), desk(within, engines, lambda: False), lambda *_: None)
        assert values(given) == answered
        assert (given.reason is None) is bool(answered)


def test_a_name_that_stands_twice_in_the_question_is_said_once(several: MemoryLibrary) -> None:
    given = asked("How does Vasa compare Vasa's revenue with that of the Vasa Museum?", several)
    assert given.reason is not None
    assert len(set(given.reason.names)) == len(given.reason.names)


def test_a_verb_that_stands_nowhere_is_no_reason(several: MemoryLibrary) -> None:
    given = asked("What share of its cosmetics came from Harbour Light plc?", several, RefusingModel())
    assert given.refused
    assert "cosmetics" in given.remark
    assert "came" not in given.remark


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("四方科技2019年营业收入是多少？审计费用多少？", ("审计费用",)),
        ("四方科技2019年营业收入是多少？谢谢你的帮忙。", ()),
    ],
)
def test_what_a_second_sentence_asks_is_not_passed_over(
    one: MemoryLibrary, question: str, missing: tuple[str, ...]
) -> None:
    given = asked(question, one, RefusingModel())
    assert values(given) == ["1,175"]
    assert given.missing == missing


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("四方科技2018年和2015年的营业收入是多少？", ("2015",)),
        ("四方科技2018年和2019年的营业收入是多少？", ()),
    ],
)
def test_a_year_that_is_not_told_beside_others_is_said_to_be_missing(
    one: MemoryLibrary, question: str, missing: tuple[str, ...]
) -> None:
    assert asked(question, one, RefusingModel()).missing == missing


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("青禾电子哪一年成立？", "青禾电子于1990年成立。", "1990年"),
        ("青禾电子什么时候成立？", "青禾电子1990年5月在南通成立。", "1990年5月"),
        ("青禾电子是哪一年创立的？", "青禾电子由黄杰于1990年创立。", "1990年"),
        ("青禾电子什么时候成立了工会？", "青禾电子于2015年成立了工会。", "2015年"),
    ],
)
def test_when_something_was_founded(question: str, text: str, value: str) -> None:
    within = library(_text("a", "青禾电子", text))
    assert values(asked_plainly(question, within, SayingModel(value))) == [value]


@pytest.mark.parametrize("text", ["青禾电子于2015年成立子公司罐储。", "青禾电子2015年成立了上海分公司。"])
def test_what_a_company_founded_is_not_its_own_founding(text: str) -> None:
    assert asked_plainly("青禾电子哪一年成立？", library(_text("a", "青禾电子", text)), SayingModel("2015年")).refused
