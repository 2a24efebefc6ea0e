"""Questions on the command line: how an answer is put, and how a file of them is broken off."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.cli.main import run
from desktop.domain.answer import Answer, Asked, Coverage, Language, QueryKind
from tests.cli.test_stopping import press


class Refusing:
    """As the answerer, in a library that knows nothing; ``before`` each answer something may happen."""

    def __init__(self, before: Callable[[], None] = lambda: None) -> None:
        self._before = before

    def __call__(self, *_: object) -> Refusing:
        return self

    def ask(self, asked: Asked, *_: object) -> Answer:
        self._before()
        refusal, why = "没有找到该问题对应的知识", "没有关于“格力电器”的文档。"
        nothing = Coverage(13, 243)
        return Answer(asked.question, QueryKind.LOOKUP, Language.CHINESE, (), nothing, refusal=refusal, remark=why)

    def close(self) -> None:
        """As the answerer."""


def test_a_refusal_and_its_reason_stand_on_two_lines(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("desktop.cli.asking.Answerer", Refusing())
    assert run(["ask", "格力电器的营业收入是多少？"]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["没有找到该问题对应的知识", "没有关于“格力电器”的文档。"]


def test_ctrl_c_ends_a_file_of_questions_behind_the_one_that_is_being_answered(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr("desktop.cli.asking.Answerer", Refusing(press))
    batch = tmp_path / "questions.jsonl"
    batch.write_text('{"question": "One?"}\n{"question": "Two?"}\n', "utf-8")
    assert run(["ask", "--batch", str(batch), "--json"]) == 130
    (told,) = capsysbinary.readouterr().out.splitlines()
    assert json.loads(told)["question"] == "One?"
