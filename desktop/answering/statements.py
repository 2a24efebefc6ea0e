"""Where the statements of documents stand, and which of them something is looked for in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.answering.sections import PER_SHARE, is_of_parent, is_statement
from desktop.answering.task import Task
from desktop.answering.thesaurus import load_thesaurus
from desktop.answering.understand import Wanted
from desktop.domain.document import MarkKind
from desktop.paths import resources

_STATEMENT_PAGES = 3  #: of a document, the surest
_BALANCE = re.compile(r"余额|\bbalances?\b|\b(?:beginning|end) of\b")


def is_of_balance(wanted: Wanted) -> bool:
    """Whether what is wanted stands in a balance sheet."""
    return MarkKind.BALANCE_SHEET in load_thesaurus(resources() / "lexicon").statements_of((wanted.attribute,))


def is_flow(wanted: Wanted) -> bool:
    """Whether what is wanted is an amount of a year, which those of other years can be added to; none per share."""
    kinds = load_thesaurus(resources() / "lexicon").statements_of((wanted.attribute,))
    is_amount = not PER_SHARE.search(wanted.phrase) and not _BALANCE.search(wanted.phrase)
    return is_amount and bool({MarkKind.INCOME_STATEMENT, MarkKind.CASH_FLOW_STATEMENT} & set(kinds))


def stated_on(task: Task, wanted: Wanted) -> frozenset[tuple[str, int]]:
    """The surest page of each statement that wanted stands in, by document: a note's table may have its name too, and so
    has the statement of the parent company alone.
    """
    kinds = load_thesaurus(resources() / "lexicon").statements_of((wanted.attribute,))
    documents = list(dict.fromkeys(fact.evidence.document for fact in task.facts)) if kinds else []
    found = (
        _surest(task.library.marked(kind, "", _STATEMENT_PAGES, (one,)), task) for one in documents for kind in kinds
    )
    return frozenset(place for place in found if place)


def _surest(places: Sequence[tuple[str, int]], task: Task) -> tuple[str, int] | None:
    return next((place for place in places if not _is_parents(place, task)), None)


def _is_parents(place: tuple[str, int], task: Task) -> bool:
    """Whether the page of a statement has that of the parent company, and none of the group."""
    sections = {fact.section for fact in task.library.facts_on(*place) if is_statement(fact.section)}
    return bool(sections) and all(is_of_parent(one) for one in sections)


def flows_alone(task: Task) -> frozenset[tuple[str, int]]:
    """The pages of cash flow statements: what a balance sheet calls Inventories is there their change, (626)."""
    documents = list(dict.fromkeys(fact.evidence.document for fact in task.facts))
    flows, balances = (
        {place for one in documents for place in task.library.marked(kind, "", _STATEMENT_PAGES, (one,))}
        for kind in (MarkKind.CASH_FLOW_STATEMENT, MarkKind.BALANCE_SHEET)
    )
    return frozenset(flows - balances)
