"""Starts the window, a worker or the command line: chooses, nothing else."""

from __future__ import annotations

import multiprocessing
import sys

from desktop.paths import library_home, restore_environment
from desktop.protocol.roles import Role

WORKER = "--worker"
PIP = "--pip"  #: a frozen program's own pip, which fetches model packs
TOUR = "--tour"


def main() -> int:
    """The program: files or nothing for the window, a subcommand for the command line; its exit code."""
    multiprocessing.freeze_support()
    restore_environment()
    arguments = sys.argv[1:]
    if arguments[:1] == [WORKER] and len(arguments) > 1:
        from desktop.worker import run as run_worker

        run_worker(Role(arguments[1]))
    if arguments[:1] == [PIP]:
        from pip._internal.cli.main import main as run_pip

        return run_pip(arguments[1:])
    if arguments == [TOUR]:
        from desktop.ui.app import run as run_window

        return run_window(tour=True)
    from desktop.cli.files import missing, named_files

    files = named_files(arguments)
    # Some of them missing: the window says which, as it does without a console (Tercet.exe), and adds the others.
    if not arguments or (files and (sys.stdout is None or missing(files) != files)):
        return _open_window(files)
    from desktop.cli.main import run as run_command

    return run_command(arguments)


def _open_window(files: tuple[str, ...]) -> int:
    # A start that hands its files over is spared the window's modules.
    from desktop.ui.single_instance import Opening, SingleInstance, activation_token

    instance = SingleInstance(library_home())
    if instance.hand_over(Opening(files, activation_token())):
        return 0
    from desktop.ui.app import run as run_window

    return run_window(files, instance=instance)


if __name__ == "__main__":
    sys.exit(main())
