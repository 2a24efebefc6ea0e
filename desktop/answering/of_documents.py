"""Facts about a document itself, which stand on its first pages: the year it reports on, whom it is about."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.answering.ground import Span, spans_of
from desktop.answering.lexicon import Lexicon, ValueKind
from desktop.answering.library import DocumentInfo, Library
from desktop.answering.quantities import quantity_in
from desktop.answering.understand import Wanted
from desktop.domain.fact import Evidence, Fact, Origin, Triple

FIRST_PAGES = 5  #: a report names itself here
_YEAR_NAME = "报告年度"


def document_facts(
    wanted: Wanted, documents: Sequence[DocumentInfo], period: str, library: Library, lexicon: Lexicon
) -> tuple[Fact, ...]:
    """The report year of each document, if that is what is wanted."""
    if not set(lexicon.groups_of(wanted.phrase)) & set(lexicon.groups_of(_YEAR_NAME)):
        return ()
    if wanted.kind not in (None, ValueKind.DATE):
        return ()
    found = (_year_fact(document, wanted, library) for document in documents if period in ("", document.year))
    return tuple(fact for fact in found if fact is not None)


def _year_fact(document: DocumentInfo, wanted: Wanted, library: Library) -> Fact | None:
    for number in range(min(FIRST_PAGES, document.page_count)):
        page = library.page(document.id, number)
        span: Span | None = next(spans_of(document.year, page), None) if page and document.year else None
        if span is not None:
            return Fact(
                Triple(document.entity or document.name, wanted.attribute, span.text),
                Evidence(document.id, number, span.quote, span.boxes),
                Origin.PAIR,
                quantity_in(span.text),
                document.year,
            )
    return None
