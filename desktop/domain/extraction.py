"""Fields that are looked for in every document, and what was found of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.fact import Fact


class FieldKind(StrEnum):
    """What kind of value a field has."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    DURATION = "duration"
    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Field:
    """What is to be found in each document: a name, what it means in words, the kind of its values, and one of them."""

    name: str
    description: str = ""
    kind: FieldKind = FieldKind.TEXT
    example: str = ""


class Outcome(StrEnum):
    """What became of a field in a document."""

    FOUND = "found"
    NOT_FOUND = "not found"
    NOT_READ = "not read"  #: nothing was found, and not every page could be looked at, or not by a language model


@dataclass(frozen=True, slots=True)
class Extracted:
    """A field of a document (id): the facts that were found, several where several are asked, or why there is none.

    ``may_be_on`` is a page (0-based) that may say what was not found; ``model`` the language model that did not find it.
    What is ``provisional`` is looked for again: its document was not fully read, or a person rejected what was found.
    """

    document: str
    field: str
    outcome: Outcome
    facts: tuple[Fact, ...] = ()
    may_be_on: int | None = None
    model: str = ""
    provisional: bool = False
