"""What a value's sentence says against it."""

from __future__ import annotations

import pytest

from desktop.answering.against import is_of_subsidiary, speaks_against, when_told
from tests.answering.reports import asked, library, report, values
from tests.fakes.models import SayingModel


@pytest.mark.parametrize(
    ("value", "quote", "question", "name", "period"),
    [
        ("150万辆", "62万辆交付量，但距离2022年整体交付目标150万辆，仅完成37.6%", "2022年交付量？", "交付量", "2022"),
        ("743.4亿美元", "分析师曾作出全年营收743.4亿美元的预测", "2022年全年营收", "营收", "2022"),
        ("$90 million", "Sales were 80, and our guidance is $90 million", "What were sales in 2022?", "sales", "2022"),
        ("95美元", "计划以每股95美元的价格收购", "花了多少钱收购", "花", ""),
        ("$95", "It will buy the company for $95 per share", "How much did it pay for the company?", "pay", ""),
        ("24.51%", "2021年，研发投入48亿元，同比增长24.51%", "2021年销量同比增长多少？", "销量同比增长", "2021"),
        ("1600万", "Jan 1, 2021 机场2020年旅客吞吐量突破1600万人次", "2021年旅客吞吐量", "旅客吞吐量", "2021"),
        ("2.69万美元", "2021年，上海人均GDP达2.69万美元", "上海2021年的GDP是多少", "GDP", "2021"),
        ("6.1%", "2021年工业增加值两年平均增长6.1%", "2021年工业增加值增长了多少？", "工业增加值增长", "2021"),
        ("林朝夕", "《天才基本法》中她饰演林朝夕", "《天才基本法》的主演是谁？", "主演", ""),
        ("3.2亿元", "2018年营业收入4.5亿元，较2017年3.2亿元增长40%", "2018年营业收入是多少？", "营业收入", "2018"),
        ("3.2亿元", "2018年营业收入4.5亿元，高于2017年的约3.2亿元", "2018年营业收入是多少？", "营业收入", "2018"),
    ],
)
def test_against(value: str, quote: str, question: str, name: str, period: str) -> None:
    assert speaks_against(value, quote, question, (name,), period)


@pytest.mark.parametrize(
    ("value", "quote", "question", "name", "period"),
    [
        ("631亿", "2022年，全年营收为631亿，较2021年的790亿下跌20%", "2022年营收", "营收", "2022"),
        ("四次", "其预测，2022年美联储将加息四次", "其预测2022年美联储将加息几次", "加息", "2022"),
        ("14.8%", "集团2021销量出炉：230万辆，同比增长14.8%", "2021年销量同比增长多少？", "销量同比增长", "2021"),
        ("2022年2月4日", "冬奥会的计划进行时间是2022年2月4日至20日", "开幕日期是什么时候", "开幕日期", ""),
        ("8.1%", "2021年,国内生产总值为114万亿元,比上年增长8.1%", "2021年中国经济增长了多少？", "中国经济增长", "2021"),
        ("9.6%", "2021年,规模以上工业增加值比上年增长9.6%", "2021年工业增加值增长了多少？", "工业增加值增长", "2021"),
        ("$0.50", "The board declared a dividend of $0.50 per share", "What dividend was declared?", "dividend", ""),
        ("790亿", "2022年，全年营收为631亿，较2021年的790亿下跌20%", "2021年营收", "营收", "2021"),
        ("8%", "2021年产量1336万吨，比2020年增长8%", "2021年产量增长多少？", "产量增长", "2021"),
        ("2.69万美元", "2021年，上海人均GDP达2.69万美元", "上海2021年的人均GDP是多少", "人均GDP", "2021"),
        (
            "9.6%",
            "2021年工业增加值增长9.6%，两年平均增长6.1%",
            "2021年工业增加值增长了多少？",
            "工业增加值增长",
            "2021",
        ),
        ("林朝夕", "《天才基本法》中她饰演林朝夕", "她在《天才基本法》中演谁？", "演", ""),
        ("4.5亿元", "公司人均营业收入120万元，2018年实现营业收入4.5亿元", "2018年营业收入是多少？", "营业收入", "2018"),
        ("10%", "2021年存款余额较2020年12月31日增长10%", "2021年存款余额增长了多少？", "存款余额增长", "2021"),
        ("10%", "2021年营业收入较2020年1-6月增长10%", "2021年营业收入增长了多少？", "营业收入增长", "2021"),
        ("4.5亿元", "2021年营业收入较2020年约3.2亿元增至4.5亿元", "2021年营业收入是多少？", "营业收入", "2021"),
        ("5,000元", "租金为每月5,000元", "租金是多少？", "租金", ""),
        ("$80 million", "Sales were $80 million, above our guidance", "What were sales?", "sales", ""),
    ],
)
def test_not_against(value: str, quote: str, question: str, name: str, period: str) -> None:
    assert not speaks_against(value, quote, question, (name,), period)


