"""How often the fields of contracts and forms are extracted rightly; prints a line per set, asserts nothing.

    python -m tests.bench.extracting [--sets contracts forms] [--model GGUF] [--threads N] [--documents N]

- *contracts*: micro-F1 over (field, value) pairs, upper-cased, as the data set's own measure has it: spaces are ``_``,
  commas are left out, dates are ISO, lengths of time are number and unit.
- *forms*: share of fields whose value is the same amount, the same day, or the same text without signs and spaces.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop.answering.engines import Engines
from desktop.answering.extracting import extract
from desktop.answering.typed import typed
from desktop.domain.durations import duration_of
from desktop.domain.extraction import Extracted, Field, FieldKind
from desktop.domain.numbers import quantity_of
from tests.bench.answering import engines_of
from tests.bench.kit.read_library import data_folder, library_of_files

_CONTRACT = (
    Field("effective_date", "date on which the agreement takes effect", FieldKind.DATE, "2019-05-03"),
    Field("jurisdiction", "state or country whose law governs the agreement", FieldKind.TEXT, "Delaware"),
    Field("party", "who makes the agreement", FieldKind.ORGANISATION, "Acme Inc."),
    Field("term", "how long the agreement lasts", FieldKind.DURATION, "2 years"),
)
_FORM = (
    Field("contract_num", "contract number, invoice number or order number", FieldKind.TEXT, "26795"),
    Field("advertiser", "who pays for the advertising", FieldKind.ORGANISATION, "Acme for Mayor"),
    Field("gross_amount", "total gross amount, grand total or totals", FieldKind.MONEY, "$1,250.00"),
    Field("flight_from", "first day of the flight", FieldKind.DATE, "02/24/20"),
    Field("flight_to", "last day of the flight", FieldKind.DATE, "03/01/20"),
)


def main() -> None:
    """Run the sets."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sets", nargs="*", choices=("contracts", "forms"), default=["contracts", "forms"])
    parser.add_argument("--model", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--documents", type=int, default=1000)
    chosen = parser.parse_args()
    engines = engines_of(chosen.model, chosen.threads, embed=False)
    for name in chosen.sets:
        folder = data_folder() / f"{name}-en"
        if not folder.is_dir():
            print(f"{name}: skipped, no folder {folder.name} under TERCET_DATA")
            continue
        gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
        _run(name, folder, gold[: chosen.documents], engines)


def _run(name: str, folder: Path, gold: Sequence[dict[str, object]], engines: Engines) -> None:
    fields = _CONTRACT if name == "contracts" else _FORM
    library = library_of_files([folder / str(one["pdf"]) for one in gold])
    counts: Counter[tuple[str, str]] = Counter()
    seconds = []
    for one in gold:
        document = next(info.id for info in library.documents() if info.name == one["pdf"])
        for field in fields:
            begun = time.monotonic()
            cell = extract(field, document, library, engines, lambda: False)
            seconds.append(time.monotonic() - begun)
            expected = set(_expected(one["gold"], field))
            shown = {_shown(field, value) for value in _values(cell)}
            for kind, values in (
                ("right", shown & expected),
                ("wrong", shown - expected),
                ("missed", expected - shown),
            ):
                counts[field.name, kind] += len(values)
            if shown != expected:
                print(f"  {str(one['pdf'])[:8]} {field.name}: expected {sorted(expected)} shown {sorted(shown)}")
    for field in fields:
        print(f"{name} {field.name}: {_figures(counts, [field.name])}")
    print(
        f"{name}: {_figures(counts, [field.name for field in fields])}; median {statistics.median(seconds):.2f} s a field"
    )


def _figures(counts: Counter[tuple[str, str]], names: Sequence[str]) -> str:
    right, wrong, missed = (sum(counts[name, kind] for name in names) for kind in ("right", "wrong", "missed"))
    score = 2 * right / max(1, 2 * right + wrong + missed)
    return f"right {right}, wrong {wrong}, missed {missed}, F1 {100 * score:.1f}, found {100 * right / max(1, right + missed):.1f} %"


def _expected(gold: object, field: Field) -> Iterator[str]:
    pairs = gold.items() if isinstance(gold, dict) else gold
    for name, value in pairs:  # type: ignore[union-attr]  # pairs of strings, either way
        if name == field.name:
            yield _plain(str(value).replace("_", " "), field.kind) if isinstance(gold, dict) else str(value).upper()


def _values(cell: Extracted) -> Iterator[str]:
    return (fact.triple.value for fact in cell.facts)


def _shown(field: Field, value: str) -> str:
    if field not in _CONTRACT:
        return _plain(value, field.kind)
    if field.kind is FieldKind.DATE:
        return typed(value, field.kind)
    length = duration_of(value) if field.kind is FieldKind.DURATION else None
    if length:
        value = f"{length.number} {length.unit if length.number > 1 else length.unit.removesuffix('s')}"
    return re.sub(r"\s+", "_", value.replace(",", "")).upper()


def _plain(value: str, kind: FieldKind) -> str:
    """A form's value as it is compared: the amount, the day, or letters and digits alone."""
    amount = quantity_of(value) if kind is FieldKind.MONEY else None
    if amount:
        return f"{amount.number.normalize():f}"
    return (typed(value, kind) if kind is FieldKind.DATE else "") or re.sub(r"\W", "", value).upper()


if __name__ == "__main__":
    main()
