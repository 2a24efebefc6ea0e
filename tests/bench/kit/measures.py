"""Measures for what was read, each with its source. Shares are 0…1."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein


def _plain_formula(formula: re.Match[str]) -> str:
    return re.sub(r"\\[a-zA-Z]+|\\[\[\]()]|[{}^_$]", " ", formula.group())


_MARKUP = (
    (re.compile(r"^```.*$", re.M), ""),
    (re.compile(r"^\s{0,3}#+\s*", re.M), ""),
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\*\*|__|`"), ""),
    (re.compile(r"^\s*[-*+]\s+", re.M), ""),
    (re.compile(r"\\\[.*?\\\]|\\\(.*?\\\)|\$[^$\n]+\$", re.S), _plain_formula),
    (re.compile(r"<[^>]+>"), " "),
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were right, how many were found, and how many there are; sums are micro-averages."""

    right: int = 0
    found: int = 0
    true: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.found + other.found, self.true + other.true)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / max(self.found + self.true, 1)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table as the measure sees it: first and last row and column, text."""

    top: int
    bottom: int
    left: int
    right: int
    text: str


def without_markup(markdown: str) -> str:
    """The words of a Markdown text: no heading marks, fences, emphasis, links, nor commands of LaTeX."""
    for pattern, replacement in _MARKUP:
        markdown = pattern.sub(replacement, markdown)
    return markdown


def words_in_common(found: str, true: str) -> Counts:
    """Words in both, whatever their order: runs of letters and digits in lower case.

    The bag-of-words F1 of SQuAD (Rajpurkar et al. 2016, section 6.1), over a whole text.
    """
    return in_common(_words(found), _words(true))


def characters_in_common(found: str, true: str) -> Counts:
    """The same with letters and digits in place of words, for text without spaces."""
    return in_common(filter(str.isalnum, _normal(found)), filter(str.isalnum, _normal(true)))


def edit_similarity(found: str, true: str) -> float:
    """1 − Levenshtein distance / the longer text's length; white space is one space.

    Order counts, as in the normalised edit distance of OmniDocBench (Ouyang et al. 2024, section 4.2).
    """
    return Levenshtein.normalized_similarity(" ".join(_normal(found).split()), " ".join(_normal(true).split()))


def edit_similarity_of_letters(found: str, true: str) -> float:
    """The same over letters and digits alone, for text without spaces."""
    letters = ("".join(filter(str.isalnum, _normal(text))) for text in (found, true))
    return Levenshtein.normalized_similarity(*letters)


def in_common(found: Iterable[object], true: Iterable[object]) -> Counts:
    """Members of both, each as often as it stands in both."""
    mine, theirs = Counter(found), Counter(true)
    return Counts((mine & theirs).total(), mine.total(), theirs.total())


def neighbours(cells: Sequence[GridCell]) -> Counter[tuple[str, str, str]]:
    """Pairs of texts that are next to each other, to the right and below; empty cells are passed over.

    The adjacency relations of the ICDAR 2013 table competition (Göbel et al. 2012, "A methodology for
    evaluating algorithms for table understanding in PDF documents", section 4): white space and signs other
    than letters and digits are ignored, a cell counts where it has any.
    """
    relations: Counter[tuple[str, str, str]] = Counter()
    filled = [GridCell(one.top, one.bottom, one.left, one.right, _squeezed(one.text)) for one in cells]
    filled = [one for one in filled if one.text]
    for cell in filled:
        for other in _next(cell, filled):
            relations[cell.text, other.text, "right"] += 1
        for other in _next(_flipped(cell), list(map(_flipped, filled))):
            relations[cell.text, other.text, "below"] += 1
    return relations


def all_neighbours(tables: Iterable[Sequence[GridCell]]) -> Counter[tuple[str, str, str]]:
    """Those of several tables together."""
    every: Counter[tuple[str, str, str]] = Counter()
    for cells in tables:
        every += neighbours(cells)
    return every


def _next(cell: GridCell, cells: Sequence[GridCell]) -> list[GridCell]:
    """The nearest cells to the right in the rows of this one, each once."""
    after = [one for one in cells if one.left > cell.right]
    found = []
    for row in range(cell.top, cell.bottom + 1):
        beside = [one for one in after if one.top <= row <= one.bottom]
        if beside:
            found.append(min(beside, key=lambda one: one.left))
    return list(dict.fromkeys(found))


def _flipped(cell: GridCell) -> GridCell:
    return GridCell(cell.left, cell.right, cell.top, cell.bottom, cell.text)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _normal(text))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", _normal(text)) or re.sub(r"\s", "", text)
