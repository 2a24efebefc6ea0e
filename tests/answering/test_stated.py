"""A figure that is read outside the statements has to stand in them: a region's revenues are not the company's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.answering.library import DocumentInfo
from desktop.domain.document import Mark, MarkKind
from desktop.domain.fact import Fact, Origin, Quantity, Review, Triple
from tests.answering.reports import asked, values
from tests.fakes.library import MemoryLibrary, page_of, pair_fact

STATEMENT = "Consolidated Statements of Income"
OTHER_LINES = (
    "Cost of sales：700",
    "Taxes：31",
    "Interest：12",
    "Other：5",
    "Research：88",
    "Selling：91",
    "Rent：45",
    "Fees：9",
)


def nike(*statement: str, elsewhere: Sequence[tuple[str, str]]) -> MemoryLibrary:
    """A report of 2018 with its statement of income on page 0; what is read elsewhere stands under headings on page 9.

    ``Label@period：value`` is of a period; one of ``@?`` could not be dated.
    """
    library = MemoryLibrary([DocumentInfo("n", "Nike 2018.pdf", 10, "Nike", "2018")])
    told = [(0, line, STATEMENT) for line in (*statement, *OTHER_LINES)] + [(9, line, name) for line, name in elsewhere]
    for number in (0, 9):
        lines = [(line, section) for at, line, section in told if at == number]
        page = page_of(number, [f"{line.split('@')[0]}：{line.rsplit('：', 1)[1]}" for line, _ in _split(lines)])
        library.pages["n", number] = page
        library.facts += [_fact(line, section, page) for line, section in _split(lines)]
    library._marks = {("n", 0): (Mark(MarkKind.INCOME_STATEMENT),), ("n", 9): ()}
    return library


def _split(lines: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(line if "@" in line else line.replace("：", "@2018：", 1), section) for line, section in lines]


def _fact(line: str, section: str, page: object) -> Fact:
    label, rest = line.split("@")
    period, value = rest.split("：")
    made = pair_fact("n", page, Triple("Nike", label, value), f"{label}：{value}", period.strip("?"))  # type: ignore[arg-type]  # a page
    number = Decimal(value.replace(",", "")) * 1_000_000
    confidence = 0.4 if period == "?" else 1.0
    return replace(made, origin=Origin.TABLE, section=section, quantity=Quantity(number, "USD"), confidence=confidence)


@pytest.mark.parametrize("question", ["What was the revenue of Nike in 2018?", "Nike's total revenue in 2018?"])
def test_the_total_of_a_region_is_not_the_companys(question: str) -> None:
    library = nike("Revenues@2018-05-31：36,397", elsewhere=[("Total revenues：14,855", "North America > Revenues by")])
    assert values(asked(question, library)) == ["36,397"]


def test_a_statement_says_nothing_of_a_subsidiary() -> None:
    library = nike("Revenues@2018-05-31：36,397", elsewhere=[("Revenues：1,886", "Converse Inc.")])
    told = library.facts[-1]
    library.facts[-1] = replace(told, triple=replace(told.triple, entity="Converse Inc."))
    assert values(asked("What was the revenue of Converse Inc. in 2018?", library)) == ["1,886"]


def test_a_short_name_of_the_company_is_the_company() -> None:
    library = nike("Revenues@2018-05-31：36,397", elsewhere=[("Revenues：1,886", "Outlook")])
    library.infos[0] = replace(library.infos[0], entity="Nike.com, Inc.")
    assert "1,886" not in values(asked("What was the revenue of Nike in 2018?", library))


def test_what_the_statement_says_may_be_told_elsewhere() -> None:
    library = nike("Revenues@2018-05-31：36,397", elsewhere=[("Revenues：36,397", "Results of operations")])
    assert values(asked("What was the revenue of Nike in 2018?", library)) == ["36,397"]


def test_where_the_statement_could_not_be_dated_its_figures_are_held_against_others() -> None:
    wrong = [("Operating income：2,737", "Industrial Business")]
    library = nike("Operating income@?：7,207", "Operating income@?：7,692", elsewhere=wrong)
    assert asked("What was the operating income of Nike in 2018?", library).refused
    library = nike("Operating income@?：7,207", elsewhere=[*wrong, ("Operating income：7,207", "Reconciliation")])
    assert values(asked("What was the operating income of Nike in 2018?", library)) == ["7,207"]


def test_a_line_of_every_statement_that_has_another_name_there_must_stand_there_all_the_same() -> None:
    library = nike(
        "Net income attributable to Nike shareholders：512",
        elsewhere=[("Net income：11", "An investee"), ("Net income：512", "Selected data")],
    )
    assert values(asked("What was the net income of Nike in 2018?", library)) == ["512"]


def test_years_and_quarters_that_the_statement_does_not_have_are_told_elsewhere() -> None:
    old = [("Revenues@2014：27,799", "Selected data"), ("Revenues@2018Q4：9,789", "Quarterly data")]
    library = nike("Revenues@2018：36,397", elsewhere=old)
    assert values(asked("What was the revenue of Nike in 2014?", library)) == ["27,799"]
    assert values(asked("What was the revenue of Nike in the fourth quarter of 2018?", library)) == ["9,789"]


def test_a_part_that_is_asked_by_its_name_is_answered() -> None:
    library = nike("Revenues@2018：36,397", elsewhere=[("Total revenues：14,855", "North America > Revenues by")])
    assert values(asked("What was the revenue of Nike in North America in 2018?", library)) == ["14,855"]


def test_the_parent_companys_statement_is_not_the_groups() -> None:
    library = nike(elsewhere=[("净利润：129", "合并利润表"), ("营业收入：1,175", "合并利润表")])
    page = page_of(0, ["净利润：45", "营业收入：980"])
    library.pages["n", 0] = page
    library.facts = [one for one in library.facts if one.evidence.page == 9]
    library.facts += [_fact(line, "母公司利润表", page) for line in ("净利润@2018：45", "营业收入@2018：980")]
    library._marks = {
        ("n", 0): (Mark(MarkKind.INCOME_STATEMENT, "", 2.0),),
        ("n", 9): (Mark(MarkKind.INCOME_STATEMENT, "", 1.0),),
    }
    assert values(asked("Nike2018年净利润是多少？", library)) == ["129"]
    assert values(asked("Nike2018年母公司净利润是多少？", library)) == ["45"]


def test_what_a_person_has_accepted_stays_though_the_statement_says_otherwise() -> None:
    library = nike("Revenues@2018：36,397", elsewhere=[("Revenues：36,500", "Results of operations")])
    library.facts = [
        replace(one, review=Review.ACCEPTED) if one.triple.value == "36,500" else one for one in library.facts
    ]
    assert values(asked("What was the revenue of Nike in 2018?", library)) == ["36,500"]


def test_a_row_that_not_every_statement_has_is_doubted_elsewhere_not_refused() -> None:
    library = nike("Revenues@2018：36,397", elsewhere=[("Operating income：4,445", "Management's discussion")])
    given = asked("What was the operating income of Nike in 2018?", library)
    assert values(given) == ["4,445"]
    assert given.facts[0].confidence < 0.6


def test_months_and_documents_without_a_year_are_held_against_nothing() -> None:
    library = nike("Revenues@2018：36,397", elsewhere=[("Revenues@2018-03：3,100", "Monthly figures")])
    assert values(asked("What was the revenue of Nike in March 2018?", library)) == ["3,100"]
