"""Which text layers are to be trusted."""

from __future__ import annotations

import pytest

from desktop.domain.geometry import Box
from desktop.reading.source import Drawn, Glyph, TextLine
from desktop.reading.textlayer import TextLayer, is_broken, judge
from tests import pdfs

AREA = 600.0 * 800.0

GERMAN = (
    "Die Gesellschaft wurde 1987 gegründet und stellt Leuchtfeuer für kleine Häfen her. Im Geschäftsjahr stiegen die "
    "Umsatzerlöse auf 48,6 Millionen Euro; die übrigen Erträge blieben gegenüber dem Vorjahr unverändert."
)
FRENCH = (
    "La société a été créée en 1987 et fabrique des phares destinés aux petits ports. Le chiffre d'affaires s'est "
    "élevé à 48,6 millions d'euros, soit un tiers de plus qu'à la même période de l'année précédente."
)
NUMBERS = (
    "1,234,567.89 1,100,200.10 (834,500.00) 12.5% 9.1% — — 388 391 2023 2022 905,402.44 627,041.50 35,667.09 50,873.79 "
    "941,069.53 677,915.29 (1,234.50) -98.70 48.6 36.4 30.1 24.9"
)
CODES = "ISIN DE000A1EWWW0 SWIFT DEUTDEFF BIC HBUKGB4B 603339 GB00B03MLX29 VAT 123456789"
ENGLISH = " ".join(pdfs.ENGLISH)
CHINESE = "".join(pdfs.CHINESE)
TRADITIONAL = (
    "本集團於報告期內實現營業收入約四億八千六百萬元較去年同期增長董事會建議派發末期股息每股港幣壹元貳角獨立核數師認為綜合財務報"
    "表真實而公平地反映貴集團於該日之財務狀況及該年度綜合財務表現並已遵照香港公司條例之披露規定妥為擬備應收賬款減值撥備參閱附註"
)
RARE = "".join(chr(code) for code in range(0x3400, 0x3400 + 120))


def line(text: str) -> TextLine:
    return TextLine(tuple(Glyph(letter, Box(5 * at, 0, 5 * at + 5, 10)) for at, letter in enumerate(text)), 10.0)


def moved(text: str, by: int) -> str:
    """The letters moved along the alphabet, as by a font whose codes are off."""
    return "".join(chr((ord(c) - 97 + by) % 26 + 97) if c.islower() else c for c in text.lower())


@pytest.mark.parametrize("text", [ENGLISH, CHINESE, TRADITIONAL, GERMAN, FRENCH, NUMBERS, CODES, "12", "№ 5 © «»"])
def test_text_that_means_something_is_sound(text: str) -> None:
    assert judge([line(text)], Drawn(), AREA) is TextLayer.SOUND


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH[:150] + "\ufffd" * 30,
        ENGLISH[:150] + "\ue000\ue001\ue002" * 10,
        ENGLISH[:150] + "\x01\x02\x03" * 10,
        ENGLISH[:100] + "(cid:12)(cid:7)(cid:44)",
        CHINESE.encode("gbk").decode("latin-1"),
        moved(ENGLISH, 3),
        moved(ENGLISH, 25),
        "".join(chr(ord(letter) - 29) for letter in ENGLISH if letter.isalpha()),
        "".join("!\"#$%&'()*+,-./:;<=>?@"[ord(c) % 22] for c in ENGLISH),
        RARE,
    ],
    ids=[
        "replaced",
        "private use",
        "controls",
        "cid",
        "gbk",
        "moved by 3",
        "moved by 25",
        "numbers of glyphs",
        "signs",
        "rare characters",
    ],
)
def test_text_that_means_nothing_is_garbage(text: str) -> None:
    assert judge([line(text)], Drawn(), AREA) is TextLayer.GARBAGE


def test_a_few_unknown_signs_do_no_harm() -> None:
    assert judge([line(ENGLISH + "\ue000\ufffd")], Drawn(), AREA) is TextLayer.SOUND


def test_few_words_over_a_picture_of_the_whole_page_are_no_text_layer() -> None:
    whole, half = Box(0, 0, 600, 800), Box(0, 0, 600, 400)
    assert judge([line("Received 12 May")], Drawn(pictures=(whole,)), AREA) is TextLayer.ABSENT
    assert judge([line("Received 12 May")], Drawn(pictures=(half,)), AREA) is TextLayer.SOUND
    assert judge([line(ENGLISH)], Drawn(pictures=(whole,)), AREA) is TextLayer.SOUND


def test_without_text_a_page_is_blank_or_drawn() -> None:
    assert judge([line("  ")], Drawn(), AREA) is TextLayer.BLANK
    assert judge([], Drawn(paths=3), AREA) is TextLayer.ABSENT
    assert judge([], Drawn(pictures=(Box(0, 0, 9, 9),)), AREA) is TextLayer.ABSENT


@pytest.mark.parametrize("text", ["\ufffd\ufffd\ufffd lamp", "\ue001\ue002\ue003\ue004", "(cid:3)(cid:4)"])
def test_a_line_whose_characters_are_unknown_is_broken(text: str) -> None:
    assert is_broken(line(text))


@pytest.mark.parametrize("text", ["f(x) = \ue001 + 12 lamps", "\ufffd\ufffd", "流动资产合计", ENGLISH, "a\u0308 b"])
def test_a_line_with_a_sign_or_two_that_no_font_names_is_not(text: str) -> None:
    assert not is_broken(line(text))


@pytest.mark.parametrize(
    "text",
    [
        "第一节 释义" + "·" * 60 + "3\n第二节 公司简介和主要财务指标" + "·" * 40 + "4\n",
        "第一节 释义" + "." * 120 + "3",
        "FPGA TQFP LQFP HDPE PVC RVS NPT BSP DN50 PN16 " * 4,
        "Các điều khoản của hợp đồng này được hiểu theo pháp luật của nước Cộng hòa xã hội chủ nghĩa Việt Nam. " * 4,
    ],
)
def test_leaders_codes_and_accents_are_sound(text: str) -> None:
    assert judge([line(text)], Drawn(), 480_000.0) is TextLayer.SOUND


def test_bullets_of_a_font_of_signs_spoil_no_text() -> None:
    assert (
        judge([line(f"\uf0a7 {word}") for word in ("Sales", "Costs", "Tax", "Net")], Drawn(), AREA) is TextLayer.SOUND
    )
    assert judge([line("\uf0a7\uf0a8\uf0a9 \uf0aa")], Drawn(), AREA) is TextLayer.GARBAGE
