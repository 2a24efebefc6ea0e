"""Small PDFs and pictures that the tests make themselves. Every function writes into ``folder`` and returns the path."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy
import pymupdf
from PIL import Image, ImageDraw, ImageFilter

ENGLISH = (
    "The company was founded in 1987 and makes lighthouse lamps for small harbours.",
    "In 2023 its revenue reached 48.6 million dollars, a third more than in the year before.",
    "More than four hundred people work in its two plants, most of them at the coast.",
    "The board proposes a dividend of 1.25 dollars per share for the past financial year.",
)
CHINESE = (
    "本公司成立于一九八七年，主要从事小型港口灯塔设备的研发、生产和销售。",
    "报告期内实现营业收入48,600,000.00元，比上年同期增长33.5%。",
    "截至报告期末，公司共有员工412人，其中研发人员86人。",
    "董事会建议向全体股东每10股派发现金红利1.25元（含税）。",
)
#: Lines written as entity,attribute,value; two people share a name.
TRIPLES = (
    "许仕廉,国籍,中国",
    "许仕廉,出生日期,1896年",
    "许仕廉,毕业院校,爱荷华大学",
    "许仕廉,主要成就,中国著名社会学家",
    "许仕廉,职业,社会学家",
    "许仕廉,代表作品,《文化与政治》；《一个市镇调查的尝试》；《中国人口问题》",
)
NAMESAKES = (
    "科列斯尼科夫,出生日期,1985年12月26日",
    "身高,195CM",
    "体重,78kg",
    "所属运动队,圣彼得堡俱乐部",
    "位置,后卫",
    "号码,5号",
    "职业,篮球",
    "米哈伊尔·彼特罗维奇·科列斯尼科夫,出生日期,1939.10",
    "逝世日期,2007.3.26",
)
BALANCE = (
    ("项目", "附注", "2019年12月31日", "2018年12月31日"),
    ("流动资产：", "", "", ""),
    ("货币资金", "七、1", "905,402.44", "627,041.50"),
    ("应收账款", "七、5", "35,667.09", "50,873.79"),
    ("流动资产合计", "", "941,069.53", "677,915.29"),
    ("净利润", "", "(1,234.50)", "-98.70"),
)
INCOME = (
    ("", "2023", "2022"),
    ("Revenue", "48.6", "36.4"),
    ("Cost of sales", "30.1", "24.9"),
    ("Gross profit", "18.5", "11.5"),
    ("Administrative expenses", "(6.2)", "(5.8)"),
    ("Net income", "9.4", "3.1"),
)
PASSWORD = "harbour"


def english(folder: Path, lines: Sequence[str] = ENGLISH, name: str = "english.pdf") -> Path:
    """A page of digital English text."""
    return _saved(_text_document(lines, "helv"), folder, name)


def chinese(folder: Path, lines: Sequence[str] = CHINESE, name: str = "chinese.pdf") -> Path:
    """A page of digital Chinese text."""
    return _saved(_text_document(lines, "china-s"), folder, name)


def triples(folder: Path, lines: Sequence[str] = TRIPLES, name: str = "triples.pdf") -> Path:
    """Lines of entity,attribute,value."""
    return _saved(_text_document(lines, "china-s"), folder, name)


def scanned(folder: Path, lines: Sequence[str], name: str = "scan.pdf", turn: int = 0) -> Path:
    """A page that is nothing but a noisy picture of these lines; lying on its side if ``turn`` says so."""
    return _saved(_picture_document(scan_image(lines, turn)), folder, name)


def scanned_chinese(folder: Path, turn: int = 0) -> Path:
    """A scanned Chinese page."""
    return scanned(folder, CHINESE, "scan-zh.pdf", turn)


def scanned_english(folder: Path, turn: int = 0) -> Path:
    """A scanned English page."""
    return scanned(folder, ENGLISH, "scan-en.pdf", turn)


def mixed(folder: Path) -> Path:
    """Page 0 digital English text, page 1 a scan of the Chinese lines."""
    document = _text_document(ENGLISH, "helv")
    document.insert_pdf(_picture_document(scan_image(CHINESE)))
    return _saved(document, folder, "mixed.pdf")


def two_columns(folder: Path) -> Path:
    """A title over two columns of English text; left and right sentences are numbered in reading order."""
    document, page = _page()
    page.insert_text((150, 70), "Two columns of sentences", fontname="hebo", fontsize=18)
    for column in range(2):
        for row in range(24):
            text = f"S{column * 24 + row:02d} a sentence that fills the column well"
            page.insert_text((60 + column * 250, 110 + row * 14), text, fontname="helv", fontsize=10)
    return _saved(document, folder, "columns.pdf")


def ruled_table(folder: Path, rows: Sequence[Sequence[str]] = BALANCE, name: str = "ruled.pdf") -> Path:
    """A Chinese balance sheet in a table with ruling lines, with title, date and unit above it."""
    document, page = _page()
    for y, text in ((80, "合并资产负债表"), (100, "2019年12月31日"), (120, "单位：万元  币种：人民币")):
        page.insert_text((220, y), text, fontname="china-s", fontsize=11)
    edges = (60.0, 220.0, 280.0, 410.0, 540.0)
    for index, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = pymupdf.Rect(edges[column], 130 + index * 20, edges[column + 1], 150 + index * 20)
            page.draw_rect(cell, width=0.7)
            page.insert_text((cell.x0 + 4, cell.y1 - 6), text, fontname="china-s", fontsize=10)
    return _saved(document, folder, name)


def unruled_table(folder: Path, rows: Sequence[Sequence[str]] = INCOME) -> Path:
    """An English income statement in columns without any line."""
    document, page = _page()
    page.insert_text((60, 80), "Consolidated statements of income", fontname="hebo", fontsize=14)
    page.insert_text((60, 100), "(in millions)", fontname="helv", fontsize=10)
    for index, row in enumerate(rows):
        for column, text in enumerate(row):
            width = pymupdf.get_text_length(text, "helv", 10)
            x = 60 if column == 0 else (380, 480)[column - 1] - width
            page.insert_text((x, 130 + index * 16), text, fontname="helv", fontsize=10)
    page.insert_text((60, 260), "The notes are part of these statements.", fontname="helv", fontsize=10)
    return _saved(document, folder, "unruled.pdf")


def wrapped_numbers(folder: Path) -> Path:
    """A ruled balance sheet with a column so narrow that its largest number goes on in a second line of its cell."""
    document, page = _page()
    rows = (
        ("", "2023", "2022"),
        ("Cash", "905,402.44", "627,041.50"),
        ("Total assets", "1,045,188,01\n7.53", "834.20"),
    )
    edges = (60.0, 200.0, 270.0, 340.0)
    for index, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = pymupdf.Rect(edges[column], 130 + index * 30, edges[column + 1], 160 + index * 30)
            page.draw_rect(cell, width=0.7)
            for at, line in enumerate(text.splitlines()):
                page.insert_text((cell.x0 + 4, cell.y0 + 13 + 11 * at), line, fontname="helv", fontsize=10)
    return _saved(document, folder, "wrapped.pdf")


def rotated(folder: Path, rotation: int, lines: Sequence[str] = ENGLISH) -> Path:
    """English text on a page whose /Rotate turns it as displayed (90, 180, 270): shown lying or upside down."""
    document = _text_document(lines, "helv")
    document[0].set_rotation(rotation)
    return _saved(document, folder, f"rotated-{rotation}.pdf")


def upright_by_rotation(folder: Path, rotation: int, lines: Sequence[str] = ENGLISH) -> Path:
    """English text drawn askew and set upright by /Rotate: the usual landscape page."""
    document = _text_document(lines, "helv")
    page = document[0]
    page.set_rotation((360 - rotation) % 360)
    page.remove_rotation()
    page.set_rotation(rotation)
    return _saved(document, folder, f"upright-{rotation}.pdf")


def locked(folder: Path, password: str = PASSWORD, lines: Sequence[str] = ENGLISH) -> Path:
    """English text that asks for a password."""
    path = folder / "locked.pdf"
    document = _text_document(lines, "helv")
    document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw=password + "!")
    return path


def empty_file(folder: Path) -> Path:
    """A file of no bytes."""
    path = folder / "empty.pdf"
    path.write_bytes(b"")
    return path


def not_a_pdf(folder: Path) -> Path:
    """Plain text under a PDF's name."""
    path = folder / "letter.pdf"
    path.write_text("Dear reader,\nthis is a letter and not a PDF.\n" * 20, encoding="utf-8")
    return path


