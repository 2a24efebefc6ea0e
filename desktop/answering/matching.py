"""Whether a fact's label names what was asked, and whether a value is of the kind that was asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from desktop.answering.lexicon import Lexicon, ValueKind
from desktop.answering.typed import is_company, is_date, is_numbered
from desktop.answering.wording import key, says, without_remark
from desktop.domain.currencies import NAME, SIGN
from desktop.domain.months import HAN_MONTH, MONTH
from desktop.domain.numbers import quantity_of
from desktop.domain.units import COUNTED, MEASURE

EXACT, WHOLE, SYNONYM, PADDED = 1.0, 0.96, 0.95, 0.9  #: WHOLE is a synonym that says it is the total
_TOTAL = re.compile(r"^total\s+|(?:合计|总计|总额)$")
_NET = re.compile(r"\bnet\b|净")
_COLUMN = re.compile(r"(?: full year)? amount$")
_NET_LAST = re.compile(r" net$")
_REVENUE = re.compile(r"revenues?|sales|turnover|营业?收入?")
_KIND = re.compile(r"(?:segment|division)s?|(?:业务)?(?:分部|板块)", re.I)
_PADDING = re.compile(
    r"公司|本集团|的|之|数量|人数|金额|数额|总额|情况|合计数|姓名|截止|截至|报告期末|报告期内|报告期|期末|年末|本期|本年度?|为|数$"
    r"|\b(?:totals?|company|group|consolidated|amount|reported|the|of|its)\b"
)
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千两]+(?:[个名人家项次位岁年月天日米]|$)")
_SIDE = r"[^\W\d]{0,4} ?[$€£¥￥]?\d[\d,.]*\s?(?:%|[^\W\d]{1,12})?"
#: $400 million to $475 million, 3亿元至5亿元
_RANGE = re.compile(rf"{_SIDE}\s*(?:to|and|[-–—至到~～])\s*{_SIDE}", re.I)
#: units and 1,200 vehicles are counted: what stands before them is no year
_NOT_COUNTED = rf"(?!\s*-?\s*(?:(?:{MEASURE}|unit)(?![a-z])|{COUNTED}|[万亿千百元名家个项次位%‰]|{NAME}|{SIGN}|(?:thousand|million|billion)))"
_DATE = re.compile(
    rf"(?<![\d.,$€£¥])(?:1\d|20)\d\d(?!\d|,\d|\.\d+(?![.\d/])){_NOT_COUNTED}"
    r"|(?<![\d.,$€£¥])(?:1[6-9]|20)\d\d(?:\.(?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))(?![\d.,])"
    rf"|(?<![\d.,])\d{{1,2}}(?:[/-]\d{{1,2}}(?:[/-](?:\d\d){{1,2}})?|\.\d{{1,2}}\.(?:\d\d){{1,2}})(?![\d/-]){_NOT_COUNTED}"
    rf"|\b(?!may\b)(?:{MONTH})\b|\bmay\b\W*\d|\d\W*(?:(?:st|nd|rd|th)\W+)?(?:day\W+)?(?:of\W+)?may\b|^\W*may\W*$|\bfy\s?['’]?\d\d\b"
    rf"|(?:\d{{1,2}}|{HAN_MONTH})\s*月|世纪|年代|[一二三四五六七八九〇○零]{{2,4}}年",
    re.I,
)
#: a day whose year is not said: 9月3日上午, September 3
_DAY = re.compile(
    rf"(?:\d{{1,2}}|{HAN_MONTH})\s*月\s*\d{{1,2}}\s*[日号](?:[上下中]午|凌晨|晚上?|早上)?(?:\d{{1,2}}[时点：:].{{0,6}})?"
    rf"|(?:{MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTH})",
    re.I,
)
_CODE = re.compile(r"(?=\D*\d)[A-Z\d][A-Z\d./_-]*")
_LEGAL_FORM = r"(?:inc|incorporated|ltd|limited|llc|llp|lp|plc|corp|corporation|company|gmbh|co|n\.?v|s\.?a)\b"
_HAN_INSTITUTION = r"(?:大学|学院|研究院|研究所|医院|委员会|协会|政府|法院|交易所)$"
#: 和 in the name of an institution joins nobody: 协和医院
_AND = re.compile(
    rf"[、，；;]|,(?!\s*{_LEGAL_FORM})|\s+(?:and|&)\s+(?!co\b)"
    rf"|(?<=[\u4e00-\u9fff])(?:\s|[和及](?!\w*{_HAN_INSTITUTION}))(?=[\u4e00-\u9fff])",
    re.I,
)
_INSTITUTION = re.compile(
    rf"..{_HAN_INSTITUTION}|^(?:the )?(?:university|institute|college) of\b|\b(?:university|institute|committee)$", re.I
)
#: Hospital is a surname too: a hospital is told by what else stands in its name
_HOSPITAL = re.compile(
    r"^(?:the|st\.?|saint|mount|mt\.?|royal|new|north|south|east|west)\s(?:.*\s)?hospital$|['’]s?\s+hospital$"
    r"|\b(?:children|city|community|county|district|general|memorial|national|regional|royal|university|veterans)\s+hospital$"
    r"|^(?!(?:dr|mr|mrs|ms|sir|dame|prof(?:essor)?)\b)(?:[^\W\d_][\w'’-]+\s+){3,9}hospital$",
    re.I,
)


def label_score(asked: str, label: str, lexicon: Lexicon) -> float:
    """How surely a label names what was asked: 1 the same words, 0 something else."""
    wanted, found = key(asked), key(label)
    if not wanted or not found:
        return 0.0
    if wanted == found:
        return EXACT
    groups = set(lexicon.groups_of(asked))
    if groups & set(lexicon.groups_of(label)):
        return _synonym(wanted, found)
    if groups & {group for name in (_TOTAL.sub("", found), *_plainer(found)) for group in lexicon.groups_of(name)}:
        return PADDED
    return PADDED if _bare(wanted, lexicon) == _bare(found, lexicon) else 0.0


def _plainer(found: str) -> Iterator[str]:
    """The key of a label without the header of its column, Amount, and without that it is net."""
    plain = _COLUMN.sub("", found)
    yield from (plain, _NET_LAST.sub("", plain))


def _synonym(wanted: str, found: str) -> float:
    """Revenue is the total of revenues before net sales; net revenue is not the total before what is taken off."""
    if not _TOTAL.search(found):
        return SYNONYM
    if _NET.search(wanted) and not _NET.search(found):
        return PADDED
    return WHOLE if _REVENUE.fullmatch(wanted) else SYNONYM


def accounts_for(words: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether every one of these words stands somewhere in the texts; that a segment is one need not."""
    asked = tuple(words)
    wanted = [word for word in asked if not _KIND.fullmatch(word)] or list(asked)
    told = tuple(texts) if wanted else ()
    return all(any(says(text, word) for text in told) for word in wanted)


