"""Small annual reports with facts, and a question put to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop.answering.ask import answer
from desktop.answering.engines import Engines, LanguageModel
from desktop.answering.library import DocumentInfo
from desktop.answering.task import desk
from desktop.domain.answer import Answer
from desktop.domain.document import PageContent, Passage
from desktop.domain.fact import Fact, Origin, Triple
from tests.fakes.library import MemoryLibrary, library_of, page_of, pair_fact
from tests.fakes.models import ListedNames

Report = tuple[DocumentInfo, PageContent, tuple[Fact, ...], Passage]


def report(identity: str, entity: str, year: str, lines: Iterable[str]) -> Report:
    """One page of ``label：value`` lines; ``label@period：value`` is a fact of another period than the report's."""
    told = [line.split("：") for line in lines]
    written = [f"{label.split('@')[0]}：{value}" for label, value in told]
    page = page_of(0, written)
    facts = []
    for line, (label, value) in zip(written, told, strict=True):
        name, _, period = label.partition("@")
        made = pair_fact(identity, page, Triple(entity, name, value), line, period or year)
        facts.append(replace(made, origin=Origin.TABLE, section="利润表"))
    passage = Passage(f"{identity}-0", identity, 0, "\n".join(written), (), tuple(range(len(written))))
    info = DocumentInfo(identity, f"{entity} {year}.pdf", 1, entity, year)
    return info, page, tuple(facts), passage


def library(*reports: Report) -> MemoryLibrary:
    return library_of(*reports)


def asked(question: str, within: MemoryLibrary, model: LanguageModel | None = None) -> Answer:
    names = ListedNames(companies=("比亚迪", "贵州茅台", "四方科技", "华腾电子", "思方科技"))
    engines = Engines(None, model, names)
    return answer(question, (), desk(within, engines, lambda: False), lambda *_: None)


def values(given: Answer) -> list[str]:
    return [fact.triple.value for fact in given.facts]
