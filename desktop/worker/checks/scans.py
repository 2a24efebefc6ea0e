"""Checks on scans: both pairs of recognition packs in both languages, the orientation classifier, a scanned table."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from desktop.reading.reader import read_page
from desktop.store import packs
from desktop.worker.checks import samples
from desktop.worker.checks.digital import table_rows
from desktop.worker.checks.finding import Check, Seen, Subject, UnexpectedError, expect
from desktop.worker.quiet import threads

if TYPE_CHECKING:
    from desktop.engines.paddle import PaddleEngine

_PAIRS = ("PP-OCRv6_small", "PP-OCRv6_tiny")
_ORIENTATION = "PP-LCNet_x1_0_doc_ori"
_CHINESE = "月租金：人民币12,600元"
_ENGLISH = "Delivery date: 9 May 2024"
_TURNS = (90, 180)


def checks() -> Iterator[Check]:
    """Each pair of packs on a Chinese and an English scan, turned pages, and a table."""
    desk = _Desk()
    for pair in _PAIRS:
        yield Check(Subject.CHINESE_SCAN, pair, partial(desk.line, pair, samples.LEASE, _CHINESE))
        yield Check(Subject.ENGLISH_SCAN, pair, partial(desk.line, pair, samples.DELIVERY, _ENGLISH))
    for turn in _TURNS:
        yield Check(Subject.TURNING, f"{turn}°, {_ORIENTATION}", partial(desk.turned, turn))
    yield Check(Subject.SCANNED_TABLE, "", desk.table)


class _Desk:
    """The loaded engines, one per pair of packs."""

    def __init__(self) -> None:
        self._engines: dict[str, PaddleEngine] = {}

    def line(self, pair: str, name: str, written: str) -> Seen:
        """A line is read as it is written, but for spaces and the width of signs."""
        from desktop.engines.mupdf import open_document

        with open_document(samples.sample(name)) as source:
            lines = self._engine(pair).recognise(source.sheet(0).picture())
        found = next((line.text for line in lines if _plain(written) in _plain(line.text)), "")
        if not found:
            raise UnexpectedError(written, " / ".join(line.text for line in lines) or "–")
        return Seen(f"“{found}”", name, 1)

    def turned(self, turn: int) -> Seen:
        """A page that was turned is turned back."""
        from desktop.engines.mupdf import open_document

        packs.folder(_ORIENTATION)
        with open_document(samples.sample(samples.DELIVERY)) as source:
            picture = source.sheet(0, turn).picture()
        back = self._engine(_PAIRS[0]).turn(picture)
        expect(f"{360 - turn}°", f"{back}°")
        return Seen(f"{turn}° + {back}° = 360°", samples.DELIVERY, 1)

    def table(self) -> Seen:
        """Its cells are found by the layout model, since a scan has no ruling lines."""
        from desktop.engines.mupdf import open_document

        with open_document(samples.sample(samples.DELIVERY)) as source:
            rows = table_rows(read_page(source, 0, self._engine(_PAIRS[0])))
        expect("Total | 32 | 1,245.00", " / ".join(rows) or "–")
        return Seen(f"{rows[0]} / … / {rows[-1]}", samples.DELIVERY, 1)

    def _engine(self, pair: str) -> PaddleEngine:
        from desktop.engines.paddle import PaddleEngine

        if pair not in self._engines:
            detection, recognition = packs.folder(f"{pair}_det"), packs.folder(f"{pair}_rec")
            orientation = None if packs.missing((_ORIENTATION,)) else packs.folder(_ORIENTATION)
            self._engines[pair] = PaddleEngine(detection, recognition, orientation, threads())
        return self._engines[pair]


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
