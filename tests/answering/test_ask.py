"""A question answered from a small library: the examples of the issue, near misses, and models that lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.answering.ask import answer
from desktop.answering.engines import Engines, LanguageModel
from desktop.answering.entities import short_forms
from desktop.answering.ground import stands
from desktop.answering.library import DocumentInfo
from desktop.answering.task import desk
from desktop.domain.answer import Answer, Coverage, Hit, Language
from desktop.domain.document import BlockKind, Cell, Passage, Table
from desktop.domain.doing import Doing, Phase
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.fact import Fact, Origin, Triple
from tests.answering.examples import PLAYERS, PLAYERS_EN, SOCIOLOGIST, SOCIOLOGIST_EN, TALK, TALK_EN
from tests.fakes.library import MemoryLibrary, comma_document, library_of, page_of, pair_fact
from tests.fakes.models import CrashingModel, HangingModel, ListedNames, RefusingModel, SayingModel

REFUSAL_ZH = "没有找到该问题对应的知识"
REFUSAL_EN = "The documents hold no answer to this question."
PROSE = (
    "2023年度，深圳华腾科技股份有限公司实现营业收入412.6亿元，比上年的381.0亿元增长8.3%；归属于上市公司股东的净利润为35.2亿元。",
    "公司总部位于深圳市南山区，年末员工总数12,480人。财务总监为李敏。",
)


def asked(question: str, library: MemoryLibrary, model: LanguageModel | None = None) -> Answer:
    names = ListedNames(people=("许仕廉", "李敏"), companies=("比亚迪", "华腾科技", "四方科技"))
    return answer(question, (), desk(library, Engines(None, model, names), lambda: False), lambda *_: None)


def triples(given: Answer) -> list[tuple[str, str, str]]:
    return [(fact.triple.entity, fact.triple.attribute, fact.triple.value) for fact in given.facts]


@pytest.fixture
def people() -> MemoryLibrary:
    return library_of(comma_document("a", SOCIOLOGIST), comma_document("b", PLAYERS))


@pytest.fixture
def people_en() -> MemoryLibrary:
    return library_of(comma_document("a", SOCIOLOGIST_EN), comma_document("b", PLAYERS_EN))


@pytest.fixture
def report() -> MemoryLibrary:
    """A report of one company with a subsidiary, two years, group and parent statements."""
    lines = (
        "营业收入：1,175.30",
        "营业收入：1,230.54",
        "营业收入：264.11",
        "营业收入：88.00",
        "净利润：129.47",
        "证券代码：603339",
        "本年度无其他事项。",
    )
    page = page_of(0, lines)
    whole = replace(page)

    def fact(line: int, entity: str, period: str, section: str) -> Fact:
        label, value = lines[line].split("：")
        made = pair_fact("r", whole, Triple(entity, label, value), lines[line], period)
        return replace(made, section=section, origin=Origin.TABLE)

    passage = Passage("r-0", "r", 0, "\n".join(lines), (), tuple(range(len(lines))))
    library = MemoryLibrary([DocumentInfo("r", "四方科技_2019年年度报告.pdf", 1, "四方科技", "2019", "zh")])
    library.pages["r", 0] = page
    library.passages.append(passage)
    library.facts += [
        fact(1, "四方科技", "2018", "合并利润表"),
        fact(2, "四方科技", "2019", "母公司利润表"),
        fact(0, "四方科技", "2019", "合并利润表"),
        fact(3, "南通冷冻", "2019", "子公司情况"),
        fact(4, "四方科技", "2019", "合并利润表"),
        fact(5, "四方科技", "", "公司信息"),
    ]
    return library


@pytest.fixture
def prose() -> MemoryLibrary:
    page = page_of(0, PROSE)
    passage = Passage("p-0", "p", 0, "\n".join(PROSE), (), (0, 1))
    info = DocumentInfo("p", "华腾科技.pdf", 1, "深圳华腾科技股份有限公司", "2023", "zh")
    return library_of((info, page, (), passage))


def test_a_synonym_finds_the_attribute(people: MemoryLibrary) -> None:
    assert triples(asked("许仕廉主要是任职什么的？", people)) == [("许仕廉", "职业", "社会学家")]


def test_talk_is_answered_with_what_it_asks_of_the_right_person(people: MemoryLibrary) -> None:
    assert triples(asked(TALK, people)) == [
        ("科列斯尼科夫", "出生日期", "1985年12月26日"),
        ("科列斯尼科夫", "所属运动队", "圣彼得堡俱乐部"),
        ("科列斯尼科夫", "身高", "195CM"),
        ("科列斯尼科夫", "体重", "78kg"),
    ]


@pytest.mark.parametrize("model", [None, RefusingModel(), SayingModel("社会学家"), SayingModel("许仕廉")])
def test_what_the_lines_do_not_say_is_refused_in_exactly_these_words(
    people: MemoryLibrary, model: LanguageModel | None
) -> None:
    given = asked("许仕廉的妻子是谁？", people, model)
    assert (given.facts, given.refusal, given.sentence) == ((), REFUSAL_ZH, "")
    assert given.nearest


def test_the_examples_work_in_english(people_en: MemoryLibrary) -> None:
    assert triples(asked("What is Leonard Hsu's main occupation?", people_en)) == [
        ("Leonard Hsu", "occupation", "sociologist")
    ]
    assert triples(asked(TALK_EN, people_en)) == [
        ("Kolesnikov", "date of birth", "26 December 1985"),
        ("Kolesnikov", "sports team", "Saint Petersburg Club"),
        ("Kolesnikov", "height", "195 cm"),
        ("Kolesnikov", "weight", "78 kg"),
    ]
    refused = asked("Who is the wife of Leonard Hsu?", people_en, SayingModel("sociologist"))
    assert (refused.refusal, refused.language) == (REFUSAL_EN, Language.ENGLISH)


def test_the_other_person_of_that_name_is_found_by_the_full_name(people: MemoryLibrary) -> None:
    given = asked("米哈伊尔·彼特罗维奇·科列斯尼科夫的出生日期是什么？", people)
    assert [value for _, _, value in triples(given)] == ["1939.10"]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("四方科技2019年营业收入是多少？", "1,175.30"),
        ("四方科技集团股份有限公司的营收是多少？", "1,175.30"),
        ("营业收入多少？", "1,175.30"),
        ("四方科技2018年营业收入是多少？", "1,230.54"),
        ("四方科技去年的营业收入是多少？", "1,230.54"),
        ("四方科技母公司2019年营业收入是多少？", "264.11"),
        ("南通冷冻2019年营业收入是多少？", "88.00"),
        ("四方科技的股票代码是多少？", "603339"),
        ("What was the revenue of 四方科技 in 2019?", "1,175.30"),
    ],
)
def test_year_entity_and_statement_are_the_ones_asked(report: MemoryLibrary, question: str, value: str) -> None:
    assert [fact.triple.value for fact in asked(question, report).facts] == [value]


@pytest.mark.parametrize(
    "question",
    [
        "四方科技2031年营业收入是多少？",
        "比亚迪2019年营业收入是多少？",
        "四方科技2019年毛利率是多少？",
        "四方科技2019年华东营业收入是多少？",
        "What was BYD's revenue in 2019?",
        "四方科技董事长的妻子是谁？",
    ],
)
def test_another_year_company_or_attribute_is_refused(report: MemoryLibrary, question: str) -> None:
    assert asked(question, report, SayingModel("1,175.30")).refused


def test_several_things_asked_get_several_facts_and_what_is_missing_is_said(report: MemoryLibrary) -> None:
    given = asked("四方科技2019年营业收入、净利润和毛利率分别是多少？", report, RefusingModel())
    assert [value for _, _, value in triples(given)] == ["1,175.30", "129.47"]
    assert "没有找到：毛利率" in given.sentence


def test_a_fact_whose_value_is_not_in_its_boxes_is_never_shown(report: MemoryLibrary) -> None:
    lie = next(fact for fact in report.facts if fact.triple.value == "129.47")
    report.facts = [replace(lie, triple=replace(lie.triple, value="929.47"))]
    assert asked("四方科技2019年净利润是多少？", report, RefusingModel()).refused


@pytest.mark.parametrize(
    ("question", "says", "shown"),
    [
        ("华腾科技2023年营业收入是多少？", "412.6亿元", "412.6亿元"),
        ("华腾科技2023年营业收入是多少？", "412.6", "412.6亿元"),
        ("华腾科技有多少名员工？", "480", "12,480人"),
        ("华腾科技的财务总监是谁？", "李敏", "李敏"),
    ],
)
def test_a_proposal_is_widened_to_what_stands_there(prose: MemoryLibrary, question: str, says: str, shown: str) -> None:
    (fact,) = asked(question, prose, SayingModel(says)).facts
    assert fact.triple.value == shown
    assert fact.origin is Origin.MODEL
    page = prose.page("p", 0)
    assert page is not None
    assert stands(fact.triple.value, page, fact.evidence)


def test_the_number_of_a_proposal_is_in_its_base_unit(prose: MemoryLibrary) -> None:
    (fact,) = asked("华腾科技2023年营业收入是多少？", prose, SayingModel("412.6亿元")).facts
    assert fact.quantity is not None
    assert fact.quantity.number == Decimal("41260000000")


@pytest.mark.parametrize(
    ("question", "lie"),
    [
        ("华腾科技2023年营业收入是多少？", "999.9亿元"),  # stands nowhere
        ("华腾科技2023年营业收入是多少？", "李敏"),  # not a number
        ("华腾科技的财务总监是谁？", "12,480人"),  # not a person
        ("华腾科技的财务总监是谁？", "华腾科技"),  # the question's own words
        ("华腾科技2023年研发投入是多少？", "412.6亿元"),  # nothing speaks of it
        ("比亚迪2023年营业收入是多少？", "412.6亿元"),  # another company
        ("华腾科技2019年营业收入是多少？", "412.6亿元"),  # another year
    ],
)
def test_a_model_that_lies_is_not_believed(prose: MemoryLibrary, question: str, lie: str) -> None:
    assert asked(question, prose, SayingModel(lie)).refused


def test_a_value_of_another_person_is_not_believed(people: MemoryLibrary) -> None:
    people.facts = [fact for fact in people.facts if fact.triple.attribute != "身高"]
    model = SayingModel("1939.10")
    assert asked("科列斯尼科夫这位后卫的生日是哪天？", people, model).facts[0].triple.value == "1985年12月26日"
    assert asked("许仕廉的身高是多少？", people, SayingModel("195CM")).refused


def test_an_unsure_model_is_not_believed(prose: MemoryLibrary) -> None:
    assert asked("华腾科技的财务总监是谁？", prose, SayingModel("李敏", -4.0)).refused


def test_without_a_model_its_pack_is_named(prose: MemoryLibrary) -> None:
    with pytest.raises(KnownError) as raised:
        asked("华腾科技的财务总监是谁？", prose)
    assert raised.value.code is ErrorCode.MODEL_MISSING


def test_a_model_that_breaks_is_a_known_error(prose: MemoryLibrary) -> None:
    with pytest.raises(KnownError) as raised:
        asked("华腾科技的财务总监是谁？", prose, CrashingModel())
    assert raised.value.code is ErrorCode.MODEL_BROKEN


@pytest.mark.parametrize("looks", [0, 3])
def test_stopping_ends_a_question_even_in_the_model(prose: MemoryLibrary, looks: int) -> None:
    with pytest.raises(KnownError) as raised:
        answer(
            "华腾科技的财务总监是谁？",
            (),
            desk(prose, Engines(None, HangingModel(), None), after(looks)),
            lambda *_: None,
        )
    assert raised.value.code is ErrorCode.CANCELLED


def test_phases_come_in_order(prose: MemoryLibrary) -> None:
    seen: list[Doing] = []
    engines = Engines(None, SayingModel("李敏"), None)
    answer("华腾科技的财务总监是谁？", (), desk(prose, engines, lambda: False), seen.append)
    assert [one.phase for one in seen] == [Phase.UNDERSTANDING, Phase.SEARCHING, Phase.READING, Phase.CHECKING]


def test_the_passages_are_told_before_the_model_reads_them(prose: MemoryLibrary) -> None:
    model = SayingModel("李敏")
    told: list[tuple[Hit, ...]] = []

    def hear(doing: Doing) -> None:
        if doing.passages:
            assert not model.asked
            told.append(doing.passages)

    given = answer("华腾科技的财务总监是谁？", (), desk(prose, Engines(None, model, None), lambda: False), hear)
    assert model.asked
    (passages,) = told
    assert given.facts[0].evidence.quote in "".join(hit.passage.text for hit in passages)


def test_only_the_chosen_documents_are_asked(people: MemoryLibrary) -> None:
    engines = Engines(None, RefusingModel(), None)
    given = answer("许仕廉的职业是什么？", ("b",), desk(people, engines, lambda: False), lambda *_: None)
    assert given.refused


@pytest.mark.parametrize("question", ["", "？", "的", "1", "a", "=1+1", "x" * 5000, "许" * 3000, "\x00\n"])
def test_odd_questions_are_answered_or_refused(people: MemoryLibrary, question: str) -> None:
    assert asked(question, people, RefusingModel()) is not None


def after(looks: int) -> Callable[[], bool]:
    left = iter(range(looks))
    return lambda: next(left, None) is None


def test_a_value_of_last_years_column_is_not_believed() -> None:
    lines = ("研发项目数量 35 28",)
    page = page_of(0, lines, BlockKind.TABLE)
    number = {word.text: word.box for word in page.blocks[0].words if word.text.isdigit()}
    cells = (Cell(0, 1, 1, 1, "35", number["35"]), Cell(0, 2, 1, 1, "28", number["28"]))
    table = Table(0, page.blocks[0].boxes[0], cells, ("项目", "2019年", "2018年"))
    passage = Passage("t-0", "t", 0, "研发项目数量 | 2019年: 35 | 2018年: 28", (), (0,))
    info = DocumentInfo("t", "四方科技.pdf", 1, "四方科技", "2019", "zh")
    library = library_of((info, replace(page, tables=(table,)), (), passage))
    assert asked("四方科技2019年研发项目有几项？", library, SayingModel("28")).refused
    assert asked("四方科技研发项目有几项？", library, SayingModel("28")).refused
    assert [f.triple.value for f in asked("四方科技2018年研发项目有几项？", library, SayingModel("28")).facts] == ["28"]
    assert [f.triple.value for f in asked("四方科技2019年研发项目有几项？", library, SayingModel("35")).facts] == ["35"]


def table_library(periods: tuple[str, str]) -> MemoryLibrary:
    """Total assets of two periods of one company, each a fact."""
    lines = ("Total assets: 1,234", "Total assets: 1,100")
    page = page_of(0, lines)
    made = (
        pair_fact("w", page, Triple("Acme Corp", "Total assets", line.split(": ")[1]), line, period)
        for line, period in zip(lines, periods, strict=True)
    )
    facts = tuple(replace(one, origin=Origin.TABLE, section="Balance sheet") for one in made)
    info = DocumentInfo("w", "Acme 2023.pdf", 1, "Acme Corp", "2023", "en")
    return library_of((info, page, facts, Passage("w-0", "w", 0, "\n".join(lines), (), (0, 1))))


@pytest.mark.parametrize("date", ["31 December 2023", "31/12/2023", "Dec 31, 2023", "December 31, 2023"])
def test_a_date_in_any_order_finds_the_fact_of_that_day(date: str) -> None:
    library = table_library(("2023-12-31", "2022-12-31"))
    given = asked(f"What were total assets at {date}?", library)
    assert [(fact.triple.value, fact.period) for fact in given.facts] == [("1,234", "2023-12-31")]


def column_library(headers: tuple[str, str]) -> MemoryLibrary:
    """A table of two columns that the index has no facts of."""
    page = page_of(0, ("研发项目数量 35 28",), BlockKind.TABLE)
    number = {word.text: word.box for word in page.blocks[0].words if word.text.isdigit()}
    cells = (Cell(0, 1, 1, 1, "35", number["35"]), Cell(0, 2, 1, 1, "28", number["28"]))
    table = Table(0, page.blocks[0].boxes[0], cells, ("项目", *headers))
    passage = Passage("t-0", "t", 0, f"研发项目数量 | {headers[0]}: 35 | {headers[1]}: 28", (), (0,))
    info = DocumentInfo("t", "四方科技.pdf", 1, "四方科技", "2019", "zh")
    return library_of((info, replace(page, tables=(table,)), (), passage))


@pytest.mark.parametrize(
    ("period", "headers"),
    [
        ("2019年第四季度", ("2019年第三季度", "2018年")),
        ("2019年第四季度", ("2019年", "2018年")),
        ("2019年第一季度", ("2019年1-9月", "2018年")),
        ("2019年第四季度", ("本期", "上期")),
        ("2019年", ("2019年1-9月", "2018年")),
        ("2019年", ("2019年第四季度", "2018年")),
    ],
)
def test_a_finer_or_longer_period_than_the_evidence_names_is_refused(period: str, headers: tuple[str, str]) -> None:
    assert asked(f"四方科技{period}研发项目有几项？", column_library(headers), SayingModel("35")).refused


@pytest.mark.parametrize(
    ("period", "header", "said"),
    [
        ("2019年", "2019年12月31日", "2019-12-31"),
        ("2019年第四季度", "2019年第四季度", "2019Q4"),
        ("2019年末", "2019年", "2019"),
        ("", "2019年度", "2019"),
    ],
)
def test_the_period_of_a_proposal_is_that_of_its_column(period: str, header: str, said: str) -> None:
    given = asked(f"四方科技{period}研发项目有几项？", column_library((header, "2018年")), SayingModel("35"))
    assert [(fact.triple.value, fact.period) for fact in given.facts] == [("35", said)]


def test_a_badly_named_document_does_not_draw_every_question_to_it() -> None:
    assert "the" not in short_forms("2023, the Company")
    assert "company" not in short_forms("UK Overseas Company")


def test_an_answer_from_a_document_that_is_being_read_is_unsure(people: MemoryLibrary) -> None:
    question = "许仕廉主要是任职什么的？"
    sure = asked(question, people).facts[0].confidence
    people.infos = [replace(info, is_read=info.id != "a") for info in people.infos]
    given = asked(question, people)
    assert triples(given) == [("许仕廉", "职业", "社会学家")]
    assert given.facts[0].confidence == 0.5 < sure
    people.infos = [replace(info, is_read=info.id == "a") for info in people.infos]
    assert asked(question, people).facts[0].confidence == sure


def test_coverage_is_that_of_the_moment_of_asking_and_counts_what_waits_anywhere(
    people: MemoryLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[tuple[str, ...]] = []

    def coverage(documents: tuple[str, ...]) -> Coverage:
        searched.append(documents)
        return Coverage(len(documents), 1, waiting_pages=0 if documents else 3)

    def facts_about(*given: object) -> tuple[Fact, ...]:
        assert searched, "coverage comes first"
        return found(*given)  # type: ignore[arg-type]

    found = people.facts_about
    people.infos = [replace(info, entity="许仕廉" if info.id == "a" else "") for info in people.infos]
    monkeypatch.setattr(people, "coverage", coverage)
    monkeypatch.setattr(people, "facts_about", facts_about)
    assert asked("许仕廉主要是任职什么的？", people).coverage == Coverage(1, 1, waiting_pages=3)
    assert searched == [("a",), ()]


def test_an_answer_says_which_documents_were_chosen(report: MemoryLibrary) -> None:
    (info,) = report.infos
    other = replace(info, id="other", name="other.pdf", entity="Harbour plc", year="2018")
    library = replace(report, infos=[info, other])
    assert asked("四方科技2019年营业收入是多少？", library).scope == (info.id,)
    assert asked("营业收入是多少？", report).scope == ()


def dated_library(first: tuple[str, ...], told: str) -> MemoryLibrary:
    """A company's document, its first page, and what the second tells."""
    cover, page = page_of(0, first), page_of(1, (told,))
    info = DocumentInfo("d", "8K.pdf", 2, "Acme Corp", "2023", "en")
    library = library_of((info, cover, (), Passage("d-0", "d", 0, "\n".join(first), (), tuple(range(len(first))))))
    library.pages["d", 1] = page
    library.passages.append(Passage("d-1", "d", 1, told, (), (0,)))
    return library