def is_of_kind(value: str, kind: ValueKind | None) -> bool:
    """Whether a value can be an answer of this kind: a date for a date, a number for how much."""
    match kind:
        case ValueKind.NUMBER:
            figure = _FIGURE.search(value) is not None and (len(value) <= 24 or _RANGE.fullmatch(value) is not None)
            return quantity_of(value) is not None or figure
        case ValueKind.DATE:
            return _DATE.search(value) is not None
        case ValueKind.PERSON | ValueKind.WHO | ValueKind.PLACE | ValueKind.NAME:
            return _is_name_of_kind(value, kind)
        case ValueKind.CODE:
            return any(character.isascii() and character.isalnum() for character in value)
    return True


def _is_name_of_kind(value: str, kind: ValueKind) -> bool:
    """Whether a value may name a person, a place, or else anything, also by a number: 3M, 58同城."""
    bare = without_remark(value)
    if kind in (ValueKind.WHO, ValueKind.NAME) and is_numbered(bare):
        return True
    return _is_name(value) and not (kind is ValueKind.PERSON and _is_nobody(bare))


def _is_name(value: str) -> bool:
    """Whether a value may be a name: no number and no date."""
    bare = without_remark(value)
    return quantity_of(bare) is None and not is_date(bare) and not _DAY.fullmatch(bare.strip())


def _is_nobody(name: str) -> bool:
    """Whether a name is nobody's: a code, or one of companies and institutions only."""
    if _CODE.fullmatch(name.strip()):
        return True
    parts = [part.strip() for part in _AND.split(name) if part.strip()]
    return all(is_company(part) or _is_institution(part) for part in parts)


def _is_institution(name: str) -> bool:
    return _INSTITUTION.search(name) is not None or _HOSPITAL.search(name) is not None


def _bare(label: str, lexicon: Lexicon) -> str:
    """Without words that add nothing, and with one word for those that may stand for each other."""
    for standard, pattern in lexicon.parts:
        label = pattern.sub(standard, label)
    return " ".join(_PADDING.sub("", label).split()) or label
