"""How well a passage answers a question, by a cross-encoder of the person's own: a folder that sentence-transformers saved.

https://sbert.net/docs/cross_encoder/usage/usage.html. Code that comes with a model is not run.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from desktop.domain.errors import ErrorCode, KnownError
from desktop.engines.encoding import stay_offline

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder as Model
    from torch import nn

_JUDGES = "ForSequenceClassification"


class CrossEncoder:
    """The loaded model. Not for several threads at once. KnownError(NOT_A_MODEL) if the folder holds none that loads."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        stay_offline(threads)
        try:
            self._model = _load(folder, threads)
            self._sigmoid = _sigmoid()
            probe = self.scores("?", ["?"])
        except Exception as error:  # whatever lies in the folder, the libraries raise what they like
            detail = (str(error) or type(error).__name__).splitlines()[0][:200]
            raise KnownError(ErrorCode.NOT_A_MODEL, str(folder), detail) from error
        if not np.isfinite(probe).all():
            raise KnownError(ErrorCode.NOT_A_MODEL, str(folder), "its scores are no numbers")

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """One number between 0 and 1 for each passage; more fits better."""
        pairs = [(question, passage) for passage in passages]
        scores = self._model.predict(
            pairs, activation_fn=self._sigmoid, batch_size=max(1, len(pairs)), show_progress_bar=False
        )
        return [float(score) for score in np.asarray(scores, np.float32)]


def _load(folder: Path, threads: int) -> Model:
    import torch
    from sentence_transformers import CrossEncoder as Model

    made_for = json.loads((folder / "config.json").read_text("utf-8")).get("architectures") or [""]
    if not str(made_for[0]).endswith(_JUDGES):
        raise ValueError(f"{made_for[0]} does not judge pairs of texts")  # its head would be made up
    torch.set_num_threads(threads)
    model: Model = Model(str(folder), device="cpu", local_files_only=True)
    if model.num_labels != 1:
        raise ValueError(f"it tells {model.num_labels} kinds of pairs apart instead of how well one fits")
    return model


def _sigmoid() -> nn.Module:
    from torch import nn

    return nn.Sigmoid()
