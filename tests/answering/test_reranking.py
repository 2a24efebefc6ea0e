"""What was found, ranked once more."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop.answering.reranking import reranked
from desktop.domain.answer import Hit
from desktop.domain.document import Passage
from desktop.domain.errors import ErrorCode, KnownError


class ByWord:
    """Fits where the passage has the question's word."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def scores(self, question: str, passages: Sequence[str]) -> Sequence[float]:
        self.read.extend(passages)
        return [float(question in one) for one in passages]


def hit(page: int, text: str, score: float, number: int = 0) -> Hit:
    return Hit(Passage(f"{page}-{number}", "d", page, text, ("Part I", "Notes")), score)


def never() -> bool:
    return False


def test_without_a_model_the_order_stays() -> None:
    hits = (hit(0, "a", 0.9), hit(1, "b", 0.5))
    assert reranked(hits, "b", None, never) == hits


def test_a_page_rises_with_all_its_passages() -> None:
    hits = (hit(0, "cake", 0.9), hit(1, "rent", 0.5), hit(1, "of it", 0.5, 1), hit(2, "other", 0.1))
    model = ByWord()
    found = reranked(hits, "rent", model, never)
    assert [one.passage.id for one in found] == ["1-0", "1-1", "0-0", "2-0"]
    assert model.read == ["Part I › Notes › cake", "Part I › Notes › rent", "Part I › Notes › other"]


def test_a_page_that_the_question_names_stays_first() -> None:
    hits = (hit(4, "named", 1.9), hit(1, "rent", 0.5))
    assert reranked(hits, "rent", ByWord(), never)[0].passage.page == 4


def test_only_the_first_pages_are_read() -> None:
    hits = tuple(hit(page, "rent" if page == 30 else "cake", 1 - page / 100) for page in range(40))
    model = ByWord()
    found = reranked(hits, "rent", model, never)
    assert len(model.read) == 20
    assert found == hits


def test_it_stops_between_portions() -> None:
    model = ByWord()
    with pytest.raises(KnownError) as caught:
        reranked(tuple(hit(page, "cake", 0.5) for page in range(20)), "rent", model, lambda: len(model.read) >= 4)
    assert caught.value.code is ErrorCode.CANCELLED
    assert len(model.read) == 4
