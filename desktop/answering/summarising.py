"""Summaries made of the documents' own sentences, each with its place: the ones that say most, and not twice the same.

Maximal marginal relevance over vectors of sentences: Carbonell and Goldstein, SIGIR 1998; nearness to the documents'
centroid: Radev et al., Information Processing & Management 40 (2004).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from zlib import crc32

import numpy as np
import numpy.typing as npt

from desktop.answering.engines import Embedder
from desktop.answering.ground import Span, sentences_of, stands
from desktop.answering.search import search
from desktop.answering.seeking import sought_in
from desktop.answering.task import Task
from desktop.answering.thesaurus import load_thesaurus
from desktop.answering.wording import flat, has_han
from desktop.domain.document import Block, BlockKind, PageContent
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.fact import Evidence, Fact, Origin, Triple
from desktop.domain.terms import terms
from desktop.paths import resources

MOST_SENTENCES = 6
_MOST_DOCUMENTS = 12
_MOST_CANDIDATES = 120  #: sentences that are embedded: some seconds on a slow laptop
_FIRST_PAGES = 12  #: where overviews stand
_MOST_PAGES = 30  #: of a document of which nothing special is asked, besides
_PASSAGES = 12  #: that speak of what is asked
_OWN = 0.7  #: what a sentence says by itself, beside what it repeats
_LEAD, _LATE = 0.15, 0.05  #: what abstracts and overviews gain, and what the last page loses beside the first
_FADING = 0.004  #: how much less a passage counts than the one found before it
_CONFIDENCE = 0.9  #: that a sentence belongs into the summary; its words stand there for sure
_NUMBERED = 1 << 12
_ASKED = re.compile(
    r"(?:请|帮我|给我)*(?:做|写|作)?(?:一[个份下段])?(?:总结|概括|概述|归纳|摘要|综述)(?:一下|出)?|(?:的)?(?:要点|主要内容|大意)(?:是什么|有哪些)?"
    r"|讲了?(?:些|一些)?(?:什么|啥)(?:内容)?|\b(?:give|write|make)(?: me)? (?:an? )?(?:short |brief )?(?=summary|overview)"
    r"|\b(?:summar(?:y|i[sz]e)|overview|gist|tl;?dr)\b(?: of)?|\b(?:the )?(?:key|main) points\b(?: of| in)?|\bwhat is (?:this|the|it)"
    r"(?: document| report| paper| contract| file)? about\b"
)
_LEADS = re.compile(
    r"摘要|概[要述况]|综述|结论|总结|\b(?:abstract|summary|overview|highlights|introduction|conclusions?)\b", re.I
)
_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)

_T = TypeVar("_T")
_Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence of a document, and what its place is worth."""

    document: str
    page: int
    span: Span
    heading: str
    worth: float


def asks_for_summary(task: Task) -> bool:
    """Whether a question wants a text made short, and no attribute of such a name."""
    places = [match.span() for match in _ASKED.finditer(flat(task.question))]
    return any(not any(first < end and start < last for first, last in task.parsed.named) for start, end in places)


def summarised(task: Task) -> tuple[Fact, ...]:
    """Sentences of the documents asked that say most of what they say, or of the topic named, in their order.

    KnownError(CANCELLED) soon after the question is stopped.
    """
    topic = _topic(task)
    documents = task.of_years() or tuple(one.id for one in task.documents)
    candidates = _told_of(task, topic, documents) if topic else _of_whole(task, documents)
    if not candidates:
        return ()
    engine = task.desk.engines.embedder
    vectors = _vectors([one.span.text for one in candidates], engine, task)
    centre = _unit(_query(topic, engine) if topic else vectors.mean(axis=0))
    chosen = _chosen(vectors, vectors @ centre + np.array([one.worth for one in candidates], np.float32))
    order = {document: place for place, document in enumerate(documents)}
    some = sorted(
        (candidates[at] for at in chosen), key=lambda one: (order.get(one.document, 0), one.page, one.span.boxes[0].y0)
    )
    return tuple(fact for one in some if (fact := _fact(one, topic, task)))


def _topic(task: Task) -> str:
    """What the summary is to be about, besides the documents themselves; ``""`` for all."""
    text = flat(task.question)
    told = [*(match.span() for match in _ASKED.finditer(text)), *task.parsed.told]
    hidden = "".join(" " if any(start <= at < end for start, end in told) else one for at, one in enumerate(text))
    own = [term for term in terms(hidden) if term not in task.lexicon.fillers and not term.isdigit()]
    return " ".join(hidden.split()) if own else ""


