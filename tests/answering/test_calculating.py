"""Figures that are computed: the right operation on the right figures, or a refusal that names what is missing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.answering.engines import Engines
from desktop.answering.turns import respond
from desktop.domain.answer import Asked, QueryKind, Reason, ReasonCode
from desktop.domain.document import MarkKind
from tests.answering.reports import asked, library, report, values
from tests.fakes.library import MemoryLibrary
from tests.fakes.models import ListedNames, RefusingModel, SayingModel


@pytest.fixture
def reports() -> MemoryLibrary:
    return library(
        report(
            "z",
            "四方科技",
            "2019",
            [
                "营业收入：1,200",
                "营业收入@2018：1,000",
                "营业收入@2017：900",
                "营业成本：780",
                "净利润：150",
                "净利润@2018：-20",
                "资产总计：3,000",
                "资产总计@2018：2,600",
                "负债合计：1,200",
                "存货：310",
                "存货@2018：290",
                "研发费用：60",
                "销售费用：90",
            ],
        ),
    )


@pytest.fixture
def reports_en() -> MemoryLibrary:
    return library(
        report(
            "n",
            "Nike",
            "2019",
            [
                "Revenue：1,200",
                "Revenue@2018：1,000",
                "Revenue@2017：900",
                "Cost of sales：780",
                "Net income：150",
                "Total current assets：900",
                "Total current liabilities：600",
                "Research and development expense：60",
                "Cost of sales@2018：690",
                "Operating income：200",
                "Operating income@2018：160",
                "Depreciation and amortization：40",
                "Depreciation and amortization@2018：40",
            ],
        ),
    )


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("四方科技2019年的毛利率是多少？", "35.00%"),
        ("四方科技2019年营业收入增长率是多少？", "20.00%"),
        ("四方科技2019年营业收入同比增长多少？", "20.00%"),
        ("2019年四方科技的营业收入比2018年增长了百分之几？", "20.00%"),
        ("四方科技营业收入从2017年到2019年增长了多少？", "300"),
        ("四方科技2019年营业收入比2018年多多少？", "200"),
        ("四方科技2018年和2019年的营业收入之和是多少？", "2,200"),
        ("四方科技2017-2019年营业收入的平均值是多少？", "1,033.33"),
        ("四方科技2018-2019年存货占资产总计比例的平均值是多少？", "10.74%"),
        ("四方科技2018年和2019年的平均净利率是多少？", "5.25%"),
        ("四方科技近三年营业收入的平均值是多少？", "1,033.33"),
        ("四方科技2019年研发费用占营业收入的比例是多少？", "5.00%"),
        ("四方科技2019年营业收入是净利润的多少倍？", "8"),
        ("四方科技2019年研发费用和销售费用之和是多少？", "150"),
        ("四方科技2019年销售费用与研发费用之差是多少？", "30"),
        ("四方科技2019年销售费用比研发费用多多少？", "30"),
        ("四方科技2019年的资产负债率是多少？", "40.00%"),
        ("四方科技2019年营业收入较上年同期增长多少？", "200"),
        ("四方科技2019年营业收入比去年增长了多少？", "200"),
        ("四方科技去年营业收入增长了多少？", "100"),
        ("四方科技2019年存货周转率是多少？", "2.60"),
        ("四方科技2019年存货周转天数", "140.38 天"),
        ("四方科技2017年到2019年哪一年的营业收入最高？", "1,200"),
        ("四方科技2017年至2019年营业收入的年复合增长率是多少？", "15.47%"),
        ("四方科技2017年到2019年的营业收入合计是多少？", "3,100"),
        ("四方科技2017年度至2019年度营业收入合计", "3,100"),
        ("四方科技2017至2019年累计实现营业收入多少？", "3,100"),
        ("四方科技2017-2019年营业收入总额", "3,100"),
        ("四方科技近三年营业收入合计", "3,100"),
        ("四方科技2018年和2019年净利润总计是多少？", "130"),
        ("四方科技从2017年到2019年营业收入累计增长了多少？", "300"),
    ],
)
def test_a_chinese_question_is_computed(reports: MemoryLibrary, question: str, result: str) -> None:
    given = asked(question, reports, RefusingModel())
    assert given.calculation is not None
    assert given.calculation.result == result
    assert given.kind is QueryKind.CALCULATE
    assert not given.refused
    assert result in given.sentence
    assert given.calculation.entity == "四方科技"


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("What was Nike's gross margin in 2019?", "35.00%"),
        ("What was the revenue growth rate of Nike in 2019?", "20.00%"),
        ("By what percentage did Nike's revenue increase from 2018 to 2019?", "20.00%"),
        ("How much did Nike's revenue grow from 2017 to 2019?", "300"),
        ("What is the average revenue of Nike from 2017 to 2019?", "1,033.33"),
        ("What is Nike's three year average revenue for 2017 - 2019?", "1,033.33"),
        ("What was Nike's research and development expense as a percentage of revenue in 2019?", "5.00%"),
        ("What percentage of revenue was research and development expense of Nike in 2019?", "5.00%"),
        ("What is the ratio of revenue to net income of Nike in 2019?", "8"),
        ("What is the difference between revenue and cost of sales of Nike in 2019?", "420"),
        ("What is Nike's current ratio for 2019?", "1.50"),
        ("What is Nike's working capital in 2019?", "300"),
        ("How much more revenue did Nike have in 2019 than in 2018?", "200"),
        ("What is the sum of Nike's revenue in 2018 and 2019?", "2,200"),
        ("In which year from 2017 to 2019 did Nike have the highest revenue?", "1,200"),
        ("What is Nike's two year average of cost of goods sold as a % of revenue from FY2018 to FY2019?", "67.00%"),
        ("What is the FY2018 - FY2019 average unadjusted EBITDA % margin for Nike?", "20.00%"),
        ("What is Nike's average gross margin for 2018 and 2019?", "33.00%"),
        ("What was Nike's average gross margin over 2018 and 2019?", "33.00%"),
        ("What is Nike's 2 year total revenue CAGR from FY2017 to FY2019?", "15.47%"),
        ("What was Nike's total revenue from 2017 to 2019?", "3,100"),
        ("What was Nike's total revenue between fiscal 2017 and fiscal 2019?", "3,100"),
        ("What was the total of Nike's revenue over fiscal 2017, 2018 and 2019?", "3,100"),
        ("Nike's revenue for fiscal 2017 through 2019 in total", "3,100"),
        ("Nike's cumulative revenue FY17–FY19", "3,100"),
        ("What was Nike's total revenue over the last three years?", "3,100"),
        ("By how much did Nike's total revenue increase from 2017 to 2019?", "300"),
    ],
)
def test_an_english_question_is_computed(reports_en: MemoryLibrary, question: str, result: str) -> None:
    given = asked(question, reports_en, RefusingModel())
    assert given.calculation is not None
    assert given.calculation.result == result
    assert not given.refused


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("四方科技2018年和2019年的资产总计是多少？", ["2,600", "3,000"]),
        ("四方科技2018年到2019年的资产总计", ["2,600", "3,000"]),
        ("四方科技2017年和2019年营业收入合计", ["900", "1,200"]),
        ("四方科技2017年到2019年的营业收入", ["900", "1,000", "1,200"]),
        ("四方科技2017年到2019年各年的营业收入合计", ["900", "1,000", "1,200"]),
    ],
)
def test_figures_of_years_that_no_total_is_asked_of_are_listed_all(
    reports: MemoryLibrary, question: str, found: list[str]
) -> None:
    given = asked(question, reports, RefusingModel())
    assert given.calculation is None
    assert values(given) == found


def test_figures_that_are_no_flow_are_not_added_up() -> None:
    within = library(
        report("n", "Nike", "2019", ["Number of employees：70", "Number of employees@2018：60", "Total assets：3"])
    )
    for question in ("Total number of employees of Nike in 2018 and 2019", "Nike total number of employees 2018-2019"):
        assert values(asked(question, within, RefusingModel())) == ["60", "70"]


def test_the_formula_shows_words_and_figures_and_its_operands_have_evidence(reports: MemoryLibrary) -> None:
    given = asked("四方科技2019年的毛利率是多少？", reports, RefusingModel()).calculation
    assert given is not None
    assert given.formula == "毛利率 = (营业收入 − 营业成本) ÷ 营业收入 = (1,200 − 780) ÷ 1,200 = 35.00%"
    assert [fact.triple.value for fact in given.operands] == ["1,200", "780"]
    assert all(fact.evidence.boxes for fact in given.operands)
    assert (given.number, given.unit, given.period) == (Decimal(35), "%", "2019")


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("四方科技2017年到2019年的营业收入合计是多少？", "2017–2019"),
        ("四方科技2017年和2019年的营业收入之和是多少？", "2017, 2019"),
        ("四方科技2018-2019年的平均营业收入是多少？", "2018–2019"),
        ("四方科技2018年和2019年的平均净利率是多少？", "2018–2019"),
        ("四方科技2019年研发费用和销售费用之和是多少？", "2019"),
        ("四方科技营业收入从2017年到2019年增长了多少？", "2019"),
    ],
)
def test_a_total_of_several_years_is_of_none_of_them(reports: MemoryLibrary, question: str, period: str) -> None:
    computed = asked(question, reports, RefusingModel()).calculation
    assert computed is not None
    assert computed.period == period


def test_a_formula_has_its_figures_with_the_digits_of_the_document() -> None:
    within = library(report("z", "四方科技", "2019", ["营业收入：1,200.50", "营业收入@2018：(1,000.00)"]))
    computed = asked("四方科技2018年和2019年的营业收入之和是多少？", within, RefusingModel()).calculation
    assert computed is not None
    assert "= (-1,000.00) + 1,200.50 = 200.50" in computed.formula


def test_figures_of_two_periods_are_told_apart_in_the_formula(reports: MemoryLibrary) -> None:
    given = asked("四方科技2019年营业收入增长率是多少？", reports, RefusingModel()).calculation
    assert given is not None
    assert "(营业收入 (2019) − 营业收入 (2018)) ÷ 营业收入 (2018)" in given.formula


@pytest.mark.parametrize(
    ("question", "code", "names"),
    [
        ("四方科技2019年的流动比率是多少？", ReasonCode.MISSING_FIGURE, ("2019年流动资产合计",)),
        ("四方科技2017年净利润增长率是多少？", ReasonCode.MISSING_FIGURE, ("2016年净利润",)),
        ("四方科技2019年净利润增长率是多少？", ReasonCode.NOT_COMPUTABLE, ("-20", "150")),
        ("比亚迪2019年的毛利率是多少？", ReasonCode.UNKNOWN_ENTITY, ("比亚迪",)),
    ],
)
def test_what_cannot_be_computed_is_refused_with_its_reason(
    reports: MemoryLibrary, question: str, code: ReasonCode, names: tuple[str, ...]
) -> None:
    given = asked(question, reports, RefusingModel())
    assert given.refused
    assert given.calculation is None
    assert given.reason is not None
    assert (given.reason.code, given.reason.names) == (code, names)
    assert names[0] in given.remark


def test_what_is_missing_is_named_in_the_language_of_the_question(reports_en: MemoryLibrary) -> None:
    given = asked("What is Nike's debt ratio for 2019?", reports_en, RefusingModel())
    assert given.reason is not None
    assert given.reason.names == ("total liabilities in 2019",)


@pytest.fixture
def late() -> MemoryLibrary:
    """A year that ends in January: each figure stands once, which by itself tells nothing of the year's end."""
    told = {"Net sales": (12, 10, 8), "Total liabilities": (34, 32), "Stockholders' equity": (20, 16)}
    days = ("2023-01-28", "2022-01-29", "2021-01-30")
    lines = [
        f"{name}@{day}：{value}" for name, figures in told.items() for day, value in zip(days, figures, strict=False)
    ]
    return library(report("u", "Ulta Beauty", "2022", lines))


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("What was Ulta Beauty's debt to equity ratio at the end of fiscal 2022?", "1.70"),
        ("What was Ulta Beauty's debt-to-equity ratio in fiscal 2021?", "2"),
        ("What was the total of Ulta Beauty's net sales over fiscal 2020, 2021 and 2022?", "30"),
    ],
)
def test_figures_of_a_year_that_ends_in_the_next_are_computed_with(
    late: MemoryLibrary, question: str, result: str
) -> None:
    computed = asked(question, late, RefusingModel()).calculation
    assert computed is not None
    assert computed.result == result


