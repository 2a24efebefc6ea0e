import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from desktop.domain.document import DocumentState
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.job import Stage
from desktop.domain.terms import terms
from desktop.protocol.events import Event, FileStatus
from desktop.store import documents, facts, originals, pages, passages
from desktop.store.database import open_library
from desktop.wire import decode, encode, wire_path
from desktop.worker import reading
from desktop.worker.packs import PageEngines
from desktop.worker.reading import ReadingDesk, pause_for_full_disk
from desktop.worker.removing import remove_document
from desktop.worker.taking import find_files, inspect, take_file
from tests import pdfs

_MANY = 120  #: pages whose text is more than the free room of a small database


def no_report(event: Event) -> None:
    """Nobody listens."""


def desk(db: sqlite3.Connection, home: Path) -> ReadingDesk:
    return ReadingDesk(db, home, PageEngines(), no_report)


def read_all(db: sqlite3.Connection, home: Path) -> None:
    at = desk(db, home)
    while at.step():
        pass


def test_a_file_is_taken_read_and_found(home: Path, tmp_path: Path) -> None:
    db = open_library(home)
    taken = take_file(db, home, pdfs.triples(tmp_path))
    assert taken.status is FileStatus.ADDED
    read_all(db, home)
    row = documents.row(db, taken.document)
    assert row is not None
    assert row.document.state is DocumentState.READY
    assert row.passages
    assert row.facts


def test_the_same_bytes_under_another_name_are_known(home: Path, tmp_path: Path) -> None:
    db = open_library(home)
    file = pdfs.english(tmp_path)
    copy = tmp_path / "年报 2023 (终稿).pdf"
    copy.write_bytes(file.read_bytes())
    first = take_file(db, home, file)
    second = take_file(db, home, copy)
    assert second.status is FileStatus.DUPLICATE
    assert (second.document, second.name) == (first.document, file.name)
    assert len(documents.rows(db)) == 1


