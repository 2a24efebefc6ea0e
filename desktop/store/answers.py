"""Answers that were given, with their facts, as the chat shows them again at the next start."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from desktop.domain.answer import Answer
from desktop.store.database import full_disk_known
from desktop.store.nouns import decoded


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """An answer, when it was asked for (seconds since 1970), and its number."""

    id: int
    asked_at: float
    answer: Answer


def keep(db: sqlite3.Connection, answer: Answer) -> int:
    """Store an answer; returns its number."""
    body = msgspec.json.encode(answer).decode()
    with full_disk_known():
        cursor = db.execute("INSERT INTO answers (asked_at, answer) VALUES (?, ?)", (time.time(), body))
    return int(cursor.lastrowid or 0)


def recent(db: sqlite3.Connection, limit: int = 50) -> tuple[AnswerRecord, ...]:
    """The last answers, oldest of them first."""
    found = db.execute("SELECT * FROM answers ORDER BY id DESC LIMIT ?", (limit,)).fetchall()
    return tuple(_record(row) for row in reversed(found))


def chosen(db: sqlite3.Connection, ids: Sequence[int]) -> tuple[AnswerRecord, ...]:
    """The answers of these numbers, in their order; numbers that are gone are left out."""
    found = {row["id"]: _record(row) for row in db.execute("SELECT * FROM answers")}
    return tuple(found[number] for number in ids if number in found)


def _record(row: sqlite3.Row) -> AnswerRecord:
    return AnswerRecord(row["id"], row["asked_at"], decoded(row["answer"], Answer))
