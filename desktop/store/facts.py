"""Facts that were read: stored, counted, and found by their attribute and entity."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from decimal import Decimal

from desktop.domain.fact import CellReference, Evidence, Fact, Origin, Quantity, Review, Triple
from desktop.domain.geometry import Box
from desktop.domain.numbers import quantity_of
from desktop.domain.terms import terms
from desktop.store.said import Kept, is_denied, is_same_place, is_settled, meant

_MOST_TERMS = 64
_COLUMNS = (
    "document",
    "page",
    "entity",
    "attribute",
    "value",
    "number",
    "unit",
    "period",
    "section",
    "quote",
    "boxes",
    "cell",
    "headers",
    "origin",
    "confidence",
    "review",
    "read_as",
)
_INSERT = f"INSERT INTO facts ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - constants
_KEPT = ("accepted", "edited")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands among those that are to be reviewed."""

    confidence: float
    document: str
    page: int
    id: int


FIRST = Place(-1.0, "", -1, -1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Facts that are to be reviewed, the place of the last of them, and how many stand behind it."""

    facts: tuple[Fact, ...]
    last: Place
    left: int = 0


class Said:
    """What was said of the facts of pages; each page is looked up once, so it is to be made anew when more is said."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._pages: dict[tuple[str, int], tuple[Kept, ...]] = {}

    def as_reviewed(self, fact: Fact) -> Fact:
        """The fact with what a person has said of it; as it was read where that was taken back."""
        kept = meant(self.on_page_of(fact), fact)
        if kept is not None:
            return _laid_over(fact, kept)
        return fact if fact.review is Review.NEW else _taken_back(self._db, fact)

    def denies(self, fact: Fact) -> bool:
        """Whether a person has said that it is not so."""
        kept = meant(self.on_page_of(fact), fact)
        return kept is not None and is_denied(kept, fact)

    def on_page_of(self, fact: Fact) -> tuple[Kept, ...]:
        """The reviewed facts of this one's page."""
        page = fact.evidence.document, fact.evidence.page
        if page not in self._pages:
            self._pages[page] = _on_page(self._db, fact.evidence, said=True)
        return self._pages[page]


def insert(db: sqlite3.Connection, facts: Iterable[Fact]) -> None:
    """Store facts and the words of their attribute and entity; what a person has reviewed stays as it is."""
    said = Said(db)
    for fact in facts:
        if not is_settled(said.on_page_of(fact), fact):
            _put(db, fact, "")


def review(db: sqlite3.Connection, fact: Fact, said: Review, triple: Triple | None = None) -> Fact:
    """Store what a person says of a fact, read or answered; the fact as it is now.

    ``triple`` is what stands there by an edit. NEW takes back what was said before. Call it inside a transaction.
    """
    kept = meant(_on_page(db, fact.evidence), fact)
    read = kept.read if kept else (fact.triple.attribute, fact.triple.value)
    wanted = triple or fact.triple
    if said is Review.NEW:
        wanted = Triple(fact.triple.entity, *read)
    now = replace(fact, triple=wanted, quantity=_rescaled(fact, wanted.value), review=said)
    if kept is not None:
        _drop(db, kept.id)
        now = replace(now, confidence=kept.fact.confidence, origin=kept.fact.origin)
    _put(db, now, "" if said is Review.NEW else json.dumps(read, ensure_ascii=False))
    return _as_said(now)


def as_reviewed(db: sqlite3.Connection, fact: Fact) -> Fact:
    """The fact with what a person has said of it; as it was read where that was taken back."""
    return Said(db).as_reviewed(fact)


def is_rejected(db: sqlite3.Connection, fact: Fact) -> bool:
    """Whether a person has said that what stands at this place is not this attribute's value."""
    return Said(db).denies(fact)


def waiting(db: sqlite3.Connection, documents: Sequence[str], limit: int, after: Place = FIRST) -> Waiting:
    """Facts of these documents (none: of all) that nobody has reviewed, the most doubtful first, from a place on."""
    # with the plus no index of documents is used, by which all of them would have to be sorted
    within = f"AND +document IN ({','.join('?' * len(documents))})" if documents else ""
    behind = f"FROM facts WHERE review = 'new' AND (confidence, document, page, id) > (?, ?, ?, ?) {within}"
    (count,) = db.execute(f"SELECT count(*) {behind}", (*astuple(after), *documents)).fetchone()
    query = f"SELECT * {behind} ORDER BY confidence, document, page, id LIMIT ?"
    rows = db.execute(query, (*astuple(after), *documents, limit)).fetchall()
    last = Place(*(rows[-1][column] for column in ("confidence", "document", "page", "id"))) if rows else after
    return Waiting(tuple(fact_of(row) for row in rows), last, count - len(rows))


def remove(db: sqlite3.Connection, document: str, page: int | None = None) -> None:
    """Drop the facts of a page or of the whole document; what a person has reviewed stays with the page."""
    where = "document = ?1" if page is None else "document = ?1 AND page = ?2 AND review = 'new'"
    given = (document,) if page is None else (document, page)
    db.execute(f"DELETE FROM fact_terms WHERE rowid IN (SELECT id FROM facts WHERE {where})", given)  # noqa: S608 - one of two constants
    db.execute(f"DELETE FROM facts WHERE {where}", given)  # noqa: S608 - as above


def about(db: sqlite3.Connection, words: Sequence[str], limit: int, documents: Sequence[str] = ()) -> tuple[Fact, ...]:
    """The facts whose attribute and entity match these index terms best; the attribute counts more."""
    query = " OR ".join(f'"{word}"' for word in dict.fromkeys(word.replace('"', "") for word in words[:_MOST_TERMS]))
    if not query:
        return ()
    within = f"AND f.document IN ({','.join('?' * len(documents))})" if documents else ""
    found = db.execute(
        f"""SELECT f.* FROM fact_terms JOIN facts f ON f.id = fact_terms.rowid
        WHERE fact_terms MATCH ? AND f.review != 'rejected' {within} ORDER BY bm25(fact_terms, 3.0, 1.0) LIMIT ?""",  # noqa: S608 - only question marks
        (query, *documents, limit),
    )
    return _answering(db, found)


def named(
    db: sqlite3.Connection, attributes: Iterable[str], limit: int, documents: Sequence[str] = ()
) -> tuple[Fact, ...]:
    """The facts whose attribute has the index terms of one of these, in their order, and no others."""
    wanted = dict.fromkeys(" ".join(terms(one)).replace('"', "") for one in attributes)
    within = f"AND f.document IN ({','.join('?' * len(documents))})" if documents else ""
    query = f"""SELECT f.* FROM fact_terms JOIN facts f ON f.id = fact_terms.rowid
        WHERE fact_terms MATCH ? AND fact_terms.attribute = ? AND f.review != 'rejected' {within} LIMIT ?"""  # noqa: S608 - only question marks
    found: list[Fact] = []
    for one in filter(None, wanted):
        given = (f'attribute : "{one}"', one, *documents, limit - len(found))
        found += _answering(db, db.execute(query, given))
    return tuple(found)


def on_page(db: sqlite3.Connection, document: str, page: int) -> tuple[Fact, ...]:
    """The facts of a page, but for the rejected ones."""
    query = "SELECT * FROM facts WHERE document = ? AND page = ? AND review != 'rejected' ORDER BY id"
    return _answering(db, db.execute(query, (document, page)))


def names(db: sqlite3.Connection, documents: Sequence[str] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the facts' attributes and their entities are called, each wording once."""
    within = "WHERE review != 'rejected'"
    within += f" AND document IN ({','.join('?' * len(documents))})" if documents else ""
    given = tuple(documents)
    attributes = db.execute(f"SELECT DISTINCT attribute FROM facts {within}", given)  # noqa: S608 - only question marks
    entities = db.execute(f"SELECT DISTINCT entity FROM facts {within}", given)  # noqa: S608 - as above
    return tuple(row[0] for row in attributes), tuple(row[0] for row in entities if row[0])


def every(db: sqlite3.Connection, documents: Sequence[str] = (), *, reviewed: bool = False) -> Iterable[Fact]:
    """All facts but the rejected ones, or those alone that a person has accepted or edited; by document and page."""
    kept = f"f.review IN {_KEPT}" if reviewed else "f.review != 'rejected'"
    within = f"AND f.document IN ({','.join('?' * len(documents))})" if documents else ""
    query = f"""SELECT f.* FROM facts f JOIN documents d ON d.id = f.document WHERE {kept} {within}
        ORDER BY d.added_at, f.page, f.id"""  # noqa: S608 - constants and question marks
    return (fact_of(row) for row in db.execute(query, tuple(documents)))


def fact_of(row: sqlite3.Row) -> Fact:
    """The fact of a row of the table."""
    return _as_said(_stored(row))


def _answering(db: sqlite3.Connection, rows: Iterable[sqlite3.Row]) -> tuple[Fact, ...]:
    """The facts of rows, without those that say what a person has rejected or corrected as another reading of it."""
    said = Said(db)
    return tuple(fact for fact in map(fact_of, rows) if fact.review is not Review.NEW or not said.denies(fact))


def _on_page(db: sqlite3.Connection, evidence: Evidence, *, said: bool = False) -> tuple[Kept, ...]:
    """The facts of a page, or those of them that a person has reviewed."""
    reviewed = "AND review != 'new'" if said else ""
    query = f"SELECT * FROM facts WHERE document = ? AND page = ? {reviewed}"  # noqa: S608 - one of two constants
    return tuple(_kept(row) for row in db.execute(query, (evidence.document, evidence.page)))


def _kept(row: sqlite3.Row) -> Kept:
    attribute, value = json.loads(row["read_as"]) if row["read_as"] else (row["attribute"], row["value"])
    return Kept(row["id"], _stored(row), (attribute, value))


def _laid_over(fact: Fact, kept: Kept) -> Fact:
    """What was said of it; an edit's words are the person's, else its own stay."""
    now = kept.fact
    if kept.read != (now.triple.attribute, now.triple.value) or now.review is Review.EDITED:
        return _as_said(now)
    entity = now.triple.entity or fact.triple.entity
    return _as_said(replace(fact, triple=replace(fact.triple, entity=entity), review=now.review))


def _taken_back(db: sqlite3.Connection, fact: Fact) -> Fact:
    """A fact whose review is gone as it was read at its place; one that a person wrote stays his if nothing is there."""
    every = _on_page(db, fact.evidence)
    there = (one for one in every if is_same_place(one.fact.evidence, fact.evidence))
    read = meant(every, fact) or next(there, None)
    if read is not None:
        return read.fact
    return replace(fact, review=Review.NEW) if fact.review is Review.ACCEPTED else fact


def _stored(row: sqlite3.Row) -> Fact:
    told = row["headers"] if "headers" in row.keys() else "[]"  # noqa: SIM118 - a Row; the window may read it before it is migrated
    boxes, headers = (tuple(Box(*edges) for edges in json.loads(one)) for one in (row["boxes"], told))
    cell = CellReference(*json.loads(row["cell"])) if row["cell"] else None
    number = Quantity(Decimal(row["number"]), row["unit"]) if row["number"] is not None else None
    return Fact(
        Triple(row["entity"], row["attribute"], row["value"]),
        Evidence(row["document"], row["page"], row["quote"], boxes, cell, headers),
        Origin(row["origin"]),
        number,
        row["period"],
        row["section"],
        row["confidence"],
        Review(row["review"]),
    )


def _as_said(fact: Fact) -> Fact:
    """What a person has accepted or written is sure."""
    return replace(fact, confidence=1.0) if fact.review in _KEPT else fact


def _rescaled(fact: Fact, value: str) -> Quantity | None:
    """The quantity of another value at the fact's place: in the same unit, and multiplied out the same way."""
    read, now = quantity_of(fact.triple.value), quantity_of(value)
    if value == fact.triple.value or now is None:
        return fact.quantity if value == fact.triple.value else None
    if fact.quantity is None or read is None or not read.number:
        return now
    return Quantity(now.number * fact.quantity.number / read.number, fact.quantity.unit)


def _boxes(fact: Fact) -> str:
    return _as_json(fact.evidence.boxes)


def _as_json(boxes: Iterable[Box]) -> str:
    return json.dumps([box.as_list() for box in boxes])


def _put(db: sqlite3.Connection, fact: Fact, read_as: str) -> None:
    cursor = db.execute(_INSERT, (*_values(fact), read_as))
    db.execute(
        "INSERT INTO fact_terms (rowid, attribute, entity) VALUES (?, ?, ?)",
        (cursor.lastrowid, " ".join(terms(fact.triple.attribute)), " ".join(terms(fact.triple.entity))),
    )


def _drop(db: sqlite3.Connection, row: int) -> None:
    db.execute("DELETE FROM fact_terms WHERE rowid = ?", (row,))
    db.execute("DELETE FROM facts WHERE id = ?", (row,))


def _values(fact: Fact) -> tuple[object, ...]:
    cell = fact.evidence.cell
    return (
        fact.evidence.document,
        fact.evidence.page,
        fact.triple.entity,
        fact.triple.attribute,
        fact.triple.value,
        str(fact.quantity.number) if fact.quantity else None,
        fact.quantity.unit if fact.quantity else "",
        fact.period,
        fact.section,
        fact.evidence.quote,
        _boxes(fact),
        json.dumps([cell.table, cell.row, cell.column]) if cell else None,
        _as_json(fact.evidence.headers),
        fact.origin,
        fact.confidence,
        fact.review,
    )
