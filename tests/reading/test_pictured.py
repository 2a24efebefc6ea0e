"""Text in pictures of pages that have a text layer too."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pymupdf
import pytest

from desktop.domain.document import BlockKind, PageContent, PageSource
from desktop.domain.geometry import Box
from desktop.engines.mupdf import open_document
from desktop.reading.pictured import as_recognised, text_line
from desktop.reading.reader import OCR_MISSING, read_page
from desktop.reading.source import OcrLine, Picture
from tests import pdfs

STAMP = "Received by the harbour office on 12 May 2023, number 4711."


@dataclass
class FakeOcr:
    """Reads the same lines in every picture: what each says, and from which point on, in shares of the picture."""

    lines: Sequence[tuple[str, float, float]]
    seen: list[Picture] = field(default_factory=list)

    def turn(self, picture: Picture) -> int:
        return 0

    def recognise(self, picture: Picture) -> tuple[OcrLine, ...]:
        self.seen.append(picture)
        return tuple(self._line(picture, *line) for line in self.lines)

    def _line(self, picture: Picture, text: str, x: float, y: float) -> OcrLine:
        step = min(0.8 * picture.width / len(text), 16.0)
        left, top = x * picture.width, y * picture.height
        boxes = (Box(left + step * at, top, left + step * (at + 1), top + 30) for at in range(len(text)))
        return OcrLine(text, tuple(boxes), 0.9)


def read(path: Path, ocr: FakeOcr | None) -> PageContent:
    with open_document(path) as document:
        return read_page(document, 0, ocr)


def text_of(content: PageContent) -> str:
    return " ".join(" ".join(block.text for block in content.blocks).split())


SCAN = [(line, 0.1, 0.1 + 0.026 * row) for row, line in enumerate(pdfs.ENGLISH)]


def test_a_stamped_scan_has_the_text_of_both(tmp_path: Path) -> None:
    content = read(pdfs.stamped_scan(tmp_path, STAMP, pdfs.ENGLISH * 3), FakeOcr(SCAN))
    assert content.page.source is PageSource.MIXED
    text = text_of(content)
    for line in (*pdfs.ENGLISH, STAMP):
        assert text.count(line) == 1


def test_what_is_read_where_the_page_has_text_of_its_own_is_left_out(tmp_path: Path) -> None:
    ocr = FakeOcr([*SCAN, ("Rcceived hy the harhour offce on 12 Mav 2023, numher 4711.", 60 / 595, 689 / 842)])
    text = text_of(read(pdfs.stamped_scan(tmp_path, STAMP, pdfs.ENGLISH * 3), ocr))
    assert STAMP in text
    assert "Rcceived" not in text


def test_words_of_a_scan_have_their_boxes_on_the_page(tmp_path: Path) -> None:
    content = read(pdfs.stamped_scan(tmp_path, STAMP, pdfs.ENGLISH * 3), FakeOcr(SCAN))
    (word,) = [word for block in content.blocks for word in block.words if word.text == "lighthouse"]
    assert word.box.x0 == pytest.approx(0.1 * 595 + 16 * 0.36 * SCAN[0][0].index("lighthouse"), abs=1)
    assert word.box.y0 == pytest.approx(0.1 * 842, abs=1)


def test_without_an_ocr_pack_the_text_layer_is_read_alone_and_the_scan_named_as_unread(tmp_path: Path) -> None:
    content = read(pdfs.stamped_scan(tmp_path, STAMP, pdfs.ENGLISH * 3), None)
    assert (content.page.source, text_of(content), content.error) == (PageSource.TEXT, STAMP, OCR_MISSING)


def test_a_few_words_over_a_photograph_are_the_pages_own(tmp_path: Path) -> None:
    ocr = FakeOcr([("Mrcis is", 0.1, 0.1)])
    path = tmp_path / "cover.pdf"
    with pymupdf.open() as made:
        page = made.new_page()
        made_of = io.BytesIO()
        pdfs.photograph().save(made_of, "PNG")
        page.insert_image(page.rect, stream=made_of.getvalue(), keep_proportion=False)
        page.insert_text((72, 72), "Mercia is")
        made.save(path)
    content = read(path, ocr)
    assert (content.page.source, text_of(content).strip(), ocr.seen) == (PageSource.TEXT, "Mercia is", [])


def test_a_table_pasted_as_a_picture_is_read(tmp_path: Path) -> None:
    image = pdfs.scan_image(pdfs.CHINESE * 4).convert("RGB").resize((960, 960))
    dense = [
        (f"营业收入第{row}季度合计一千二百三十四万元同比增长百分之十二", 0.05, 0.05 + 0.05 * row) for row in range(18)
    ]
    content = read(pdfs.text_over_picture(tmp_path, image), FakeOcr(dense))
    assert content.page.source is PageSource.MIXED
    assert all(line in text_of(content).replace(" ", "") for line, _, _ in dense)
    assert all(line in text_of(content) for line in pdfs.ENGLISH)


def test_a_photograph_is_not_looked_at(tmp_path: Path) -> None:
    ocr = FakeOcr(SCAN)
    content = read(pdfs.text_over_picture(tmp_path, pdfs.photograph(), pdfs.ENGLISH[1:]), ocr)
    assert (content.page.source, ocr.seen) == (PageSource.TEXT, [])
    assert pdfs.ENGLISH[0] not in text_of(content)
    assert BlockKind.FIGURE in [block.kind for block in content.blocks]


def test_a_plot_with_a_few_labels_is_left_a_figure(tmp_path: Path) -> None:
    ocr = FakeOcr([("Revenue", 0.1, 0.02), ("2022", 0.3, 0.94), ("2023", 0.7, 0.94), ("48.6", 0.02, 0.3)])
    content = read(pdfs.text_over_picture(tmp_path, pdfs.plot()), ocr)
    assert len(ocr.seen) == 1
    assert content.page.source is PageSource.TEXT
    assert "48.6 million" in text_of(content)
    assert "Revenue" not in text_of(content)
    assert BlockKind.FIGURE in [block.kind for block in content.blocks]


@pytest.mark.parametrize("make", [pdfs.english, pdfs.two_columns, pdfs.ruled_table])
def test_a_page_without_pictures_needs_no_ocr(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    ocr = FakeOcr(SCAN)
    assert read(make(tmp_path), ocr).page.source is PageSource.TEXT
    assert ocr.seen == []


@pytest.mark.parametrize("make", [pdfs.logo, pdfs.labelled_plot], ids=["small", "with text of its own over it"])
def test_a_written_picture_is_not_looked_at_if(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    ocr = FakeOcr(SCAN)
    content = read(make(tmp_path), ocr)
    assert (content.page.source, ocr.seen) == (PageSource.TEXT, [])


def test_a_written_picture_is_looked_at(tmp_path: Path) -> None:
    ocr = FakeOcr(SCAN)
    read(pdfs.text_over_picture(tmp_path, pdfs.written()), ocr)
    assert len(ocr.seen) == 1


def test_a_block_of_a_broken_font_is_read_from_its_picture(tmp_path: Path) -> None:
    ocr = FakeOcr([("The lamp room was painted red.", 0.02, 0.1), ("It is white now.", 0.02, 0.6)])
    content = read(pdfs.broken_font(tmp_path), ocr)
    assert content.page.source is PageSource.MIXED
    text = text_of(content)
    assert "The lamp room was painted red." in text
    assert not any("\ue000" <= letter <= "\uf8ff" for letter in text)
    assert text.count(pdfs.ENGLISH[0]) == 3
    (picture,) = ocr.seen
    assert picture.height / picture.scale < 60
    (red,) = [word for block in content.blocks for word in block.words if word.text == "red"]
    assert 580 < red.box.y0 < 620


def test_a_line_goes_to_the_picture_and_back_unchanged() -> None:
    place = Box(0, 0, 600, 800)
    read_there = OcrLine("灯塔 12", tuple(Box(100 + 20 * at, 200, 120 + 20 * at, 230) for at in range(5)), 1.0)
    assert as_recognised(text_line(read_there, 2.0, place), 2.0) == read_there


def test_a_line_of_a_part_of_the_page_is_moved_to_where_the_part_stands() -> None:
    line = text_line(OcrLine("a", (Box(20, 40, 30, 60),), 1.0), 2.0, Box(100, 300, 200, 400))
    assert line.glyphs[0].box == Box(110, 320, 115, 330)
    assert line.size == 8.0


def test_a_picture_under_text_is_not_read_again(tmp_path: Path) -> None:
    ocr = FakeOcr(SCAN)
    assert read(pdfs.searchable(tmp_path), ocr).page.source is PageSource.TEXT
    assert ocr.seen == []
