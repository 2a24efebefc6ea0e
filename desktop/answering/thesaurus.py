"""What to search with besides a question's own words: other wordings, a ratio's operands, the statement they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from desktop.answering.formulas import load_formulas
from desktop.answering.lexicon import Lexicon, lines_of, load_lexicon
from desktop.answering.wording import any_of, flat, key
from desktop.domain.document import MarkKind

_PARTS = re.compile(r"\s*\|\s*")
_SIGN = re.compile(r"([:=~])")


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Wordings by their keys: what else they are called, what a ratio is made of, where they stand."""

    lexicon: Lexicon
    related: dict[str, tuple[str, ...]]
    operands: dict[str, tuple[str, ...]]
    statements: dict[str, MarkKind]
    lines: dict[str, str]  #: what every such statement has a row of, ``=``, or most have, ``~``, by its name
    stop: frozenset[str]  #: words that say nothing about where to look
    _names: re.Pattern[str]

    def names_in(self, question: str) -> tuple[str, ...]:
        """The wordings that a question holds, flat, from left to right, the longest where they overlap."""
        return tuple(dict.fromkeys(match[0] for match in self._names.finditer(flat(question))))

    def widened(self, names: Iterable[str]) -> tuple[str, ...]:
        """Other wordings of these names, and of the operands of those that are ratios."""
        found: dict[str, None] = {}
        for name in names:
            for one in (name, *self.operands.get(key(name), ())):
                found |= dict.fromkeys((one, *self.lexicon.synonyms(one), *self.related.get(key(one), ())))
        return tuple(found)

    def statements_of(self, names: Iterable[str]) -> tuple[MarkKind, ...]:
        """The statements that these names, or the operands of ratios among them, stand in."""
        every = (one for name in names for one in (name, *self.operands.get(key(name), ())))
        return tuple(dict.fromkeys(self.statements[key(one)] for one in every if key(one) in self.statements))


@lru_cache(maxsize=4)
def load_thesaurus(folder: Path) -> Thesaurus:
    """The thesaurus in this folder: ``related.txt``, ``ratios.txt``, ``statements.txt``, ``stop.en.txt``, the lexicon."""
    lexicon = load_lexicon(folder)
    related = {key(name): group for group in _groups(folder / "related.txt") for name in group}
    formulas = load_formulas(folder)
    operands = {name: one.attributes for name, one in formulas.items()}
    statements = dict(_statements(folder / "statements.txt", lexicon))
    names = [*lexicon.names(), *(name for group in _groups(folder / "related.txt") for name in group)]
    names += [name for one in formulas.values() for name in one.names]
    parts = [_SIGN.split(line, maxsplit=1) for line in lines_of(folder / "statements.txt")]
    names += [name for _, _, told in parts for name in _names(told)]
    lines = {name: sign for _, sign, told in parts if sign != ":" for name in _names(told)}
    stop = frozenset(word for line in lines_of(folder / "stop.en.txt") for word in line.split())
    return Thesaurus(lexicon, related, operands, statements, lines, stop, any_of(names))


def _names(text: str) -> list[str]:
    return _PARTS.split(text.strip())


def _groups(path: Path) -> list[tuple[str, ...]]:
    return [tuple(_names(line)) for line in lines_of(path)]


def _statements(path: Path, lexicon: Lexicon) -> Iterator[tuple[str, MarkKind]]:
    for line in lines_of(path):
        kind, _, names = _SIGN.split(line, maxsplit=1)
        for name in _names(names):
            yield from ((key(one), MarkKind(kind.strip())) for one in (name, *lexicon.synonyms(name)))
