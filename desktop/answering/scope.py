"""Which documents a question is about, told before anything is searched: by the entity that it names, and by its years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from desktop.answering.entities import known_names, mentions_of, same_entity, short_forms
from desktop.answering.lexicon import Lexicon
from desktop.answering.library import DocumentInfo
from desktop.answering.names import unknown_names
from desktop.answering.periods import periods_in, year_of
from desktop.answering.wording import HAN, as_written, flat, has_han
from desktop.domain.fact import Fact
from desktop.domain.terms import is_chinese, terms

_BEFORE_NAME = rf"(?:^|(?<=[^{HAN}])|(?<=[的和与及跟、对比较在于是由给问查看我下出诉年]))"
#: names that are other words too, without a capital
_WORDS = frozenset(terms("apple bp caterpillar chevron dow ford intel oracle sap shell target ups visa"))
_AFTER_NAME = "(?![级业类型化性式者员区市县省界系派路街])"
#: a word that is a name by itself: Ulta's; the Ulta report; Ulta的, of a question in Chinese; of Ulta in 2022, did Ulta report
_ALONE = (
    r"(?<![a-z0-9]){0}(?:['’]s?\b|\s*(?:的|公司|年报|年度报告|报告|财报))"
    r"|\bthe\s+{0}\s+(?:\w+\s+)?(?:reports?|documents?|filings?|releases?|10-[kq]|8-k)\b|\b(?:of|did|does|do|has|is|was|for|by|about|between|compare)\s+{0}"
    r"(?=\s*(?:[?.,;:)]|$)|\s+(?:in|for|during|at|as|on|have|report|earn|make|spend|pay|grow|increase|improve|decrease|decline)\b)"
)

_LATIN = re.compile(r"[a-z]{3,}")


def names_of(
    question: str, documents: Sequence[DocumentInfo], facts: Iterable[Fact], lexicon: Lexicon
) -> dict[str, tuple[str, ...]]:
    """Known entities with the surfaces that may stand for them; a document called "Annual report" gives no name."""
    names = known_names(documents, facts)
    for entity, word in _by_first_word(question, documents, lexicon):
        names[entity] = (*names[entity], word)
    for entity in {one.entity for one in documents if one.entity}:
        others = (one for one in _elsewhere(names[entity], lexicon) if _is_said(one, question))
        names[entity] = tuple(dict.fromkeys((*names[entity], *others)))
    return {name: forms for name, forms in names.items() if not lexicon.fillers.issuperset(flat(name).split())}


def _elsewhere(forms: Iterable[str], lexicon: Lexicon) -> Iterator[str]:
    """What a company is called in the other language: 辉瑞, of Pfizer Inc."""
    for form in forms:
        yield from lexicon.companies.get(form, ())


def _is_said(name: str, question: str) -> bool:
    """Whether a question says a name as one: not 京东 in 南京东路, nor target where it is no name."""
    if has_han(name):
        return re.search(rf"{_BEFORE_NAME}{re.escape(name)}{_AFTER_NAME}", _without_periods(flat(question))) is not None
    places = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", as_written(question), re.I)
    return any(place[0][0].isupper() or name not in _WORDS for place in places)


def _without_periods(text: str) -> str:
    """A flat question with blanks where it names periods: 微软营业收入, of 2023年微软营业收入."""
    for period in periods_in(text):
        text = f"{text[: period.start]}{' ' * (period.end - period.start)}{text[period.end :]}"
    return text


def _by_first_word(question: str, documents: Sequence[DocumentInfo], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Entities that the question calls by the first word of their name, with that word, where they are the only ones
    that begin with it: Ulta is Ulta Beauty, while there is no Ulta Salon, and Capital in Capital expenditure is not
    Capital One.
    """
    text = flat(question)
    latin = _LATIN.findall(text) if is_chinese(question) else ()
    for word in dict.fromkeys((*unknown_names(question, (), None, lexicon), *latin)):
        entities = tuple(dict.fromkeys(one.entity for one in documents if flat(one.entity).startswith(f"{word} ")))
        is_alone = re.search(_ALONE.format(re.escape(word)), text) is not None
        if is_alone and all(same_entity(entities[0], one) for one in entities):
            yield from ((one, word) for one in entities)


def about_entities(question: str, documents: Sequence[DocumentInfo], lexicon: Lexicon) -> tuple[DocumentInfo, ...]:
    """The documents about an entity that the question names, where it names one; else all."""
    named = [mention.entity for mention in mentions_of(flat(question), names_of(question, documents, (), lexicon))]
    about = tuple(one for one in documents if any(same_entity(one.entity, name) for name in named))
    return about or tuple(documents)


def of_years(question: str, documents: Sequence[DocumentInfo]) -> tuple[DocumentInfo, ...]:
    """Of these documents those of the years asked, and those whose year is not known; all where none is of them."""
    years = {year_of(mention.period) for mention in periods_in(_without_names(flat(question), documents))}
    reporting = {one.year for one in documents} & years
    return tuple(one for one in documents if not reporting or one.year in reporting or not one.year)


def _without_names(text: str, documents: Sequence[DocumentInfo]) -> str:
    """A flat question without the names that hold a year: Bloomberg 2020, Inc."""
    names = {form for one in documents for form in short_forms(one.entity) if periods_in(form)}
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    return text


def scope_of(question: str, documents: Sequence[DocumentInfo], lexicon: Lexicon) -> tuple[str, ...]:
    """Ids of the documents to be searched for a question; none means all."""
    found = of_years(question, about_entities(question, documents, lexicon))
    return () if len(found) == len(documents) else tuple(one.id for one in found)
