"""Characters to words: a run of letters, a whole number, one Chinese character, or one sign."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from operator import attrgetter
from statistics import median

from desktop.domain.document import Word
from desktop.domain.geometry import Box, bounding
from desktop.reading.source import Glyph, TextLine

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef]")
_HYPHENS = ("-", "\u00ad", "\u2010", "\u2011")
#: the first halves of words that have a hyphen wherever they stand
_HYPHENATED = frozenset({
    "all", "by", "co", "cross", "ex", "full", "half", "high", "long", "low", "mid", "multi", "non", "off", "on", "one",
    "part", "post", "pre", "re", "self", "semi", "short", "so", "state", "third", "three", "two", "well", "year",
})  # fmt: skip
_ACCENTS = {"¨": "\u0308", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "˜": "\u0303", "˚": "\u030a", "ˇ": "\u030c"}
_WIDE_GAP, _TIGHT = 0.6, 0.12  #: in type sizes: a gap that stands for a space, in a usual and in a tight line
_MIN_LETTERS, _LONGEST_WORDS = 20, 14
_LATIN = re.compile(r"[A-Za-z]")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.I)
_AREA = re.compile(r"(?<![^\W\d])(?:[ckm]?m|ft|in)\^[23]$")
_CENTS = re.compile(r"\d\.\d\d$")
_TOKEN = re.compile(
    rf"\d+[^\W\d_{HAN}][^\W{HAN}]*"
    rf"|(?:(?<![^\W{HAN}])[-−+])?\d+(?:[.,，]\d+)*[%％]?"
    rf"|[^\W{HAN}]+(?:['’][^\W\d_{HAN}]+)*"
    r"|\S"
)


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line, left to right; or a stand-in for the page's ``table`` of that index, if not -1."""

    words: tuple[Word, ...]
    box: Box
    size: float
    bold: bool = False
    block: int = 0
    table: int = -1

    @property
    def text(self) -> str:
        """The words joined."""
        return joined(self.words)


def read_lines(raw: Iterable[TextLine]) -> tuple[Line, ...]:
    """Words of every line that has any."""
    return tuple(line for line in map(_line, raw) if line is not None)


def joined(words: Iterable[Word]) -> str:
    """The text that the words make; the first one's space is left out."""
    return "".join((" " if word.space_before else "") + word.text for word in words).strip()


def line_of(words: Sequence[Word], size: float, bold: bool = False, block: int = 0) -> Line:
    """A line around these words; ValueError if there are none."""
    return Line(tuple(words), bounding(word.box for word in words), size, bold, block)


def joined_lines(lines: Sequence[Sequence[Word]], flowing: bool = False) -> tuple[Word, ...]:
    """The words of several lines, with a space at a line break where the script needs one.

    In ``flowing`` text a word that a hyphen parts at the end of a line is whole again.
    """
    every: list[Word] = []
    for line in lines:
        goes_on = flowing and _is_parted(every, line)
        if goes_on:
            hyphen = every.pop()
            every[-1] = replace(every[-1], box=bounding((every[-1].box, hyphen.box)))
        for index, word in enumerate(line):
            breaks = bool(every) and (_is_dash(every[-1]) or needs_space(every[-1].text, word.text))
            apart = word.space_before or (breaks and (_is_apart(every[-1], word) or _is_whole(every[-1], word)))
            every.append(Word(word.text, word.box, (breaks and not goes_on) if index == 0 else apart))
    return tuple(every)


def _is_dash(word: Word) -> bool:
    """Whether this is a dash with a space before it, and so one behind it."""
    return word.space_before and word.text in _HYPHENS


def _is_parted(line: Sequence[Word], following: Sequence[Word]) -> bool:
    """Whether the line's last word goes on in the next line; ``self-`` and its like keep their hyphen."""
    if len(line) < 2 or not following or line[-1].text not in _HYPHENS or line[-1].space_before:
        return False
    if len(line) > 2 and line[-3].text in _HYPHENS and not line[-2].space_before:
        return False  # proof-of-
    first, rest = line[-2].text, following[0].text
    return first.isalpha() and len(first) > 1 and rest[:1].islower() and first.lower() not in _HYPHENATED


def _is_apart(left: Word, right: Word) -> bool:
    """Whether a gap stands between two words of a line, as between columns that no space separates."""
    return right.box.x0 - left.box.x1 > 0.3 * min(left.box.height, right.box.height)


def _is_whole(left: Word, right: Word) -> bool:
    """Whether an amount with its cents ends before another number: ``65.00`` and ``4`` of the next column."""
    return _CENTS.search(left.text) is not None and right.text[0].isdigit()


def needs_space(left: str, right: str) -> bool:
    """Whether a line break between these two stands for a space."""
    return not (_WIDE.match(left[-1:]) or _WIDE.match(right[:1]) or left.endswith((*_HYPHENS, "/")))


