"""The self-test: every pack, the store and every engine, on the sample documents, in a library of its own."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop import paths
from desktop.engines.mupdf import open_document
from desktop.protocol import Event, Failed
from desktop.store import documents, packs
from desktop.store.database import open_library
from desktop.worker.answerer import Answerer
from desktop.worker.exporting import export
from desktop.worker.packs import PageEngines
from desktop.worker.reading import ReadingDesk
from desktop.worker.taking import find_files, take_file


class Subject(StrEnum):
    """What is checked."""

    PACKS = "packs"
    LIBRARY = "library"
    READING = "reading"
    RECOGNITION = "recognition"
    PICTURE = "picture"
    INDEX = "index"
    ANSWER = "answer"
    REFUSAL = "refusal"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: whether it held, what was seen, and how many seconds it took."""

    subject: Subject
    passed: bool
    seen: str
    seconds: float


class _Broken(Exception):  # noqa: N818 - a finding, not an error
    """A check that does not hold, with what was seen."""


def check() -> Iterator[Finding]:
    """Do all checks; each is reported even if one before it failed."""
    yield _timed(Subject.PACKS, _packs)
    yield _timed(Subject.LIBRARY, _library)
    with tempfile.TemporaryDirectory(prefix="tercet-check-", ignore_cleanup_errors=True) as folder:
        trial = _Trial(Path(folder))
        yield _timed(Subject.READING, trial.reading)
        yield _timed(Subject.RECOGNITION, trial.recognition)
        yield _timed(Subject.PICTURE, trial.picture)
        yield _timed(Subject.INDEX, trial.index)
        yield _timed(Subject.ANSWER, trial.answer)
        yield _timed(Subject.REFUSAL, trial.refusal)
        yield _timed(Subject.EXPORT, trial.export)
        trial.close()


def _timed(subject: Subject, look: Callable[[], str]) -> Finding:
    started = time.monotonic()
    try:
        seen, passed = look(), True
    except _Broken as broken:
        seen, passed = str(broken), False
    except Exception as error:  # noqa: BLE001 - a self-test reports whatever is wrong
        seen, passed = f"{type(error).__name__}: {error}", False
    return Finding(subject, passed, seen, time.monotonic() - started)


def _packs() -> str:
    states = {pack.name: packs.verify(pack.name) for pack in packs.load_catalogue(paths.catalogue()) if pack.default}
    bad = [f"{name} {state}" for name, state in states.items() if state is not packs.PackState.OK]
    if bad:
        raise _Broken(", ".join(bad))
    return ", ".join(states)


def _library() -> str:
    home = paths.library_home()
    with closing(open_library(home)) as db:
        word = str(db.execute("PRAGMA quick_check").fetchone()[0])
        if word != "ok":
            raise _Broken(f"{home}: {word}")
        return f"{home}: {len(documents.rows(db))}"


class _Trial:
    """A library for this check alone, in a folder that is deleted afterwards."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._db = open_library(home)
        self._answerer = Answerer(self._db, home)

    def reading(self) -> str:
        """The samples are taken and read."""
        for file in find_files([str(paths.resources() / "samples")]).files:
            take_file(self._db, self._home, file)
        problems: list[Event] = []
        desk = ReadingDesk(self._db, self._home, PageEngines(), problems.append)
        while desk.step():
            pass
        rows = documents.rows(self._db)
        failed = [row.document.name for row in rows if row.failed_pages or not row.passages]
        if failed or not rows or any(isinstance(one, Failed) for one in problems):
            raise _Broken(", ".join(failed) or "no samples")
        return ", ".join(f"{row.document.name} ({row.passages}, {row.facts})" for row in rows)

    def recognition(self) -> str:
        """The scanned sample gave facts."""
        scanned = [row for row in documents.rows(self._db) if row.ocr_pages]
        if not scanned or not scanned[0].facts:
            raise _Broken("no scanned page was recognised")
        return f"{scanned[0].document.name} ({scanned[0].facts})"

    def picture(self) -> str:
        """A page is drawn."""
        row = documents.rows(self._db)[0]
        with open_document(self._home / "originals" / row.original) as source:
            return f"{row.document.name}: {len(source.page_png(0, 1.0))} B"

    def index(self) -> str:
        """Every passage is embedded and indexed."""
        while self._answerer.index_some():
            pass
        rows = documents.rows(self._db)
        done, total = sum(row.indexed for row in rows), sum(row.passages for row in rows)
        if done < total or not total:
            raise _Broken(f"{done} / {total}")
        return f"{done} / {total}"

    def answer(self) -> str:
        """The sample questions have answers with evidence."""
        said = []
        for question in self._questions()[:-1]:
            facts = self._answerer.ask(question, (), lambda *_: None, lambda: False).facts
            if not facts:
                raise _Broken(question)
            said.append(f"⟨{facts[0].triple.entity}，{facts[0].triple.attribute}，{facts[0].triple.value}⟩")
        return " ".join(said)

    def refusal(self) -> str:
        """The last sample question, which nothing answers, is refused."""
        given = self._answerer.ask(self._questions()[-1], (), lambda *_: None, lambda: False)
        if not given.refused:
            raise _Broken(given.facts[0].triple.value if given.facts else "")
        return given.refusal

    def export(self) -> str:
        """The facts go to a CSV file."""
        return str(export(self._db, self._home / "facts.csv"))

    def close(self) -> None:
        """Let the folder be deleted."""
        self._answerer.close()
        self._db.close()

    @staticmethod
    def _questions() -> list[str]:
        return (paths.resources() / "samples" / "questions.txt").read_text("utf-8").splitlines()


def broken_pack(finding: Finding) -> bool:
    """Whether the finding is that a pack is missing or broken."""
    return finding.subject is Subject.PACKS and not finding.passed
