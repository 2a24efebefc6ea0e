"""How often answers are right, wrong, and refused; prints a line per set, asserts nothing.

    python -m tests.bench.answering [--sets NAME…] [--model GGUF] [--threads N] [--questions N] [--words-only]

Sets (``TERCET_DATA``; those that are absent are skipped, saying so):

- *report-zh*: every gold attribute of a Chinese annual report asked as a question, ten calculations, ten to refuse.
- *refusal-zh*: questions with the passages that answer them, and with passages that do not; right is who shows any of
  the values, or a part of one.
- *reports-en*, all documents together: numbers within one per cent, in any scale, names the same. *filings-en* and
  *mixed-en*, each question to its own document: the same; sentences are right where the value shown is a part of them,
  or they of it, so what is counted wrong there is to be looked at.

*right* counts right values and right refusals, *wrong* is the share of wrong ones among the questions that are answered,
*must refuse* those that have no answer, *over-refusal* is the share of refused ones among those that have one, *F1* the
mean of right among the answered and right among those that have an answer.
*evidence* is how long it takes until there is something to look at, the passages that the model reads or the answer;
*answer* how long until that is complete. ``--words-only`` searches without the embedder. With a model, how often it was asked and the tokens follow.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from desktop.answering.engines import Engines
from desktop.answering.formulas import value_of
from desktop.answering.ground import stands
from desktop.answering.turns import respond
from desktop.answering.wording import solid
from desktop.domain.answer import Answer, Asked
from desktop.domain.errors import ErrorCode, KnownError
from tests.bench.kit.counted_model import CountedModel
from tests.bench.kit.kept_vectors import kept_vectors
from tests.bench.kit.passages import library_of_texts
from tests.bench.kit.questions import Judged, questions_of
from tests.bench.kit.read_library import data_folder, library_of_files
from tests.bench.kit.watch import Watch, spent
from tests.fakes.library import MemoryLibrary

_NEAR = Decimal("0.000001")
TO_REFUSE = (
    "四方科技2031年营业收入是多少？",
    "四方科技2012年流动资产合计是多少？",
    "比亚迪2019年营业收入是多少？",
    "宁德时代2019年净利润是多少？",
    "贵州茅台的证券代码是多少？",
    "四方科技2019年石油储量是多少？",
    "四方科技2019年航班准点率是多少？",
    "四方科技2019年诺贝尔奖获得者是谁？",
    "四方科技董事长的妻子是谁？",
    "四方科技2019年第五季度营业收入是多少？",
)

#: what is computed, and from which gold attributes
CALCULATIONS = (
    ("四方科技2019年的毛利率是多少？", "({营业收入} - {营业成本}) / {营业收入} * 100"),
    ("四方科技2019年末的流动比率是多少？", "{流动资产合计} / {流动负债合计}"),
    (
        "四方科技2019年末的资产负债率是多少？",
        "({流动负债合计} + {非流动负债合计}) / ({流动资产合计} + {非流动资产合计}) * 100",
    ),
    ("四方科技2019年研发费用占营业收入的比例是多少？", "{研发费用} / {营业收入} * 100"),
    ("四方科技2019年销售费用与管理费用之和是多少？", "{销售费用} + {管理费用}"),
    ("四方科技2019年末的营运资金是多少？", "{流动资产合计} - {流动负债合计}"),
    (
        "四方科技2019年的自由现金流是多少？",
        "{经营活动产生的现金流量净额} - {购建固定资产、无形资产和其他长期资产支付的现金}",
    ),
    ("四方科技2019年的有效税率是多少？", "{所得税费用} / {利润总额} * 100"),
    ("四方科技2019年营业外收入与营业外支出之差是多少？", "{营业外收入} - {营业外支出}"),
    ("四方科技2019年利润总额是所得税费用的多少倍？", "{利润总额} / {所得税费用}"),
)


@dataclass(frozen=True, slots=True)
class Gold:
    """A value that stands in the report, on these pages (0-based)."""

    attribute: str
    value: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question."""

    question: str
    expected: str
    shown: str
    right: bool
    on_gold_page: bool
    verbatim: bool
    seconds: float


