"""Words of a question that stand nowhere, read as the word of the documents that they are a slip of.

A slip changes nothing that could be meant: in Chinese a character that sounds the same or nearly so, one that is
missing, doubled or swapped with its neighbour; in English one letter or two of a longer word. Another character of its
own sound is another word: 长期借款 is never read as 短期借款.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.answering.entities import known_names
from desktop.answering.formulas import formula_names
from desktop.answering.letters import letters_apart
from desktop.answering.lexicon import Lexicon
from desktop.answering.library import DocumentInfo, Vocabulary
from desktop.answering.sounds import sound_alike, sound_same
from desktop.answering.thesaurus import Thesaurus
from desktop.answering.understand import Parsed, Stretch
from desktop.answering.wording import HAN, flat, has_han, key, solid
from desktop.domain.answer import Spelling
from desktop.domain.terms import terms
from desktop.paths import resources

_SAME_SOUND, _LIKE_SOUND, _MISSING, _DOUBLED, _SWAPPED = 0.4, 0.6, 0.8, 0.6, 0.7
_MOST = {2: _SAME_SOUND, 3: 0.8}  #: by the word's length; longer ones
_MOST_OF_LONG = 1.2
_SHORTEST_NAME = 4  #: characters; shorter names of companies are many, and sound alike
_LONGEST = 12
_SHORTEST_WORD, _LONG_WORD = 5, 8  #: letters of English words that one letter, and two, may be wrong in
#: what makes another word of one that it stands before or after
_MODIFIERS = frozenset("非未无不总净毛超副小大新旧前后上下外内本他年期初末率额数量费税款金人者类型性")
_HAN_ONLY = re.compile(f"[{HAN}]+")
_ENDING = re.compile(r"(?:ing|ed|ions?|ings)$")
_ENGLISH_WORD = re.compile(r"[A-Za-z]{4,}")


@dataclass(frozen=True, slots=True)
class Slip:
    """A stretch of a flat question that is a slip, and the words that it may be one of: several if it is not sure."""

    start: int
    end: int
    written: str
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a question can mean: ``chinese`` wordings, ``english`` words by their flat form.

    ``of_facts`` are those of the Chinese ones that facts have as attributes, ``names`` names of companies, of which no
    character may be missing, ``english_names`` the words of names.
    """

    chinese: frozenset[str]
    of_facts: frozenset[str]
    names: frozenset[str]
    english: dict[str, str]
    english_names: dict[str, str]
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class _Window:
    """Some of a question's characters; whether a word may begin with the first, and end with the last."""

    text: str
    stretch: Stretch
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    start: int
    end: int
    word: str
    cost: float


def words_of(vocabulary: Vocabulary, documents: Iterable[DocumentInfo], thesaurus: Thesaurus) -> Words:
    """All words that the documents and the thesaurus call things by."""
    ratios = formula_names(resources() / "lexicon")
    wordings = (*thesaurus.lexicon.names(), *ratios, *vocabulary.attributes, *vocabulary.headings)
    more = (*thesaurus.operands, *thesaurus.related, *thesaurus.statements)
    chinese = (key(one) for one in (*wordings, *more) if has_han(one))
    names = known_names(documents, ())
    surfaces = [form for forms in names.values() for form in forms if has_han(form)]
    english_names = _english_words((*vocabulary.entities, *names))
    return Words(
        frozenset(one for one in chinese if 2 <= len(one) <= _LONGEST and _HAN_ONLY.fullmatch(one)),
        frozenset(key(one) for one in vocabulary.attributes),
        frozenset(one for one in surfaces if len(one) >= _SHORTEST_NAME),
        _english_words(wordings) | english_names,
        english_names,
        thesaurus.lexicon,
    )


def slips_in(question: str, parsed: Parsed, words: Words, texts: Callable[[str], Sequence[str]]) -> tuple[Slip, ...]:
    """Slips among what is left over of a question, from left to right.

    ``texts`` gives what the documents say where they come nearest to a word. One that stands there as it is written is
    no slip; one that is called nothing may be a slip of what stands there.
    """
    text, found = flat(question), list[Slip]()
    for stretch in parsed.left:
        if any(stretch[0] < slip.end for slip in found) or _is_called(text, stretch, words):
            continue
        if has_han(text[slice(*stretch)]):
            slip = _chinese(text, stretch, parsed, words, texts)
        else:
            slip = _english(text, stretch, words.english_names if _is_name(question, stretch) else words.english)
            slip = slip if slip and not texts(slip.written) else None
        found += [slip] if slip else []
    return tuple(found)


