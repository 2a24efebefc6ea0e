"""A sentence-transformers module that runs a quantised ONNX encoder directly on onnxruntime.

``backend="onnx"`` of sentence-transformers would do the same through the library optimum, which is one
more dependency for one call. Interface: https://sbert.net/docs/sentence_transformer/usage/custom_models.html
Import it only after the environment says offline: onnxruntime reads its telemetry switch on import.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnxruntime
import torch
from sentence_transformers.base.modules import InputModule
from tokenizers import Tokenizer

MAX_TOKENS = 512  #: what both bge models were trained on


class _Config(msgspec.Struct):
    max_seq_length: int | None = None
    do_lower_case: bool = False


class OnnxTransformer(InputModule):
    """Token embeddings of a BERT encoder in an ONNX file; ``folder`` has its tokenizer and says how long texts may be.

    Longer ones, and those over ``longest`` tokens, are cut.
    """

    def __init__(self, model: Path, threads: int, folder: Path, longest: int = MAX_TOKENS) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # torch's Module
        config = _config(folder / "sentence_bert_config.json")
        self.lowers = config.do_lower_case
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(min(config.max_seq_length or MAX_TOKENS, longest))
        self.tokenizer.enable_padding()
        self.session = _session(model, threads)

    def preprocess(  # type: ignore[override]  # narrower: this module takes plain strings only
        self, inputs: Sequence[str], prompt: str | None = None, **_: object
    ) -> dict[str, torch.Tensor]:
        """Token ids and attention mask, both texts x tokens."""
        texts = [(prompt or "") + text for text in inputs]
        encoded = self.tokenizer.encode_batch([text.lower() for text in texts] if self.lowers else texts)
        return {
            "input_ids": torch.tensor([one.ids for one in encoded]),
            "attention_mask": torch.tensor([one.attention_mask for one in encoded]),
        }

    def forward(self, features: dict[str, torch.Tensor], **_: object) -> dict[str, torch.Tensor]:
        """Add ``token_embeddings``, texts x tokens x width."""
        ids = features["input_ids"].numpy()
        inputs = {
            "input_ids": ids,
            "attention_mask": features["attention_mask"].numpy(),
            "token_type_ids": np.zeros_like(ids),
        }
        states = self.session.run(["last_hidden_state"], inputs)[0]
        return {**features, "token_embeddings": torch.from_numpy(np.asarray(states))}

    def save(self, *_: Any, **__: Any) -> None:
        """Asked for by the base class; not offered, as the pack on disk is the saved form."""
        raise NotImplementedError("an ONNX model is not saved: copy its pack")


def _config(file: Path) -> _Config:
    return msgspec.json.decode(file.read_bytes(), type=_Config) if file.exists() else _Config()


def _session(model: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # the arena never shrinks; batches of many lengths would grow it
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
