"""One figure of several documents or entities: a total, an average, the highest."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.answering import everywhere
from desktop.answering.engines import Engines
from desktop.answering.turns import respond
from desktop.domain.answer import Answer, Asked
from tests.answering.reports import library, report
from tests.fakes.library import MemoryLibrary
from tests.fakes.models import ListedNames, RefusingModel


@pytest.fixture
def contracts() -> MemoryLibrary:
    return library(
        report("a", "Alder Ltd", "", ["Effective date：1 May 2021", "Rent：900", "月租金：$90"]),
        report("b", "Birch Ltd", "", ["Rent：1,200", "月租金：$120"]),
        report("c", "Cedar Ltd", "", ["Effective date：7 June 2022", "Rent：700", "月租金：$30"]),
    )


@pytest.fixture
def reports() -> MemoryLibrary:
    return library(
        report("n", "Nike", "2019", ["Revenue：39,117", "Revenue@2018：36,397"]),
        report("p", "Pfizer", "2019", ["Revenue：51,750", "Revenue@2018：53,647"]),
    )


def asked(question: str, within: MemoryLibrary) -> Answer:
    engines = Engines(None, RefusingModel(), ListedNames())
    return respond(Asked(question, ()), within, engines, lambda *_: None, lambda: False)


@pytest.mark.parametrize(
    ("question", "number", "name"),
    [
        ("What is the total rent of all contracts?", "2800", "sum of Rent"),
        ("Give me the sum of the rents of all contracts", "2800", "sum of Rent"),
        ("What is the average rent of all contracts?", "933.33", "average Rent"),
        ("所有合同的月租金合计是多少？", "240", "月租金合计"),
        ("所有合同的月租金一共多少？", "240", "月租金合计"),
        ("所有合同的平均月租金是多少？", "80", "月租金平均值"),
    ],
)
def test_figures_of_all_documents_are_put_together(
    contracts: MemoryLibrary, question: str, number: str, name: str
) -> None:
    given = asked(question, contracts)
    assert given.calculation is not None
    assert given.calculation.number.quantize(Decimal("0.01")) == Decimal(number)
    assert (given.calculation.name, len(given.calculation.operands)) == (name, 3)
    assert "Alder Ltd .pdf" in given.calculation.formula


@pytest.mark.parametrize(
    ("question", "whose", "number"),
    [
        ("Which contract has the highest rent?", "Birch Ltd .pdf", 1200),
        ("Which of the contracts has the lowest rent?", "Cedar Ltd .pdf", 700),
        ("哪份合同的月租金最高？", "Birch Ltd .pdf", 120),
    ],
)
def test_of_all_documents_the_one_with_the_most_is_told(
    contracts: MemoryLibrary, question: str, whose: str, number: int
) -> None:
    computed = asked(question, contracts).calculation
    assert computed is not None
    assert (computed.entity, computed.number) == (whose, number)


def test_where_one_document_has_no_figure_nothing_is_put_together_and_it_is_said(contracts: MemoryLibrary) -> None:
    contracts.facts = [fact for fact in contracts.facts if fact.triple.value not in ("1,200", "$120")]
    for question in ("What is the total rent of all contracts?", "Which contract has the highest rent?"):
        given = asked(question, contracts)
        assert given.calculation is None
        assert [fact.triple.value for fact in given.facts] == ["900", "700"]
        assert "They were not put together: no such figure, or more than one, in 1 of them." in given.remark
    assert "没有合并计算：其中 1 项没有这一数据" in asked("所有合同的月租金合计是多少？", contracts).remark


def test_what_is_no_number_is_listed(contracts: MemoryLibrary) -> None:
    given = asked("Which contract has the latest effective date?", contracts)
    assert [fact.triple.value for fact in given.facts] == ["1 May 2021", "7 June 2022"]
    assert given.calculation is None


@pytest.mark.parametrize(
    ("question", "number", "name"),
    [
        ("What is the combined revenue of Nike and Pfizer in 2018?", 90044, "sum of Revenue"),
        ("What was the revenue of Nike and Pfizer together in 2018?", 90044, "sum of Revenue"),
        ("Nike和Pfizer2018年的营业收入之和是多少？", 90044, "Revenue合计"),
        ("What is the average revenue of Nike and Pfizer in 2018?", 45022, "average Revenue"),
    ],
)
def test_figures_of_several_companies_are_put_together(
    reports: MemoryLibrary, question: str, number: int, name: str
) -> None:
    computed = asked(question, reports).calculation
    assert computed is not None
    assert (computed.number, computed.name) == (number, name)


def test_a_name_that_says_total_is_no_sum(reports: MemoryLibrary) -> None:
    given = asked("What was the total revenue of Nike and Pfizer in 2018?", reports)
    assert given.calculation is None
    assert [fact.triple.value for fact in given.facts] == ["36,397", "53,647"]


@pytest.mark.parametrize(
    "question", ["Compare the revenue of Nike and Pfizer from 2017 to 2019", "对比Nike和Pfizer2017年到2019年的营业收入"]
)
def test_a_span_of_years_is_asked_of_each_that_is_compared(question: str) -> None:
    within = library(
        report("n", "Nike", "2019", ["Revenue：3", "Revenue@2018：2", "Revenue@2017：1"]),
        report("p", "Pfizer", "2019", ["Revenue：6", "Revenue@2018：5", "Revenue@2017：4"]),
    )
    assert [fact.triple.value for fact in asked(question, within).facts] == ["1", "2", "3", "4", "5", "6"]


def test_the_highest_of_named_years_is_told_with_its_year(reports: MemoryLibrary) -> None:
    for question in (
        "What was the highest revenue of Pfizer in 2018 and 2019?",
        "Which year had the highest revenue for Pfizer, 2018 or 2019?",
        "Pfizer2018年和2019年最高的营业收入是多少？",
    ):
        computed = asked(question, reports).calculation
        assert computed is not None
        assert (computed.number, computed.period) == (53647, "2018")


def test_the_ratio_of_two_companies_figures_names_both(reports: MemoryLibrary) -> None:
    computed = asked("What is the ratio of Nike's revenue to Pfizer's revenue in 2018?", reports).calculation
    assert computed is not None
    assert "Nike Revenue ÷ Pfizer Revenue" in computed.formula
    assert computed.entity == ""


def test_companies_are_not_weighed_by_figures_of_different_years(reports: MemoryLibrary) -> None:
    computed = asked("Which company has the highest revenue?", reports).calculation
    assert computed is not None
    assert computed.entity == "Pfizer 2019.pdf"
    older = library(
        report("n", "Nike", "2018", ["Revenue：36,397"]), report("p", "Pfizer", "2019", ["Revenue：51,750"])
    )
    assert asked("Which company has the highest revenue?", older).calculation is None


def test_the_higher_of_figures_of_different_days_is_told_with_its_own_and_shows_both() -> None:
    within = library(
        report("u", "Ulta Beauty", "2022", ["Net income@2023-01-28：1,242.50"]),
        report("a", "Amcor", "2023", ["Net income@2023-06-30：1,058"]),
    )
    computed = asked("Which company had the higher net income, Ulta Beauty or Amcor?", within).calculation
    assert computed is not None
    assert (computed.entity, computed.period) == ("Ulta Beauty", "2023-01-28")
    assert computed.formula == "highest Net income = Ulta Beauty (1,242.50, 2023-01-28) > Amcor (1,058, 2023-06-30)"
    both = asked("What is the combined net income of Ulta Beauty and Amcor?", within).calculation
    assert both is not None
    assert (both.number, both.period) == (Decimal("2300.50"), "2023")


@pytest.fixture
def companies() -> MemoryLibrary:
    return library(
        report("n", "Nike", "2019", ["Total assets：23,717", "Cost of sales：21,643", "Average price：4"]),
        report("p", "Pfizer", "2019", ["Total assets：167,489", "Cost of sales：(10,219)", "Average price：8"]),
    )


def test_a_superlative_goes_before_a_name_that_says_total(companies: MemoryLibrary) -> None:
    for question in ("Which company has the highest total assets?", "哪家公司的资产总计最高？"):
        computed = asked(question, companies).calculation
        assert computed is not None
        assert (computed.entity, computed.number) == ("Pfizer 2019.pdf", 167489)
    computed = asked("Which company has the highest cost of sales?", companies).calculation
    assert computed is not None
    assert (computed.entity, computed.number) == ("Nike 2019.pdf", 21643)


@pytest.mark.parametrize(
    "question",
    [
        "What are the total assets of each company?",
        "What is the average price of each company?",
        "每家公司的资产总计是多少？",
    ],
)
def test_what_is_asked_of_each_is_not_put_together(companies: MemoryLibrary, question: str) -> None:
    given = asked(question, companies)
    assert given.calculation is None
    assert len(given.facts) == 2


def test_reports_of_several_companies_and_years_are_not_added_up() -> None:
    three = library(
        report("n", "Nike", "2019", ["Revenue：39,117"]),
        report("o", "Nike", "2018", ["Revenue：36,397"]),
        report("p", "Pfizer", "2019", ["Revenue：51,750"]),
    )
    given = asked("What is the total revenue of all companies?", three)
    assert given.calculation is None
    assert "They were not put together: they are in several units, of several periods or signs" in given.remark
    computed = asked("What is the total revenue of all companies in 2019?", three).calculation
    assert computed is not None
    assert (computed.number, computed.period) == (90867, "2019")


def test_where_not_all_documents_are_asked_there_is_no_total(
    contracts: MemoryLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(everywhere, "MOST_DOCUMENTS", 2)
    for question in ("What is the total rent of all contracts?", "Which contract has the lowest rent?"):
        assert asked(question, contracts).calculation is None


def test_what_is_told_as_about_so_much_makes_the_total_unsure() -> None:
    within = library(
        report("a", "Alder Ltd", "", ["Price：more than $100"]), report("b", "Birch Ltd", "", ["Price：$150"])
    )
    computed = asked("What is the total price of all contracts?", within).calculation
    assert computed is not None
    assert computed.confidence < 0.6


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("What is the total rent across all contracts?", "2,800"),
        ("Across all contracts, what is the average rent?", "933.33"),
        ("What is the average rent per contract?", "933.33"),
        ("各份合同月租金合计", "240 USD"),
        ("每份合同的平均月租金是多少？", "80 USD"),
    ],
)
def test_other_words_for_all_are_put_together_too(contracts: MemoryLibrary, question: str, result: str) -> None:
    computed = asked(question, contracts).calculation
    assert computed is not None
    assert computed.result == result


@pytest.mark.parametrize(
    ("attribute", "values", "question", "result"),
    [
        ("财务费用", ("200", "-100"), "所有公司的2023年财务费用合计是多少？", "100"),
        ("财务费用", ("200", "-300"), "哪家公司2023年的财务费用最高？", "200"),
        ("Cost of sales", ("(500)", "(300)"), "What was the total cost of sales of all companies in 2023?", "-800"),
        ("Cost of sales", ("(500)", "300"), "Which company had the highest cost of sales in 2023?", "500"),
        ("Net loss", ("(500)", "(300)"), "Which company had the highest net loss in 2023?", "500"),
    ],
)
def test_costs_are_put_together_with_their_signs(
    attribute: str, values: tuple[str, str], question: str, result: str
) -> None:
    computed = asked(question, _two(attribute, *values)).calculation
    assert computed is not None
    assert computed.result == result


@pytest.mark.parametrize(
    ("attribute", "values", "question"),
    [
        ("Income tax expense", ("500", "(300)"), "What was the total income tax expense of all companies in 2023?"),
        ("Income tax expense", ("500", "(300)"), "What was the combined income tax expense of Acme and Beta in 2023?"),
        ("Interest expense", ("200", "(300)"), "Which company had the highest interest expense in 2023?"),
        ("Net loss", ("(5)", "3"), "What was the combined net loss of all companies in 2023?"),
        ("Cost of sales", ("(500)", "300"), "What was the total cost of sales of all companies in 2023?"),
    ],
)
def test_where_a_minus_may_be_a_bracket_or_an_income_nothing_is_put_together(
    attribute: str, values: tuple[str, str], question: str
) -> None:
    given = asked(question, _two(attribute, *values))
    assert given.calculation is None
    assert "of several periods or signs" in given.remark


def _two(attribute: str, first: str, second: str) -> MemoryLibrary:
    return library(
        report("a", "Acme Ltd", "2023", [f"{attribute}：{first}"]),
        report("b", "Beta Ltd", "2023", [f"{attribute}：{second}"]),
    )


def test_a_report_of_another_year_that_tells_the_year_asked_is_put_together_with_the_others() -> None:
    within = library(
        report("n", "Nike", "2019", ["Revenue：39,117", "Revenue@2018：36,397"]),
        report("p", "Pfizer", "2018", ["Revenue：53,647"]),
        report("o", "Pfizer", "2019", ["Revenue：51,750", "Revenue@2018：53,647"]),
    )
    computed = asked("What is the total revenue of all companies in 2018?", within).calculation
    assert computed is not None
    assert computed.number == 90044


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Acme", "2023Q1", "100"), ("Acme", "2023", "400")),  # the one holds the other
        (("Acme", "2023", "400"), ("Acme", "2023", "400")),  # two versions of a report
        (("", "2022", "100"), ("", "2023", "200")),  # nobody knows whose
    ],
)
def test_periods_that_may_overlap_are_not_added_up(first: tuple[str, str, str], second: tuple[str, str, str]) -> None:
    within = library(
        *(
            report(name, entity, "", [f"Revenue@{period}：{value}"])
            for name, (entity, period, value) in zip("ab", (first, second), strict=True)
        )
    )
    assert asked("What is the total revenue of all reports?", within).calculation is None


@pytest.fixture
def three_years() -> MemoryLibrary:
    rows = [
        "营业收入@2017：100",
        "营业收入@2018：200",
        "营业收入@2019：300",
        "利润总额@2017：10",
        "利润总额@2018：20",
        "利润总额@2019：30",
    ]
    return library(report("a", "Acme", "2019", rows))


@pytest.mark.parametrize(
    "question",
    [
        "2017年到2019年6月营业收入合计是多少？",
        "2017年到2019年上半年营业收入合计是多少？",
        "What was the total revenue from Q4 2017 to 2019?",
        "2017年到2019年的利润总额是多少？",
    ],
)
def test_parts_of_years_and_names_that_say_total_are_not_added_up(three_years: MemoryLibrary, question: str) -> None:
    computed = asked(question, three_years).calculation
    assert computed is None or computed.number not in (600, 60)


def test_the_average_of_each_company_over_years_is_that_of_each() -> None:
    within = library(
        report("n", "Nike", "2019", ["Revenue：300", "Revenue@2018：200", "Revenue@2017：100"]),
        report("p", "Pfizer", "2019", ["Revenue：6", "Revenue@2018：5", "Revenue@2017：4"]),
    )
    given = asked("What was the average revenue of each company from 2017 to 2019?", within)
    assert given.calculation is None
    assert [part.calculation.number for part in given.parts if part.calculation] == [200, 5]


def test_two_versions_of_a_report_are_not_added_up_under_two_forms_of_the_name() -> None:
    within = library(report("a", "Nike", "2019", ["Revenue：300"]), report("b", "NIKE, Inc.", "2019", ["Revenue：300"]))
    assert asked("What is the total revenue of all companies in 2019?", within).calculation is None


def test_rates_of_several_companies_are_not_added_up() -> None:
    within = library(
        report("a", "Acme", "2019", ["Operating margin：12%"]), report("b", "Beta", "2019", ["Operating margin：9%"])
    )
    assert asked("What is the total operating margin of all companies in 2019?", within).calculation is None


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("2019年营业收入与2017年营业收入之比是多少？", "3"),
        ("2019年营业收入是2017年的几倍？", "3"),
        ("What was 营业收入 in 2019 as a percentage of 营业收入 in 2017?", "300.00%"),
    ],
)
def test_each_side_of_a_ratio_is_of_its_own_year(three_years: MemoryLibrary, question: str, result: str) -> None:
    computed = asked(question, three_years).calculation
    assert computed is not None
    assert computed.result == result


def test_the_years_that_a_ratio_is_not_computed_for_are_said_to_be_missing(three_years: MemoryLibrary) -> None:
    given = asked("2017年和2019年的利润总额占营业收入的比例是多少？", three_years)
    assert given.calculation is not None
    assert given.missing == ("2019",)
    assert given.sentence.endswith("没有找到：2019。")
