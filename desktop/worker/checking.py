"""The self-test: every pack, every engine, the store and the workers, on the sample documents in the bundle."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import chain

from desktop.worker import quiet
from desktop.worker.checks import digital, installed, language, processes, scans
from desktop.worker.checks.finding import Finding, look
from desktop.worker.checks.trial import Trial


def check() -> Iterator[Finding]:
    """Do all checks; each is reported even if one before it failed."""
    quiet.prepare()
    with closing(Trial()) as trial:
        for one in chain(
            installed.checks(),
            digital.checks(),
            scans.checks(),
            language.checks(),
            trial.checks(),
            processes.checks(trial.home),
        ):
            yield look(one)
