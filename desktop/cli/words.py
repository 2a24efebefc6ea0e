"""Chinese or English on the command line: one table of words per module, looked up here."""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=str)


def words(table: Mapping[str, Mapping[Key, str]], key: Key, **values: object) -> str:
    """The text for ``key`` in the person's language, its named placeholders filled in."""
    return table[language()][key].format(**values)


def language() -> str:
    """``zh`` or ``en``: from ``TERCET_LANGUAGE``, else from the locale."""
    for name in ("TERCET_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        chosen = os.environ.get(name)
        if chosen:
            return _nearest(chosen)
    return _nearest(locale.getlocale()[0] or "")  # Windows sets no variable


def _nearest(name: str) -> str:
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"
