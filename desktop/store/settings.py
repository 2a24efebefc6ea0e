"""The library's settings, kept with it: copying its folder takes them along."""

from __future__ import annotations

import platform
import sqlite3
from pathlib import Path

from desktop.domain.settings import Chunker, ModelChoice, Settings

_CHUNKER, _EMBEDDER, _NEXT, _RERANKER = "chunker", "embedder", "next_embedder", "reranker"
_MODEL, _MODEL_NAME, _MODEL_KEY, _MODEL_AT = "model", "model_name", "model_key", "model_at"


def load(db: sqlite3.Connection) -> Settings:
    """The settings; what was never chosen is as the program has it."""
    kept = {str(row["name"]): str(row["value"]) for row in db.execute("SELECT name, value FROM settings")}
    chunker = Chunker(kept.get(_CHUNKER, Chunker.STRUCTURE))
    model = ModelChoice(kept.get(_MODEL, ""), kept.get(_MODEL_NAME, ""), kept.get(_MODEL_KEY, ""))
    if kept.get(_MODEL_AT) != _here():
        model = ModelChoice()
    return Settings(chunker, kept.get(_EMBEDDER, ""), kept.get(_NEXT), kept.get(_RERANKER, ""), model)


def choose_chunker(db: sqlite3.Connection, chunker: Chunker) -> None:
    """From now on pages are cut like this; those cut otherwise are cut anew in the background."""
    _keep(db, _CHUNKER, chunker)


def choose_embedder(db: sqlite3.Connection, embedder: str) -> None:
    """Have this one's vectors made in the background; nothing is to be made where it is the one in use."""
    if embedder == load(db).embedder:
        forget_next(db)
    else:
        _keep(db, _NEXT, embedder)


def choose_reranker(db: sqlite3.Connection, reranker: str) -> None:
    """From now on this cross-encoder ranks what was found."""
    _keep(db, _RERANKER, reranker)


def choose_model(db: sqlite3.Connection, model: ModelChoice) -> None:
    """From now on this language model answers, for this person on this computer.

    Whoever opens a copy of the library has not asked for its questions to be sent anywhere.
    """
    chosen = ((_MODEL, model.place), (_MODEL_NAME, model.name), (_MODEL_KEY, model.key), (_MODEL_AT, _here()))
    for name, value in chosen:
        _keep(db, name, value)


def forget_next(db: sqlite3.Connection) -> None:
    """The embedder in use stays so; call it, as ``take_next``, inside a transaction."""
    db.execute("DELETE FROM settings WHERE name = ?", (_NEXT,))
    db.execute("DELETE FROM next_vectors")


def take_next(db: sqlite3.Connection) -> None:
    """The next embedder is the one in use from now on."""
    _keep(db, _EMBEDDER, load(db).next_embedder or "")
    forget_next(db)


def _here() -> str:
    return f"{platform.node()}:{Path.home()}"


def _keep(db: sqlite3.Connection, name: str, value: str) -> None:
    db.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, value))
