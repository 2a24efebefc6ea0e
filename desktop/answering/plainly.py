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
_DEFINITION = re.compile(r"\s*(?:define\b|[\w\s()&/'’-]{2,60}\bis defined as\b|if .{3,80} is not\b)", re.I)
#: "Based on the balance sheet, what": where the answer is to be looked for
_SOURCE = re.compile(
    rf"^(?:(?:by )?(?:bas(?:ed|ing)|drawing|relying|referring|referencing|looking|using|according|when|answer)\b[^?]*?[,:]\s*)(?=(?:{_ASKS})\b)",
    re.I,
)
_SCALE = re.compile(
    r"\s*\((?:in|answer in|as a|rounded|round)\b[^()]*\)"
    r"|\s+(?:in|to) (?:the )?(?:nearest )?(?:US ?D|USD|US dollars?|\$|EUR|GBP|RMB)?\s*(?:thousands?|millions?|billions?)(?=[?.,\s]|$)"
    r"|[（(](?:单位|以|精确到|保留)[^（）()]*[）)]|[,，]?\s*(?:以|用)[万亿千百]*元(?:为单位|表示|计)",
    re.I,
)
_EXAMPLE = re.compile(r"\[[^\]]*\]|(?<!\w)'[^']{0,20}'(?!\w)")


def without_instructions(question: str) -> str:
    """The question without sentences that only say how it is to be answered, and without examples of answers."""
    parts = [part for part in _SENTENCE.split(question) if part and part.strip()]
    kept = [part for part in parts if not _INSTRUCTION.search(part) or _is_question(part)]
    return _EXAMPLE.sub(" ", " ".join(kept or parts)).strip() or question


def plainly(question: str) -> str:
    """What is asked alone: the revenue, of "Based on the notes, what is the revenue (in USD millions)? Round it to one."."""
    parts = [_SOURCE.sub("", part.strip()) for part in _SENTENCE.split(question) if part and part.strip()]
    kept = [part for part in parts if _is_question(part) or not (_INSTRUCTION.search(part) or _DEFINITION.match(part))]
    asked = [_SCALE.sub("", part) for part in kept if not _DEFINITION.match(part)]
    return " ".join(asked) if any(map(_is_question, asked)) else question


def _is_question(sentence: str) -> bool:
    return ("?" in sentence or "？" in sentence) and not _PURE_INSTRUCTION.match(sentence)
