"""Finding passages: words and vectors, put together by reciprocal rank fusion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.answering.engines import Embedder
from desktop.answering.library import Library
from desktop.domain.answer import Hit

_RANK_OFFSET = 60  #: Cormack, Clarke, Büttcher: Reciprocal Rank Fusion, SIGIR 2009
_DEPTH = 100  #: how many of each list are fused


def search(
    question: str,
    words: Sequence[str],
    library: Library,
    embedder: Embedder | None,
    documents: tuple[str, ...],
) -> tuple[Hit, ...]:
    """Passages for a question, best first; ``words`` are its index terms and those of its synonyms."""
    rankings = [library.by_words(words, _DEPTH, documents)]
    if embedder is not None:
        vector = embedder.embed_query(question)
        rankings.append(library.by_vector(vector.tolist(), _DEPTH, documents))
    return fused(rankings)


def fused(rankings: Iterable[Sequence[Hit]]) -> tuple[Hit, ...]:
    """One ranking out of several; the score of a passage is the sum of 1 / (60 + rank)."""
    scores: dict[str, float] = {}
    found: dict[str, Hit] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking):
            found.setdefault(hit.passage.id, hit)
            scores[hit.passage.id] = scores.get(hit.passage.id, 0.0) + 1 / (_RANK_OFFSET + rank + 1)
    order = sorted(scores, key=lambda one: -scores[one])
    return tuple(Hit(found[one].passage, scores[one]) for one in order)
