"""Words that say that a number is not exact: 约3亿元, 3,000余万元, more than 5 million."""

from __future__ import annotations

import re

from desktop.domain.currencies import NAME, SIGN
from desktop.domain.numerals import NUMBER_IN_WORDS
from desktop.domain.terms import uniform

_HAN_FIGURE = "\\d十百千万亿零〇一二两三四五六七八九拾佰仟壹贰叁肆伍陆柒捌玖"
_BEFORE = re.compile(
    r"^(?:大约|大概|约为|约|将近|接近|近|逾|超过|超|[~≈]|(?:approximately|approx\.|about|around|nearly|almost|roughly|over"
    r"|(?:slightly |just )?(?:more than|over)|in excess of)(?=[\s$€£]))\s*+",
    re.I,
)
#: the whole of one is as long as its number and its unit
_AMONG = re.compile(rf"(?<=[{_HAN_FIGURE}])\s*+[余多](?=\s*+(?:[^\W\d]|$))")
#: a number that such a word stands before: ¥3, (5), -3, 三, half a million
_NUMBER = re.compile(
    rf"(?:{SIGN}|{NAME})?\s*+(?:[-–(负]\s*+)?(?:{SIGN}\s*+)?(?:\.?[{_HAN_FIGURE}]|{NUMBER_IN_WORDS})", re.I
)
_NUMBER_LAST = re.compile(rf"(?:[{_HAN_FIGURE}]|{NUMBER_IN_WORDS})[^{_HAN_FIGURE},;，；。]{{0,12}}$", re.I)
#: words at a number's end that leave open which number it is, for use inside other patterns, without case: 100万元以内, 10件起,
#: $5 million maximum; 3起 are so many cases, and how long something takes is told within bounds: rows that are cut by age
BOUND = (
    rf"(?:(?<![年月日天周岁时钟])(?:[以之][上下内外]|(?<=[^\W\d])(?<![以之])内)|[为上下]限|封顶"
    rf"|(?<![\W余多{_HAN_FIGURE}])起|\b(?:max(?:imum)?|minimum|plus|upwards?))"
)
_BEHIND = re.compile(r"(?<=[^\s_])(?:左右|上下)$")
#: over five years old, 3年以上: spans of rows that are cut by age
_OF_TIME = re.compile(r"(?:年|月|日|天|周|小时|分钟|岁|(?:year|month|week|day|hour|minute|yr)s?(?: old)?)$", re.I)


def without_hedge(text: str) -> str:
    """The number alone; a text without such words, and a length of time, as it is."""
    bare = _BEHIND.sub(
        "", _BEFORE.sub("", _without_more(text), count=1) if _BEFORE.match(text) else _without_more(text)
    )
    return text if bare != text and _OF_TIME.search(bare) else bare


def is_hedged(text: str) -> bool:
    """Whether a text is a number that is said not to be exact, by a word that stands directly at it.

    Such a number is a bound or a round one: it can be told, but hardly compared or added up.

    >>> is_hedged("more than $100"), is_hedged("3,000余万元"), is_hedged("$100"), is_hedged("增长超过预期 5%")
    (True, True, False, False)
    """
    plain = uniform(text).strip()
    if without_hedge(plain) == plain:
        return False
    before, behind = _BEFORE.match(plain), _BEHIND.search(plain)
    at_begin = before is not None and _NUMBER.match(plain[before.end() :]) is not None
    at_end = behind is not None and _NUMBER_LAST.search(plain, 0, behind.start()) is not None
    return at_begin or at_end or _AMONG.search(plain) is not None


def _without_more(text: str) -> str:
    return _AMONG.sub("", text, count=1)
