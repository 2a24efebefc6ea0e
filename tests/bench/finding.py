"""How often the right page or passage comes first; prints one line per set and way of searching, asserts nothing.

    python -m tests.bench.finding [--sets NAME…] [--questions N] [--threads N] [--size N]

Sets (``TERCET_DATA``; those that are absent are skipped, saying so):

- *filings*, *mixed*: share of questions for which a page with the answer is among the first 1, 5, 10 pages (hit@k),
  with the document known, and with all documents of the set together (pooled), where the question's own entity and
  year choose the documents. Questions that are not answerable are left out.
- *retrieval*: R@1/5/10 of the paragraph that the question was made for (XQuAD English and Chinese, DRCD); and of the
  English paragraph for the Chinese question.
- *size*: N synthetic passages of 220 words in a real SQLite and Chroma library, searched by eight words of one of
  them that are no stop words: milliseconds a search, median and 95th percentile; peak memory; bytes on the disk a passage.

Ways: *words* is BM25 over the plain question, *vectors* the embedding of the plain question, *both* the program's
search. Vectors of passages are kept in the temporary folder from run to run.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np

from desktop.answering.library import DocumentInfo
from desktop.answering.scope import scope_of
from desktop.answering.search import search
from desktop.answering.seeking import sought_in
from desktop.answering.thesaurus import Thesaurus, load_thesaurus
from desktop.domain.answer import Hit
from desktop.domain.document import Passage
from desktop.domain.terms import terms
from desktop.engines.embedder import DIMENSION, Vectors
from desktop.paths import resources
from desktop.store import passages as passage_table
from desktop.store.database import open_library, transaction
from desktop.store.vectors import VectorIndex
from desktop.worker.indexing import index_some
from desktop.worker.library import StoredLibrary
from tests.bench.kit.kept_vectors import KeptVectors, kept_vectors
from tests.bench.kit.read_library import data_folder, library_of_files
from tests.fakes.library import MemoryLibrary

_RETRIEVAL = ("xquad.en.json", "xquad.zh.json", "DRCD_dev.json")
_DEPTH = 10
_WORDS, _STOP_WORDS = 50_000, 100
_CHANCES = tuple(accumulate(1 / (rank + 2.7) for rank in range(_WORDS)))  #: Zipf-Mandelbrot

_Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the document it is about, and the pages of it that hold the answer."""

    text: str
    document: str
    pages: frozenset[int]


@dataclass(frozen=True, slots=True)
class Bench:
    """What a run has: the models, the thesaurus, how many questions of a set at most."""

    embedder: KeptVectors
    thesaurus: Thesaurus
    questions: int
    size: int

    def ways(self, library: MemoryLibrary, asked: Asked, scope: tuple[str, ...]) -> Iterator[tuple[str, Sequence[Hit]]]:
        """What each way of searching finds."""
        vector = self.embedder.embed_query(asked.text).tolist()
        yield "words", library.by_words(terms(asked.text), 100, scope)
        yield "vectors", library.by_vector(vector, 100, scope)
        yield "both", search(sought_in(asked.text, self.thesaurus), library, self.embedder, scope)


def main() -> None:
    """Run the chosen sets."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sets", nargs="*", choices=_SETS, default=list(_SETS))
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--size", type=int, default=100_000)
    chosen = parser.parse_args()
    bench = Bench(kept_vectors(chosen.threads), load_thesaurus(resources() / "lexicon"), chosen.questions, chosen.size)
    for name in chosen.sets:
        folder, run = _SETS[name]
        if folder and not (data_folder() / folder).is_dir():
            print(f"{name}: skipped, no folder {folder} under TERCET_DATA")
        else:
            run(bench, data_folder() / folder)


def _pages(bench: Bench, folder: Path) -> None:
    library = library_of_files(sorted(folder.glob("*.pdf")))
    library.embed = bench.embedder.embed_passages
    ids = {info.name: info.id for info in library.infos}
    asked = list(_asked(folder / "gold.jsonl", ids))[: bench.questions]
    print(f"{folder.name}: {len(library.infos)} documents, {len(library.passages)} passages, {len(asked)} questions")
    scopes: dict[str, Callable[[Asked], tuple[str, ...]]] = {
        "known": lambda one: (one.document,),
        "pooled": lambda one: scope_of(one.text, library.documents(), bench.thesaurus.lexicon),
    }
    for name, scope in scopes.items():
        ranks: dict[str, list[int]] = {}
        for one in asked:
            right = {(one.document, page) for page in one.pages}
            for way, hits in bench.ways(library, one, scope(one)):
                places = dict.fromkeys((hit.passage.document, hit.passage.page) for hit in hits)
                ranks.setdefault(way, []).append(_rank(list(places), right))
        _print(f"  {name}, hit@1/5/10", ranks)


def _asked(path: Path, ids: dict[str, str]) -> Iterator[Asked]:
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if row["pages"] and row.get("answerable", True):
            yield Asked(row["question"], ids[row["pdf"]], frozenset(row["pages"]))


def _retrieval(bench: Bench, folder: Path) -> None:
    for name in _RETRIEVAL:
        library, asked = _paragraphs(folder / name)
        _found(bench, name, library, asked)
    english, _ = _paragraphs(folder / _RETRIEVAL[0])
    _, chinese = _paragraphs(folder / _RETRIEVAL[1])
    _found(bench, "zh question → en text", english, chinese)


def _found(bench: Bench, name: str, library: MemoryLibrary, asked: Sequence[Asked]) -> None:
    library.embed = bench.embedder.embed_passages
    some = asked[:: max(1, len(asked) // bench.questions)]
    ranks: dict[str, list[int]] = {}
    begun = time.monotonic()
    for one in some:
        right = {(one.document, page) for page in one.pages}
        for way, hits in bench.ways(library, one, ()):
            places = [(hit.passage.document, hit.passage.page) for hit in hits]
            ranks.setdefault(way, []).append(_rank(places, right))
    each = 1000 * (time.monotonic() - begun) / len(some)
    _print(f"{name}: {len(library.passages)} passages, {len(some)} questions, {each:.0f} ms all ways, R@1/5/10", ranks)


def _paragraphs(path: Path) -> tuple[MemoryLibrary, list[Asked]]:
    """The paragraphs of a set in SQuAD's format, each a page by itself, and its questions."""
    library, asked = MemoryLibrary(), list[Asked]()
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            page = len(library.passages)
            library.passages.append(Passage(str(page), "d", page, paragraph["context"]))
            asked += (Asked(one["question"], "d", frozenset((page,))) for one in paragraph["qas"])
    library.infos.append(DocumentInfo("d", "d", len(library.passages)))
    return library, asked


