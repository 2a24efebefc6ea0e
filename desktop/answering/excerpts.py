"""What the model reads: the lines of the best passages that matter, within a small budget."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.answering.wording import has_han
from desktop.domain.answer import Hit
from desktop.domain.document import Passage
from desktop.domain.terms import terms

BUDGET = 250  #: tokens of background; 22 tokens a second and core (1.5 B, 4 bits) make it six seconds on two
MOST_PASSAGES = 4
_PIECE = re.compile(r"[^\n。！？!?]+(?:[。！？!?]+|\n|$)")
_SENTENCE = re.compile(r"\s*(?:[^\n。！？!?.]|\.(?!\s))+[\n。！？!?.]*")
_CLAUSE = re.compile(r"\s*(?:[^\n。！？!?，；;,]|,(?=\d))+[\n。！？!?，；;,]*")
_FAR = 40  #: characters of a sentence that may go before the clause that matters
_LONGEST = 300  #: characters of a passage that are shown
_CHUNK = re.compile(r"\d+(?:[,，.]\d+)*%?|[A-Za-z]+(?:['’][A-Za-z]+)?|亿元|万元|万亿|\s+|.", re.S)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines of one passage, in their order."""

    passage: Passage
    text: str


def excerpts(hits: Sequence[Hit], words: Iterable[str], budget: int = BUDGET) -> tuple[Excerpt, ...]:
    """Pieces that hold the question's words, and what stands beside them, from the best passages."""
    wanted = frozenset(words)
    chosen: list[Excerpt] = []
    for hit in hits[:MOST_PASSAGES]:
        share = max(budget // 3, budget // (1 + len(chosen) * 2)) if len(hits) > 1 else budget
        text = _trimmed(hit.passage.text, wanted, min(budget, share))
        if text and all(text not in one.text for one in chosen):
            chosen.append(Excerpt(hit.passage, text))
            budget -= tokens(text)
        if budget < 40:
            break
    return tuple(chosen)


def pointed(hits: Iterable[Hit], words: Iterable[str]) -> tuple[Hit, ...]:
    """Hits with where their passages speak of these index terms."""
    wanted = frozenset(words)
    return tuple(replace(hit, telling=_telling(hit.passage.text, wanted)) for hit in hits)


def chunks(text: str) -> tuple[str, ...]:
    """Pieces that an answer may begin and end between: whole numbers, whole words, single characters."""
    return tuple(_CHUNK.findall(text))


def tokens(text: str) -> int:
    """About how many tokens Qwen makes of the text: one for each digit, two for three Chinese characters."""
    digits = sum(character.isdigit() for character in text)
    return digits + int((len(text) - digits) * (0.7 if has_han(text) else 0.25)) + 1


def _trimmed(text: str, wanted: frozenset[str], budget: int) -> str:
    if tokens(text) <= budget:
        return text.strip()
    pieces = list(_pieces(text))
    order = sorted(range(len(pieces)), key=lambda place: (-_worth(pieces, place, wanted), place))
    kept: set[int] = set()
    for place in order:
        if tokens(pieces[place]) <= budget:
            kept.add(place)
            budget -= tokens(pieces[place])
    return "".join(pieces[place] for place in sorted(kept)).strip()


def _telling(text: str, wanted: frozenset[str]) -> str:
    """The text from the sentence on that shares most with what is wanted; from its best clause, where that is far behind."""
    sentence = _best(_SENTENCE, text, 0, wanted)
    clause = _best(_CLAUSE, text, sentence, wanted, _SENTENCE.match(text, sentence))
    start = clause if clause - sentence > _FAR else sentence
    shown = text[start : start + _LONGEST].strip()
    return f"…{shown}" if start and shown else shown


def _best(
    pieces: re.Pattern[str], text: str, start: int, wanted: frozenset[str], within: re.Match[str] | None = None
) -> int:
    """Where the piece begins that shares most with what is wanted, the first of several."""
    found = pieces.finditer(text, start, within.end() if within else len(text))
    order = sorted(found, key=lambda piece: (-_shared(piece[0], wanted), piece.start()))
    return order[0].start() if order else start


def _shared(piece: str, wanted: frozenset[str]) -> int:
    return len(wanted & frozenset(terms(piece)))


def _pieces(text: str) -> Iterator[str]:
    for match in _PIECE.finditer(text):
        piece = match[0]
        yield from (piece[at : at + 160] for at in range(0, len(piece), 160)) if len(piece) > 240 else (piece,)


def _worth(pieces: Sequence[str], place: int, wanted: frozenset[str]) -> float:
    """Words of the question in a piece; half as much in the one before, a quarter in the one after."""

    def shared(at: int) -> int:
        return _shared(pieces[at], wanted) if 0 <= at < len(pieces) else 0

    return shared(place) + 0.5 * shared(place - 1) + 0.25 * shared(place + 1)
