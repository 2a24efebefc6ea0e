"""Two documents that tell the same figure otherwise: both are shown, doubted, and it is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.fact import Review
from tests.answering.reports import Report, asked, library, report, values
from tests.answering.test_parts import asked as asked_of_several


def _report(identity: str, year: str, *lines: str, section: str = "Consolidated Statements of Income") -> Report:
    info, page, facts, passage = report(identity, "Harbour Light plc", year, lines)
    return info, page, tuple(replace(one, section=section) for one in facts), passage


def test_a_restated_figure_is_shown_beside_the_first() -> None:
    both = library(
        _report("a", "2022", "Revenue：23,517"), _report("b", "2023", "Revenue@2022：23,204", "Revenue：25,011")
    )
    given = asked("What was the revenue of Harbour Light in 2022?", both)
    assert values(given) == ["23,517", "23,204"]
    assert [fact.evidence.document for fact in given.facts] == ["a", "b"]
    assert set(given.scope) >= {"a", "b"} or not given.scope
    assert all(fact.confidence < 0.6 for fact in given.facts)
    assert given.remark == (
        "The documents do not agree: 23,517 in “Harbour Light plc 2022.pdf”, 23,204 in “Harbour Light plc 2023.pdf”."
    )
    given = asked("Harbour Light2022年的营业收入是多少？", both)
    assert (
        given.remark == "文档不一致：23,517（“Harbour Light plc 2022.pdf”）、23,204（“Harbour Light plc 2023.pdf”）。"
    )


@pytest.mark.parametrize(
    ("lines", "section"),
    [
        (("Revenue@2022：23,517", "Revenue：25,011"), "Consolidated Statements of Income"),  # the same
        (("Revenue@2022：24 thousand",), "Consolidated Statements of Income"),  # rounded
        (("Revenue@2022：23,000余",), "Consolidated Statements of Income"),  # said not to be exact
        (("Revenue：25,011",), "Consolidated Statements of Income"),  # of another year
        (("Revenue@2022：1,204",), "Consolidated Statements of Cash Flows"),  # another statement
        (("Revenue@2022：1,204",), "Consolidated Statements of Income > Rental"),  # a part
        (("Revenue@2022：1,204",), "North America"),  # a segment
    ],
)
def test_what_is_no_contradiction_is_not_said_to_be(lines: tuple[str, ...], section: str) -> None:
    both = library(_report("a", "2022", "Revenue：23,517"), _report("b", "2023", *lines, section=section))
    given = asked("What was the revenue of Harbour Light in 2022?", both)
    assert (values(given), given.remark) == (["23,517"], "")
    assert given.facts[0].confidence > 0.6


def test_figures_of_one_document_do_not_contradict_one_another() -> None:
    one = library(_report("a", "2022", "Revenue：23,517", "Revenue：1,204"))
    assert asked("What was the revenue of Harbour Light in 2022?", one).remark == ""


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("14,694 million", "14.7 billion", False),
        ("14,694 million", "14.6 billion", True),
        ("(510)", "510", True),
        ("15", "16", True),
        ("20,000", "24,000", True),
        ("50,000", "54,321", True),
        ("23,517,204", "23,517", False),  # a scale that was not read
        ("$23,517", "23,204", True),
        ("$23,517", "€23,204", False),
    ],
)
def test_figures_agree_as_far_as_they_are_rounded(one: str, other: str, told: bool) -> None:
    both = library(_report("a", "2022", f"Net income：{one}"), _report("b", "2023", f"Net income@2022：{other}"))
    given = asked("What was the net income of Harbour Light in 2022?", both)
    assert (len(given.facts) > 1) is told


def test_costs_are_the_same_in_brackets() -> None:
    both = library(_report("a", "2022", "Cost of sales：510"), _report("b", "2023", "Cost of sales@2022：(510)"))
    assert asked("What was the cost of sales of Harbour Light in 2022?", both).remark == ""


def test_a_document_that_tells_the_same_too_does_not_contradict() -> None:
    both = library(
        _report("a", "2022", "Revenue：23,517"), _report("b", "2023", "Revenue@2022：23,517", "Revenue@2022：4,204")
    )
    assert asked("What was the revenue of Harbour Light in 2022?", both).remark == ""


def test_the_companys_own_statement_does_not_contradict_the_groups() -> None:
    first = report("a", "青禾电子股份有限公司", "2022", ["营业收入：1,175"])
    info, page, facts, passage = report("b", "青禾电子股份有限公司", "2023", ["营业收入@2022：860"])
    of_company = (info, page, tuple(replace(one, section="公司利润表") for one in facts), passage)
    given = asked("青禾电子2022年营业收入是多少？", library(first, of_company))
    assert (values(given), given.remark) == (["1,175"], "")


def test_a_subsidiary_does_not_contradict_its_parent() -> None:
    both = library(
        report("a", "四方科技集团股份有限公司", "2022", ["营业收入：1,175"]),
        report("b", "四方科技集团上海有限公司", "2022", ["营业收入：860"]),
    )
    given = asked("四方科技2022年营业收入是多少？", both)
    assert "不一致" not in given.remark


def test_every_document_that_tells_another_figure_is_shown() -> None:
    three = library(
        _report("a", "2022", "Revenue：23,517"),
        _report("b", "2023", "Revenue@2022：23,204", section="Consolidated Statements of Operations"),
        _report("c", "2024", "Revenue@2022：23,100"),
    )
    given = asked("What was the revenue of Harbour Light in 2022?", three)
    assert values(given) == ["23,517", "23,204", "23,100"]


def test_what_documents_do_not_agree_on_is_weighed_by_the_first() -> None:
    both = library(
        _report("a", "2022", "Revenue：23,517"),
        _report("b", "2023", "Revenue@2022：23,204"),
        report("q", "Quay Lamps plc", "2022", ["Revenue：3,300"]),
    )
    given = asked_of_several("Which had the higher revenue in 2022, Harbour Light or Quay Lamps?", both)
    assert given.calculation is not None
    assert given.calculation.entity.startswith("Harbour Light")
    assert given.calculation.confidence < 0.6
    assert "do not agree" in given.remark


def test_growth_over_a_restated_figure_is_like_for_like_and_doubted() -> None:
    both = library(
        _report("a", "2022", "Revenue：23,517"), _report("b", "2023", "Revenue@2022：23,204", "Revenue：25,011")
    )
    given = asked("What was the growth of revenue of Harbour Light from 2022 to 2023?", both)
    assert given.calculation is not None
    assert [fact.triple.value for fact in given.calculation.operands] == ["23,204", "25,011"]
    assert given.calculation.result == "7.79%"
    assert given.calculation.confidence < 0.6
    assert given.remark.startswith("The documents do not agree: 23,517 in")
    assert "read for sure" not in given.sentence


def test_growth_over_figures_that_agree_is_sure() -> None:
    both = library(
        _report("a", "2022", "Revenue：23,204"), _report("b", "2023", "Revenue@2022：23,204", "Revenue：25,011")
    )
    given = asked("What was the growth of revenue of Harbour Light from 2022 to 2023?", both)
    assert given.calculation is not None
    assert (given.calculation.confidence > 0.6, given.remark) == (True, "")


def test_nothing_contradicts_what_a_person_has_accepted() -> None:
    info, page, facts, passage = _report("a", "2022", "Revenue：23,517")
    accepted = (info, page, tuple(replace(one, review=Review.ACCEPTED) for one in facts), passage)
    given = asked(
        "What was the revenue of Harbour Light in 2022?",
        library(accepted, _report("b", "2023", "Revenue@2022：23,204")),
    )
    assert (values(given), given.remark) == (["23,517"], "")
    assert given.facts[0].confidence > 0.6
