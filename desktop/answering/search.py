"""Finding passages: words, vectors, statements and pages that the question names, put together page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop.answering.engines import Embedder
from desktop.answering.library import DocumentInfo, Library
from desktop.answering.seeking import Sought, phrases_of
from desktop.domain.answer import Hit
from desktop.domain.document import MarkKind, Passage
from desktop.domain.terms import terms

_WORDS, _VECTORS = 0.35, 0.65  #: of scores as shares of the best one: Bruch, Gai, Ingber, TOIS 2023
_STATEMENTS, _NAMED = 0.7, 1.0  #: what a page gains by the statement on it, and by being named
_PHRASES = 0.2  #: what a page gains of which a passage holds all phrases of the question; measured on XQuAD and DRCD
_FIRST = 12  #: pages that are looked at for phrases
_FADING = 0.03  #: how much less the second page of a statement gains than the first, and so on
_DEPTH = 100  #: how many of each list are fused
_STATEMENT_PAGES = 6  #: of a document
_FEW_DOCUMENTS = 4  #: among more, a statement of any company says nothing
_SAME_NUMBER = 3  #: pages of a document may bear the same number
_OF_PAGE = 3  #: passages of one page

_Place = tuple[str, int]  #: document and page


@dataclass(slots=True)
class _Found:
    """A page that was found: its score, and its passages with theirs."""

    score: float = 0.0
    passages: dict[str, Hit] = field(default_factory=dict)


def search(sought: Sought, library: Library, embedder: Embedder | None, documents: tuple[str, ...]) -> tuple[Hit, ...]:
    """Passages for what is sought, best first.

    Pages are ranked by what words, vectors, the statements asked about and the pages named say of them together; each
    page gives its best passages.
    """
    found: dict[_Place, _Found] = {}
    _enter(found, library.by_words(sought.words, _DEPTH, documents), _WORDS)
    if embedder is not None:
        vector = embedder.embed_query(sought.text)
        _enter(found, library.by_vector(vector.tolist(), _DEPTH, documents), _VECTORS)
    for place, weight in _marked(sought, library, documents):
        found.setdefault(place, _Found()).score += weight
    wanted = frozenset(sought.words)
    order = sorted(found, key=lambda place: -found[place].score)[:_DEPTH]
    for place in order[:_FIRST]:
        found[place].score += _PHRASES * _phrases_in(found[place], sought)
    order.sort(key=lambda place: -found[place].score)
    return tuple(hit for place in order for hit in _hits(place, found[place], library, wanted))


def _enter(found: dict[_Place, _Found], ranking: Sequence[Hit], weight: float) -> None:
    """Add a ranking of passages, best first: a page counts by its best one."""
    seen: set[_Place] = set()
    best = max((hit.score for hit in ranking), default=0.0) or 1.0
    for hit in ranking:
        place = (hit.passage.document, hit.passage.page)
        page = found.setdefault(place, _Found())
        score = weight * hit.score / best
        page.score += 0.0 if place in seen else score
        seen.add(place)
        known = page.passages.get(hit.passage.id)
        page.passages[hit.passage.id] = Hit(hit.passage, score + (known.score if known else 0.0))


def _phrases_in(page: _Found, sought: Sought) -> float:
    """The largest share of the question's phrases that a passage of the page holds."""
    if not sought.phrases:
        return 0.0
    texts = (hit.passage.text for hit in page.passages.values())
    return max((len(sought.phrases & phrases_of(text, sought.text)) for text in texts), default=0) / len(sought.phrases)


def _marked(sought: Sought, library: Library, documents: tuple[str, ...]) -> Iterator[tuple[_Place, float]]:
    """Pages told by what stands on them or by their number, with what that adds to their scores."""
    infos = [one for one in library.documents() if not documents or one.id in documents]
    for info in infos if len(infos) <= _FEW_DOCUMENTS else ():
        for kind in sought.statements:
            places = library.marked(kind, "", _STATEMENT_PAGES, (info.id,))
            yield from ((place, _STATEMENTS / (1 + _FADING * rank)) for rank, place in enumerate(places))
    named = dict.fromkeys(place for info in infos for place in _named(sought, library, info))
    yield from ((place, _NAMED) for place in named)


def _named(sought: Sought, library: Library, info: DocumentInfo) -> Iterator[_Place]:
    """The pages of a document that bear a number asked for, or have it in the file; the first and the last."""
    for number in sought.pages:
        yield from library.marked(MarkKind.NUMBER, number, _SAME_NUMBER, (info.id,))
    numbers = (int(number) - 1 for number in sought.pages)
    ends = (end if end >= 0 else info.page_count + end for end in sought.ends)
    yield from ((info.id, number) for number in (*numbers, *ends) if 0 <= number < info.page_count)


def _hits(place: _Place, page: _Found, library: Library, wanted: frozenset[str]) -> list[Hit]:
    """The best passages of a page; of one that only a mark has found those with most of the words."""
    if page.passages:
        best = sorted(page.passages.values(), key=lambda hit: -hit.score)
        return [Hit(hit.passage, page.score) for hit in best[:_OF_PAGE]]
    every = sorted(library.passages_of(*place), key=lambda one: -_shared(one, wanted))
    return [Hit(passage, page.score) for passage in every[:_OF_PAGE]]


def _shared(passage: Passage, wanted: frozenset[str]) -> int:
    return len(wanted & frozenset(terms(passage.text)))
