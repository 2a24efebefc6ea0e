"""What a document's own statements say against a figure that was read elsewhere in it: the revenues of one region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.answering.entities import same_entity
from desktop.answering.fitting import Aim, Shelf, label_of
from desktop.answering.matching import PADDED, label_score
from desktop.answering.periods import is_finer, is_part, year_of
from desktop.answering.sections import is_of_parent
from desktop.answering.thesaurus import load_thesaurus
from desktop.answering.wording import flat
from desktop.domain.fact import Fact, Review
from desktop.paths import resources

_GOOD = 0.8
_UNSURE = 0.6  #: what a figure loses that most statements have a row of, and this one does not have
_LIKE = Decimal("0.0005")  #: how far apart, in relation, two roundings of one figure are
_SCALES = tuple(Decimal(10) ** power for power in (0, 3, 4, 6, 8, 9))  #: a scale that was not read: 千, 万, million, 亿
_AROUND = (-1, 0, 1, 2)  #: the pages that a statement may go on to, from the surest one
_LEAST_FIGURES = 8  #: that a statement has which was read


@dataclass(frozen=True, slots=True)
class Scored:
    """A fact and how well it fits, 0…1."""

    fact: Fact
    score: float


def as_stated(scored: Sequence[Scored], aim: Aim, shelf: Shelf) -> Sequence[Scored]:
    """Without what tells another figure than its document's own statement does.

    Where the statement has what is wanted of the period asked, only that figure stays, wherever it is told. Where it
    should, a line of every such statement, and it was not found or dated there, only figures stay that the statement has;
    of a line of most statements others are doubted. What a person has accepted or written stays, and what is asked of somebody
    else than the document is about, of a subsidiary.
    """
    aim = replace(aim, stated=frozenset(place for place in aim.stated if _is_of_own(place[0], aim, shelf)))
    if aim.wanted.rest or aim.parent_only or not aim.stated:
        return scored
    own = _own_figures(scored, aim)
    pages = dict(aim.stated)
    told = {one: _told_by(one, pages[one], aim, shelf) for one in _documents(scored) & set(pages) - set(own)}
    usual = {one for one, held in told.items() if held.are_of_others} if _is_line(aim, shelf, "~") else set()
    figures = own | {one: held.figures for one, held in told.items()}
    stays = [one for one in scored if _stays(one, figures, pages)]
    doubted = (one for one in scored if one not in stays and one.fact.evidence.document in usual)
    return [*stays, *(replace(one, score=one.score * _UNSURE) for one in doubted)]


def _is_of_own(document: str, aim: Aim, shelf: Shelf) -> bool:
    """Whether those meant may be whom a document is about, so that its statements tell theirs."""
    own = next((one.entity for one in shelf.documents if one.id == document), "")
    alike = (same_entity(own, name) or flat(name) in flat(own) or flat(own) in flat(name) for name in aim.entities)
    return not own or not aim.entities or any(alike)


@dataclass(frozen=True, slots=True)
class _Held:
    """The figures of a statement that others are held against; those of its other lines where it has none of that name."""

    figures: list[Decimal]
    are_of_others: bool = False


def _stays(one: Scored, told: dict[str, list[Decimal]], pages: dict[str, int]) -> bool:
    document, page = one.fact.evidence.document, one.fact.evidence.page
    is_reviewed = one.fact.review in (Review.ACCEPTED, Review.EDITED)
    if is_reviewed or page == pages.get(document) or one.fact.quantity is None:
        return True
    figures = told.get(document)
    return not figures or any(_is_same(one.fact.quantity.number, figure) for figure in figures)


def _documents(scored: Iterable[Scored]) -> set[str]:
    return {one.fact.evidence.document for one in scored if one.score}


def _own_figures(scored: Iterable[Scored], aim: Aim) -> dict[str, list[Decimal]]:
    """What the statements say of the period asked, by document."""
    found: dict[str, list[Decimal]] = {}
    for one in scored:
        place = one.fact.evidence.document, one.fact.evidence.page
        if one.score >= _GOOD and place in aim.stated and one.fact.quantity:
            found.setdefault(place[0], []).append(one.fact.quantity.number)
    return found


def _told_by(document: str, page: int, aim: Aim, shelf: Shelf) -> _Held:
    """The figures of a statement that a line of it must be one of: those of its own name, else all; none where that can't be
    told.
    """
    if not _is_covered(document, aim, shelf):
        return _Held([])
    told = (fact for at in _AROUND for fact in shelf.library.facts_on(document, page + at))
    facts = [fact for fact in told if fact.quantity and not is_of_parent(fact.section)]
    named = [fact for fact in facts if fact.evidence.page == page and _is_called(fact, aim, shelf)]
    enough = facts if len(facts) >= _LEAST_FIGURES and _is_line(aim, shelf, "=~") else []
    return _Held([fact.quantity.number for fact in named or enough if fact.quantity], not named)


def _is_line(aim: Aim, shelf: Shelf, signs: str) -> bool:
    """Whether what is wanted is a line of every such statement, ``=``, or of most, ``~``."""
    lines = load_thesaurus(resources() / "lexicon").lines
    return any(
        lines.get(group.names[0], "") in signs
        for group in shelf.lexicon.groups_of(aim.wanted.attribute)
        if group.names[0] in lines
    )


def _is_called(fact: Fact, aim: Aim, shelf: Shelf) -> bool:
    return label_score(aim.wanted.attribute, label_of(fact), shelf.lexicon) >= PADDED


def _is_covered(document: str, aim: Aim, shelf: Shelf) -> bool:
    """Whether a statement has the period asked: the document's own year and the one before, not a part of them."""
    info = next((one for one in shelf.documents if one.id == document), None)
    asked, own = year_of(aim.period), info.year if info else ""
    if is_part(aim.period) or is_finer(aim.period) or not own.isdigit():
        return False
    return not asked or int(own) - 1 <= int(asked) <= int(own)


def _is_same(one: Decimal, other: Decimal) -> bool:
    """Whether two figures are one: rounded, in brackets or not, or of a scale that was not read."""
    low, high = sorted((abs(one), abs(other)))
    return any(abs(low * scale - high) <= high * _LIKE for scale in _SCALES)
