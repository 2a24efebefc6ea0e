"""Ranking what was found once more, by a model that reads question and passage together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from desktop.answering.engines import Reranker
from desktop.domain.answer import Hit
from desktop.domain.document import Passage
from desktop.domain.errors import ErrorCode, KnownError

_PAGES = 20  #: a cross-encoder reads as many passages in about a second on two cores
_AT_ONCE = 4


def reranked(
    hits: Sequence[Hit], question: str, reranker: Reranker | None, stopped: Callable[[], bool]
) -> tuple[Hit, ...]:
    """Hits, page by page, best first: the first pages by their score and that of their best passage together.

    KnownError(CANCELLED) soon after ``stopped()`` is true.
    """
    if reranker is None:
        return tuple(hits)
    pages = [list(page) for _, page in groupby(hits, key=lambda hit: (hit.passage.document, hit.passage.page))]
    read, unread = pages[:_PAGES], pages[_PAGES:]
    gains = _gains([page[0].passage for page in read], question, reranker, stopped)
    risen = [[Hit(hit.passage, hit.score + gain) for hit in page] for page, gain in zip(read, gains, strict=True)]
    risen.sort(key=lambda page: -page[0].score)
    return tuple(hit for page in (*risen, *unread) for hit in page)


def _gains(passages: Sequence[Passage], question: str, reranker: Reranker, stopped: Callable[[], bool]) -> list[float]:
    gains: list[float] = []
    for start in range(0, len(passages), _AT_ONCE):
        if stopped():
            raise KnownError(ErrorCode.CANCELLED)
        gains.extend(reranker.scores(question, [one.headed for one in passages[start : start + _AT_ONCE]]))
    return gains