def _told_of(task: Task, topic: str, documents: tuple[str, ...]) -> list[_Candidate]:
    """Sentences of the passages that speak of the topic."""
    sought = sought_in(topic, load_thesaurus(resources() / "lexicon"))
    wanted = frozenset(sought.words)
    found: list[_Candidate] = []
    for rank, hit in enumerate(search(sought, task.library, task.desk.engines.embedder, documents)[:_PASSAGES]):
        _check(task)
        page = task.library.page(hit.passage.document, hit.passage.page)
        if page is None or not wanted & frozenset(terms(" ".join((hit.passage.text, *hit.passage.heading_path)))):
            continue
        heading = hit.passage.heading_path[-1] if hit.passage.heading_path else ""
        blocks = [page.blocks[at] for at in hit.passage.blocks if at < len(page.blocks)] or page.blocks
        found.extend(_sentences(hit.passage.document, page, blocks, heading, -_FADING * rank))
    return _distinct(found)


def _of_whole(task: Task, documents: tuple[str, ...]) -> list[_Candidate]:
    """Sentences from all over the documents, as many of each; half of them of overviews, where there are any."""
    some = documents[:_MOST_DOCUMENTS]
    infos = {one.id: one for one in task.documents}
    half = max(1, _MOST_CANDIDATES // (2 * max(1, len(some))))
    found: list[_Candidate] = []
    for document in some:
        every = _of_document(task, document, infos[document].page_count)
        leads = [one for one in every if one.worth > 0]
        found += [*leads[:half], *_spread([one for one in every if one.worth <= 0], half)]
    return found


def _of_document(task: Task, document: str, pages: int) -> list[_Candidate]:
    found: list[_Candidate] = []
    heading = ""
    for number in sorted({*range(min(pages, _FIRST_PAGES)), *_spread(range(pages), _MOST_PAGES)}):
        _check(task)
        page = task.library.page(document, number)
        for block in page.blocks if page else ():
            if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
                heading = block.text
            elif page:
                worth = (_LEAD if _LEADS.search(heading) else 0.0) - _LATE * number / pages
                found.extend(_sentences(document, page, (block,), heading, worth))
    return _distinct(found)


def _sentences(
    document: str, page: PageContent, blocks: Iterable[Block], heading: str, worth: float
) -> Iterator[_Candidate]:
    for block in blocks:
        if block.kind in _KINDS:
            for span in sentences_of(block):
                if _says_something(span.text):
                    yield _Candidate(document, page.page.number, span, heading, worth)


def _says_something(text: str) -> bool:
    """Whole, of words and not of figures, neither a stump nor endless."""
    letters = sum(character.isalpha() for character in text)
    long_enough = 14 <= len(text) <= 200 if has_han(text) else 6 <= len(text.split()) <= 60
    whole = text.endswith(("。", "！", "；", ".", "!", "”")) and not text[0].islower()
    return long_enough and whole and letters > 0.7 * len(text.replace(" ", ""))


def _distinct(found: Iterable[_Candidate]) -> list[_Candidate]:
    once = {flat(one.span.text): one for one in reversed(list(found))}
    return list(reversed(once.values()))[: _MOST_CANDIDATES * 4]


def _spread(every: Sequence[_T], most: int) -> list[_T]:
    """As many, evenly over all, the first among them."""
    step = max(1.0, len(every) / most)
    return [every[int(at * step)] for at in range(min(most, len(every)))]


def _vectors(texts: Sequence[str], embedder: Embedder | None, task: Task) -> _Matrix:
    _check(task)
    if embedder is not None:
        return embedder.embed_passages(texts)
    return np.stack([_counted(text) for text in texts])


def _query(text: str, embedder: Embedder | None) -> _Matrix:
    return embedder.embed_query(text) if embedder is not None else _counted(text)


def _counted(text: str) -> _Matrix:
    """The text's terms, hashed: what can be had without an embedder."""
    vector = np.zeros(_NUMBERED, np.float32)
    for term in terms(text):
        vector[crc32(term.encode()) % _NUMBERED] += 1
    return _unit(vector)


def _unit(vector: _Matrix) -> _Matrix:
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def _chosen(vectors: _Matrix, worth: _Matrix) -> list[int]:
    """The sentences that say most of it, none what another says."""
    chosen: list[int] = []
    while len(chosen) < min(MOST_SENTENCES, len(worth)):
        repeated = (vectors @ vectors[chosen].T).max(axis=1) if chosen else np.zeros(len(worth), np.float32)
        gain = _OWN * worth - (1 - _OWN) * repeated
        gain[chosen] = -np.inf
        chosen.append(int(gain.argmax()))
    return chosen


def _fact(one: _Candidate, topic: str, task: Task) -> Fact | None:
    page = task.library.page(one.document, one.page)
    evidence = Evidence(one.document, one.page, one.span.text, one.span.boxes)
    if page is None or not stands(one.span.text, page, evidence):
        return None
    info = next((info for info in task.documents if info.id == one.document), None)
    entity = (info.entity or info.name) if info else ""
    name = one.heading or topic
    return Fact(
        Triple(entity, name, one.span.text), evidence, Origin.SENTENCE, section=one.heading, confidence=_CONFIDENCE
    )


def _check(task: Task) -> None:
    if task.desk.stopped():
        raise KnownError(ErrorCode.CANCELLED)
