"""Questions about contracts, from what their clauses tell."""

from __future__ import annotations

import pytest

from desktop.answering.engines import Engines
from desktop.answering.library import DocumentInfo
from desktop.answering.turns import respond
from desktop.answering.verbs import by_noun
from desktop.domain.answer import Asked
from desktop.domain.document import Passage
from desktop.reading.context import document_context
from desktop.reading.facts import facts_of
from tests.answering.reports import asked, values
from tests.fakes.library import MemoryLibrary, library_of, page_of
from tests.fakes.models import ListedNames, RefusingModel

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
    passage = Passage("n-0", "n", 0, "\n".join(NDA), NDA[:1], (0, 1, 2))
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


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("When was the agreement signed?", ["May 3, 2019"]),
        ("When does this agreement take effect?", ["May 3, 2019"]),
        ("Which law governs the agreement?", ["Oregon"]),
        ("Under which state's law is the agreement governed?", ["Oregon"]),
        ("How long does the agreement last?", ["two (2) years"]),
        ("How long will the confidentiality agreement remain in effect?", ["two (2) years"]),
        ("这份合同是什么时候签订的？", ["May 3, 2019"]),
        ("该协议受哪国法律管辖？", ["Oregon"]),
        ("该协议适用哪里的法律？", ["Oregon"]),
        ("合同的有效期是多久？", ["two (2) years"]),
    ],
)
def test_what_a_verb_asks_is_answered(question: str, shown: list[str], contracts: MemoryLibrary) -> None:
    engines = Engines(None, RefusingModel(), ListedNames())
    given = respond(Asked(question), contracts, engines, lambda *_: None, lambda: False)
    assert values(given) == shown
    assert given.understood


@pytest.mark.parametrize("verb", ["incorporated", "first incorporated"])
def test_when_a_company_was_incorporated_is_asked_by_its_noun(verb: str) -> None:
    assert by_noun(f"In what year was Acme {verb}?") == "What is the date of incorporation of Acme?"


@pytest.mark.parametrize(
    "question",
    [
        "When was the chairman signed?",
        "How long does the battery last?",
        "Which law firm drafted the agreement?",
        "公司何时成立？",
        "When was Acme founded?",
    ],
)
def test_other_verbs_are_left_alone(question: str) -> None:
    assert by_noun(question) == question


def test_documents_about_nobody_may_hold_the_names_of_a_contract() -> None:
    page = page_of(0, ("The treaty between France and Spain was signed in 1659.",))
    passage = Passage("t-0", "t", 0, page.blocks[0].text, (), (0,))
    within = library_of((DocumentInfo("t", "t.pdf", 1), page, (), passage))
    assert asked("When was the agreement between France and Spain signed?", within, RefusingModel()).refused
