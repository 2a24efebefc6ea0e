"""What a question wants computed: words like growth, average or "as a percentage of", and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from desktop.answering.periods import periods_in, without_span, year_of, years_spanned
from desktop.answering.wording import flat


class Operation(Enum):
    """What is done with the figures."""

    GROWTH = auto()  #: from one period to another, in percent
    CHANGE = auto()  #: from one period to another
    MOVE = auto()  #: whether it has risen or fallen: by how much
    SUM = auto()
    AVERAGE = auto()
    COMPOUND = auto()  #: growth a year, over several
    SHARE = auto()  #: one figure in percent of another
    TIMES = auto()  #: one figure divided by another
    DIFFERENCE = auto()  #: of two figures of one period
    HIGHEST = auto()
    LOWEST = auto()
    FORMULA = auto()  #: a ratio that is known by name


@dataclass(frozen=True, slots=True)
class Computation:
    """An operation and the texts that name its figures: one, or two of them, the first over the second.

    ``place`` is where the words of the operation stand in the flat question.
    """

    operation: Operation
    texts: tuple[str, ...]
    place: tuple[int, int]


_CHANGES = "增长|增加|减少|下降|降低|上升|提高|变动|变化"
_ENGLISH_CHANGES = (
    r"grow(?:n|th)?|grew|increase[ds]?|decrease[ds]?|decline[ds]?|change[ds]?|rise|rose|fall|fell|drop(?:ped)?"
)
_MEASURE = r"percentage|percent|per cent|share|proportion|fraction|%"
_WHICH_YEAR = r"\b(?:in )?(?:which|what) (?:fiscal )?(?:year|quarter)\b"
#: each pattern with the operation it asks for; the first that is found counts
_WORDS: tuple[tuple[Operation, str], ...] = (
    (
        Operation.COMPOUND,
        r"年?均?复合(?:年?增长|增速)率?|\bcompound(?:ed)? annual (?:growth|rate of growth)(?: rate)?\b|\bcagr\b",
    ),
    (
        Operation.GROWTH,
        (
            rf"(?:同比|累计|合计)?(?:{_CHANGES})了?(?:百分之(?:几|多少)|率|幅度|百分比)|(?:同比)(?:{_CHANGES})了?多少|增幅|增速|降幅"
            rf"|\b(?:year[- ](?:over|on)[- ]year|yoy|annual|percentage|percent|%) (?:{_ENGLISH_CHANGES})(?: rate)?\b"
            r"|\bgrowth rate\b|\brate of growth\b|\bgrowth (?:in|of)\b"
            rf"|\b(?:by )?(?:what|how many|which) (?:percentage|percent|per cent|%)\b(?= .*\b(?:{_ENGLISH_CHANGES})\b)"
        ),
    ),
    (
        Operation.CHANGE,
        (
            rf"(?:累计|合计)?(?:{_CHANGES})了?多少|(?:{_CHANGES})(?:额|值|数额|金额)|增减额"
            rf"|\b(?:by )?how much (?:more|less|higher|lower)?(?= ?.*\b(?:{_ENGLISH_CHANGES})\b)"
            r"|\bhow much (?:more|less|higher|lower)\b(?=.*\bthan\b)"
            rf"|\b(?:absolute|total|dollar) (?:change|increase|decrease) (?:in|of)\b|\bdifference in\b"
        ),
    ),
    (Operation.AVERAGE, r"平均(?:值|数|每年)?(?:是|为)?|年均|均值|\b(?:mean|average)(?: (?:value|annual|yearly))?\b"),
    (
        Operation.SUM,
        r"之和|总和|加起来|(?:合计|一共|总共|共计)(?=是|为|有|多少)|\b(?:the )?sum\b|\bcombined\b|\btogether\b|\badded up\b",
    ),
    (
        Operation.HIGHEST,
        rf"哪一?(?:年度?|个?季度)的?(?=.*最[高大多])|{_WHICH_YEAR}(?=.*\b(?:highest|largest|greatest|most|biggest)\b)",
    ),
    (
        Operation.LOWEST,
        rf"哪一?(?:年度?|个?季度)的?(?=.*最[低小少])|{_WHICH_YEAR}(?=.*\b(?:lowest|smallest|least)\b)",
    ),
)
#: the highest of years that are named; which region's it is is another question
_EXTREMES = (
    (Operation.HIGHEST, re.compile(r"最[高大](?:的|值|是|为|(?=[?？。]?$))|\b(?:the )?(?:highest|maximum|peak)\b")),
    (Operation.LOWEST, re.compile(r"最[低小](?:的|值|是|为|(?=[?？。]?$))|\b(?:the )?(?:lowest|minimum)\b")),
)
_OF_WHICH = re.compile(r"谁|哪|\b(?:which|who|whose)\b")
#: what an operation's words leave behind in English and Chinese: did revenue grow, 最高
_REMAINS = re.compile(
    rf"\b(?:{_ENGLISH_CHANGES}|highest|largest|greatest|most|biggest|lowest|smallest|least)\b(?: rate\b)?|最[高大多低小少]|每年"
    r"|\bthe (?=of\b)|\b(?:between|from|over|versus|vs\.?|compared (?:to|with)|relative to|than|by|annual|period)\b"
    r"|相比|[较比与](?=[上去]年|上期|前|20)|(?:(?<=[较比与])[上去]年|上年|上期|去年)?同期|(?<=[较比与])(?:[上去]年|上期)"
)
_TWO_ZH = (
    (
        Operation.SHARE,
        r"^(?P<a>.+?)占(?![有用领地据比])(?P<b>.+?)的?(?:比例|比重|百分比|百分之几|百分之多少|份额|多少)",
    ),
    (Operation.TIMES, r"^(?P<a>.+?)是(?P<b>.+?)的?(?:多少|几)倍"),
    (Operation.TIMES, r"^(?P<a>.+?)[与和同](?P<b>.+?)(?:之比|的比[率值例]?)"),
    (Operation.DIFFERENCE, r"^(?P<a>.+?)比(?P<b>.+?)(?:多|少|高|低|大|小)(?:出|了)?多少"),
    (Operation.DIFFERENCE, r"^(?P<a>.+?)[与和减同](?P<b>.+?)(?:的差额|之差|的差值|的差|相差多少|差多少|的净额)"),
)
_TWO_EN = (
    (Operation.SHARE, rf"^(?P<a>.+?)\bas an? (?:{_MEASURE}) of (?P<b>.+)"),
    (
        Operation.SHARE,
        rf"\b(?:{_MEASURE}) of (?P<b>.+?) (?:is|are|was|were|does|did|came from|comes from|consists? of) (?P<a>.+)",
    ),
    (Operation.TIMES, r"\bratio of (?P<a>.+?) to (?P<b>.+)"),
    (Operation.TIMES, r"\bratio between (?P<a>.+?) and (?P<b>.+)"),
    (Operation.DIFFERENCE, r"\bdifference between (?P<a>.+?) and (?P<b>.+)"),
    (
        Operation.DIFFERENCE,
        r"\bhow much (?:more|higher|larger|greater|less|lower) (?:is|are|was|were) (?P<a>.+?) than (?P<b>.+)",
    ),
)
_TWO = tuple((operation, re.compile(pattern)) for operation, pattern in (*_TWO_ZH, *_TWO_EN))
_ONE = tuple((operation, re.compile(pattern)) for operation, pattern in _WORDS)
_AVERAGE_BEFORE = re.compile(
    r"\baverage(?: annual| yearly)?\b|平均(?!值|数|水平|净?资产|总资产|存货|应[收付]|固定资产|股东权益|所有者权益|每股|余额)"
)
_AVERAGE_AFTER = re.compile(r"的?(?:平均值|平均数|平均水平|均值)")
_OVER = re.compile(r"\b(?:over|across|throughout|during)\b")
_EACH = re.compile(r"分别|各自|\b(?:respectively|each)\b")
_EACH_YEAR = re.compile(
    r"分别|各自|[各每历]一?年|逐年|\b(?:respectively|each|per year|a year|annual(?! reports?)|annually|yearly|by year)\b"
)
#: what makes one figure of those of several years; the second kind may also say that a figure is one of a year's parts
_ADDED_UP = re.compile(
    r"累计|共计|一共|总共|\b(?:in total|in aggregate|altogether|all together|combined|cumulative(?:ly)?)\b"
)
_ONWARDS = re.compile(r"\b(?:from|since|after|starting|beginning)\b|[自从起]")
_TOTAL = re.compile(
    r"的?(?:合计数?|总计|(?<!利润)(?<!收益)总额)"
    r"|\b(?:the )?(?:(?:grand|overall|aggregate|combined) )?total(?! comprehensive)(?: of)?(?: the)?\b|\baggregate\b"
)
_FROM_TO = re.compile(
    rf"{_CHANGES}|\b(?:{_ENGLISH_CHANGES}|growing|changing|compare[ds]?|versus|vs|trend)\b|对比|相比|趋势|走势"
)
_AND = re.compile(r"\s*(?:[、,，&和与及]|以及|(?:,\s*)?\band\b)\s*(?:in |for )?")
_OF_ANOTHER = re.compile(rf"\bas an? (?:{_MEASURE})|(?:{_MEASURE}) of\b|\bratio\b|占|倍|之比|的比[率值例]?")
_VERBS = r"increas(?:e|ed|ing)|decreas(?:e|ed|ing)|declin(?:e|ed|ing)|gr[oe]w(?:n|ing)?|ris(?:e|en|ing)|rose|f[ae]ll(?:en|ing)?|drop(?:ped|ping)?"
_UP_OR_DOWN = rf"{_VERBS}|(?:go(?:ne|ing)?|went) (?:up|down)"
_WHETHER = re.compile(r"^(?:(?:in|for|during|as of|at)\b[^,]{1,40},\s*)?(?:did|has|have|is|are|was|were|does|do)\b")
_THAN_BEFORE = r"\bthan (?:in )?(?:fy|fiscal|(?:19|20)\d\d|last|the (?:year|prior))"
_MOVED = re.compile(
    rf"\b(?:{_UP_OR_DOWN})(?: or (?:{_UP_OR_DOWN}|up|down|not))?(?= |\?|$)"
    rf"|\b(?:higher|lower|greater|smaller)(?: or (?:higher|lower))?(?=.*{_THAN_BEFORE})"
)
_MOVED_ZH = re.compile(
    rf"(?:是否|有没有|有无|是不是)(?:有所)?(?:同比)?(?:{_CHANGES})了?"
    rf"|(?:[比较](?:上年|去年|上期)(?:同期)?|同比)?(?:有所|是)?(?:{_CHANGES})了?(?:吗|没有?(?=[?？]?$)|还是(?:{_CHANGES})了?)"
)
_RECENT = re.compile(
    r"(?:最?近|过去|前)(?P<han>[二三四五两2-9])个?(?:会计)?年度?"
    r"|\b(?:last|past|previous|trailing|latest)? ?(?P<word>two|three|four|five|[2-9])[- ](?:fiscal )?years?\b"
)
_COUNTS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "two": 2, "three": 3, "four": 4, "five": 5}


def computations_in(question: str, formulas: re.Pattern[str]) -> Iterator[Computation]:
    """What a question may want computed, the likeliest first; none where it asks for what stands written."""
    text = flat(question)
    for operation, pattern in _TWO:
        match = pattern.search(text)
        if match:
            yield Computation(operation, (_undated(match["a"]), _undated(match["b"])), match.span())
    for operation, pattern in _ONE:
        match = pattern.search(text)
        if match:
            yield Computation(operation, (_REMAINS.sub(" ", _around(text, match)),), match.span())
    if not _OF_WHICH.search(text) and len(years_of(text, "")) > 1:
        found = ((operation, pattern.search(text)) for operation, pattern in _EXTREMES)
        yield from (Computation(one, (_REMAINS.sub(" ", _around(text, at)),), at.span()) for one, at in found if at)
    match = formulas.search(text)
    if match:
        yield Computation(Operation.FORMULA, (_around(text, match), match[0]), match.span())
    match = _MOVED_ZH.search(text) or (_MOVED.search(text) if _WHETHER.match(text) else None)
    if match:
        yield Computation(Operation.MOVE, (_REMAINS.sub(" ", _around(text, match)),), match.span())


@dataclass(frozen=True, slots=True)
class Averaged:
    """A ratio whose average is wanted: ``of`` is asked by ``question``, the words of the average stand at ``place``."""

    of: Computation
    question: str
    place: tuple[int, int]


def averaged_in(question: str, formulas: re.Pattern[str]) -> Averaged | None:
    """The ratio whose average over years a question wants: average gross margin, 毛利率的平均值.

    None where what is averaged is a part of it, as in return on average assets, or each year is asked by itself.
    """
    text = flat(question)
    before, after = list(_AVERAGE_BEFORE.finditer(text)), list(_AVERAGE_AFTER.finditer(text))
    if len(before) + len(after) != 1 or _EACH.search(text):
        return None
    (average,) = (*before, *after)
    plain = _OVER.sub(" ", f"{text[: average.start()]} {text[average.end() :]}")
    inner = next(computations_in(plain, formulas), None)
    if inner is None or inner.operation not in (Operation.SHARE, Operation.TIMES, Operation.FORMULA):
        return None
    ratio = (formulas if inner.operation is Operation.FORMULA else _OF_ANOTHER).search(text)
    if ratio is None or (average.start() > ratio.start()) == bool(before):
        return None
    return Averaged(inner, flat(plain), average.span())


def total_in_years(question: str, years: Sequence[str], names: Sequence[tuple[int, int]]) -> Computation | None:
    """The total that a question wants of these years: of a span of them, 2017年到2019年的营业收入合计, also where the word is
    part of a name (these places); of named ones, 2017年和2019年, only beside it. None where it asks of each year, or of a change.
    """
    text = flat(question)
    if len(years) < 2 or any(len(year) > len("2019") for year in years) or _EACH_YEAR.search(text) or changes(text):
        return None
    places = [match.span() for pattern in (_ADDED_UP, _TOTAL) for match in pattern.finditer(text)]
    start, end = next(
        (one for one in places if not any(one[0] < last and first < one[1] for first, last in names)), (0, 0)
    )
    spans = years_spanned(text) or (_RECENT.search(text) and not (periods_in(text) and _ONWARDS.search(text)))
    if not places or not (spans or (end and _is_listed(text))):
        return None
    return Computation(Operation.SUM, (_REMAINS.sub(" ", _undated(f"{text[:start]} {text[end:]}")),), (start, end))


def changes(text: str) -> bool:
    """Whether a flat question asks how something changes from one year to another, which is told by these two."""
    return _FROM_TO.search(text) is not None


def adds_up(question: str) -> bool:
    """Whether a question says that figures are added up, whatever they are: 累计, in total."""
    return _ADDED_UP.search(flat(question)) is not None


def _is_listed(text: str) -> bool:
    """Whether the periods of a text are an enumeration."""
    places = periods_in(text)
    return all(_AND.fullmatch(text[one.end : after.start]) for one, after in pairwise(places))


def operations_named_in(text: str) -> list[str]:
    """The words of a flat text that say how to compute: CAGR is nobody's name."""
    return [match[0] for _, pattern in _ONE for match in pattern.finditer(text) if match[0]]


def years_of(text: str, latest: str) -> tuple[str, ...]:
    """The years that a flat text names or spans, in order: 2017–2019, the last three years up to ``latest``."""
    spanned = years_spanned(text)
    if spanned:
        return spanned
    named = tuple(sorted({one.period for one in periods_in(text)}))
    recent = _RECENT.search(text)
    count = _count(recent) if recent else 0
    last = year_of(named[-1]) if len(named) == 1 else latest
    if count and last.isdigit() and len(named) <= 1:
        return tuple(str(year) for year in range(int(last) - count + 1, int(last) + 1))
    return named


def period_before(period: str) -> str:
    """The same period a year before; ``""`` where it is none of a year."""
    year = year_of(period)
    return f"{int(year) - 1}{period[4:]}" if year and "/" not in period else ""


def _around(text: str, match: re.Match[str]) -> str:
    return _undated(f"{text[: match.start()]} {text[match.end() :]}")


def _undated(text: str) -> str:
    """Without words that span years, which would be left over; the first year stays."""
    return _RECENT.sub(" ", without_span(text))


def _count(match: re.Match[str]) -> int:
    word = match["han"] or match["word"]
    return int(word) if word.isdigit() else _COUNTS[word]
