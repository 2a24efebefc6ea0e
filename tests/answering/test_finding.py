"""Finding: what a question is searched with, in which documents, and which pages come first."""

from __future__ import annotations

from itertools import pairwise

import pytest

from desktop.answering.library import DocumentInfo
from desktop.answering.plainly import without_instructions
from desktop.answering.scope import of_years, scope_of
from desktop.answering.search import search
from desktop.answering.seeking import Sought, phrases_of, sought_in
from desktop.answering.thesaurus import Thesaurus, load_thesaurus
from desktop.domain.document import Block, BlockKind, MarkKind, Page, PageContent, PageSource, Passage
from desktop.domain.geometry import Box
from desktop.domain.terms import references, terms
from desktop.paths import resources
from tests.fakes.library import MemoryLibrary, page_of

INFOS = (
    DocumentInfo("a", "3M_2018_10K.pdf", 160, "3M COMPANY", "2018"),
    DocumentInfo("b", "LOCKHEED_2020.pdf", 150, "LOCKHEED MARTIN CORPORATION", "2020"),
    DocumentInfo("c", "LOCKHEED_2021.pdf", 150, "LOCKHEED MARTIN CORPORATION", "2021"),
    DocumentInfo("d", "JNJ.pdf", 30, "Johnson & Johnson", "2023"),
    DocumentInfo("e", "MGM.pdf", 60, "MGM Resorts International", "2023"),
    DocumentInfo("f", "四方科技_2019年年度报告.pdf", 156, "四方科技", "2019"),
)


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    return load_thesaurus(resources() / "lexicon")


@pytest.mark.parametrize(
    ("question", "core"),
    [
        ("What is the COGS? Please state answer in USD millions.", "What is the COGS?"),
        ("Answer in USD millions. What is the COGS?", "What is the COGS?"),
        (
            "List all pages with the logo. The answer should be like ['Page 2', 'Page 4'].",
            "List all pages with the logo.",
        ),
        ("Please answer what the COGS is", "Please answer what the COGS is"),
        ("营业收入是多少？请用万元作答。", "营业收入是多少？"),
        ("How should the tenant answer a notice?", "How should the tenant answer a notice?"),
    ],
)
def test_how_an_answer_is_to_be_put_is_not_searched_for(question: str, core: str) -> None:
    assert without_instructions(question) == core


def test_a_ratio_is_searched_for_by_what_it_is_made_of(thesaurus: Thesaurus) -> None:
    sought = sought_in("What is the quick ratio of Amcor in FY2023?", thesaurus)
    assert {"inventory", "current", "liability", "存货"[:2]} <= set(sought.words)
    assert sought.statements == (MarkKind.BALANCE_SHEET,)
    assert not {"what", "the", "of", "in"} & set(sought.words)


@pytest.mark.parametrize(
    ("question", "statements"),
    [
        ("What was the capital expenditure, by the cash flow statement?", (MarkKind.CASH_FLOW_STATEMENT,)),
        ("What is the net income?", (MarkKind.INCOME_STATEMENT,)),
        ("四方科技2019年流动资产合计是多少？", (MarkKind.BALANCE_SHEET,)),
        ("Who is the chairman?", ()),
    ],
)
def test_the_statement_that_an_attribute_stands_in_is_known(
    thesaurus: Thesaurus, question: str, statements: tuple[MarkKind, ...]
) -> None:
    assert sought_in(question, thesaurus).statements == statements


