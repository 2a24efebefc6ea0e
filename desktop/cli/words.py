"""Chinese or English on the command line: one table of words per module, looked up here."""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=str)


class _Count(int):
    """A number that takes a noun with it: ``{pages:page}`` gives 1 page, 2 pages."""

    def __format__(self, noun: str) -> str:
        plural = "" if self == 1 else "s"
        return f"{int(self)} {noun}{plural}" if noun else str(int(self))


def words(table: Mapping[str, Mapping[Key, str]], key: Key, **values: object) -> str:
    """The text for ``key`` in the person's language, its named placeholders filled in; numbers may name a noun."""
    counted = {name: _Count(value) if isinstance(value, int) else value for name, value in values.items()}
    return table[language()][key].format(**counted)


def language() -> str:
    """``zh`` or ``en``: from ``TERCET_LANGUAGE``, else from the locale."""
    for name in ("TERCET_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        chosen = os.environ.get(name)
        if chosen:
            return _nearest(chosen)
    return _nearest(locale.getlocale()[0] or "")  # Windows sets no variable


def _nearest(name: str) -> str:
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"