def is_wide(text: str) -> bool:
    """Whether the text begins with a Chinese character or a full-width sign."""
    return _WIDE.match(text) is not None


def visual_lines(words: Sequence[Word]) -> tuple[tuple[Word, ...], ...]:
    """Words of a cell or block grouped into lines from the top, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.box.y0 + one.box.y1, one.box.x0)):
        if rows and _same_line(rows[-1][0], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return tuple(tuple(sorted(row, key=lambda one: one.box.x0)) for row in rows)


def _same_line(first: Word, second: Word) -> bool:
    height = min(first.box.height, second.box.height)
    shared = min(first.box.y1, second.box.y1) - max(first.box.y0, second.box.y0)
    return shared > 0.4 * max(height, 1.0)


def _line(raw: TextLine) -> Line | None:
    words = tuple(_words(raw.glyphs, raw.size))
    return line_of(words, raw.size, raw.bold, raw.block) if words else None


def _spaced(glyphs: Sequence[Glyph], size: float) -> Iterable[Glyph]:
    """The glyphs with a space in every wide gap, and around what is raised.

    So numbers of two columns are two numbers, and a footnote's mark is no digit of the number before it.
    """
    gap = _tight_gap(glyphs, size) if _lacks_spaces(glyphs) else _WIDE_GAP * size
    previous: Glyph | None = None
    for at, glyph in enumerate(glyphs):
        apart = previous is not None and (
            glyph.box.x0 - previous.box.x1 > gap or (glyph.raised != previous.raised and _is_mark(glyphs, at))
        )
        if previous and apart and not previous.text.isspace() and not glyph.text.isspace():
            yield Glyph(" ", Box(previous.box.x1, glyph.box.y0, max(glyph.box.x0, previous.box.x1), glyph.box.y1))
        yield glyph
        previous = glyph


def _tight_gap(glyphs: Sequence[Glyph], size: float) -> float:
    """How wide a gap stands for a space in a line that has none: wider than what its letters are spaced by."""
    usual = median(max(right.box.x0 - left.box.x1, 0.0) for left, right in pairwise(glyphs))
    return usual + _TIGHT * size


def _lacks_spaces(glyphs: Sequence[Glyph]) -> bool:
    """Whether a line of Latin letters has hardly a space: it was set tight, and gaps stand for them."""
    text = _text(glyphs)
    letters, spaces = len(_LATIN.findall(text)), sum(map(str.isspace, text))
    return letters > _MIN_LETTERS and letters > 0.7 * len(glyphs) and spaces < letters / _LONGEST_WORDS


def _text(glyphs: Iterable[Glyph]) -> str:
    return "".join([glyph.text for glyph in glyphs])


def _composed(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """The glyphs with accents that are set over a letter made one with it, as TeX's older fonts need it."""
    if _ACCENTS.keys().isdisjoint(_text(glyphs)):
        return glyphs
    every: list[Glyph] = []
    for glyph in glyphs:
        accent = _ACCENTS.get(every[-1].text) if every else None
        if accent and glyph.text.isalpha() and every[-1].box.x1 - glyph.box.x0 > 0.5 * every[-1].box.width:
            box = bounding((every.pop().box, glyph.box))
            every.append(Glyph(unicodedata.normalize("NFC", glyph.text + accent), box, glyph.raised))
        else:
            every.append(glyph)
    return every


def _is_mark(glyphs: Sequence[Glyph], at: int) -> bool:
    """Whether the raised text that begins or ends here is to stand apart: the end of 2nd and m² is not."""
    if not glyphs[at].raised:
        return glyphs[at].text.isalnum()
    raised = "".join(glyph.text for glyph in takewhile(attrgetter("raised"), glyphs[at:]))
    word = "".join(glyph.text for glyph in glyphs[max(at - 3, 0) : at])
    return not (_ORDINAL.match(raised) or _AREA.search(f"{word}^{raised}"))


def _words(raw: Sequence[Glyph], size: float) -> Iterable[Word]:
    glyphs = tuple(_spaced(_composed(raw), size))
    text = _text(glyphs)
    owner = [index for index, glyph in enumerate(glyphs) for _ in glyph.text]
    end = 0
    previous: Box | None = None
    for match in _TOKEN.finditer(text):
        own = glyphs[owner[match.start()] : owner[match.end() - 1] + 1]
        box = bounding(glyph.box for glyph in own)
        space = match.start() > end and previous is not None
        if space and _only_typographic(text[end - 1], match.group()[0], box.x0 - _right(previous), size):
            space = False
        yield Word(match.group(), box, space)
        end, previous = match.end(), box


def _right(box: Box | None) -> float:
    return box.x1 if box else 0.0


def _only_typographic(left: str, right: str, gap: float, size: float) -> bool:
    """A narrow space between a Chinese character and a digit or letter, or before %, is how it is set."""
    return (is_wide(left) != is_wide(right) or right in "%％") and gap < 0.4 * size
