"""The forms that clauses of contracts have, Chinese and English, the surer ones of an attribute first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.domain.durations import CHINESE_DURATION, DURATION
from desktop.reading.dates import DAY_FIRST, ENGLISH_DATE

PARTY, EFFECTIVE_DATE, GOVERNING_LAW, TERM = "party", "effective date", "governing law", "term"

_DATE = rf"(?P<value>{DAY_FIRST.pattern}|{ENGLISH_DATE.pattern}|\d{{1,2}}/\d{{1,2}}/\d{{4}})"
_CHINESE_DATE = r"(?P<value>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)"
_LENGTH = rf"\b(?P<value>{DURATION})\b"
_CONTRACT = r"(?:agreement|lease|contract|deed|covenant)"
_MADE = r"(?:(?:is|being|are|on|and|this|dated|entered into|made|executed|effective|as of|the|as)\W+){0,9}"
_LASTS = (
    r"\b(?:terminate|expire|lapse|cease|remain(?:s)? (?:in (?:full force|effect)|effective|binding)|continue|survive"
    r"|be (?:in (?:full force|effect)|effective|binding)|have a term)\b"
)
_GOVERNS = r"(?i:govern|constru|interpret|enforce|subject to|adjudicat)"
_NAME = r"(?!(?:such|that|any|the|this|said|each|its|their|which|another|other)\b)[A-Z][\w’'-]*"
#: what a law is of: the State of New York, New Jersey, England and Wales
_PLACE = (
    r"(?i:the )?(?:(?i:State|Commonwealth|Province|Republic|Kingdom|District|People[’']s Republic)(?i: of)? )?"
    rf"(?P<value>{_NAME}(?:\s+(?:(?i:of|and)\s+)?[A-Z][\w’'-]*){{0,3}}?)"
    r"(?=\s*(?:[.,;()“\"]|$|\s(?!(?:and|of)\s[A-Z])[a-z]|\s(?:APPLICABLE|WITHOUT|AS|AND|EXCLUDING|OTHER|EXCEPT|REGARDLESS|WITH|IN|GOVERNING)\b))"
)


@dataclass(frozen=True, slots=True)
class ClauseForm:
    """What a clause of this form tells, in the group ``value``; and how surely, on the first page and on later ones."""

    attribute: str
    pattern: re.Pattern[str]
    confidence: float
    later: float

    def sureness(self, page: int) -> float:
        """How sure what it tells is on this page (0-based)."""
        return self.later if page else self.confidence


def _form(attribute: str, pattern: str, confidence: float, later: float = 0.0) -> ClauseForm:
    """A form in which capitals make no difference."""
    return ClauseForm(attribute, re.compile(pattern, re.I | re.M | re.S), confidence, later or confidence)


def _names(attribute: str, pattern: str, confidence: float) -> ClauseForm:
    """A form in which capitals tell a name."""
    return ClauseForm(attribute, re.compile(pattern, re.S), confidence, confidence)


FORMS = (
    _form(EFFECTIVE_DATE, rf"\bthis\s+(?:[^.]{{0,140}}?\s)?{_CONTRACT}\b[^.]{{0,60}}?{_MADE}{_DATE}", 0.95, 0.7),
    _form(EFFECTIVE_DATE, rf"^DATED?\s*:?\s+{_DATE}", 0.93, 0.7),
    _form(EFFECTIVE_DATE, rf"\beffective(?: date)?(?: as of| on| from|:| of)*\s+(?:the )?{_DATE}", 0.95, 0.6),
    # the date of a letter
    _form(EFFECTIVE_DATE, rf"\A.{{0,900}}?^{_DATE}$", 0.85, 0.5),
    # of an agreement that may be another one
    _form(EFFECTIVE_DATE, rf"(?:{_CONTRACT}\b|dated|made|entered into|executed)\W*{_MADE}{_DATE}", 0.75, 0.55),
    _form(EFFECTIVE_DATE, rf"(?:in witness whereof|executed)[^.]{{0,200}}?\s{_DATE}", 0.75),
    _form(EFFECTIVE_DATE, rf"(?:自|于)\s*{_CHINESE_DATE}\s*起?(?:开始)?(?:生效|签[订署])", 0.95),
    _names(
        GOVERNING_LAW,
        rf"{_GOVERNS}[^.]{{0,250}}?\b(?i:laws?|statutes)(?i:,? rules,? and regulations)?\s+(?i:of|in)\s+{_PLACE}",
        0.95,
    ),
    _names(GOVERNING_LAW, rf"{_GOVERNS}[^.]{{0,150}}?\b(?P<value>[A-Z][a-z]+(?: [A-Z][a-z]+)?) law\b", 0.85),
    _names(
        GOVERNING_LAW,
        r"(?:适用|依照|遵照|受)\s*(?P<value>中华人民共和国[^。，,;；]{0,12}?法律|[^。，,;；]{2,8}?法律)",
        0.95,
    ),
    _form(TERM, rf"\bterm of (?:this|the) {_CONTRACT}[^.;]{{0,100}}?{_LENGTH}", 0.95),
    _form(TERM, rf"\b{_CONTRACT}\b[^.;]{{0,200}}?{_LASTS}[^.;]{{0,120}}?{_LENGTH}", 0.9),
    _form(
        TERM,
        rf"\b(?:obligations?|restrictions|covenants?|provisions)\b[^.;]{{0,160}}?{_LASTS}[^.;]{{0,120}}?{_LENGTH}",
        0.8,
    ),
    _form(
        TERM,
        r"(?:合同|协议|租赁|保密|劳动|服务)的?(?:有效|租赁|保密)?期限?(?:为|是|:|：|共)?[^。；;\n]{0,12}?"
        rf"(?P<value>{CHINESE_DURATION})(?!\d|\s*\d+月)",
        0.9,
    ),
)