def main() -> None:
    """Run the sets and print one line for each figure."""
    sets = {"report-zh": report, "refusal-zh": refusals, "reports-en": asked, "filings-en": asked, "mixed-en": asked}
    parser = argparse.ArgumentParser()
    parser.add_argument("--sets", nargs="*", choices=tuple(sets), default=list(sets))
    parser.add_argument("--model", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--words-only", action="store_true")
    chosen = parser.parse_args()
    engines = engines_of(chosen.model, chosen.threads, not chosen.words_only)
    for name in chosen.sets:
        if (data_folder() / name).is_dir():
            sets[name](data_folder() / name, engines, chosen.questions)
            if isinstance(engines.model, CountedModel):
                print(f"{name}: {engines.model.spent()}", flush=True)
        else:
            print(f"{name}: skipped, no folder of that name under TERCET_DATA")


def asked(folder: Path, engines: Engines, count: int) -> None:
    """Questions with their answers, each to its document, or to all."""
    library = _library(folder, engines)
    ids = {info.name: info.id for info in library.infos}
    judged: Counter[Judged] = Counter()
    watches: list[Watch] = []
    unanswerable = 0
    for question in questions_of(folder)[:count]:
        watches.append(Watch())
        documents = (ids[question.file],) if question.file else ()
        given = _answered(question.text, library, engines, documents, watches[-1])
        verdict = question.judged(given)
        judged[verdict] += 1
        unanswerable += not question.answers
        print(
            f"  {verdict}: {question.text} expected {question.answers or 'a refusal'} shown {_told(given)} {watches[-1].answer:.1f} s"
        )
    _print_judged(folder.name, judged, unanswerable, watches)


def _told(given: Answer | None) -> str:
    if given is None:
        return "no model"
    facts = [
        f"{fact.triple} {fact.period} {fact.origin} p{fact.evidence.page} {fact.confidence}" for fact in given.facts
    ]
    return " ".join((given.calculation.formula if given.calculation else "", *facts, given.refusal and given.remark))


def _print_judged(name: str, judged: Counter[Judged], unanswerable: int, watches: Sequence[Watch]) -> None:
    count = judged.total()
    wrong = judged[Judged.WRONG] + judged[Judged.NOT_REFUSED]
    answered = wrong + judged[Judged.RIGHT]
    answerable = count - unanswerable
    print(
        f"{name}: {count} questions, right {(judged[Judged.RIGHT] + judged[Judged.RIGHTLY_REFUSED]) / count:.1%}, "
        f"wrong {wrong}/{answered} answered, "
        f"must refuse {unanswerable - judged[Judged.NOT_REFUSED]}/{unanswerable}, "
        f"over-refusal {judged[Judged.REFUSED]}/{answerable}, F1 {_f1(judged[Judged.RIGHT], answered, answerable):.1%}, "
        f"{spent(watches)}",
        flush=True,
    )


def _f1(right: int, answered: int, answerable: int) -> float:
    """The harmonic mean of precision, right of those answered, and recall, right of those that have an answer."""
    return 2 * right / (answered + answerable) if answered + answerable else 0.0


def _library(folder: Path, engines: Engines) -> MemoryLibrary:
    library = library_of_files(sorted(folder.glob("*.pdf")))
    library.embed = engines.embedder.embed_passages if engines.embedder else None
    return library


def report(folder: Path, engines: Engines, count: int) -> None:
    """Every gold attribute of report-zh, then questions that nothing there answers."""
    library = _library(folder, engines)
    gold = _gold(folder / "gold.jsonl")[:count]
    outcomes = [_ask(one, library, engines) for one in gold]
    for outcome in outcomes:
        if not (outcome.right and outcome.on_gold_page and outcome.verbatim):
            print(
                f"  {outcome.question} expected {outcome.expected} shown {outcome.shown} right {outcome.right} "
                f"gold page {outcome.on_gold_page} verbatim {outcome.verbatim} {outcome.seconds:.1f} s"
            )
    _summary("report-zh", outcomes)
    _calculations(gold, library, engines)
    refused = [question for question in TO_REFUSE if _refused(question, library, engines)]
    print(f"report-zh near misses refused {len(refused)}/{len(TO_REFUSE)}", sorted(set(TO_REFUSE) - set(refused)))


def _calculations(gold: Sequence[Gold], library: MemoryLibrary, engines: Engines) -> None:
    """Results beside what the gold values give."""
    values = {one.attribute: one.value for one in gold}
    right = 0
    for question, expression in CALCULATIONS:
        given = _answered(question, library, engines)
        computed = given.calculation if given else None
        expected = _computed(expression, values)
        is_right = computed is not None and expected is not None and abs(computed.number - expected) < _NEAR
        right += is_right
        if not is_right:
            print(f"  {question} expected {expected} computed {computed and computed.formula}")
    print(f"report-zh calculations right {right}/{len(CALCULATIONS)}")


def _computed(expression: str, values: Mapping[str, str]) -> Decimal | None:
    names = list(dict.fromkeys(re.findall(r"\{([^}]+)\}", expression)))
    numbered = re.sub(r"\{([^}]+)\}", lambda match: f"{{{names.index(match[1])}}}", expression)
    return value_of(numbered, {at: Decimal(values[name]) for at, name in enumerate(names)})


def refusals(folder: Path, engines: Engines, count: int) -> None:
    """refusal-zh: refused where only negative passages are given, answered where positive ones are."""
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()[:count]
    right = whole = refused = wrong = 0
    watches: list[Watch] = []
    for line in lines:
        gold = json.loads(line)
        watches.append(Watch())
        library = _passage_library(gold["positive"], engines)
        given = _answered(gold["query"], library, engines, watch=watches[-1])
        shown = _shown(given)
        is_right = any(
            solid(one) in solid(shown) or (shown and solid(shown) in solid(one)) for one in _flat(gold["answer"])
        )
        right += is_right
        whole += all(any(solid(one) in solid(shown) for one in _flat([part])) for part in gold["answer"])
        wrong += bool(shown) and not is_right
        without = _answered(gold["query"], _passage_library(gold["negative"], engines), engines)
        refused += not _shown(without)
        print(
            f"  {gold['query']} expected {gold['answer']} shown {shown!r} {_believed(given)}; "
            f"negatives only: {_shown(without)!r} {_believed(without)}"
        )
    print(
        f"refusal-zh positives right {right}/{len(lines)} (all values of it {whole}), wrong {wrong}, "
        f"over-refusal {len(lines) - right - wrong}/{len(lines)}, F1 {_f1(right, right + wrong, len(lines)):.1%}; "
        f"negatives refused {refused}/{len(lines)}; {spent(watches)}"
    )


def engines_of(model: Path | None, threads: int, embed: bool) -> Engines:
    from desktop.engines.lac import LacNames
    from desktop.engines.llama import LlamaModel

    embedder = kept_vectors(threads) if embed else None
    return Engines(embedder, CountedModel(LlamaModel(model, threads)) if model else None, LacNames())


def _gold(path: Path) -> list[Gold]:
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Gold(line["attribute"], line["value"], tuple(line["pages"])) for line in lines]


