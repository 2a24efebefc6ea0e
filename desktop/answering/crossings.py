"""Where a row and a column of a table cross that a question both names: what one method scores on one dataset."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.answering.comparing import comparing_places
from desktop.answering.entities import same_entity
from desktop.answering.fitting import LEAST_CONFIDENCE
from desktop.answering.matching import is_of_kind
from desktop.answering.operations import operations_named_in
from desktop.answering.periods import period_score, periods_in
from desktop.answering.sketch import overlaps, period_places
from desktop.answering.tablecells import NamedCell, TablePages, name_of, quantity_in
from desktop.answering.task import Task
from desktop.answering.understand import Stretch, Wanted, left_over
from desktop.answering.weighing import weighed
from desktop.answering.wording import flat, has_han, key, says, solid
from desktop.domain.answer import Calculation, Part
from desktop.domain.fact import Fact

#: what a question calls any figure of a table, and what it says it does
ANY_FIGURE = re.compile(
    r"(?:scores?|results?|performances?|method|model|dataset|task|benchmark|得分|分数|成绩|表现|结果|数据集|模型|方法)"
)
_REACHES = re.compile(r"(?:achieves?d?|obtain(?:s|ed)?|reach(?:es|ed)?|gets?|got|达到|取得)")
_HAS_SCORE = re.compile(r"\b(?:scores?|results?|performances?)\b|得分|分数|成绩|表现")
_SHARE = re.compile(r"(?:percentages?|percent|rates?|shares?|proportions?|比例|比率|占比|百分比)")
#: measures, of which a table that names another has none
_MEASURE = re.compile(
    r"accurac(?:y|ies)|errors?|f1|recall|precision|bleu|rouge|loss(?:es)?|perplexity|latency|auc|mrr|准确率|错误率|召回率|精确率|误差"
)
_ASKS_FIGURE = re.compile(
    r"^\W*(?:[^,?]*, ?)?(?:what|which (?:scores?|results?|accuracy|values?|figures?|percentage)|how (?:many|much|high|low))\b|多少|几"
    r"|哪一?[个种家]的?.{0,8}?[高低大小多少]|谁的?.{0,8}?[高低大小多少]"
)
#: what is asked otherwise, or of something else than a table's figure as it stands
_ASKS_OTHERWISE = re.compile(
    r"\b(?:why|who|whose|whom|when|where|how (?:old|long|far|often)|earn\w*|spen[dt]\w*|cost\w*|pa(?:y|ys|id|ying)|makes?|made"
    r"|not|no|non|never|without|except|excluding|other than)\b|n['’]t\b|为什么|为何|谁|何时|没有|不|非|未|除|叫|任职|多久|多大|多少年"
)
#: what the next name is held against
_BASE = re.compile(
    r"(?:\b(?:compared (?:to|with)|relative to|than|versus|vs\.?|over)(?: the)?(?: that of)?|[与和跟较]|相比于?|比)\s*$"
)
_BASE_AFTER = re.compile(r"\s*相比")


@dataclass(frozen=True, slots=True)
class _Crossing:
    """A cell whose row and column stand in the question, at these places."""

    cell: NamedCell
    row: Stretch
    heads: tuple[Stretch, ...]

    @property
    def places(self) -> tuple[Stretch, ...]:
        """All of them."""
        return self.row, *self.heads


def crossed(task: Task, wanted: Wanted) -> tuple[Fact, ...]:
    """The one value of which a question names row and column, and nothing that the table does not tell; else none."""
    if comparing_places(task.question):
        return ()
    found = _crossings(task)
    told = {(one.places, solid(one.cell.fact.triple.value), one.cell.fact.quantity) for one in found}
    facts = [one.cell.fact for one in found]
    return (facts[0],) if len(told) == 1 and is_of_kind(facts[0].triple.value, wanted.kind) else ()


def crossed_apart(task: Task) -> Calculation | None:
    """What lies between two such values, of two rows or of two columns, where a question compares them."""
    found = _told_alike(_crossings(task)) if comparing_places(task.question) else []
    by_row = len({one.row for one in found}) == len(found)
    if len(found) != 2 or not (by_row or len({one.heads for one in found}) == len(found)):
        return None
    order = sorted(found, key=lambda one: _place(one, by_row=by_row))
    if _is_base(flat(task.question), _place(order[0], by_row=by_row)):
        order.reverse()
    name = order[0].cell.written(" ".join(order[0].cell.heads) if by_row else order[0].cell.row)
    return weighed(task.question, [_part(one, of_row=by_row) for one in order], name)


def _place(one: _Crossing, *, by_row: bool) -> Stretch:
    return one.row if by_row else one.heads[0]


def _is_base(text: str, place: Stretch) -> bool:
    """Whether the first of two names is what the other is held against: compared to PaLM, how much higher is GPT-4."""
    before = _BASE.search(text[: place[0]])
    if before is None:
        return False
    return not has_han(before[0]) or _BASE_AFTER.match(text[place[1] :]) is not None


def _told_alike(found: Iterable[_Crossing]) -> list[_Crossing]:
    """One for each row and column that are named; none where tables tell otherwise of any."""
    values: dict[object, list[_Crossing]] = defaultdict(list)
    for one in found:
        values[one.places].append(one)
    alike = all(len({solid(one.cell.fact.triple.value) for one in same}) == 1 for same in values.values())
    return [same[0] for same in values.values()] if alike else []


def _part(one: _Crossing, *, of_row: bool) -> Part:
    fact = one.cell.fact
    name = one.cell.row if of_row else " ".join(one.cell.heads)
    return Part("", one.cell.written(name), "", (replace(fact, quantity=quantity_in(fact)),))


def _crossings(task: Task) -> list[_Crossing]:
    """Each cell that is named, by as much of the question as any other, of the period asked; none where any doubt is."""
    text = flat(task.question)
    if not _ASKS_FIGURE.search(text) or len(task.periods()) > 1 or len(task.entities) > 1:
        return []
    pages = TablePages(task.library)
    cells = list(pages.named(task.facts, LEAST_CONFIDENCE))
    own = [(one.start, one.end) for one in task.parsed.mentions if is_own(task, one.entity)]
    hidden = (*period_places(text), *own)
    names = {name for cell in cells for name in (cell.row, *cell.heads) if name not in task.lexicon.fillers}
    placed = _placed(text, names, hidden)
    found = [one for cell in cells for one in _where(cell, placed)]
    taken = {place for one in found for place in one.places}
    most = {place: max(_length(one) for one in found if place in one.places) for place in taken}
    found = [one for one in found if any(_length(one) == most[place] for place in one.places)]
    rest = _without(text, (*taken, *hidden))
    found = [one for one in _of_period(task, found) if _is_sure(one, cells, rest)]
    return [one for one in found if _accounts(task, text, one, (*taken, *hidden)) and pages.holds(one.cell.fact)]


def _without(text: str, places: Sequence[Stretch]) -> str:
    """The text with blanks in these places."""
    return "".join(" " if any(a <= at < b for a, b in places) else sign for at, sign in enumerate(text))


def is_own(task: Task, entity: str) -> bool:
    """Whether a document is about this entity."""
    return any(same_entity(one.entity, entity) for one in task.documents)


def _placed(text: str, names: Iterable[str], hidden: Sequence[Stretch]) -> Mapping[str, list[Stretch]]:
    """Where names stand in the question, the longest first where they overlap."""
    taken = list(hidden)
    placed: dict[str, list[Stretch]] = {}
    for name in sorted((one for one in names if _tells(one)), key=lambda one: (-len(one), one)):
        for match in _pattern(name).finditer(text):
            if not overlaps(match.span(), taken):
                taken.append(match.span())
                placed.setdefault(name, []).append(match.span())
    return placed


def _tells(name: str) -> bool:
    """Whether a name can be told from others: it has a letter and another sign, and is no period."""
    return len(name) > 1 and any(sign.isalpha() for sign in name) and not periods_in(name)


def _pattern(name: str) -> re.Pattern[str]:
    """The name as whole words: GPT-4 is neither GPT-4o nor GPT-4+."""
    if has_han(name):
        return re.compile(r"\s*".join(map(re.escape, "".join(name.split()))))
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<![a-z0-9@#.-]){words}(?:e?s)?(?![a-z0-9+*#@^]|[.-][a-z0-9]|['’](?!s\b))")


def _where(cell: NamedCell, placed: Mapping[str, list[Stretch]]) -> Iterator[_Crossing]:
    """A cell at each place of its row, with all places of its columns' names."""
    columns = tuple(place for name in cell.heads for place in placed.get(name, ())[:1])
    for row in placed.get(cell.row, ()):
        heads = tuple(place for place in columns if place != row)
        if heads:
            yield _Crossing(cell, row, heads)


