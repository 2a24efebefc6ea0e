"""The lexicon: names of one and the same attribute, and words of a question that name nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from desktop.answering.wording import flat, key


class ValueKind(StrEnum):
    """What kind of value an attribute has; WHO is a person or an organisation."""

    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    WHO = "who"
    PLACE = "place"
    NAME = "name"
    CODE = "code"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Group:
    """Names of one attribute, the standard one first, with the kind of its values."""

    kind: ValueKind
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All groups, found by the key of any of their names; and the fillers of both languages.

    ``parts`` are words inside names with what may stand for them.
    """

    groups: tuple[Group, ...]
    fillers: frozenset[str]
    kept: frozenset[str]
    parts: tuple[tuple[str, re.Pattern[str]], ...]
    companies: dict[str, tuple[str, ...]]  #: the names of a company, flat, by each of them: Pfizer, 辉瑞
    _by_key: dict[str, tuple[Group, ...]] = field(repr=False, compare=False)

    def groups_of(self, wording: str) -> tuple[Group, ...]:
        """Groups that hold this wording, 合同的期限 as 合同期限."""
        name = key(wording)
        return self._by_key.get(name) or self._by_key.get(name.replace("的", ""), ())

    def synonyms(self, wording: str) -> tuple[str, ...]:
        """Other names of the attribute."""
        return tuple(name for group in self.groups_of(wording) for name in group.names)

    def kind_of(self, wording: str) -> ValueKind | None:
        """The kind of the attribute's values; None where the lexicon doesn't know it."""
        groups = self.groups_of(wording)
        return groups[0].kind if groups else None

    def names(self) -> tuple[str, ...]:
        """Every name of every group."""
        return tuple(name for group in self.groups for name in group.names)


@lru_cache(maxsize=4)
def load_lexicon(folder: Path) -> Lexicon:
    """The lexicon in this folder: ``attributes.txt``, ``parts.txt``, ``companies.txt`` and ``fillers.*.txt``."""
    lines = lines_of(folder / "attributes.txt")
    groups = tuple(_group(line) for line in lines)
    words = [word for path in sorted(folder.glob("fillers.*.txt")) for line in lines_of(path) for word in line.split()]
    return Lexicon(
        groups,
        frozenset(flat(word) for word in words if not word.startswith("+")),
        frozenset(flat(word[1:]) for word in words if word.startswith("+")),
        tuple(_part(line) for line in lines_of(folder / "parts.txt")),
        {name: names for names in map(_flat_names, lines_of(folder / "companies.txt")) for name in names},
        _index(groups),
    )


def lines_of(path: Path) -> list[str]:
    """The lines of a file of the lexicon, without remarks and empty ones."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _group(line: str) -> Group:
    kind, _, names = line.partition(":")
    return Group(ValueKind(kind.strip()), tuple(re.split(r"\s*\|\s*", names.strip())))


def _flat_names(line: str) -> tuple[str, ...]:
    return tuple(flat(name) for name in line.split("|"))


def _part(line: str) -> tuple[str, re.Pattern[str]]:
    names = sorted((key(name) for name in line.split("|")), key=len, reverse=True)
    return key(line.split("|")[0]), re.compile("|".join(re.escape(name) for name in names))


def _index(groups: tuple[Group, ...]) -> dict[str, tuple[Group, ...]]:
    index: dict[str, tuple[Group, ...]] = {}
    for group in groups:
        for name in dict.fromkeys(key(name) for name in group.names):
            index[name] = (*index.get(name, ()), group)
    return index
