"""How long a question takes: until there is something to look at, and until it is answered."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from types import TracebackType

from desktop.domain.doing import Doing


class Watch:
    """Runs within ``with``; ``evidence`` and ``answer`` are seconds from its begin."""

    def __init__(self) -> None:
        self._begun = 0.0
        self._seen: float | None = None
        self.answer = 0.0

    @property
    def evidence(self) -> float:
        """When the passages that are read were told, or the answer, where none are read."""
        return self.answer if self._seen is None else self._seen

    def hear(self, doing: Doing) -> None:
        """What is being done."""
        if doing.passages and self._seen is None:
            self._seen = time.monotonic() - self._begun

    def __enter__(self) -> Watch:
        """The question is asked now."""
        self._begun = time.monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """It is answered, or can't be."""
        self.answer = time.monotonic() - self._begun


def spent(watches: Sequence[Watch]) -> str:
    """Medians and slowest of both."""
    evidence = [watch.evidence for watch in watches]
    answers = [watch.answer for watch in watches]
    return (
        f"evidence median {statistics.median(evidence):.2f} s, slowest {max(evidence):.1f} s, "
        f"answer median {statistics.median(answers):.2f} s, slowest {max(answers):.1f} s"
    )