@pytest.mark.parametrize(
    ("first", "told", "day", "shown"),
    [
        (
            ("Date of report: August 30, 2023",),
            "Acme Corp expects a gain of $20 million.",
            "August 30, 2023",
            ["$20 million"],
        ),
        (
            ("Date of report: August 30, 2023",),
            "A gain of $20 million in the third quarter of 2023.",
            "August 30, 2023",
            ["$20 million"],
        ),
        (("Date of report: August 30, 2023",), "A gain of $20 million in May 2023.", "August 30, 2023", []),
        (("Annual report",), "A gain of $20 million in the third quarter of 2023.", "August 30, 2023", []),
        (
            ("Year ended December 31, 2023", "Market value on June 30, 2023: $5 billion"),
            "The gain was $20 million at year end.",
            "June 30, 2023",
            [],
        ),
    ],
)
def test_a_day_need_not_be_said_in_a_document_of_that_day(
    first: tuple[str, ...], told: str, day: str, shown: list[str]
) -> None:
    given = asked(
        f"What was the gain of Acme Corp as of {day}?", dated_library(first, told), SayingModel("$20 million")
    )
    assert [fact.triple.value for fact in given.facts] == shown


@pytest.mark.parametrize(
    "cited", ["as Wei et al., 2022 wrote in this paper", "this paper on steps (Wei, 2022) was wrote"]
)
def test_who_is_cited_wrote_another_paper(cited: str) -> None:
    page = page_of(0, (cited,))
    info = DocumentInfo("p", "steps.pdf", 1, "", "", "en")
    library = library_of((info, page, (), Passage("p-0", "p", 0, cited, (), (0,))))
    assert asked("Who wrote this paper on steps?", library, SayingModel("Wei")).refused
