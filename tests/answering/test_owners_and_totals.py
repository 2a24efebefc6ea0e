"""Whose net income, which total: names that are near one another, and are not the same."""

from __future__ import annotations

import pytest

from tests.answering.reports import asked, library, report, values
from tests.fakes.library import MemoryLibrary
from tests.fakes.models import RefusingModel

SHAREHOLDERS = "net income attributable to shareholders"


def of(*lines: str) -> MemoryLibrary:
    return library(report("h", "Harbour", "2022", lines))


def test_net_income_is_the_shareholders_where_nobody_else_has_a_share() -> None:
    within = of("Net income：112", "Revenue：900")
    assert values(asked(f"What was Harbour's {SHAREHOLDERS} in 2022?", within)) == ["112"]
    assert values(asked("Harbour 2022年归母净利润是多少？", within)) == ["112"]


@pytest.mark.parametrize(
    "row",
    [
        "Net income attributable to redeemable noncontrolling interests：12",
        "Dividends on preferred stock：12",
        "Net income attributable to participating securities：12",
        "非控制性权益：12",
        "非控股股东损益：12",
        "少数股东本期收益：12",
    ],
)
def test_net_income_is_not_the_shareholders_beside_other_owners(row: str) -> None:
    assert asked(f"What was Harbour's {SHAREHOLDERS} in 2022?", of("Net income：112", row), RefusingModel()).refused


@pytest.mark.parametrize(
    "question",
    [
        "What was Harbour's adjusted net income attributable to shareholders in 2022?",
        "What was the retail segment's net income attributable to shareholders of Harbour in 2022?",
        "What was the tax on net income attributable to shareholders of Harbour in 2022?",
        "Harbour 2022年每股归母净利润是多少？",
        "Harbour 2022年扣除非经常性损益后归母净利润是多少？",
        "Harbour 2022年华东地区归属于母公司所有者的净利润是多少？",
    ],
)
def test_more_than_the_shareholders_net_income_is_not_net_income(question: str) -> None:
    assert "112" not in values(asked(question, of("Net income：112", "Revenue：900"), RefusingModel()))


def test_a_total_is_not_what_is_net() -> None:
    within = of("Net sales：222", "Total revenue：226")
    assert values(asked("What were Harbour's net sales in 2022?", within)) == ["222"]
    assert values(asked("What were Harbour's net revenues in 2022?", within)) == ["222"]
    assert values(asked("What was Harbour's revenue in 2022?", within)) == ["226"]
    equity = of("Stockholders' equity：1000", "Total equity：1200")
    assert values(asked("What was Harbour's stockholders' equity in 2022?", equity)) == ["1000"]


def test_notes_receivable_are_another_line() -> None:
    assert values(asked("What were Harbour's accounts receivable in 2022?", of("Accounts receivable, net：110"))) == [
        "110"
    ]
    within = of("Accounts and notes receivable：150")
    assert asked("Harbour 2022年应收账款是多少？", within, RefusingModel()).refused


@pytest.mark.parametrize("name", ["Combined Insurance", "Mean Well", "Together Financial"])
def test_a_name_that_holds_an_operation_is_unknown_all_the_same(name: str) -> None:
    given = asked(f"What was the revenue of {name} in 2022?", of("Revenue：900"), RefusingModel())
    assert given.refused
    assert given.reason is not None
    assert any(name.split()[-1] in one for one in given.reason.names)
