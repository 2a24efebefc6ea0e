"""The index follows the tables, whatever was broken off in between."""

import sqlite3
from pathlib import Path

import pytest

from desktop.store import documents, passages
from desktop.store.database import open_library
from desktop.store.passages import StoredVector
from desktop.store.vectors import VectorIndex, packed
from desktop.worker.indexing import index_some, open_index
from desktop.worker.library import StoredLibrary
from desktop.worker.packs import PageEngines
from desktop.worker.reading import ReadingDesk
from desktop.worker.removing import remove_document
from desktop.worker.taking import take_file
from tests import pdfs
from tests.fakes.hashes import Hashes


@pytest.fixture
def db(home: Path, tmp_path: Path) -> sqlite3.Connection:
    """A library with two read documents, nothing indexed."""
    db = open_library(home)
    take_file(db, home, pdfs.many_pages(tmp_path, 20))
    take_file(db, home, pdfs.triples(tmp_path))
    desk = ReadingDesk(db, home, PageEngines(), lambda event: None)
    while desk.step():
        pass
    return db


def opened(db: sqlite3.Connection, home: Path) -> VectorIndex:
    index = open_index(db, home, Hashes.space)
    assert index is not None
    return index


def index_all(db: sqlite3.Connection, index: VectorIndex) -> None:
    while index_some(db, Path(), index, Hashes()):
        pass


def found(db: sqlite3.Connection, index: VectorIndex | None) -> set[str]:
    library = StoredLibrary(db, lambda: index)
    return {hit.passage.id for hit in library.by_vector(Hashes().embed_query("x").tolist(), 1000, ())}


def every_id(db: sqlite3.Connection) -> set[str]:
    return {row["id"] for row in db.execute("SELECT id FROM passages")}


def test_every_passage_is_found_indexed_or_not(db: sqlite3.Connection, home: Path) -> None:
    index = opened(db, home)
    assert index_some(db, Path(), index, Hashes())
    assert found(db, None) == {row["id"] for row in db.execute("SELECT id FROM passages WHERE vector IS NOT NULL")}
    index_all(db, index)
    assert found(db, index) == found(db, None) == every_id(db)
    assert index.count() == len(every_id(db))
    assert not documents.unindexed(db)
    index.close()


def test_a_removed_document_is_never_found_again(db: sqlite3.Connection, home: Path) -> None:
    index = opened(db, home)
    index_all(db, index)
    remove_document(db, home, documents.rows(db)[0].document.id)
    assert found(db, index) == every_id(db), "even before the index has dropped it"
    index_all(db, index)
    assert index.count() == len(every_id(db))
    index.close()


@pytest.mark.parametrize("acknowledged", [True, False])
def test_an_end_between_index_and_table_loses_nothing(db: sqlite3.Connection, home: Path, acknowledged: bool) -> None:
    index = opened(db, home)
    index_all(db, index)
    if acknowledged:
        index.delete([next(iter(every_id(db)))])
    else:
        db.execute("UPDATE passages SET indexed_at = NULL WHERE row % 2")
    index.close()
    again = opened(db, home)
    index_all(db, again)
    assert again.count() == len(every_id(db))
    assert found(db, again) == every_id(db)
    again.close()


def test_after_an_end_in_between_only_what_differs_goes_in_again(db: sqlite3.Connection, home: Path) -> None:
    index = opened(db, home)
    index_all(db, index)
    lost, *kept = sorted(every_id(db))
    index.upsert([StoredVector("foreign", "x", 0, packed(Hashes().embed_query("x")))])
    index.delete([lost])
    index.upsert([StoredVector("foreign too", "x", 0, packed(Hashes().embed_query("y")))])
    index.close()
    again = opened(db, home)
    assert set(again.ids()) == set(kept)
    assert [one.passage for one in passages.to_index(db, 1000)] == [lost]
    again.close()


def test_an_index_folder_that_is_gone_is_filled_again_without_embedding(
    db: sqlite3.Connection, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = opened(db, home)
    index_all(db, index)
    index.close()
    (home / "index").rename(home / "index-gone")
    monkeypatch.setattr(Hashes, "embed_passages", None)
    again = opened(db, home)
    index_all(db, again)
    assert again.count() == len(every_id(db))
    again.close()


def test_another_embedder_makes_all_vectors_anew(
    db: sqlite3.Connection, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = opened(db, home)
    index_all(db, index)
    index.close()
    monkeypatch.setattr(Hashes, "space", "other-32")
    again = opened(db, home)
    assert len(passages.to_embed(db, 1000)) == len(every_id(db))
    index_all(db, again)
    assert again.count() == len(every_id(db))
    again.close()
