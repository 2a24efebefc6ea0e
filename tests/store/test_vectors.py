from pathlib import Path

import numpy as np

from desktop.store.passages import StoredVector
from desktop.store.vectors import VectorIndex, nearest_of, packed, try_open, unpacked


def some_vectors(count: int = 20) -> list[StoredVector]:
    rng = np.random.default_rng(7)
    rows = rng.normal(size=(count, 16)).astype(np.float32)
    return [StoredVector(f"p{i}", f"d{i % 2}", i, packed(row)) for i, row in enumerate(rows)]


def query(vector: StoredVector) -> list[float]:
    return [float(one) for one in unpacked(vector.vector)]


def test_the_index_finds_what_a_plain_search_finds(home: Path) -> None:
    home.mkdir(parents=True)
    vectors = some_vectors()
    index = VectorIndex(home, "space-16")
    index.upsert(vectors)
    index.upsert(vectors)
    assert index.count() == 20
    found = index.nearest(query(vectors[3]), 5)
    plain = nearest_of(vectors, query(vectors[3]), 5)
    assert [one for one, _ in found] == [one for one, _ in plain]
    assert all(abs(a[1] - b[1]) < 1e-5 for a, b in zip(found, plain, strict=True))
    assert {one for one, _ in index.nearest(query(vectors[3]), 20, ["d1"])} == {f"p{i}" for i in range(1, 20, 2)}
    index.delete(["p3", "not there"])
    assert index.nearest(query(vectors[3]), 1)[0][0] != "p3"
    index.close()


def test_a_second_opener_is_told_that_the_folder_is_taken(home: Path) -> None:
    home.mkdir(parents=True)
    index = VectorIndex(home, "space-16")
    assert try_open(home, "space-16") is None
    index.close()
    again = try_open(home, "space-16")
    assert again is not None
    again.close()


def test_a_folder_that_does_not_open_is_moved_aside(home: Path) -> None:
    folder = home / "index"
    folder.mkdir(parents=True)
    (folder / "chroma.sqlite3").write_bytes(b"garbage" * 500)
    index = VectorIndex(home, "space-16")
    assert index.rebuilt
    index.upsert(some_vectors())
    assert index.count() == 20
    assert list(home.glob("index-broken-*"))
    index.close()


def test_a_stored_vector_keeps_its_direction() -> None:
    vector = np.random.default_rng(7).normal(size=1408).astype(np.float32)
    kept = unpacked(packed(vector))
    assert len(packed(vector)) == 1408
    assert abs(float(np.linalg.norm(kept)) - 1) < 1e-6
    assert float(kept @ vector) / float(np.linalg.norm(vector)) > 0.9999


def test_a_vector_of_nothing_stays_nothing() -> None:
    assert not unpacked(packed(np.zeros(8, np.float32))).any()
