"""The examples of the issue, in Chinese and in English."""

from __future__ import annotations

SOCIOLOGIST = (
    "许仕廉,国籍,中国",
    "许仕廉,出生日期,1896年",
    "许仕廉,毕业院校,爱荷华大学",
    "许仕廉,主要成就,中国著名社会学家",
    "许仕廉,职业,社会学家",
    "许仕廉,代表作品,《文化与政治》；《一个市镇调查的尝试》；《中国人口问题》",
)
SOCIOLOGIST_EN = (
    "Leonard Hsu,nationality,Chinese",
    "Leonard Hsu,date of birth,1896",
    "Leonard Hsu,alma mater,University of Iowa",
    "Leonard Hsu,known for,pioneering sociologist in China",
    "Leonard Hsu,occupation,sociologist",
    "Leonard Hsu,notable works,Culture and Politics; An Attempt at a Town Survey; The Population of China",
)
PLAYERS = (
    "科列斯尼科夫,出生日期,1985年12月26日",
    "科列斯尼科夫,身高,195CM",
    "科列斯尼科夫,体重,78kg",
    "科列斯尼科夫,所属运动队,圣彼得堡俱乐部",
    "科列斯尼科夫,位置,后卫",
    "科列斯尼科夫,号码,5号",
    "科列斯尼科夫,职业,篮球",
    "米哈伊尔·彼特罗维奇·科列斯尼科夫,出生日期,1939.10",
    "米哈伊尔·彼特罗维奇·科列斯尼科夫,逝世日期,2007.3.26",
)
PLAYERS_EN = (
    "Kolesnikov,date of birth,26 December 1985",
    "Kolesnikov,height,195 cm",
    "Kolesnikov,weight,78 kg",
    "Kolesnikov,sports team,Saint Petersburg Club",
    "Kolesnikov,position,guard",
    "Kolesnikov,number,5",
    "Kolesnikov,occupation,basketball",
    "Mikhail Petrovich Kolesnikov,date of birth,October 1939",
    "Mikhail Petrovich Kolesnikov,date of death,26 March 2007",
)
TALK = (
    "我想了解一下科列斯尼科夫这位篮球运动员。我知道他是一位后卫球员，且运动技能很高。但是他的出生年月，以及他在哪个队伍效力，"
    "他的身高和体重等等，这些我都不太清楚。你能告诉我这些信息吗？"
)
TALK_EN = (
    "I would like to learn about the basketball player Kolesnikov. I know that he is a guard and very skilled. "
    "But when he was born, which team he plays for, his height and his weight are unknown to me. Can you tell me?"
)
