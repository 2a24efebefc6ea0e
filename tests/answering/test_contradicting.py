"""Two documents that tell the same figure otherwise: both are shown, doubted, and it is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.fact import Quantity
from desktop.domain.numbers import agree, quantity_of
from tests.answering.reports import Report, asked, library, report, values


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
    assert all(fact.confidence <= 0.6 for fact in given.facts)
    assert given.remark == (
        "The documents do not agree: 23,517 in “Harbour Light plc 2022.pdf”, 23,204 in “Harbour Light plc 2023.pdf”."
    )
    given = asked("Harbour Light2022年的营业收入是多少？", both)
    assert (
        given.remark
        == "23,517（“Harbour Light plc 2022.pdf”）与 23,204（“Harbour Light plc 2023.pdf”）不一致，请核对。"
    )


@pytest.mark.parametrize(
    ("lines", "section"),
    [
        (("Revenue@2022：23,517", "Revenue：25,011"), "Consolidated Statements of Income"),  # the same
        (("Revenue@2022：24 thousand",), "Consolidated Statements of Income"),  # rounded
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
    ("one", "other", "same"),
    [
        ("14,694 million", "14.7 billion", True),
        ("14,694 million", "14.6 billion", False),
        ("(51)", "51", True),
        ("15", "16", False),
        ("0", "0.00", True),
    ],
)
def test_figures_agree_as_far_as_they_are_rounded(one: str, other: str, same: bool) -> None:
    a, b = quantity_of(one), quantity_of(other)
    assert isinstance(a, Quantity)
    assert isinstance(b, Quantity)
    assert agree(a, b) is same
    assert agree(b, a) is same


def test_growth_over_a_restated_figure_is_like_for_like_and_doubted() -> None:
    both = library(
        _report("a", "2022", "Revenue：23,517"), _report("b", "2023", "Revenue@2022：23,204", "Revenue：25,011")
    )
    given = asked("What was the growth of revenue of Harbour Light from 2022 to 2023?", both)
    assert given.calculation is not None
    assert [fact.triple.value for fact in given.calculation.operands] == ["23,204", "25,011"]
    assert given.calculation.result == "7.79%"
    assert given.calculation.confidence <= 0.6
    assert given.remark.startswith("The documents do not agree: 23,517 in")


def test_growth_over_figures_that_agree_is_sure() -> None:
    both = library(
        _report("a", "2022", "Revenue：23,204"), _report("b", "2023", "Revenue@2022：23,204", "Revenue：25,011")
    )
    given = asked("What was the growth of revenue of Harbour Light from 2022 to 2023?", both)
    assert given.calculation is not None
    assert (given.calculation.confidence > 0.6, given.remark) == (True, "")
