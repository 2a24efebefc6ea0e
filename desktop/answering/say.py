"""The sentence under the triples, and the refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.answering.spelling import Slip
from desktop.domain.answer import Calculation, Language, Part, Reason, ReasonCode, Step
from desktop.domain.fact import Fact
from desktop.domain.numbers import stands_for

_MOST_INSTEAD = 4  #: periods that are named
_SURE = 0.6  #: certainty from which a calculation is said without a warning, as a value is shown without one
_REFUSALS = {
    Language.CHINESE: "没有找到该问题对应的知识",
    Language.ENGLISH: "The documents hold no answer to this question.",
}
_REASONS = {
    ReasonCode.UNKNOWN_ENTITY: {
        Language.CHINESE: "没有关于{names}的文档。",
        Language.ENGLISH: "None of them is about {names}.",
    },
    ReasonCode.ONLY_MENTIONED: {
        Language.CHINESE: "文档提到了{names}，但没有找到所问的内容。",
        Language.ENGLISH: "{names} is mentioned, but what is asked was not found.",
    },
    ReasonCode.UNKNOWN_PERIOD: {
        Language.CHINESE: "没有涵盖{names}年的文档。",
        Language.ENGLISH: "None of them covers {names}.",
    },
    ReasonCode.NOT_MENTIONED: {
        Language.CHINESE: "文档中没有出现{names}。",
        Language.ENGLISH: "None of them mentions {names}.",
    },
    ReasonCode.MISSING_FIGURE: {
        Language.CHINESE: "计算所需的{names}没有找到。",
        Language.ENGLISH: "A figure that is needed was not found: {names}.",
    },
    ReasonCode.SEVERAL_ENTITIES: {
        Language.CHINESE: "有多个主体的数据：{names}。请指明其中一个。",
        Language.ENGLISH: "There are figures of several: {names}. Please name one of them.",
    },
    ReasonCode.NOT_COMPUTABLE: {
        Language.CHINESE: "找到的数据（{names}）无法这样计算。",
        Language.ENGLISH: "What was found ({names}) cannot be computed like this.",
    },
    ReasonCode.OTHER_PERIODS: {
        Language.CHINESE: "{names}只有其他时期的：{instead}。",
        Language.ENGLISH: "{names} is told for other periods only: {instead}.",
    },
    ReasonCode.OTHER_KIND: {
        Language.CHINESE: "最接近的内容（{instead}）不是所问的那一类。",
        Language.ENGLISH: "What comes nearest ({instead}) is not the kind of thing that is asked for.",
    },
    ReasonCode.UNSURE: {
        Language.CHINESE: "“{document}”第 {page} 页可能有答案，但读得不够确定，请自行核对。",
        Language.ENGLISH: "Page {page} of “{document}” may say it, but not surely enough: please look there.",
    },
    ReasonCode.NOT_SAID: {
        Language.CHINESE: "最接近的段落没有说明这一点。",
        Language.ENGLISH: "The passages that come nearest do not say it.",
    },
}
_OF_ENTITY = {
    Language.CHINESE: "关于“{entity}”的文档都没有涵盖{names}年。",
    Language.ENGLISH: "No document about “{entity}” covers {names}.",
}


def refusal(language: Language) -> str:
    """What is said where the documents hold no answer."""
    return _REFUSALS[language]


def sentence(facts: Sequence[Fact], missing: Sequence[str], language: Language) -> str:
    """The facts in one sentence, and what was asked and not found."""
    if language is Language.CHINESE:
        said = "；".join(_chinese(*group) for group in _under_one_name(facts))
        return said.rstrip("。") + "。" + not_found(missing, language)
    said = "; ".join(_english(*group) for group in _under_one_name(facts))
    return said.removesuffix(".") + "." + not_found(missing, language)


def not_found(missing: Sequence[str], language: Language) -> str:
    """What was asked and not found, behind what was; ``""`` where nothing is missing."""
    if not missing:
        return ""
    return f"没有找到：{'、'.join(missing)}。" if language is Language.CHINESE else f" Not found: {', '.join(missing)}."


def _under_one_name(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Facts of one entity, attribute and period that follow each other, and are no figures, together."""
    groups: list[list[Fact]] = []
    for fact in facts:
        if groups and not fact.quantity and _name(groups[-1][0]) == _name(fact):
            groups[-1].append(fact)
        else:
            groups.append([fact])
    return groups


