"""The real small language model: spans, refusal, cancelling, and the examples of the issue."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.answering.ask import answer
from desktop.answering.engines import Engines
from desktop.answering.excerpts import chunks
from desktop.answering.prompts import load_prompt
from desktop.answering.task import desk
from desktop.domain.answer import Answer, Language
from desktop.domain.errors import ErrorCode, KnownError
from desktop.engines.lac import LacNames
from desktop.engines.llama import LlamaModel
from desktop.paths import resources
from tests.answering.examples import PLAYERS, PLAYERS_EN, SOCIOLOGIST, SOCIOLOGIST_EN, TALK, TALK_EN
from tests.engines.packs import pack
from tests.fakes.library import MemoryLibrary, comma_document, library_of

pytestmark = pytest.mark.engine

BACKGROUND = "华腾科技2023年营业收入412.6亿元，年末员工总数12,480人。董事长为王建国，财务总监为李敏。"


@pytest.fixture(scope="module")
def model() -> Iterator[LlamaModel]:
    folder = pack("qwen2.5-coder-0.5b-instruct-q4_k_m")
    return LlamaModel(next(folder.glob("*.gguf")), 1)


def library(without_facts: bool = False) -> MemoryLibrary:
    made = library_of(
        comma_document("a", SOCIOLOGIST),
        comma_document("b", PLAYERS),
        comma_document("c", SOCIOLOGIST_EN),
        comma_document("d", PLAYERS_EN),
    )
    if without_facts:
        made.facts = []
    return made


def ask(question: str, model: LlamaModel, made: MemoryLibrary) -> Answer:
    return answer(question, (), desk(made, Engines(None, model, LacNames()), lambda: False), lambda *_: None)


def values(given: Answer) -> list[str]:
    return [fact.triple.value for fact in given.facts]


@pytest.mark.parametrize(("question", "value"), [("财务总监是谁？", "李敏"), ("员工总数是多少？", "12,480")])
def test_an_answer_is_a_span_of_the_background(model: LlamaModel, question: str, value: str) -> None:
    prompt = load_prompt(resources() / "prompts", Language.CHINESE)
    reply = model.choose(prompt.turns(BACKGROUND, question), chunks(BACKGROUND), prompt.none, lambda: False)
    assert value in reply.text
    assert reply.text in BACKGROUND
    assert reply.log_probability is not None
    assert -20 < reply.log_probability < 0


def test_the_examples_hold_with_the_real_model(model: LlamaModel) -> None:
    made = library()
    assert values(ask("许仕廉主要是任职什么的？", model, made)) == ["社会学家"]
    assert values(ask(TALK, model, made)) == ["1985年12月26日", "圣彼得堡俱乐部", "195CM", "78kg"]
    assert ask("许仕廉的妻子是谁？", model, made).refusal == "没有找到该问题对应的知识"
    assert values(ask("What is Leonard Hsu's main occupation?", model, made)) == ["sociologist"]
    assert values(ask(TALK_EN, model, made)) == ["26 December 1985", "Saint Petersburg Club", "195 cm", "78 kg"]
    assert ask("Who is the wife of Leonard Hsu?", model, made).refused


def test_the_model_alone_finds_the_value_where_reading_found_no_facts(model: LlamaModel) -> None:
    assert values(ask("许仕廉主要是任职什么的？", model, library(without_facts=True))) == ["社会学家"]
    assert ask("许仕廉的妻子是谁？", model, library(without_facts=True)).refused


def test_cancelling_ends_it_soon_even_while_it_reads_the_prompt(model: LlamaModel) -> None:
    prompt = load_prompt(resources() / "prompts", Language.CHINESE)
    background = BACKGROUND * 30
    begun = time.monotonic()
    with pytest.raises(KnownError) as raised:
        model.choose(prompt.turns(background, "谁？"), chunks(background), prompt.none, lambda: True)
    assert raised.value.code is ErrorCode.CANCELLED
    assert time.monotonic() - begun < 20  # the whole prompt takes minutes on one thread


def test_it_answers_again_after_a_cancelled_question(model: LlamaModel) -> None:
    prompt = load_prompt(resources() / "prompts", Language.CHINESE)
    reply = model.choose(prompt.turns(BACKGROUND, "董事长是谁？"), chunks(BACKGROUND), prompt.none, lambda: False)
    assert "王建国" in reply.text


def test_the_loopback_server_lets_nobody_in(model: LlamaModel) -> None:
    address = model.address
    assert address.startswith("http://127.0.0.1:")
    with socket.create_connection(("127.0.0.1", int(address.rsplit(":", 1)[1])), timeout=5) as connection:
        connection.sendall(b"POST /completion HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}")
        assert b"401" in connection.recv(200)


@pytest.mark.parametrize("content", [b"", b"not a model", b"GGUF" + b"\x00" * 100])
def test_a_file_that_is_no_model_is_said_to_be_broken(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "model.gguf"
    file.write_bytes(content)
    with pytest.raises(KnownError) as raised:
        LlamaModel(file)
    assert raised.value.code is ErrorCode.MODEL_BROKEN
