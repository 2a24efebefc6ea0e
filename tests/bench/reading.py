"""How well and how fast pages are read; prints figures, asserts nothing.

Run as ``python -m tests.bench.reading``. Reads the folder that TERCET_DATA names (default: shared/data
beside the repository) and says so where a set is absent.

Metrics on ``report-zh``:

- *gold*: share of the gold attributes for which a table or pair fact exists with the right value (as
  written, or as a number), whose attribute equals or contains the gold attribute, on a gold page;
- *value found*: the same, whatever the attribute is called;
- *verbatim*: share of all facts whose value stands, spaces ignored, in the text that PyMuPDF finds in
  the fact's boxes;
- CPU seconds per page of the first pass and of the full reading.

On ``hostile``: pages without text, picture or error, and files that end otherwise than with pages or a
KnownError; each in a child process that is killed after a minute.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pymupdf

from desktop.domain.document import PageContent
from desktop.domain.errors import KnownError
from desktop.domain.fact import Fact
from desktop.engines.mupdf import open_document
from desktop.engines.plumber import Plumber
from desktop.reading.context import document_context
from desktop.reading.facts import facts_of
from desktop.reading.passages import passages_of
from desktop.reading.reader import quick_text, read_page

DATA = Path(os.environ.get("TERCET_DATA", Path(__file__).resolve().parents[2].parent / "shared" / "data"))
_LIMIT = 60
_PAGES = 10


@dataclass(frozen=True, slots=True)
class Gold:
    """An attribute and its value, and the pages it stands on."""

    attribute: str
    value: str
    pages: tuple[int, ...]


def main() -> None:
    """Print the figures of every set that is there."""
    if len(sys.argv) > 1:
        _child(Path(sys.argv[1]))
        return
    for name, bench in (("report-zh", _report), ("hostile", _hostile)):
        folder = DATA / name
        if folder.exists():
            bench(folder)
        else:
            print(f"{name}: skipped, no folder {folder.name} under TERCET_DATA")


def _report(folder: Path) -> None:
    for path in sorted(folder.glob("*.pdf")):
        contents, facts = _read(path)
        gold = _gold(folder / "gold.jsonl", path.name)
        every = [fact for page in facts for fact in page]
        named = sum(_found(one, facts, by_name=True) for one in gold)
        valued = sum(_found(one, facts, by_name=False) for one in gold)
        print(f"{path.name}: {len(contents)} pages, {len(every)} facts")
        print(f"  gold {named}/{len(gold)}, value found {valued}/{len(gold)}")
        print(f"  verbatim {_verbatim(path, every)}/{len(every)}")


def _read(path: Path) -> tuple[list[PageContent], list[tuple[Fact, ...]]]:
    with open_document(path) as document:
        started = time.process_time()
        quick = [quick_text(document, number) for number in range(document.page_count)]
        first = (time.process_time() - started) / len(quick)
        context = document_context("0" * 64, path.name, quick[:6])
        contents: list[PageContent] = []
        facts = []
        started = time.process_time()
        for number in range(document.page_count):
            before = contents[-1] if contents else None
            contents.append(read_page(document, number, None, Plumber(path), before))
            facts.append(facts_of(context, contents[-1]))
        full = (time.process_time() - started) / len(quick)
    print(f"CPU seconds per page: first pass {first:.3f}, structure and facts {full:.3f}")
    return contents, facts


def _gold(path: Path, name: str) -> list[Gold]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return list(
        dict.fromkeys(Gold(row["attribute"], row["value"], tuple(row["pages"])) for row in rows if row["pdf"] == name)
    )


def _found(gold: Gold, facts: Sequence[Sequence[Fact]], by_name: bool) -> bool:
    on_pages = (fact for page in gold.pages for fact in facts[page])
    return any(
        _same(fact, gold.value) and (not by_name or gold.attribute in _squeezed(fact.triple.attribute))
        for fact in on_pages
    )


def _same(fact: Fact, value: str) -> bool:
    written = _squeezed(fact.triple.value)
    try:
        number = Decimal(value)
    except InvalidOperation:
        return written == value
    return written.replace(",", "") == value or (fact.quantity is not None and fact.quantity.number == number)


def _verbatim(path: Path, facts: Sequence[Fact]) -> int:
    with pymupdf.open(path) as document:
        return sum(_squeezed(fact.triple.value) in _boxed(document[fact.evidence.page], fact) for fact in facts)


def _boxed(page: pymupdf.Page, fact: Fact) -> str:
    return _squeezed("".join(page.get_text(clip=pymupdf.Rect(*box.as_list())) for box in fact.evidence.boxes))


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _hostile(folder: Path) -> None:
    files = sorted(path for path in folder.iterdir() if path.suffix != ".txt")
    outcomes = [(path.name, _outcome(path)) for path in files]
    bad = [(name, outcome) for name, outcome in outcomes if outcome not in ("read", "refused")]
    print(
        f"hostile: {len(files)} files, {sum(outcome == 'refused' for _, outcome in outcomes)} refused, {len(bad)} bad"
    )
    for name, outcome in bad:
        print(f"  {name}: {outcome}")


def _outcome(path: Path) -> str:
    command = [sys.executable, "-m", "tests.bench.reading", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_LIMIT)
    except subprocess.TimeoutExpired:
        return "hangs"
    return done.stdout.strip().splitlines()[-1] if done.returncode == 0 and done.stdout else done.stderr[-300:]


def _child(path: Path) -> None:
    try:
        with open_document(path) as document:
            before = None
            for number in range(min(document.page_count, _PAGES)):
                before = read_page(document, number, None, Plumber(path), before)
                facts_of(document_context("0" * 64, path.name, [before]), before)
                passages_of("0" * 64, before)
        print("read")
    except KnownError:
        print("refused")


if __name__ == "__main__":
    main()
