"""The sentence under the triples, and the refusal."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.answering.spelling import Slip
from desktop.domain.answer import Language
from desktop.domain.fact import Fact
from desktop.domain.numbers import stands_for

_REFUSALS = {
    Language.CHINESE: "没有找到该问题对应的知识",
    Language.ENGLISH: "The documents hold no answer to this question.",
}


def refusal(language: Language) -> str:
    """What is said where the documents hold no answer."""
    return _REFUSALS[language]


def sentence(facts: Sequence[Fact], missing: Sequence[str], language: Language) -> str:
    """The facts in one sentence, and what was asked and not found."""
    if language is Language.CHINESE:
        said = "；".join(_chinese(fact) for fact in facts) + "。"
        return said + (f"没有找到：{'、'.join(missing)}。" if missing else "")
    said = "; ".join(_english(fact) for fact in facts) + "."
    return said + (f" Not found: {', '.join(missing)}." if missing else "")


def spelling_remark(slips: Sequence[Slip], language: Language) -> str:
    """What was read as what, and what could not be told."""
    return ("" if language is Language.CHINESE else " ").join(_slip(slip, language) for slip in slips)


def _slip(slip: Slip, language: Language) -> str:
    if language is Language.CHINESE:
        readings = "、".join(f"“{one}”" for one in slip.readings)
        said = "读作" if len(slip.readings) == 1 else "未见于文档，可能是"
        return f"“{slip.written}”{said}{readings}。"
    readings = " or ".join(f"“{one}”" for one in slip.readings)
    said = "was read as" if len(slip.readings) == 1 else "stands nowhere; perhaps"
    return f"“{slip.written}” {said} {readings}."


def _chinese(fact: Fact) -> str:
    triple = fact.triple
    period = f"（{fact.period}）" if fact.period else ""
    about = f"{triple.entity}的{triple.attribute}" if triple.entity else triple.attribute
    meaning = stands_for(triple.value, fact.quantity)
    return f"{about}{period}：{triple.value}" + (f"（{meaning}）" if meaning else "")


def _english(fact: Fact) -> str:
    triple = fact.triple
    period = f" ({fact.period})" if fact.period else ""
    about = f"{triple.entity}, {triple.attribute}" if triple.entity else triple.attribute
    meaning = stands_for(triple.value, fact.quantity)
    return f"{about}{period}: {triple.value}" + (f" ({meaning})" if meaning else "")
