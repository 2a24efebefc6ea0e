"""A library that is killed again and again: real processes, SIGKILL at moments drawn by chance, and what must hold after.

A moment is drawn as so many commits to the library's file and some milliseconds more, so that it falls where something
is being done and not into the start of a process.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from desktop.domain.document import DocumentState
from desktop.domain.settings import Chunker
from desktop.store import documents, passages, settings
from desktop.store.database import database_file, open_library, open_reading
from desktop.store.documents import DocumentRow
from desktop.store.vectors import try_open, unpacked
from desktop.worker.indexing import collection
from desktop.worker.library import StoredLibrary
from tests import pdfs
from tests.fakes.hashes import Hashes

ROOT = Path(__file__).resolve().parents[1]
_PATIENCE = 240.0  #: seconds for what is not killed
_LATER = 0.03  #: seconds after a commit in which a kill may fall
_NEAR = 1000

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Shelved:
    """What a document leaves in the tables."""

    passages: tuple[Row, ...]
    facts: tuple[Row, ...]
    vectors: tuple[bytes, ...]


@dataclass(slots=True)
class Killer:
    """A library in ``home``, worked on by ``command``, the program with no arguments; moments come from ``dice``."""

    command: Sequence[str]
    home: Path
    space: str
    dice: random.Random
    faults: list[str] = field(default_factory=list)
    broken_off: int = 0  #: kills that met something alive
    rebuilt: int = 0  #: times that the index would not open and was moved aside
    commits: int = 1  #: seen in an unbroken run, a file

    def unbroken(self, files: Sequence[Path]) -> dict[str, Shelved]:
        """Add files without a kill; what each leaves, by its name."""
        process = self._start("add", *map(str, files))
        with self._watched(process) as changes:
            seen = 0
            while process.poll() is None:
                seen += changes()
                time.sleep(0.001)
        assert process.returncode == 0, "the unbroken run failed"
        self.commits = max(seen // len(files), 1)
        return self.shelved()

    def kill_adding(self, files: Sequence[Path]) -> None:
        """Kill ``add`` of these files: all its processes, or one of them."""
        process = self._start("add", *map(str, files))
        self._wait_for(self.dice.randint(1, self.commits * len(files)), process)
        self._kill(process)

    def kill_removing(self, name: str) -> None:
        """Kill ``remove``, somewhere from its start to its end."""
        process = self._start("remove", name)
        time.sleep(self.dice.uniform(0.0, 0.3))
        self._kill(process)

    def kill_adding_while_removing(self, files: Sequence[Path], name: str) -> None:
        """Remove a document while ``add`` runs, and kill what runs some commits later."""
        process = self._start("add", *map(str, files))
        self._wait_for(self.dice.randint(1, self.commits), process)
        removing = self._start("remove", name)
        self._wait_for(self.dice.randint(1, self.commits * len(files)), process)
        self._kill(process)
        removing.wait(_PATIENCE)

    def cut_unbroken(self, chunker: Chunker) -> dict[str, Shelved]:
        """Have all pages cut like this, without a kill; what each document leaves."""
        process = self._start("settings", "--chunker", chunker)
        assert process.wait(_PATIENCE) == 0, "the unbroken run failed"
        return self.shelved()

    def kill_settings(self, option: str, value: str, commits: int) -> None:
        """Kill ``settings`` while it indexes the library anew, which takes so many commits."""
        process = self._start("settings", option, value)
        self._wait_for(self.dice.randint(1, commits), process)
        self._kill(process)

    def start_again(self) -> None:
        """Start the reader and the answerer as the window does, and let them end what was broken off."""
        workers = [self._start("--worker", role) for role in ("reader", "answerer")]
        try:
            until = time.monotonic() + _PATIENCE
            while not self._is_settled() and time.monotonic() < until:
                time.sleep(0.05)
        finally:
            for worker in workers:
                assert worker.stdin is not None
                worker.stdin.close()
            for worker in workers:
                worker.wait(_PATIENCE)

    def names(self) -> set[str]:
        """The documents that are in the library."""
        return {row.document.name for row in self._rows()}

    def shelved(self) -> dict[str, Shelved]:
        """What the documents have in the tables, by their names."""
        with closing(open_reading(self.home)) as db:
            return {row.document.name: _shelved(db, row.document.id) for row in documents.rows(db)}

    def look(self, kept: set[str], whole: dict[str, Shelved]) -> None:
        """After a kill, before anything is started: what was ready is as it was, and nothing removed is found."""
        with closing(open_library(self.home)) as db:
            there = {row.document.name: row for row in documents.rows(db)}
            self._expect(kept <= set(there), f"lost: {kept - set(there)}")
            for name in kept & set(there):
                self._compare(name, _shelved(db, there[name].document.id), whole[name])
            self._search(db, set(there), whole)

    def look_at_pages(self, wholes: Sequence[dict[str, Shelved]]) -> None:
        """After a kill amid cutting: each page is cut in one of these ways, all of it, and every document is found."""
        with closing(open_library(self.home)) as db:
            for row in documents.rows(db):
                name = row.document.name
                ways = [_by_page(whole[name]) for whole in wholes]
                found = _by_page(_shelved(db, row.document.id))
                for page in ways[0]:
                    cut = found.get(page) in [way[page] for way in ways]
                    self._expect(cut, f"{name}, page {page}: cut in none of the ways")
                said = StoredLibrary(db, self.space, _no_index).by_words((_word(name),), _NEAR, ())
                on = {hit.passage.page for hit in said if hit.passage.document == row.document.id}
                self._expect(on == set(range(row.document.page_count)), f"{name}: found on {on} only")

    def look_for_all(self, embedder: Hashes) -> None:
        """Every passage is found by its vector, which is that of this embedder, and of no other."""
        with closing(open_library(self.home)) as db:
            wanted = {str(row["id"]) for row in db.execute("SELECT id FROM passages WHERE embeds")}
            spaces = {row["space"] for row in db.execute("SELECT DISTINCT space FROM passages WHERE embeds")}
            self._expect(spaces == {embedder.space}, f"vectors of {spaces} beside those of {embedder.space}")
            index = try_open(self.home, collection(embedder.space))
            assert index is not None
            try:
                library = StoredLibrary(db, embedder.space, lambda: index)
                hits = library.by_vector(embedder.embed_query("x").tolist(), _NEAR, ())
            finally:
                index.close()
            self._expect({hit.passage.id for hit in hits} == wanted, f"{len(hits)} of {len(wanted)} found")

    def look_closely(self, expected: set[str], whole: dict[str, Shelved]) -> None:
        """After a start that was not killed: everything is there once, and tables and index hold the same."""
        with closing(open_library(self.home)) as db:
            rows = documents.rows(db)
            names = [row.document.name for row in rows]
            self._expect(sorted(names) == sorted(expected), f"holds {sorted(names)}, not {sorted(expected)}")
            for row in rows:
                done = row.document.state is DocumentState.READY and row.settled == row.passages
                self._expect(done, f"{row.document.name}: {row.document.state}, {row.indexed} of {row.passages}")
                self._compare(row.document.name, _shelved(db, row.document.id), whole[row.document.name])
            self._search(db, set(names), whole)
            self._count(db)
            originals = {row.original for row in rows}
        lying = {file.name for file in (self.home / "originals").iterdir()}
        self._expect(originals <= lying, f"files lost: {originals - lying}")

    def _search(self, db: sqlite3.Connection, there: set[str], whole: dict[str, Shelved]) -> None:
        """Ask for every document by its own words and vectors, those that are gone too."""
        index = try_open(self.home, collection(self.space))
        if index is None:
            self._expect(False, "the index is held by nobody")
            return
        self.rebuilt += index.rebuilt
        try:
            library = StoredLibrary(db, self.space, lambda: index)
            names = {row.document.id: row.document.name for row in documents.rows(db)}
            for name, shelved in whole.items():
                found = {hit.passage.document for hit in library.by_words((_word(name),), _NEAR, ())}
                for vector in shelved.vectors[:1]:
                    nearest = library.by_vector(unpacked(vector).tolist(), _NEAR, ())
                    found |= {hit.passage.document for hit in nearest}
                self._expect(found <= set(names), f"ghosts of {name}: {found - set(names)}")
                self._expect(name in there or name not in {names.get(one) for one in found}, f"{name} is a ghost")
        finally:
            index.close()

    def _count(self, db: sqlite3.Connection) -> None:
        """Chroma has the ids that SQLite has, and no table has rows of what is gone."""
        wanted = {row["id"] for row in db.execute("SELECT id FROM passages WHERE embeds")}
        index = try_open(self.home, collection(self.space))
        assert index is not None
        try:
            ids = index.ids()
        finally:
            index.close()
        self._expect(len(ids) == len(set(ids)), "an id is twice in the index")
        self._expect(set(ids) == wanted, f"index − tables {set(ids) - wanted}, tables − index {wanted - set(ids)}")
        for table, key, of in _OWNED:
            query = f"SELECT count(*) FROM {table} WHERE {key} NOT IN (SELECT {of[1]} FROM {of[0]})"
            self._expect(db.execute(query).fetchone()[0] == 0, f"{table} has rows of nothing")
        for table, of in (("passage_terms", "passages"), ("fact_terms", "facts")):
            counts = [db.execute(f"SELECT count(*) FROM {one}").fetchone()[0] for one in (table, of)]
            self._expect(counts[0] == counts[1], f"{table} {counts[0]}, {of} {counts[1]}")
        self._expect(not passages.has_tombstones(db), "tombstones are left")

    def _compare(self, name: str, found: Shelved, whole: Shelved) -> None:
        self._expect(found.passages == whole.passages, f"{name}: other passages than in an unbroken run")
        self._expect(found.facts == whole.facts, f"{name}: other facts than in an unbroken run")

    def _expect(self, holds: bool, fault: str) -> None:
        if not holds:
            self.faults.append(fault)

    def _is_settled(self) -> bool:
        rows = self._rows()
        done = all(row.document.state is DocumentState.READY and row.settled >= row.passages for row in rows)
        with closing(open_reading(self.home)) as db:
            return done and not documents.unindexed(db) and settings.load(db).next_embedder is None

    def _rows(self) -> tuple[DocumentRow, ...]:
        with closing(open_library(self.home)) as db:
            return documents.rows(db)

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "kills.log").open("ab") as log:
            return subprocess.Popen(
                [*self.command, *words],
                cwd=ROOT,
                env={**os.environ, "TERCET_HOME": str(self.home), "PYTHONPATH": str(ROOT)},
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _wait_for(self, commits: int, process: subprocess.Popen[bytes]) -> None:
        with self._watched(process) as changes:
            seen = 0
            while seen < commits and process.poll() is None:
                time.sleep(0.001)
                seen += changes()
        time.sleep(self.dice.uniform(0, _LATER))

    def _kill(self, process: subprocess.Popen[bytes]) -> None:
        """All processes at once, or one of them: then what is left of the others ends by itself."""
        if process.poll() is not None:
            return
        self.broken_off += 1
        if self.dice.random() < 0.7:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
            self.dice.choice(family).kill()
        process.wait(_PATIENCE)
        while _group_lives(process.pid):
            time.sleep(0.01)

    @contextmanager
    def _watched(self, process: subprocess.Popen[bytes]) -> Iterator[Callable[[], bool]]:
        """A look whether anybody has written to the library's file since the last look."""
        while not database_file(self.home).exists():
            assert process.poll() is None, (self.home / "kills.log").read_text("utf-8", "replace")
            time.sleep(0.001)
        with closing(sqlite3.connect(database_file(self.home), isolation_level=None)) as db:
            last = [0]

            def changed() -> bool:
                try:
                    version = int(db.execute("PRAGMA data_version").fetchone()[0])
                except sqlite3.OperationalError:  # it is being made
                    return False
                last[0], before = version, last[0]
                return version != before

            changed()
            yield changed