def markdown(folder: Path) -> Path:
    """Text that MuPDF would open, and set in pages."""
    path = folder / "README.md"
    path.write_text("# Harbour\n\nRevenue was 5 million.\n" * 20, encoding="utf-8")
    return path


def truncated(folder: Path) -> Path:
    """The first few hundred bytes of a PDF: nothing can be saved."""
    path = folder / "truncated.pdf"
    path.write_bytes(english(folder, name="whole.pdf").read_bytes()[:300])
    return path


def zero_pages(folder: Path) -> Path:
    """A well-formed PDF without pages."""
    path = folder / "no-pages.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\n%%EOF\n"
    )
    return path


def without_list_of_pages(folder: Path) -> Path:
    """A PDF with its pages first, cut off before the list of them."""
    path = folder / "half.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R>>endobj\n"
        b"4 0 obj<</Length 999>>stream\nBT (Acme"
    )
    return path


def garbage_text(folder: Path, lines: Sequence[str] = ENGLISH) -> Path:
    """A picture of the lines with a text layer of characters that mean nothing."""
    document = _picture_document(scan_image(lines))
    writer = pymupdf.TextWriter(document[0].rect)
    for row in range(12):
        writer.append((72, 100 + row * 20), "\ue000\ue001\ue002\ue003\ue004" * 6, font=pymupdf.Font("cjk"))
    writer.write_text(document[0], render_mode=3)
    return _saved(document, folder, "garbage.pdf")


