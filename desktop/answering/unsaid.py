"""What a Chinese question names and a passage does not: another event, another edition, another of the same kind.

A model takes the mascot of the Olympic Games for that of the Paralympic ones. The words of the question that name
something and stand in some passage must stand in this one, and where it has a name that is almost the question's, it
speaks of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_SEASON = re.compile(r"((?:19|20)\d\d)\s*[-–—~/至]\s*((?:19|20)?\d\d)(?!\d)(?=\s*(?:赛季|年度|学年|财年|财政年))")
#: an event of a kind that there are several of, named behind a year or at the beginning of a clause
_EVENT = re.compile(
    r"(?:(?:^|[\s，。、；：“《(（]|年|届|是|在|的)(?P<name>[\u4e00-\u9fff]{2,4}?)|(?<=[^\u4e00-\u9fff]))?"
    r"(?P<kind>(?:夏季|冬季|冬|夏)?残?奥(?:林匹克)?(?:运动)?会|奥运会|世界杯|锦标赛|亚运会|亚洲杯|欧洲杯|全运会|峰会|世博会|博览会|电影节|进博会)"
)
#: what an event is called for short, and how it may be said in full: 世界乒乓球团体锦标赛
_SHORT = tuple(
    (short, re.compile(whole))
    for short, whole in (
        ("世锦赛", r"世界[^，。；\s]{0,10}锦标赛"),
        ("亚锦赛", r"亚洲[^，。；\s]{0,10}锦标赛"),
        ("世乒赛", r"世界乒乓球[^，。；\s]{0,6}锦标赛"),
        ("残奥会", r"残疾人[^，。；\s]{0,4}(?:奥林匹克)?运动会"),
        ("奥运会", r"(?<!残疾人)奥林匹克运动会"),
        ("亚运会", r"亚洲运动会"),
        ("全运会", r"全国运动会"),
    )
)
_TITLE = re.compile(r"《([^《》]+)》")
#: what something with a title is: a list of films need not say film of each
_WORKS = tuple(
    re.compile(one)
    for one in (r"电影|影片|纪录片|动画片?", r"电视剧|剧集", r"歌曲", r"小说|图书", r"游戏", r"综艺|节目")
)
_ANY_WORK = re.compile("|".join(one.pattern for one in _WORKS) + "|作品")
#: words that say how something is told, not what: others are said in their place
_GENERAL = re.compile(
    r"人数|数量|成员|得主|获得者|时候|时间|时刻|具体|全国|我国|国内|赢得|获得|造成|达到|共有|名单|地点|总共|一共|目前|最新|分别|情况|包括|位于|发生|推出|叫做|名叫|名字|名称"
)


def leaves_out(question: str, fillers: frozenset[str], passage: str, others: str) -> bool:
    """Whether a passage lacks a word of a flat question that ``others`` have, or has one that is almost it.

    ``fillers`` are words that name nothing. A word is two characters or more of which none stands in the passage beside
    its neighbour in the question. One that no passage has may be said in another way there, 恒指 for 恒生指数.
    """
    for short, whole in _SHORT:
        if short in question and whole.search(passage):
            question = question.replace(short, " ")
    titles = _TITLE.findall(question)
    if titles and all(title in passage for title in titles) and not _is_of_other_work(question, passage):
        question = _ANY_WORK.sub(" ", question)
    return any(_lacks_word(stretch, passage, others) for stretch in _stretches(question, fillers))


def is_of_other_season(question: str, sentence: str) -> bool:
    """Whether a question asks for one season, 2021-2022赛季, and a sentence tells of others only."""
    asked, told = _seasons(question), _seasons(sentence)
    return bool(asked) and bool(told) and not asked & told


def is_of_other_event(question: str, sentence: str) -> bool:
    """Whether a question asks of one event of its kind, 北京冬奥会, and a sentence tells of another only: 平昌冬奥会."""
    told = [(one["name"], one["kind"]) for one in _EVENT.finditer(sentence)]
    for name, kind in ((one["name"], one["kind"]) for one in _EVENT.finditer(question) if one["name"]):
        of_kind = [other for other, of in told if of == kind]
        if of_kind and all(of_kind) and name[-2:] + kind not in sentence:
            return True
    return False


def _is_of_other_work(question: str, passage: str) -> bool:
    """Whether a passage speaks of a work of another kind only: a series where a film is asked."""
    asked = [one for one in _WORKS if one.search(question)]
    told = [one for one in _WORKS if one.search(passage)]
    return bool(asked) and bool(told) and not any(one in told for one in asked)


def _seasons(text: str) -> frozenset[str]:
    return frozenset(f"{first}-{last[-2:]}" for first, last in _SEASON.findall(text))


def _stretches(question: str, fillers: frozenset[str]) -> Iterator[str]:
    """The runs of Chinese characters that are left without general words and fillers."""
    text = _GENERAL.sub(" ", question)
    for filler in sorted((one for one in fillers if one and not one.isascii()), key=len, reverse=True):
        text = text.replace(filler, " ")
    yield from _HAN.findall(text)


def _lacks_word(stretch: str, passage: str, others: str) -> bool:
    said = [stretch[at : at + 2] in passage for at in range(len(stretch) - 1)]
    missing = [not any(said[max(0, at - 1) : at + 1]) for at in range(len(stretch))]
    if any(missing[at] and missing[at + 1] and stretch[at : at + 2] in others for at in range(len(stretch) - 1)):
        return True
    inner = (at for at in range(1, len(stretch) - 1) if missing[at])
    return any(stretch[at - 1] + stretch[at + 1] in passage for at in inner)
