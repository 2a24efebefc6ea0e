"""A question to every document, taken apart into one to each."""

from __future__ import annotations

import re

from desktop.answering.comparing import comparing_places, replaced, without
from desktop.answering.entities import same_entity
from desktop.answering.library import DocumentInfo
from desktop.answering.several import SubQuestion, as_question
from desktop.answering.sketch import overlaps
from desktop.answering.task import Task
from desktop.answering.totals import total_places
from desktop.answering.wording import as_written, flat, has_han

MOST_DOCUMENTS = 100  #: that one question is put to
_CHINESE_NOUNS = "合同|协议|文档|文件|报告|年报|年度报告|论文|文章|发票|收据|票据|租约|公司|企业|pdf"
_ENGLISH_NOUNS = (
    "contracts?|agreements?|documents?|files?|(?:annual )?reports?|papers?|articles?|invoices?|receipts?|leases?|pdfs?"
    "|ndas?|compan(?:y|ies)"
)
#: all documents to be returned are none that are asked: all counts after "in", or where it owns what is asked
_EVERY = re.compile(
    rf"(?:每一?[份个篇本张家件]?|各[份个篇本张家]?)(?P<a>{_CHINESE_NOUNS})"
    rf"|(?:(?:^|(?<=[在从列出]))(?:所有|全部)的?|(?:所有|全部)的?(?=(?:{_CHINESE_NOUNS})[的中里内]))(?P<b>{_CHINESE_NOUNS})"
    rf"|\b(?:each|every)(?: one)?(?: of)?(?: (?:the|these|those|my|our))? (?P<c>{_ENGLISH_NOUNS})\b"
    rf"|(?:(?<=\bof )|(?<=\bin )|(?<=\bfor )|(?<=\bfrom ))all(?: of)?(?: (?:the|these|those|my|our))? (?P<d>{_ENGLISH_NOUNS})\b"
    rf"|\b(?:across|among)(?: all(?: of)?)?(?: (?:the|these|those|my|our))? (?P<e>{_ENGLISH_NOUNS})\b"
    rf"|\bper (?P<f>{_ENGLISH_NOUNS})\b"
)


_ENGLISH_MOST = (
    "highest|largest|biggest|greatest|most|lowest|smallest|least|fewest|longest|shortest|latest|earliest|oldest|newest"
)
#: which of the documents has the most of something
_WHOSE = re.compile(
    rf"^(?:在?这些|所有)?.{{0,4}}?哪一?[份个篇本张家件](?P<a>{_CHINESE_NOUNS})的?(?P<what>[^最]+?)最[高大多低少小长短早晚新旧]的?[?？。!！ ]*$"
    rf"|^(?:which|what) (?:of (?:the|my|these|those|our) )?(?P<b>{_ENGLISH_NOUNS}) (?:has|have|had|is|was|states?|shows?|with)(?: got)?"
    rf" (?:the )?(?:{_ENGLISH_MOST}) (?P<much>.+?)[?.! ]*$"
)


def for_each_document(task: Task) -> tuple[tuple[SubQuestion, ...], int]:
    """One question for each document, no more than may be asked at once, and how many documents there are.

    None where the question does not ask for every document.
    """
    documents = _of_years(task)
    text = _of_one_of_all(task) or (_of_the_most(task) if len(documents) > 1 else "")
    if not text:
        return (), len(documents)
    return tuple(SubQuestion(text, document=one.id) for one in documents[:MOST_DOCUMENTS]), len(documents)


def _of_years(task: Task) -> tuple[DocumentInfo, ...]:
    """The documents of the years asked, and those of other years whose entity has none of them: they may tell it too."""
    within = task.of_years()
    told = [one for one in task.documents if one.id in within]
    return tuple(
        one
        for one in task.documents
        if not within or one.id in within or not any(same_entity(one.entity, own.entity) for own in told)
    )


def asks_for_all(question: str) -> bool:
    """Whether a question is about all documents together, or each of them: all contracts, not each contract."""
    match = _EVERY.search(flat(question))
    return match is not None and any(match[name] for name in "bde")


def every_document(question: str) -> str:
    """The words that put a question to every document, as one can end with: of each contract; in Chinese 每份合同.

    ``""`` where there are none.
    """
    text = as_written(question)
    match = _EVERY.search(flat(question))
    if match is None:
        return ""
    words = text[match.start() : match.end()]
    return words if has_han(words) or match["e"] or match["f"] else f"of {words}"


def _of_one_of_all(task: Task) -> str:
    """The question put to one document, where it is asked of every one."""
    match = _EVERY.search(flat(task.question))
    if match is None:
        return ""
    noun = next(match[name] for name in "abcdef" if match[name])
    within = "in " if match["e"] or match["f"] else ""
    of_all = asks_for_all(task.question) or len(task.periods()) < 2
    told = total_places(task.question, task.parsed.named) if of_all else ()
    totals = [one for one in told if not overlaps(one, (match.span(),))]
    text = replaced(as_written(task.question), match.span(), f"{within}{_one(noun, task)}", totals)
    return as_question(without(text, comparing_places(text)))


def _of_the_most(task: Task) -> str:
    """What is asked of one document, where the question is which of them has the most of it."""
    match = _WHOSE.search(flat(task.question))
    if match is None or not _is_each_anothers(match["a"] or match["b"], task):
        return ""
    text = as_written(task.question)
    if match["a"]:
        return f"{_one(match['a'], task)}的{text[slice(*match.span('what'))]}是多少？"
    return f"What is the {text[slice(*match.span('much'))]} of {_one(match['b'], task)}?"


def _is_each_anothers(noun: str, task: Task) -> bool:
    """Whether documents can be asked one by one: for companies, where each is about another."""
    if noun not in ("公司", "企业", "company", "companies"):
        return True
    entities = [one.entity for one in task.documents]
    return all(entities) and len(set(entities)) == len(entities)


def _one(noun: str, task: Task) -> str:
    """One of what every one is asked of; any document, where the word for it is one that a page must have."""
    if has_han(noun) or noun == "pdf":
        return noun if noun in task.lexicon.fillers else "文档"
    single = "company" if noun == "companies" else noun.removesuffix("s")
    return f"the {single if single in task.lexicon.fillers else 'document'}"
