"""What the workers say to the window and the command line."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.answer import Answer
from desktop.domain.document import PageContent
from desktop.domain.doing import Doing
from desktop.domain.errors import ErrorCode
from desktop.domain.extraction import Extracted, Field
from desktop.domain.fact import Fact
from desktop.domain.job import Progress
from desktop.protocol.roles import Role

SETTINGS = "settings"  #: the id under which it is reported that a choice failed


class FileStatus(StrEnum):
    """What became of a dropped file."""

    ADDED = "added"
    DUPLICATE = "duplicate"
    LOCKED = "locked"
    REFUSED = "refused"


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
