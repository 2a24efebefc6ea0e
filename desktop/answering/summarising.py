"""Summaries made of the documents' own sentences, each with its place: the ones that say most, and not twice the same.

Maximal marginal relevance over vectors of sentences: Carbonell and Goldstein, SIGIR 1998; nearness to the documents'
centroid: Radev et al., Information Processing & Management 40 (2004).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from zlib import crc32

import numpy as np
import numpy.typing as npt

from desktop.answering.engines import Embedder
from desktop.answering.ground import Span, sentences_of, stands
from desktop.answering.outline import under_headings
from desktop.answering.search import search
from desktop.answering.seeking import sought_in
from desktop.answering.task import Task
from desktop.answering.thesaurus import load_thesaurus
from desktop.answering.wording import flat, has_han, solid
from desktop.domain.answer import Hit
from desktop.domain.document import BlockKind, PageContent, Passage
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.fact import Evidence, Fact, Origin, Triple
from desktop.domain.terms import terms
from desktop.paths import resources

MOST_SENTENCES = 6
_MOST_DOCUMENTS = 12
_MOST_CANDIDATES = 120  #: sentences that are embedded: some seconds on a slow laptop
_FIRST_PAGES = 12  #: where overviews stand
_MOST_PAGES = 30  #: of a document of which nothing special is asked, besides
_PASSAGES = 12  #: that speak of what is asked, and as many under headings that name it
_DEPTH = 100  #: that are looked at for such headings
_OWN = 0.7  #: what a sentence says by itself, beside what it repeats
_LEAD, _LATE = 0.15, 0.15  #: what abstracts and overviews gain, and what the last page loses beside the first
_HEADED, _NAMED = 0.15, 0.1  #: what a sentence gains whose heading names the topic, and one that does itself
_SAME_DOCUMENT, _SAME_HEADING = (
    0.1,
    0.03,
)  #: what a sentence loses for each one chosen of its document, under its heading
_FAR = 0.15  #: how much less near to the topic than the nearest a sentence may be
_FADING = 0.004  #: how much less a passage counts than the one found before it
_CONFIDENCE = 0.9  #: that a sentence belongs into the summary; its words stand there for sure
_AROUND = "的了得地和与及 ，,。.？?！!：:；;、"
_BATCH = 16  #: sentences between two looks at the stop flag
_NUMBERED = 1 << 12
_VERBS = (
    r"(?:请|帮我|给我)*(?:总结(?!算)|概括|归纳)(?:一下|出)?|(?:做|写|作)(?:一[个份下段])?(?:总结|概述|摘要|综述)"
    r"|讲了?(?:些|一些)?(?:什么|啥)(?:内容)?"
    r"|\b(?:give|write|make)(?: me)? (?:an? )?(?:short |brief )?(?:summary|overview)(?: of)?|\bsummari[sz]e\b|\btl;?dr\b"
    r"|\bwhat is (?:this|the|it)(?: document| report| paper| contract| file)? about\b"
)
_NOUNS = (
    r"(?:的)?(?:摘要|综述|概述|(?<!需)要点|主要内容|大意)(?:是什么|有哪些)?"
    r"|\b(?:summary|overview|gist)\b(?: of)?|\b(?:the )?(?:key|main) points\b(?: of| in)?"
)
_ASKED = re.compile(f"{_VERBS}|{_NOUNS}")
_THESE = re.compile(
    r"(?:这|那|该|本|全部|所有)(?:[份些个篇]|[几两二三]+[份个篇])?(?:文档|文件|年度报告|年报|报告|论文|合同|资料|材料)"
    r"|(?:文档|文件|年度报告|年报|报告)(?=$|的?内容|[。？?！!])"
    r"|\b(?:this|these|that|the|all|each)\s+(?:\w+\s+){0,3}?(?:documents?|files?|reports?|papers?|contracts?|agreements?|10-[kq])\b"
    r"|\b(?:annual )?reports?\s*[?.]?$"
)
_LEADS = re.compile(
    r"摘要|概[要述况]|综述|引言|结论|总结|主要业务|经营情况|讨论与分析"
    r"|^[\W\d]*(?:item 1\.?\s*)?(?:abstract|(?:executive )?summary|overview|highlights|introduction|conclusions?|general"
    r"|(?:description of |our |the )?business|(?:the|our|about the|about our) company)\W*$|\boverview\b|management.s discussion",
    re.I,
)
_REFERS = re.compile(
    r"，是指|以下(?:措施|几)|详见|参见|请见|敬请查阅|见本?(?:报告|附注|第)|前瞻性|forward-looking"
    r"|\b(?:refer to|see (?:also )?(?:the |our |item|note|part))\b|\b(?:section|form 10-[kq])\b"
    r"|https?:|\bwww\.|\b(?:webcast|dial)\b|\bconference call\b.{0,80}\b(?:scheduled|available|replay|held)\b",
    re.I,
)
#: an auxiliary, a past form, a subject, or a word before its object
_VERB = re.compile(
    r"\b(?:am|is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|cannot|could|may|might|shall|should|must"
    r"|[a-z]+ed|grew|rose|fell|made|led|won|lost|met|began|became|came|went|took|gave|got|held|kept|left|paid|sold|spent"
    r"|brought|built|bought|drove|ran|said|says|means?|costs?|plans?|expects?|we|i|they|you|it|he|she|who|which|that|there)\b"
    r"|\b(?!(?:of|in|on|at|to|by|for|from|with|without|and|or|as|than|over|under|during|per|between|among|including|plus)\b)"
    r"[a-z]{2,}\s(?:an?|the|its|our|their|his|her|us|them|to)\b",
    re.I,
)
_QUOTED = re.compile(r"[“\"][^“”\"]{1,40}[”\"]")
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
    text, named = flat(task.question), task.parsed.named
    places = [match.span() for match in re.finditer(_VERBS if named else _ASKED, text)]
    return any(not any(first < end and start < last for first, last in named) for start, end in places)


def summarised(task: Task) -> tuple[Fact, ...]:
    """Sentences of the documents asked that say most of what they say, or of the topic named, in their order.

    KnownError(CANCELLED) soon after the question is stopped.
    """
    topic = _topic(task)
    documents = task.of_years() or tuple(one.id for one in task.documents)
    every = _told_of(task, topic, documents) if topic else _of_whole(task, documents)
    candidates = [one for one in every if not task.library.is_rejected(_told(one, topic, task))]
    if not candidates:
        return ()
    engine = task.desk.engines.embedder
    vectors = _vectors([one.span.text for one in candidates], engine, task)
    near = vectors @ _unit(_query(topic, engine) if topic else vectors.mean(axis=0))
    worth = near + np.array([one.worth for one in candidates], np.float32)
    if topic:
        worth[near < near.max() - _FAR] = -np.inf
    most = min(2 * MOST_SENTENCES, max(MOST_SENTENCES, len({one.document for one in candidates})))
    chosen = _chosen(vectors, worth, [(one.document, one.heading) for one in candidates], most)
    order = {document: place for place, document in enumerate(documents)}
    some = sorted(
        (candidates[at] for at in chosen), key=lambda one: (order.get(one.document, 0), one.page, one.span.boxes[0].y0)
    )
    return tuple(fact for one in some if (fact := _fact(one, topic, task)))


def _topic(task: Task) -> str:
    """What the summary is to be about, besides the documents themselves; ``""`` for all."""
    text = flat(task.question)
    told = [*(match.span() for one in (_ASKED, _THESE) for match in one.finditer(text)), *task.parsed.told]
    hidden = "".join(" " if any(start <= at < end for start, end in told) else sign for at, sign in enumerate(text))
    pieces = (piece.strip(_AROUND) for piece in hidden.split())
    return " ".join(piece for piece in pieces if piece and not piece.isdigit() and piece not in task.lexicon.fillers)


def _told_of(task: Task, topic: str, documents: tuple[str, ...]) -> list[_Candidate]:
    """Sentences of the passages that speak of the topic."""
    sought = sought_in(topic, load_thesaurus(resources() / "lexicon"))
    wanted = frozenset(terms(topic))
    hits = search(sought, task.library, task.desk.engines.embedder, documents)[:_PASSAGES]
    named = [hit for hit in task.library.by_words(tuple(wanted), _DEPTH, documents) if _is_headed(hit.passage, wanted)]
    headed = list(_told_by(task, named[: 2 * _PASSAGES], wanted))
    found = _distinct(headed if len(headed) >= 2 * MOST_SENTENCES else (*headed, *_told_by(task, hits, wanted)))
    return sorted(found, key=lambda one: -one.worth)[: _MOST_CANDIDATES // 2]


def _told_by(task: Task, hits: Sequence[Hit], wanted: frozenset[str]) -> Iterator[_Candidate]:
    for rank, hit in enumerate(hits):
        _check(task)
        path = " ".join(hit.passage.heading_path)
        page = task.library.page(hit.passage.document, hit.passage.page)
        if page is None or not wanted & frozenset(terms(f"{hit.passage.text} {path}")):
            continue
        for one in _sentences(page, hit.passage, _HEADED * _share(wanted, path) - _FADING * rank):
            yield replace(one, worth=one.worth + _NAMED * _share(wanted, one.span.text))


def _is_headed(passage: Passage, wanted: frozenset[str]) -> bool:
    return wanted <= frozenset(terms(" ".join(passage.heading_path)))


def _share(wanted: frozenset[str], text: str) -> float:
    return len(wanted & frozenset(terms(text))) / max(1, len(wanted))


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
    for number in sorted({*range(min(pages, _FIRST_PAGES)), *_spread(range(pages), _MOST_PAGES)}):
        _check(task)
        page = task.library.page(document, number)
        for passage in task.library.passages_of(document, number) if page else ():
            leads = any(_LEADS.search(heading) for heading in passage.heading_path)
            worth = (_LEAD if leads else 0.0) - _LATE * number / pages
            if page:
                found.extend(_sentences(page, passage, worth))
    return _distinct(found)


def _sentences(page: PageContent, passage: Passage, worth: float) -> Iterator[_Candidate]:
    for block, path in under_headings(page, passage):
        if block.kind in _KINDS:
            for span in sentences_of(block):
                if _says_something(span.text):
                    yield _Candidate(passage.document, page.page.number, span, path[-1] if path else "", worth)


def _says_something(text: str) -> bool:
    """Whole, of words and not of figures, neither a stump nor endless, nor a list of quoted words."""
    if _REFERS.search(text) or not (has_han(text) or _VERB.search(text)):
        return False
    letters = [character for character in text if character.isalpha()]
    long_enough = 14 <= len(text) <= 200 if has_han(text) else 6 <= len(text.split()) <= 60
    whole = text.endswith(("。", "！", "；", ".", "!", "”")) and not letters[0].islower()
    quoted = sum(len(match[0]) for match in _QUOTED.finditer(text))
    return long_enough and whole and len(letters) > 0.7 * len(solid(text)) and quoted < 0.5 * len(text)


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
        portions = []
        for start in range(0, len(texts), _BATCH):
            _check(task)
            portions.append(embedder.embed_passages(texts[start : start + _BATCH]))
        return np.concatenate(portions)
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


def _chosen(vectors: _Matrix, worth: _Matrix, places: Sequence[tuple[str, str]], most: int) -> list[int]:
    """The sentences that say most of it, none what another says, of as many documents and headings as there are."""
    chosen: list[int] = []
    while len(chosen) < min(most, int(np.isfinite(worth).sum())):
        repeated = (vectors @ vectors[chosen].T).max(axis=1) if chosen else np.zeros(len(worth), np.float32)
        there = Counter(name for at in chosen for name in places[at])
        crowded = [_SAME_DOCUMENT * there[document] + _SAME_HEADING * there[heading] for document, heading in places]
        gain = _OWN * worth - (1 - _OWN) * repeated - np.array(crowded, np.float32)
        gain[chosen] = -np.inf
        chosen.append(int(gain.argmax()))
    return chosen


def _fact(one: _Candidate, topic: str, task: Task) -> Fact | None:
    page, fact = task.library.page(one.document, one.page), _told(one, topic, task)
    return fact if page is not None and stands(one.span.text, page, fact.evidence) else None


def _told(one: _Candidate, topic: str, task: Task) -> Fact:
    evidence = Evidence(one.document, one.page, one.span.text, one.span.boxes)
    info = next((info for info in task.documents if info.id == one.document), None)
    entity = (info.entity or info.name) if info else ""
    name = one.heading or topic
    return Fact(
        Triple(entity, name, one.span.text), evidence, Origin.SENTENCE, section=one.heading, confidence=_CONFIDENCE
    )


def _check(task: Task) -> None:
    if task.desk.stopped():
        raise KnownError(ErrorCode.CANCELLED)
