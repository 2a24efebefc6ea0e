"""A worker that speaks the protocol over a real library, without any engine; it crashes, hangs and refuses on demand.

Files are text files called ``….pdf``: their first number is their count of pages. Names and questions say what is to
happen: ``crash-once``, ``crash-always``, ``crash-reading`` (each page twice), ``locked`` (password "right"), ``bad``,
``slow``, ``failing`` (its page 2). The pages of a ``slip`` are long, and its second value stands
near the end. Beside a file ``full`` in the library's folder no choice is kept.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import os
import re
import struct
import sys
import time
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from desktop import paths
from desktop.domain.answer import Answer, Coverage, Hit, Language, Part, QueryKind
from desktop.domain.document import Document, DocumentState, PageSource, Passage
from desktop.domain.doing import Doing, Phase
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.extraction import Extracted, Outcome
from desktop.domain.fact import Evidence, Fact, Origin, Triple
from desktop.domain.geometry import Box
from desktop.domain.job import Progress, Stage
from desktop.protocol.events import (
    SETTINGS,
    Answered,
    CellFilled,
    CellReviewed,
    Chosen,
    Exported,
    FactReviewed,
    Failed,
    FilesTaken,
    FileStatus,
    FileTaken,
    LibraryChanged,
    Painted,
    PhaseChanged,
    ReadingProgress,
    Ready,
    SheetFilled,
)
from desktop.protocol.requests import (
    AddFiles,
    Ask,
    ChooseChunker,
    ChooseEmbedder,
    ChooseModel,
    ChooseReranker,
    Export,
    FillSheet,
    Paint,
    PauseDocument,
    Prepare,
    RemoveDocument,
    ResumeDocument,
    RetryPages,
    ReviewFact,
    SaveSheet,
    Unlock,
)
from desktop.protocol.roles import Role
from desktop.store import answers, choosing, database, documents, extracted, jobs, pages, settings
from desktop.store import facts as fact_table
from desktop.wire import Message
from desktop.worker.pipe import EndOfInput, Pipe

READABLE = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
WIDTH, HEIGHT = 600, 800  # points of every page but those of a slip
VALUE_BOX = Box(300.0, 200.0, 400.0, 220.0)
HEADER_BOX = Box(50.0, 200.0, 150.0, 220.0)
SECOND_BOX = Box(50.0, 700.0, 150.0, 720.0)
SLIP_HEIGHT = 2400
SLIP_BOX = Box(50.0, 2300.0, 150.0, 2320.0)


class Reader:
    """Takes files and "reads" a page a tick."""

    def __init__(self, pipe: Pipe, home: Path) -> None:
        self.pipe, self.home = pipe, home
        self.db = database.open_library(home)
        pipe.send(Ready(Role.READER))

    def serve(self) -> None:
        while True:
            message = self.pipe.next(0.02)
            if message is not None:
                self.do(message)
            else:
                self.read_a_page()

    def do(self, message: Message) -> None:
        match message:
            case AddFiles(names):
                self.add(names)
            case Unlock(password):
                self.unlock(password)
            case PauseDocument(document):
                self.move(document, DocumentState.PAUSED)
            case ResumeDocument(document):
                self.move(document, DocumentState.QUEUED)
            case RetryPages(document):
                pages.retry_failed(self.db, document)
                self.db.execute("UPDATE pages SET attempts = 9 WHERE document = ?", (document,))
                self.move(document, DocumentState.QUEUED)
            case RemoveDocument(document):
                self.db.execute("DELETE FROM documents WHERE id = ?", (document,))
                self.pipe.send(LibraryChanged(document))

    def add(self, names: tuple[str, ...]) -> None:
        files, skipped = [], []
        for path in map(Path, names):
            inside = sorted(path.rglob("*")) if path.is_dir() else [path]
            for file in inside:
                (files if file.suffix.lower() in READABLE else skipped).append(file)
        for file in files:
            crash(file.name, self.home)
            self.pipe.send(self.take(file))
        self.pipe.send(FilesTaken(names, tuple(map(str, skipped))))

    def take(self, file: Path) -> FileTaken:
        if not file.exists():
            return FileTaken(str(file), FileStatus.REFUSED, code=ErrorCode.NOT_FOUND)
        content = file.read_bytes()
        identity = hashlib.sha256(content).hexdigest()
        known = documents.row(self.db, identity)
        if known:
            return FileTaken(str(file), FileStatus.DUPLICATE, identity, known.document.name)
        if "bad" in file.name:
            return FileTaken(str(file), FileStatus.REFUSED, code=ErrorCode.DAMAGED)
        name = documents.insert(self.db, identity, file.name, file.name)
        if "locked" in file.name:
            jobs.set_state(self.db, identity, DocumentState.LOCKED, ErrorCode.LOCKED)
            return FileTaken(str(file), FileStatus.LOCKED, identity, name)
        self.expect(identity, int(re.findall(rb"\d+", content)[0]))
        return FileTaken(str(file), FileStatus.ADDED, identity, name)

    def expect(self, document: str, count: int) -> None:
        documents.set_pages(self.db, document, count)
        pages.expect(self.db, document, count)

    def unlock(self, password: str) -> None:
        for document in jobs.in_state(self.db, DocumentState.LOCKED):
            row = documents.row(self.db, document)
            if password != "right":
                self.pipe.send(Failed(document, ErrorCode.WRONG_PASSWORD, row.document.name if row else ""))
            else:
                self.expect(document, 2)
                jobs.set_state(self.db, document, DocumentState.QUEUED)
            self.pipe.send(LibraryChanged(document))

    def move(self, document: str, state: DocumentState) -> None:
        jobs.set_state(self.db, document, state)
        self.pipe.send(LibraryChanged(document))

    def read_a_page(self) -> None:
        document = jobs.next_document(self.db)
        row = documents.row(self.db, document) if document else None
        if row is None or not row.document.page_count:
            return
        if "slow" in row.document.name:
            time.sleep(0.2)
        jobs.set_state(self.db, row.document.id, DocumentState.READING)
        stage = Stage.TEXT if row.text_pages < row.document.page_count else Stage.STRUCTURE
        number = pages.first_missing(self.db, row.document.id, stage)
        if number is None:
            self.move(row.document.id, DocumentState.READY)
            return
        self.read(row, stage, number)

    def read(self, row: documents.DocumentRow, stage: Stage, number: int) -> None:
        crash(f"page-{number}-of-{row.document.name}", self.home)
        if "crash-reading" in row.document.name:
            for time_ in ("first", "second"):
                crash(f"crash-once-{time_}-{stage}-{number}", self.home)
        document, total = row.document.id, row.document.page_count
        attempts = self.db.execute(
            "SELECT attempts FROM pages WHERE document = ? AND number = ?", (document, number)
        ).fetchone()["attempts"]
        failing = "failing" in row.document.name and number == 1 and attempts < 9
        self.db.execute(
            "UPDATE pages SET stage = ?, source = ?, error = ? WHERE document = ? AND number = ?",
            (stage, "failed" if failing else "text", "broken" if failing else "", document, number),
        )
        self.pipe.send(ReadingProgress(Progress(document, stage, number + 1, total)))


class Answerer:
    """Answers with two triples of the first document, or as the question says."""

    def __init__(self, pipe: Pipe, home: Path) -> None:
        self.pipe, self.home = pipe, home
        self.db = database.open_library(home)
        pipe.send(Ready(Role.ANSWERER))

    def serve(self) -> None:
        while True:
            message = self.pipe.next(3600)
            if isinstance(message, Ask):
                self.ask(message)
            elif isinstance(message, Export):
                self.export(message)
            elif isinstance(message, FillSheet):
                self.fill(message)
            elif isinstance(message, SaveSheet | Prepare):
                self.write(message)
            elif isinstance(message, ReviewFact):
                self.review(message)
            elif isinstance(message, ChooseChunker | ChooseEmbedder | ChooseModel | ChooseReranker):
                self.choose(message)

    def write(self, request: SaveSheet | Prepare) -> None:
        if isinstance(request, Prepare):
            (self.home / "prepared").touch()
            return
        Path(request.path).write_text(" ".join(field.name for field in request.fields), "utf-8")
        self.pipe.send(Exported(request.path, len(request.documents)))

    def fill(self, sheet: FillSheet) -> None:
        """The first field of each document is found, the second is not; one called "wait" waits to be stopped."""
        for document in sheet.documents:
            for at, field in enumerate(sheet.fields):
                while field.name == "wait" and not self.pipe.stopped(sheet.id):
                    time.sleep(0.02)
                if self.pipe.stopped(sheet.id):
                    self.pipe.send(Failed(sheet.id, ErrorCode.CANCELLED))
                    return
                crash(field.name, self.home)
                row = documents.row(self.db, document)
                facts = facts_of(row.document)[:1] if row and not at else ()
                outcome = Outcome.FOUND if facts else Outcome.NOT_FOUND
                text = facts[0].triple.value if facts else outcome.value
                cell = Extracted(document, field.name, outcome, facts)
                extracted.keep(self.db, field, cell)
                self.pipe.send(CellFilled(sheet.id, cell, text))
        self.pipe.send(SheetFilled(sheet.id))

    def review(self, request: ReviewFact) -> None:
        if (self.home / "full").exists():
            self.pipe.send(Failed(request.id, ErrorCode.DISK_FULL))
            return
        with database.transaction(self.db):
            now = fact_table.review(self.db, request.fact, request.review, request.triple)
        self.pipe.send(FactReviewed(request.id, now))
        for field, cell in extracted.holding(self.db, request.fact):
            text = cell.facts[0].triple.value if cell.facts else cell.outcome.value
            self.pipe.send(CellReviewed(field, cell, text))

    def choose(self, request: ChooseChunker | ChooseEmbedder | ChooseModel | ChooseReranker) -> None:
        if (self.home / "full").exists():
            self.pipe.send(Failed(SETTINGS, ErrorCode.DISK_FULL))
            return
        if isinstance(request, ChooseChunker):
            settings.choose_chunker(self.db, request.chunker)
        elif isinstance(request, ChooseModel):
            choosing.choose_model(self.db, request.model)
        elif isinstance(request, ChooseReranker):
            settings.choose_reranker(self.db, request.folder)
        elif request.folder and not (Path(request.folder) / "modules.json").exists():
            self.pipe.send(Failed(SETTINGS, ErrorCode.NOT_A_MODEL, request.folder))
            return
        else:
            settings.choose_embedder(self.db, request.folder)
        self.pipe.send(Chosen())

    def ask(self, ask: Ask) -> None:
        self.pipe.send(PhaseChanged(ask.id, Doing(Phase.SEARCHING)))
        crash(ask.question, self.home)
        if "read" in ask.question:
            self.pipe.send(PhaseChanged(ask.id, Doing(Phase.READING, passages=(self.near(),))))
        if "deaf" in ask.question:
            time.sleep(3600)
        if "wait" in ask.question:
            while not self.pipe.stopped(ask.id):
                time.sleep(0.02)
            self.pipe.send(Failed(ask.id, ErrorCode.CANCELLED))
        elif "missing" in ask.question:
            self.pipe.send(Failed(ask.id, ErrorCode.MODEL_MISSING, "qwen"))
        else:
            time.sleep(0.5 if "slowly" in ask.question else 0)
            given = self.answer(ask)
            self.pipe.send(Answered(ask.id, answers.keep(self.db, given), given))

    def answer(self, ask: Ask) -> Answer:
        rows = [row for row in documents.rows(self.db) if not ask.documents or row.document.id in ask.documents]
        coverage = Coverage(len(rows), sum(row.document.page_count for row in rows), ((rows[0].document.id, 1),))
        if "wife" in ask.question:
            refusal = "The documents hold no answer to this question."
            return Answer(ask.question, QueryKind.LOOKUP, Language.ENGLISH, (), coverage, "", refusal, (self.near(),))
        facts = facts_of(rows[0].document)
        if "each" in ask.question:
            return self.answer_each(ask, coverage)
        whole = f"{ask.before} {ask.question}" if ask.question.startswith("And") else ""
        given = Answer(
            ask.question, QueryKind.LOOKUP, Language.ENGLISH, facts, coverage, "It is 480.", understood=whole
        )
        named = tuple(row.document.id for row in rows if Path(row.document.name).stem in ask.question)
        return replace(given, scope=named) if "chosen" in ask.question else given

    def near(self) -> Hit:
        first = documents.rows(self.db)[0].document.id
        return Hit(Passage("p", first, 1, "The nearest words there are."), 1.0)

    def answer_each(self, ask: Ask, coverage: Coverage) -> Answer:
        rows = documents.rows(self.db)
        for done in range(len(rows)):
            self.pipe.send(PhaseChanged(ask.id, Doing(Phase.PARTS, done + 1, len(rows))))
        found = [() if "empty" in row.document.name else facts_of(row.document)[:1] for row in rows]
        pairs = list(zip(rows, found, strict=True))
        parts = tuple(Part("What is it?", "", row.document.id, facts, None, "Nothing.") for row, facts in pairs)
        every = tuple(fact for facts in found for fact in facts)
        return Answer(
            ask.question, QueryKind.LIST, Language.ENGLISH, every, coverage, f"Found in {len(every)}.", parts=parts
        )

    def export(self, request: Export) -> None:
        facts = [fact for record in answers.chosen(self.db, request.answers) for fact in record.answer.facts]
        with Path(request.path).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["entity", "attribute", "value"])
            writer.writerows([fact.triple.entity, fact.triple.attribute, fact.triple.value] for fact in facts)
        self.pipe.send(Exported(request.path, len(facts)))


class Painter:
    """Paints white pages with the value's box in black."""

    def __init__(self, pipe: Pipe, home: Path) -> None:
        self.pipe, self.home = pipe, home
        pipe.send(Ready(Role.PAINTER))

    def serve(self) -> None:
        while True:
            message = self.pipe.next(3600)
            if isinstance(message, Paint):
                self.paint(message)

    def paint(self, request: Paint) -> None:
        with closing(database.open_reading(self.home)) as db:
            row = documents.row(db, request.document)
        if row is None or "unpaintable" in row.document.name:
            self.pipe.send(Failed(request.document, ErrorCode.DAMAGED, str(request.page)))
            return
        crash(f"paint-{row.document.name}", self.home)
        if "slow" in row.document.name:
            time.sleep(0.8)
        height = SLIP_HEIGHT if "slip" in row.document.name else HEIGHT
        png = picture(round(WIDTH * request.zoom), round(height * request.zoom), request.zoom)
        shown = base64.b64encode(png).decode()
        self.pipe.send(Painted(request.document, request.page, request.zoom, shown, PageSource.TEXT))


