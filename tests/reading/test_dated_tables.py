"""The day a balance is struck on, and other things that the words around a table say of all its numbers."""

from __future__ import annotations

import pytest

from desktop.domain.fact import Fact
from desktop.reading.context import DocumentContext
from desktop.reading.tables import in_context
from tests.reading.tables_by_hand import CONTEXT, HIGH, Rows, a_line, facts, facts_in, numbers, read


def under(said: str, rows: Rows, context: DocumentContext = CONTEXT, path: tuple[str, ...] = ()) -> list[Fact]:
    """What is read of a table with this line above it."""
    table, lines = read(rows, top=2 * HIGH)
    return facts_in(in_context(table, [a_line(said, 5, HIGH)] if said else [], path), lines, context)


def periods(found: list[Fact]) -> list[str]:
    return [fact.period for fact in found]


def test_a_day_torn_over_two_columns_is_that_of_both() -> None:
    rows = [["", "December", "31,"], ["", "2021", "2020"], ["Cash", "$ 36", "$ 31"], ["Debt", "$ 19", "$ 20"]]
    assert periods(facts(rows)) == ["2021-12-31", "2020-12-31"] * 2


@pytest.mark.parametrize("corner", ["June 30,", "(In millions) June 30,", "As of June 30, Assets", "At 30 June"])
def test_a_day_in_the_corner_over_years_is_that_of_balances(corner: str) -> None:
    found = under("", [[corner, "2023", "2022"], ["Land", "$ 56", "$ 47"], ["Buildings", "$ 19", "$ 20"]])
    assert periods(found) == ["2023-06-30", "2022-06-30"] * 2
    assert {fact.section for fact in found} <= {"", "Assets"}


def test_a_day_in_the_corner_is_not_that_of_sums_over_a_year() -> None:
    rows = [["June 30,", "2023", "2022"], ["Net sales", "$ 56", "$ 47"]]
    assert periods(under("Consolidated statements of income", rows)) == ["2023", "2022"]
    assert periods(under("For the years ended", rows)) == ["2023", "2022"]


def test_quarters_may_be_headed_once() -> None:
    rows = [["", "2020 Quarters (a)", "<"], ["", "First", "Second (c)"], ["Net sales", "$ 15", "$ 16"]]
    found = facts(rows)
    assert periods(found) == ["2020Q1", "2020Q2"]
    assert {fact.triple.attribute for fact in found} == {"Net sales"}


@pytest.mark.parametrize(
    ("caption", "period"),
    [
        ("Q1 2022 - Income Before Tax by Segment from Continuing Operations", "2022Q1"),
        ("Q2 2023 YTD - Income Before Tax by Segment from Continuing Operations", "2023H1"),
        ("Reconciliation of Reported Income Before Tax by Segment to Adjusted", ""),
    ],
)
def test_a_long_caption_tells_the_period_and_stands_in_the_section(caption: str, period: str) -> None:
    found = under(caption, [["", "Drugs", "Devices"], ["Income", "$ 38", "$ 14"], ["Litigation", "6", "1"]])
    assert set(periods(found)) == {period}
    assert {fact.section for fact in found} == {caption}


@pytest.mark.parametrize(
    ("lead", "period"),
    [
        ("The following table shows our stores and outlet centers at the end of fiscal 2019:", "2019"),
        ("The following table provides details of debt repayments during fiscal year 2019:", "2019"),
        ("The purchase was completed as of December 31, 2022. The classes of assets were as follows:", ""),
        ("The following table compares fiscal 2019 with fiscal 2018:", ""),
    ],
)
def test_the_fiscal_year_of_a_lead_is_that_of_columns_without_one(lead: str, period: str) -> None:
    assert set(periods(under(lead, [["", "Stores", "Outlets"], ["Alabama", "12", "2"], ["Ohio", "30", "1"]]))) == {
        period
    }


def test_a_numbered_sentence_leads_to_a_table_alone() -> None:
    said = "The board will consider the matter again. (5) The proposal on an independent chair was defeated:"
    assert (
        under(said, [["For", "250"], ["Against", "746"]])[0].section
        == "(5) The proposal on an independent chair was defeated"
    )


def test_one_sign_at_an_end_of_a_column_is_that_of_all_amounts_in_a_scale() -> None:
    first = [["(In millions)", "2023"], ["Receivables", "$ 20"], ["Contract assets", "3"], ["Employees", "7"]]
    assert numbers(facts(first)) == ["20000000 USD", "3000000 USD", "7"]
    last = [["(In millions)", "2023"], ["Notes due 2024", "12"], ["Credit facility", "7"], ["Face value", "$ 19"]]
    assert numbers(facts(last)) == ["12000000 USD", "7000000 USD", "19000000 USD"]
    middle = [["(In millions)", "2023"], ["Volume", "12"], ["Sales", "$ 7"], ["Weight", "19"]]
    assert numbers(facts(middle)) == ["12000000", "7000000 USD", "19000000"]
    unscaled = [["", "2023"], ["Sales", "$ 20"], ["Lorries", "3"]]
    assert numbers(facts(unscaled)) == ["20 USD", "3"]


def test_shares_that_options_add_are_no_money() -> None:
    rows = [["(In millions)", "2023"], ["Net earnings", "$ 20"], ["Incremental share effect from:", ""]]
    found = facts([*rows, ["Stock options", "8.1"], ["Net assets", "$ 30"]])
    assert numbers(found)[1] == "8100000.0"


def test_a_list_of_notes_is_a_contents_table() -> None:
    rows = [["Note 1", "Accounting policies", "50"], ["Note 2", "Inventories", "55"], ["Note 3", "Leases", "61"]]
    assert facts(rows) == []
    falling = [["Note 1", "Claims", "50"], ["Note 2", "Fines", "15"]]
    assert len(facts(falling)) == 2