def test_a_year_that_a_figure_is_told_of_is_not_said_to_be_uncovered(late: MemoryLibrary) -> None:
    given = asked("What was Ulta Beauty's debt to equity ratio at the end of fiscal 2020?", late, RefusingModel())
    assert given.reason == Reason(ReasonCode.MISSING_FIGURE, ("total liabilities in 2020",))


def test_what_the_documents_state_is_not_computed() -> None:
    stated = library(report("z", "四方科技", "2019", ["毛利率：34.9%", "营业收入：1,200", "营业成本：780"]))
    given = asked("四方科技2019年的毛利率是多少？", stated, RefusingModel())
    assert given.calculation is None
    assert values(given) == ["34.9%"]


def test_a_name_that_holds_an_operation_is_a_name() -> None:
    stated = library(report("z", "四方科技", "2019", ["平均工资：8,000", "存货的减少额：12", "营业收入合计：900"]))
    for question, value in (
        ("平均工资是多少？", "8,000"),
        ("存货的减少额是多少？", "12"),
        ("营业收入合计是多少？", "900"),
    ):
        given = asked(f"四方科技2019年的{question}", stated, RefusingModel())
        assert values(given) == [value]


def test_figures_of_several_companies_are_not_mixed(reports: MemoryLibrary) -> None:
    other = report("h", "华腾电子", "2019", ["营业收入：50", "营业成本：30"])
    both = library(report("z", "四方科技", "2019", ["营业收入：1,200", "营业成本：780"]), other)
    given = asked("2019年的毛利率是多少？", both, RefusingModel())
    assert given.reason is not None
    assert given.reason.code is ReasonCode.SEVERAL_ENTITIES
    assert set(given.reason.names) == {"四方科技", "华腾电子"}
    one = asked("华腾电子2019年的毛利率是多少？", both, RefusingModel()).calculation
    assert one is not None
    assert one.result == "40.00%"


