"""What a question is searched with: the words that tell, other wordings of them, and the pages that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from desktop.answering.plainly import without_instructions
from desktop.answering.thesaurus import Thesaurus
from desktop.answering.wording import has_han
from desktop.domain.document import MarkKind
from desktop.domain.terms import references, terms, uniform

_SIGN = re.compile(r"\w")
_PAGE = re.compile(
    r"\bpages?\s*\(?(\d{1,4})\)?(?:\s*(?:,|and|&|-|–|to)\s*(?:page\s*)?\d{1,4})*|第\s*(\d{1,4})\s*页", re.I
)
_ENDS = (
    (-2, r"second (?:to )?last page|penultimate page|page at the second last|倒数第二页"),
    (-1, r"(?<!second )(?<!second to )last page|最后一页|末页"),
    (0, r"cover page|front page|first page|title page|封面|首页|第一页"),
)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for.

    ``text`` is the question without how it is to be answered, ``words`` index terms, ``statements`` the kinds of
    statement that it is about, ``pages`` the page numbers as printed, ``ends`` pages counted from the first (0) or the
    last (-1), ``phrases`` what stands together in it.
    """

    text: str
    words: tuple[str, ...]
    statements: tuple[MarkKind, ...] = ()
    pages: tuple[str, ...] = ()
    ends: tuple[int, ...] = ()
    phrases: frozenset[str] = frozenset()


def sought_in(question: str, thesaurus: Thesaurus, more: Iterable[str] = ()) -> Sought:
    """Take apart what a question is searched with; ``more`` are index terms that are known to matter."""
    text = without_instructions(question)
    names = thesaurus.names_in(question)
    own = [term for term in terms(text) if term not in thesaurus.stop] or terms(text)
    wider = sorted(thesaurus.widened(names), key=lambda name: has_han(name) != has_han(question))
    words = (
        *own,
        *references(text),
        *more,
        *(term for name in wider for term in terms(name) if term not in thesaurus.stop),
    )
    ends = tuple(place for place, pattern in _ENDS if re.search(pattern, text, re.I))
    numbers = (number for match in _PAGE.finditer(text) for number in re.findall(r"\d+", match[0]))
    pages = tuple(dict.fromkeys(str(int(number)) for number in numbers))
    statements = thesaurus.statements_of(names)
    phrases = frozenset(one for one in phrases_of(text, text) if thesaurus.stop.isdisjoint(one.split()))
    return Sought(text, tuple(dict.fromkeys(words)), statements, pages, ends, phrases)


def phrases_of(text: str, question: str) -> frozenset[str]:
    """What stands together in a text: three Chinese characters, or two words, as the question is in Chinese or not."""
    if has_han(question):
        run = "".join(_SIGN.findall(uniform(text).lower()))
        return frozenset(run[at : at + 3] for at in range(len(run) - 2))
    return frozenset(" ".join(pair) for pair in pairwise(terms(text)))
