"""The real embedding models: what their vectors promise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from desktop.domain.errors import ErrorCode, KnownError
from desktop.engines.embedder import CHINESE, DIMENSION, ENGLISH, Embedder
from desktop.engines.encoding import BATCH_TOKENS, batches
from tests.engines.packs import pack

pytestmark = pytest.mark.engine

ZH = "四方科技2019年的营业收入为11.75亿元。"
EN = "The company's revenue was 1,175 million yuan in 2019."
OTHER = "He baked a chocolate cake for dessert."


@pytest.fixture(scope="module")
def embedder() -> Iterator[Embedder]:
    return Embedder(pack("bge-small-zh-v1.5-int8"), pack("bge-small-en-v1.5-int8"), 1)


def test_vectors_are_unit_and_of_one_length(embedder: Embedder) -> None:
    vectors = embedder.embed_passages([ZH, EN, "", "x" * 5000])
    assert vectors.shape == (4, DIMENSION)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)


def test_no_texts_make_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, DIMENSION)


def test_a_text_fills_the_part_of_its_own_language(embedder: Embedder) -> None:
    chinese, english = embedder.embed_passages([ZH, EN])
    assert not chinese[CHINESE : CHINESE + ENGLISH].any()
    assert not english[:CHINESE].any()
    assert chinese[:CHINESE].any()
    assert english[CHINESE : CHINESE + ENGLISH].any()


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        ("四方科技2019年营收多少？", ZH, "他烤了一个巧克力蛋糕当甜点。"),
        ("What was the revenue in 2019?", EN, OTHER),
        ("2019年营业收入是多少？", EN, OTHER),
        ("What was the revenue in 2019?", ZH, "他烤了一个巧克力蛋糕当甜点。"),
    ],
)
def test_a_question_finds_what_answers_it_in_either_language(
    embedder: Embedder, question: str, answer: str, other: str
) -> None:
    scores = embedder.embed_passages([answer, other]) @ embedder.embed_query(question)
    assert scores[0] > scores[1]


def test_a_vector_does_not_depend_on_its_neighbours(embedder: Embedder) -> None:
    alone = embedder.embed_passages([ZH])[0]
    together = embedder.embed_passages([ZH, EN, OTHER, "短文", ZH * 5])[0]
    assert float(alone @ together) > 0.99


def test_batches_hold_few_tokens_and_every_text_once() -> None:
    texts = ["长" * (i * 37 % 900) for i in range(100)] + ["long " * 300] * 10
    made = list(batches(texts, range(len(texts))))
    assert sorted(place for batch in made for place in batch) == list(range(len(texts)))
    assert all(len(batch) * max(min(512, len(texts[i])) for i in batch) <= BATCH_TOKENS * 3 for batch in made)


def test_the_space_names_model_and_dimension(embedder: Embedder) -> None:
    assert str(DIMENSION) in embedder.space
    assert 3 <= len(embedder.space) <= 60


def test_a_folder_without_a_model_is_said_to_be_broken(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as raised:
        Embedder(tmp_path, tmp_path)
    assert raised.value.code is ErrorCode.MODEL_BROKEN


def test_a_damaged_model_is_said_to_be_broken(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"not a model")
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(KnownError) as raised:
        Embedder(tmp_path, tmp_path)
    assert raised.value.code is ErrorCode.MODEL_BROKEN
