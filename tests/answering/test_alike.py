"""Facts that only the embedder knows by the name that is asked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from desktop.answering.ask import answer
from desktop.answering.engines import Engines
from desktop.answering.task import desk, understood
from desktop.domain.answer import Answer
from tests.answering.reports import library, report, values
from tests.fakes.hashes import Hashes
from tests.fakes.library import MemoryLibrary
from tests.fakes.models import ListedNames, RefusingModel

NAMES = ListedNames(companies=("青禾电子",))


class AllAlike(Hashes):
    """Every phrase means what the first label says; the others nothing."""

    def embed_passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        near = np.zeros((len(texts), 32), np.float32)
        near[:2, 0] = 1.0
        near[2:, 1] = 1.0
        return near


def asked(question: str, within: MemoryLibrary) -> Answer:
    return answer(
        question, (), desk(within, Engines(AllAlike(), RefusingModel(), NAMES), lambda: False), lambda *_: None
    )


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("青禾电子借款执行什么利率？", "借款利率水平"),
        ("青禾电子采用什么折旧年限？", "折旧期限"),
        ("青禾电子设备用什么功率？", "设备额定功率"),
        ("青禾电子有什么规模的产能？", "产能规模"),
    ],
)
def test_a_figure_answers_what_is_a_measure(question: str, label: str) -> None:
    assert values(asked(question, library(report("q", "青禾电子", "2019", [f"{label}：4.5", "摘要：平稳"])))) == ["4.5"]


@pytest.mark.parametrize(
    "question",
    [
        "青禾电子推出了什么新产品？",
        "青禾电子推出了哪些智能产品？",
        "青禾电子为什么推出新产品？",
        "青禾电子有哪些水产品？",
    ],
)
def test_a_figure_is_no_new_product(question: str) -> None:
    within = library(report("q", "青禾电子", "2019", ["在产品：128,617,429.01"]))
    assert asked(question, within).refused
    told = library(report("q", "青禾电子", "2019", ["研制产品：气体箱"]))
    assert values(asked(question, told)) == ["气体箱"]


def test_a_question_is_understood_once_at_a_desk() -> None:
    within = library(report("q", "青禾电子", "2019", ["净利润：12"]))
    at = desk(within, Engines(None, None, NAMES), lambda: False)
    task = understood("青禾电子的净利润是多少？", (), at)
    assert understood("青禾电子的净利润是多少？", (), at) is task
    assert understood("青禾电子的净利润是多少？", ("q",), at) is not task