_OWNED = (
    ("pages", "document", ("documents", "id")),
    ("jobs", "document", ("documents", "id")),
    ("facts", "document", ("documents", "id")),
    ("marks", "document", ("documents", "id")),
    ("passages", "document", ("documents", "id")),
    ("passage_terms", "rowid", ("passages", "row")),
)


def small_files(folder: Path) -> tuple[Path, ...]:
    """PDFs of some pages each, with words and facts of their own; the name's word stands on every page."""
    folder.mkdir(parents=True, exist_ok=True)
    return (
        *(
            pdfs.many_pages(folder, 3 + number, f"{word}.pdf")
            for number, word in enumerate(("amber", "birch", "cedar"))
        ),
        pdfs.triples(folder, name="delta.pdf"),
        pdfs.ruled_table(folder, name="ember.pdf"),
        pdfs.english(folder, name="fjord.pdf"),
    )


def moments(killer: Killer, files: Sequence[Path], count: int, told: Callable[[str], None]) -> None:
    """Kill ``count`` times while files are added and removed; each time look, start again, and look closely.

    What is wrong is in ``killer.faults``. ``told`` is called with a line about each moment.
    """
    reference = Killer(killer.command, killer.home.with_name("unbroken"), killer.space, killer.dice)
    whole = reference.unbroken(files)
    killer.commits = reference.commits
    open_library(killer.home).close()
    for number in range(count):
        there, before = killer.names(), len(killer.faults)
        said, leaving = _one_moment(killer, files, there)
        taken = killer.names()
        killer.look(there - leaving, whole)
        killer.start_again()
        killer.look_closely(taken, whole)
        told(f"{number + 1}: {said}; then {len(taken)} documents, {killer.faults[before:] or 'in order'}")


