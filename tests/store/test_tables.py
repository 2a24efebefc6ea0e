import sqlite3
import zlib
from decimal import Decimal
from pathlib import Path

import msgspec
import numpy as np
import pytest

from desktop.domain.answer import Answer, Coverage, Language, QueryKind
from desktop.domain.document import Block, BlockKind, DocumentState, Page, PageContent, PageSource, Passage
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.fact import CellReference, Evidence, Fact, Origin, Quantity, Triple
from desktop.domain.geometry import Box
from desktop.domain.job import Stage
from desktop.domain.terms import terms
from desktop.store import answers, database, documents, facts, jobs, pages, passages

ID = "a" * 64


def stored(home: Path, page_count: int = 3) -> sqlite3.Connection:
    db = database.open_library(home)
    documents.insert(db, ID, "年报 2023 (终稿).pdf", ID + ".pdf")
    documents.set_pages(db, ID, page_count)
    pages.expect(db, ID, page_count)
    return db


def content(number: int, text: str = "流动资产合计") -> PageContent:
    block = Block(number, BlockKind.PARAGRAPH, 0, text, (Box(1, 2, 3, 4),))
    return PageContent(Page(number, 595, 842, PageSource.TEXT), (block,))


def passage(number: int, ordinal: int, text: str) -> Passage:
    return Passage(f"{ID[:16]}-{number:05d}-{ordinal:03d}", ID, number, text, ("第一节",), (0,))


def fact(number: int, value: str = "1,639,379,320.41") -> Fact:
    evidence = Evidence(
        ID, number, f"流动资产合计 {value}", (Box(1, 2, 3, 4),), CellReference(0, 1, 2), (Box(0, 2, 1, 4),)
    )
    quantity = Quantity(Decimal("1639379320.41"), "元")
    return Fact(
        Triple("四方科技", "流动资产合计", value), evidence, Origin.TABLE, quantity, "2019-12-31", "合并资产负债表"
    )


def result(number: int, stage: Stage = Stage.STRUCTURE) -> pages.PageResult:
    cut = (passage(number, 0, "流动资产合计 1,639,379,320.41"), passage(number, 1, "Total current assets"))
    return pages.PageResult(ID, stage, content(number), cut, (fact(number),))


def test_a_second_file_of_the_same_name_gets_a_suffix(home: Path) -> None:
    db = stored(home)
    assert documents.insert(db, "b" * 64, "年报 2023 (终稿).pdf", "b.pdf") == "年报 2023 (终稿) (2).pdf"
    assert documents.named(db, "年报 2023 (终稿) (2).pdf") == "b" * 64
    assert documents.named(db, "b" * 10) == "b" * 64
    with pytest.raises(KnownError) as caught:
        documents.named(db, "nothing.pdf")
    assert caught.value.code is ErrorCode.UNKNOWN_DOCUMENT


def test_a_page_kept_before_boxes_were_lists_is_read(home: Path) -> None:
    db = stored(home)
    pages.replace(db, result(0))
    before = msgspec.json.encode(content(0)).replace(b"[1,2,3,4]", b'{"x0":1,"y0":2,"x1":3,"y1":4}')
    db.execute("UPDATE pages SET content = ? WHERE number = 0", (zlib.compress(before),))
    assert b"x0" in before
    assert pages.content(db, ID, 0) == content(0)


def test_a_page_is_a_checkpoint(home: Path) -> None:
    db = stored(home)
    assert pages.first_missing(db, ID, Stage.TEXT) == 0
    for number in range(3):
        pages.replace(db, result(number, Stage.TEXT))
    assert pages.first_missing(db, ID, Stage.TEXT) is None
    assert pages.first_missing(db, ID, Stage.STRUCTURE) == 0
    pages.replace(db, result(0))
    assert pages.first_missing(db, ID, Stage.STRUCTURE) == 1
    assert pages.content(db, ID, 0) == content(0)


def test_reading_a_page_again_replaces_what_it_gave(home: Path) -> None:
    db = stored(home)
    for _ in range(2):
        pages.replace(db, result(0, Stage.TEXT))
        pages.replace(db, result(0))
    assert documents.row(db, ID).passages == 2  # type: ignore[union-attr]
    assert list(facts.every(db)) == [fact(0)]
    assert len(passages.by_words(db, terms("流动资产"), 10)) == 1


def test_a_page_that_brings_the_reader_down_twice_is_given_up(home: Path) -> None:
    db = stored(home)
    assert pages.try_page(db, ID, 1)
    assert pages.try_page(db, ID, 1)
    assert not pages.try_page(db, ID, 1)
    pages.fail(db, ID, 1, "crash")
    row = documents.row(db, ID)
    assert row is not None
    assert row.failed_pages == (1,)
    assert pages.errors(db, ID) == {"crash": [1]}
    assert pages.retry_failed(db, ID) == 1
    assert pages.try_page(db, ID, 1)