def test_a_model_is_not_believed_that_gives_an_operand_for_a_ratio() -> None:
    told = library(report("z", "四方科技", "2019", ["营业收入：1,200"]))
    given = asked("四方科技2019年的毛利率是多少？", told, SayingModel("1,200"))
    assert given.refused, "revenue is no margin"
    assert given.reason == Reason(ReasonCode.MISSING_FIGURE, ("2019年营业成本",))


@pytest.mark.parametrize(
    ("question", "says", "shown"),
    [
        ("2021年香港的GDP增长了多少？", "6.4%", ["6.4%"]),
        ("2021年香港的GDP增长率是多少？", "6.4%", ["6.4%"]),
        ("2021年香港的GDP增长了多少？", "2.86万亿港元", []),
        ("2021年香港的GDP增长率是多少？", "2.86万亿港元", []),
    ],
)
def test_what_a_text_tells_of_a_change_is_believed_if_it_is_one(question: str, says: str, shown: list[str]) -> None:
    told = library(report("h", "", "2021", ["香港2021年GDP为2.86万亿港元，比上年增长6.4%。：略"]))
    told.facts.clear()
    assert values(asked(question, told, SayingModel(says))) == shown


def test_a_total_of_what_is_asked_is_no_other_total() -> None:
    stated = library(report("z", "四方科技", "2019", ["销售费用：60", "管理费用：40", "合计：55"]))
    given = asked("四方科技2019年销售费用和管理费用合计是多少？", stated, RefusingModel()).calculation
    assert given is not None
    assert given.result == "100"


