"""Messages between the window, the command line and the workers; ``wire`` makes lines of them."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.answer import Answer
from desktop.domain.document import PageContent
from desktop.domain.doing import Doing
from desktop.domain.errors import ErrorCode
from desktop.domain.extraction import Extracted, Field
from desktop.domain.fact import Fact, Review, Triple
from desktop.domain.job import Progress
from desktop.domain.settings import Chunker, ModelChoice


class Role(StrEnum):
    """The kinds of worker; ``file`` reads one file without a library."""

    READER = "reader"
    FILE = "file"
    ANSWERER = "answerer"
    PAINTER = "painter"


class FileStatus(StrEnum):
    """What became of a dropped file."""

    ADDED = "added"
    DUPLICATE = "duplicate"
    LOCKED = "locked"
    REFUSED = "refused"


# --- to the reader -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AddFiles:
    """Take these files into the library; folders are searched for files that can be read."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Read one file without a library, pages ``first``… ; answered by one PageRead per page.

    With ``pictures``, a folder that is there, each page is also drawn there with what was read.
    """

    path: str
    first: int = 0
    password: str = ""
    pictures: str = ""


@dataclass(frozen=True, slots=True)
class Unlock:
    """Try this password on all locked documents; it is not stored."""

    password: str


@dataclass(frozen=True, slots=True)
class PauseDocument:
    """Stop reading this document after the page at hand, until it is resumed."""

    document: str


@dataclass(frozen=True, slots=True)
class ResumeDocument:
    """Go on reading this document."""

    document: str


@dataclass(frozen=True, slots=True)
class RetryPages:
    """Read the failed pages of this document again."""

    document: str


@dataclass(frozen=True, slots=True)
class RemoveDocument:
    """Take this document out of the library."""

    document: str


# --- to the answerer -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ask:
    """Answer this question from these documents (ids; none means all); it may go on from the one ``before``, as read."""

    id: str
    question: str
    documents: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True)
class Prepare:
    """A question is being written: load what searching for it takes. Not answered."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop answering the question, or filling the sheet, of this id."""

    id: str


@dataclass(frozen=True, slots=True)
class Wake:
    """Something changed in the tables: look."""


@dataclass(frozen=True, slots=True)
class Export:
    """Write a CSV of answers (their record ids) or, where none are named, of all facts; or only the ``reviewed`` ones."""

    path: str
    answers: tuple[int, ...] = ()
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class FillSheet:
    """Find these fields in these documents (ids), a cell at a time while there is nothing else to do.

    Each is answered by CellFilled, all by SheetFilled; what was found before is found at once.
    """

    id: str
    fields: tuple[Field, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaveSheet:
    """Write what is known of these fields in these documents (ids) as a sheet, XLSX or CSV; answered by Exported."""

    path: str
    fields: tuple[Field, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewFact:
    """Keep what a person says of a fact; ``triple`` is what stands there by an edit. Answered by FactReviewed.

    Every cell of a sheet that holds it follows, as CellReviewed.
    """

    id: str
    fact: Fact
    review: Review
    triple: Triple | None = None


@dataclass(frozen=True, slots=True)
class ChooseChunker:
    """Cut the library's pages like this from now on, and those that are cut otherwise anew; answered by Chosen."""

    chunker: Chunker


@dataclass(frozen=True, slots=True)
class ChooseEmbedder:
    """Have passages found by the model in this folder (as ``wire_path`` writes it; "" is our own); answered by Chosen."""

    folder: str


@dataclass(frozen=True, slots=True)
class ChooseReranker:
    """Rank what was found by the cross-encoder in this folder (as ``wire_path`` writes it; "" is none); answered by Chosen."""

    folder: str


@dataclass(frozen=True, slots=True)
class ChooseModel:
    """Let this language model answer; answered by Chosen."""

    model: ModelChoice


# --- to the painter ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paint:
    """Draw a page (0-based) at ``zoom`` device pixels per point."""

    document: str
    page: int
    zoom: float


# --- back ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has started and listens."""

    role: Role


@dataclass(frozen=True, slots=True)
class FileTaken:
    """What became of one file of AddFiles."""

    path: str
    status: FileStatus
    document: str = ""
    name: str = ""
    code: ErrorCode | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FilesTaken:
    """All files of one AddFiles were looked at; ``skipped`` are files in folders that can't be read."""

    paths: tuple[str, ...]
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingProgress:
    """A document moved on; ``state`` is in the tables."""

    progress: Progress


@dataclass(frozen=True, slots=True)
class LibraryChanged:
    """Rows of this document changed in the tables."""

    document: str


@dataclass(frozen=True, slots=True)
class FileOpened:
    """Answer to ReadFile, once: what the file is."""

    document: str
    name: str
    pages: int


@dataclass(frozen=True, slots=True)
class PageBegun:
    """The page that is being read now, so that a crash or hang can be blamed on it."""

    page: int


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page of ReadFile."""

    content: PageContent
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class FileRead:
    """ReadFile has come to its end."""


@dataclass(frozen=True, slots=True)
class PhaseChanged:
    """What the answerer does now for this question."""

    id: str
    doing: Doing


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer, and the id of its record in the tables."""

    id: str
    record: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class CellFilled:
    """A field of a document in the sheet of this id, and its values as the sheet has them."""

    id: str
    cell: Extracted
    text: str


@dataclass(frozen=True, slots=True)
class SheetFilled:
    """Every cell of the sheet of this id was looked for."""

    id: str


@dataclass(frozen=True, slots=True)
class FactReviewed:
    """What a person said is kept; the fact as it is now."""

    id: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class CellReviewed:
    """A field of a document as it is after what a person said, and its values as a sheet has them."""

    field: Field
    cell: Extracted
    text: str


@dataclass(frozen=True, slots=True)
class Exported:
    """The CSV or sheet was written with so many rows."""

    path: str
    rows: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """The library's settings have it now; what follows from it goes on in the background."""


@dataclass(frozen=True, slots=True)
class Painted:
    """A page image: PNG bytes as base64. ``source`` is where the page's words are from, "" while it is not read."""

    document: str
    page: int
    zoom: float
    png: str
    source: str = ""

    def image(self) -> bytes:
        """The PNG's bytes."""
        return base64.b64decode(self.png)


@dataclass(frozen=True, slots=True)
class Failed:
    """A request could not be done; ``id`` is the question's id, the path or the document."""

    id: str
    code: ErrorCode
    subject: str = ""
    detail: str = ""


Request = (
    AddFiles
    | ReadFile
    | Unlock
    | PauseDocument
    | ResumeDocument
    | RetryPages
    | RemoveDocument
    | Ask
    | Prepare
    | Stop
    | Wake
    | Export
    | FillSheet
    | SaveSheet
    | ReviewFact
    | ChooseChunker
    | ChooseEmbedder
    | ChooseReranker
    | ChooseModel
    | Paint
)
Event = (
    Ready
    | FileTaken
    | FilesTaken
    | ReadingProgress
    | LibraryChanged
    | FileOpened
    | PageBegun
    | PageRead
    | FileRead
    | PhaseChanged
    | Answered
    | CellFilled
    | SheetFilled
    | FactReviewed
    | CellReviewed
    | Exported
    | Chosen
    | Painted
    | Failed
)
Message = Request | Event

SETTINGS = "settings"  #: the id under which it is reported that a choice failed