def stamped_scan(folder: Path, stamp: str, lines: Sequence[str] = ENGLISH) -> Path:
    """A picture of the lines, as large as the page, with the stamp as real text over its lower part."""
    document = _picture_document(scan_image(lines))
    document[0].insert_text((60, 700), stamp, fontname="helv", fontsize=11)
    return _saved(document, folder, "stamped-scan.pdf")


def text_over_picture(folder: Path, image: Image.Image, lines: Sequence[str] = ENGLISH) -> Path:
    """Lines of real text, and below them a picture that takes two thirds of the page (60, 300 to 540, 780)."""
    document = _text_document(lines, "helv")
    _insert(document, pymupdf.Rect(60, 300, 540, 780), image)
    return _saved(document, folder, "over-picture.pdf")


def logo(folder: Path) -> Path:
    """English text with a small written picture in the corner."""
    document = _text_document(ENGLISH, "helv")
    _insert(document, pymupdf.Rect(400, 20, 460, 80), written())
    return _saved(document, folder, "logo.pdf")


def labelled_plot(folder: Path) -> Path:
    """A written picture in the middle of the page, with lines of real text over its upper half."""
    document = _page()[0]
    _insert(document, pymupdf.Rect(60, 80, 540, 560), written())
    for row, line in enumerate(ENGLISH * 2):
        document[0].insert_text((65, 95 + row * 22), line, fontname="helv", fontsize=11)
    return _saved(document, folder, "labelled.pdf")


def searchable(folder: Path) -> Path:
    """A scan with the words of its lines as invisible text over them."""
    document = _picture_document(scan_image(ENGLISH * 6))
    for row, line in enumerate(ENGLISH * 6):
        document[0].insert_text((60, 90 + row * 22), line, fontname="helv", fontsize=11, render_mode=3)
    return _saved(document, folder, "searchable.pdf")


def photograph() -> Image.Image:
    """Noise: neither paper nor ink."""
    return Image.fromarray(numpy.random.default_rng(2).integers(0, 256, (600, 600, 3), "uint8"))


def written() -> Image.Image:
    """Rows of black strokes on white, as text is."""
    image = Image.new("RGB", (960, 960), "white")
    pen = ImageDraw.Draw(image)
    for y in range(40, 920, 40):
        for x in range(40, 920, 20):
            pen.rectangle((x, y, x + 6, y + 16), fill="black")
    return image