def _ask(gold: Gold, library: MemoryLibrary, engines: Engines) -> Outcome:
    question = f"四方科技2019年{gold.attribute}是多少？"
    watch = Watch()
    given = _answered(question, library, engines, watch=watch)
    seconds = watch.answer
    fact = given.facts[0] if given and given.facts else None
    if fact is None:
        return Outcome(question, gold.value, "", False, False, True, seconds)
    number = fact.quantity.number if fact.quantity else None
    page = library.page(fact.evidence.document, fact.evidence.page)
    return (
        Outcome(
            question,
            gold.value,
            f"{fact.triple.attribute}: {fact.triple.value} ({fact.period}, {fact.section}, page {fact.evidence.page})",
            _same(gold.value, fact.triple.value, number),
            fact.evidence.page in gold.pages,
            all(_stands(library, one) for one in given.facts) if given else True,
            seconds,
        )
        if page
        else Outcome(question, gold.value, "", False, False, False, seconds)
    )


def _stands(library: MemoryLibrary, fact: object) -> bool:
    from desktop.domain.fact import Fact

    assert isinstance(fact, Fact)
    page = library.page(fact.evidence.document, fact.evidence.page)
    return page is not None and stands(fact.triple.value, page, fact.evidence)


def _same(expected: str, shown: str, number: Decimal | None) -> bool:
    if solid(expected) == solid(shown):
        return True
    try:
        wanted = Decimal(expected)
    except ArithmeticError:
        return False
    return number is not None and abs(number - wanted) <= max(Decimal("0.005"), abs(wanted) * Decimal("1e-9"))


def _answered(
    question: str,
    library: MemoryLibrary,
    engines: Engines,
    documents: tuple[str, ...] = (),
    watch: Watch | None = None,
) -> Answer | None:
    """The answer; None, a refusal, where only a model could have answered and there is none."""
    watch = watch or Watch()
    try:
        with watch:
            return respond(Asked(question, documents), library, engines, watch.hear, lambda: False)
    except KnownError as error:
        if error.code is not ErrorCode.MODEL_MISSING:
            raise
        return None


def _refused(question: str, library: MemoryLibrary, engines: Engines) -> bool:
    given = _answered(question, library, engines)
    if given is not None and given.facts:
        print(f"  {question} shown {[(f.triple, f.period, f.evidence.quote) for f in given.facts]}")
    return given is None or given.refused


def _believed(given: Answer | None) -> str:
    return " ".join(f"{fact.confidence}" for fact in given.facts) if given else ""


def _shown(given: Answer | None) -> str:
    return "；".join(fact.triple.value for fact in given.facts) if given else ""


def _passage_library(texts: Iterable[str], engines: Engines) -> MemoryLibrary:
    library = library_of_texts(texts)
    library.embed = engines.embedder.embed_passages if engines.embedder else None
    return library


def _flat(answers: Iterable[object]) -> list[str]:
    return [str(one) for answer in answers for one in (answer if isinstance(answer, list) else [answer])]


def _summary(name: str, outcomes: list[Outcome]) -> None:
    total = len(outcomes)
    shown = [one for one in outcomes if one.shown]
    print(
        f"{name}: right {sum(o.right for o in outcomes)}/{total}, on a gold page {sum(o.on_gold_page for o in outcomes)}, "
        f"right and there {sum(o.right and o.on_gold_page for o in outcomes)}, wrong {sum(not o.right for o in shown)}, "
        f"verbatim {sum(o.verbatim for o in shown)}/{len(shown)}, "
        f"median {statistics.median(o.seconds for o in outcomes):.3f} s, slowest {max(o.seconds for o in outcomes):.1f} s"
    )


if __name__ == "__main__":
    main()