def _is_called(text: str, stretch: Stretch, words: Words) -> bool:
    """Whether the stretch is a part of a word that something is called by."""
    own, (start, end) = text[slice(*stretch)], stretch
    if own in words.english:
        return True
    longer = (word for word in words.chinese if own in word)
    return any(match.start() <= start and end <= match.end() for word in longer for match in re.finditer(word, text))


def corrected(question: str, slips: Iterable[Slip]) -> str:
    """The question with the words that it means, where they are sure."""
    for slip in slips:
        if len(slip.readings) == 1:
            question = re.sub(
                re.escape(slip.written), slip.readings[0], _as_searched(question, slip), count=1, flags=re.I
            )
    return question


def spellings(slips: Iterable[Slip]) -> tuple[Spelling, ...]:
    """What was read as what."""
    return tuple(Spelling(slip.written, slip.readings[0]) for slip in slips if len(slip.readings) == 1)


def _as_searched(question: str, slip: Slip) -> str:
    """The question as it is, if the slip stands in it so; else flat."""
    return question if slip.written in question.lower() else flat(question)


def _chinese(
    text: str, stretch: Stretch, parsed: Parsed, words: Words, texts: Callable[[str], Sequence[str]]
) -> Slip | None:
    readings = list(_readings(text, stretch, parsed, words)) or list(_in_texts(text, stretch, parsed, texts))
    if not readings:
        return None
    best = min(readings, key=lambda one: (one.cost, -len(one.word), one.word))
    rivals = [one.word for one in readings if (one.cost, len(one.word)) == (best.cost, len(best.word))]
    written = text[best.start : best.end]
    if _stands(written, words, texts(written)):
        return None
    return Slip(best.start, best.end, written, _distinct(rivals, words))


def _stands(written: str, words: Words, texts: Iterable[str]) -> bool:
    """Whether a word stands in the texts, other than as a part of a longer one."""
    longer = sorted((re.escape(word) for word in words.chinese if written in word), key=len, reverse=True)
    within = re.compile("|".join(longer) or "(?!)")
    return any(written in within.sub(" ", solid(text)) for text in texts)


def _in_texts(text: str, stretch: Stretch, parsed: Parsed, texts: Callable[[str], Sequence[str]]) -> Iterator[_Reading]:
    """What sounds like what is asked and stands in the documents, though nothing is called so."""
    own = text[slice(*stretch)]
    for written in dict.fromkeys((*(one.phrase for one in parsed.wanted if own in one.phrase), own)):
        start = text.find(written)
        if start < 0 or len(written) < _SHORTEST_NAME or not _HAN_ONLY.fullmatch(written):
            continue
        for run in (run for one in texts(written) for run in _HAN_ONLY.findall(solid(one))):
            for at in range(len(run) - len(written) + 1):
                word = run[at : at + len(written)]
                cost = _replaced(written, word) if _shares(written, word) else float("inf")
                if 0 < cost <= _MOST_OF_LONG:
                    yield _Reading(start, start + len(written), word, cost)


def _shares(written: str, word: str) -> bool:
    """Whether two words of one length have enough characters in common to be compared by sound."""
    return sum(one == other for one, other in zip(written, word, strict=True)) >= len(word) - 2


def _distinct(found: Iterable[str], words: Words) -> tuple[str, ...]:
    """Of words that name one attribute only the first, those that facts have before others."""
    kept: list[str] = []
    for word in sorted(set(found), key=lambda word: (word not in words.of_facts, word)):
        groups = set(words.lexicon.groups_of(word))
        if not any(groups & set(words.lexicon.groups_of(one)) for one in kept):
            kept.append(word)
    return tuple(kept)


def _readings(text: str, stretch: Stretch, parsed: Parsed, words: Words) -> Iterator[_Reading]:
    windows = [one for one in _windows(text, stretch, parsed, words) if one.text not in words.chinese]
    around = frozenset(character for one in windows for character in one.text)
    for word in words.chinese | words.names:
        if len(around.intersection(word)) < max(1, len(word) - 2):
            continue
        for one in windows:
            if abs(len(one.text) - len(word)) <= 1 and (len(word) > 2 or one.stretch == stretch):
                cost = _cost(one, word, words)
                if cost <= _MOST.get(len(word), _MOST_OF_LONG):
                    yield _Reading(*one.stretch, word, cost)