def plot() -> Image.Image:
    """Axes and a curve on white."""
    image = Image.new("RGB", (960, 960), "white")
    pen = ImageDraw.Draw(image)
    pen.line((80, 40, 80, 880, 920, 880), fill="black", width=6)
    pen.line([(80 + 8 * x, 860 - x * x // 14) for x in range(100)], fill="black", width=8)
    return image


def broken_font(folder: Path, lines: Sequence[str] = ENGLISH * 3) -> Path:
    """Lines of text, and at 600 points two more in a font whose characters are none that exist."""
    document = _text_document(lines, "helv")
    writer = pymupdf.TextWriter(document[0].rect)
    for row in range(2):
        writer.append((60, 600 + row * 13), "\ue000\ue001\ue002\ue003\ue004" * 5, font=pymupdf.Font("cjk"), fontsize=11)
    writer.write_text(document[0])
    return _saved(document, folder, "broken-font.pdf")


def blank(folder: Path) -> Path:
    """A page with nothing on it."""
    return _saved(_page()[0], folder, "blank.pdf")


def ruled_alone(folder: Path) -> Path:
    """A page with nothing on it but a thin rule."""
    document, page = _page()
    page.draw_line((60, 80), (530, 80), width=0.5)
    return _saved(document, folder, "ruled.pdf")


def many_pages(folder: Path, count: int, name: str = "many.pdf") -> Path:
    """So many short pages, each naming its own number."""
    document = pymupdf.open()
    for number in range(count):
        page = document.new_page()
        page.insert_text((72, 100), f"This is page {number} of a long report.", fontname="helv", fontsize=11)
    return _saved(document, folder, name)


def contract(folder: Path, count: int = 9) -> Path:
    """A contract of so many pages; the law that governs it is named on the last."""
    document = pymupdf.open()
    for number in range(count):
        page = document.new_page()
        lines = [f"Clause {number} says what either side has to do."]
        if number == 0:
            lines = [
                "SUPPLY AGREEMENT",
                "This Agreement is made by and between Harbour Light, Inc. and Vesta Shops, Inc.",
            ]
        if number == count - 1:
            lines.append("This Agreement shall be governed by the laws of the State of Oregon.")
        for at, line in enumerate(lines):
            page.insert_text((72, 100 + 40 * at), line, fontname="helv", fontsize=11)
    return _saved(document, folder, "supply agreement.pdf")


def running(folder: Path) -> Path:
    """Three pages with the same line above the text, a number below it, and a first line of their own."""
    document = pymupdf.open()
    for number in range(3):
        page = document.new_page(width=595, height=842)
        page.insert_text((60, 40), "Harbour plc Annual Report", fontname="helv", fontsize=9)
        page.insert_text((60, 70), f"Opening words of part {'abc'[number]} of the report", fontname="helv", fontsize=11)
        for row, line in enumerate(ENGLISH):
            page.insert_text((60, 120 + row * 22), line, fontname="helv", fontsize=11)
        page.insert_text((290, 815), str(number + 7), fontname="helv", fontsize=9)
    return _saved(document, folder, "running.pdf")


def tables_to_the_edge(folder: Path) -> Path:
    """Two pages with a ruled table that begins at the upper edge, its header and a line of it being the same on both."""
    document = pymupdf.open()
    for number in range(2):
        page = document.new_page(width=595, height=842)
        for index, row in enumerate((("Item", "2023"), ("12", "12"), ("Cash", f"{number}12.50"), ("Debts", "834.20"))):
            for column, text in enumerate(row):
                cell = pymupdf.Rect(60 + 200 * column, 20 + index * 20, 260 + 200 * column, 40 + index * 20)
                page.draw_rect(cell, width=0.7)
                page.insert_text((cell.x0 + 4, cell.y1 - 6), text, fontname="helv", fontsize=10)
        for row, line in enumerate(ENGLISH):
            page.insert_text((60, 300 + row * 22), line, fontname="helv", fontsize=11)
    return _saved(document, folder, "edge.pdf")


def picture(folder: Path, name: str = "page.png", lines: Sequence[str] = ENGLISH) -> Path:
    """A picture file of the lines; the suffix chooses PNG, JPEG or TIFF."""
    path = folder / name
    scan_image(lines).save(path, dpi=(200, 200))
    return path


def tiff(folder: Path, pages: Sequence[Sequence[str]] = (ENGLISH, CHINESE)) -> Path:
    """A TIFF of several pages."""
    path = folder / "pages.tiff"
    first, *rest = (scan_image(lines) for lines in pages)
    first.save(path, save_all=True, append_images=rest, dpi=(200, 200))
    return path


def scan_image(lines: Sequence[str], turn: int = 0) -> Image.Image:
    """The lines as a scanner would give them at 200 dpi: blurred, noisy, JPEG 45, turned clockwise."""
    chinese_text = any(ord(character) > 0x2E80 for line in lines for character in line)
    page = _text_document(lines, "china-s" if chinese_text else "helv")[0]
    pixels = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
    clean = Image.frombytes("L", (pixels.width, pixels.height), pixels.samples).filter(ImageFilter.GaussianBlur(0.8))
    noise = numpy.random.default_rng(1).normal(0, 12, (pixels.height, pixels.width))
    noisy = Image.fromarray((numpy.asarray(clean) + noise).clip(0, 255).astype("uint8"))
    packed = io.BytesIO()
    noisy.rotate(-turn, expand=True).save(packed, "JPEG", quality=45)
    return Image.open(packed)


def _page() -> tuple[Any, Any]:
    document = pymupdf.open()
    return document, document.new_page(width=595, height=842)


def _text_document(lines: Sequence[str], font: str) -> Any:
    document, page = _page()
    for row, line in enumerate(lines):
        page.insert_text((60, 90 + row * 22), line, fontname=font, fontsize=11)
    return document


def _insert(document: Any, place: Any, image: Image.Image) -> None:
    packed = io.BytesIO()
    image.save(packed, "PNG")
    document[0].insert_image(place, stream=packed.getvalue())


def _picture_document(image: Image.Image) -> Any:
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=90)
    document = pymupdf.open()
    page = document.new_page(width=image.width * 0.36, height=image.height * 0.36)
    page.insert_image(page.rect, stream=packed.getvalue())
    return document


def _saved(document: Any, folder: Path, name: str) -> Path:
    path = folder / name
    document.save(path)
    return path
