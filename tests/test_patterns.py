"""No regular expression of the program takes for ever, whatever a page or a question says."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from importlib import import_module
from itertools import product
from pkgutil import walk_packages
from types import FrameType

import pytest

import desktop

_LONG = 2_000
_SECONDS = 2  #: of the processor, for one search; a wrong pattern takes years
_UNITS = (
    ".", " ", "1", "1,", "1.", "a", "A", "A ", "a ", "Ab ", "-", "(", "()", "(1)", "[", "年", "2019年", "1月", "万元", "第一", "　",
    ". ", "1 ", "$ ", "a,", "A,", "A. ", "a.b", ":", "：", "、", "，", "of ", "and ", "the ", "May 1, ", "2019 ", "\n", "Inc. ", "“a”",
    "1/", "1-", "a-", "12 and ", "一", "的", "与", "Agreement ", "effective as of ", "years ", "two ", "law of ", "governed by ",
)  # fmt: skip


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of a module, also those in its tuples and mappings."""
    for module in walk_packages(desktop.__path__, "desktop."):
        if module.name.startswith(("desktop.reading", "desktop.answering", "desktop.domain")):
            for name, value in vars(import_module(module.name)).items():
                yield from ((f"{module.name}.{name}", one) for one in _within(value))


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from _within(one)
    elif isinstance(value, dict):
        yield from _within([*value.keys(), *value.values()])
    elif hasattr(value, "pattern"):
        yield from _within(value.pattern)


def _ring(signal_number: int, frame: FrameType | None) -> None:
    raise TimeoutError


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs an alarm")
def test_every_pattern_ends_soon() -> None:
    slow = []
    before = signal.signal(signal.SIGVTALRM, _ring)
    try:
        for name, pattern in {one.pattern: (name, one) for name, one in patterns()}.values():
            for unit, begin in product(_UNITS, ("", "1")):
                text = begin + (unit * _LONG)[:_LONG] + "\x00"
                signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
                try:
                    pattern.search(text)
                except TimeoutError:
                    slow.append((name, unit))
                finally:
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before)
    assert not slow
