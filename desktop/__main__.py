"""Starts the window, a worker or the command line: chooses, nothing else."""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path

from desktop.protocol import Role

WORKER = "--worker"
TOUR = "--tour"


def main() -> int:
    """The program: files or nothing for the window, a subcommand for the command line; its exit code."""
    multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    if arguments[:1] == [WORKER] and len(arguments) > 1:
        from desktop.worker import run as run_worker

        run_worker(Role(arguments[1]))
    if not arguments or arguments == [TOUR] or _are_files(arguments):
        from desktop.ui.app import run as run_window

        return run_window(tuple(one for one in arguments if one != TOUR), tour=TOUR in arguments)
    from desktop.cli.main import run as run_command

    return run_command(arguments)


def _are_files(arguments: list[str]) -> bool:
    from desktop.cli.names import ROOMS

    return arguments[0] not in ROOMS and all(Path(one).exists() for one in arguments)


if __name__ == "__main__":
    sys.exit(main())
