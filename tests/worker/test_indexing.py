"""The index follows the tables, whatever was broken off in between."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pymupdf
import pytest

from desktop.domain.job import Stage
from desktop.domain.settings import Chunker, Settings
from desktop.reading.passages import passages_of
from desktop.store import documents, next_vectors, pages, passages, settings
from desktop.store.database import open_library, transaction
from desktop.store.passages import StoredVector
from desktop.store.vectors import VectorIndex, packed
from desktop.worker import indexing
from desktop.worker.indexing import change_some, index_some, open_index
from desktop.worker.library import StoredLibrary
from desktop.worker.packs import PageEngines
from desktop.worker.reading import ReadingDesk
from desktop.worker.recutting import PAGES, recut_some
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
    library = StoredLibrary(db, Hashes.space, lambda: index)
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


def cut_all(db: sqlite3.Connection) -> None:
    while recut_some(db):
        pass


def rows_of(db: sqlite3.Connection, table: str, columns: str) -> list[tuple[object, ...]]:
    return sorted(tuple(row) for row in db.execute(f"SELECT {columns} FROM {table}"))


PASSAGE = "id, document, page, text, heading_path, blocks, embeds"


@pytest.mark.parametrize("chunker", [Chunker.WINDOW, Chunker.PAGE])
def test_another_chunker_cuts_all_pages_anew_and_back_again(db: sqlite3.Connection, chunker: Chunker) -> None:
    before, facts = rows_of(db, "passages", PASSAGE), rows_of(db, "facts", "*")
    settings.choose_chunker(db, chunker)
    cut_all(db)
    ids = every_id(db)
    assert ids
    assert not ids & {row[0] for row in before}, "ids of their own: a vector of the old ones can't be taken for theirs"
    assert rows_of(db, "facts", "*") == facts
    for row in db.execute("SELECT id FROM passages"):
        (passage,) = passages.of_ids(db, (row["id"],))
        assert pages.boxes(db, passage)
    settings.choose_chunker(db, Chunker.STRUCTURE)
    cut_all(db)
    assert rows_of(db, "passages", PASSAGE) == before


def test_no_file_is_opened_to_cut_pages_anew(
    db: sqlite3.Connection, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "originals").rename(home / "away")
    monkeypatch.setattr(pymupdf, "open", None)
    settings.choose_chunker(db, Chunker.WINDOW)
    cut_all(db)
    assert all("-w" in one for one in every_id(db))


def test_cutting_that_is_broken_off_leaves_all_as_it_was(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, terms = rows_of(db, "passages", PASSAGE), rows_of(db, "passage_terms", "rowid")
    settings.choose_chunker(db, Chunker.WINDOW)
    insert, calls = passages.insert, []

    def break_off(*given: Any, **named: Any) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise OSError("broken off")
        insert(*given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(passages, "insert", break_off)
        with pytest.raises(OSError, match="broken off"):
            recut_some(db)
    assert rows_of(db, "passages", PASSAGE) == before
    assert rows_of(db, "passage_terms", "rowid") == terms
    assert len(pages.cut_otherwise(db, Chunker.WINDOW, 100)) == 21
    cut_all(db)
    assert all("-w" in one for one in every_id(db))


def test_while_pages_are_cut_anew_every_page_is_found(db: sqlite3.Connection, home: Path) -> None:
    index = opened(db, home)
    index_all(db, index)
    places = rows_of(db, "passages", "DISTINCT document, page")
    settings.choose_chunker(db, Chunker.PAGE)
    looks = 0
    while recut_some(db):
        looks += 1
        library = StoredLibrary(db, Hashes.space, lambda: index)
        said = library.by_words(("long", "1896"), 1000, ())
        assert sorted({(hit.passage.document, hit.passage.page) for hit in said}) == places
        assert len(places) - len(pages_found(library)) <= PAGES
        index_all(db, index)
        assert pages_found(library) == set(places)
    assert looks > 1
    assert set(index.ids()) == every_id(db)
    assert all("-p" in one for one in every_id(db))
    index.close()


def pages_found(library: StoredLibrary) -> set[tuple[str, int]]:
    hits = library.by_vector(Hashes().embed_query("x").tolist(), 1000, ())
    return {(hit.passage.document, hit.passage.page) for hit in hits}


def test_a_document_says_how_far_it_is_cut_anew(db: sqlite3.Connection, home: Path) -> None:
    index = opened(db, home)
    index_all(db, index)
    long = documents.rows(db)[0]
    assert (long.indexed, long.passages, long.stage) == (20, 20, Stage.DONE)
    settings.choose_chunker(db, Chunker.PAGE)
    seen = []
    while True:
        row = documents.row(db, long.document.id)
        assert row is not None
        seen.append(row.settled)
        if not (index_some(db, Path(), index, Hashes()) or recut_some(db)):
            break
    assert seen[0] == 0
    assert seen[-1] == 20
    assert seen == sorted(seen)
    assert len(set(seen)) > 2
    index.close()


def test_a_page_that_failed_in_the_second_pass_is_cut_anew_for_its_words_only(db: sqlite3.Connection) -> None:
    document = documents.rows(db)[0].document.id
    content = pages.content(db, document, 3)
    assert content is not None
    first_pass = passages_of(document, content)
    with transaction(db):
        pages.replace(db, pages.PageResult(document, Stage.TEXT, content, first_pass, ()))
    pages.fail(db, document, 3, "crash")
    settings.choose_chunker(db, Chunker.WINDOW)
    cut_all(db)
    (found,) = db.execute("SELECT id, embeds FROM passages WHERE document = ? AND page = 3", (document,))
    assert found["id"].endswith("w000")
    assert not found["embeds"]


class Others(Hashes):
    """Another embedder: as many numbers, but other ones."""

    space = "others-32"

    def embed_passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return super().embed_passages([f"other {text}" for text in texts])


def change(db: sqlite3.Connection) -> Iterator[int]:
    """Change the embedder step by step."""
    steps = 0
    while change_some(db, "/models/other", Others()):
        steps += 1
        yield steps


def vectors_of(db: sqlite3.Connection, embedder: Hashes) -> set[str]:
    """The passages whose stored vector is that of this embedder."""
    stored = passages.stored_vectors(db, embedder.space, (), indexed=True)
    read = passages.of_ids(db, [one.passage for one in stored])
    texts = [" › ".join((*one.heading_path[-2:], one.text)) for one in read]
    made = embedder.embed_passages(texts) if texts else []
    return {one.passage for one, row in zip(stored, made, strict=True) if one.vector == packed(row)}


def test_the_embedder_in_use_is_searched_until_the_next_has_all_vectors(db: sqlite3.Connection, home: Path) -> None:
    index = opened(db, home)
    index_all(db, index)
    settings.choose_embedder(db, "/models/other")
    seen = []
    for _ in change(db):
        seen.append(sum(row.settled for row in documents.rows(db)))
        if settings.load(db).next_embedder is not None:
            assert found(db, index) == every_id(db)
            assert vectors_of(db, Hashes()) == every_id(db)
    assert seen[0] > 0
    assert settings.load(db) == Settings(embedder="/models/other")
    assert vectors_of(db, Others()) == every_id(db)
    assert vectors_of(db, Hashes()) == set()
    index.close()
    assert open_index(db, home, Hashes.space) is None, "who has not heard of the change drops no vectors"
    again = open_index(db, home, Others.space, "/models/other")
    assert again is not None
    while index_some(db, Path(), again, Others()):
        pass
    assert set(again.ids()) == every_id(db)
    assert all(row.stage is Stage.DONE for row in documents.rows(db))
    again.close()


def test_a_change_of_embedder_goes_on_where_it_was(
    db: sqlite3.Connection, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = opened(db, home)
    index_all(db, index)
    index.close()
    monkeypatch.setattr(indexing, "BATCH", 4)
    settings.choose_embedder(db, "/models/other")
    next(change(db))
    db.close()
    db = open_library(home)
    left = next_vectors.to_embed(db, Others.space, 1000)
    assert len(left) == len(every_id(db)) - 4
    assert sum(row.settled for row in documents.rows(db)) == 4
    list(change(db))
    assert vectors_of(db, Others()) == every_id(db)


def test_a_passage_that_comes_while_the_embedder_changes_gets_both_vectors(
    db: sqlite3.Connection, home: Path, tmp_path: Path
) -> None:
    index = opened(db, home)
    index_all(db, index)
    settings.choose_embedder(db, "/models/other")
    next(change(db))
    take_file(db, home, pdfs.english(tmp_path))
    desk = ReadingDesk(db, home, PageEngines(), lambda event: None)
    while desk.step():
        pass
    settings.choose_chunker(db, Chunker.WINDOW)
    assert recut_some(db)
    index_all(db, index)
    assert vectors_of(db, Hashes()) == every_id(db)
    while recut_some(db):
        index_all(db, index)
    list(change(db))
    assert vectors_of(db, Others()) == every_id(db)
    index.close()


def test_a_change_that_is_taken_back_leaves_all_as_it_was(db: sqlite3.Connection, home: Path) -> None:
    index = opened(db, home)
    index_all(db, index)
    settings.choose_embedder(db, "/models/other")
    next(change(db))
    settings.choose_embedder(db, "")
    assert settings.load(db) == Settings()
    assert vectors_of(db, Hashes()) == every_id(db)
    assert all(row.stage is Stage.DONE for row in documents.rows(db))
    assert db.execute("SELECT count(*) FROM next_vectors").fetchone()[0] == 0
    index.close()


def test_vectors_of_another_space_are_not_searched(db: sqlite3.Connection, home: Path) -> None:
    """Another process may hold the index, and have changed the embedder meanwhile."""
    index = opened(db, home)
    index_all(db, index)
    index.close()
    library = StoredLibrary(db, Others.space, lambda: None)
    assert library.by_vector(Others().embed_query("x").tolist(), 1000, ()) == ()
