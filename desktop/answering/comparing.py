"""Words that compare: how two things differ, whose is higher. Side by side they name nothing that stands on a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.answering.sketch import put
from desktop.answering.understand import Stretch
from desktop.answering.wording import flat

_CHINESE = (
    r"有(?:何|什么|哪些)(?:不同|区别|差异|差别)|的?(?:不同|区别|差异|差别)(?:之处)?(?:是什么|在哪里?|何在)?"
    r"|相比(?:之下)?(?:如何|怎么?样)?|(?:请|对)?(?:比较|对比)(?:一下)?(?![高低大小多少])|谁(?=的|更|比较|最)"
    r"|哪一?[家个位](?:公司|企业|人)?(?=的|更|比较|最)|比(?=[^例率重亚]*[高低大小多少长早晚])|(?:相差|差)多少"
    r"|(?:更|最|比较|较)[高低大小多少好长早晚](?:多少|一些|一点)?"
    r"|(?<![多是有])[高低大小](?:多少|一些|一点)?(?=[?!。 ]*$)|多(?:一些|一点|多少)?(?=[?!。 ]*$)"
)
_ENGLISH = (
    r"\bcompar(?:e[ds]?|ing)\b(?: (?:to|with))?|\bcontrast\b|\b(?:the )?differences?\b(?: in| between)?"
    r"|\bversus\b|\bvs\b\.?|\bdiffer(?:s|ent)?\b(?: from)?|\bhow (?:do|does|did)\b(?=.* compare| .* differ)|\bthat of\b"
    r"|\b(?:which|who)(?: (?:company|one|of (?:them|the two)))?(?: (?:is|was|has|had|have|made|earned|reported|generated|got))?"
    r"(?=(?: an?| the)? (?:higher|larg|bigg|great|more|most|lower|small|less|better|old|young|long|short|earl|lat|high))"
    r"|\b(?:higher|larger|bigger|greater|more|lower|smaller|less|better|older|younger|longer|shorter|earlier|later)\b(?: than)?"
    r"|\b(?:highest|largest|biggest|greatest|most|lowest|smallest|oldest|youngest|longest|shortest)\b"
)
_COMPARES = re.compile(f"{_CHINESE}|{_ENGLISH}")


def comparing_places(text: str) -> tuple[Stretch, ...]:
    """Where a text compares."""
    return tuple(match.span() for match in _COMPARES.finditer(flat(text)))


def replaced(text: str, place: Stretch, words: str, left_out: Sequence[Stretch]) -> str:
    """The text with these words in that place, and without what stands in others, which do not touch it."""
    for start, end in sorted((place, *left_out), reverse=True):
        kept = (start, end) == place
        text = put(text, place, words) if kept else without(text, ((start, end),))
    return text


def without(text: str, places: Sequence[Stretch]) -> str:
    """The text without what stands in these places."""
    for start, end in sorted(places, reverse=True):
        text = f"{text[:start].rstrip()} {text[end:].lstrip()}" if text[:end].isascii() else text[:start] + text[end:]
    return text.strip()
