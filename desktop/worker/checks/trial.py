"""A library for the check alone, in the temporary folder: the samples are read, indexed, asked and exported."""

from __future__ import annotations

import csv
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.answer import Answer, Asked
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.fact import Fact, Origin
from desktop.store import documents, packs, pages
from desktop.store.database import open_library
from desktop.worker.checks import samples
from desktop.worker.checks.finding import Check, Seen, Subject, UnexpectedError, expect

if TYPE_CHECKING:
    from desktop.worker.answerer import Answerer

_REFUSED = "许仕廉的妻子是谁？"
_SEARCHED = ("公司总部在哪里？", samples.REPORT)


@dataclass(frozen=True, slots=True)
class _Question:
    """A question with the value that answers it, who finds it, and where."""

    words: str
    value: str
    origin: Origin
    document: str


_QUESTIONS = (
    _Question("许仕廉主要是任职什么的？", "社会学家", Origin.PAIR, samples.PEOPLE),
    _Question("青禾电子2023年营业收入是多少？", "256,413.07", Origin.TABLE, samples.REPORT),
    _Question(
        "What was the operating profit of Harbour Light Instruments in 2022?", "19,804", Origin.TABLE, samples.SUMMARY
    ),
    _Question("月租金是多少？", "人民币12,600元", Origin.PAIR, samples.LEASE),
    _Question("What is the delivery date on the delivery note?", "9 May 2024", Origin.PAIR, samples.DELIVERY),
    _Question("When was Harbour Light Instruments founded?", "1974", Origin.MODEL, samples.SUMMARY),
    _Question("青禾电子成立于哪一年？", "2006年", Origin.MODEL, samples.REPORT),
)


