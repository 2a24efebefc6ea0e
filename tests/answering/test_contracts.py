"""Questions about contracts, from what their clauses tell."""

from __future__ import annotations

import pytest

from desktop.answering.library import DocumentInfo
from desktop.domain.document import Passage
from desktop.reading.context import document_context
from desktop.reading.facts import facts_of
from tests.answering.reports import asked, values
from tests.fakes.library import MemoryLibrary, library_of, page_of

NDA = (
    "MUTUAL CONFIDENTIALITY AGREEMENT",
    "This Agreement is made as of May 3, 2019, by and between Harbour Light, Inc. (“Harbour”), and Jane R. Doe (“Employee”).",
    "This Agreement shall remain in effect for two (2) years and is governed by the laws of the State of Oregon.",
)
AMENDMENT = (
    "The Confidentiality Agreement dated April 1, 2017 between Acme, Inc. and Harbour Light, Inc. is superseded.",
)


@pytest.fixture
def contracts() -> MemoryLibrary:
    first, second = page_of(0, NDA), page_of(1, AMENDMENT)
    context = document_context("n", "nda.pdf", [first])
    facts = (*facts_of(context, first), *facts_of(context, second))
    passage = Passage("n-0", "n", 0, "\n".join(NDA), (), (0, 1, 2))
    info = DocumentInfo("n", "nda.pdf", 2, "Harbour Light, Inc.")
    return library_of((info, first, facts, passage))


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Who are the parties?", ["Harbour Light, Inc.", "Jane R. Doe"]),
        ("What is the governing law?", ["Oregon"]),
        ("What is the effective date?", ["May 3, 2019"]),
        ("What is the term of the agreement?", ["two (2) years"]),
        ("合同的当事人是谁？", ["Harbour Light, Inc.", "Jane R. Doe"]),
        ("适用法律是什么？", ["Oregon"]),
    ],
)
def test_a_clause_answers(question: str, shown: list[str], contracts: MemoryLibrary) -> None:
    contracts.pages["n", 1] = page_of(1, AMENDMENT)
    assert values(asked(question, contracts)) == shown
