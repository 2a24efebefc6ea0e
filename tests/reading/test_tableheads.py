"""From grid and words to facts: units in rows of their own, headers over several columns, wrapped labels."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from desktop.domain.document import BlockKind, Word
from desktop.domain.fact import Fact
from desktop.domain.geometry import Box, bounding
from desktop.reading.context import DocumentContext
from desktop.reading.source import Grid, Region
from desktop.reading.tablefacts import DOUBTFUL
from desktop.reading.tables import in_context, table_of, with_unit_of_sister
from desktop.reading.wholes import with_wholes
from tests.reading.tables_by_hand import HIGH, WIDE, a_line, facts, facts_in, found_in, numbers, read


def test_a_unit_under_the_header_is_that_of_all_numbers_and_no_group() -> None:
    found = facts(
        [["", "2023", "2022"], ["(In thousands)", "", ""], ["Net sales", "$ 12", "$ 11"], ["Costs", "7", "6"]]
    )
    assert numbers(found) == ["12000 USD", "11000 USD", "7000", "6000"]
    assert {fact.section for fact in found} == {""}


def test_a_unit_in_the_middle_of_three_columns_is_that_of_all() -> None:
    found = facts([["", "2023", "2022", "2021"], ["", "", "(In millions)", ""], ["Net sales", "12", "11", "10"]])
    assert numbers(found) == ["12000000", "11000000", "10000000"]


def test_a_unit_at_the_right_edge_above_the_headers_is_that_of_the_table() -> None:
    rows = [["", "", "单位:万元 币种:人民币"], ["科目", "本期数", "变动比例（%）"]]
    assert numbers(facts([*rows, ["营业收入", "1,175", "-4.49"]])) == ["11750000 元", "-4.49 %"]


def test_a_unit_under_one_column_is_that_of_this_column_alone() -> None:
    rows = [
        ["", "Shares bought", "Average price", "Value left"],
        ["", "", "", "(in millions)"],
        ["May", "12", "3.50", "9"],
    ]
    assert numbers(facts([*rows, ["June", "13", "3.60", "8"]])) == ["12", "3.50", "9000000", "13", "3.60", "8000000"]


def test_a_unit_under_one_of_two_columns_of_the_same_name_is_that_of_both() -> None:
    rows = [
        ["", "Face Value 2023", "Face Value 2022", "Stated Rate", "Effective Rate"],
        ["", "", "(In millions)", "", ""],
    ]
    assert numbers(facts([*rows, ["Notes", "450", "600", "1.000%", "1.106%"]])) == [
        "450000000",
        "600000000",
        "1.000 %",
        "1.106 %",
    ]


def test_a_groups_unit_goes_before_the_tables() -> None:
    rows = [
        ["($ in millions)", "2023"],
        ["Income", ""],
        ["Net sales", "12"],
        ["Floor space (in thousands)", ""],
        ["Domestic", "7"],
    ]
    assert numbers(facts([*rows, ["Abroad", "3"]])) == ["12000000 USD", "7000", "3000"]


def test_what_a_group_counts_is_not_in_the_tables_unit() -> None:
    rows = [
        ["($ in millions)", "2023"],
        ["Number of stores", ""],
        ["Domestic", "997"],
        ["Unit counts", ""],
        ["Abroad", "241"],
    ]
    assert numbers(facts([*rows, ["Income", ""], ["Net sales", "12"]])) == ["997", "241", "12000000 USD"]


def test_a_year_over_one_of_its_quarters_is_that_of_all() -> None:
    rows = [
        ["", "", "2023", ""],
        ["", "Q1", "Q2", "Six months"],
        ["Net sales", "12", "13", "25"],
        ["Costs", "7", "8", "15"],
    ]
    assert [fact.period for fact in facts(rows)][:3] == ["2023Q1", "2023Q2", "2023H1"]


def test_years_at_the_edge_of_their_quarters_are_those_of_equal_parts() -> None:
    rows = [["", "", "2023", "", "2022"], ["", "Q2", "Q1", "Q2", "Q1"], ["Net sales", "12", "13", "25", "24"]]
    assert [fact.period for fact in facts([*rows, ["Costs", "7", "8", "15", "16"]])][:4] == [
        "2023Q2",
        "2023Q1",
        "2022Q2",
        "2022Q1",
    ]


def test_a_year_over_columns_of_other_things_is_not_spread() -> None:
    found = facts([["", "2023", "", ""], ["", "Basic", "Diluted", "Other"], ["Net sales", "12", "13", "25"]])
    assert [fact.period for fact in found] == ["2023", "", ""]


@pytest.mark.parametrize("header", ["Years ended December 31,", "For the fiscal years ended December 31"])
def test_a_year_ended_over_its_years_heads_them(header: str) -> None:
    found = facts([["", header, ""], ["", "2023", "2022"], ["Net sales", "12", "13"], ["Costs", "7", "8"]])
    assert [(fact.triple.attribute, fact.period) for fact in found[:2]] == [
        ("Net sales", "2023"),
        ("Net sales", "2022"),
    ]


def test_a_fiscal_year_that_ends_in_spring_is_told_by_its_day() -> None:
    found = facts(
        [["", "Year ended May 31,", ""], ["", "2023", "2022"], ["Net sales", "12", "13"], ["Costs", "7", "8"]]
    )
    assert [fact.period for fact in found[:2]] == ["2023-05-31", "2022-05-31"]


def test_years_in_which_loans_were_made_are_no_periods() -> None:
    rows = [["", "Loans by origination year", "<", "Total"], ["", "2023", "2022", ""], ["Pass", "12", "13", "25"]]
    found = facts([*rows, ["Doubtful", "1", "2", "3"]])
    assert [fact.period for fact in found[:2]] == ["", ""]
    assert [fact.triple.attribute for fact in found[:2]] == [
        "Pass Loans by origination year 2023",
        "Pass Loans by origination year 2022",
    ]


def test_a_year_beside_those_in_which_loans_were_made_is_doubted() -> None:
    rows = [["", "Loans by origination year", "<", ""], ["", "2023", "2022", "2021"], ["Pass", "12", "13", "25"]]
    assert [fact.confidence for fact in facts([*rows, ["Doubtful", "1", "2", "3"]])][:3] == [1.0, 1.0, DOUBTFUL]


def test_long_headers_over_amounts_are_headers() -> None:
    long = "Total number of shares purchased as part of publicly announced plans or programs"
    found = facts([["Period", long, "Average price"], ["May", "12,345", "3.50"], ["June", "23,456", "3.60"]])
    assert found[0].triple.attribute == f"May {long}"


def test_a_label_that_is_wrapped_is_whole() -> None:
    rows = [
        ["", "2023", "2022"],
        ["Net sales", "12", "11"],
        ["Research, development", "", ""],
        ["and engineering", "7", "6"],
    ]
    assert facts(rows)[2].triple.attribute == "Research, development and engineering"
    assert facts(rows)[2].section == ""


@pytest.mark.parametrize(
    ("label", "attribute"),
    [
        ("Revenue (1)", "Revenue"),
        ("Revenue (a)(2)", "Revenue"),
        ("Revenue . . . . . . .", "Revenue"),
        ("Revenue (net)", "Revenue (net)"),
    ],
)
def test_marks_and_dots_behind_a_label_are_no_part_of_it(label: str, attribute: str) -> None:
    assert facts([["", "2023 (3)", "2022"], [label, "12", "11"], ["Costs", "7", "8"]])[0].triple.attribute == attribute


def test_a_first_column_of_counts_holds_values() -> None:
    rows = [["Shares held", "Investment", "Fair value"], ["", "Listed", ""], ["4,091,910", "Akora", "380,826"]]
    found = facts([*rows, ["4,170,600", "Resolute", "470,484"]])
    assert [(fact.triple.attribute, fact.triple.value) for fact in found[:2]] == [
        ("Akora Shares held", "4,091,910"),
        ("Akora Fair value", "380,826"),
    ]
    assert found[0].section == "Listed"


def test_the_sign_of_a_currency_goes_with_its_amount() -> None:
    table, lines = read([["", "2023", "2022"], ["Net sales $", "12 $", "11"], ["Costs", "7", "8"]])
    assert [cell.text for cell in table.cells if cell.row == 1] == ["Net sales", "$ 12", "$ 11"]
    assert [fact.triple.value.replace(" ", "") for fact in facts_in(table, lines)] == ["$12", "$11", "7", "8"]
    for cell in table.cells:
        inside = [word.text for line in lines for word in line.words if cell.box.holds(*word.box.centre)]
        assert " ".join(inside) == cell.text


def test_the_head_of_a_table_may_end_the_one_before() -> None:
    first, _ = read([["($ in millions)", "2023", "2022"], ["Net sales", "12", "11"], ["", "Second quarter", ""]])
    second, lines = read([["", "2023", "2022"], ["Net sales", "25", "24"]], top=62)
    known = in_context(second, (), ("Sales",), (), first)
    found = facts_in(known, lines)
    assert [(fact.period, *numbers([fact])) for fact in found] == [
        ("2023Q2", "25000000 USD"),
        ("2022Q2", "24000000 USD"),
    ]
    apart = in_context(second, (a_line("The second table is about another thing.", 5, 50),), ("Sales",), (), first)
    assert [fact.period for fact in facts_in(apart, lines)] == ["2023", "2022"]


@pytest.mark.parametrize(("value", "number"), [("1,234", ""), ("$ 329", ""), ("3.25", "3.25"), ("21.8%", "21.8 %")])
def test_an_amount_without_a_unit_is_left_open_where_the_document_is_in_thousands(value: str, number: str) -> None:
    scaled = DocumentContext("d" * 64, "x.pdf", "Harbour", 2023, scaled=True)
    rows = [["", "2023", "2022"], ["Senior notes", value, value]]
    assert numbers(facts(rows, scaled)) == [number, number]
    assert numbers(facts([["(in millions)", "2023", "2022"], ["Senior notes", "1,234", "5"]], scaled)) == [
        "1234000000",
        "5000000",
    ]


def grid(rows: int, top: float) -> Grid:
    boxes = [
        Box(x0, y, x1, y + 20) for y in (top + 20 * at for at in range(rows)) for x0, x1 in pairwise((0, 300, 400, 500))
    ]
    return Grid(bounding(boxes), tuple(boxes))


def words(*texts: tuple[str, float, float]) -> list[Word]:
    return [word for text, x, y in texts for word in a_line(text, x, y).words]


def test_parts_of_one_region_are_one_grid_with_the_lines_between() -> None:
    region = Region(BlockKind.TABLE, Box(0, 0, 500, 160))
    said = words(("2023", 340, 5), ("Assets", 5, 25), ("Liabilities", 5, 105))
    (whole,) = with_wholes([grid(3, 40), grid(2, 120)], [region], said)
    assert (whole.box.y0, whole.box.y1) == (5, 160)
    assert len({box.y0 for box in whole.cells}) == 8


def test_parts_with_other_edges_stay_apart() -> None:
    region = Region(BlockKind.TABLE, Box(0, 0, 700, 160))
    other = Grid(Box(100, 120, 700, 160), (Box(100, 120, 400, 160), Box(400, 120, 700, 160)))
    assert with_wholes([grid(3, 40), other], [region], []) == [grid(3, 40), other]
    said = words(("Sales", 5, 105), ("Costs", 5, 80), ("Tax", 5, 5), ("12", 330, 105))
    (whole,) = with_wholes([grid(3, 40), other], [region], said)  # most of the region's words are in neither
    assert whole.box.y1 == 160


def test_lines_over_a_grid_that_head_its_columns_are_rows_of_it() -> None:
    region = Region(BlockKind.TABLE, Box(0, 0, 500, 100))
    said = words(("Table 3 Sales of the year", 5, 5), ("2023", 330, 25))
    (headed,) = with_wholes([grid(3, 40)], [region], said)
    assert headed.box.y0 == 25
    assert len(headed.cells) == 12


def test_a_caption_over_a_grid_is_no_row_of_it() -> None:
    region = Region(BlockKind.TABLE, Box(0, 0, 500, 100))
    assert with_wholes([grid(3, 40)], [region], words(("Table 3 Sales of the year", 5, 25))) == [grid(3, 40)]


def test_a_year_over_most_columns_of_other_things_is_that_of_all() -> None:
    rows = [
        ["", "", "Year ended December 31, 2023", "<", "<"],
        ["", "America", "Asia", "Europe", "All"],
        ["Sales", "1", "2", "3", "6"],
    ]
    assert [fact.period for fact in facts(rows)] == ["2023"] * 4


def test_year_ended_and_its_day_in_two_rows_head_all_years() -> None:
    rows = [
        ["", "", "Year ended", ""],
        ["", "", "December 31,", ""],
        ["", "2023", "2022", "2021"],
        ["Sales", "1", "2", "3"],
    ]
    assert [fact.period for fact in facts([*rows, ["Costs", "4", "5", "6"]])][:3] == ["2023", "2022", "2021"]


def test_a_unit_beside_a_groups_name_is_that_of_its_column_alone() -> None:
    rows = [
        ["Declared", "Record", "Payment", "Per share", "Amount"],
        ["Fiscal Year 2023", "", "", "", "(In millions)"],
        ["September 20", "", "", "0.68", "5,066"],
        ["November 29", "", "", "0.70", "5,059"],
    ]
    found = facts(rows)
    assert numbers(found) == ["0.68", "5066000000", "0.70", "5059000000"]
    assert {one.section for one in found} == {"Declared > Fiscal Year 2023"}


def test_a_period_in_the_middle_over_headers_is_that_of_all() -> None:
    rows = [["", "", "2019", ""], ["", "East", "West", "Total"], ["Sales", "20", "10", "30"]]
    assert [one.period for one in facts(rows)] == ["2019"] * 3


def test_a_period_at_the_end_over_many_headers_is_that_of_all() -> None:
    rows = [["", "", "", "", "2022"], ["", "Capital", "Reserve", "Deficit", "Equity"], ["Loss", "2", "1", "3", "6"]]
    assert [one.period for one in facts(rows)] == ["2022"] * 4


def test_periods_over_parts_with_the_same_headers_are_those_of_the_parts() -> None:
    rows = [
        ["", "2023", "<", "", "2022", "<", ""],
        ["", "Level 1", "Level 2", "Total", "Level 1", "Level 2", "Total"],
        ["Equity", "20", "10", "30", "21", "11", "32"],
    ]
    assert [one.period for one in facts(rows)] == ["2023"] * 3 + ["2022"] * 3


def test_a_year_before_a_word_is_no_amount_but_a_header() -> None:
    rows = [["", "Year ended", "Year ended"], ["", "2022 Revenue", "2022 Capital"], ["Fees", "1,160", "160"]]
    found = facts(rows)
    assert [(one.triple.attribute, one.period) for one in found] == [("Fees Revenue", "2022"), ("Fees Capital", "2022")]


def test_the_first_lines_of_a_header_over_one_column_are_no_data() -> None:
    rows = [
        ["", "", "", "converted"],
        ["", "2023", "2022", "to loans"],
        ["Past due", "20", "10", "30"],
        ["Current", "21", "11", "31"],
    ]
    found = facts(rows)
    assert [(one.triple.attribute, one.period) for one in found[:3]] == [
        ("Past due", "2023"),
        ("Past due", "2022"),
        ("Past due converted to loans", ""),
    ]


def test_a_period_above_a_table_without_any_is_that_of_its_columns() -> None:
    table, lines = read([["", "Reported", "Core"], ["Profit", "20", "10"], ["Total", "21", "11"]], top=60)
    above = [a_line("12 Weeks Ended 3/25/2023", 5, 45), a_line("Operating Profit by Division", 5, 30)]
    found = facts_in(in_context(table, above, ()), lines)
    assert [(one.triple.attribute, one.period) for one in found[:2]] == [
        ("Profit Reported", "2023Q1"),
        ("Profit Core", "2023Q1"),
    ]


def test_the_end_of_a_sentence_above_a_table_dates_nothing() -> None:
    table, lines = read([["", "East", "West"], ["Profit", "20", "10"]], top=60)
    found = facts_in(in_context(table, [a_line("2022:", 5, 45)], ()), lines)
    assert [one.period for one in found] == ["", ""]


def test_quarters_under_a_comparison_are_of_the_year_compared() -> None:
    table, lines = read([["", "Q1", "Six Months"], ["Growth", "6.2%", "5.0%"]], top=60)
    found = facts_in(in_context(table, [a_line("2022 ACTUAL vs. 2021 ACTUAL", 5, 45)], ()), lines)
    assert [one.period for one in found] == ["2022Q1", "2022H1"]


def test_a_balance_dated_by_its_label_is_not_of_the_period_above_the_table() -> None:
    table, lines = read([["", "Capital", "Reserve"], ["As at 1 April 2021", "4", "81"], ["Loss", "5", "6"]], top=60)
    found = facts_in(in_context(table, [a_line("Year ended 31 March 2022", 5, 45)], ()), lines)
    assert [one.period for one in found] == ["2021-04-01"] * 2 + ["2022-03-31"] * 2


def test_years_to_come_are_no_days_of_a_balance() -> None:
    table, lines = read([["", "2023", "2024", "2025"], ["Loan", "20", "10", "30"]], top=60)
    due = DocumentContext("d" * 64, "x.pdf", "Harbour", 2022)
    found = facts_in(in_context(table, [a_line("As of December 31, 2022", 5, 45)], ()), lines, due)
    assert [one.period for one in found] == ["2023", "2024", "2025"]


def test_years_of_origination_keep_the_day_of_the_balance() -> None:
    rows = [
        ["", "As of December 31, 2022", "<"],
        ["", "Cost by Origination Year", "<"],
        ["", "2022", "2021"],
        ["Past due", "20", "10"],
    ]
    found = facts(rows)
    assert [(one.triple.attribute, one.period) for one in found] == [
        ("Past due Cost by Origination Year 2022", "2022-12-31"),
        ("Past due Cost by Origination Year 2021", "2022-12-31"),
    ]


def test_votes_for_are_told_from_votes_against() -> None:
    rows = [["Nominee", "For", "Against"], ["Ann Ash", "1,005", "12"]]
    assert [one.triple.attribute for one in facts(rows)] == ["Ann Ash For", "Ann Ash Against"]


def test_a_table_with_the_rows_of_the_one_before_has_its_unit() -> None:
    rows = [["", "East", "West"], ["Profit", "20", "10"], ["Costs", "1", "2"], ["Total", "21", "12"]]
    table, _ = read(rows)
    known = replace(table, unit="in millions")
    assert with_unit_of_sister(table, known).unit == "in millions"
    assert with_unit_of_sister(replace(table, unit="in thousands"), known).unit == "in thousands"
    other, _ = read([["", "East", "West"], ["Profit", "20", "10"], ["Staff", "1", "2"], ["Shops", "21", "12"]])
    assert with_unit_of_sister(other, known).unit == ""


def indented(*rows: tuple[float, str, str]) -> list[Fact]:
    """The facts of rows of label and amount, each label so far in."""
    boxes = [Box(x, HIGH * at, x + WIDE, HIGH * at + HIGH) for at in range(len(rows)) for x in (0.0, WIDE)]
    lines = [a_line(label, 5 + inset, HIGH * at + 5) for at, (inset, label, _) in enumerate(rows)]
    lines += [a_line(amount, WIDE + 200, HIGH * at + 5) for at, (_, _, amount) in enumerate(rows) if amount]
    table = table_of(0, Grid(bounding(boxes), tuple(boxes)), lines)
    assert table is not None
    return facts_in(in_context(table, (), ()), lines)


def test_a_row_no_further_in_than_its_group_ends_it() -> None:
    found = indented((0, "Other expense:", ""), (10, "Interest", "20"), (10, "Other, net", "3"), (0, "EBITDA", "71"))
    assert [one.section for one in found] == ["Other expense", "Other expense", ""]


def test_rows_flush_with_their_group_and_its_total_stay_in_it() -> None:
    found = indented((0, "Current assets:", ""), (0, "Cash", "20"), (10, "Stock", "3"), (0, "Total", "23"))
    assert [one.section for one in found] == ["Current assets"] * 3


def test_a_groups_name_over_two_lines_is_whole() -> None:
    found = indented((0, "Commercial and industrial", ""), (0, "lines of credit", ""), (0, "Current", "20"))
    assert [one.section for one in found] == ["Commercial and industrial lines of credit"]


def test_small_letters_below_a_group_are_its_items() -> None:
    found = indented((0, "Earnings per share", ""), (0, "basic", "1.2"), (0, "diluted", "1.1"))
    assert [one.section for one in found] == ["Earnings per share"] * 2


def test_a_label_that_has_swallowed_an_amount_is_doubted() -> None:
    found = facts([["2023", "2024", "2025"], ["Leases $ 589", "523", "472"], ["Loans", "5", "4"]])
    assert [one.confidence for one in found[:2]] == [DOUBTFUL] * 2


def test_an_amount_over_the_columns_of_its_sign_and_itself_has_the_header_of_either() -> None:
    rows = [["", "", "2023", "", "2022"], ["Cash", "$", "20", "$", "10"], ["Sales", "21", "<", "12", "<"]]
    assert [one.period for one in facts(rows) if one.triple.attribute == "Sales"] == ["2023", "2022"]


def test_each_half_of_a_table_has_the_second_label_of_its_own() -> None:
    rows = [
        ["", "Derivative Assets", "<", "Derivative Liabilities", "<"],
        ["", "Balance Sheet Location", "2018", "Balance Sheet Location", "2018"],
        ["Options", "Prepaid expenses", "118", "Accrued liabilities", "156"],
        ["Options", "Other assets", "12", "Other liabilities", "13"],
        ["Swaps", "Other assets", "22", "Other liabilities", "23"],
        ["Swaps", "Prepaid expenses", "32", "Accrued liabilities", "33"],
    ]
    named = {one.triple.value: one.triple.attribute for one in facts(rows)}
    assert named["118"] == "Options Prepaid expenses Derivative Assets"
    assert named["156"] == "Options Accrued liabilities Derivative Liabilities"


def test_headers_amid_a_table_hold_from_there_on() -> None:
    rows = [
        ["", "Year 2022", "<"],
        ["", "Fees", "Total"],
        ["Revenue", "20", "30"],
        ["Costs", "2", "3"],
        ["", "Year 2021", "<"],
        ["", "Fees", "Total"],
        ["Revenue", "21", "31"],
    ]
    assert [one.period for one in facts(rows)] == ["2022"] * 4 + ["2021"] * 2


def test_what_stands_over_the_labels_is_the_group_of_all_rows() -> None:
    rows = [["GAAP results", "2023"], ["Net income", "20"], ["Total", "30"]]
    assert [(one.section, one.triple.attribute) for one in facts(rows)] == [
        ("GAAP results", "Net income"),
        ("GAAP results", "GAAP results Total"),
    ]
    for plain in ("Item", "June 30,", "(In millions)"):
        assert [one.section for one in facts([[plain, "2023"], ["Net income", "20"]])] == [""]


def test_a_count_in_a_groups_name_is_no_unit() -> None:
    rows = [
        ["(In millions)", "2023", "2022"],
        ["Common stock, authorized: 3.8 billion", "", ""],
        ["Issued", "863", "859"],
        ["Retained earnings", "16,120", "16,408"],
    ]
    assert numbers(facts(rows))[2:] == ["16120000000", "16408000000"]


@pytest.mark.parametrize("label", ["Property, net of accumulated depreciation of", "Preferred stock, par $1;"])
def test_a_label_left_open_goes_on_in_the_next_row(label: str) -> None:
    (fact, _) = facts([["", "2023"], [label, ""], ["Shares issued", "15,742"], ["Goodwill", "20"]])
    assert fact.triple.attribute == f"{label} Shares issued"


def test_the_row_of_notes_is_no_fact() -> None:
    rows = [["", "East", "West"], ["Profit", "20", "30"], ["Note", "10", "11"]]
    assert [one.triple.attribute for one in facts(rows)] == ["Profit East", "Profit West"]
    assert len(facts([["", "East", "West"], ["Notes", "450", "600"]])) == 2


@pytest.mark.parametrize("nothing", ["−", "$ —", "(–)", "—%"])
def test_dashes_are_no_values(nothing: str) -> None:
    assert [one.triple.value for one in facts([["", "2023", "2022"], ["Profit", "20", nothing]])] == ["20"]


def test_amounts_between_two_with_a_sign_have_it_too() -> None:
    rows = [
        ["(In millions)", "2023"],
        ["Cash", "$ 20"],
        ["Stock", "3"],
        ["Employees", "7"],
        ["Total assets", "$ 23"],
        ["Backlog", "9"],
    ]
    assert numbers(facts(rows)) == ["20000000 USD", "3000000 USD", "7", "23000000 USD", "9000000"]
    open_ended = DocumentContext("d" * 64, "x.pdf", "Harbour", 2023, scaled=True)
    assert numbers(facts([["", "2023"], *rows[1:5]], open_ended)) == ["", "", "7", ""]


def test_a_sentence_that_a_grid_has_cut_is_no_fact() -> None:
    rows = [
        ["", "2023"],
        ["Costs", "20"],
        ["(3) Includes incremental restructuring and other costs of leaving", "from the Russian business. The"],
        ["Basis", "as reported"],
    ]
    assert [one.triple.value for one in facts(rows)] == ["20", "as reported"]


def test_a_row_with_a_unit_in_its_corner_amid_a_table_is_a_header() -> None:
    rows = [
        ["(Millions)", "Second quarter 2023", "Fourth quarter 2023"],
        ["Cost of sales", "$ 12", "$ 15"],
        ["(Millions)", "Employees", "Assets"],
        ["Expense incurred", "125", "12"],
    ]
    found = [(one.triple.attribute, one.triple.value, one.period) for one in facts(rows)]
    assert found == [
        ("Cost of sales", "$ 12", "2023Q2"),
        ("Cost of sales", "$ 15", "2023Q4"),
        ("Expense incurred Employees", "125", ""),
        ("Expense incurred Assets", "12", ""),
    ]


@pytest.mark.parametrize(
    ("groups", "periods"),
    [
        (("June 30, 2023", "June 30, 2022"), ["2023-06-30", "2022-06-30"]),
        (("For the year ended December 31, 2023", "For the year ended December 31, 2022"), ["2023", "2022"]),
        (("Fiscal 2023", "Fiscal 2022"), ["2023", "2022"]),
        (("2023年", "2022年"), ["2023", "2022"]),
        (("本期", "上期"), ["2023", "2022"]),
    ],
)
def test_rows_that_are_headed_with_a_period_and_nothing_else_are_of_it(
    groups: tuple[str, str], periods: list[str]
) -> None:
    rows = (
        ("", "Cost", "Gains"),
        (groups[0], "", ""),
        ("Bonds", "3,501", "12"),
        ("Funds", "285", "35"),
        (groups[1], "", ""),
        ("Bonds", "2,406", "9"),
        ("Funds", "319", "31"),
    )
    assert list(dict.fromkeys(one.period for one in facts(rows))) == periods


def test_a_quarter_that_its_header_names_without_a_year_is_not_the_groups_year() -> None:
    rows = (
        ("", "September 30", "June 30"),
        ("Fiscal Year 2023", "", ""),
        ("Revenue", "20,379", "22,180"),
        ("Cost", "9", "8"),
    )
    assert "2023" not in [one.period for one in facts(rows)]


def test_a_group_that_names_more_than_a_period_dates_nothing() -> None:
    rows = (
        ("", "Cost", "Gains"),
        ("2021 Restructuring", "", ""),
        ("Severance", "3,501", "12"),
        ("Leases", "285", "35"),
    )
    assert {one.period for one in facts(rows)} == {""}


def test_a_statement_has_its_whole_heading_for_a_title_and_never_the_unit() -> None:
    table, _ = read([["", "2023", "2022"], ["Inventories", "60", "71"]], top=60)
    path = ("Notes", "Deed of Cross Guarantee Consolidated Balance Sheets", "($ in millions)")
    lines = [a_line("($ in millions)", 5, 45), a_line("Consolidated Balance Sheets", 5, 35)]
    assert in_context(table, lines, path).title == "Deed of Cross Guarantee Consolidated Balance Sheets"
    assert in_context(table, (), path).title == "Deed of Cross Guarantee Consolidated Balance Sheets"
    assert in_context(table, (a_line("Held for sale", 5, 45),), path).title == "Held for sale"


def test_a_label_in_the_middle_of_its_lines_is_doubted() -> None:
    header = ["Product", "All", "Region", "2023", "2022"]
    own = [
        ["", "", "U.S.", "$ 345", "$ 395"],
        ["Shots", "$ 355", "Abroad", "10", "14"],
        ["", "(up)", "World", "355", "409"],
    ]
    assert {fact.confidence for fact in facts([header, *own])} == {DOUBTFUL}
    spelt = [["Shots", *own[0][1:]], own[1], ["Shots", *own[2][1:]]]
    assert 1.0 in {fact.confidence for fact in facts([header, *spelt])}


def test_how_long_a_period_is_may_stand_in_a_row_above_the_headers() -> None:
    rows = (
        ("SIX MONTHS", "", "", "% Change"),
        ("($ in Millions)", "2023", "2022", "Reported"),
        ("Pharmaceutical", "27,144", "26,136", "3.9"),
    )
    assert [(value, period) for _, value, period in found_in(rows)][:2] == [("27,144", "2023H1"), ("26,136", "2022H1")]
