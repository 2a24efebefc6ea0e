"""Misspelt words of a question: read as what they are a slip of, said so, and never as another word."""

from __future__ import annotations

import pytest

from desktop.answering.letters import letters_apart
from desktop.answering.sounds import sound_alike, sound_same
from desktop.domain.answer import Spelling
from tests.answering.reports import asked, library, report, values
from tests.fakes.library import MemoryLibrary
from tests.fakes.models import RefusingModel, SayingModel

REFUSAL = "没有找到该问题对应的知识"
LINES = (
    "营业利润：1,452.46",
    "净利润：1,294.65",
    "应收账款：356.67",
    "净利息收入：12.00",
    "短期借款：77.00",
    "应付票据：88.00",
    "在建工程物资：9.00",
    "研发中心面积：1,200",
    "博士以上人数：15",
)


@pytest.fixture
def company() -> MemoryLibrary:
    return library(report("a", "四方科技集团股份有限公司", "2019", LINES))


@pytest.fixture
def filing() -> MemoryLibrary:
    lines = ("Operating profit：1,204", "Revenue：9,880", "Goodwill：55")
    return library(report("b", "Lockheed Martin Corporation", "2021", lines))


@pytest.mark.parametrize(
    ("written", "read", "value"),
    [
        ("营业利闰", "营业利润", "1,452.46"),  # sounds the same
        ("赢业利润", "营业利润", "1,452.46"),
        ("业利润", "营业利润", "1,452.46"),  # a character missing
        ("营利润", "营业利润", "1,452.46"),
        ("营业利利润", "营业利润", "1,452.46"),  # doubled
        ("营业润利", "营业利润", "1,452.46"),  # swapped
        ("净力润", "净利润", "1,294.65"),
        ("进利润", "净利润", "1,294.65"),  # sounds nearly the same
        ("应收帐款", "应收账款", "356.67"),
        ("在建工程物姿", "在建工程物资", "9.00"),  # no word of the lexicon, but a label
    ],
)
@pytest.mark.parametrize("model", [None, SayingModel("1,294.65")])
def test_a_slip_is_read_as_the_documents_word_and_said(
    company: MemoryLibrary, model: SayingModel | None, written: str, read: str, value: str
) -> None:
    given = asked(f"四方科技2019年{written}是多少？", company, model)
    assert values(given) == [value]
    assert given.spellings == (Spelling(written, read),)
    assert given.understood == f"四方科技2019年{read}是多少？"
    assert given.question == f"四方科技2019年{written}是多少？"
    assert f"“{written}”读作“{read}”" in given.remark


@pytest.mark.parametrize(
    "word", ["长期借款", "应收票据", "利息收入", "毛利润", "石油储量", "研发中心人数", "硕士以上人数"]
)
def test_another_word_is_no_slip(company: MemoryLibrary, word: str) -> None:
    given = asked(f"四方科技2019年{word}是多少？", company, RefusingModel())
    assert (given.refused, given.spellings, given.understood) == (True, (), "")
    assert "读作" not in given.remark


def test_a_word_that_is_written_in_the_documents_is_no_slip(company: MemoryLibrary) -> None:
    page = report("c", "四方科技集团股份有限公司", "2019", ("其他：应收帐款单列",))
    company.passages.append(page[3])
    assert asked("四方科技2019年应收帐款是多少？", company, RefusingModel()).spellings == ()


def test_a_right_word_is_left_as_it_is(company: MemoryLibrary) -> None:
    given = asked("四方科技2019年营业利润是多少？", company)
    assert (values(given), given.spellings, given.understood, given.remark) == (["1,452.46"], (), "", "")


def test_several_slips_in_one_question(company: MemoryLibrary) -> None:
    given = asked("四方科技2019年营业利闰和净力润分别是多少？", company)
    assert values(given) == ["1,452.46", "1,294.65"]
    assert [one.written for one in given.spellings] == ["营业利闰", "净力润"]


def test_a_slip_of_a_word_without_a_value_is_refused_not_answered_with_another(company: MemoryLibrary) -> None:
    given = asked("四方科技2019年资产付债率是多少？", company, SayingModel("1,294.65"))
    assert given.refusal == REFUSAL
    assert given.spellings == (Spelling("资产付债率", "资产负债率"),)


def test_what_may_be_a_slip_of_two_words_is_answered_with_neither() -> None:
    both = library(report("a", "四方科技", "2019", ("期初数额：1.00", "期出数额：2.00")))
    given = asked("四方科技2019年期处数额是多少？", both, SayingModel("1.00"))
    assert given.refusal == REFUSAL
    assert "“期出数额”" in given.remark
    assert "“期初数额”" in given.remark


def test_a_word_of_the_text_alone_is_found_by_its_sound(company: MemoryLibrary) -> None:
    company.passages.append(report("a", "四方科技", "2019", ("本年实现外销业务：30万元",))[3])
    model = SayingModel("30万元")
    given = asked("四方科技2019年外消业务是多少？", company, model)
    assert given.spellings == (Spelling("外消业务", "外销业务"),)


def test_a_company_is_known_by_its_sound_but_a_missing_character_makes_another(company: MemoryLibrary) -> None:
    given = asked("思方科技2019年净利润是多少？", company)
    assert (values(given), given.spellings) == (["1,294.65"], (Spelling("思方科技", "四方科技"),))
    assert asked("东方科技2019年净利润是多少？", company, RefusingModel()).refused


@pytest.mark.parametrize(
    ("question", "spelling", "value"),
    [
        ("What was the operatng profit of Lockheed Martin?", Spelling("operatng", "Operating"), "1,204"),
        ("What was the oeprating profit of Lockheed Martin?", Spelling("oeprating", "Operating"), "1,204"),
        ("What was the revenu of Lockheed Martin in 2021?", Spelling("revenu", "revenue"), "9,880"),
        ("What was the revenue of Lockhed Martin in 2021?", Spelling("lockhed", "Lockheed"), "9,880"),
    ],
)
def test_english_words_are_read_with_a_letter_or_two_wrong(
    filing: MemoryLibrary, question: str, spelling: Spelling, value: str
) -> None:
    given = asked(question, filing)
    assert values(given) == [value]
    assert [(one.written, one.read.lower()) for one in given.spellings] == [(spelling.written, spelling.read.lower())]
    assert f"“{spelling.written}” was read as “{given.spellings[0].read}”." in given.remark


@pytest.mark.parametrize("question", ["What was the goodwell of Mattel?", "What was the cost of sales?"])
def test_short_or_other_english_words_are_no_slips(filing: MemoryLibrary, question: str) -> None:
    assert asked(question, filing, RefusingModel()).refused


def test_letters_are_counted_with_swaps_and_to_the_most_only() -> None:
    assert letters_apart("operatng", "operating", 2) == 1
    assert letters_apart("oeprating", "operating", 2) == 1
    assert letters_apart("profit", "revenue", 2) == 3
    assert letters_apart("a", "abcdef", 2) == 3


def test_sounds() -> None:
    assert sound_same("润", "闰")
    assert sound_same("账", "帐")
    assert not sound_same("长", "短")
    assert not sound_same("净", "进")
    assert sound_alike("净", "进")
    assert not sound_alike("毛", "净")
    assert not sound_same("1", "2")


def test_an_ending_in_common_makes_no_slip() -> None:
    within = library(report("h", "Harbour", "2022", ["Signing bonus：12"]))
    given = asked("What was the spinning bonus of Harbour in 2022?", within, RefusingModel())
    assert (given.refused, given.spellings) == (True, ())
