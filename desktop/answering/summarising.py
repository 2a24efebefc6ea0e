"""Summaries made of the documents' own sentences, each with its place: the ones that say most, and not twice the same.

Maximal marginal relevance over vectors of sentences: Carbonell and Goldstein, SIGIR 1998; nearness to the documents'
centroid: Radev et al., Information Processing & Management 40 (2004).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby
from operator import itemgetter
from typing import TypeVar
from zlib import crc32

import numpy as np
import numpy.typing as npt

from desktop.answering.engines import Embedder
from desktop.answering.ground import stands, whole
from desktop.answering.sayings import Candidate, is_entry, of_block, sentences, under_headings
from desktop.answering.search import search
from desktop.answering.seeking import sought_in
from desktop.answering.task import Task
from desktop.answering.thesaurus import load_thesaurus
from desktop.answering.wording import flat, has_han
from desktop.domain.answer import Hit
from desktop.domain.document import Block, Passage
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.fact import Evidence, Fact, Origin, Triple
from desktop.domain.headings import numbering_level
from desktop.domain.terms import terms
from desktop.paths import resources

MOST_SENTENCES = 6
_MOST_DOCUMENTS = 12
_MOST_CANDIDATES = 120  #: sentences that are embedded: some seconds on a slow laptop
_FIRST_PAGES = 12  #: where overviews stand
_MOST_PAGES = 30  #: of a document of which nothing special is asked, besides
_PASSAGES = 12  #: that speak of what is asked
_DEPTH = 100  #: passages that are looked at for headings that name the topic
_LONGEST_HEADING = 120
_LONG, _LONG_ZH = 9, 24  #: index terms: a longer heading, as that of all of a report, says more than the topic
_FEW = 3  #: sentences under headings that name the topic: of fewer it is not told by them alone
_LIST = 3  #: entries that make a list
_OWN = 0.7  #: what a sentence says by itself, beside what it repeats
_LEAD, _LATE = 0.15, 0.15  #: what abstracts and overviews gain, and what the last page loses beside the first
_HEADED, _NAMED = 0.15, 0.1  #: what a sentence gains whose heading names the topic, and one that does itself
_SAME_DOCUMENT, _SAME_HEADING = 0.1, 0.03  #: what a sentence loses for each one chosen of its document, heading
_SAME_POINT = 1.0  #: and under a heading of the topic: each of them has its say before one has two
_SECTION = 20.0  #: what it loses for each section before it: none is chosen while there is one of those
_FAR = 0.15  #: how much less near to the topic than the nearest a sentence may be
_LATER = 0.1  #: what a sentence loses for each of the first ones under its heading
_FADING = 0.004  #: how much less a passage counts than the one found before it
_CONFIDENCE = 0.9  #: that a sentence belongs into the summary; its words stand there for sure
_OWNS = re.compile(r"(?<!\w)['’]s\b")  #: what is left of a name that owns the topic
_AROUND = "的了得地和与及 ，,。.？?！!：:；;、"
_BATCH = 16  #: sentences between two looks at the stop flag
_NUMBERED = 1 << 12
_VERBS = (
    r"(?:请|帮我|给我)*(?:总结(?!算)|概括|归纳)(?:一下|出)?|(?:做|写|作)(?:一[个份下段])?(?:总结|概述|摘要|综述)"
    r"|讲了?(?:些|一些)?(?:什么|啥)(?:内容)?"
    r"|\b(?:give|write|make)(?: me)? (?:an? )?(?:short |brief )?(?:summary|overview)(?: of)?|\bsummari[sz]e\b|\btl;?dr\b"
    r"|\bwhat is (?:(?:this|it)|(?:this|the|\S+['’]s)(?: \S+){0,3}? (?:document|report|paper|contract|file|filing|10-[kq])) about\b"
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
_WEIGHTY = re.compile(r"主要|重大|重要|关键|\b(?:major|principal|important|significant|biggest|overall)\b")
_T = TypeVar("_T")
_Matrix = npt.NDArray[np.float32]


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
    worth = near + np.array([one.worth - _SECTION * one.rank for one in candidates], np.float32)
    if topic:
        worth[(near < near.max() - _FAR) & ~np.array([one.is_headed for one in candidates])] = -np.inf
    chosen = _chosen(vectors, worth, candidates)
    order = {document: place for place, document in enumerate(documents)}
    some = sorted(
        (candidates[at] for at in chosen),
        key=lambda one: (order.get(one.document, 0), one.page, one.span.boxes[0].y0, one.span.boxes[0].x0),
    )
    return tuple(fact for one in some if (fact := _fact(one, topic, task)))


def _topic(task: Task) -> str:
    """What the summary is to be about, besides the documents themselves; ``""`` for all."""
    text = flat(task.question)
    told = [*(match.span() for one in (_ASKED, _THESE) for match in one.finditer(text)), *task.parsed.told]
    hidden = "".join(" " if any(start <= at < end for start, end in told) else sign for at, sign in enumerate(text))
    pieces = (piece.strip(_AROUND) for piece in _OWNS.sub(" ", hidden).split())
    return " ".join(piece for piece in pieces if piece and not piece.isdigit() and piece not in task.lexicon.fillers)


def _told_of(task: Task, topic: str, documents: tuple[str, ...]) -> list[Candidate]:
    """What stands under headings that name the topic; of documents with little of it, also sentences that name it."""
    wanted = frozenset(terms(_WEIGHTY.sub(" ", topic))) or frozenset(terms(topic))
    headed = list(_headed(task, wanted, documents))
    told = Counter(one.document for one in headed)
    last = {one.document: one.rank + 1 for one in headed}
    named = _named(task, topic, wanted, tuple(one for one in documents if told[one] < _FEW))
    found = _distinct((*headed, *(replace(one, rank=last.get(one.document, 0)) for one in named)))
    return sorted(found, key=lambda one: (one.rank, -one.worth))[: _MOST_CANDIDATES // 2]


def _headed(task: Task, wanted: frozenset[str], documents: tuple[str, ...]) -> Iterator[Candidate]:
    """What stands in the sections that the topic heads, in their order."""
    hits = task.library.by_words(tuple(wanted), _DEPTH, documents)
    passages = [hit.passage for hit in hits if _may_be_headed(hit.passage, wanted)]
    sections: dict[str, list[tuple[str, ...]]] = {}
    for passage in sorted(passages, key=lambda one: (one.document, one.page, one.id)):
        _check(task)
        page = task.library.page(passage.document, passage.page)
        known = sections.setdefault(passage.document, [])
        for path, blocks in groupby(under_headings(page, passage) if page else (), itemgetter(1)):
            section = _section(path, wanted)
            known += [section] if section and section not in known else []
            points = _points([block for block, _ in blocks], passage.document, path, wanted) if section else ()
            for place, one in enumerate(points):
                worth = _NAMED * _share(wanted, one.span.text) - _LATER * min(place, _FEW)
                yield replace(one, worth=worth, rank=known.index(section), is_headed=True)


def _may_be_headed(passage: Passage, wanted: frozenset[str]) -> bool:
    """Whether one of its lines may be such a heading; where none may, its page need not be looked at."""
    lines = (line for line in passage.text.split("\n") if len(line) <= _LONGEST_HEADING)
    path = " ".join(passage.heading_path)
    return any(wanted <= frozenset(terms(f"{path} {line}")) for line in ("", *lines))


def _section(path: tuple[str, ...], wanted: frozenset[str]) -> tuple[str, ...]:
    """The path up to the first heading with which it has all words of the topic; none where it lacks some.

    What is above the last heading counts where it is numbered: others may stand beside it. Long headings don't count.
    """
    told: frozenset[str] = frozenset()
    for end, heading in enumerate(path, 1):
        words = terms(heading)
        short = len(words) <= (_LONG_ZH if has_han(heading) else _LONG)
        told |= frozenset(words if short and (end == len(path) or numbering_level(heading)) else ())
        if wanted <= told:
            return path[:end]
    return ()


def _points(
    blocks: Sequence[Block], document: str, path: tuple[str, ...], wanted: frozenset[str]
) -> Iterator[Candidate]:
    """The sentences that stand under a heading, and the entries of a list, where it or the one right above names the topic."""
    told = [list(of_block(block, document, path[-1], 0.0)) for block in blocks]
    listed = [block for block, said in zip(blocks, told, strict=True) if not said and is_entry(block)]
    yield from chain.from_iterable(told)
    for block in listed if len(listed) >= _LIST and _section(path[-2:], wanted) else ():
        yield Candidate(document, block.page, whole(block), path[-1], 0.0, is_entry=True)


def _named(task: Task, topic: str, wanted: frozenset[str], documents: tuple[str, ...]) -> Iterator[Candidate]:
    """Sentences that name the topic, of the passages that are found for it."""
    if documents:
        sought = sought_in(topic, load_thesaurus(resources() / "lexicon"))
        hits = search(sought, task.library, task.desk.engines.embedder, documents)[:_PASSAGES]
        yield from _told_by(task, hits, wanted)


def _told_by(task: Task, hits: Sequence[Hit], wanted: frozenset[str]) -> Iterator[Candidate]:
    """The sentences that name, under their headings, about as much of the topic as any."""
    found: list[tuple[float, Candidate]] = []
    for rank, hit in enumerate(hits):
        _check(task)
        page = task.library.page(hit.passage.document, hit.passage.page)
        for one in sentences(page, hit.passage, -_FADING * rank) if page else ():
            own, above = _share(wanted, one.span.text), _share(wanted, one.heading)
            told = _share(wanted, f"{one.heading} {one.span.text}")
            found.append((told, replace(one, worth=one.worth + _NAMED * own + _HEADED * above)))
    most = max((told for told, _ in found), default=0.0)
    yield from (one for told, one in found if told > most / 2)


def _share(wanted: frozenset[str], text: str) -> float:
    return len(wanted & frozenset(terms(text))) / max(1, len(wanted))


def _of_whole(task: Task, documents: tuple[str, ...]) -> list[Candidate]:
    """Sentences from all over the documents, as many of each; half of them of overviews, where there are any."""
    some = documents[:_MOST_DOCUMENTS]
    infos = {one.id: one for one in task.documents}
    half = max(1, _MOST_CANDIDATES // (2 * max(1, len(some))))
    found: list[Candidate] = []
    for document in some:
        every = _of_document(task, document, infos[document].page_count)
        leads = [one for one in every if one.worth > 0]
        found += [*leads[:half], *_spread([one for one in every if one.worth <= 0], half)]
    return found


def _of_document(task: Task, document: str, pages: int) -> list[Candidate]:
    found: list[Candidate] = []
    for number in sorted({*range(min(pages, _FIRST_PAGES)), *_spread(range(pages), _MOST_PAGES)}):
        _check(task)
        page = task.library.page(document, number)
        for passage in task.library.passages_of(document, number) if page else ():
            leads = any(_LEADS.search(heading) for heading in passage.heading_path)
            worth = (_LEAD if leads else 0.0) - _LATE * number / pages
            if page:
                found.extend(sentences(page, passage, worth))
    return _distinct(found)


def _distinct(found: Iterable[Candidate]) -> list[Candidate]:
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


def _chosen(vectors: _Matrix, worth: _Matrix, candidates: Sequence[Candidate]) -> list[int]:
    """The sentences that say most of it, none what another says, of as many documents and headings as there are."""
    most = _how_many(candidates)
    chosen: list[int] = []
    while len(chosen) < min(most, int(np.isfinite(worth).sum())):
        repeated = (vectors @ vectors[chosen].T).max(axis=1) if chosen else np.zeros(len(worth), np.float32)
        there = Counter(name for at in chosen for name in (candidates[at].document, candidates[at].point))
        crowded = [
            _SAME_DOCUMENT * there[one.document] + (_SAME_POINT if one.is_headed else _SAME_HEADING) * there[one.point]
            for one in candidates
        ]
        gain = _OWN * worth - (1 - _OWN) * repeated - np.array(crowded, np.float32)
        gain[chosen] = -np.inf
        chosen.append(int(gain.argmax()))
    return chosen


def _how_many(candidates: Sequence[Candidate]) -> int:
    """One for each document, and one for each point of a list under the topic's heading, to a bound."""
    points = Counter(
        rank for rank, _, _ in {(one.rank, one.document, one.point) for one in candidates if one.is_headed}
    )
    listed = next((rank for rank in sorted(points) if points[rank] >= _LIST), -1)
    told = sum(count for rank, count in points.items() if rank <= listed)
    return min(2 * MOST_SENTENCES, max(MOST_SENTENCES, len({one.document for one in candidates}), told))


def _fact(one: Candidate, topic: str, task: Task) -> Fact | None:
    page, fact = task.library.page(one.document, one.page), _told(one, topic, task)
    return fact if page is not None and stands(one.span.text, page, fact.evidence) else None


def _told(one: Candidate, topic: str, task: Task) -> Fact:
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
