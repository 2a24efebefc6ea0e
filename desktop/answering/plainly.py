"""What a question asks, without how it is to be answered, out of what, and what its words are defined to mean."""

from __future__ import annotations

import re

_ASKS = r"what|which|who|whose|how|when|where|why|does|do|did|is|are|was|were|has|have|had|can|could|will"
_SENTENCE = re.compile(r"(?<=[.?!;])\s+(?=[A-Z])|(?<=[。？！；])|\n+")
#: how the answer is to be put: nothing that stands on a page
_INSTRUCTION = re.compile(
    r"\b(?:answer|respon[ds]e?|reply|output|write|format|round|state that|give me|assume that you|by assuming|please"
    r"|we need to calculate|express|explain why|compute or extract|base your)\b|请(?:用|以|按)|保留.{0,4}位小数|回答格式",
    re.I,
)
_PURE_INSTRUCTION = re.compile(r"\s*(?:please|write|answer|respond|give|format|round|请)\b", re.I)
#: a sentence that only says how to answer, or what a word is to mean
_HOW = re.compile(
    r"^(?:(?:please )?(?:directly )?(?:answer|respond|reply|output|write (?:down|your|the)|format|round|express|compute or extract|base your"
    r"|assume that you|we need to calculate|give a response|provide (?:a|your|the) (?:response|answer)|address the question"
    r"|calculate what was asked|state (?:the |your )?answer|if .{3,120}then state|(?:make sure|note) that you)\b"
    r"|define\b|[\w\s()&/'’-]{2,60}\bis defined as\b"
    r"|请?(?:用|以|按)(?:中文|英文|一句|表格|列表|json|数字|百分比|[万亿千百]*元)|(?:结果|答案)?(?:请)?保留|回答格式)",
    re.I,
)
#: "Based on the balance sheet, what": where the answer is to be looked for, and nothing else
_SOURCE = re.compile(rf"^[^,:?]*[,:]\s*(?=(?:{_ASKS})\b)", re.I)
_SOURCE_WORDS = (
    "according to this the that these report reports document documents paper by drawing conclusions from information stated only in"
    " and of on based basing your judgment judgments provided plainly primarily when referencing using which is are shown details"
    " outlined answer following question assume you are a public equities analyst relying upon balance sheet sheets income statement"
    " statements cash flow flows financial position operations notes p l"
)
_OF_SOURCE = frozenset(_SOURCE_WORDS.split())
_SCALE = re.compile(
    r"\s*\((?![^()]*(?:19|20)\d\d)(?:in|answer in|rounded|round)\b[^()]*"
    r"(?:thousand|million|billion|\bUSD|dollars?|\bEUR|\bGBP|\bRMB|percents?\b|decimal)[^()]*\)"
    r"|\s+(?:in|to) (?:the )?nearest (?:thousand|million|billion)s?(?=[?.,\s]|$)"
    r"|\s+in (?:(?:USD|US dollars?|EUR|GBP|RMB)(?: ?(?:thousand|million|billion)s?)?|thousands|millions|billions)(?=[?.,\s]|$)"
    r"|[（(](?:单位|精确到|保留|以[^（）()]{0,3}[万亿元])[^（）()]*[）)]|[,，]?\s*(?:以|用)[万亿千百]*元(?:为单位|表示|计)",
    re.I,
)
#: the kind of place names nothing that stands on a page
_PLACE = re.compile(
    r"\bin (?:which|what) (?:city|town|country|state|place)\b|在?哪个?(?:座|一座)?(?:城市|国家|省份|地方)(?!的)", re.I
)
_EXAMPLE = re.compile(r"\[[^\]]*\]|(?<!\w)'[^']{0,20}'(?!\w)")


def without_instructions(question: str) -> str:
    """The question without sentences that only say how it is to be answered, and without examples of answers."""
    parts = [part for part in _SENTENCE.split(question) if part and part.strip()]
    kept = [part for part in parts if not _INSTRUCTION.search(part) or _is_question(part)]
    return _EXAMPLE.sub(" ", " ".join(kept or parts)).strip() or question


def plainly(question: str) -> str:
    """What is asked alone: the revenue, of "Based on the notes, what is the revenue (in USD millions)? Round it to one."."""
    question = _PLACE.sub(_where, question)
    parts = [part.strip() for part in _SENTENCE.split(question) if part and part.strip()]
    asked = [
        _SCALE.sub("", _without_source(part)) for part in parts if "?" in part or "？" in part or not _HOW.match(part)
    ]
    asked = [part for part in asked if part]
    if asked == parts:
        return question
    return " ".join(asked) if any("?" in part or "？" in part for part in asked) else question


def _where(place: re.Match[str]) -> str:
    if not place[0].isascii():
        return "在哪里"
    return "Where" if place[0][0].isupper() else "where"


def _without_source(part: str) -> str:
    match = _SOURCE.match(part)
    words = re.findall(r"[^\W_]+", match[0].lower()) if match else []
    return part[match.end() :] if match and _OF_SOURCE.issuperset(words) else part


def _is_question(sentence: str) -> bool:
    return ("?" in sentence or "？" in sentence) and not _PURE_INSTRUCTION.match(sentence)
