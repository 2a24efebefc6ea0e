"""What a field asks, in words: what documents may call it, of when, and as a question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.answering.periods import PeriodMention, last_year, periods_in
from desktop.answering.wording import flat
from desktop.domain.extraction import Field, FieldKind
from desktop.domain.terms import is_chinese

_LONGEST_NAME = 40  #: characters of a description that may itself be a label of the document
_NAMES = re.compile(r"[,;，；、]\s*(?:or\s+|或)?|\s+or\s+|或")  #: a description may list names
_ABBREVIATED = {
    "num": "number",
    "no": "number",
    "amt": "amount",
    "qty": "quantity",
    "addr": "address",
    "org": "organisation",
}
#: a name in the plural, and none of address, status, basis, series; Chinese nouns of whom there mostly are several
_PLURAL = re.compile(
    r"(?:[a-z]{2}(?<![siu])|ie)s$(?<!series)(?<!news)|\b(?:people|personnel)$"
    r"|(?:成员|各方|双方|人员|名单|列表|董事|监事|股东|作者|发明人|原告|被告)$",
    re.I,
)
_SEVERAL = re.compile(
    r"\b(?:all|each|every|several|list) (?:of )?(?:the )?[a-z]|\bone or more\b|\bmembers of\b|[各每]|所有|全部|名单|列表|多[个名位]|哪些|成员",
    re.I,
)
_FIGURES = (FieldKind.NUMBER, FieldKind.MONEY, FieldKind.PERCENT)
#: a description may name a value, whose year is not asked
_EXAMPLE = re.compile(r"(?:\be\.?g\b|\bfor example\b|\bsuch as\b|例如|比如|如[:：]).*", re.I | re.S)
#: what joins a period to what is asked of it: revenue in 2018, 2018年的收入, revenue (2018)
_JOINS_BEFORE = re.compile(
    r"(?:\s*\b(?:in|of|for|at(?:\s+the)?\s+(?:year\s+)?end|at|as|on|during|the|fy|fiscal|years?(?:\s+ended)?|and|to)|\s*[(,_/&和与-])+\s*$"
)
_JOINS_BEHIND = re.compile(r"^\s*(?:[)的,_/&-]\s*)+")


def wordings(field: Field) -> tuple[str, ...]:
    """What a document may call the field: its name as words, its description, and each of the names in that."""
    parts = (part.strip(" .。") for part in _NAMES.split(field.description))
    described = (part for part in (field.description.strip(" .。"), *parts) if len(part) <= _LONGEST_NAME)
    return tuple(dict.fromkeys(filter(None, (name_of(field), *described))))


def name_of(field: Field) -> str:
    """The field's name as words: effective_date and effectiveDate are effective date."""
    return " ".join(_ABBREVIATED.get(word.lower(), word) for word in _words(field.name))


def asks_several(field: Field) -> bool:
    """Whether a field asks for more than one value, as directors and 董事会成员 do; figures are one: total assets.

    >>> asks_several(Field("directors")), asks_several(Field("address"))
    (True, False)
    """
    named = _PLURAL.search(name_of(field).strip()) or _SEVERAL.search(field.description)
    return field.kind not in _FIGURES and named is not None


def periods_of(field: Field) -> tuple[str, ...]:
    """The periods that a field asks by its name, or a figure by its description; ``""`` is the year before the document's.

    >>> periods_of(Field("revenue_2018")), periods_of(Field("上年营业收入")), periods_of(Field("revenue"))
    (('2018',), ('',), ())
    """
    if field.kind is FieldKind.DATE:
        return ()
    told = (name_of(field), _EXAMPLE.sub("", field.description) if field.kind in _FIGURES else "")
    named = next(filter(None, (_periods(flat(text)) for text in told)), ())
    return tuple(dict.fromkeys(one.period for one in named))


def undated(wording: str) -> str:
    """A wording without its periods, flat: revenue, of Revenue in 2018; as it is where nothing else is left.

    >>> undated("Revenue in 2018"), undated("2018年的营业收入"), undated("2018")
    ('revenue', '营业收入', '2018')
    """
    text = flat(wording)
    for one in reversed(_periods(text)):
        before, behind = _JOINS_BEFORE.sub("", text[: one.start]), _JOINS_BEHIND.sub("", text[one.end :])
        text = f"{before} {behind}".strip()
    return text or flat(wording)


def question_of(wording: str, field: Field) -> str:
    """The field as a question to the model."""
    more = field.description.strip(" .。?？")
    if is_chinese(wording + more):
        return f"{wording}（{more}）是什么？" if more and more != wording else f"{wording}是什么？"
    return f"What is the {wording} ({more})?" if more and more != wording else f"What is the {wording}?"


def _words(name: str) -> Iterator[str]:
    """effective_date, effectiveDate and effective-date are two words, revenue2018 too."""
    for part in re.split(r"[_\s]+|(?<=[a-z])-(?=[a-z])|(?<=[a-z]{3})(?=(?:19|20)\d\d(?!\d))", name):
        yield from filter(None, re.split(r"(?<=[a-z])(?=[A-Z])", part))


def _periods(text: str) -> tuple[PeriodMention, ...]:
    """Periods in a flat text. A field's "last year" is the latest, unlike a question's."""
    relative = last_year(text)
    is_before = relative is not None and not text[relative.start :].startswith("last")
    every = (*periods_in(text), *((relative,) if relative and is_before else ()))
    return tuple(sorted(every, key=lambda one: one.start))
