"""Who holds an office: the rows of tables of people, all members of a board."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.answer import Answer
from desktop.domain.fact import Origin
from tests.answering.papers import asked, paper, titled
from tests.answering.reports import asked as asked_of_report
from tests.answering.reports import library, report, values
from tests.fakes.library import MemoryLibrary
from tests.reading.tables_by_hand import Rows

PEOPLE: Rows = (
    ("姓名", "职务(注)", "性别", "年龄"),
    ("黄杰", "董事长、总经理", "男", "55"),
    ("钱洪", "董事、总工程师", "男", "51"),
    ("马进", "独立董事", "男", "58"),
    ("杨新华", "监事会主席", "男", "50"),
    ("李国荣", "监事", "男", "49"),
    ("史锦才", "副总经理", "男", "47"),
    ("饶伟", "董事会秘书", "男", "40"),
)
OFFICERS: Rows = (
    ("Name", "Age", "Position"),
    ("Jeffrey P. Bezos", "56", "President, Chief Executive Officer, and Chairman"),
    ("Brian T. Olsavsky", "56", "Senior Vice President and Chief Financial Officer"),
    ("Jeffrey A. Wilke", "53", "CEO Worldwide Consumer"),
)
BOARD: Rows = (
    ("Name", "Age", "Position"),
    ("Rosalind G. Brewer", "57", "Group President, Americas and Chief Operating Officer, Starbucks"),
    ("Wendell P. Weeks", "60", "Chief Executive Officer, Corning Incorporated"),
)


def of_amazon(rows: Rows, title: str, identity: str = "a", year: str = "2019") -> MemoryLibrary:
    within = titled(rows, title, identity)
    within.infos = [replace(one, entity="Amazon", name=f"Amazon {year}.pdf", year=year) for one in within.infos]
    return within


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("董事有哪些？", ["黄杰", "钱洪", "马进"]),
        ("董事会成员有哪些？", ["黄杰", "钱洪", "马进"]),
        ("独立董事是谁？", ["马进"]),
        ("监事有哪些人？", ["杨新华", "李国荣"]),
        ("高级管理人员有哪些？", ["黄杰", "钱洪", "史锦才", "饶伟"]),
        ("董事长是谁？", ["黄杰"]),
        ("总经理是谁？", ["黄杰"]),
        ("董事会秘书是谁？", ["饶伟"]),
    ],
)
def test_all_who_hold_an_office_are_listed(question: str, names: list[str]) -> None:
    given = asked(question, paper("p", PEOPLE))
    assert values(given) == names
    assert all(fact.evidence.headers and fact.triple.attribute in question for fact in given.facts)
    if len(names) > 1:
        assert "、".join(names) in given.sentence


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who is the CEO of Amazon?", ["Jeffrey P. Bezos"]),
        ("Who is Amazon's chief financial officer?", ["Brian T. Olsavsky"]),
        ("List the executive officers of Amazon", ["Jeffrey P. Bezos", "Brian T. Olsavsky", "Jeffrey A. Wilke"]),
    ],
)
def test_an_office_is_told_by_a_whole_part_of_the_position(question: str, names: list[str]) -> None:
    assert values(asked(question, of_amazon(OFFICERS, "Information About Our Executive Officers"))) == names


def test_in_a_list_of_the_board_everybody_is_a_director_and_positions_are_held_elsewhere() -> None:
    within = of_amazon(BOARD, "Board of Directors")
    assert values(asked("Who are the directors of Amazon?", within)) == ["Rosalind G. Brewer", "Wendell P. Weeks"]
    assert asked("Who is the CEO of Amazon?", within).refused


def test_the_latest_document_is_asked_or_that_of_the_year() -> None:
    old = of_amazon((*OFFICERS[:1], ("Thomas J. Szkutak", "50", "Chief Financial Officer")), "Officers", "b", "2013")
    both = of_amazon(OFFICERS, "Executive Officers")
    both.infos += old.infos
    both.pages |= old.pages
    both.facts += old.facts
    both.passages += old.passages
    assert values(asked("Who is the CFO of Amazon?", both)) == ["Brian T. Olsavsky"]
    assert values(asked("Who was the CFO of Amazon in 2013?", both)) == ["Thomas J. Szkutak"]


def test_what_else_is_said_of_an_office_is_not_passed_over() -> None:
    assert asked("Who is the CFO of Amazon Web Services?", of_amazon(OFFICERS, "Executive Officers")).refused


@pytest.mark.parametrize(("question", "name"), [("控股股东是谁？", "黄杰"), ("实际控制人是谁？", "黄杰")])
def test_who_controls_is_told_by_the_relation_or_the_head_of_the_names(question: str, name: str) -> None:
    rows = (("实际控制人名称", "关联关系", "持股比例(%)"), ("黄杰", "控股股东", "39.96"))
    assert values(asked(question, paper("p", rows))) == [name]
    others = (
        ("关联方名称", "与本公司关系", "持股比例(%)"),
        ("黄杰", "控股股东、实际控制人", "39.96"),
        ("四方科创", "联营企业", "12.50"),
    )
    assert values(asked(question, paper("p", others))) == [name]


def test_who_belongs_to_one_who_controls_does_not_control() -> None:
    rows = (
        ("姓名", "与公司的关系", "年龄"),
        ("张三", "控股股东、实际控制人", "50"),
        ("李四", "控股股东、实际控制人的配偶", "48"),
        ("王五", "控股股东、实际控制人之一致行动人", "47"),
    )
    assert values(asked("控股股东是谁？", paper("p", rows))) == ["张三"]


@pytest.mark.parametrize(
    "position",
    [
        "Chief Executive Officer, Jordan Brand",
        "Lead Independent Director; CEO, Apple Inc.",
        "Chief Human Resources Officer & CEO, U.S. Retail Stores",
    ],
)
def test_the_head_of_a_part_is_not_the_head(position: str) -> None:
    rows = (*OFFICERS[:1], ("Ann Lee", "50", position), ("Bo Chen", "51", "Chief Executive Officer and President"))
    assert values(asked("Who is the CEO of Amazon?", of_amazon(rows, "Executive Officers"))) == ["Bo Chen"]


@pytest.mark.parametrize(
    "position",
    [
        "Chief Executive Officer and Founder",
        "Chief Executive Officer, Member of the Board",
        "Chief Executive Officer since May 2015",
        "President and Chief Executive Officer, Director since 2011",
        "Chief Executive Officer, Amazon, Inc.",
        "Chief Executive Officer & Member of Management Board",
    ],
)
def test_the_head_is_the_head_whatever_else_he_is(position: str) -> None:
    rows = (*OFFICERS[:1], ("Ann Lee", "50", position), ("Bo Chen", "51", "Chief Financial Officer"))
    assert values(asked("Who is the CEO of Amazon?", of_amazon(rows, "Executive Officers"))) == ["Ann Lee"]


def test_who_has_left_holds_nothing() -> None:
    rows = (("姓名", "职务", "任职状态"), ("黄杰", "董事长", "离任"), ("钱洪", "董事长", "现任"))
    assert values(asked("董事长是谁？", paper("p", rows))) == ["钱洪"]


def test_how_many_there_are_is_another_question() -> None:
    assert asked("有几名董事？", paper("p", PEOPLE)).refused
    assert asked("How many directors does Amazon have?", of_amazon(BOARD, "Board of Directors")).refused


def test_of_labels_that_stand_several_times_on_a_page_every_name_is_told() -> None:
    within = library(
        report("h", "Harbour Light plc", "2023", ["Director：Ann Lee", "Director：Bo Chen", "Secretary：Cy"])
    )
    within.facts = [replace(fact, origin=Origin.PAIR, period="") for fact in within.facts]
    given: Answer = asked_of_report("Who are the directors of Harbour Light?", within)
    assert values(given) == ["Ann Lee", "Bo Chen"]
    assert given.sentence == "Harbour Light plc, Director: Ann Lee, Bo Chen."


def test_what_stands_on_the_page_under_the_same_name_of_somebody_else_is_not_told() -> None:
    info, page, facts, passage = report("h", "Ann Lee", "", ["Occupation：painter", "Occupation：sailor"])
    facts = tuple(replace(fact, origin=Origin.PAIR) for fact in facts)
    other = replace(facts[1], triple=replace(facts[1].triple, entity="Bo Chen"))
    within = library((info, page, (facts[0], other), passage))
    assert values(asked_of_report("What is the occupation of Ann Lee?", within)) == ["painter"]
