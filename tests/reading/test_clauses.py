"""What the clauses of a contract say."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from desktop.domain.document import PageContent
from desktop.domain.durations import duration_of
from desktop.domain.fact import Fact, Origin, Quantity
from desktop.reading.clauses import clause_facts
from desktop.reading.context import document_context
from tests.fakes.library import page_of

TITLE = "MUTUAL CONFIDENTIALITY AGREEMENT"
OPENING = (
    "This Mutual Confidentiality Agreement (the “Agreement”) is made as of the 3rd day of May, 2019, by and between Harbour"
    " Light Instruments, Inc., a Delaware corporation (together with its affiliates, “Harbour”), and Jane R. Doe (“Employee”)."
)


def facts(lines: Sequence[str], number: int = 0) -> tuple[Fact, ...]:
    first = page_of(0, lines)
    page = first if number == 0 else PageContent(page_of(number, lines).page, page_of(number, lines).blocks)
    return clause_facts(document_context("d" * 64, "nda.pdf", [first]), page)


def told(lines: Sequence[str], attribute: str) -> list[str]:
    return [fact.triple.value for fact in facts(lines) if fact.triple.attribute == attribute]


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        (OPENING, ["Harbour Light Instruments, Inc.", "Jane R. Doe"]),
        (
            "AGREEMENT between VESTA SHOPS INC., a New York corporation (“VSI”), and RENA BRANDS LTD. having offices here.",
            ["VESTA SHOPS INC.", "RENA BRANDS LTD."],
        ),
        (
            "This Agreement is entered into between Eli Norton and Company, an Indiana corporation, and Armo, Inc.",
            ["Eli Norton and Company", "Armo, Inc."],
        ),
        (
            "This Agreement is made by and between the undersigned (“Employee”) and Oak Brook Inc., Oak Brook Bank and (“Bank”).",
            ["Oak Brook Inc., Oak Brook Bank"],
        ),
        ("I, Mary Minnow, in consideration of the payments under this Agreement, agree:", ["Mary Minnow"]),
        ("This Agreement is between the undersigned (“Employee”) and the Company.", []),
    ],
)
def test_the_parties_stand_where_the_agreement_says_between_whom_it_is(sentence: str, parties: list[str]) -> None:
    assert told([TITLE, sentence], "party") == parties


def test_the_parties_of_a_letter_are_whom_it_is_addressed_to_and_whom_it_calls_the_company() -> None:
    letter = (
        "CONFIDENTIALITY AGREEMENT",
        "September 3, 2007",
        "Danby Corporation",
        "Washington, D.C. 20006",
        "Ladies and Gentlemen:",
        "You have requested information from Tekton, Inc. (the “Company”) in connection with a transaction (the “Deal”).",
    )
    assert told(letter, "party") == ["Danby Corporation", "Tekton, Inc."]
    assert told(letter, "effective date") == ["September 3, 2007"]


def test_a_chinese_contract_names_its_sides() -> None:
    contract = (
        "房屋租赁合同",
        "甲方（出租方）：青禾置业有限公司",
        "乙方：李雷",
        "租赁期限为三年。",
        "本合同自2023年4月1日起生效，适用中华人民共和国法律。",
    )
    assert told(contract, "当事人") == ["青禾置业有限公司", "李雷"]
    assert told(contract, "期限") == ["三年"]
    assert told(contract, "生效日期") == ["2023年4月1日"]
    assert told(contract, "适用法律") == ["中华人民共和国法律"]


@pytest.mark.parametrize(
    ("sentence", "law"),
    [
        ("This Agreement shall be governed by and construed in accordance with the laws of the State of New York.", "New York"),
        ("THIS AGREEMENT IS GOVERNED BY THE LAWS OF THE STATE OF TEXAS APPLICABLE TO AGREEMENTS MADE THERE.", "TEXAS"),
        ("It is governed by the laws of England and Wales, without regard to conflicts of law.", "England and Wales"),
        ("The validity of this Agreement is governed by California law.", "California"),
    ],
)  # fmt: skip
def test_the_law_that_governs(sentence: str, law: str) -> None:
    assert told([TITLE, sentence], "governing law") == [law]


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("This Agreement shall remain in effect for two (2) years from the date hereof.", "two (2) years"),
        ("The term of this Agreement shall be for a period of eighteen months.", "eighteen months"),
        ("The obligations under this letter will expire 24 months after its date.", "24 months"),
    ],
)
def test_how_long_it_lasts(sentence: str, term: str) -> None:
    assert told([TITLE, sentence], "term") == [term]


def test_what_a_clause_tells_stands_in_its_boxes_with_its_sentence() -> None:
    fact = next(one for one in facts([TITLE, OPENING]) if one.triple.attribute == "effective date")
    assert fact.triple.value == "3rd day of May, 2019"
    assert fact.origin is Origin.CLAUSE
    assert "made as of the 3rd day of May, 2019" in fact.evidence.quote


def test_a_date_on_a_later_page_may_be_that_of_another_agreement() -> None:
    first = facts([TITLE, "This Agreement is effective May 3, 2019."])
    later = facts([TITLE, "the Confidentiality Agreement effective May 3, 2017"], number=4)
    assert later[0].confidence < first[0].confidence


def test_a_report_that_mentions_an_agreement_is_none() -> None:
    report = (
        "Annual Report 2019",
        "Harbour Light Instruments, Inc.",
        "We made an agreement between Acme, Inc. and us.",
    )
    assert facts(report) == ()


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("two (2) years", Quantity(Decimal(2), "years")),
        ("twenty-four months", Quantity(Decimal(24), "months")),
        ("18 months", Quantity(Decimal(18), "months")),
        ("三年", Quantity(Decimal(3), "年")),
        ("二十四（24）个月", Quantity(Decimal(24), "个月")),
        ("for ever", None),
    ],
)
def test_a_length_of_time_has_its_number_and_unit(text: str, quantity: Quantity | None) -> None:
    assert duration_of(text) == quantity
