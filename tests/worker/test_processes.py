"""Real worker processes: killed, cut off, and watched for connections."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from desktop import paths
from desktop.domain.document import DocumentState
from desktop.protocol.events import FilesTaken, LibraryChanged, Painted, ReadingProgress, Ready
from desktop.protocol.requests import AddFiles, Paint, PauseDocument, RemoveDocument
from desktop.protocol.roles import Role
from desktop.store import documents, pages
from desktop.store.database import open_library, open_reading
from desktop.wire import decode, encode
from desktop.worker.child import Child
from tests import pdfs

ROOT = Path(__file__).resolve().parents[2]
WATCH = """
import os, sys
def watch(event, given):
    if event in ("socket.connect", "socket.bind", "socket.sendto"):
        address = given[1]
        host = address[0] if isinstance(address, tuple) else ""
        if host not in ("", "127.0.0.1", "::1", "localhost"):
            open(os.environ["TERCET_WATCH"], "a").write(f"{event} {address}\\n")
    if event == "socket.getaddrinfo" and given[0] not in (None, "", "127.0.0.1", "::1", "localhost"):
        open(os.environ["TERCET_WATCH"], "a").write(f"{event} {given[0]}\\n")
sys.addaudithook(watch)
"""


@pytest.fixture
def reader(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Child]:
    monkeypatch.chdir(ROOT)
    home.mkdir(parents=True)
    child = Child(Role.READER, home / "reader.log")
    yield child
    child.close()


def wait_for(child: Child, kind: type, count: int = 1) -> None:
    for event in child.events(timeout=60):
        assert event is not None, "nothing for a minute"
        count -= isinstance(event, kind)
        if not count:
            return
    pytest.fail("the worker ended")


def wait_until_read(home: Path) -> documents.DocumentRow:
    db = open_reading(home)
    for _ in range(600):
        row = documents.rows(db)[0]
        if row.document.state is DocumentState.READY:
            return row
        time.sleep(0.1)
    pytest.fail("not read in a minute")


def test_a_reader_killed_in_the_middle_goes_on_where_it_was(reader: Child, home: Path, tmp_path: Path) -> None:
    reader.send(AddFiles((str(pdfs.many_pages(tmp_path, 30)),)))
    wait_for(reader, ReadingProgress, 35)
    psutil.Process(reader.pid).kill()
    assert list(reader.events(timeout=60))[-1:] is not None
    db = open_library(home)
    done = documents.rows(db)[0]
    assert done.text_pages == 30
    reader.restart()
    row = wait_until_read(home)
    assert row.read_pages == 30
    assert not row.failed_pages
    per_page = db.execute("SELECT page, count(*) FROM passages GROUP BY page").fetchall()
    assert len(per_page) == 30
    assert len({count for _, count in per_page}) == 1, "nothing twice"


def test_a_reader_ends_when_its_stdin_ends(reader: Child) -> None:
    wait_for(reader, Ready)
    process = psutil.Process(reader.pid)
    reader.close()
    assert not process.is_running()


def test_a_paused_document_waits(reader: Child, home: Path, tmp_path: Path) -> None:
    reader.send(AddFiles((str(pdfs.many_pages(tmp_path, 60)),)))
    wait_for(reader, FilesTaken)
    document = documents.rows(open_reading(home))[0].document.id
    reader.send(PauseDocument(document))
    wait_for(reader, LibraryChanged)
    db = open_reading(home)
    time.sleep(0.5)
    before = documents.rows(db)[0]
    time.sleep(1)
    assert documents.rows(db)[0] == before
    assert before.document.state is DocumentState.PAUSED


def test_a_second_reader_leaves_the_reading_to_the_first(reader: Child, home: Path, tmp_path: Path) -> None:
    wait_for(reader, Ready)
    time.sleep(1.5)
    second = Child(Role.READER, home / "second.log")
    try:
        second.send(AddFiles((str(pdfs.many_pages(tmp_path, 5)),)))
        wait_for(second, FilesTaken)
        row = wait_until_read(home)
    finally:
        second.close()
    assert row.read_pages == 5


def test_the_painter_draws_a_page(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    run("add", str(pdfs.english(tmp_path)), home=home)
    document = documents.rows(open_reading(home))[0].document.id
    painter = Child(Role.PAINTER)
    try:
        painter.send(Paint(document, 0, 1.0))
        for event in painter.events(timeout=60):
            if isinstance(event, Painted):
                assert event.image().startswith(b"\x89PNG")
                break
    finally:
        painter.close()


def test_pages_of_a_library_survive_being_opened_by_two(home: Path, tmp_path: Path) -> None:
    run("add", str(pdfs.many_pages(tmp_path, 3)), home=home)
    first, second = open_library(home), open_library(home)
    document = documents.rows(first)[0].document.id
    pages.fail(first, document, 1, "crash")
    assert documents.rows(second)[0].failed_pages == (1,)


@pytest.mark.engine
def test_adding_and_asking_open_no_connection_but_loopback(home: Path, tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "sitecustomize.py").write_text(WATCH, "utf-8")
    log = tmp_path / "connections.log"
    watched = {"PYTHONPATH": str(hooks), "TERCET_WATCH": str(log)}
    files = [str(pdfs.triples(tmp_path)), str(pdfs.scanned_english(tmp_path))]
    remote = run("add", *files, home=home, extra=watched, sample=True)
    remote |= run("ask", "许仕廉的妻子是谁？", "--json", home=home, extra=watched, sample=True)
    assert not log.exists(), log.read_text("utf-8")
    assert not remote


def run(*words: str, home: Path, extra: dict[str, str] | None = None, sample: bool = False) -> set[str]:
    """Run the command line; returns the remote addresses that it or its children were seen connected to."""
    small = {"TERCET_LLM": "qwen2.5-coder-0.5b-instruct-q4_k_m"}
    environment = {**os.environ, "TERCET_HOME": str(home), **small, **(extra or {})}
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop", *words],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    seen: set[str] = set()
    while sample and process.poll() is None:
        seen |= _remote(process.pid)
        time.sleep(0.05)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err.decode()[-2000:]
    assert b"Traceback" not in err
    for line in out.splitlines():
        if line.startswith(b"{"):
            json.loads(line)
    return seen


def _remote(pid: int) -> set[str]:
    try:
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        found = [connection.raddr.ip for one in family for connection in one.net_connections() if connection.raddr]
    except psutil.Error:
        return set()
    return {ip for ip in found if ip not in ("127.0.0.1", "::1")}


def test_leaving_again_and_again_is_not_held_against_a_page(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    home.mkdir(parents=True)
    scan = str(pdfs.scanned_english(tmp_path))
    for _ in range(3):
        child = Child(Role.READER, home / "reader.log")
        child.send(AddFiles((scan,)))
        wait_for(child, ReadingProgress) if not documents_in(home) else wait_for(child, LibraryChanged)
        time.sleep(0.5)
        child.close()
    db = open_library(home)
    attempts = db.execute("SELECT max(attempts), max(error) FROM pages").fetchone()
    assert tuple(attempts) in {(0, ""), (1, "")}


def documents_in(home: Path) -> int:
    return len(documents.rows(open_library(home)))


def test_requests_before_the_end_of_stdin_are_carried_out(reader: Child, home: Path, tmp_path: Path) -> None:
    away, paused = pdfs.many_pages(tmp_path, 40), pdfs.many_pages(tmp_path, 41, "paused.pdf")
    late = pdfs.english(tmp_path)
    reader.send(AddFiles((str(away), str(paused))))
    wait_for(reader, ReadingProgress, 3)
    first, second = (row.document.id for row in documents.rows(open_reading(home)))
    for request in (PauseDocument(second), RemoveDocument(first), AddFiles((str(late),))):
        reader.send(request)
    reader.close()
    found = {row.document.name: row.document.state for row in documents.rows(open_reading(home))}
    assert found == {"paused.pdf": DocumentState.PAUSED, "english.pdf": DocumentState.QUEUED}


def test_files_are_taken_although_whoever_dropped_them_is_killed(home: Path, tmp_path: Path) -> None:
    home.mkdir(parents=True)
    files = [pdfs.many_pages(tmp_path, 1 + number, f"{number}.pdf") for number in range(30)]
    command = [*paths.program_command(), "--worker", Role.READER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(encode(AddFiles(tuple(map(str, files)))))
        process.stdin.close()
        process.stdout.readline()  # Ready
        process.stdout.close()
        process.wait(60)
    assert documents_in(home) == len(files)


def test_files_are_taken_although_the_window_is_killed_while_pages_are_read(home: Path, tmp_path: Path) -> None:
    home.mkdir(parents=True)
    long, late = pdfs.many_pages(tmp_path, 300), pdfs.english(tmp_path)
    command = [*paths.program_command(), "--worker", Role.READER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(encode(AddFiles((str(long),))))
        process.stdin.flush()
        next(line for line in process.stdout if isinstance(decode(line), ReadingProgress))
        process.stdin.write(encode(AddFiles((str(late),))))
        process.stdin.close()
        process.stdout.close()
        process.wait(60)
    assert documents_in(home) == 2


def test_modules_beside_the_documents_are_not_run(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "msgspec.py").write_text("raise SystemExit('this was run')", "utf-8")
    monkeypatch.chdir(tmp_path)
    home.mkdir(parents=True)
    child = Child(Role.READER, home / "reader.log")
    wait_for(child, Ready)
    child.close()
