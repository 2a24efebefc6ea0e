"""What a question asks by a verb, asked by the noun that facts have: when a contract was signed, what governs it."""

from __future__ import annotations

import re

from desktop.answering.wording import has_han

_KIND = r"(?:agreement|contract|lease|deed|nda|licen[cs]e|settlement|amendment)"
#: an agreement with all that tells which: the NDA between Acme and Harbour
_IT = rf"(?P<it>(?:the|this|our|their|\S+['’]s)\s+(?:[^?,]*?\s)?{_KIND}\b[^?,]*?)"
_ENGLISH = (
    (
        rf"when (?:was|were|is) {_IT} (?:signed|executed|dated|made|concluded|entered into)",
        "What is the effective date of {it}?",
    ),
    (
        rf"when (?:does|did|will|do) {_IT} (?:take effect|become effective|come into (?:effect|force)|enter into force|start|begin|commence)",
        "What is the effective date of {it}?",
    ),
    (
        rf"(?:what|which) (?:(?:state|country)['’]s )?laws? (?:governs?|appl(?:y|ies) to|controls?) {_IT}",
        "What is the governing law of {it}?",
    ),
    (
        rf"(?:by|under) (?:the )?(?:what|which|whose) (?:(?:state|country)['’]s )?laws? is {_IT} governed",
        "What is the governing law of {it}?",
    ),
    (
        r"(?:in (?:what|which) year|on what date|when) (?:was|were) (?P<it>[^,?]{2,80}?) (?:first )?incorporated",
        "What is the date of incorporation of {it}?",
    ),
    (
        rf"how long (?:does|will|shall|is|do) {_IT} (?:last|run|valid|(?:remain |stay |be )?(?:in (?:effect|force)|binding|valid))",
        "What is the term of {it}?",
    ),
)
_ZH_IT = r"(?P<it>[^，,。？?]*?(?:合同|协议书?|租约|契约|合约))"
_CHINESE = (
    (
        rf"{_ZH_IT}(?:是|于|在)?(?:何时|什么时候|什么时间|哪一?[年天日]|几号)(?:签订|签署|签约|签|订立|生效)的?",
        "{it}的签订日期是什么？",
    ),
    (
        rf"{_ZH_IT}(?:受|适用|由|依据|依)(?:什么|何种?|哪[个国一部里儿]*(?:国家|州)?的?)法律?(?:管辖|约束|解释)?",
        "{it}的适用法律是什么？",
    ),
    (rf"{_ZH_IT}(?:的?有效期?|持续|为期)(?:有|是)?(?:多久|多长时间?|几[年个]月?)", "{it}的期限是什么？"),
)
_ASKED = tuple((re.compile(rf"{pattern}[?？。.]*", re.I), noun) for pattern, noun in (*_ENGLISH, *_CHINESE))


def by_noun(question: str) -> str:
    """The question as one for an attribute, where all of it asks by a verb; else as it is.

    >>> by_noun("Which law governs the lease?")
    'What is the governing law of the lease?'
    """
    text = " ".join(question.split()) if not has_han(question) else question.strip()
    for pattern, noun in _ASKED:
        match = pattern.fullmatch(text)
        if match:
            return noun.format(it=match["it"].strip())
    return question
