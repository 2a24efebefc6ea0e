"""PaddleOCR with the small-footprint packs."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from desktop.domain.document import PageContent, PageSource
from desktop.engines.mupdf import open_document
from desktop.engines.paddle import PaddleEngine
from desktop.reading.reader import read_page
from tests import pdfs
from tests.engines.packs import pack

PACKS = ("PP-OCRv6_tiny_det", "PP-OCRv6_tiny_rec", "PP-LCNet_x1_0_doc_ori")


@pytest.fixture(scope="module")
def engine() -> PaddleEngine:
    return PaddleEngine(*map(pack, PACKS))


def scan(path: Path, engine: PaddleEngine) -> PageContent:
    with open_document(path) as document:
        return read_page(document, 0, engine)


def errors(read: str, written: str) -> float:
    """Character error rate, spaces left out, full-width and plain signs alike."""
    first, second = ("".join(unicodedata.normalize("NFKC", text).split()) for text in (read, written))
    row = list(range(len(second) + 1))
    for index, character in enumerate(first, 1):
        previous, row = row, [index]
        for place, other in enumerate(second, 1):
            row.append(min(previous[place] + 1, row[-1] + 1, previous[place - 1] + (character != other)))
    return row[-1] / len(second)


@pytest.mark.parametrize("lines", [pdfs.CHINESE, pdfs.ENGLISH], ids=["zh", "en"])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_scan_is_read_whichever_way_it_lies(
    tmp_path: Path, engine: PaddleEngine, lines: tuple[str, ...], turn: int
) -> None:
    content = scan(pdfs.scanned(tmp_path, lines, turn=turn), engine)
    assert content.page.source is PageSource.OCR
    assert errors("\n".join(block.text for block in content.blocks), "\n".join(lines)) <= 0.02


def test_characters_have_boxes_where_they_stand(tmp_path: Path, engine: PaddleEngine) -> None:
    content = scan(pdfs.scanned_english(tmp_path), engine)
    with open_document(pdfs.english(tmp_path)) as document:
        truth = read_page(document, 0, None)
    read = [word for block in content.blocks for word in block.words]
    for word in (word for block in truth.blocks for word in block.words):
        same = [other for other in read if other.text == word.text]
        if len(word.text) > 5 and len(same) == 1:
            x, y = same[0].box.centre
            assert abs(x - word.box.centre[0]) < 8
            assert abs(y - word.box.centre[1]) < 4


def test_pictures_can_be_read_too(tmp_path: Path, engine: PaddleEngine) -> None:
    content = scan(pdfs.picture(tmp_path, "photo.jpg", pdfs.CHINESE), engine)
    assert "灯塔" in "".join(block.text for block in content.blocks)
