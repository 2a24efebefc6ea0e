"""What a question is searched with: the words that tell, other wordings of them, and the pages that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.answering.plainly import without_instructions
from desktop.answering.thesaurus import Thesaurus
from desktop.answering.wording import has_han
from desktop.domain.document import MarkKind
from desktop.domain.terms import references, terms

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
    last (-1).
    """

    text: str
    words: tuple[str, ...]
    statements: tuple[MarkKind, ...] = ()
    pages: tuple[str, ...] = ()
    ends: tuple[int, ...] = ()


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
    return Sought(text, tuple(dict.fromkeys(words)), thesaurus.statements_of(names), pages, ends)
