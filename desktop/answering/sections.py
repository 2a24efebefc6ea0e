"""What the section of a fact says of its figures: a statement's, a segment's, another's, adjusted, a share."""

from __future__ import annotations

import re

from desktop.answering.wording import flat
from desktop.domain.fact import Fact

PER_SHARE = re.compile(r"每股|\bper[- ](?:\w+ )?share\b|\beps\b", re.I)
_EXCEPT = re.compile(r"(?<!扣)除|\b(?:except|excluding|other than|save)\b")
_PRIMARY = re.compile(
    r"资产负债表|利润表|损益表|现金流量表|权益变动表|主要会计数据|主要财务指标|balance sheet|income statement"
    r"|statements? of (?:profit (?:or|and) loss|financial (?:position|condition)|operations|income|earnings|cash flows?|comprehensive)"
    r"|financial highlights",
    re.I,
)
#: sections whose figures are another's: an investee's, a business given up
OF_OTHERS = re.compile(
    r"联营企业|合营企业|终止经营|模拟合并|备考|递延所得税|持有待售"
    r"|\bdeferred (?:income )?tax|\bheld[- ]for[- ]sale\b|\bcross[- ]guarantee|\bguarantors?\b|\bvariable interest"
    r"|\bequity[- ]method\b|\binvestees?\b|\bjoint ventures?\b|\bassociates\b|\bdiscontinued operations?\b|\bpro[- ]?forma\b",
    re.I,
)
#: a title that names another company, with its short name: Hemlock Semiconductor Group (“HSG”)
_OF_COMPANY = re.compile(
    r"\b(?:Group|Company|Corporation|Inc\.?|Ltd\.?|LLC|L\.?P\.?|Partners|Partnership|Trust|Holdings)\s*,?\s*\([“\"'‘][A-Z][A-Z&]{1,5}[”\"'’]\)"
)
#: rows of a statement of cash flows: of receivables it has the change
CHANGES = re.compile(
    r"\bchanges? in\b|\b(?:increase|decrease)\)?(?: or decrease| or increase| \((?:increase|decrease)\))? in\b|\badjustments? to reconcile\b",
    re.I,
)
_SHORT_GROUP = 40  #: a longer one is a caption, which may name several things
ADJUSTED = re.compile(
    r"\badjusted\b|\bnon[- ]?gaap\b|\bunderlying\b|\bcore (?=constant|eps|earnings|income|gross|operating|net|results)"
    r"|\bpro[- ]?forma\b|经调整|扣除非经常|扣非",
    re.I,
)
_RECONCILES = re.compile(r"\breconcil|\bto adjusted\b|调节|调整为", re.I)
SEGMENT = re.compile(r"\bsegments?\b|分部", re.I)
PARENT = re.compile(
    r"母公司(?!所有者|股东)|(?<!合并)(?<!合并及)公司(?:利润表|资产负债表|现金流量表)|parent company|parent only", re.I
)
GROUP = re.compile(r"合并|consolidated", re.I)
_LONGEST_TITLE = 90
WORD = re.compile(r"[^\W\d_]{4,}")


def is_per_share(section: str) -> bool:
    """Whether the rows of a group are figures a share, though they are called net earnings."""
    group = flat(section.rpartition(">")[2]) if ">" in section else ""
    return len(group) <= _SHORT_GROUP and PER_SHARE.search(group) is not None and not _EXCEPT.search(group)


def is_of_parent(section: str) -> bool:
    """Whether a statement is that of the parent company alone."""
    return PARENT.search(section) is not None and GROUP.search(section) is None


def is_statement(section: str) -> bool:
    """Whether a title is that of a statement; where a sentence leads to the table, it is a note's, and may speak of one."""
    parts = section.split(" > ")
    return all(len(part) <= _LONGEST_TITLE for part in parts) and any(map(_PRIMARY.search, parts))


def is_adjusted(phrase: str, fact: Fact) -> bool:
    """Whether an adjusted measure is wanted, and it is the section of a fact that says so by the same word, not its label;
    a reconciliation has the figures before and after.
    """
    asked, told = _adjusting(phrase), _adjusting(fact.section)
    if not asked or not asked <= told or ADJUSTED.search(fact.triple.attribute) or _RECONCILES.search(fact.section):
        return False
    return not is_of_segment(phrase, fact)


def told_as_adjusted(question: str, fact: Fact) -> str:
    """The title that says of a fact's figures that they are adjusted, where neither its label nor the question does; else ``""``."""
    if ADJUSTED.search(question) or ADJUSTED.search(fact.triple.attribute):
        return ""
    return next((title for title in fact.section.split(" > ") if ADJUSTED.search(title)), "")


def _adjusting(text: str) -> frozenset[str]:
    """The words that say what a figure is adjusted by; non-GAAP and adjusted are one."""
    found = (match[0].lower().strip() for match in ADJUSTED.finditer(text))
    return frozenset("adjusted" if word.startswith("non") else word for word in found)


def is_of_segment(phrase: str, fact: Fact) -> bool:
    """Whether a table has the figures of one segment, and what is wanted names none: neither segment nor Domestic."""
    section = without_name(fact)
    named = set(WORD.findall(section.lower())) - set(WORD.findall(fact.triple.attribute.lower()))
    asked = set(WORD.findall(phrase.lower()))
    return SEGMENT.search(section) is not None and not SEGMENT.search(phrase) and not named & asked


def without_name(fact: Fact) -> str:
    """The section without the company's own name: Moss Associates has a statement of income too."""
    return re.sub(re.escape(fact.triple.entity), " ", fact.section, flags=re.I) if fact.triple.entity else fact.section


def is_of_others(section: str) -> bool:
    """Whether a table has another's figures; rows of what is given up stand in the company's own statements too."""
    title, _, groups = section.partition(" > ")
    if _OF_COMPANY.search(title):
        return True
    return OF_OTHERS.search(title) is not None or (OF_OTHERS.search(groups) is not None and not is_statement(title))
