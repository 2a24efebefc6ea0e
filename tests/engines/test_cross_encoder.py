"""Cross-encoders of a person's own: folders that sentence-transformers saved, and those that only look like it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.domain.errors import ErrorCode, KnownError
from desktop.engines.cross_encoder import CrossEncoder
from tests.engines.packs import pack

pytestmark = pytest.mark.engine

QUESTION = "四方科技2019年的营业收入是多少？"
PASSAGES = ["四方科技2019年的营业收入为11.75亿元。", "He baked a chocolate cake for dessert.", "长" * 3000]


def saved(folder: Path, labels: int = 1) -> Path:
    """A cross-encoder as it is saved, with weights of no meaning."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(1)
    shape = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    config = BertConfig(vocab_size=21128, num_labels=labels, initializer_range=0.5, **shape)
    BertForSequenceClassification(config).save_pretrained(folder)
    vocab = str(pack("bge-small-zh-v1.5-int8") / "vocab.txt")
    BertTokenizerFast(vocab=vocab, model_max_length=512).save_pretrained(folder)
    return folder


def refused(folder: Path) -> KnownError:
    with pytest.raises(KnownError) as caught:
        CrossEncoder(folder)
    assert caught.value.code is ErrorCode.NOT_A_MODEL
    assert caught.value.subject == str(folder)
    assert caught.value.detail
    assert "\n" not in caught.value.detail
    return caught.value


def test_a_saved_model_scores_as_sentence_transformers_does(tmp_path: Path) -> None:
    from sentence_transformers import CrossEncoder as Reference

    folder = saved(tmp_path / "模型" / "my ranker")
    reference = Reference(str(folder), device="cpu").predict([(QUESTION, one) for one in PASSAGES])
    scores = CrossEncoder(folder).scores(QUESTION, PASSAGES)
    assert scores == pytest.approx([float(one) for one in reference], abs=1e-4)
    assert len({round(one, 4) for one in scores}) == len(PASSAGES), "it reads what it is given"
    assert all(0 <= one <= 1 for one in scores)
    assert CrossEncoder(folder).scores(QUESTION, []) == []


def test_what_is_no_cross_encoder_is_said(tmp_path: Path) -> None:
    refused(tmp_path / "nowhere")
    refused(tmp_path)
    assert "3 kinds" in refused(saved(tmp_path / "kinds", labels=3)).detail
    broken = saved(tmp_path / "broken")
    next(broken.glob("*.safetensors")).write_bytes(b"no weights")
    refused(broken)


def test_a_model_that_makes_vectors_is_no_cross_encoder(tmp_path: Path) -> None:
    folder = saved(tmp_path / "vectors")
    config = json.loads((folder / "config.json").read_text("utf-8"))
    (folder / "config.json").write_text(json.dumps({**config, "architectures": ["BertModel"]}), "utf-8")
    assert "BertModel" in refused(folder).detail