def _name(fact: Fact) -> tuple[str, str, str]:
    return fact.triple.entity, fact.triple.attribute, fact.period


def summary(facts: Sequence[Fact], language: Language) -> str:
    """The sentences of a summary in their order, each with the number of its fact."""
    between = "" if language is Language.CHINESE else " "
    return between.join(f"{fact.triple.value}{between}[{number}]" for number, fact in enumerate(facts, 1))


def calculation_sentence(computed: Calculation, language: Language) -> str:
    """The result in one sentence, and whether it is to be doubted."""
    chinese = language is Language.CHINESE
    unsure = computed.confidence < _SURE and not computed.contradictions  # of those more is said
    period = "" if not computed.period else f"（{computed.period}）" if chinese else f" ({computed.period})"
    if chinese:
        about = f"{computed.entity}的{computed.name}" if computed.entity else computed.name
        doubt = "有的数据没有读清，请核对。" if unsure else ""
        return f"{about}{period}：{computed.result}。{doubt}"
    about = f"{computed.entity}, {computed.name}" if computed.entity else computed.name
    doubt = " Not all figures were read for sure: please check them." if unsure else ""
    return f"{about}{period}: {computed.result}.{doubt}"


def remark(slips: Sequence[Slip], reason: Reason | None, language: Language) -> str:
    """What was read as what, what could not be told, and why nothing was found."""
    said = [_slip(slip, language) for slip in slips]
    if reason and reason.code in _REASONS:
        said.append(_reason(reason, language))
    return ("" if language is Language.CHINESE else " ").join(said)


def contradiction(groups: Sequence[tuple[Fact, ...]], names: Mapping[str, str], language: Language) -> str:
    """That documents do not agree on figures; ``names`` are those of the documents by their ids."""
    chinese = language is Language.CHINESE
    said = []
    for facts in groups:
        told = ((fact.triple.value, names.get(fact.evidence.document, "")) for fact in facts)
        listed = [f"{value}（“{name}”）" if chinese else f"{value} in “{name}”" for value, name in told]
        said.append(
            f"文档不一致：{'、'.join(listed)}。" if chinese else f"The documents do not agree: {', '.join(listed)}."
        )
    return ("" if chinese else " ").join(said)


def adjusted(figures: Mapping[str, str], language: Language) -> str:
    """That figures stand under a title that calls them adjusted: the titles by what the figures are called."""
    chinese = language is Language.CHINESE
    words = (
        "“{name}”取自“{title}”，可能是调整后的数据。"
        if chinese
        else "“{name}” stands under “{title}”: it may be adjusted."
    )
    return ("" if chinese else " ").join(words.format(name=name, title=title) for name, title in figures.items())


def gathered(parts: Sequence[Part], weight: Calculation | None, language: Language) -> str:
    """How the entities compare, what was found for which, and for whom not, and why; of documents only in how many."""
    chinese = language is Language.CHINESE
    found = [part for part in parts if not part.refused]
    first = [calculation_sentence(weight, language)] if weight else []
    if parts[0].document:
        words = "{parts} 份文档中有 {found} 份找到了答案。" if chinese else "Found in {found} of {parts} documents."
        return ("" if chinese else " ").join([*first, words.format(parts=len(parts), found=len(found))])
    facts = [fact for part in found for fact in part.facts]
    computed = [calculation_sentence(part.calculation, language) for part in found if part.calculation]
    said = ("" if chinese else " ").join([*first, *([sentence(facts, (), language)] if facts else []), *computed])
    missing = [_not_found(part, chinese) for part in parts if part.refused or part.missing]
    if chinese:
        return said + (f"没有找到：{'；'.join(missing)}。" if missing else "")
    return said + (f" Not found: {'; '.join(missing)}." if missing else "")


