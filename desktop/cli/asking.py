"""``tercet search`` and ``tercet ask``: one question, or a file of them with the models loaded once."""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from desktop import paths
from desktop.cli.contract import Names, answer_json, hit_json, print_line
from desktop.cli.error_words import error_words
from desktop.cli.names import DONE, REFUSED, USAGE
from desktop.cli.stopping import look, stoppable
from desktop.cli.words import words
from desktop.domain.answer import Answer, Asked, Coverage, Hit
from desktop.domain.doing import Doing
from desktop.domain.errors import ErrorCode, KnownError
from desktop.store import answers, documents
from desktop.store.database import open_library
from desktop.worker.answerer import Answerer

_UNSURE_BELOW = 0.6
_WORDS = {
    "en": {
        "where": "  {document}, page {page}: {quote}",
        "coverage": "Searched {documents:document}, {pages:page}.",
        "unread": "{unread:page} could not be read.",
        "waiting": "{waiting:page} not fully read yet: what stands there may be missing here.",
        "unsure": "  ! These words stand on the page, but it is not sure that they answer this ({percent} %). Look there.",
        "nearest": "Nearest passages:",
        "bad-line": "{file}, line {line}: not a JSON object with a question.",
        "no-question": "Give a question, or --batch FILE.",
    },
    "zh": {
        "where": "  {document}，第 {page} 页：{quote}",
        "coverage": "已检索 {documents} 个文档、{pages} 页。",
        "unread": "{unread} 页未能读取。",
        "waiting": "{waiting} 页尚未读完，其中的内容可能未包含在内。",
        "unsure": "  ! 这些文字见于原页，但不确定是否回答了问题（{percent} %），请核对原页。",
        "nearest": "最接近的段落：",
        "bad-line": "{file} 第 {line} 行：不是带有 question 的 JSON 对象。",
        "no-question": "请给出问题，或使用 --batch FILE。",
    },
}


@dataclass(frozen=True, slots=True)
class _Question:
    text: str
    documents: tuple[str, ...]
    follows: bool = False  #: it may go on from the question of the line before


