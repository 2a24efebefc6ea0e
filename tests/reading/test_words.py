"""Words: what is one word, and that their text is what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.document import Word
from desktop.domain.geometry import Box
from desktop.reading.source import Glyph, TextLine
from desktop.reading.words import joined, joined_lines, read_lines, visual_lines


def line(text: str, x: float = 0.0, y: float = 0.0) -> TextLine:
    """Ten points per Chinese character, five per other one."""
    glyphs = []
    for character in text:
        width = 10.0 if ord(character) >= 0x2E80 else 5.0
        glyphs.append(Glyph(character, Box(x, y, x + width, y + 10)))
        x += width
    return TextLine(tuple(glyphs), 10.0)


def words_of(text: str) -> list[str]:
    return [word.text for one in read_lines([line(text)]) for word in one.words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("货币资金", ["货", "币", "资", "金"]),
        ("1,639,379,320.41", ["1,639,379,320.41"]),
        ("-12.5%", ["-12.5%"]),
        ("(1,234)", ["(", "1,234", ")"]),
        ("Net income", ["Net", "income"]),
        ("2019年12月31日", ["2019", "年", "12", "月", "31", "日"]),
        ("A股", ["A", "股"]),
        ("身高195CM", ["身", "高", "195CM"]),
        ("0513-81658162", ["0513", "-", "81658162"]),
    ],
)
def test_a_word_is_a_run_a_number_or_a_chinese_character(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_typographic_space_between_digits_and_chinese_is_left_out() -> None:
    narrow = TextLine(
        (Glyph("9", Box(0, 0, 5, 10)), Glyph(" ", Box(5, 0, 7, 10)), Glyph("年", Box(7, 0, 17, 10))), 10.0
    )
    assert read_lines([narrow])[0].text == "9年"


def test_a_line_break_is_a_space_only_where_the_script_needs_one() -> None:
    first, second = (read_lines([line(text)])[0].words for text in ("net", "income"))
    assert joined(joined_lines([first, second])) == "net income"
    first, second = (read_lines([line(text)])[0].words for text in ("流动资", "产合计"))
    assert joined(joined_lines([first, second])) == "流动资产合计"


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=60))
def test_joined_words_are_the_text(text: str) -> None:
    found = read_lines([line(text)])
    kept = "".join(one.text for one in found)
    assert "".join(kept.split()) == "".join(text.split())


@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=40))
def test_every_word_has_the_box_of_its_own_characters(text: str) -> None:
    raw = line(text)
    (read,) = read_lines([raw])
    position = 0
    for word in read.words:
        start = text.index(word.text, position)
        own = raw.glyphs[start : start + len(word.text)]
        assert (word.box.x0, word.box.x1) == (own[0].box.x0, own[-1].box.x1)
        position = start + len(word.text)


def test_words_fall_into_lines_from_the_top_and_left() -> None:
    words = [
        Word(text, Box(x, y, x + 5, y + 10)) for text, x, y in (("d", 9, 21), ("a", 0, 0), ("b", 9, 1), ("c", 0, 20))
    ]
    assert ["".join(word.text for word in row) for row in visual_lines(words)] == ["ab", "cd"]


def test_numbers_of_two_columns_are_two_numbers() -> None:
    left, right = Word("449", Box(0, 0, 15, 10)), Word("96", Box(60, 0, 70, 10))
    assert joined(joined_lines([(left, right)])) == "449 96"
    close = Word("96", Box(15.5, 0, 25, 10))
    assert joined(joined_lines([(left, close)])) == "44996"
    assert joined(joined_lines([(Word("65.00", Box(0, 0, 15, 10)), close)])) == "65.00 96"


def test_a_heading_that_is_spaced_out_is_not_torn() -> None:
    x, glyphs = 0.0, []
    for character in "RESPONSIBILITIES STATEMENT":
        glyphs.append(Glyph(character, Box(x, 0.0, x + 7.0, 12.0)))
        x += 7.0 + 1.6
    (line,) = read_lines([TextLine(tuple(glyphs), 12.0)])
    assert line.text == "RESPONSIBILITIES STATEMENT"


def raised_line(text: str) -> TextLine:
    """As ``line``; what stands between ^ and the next space or ~ is raised and smaller."""
    glyphs, x, raised = [], 0.0, False
    for character in text:
        if character in "^~":
            raised = character == "^"
            continue
        raised = raised and character != " "
        width, height = (3.0, 5.0) if raised else (5.0, 10.0)
        glyphs.append(Glyph(character, Box(x, 0.0, x + width, height), raised))
        x += width
    return TextLine(tuple(glyphs), 10.0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,234^1", "1,234 1"),
        ("12.5%^2", "12.5% 2"),
        ("Revenue^1", "Revenue 1"),
        ("5.3^12 6.1", "5.3 12 6.1"),
        ("^1~Restated", "1 Restated"),
        ("(834)^3", "(834) 3"),
        ("2^nd~ quarter", "2nd quarter"),
        ("the 31^st", "the 31st"),
        ("120 m^2", "120 m2"),
        ("120 km^2~ of land", "120 km2 of land"),
        ("9 ft^3", "9 ft3"),
        ("Program^2", "Program 2"),
    ],
)
def test_raised_marks_stand_apart_and_the_ends_of_2nd_and_m2_do_not(text: str, said: str) -> None:
    assert read_lines([raised_line(text)])[0].text == said


def test_a_footnote_mark_is_a_word_of_its_own_behind_the_number() -> None:
    (read,) = read_lines([raised_line("1,234^1")])
    assert [(word.text, word.box.height) for word in read.words] == [("1,234", 10.0), ("1", 5.0)]


def flowing(*texts: str) -> str:
    lines = [read_lines([line(text, y=14.0 * row)])[0].words for row, text in enumerate(texts)]
    return joined(joined_lines(lines, flowing=True))


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("many light-", "houses stand", "many lighthouses stand"),
        ("many light\u2010", "houses stand", "many lighthouses stand"),
        ("many light\u2011", "houses stand", "many lighthouses stand"),
        ("many light\u00ad", "houses stand", "many lighthouses stand"),
        ("a self-", "made man", "a self-made man"),
        ("a Self\u2010", "made man", "a Self\u2010made man"),
        ("the Anglo-", "Saxon coast", "the Anglo-Saxon coast"),
        ("the years 1987-", "1990 were", "the years 1987-1990 were"),
        ("a dash -", "then more", "a dash - then more"),
        ("an x-", "ray", "an x-ray"),
        ("und die Geschäfts-", "führung", "und die Geschäftsführung"),
    ],
)
def test_words_parted_at_the_end_of_a_line_are_whole_in_flowing_text(first: str, second: str, whole: str) -> None:
    assert flowing(first, second) == whole


def test_in_cells_a_hyphen_at_the_end_of_a_line_stays() -> None:
    lines = [read_lines([line(text)])[0].words for text in ("light-", "houses")]
    assert joined(joined_lines(lines)) == "light-houses"


def test_a_parted_word_is_boxed_line_by_line() -> None:
    lines = [read_lines([line(text, y=14.0 * row)])[0].words for row, text in enumerate(("light-", "houses"))]
    first, second = joined_lines(lines, flowing=True)
    assert (first.text, first.box) == ("light", Box(0, 0, 30, 10))
    assert (second.text, second.box, second.space_before) == ("houses", Box(0, 14, 30, 24), False)


@pytest.mark.parametrize(
    ("accent", "letter", "whole"),
    [
        ("¨", "o", "ö"),
        ("´", "e", "é"),
        ("`", "a", "à"),
        ("ˆ", "e", "ê"),
        ("˜", "n", "ñ"),
        ("ˇ", "s", "š"),
        ("˚", "a", "å"),
    ],
)
def test_an_accent_set_over_a_letter_is_one_with_it(accent: str, letter: str, whole: str) -> None:
    glyphs = [Glyph("G", Box(0, 0, 5, 10)), Glyph(accent, Box(5, 0, 10, 10)), Glyph(letter, Box(5, 0, 10, 10))]
    glyphs.append(Glyph("t", Box(10, 0, 15, 10)))
    (read,) = read_lines([TextLine(tuple(glyphs), 10.0)])
    assert [(word.text, word.box) for word in read.words] == [(f"G{whole}t", Box(0, 0, 15, 10))]


def test_an_accent_beside_a_letter_is_a_sign_by_itself() -> None:
    (read,) = read_lines([line("`a")])
    assert read.text == "`a"
