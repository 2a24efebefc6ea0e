"""The worker processes: the only place that joins reading, answering, engines and the store."""

from __future__ import annotations

from desktop.protocol import Role
from desktop.worker import quiet


def run(role: Role) -> int:
    """Be a worker of this role until stdin ends; the process's exit code."""
    quiet.prepare()
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
