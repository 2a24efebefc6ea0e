"""Is a page's text layer to be trusted, or must the page be read by OCR?"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from desktop.reading.source import Drawn, TextLine

_GARBAGE_SHARE = 0.08
_FEW_CHARACTERS = 40
_PAGE_SIZED = 0.6
_UNASSIGNED = frozenset(("Co", "Cn", "Cs", "Cc"))


class TextLayer(StrEnum):
    """What a page's text layer is worth."""

    SOUND = "sound"
    ABSENT = "absent"
    GARBAGE = "garbage"
    BLANK = "blank"  #: no text, and nothing drawn either


def judge(lines: Sequence[TextLine], drawn: Drawn, area: float) -> TextLayer:
    """Judge the text layer of a page of this area (square points)."""
    text = "".join(glyph.text for line in lines for glyph in line.glyphs)
    visible = "".join(text.split())
    if not visible:
        return TextLayer.ABSENT if drawn.pictures or drawn.paths else TextLayer.BLANK
    if _is_garbage(visible):
        return TextLayer.GARBAGE
    if len(visible) < _FEW_CHARACTERS and _picture_share(drawn, area) > _PAGE_SIZED:
        return TextLayer.ABSENT
    return TextLayer.SOUND


def _is_garbage(text: str) -> bool:
    bad = sum(character == "\ufffd" or unicodedata.category(character) in _UNASSIGNED for character in text)
    bad += 5 * text.count("(cid:")
    return bad > _GARBAGE_SHARE * len(text) or _is_scrambled(text)


def _is_scrambled(text: str) -> bool:
    """Letters mapped to the wrong ones: hardly a letter or digit among many signs, or one character only."""
    if len(text) < _FEW_CHARACTERS:
        return False
    kinds = Counter(unicodedata.category(character)[0] for character in text)
    return kinds["L"] + kinds["N"] < 0.35 * len(text) and len(set(text)) > 8


def _picture_share(drawn: Drawn, area: float) -> float:
    return max((box.area for box in drawn.pictures), default=0.0) / max(area, 1.0)
