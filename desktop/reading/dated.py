"""Headers of columns with the periods that stand above or beside them."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from desktop.domain.months import end_of_two
from desktop.domain.terms import uniform
from desktop.reading.dates import YEAR, plain
from desktop.reading.periods import bare_year, is_ambiguous, is_period, names_length, names_period, period_of

_FULL_YEAR = re.compile(r"\bfull[\s-]year\b|全年", re.I)
_COMPARED = re.compile(
    r"^((?:19|20)\d\d)\b.{0,20}\b(?:vs\.?|versus|compared\s+(?:to|with))\s.{0,20}(?:19|20)\d\d\b.{0,20}$", re.I
)
_ANY_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TWO_YEARS = re.compile(r"(?<![\w/.-])(?<!FY )((?:19|20)\d\d)[/–—-]((?:(?<=/)(?:19|20))?\d\d)(?![\d/.-])")
_VERSUS = re.compile(r"\b(?:19|20)\d\d\s+(?:vs\.?|versus)(?=[^\w.]*$)", re.I)


def with_length(header: str, length: str) -> str:
    """A header that dates a period, with how long it is where that stands above the whole table."""
    dated = length and not names_length(header) and period_of(header, None)
    return f"{length} {header}" if dated else header


def with_year(header: str, year: str) -> str:
    """A header that names a part of a year, with the year that stands by itself above the whole table."""
    text = plain(header)
    part = year and not YEAR.search(text) and (names_length(text) or _FULL_YEAR.search(text))
    return f"{header} {year}" if part else header


def with_period(headers: Sequence[str], period: str, values: Container[int]) -> tuple[str, ...]:
    """The headers with the period that stands above them all, where none names one of its own; those without a word
    only where they are of ``values``.
    """
    if not period or any(map(names_period, headers)):
        return tuple(headers)
    said = period.strip("() ")
    return tuple(f"{said} {one}".strip() if (one and at) or at in values else one for at, one in enumerate(headers))


def spread(headers: Sequence[str], values: Container[int]) -> tuple[str, ...]:
    """The headers, where the only one beside the first is a period: it stands for the columns of ``values`` behind it too."""
    said = [at for at, one in enumerate(headers) if at and one]
    if len(said) != 1 or not is_period(re.sub(r"\([^()]*\)", "", headers[said[0]])):
        return tuple(headers)
    return tuple(headers[said[0]] if at > said[0] and at in values else one for at, one in enumerate(headers))


def year_above(text: str) -> str:
    """The year that a line above a table is about: one by itself, or the first of two compared, 2022 ACTUAL vs. 2021."""
    match = _COMPARED.match(uniform(text).strip())
    return match[1] if match else bare_year(text)


def with_both_years(headers: Sequence[str]) -> tuple[str, ...]:
    """The headers with both years of a comparison whose halves stand above two columns: 2022 vs. | 2021."""
    found = list(headers)
    for at, (first, second) in enumerate(pairwise(headers)):
        left, right = _VERSUS.search(first), _ANY_YEAR.search(second)
        if left and right and second[: right.start()] == first[: left.start()] and _is_sign(second[right.end() :]):
            both = f"{left[0]} {right[0]}"
            found[at], found[at + 1] = (one.replace(half[0], both, 1) for one, half in ((first, left), (second, right)))
    return tuple(found)


def with_fiscal_years(headers: Sequence[str]) -> tuple[str, ...]:
    """The headers with FY before years that are parts of two, which one alone may not be, where one begins as another
    ends: 2023-24 | 2022-23, 2011/12 | 2010/11.
    """
    spans = {one[1]: end_of_two(one[1], one[2]) for header in headers for one in _TWO_YEARS.finditer(header)}
    bare = {bare_year(one) for one in headers}
    joints = {end for first, end in spans.items() if spans.get(end) and end not in bare and first not in bare}
    fiscal = {first for first, end in spans.items() if joints & {first, end}}
    return tuple(_as_fiscal(header, fiscal) for header in headers)


def _as_fiscal(header: str, first: Container[str]) -> str:
    """A header that names a period only with FY before its years, of which the first is one of these."""
    named = _TWO_YEARS.sub(lambda one: f"FY{one[0]}" if one[1] in first else one[0], header)
    return named if is_ambiguous(header) and period_of(named, None) else header


def _is_sign(text: str) -> bool:
    return not any(map(str.isalnum, text))
