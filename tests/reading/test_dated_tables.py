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
    found = under(
        "Consolidated balance sheets",
        [[corner, "2023", "2022"], ["Land", "$ 56", "$ 47"], ["Buildings", "$ 19", "$ 20"]],
    )
    assert periods(found) == ["2023-06-30", "2022-06-30"] * 2
    assert {fact.section.removeprefix("Consolidated balance sheets").strip(" >") for fact in found} <= {"", "Assets"}


def test_a_day_in_the_corner_is_not_that_of_sums_over_a_year() -> None:
    rows = [["June 30,", "2023", "2022"], ["Net sales", "$ 56", "$ 47"]]
    assert periods(under("Consolidated statements of income", rows)) == ["2023", "2022"]
    assert periods(under("For the years ended", rows)) == ["2023", "2022"]
    assert periods(under("Revenue by product", rows)) == ["2023", "2022"]


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [
        ("2023/24", "2022/23", ["2024", "2023"]),
        ("FY2023-24", "FY2022-23", ["2024", "2023"]),
        ("2023-24财年", "2022-23财年", ["2024", "2023"]),
        ("Q3 2023/24", "Q3 2022/23", ["2024Q3", "2023Q3"]),
        ("2023-24", "2022-23", ["2024", "2023"]),
        ("2022–23", "2023–24", ["2023", "2024"]),
        ("2011/12", "2010/11", ["2012", "2011"]),
        ("FY 2023-24", "FY 2022-23", ["2024", "2023"]),
        ("2023/2024", "2022/2023", ["2024", "2023"]),
    ],
)
def test_a_column_of_a_fiscal_year_is_of_the_one_that_it_ends_in(first: str, second: str, read: list[str]) -> None:
    found = facts([["£m", first, second], ["Revenue", "900", "800"]])
    assert periods(found) == read
    assert {(fact.triple.attribute, fact.confidence) for fact in found} == {("Revenue", 1.0)}


@pytest.mark.parametrize("header", ["2024-25", "2024-25 notes", "2024/25 notes", "2023 2024", "2023-24"])
def test_a_column_of_a_span_of_years_is_of_none_of_them(header: str) -> None:
    found = facts([["£m", header, "Total"], ["Notes", "900", "800"]])
    assert set(periods(found)) == {""}


@pytest.mark.parametrize(
    "headers",
    [("2024-25", "2026-27"), ("2024-26", "2023-24"), ("2022 2023", "2023 2024"), ("2024-25 notes", "2025-26 notes")],
)
def test_spans_of_years_that_do_not_follow_each_other_are_no_fiscal_years(headers: tuple[str, str]) -> None:
    assert set(periods(facts([["£m", *headers], ["Notes", "900", "800"]]))) == {""}


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
        ("As disclosed in our Form 10-K for fiscal 2018, store counts are as follows:", ""),
        ("Maturities of the notes issued during fiscal 2019 are as follows:", ""),
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


def test_shares_that_options_add_are_no_money() -> None:
    rows = [["(In millions)", "2023"], ["Net earnings", "$ 20"], ["Incremental share effect from:", ""]]
    found = facts([*rows, ["Stock options", "8.1"], ["Net assets", "$ 30"]])
    assert numbers(found)[1] == "8100000.0"


def test_a_list_of_notes_is_a_contents_table() -> None:
    rows = [[f"Note {at}", f"Policy {at}", str(50 + 3 * at)] for at in range(1, 8)]
    assert facts(rows) == []
    assert len(facts(rows[:3])) > 0, "two or three may be anything"
    assert len(facts([*rows[:5], ["Note 9", "Fines", "90"], ["Note 12", "Claims", "91"]])) > 0


def test_there_is_no_29th_of_february_each_year() -> None:
    found = under("Balance sheets", [["February 29,", "2024", "2023"], ["Land", "$ 56", "$ 47"]])
    assert periods(found) == ["2024-02-29", "2023"]


def test_days_of_a_table_of_months_are_no_header() -> None:
    rows = [
        ["Store", "Month", "Opened"],
        ["Boston", "May", "12"],
        ["", "June", "15"],
        ["", "July", "20"],
        ["Ohio", "May", "7"],
    ]
    assert [fact.triple.value for fact in facts(rows) if fact.triple.value.isdigit()] == ["12", "15", "20", "7"]


@pytest.mark.parametrize(
    "title",
    ["Form 10-K For Fiscal Year 2018 Annual Report", "Senior Notes Issued In Connection With The Merger Of March 2019"],
)
def test_a_title_that_holds_a_date_dates_nothing(title: str) -> None:
    assert set(periods(under(title, [["", "Stores", "Outlets"], ["Alabama", "12", "2"]]))) == {""}