@pytest.mark.parametrize(
    ("question", "pages", "ends"),
    [
        ("What is on page 17?", ("17",), ()),
        ("the sum on the page 15 and page 16", ("15", "16"), ()),
        ("第3页上的日期是什么？", ("3",), ()),
        ("How many websites are on the cover page?", (), (0,)),
        ("Is there a signature on the last page?", (), (-1,)),
        ("Is there a signature on the second to last page?", (), (-2,)),
        ("How many pages has it?", (), ()),
    ],
)
def test_pages_that_are_named_are_told(
    thesaurus: Thesaurus, question: str, pages: tuple[str, ...], ends: tuple[int, ...]
) -> None:
    sought = sought_in(question, thesaurus)
    assert (sought.pages, sought.ends) == (pages, ends)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see Fig. 3 and Table 1-1", ["figure3", "table1.1"]),
        ("Figures 2", ["figure2"]),
        ("图 5 与第三章", ["图5", "章三"]),
        ("a tablet 3", []),
    ],
)
def test_figures_and_sections_have_terms_of_their_own(text: str, found: list[str]) -> None:
    assert references(text) == found


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("What was the capital expenditure of 3M in 2018?", "a"),
        ("Lockheed Martin's FY2021 net working capital?", "c"),
        ("How did Lockheed Martin's revenue develop?", "bc"),
        ("Lockheed Martin in 1999?", "bc"),
        ("Which segment of JnJ is discontinued?", "d"),
        ("Which segment of J&J is discontinued?", "d"),
        ("Largest investment of MGM?", "e"),
        ("四方科技2019年营业收入", "f"),
        ("Who won in the end?", ""),
        ("It cost $3m in all", ""),
    ],
)
def test_entity_and_year_choose_the_documents(thesaurus: Thesaurus, question: str, documents: str) -> None:
    assert "".join(sorted(scope_of(question, INFOS, thesaurus.lexicon))) == documents


def test_documents_of_unknown_years_stay_in_scope() -> None:
    unknown = DocumentInfo("x", "x.pdf", 3)
    assert of_years("sales of 2021", (*INFOS, unknown)) == (INFOS[2], unknown)


def library(*texts: str) -> MemoryLibrary:
    """A document with a page per text."""
    made = MemoryLibrary([DocumentInfo("a", "report.pdf", len(texts))])
    for number, text in enumerate(texts):
        made.pages["a", number] = page_of(number, [text])
        made.passages.append(Passage(f"a-{number}", "a", number, text, (), (0,)))
    return made


def pages_of(found: MemoryLibrary, sought: Sought) -> list[int]:
    return [hit.passage.page for hit in search(sought, found, None, ())]


def test_a_page_is_found_by_the_number_printed_on_it() -> None:
    made = library("nothing here", "a walk by the sea", "the same walk by the sea")
    foot = Block(2, BlockKind.FOOTER, 0, "Page 41", (Box(50, 780, 100, 790),))
    made.pages["a", 2] = PageContent(Page(2, 600, 800, PageSource.TEXT), (foot,))
    assert pages_of(made, Sought("", ("walk",), pages=("41",)))[0] == 2
    assert pages_of(made, Sought("", ("walk",), pages=("2",)))[0] == 1
    assert pages_of(made, Sought("", ("walk",), ends=(0,)))[0] == 0
    assert pages_of(made, Sought("", ("walk",), ends=(-1,)))[0] == 2
    assert 999 not in pages_of(made, Sought("", ("walk",), pages=("1000",), ends=(-9,)))


def test_pages_are_ranked_by_their_best_passage_and_give_a_few() -> None:
    made = library("rain", "sea and rain", "sun")
    made.passages += [Passage(f"a-1-{at}", "a", 1, f"rain over the sea {at}", (), (0,)) for at in range(5)]
    hits = search(Sought("", ("sea",)), made, None, ())
    assert [hit.passage.page for hit in hits] == [1, 1, 1]
    assert search(Sought("", ("snow",)), made, None, ()) == ()


def test_a_page_with_the_questions_phrases_goes_before_one_with_its_words() -> None:
    library = MemoryLibrary(infos=[DocumentInfo("d", "d.pdf", 2)])
    words = "The storage of cold air and the tank that a ship carries: a cold tank, a ship in storage, air."
    phrases = "Nothing else is told of the cold storage tank but where it is."
    library.passages += [Passage("0", "d", 0, words), Passage("1", "d", 1, phrases)]
    sought = sought_in("Where is the cold storage tank?", load_thesaurus(resources() / "lexicon"))
    assert [hit.passage.page for hit in search(sought, library, None, ())] == [1, 0]


def test_phrases_are_neighbours_in_either_script() -> None:
    assert phrases_of("冷链储罐", "储罐？") == {"冷链储", "链储罐"}
    assert phrases_of("Cold storage tanks", "tank?") == {
        " ".join(pair) for pair in pairwise(terms("Cold storage tanks"))
    }
