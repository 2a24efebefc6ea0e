"""How far a model is to be believed: its log-probabilities as shares of right answers (``resources/calibration.toml``).

The table is made by ``tests/bench/calibrating.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np

LEAST_BELIEVED = 0.5  #: share of right answers below which a proposal is not shown


class _Model(msgspec.Struct, frozen=True):
    name: str
    points: tuple[tuple[float, float], ...]


class _Table(msgspec.Struct, frozen=True):
    models: tuple[_Model, ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Points (log-probability, share of right answers), rising in both."""

    points: tuple[tuple[float, float], ...]

    def believed(self, log_probability: float | None) -> float:
        """The share of right answers among those as sure as this, 0…1; between points linear, beyond them level.

        What a model that doesn't say how sure it is answers is shown as unsure.
        """
        if log_probability is None:
            return LEAST_BELIEVED
        sureness, shares = zip(*self.points, strict=True)
        return float(np.interp(log_probability, sureness, shares))


def calibration_of(model: str, folder: Path) -> Calibration:
    """How far a model is to be believed, by its name; one that was not measured as the one that is least believed."""
    table = _table(folder)
    known = next((one for one in table.models if model.lower().startswith(one.name)), None)
    return Calibration(known.points if known else _least(table))


@lru_cache(maxsize=4)
def _table(folder: Path) -> _Table:
    return msgspec.toml.decode((folder / "calibration.toml").read_bytes(), type=_Table)


def _least(table: _Table) -> tuple[tuple[float, float], ...]:
    places = sorted({place for one in table.models for place, _ in one.points})
    every = [Calibration(one.points) for one in table.models]
    return tuple((place, min(one.believed(place) for one in every)) for place in places)
