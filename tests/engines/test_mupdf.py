"""PyMuPDF on files good and bad."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from desktop.domain.document import BlockKind
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.geometry import Box
from desktop.engines.mupdf import open_document
from desktop.reading.pictured import as_recognised
from tests import pdfs


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (pdfs.empty_file, ErrorCode.EMPTY_FILE),
        (pdfs.not_a_pdf, ErrorCode.NOT_A_DOCUMENT),
        (pdfs.markdown, ErrorCode.NOT_A_DOCUMENT),
        (pdfs.zero_pages, ErrorCode.NO_PAGES),
        (pdfs.truncated, ErrorCode.DAMAGED),
        (pdfs.without_list_of_pages, ErrorCode.DAMAGED),
        (pdfs.locked, ErrorCode.LOCKED),
    ],
)
def test_what_can_not_be_opened_says_why(
    tmp_path: Path, make: Callable[[Path], Path], code: ErrorCode, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(KnownError) as raised:
        open_document(make(tmp_path))
    assert raised.value.code is code
    assert capfd.readouterr() == ("", "")


def test_a_missing_file_is_not_readable(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as raised:
        open_document(tmp_path / "gone.pdf")
    assert raised.value.code is ErrorCode.NOT_READABLE


def test_a_password_opens_and_a_wrong_one_does_not(tmp_path: Path) -> None:
    path = pdfs.locked(tmp_path)
    with pytest.raises(KnownError) as raised:
        open_document(path, "wrong")
    assert raised.value.code is ErrorCode.WRONG_PASSWORD
    with open_document(path, pdfs.PASSWORD) as document:
        document.save_unlocked(tmp_path / "open.pdf")
    with open_document(tmp_path / "open.pdf") as document:
        assert document.page_count == 1


def test_pages_that_can_be_saved_are_used(tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(pdfs.many_pages(tmp_path, 30).read_bytes()[:-900])
    with open_document(path) as document:
        assert document.sheet(0).lines()


def test_a_page_whose_content_is_gone_is_not_taken_for_a_blank_one(tmp_path: Path) -> None:
    with pymupdf.open() as made:
        for text in ("", "first", "second"):
            made.new_page().insert_text((72, 72), text)
        made[0].clean_contents()
        gone = made[2].get_contents()[0]
        made.update_stream(gone, b"Nothing that can be unpacked", compress=False)
        made.xref_set_key(gone, "Filter", "/FlateDecode")
        made.save(tmp_path / "part.pdf")
    with open_document(tmp_path / "part.pdf") as document:
        assert not document.sheet(0).lines()
        assert document.sheet(1).lines()
        with pytest.raises(KnownError) as raised:
            document.sheet(2)
    assert raised.value.code is ErrorCode.DAMAGED


@pytest.mark.parametrize("name", ["page.png", "page.jpg", "page.tif", "picture.pdf"])
def test_pictures_are_told_by_their_content(tmp_path: Path, name: str) -> None:
    path = pdfs.picture(tmp_path, "page.png" if name.endswith("pdf") else name)
    path = path.rename(tmp_path / name)
    with open_document(path) as document:
        assert document.page_count == 1
        sheet = document.sheet(0)
        assert sheet.lines() == ()
        assert sheet.picture().width > 1000


def test_every_page_of_a_tiff_can_be_had(tmp_path: Path) -> None:
    with open_document(pdfs.tiff(tmp_path)) as document:
        assert document.page_count == 2
        assert min(document.sheet(1).picture().samples) < 100


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_cropped_turned_page_is_drawn_as_displayed(tmp_path: Path, rotation: int) -> None:
    path = pdfs.english(tmp_path)
    with pymupdf.open(path) as made:
        made[0].set_cropbox(pymupdf.Rect(40, 60, 500, 400))
        made[0].set_rotation(rotation)
        made.save(tmp_path / "cropped.pdf")
    with open_document(tmp_path / "cropped.pdf") as document, pymupdf.open(tmp_path / "cropped.pdf") as plain:
        sheet = document.sheet(0)
        assert (sheet.width, sheet.height) == (plain[0].rect.width, plain[0].rect.height)
        assert sum(len(line.glyphs) for line in sheet.lines()) > 100


def test_huge_pages_become_pictures_of_bounded_size(tmp_path: Path) -> None:
    with pymupdf.open() as made:
        made.new_page(width=14_000, height=14_000)
        made.save(tmp_path / "huge.pdf")
    with open_document(tmp_path / "huge.pdf") as document:
        picture = document.sheet(0).picture()
        assert picture.width * picture.height <= 25_100_000
        assert document.page_png(0, 8.0).startswith(b"\x89PNG")


def test_ruled_grids_have_a_box_per_cell(tmp_path: Path) -> None:
    with open_document(pdfs.ruled_table(tmp_path)) as document:
        (grid,) = document.sheet(0).ruled_grids()
    assert len(grid.cells) == len(pdfs.BALANCE) * 4


def test_the_outline_says_what_begins_on_a_page(tmp_path: Path) -> None:
    with pymupdf.open(pdfs.many_pages(tmp_path, 4)) as made:
        made.set_toc([[1, "Report", 1], [2, "Balance sheet", 2], [3, "Assets", 2], [1, "附注", 4]])
        made.save(tmp_path / "outlined.pdf")
    with open_document(tmp_path / "outlined.pdf") as document:
        assert document.outline(0) == {"Report": 1}
        assert document.outline(1) == {"Balance sheet": 2, "Assets": 3}
        assert document.outline(2) == {}
        assert document.outline(3) == {"附注": 1}


def test_a_document_without_an_outline_says_nothing(tmp_path: Path) -> None:
    with open_document(pdfs.english(tmp_path)) as document:
        assert document.outline(0) == {}
    with open_document(pdfs.picture(tmp_path)) as document:
        assert document.outline(0) == {}


def test_a_part_of_the_sheet_is_drawn_at_the_scale_it_says(tmp_path: Path) -> None:
    with open_document(pdfs.ruled_table(tmp_path)) as document:
        sheet = document.sheet(0)
        whole, part = sheet.picture(), sheet.picture(Box(72, 108, 252, 252))  # a hundred pixels to 36 points
    assert part.scale == whole.scale
    assert (part.width, part.height) == (500, 400)
    rows = (3 * (whole.width * y + 200) for y in range(300, 700))
    assert part.samples == b"".join(whole.samples[start : start + 1500] for start in rows)
    assert min(part.samples) < 100  # the ruling lines


def test_raised_text_is_told_from_the_line(tmp_path: Path) -> None:
    with pymupdf.open() as made:
        page = made.new_page()
        page.insert_text((60, 100), "Revenue 1,234", fontname="helv", fontsize=11)
        page.insert_text((132, 96), "1", fontname="helv", fontsize=6)
        made.save(tmp_path / "raised.pdf")
    with open_document(tmp_path / "raised.pdf") as document:
        glyphs = [glyph for line in document.sheet(0).lines() for glyph in line.glyphs]
    assert [glyph.text for glyph in glyphs if glyph.raised] == ["1"]
    assert "".join(glyph.text for glyph in glyphs if not glyph.raised).strip() == "Revenue 1,234"


def test_regions_of_the_layout_model_stand_where_the_text_does(tmp_path: Path) -> None:
    with open_document(pdfs.ruled_table(tmp_path)) as document:
        regions = document.sheet(0).regions()
    (table,) = [region for region in regions if region.kind is BlockKind.TABLE]
    assert table.box.holds(300, 190)


def test_ruling_lines_of_a_scan_close_its_table(tmp_path: Path) -> None:
    with open_document(pdfs.ruled_table(tmp_path)) as drawn:
        sheet = drawn.sheet(0)
        picture = sheet.picture()
        layered = drawn.layered(picture, tuple(as_recognised(line, picture.scale) for line in sheet.lines()))
        (grid,) = layered.ruled_grids()
        assert len(layered.drawn().rules) >= len(pdfs.BALANCE) + 1 + 5
    assert len(grid.cells) == len(pdfs.BALANCE) * 4
