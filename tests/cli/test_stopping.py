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


def test_where_nobody_reads_what_is_said_ctrl_c_is_seen_too(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed:
        def write(self, _: str) -> int:
            raise BrokenPipeError

        def flush(self) -> None:
            raise BrokenPipeError

    with stoppable() as stopped:
        monkeypatch.setattr("sys.stderr", Closed())
        signal.raise_signal(signal.SIGINT)
        assert stopped()


def test_a_job_that_ctrl_c_is_not_meant_for_goes_on() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with stoppable() as stopped:
            signal.raise_signal(signal.SIGINT)
            assert not stopped()
    finally:
        signal.signal(signal.SIGINT, before)
