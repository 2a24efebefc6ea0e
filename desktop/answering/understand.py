"""A question taken apart by rules: whom it is about, what it asks for, of when; and what is left over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.answering.entities import EntityMention
from desktop.answering.lexicon import Lexicon, ValueKind
from desktop.answering.operations import changes
from desktop.answering.periods import PeriodMention, last_year, periods_in, years_spanned
from desktop.answering.wording import HAN, SHORTENED, flat, has_han, key
from desktop.domain.answer import Language, QueryKind
from desktop.domain.terms import is_chinese

_SENTENCE = re.compile(rf"[。！？!?;；\n]|(?<=[a-z]{{2}}){SHORTENED}\.(?=\s|$)")
_CLAUSE = re.compile(r"[,，、:：]")
_TOLD = re.compile(r"^\s*(?:我知道|我们知道|已知|我只知道|i know|we know|i am aware)")
_TALK = 2  #: so many sentences and the question is talk: only what it names is asked
_KINDS = (
    (ValueKind.WHO, r"谁|何人|哪位|哪几位|\bwho(?:m|se)?\b"),
    (
        ValueKind.DATE,
        (
            r"何时|什么时候|什么时间|哪一?年|哪一?天|哪个?月|几月|几号|哪日"
            r"|\bwhen\b|\bwhat (?:date|year|day)\b|\bwhich year\b"
        ),
    ),
    (
        ValueKind.PLACE,
        (
            r"哪里|哪儿|何地|何处|什么地方|哪个(?:城市|省|国家)"
            r"|\bwhere\b|\b(?:which|what) (?:city|town|country|state|place)\b"
        ),
    ),
    (ValueKind.NUMBER, r"多少|几[个名人家项次位]|多大|多高|多重|\bhow (?:much|many|long|old|tall|high|large|big)\b"),
)
_ASKS = (
    (QueryKind.COMPARE, r"有何不同|有什么不同|区别|相比之下|\bcompare\b|\bdifference between\b|\bversus\b"),
    (
        QueryKind.CALCULATE,
        (
            r"增长了?多少|增加了?多少|减少了?多少|下降了?多少|平均|合计是多少倍|差额"
            r"|\baverage\b|how much did .* (?:grow|increase|change)"
        ),
    ),
    (QueryKind.LIST, r"哪些|有哪几|分别|列出|\blist\b|\bwhich ones\b"),
)
#: rows and columns are called so, and nothing that is asked for
_BLANK = ("total", "totals", "other", "others", "net", "合计", "总计", "小计", "其他", "其中")
_ENTITY = "\ufffc"  #: stands for each character of an entity's name
#: the address of the auditor; the address of Acme's auditor
_OWNER_LAST = re.compile(rf"\s+of\s+(?:the\s+|its\s+|their\s+)?(?:{_ENTITY}+['’]s\s+)?")
#: a question about a Chinese name may be one in English
_IN_ENGLISH = re.compile(
    r"(?:what|which|who|whose|when|where|how|why|is|are|was|were|did|does|do|list|compare|give|show)\s"
)
#: the auditor's address; the auditor of Acme registered
_OWNER_FIRST = re.compile(rf"的|['’]s\s+|\s+of\s+(?:the\s+)?{_ENTITY}+\s+")
#: the commission on the March invoice
_BELONGS_TO = re.compile(r"\s+(?:on|in|for|at|from|with)\s+(?:the\s+)?$")
#: net income did Acme earn
_OF_ACTOR = re.compile(r"\s+(?:did|does|do|has|had)\s+(?:the\s+)?")
_APART = re.compile(r"[\s、，,;；/&和与及或跟同]")
_PARENT_ONLY = re.compile(r"母公司(?!所有者|股东|普通股)|parent company|parent only")


Stretch = tuple[int, int]  #: start and end in the flat question


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing asked.

    ``attribute`` is its name as worded, ``phrase`` the same with the words left over (华东地区营业收入),
    ``rest`` those words: an answer must account for each of them. Where ``named`` is False no known name
    was found and all is what was left over.
    """

    attribute: str
    phrase: str
    rest: tuple[str, ...] = ()
    kind: ValueKind | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Parsed:
    """A question taken apart. ``periods`` has ``""`` for last year, which only a document can resolve.

    ``left`` are the stretches of the flat question that no name, period or filler covers, ``named`` those of attributes'
    names, ``told`` those of periods and entities.
    """

    language: Language
    kind: QueryKind
    wanted: tuple[Wanted, ...]
    periods: tuple[str, ...]
    mentions: tuple[EntityMention, ...]
    parent_only: bool
    talk: bool
    left: tuple[Stretch, ...] = ()
    named: tuple[Stretch, ...] = ()
    told: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the flat question; an attribute's name, or words left over."""

    text: str
    named: bool
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def parse(question: str, mentions: Sequence[EntityMention], labels: Iterable[str], lexicon: Lexicon) -> Parsed:
    """Take a question apart; ``labels`` are the attributes that the library's facts have."""
    text = flat(question)
    periods = tuple(one for one in _periods(text) if not any(_holds(mention, one) for mention in mentions))
    named = _named(text, [(one.start, one.end) for one in periods], labels, lexicon)
    mentions = tuple(one for one in mentions if not any(_covers(piece, one) for piece in named))
    named = tuple(piece for piece in named if not any(_crosses(piece, one) for one in mentions))
    hidden = [(one.start, one.end) for one in periods] + [(one.start, one.end) for one in mentions]
    talk = len([part for part in _SENTENCE.split(text) if part.strip()]) >= _TALK
    left = _left_over(text, [*hidden, *((piece.start, piece.end) for piece in named)], lexicon)
    hollow = _without(text, [(one.start, one.end) for one in mentions], _ENTITY)
    asked = _from_talk(text, named, left) if talk else _from_question(hollow, named, left, lexicon)
    wanted = _once(asked, lexicon)
    return Parsed(
        language=Language.CHINESE if is_chinese(question) and not _IN_ENGLISH.match(text) else Language.ENGLISH,
        kind=next((kind for kind, pattern in _ASKS if re.search(pattern, text)), QueryKind.LOOKUP),
        wanted=tuple(_typed(one, text, lexicon, len(wanted)) for one in wanted),
        periods=tuple(dict.fromkeys((*_spanned(text, periods), *(one.period for one in periods)))),
        mentions=mentions,
        parent_only=_PARENT_ONLY.search(text) is not None,
        talk=talk,
        left=tuple((piece.start, piece.end) for piece in left),
        named=tuple((piece.start, piece.end) for piece in named),
        told=tuple(hidden),
    )