def test_a_share_of_what_no_table_has_is_looked_up() -> None:
    stated = library(report("n", "Nike", "2019", ["Women on the board：40%"]))
    given = asked("What percentage of women are on the board of Nike?", stated, SayingModel("40%"))
    assert values(given) == ["40%"]


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("Does Harbour have an improving gross margin profile as of FY2022?", "-2 percentage points"),
        ("Has Harbour's gross margin improved or declined between FY2021 and FY2022?", "-2 percentage points"),
        ("Harbour2022年毛利率是否有所下降？", "-2 个百分点"),
    ],
)
def test_whether_a_ratio_has_improved_is_what_it_is_less_what_it_was(question: str, result: str) -> None:
    within = library(
        report(
            "h",
            "Harbour",
            "2022",
            ["Revenue：100", "Cost of sales：(62)", "Revenue@2021：90", "Cost of sales@2021：(54)"],
        )
    )
    given = asked(question, within)
    assert given.calculation is not None
    assert given.calculation.result == result


def test_costs_in_brackets_are_costs() -> None:
    within = library(report("h", "Harbour", "2022", ["Revenue：100", "Cost of sales：(60)"]))
    given = asked("What was the gross margin of Harbour in 2022?", within)
    assert given.calculation is not None
    assert given.calculation.result == "40.00%"
    assert "100 − 60" in given.calculation.formula


def test_what_stands_in_the_balance_sheet_is_not_its_change() -> None:
    info, page, facts, passage = report("h", "Harbour", "2022", ["Inventories：(626)"])
    within = library((info, page, facts, passage))
    within.marked = lambda kind, *_: (("h", 0),) if kind is MarkKind.CASH_FLOW_STATEMENT else ()  # type: ignore[method-assign]
    assert asked("What were Harbour's inventories in 2022?", within, RefusingModel()).refused


