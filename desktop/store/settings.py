"""The library's settings, kept with it: copying its folder takes them along, all but the key of a server."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from desktop.domain.settings import Chunker, ModelChoice, Settings
from desktop.store import keys

_CHUNKER, _EMBEDDER, _NEXT, _RERANKER = "chunker", "embedder", "next_embedder", "reranker"
_MODEL, _MODEL_NAME, _MODEL_AT = "model", "model_name", "model_at"
_KEY_NAME = "model_key_name"  #: by which the server's key is found; it is no secret
_KEY = "model_key"  #: the key itself, as libraries had it once


def load(db: sqlite3.Connection) -> Settings:
    """The settings; what was never chosen is as the program has it."""
    kept = {str(row["name"]): str(row["value"]) for row in db.execute("SELECT name, value FROM settings")}
    chunker = Chunker(kept.get(_CHUNKER, Chunker.STRUCTURE))
    model = _model(kept) if kept.get(_MODEL_AT) == _here() else ModelChoice()
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


@contextmanager
def keeping_key(
    db: sqlite3.Connection, transaction: AbstractContextManager[object], place: str, key: str
) -> Iterator[str]:
    """Keep the key of the server at this address; gives its name, "" where there is no key. KnownError.

    Store the name inside; ``transaction`` is entered first, so that no other process chooses meanwhile. Of the key before
    and this one, that which the library does not name in the end is dropped once that is stored.
    """
    library = _library(db)
    name = keys.keep_key(library, place, key) if key else ""
    unused = {name}
    try:
        with transaction:
            before = _value(db, _KEY_NAME)
            yield name
            named = _value(db, _KEY_NAME)
        unused = {before, name} - {named}
    finally:
        for one in unused:
            keys.forget_key(one, library)


def choose_model(db: sqlite3.Connection, model: ModelChoice, key_name: str) -> None:
    """From now on this language model answers; call it, with the name of its key, inside ``keeping_key``."""
    chosen = ((_MODEL, model.place), (_MODEL_NAME, model.name), (_KEY_NAME, key_name), (_MODEL_AT, _here()))
    for name, value in chosen:
        _keep(db, name, value)
    drop_key(db)


def has_key(db: sqlite3.Connection) -> bool:
    """Whether the library has this person's key of a server in itself, as libraries had once."""
    return bool(_value(db, _KEY)) and _value(db, _MODEL_AT) == _here()


def holds_key(db: sqlite3.Connection) -> bool:
    """Whether the library has anybody's key of a server in itself."""
    return bool(_value(db, _KEY))


def server_key(db: sqlite3.Connection) -> tuple[str, str]:
    """The address of the server, and the key of it that the library has in itself."""
    return _value(db, _MODEL), _value(db, _KEY)


def name_key(db: sqlite3.Connection, key_name: str) -> None:
    """The key that the library has in itself is kept under this name from now on; call it inside ``keeping_key``."""
    if has_key(db):  # no other process was faster
        _keep(db, _KEY_NAME, key_name)
        drop_key(db)


def drop_key(db: sqlite3.Connection) -> None:
    """Drop the key that a library has in itself, and overwrite where it stood."""
    before = db.execute("PRAGMA secure_delete").fetchone()[0]
    db.execute("PRAGMA secure_delete = ON")
    db.execute("DELETE FROM settings WHERE name = ?", (_KEY,))
    db.execute(f"PRAGMA secure_delete = {before:d}")


def forget_next(db: sqlite3.Connection) -> None:
    """The embedder in use stays so; call it, as ``take_next``, inside a transaction."""
    db.execute("DELETE FROM settings WHERE name = ?", (_NEXT,))
    db.execute("DELETE FROM next_vectors")


def take_next(db: sqlite3.Connection) -> None:
    """The next embedder is the one in use from now on."""
    _keep(db, _EMBEDDER, load(db).next_embedder or "")
    forget_next(db)


def _model(kept: dict[str, str]) -> ModelChoice:
    place = kept.get(_MODEL, "")
    key = keys.key_of(kept.get(_KEY_NAME, ""), place) or kept.get(_KEY, "")
    return ModelChoice(place, kept.get(_MODEL_NAME, ""), key)


def _value(db: sqlite3.Connection, name: str) -> str:
    row = db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return str(row["value"]) if row else ""


def _library(db: sqlite3.Connection) -> str:
    """The library's own file: a copy of it is another library."""
    row = db.execute("SELECT CAST(file AS BLOB) FROM pragma_database_list WHERE name = 'main'").fetchone()
    return os.fsdecode(row[0])


def _here() -> str:
    return f"{platform.node()}:{Path.home()}"


def _keep(db: sqlite3.Connection, name: str, value: str) -> None:
    db.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, value))
