"""Checks of the small language engines: names, the three embedding models, and Chroma."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.models import NameKind
from desktop.store import packs
from desktop.store.passages import StoredVector
from desktop.worker.checks.finding import Check, Seen, Subject, UnexpectedError, expect
from desktop.worker.checks.installed import place
from desktop.worker.quiet import threads

if TYPE_CHECKING:
    from desktop.engines.embedder import Embedder
    from desktop.engines.encoding import Vectors

#: The pack that is looked at, a question, and two passages of which the first answers it.
_RANKED = {
    Subject.CHINESE_VECTORS: (
        "bge-small-zh-v1.5-int8",
        "公司总部在哪里？",
        ("公司总部位于苏州市工业园区。", "他烤了一个巧克力蛋糕当甜点。"),
    ),
    Subject.ENGLISH_VECTORS: (
        "bge-small-en-v1.5-int8",
        "Where is the company based?",
        ("It is based in Falmouth, Cornwall.", "He baked a chocolate cake for dessert."),
    ),
    Subject.SHARED_VECTORS: (
        "use-multilingual-v3",
        "2023年营业收入是多少？",
        ("Revenue for the year 2023 was 184,310 pounds.", "He baked a chocolate cake for dessert."),
    ),
}
_NAMED = ("许仕廉的妻子是谁？", "许仕廉")
_VECTORS = {"lease": (1.0, 0.0, 0.0), "report": (0.0, 1.0, 0.0), "summary": (0.0, 0.0, 1.0)}


def checks() -> Iterator[Check]:
    """Names, each part of a vector by itself, and the collection that vectors go to."""
    desk = _Desk()
    yield Check(Subject.NAMES, "lac", _names)
    for subject, (pack, _, _) in _RANKED.items():
        yield Check(subject, pack, partial(desk.ranks, subject))
    yield Check(Subject.CHROMA, "", _chroma)


def _names() -> Seen:
    from desktop.engines.lac import LacNames

    question, name = _NAMED
    found = LacNames().names(question)
    persons = ", ".join(one.text for one in found if one.kind is NameKind.PERSON)
    expect(name, persons or "–")
    return Seen(f"“{question}” → {persons}")


class _Desk:
    """The loaded embedding models."""

    def __init__(self) -> None:
        self._loaded: Embedder | None = None

    def ranks(self, subject: Subject) -> Seen:
        """The first passage, which answers, is nearer than the second by this part of the vector alone."""
        pack, question, passages = _RANKED[subject]
        place(pack)
        embedder, part = self._embedder(), _part(subject)
        asked = embedder.embed_query(question)[part]
        right, wrong = (_cosine(asked, told[part]) for told in embedder.embed_passages(passages))
        if not right > max(wrong, 0.0):
            raise UnexpectedError(f"“{passages[0]}” > “{passages[1]}”", f"{right:.2f} ≤ {wrong:.2f}")
        return Seen(f"“{question}” → “{passages[0]}” {right:.2f} > “{passages[1]}” {wrong:.2f}")

    def _embedder(self) -> Embedder:
        from desktop.engines.embedder import Embedder
        from desktop.worker.packs import EMBEDDING_PACKS

        if self._loaded is None:
            chinese, english = (packs.folder(name) for name in EMBEDDING_PACKS)
            self._loaded = Embedder(chinese, english, threads())
        return self._loaded


def _cosine(first: Vectors, second: Vectors) -> float:
    """Not a number where one of them is empty, which is larger than nothing."""
    return float(first @ second / ((first @ first) * (second @ second)) ** 0.5)


def _part(subject: Subject) -> slice:
    from desktop.engines.embedder import CHINESE, DIMENSION, ENGLISH

    parts = {
        Subject.CHINESE_VECTORS: slice(0, CHINESE),
        Subject.ENGLISH_VECTORS: slice(CHINESE, CHINESE + ENGLISH),
        Subject.SHARED_VECTORS: slice(CHINESE + ENGLISH, DIMENSION),
    }
    return parts[subject]


def _chroma() -> Seen:
    """Vectors are written to a collection, which is closed, opened again and asked."""
    with tempfile.TemporaryDirectory(prefix="tercet-check-", ignore_cleanup_errors=True) as folder:
        _write(Path(folder))
        found = _ask(Path(folder))
    told = " > ".join(f"{name} {nearness:.2f}" for name, nearness in found)
    expect("report 0.96 > lease 0.29 > summary 0.00", told or "–")
    return Seen(told)


def _write(home: Path) -> None:
    import numpy

    from desktop.store.vectors import VectorIndex, packed

    index = VectorIndex(home, "check-3")
    try:
        rows = {name: packed(numpy.array(row, numpy.float32)) for name, row in _VECTORS.items()}
        index.upsert([StoredVector(name, name, place, row) for place, (name, row) in enumerate(rows.items())])
    finally:
        index.close()


def _ask(home: Path) -> list[tuple[str, float]]:
    from desktop.store.vectors import VectorIndex

    index = VectorIndex(home, "check-3")
    try:
        return index.nearest((0.3, 1.0, 0.0), 3)
    finally:
        index.close()
