"""The worker processes: the only place that joins reading, answering, engines and the store."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from typing import NoReturn

from desktop.protocol.roles import Role
from desktop.worker import quiet


def run(role: Role) -> NoReturn:
    """Be a worker of this role until stdin ends; then end the process."""
    quiet.prepare()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, whose end ends stdin
    try:
        code = _run(role)
    except Exception:  # noqa: BLE001 - the boundary: a bug is logged, and whoever started the worker starts it again
        traceback.print_exc()
        code = 1
    sys.stderr.flush()
    os._exit(code)  # without waiting for the thread that listens on stdin


def _run(role: Role) -> int:
    match role:
        case Role.READER:
            from desktop.worker.reader import run as run_role
        case Role.FILE:
            from desktop.worker.file import run as run_role
        case Role.ANSWERER:
            from desktop.worker.answerer import run as run_role
        case Role.PAINTER:
            from desktop.worker.painter import run as run_role
    return run_role()