def test_what_a_cash_flow_statement_calls_receivables_is_their_change() -> None:
    info, page, facts, passage = report("h", "Harbour", "2022", ["Receivables：42", "Receivables：1,679"])
    changes = "Cash flows > Changes in current assets and liabilities, excluding acquisitions"
    told = (replace(facts[0], section=changes), replace(facts[1], section="Balance sheet > Current assets"))
    within = library((info, page, told, passage))
    assert values(asked("What were Harbour's receivables in 2022?", within)) == ["1,679"]
    assert values(asked("What was the change in receivables of Harbour in 2022?", within)) != ["1,679"]


def test_the_total_of_revenues_goes_before_a_part_of_another_name() -> None:
    within = library(report("w", "Harbour", "2022", ["Net sales：519", "Total revenues：523"]))
    assert values(asked("What was Harbour's revenue in 2022?", within)) == ["523"]
    assert values(asked("What were Harbour's net sales in 2022?", within)) == ["519"]
    only = library(report("w", "Harbour", "2022", ["Net sales：519"]))
    assert values(asked("What was Harbour's total revenue in 2022?", only)) == ["519"]


def test_how_an_answer_is_to_be_given_is_no_part_of_the_question() -> None:
    within = library(report("h", "Harbour", "2019", ["Merchandise inventories：5,409"]))
    engines = Engines(None, RefusingModel(), ListedNames())
    question = (
        "Based on the balance sheet, what is the year end FY2019 amount of inventories for Harbour? Answer in USD millions. "
        "Give a response to the question by relying on the details shown there."
    )
    given = respond(Asked(question), within, engines, lambda *_: None, lambda: False)
    assert values(given) == ["5,409"]
    assert given.understood == "what is the year end FY2019 amount of inventories for Harbour?"


@pytest.mark.parametrize("name", ["Change Healthcare", "Growth Partners", "趋势科技"])
def test_a_name_that_speaks_of_change_asks_for_none(name: str) -> None:
    chinese = not name.isascii()
    lines = ["营业收入：100", "营业成本：60"] if chinese else ["Revenue：100", "Cost of sales：60"]
    question = f"{name}2022年毛利率是多少？" if chinese else f"What was the gross margin of {name} in 2022?"
    given = asked(question, library(report("c", name, "2022", lines)))
    assert given.calculation is not None
    assert given.calculation.result == "40.00%"


@pytest.mark.parametrize("name", ["inventory turnover", "inventory turnover ratio"])
def test_a_ratio_is_not_what_half_its_name_is(name: str) -> None:
    within = library(
        report("n", "Nike", "2021", ["Inventories：6,854", "Total revenues：44,538", "Total cost of revenue：24,576"]),
        report("m", "Nike", "2020", ["Inventories：7,367"]),
    )
    found = asked(f"What is Nike's {name} in 2021?", within).calculation
    assert found is not None
    assert found.result == "3.46"


def test_what_goods_cost_may_be_a_total_of_another_name() -> None:
    within = library(report("m", "Microsoft", "2016", ["Total cost of revenue：32,780", "Total revenue：85,320"]))
    assert values(asked("What is the FY2016 COGS for Microsoft?", within)) == ["32,780"]


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("Did Nike's revenue increase in 2019?", "200"),
        ("Has Nike's revenue grown between 2017 and 2019?", "300"),
        ("Did revenue go up or down at Nike in 2019?", "200"),
        ("Is Nike's revenue falling?", "200"),
        ("Was Nike's revenue higher in 2019 than in 2018?", "200"),
    ],
)
def test_whether_a_figure_has_risen_is_by_how_much(reports_en: MemoryLibrary, question: str, result: str) -> None:
    given = asked(question, reports_en, RefusingModel()).calculation
    assert given is not None
    assert given.result == result


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("四方科技2019年净利润是否下降？", "170"),
        ("四方科技2019年营业收入有没有增长？", "200"),
        ("四方科技2018年营业收入比上年增长了吗？", "100"),
        ("四方科技2019年营业收入是增长还是下降？", "200"),
    ],
)
def test_whether_a_figure_has_risen_is_asked_in_chinese_too(reports: MemoryLibrary, question: str, result: str) -> None:
    given = asked(question, reports).calculation
    assert given is not None
    assert given.result == result