def _not_found(part: Part, chinese: bool) -> str:
    why = ("、" if chinese else ", ").join(part.missing) or part.remark.rstrip("。.")
    if not why:
        return part.entity
    return f"{part.entity}（{why}）" if chinese else f"{part.entity} ({why})"


def only_some(asked: int, there: int, language: Language) -> str:
    """That not all documents were asked."""
    if language is Language.CHINESE:
        return f"只问了 {there} 份文档中的前 {asked} 份，勾选文档可以问其余的。"
    return f"Only the first {asked} of {there} documents were asked; tick documents to ask others."


def not_all(without: int, language: Language) -> str:
    """That nothing was made of the figures together: some have none, or they are of several kinds."""
    if language is Language.CHINESE:
        why = f"其中 {without} 项没有这一数据，或不止一个。" if without else "单位、期间或正负号不同，或太多。"
        return f"没有合并计算：{why}"
    why = (
        f"no such figure, or more than one, in {without} of them."
        if without
        else "they are in several units, of several periods or signs, or too many."
    )
    return f"They were not put together: {why}"


def read_as(question: str, told: str, language: Language) -> str:
    """The whole question that one was read as, before what else is remarked."""
    if language is Language.CHINESE:
        return f"理解为：“{question}”{told}"
    return f"Understood as: “{question}” {told}".rstrip()


def first_found(steps: Sequence[Step], told: str, language: Language) -> str:
    """What had to be found first, before what else is remarked."""
    said = [_chinese(step.fact) if language is Language.CHINESE else _english(step.fact) for step in steps]
    if language is Language.CHINESE:
        return f"先查到：{'；'.join(said)}。{told}"
    return f"Found first: {'; '.join(said)}. {told}".rstrip()


def not_one(values: Sequence[str], told: str, language: Language) -> str:
    """That a question is about several, where it asks as if there were one."""
    if language is Language.CHINESE:
        return f"问题所指的不止一个：{_listed(values, language)}。请指明其中一个。{told}"
    return (
        f"It is not about one, but several: {', '.join(f'“{one}”' for one in values)}. Please name one. {told}".rstrip()
    )


def _reason(reason: Reason, language: Language) -> str:
    names = _listed(reason.names, language)
    if reason.code is ReasonCode.UNKNOWN_PERIOD:
        between = "、" if language is Language.CHINESE else " or "
        names = between.join(reason.names)
    words = _OF_ENTITY if reason.entity else _REASONS[reason.code]
    instead = ("、" if language is Language.CHINESE else ", ").join(reason.instead[:_MOST_INSTEAD])
    document, page = reason.names if reason.code is ReasonCode.UNSURE else ("", "")
    return words[language].format(names=names, entity=reason.entity, instead=instead, document=document, page=page)


def _listed(names: Sequence[str], language: Language) -> str:
    quoted = [f"“{one}”" for one in names]
    return "、".join(quoted) if language is Language.CHINESE else " or ".join(quoted)


def _slip(slip: Slip, language: Language) -> str:
    readings = _listed(slip.readings, language)
    if language is Language.CHINESE:
        said = "读作" if len(slip.readings) == 1 else "未见于文档，可能是"
        return f"“{slip.written}”{said}{readings}。"
    said = "was read as" if len(slip.readings) == 1 else "stands nowhere; perhaps"
    return f"“{slip.written}” {said} {readings}."


def _chinese(fact: Fact, *others: Fact) -> str:
    triple = fact.triple
    period = f"（{fact.period}）" if fact.period else ""
    about = f"{triple.entity}的{triple.attribute}" if triple.entity else triple.attribute
    meaning = stands_for(triple.value, fact.quantity)
    values = "、".join(one.triple.value for one in (fact, *others))
    return f"{about}{period}：{values}" + (f"（{meaning}）" if meaning else "")


def _english(fact: Fact, *others: Fact) -> str:
    triple = fact.triple
    period = f" ({fact.period})" if fact.period else ""
    about = f"{triple.entity}, {triple.attribute}" if triple.entity else triple.attribute
    meaning = stands_for(triple.value, fact.quantity)
    values = ", ".join(one.triple.value for one in (fact, *others))
    return f"{about}{period}: {values}" + (f" ({meaning})" if meaning else "")
