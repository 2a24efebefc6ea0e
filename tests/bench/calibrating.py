"""How far a language model's log-probability is to be believed: makes ``resources/calibration.toml``.

    python -m tests.bench.calibrating --model GGUF [--threads N] [--questions N] [--write]

Questions of XQuAD, English and Chinese (``TERCET_DATA``), none of which any other benchmark of answering asks: each
is put to its paragraph among two others of its article, then to three others alone, where every answer is wrong.
What the model proposes and the program would ground is right or wrong; the gate itself is left out. What it proposes
where nothing is right counts three times: of the questions to real documents that no fact answers most have no answer
that the model could read. Isotonic regression over the log-probabilities gives how often such a proposal is right; below
one half it is not shown.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from sklearn.isotonic import IsotonicRegression

from desktop.answering.engines import Engines, LanguageModel
from desktop.answering.turns import respond
from desktop.answering.wording import solid
from desktop.domain.answer import Asked
from desktop.domain.fact import Origin
from desktop.domain.models import Reply, Turn
from desktop.engines.lac import LacNames
from desktop.engines.llama import LlamaModel
from desktop.paths import resources
from tests.bench.kit.passages import library_of_texts
from tests.bench.kit.read_library import data_folder

_TABLE = resources() / "calibration.toml"
_HEAD = """# How far language models are to be believed: by name, shares of right answers at log-probabilities.
# Made by tests/bench/calibrating.py, which says how.
"""
_UNANSWERABLE = 3.0  #: questions without an answer for each with one
_SETS = ("xquad.en.json", "xquad.zh.json")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the model was sure of, whether it was right, and whether there was anything right."""

    log_probability: float
    right: bool
    answerable: bool = True

    @property
    def weight(self) -> float:
        """How often it counts."""
        return 1.0 if self.answerable else _UNANSWERABLE


class _Believed:
    """A model whose proposals all pass the gate; the last one's own log-probability is kept."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self.last = 0.0

    @property
    def name(self) -> str:
        """As the model's."""
        return self._model.name

    def choose(
        self, turns: Sequence[Turn], chunks: Sequence[str], otherwise: str, stopped: Callable[[], bool]
    ) -> Reply:
        """As the model chooses, for certain."""
        reply = self._model.choose(turns, chunks, otherwise, stopped)
        self.last = reply.log_probability or 0.0
        return Reply(reply.text, 0.0)


def main() -> None:
    """Collect proposals and print what they say, or write it into the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--questions", type=int, default=120, help="of each language")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    model = _Believed(LlamaModel(chosen.model, chosen.threads))
    proposals = [one for name in _SETS for one in _proposals(name, chosen.questions, model)]
    points = _points(proposals)
    print(f"{model.name}: {len(proposals)} proposals, {sum(one.right for one in proposals)} right, {points}")
    if chosen.write:
        _write(model.name, len(proposals), points)


def _points(proposals: Sequence[Proposal]) -> list[tuple[float, float]]:
    """Log-probabilities and shares of right answers, rising in both: the middles of the steps of the regression.

    Half a right answer and half a wrong one are added to each step: few answers say little.
    """
    x = np.array([one.log_probability for one in proposals])
    weights = np.array([one.weight for one in proposals])
    right = [float(one.right) for one in proposals]
    fitted = IsotonicRegression(out_of_bounds="clip").fit_transform(x, right, sample_weight=weights)
    return [
        _point(x[fitted == share], float(share), float(weights[fitted == share].sum())) for share in np.unique(fitted)
    ]


def _point(sureness: Sequence[float], share: float, count: float) -> tuple[float, float]:
    return round(float(np.median(sureness)), 3), round((share * count + 0.5) / (count + 1), 3)


def _write(name: str, count: int, points: Sequence[tuple[float, float]]) -> None:
    table = msgspec.toml.decode(_TABLE.read_bytes()) if _TABLE.is_file() else {"models": []}
    others = [one for one in table["models"] if one["name"] != name]
    models = sorted([*others, {"name": name, "proposals": count, "points": points}], key=lambda one: str(one["name"]))
    entries = ("\n[[models]]\n" + "".join(f"{key} = {json.dumps(one[key])}\n" for key in one) for one in models)
    _TABLE.write_text(_HEAD + "".join(entries), "utf-8")


def _proposals(name: str, count: int, model: _Believed) -> Iterator[Proposal]:
    engines = Engines(None, model, LacNames())
    for question, answers, right, wrong in _questions(data_folder() / "retrieval" / name, count):
        for texts, gold in ((right, answers), (wrong, ())):
            library = library_of_texts(texts)
            given = respond(Asked(question), library, engines, lambda *_: None, lambda: False)
            for fact in given.facts:
                if fact.origin is Origin.MODEL:
                    shown = solid(fact.triple.value)
                    is_right = any(solid(one) in shown or shown in solid(one) for one in gold)
                    print(f"  {model.last:.3f} {is_right} {question} {fact.triple.value!r} {gold}", flush=True)
                    yield Proposal(model.last, is_right, bool(gold))


def _questions(path: Path, count: int) -> Iterator[tuple[str, tuple[str, ...], list[str], list[str]]]:
    """A question, its answers, its paragraph with two others, and three others alone."""
    every = []
    for article in json.loads(path.read_text("utf-8"))["data"]:
        texts = [paragraph["context"] for paragraph in article["paragraphs"]]
        for place, paragraph in enumerate(article["paragraphs"]):
            others = [text for at, text in enumerate(texts) if at != place][:3]
            for one in paragraph["qas"]:
                answers = tuple(answer["text"] for answer in one["answers"])
                every.append((one["question"], answers, [texts[place], *others[:2]], others))
    yield from every[:: max(1, len(every) // count)][:count]


if __name__ == "__main__":
    main()