def _windows(text: str, stretch: Stretch, parsed: Parsed, words: Words) -> Iterator[_Window]:
    """Runs of Chinese characters that share some with the stretch, none with what is known, and cut no name."""
    fixed = [any(a <= at < b for a, b in parsed.told) or not has_han(text[at]) for at in range(len(text))]
    inner = {at for a, b in parsed.named for at in range(a + 1, b)}
    word = {at for a, b in (*parsed.left, *parsed.named) for at in range(a, b) if text[at] not in words.lexicon.fillers}
    for start in range(max(0, stretch[0] - _LONGEST), stretch[1]):
        for end in range(max(start + 2, stretch[0] + 1), min(len(text), start + _LONGEST) + 1):
            if not any(fixed[start:end]) and not {start, end} & inner:
                yield _Window(text[start:end], (start, end), start - 1 not in word, end not in word)


def _cost(window: _Window, word: str, words: Words) -> float:
    """How far a slip a word as written is from this one; infinite where it is none."""
    written = window.text
    if len(written) == len(word):
        return min(_swapped(written, word), _replaced(written, word))
    if word in words.names:
        return float("inf")
    if len(written) < len(word):
        return _missing(window, word, words)
    doubled = (at for at in range(1, len(written)) if sound_same(written[at - 1], written[at]))
    without = (form for at in doubled for form in (written[:at] + written[at + 1 :], written[: at - 1] + written[at:]))
    return _DOUBLED if any(form == word for form in without) else float("inf")


def _replaced(written: str, word: str) -> float:
    cost = 0.0
    for one, other in zip(written, word, strict=True):
        if one != other:
            cost += _SAME_SOUND if sound_same(one, other) else _LIKE_SOUND if sound_alike(one, other) else float("inf")
    return cost


def _swapped(written: str, word: str) -> float:
    apart = [at for at, (one, other) in enumerate(zip(written, word, strict=True)) if one != other]
    is_swap = len(apart) == 2 and apart[1] == apart[0] + 1 and written[apart[0]] == word[apart[1]]
    return _SWAPPED if is_swap and written[apart[1]] == word[apart[0]] and len(word) > 2 else float("inf")


def _missing(window: _Window, word: str, words: Words) -> float:
    """The cost of a character that is missing where that breaks the word: 业利润, but not 利息收入 of 净利息收入."""
    for at in range(len(word)) if len(word) > 3 else ():
        cost = _MISSING + _replaced(window.text, word[:at] + word[at + 1 :])
        if cost < float("inf") and _breaks(window, word, at, words):
            return cost
    return float("inf")


def _breaks(window: _Window, word: str, at: int, words: Words) -> bool:
    """Whether no word is left without this character: the two that meet then do so in no other word."""
    written = window.text
    others = [word for word in words.chinese if written not in word]
    if 0 < at < len(word) - 1:
        whole = window.opens and window.closes  # 员数量 of 运动员数量 is cut out of a word
        return whole and not any(written[at - 1 : at + 1] in word for word in others)
    if word[at] in _MODIFIERS or not (window.opens if at == 0 else window.closes):
        return False
    if at == 0:
        return not any(word.startswith(written[:2]) for word in others)
    return not any(word.endswith(written[-2:]) for word in others)


def _is_name(question: str, stretch: Stretch) -> bool:
    """Whether a word is written as a name is; the flat text is as long as a plain question."""
    return question[slice(*stretch)][:1].isupper() and stretch[0] > 0


def _english_words(texts: Iterable[str]) -> dict[str, str]:
    return {flat(word): word for text in texts for word in _ENGLISH_WORD.findall(text)}


def _english(text: str, stretch: Stretch, words: dict[str, str]) -> Slip | None:
    written = text[slice(*stretch)]
    if written in words or not written.isalpha():
        return None
    length = len(_ENDING.sub("", written))  # spinning is no slip of signing: what they share is the ending
    most = 0 if len(written) < _SHORTEST_WORD else 1 if length < _LONG_WORD else 2
    near = ((letters_apart(written, word, most), word) for word in words if word[0] == written[0])
    fitting = sorted((distance, word) for distance, word in near if distance <= most)
    best = [word for distance, word in fitting if distance == fitting[0][0]]
    stems = {terms(word)[0]: words[word] for word in reversed(best)}
    return Slip(*stretch, written, tuple(sorted(stems.values()))) if best else None
