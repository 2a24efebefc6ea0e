"""Where the statements of documents stand, and which of them something is looked for in."""

from __future__ import annotations

from desktop.answering.task import Task
from desktop.answering.thesaurus import load_thesaurus
from desktop.answering.understand import Wanted
from desktop.domain.document import MarkKind
from desktop.paths import resources

_STATEMENT_PAGES = 3  #: of a document, the surest


def is_of_balance(wanted: Wanted) -> bool:
    """Whether what is wanted stands in a balance sheet."""
    return MarkKind.BALANCE_SHEET in load_thesaurus(resources() / "lexicon").statements_of((wanted.attribute,))


def stated_on(task: Task, wanted: Wanted) -> frozenset[tuple[str, int]]:
    """The surest page of each statement that wanted stands in, by document: a note's table may have its name too."""
    kinds = load_thesaurus(resources() / "lexicon").statements_of((wanted.attribute,))
    documents = list(dict.fromkeys(fact.evidence.document for fact in task.facts)) if kinds else []
    return frozenset(place for one in documents for kind in kinds for place in task.library.marked(kind, "", 1, (one,)))


def flows_alone(task: Task) -> frozenset[tuple[str, int]]:
    """The pages of cash flow statements: what a balance sheet calls Inventories is there their change, (626)."""
    documents = list(dict.fromkeys(fact.evidence.document for fact in task.facts))
    flows, balances = (
        {place for one in documents for place in task.library.marked(kind, "", _STATEMENT_PAGES, (one,))}
        for kind in (MarkKind.CASH_FLOW_STATEMENT, MarkKind.BALANCE_SHEET)
    )
    return frozenset(flows - balances)
