"""Formulas: the standard definitions of ratios (``resources/lexicon/ratios.txt``), and their decimal arithmetic."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from desktop.answering.lexicon import lines_of
from desktop.answering.wording import any_of, has_han, key
from desktop.domain.fact import Fact
from desktop.domain.hedges import is_hedged

_OPERAND = re.compile(r"(avg|change)?\[([^\]]+)\]")
_AT = re.compile(r"\{(\d+)\}")
_SIGNS = str.maketrans({"-": "−", "*": "×", "/": "÷"})
_BINARY: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_UNSURE_UNITS = 0.4
MOST_IF_HEDGED = 0.55  #: certainty of what is computed of a figure that is told as about so much
_CENT = Decimal("0.01")
_SMALL = Decimal("0.1")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FUNCTIONS: dict[str, Callable[..., Decimal]] = {"max": max, "min": min}


class Measure(StrEnum):
    """What a result is counted in."""

    SHARE = "%"
    DAYS = "days"
    TIMES = "times"
    POINTS = "points"  #: percentage points
    AMOUNT = "amount"  #: the unit of its figures


@dataclass(frozen=True, slots=True)
class Term:
    """A figure of a formula: an attribute, of the period asked or, ``before``, of the one before it."""

    attribute: str
    before: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """Arithmetic over terms: ``{0}`` in the expression is the first of them."""

    names: tuple[str, ...]
    expression: str
    terms: tuple[Term, ...]
    measure: Measure

    @property
    def attributes(self) -> tuple[str, ...]:
        """What it is made of."""
        return tuple(dict.fromkeys(term.attribute for term in self.terms))

    def name(self, like: str) -> str:
        """What it is called in the language of this text."""
        chinese = has_han(like)
        return next((one for one in self.names if has_han(one) == chinese), self.names[0])


def value_of(expression: str, values: Mapping[int, Decimal]) -> Decimal | None:
    """The result with these values for ``{0}``, ``{1}``…; None where it divides by zero or has no real result.

    >>> value_of("({0} - {1}) / {1}", {0: Decimal(12), 1: Decimal(10)})
    Decimal('0.2')
    """
    tree = ast.parse(_AT.sub(r"v\1", expression), mode="eval")
    try:
        return _value(tree.body, {f"v{at}": value for at, value in values.items()})
    except (DivisionByZero, InvalidOperation):
        return None


def sureness(confidences: Iterable[float], units: Iterable[str]) -> float:
    """How sure a result is: as its least sure figure, and hardly where one has a unit and another has none."""
    return min(*confidences, 1.0 if len(set(units)) == 1 else _UNSURE_UNITS)


def sure_of(fact: Fact) -> float:
    """How sure a figure is to compute with: one that is told as about so much is not that number."""
    return min(fact.confidence, MOST_IF_HEDGED) if is_hedged(fact.triple.value) else fact.confidence


def result_of(number: Decimal, unit: str) -> str:
    """A number rounded to hundredths, a smaller one to three digits, with its unit.

    >>> result_of(Decimal("933.333"), "USD"), result_of(Decimal("0.00421"), "元/股"), result_of(Decimal(0), "%")
    ('933.33 USD', '0.00421 元/股', '0.00%')
    """
    step = Decimal(1).scaleb(number.adjusted() - 2) if 0 < abs(number) < _SMALL else _CENT
    rounded = number.quantize(step, ROUND_HALF_UP)
    rounded = rounded.normalize() if step < _CENT else rounded
    rounded = rounded.to_integral_value() if rounded == rounded.to_integral_value() and unit != "%" else rounded
    figures = f"{rounded:,f}"
    return f"{figures}{unit}" if unit == "%" else f"{figures} {unit}".rstrip()


def figure_of(number: Decimal, value: str) -> str:
    """A number with the digits of its value as the document has them, where that is the number itself and in no unit of more.

    >>> figure_of(Decimal("1230.8"), "1,230.80"), figure_of(Decimal(6152000000), "$ 6,152.0")
    ('1,230.80', '6,152,000,000')
    """
    digits = _DIGITS.search(value)
    told = Decimal(digits[0].replace(",", "")) if digits else number
    figures = f"{told if told == abs(number) else abs(number).normalize():,f}"
    return f"(-{figures})" if number < 0 else figures


def written(expression: str, words: Mapping[int, str]) -> str:
    """The expression as a person writes it, with these words for ``{0}``, ``{1}``…"""
    signs = expression.replace("**", "^").translate(_SIGNS)
    return _AT.sub(lambda match: words[int(match[1])], signs)


@lru_cache(maxsize=4)
def load_formulas(folder: Path) -> dict[str, Formula]:
    """The formulas of a lexicon's folder by the keys of their names."""
    every = (_formula(line) for line in lines_of(folder / "ratios.txt"))
    return {key(name): formula for formula in every for name in formula.names}


@lru_cache(maxsize=4)
def names_pattern(folder: Path) -> re.Pattern[str]:
    """Any name of a formula in a flat text, with the letters that it is shortened to: return on assets (ROA)."""
    return re.compile(rf"(?:{any_of(formula_names(folder)).pattern})(?:\s*\([a-z&]{{2,6}}\))?")


def formula_names(folder: Path) -> tuple[str, ...]:
    """What ratios are called."""
    return tuple(name for one in load_formulas(folder).values() for name in one.names)


def _formula(line: str) -> Formula:
    names, _, text = line.partition("=")
    text, _, kind = text.partition(" as ")
    terms: list[Term] = []

    def at(attribute: str, before: bool = False) -> str:
        term = Term(attribute, before)
        if term not in terms:
            terms.append(term)
        return f"{{{terms.index(term)}}}"

    def put(match: re.Match[str]) -> str:
        now = at(match[2])
        if match[1] == "avg":
            return f"(({now} + {at(match[2], before=True)}) / 2)"
        return f"({now} - {at(match[2], before=True)})" if match[1] else now

    expression = _OPERAND.sub(put, text.strip())
    measure = Measure(kind.strip()) if kind else Measure.TIMES if "/" in expression else Measure.AMOUNT
    return Formula(tuple(re.split(r"\s*\|\s*", names.strip())), expression, tuple(terms), measure)


def _value(node: ast.expr, values: Mapping[str, Decimal]) -> Decimal:
    match node:
        case ast.Name(name):
            return values[name]
        case ast.Constant(int() as number):
            return Decimal(number)
        case ast.BinOp(left, sign, right):
            return _BINARY[type(sign)](_value(left, values), _value(right, values))
        case ast.Call(ast.Name(name), arguments):
            return _FUNCTIONS[name](*(_value(one, values) for one in arguments))
    raise ValueError(f"no formula: {ast.dump(node)}")