class Trial:
    """The library, made with the first check that needs it and deleted by ``close``."""

    def __init__(self) -> None:
        self._made = ExitStack()
        self._home: Path | None = None
        self._db: sqlite3.Connection | None = None
        self._loaded: Answerer | None = None
        self._unread: dict[str, Exception] = {}

    def checks(self) -> Iterator[Check]:
        """The whole job, step by step."""
        yield Check(Subject.READING, "", self._reading)
        yield Check(Subject.INDEX, "", self._index)
        for question in _QUESTIONS:
            subject = Subject.MODEL_ANSWER if question.origin is Origin.MODEL else Subject.ANSWER
            yield Check(subject, question.words, partial(self._answer, question))
        yield Check(Subject.REFUSAL, _REFUSED, self._refusal)
        yield Check(Subject.EXPORT, "", self._export)

    def home(self) -> Path:
        """The library's folder; raises what keeps it from being made."""
        if self._home is None:
            folder = tempfile.TemporaryDirectory(prefix="tercet-check-", ignore_cleanup_errors=True)
            self._home = Path(self._made.enter_context(folder))
        return self._home

    def close(self) -> None:
        """Let the folder be deleted."""
        self._made.close()

    def _library(self) -> sqlite3.Connection:
        if self._db is None:
            self._db = open_library(self.home())
            self._made.callback(self._db.close)
        return self._db

    def _answerer(self) -> Answerer:
        from desktop.worker.answerer import Answerer

        if self._loaded is None:
            self._loaded = Answerer(self._library(), self.home())
            self._made.callback(self._loaded.close)
        return self._loaded

    def _reading(self) -> Seen:
        db = self._library()
        try:
            _read(db, self.home())
        except Exception as error:
            self._unread = dict.fromkeys(samples.ALL, error)
            raise
        rows = documents.rows(db)
        for row in rows:
            if reason := _why_unread(db, row):
                self._unread[row.document.name] = reason
        for reason in self._unread.values():
            raise reason
        expect(", ".join(samples.ALL), ", ".join(row.document.name for row in rows) or "–")
        return Seen(", ".join(row.document.name for row in rows))

    def _index(self) -> Seen:
        """Every passage is in the Chroma collection, so that a search by vector finds it there and nowhere else."""
        answerer = self._answerer()
        while answerer.index_some():
            pass
        rows = documents.rows(self._library())
        done, total = sum(row.indexed for row in rows), sum(row.passages for row in rows)
        if not total:
            self._require_read(_SEARCHED[1])
        if done < total or not total:
            _need_embedding_packs()
            raise UnexpectedError(f"{total or '> 0'} / {total or '> 0'}", f"{done} / {total}")
        question, name = _SEARCHED
        passage = answerer.search(question, (), 1, lambda: False)[0].passage
        expect(name, next(row.document.name for row in rows if row.document.id == passage.document))
        told = " ".join(passage.text.split())[:30]
        return Seen(f"{done} / {total}; “{question}” → “{told}…”", name, passage.page + 1)

    def _answer(self, question: _Question) -> Seen:
        """The value that is asked stands in its evidence, and was found by whom it should be."""
        self._require_read(question.document)
        given = self._ask(question.words)
        expect(f"{question.value} ({question.origin}, {question.document})", self._told(given))
        fact = given.facts[0]
        self._require_evidence(fact)
        triple = fact.triple
        told = f"⟨{triple.entity}, {triple.attribute}, {triple.value}⟩ ← “{fact.evidence.quote}”"
        return Seen(f"{told}{_model(fact)}", question.document, fact.evidence.page + 1)

    def _refusal(self) -> Seen:
        given = self._ask(_REFUSED)
        if not given.refused:
            raise UnexpectedError("–", self._told(given))
        return Seen(f"“{given.refusal}”")

    def _export(self) -> Seen:
        """A row comes back out of the file as it went in."""
        from desktop.worker.exporting import export

        file = self.home() / "facts.csv"
        export(self._library(), file)
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = [", ".join((*row[:3], *row[6:8])) for row in csv.reader(lines)]
        row = f"Harbour Light Instruments plc, Operating profit, 19,804, {samples.SUMMARY}, 1"
        expect(row, " / ".join(rows))
        return Seen(row)

    def _ask(self, words: str) -> Answer:
        return self._answerer().ask(Asked(words), lambda *_: None, lambda: False)

    def _told(self, given: Answer) -> str:
        names = {row.document.id: row.document.name for row in documents.rows(self._library())}
        facts = (f"{one.triple.value} ({one.origin}, {names.get(one.evidence.document)})" for one in given.facts[:1])
        return "".join(facts) or given.refusal

    def _require_read(self, name: str) -> None:
        if name in self._unread:
            raise self._unread[name]

    def _require_evidence(self, fact: Fact) -> None:
        from desktop.answering.ground import stands

        page = pages.content(self._library(), fact.evidence.document, fact.evidence.page)
        if page is None or not stands(fact.triple.value, page, fact.evidence):
            raise UnexpectedError(fact.triple.value, f"{fact.evidence.quote} {fact.evidence.boxes}")


def _read(db: sqlite3.Connection, home: Path) -> None:
    from desktop.worker.packs import PageEngines
    from desktop.worker.reading import ReadingDesk
    from desktop.worker.taking import take_file

    for name in samples.ALL:
        taken = take_file(db, home, samples.sample(name))
        if taken.code:
            raise KnownError(taken.code, name, taken.detail)
    desk = ReadingDesk(db, home, PageEngines(), lambda _: None)
    while desk.step():
        pass


def _why_unread(db: sqlite3.Connection, row: documents.DocumentRow) -> Exception | None:
    """Why pages of this document gave nothing, where that is so."""
    name, errors = row.document.name, pages.errors(db, row.document.id)
    if row.code:
        return KnownError(ErrorCode(row.code), name, row.detail)
    if errors:
        return _missing_recognition() or UnexpectedError(name, f"{name}: {'; '.join(errors)}")
    return None


def _missing_recognition() -> KnownError | None:
    from desktop.worker.packs import OCR_PACKS, ORIENTATION_PACK

    lacking = [packs.missing((*pair, ORIENTATION_PACK)) for pair in OCR_PACKS]
    return KnownError(ErrorCode.MODEL_MISSING, lacking[0][0]) if all(lacking) else None


def _need_embedding_packs() -> None:
    from desktop.worker.packs import EMBEDDING_PACKS

    for name in EMBEDDING_PACKS:
        packs.folder(name)


def _model(fact: Fact) -> str:
    """The language model's pack, where it was the model that answered."""
    from desktop.worker.packs import language_model_file

    return f" ← {language_model_file().parent.name}" if fact.origin is Origin.MODEL else ""
