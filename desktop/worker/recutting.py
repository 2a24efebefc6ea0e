"""Cutting pages anew where the chunker was changed: from what was read of them, no file is opened."""

from __future__ import annotations

import sqlite3

from desktop.domain.settings import Chunker
from desktop.reading.passages import passages_of
from desktop.store import pages, settings
from desktop.store.database import transaction

PAGES = 8  #: at a time: until their vectors are made they are found by their words only


def is_cut_otherwise(db: sqlite3.Connection) -> bool:
    """Whether any page is not cut as the settings want it."""
    return bool(pages.cut_otherwise(db, settings.load(db).chunker, 1))


def recut_some(db: sqlite3.Connection) -> tuple[str, ...]:
    """Cut some pages anew; the documents they are of, none when every page is as the settings want it.

    Each page is exchanged as a whole, so that a search meets either its old passages or its new ones.
    """
    with transaction(db):
        chunker = settings.load(db).chunker
        places = pages.cut_otherwise(db, chunker, PAGES)
        for document, number in places:
            _recut(db, document, number, chunker)
    return tuple(dict.fromkeys(document for document, _ in places))


def _recut(db: sqlite3.Connection, document: str, number: int, chunker: Chunker) -> None:
    content = pages.content(db, document, number)
    assert content is not None  # noqa: S101 - only pages that have any are asked for
    before = pages.content(db, document, number - 1) if pages.is_whole(db, document, number) else None
    pages.cut_anew(db, document, number, passages_of(document, content, before, chunker), chunker)
