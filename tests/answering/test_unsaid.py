"""Passages that speak of almost what is asked."""

from __future__ import annotations

import pytest

from desktop.answering.unsaid import is_of_other_event, is_of_other_season, leaves_out

_FILLERS = frozenset({"在哪", "是谁", "多少", "是多少", "有多少", "是什么", "谁是", "的", "了"})


@pytest.mark.parametrize(
    ("question", "passage", "lacks"),
    [
        ("北京冬残奥会吉祥物是谁", "北京冬奥会吉祥物“冰墩墩”，以熊猫为原型进行设计。", True),
        ("北京冬残奥会吉祥物是谁", "北京冬残奥会吉祥物“雪容融”以灯笼为原型。", False),
        ("印控克什米尔地区寺庙踩踏事故死亡人数", "印控克什米尔地区一辆巴士坠入深谷，已造成10人死亡的事故。", True),
        ("谁是北京冬残奥会中国体育代表团旗手", "赵素京介绍，北京冬残奥会中国体育代表团此次参赛有以下特点。", True),
        ("北京冬奥会双人滑金牌得主是谁", "隋文静、韩聪获得北京冬奥会双人滑金牌。", False),
        ("神舟十三号飞船的成员有多少", "神舟十三号飞船由翟志刚、王亚平、叶光富三人驾驶。", False),
        ("罗伯小学枪击案造成多少人死亡", "罗伯小学枪击事件已有21人死亡。", False),
        ("C919的全称是什么", "C919是中国的客机。", True),
        ("《巴拿马诡计》是什么电影类型", "《巴拿马诡计》 导演: Barbara Trent 类型: 纪录片", False),
        ("2022年乒乓球团体世锦赛在哪举行", "2022年世界乒乓球团体锦标赛在成都举行", False),
        ("北京奥运会的吉祥物是谁", "北京残疾人奥林匹克运动会的吉祥物是福牛乐乐", True),
        ("《巴拿马诡计》是什么电影类型", "电视剧《巴拿马诡计》类型: 科幻", True),
        ("2022年乒乓球团体世锦赛在哪举行", "2022年乒乓球团体公开赛在成都举行", True),
        ("《巴拿马诡计》是什么电影类型", "《沙丘》 类型: 科幻", True),
    ],
)
def test_words_that_name_something_must_stand_in_the_passage(question: str, passage: str, lacks: bool) -> None:
    others = (
        "寺庙发生踩踏。冬残奥会的旗手。C919的全称。获得者、成员、枪击案。《巴拿马诡计》是电影。类型。世锦赛。奥运会。"
    )
    assert leaves_out(question, _FILLERS, passage, others) is lacks


def test_a_word_that_no_passage_has_may_be_said_in_another_way() -> None:
    passage = "2023年1月3日，恒生指数收报20145.29点。"
    assert not leaves_out("2023年1月3日恒指收盘点数", _FILLERS, passage, "恒生指数高开。")
    assert leaves_out("2023年1月3日恒指收盘点数", _FILLERS, passage, "恒指收盘点数为20145点。")


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        ("2020-2021赛季CBA总决赛落幕，广东宏远队夺得总冠军。", True),
        ("2021-2022赛季CBA总决赛落幕，辽宁队夺得总冠军。", False),
        ("2021-22赛季CBA总决赛落幕，辽宁队夺得总冠军。", False),
        ("辽宁队夺得CBA总冠军。", False),
    ],
)
def test_another_season_is_another_thing(sentence: str, other: bool) -> None:
    assert is_of_other_season("cba2021-2022赛季总冠军", sentence.lower()) is other


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("北京冬奥会男子500米速度滑冰金牌", "武大靖，2018年平昌冬奥会短道速滑男子500米金牌。", True),
        ("北京冬奥会男子500米速度滑冰金牌", "高亭宇在2022年北京冬奥会上夺得男子500米速度滑冰金牌。", False),
        ("北京冬奥会男子500米速度滑冰金牌", "继平昌冬奥会之后，高亭宇在北京冬奥会上夺得金牌。", False),
        ("谁是北京冬奥会第一棒火炬手", "1963年世界冠军罗致焕是冬奥会第一棒火炬手。", False),
        ("2022年冬奥会开幕式总导演是谁", "2022年北京冬奥会开幕式总导演是张艺谋。", False),
    ],
)
def test_another_event_of_the_kind_is_another_thing(question: str, sentence: str, other: bool) -> None:
    assert is_of_other_event(question, sentence) is other