def _size(bench: Bench, _: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        with open_library(home) as db:
            made = _Synthetic(bench.size)
            _fill(db, made)
            index = VectorIndex(home, "synthetic")
            begun = time.process_time()
            while index_some(db, home, index, made):
                pass
            indexing = 1000 * (time.process_time() - begun) / bench.size
            library = StoredLibrary(db, made.space, lambda: index)
            times = []
            for number in range(200):
                question = made.question(number * (bench.size // 200), 8)
                begun = time.monotonic()
                search(sought_in(question, bench.thesaurus), library, made, ())
                times.append(1000 * (time.monotonic() - begun))
            index.close()
        bytes_each = sum(file.stat().st_size for file in home.rglob("*") if file.is_file()) / bench.size
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        middle, late = np.percentile(times, (50, 95))
        print(
            f"size: {bench.size} passages, search {middle:.0f} ms (95 %: {late:.0f}), {indexing:.2f} CPU-ms a passage "
            f"indexed, {bytes_each / 1024:.1f} KB a passage, peak {peak:.0f} MB",
            flush=True,
        )


class _Synthetic:
    """Passages of words drawn by the law of Zipf and Mandelbrot, with vectors that are near for near numbers."""

    space = "synthetic"

    def __init__(self, size: int) -> None:
        self._size = size
        self._random = np.random.default_rng(1)
        self._centres = self._random.standard_normal((64, DIMENSION)).astype(np.float32)

    def words(self, number: int, count: int) -> list[str]:
        """The words of a passage."""
        chance = random.Random(number)
        return [f"w{rank}" for rank in chance.choices(range(_WORDS), cum_weights=_CHANCES, k=count)]

    def question(self, number: int, count: int) -> str:
        """Words of a passage, without the commonest hundred, as a question is searched without stop words."""
        rare = [word for word in self.words(number, 220) if int(word[1:]) >= _STOP_WORDS]
        return " ".join(rare[:count])

    def embed_query(self, text: str) -> Vectors:
        """As Embedder has it."""
        vector: Vectors = self.embed_passages([text])[0]
        return vector

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """As Embedder has it."""
        near = self._centres[[len(text) % 64 for text in texts]]
        vectors = near + 0.7 * self._random.standard_normal((len(texts), DIMENSION)).astype(np.float32)
        unit: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
        return unit


def _fill(db, made: _Synthetic) -> None:  # type: ignore[no-untyped-def]  # a connection
    for document in range(max(1, made._size // 1000)):
        name = f"{document:064d}"
        with transaction(db):
            db.execute(
                "INSERT INTO documents (id, name, original, page_count, added_at) VALUES (?, ?, '', 250, 0)",
                (name, name),
            )
            numbers = range(document * 1000, min((document + 1) * 1000, made._size))
            rows = (Passage(f"p{one}", name, one % 250, " ".join(made.words(one, 220))) for one in numbers)
            passage_table.insert(db, rows, embeds=True)


def _rank(places: Sequence[_Place], right: set[_Place]) -> int:
    return next((rank for rank, place in enumerate(places) if place in right), 10**6)


def _print(label: str, ranks: dict[str, list[int]]) -> None:
    figures = (f"{way} " + "/".join(_share(found, depth) for depth in (1, 5, _DEPTH)) for way, found in ranks.items())
    print(f"{label}  " + "  ".join(figures), flush=True)


def _share(ranks: Sequence[int], depth: int) -> str:
    return f"{100 * sum(rank < depth for rank in ranks) / max(len(ranks), 1):.1f}"


_SETS: dict[str, tuple[str, Callable[[Bench, Path], None]]] = {
    "filings": ("filings-en", _pages),
    "mixed": ("mixed-en", _pages),
    "retrieval": ("retrieval", _retrieval),
    "size": ("", _size),
}


if __name__ == "__main__":
    main()
