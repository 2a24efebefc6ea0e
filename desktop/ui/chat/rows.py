"""The rows of an answer: its facts, and the parts of the question for which nothing was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from desktop.answering.reviewed import AsReviewed
from desktop.domain.answer import Answer, Part
from desktop.domain.fact import Fact, Review
from desktop.ui.chat import wording


@dataclass(frozen=True, slots=True)
class Row:
    """A fact, or a part of the question for which nothing was found; the other is None.

    ``missing`` is what was not found of a part for which something else was.
    """

    fact: Fact | None = None
    part: Part | None = None
    missing: str = ""


def rows_of(answer: Answer, as_reviewed: AsReviewed) -> tuple[Row, ...]:
    """The facts a person can click: those found first, part by part those that answer, the operands of calculations.

    Each is as it was reviewed since; their number and order stay.
    """
    rows = (*(Row(step.fact) for step in answer.steps), *_found(answer), *_computed_from(answer))
    return tuple(replace(row, fact=as_reviewed(row.fact)) if row.fact else row for row in rows)


def _found(answer: Answer) -> Iterator[Row]:
    if not answer.parts:
        yield from map(Row, answer.facts)
        yield from (Row(part=Part(""), missing=one) for one in answer.missing)
    for part in answer.parts:
        yield from map(Row, part.facts)
        yield from (Row(part=part, missing=one) for one in part.missing)
        if part.refused:
            yield Row(part=part)


def _computed_from(answer: Answer) -> Iterator[Row]:
    operands = dict.fromkeys(fact for computed in answer.calculations for fact in computed.operands)
    yield from (Row(fact) for fact in operands if fact not in answer.facts)


def cells(row: Row, name_of: Callable[[str], str]) -> tuple[str, str, str, str, str, str]:
    """Entity, attribute, period, value, document and page (counted from 1) as they are shown."""
    if row.fact is not None:
        triple, evidence = row.fact.triple, row.fact.evidence
        document = name_of(evidence.document) or wording.removed_document()
        value, page = wording.value_text(row.fact), str(evidence.page + 1)
        return triple.entity, triple.attribute, row.fact.period, value, document, page
    part = row.part or Part("")
    document = name_of(part.document) or wording.removed_document() if part.document else ""
    return part.entity or document, row.missing, "", wording.not_found(), document, ""


def remark(row: Row) -> str:
    """What is known about a fact's soundness, or why nothing was found."""
    if row.fact is not None:
        return wording.certainty(row.fact)
    return row.part.remark if row.part else ""


def is_rejected(row: Row) -> bool:
    """Whether a person has rejected its fact."""
    return row.fact is not None and row.fact.review is Review.REJECTED


def as_text(rows: tuple[Row, ...], name_of: Callable[[str], str]) -> str:
    """Rows as lines of tab-separated text: entity, attribute, period, value, document, page from 1; no rejected ones."""
    return "\n".join("\t".join(_line(row, name_of)) for row in rows if not is_rejected(row))


def _line(row: Row, name_of: Callable[[str], str]) -> Iterator[str]:
    entity, attribute, period, value, document, page = cells(row, name_of)
    written = row.fact.triple.value if row.fact else value
    yield from (" ".join(cell.split()) for cell in (entity, attribute, period, written, document, page))
