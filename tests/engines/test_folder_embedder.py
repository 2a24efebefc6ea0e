"""Models of a person's own: folders that sentence-transformers saved, and those that only look like it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from desktop.domain.errors import ErrorCode, KnownError
from desktop.engines.embedder import CHINESE, ENGLISH, Embedder
from desktop.engines.folder_embedder import FolderEmbedder, space_of
from tests.engines.packs import pack

pytestmark = pytest.mark.engine

ZH = "四方科技2019年的营业收入为11.75亿元。"
EN = "The company's revenue was 1,175 million yuan in 2019."
OTHER = "He baked a chocolate cake for dessert."


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model as sentence-transformers saves it, with weights of no meaning and a prompt for questions."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(1)
    bare, folder = tmp_path_factory.mktemp("bare"), tmp_path_factory.mktemp("模型") / "my model"
    shape = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    BertModel(BertConfig(vocab_size=21128, **shape)).save_pretrained(bare)
    BertTokenizerFast(vocab=str(pack("bge-small-zh-v1.5-int8") / "vocab.txt")).save_pretrained(bare)
    parts = [Transformer(str(bare)), Pooling(32, "mean"), Normalize()]
    SentenceTransformer(modules=parts, prompts={"query": "query: ", "document": ""}).save(str(folder))
    return folder


def refused(folder: Path) -> KnownError:
    with pytest.raises(KnownError) as caught:
        FolderEmbedder(folder)
    assert caught.value.code is ErrorCode.NOT_A_MODEL
    assert caught.value.subject == str(folder)
    assert caught.value.detail
    assert "\n" not in caught.value.detail
    return caught.value


def test_a_saved_model_gives_the_vectors_that_sentence_transformers_gives(saved: Path) -> None:
    from sentence_transformers import SentenceTransformer

    reference, made = SentenceTransformer(str(saved), device="cpu"), FolderEmbedder(saved)
    vectors = made.embed_passages([ZH, EN, "", "长" * 3000])
    assert vectors.shape == (4, 32)
    assert vectors.dtype == np.float32
    assert np.allclose(vectors, reference.encode([ZH, EN, "", "长" * 3000]), atol=1e-4)
    assert np.allclose(made.embed_query(EN), reference.encode(EN, prompt_name="query"), atol=1e-4)
    assert not np.allclose(made.embed_query(EN), vectors[1], atol=1e-4), "the prompt for questions is left out"


def test_a_pack_of_ours_is_such_a_folder_too() -> None:
    made = FolderEmbedder(pack("bge-small-en-v1.5-int8"))
    right, wrong = made.embed_passages([EN, OTHER])
    question = made.embed_query("What was the revenue in 2019?")
    assert right @ question > wrong @ question
    own = Embedder(pack("bge-small-zh-v1.5-int8"), pack("bge-small-en-v1.5-int8"))
    part = own.embed_passages([EN])[0][CHINESE : CHINESE + ENGLISH]
    assert np.allclose(part / np.linalg.norm(part), made.embed_passages([EN])[0], atol=1e-4)


def test_a_space_is_what_the_files_hold_wherever_they_lie(saved: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(saved, copy)
    (copy / "README.md").write_text("Where it is from.", "utf-8")
    (copy / ".cache").mkdir()
    (copy / ".cache" / "lock").touch()
    assert space_of(copy) == space_of(saved) == FolderEmbedder(copy).space
    weights = next(copy.rglob("*.safetensors"))
    weights.write_bytes(weights.read_bytes()[:-1] + b"\0")
    assert space_of(copy) != space_of(saved)


def test_a_hidden_folder_on_the_way_makes_no_difference(saved: Path, tmp_path: Path) -> None:
    hidden = tmp_path / ".models" / "copy"
    shutil.copytree(saved, hidden)
    assert space_of(hidden) == space_of(saved)


def test_folders_that_hold_no_model_are_named_with_the_reason(saved: Path, tmp_path: Path) -> None:
    assert "modules.json" in refused(tmp_path / "nowhere").detail
    assert "modules.json" in refused(tmp_path).detail
    (tmp_path / "modules.json").write_text("[", "utf-8")
    refused(tmp_path)
    (tmp_path / "modules.json").write_text("[]", "utf-8")
    refused(tmp_path)
    cut = tmp_path / "cut"
    shutil.copytree(saved, cut)
    weights = next(cut.rglob("*.safetensors"))
    weights.write_bytes(weights.read_bytes()[:1000])
    refused(cut)
    weights.unlink()
    refused(cut)


def test_code_that_comes_with_a_model_is_not_run(saved: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(saved, folder)
    (folder / "evil.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nclass Evil: pass\n", "utf-8")
    parts = json.loads((folder / "modules.json").read_text("utf-8"))
    parts[0]["type"] = "evil.Evil"
    (folder / "modules.json").write_text(json.dumps(parts), "utf-8")
    refused(folder)
    assert not (tmp_path / "ran").exists()
