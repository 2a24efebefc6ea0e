"""Choosing the language model: its key lives outside the library, and changes only when the library has."""

from __future__ import annotations

import sqlite3

from desktop.domain.settings import ModelChoice
from desktop.store import settings
from desktop.store.database import transaction


def choose_model(db: sqlite3.Connection, model: ModelChoice) -> None:
    """From now on this language model answers, for this person on this computer. KnownError where that can't be kept.

    Whoever opens a copy of the library has not asked for its questions to be sent anywhere, and has no key for it.
    """
    with settings.keeping_key(db, transaction(db), model.place, model.key) as key_name:
        settings.choose_model(db, model, key_name)