def test_a_file_that_another_process_takes_meanwhile_is_known(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db, file = open_library(home), pdfs.locked(tmp_path)  # which the other process has unlocked
    copied = originals.copied

    def taken_meanwhile(*given: object) -> AbstractContextManager[originals.Copy]:
        monkeypatch.setattr(originals, "copied", copied)
        taken = take_file(open_library(home), home, file, (pdfs.PASSWORD,))
        assert taken.status is FileStatus.ADDED
        return copied(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(originals, "copied", taken_meanwhile)
    assert take_file(db, home, file).status is FileStatus.DUPLICATE
    read_all(db, home)
    assert [row.document.state for row in documents.rows(db)] == [DocumentState.READY]


def test_the_persons_own_file_is_never_touched_and_may_change(home: Path, tmp_path: Path) -> None:
    db = open_library(home)
    file = pdfs.english(tmp_path)
    taken = take_file(db, home, file)
    file.write_bytes(b"something else")
    copy = originals.path(home, documents.row(db, taken.document).original)  # type: ignore[union-attr]
    assert originals.content_hash(copy) == taken.document


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (pdfs.empty_file, ErrorCode.EMPTY_FILE),
        (pdfs.not_a_pdf, ErrorCode.NOT_A_DOCUMENT),
        (pdfs.zero_pages, ErrorCode.NO_PAGES),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_left(
    home: Path, tmp_path: Path, make: Callable[[Path], Path], code: ErrorCode
) -> None:
    db = open_library(home)
    taken = take_file(db, home, make(tmp_path))
    assert (taken.status, taken.code) == (FileStatus.REFUSED, code)
    assert not documents.rows(db)
    assert not list((home / "originals").glob("*"))


def test_a_file_that_is_gone_is_refused(home: Path, tmp_path: Path) -> None:
    taken = take_file(open_library(home), home, tmp_path / "gone.pdf")
    assert (taken.status, taken.code) == (FileStatus.REFUSED, ErrorCode.NOT_FOUND)


def test_folders_are_searched_and_other_files_named(tmp_path: Path) -> None:
    inner = tmp_path / "张三" / "年报 2023"
    inner.mkdir(parents=True)
    file = pdfs.english(inner)
    (inner / "notes.txt").write_text("x", "utf-8")
    found = find_files([str(tmp_path)])
    assert found.files == (file,)
    assert found.skipped == (inner / "notes.txt",)


def test_a_locked_file_waits_for_its_password_which_is_not_kept(home: Path, tmp_path: Path) -> None:
    db = open_library(home)
    taken = take_file(db, home, pdfs.locked(tmp_path, "Zq7-никто"))
    assert taken.status is FileStatus.LOCKED
    read_all(db, home)
    assert documents.row(db, taken.document).document.state is DocumentState.LOCKED  # type: ignore[union-attr]
    assert inspect(db, home, taken.document, passwords=("wrong",)).status is FileStatus.LOCKED
    assert inspect(db, home, taken.document, passwords=("Zq7-никто",)).status is FileStatus.ADDED
    read_all(db, home)
    assert documents.row(db, taken.document).document.state is DocumentState.READY  # type: ignore[union-attr]
    assert not any("Zq7-никто".encode() in file.read_bytes() for file in home.glob("library.sqlite*"))


def test_reading_goes_on_at_the_first_missing_page(home: Path, tmp_path: Path) -> None:
    db = open_library(home)
    taken = take_file(db, home, pdfs.many_pages(tmp_path, 6))
    before = desk(db, home)
    for _ in range(8):
        before.step()
    before.close()
    row = documents.row(db, taken.document)
    assert row is not None
    assert (row.text_pages, row.read_pages) == (6, 2)
    read_all(db, home)
    row = documents.row(db, taken.document)
    assert row is not None
    assert row.read_pages == 6
    assert not row.failed_pages


def test_a_page_whose_engine_fails_is_named_and_the_rest_is_read(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = open_library(home)
    taken = take_file(db, home, pdfs.many_pages(tmp_path, 3))
    real = reading.read_page

    def fails_on_one(source: object, number: int, *rest: object) -> object:
        if number == 1:
            raise RuntimeError("the engine is broken")
        return real(source, number, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_page", fails_on_one)
    read_all(db, home)
    row = documents.row(db, taken.document)
    assert row is not None
    assert row.document.state is DocumentState.READY
    assert row.failed_pages == (1,)
    monkeypatch.undo()
    pages.retry_failed(db, taken.document)
    db.execute("UPDATE jobs SET state = 'queued'")
    read_all(db, home)
    assert documents.row(db, taken.document).failed_pages == ()  # type: ignore[union-attr]


def test_a_page_that_brought_the_reader_down_twice_is_left_out(home: Path, tmp_path: Path) -> None:
    db = open_library(home)
    taken = take_file(db, home, pdfs.many_pages(tmp_path, 2))
    at = desk(db, home)
    at.step()
    at.step()
    db.execute("UPDATE pages SET attempts = 2 WHERE number = 0")
    read_all(db, home)
    row = documents.row(db, taken.document)
    assert row is not None
    assert row.failed_pages == (0,)
    assert row.document.state is DocumentState.READY
    assert passages.by_words(db, terms("page 1"), 5), "what the first pass found on it stays"


def test_a_full_disk_pauses_what_is_queued_and_keeps_what_was_read(home: Path, tmp_path: Path) -> None:
    db = open_library(home)
    taken = take_file(db, home, pdfs.many_pages(tmp_path, _MANY))
    at = desk(db, home)
    for _ in range(3):
        at.step()
    limit = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {limit}")
    with pytest.raises(KnownError) as caught:
        read_all(db, home)
    assert caught.value.code is ErrorCode.DISK_FULL
    pause_for_full_disk(db, "64 MB")
    row = documents.row(db, taken.document)
    assert row is not None
    assert row.text_pages >= 3
    db.execute("PRAGMA max_page_count = 1000000")
    db.execute("UPDATE jobs SET state = 'queued'")
    read_all(db, home)
    row = documents.row(db, taken.document)
    assert row is not None
    assert row.read_pages == _MANY
    assert not row.failed_pages


def test_a_removed_document_leaves_nothing_behind(home: Path, tmp_path: Path) -> None:
    db = open_library(home)
    taken = take_file(db, home, pdfs.triples(tmp_path))
    read_all(db, home)
    assert remove_document(db, home, taken.document)
    assert not documents.rows(db)
    assert not list(facts.every(db))
    assert not passages.by_words(db, terms("职业"), 5)
    assert not list((home / "originals").glob("*"))
    assert not remove_document(db, home, taken.document)


def test_a_document_without_words_says_so(home: Path, tmp_path: Path) -> None:
    db = open_library(home)
    taken = take_file(db, home, pdfs.blank(tmp_path))
    read_all(db, home)
    row = documents.row(db, taken.document)
    assert row is not None
    assert row.code or row.failed_pages


def test_odd_names_cost_no_other_file(home: Path, tmp_path: Path) -> None:
    db = open_library(home)
    good = pdfs.english(tmp_path)
    odd = tmp_path / os.fsdecode("年报.pdf".encode("gbk"))
    odd.write_bytes(pdfs.chinese(tmp_path).read_bytes())
    fifo = tmp_path / "fifo.pdf"
    os.mkfifo(fifo)
    names = [wire_path(str(path)) for path in (tmp_path / ("x" * 400), odd, fifo, good)]
    taken = [take_file(db, home, file) for file in find_files(names).files]
    assert [one.status for one in taken] == [
        FileStatus.REFUSED,
        FileStatus.ADDED,
        FileStatus.REFUSED,
        FileStatus.ADDED,
    ]
    for one in taken:
        assert decode(encode(one)) == one


def test_adding_again_wakes_what_waited_for_room(home: Path, tmp_path: Path) -> None:
    db = open_library(home)
    file = pdfs.many_pages(tmp_path, 2)
    taken = take_file(db, home, file)
    pause_for_full_disk(db, "64 MB")
    row = documents.row(db, taken.document)
    assert row is not None
    assert (row.document.state, row.code, row.detail) == (DocumentState.PAUSED, ErrorCode.DISK_FULL, "64 MB")
    assert take_file(db, home, file).status is FileStatus.DUPLICATE
    read_all(db, home)
    assert documents.row(db, taken.document).document.state is DocumentState.READY  # type: ignore[union-attr]


def test_a_document_removed_while_its_page_is_read_leaves_nothing(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = open_library(home)
    taken = take_file(db, home, pdfs.many_pages(tmp_path, 2))
    real = reading.quick_text

    def removed_meanwhile(source: object, number: int) -> object:
        remove_document(open_library(home), home, taken.document)
        return real(source, number)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "quick_text", removed_meanwhile)
    read_all(db, home)
    assert not documents.rows(db)
    assert not db.execute("SELECT * FROM passages").fetchall()


def test_whoever_leaves_the_desk_breaks_off_one_page_and_nothing_after_it(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = open_library(home)
    taken = take_file(db, home, pdfs.many_pages(tmp_path, 2))
    at, real = desk(db, home), reading.quick_text
    reads, leaves, may_end = threading.Event(), threading.Event(), threading.Event()
    broken_off: list[tuple[str, int, int | None]] = []

    def last(document: str, number: int) -> None:
        leaves.set()
        may_end.wait(10)
        broken_off.append((document, number, pages.first_missing(open_library(home), document, Stage.TEXT)))

    def leave_meanwhile(source: object, number: int) -> object:
        reads.set()
        leaves.wait(10)
        threading.Timer(0.2, may_end.set).start()
        return real(source, number)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "quick_text", leave_meanwhile)
    leaver = threading.Thread(target=lambda: reads.wait(10) and at.leave(last))
    leaver.start()
    at.step()
    leaver.join()
    assert broken_off == [(taken.document, 0, 0)]  # it is still missing: its end has waited
    assert not at.step()


def test_between_pages_a_desk_is_left_without_breaking_off_anything(home: Path, tmp_path: Path) -> None:
    db = open_library(home)
    document = take_file(db, home, pdfs.many_pages(tmp_path, 2)).document
    at = desk(db, home)
    at.step()
    at.leave(lambda *page: pytest.fail(f"{page} is not being read"))
    assert not at.step()
    assert pages.first_missing(db, document, Stage.TEXT) == 1


def test_a_page_that_fails_is_not_taken_for_one_that_is_being_read(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = open_library(home)
    take_file(db, home, pdfs.many_pages(tmp_path, 2))
    at = desk(db, home)
    monkeypatch.setattr(reading, "quick_text", lambda source, number: 1 / 0)
    at.step()
    at.leave(lambda *page: pytest.fail(f"{page} is not being read"))


def test_a_contract_is_one_to_its_last_page(home: Path, tmp_path: Path) -> None:
    db = open_library(home)
    taken = take_file(db, home, pdfs.contract(tmp_path))
    read_all(db, home)
    told = {one.triple.attribute: (one.triple.value, one.evidence.page) for one in facts.every(db, (taken.document,))}
    assert told["governing law"] == ("Oregon", 8)
    assert told["party"][1] == 0
