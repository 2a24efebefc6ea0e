"""How far models are believed."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from desktop.answering.calibration import LEAST_BELIEVED, calibration_of
from desktop.paths import catalogue, resources
from tests.answering.reports import asked, library, report, values
from tests.fakes.models import SayingModel


def language_models() -> list[str]:
    packs = json.loads(catalogue().read_text("utf-8"))["packs"]
    return [pack["name"] for pack in packs if pack["role"] == "llm"]


@pytest.mark.parametrize("name", language_models())
def test_a_models_own_sureness_is_never_held_against_it(name: str) -> None:
    calibration = calibration_of(name, resources())
    assert all(before[0] < after[0] and before[1] <= after[1] for before, after in pairwise(calibration.points))
    assert calibration.believed(-30.0) < LEAST_BELIEVED < calibration.believed(0.0) < 1.0


def test_a_model_that_was_not_measured_is_believed_as_little_as_any() -> None:
    unknown = calibration_of("some-other-model", resources())
    for sureness in (-3.0, -1.0, -0.3, 0.0):
        every = [calibration_of(name, resources()).believed(sureness) for name in language_models()]
        assert unknown.believed(sureness) <= min(every) + 1e-9


def test_what_a_model_guesses_is_not_shown_and_what_it_is_silent_about_is_unsure() -> None:
    within = library(report("h", "Harbour Ltd", "2019", ["The works at Leith were founded in：1974"]))
    within.facts.clear()
    question = "When was the Leith works founded?"
    assert set(values(asked(question, within, SayingModel("1974", -0.05)))) == {"1974"}
    assert asked(question, within, SayingModel("1974", -9.0)).refused
    silent = asked(question, within, SayingModel("1974", None))
    assert {fact.confidence for fact in silent.facts} == {LEAST_BELIEVED}
