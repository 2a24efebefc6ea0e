"""Triples, the evidence they stand on, and facts: both together."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desktop.domain.geometry import Box


@dataclass(frozen=True, slots=True)
class Triple:
    """⟨entity, attribute, value⟩; the value's words stand verbatim in the evidence."""

    entity: str
    attribute: str
    value: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """The number behind a value, in the base unit (万元 and millions multiplied out)."""

    number: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class CellReference:
    """A cell of a page's table: index of the table on its page, row, column, all 0-based."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value was read.

    ``document`` is the document's id, ``page`` 0-based, ``quote`` the line, row or sentence that
    holds the value, ``boxes`` the boxes of the value's own words (one per line), ``headers`` those of the cells
    that name a table's value: of its row and of its column.
    """

    document: str
    page: int
    quote: str
    boxes: tuple[Box, ...]
    cell: CellReference | None = None
    headers: tuple[Box, ...] = ()

    def __post_init__(self) -> None:
        if not self.quote or not self.boxes:
            raise ValueError("evidence needs a quote and a box")


class Origin(StrEnum):
    """Who found a fact."""

    TABLE = "table"
    PAIR = "pair"
    CLAUSE = "clause"  #: a sentence of a contract that has a known form
    MODEL = "model"
    SENTENCE = "sentence"  #: one of a summary
    PERSON = "person"


class Review(StrEnum):
    """What a person said of a fact."""

    NEW = "new"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Fact:
    """A triple with its evidence. ``confidence`` is 0…1; ``section`` the statement or heading it stands in."""

    triple: Triple
    evidence: Evidence
    origin: Origin
    quantity: Quantity | None = None
    period: str = ""
    section: str = ""
    confidence: float = 1.0
    review: Review = Review.NEW
