"""How often the right passage comes first: words alone, vectors alone, both fused.

    python -m tests.bench.finding [--questions N] [--threads N]

Needs the measurement sets (``TERCET_DATA``); says so and stops where they are absent.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path

from desktop.answering.search import search
from desktop.domain.answer import Hit
from desktop.domain.document import Passage
from desktop.domain.terms import terms
from desktop.engines.embedder import Embedder
from desktop.paths import pack_folders
from tests.bench.kit.read_library import data_folder
from tests.fakes.library import MemoryLibrary

SETS = ("xquad.en.json", "xquad.zh.json", "DRCD_dev.json")
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the passage that answers it."""

    text: str
    passage: str


def main() -> None:
    """Run the sets and print one line for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    folder = data_folder() / "retrieval"
    if not folder.is_dir():
        print(f"skipped: no measurement sets at {folder}")
        return
    embedder = Embedder(
        *(pack_folders()[0] / f"bge-small-{language}-v1.5-int8" for language in ("zh", "en")), chosen.threads
    )
    for name in SETS:
        _run(folder / name, chosen.questions, embedder)


def _run(path: Path, count: int, embedder: Embedder) -> None:
    passages, questions = _load(path)
    step = max(1, len(questions) // count)
    library = MemoryLibrary(passages=passages, embed=embedder.embed_passages)
    begun = time.process_time()
    library.by_vector(embedder.embed_query("?").tolist(), 1, ())
    embedding = (time.process_time() - begun) / len(passages)
    words, vectors, both = [], [], []
    begun = time.monotonic()
    asked = questions[::step]
    for question in asked:
        cut = terms(question.text)
        words.append(_rank(library.by_words(cut, DEPTH, ()), question))
        vectors.append(_rank(library.by_vector(embedder.embed_query(question.text).tolist(), DEPTH, ()), question))
        both.append(_rank(search(question.text, cut, library, embedder, ())[:DEPTH], question))
    each = (time.monotonic() - begun) / len(asked)
    figures = "  ".join(
        f"{label} {_recall(ranks)}" for label, ranks in (("words", words), ("vectors", vectors), ("both", both))
    )
    print(
        f"{path.stem}: {len(passages)} passages, {len(asked)} questions, R@1/5/10  {figures}  "
        f"{embedding * 1000:.0f} CPU-ms a passage, {each * 1000:.0f} ms a question (all three)",
        flush=True,
    )


def _load(path: Path) -> tuple[list[Passage], list[Question]]:
    passages: list[Passage] = []
    questions: list[Question] = []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            identity = str(len(passages))
            passages.append(Passage(identity, "d", 0, paragraph["context"]))
            questions.extend(Question(one["question"], identity) for one in paragraph["qas"])
    return passages, questions


def _rank(hits: tuple[Hit, ...], question: Question) -> int:
    return next((rank for rank, hit in enumerate(hits) if hit.passage.id == question.passage), DEPTH)


def _recall(ranks: list[int]) -> str:
    return "/".join(f"{sum(rank < depth for rank in ranks) / len(ranks):.3f}" for depth in (1, 5, 10))


if __name__ == "__main__":
    main()