def _covers(piece: _Piece, mention: EntityMention) -> bool:
    """合计 in 流动资产合计 is no entity, though some table has a row of that name."""
    return piece.start <= mention.start and mention.end <= piece.end


def _holds(mention: EntityMention, period: PeriodMention) -> bool:
    """Whether a year is a part of a name: Bloomberg 2020, Inc."""
    return mention.start <= period.start and period.end <= mention.end


def _crosses(piece: _Piece, mention: EntityMention) -> bool:
    return piece.start < mention.end and mention.start < piece.end


def _periods(text: str) -> tuple[PeriodMention, ...]:
    relative = last_year(text)
    return (*periods_in(text), *((relative,) if relative else ()))


def _spanned(text: str, periods: Sequence[PeriodMention]) -> tuple[str, ...]:
    """All years of a span, where its ends are meant and no change from the one to the other is asked."""
    years = () if changes(text) else years_spanned(text)
    return years if {*years[:1], *years[-1:]} <= {one.period for one in periods} else ()


def _named(text: str, hidden: Sequence[tuple[int, int]], labels: Iterable[str], lexicon: Lexicon) -> tuple[_Piece, ...]:
    """Attribute names that stand in the question, the longest first where they overlap."""
    told = [(match.start(), match.end()) for match in _sentences(text) if _TOLD.match(match[0])]
    taken = [*hidden, *told]
    found: list[_Piece] = []
    for name in sorted(_surfaces(labels, lexicon), key=lambda name: (-len(name), name)):
        for start, end in _places(name, text):
            if all(end <= first or start >= last for first, last in taken):
                taken.append((start, end))
                found.append(_Piece(text[start:end], True, start))
    return tuple(sorted(found, key=lambda piece: piece.start))


