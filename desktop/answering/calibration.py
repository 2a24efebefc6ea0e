"""How far a model is to be believed: its log-probabilities as shares of right answers (``resources/calibration.toml``), for
proposals whose sentence says much of what is asked, and for the others.

The table is made by ``tests/bench/calibrating.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np

LEAST_BELIEVED = 0.5  #: share of right answers below which a proposal is not shown
TOLD = 0.3  #: share of the question's terms from which on a sentence says much of what is asked

Points = tuple[tuple[float, float], ...]


class _Model(msgspec.Struct, frozen=True):
    name: str
    told: Points
    untold: Points


class _Table(msgspec.Struct, frozen=True):
    models: tuple[_Model, ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Points (log-probability, share of right answers), rising in both, for sentences that say much and for others."""

    told: Points
    untold: Points

    def believed(self, log_probability: float | None, share: float) -> float:
        """The share of right answers among those as sure as this, 0…1; between points linear, beyond them level.

        ``share`` is that of the question's terms that stand in the answer's sentence, 0…1. What a model that doesn't say how
        sure it is answers is shown as unsure.
        """
        if log_probability is None:
            return LEAST_BELIEVED
        return _read(self.told if share >= TOLD else self.untold, log_probability)


def calibration_of(model: str, folder: Path) -> Calibration:
    """How far a model is to be believed, by its name; one that was not measured as the one that is least believed."""
    table = _table(folder)
    known = next((one for one in table.models if model.lower().startswith(one.name)), None)
    if known:
        return Calibration(known.told, known.untold)
    return Calibration(_least([one.told for one in table.models]), _least([one.untold for one in table.models]))


@lru_cache(maxsize=4)
def _table(folder: Path) -> _Table:
    return msgspec.toml.decode((folder / "calibration.toml").read_bytes(), type=_Table)


def _least(every: Sequence[Points]) -> Points:
    places = sorted({place for points in every for place, _ in points})
    return tuple((place, min(_read(points, place) for points in every)) for place in places)


def _read(points: Points, log_probability: float) -> float:
    sureness, shares = zip(*points, strict=True)
    return float(np.interp(log_probability, sureness, shares))
