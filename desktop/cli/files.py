"""Files and folders that are named without a subcommand: the window adds them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from desktop.cli.names import ROOMS


def named_files(arguments: Sequence[str]) -> tuple[str, ...]:
    """The absolute paths that these arguments name; none where they are a subcommand, options or a mistyped one.

    Also ``file:`` URLs, as some file managers pass them. The files need not be there: see ``missing``.
    """
    if not arguments or arguments[0] in ROOMS:
        return ()
    paths = tuple(map(_path, arguments))
    meant = _is_there(paths[0]) or _looks_like_file(paths[0])
    return tuple(str(Path(path).absolute()) for path in paths) if meant else ()


def missing(files: tuple[str, ...]) -> tuple[str, ...]:
    """Those that are not there."""
    return tuple(file for file in files if not _is_there(file))


def _path(argument: str) -> str:
    url = urlsplit(argument) if argument.startswith("file:") and not _is_there(argument) else None
    return url2pathname(url.path) if url and url.netloc in ("", "localhost") else argument


def _looks_like_file(argument: str) -> bool:
    separated = "/" in argument or os.sep in argument
    return not argument.startswith("-") and (separated or Path(argument).suffix[1:].isalnum())


def _is_there(path: str) -> bool:
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises for names that are too long
