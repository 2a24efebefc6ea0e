"""Names in a question: what an answer's passage or document has to speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.answering.engines import NameFinder
from desktop.answering.lexicon import Lexicon
from desktop.answering.periods import periods_in
from desktop.answering.wording import flat, has_han, key
from desktop.domain.models import NameKind
from desktop.domain.terms import is_chinese

_CAPITALISED = re.compile(r"[A-Z][\w&'’.-]*(?:\s+[A-Z][\w&'’.-]*)*")
#: a word that begins a question, and no name: Did Ulta's
_ASKING = re.compile(
    r"^(?:did|does|do|was|were|is|are|has|have|had|will|would|can|could|should|what|which|who|whose|how|when|where|why|in|on|at|for|compare|list|show|give|find|summari[sz]e)\s+"
)
_SUMMARISE = re.compile(
    r"Summari[sz]e "
)  #: of so short a question the first word would make a title: Summarise Ulta's report
_TITLE_SHARE = 0.6  #: a question with more of its words capitalised is set like a title


def unknown_names(question: str, known: Iterable[str], finder: NameFinder | None, lexicon: Lexicon) -> tuple[str, ...]:
    """Names, flat, that the question holds beside what is known: entities and attributes, flat."""
    told = tuple(known)
    found = _chinese(question, finder) if is_chinese(question) else _english(question, lexicon)
    return tuple(name for name in found if not any(name in one or one in name for one in told))


def speaks_of(name: str, text: str) -> bool:
    """Whether a flat text holds the name, or each of its words."""
    return name in text or all(word in text for word in name.split())


def is_long(name: str) -> bool:
    """Whether a name tells one apart from others: of two words, or four Chinese characters."""
    return len(name) >= 4 if has_han(name) else len(name.split()) > 1


def _chinese(question: str, finder: NameFinder | None) -> tuple[str, ...]:
    if finder is None:
        return ()
    wanted = (NameKind.PERSON, NameKind.ORGANISATION)
    return tuple(flat(name.text) for name in finder.names(question) if name.kind in wanted)


def _english(question: str, lexicon: Lexicon) -> tuple[str, ...]:
    words = question.split()[_SUMMARISE.match(question) is not None :]
    if sum(word[:1].isupper() for word in words) > _TITLE_SHARE * len(words):
        return ()
    matches = (match for match in _CAPITALISED.finditer(question) if _is_told_by_capital(question, match))
    names = (_ASKING.sub("", flat(match[0])).removesuffix("'s").removesuffix("’s").strip(".'’") for match in matches)
    text = flat(question)
    dates = [text[one.start : one.end] for one in periods_in(text)]
    return tuple(name for name in names if _is_name(name, lexicon) and not any(name in date for date in dates))


def _is_told_by_capital(question: str, match: re.Match[str]) -> bool:
    """At the beginning of a sentence only an owner is: Acme's revenue."""
    return match[0].endswith(("'s", "’s")) or not _begins_sentence(question, match.start())


def _begins_sentence(question: str, at: int) -> bool:
    before = question[:at].rstrip()
    return not before or before[-1] in ".?!:"


def _is_name(name: str, lexicon: Lexicon) -> bool:
    return len(name) > 1 and not lexicon.groups_of(name) and not periods_in(name) and key(name) not in lexicon.fillers
