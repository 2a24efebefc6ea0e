"""How fast a document is read, for "about 2 min left"."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.job import Progress, Stage

_SURE_AFTER_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Where a stage was when it was first seen (monotonic seconds), and where it is now."""

    stage: Stage
    first_done: int
    first_at: float
    done: int
    at: float
    total: int

    def seconds_left(self) -> float | None:
        """Seconds until the stage is done at the speed so far; None while that is a guess."""
        elapsed, done = self.at - self.first_at, self.done - self.first_done
        if elapsed < _SURE_AFTER_SECONDS or done < 1:
            return None
        return max(0, self.total - self.done) * elapsed / done


def after(pace: Pace | None, progress: Progress, now: float) -> Pace:
    """The pace when this progress has been heard at this time."""
    if pace is None or pace.stage is not progress.stage or progress.done < pace.done:
        return Pace(progress.stage, progress.done, now, progress.done, now, progress.total)
    return Pace(pace.stage, pace.first_done, pace.first_at, progress.done, now, progress.total)
