"""A question put as it is understood: what is misspelt in it as the word that it is a slip of."""

from __future__ import annotations

from desktop.answering.from_facts import facts_for
from desktop.answering.spelling import Slip, corrected, slips_in, words_of
from desktop.answering.task import Task, understood
from desktop.answering.thesaurus import load_thesaurus
from desktop.answering.understand import Wanted
from desktop.domain.terms import terms
from desktop.paths import resources

_MOST_PASSAGES = 20  #: that are looked at for a word as it is written
_MOST_SLIPS = 4


def respelt(task: Task, documents: tuple[str, ...]) -> tuple[Task, tuple[Slip, ...]]:
    """The task with slips of the pen put right, where the words as written find nothing; and what was put right."""
    every: tuple[Slip, ...] = ()
    for _ in range(_MOST_SLIPS):
        slips = _slips(task, documents)
        every += slips
        put = corrected(task.question, slips)
        if put == task.question:
            break
        task = understood(put, documents, task.desk)
    return task, every


def _slips(task: Task, documents: tuple[str, ...]) -> tuple[Slip, ...]:
    if all(_is_found(task, wanted) for wanted in task.parsed.wanted):
        return ()
    thesaurus = load_thesaurus(resources() / "lexicon")
    chosen = tuple(one for one in task.library.documents() if not documents or one.id in documents)
    words = words_of(task.library.vocabulary(documents), chosen, thesaurus)
    return slips_in(task.question, task.parsed, words, lambda word: _texts(task, word, documents))


def _is_found(task: Task, wanted: Wanted) -> bool:
    """Whether facts have what is wanted by its name; one character more than a name may be a slip all the same."""
    if wanted.named and not wanted.rest:
        return True
    return not any(len(word) == 1 for word in wanted.rest) and bool(facts_for(task, wanted, alike=False))


def _texts(task: Task, word: str, documents: tuple[str, ...]) -> tuple[str, ...]:
    """What is written where the documents come nearest to a word."""
    hits = task.library.by_words(terms(word), _MOST_PASSAGES, documents)
    return tuple(text for hit in hits for text in (hit.passage.text, *hit.passage.heading_path))
