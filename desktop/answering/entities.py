"""Whom a question is about: names the library knows, with their short forms, found in the question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from desktop.answering.library import DocumentInfo
from desktop.answering.wording import HAN, flat, has_han, key
from desktop.domain.fact import Fact

_LEGAL_FORM = re.compile(
    r"(?:集团)?(?:股份)?(?:有限)?(?:责任)?公司$|(?<=..)集团$|(?:,?\s+(?:inc|ltd|llc|plc|corp|corporation|co|company|limited|group|holdings|sa|ag"
    r"|gmbh|n\.?v)\.?)+$"
)
_LEGAL_FORM_AFTER = re.compile(
    r"(?:集团|控股)?(?:股份)?(?:有限)?(?:责任)?公司|集团|,?\s+(?:inc|ltd|llc|plc|corp|corporation|limited|company)\b\.?"
)
_SAYS_NOTHING = re.compile(
    r"the|and|for|its|our|this|that|with|from|compan(?:y|ies)|company's|corporation|group|holdings|limited|bank"
    r"|reports?|annual|quarter|year|earnings|agreement|contract|document"
    r"|international|global|worldwide|industries|technologies|systems|services|resources|partners|energy|resorts|motors|foods|airlines"
    r"|brands|stores|electronics|pharmaceuticals|instruments|financial|electric|resources|trust|fund|university|institute"
)
_DESCRIPTION = 0.3  #: weight of a fact of an entity that the question mentions to say whom it means
_MOST_DESCRIPTIONS = 4


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A known entity that the question names by ``surface``, from ``start`` to ``end`` of the flat text."""

    entity: str
    surface: str
    start: int
    end: int
    weight: float


def known_names(documents: Iterable[DocumentInfo], facts: Iterable[Fact]) -> dict[str, tuple[str, ...]]:
    """Each known entity with the surfaces that may stand for it, the full name first."""
    names: dict[str, tuple[str, ...]] = {}
    for document in documents:
        if document.entity:
            names[document.entity] = tuple(dict.fromkeys((*short_forms(document.entity), *_file_names(document))))
    for fact in facts:
        if fact.triple.entity and fact.triple.entity not in names:
            names[fact.triple.entity] = short_forms(fact.triple.entity)
    return names


def short_forms(name: str) -> tuple[str, ...]:
    """A name and what people shorten it to.

    >>> short_forms("四方科技集团股份有限公司")
    ('四方科技集团股份有限公司', '四方科技', '四方科技集团')
    """
    found = list(_forms(name))
    core = found[1]
    if "·" in core:
        found.append(core.rsplit("·", 1)[-1])
    elif not has_han(core) and core == flat(name) and core.count(" ") in (1, 2):
        found.append(core.rsplit(" ", 1)[-1])  # a person's last name; that of Best Buy Co. is a word
    found += _abbreviations(name, core)
    return tuple(dict.fromkeys(form for form in found if _is_telling(form)))


def _abbreviations(name: str, core: str) -> Iterator[str]:
    """The letters that a name begins with, MGM Resorts; its initials, where an ampersand joins it: J&J, JnJ."""
    first, *rest = name.split()[:2] or [""]
    if rest and first.isupper() and first.isalpha() and not rest[0].isupper():
        yield first.lower()
    initials = [word[0] for word in core.split() if word[0].isalnum()]
    if " & " in core and len(initials) == 2:
        yield "&".join(initials)
        yield "n".join(initials)


def mentions_of(question: str, names: dict[str, tuple[str, ...]]) -> tuple[EntityMention, ...]:
    """Known entities that the flat question names; of overlapping surfaces only the longest ones."""
    found = [mention for entity, forms in names.items() for mention in _mentions(question, entity, forms)]
    found.sort(key=lambda one: one.start - one.end)
    kept: list[EntityMention] = []
    for mention in found:
        if all(_same_place(mention, one) or _apart(mention, one) for one in kept):
            kept.append(mention)
    return tuple(kept)


def meant(question: str, mentions: Iterable[EntityMention], facts: Iterable[Fact]) -> tuple[str, ...]:
    """The entities meant: where one surface fits several, the one that the question describes best."""
    told = _descriptions(question, facts)
    best: dict[str, tuple[float, str]] = {}
    for mention in mentions:
        weight = mention.weight + _DESCRIPTION * told.get(mention.entity, 0)
        if weight > best.get(mention.surface, (0.0, ""))[0]:
            best[mention.surface] = (weight, mention.entity)
    return tuple(dict.fromkeys(entity for _, entity in best.values()))


def same_entity(first: str, second: str) -> bool:
    """Whether two names are one but for the legal form; a last name alone is not the person."""
    if not first or not second:
        return False
    return key(first) == key(second) or not set(_forms(first)).isdisjoint(_forms(second))


def _forms(name: str) -> tuple[str, ...]:
    """The full name, without its legal form, and up to the word for group."""
    full = flat(name)
    core = _LEGAL_FORM.sub("", full).strip(" ,") or full
    group = full[: full.index("集团") + 2] if full.find("集团") > 1 else core
    return full, core, group


def _descriptions(question: str, facts: Iterable[Fact]) -> dict[str, int]:
    """How many values of each entity the question itself mentions (位置,后卫 in "这位后卫")."""
    told: dict[str, set[str]] = {}
    for fact in facts:
        value = flat(fact.triple.value)
        if len(value) >= (2 if has_han(value) else 4) and not value.isdigit() and value in question:
            told.setdefault(fact.triple.entity, set()).add(value)
    return {entity: min(_MOST_DESCRIPTIONS, len(values)) for entity, values in told.items()}


def _mentions(question: str, entity: str, forms: tuple[str, ...]) -> Iterator[EntityMention]:
    for rank, form in enumerate(forms):
        for match in re.finditer(_bounded(form), question):
            end = match.end() + _legal_form_after(question[match.end() :])
            yield EntityMention(entity, form, match.start(), end, 1.0 if rank == 0 else 0.8)


def _legal_form_after(text: str) -> int:
    """How long the legal form is that goes on after a short name: 集团股份有限公司, Inc."""
    match = _LEGAL_FORM_AFTER.match(text)
    return match.end() if match else 0


def _bounded(form: str) -> str:
    if has_han(form):
        return re.escape(form)
    return rf"(?<![a-z0-9$€£]){re.escape(form)}(?:(?![a-z0-9])|(?=(?:19|20)\d\d\s*年))"


def _is_telling(form: str) -> bool:
    if has_han(form):
        return len(form) >= 2
    coded = len(form) == 2 and form.isalnum() and not form.isalpha() and not form.isdigit()  # 3M
    return (len(form) >= 3 or coded) and not form.isdigit() and _SAYS_NOTHING.fullmatch(form) is None


def _file_names(document: DocumentInfo) -> tuple[str, ...]:
    """Parts of the file's name that are part of the entity's, like 四方科技 in 四方科技_2019年年度报告.pdf."""
    parts = re.findall(rf"[{HAN}]+|[a-z]+", flat(PurePath(document.name).stem))
    entity = flat(document.entity)
    return tuple(part for part in parts if _is_telling(part) and part in entity)


def _same_place(first: EntityMention, second: EntityMention) -> bool:
    return (first.start, first.end) == (second.start, second.end)


def _apart(first: EntityMention, second: EntityMention) -> bool:
    return first.end <= second.start or second.end <= first.start
