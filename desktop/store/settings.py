"""The library's settings, kept with it: copying its folder takes them along."""

from __future__ import annotations

import sqlite3

from desktop.domain.settings import Chunker, Settings

_CHUNKER = "chunker"


def load(db: sqlite3.Connection) -> Settings:
    """The settings; what was never chosen is as the program has it."""
    kept = {str(row["name"]): str(row["value"]) for row in db.execute("SELECT name, value FROM settings")}
    return Settings(Chunker(kept.get(_CHUNKER, Chunker.STRUCTURE)))


def choose_chunker(db: sqlite3.Connection, chunker: Chunker) -> None:
    """From now on pages are cut like this; those cut otherwise are cut anew in the background."""
    _keep(db, _CHUNKER, chunker)


def _keep(db: sqlite3.Connection, name: str, value: str) -> None:
    db.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, value))