def _one_moment(killer: Killer, files: Sequence[Path], there: set[str]) -> tuple[str, set[str]]:
    """What was killed, in words, and what may be gone by it."""
    absent = [file for file in files if file.name not in there]
    wanted = killer.dice.sample(absent, min(len(absent), killer.dice.randint(1, 3)))
    leaving = killer.dice.choice(sorted(there)) if there else ""
    kind = killer.dice.random()
    names = ", ".join(file.name for file in wanted)
    if leaving and (not wanted or kind < 0.2):
        killer.kill_removing(leaving)
        return f"remove {leaving}", {leaving}
    if leaving and kind < 0.6:
        killer.kill_adding_while_removing(wanted, leaving)
        return f"add {names} while {leaving} is removed", {leaving}
    killer.kill_adding(wanted)
    return f"add {names}", set()


def _shelved(db: sqlite3.Connection, document: str) -> Shelved:
    query = "SELECT id, page, text, heading_path, blocks, embeds FROM passages WHERE document = ? ORDER BY id"
    vectors = db.execute(
        "SELECT vector FROM passages WHERE document = ? AND vector IS NOT NULL ORDER BY id", (document,)
    )
    facts = """SELECT page, entity, attribute, value, number, unit, period, section, quote, boxes, cell, origin
        FROM facts WHERE document = ? ORDER BY page, quote, attribute, value, boxes"""
    return Shelved(
        tuple(tuple(row) for row in db.execute(query, (document,))),
        tuple(tuple(row) for row in db.execute(facts, (document,))),
        tuple(row["vector"] for row in vectors),
    )


def _by_page(shelved: Shelved) -> dict[object, list[Row]]:
    found: dict[object, list[Row]] = {}
    for row in shelved.passages:
        found.setdefault(row[1], []).append(row)
    return found


def _no_index() -> None:
    """Words alone are searched."""


def _word(name: str) -> str:
    """The word of a document's name, which the index of words has for each of its passages."""
    return name.removesuffix(".pdf")


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
