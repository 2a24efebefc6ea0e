"""Questions as understood, hits, and answers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desktop.domain.document import Passage
from desktop.domain.fact import Fact


class Language(StrEnum):
    """The languages that the program speaks and reads."""

    CHINESE = "zh"
    ENGLISH = "en"


class QueryKind(StrEnum):
    """What a question asks for."""

    LOOKUP = "lookup"
    LIST = "list"
    CALCULATE = "calculate"
    COMPARE = "compare"
    SUMMARISE = "summarise"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the documents (ids; none means all) that it is put to.

    ``before`` is the question that it may go on from, as that one was understood; ``""`` where it begins a chat.
    """

    question: str
    documents: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found; ``score`` is larger for better and comparable within one search only.

    ``telling`` is its text from where it speaks of what is sought; ``""`` where that was not looked for.
    """

    passage: Passage
    score: float
    telling: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched: documents and pages, and the pages (document id, 0-based) not readable.

    ``waiting_pages`` is how many were not fully read yet: what they hold may be missing from the answer.
    """

    documents: int
    pages: int
    unread_pages: tuple[tuple[str, int], ...] = ()
    waiting_pages: int = 0


@dataclass(frozen=True, slots=True)
class Calculation:
    """A computed result; every operand is a fact with evidence.

    ``formula`` is it in full, with words, figures and the rounded result; ``number`` is not rounded, in the base unit.
    ``entity``, ``name`` and ``period`` say whose figure it is, what it is called and of when, ``2017–2019`` for a total of
    these years; ``confidence`` is that of the least sure operand. ``contradictions`` are figures that documents do not agree
    on, each as all its facts.
    """

    formula: str
    operands: tuple[Fact, ...]
    result: str
    number: Decimal
    unit: str = ""
    entity: str = ""
    name: str = ""
    period: str = ""
    confidence: float = 1.0
    contradictions: tuple[tuple[Fact, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word of the question that stands nowhere, and the word of the library that it was read as."""

    written: str
    read: str


class ReasonCode(StrEnum):
    """Why a question is refused, where more can be said than that nothing was found."""

    UNKNOWN_ENTITY = "unknown-entity"  #: no document is about whom or what it names
    ONLY_MENTIONED = "only-mentioned"  #: a document speaks of whom or what it names, none is about it
    UNKNOWN_PERIOD = "unknown-period"  #: no document covers the year that it names
    NOT_MENTIONED = "not-mentioned"  #: a word of it stands in no document
    UNSURE_SPELLING = "unsure-spelling"  #: a word of it stands nowhere and may be a slip of several others
    MISSING_FIGURE = "missing-figure"  #: a figure that it is computed from was not found
    SEVERAL_ENTITIES = "several-entities"  #: the figures that it is computed from are there for several
    NOT_COMPUTABLE = "not-computable"  #: its figures do not go together, or give no result
    OTHER_PERIODS = "other-periods"  #: it is told, but not of the period that is asked
    OTHER_KIND = "other-kind"  #: what a passage says is not of the kind that is asked: no date where a date is
    UNSURE = "unsure"  #: a passage may say it, but what was read there is not sure enough
    NOT_SAID = "not-said"  #: the passages that come nearest do not say it


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a question is refused; ``names`` are the entities, years or words that it is about, as the question has them.

    ``entity`` is whose documents were looked at, ``""`` for all; ``instead`` are the periods that there are, the latest
    first, or what was read in the place of an answer.
    """

    code: ReasonCode
    names: tuple[str, ...] = ()
    entity: str = ""
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions that a question was taken apart into, and what became of it: facts, a calculation, or none.

    It was put for one entity, ``entity`` as the question has it, or to one ``document`` (id); the other is ``""``.
    ``remark`` says in words what was read otherwise and, where it is known, why nothing was found: ``reason``. ``missing``
    is what it asks for besides and was not found.
    """

    question: str
    entity: str = ""
    document: str = ""
    facts: tuple[Fact, ...] = ()
    reason: Reason | None = None
    remark: str = ""
    calculation: Calculation | None = None
    missing: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing was found."""
        return not self.facts and self.calculation is None


@dataclass(frozen=True, slots=True)
class Step:
    """A question that had to be answered first, and the fact that answers it."""

    question: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Answer:
    """Facts or a calculation, or a refusal in plain words with the nearest passages.

    ``scope`` are the ids of the documents that the question's entity and years chose; none where all were searched.
    ``understood`` is the question as it was read, where that is not as it was asked: misspelt, or going on from the one
    before; ``reason`` is why it is refused, where that is known. ``remark`` says both in words.
    ``parts`` are the questions that it was taken apart into, for several entities or documents, whose facts together
    are the answer's and whose figures ``calculation`` may compare; none where it was answered as a whole. ``steps`` led to
    whom it is about. ``missing`` is what it asks for besides and was not found.
    """

    question: str
    kind: QueryKind
    language: Language
    facts: tuple[Fact, ...]
    coverage: Coverage
    sentence: str = ""
    refusal: str = ""
    nearest: tuple[Hit, ...] = ()
    calculation: Calculation | None = None
    seconds: float = 0.0
    scope: tuple[str, ...] = ()
    understood: str = ""
    spellings: tuple[Spelling, ...] = ()
    reason: Reason | None = None
    remark: str = ""
    parts: tuple[Part, ...] = ()
    steps: tuple[Step, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def calculations(self) -> tuple[Calculation, ...]:
        """What was computed, for the question as a whole or for its parts."""
        every = (self.calculation, *(part.calculation for part in self.parts))
        return tuple(one for one in every if one is not None)

    @property
    def read_as(self) -> str:
        """The question as it was read: what the next one may go on from."""
        return self.understood or self.question

    @property
    def refused(self) -> bool:
        """Whether the documents hold no answer."""
        return bool(self.refusal)