@pytest.mark.parametrize(("log_probability", "shown"), [(None, ["12人"]), (0.0, ["12人"]), (-0.6, [])])
def test_an_open_question_in_chinese_needs_a_sure_model_or_one_that_tells_nothing(
    log_probability: float | None, shown: list[str]
) -> None:
    told = library(report("h", "", "2022", ["寺庙踩踏事故造成死亡人数12人。：略"]))
    told.facts.clear()
    assert values(asked("寺庙踩踏事故造成多少人死亡？", told, SayingModel("12人", log_probability))) == shown


@pytest.mark.parametrize(
    ("quote", "value", "told"),
    [
        ("营业收入从2017年3.2亿元增长至2018年4.5亿元", "3.2亿元", "营业收入从2017年"),
        ("粮食总产量68285万吨，比2020年增加1336万吨", "68285万吨", "粮食总产量68285万吨， 增加1336万吨"),
        ("全市生产总值43214亿元，自2017年突破3万亿元以来", "43214亿元", "全市生产总值43214亿元， 突破3万亿元以来"),
        ("2021年产量1336万吨，2020年1290万吨", "1336万吨", "2021年产量"),
        ("Sales of 80 in 2021, up from 75 in 2020", "80", "Sales of 80 in 2021, up from 75 in 2020"),
    ],
)
def test_what_a_figure_is_held_against_is_not_when_it_is_of(quote: str, value: str, told: str) -> None:
    assert when_told(value, quote) == told


FOUNDED, SUBSIDIARY = "公司哪一年成立?", "公司全资子公司, 成立于2017年,目前尚在筹备阶段。"


@pytest.mark.parametrize(
    ("value", "quote", "question", "named"),
    [
        ("2017年", SUBSIDIARY, FOUNDED, ("四方科技",)),
        ("2017年", "本公司全资子公司,成立于2017年", FOUNDED, ()),
        ("2017年", "其控股子公司成立于2017年", FOUNDED, ()),
        ("2017年", "公司下属全资子公司,成立于2017年", FOUNDED, ()),
        ("2017年", "成立于2017年的全资子公司", FOUNDED, ()),
        ("1亿元", "四方科技的控股子公司实现净利润1亿元", "四方科技净利润是多少?", ("四方科技",)),
        ("1亿元", "四方科技(603339)2019年的控股子公司实现净利润1亿元", "四方科技净利润是多少?", ("四方科技",)),
    ],
)
def test_what_is_told_of_a_subsidiary(value: str, quote: str, question: str, named: tuple[str, ...]) -> None:
    assert is_of_subsidiary(value, quote, question, named)


@pytest.mark.parametrize(
    ("value", "quote", "question", "named"),
    [
        ("2017年", "四方罐储是公司全资子公司,成立于2017年", "四方罐储哪一年成立?", ("四方罐储",)),
        ("2017年", "四方罐储(公司全资子公司)成立于2017年", "四方罐储哪一年成立?", ("四方罐储",)),
        ("2017年", SUBSIDIARY, "子公司哪一年成立?", ("四方科技",)),
        ("1亿元", "公司及全资子公司实现净利润1亿元", "公司净利润是多少?", ("四方科技",)),
        ("1990年", "本公司为甲集团全资子公司,成立于1990年", FOUNDED, ()),
        ("1990年", "公司成立于1990年,有全资子公司3家", FOUNDED, ()),
        ("1990年", "该电子公司成立于1990年", FOUNDED, ()),
        ("1990年", "招商局控股公司成立于1990年", "招商局成立于哪一年?", ("招商局",)),
        ("3,500人", "公司拥有12家全资子公司,员工总数3,500人。", "员工总数是多少?", ()),
        ("3,500人", "公司拥有12家全资子公司,员工总数3,500人。", "四方科技员工总数?", ("四方科技",)),
        ("100亿元", "公司下设5家控股子公司,总资产100亿元", "总资产是多少?", ()),
        ("李敏", "许强为子公司总经理,李敏为公司财务总监", "财务总监是谁?", ()),
        ("2亿元", "公司出售子公司股权后,公司全年实现净利润2亿元", "净利润是多少?", ()),
        ("北京市海淀区", "公司及下属分子公司注册地址为北京市海淀区", "注册地址?", ()),
        ("苏州罐储", "由公司通过全资子公司苏州罐储实施", "该项目由谁实施?", ()),
        ("5%", "研发人员占比5%,子公司研发人员占比15%", "研发人员占比是多少?", ()),
    ],
)
def test_what_is_told_of_the_company(value: str, quote: str, question: str, named: tuple[str, ...]) -> None:
    assert not is_of_subsidiary(value, quote, question, named)