def facts_of(document: Document) -> tuple[Fact, ...]:
    """The two triples that every answer has, on pages 1 and 2."""
    second_box = SLIP_BOX if "slip" in document.name else SECOND_BOX
    return (
        Fact(
            Triple("Acme", "staff", "480"),
            Evidence(document.id, 0, "Acme had a staff of 480.", (VALUE_BOX,), headers=(HEADER_BOX,)),
            Origin.PAIR,
        ),
        Fact(
            Triple("Acme", "founded", "1974"),
            Evidence(document.id, 1, "Founded in 1974.", (second_box,)),
            Origin.MODEL,
            confidence=0.4,
        ),
    )


def picture(width: int, height: int, zoom: float) -> bytes:
    """A grey PNG, white with black where the value's words stand."""
    box = [round(edge * zoom) for edge in (VALUE_BOX.x0, VALUE_BOX.y0, VALUE_BOX.x1, VALUE_BOX.y1)]
    white = b"\0" + b"\xff" * width
    struck = b"\0" + b"\xff" * box[0] + b"\0" * (box[2] - box[0]) + b"\xff" * (width - box[2])
    middle = (box[1] + box[3]) // 2
    lines = b"".join(struck if y == middle else white for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines, 1)) + chunk(b"IEND", b"")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def crash(words: str, home: Path) -> None:
    """Die like a segfault where the words say so; "crash-once" the first time only."""
    if "crash-always" in words:
        os._exit(11)
    marker = home / f"crashed-{hashlib.sha256(words.encode()).hexdigest()[:8]}"
    if "crash-once" in words and not marker.exists():
        marker.touch()
        os._exit(11)


def main() -> int:
    role = Role(sys.argv[sys.argv.index("--worker") + 1])
    kind = {Role.READER: Reader, Role.ANSWERER: Answerer, Role.PAINTER: Painter}[role]
    pipe = Pipe()
    try:
        kind(pipe, paths.library_home()).serve()
    except EndOfInput:
        return 0
    except KnownError as error:
        pipe.send(Failed("", error.code, error.subject, error.detail))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
