"""Is a page's text layer to be trusted, or must the page be read by OCR?"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from desktop.reading.source import Drawn, TextLine

_GARBAGE_SHARE = 0.08
_FEW_CHARACTERS = 40
_PAGE_SIZED = 0.6
_UNASSIGNED = frozenset(("Co", "Cn", "Cs", "Cc"))
_MIN_LETTERS = 80
_SHIFTED_VOWELS = frozenset("DHLRX")  #: aeiou by their numbers as glyphs of many fonts, 29 less than as characters
_FEWEST_VOWELS = 0.2  #: share of English letters; 0.38 is usual
_ACCENTED = re.compile(r"[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]")
_LEADERS = re.compile(r"([.·•…_=*‐—-])\1{2,}")
_HAN = re.compile(r"[\u3400-\u9fff]")


class TextLayer(StrEnum):
    """What a page's text layer is worth."""

    SOUND = "sound"
    ABSENT = "absent"
    GARBAGE = "garbage"
    BLANK = "blank"  #: no text, and nothing drawn either


def judge(lines: Sequence[TextLine], drawn: Drawn, area: float) -> TextLayer:
    """Judge the text layer of a page of this area (square points)."""
    visible = "".join("".join(map(_without_bullet, lines)).split())
    if not visible:
        return TextLayer.ABSENT if drawn.pictures or drawn.paths else TextLayer.BLANK
    if _is_garbage(_LEADERS.sub("", visible)):
        return TextLayer.GARBAGE
    if len(visible) < _FEW_CHARACTERS and _picture_share(drawn, area) > _PAGE_SIZED:
        return TextLayer.ABSENT
    return TextLayer.SOUND


def _without_bullet(line: TextLine) -> str:
    """The text of a line; what a font of signs has for a bullet means nothing, and harms nothing."""
    text = "".join(glyph.text for glyph in line.glyphs).strip()
    bullet = len(text) > 1 and unicodedata.category(text[0]) == "Co" and unicodedata.category(text[1]) != "Co"
    return text[1:] if bullet else text


def _is_garbage(text: str) -> bool:
    bad = sum(character == "\ufffd" or unicodedata.category(character) in _UNASSIGNED for character in text)
    bad += 5 * text.count("(cid:")
    return bad > _GARBAGE_SHARE * len(text) or _is_scrambled(text) or _is_miscoded(text)


def is_broken(line: TextLine) -> bool:
    """Whether a line of a sound page is unreadable: its font maps no characters, or to none that exist."""
    text = "".join(glyph.text for glyph in line.glyphs if not glyph.text.isspace())
    bad = sum(character == "\ufffd" or unicodedata.category(character) in _UNASSIGNED for character in text)
    return len(text) > 2 and bad + 5 * text.count("(cid:") > 0.3 * len(text)


def _is_miscoded(text: str) -> bool:
    """Chinese taken for Western European, characters that hardly anyone writes, or letters moved along the alphabet."""
    if len(_ACCENTED.findall(text)) > 0.3 * len(text) > 0.3 * _FEW_CHARACTERS:
        return True
    han = _HAN.findall(text)
    if len(han) > _MIN_LETTERS and min(_unknown(han, code) for code in ("gb2312", "big5")) > 0.4:
        return True
    plain = unicodedata.normalize("NFD", text)
    if _lacks(plain, "aeiouy", [one for one in plain if "a" <= one <= "z"]):
        return True
    large = [one for one in plain if "A" <= one <= "Z"]  # a list of codes has few vowels too
    vowels = sum(one in _SHIFTED_VOWELS for one in large)
    return _lacks(plain, "AEIOUY", large) and 0.33 * len(large) < vowels and max(set(large), key=large.count) == "H"


def _lacks(text: str, vowels: str, letters: Sequence[str]) -> bool:
    """Whether letters make up most of the text, and hardly any of them is a vowel."""
    enough = len(letters) > max(_MIN_LETTERS, 0.4 * len(text))
    return enough and sum(letter in vowels for letter in letters) < _FEWEST_VOWELS * len(letters)


def _unknown(characters: Sequence[str], code: str) -> float:
    """Share of the characters that an older code, made of those in use, has not."""
    return sum(not one.encode(code, "ignore") for one in characters) / len(characters)


def _is_scrambled(text: str) -> bool:
    """Letters mapped to the wrong ones: hardly a letter or digit among many signs, or one character only."""
    if len(text) < _FEW_CHARACTERS:
        return False
    kinds = Counter(unicodedata.category(character)[0] for character in text)
    return kinds["L"] + kinds["N"] < 0.35 * len(text) and len(set(text)) > 8


def _picture_share(drawn: Drawn, area: float) -> float:
    return max((box.area for box in drawn.pictures), default=0.0) / max(area, 1.0)