def _length(one: _Crossing) -> int:
    return sum(end - start for start, end in one.places)


def _of_period(task: Task, found: Sequence[_Crossing]) -> list[_Crossing]:
    """Those of the period asked, else of the report's own."""
    years = {one.id: one.year for one in task.documents}
    asked = task.periods()[0]
    scores = [
        period_score(asked, one.cell.fact.period, years.get(one.cell.fact.evidence.document, "")) for one in found
    ]
    best = max(scores, default=0.0)
    return [one for one, score in zip(found, scores, strict=True) if score == best > 0]


def _is_sure(one: _Crossing, cells: Sequence[NamedCell], rest: str) -> bool:
    """Whether no other reading is at hand: a name that is both a row and a column, or another row or group of rows that the
    rest of the question names.
    """
    cell = one.cell
    table = [other for other in cells if other.table is cell.table]
    rows, heads = {other.row for other in table}, {name for other in table for name in other.heads}
    labels = {name_of(other.text) for other in cell.table.cells if not other.column and other.text} - {
        cell.row,
        cell.group,
    }
    is_square = cell.row in heads or not rows.isdisjoint(cell.heads)
    return not is_square and not any(says(rest, label) for label in labels if _tells(label))


def _accounts(task: Task, text: str, one: _Crossing, taken: Sequence[Stretch]) -> bool:
    """Whether the rest of the question names nothing but what the table says of itself, or what any figure is called.

    A figure whose column or row is told more of than is asked is not just any.
    """
    compared = comparing_places(text)
    rest = _without(text, (*taken, *compared))
    if _ASKS_OTHERWISE.search(rest) or (operations_named_in(text) and not compared):
        return False
    if any(not says(text, remark) for remark in one.cell.remarks):
        return False
    left = [text[slice(*place)] for place in left_over(text, (*taken, *compared), task.lexicon)]
    unsaid = [name for name in one.cell.heads if _tells(name) and not _pattern(name).search(text)]
    loose = [word for word in left if not says(one.cell.told, word)]
    scored = _HAS_SCORE.search(text) is not None or any(map(_MEASURE.search, one.cell.heads))
    loose = [word for word in loose if not (scored and _REACHES.fullmatch(word))]
    return all(_is_any(word, one) for word in loose) and not (loose and unsaid) and not any(map(_is_number, left))


def _is_number(word: str) -> bool:
    return any(sign.isdigit() for sign in word) and not _MEASURE.fullmatch(word)


def _is_any(word: str, one: _Crossing) -> bool:
    """Whether a word of the question is what any figure, or this one, may be called."""
    if _SHARE.fullmatch(word):
        fact = one.cell.fact
        return "%" in fact.triple.value or (fact.quantity is not None and fact.quantity.unit == "%")
    if _MEASURE.fullmatch(word):
        return _MEASURE.search(one.cell.told) is None
    return ANY_FIGURE.fullmatch(word) is not None and bool(key(word))