#: what is done with a question, unless it is stopped: KnownError(CANCELLED)
_Do = Callable[[sqlite3.Connection, Answerer, _Question, Callable[[], bool]], None]


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the two subcommands."""
    search = subparsers.add_parser("search", help="print the passages that fit a question best")
    search.add_argument("-k", type=int, default=10, choices=range(1, 101), metavar="N", help="how many: 1 to 100 (10)")
    search.set_defaults(run=run_search)
    ask = subparsers.add_parser("ask", help="answer a question with triples and their evidence")
    ask.set_defaults(run=run_ask)
    for parser in (search, ask):
        parser.add_argument("question", nargs="?", metavar="QUESTION")
        parser.add_argument("--document", action="append", default=[], metavar="NAME_OR_ID", help="only this document")
        parser.add_argument(
            "--batch",
            metavar="FILE",
            help="JSON lines with question and optional documents and, for ask, follows: true if it goes on from the"
            " line before; - for stdin",
        )
        parser.add_argument("--json", action="store_true", help="one JSON object per question")


def run_ask(given: argparse.Namespace) -> int:
    """Answer each question, and keep the answers."""
    before = ""

    def ask(db: sqlite3.Connection, answerer: Answerer, question: _Question, stopped: Callable[[], bool]) -> None:
        nonlocal before
        asked = Asked(question.text, question.documents, before if question.follows else "")
        answer = answerer.ask(asked, _no_phase, stopped)
        before = answer.read_as
        answers.keep(db, answer)
        names = _names(db)
        if given.json:
            print_line(answer_json(answer, names))
        else:
            _print_answer(answer, names)

    return _for_each(given, ask)


def run_search(given: argparse.Namespace) -> int:
    """Print the best passages for each question."""

    def search(db: sqlite3.Connection, answerer: Answerer, question: _Question, stopped: Callable[[], bool]) -> None:
        hits = answerer.search(question.text, question.documents, given.k, stopped)
        names = _names(db)
        if given.json:
            found = [hit_json(hit, answerer.boxes(hit), names) for hit in hits]
            print_line({"question": question.text, "hits": found})
        else:
            _print_hits(hits, names)

    return _for_each(given, search)


def _for_each(given: argparse.Namespace, do: _Do) -> int:
    if not given.question and not given.batch:
        print(words(_WORDS, "no-question"), file=sys.stderr)
        return USAGE
    lines, home, refused = _lines(given.batch), paths.library_home(), 0
    db = open_library(home)
    with stoppable() as stopped, closing(Answerer(db, home)) as answerer:
        for asked in _questions(given, lines):
            look(stopped)
            try:
                chosen = tuple(documents.named(db, name) for name in asked.documents)
                do(db, answerer, replace(asked, documents=chosen), stopped)
            except KnownError as error:
                if error.code is not ErrorCode.UNKNOWN_DOCUMENT:
                    raise
                print(error_words(error), file=sys.stderr)
                if given.json:
                    print_line({"question": asked.text, "error": error_words(error)})
                refused += 1
    return REFUSED if refused else DONE


def _lines(batch: str | None) -> list[str]:
    if not batch:
        return []
    try:
        return (sys.stdin.read() if batch == "-" else Path(batch).read_text("utf-8-sig")).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError(ErrorCode.NOT_READABLE, batch, str(error)) from error


def _questions(given: argparse.Namespace, lines: Sequence[str]) -> Iterator[_Question]:
    if given.question:
        yield _Question(given.question, tuple(given.document))
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _question_of(given, number, line)


def _question_of(given: argparse.Namespace, number: int, line: str) -> _Question:
    try:
        body = json.loads(line)
        named = body.get("documents") or given.document
        chosen = (named,) if isinstance(named, str) else tuple(named)
        return _Question(str(body["question"]), chosen, body.get("follows") is True)
    except (ValueError, KeyError, TypeError, AttributeError):
        print(words(_WORDS, "bad-line", file=given.batch, line=number), file=sys.stderr)
        raise SystemExit(USAGE) from None


def _names(db: sqlite3.Connection) -> Names:
    return {row.document.id: row.document.name for row in documents.rows(db)}


def _print_answer(answer: Answer, names: Names) -> None:
    for computed in answer.calculations:
        print(computed.formula)
    operands = (fact for computed in answer.calculations for fact in computed.operands)
    for fact in dict.fromkeys((*(step.fact for step in answer.steps), *answer.facts, *operands)):
        triple = fact.triple
        print(f"⟨{triple.entity}，{triple.attribute}，{triple.value}⟩")
        document = names.get(fact.evidence.document, "")
        print(words(_WORDS, "where", document=document, page=fact.evidence.page + 1, quote=fact.evidence.quote))
        if fact.confidence < _UNSURE_BELOW:
            print(words(_WORDS, "unsure", percent=round(fact.confidence * 100)))
    between = "\n" if answer.refused else " "
    print(between.join(filter(None, (answer.refusal or answer.sentence, answer.remark))))
    _print_coverage(answer.coverage)
    if answer.nearest:
        print(words(_WORDS, "nearest"))
        _print_hits(answer.nearest, names)


def _print_coverage(coverage: Coverage) -> None:
    said = [words(_WORDS, "coverage", documents=coverage.documents, pages=coverage.pages)]
    if coverage.unread_pages:
        said.append(words(_WORDS, "unread", unread=len(coverage.unread_pages)))
    if coverage.waiting_pages:
        said.append(words(_WORDS, "waiting", waiting=coverage.waiting_pages))
    print(" ".join(said))


def _print_hits(hits: tuple[Hit, ...], names: Names) -> None:
    for hit in hits:
        quote = " ".join((hit.telling or hit.passage.text).split())[:200]
        document = names.get(hit.passage.document, "")
        print(words(_WORDS, "where", document=document, page=hit.passage.page + 1, quote=quote))


def _no_phase(doing: Doing) -> None:
    """The command line shows no phases."""
