"""What the words around a value say against it: a target, a price of each, another year's figure, a growth of something else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.answering.periods import periods_in, year_of
from desktop.answering.wording import flat
from desktop.domain.numbers import quantity_of
from desktop.domain.terms import is_chinese, terms

#: a year that a figure is held against, not that it is of: 比2020年增加, 自2017年突破3万亿元以来
_HELD_AGAINST = re.compile(
    r"(?:比|较|自|从|相比于?|高于|低于|超过)\s*(?:19|20)\d\d\s*年(?:度|同期|末|底)?(?!的?[约近超逾]?\s*\d[\d,.]*$)"
)
_CLAUSE_END = re.compile(r"[，。；！？;!?]\s*|,(?!\d)\s*|(?<=[a-z\d%)])\.\s")
#: what has not come about, said of the value's own clause
_OUTLOOK = re.compile(
    r"目标|预计|预期|预测|预估|预算|有望|力争|计划|\b(?:targets?|targeted|forecasts?|guidance|outlook|projected|projections?|budget(?:ed)?)\b",
    re.I,
)
_THING = r"(?:股|吨|桶|件|台|辆|套|平方米|平米|公斤|千克|斤|人|户|位|张)"
_ENGLISH_THING = r"(?:share|unit|tonne|ton|barrel|ounce|store|person|employee|square)"
_EACH = re.compile(rf"每{_THING}\s*(?:约|近|超过)?\s*(?:US\$|[$€£¥￥])?\s*$")
_OF_EACH = re.compile(rf"\s*(?:(?:/|每)\s*{_THING}|/\s*{_ENGLISH_THING}|(?:per|an?)\s+{_ENGLISH_THING}\b)", re.I)
_ASKS_EACH = re.compile(
    r"每|单价|价格|股价|股利|红利|分红|派|\bper\b|\beach\b|\bprice\b|\b(?:a|one)\s+share\b|\beps\b|\bdividends?\b|/",
    re.I,
)
#: a figure of each of those counted, or of several years, in a clause
_MEAN = re.compile(r"人均|户均|日均|月均|年均|[两三四五六七八九十]年平均|单日|\bper capita\b|\baverage annual\b", re.I)
#: what stands before a role, and what asks who plays one
_ROLE = re.compile(r"(?:饰演|扮演|饰|出演)(?:了)?\s*[“《]?$")
_ASKS_MEAN = re.compile(r"平均|人均|每|\bper\b|\baverage\b|\beach\b", re.I)
_ASKS_ACTOR = re.compile(r"主演|演员|谁演|出演者")
_SUBSIDIARY = re.compile(
    r"(?<![电分量种母粒离])(?:(?:全资|控股|参股|下属|所属|附属|旗下)*(?:子|孙)|(?:全资|下属|所属)+(?:附属)?)公司"
)
#: a subsidiary of whom is meant: 四方科技(603339)2019年的控股子公司
_WHOSE = r"(?:\s*[（(][^（）()]{0,12}[）)]|(?:19|20)\d\d年|[的之])*"
#: subsidiaries that are counted, named beside the company, or done something with: they are not what a value is told of
_NOT_OF_IT = re.compile(
    r"\d ?[家个]|[一二三四五六七八九十两数多几]家|[及和与、或由为系是有设对向含括售购让以因/]"
    r"|通过|合并|其他|处置|注销|新增|剔除|连同|加上|全体"
)
_THAT_ONE = re.compile(rf"(?:该|此|上述){_SUBSIDIARY.pattern}(?![及和与、])")
_REMARK = re.compile(r"[（(][^（）()]*[）)]")
_AGAIN = re.compile(r"(?<!有限)公司|股权|股份(?!有限)|经理|董事|监事|股东|[及和与、]")
_ECONOMY = frozenset(("经济",))  #: its growth is that of its product
_GROWTH = re.compile(
    r"(?:较?(?:上年|去年|上期)?同比|环比)?(?:增长|增幅|增速|增加(?!值)|下降|降幅|减少)(?:了|率|幅度|情况|百分比)?"
)


def when_told(value: str, quote: str) -> str:
    """The part of a sentence that says when its value is of: in a Chinese one what stands before it, where that names a
    period, without years that a figure is held against; all of another.
    """
    if not is_chinese(quote):
        return quote
    at = quote.find(value)
    before = _HELD_AGAINST.sub(" ", f"{quote[:at]}0")[:-1] if at > 0 else ""
    return before if periods_in(flat(before)) else _HELD_AGAINST.sub(" ", quote)


def speaks_against(value: str, quote: str, question: str, names: Iterable[str], period: str) -> bool:
    """Whether the value's sentence says that it is something else than the question asks for.

    ``names`` are those of what is wanted, ``period`` the one asked. What the question itself speaks of – a target, a
    price of each – is not held against a value.
    """
    at = quote.find(value)
    if at < 0:
        return False
    before, after = quote[:at], quote[at + len(value) :]
    amount = quantity_of(value) is not None
    if amount and _is_other_amount(_clause(before, after), question):
        return True
    if _is_of_each(before, after) and not _ASKS_EACH.search(question):
        return True
    if _ROLE.search(before) and _ASKS_ACTOR.search(question):
        return True
    return _is_of_other_year(f"{before}0" if amount else before, quote, period) or _is_growth_of_another(quote, names)


def is_of_subsidiary(value: str, quote: str, question: str, named: Iterable[str]) -> bool:
    """Whether a Chinese sentence tells the value of a subsidiary, and the question asks for that of a company.

    ``named`` are the names of those meant, flat: one that stands there, not as whose subsidiary it is, is told of itself.
    """
    place = re.search(rf"(?<!\d)(?<!\d[.,]){re.escape(value)}(?!\d)", quote)
    if place is None or _SUBSIDIARY.search(question):
        return False
    before, after = quote[: place.start()], quote[place.end() :]
    if not _is_subject(before) and not re.match(rf"的{_SUBSIDIARY.pattern}", after):
        return False
    return not any(re.search(rf"{re.escape(name)}(?!{_WHOSE}{_SUBSIDIARY.pattern})", before) for name in named)


def _is_subject(before: str) -> bool:
    """Whether a value is told of a subsidiary: the clause before it ends with one, or its own begins with one."""
    *earlier, own = _CLAUSE_END.split(before)
    last = earlier[-1] if earlier else ""
    ended = next((one for one in _SUBSIDIARY.finditer(last) if one.end() == len(last)), None)
    own = _REMARK.sub("", own)
    begun = _SUBSIDIARY.search(own)
    if begun:
        return not _NOT_OF_IT.search(own[: begun.start()]) and not _AGAIN.search(own[begun.end() :])
    if _THAT_ONE.match(last):
        return not _AGAIN.search(own)
    return ended is not None and not _NOT_OF_IT.search(last[: ended.start()]) and not _AGAIN.search(own)


def _is_other_amount(clause: str, question: str) -> bool:
    """Whether a clause tells what has not come about, or a mean, and the question does not ask that."""
    is_outlook = _OUTLOOK.search(clause) is not None and _OUTLOOK.search(question) is None
    return is_outlook or _is_other_mean(clause, question)


def _is_other_mean(clause: str, question: str) -> bool:
    """Whether a clause tells a figure a head or a year, and the question does not ask that."""
    told = {match[0].lower() for match in _MEAN.finditer(clause)}
    return bool(told) and not any(one in question.lower() for one in told) and not _ASKS_MEAN.search(question)


def _clause(before: str, after: str) -> str:
    """The clause that the value stands in, without the value."""
    begun = [match.end() for match in _CLAUSE_END.finditer(before)]
    end = _CLAUSE_END.search(after)
    return f"{before[begun[-1] if begun else 0 :]} {after[: end.start() if end else len(after)]}"


def _is_of_each(before: str, after: str) -> bool:
    return _EACH.search(before) is not None or _OF_EACH.match(after) is not None


def _is_of_other_year(before: str, quote: str, period: str) -> bool:
    """Whether a Chinese sentence has said another year last before the value: that is the one it stands for."""
    asked = year_of(period)
    if not asked or not is_chinese(quote):
        return False
    told = _HELD_AGAINST.sub(" ", before)
    years = [year_of(one.period) for one in periods_in(told) if year_of(one.period)]
    return bool(years) and years[-1] != asked


def _is_growth_of_another(quote: str, names: Iterable[str]) -> bool:
    """Whether a growth is asked, and the sentence doesn't name what of: 销量同比增长, beside 研发投入同比增长24%."""
    growths = (name for name in names if _GROWTH.search(name) and is_chinese(name))
    subjects = [found[-1] for name in growths if (found := tuple(terms(_GROWTH.sub("", name))))]
    told = bool(subjects) and not _ECONOMY & frozenset(subjects)
    return told and not frozenset(subjects) & frozenset(terms(quote))
