"""The measurement sets: what stands on their pages, as their makers say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.bench.kit.measures import GridCell, without_markup


@dataclass(frozen=True, slots=True)
class GoldTable:
    """A table of the ICDAR 2013 competition: the page (0-based) of each of its regions, and all cells."""

    pages: tuple[int, ...]
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class GoldValue:
    """An attribute of a report, its value, and the pages (0-based) it stands on."""

    attribute: str
    value: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GoldScan:
    """A picture with its words; with pairs (forms), attributes (receipts), or text in reading order (pages)."""

    file: str
    kind: str
    text: str
    flow: str
    pairs: tuple[tuple[str, str], ...]


def tables(path: Path) -> tuple[GoldTable, ...]:
    """The tables of a ``-str.xml`` file; regions side by side are one table."""
    tree = ElementTree.parse(path)
    return tuple(_table(element) for element in tree.getroot().iter("table"))


def values(folder: Path, pdf: str) -> tuple[GoldValue, ...]:
    """The attributes of this report, each once."""
    rows = (row for row in _lines(folder / "gold.jsonl") if row["pdf"] == pdf)
    return tuple(dict.fromkeys(GoldValue(row["attribute"], row["value"], tuple(row["pages"])) for row in rows))


def scans(folder: Path) -> tuple[GoldScan, ...]:
    """All pictures of the set."""
    return tuple(_SCANS[row["set"]](row) for row in _lines(folder / "gold.jsonl"))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _table(element: ElementTree.Element) -> GoldTable:
    regions = list(element.iter("region"))
    pages = tuple(int(region.get("page", 1)) - 1 for region in regions)
    return GoldTable(pages, tuple(cell for region in regions for cell in _cells(region)))


def _cells(region: ElementTree.Element) -> Iterator[GridCell]:
    down, right = int(region.get("row-increment", 0)), int(region.get("col-increment", 0))
    for cell in region.iter("cell"):
        row, column = int(cell.get("start-row", 0)), int(cell.get("start-col", 0))
        last_row, last_column = int(cell.get("end-row", row)), int(cell.get("end-col", column))
        text = " ".join(content.text or "" for content in cell.iter("content"))
        yield GridCell(row + down, last_row + down, column + right, last_column + right, text)


def _form(row: dict[str, Any]) -> GoldScan:
    text = " ".join(row["words"])
    return GoldScan(row["image"], "forms", text, "", tuple((label, value) for label, value in row["pairs"]))


def _receipt(row: dict[str, Any]) -> GoldScan:
    text = "\n".join(row["lines"])
    return GoldScan(row["image"], "receipts", text, "", tuple(row["gold"].items()))


def _page(row: dict[str, Any]) -> GoldScan:
    """All text for counting, and what has a place in the order; formulas and figures have no text there."""
    ordered = sorted((one for one in row["blocks"] if one["order"] is not None), key=lambda one: one["order"])
    text = "\n".join(map(_block_text, row["blocks"]))
    return GoldScan(row["image"], "pages", text, "\n".join(map(_block_text, ordered)), ())


def _block_text(block: dict[str, Any]) -> str:
    return without_markup(block.get("text") or unescape(block.get("html") or ""))


_SCANS = {"forms": _form, "receipts": _receipt, "pages": _page}