def test_words_find_chinese_of_two_characters_and_english_plurals(home: Path) -> None:
    db = stored(home)
    pages.replace(db, result(0))
    assert [hit.passage.page for hit in passages.by_words(db, terms("资产"), 5)] == [0]
    assert passages.by_words(db, terms("asset"), 5)[0].passage.text == "Total current assets"
    assert passages.by_words(db, terms("1639379320.41"), 5)
    assert not passages.by_words(db, terms("负债"), 5)
    assert not passages.by_words(db, terms("资产"), 5, ("b" * 64,))
    assert not passages.by_words(db, terms('"*:()'), 5)


def test_facts_come_back_as_they_were_and_by_their_attribute(home: Path) -> None:
    db = stored(home)
    pages.replace(db, result(0))
    assert facts.about(db, terms("流动资产合计是多少"), 5) == (fact(0),)
    assert not facts.about(db, terms("dividend"), 5)


def test_vectors_wait_until_the_index_acknowledges_them(home: Path) -> None:
    db = stored(home)
    pages.replace(db, result(0))
    vector = np.arange(4, dtype="<f4").tobytes()
    passages.keep_vectors(db, "space", [(one, vector) for one in passages.to_embed(db, 10)])
    waiting = passages.to_index(db, 10)
    assert len(waiting) == 2
    assert documents.unindexed(db)
    passages.indexed(db, (one.passage for one in waiting))
    assert not documents.unindexed(db)
    assert passages.count_indexed(db) == 2


def test_what_is_removed_leaves_a_tombstone_until_the_index_has_dropped_it(home: Path) -> None:
    db = stored(home)
    pages.replace(db, result(0))
    passages.keep_vectors(db, "space", [(one, b"\0" * 16) for one in passages.to_embed(db, 10)])
    passages.remove(db, ID)
    assert len(passages.tombstones(db)) == 2
    passages.clear_tombstones(db, passages.tombstones(db))
    assert not passages.has_tombstones(db)


def test_documents_whose_text_is_missing_are_read_before_others_structure(home: Path) -> None:
    db = stored(home)
    for number in range(3):
        pages.replace(db, result(number, Stage.TEXT))
    documents.insert(db, "b" * 64, "b.pdf", "b.pdf")
    assert jobs.next_document(db) == "b" * 64
    jobs.set_state(db, "b" * 64, DocumentState.PAUSED)
    assert jobs.next_document(db) == ID
    jobs.set_state(db, ID, DocumentState.READY)
    assert jobs.next_document(db) is None


def test_coverage_counts_what_can_be_searched_and_names_what_cannot(home: Path) -> None:
    db = stored(home)
    pages.replace(db, result(0))
    pages.fail(db, ID, 1, "crash")
    assert pages.searched(db, ()) == (1, 1, ((ID, 1),))
    assert documents.rows(db)[0].waiting_pages == 1
    jobs.set_state(db, ID, DocumentState.FAILED)
    assert pages.searched(db, ()) == (1, 1, ((ID, 1), (ID, 2)))
    assert documents.rows(db)[0].waiting_pages == 0


def test_what_documents_call_things_is_given_once(home: Path) -> None:
    db = stored(home)
    pages.replace(db, result(0))
    pages.replace(db, result(1))
    assert facts.names(db) == facts.names(db, (ID,)) == (("流动资产合计",), ("四方科技",))
    assert passages.headings(db) == passages.headings(db, (ID,)) == ("第一节",)
    assert facts.names(db, ("b" * 64,)) == ((), ())
    assert passages.headings(db, ("b" * 64,)) == ()


def test_answers_come_back_with_their_facts(home: Path) -> None:
    db = stored(home)
    given = Answer("流动资产合计是多少？", QueryKind.LOOKUP, Language.CHINESE, (fact(0),), Coverage(1, 3, ((ID, 2),)))
    number = answers.keep(db, given)
    assert answers.recent(db)[0].answer == given
    assert answers.chosen(db, [number, 99])[0].id == number


def test_facts_of_a_library_that_is_not_migrated_yet_are_read_without_their_headers(home: Path) -> None:
    db = stored(home)
    with database.transaction(db):
        facts.insert(db, [fact(3)])
    names = [row["name"] for row in db.execute("PRAGMA table_info(facts)") if row["name"] != "headers"]
    old = db.execute(f"SELECT {', '.join(names)} FROM facts").fetchone()
    assert facts.fact_of(old).evidence.headers == ()
    assert facts.fact_of(db.execute("SELECT * FROM facts").fetchone()).evidence.headers == (Box(0, 2, 1, 4),)
