"""Documents, their pages, and what stands on a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.geometry import Box


class DocumentState(StrEnum):
    """How far a document has come."""

    QUEUED = "queued"
    READING = "reading"
    PAUSED = "paused"
    READY = "ready"
    LOCKED = "locked"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Document:
    """A file in the library. ``id`` is the SHA-256 of its bytes in hex, ``name`` its name as dropped."""

    id: str
    name: str
    page_count: int
    state: DocumentState = DocumentState.QUEUED


class PageSource(StrEnum):
    """Where the words of a page come from."""

    TEXT = "text"
    OCR = "ocr"
    MIXED = "mixed"  #: the text layer, and text recognition for pictures and broken fonts in it
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: ``number`` is 0-based; size in points as displayed (rotation applied)."""

    number: int
    width: float
    height: float
    source: PageSource


@dataclass(frozen=True, slots=True)
class Word:
    """The smallest piece of text with a box.

    A run of Latin letters, a whole number, or one Chinese character. ``space_before`` tells whether
    a space (or a line break between words that need one) stands before it.
    """

    text: str
    box: Box
    space_before: bool = False


class BlockKind(StrEnum):
    """What a block of a page is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE = "table"
    FIGURE = "figure"
    CAPTION = "caption"
    FORMULA = "formula"
    FOOTNOTE = "footnote"
    HEADER = "header"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page in reading order.

    ``level`` is 1… for titles and headings, else 0. ``boxes`` has one box per line or one for the
    whole. ``text`` is the words joined. A table's block has all words of the table, row by row.
    ``belongs`` is the index of the block that a caption or footnote belongs to, or -1. ``continues`` tells that a
    paragraph goes on from the page before, ``unsure`` that it was seen as a table whose cells could not be told apart.
    """

    page: int
    kind: BlockKind
    level: int
    text: str
    boxes: tuple[Box, ...]
    words: tuple[Word, ...] = ()
    belongs: int = -1
    continues: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; ``text`` is exactly the words inside ``box``, joined."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    box: Box
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page, with what its facts need from around it.

    ``columns`` are the resolved column headers, one per column (``""`` where there is none); a table
    that goes on from the page before inherits them, and ``title`` and ``unit``, and says so in
    ``continues``. ``title`` is the caption or the statement's name (合并资产负债表), ``unit`` the unit
    as written (``元``, ``万元``, ``in millions``), ``day`` the ``MM-DD`` that a balance is struck on (As at 30 June),
    ``lead`` the sentence or caption right above that says what its numbers are.
    """

    page: int
    box: Box
    cells: tuple[Cell, ...]
    columns: tuple[str, ...] = ()
    title: str = ""
    unit: str = ""
    continues: bool = False
    day: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page as it was read: blocks in reading order, tables, or the reason why it could not be."""

    page: Page
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    heading_path: tuple[str, ...] = ()  #: headings in force at the end of the page
    error: str = ""


class MarkKind(StrEnum):
    """What a page can be told by."""

    NUMBER = "number"  #: the number printed on it
    UNIT = "unit"  #: the unit that a table on it declares
    BALANCE_SHEET = "balance sheet"
    INCOME_STATEMENT = "income statement"
    CASH_FLOW_STATEMENT = "cash flow statement"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a page; ``text`` is the number of a NUMBER or the unit of a UNIT, ``weight`` how sure a statement is."""

    kind: MarkKind
    text: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Passage:
    """What is searched: whole paragraphs under their headings, or rows of a table with its headers.

    ``blocks`` are the indexes of the page's blocks that the text was made from; the words of those
    blocks are where a value of this passage is boxed. ``context`` is what the page says at its edges; only the index
    of words has it.
    """

    id: str
    document: str
    page: int
    text: str
    heading_path: tuple[str, ...] = ()
    blocks: tuple[int, ...] = ()
    context: str = ""

    @property
    def headed(self) -> str:
        """The text under its last two headings, as models read it."""
        return " › ".join((*self.heading_path[-2:], self.text))
