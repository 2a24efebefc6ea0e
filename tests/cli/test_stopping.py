"""Ctrl+C on the command line."""

from __future__ import annotations

import signal
from contextlib import suppress

import pytest

from desktop.cli.stopping import look, stoppable
from desktop.domain.errors import ErrorCode, KnownError


def press() -> None:
    """Ctrl+C, while an engine runs that lets no exception of a callback through."""
    with suppress(BaseException):
        signal.raise_signal(signal.SIGINT)


def test_work_sees_that_ctrl_c_was_pressed_where_its_exception_would_be_lost(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with stoppable() as stopped:
        look(stopped)
        press()
        with pytest.raises(KnownError) as raised:
            look(stopped)
    assert raised.value.code is ErrorCode.CANCELLED
    assert "Ctrl+C" in capsys.readouterr().err


def test_pressed_once_more_it_ends_the_program() -> None:
    with stoppable():
        press()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL


def test_behind_the_work_ctrl_c_is_what_it_was() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stoppable():
        press()
    assert signal.getsignal(signal.SIGINT) is before
