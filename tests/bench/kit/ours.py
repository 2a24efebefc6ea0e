"""Files read by Tercet for the benchmarks: pages, facts, CPU seconds, peak memory."""

from __future__ import annotations

import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

import pymupdf

from desktop.domain.document import Cell, MarkKind, PageContent
from desktop.domain.errors import KnownError
from desktop.domain.fact import Fact
from desktop.engines.mupdf import MupdfDocument, open_document
from desktop.engines.paddle import PaddleEngine
from desktop.engines.plumber import Plumber
from desktop.paths import pack_folders
from desktop.reading.context import document_context
from desktop.reading.facts import facts_of
from desktop.reading.marks import is_scaled, marks_of
from desktop.reading.passages import passages_of
from desktop.reading.reader import quick_text, read_page
from tests.bench.kit.measures import GridCell, all_neighbours

_CONTEXT_PAGES = 6
_HOSTILE_PAGES = 10
_MANY_PAGES = 2000


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What reading made of a file, and the CPU seconds that it took per page."""

    pages: tuple[PageContent, ...]
    facts: tuple[Fact, ...]
    seconds: float


def read(path: Path, ocr: str = "small", identity: str = "0" * 64) -> ReadFile:
    """All pages of a file as the program reads them; ``ocr`` is small or tiny, ``identity`` the document's id."""
    begun = time.process_time()
    pages: list[PageContent] = []
    facts: list[Fact] = []
    units: list[str] = []
    with open_document(path) as document:
        quick = [quick_text(document, number) for number in range(document.page_count)]
        for number in range(document.page_count):
            beside = (*pages[-2:], *quick[number + 1 : number + 3])
            pages.append(read_page(document, number, _engine(ocr), Plumber(path), beside))
            context = document_context(identity, path.name, pages[:_CONTEXT_PAGES])
            facts += facts_of(replace(context, scaled=is_scaled(units)), pages[-1])
            units += [mark.text for mark in marks_of(pages[-1]) if mark.kind is MarkKind.UNIT]
    return ReadFile(tuple(pages), tuple(facts), (time.process_time() - begun) / max(len(pages), 1))


def neighbours(pages: Sequence[PageContent]) -> Counter[tuple[str, str, str]]:
    """Adjacency relations of all tables of these pages."""
    tables = ((_cells(table.cells)) for page in pages for table in page.tables)
    return all_neighbours(tables)


def has_value(fact: Fact, value: str) -> bool:
    """Whether the fact's value is this one, as written or as a number."""
    written = _squeezed(fact.triple.value)
    try:
        number = Decimal(value)
    except InvalidOperation:
        return written == value
    return written.replace(",", "") == value or (fact.quantity is not None and fact.quantity.number == number)


def verbatim(path: Path, facts: Sequence[Fact]) -> int:
    """How many facts have their value in the text that PyMuPDF finds in their boxes."""
    with pymupdf.open(path) as document:
        return sum(_squeezed(fact.triple.value) in _boxed(document[fact.evidence.page], fact) for fact in facts)


def timed_pages(path: Path, count: int) -> Iterator[tuple[float, float]]:
    """CPU seconds of the first pass and of structure with facts, for this many pages spread over the file."""
    with open_document(path) as document:
        step = max(1, document.page_count // count)
        context = document_context("0" * 64, path.name, [quick_text(document, 0)])
        for number in range(step // 2, document.page_count, step):
            begun = time.process_time()
            quick_text(document, number)
            between = time.process_time()
            content = read_page(document, number, None, Plumber(path))
            facts_of(context, content)
            yield between - begun, time.process_time() - between


def print_outcome(path: Path) -> None:
    """Read the first pages and say how it went; bad outcomes are said otherwise, or not at all."""
    try:
        with open_document(path) as document:
            before = None
            for number in range(min(document.page_count, _HOSTILE_PAGES)):
                before = read_page(document, number, None, Plumber(path), (before,) if before else ())
                if not before.blocks and not before.error and _has_ink(document, number):
                    print(f"silently empty: page {number}")
                    return
                facts_of(document_context("0" * 64, path.name, [before]), before)
                passages_of("0" * 64, before)
        print("read")
    except KnownError:
        print("refused")


def _has_ink(document: MupdfDocument, number: int) -> bool:
    picture = document.sheet(number).picture()
    return min(picture.samples, default=255) < 245


def print_peak(folder: Path) -> None:
    """Read the longest document of the folder and print the peak of resident memory in MB."""
    _print_peak_of(_longest(folder))


def print_peak_repeated(folder: Path) -> None:
    """The same of the longest document repeated until it has 2,000 pages."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "repeated.pdf"
        with pymupdf.open(_longest(folder)) as source, pymupdf.open() as target:
            while target.page_count < _MANY_PAGES:
                target.insert_pdf(source, to_page=min(source.page_count, _MANY_PAGES - target.page_count) - 1)
            target.save(file)
        _print_peak_of(file)


def _print_peak_of(path: Path) -> None:
    with open_document(path) as document:
        before = None
        for number in range(document.page_count):
            quick_text(document, number)
            before = read_page(document, number, None, Plumber(path), (before,) if before else ())
    print(round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)))


def _longest(folder: Path) -> Path:
    return max(folder.glob("*.pdf"), key=_page_count)


def _page_count(path: Path) -> int:
    with pymupdf.open(path) as document:
        return int(document.page_count)


@lru_cache
def _engine(ocr: str) -> PaddleEngine:
    folder = pack_folders()[0]
    detection, recognition = (folder / f"PP-OCRv6_{ocr}_{part}" for part in ("det", "rec"))
    return PaddleEngine(detection, recognition, folder / "PP-LCNet_x1_0_doc_ori")


def _cells(cells: Sequence[Cell]) -> tuple[GridCell, ...]:
    return tuple(
        GridCell(one.row, one.row + one.row_span - 1, one.column, one.column + one.column_span - 1, one.text)
        for one in cells
    )


def _boxed(page: pymupdf.Page, fact: Fact) -> str:
    return _squeezed("".join(page.get_text(clip=pymupdf.Rect(*box.as_list())) for box in fact.evidence.boxes))


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