@pytest.mark.parametrize(
    "question",
    [
        "Did Nike increase its prices in 2019?",
        "Does Nike's revenue include falling markets?",
        "Was a growth plan adopted?",
    ],
)
def test_whether_what_is_no_figure_has_risen_is_not_computed(reports_en: MemoryLibrary, question: str) -> None:
    assert asked(question, reports_en, RefusingModel()).calculation is None


@pytest.fixture
def two_years() -> MemoryLibrary:
    lines = ["Revenue：1,000", "Revenue@2021：900", "Net income：60", "Net income@2021：50", "Total assets：1,100"]
    lines += ["Total assets@2021：900", "Cost of sales：600", "Cost of sales@2021：630", "Inventories：60"]
    return library(report("h", "Harbour", "2022", [*lines, "Inventories@2021：40"]))


@pytest.mark.parametrize(
    "question",
    [
        "What is the ratio of revenue to average total assets between FY2021 and FY2022 of Harbour?",
        "What is Harbour's FY2022 net income as a percentage of average total assets in FY2021 and FY2022?",
        "What is Harbour's average cost of sales as a percentage of average revenue for FY2021 and FY2022?",
        "What do Harbour's gross margins of 2021 and 2022 mean?",
        "Harbour2022年净利润占2021年和2022年平均资产总计的比例是多少？",
        "Harbour2022年营业成本是2021年和2022年平均存货的多少倍？",
        "Harbour2021年和2022年的平均净资产收益率分别是多少？",
    ],
)
def test_the_average_of_a_part_is_not_that_of_the_ratio(two_years: MemoryLibrary, question: str) -> None:
    given = asked(question, two_years, RefusingModel()).calculation
    assert given is None or not given.name.startswith(("average", "average gross"))
    assert given is None or "平均值" not in given.name


def test_an_average_that_is_stated_is_looked_up() -> None:
    within = library(
        report("h", "Harbour", "2022", ["毛利率的平均值：35%", "营业收入：100", "营业成本：60", "营业收入@2021：90"])
    )
    assert values(asked("Harbour2021-2022年毛利率的平均值是多少？", within)) == ["35%"]


def test_the_average_of_a_ratio_that_is_stated_is_that_of_what_is_stated() -> None:
    stated = ["Gross margin：30%", "Gross margin@2021：40%", "Revenue：100", "Revenue@2021：90", "Cost of sales：60"]
    within = library(report("h", "Harbour", "2022", [*stated, "Cost of sales@2021：60"]))
    given = asked("What is Harbour's average gross margin for 2021 and 2022?", within).calculation
    assert given is not None
    assert given.result == "35.00%"


def test_a_ratio_is_never_told_by_what_it_is_made_of() -> None:
    within = library(report("h", "Harbour", "2022", ["Receivables：1,679", "Turnover：9,000"]))
    given = asked("What is Harbour's receivables turnover in 2022?", within, RefusingModel())
    assert given.refused
    assert given.reason is not None
    assert given.reason.code is ReasonCode.MISSING_FIGURE


def test_an_ebitda_margin_that_is_stated_is_not_computed() -> None:
    lines = ["EBITDA margin：16.4%", "Revenue：100", "Operating income：20", "Depreciation and amortization：5"]
    within = library(report("h", "Harbour", "2022", lines))
    assert values(asked("What is Harbour's EBITDA % margin in 2022?", within)) == ["16.4%"]


def test_the_name_of_a_change_says_whether_it_is_up_or_down(reports: MemoryLibrary, reports_en: MemoryLibrary) -> None:
    rise, fall = (
        asked("四方科技2019年营业收入是否下降？", reports),
        asked("Did Nike's revenue fall in 2018?", reports_en),
    )
    assert rise.calculation is not None
    assert "（增加）" in rise.sentence
    assert fall.calculation is not None
    assert "(increase)" in fall.sentence


@pytest.mark.parametrize(
    ("tax", "cost", "rate"),
    [
        ("Income tax expense：(300)", "Cost of sales：(700)", "27.27%"),
        ("Income tax expense：(300)", "Cost of sales：700", "-27.27%"),
        ("Income tax (expense)/benefit：(300)", "Cost of sales：(700)", None),
        ("Income tax expense：300", "Cost of sales：(700)", "27.27%"),
    ],
)
def test_a_tax_in_brackets_among_costs_in_brackets_is_no_benefit(tax: str, cost: str, rate: str | None) -> None:
    within = library(report("a", "Amcor", "2022", [tax, cost, "Income before income taxes：1,100"]))
    given = asked("What was Amcor's effective tax rate in 2022?", within, RefusingModel())
    assert (given.calculation.result if given.calculation else None) == rate
