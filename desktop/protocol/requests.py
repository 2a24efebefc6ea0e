"""What the window and the command line want of the workers."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.extraction import Field
from desktop.domain.fact import Fact, Review, Triple
from desktop.domain.settings import Chunker, ModelChoice

# --- to the reader --------------------------------------------------------------------------------


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


# --- to the answerer ------------------------------------------------------------------------------


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


# --- to the painter -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paint:
    """Draw a page (0-based) at ``zoom`` device pixels per point."""

    document: str
    page: int
    zoom: float


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