def _sentences(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"[^。！？!?;；\n.]+", text)


def _surfaces(labels: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    every = {flat(name) for name in lexicon.names()}
    every.update(key(label) for label in labels)
    return frozenset(name for name in every if _is_name(name) and name not in lexicon.fillers and name not in _BLANK)


def _is_name(name: str) -> bool:
    if len(name) < (2 if has_han(name) else 3) or name[0].isdigit():
        return False
    return not any(character.isdigit() for character in name) or not periods_in(name)


def _places(name: str, text: str) -> Iterator[tuple[int, int]]:
    if has_han(name):
        if all(sign in text for sign in name):
            pattern = r"[\s、，,·的]*".join(map(re.escape, name))
            yield from ((m.start(), m.end()) for m in re.finditer(pattern, text))
        return
    words = name.split()
    if all(word in text for word in words):  # compiling thousands of patterns would take longer than all the rest
        pattern = r"[\s\-]+".join(map(re.escape, words))
        yield from ((m.start(), m.end()) for m in re.finditer(rf"(?<![a-z0-9]){pattern}(?:e?s)?(?![a-z0-9])", text))


def _from_talk(text: str, named: Sequence[_Piece], left: Sequence[_Piece]) -> tuple[Wanted, ...]:
    if not named:
        return (Wanted(text, text, named=False),)
    known = (Wanted(piece.text, piece.text) for piece in named)
    return (*known, *(Wanted(phrase, phrase, named=False) for phrase in _asked_apart(text, named, left)))


def _asked_apart(text: str, named: Sequence[_Piece], left: Sequence[_Piece]) -> Iterator[str]:
    """What a question among several sentences asks that names no attribute: 审计费用, behind 会计师事务所是哪家."""
    for sentence in _sentences(text):
        inside = [piece for piece in (*named, *left) if sentence.start() <= piece.start < sentence.end()]
        asks = any(re.search(pattern, sentence[0]) for _, pattern in _KINDS)
        if asks and inside and all(piece in left for piece in inside):
            yield _phrase(inside)


def _from_question(text: str, named: Sequence[_Piece], left: Sequence[_Piece], lexicon: Lexicon) -> tuple[Wanted, ...]:
    if not named:
        phrase = _phrase(left)
        return (Wanted(phrase, phrase, named=False),) if phrase else ()
    rest = tuple(piece.text for piece in left)
    return tuple(
        Wanted(piece.text, _phrase((*left, *holders, piece)), (*rest, *(one.text for one in holders)))
        for piece, holders in _chains(text, named, lexicon)
    )


def _chains(text: str, named: Sequence[_Piece], lexicon: Lexicon) -> Iterator[tuple[_Piece, tuple[_Piece, ...]]]:
    """What is asked, with what it belongs to: the wife in the chairman's wife, with the chairman."""
    chain: list[_Piece] = []
    owner_last = False
    for piece, after in zip(named, [*named[1:], None], strict=True):
        chain.append(piece)
        joint = _joint(text, piece, after, lexicon) if after else None
        if joint is not None:
            owner_last = owner_last or joint
            continue
        asked = 0 if owner_last else len(chain) - 1
        yield chain[asked], tuple(chain[:asked] + chain[asked + 1 :])
        chain, owner_last = [], False


def _joint(text: str, piece: _Piece, after: _Piece, lexicon: Lexicon) -> bool | None:
    """Whether of two names the later one is the owner, revenue of Converse, or the earlier; None where they are apart.

    A name that only the library's own labels know qualifies the next one: Converse revenues.
    """
    gap = text[piece.end : after.start]
    belongs = _OF_ACTOR.fullmatch(gap) or _belongs(gap, lexicon)
    if _OWNER_LAST.fullmatch(gap) or (belongs and not lexicon.groups_of(after.text)):
        return True
    if _OWNER_FIRST.fullmatch(gap):
        return False
    beside = not gap.strip() if not has_han(piece.text) else not _APART.search(gap)
    return False if beside and not lexicon.groups_of(piece.text) else None


def _belongs(gap: str, lexicon: Lexicon) -> bool:
    """Whether what stands between two names says that the first is of the second: revenue did Acme make with Converse."""
    before = _BELONGS_TO.search(gap)
    words = gap[: before.start()].split() if before else [gap]
    return all(word in lexicon.fillers or not word.strip(_ENTITY) for word in words)


def _phrase(pieces: Sequence[_Piece]) -> str:
    words = [piece.text for piece in sorted(pieces, key=lambda piece: piece.start)]
    return "".join(words) if has_han("".join(words)) else " ".join(words)


def left_over(text: str, taken: Sequence[Stretch], lexicon: Lexicon) -> tuple[Stretch, ...]:
    """The stretches of a flat text that neither these nor fillers cover."""
    return tuple((piece.start, piece.end) for piece in _left_over(text, taken, lexicon))


def _left_over(text: str, taken: Sequence[tuple[int, int]], lexicon: Lexicon) -> tuple[_Piece, ...]:
    """Stretches of the question that no name, period, attribute or filler covers."""
    covered = _without(text, taken, " ")
    pieces: list[_Piece] = []
    for match in re.finditer(rf"[{HAN}·]+|[a-z0-9&%$.'’/-]+", covered):
        pieces.extend(_without_fillers(match[0], match.start(), lexicon))
    return tuple(piece for piece in pieces if piece.text.strip(".'-/") and piece.text != "s")


def _without(text: str, places: Sequence[Stretch], sign: str) -> str:
    """The text with this sign for each character in these places."""
    return "".join(sign if any(a <= i < b for a, b in places) else char for i, char in enumerate(text))


def _without_fillers(run: str, start: int, lexicon: Lexicon) -> Iterator[_Piece]:
    if not has_han(run):
        word = run.strip(".'’-/").removesuffix("'s").removesuffix("’s")
        if word and word not in lexicon.fillers:
            yield _Piece(word, False, start + run.find(word))
        return
    at = 0
    for part in _filler_pattern(lexicon).split(run):
        at = run.find(part, at) if part else at
        stripped = _bare(part, lexicon)
        if stripped:
            yield _Piece(stripped, False, start + at + part.find(stripped))


def _filler_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Fillers of two characters or more, unless they are part of a word that is kept."""
    kept = "|".join(f"(?<={re.escape(word[0])}){re.escape(word[1:])}" for word in sorted(lexicon.kept))
    fillers = [word for word in lexicon.fillers if has_han(word) and len(word) > 1]
    words = "|".join(map(re.escape, sorted(fillers, key=len, reverse=True)))
    return re.compile(rf"(?!{kept or '(?!)'})(?:{words})")


def _bare(part: str, lexicon: Lexicon) -> str:
    """Without one-character fillers at both ends, unless a word that is kept begins or ends with them."""
    kept = tuple(lexicon.kept) or ("\n",)
    while part and not part.startswith(kept) and (part[0] in lexicon.fillers or part[0] == "·"):
        part = part[1:]
    while part and not part.endswith(kept) and (part[-1] in lexicon.fillers or part[-1] == "·"):
        part = part[:-1]
    return part


def _once(wanted: Sequence[Wanted], lexicon: Lexicon) -> tuple[Wanted, ...]:
    """Without those that are another's synonym: which team he plays for is one thing asked, not two."""
    kept: dict[object, Wanted] = {}
    for one in wanted:
        kept.setdefault(lexicon.groups_of(one.attribute)[:1] or one.attribute, one)
    return tuple(kept.values())


def _typed(wanted: Wanted, text: str, lexicon: Lexicon, count: int) -> Wanted:
    """What kind of value is asked: by the attribute's name, else by the question word; where it was founded is no date."""
    kind = lexicon.kind_of(wanted.attribute)
    asked = [kind for kind, pattern in _KINDS if re.search(pattern, text)] if count == 1 else []
    if kind is None or (kind is ValueKind.DATE and ValueKind.PLACE in asked):
        kind = None if {ValueKind.DATE, ValueKind.PLACE} <= set(asked) else next(iter(asked), None)
    return replace(wanted, kind=kind)
