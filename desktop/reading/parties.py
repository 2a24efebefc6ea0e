"""Who makes a contract: the names that stand where its first sentence has the parties."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

_FORM = (
    r"(?:Inc|Incorporated|Corp|Corporation|Co|Company|LLC|L\.L\.C|Ltd|Limited|LP|L\.P|LLP|L\.L\.P|PLC|plc|N\.V|B\.V|S\.A|AG"
    r"|GmbH|Trust|Bank|Group|Holdings)"
)
_IN_FORM = re.compile(rf"\b{_FORM}\.?$", re.I)
_AMONG = re.compile(r"\b(?:by and )?(?:between|among)(?: and among)?\s*:?,?\s+", re.I)
_AGREES = re.compile(r"\b(?:agreement|lease|contract|covenant|deed)\b", re.I)
_END = re.compile(
    r"\b(?:WHEREAS|Whereas|WITNESSETH|W I T N E S S|RECITALS|Recitals|NOW, THEREFORE|IN CONSIDERATION)\b|\n\s*\n"
)
_SENTENCE_END = re.compile(r"(?<=[\w”\")])\.\s+(?=[A-Z])")
_BRACKETS = re.compile(r"\([^()]*\)")
#: what ends a name: its description, its seat, or what it is called in the rest
_DESCRIBED = re.compile(
    r",?\s+(?:a|an|the|having|with|whose|located|including|its|their|together|on|acting|organized|organised|effective|residing"
    r"|who|as|for|in|at|of (?:which|the)|d/b/a|f/k/a|hereinafter|hereafter|and (?:its|their|all)|agree|to|dated|collectively|individually)\b"
    r"|,\s+(?=\d)|;|\n|\s{2,}|,?\s*$",
)
_PARTING = re.compile(
    r"(?:,|;)?\s+(?:and|AND|&\s+between)\s*,?\s+(?!(?:Company|Co|Sons|Associates|Partners|COMPANY|ASSOCIATES)\b)|;\s*"
)
_NAME = re.compile(r"[A-Z0-9«][^\s]*(?:\s+(?:[A-Z0-9&(][^\s]*|of|and|de|the|van|von|&))*")
_NO_NAME = re.compile(
    r"^(?:the\s+)?(?:undersigned|employee|executive|company|you|us|part(?:y|ies)|recipient|whereas|person|individual|distributor|contract|between|counterparty|buyer"
    r"|seller|contractor|consultant|i|we|each|any|all|either|both|agreement|witnesseth|date|xx+|holder|director|participant|employer)\b"
    r"|\b(?:agreement|plan|program|employment|whereas|parties)\b",
    re.I,
)
_ROLE = (
    r"(?:Company|Buyer|Seller|Purchaser|Recipient|Receiving Party|Disclosing Party|Executive|Employee|Employer|Counterparty"
    r"|Provider|Contractor|Consultant|Client|Licensor|Licensee|Landlord|Tenant|Lessor|Lessee|Lender|Borrower|you|Indemnitee)"
)
#: Acme, Inc., a Delaware corporation (the "Company")
_DEFINED = re.compile(
    rf"(?P<name>[A-Z][\w&’'.-]*(?:,?[ ]+(?:[A-Z&][\w&’'.-]*|of|de))*?(?:,?[ ]+{_FORM}\.?)?)(?:,\s+(?:a|an)\s+[^()]{{3,60}}?)?"
    rf"\s*\([^()]{{0,60}}?[“\"](?:the )?(?:(?P<role>{_ROLE})\b|(?P<short>[A-Z][\w’'-]*))",
)
_ORGANISATION = re.compile(
    rf"^(?P<name>[A-Z][\w&’'.-]*(?:,?[ ]+(?:[A-Z&][\w&’'.-]*|of|and))*?,?[ ]+{_FORM}\b\.?)$", re.M
)
_SIGNER = re.compile(r"\bI,\s+(?P<name>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){1,3}),")
_SALUTATION = re.compile(r"^(?:Dear\b|Ladies and Gentlemen|Gentlemen)", re.M)
_SIDES = re.compile(
    r"^\s*(?:甲|乙|丙|丁|出租|承租|买|卖|供|需|发包|承包|委托|受托|出借|借款|转让|受让|用人|用工|披露|接收)\s*(?:方|人|单位)?\s*(?:[（(][^）)\n]{1,12}[）)])?\s*[:：]\s*"
    r"(?P<name>[^\s:：,，;；（(]{2,40})",
    re.M,
)
_HEAD = 3500  #: characters of a contract in which its parties are named
_MOST = 6
_LOOSE_END = re.compile(r"(?:,?\s+(?:and|of|the|de|van|von|&))+$")
_TITLES = re.compile(r",?\s+(?:M\.?D\.?|Ph\.?\s?D\.?|Esq\.?|CPA|MD)$")
_KEEPS_POINT = re.compile(rf"\b(?:{_FORM}|[A-Z]|Jr|Sr|Pty|Mr|Ms|Dr|St|No)\.$", re.I)


def parties_in(text: str) -> tuple[Span, ...]:
    """Where the parties' names stand in the text of a contract's first page; none where they are not told."""
    head = text[:_HEAD]
    found = list(_sides(head)) or list(_between(head)) or list(_defined(head))
    names = {head[start:end].casefold(): (start, end) for start, end in reversed(found)}
    distinct = [span for name, span in names.items() if not any(one != name and one.startswith(name) for one in names)]
    return tuple(sorted(distinct))[:_MOST]


def _sides(head: str) -> Iterator[Span]:
    """Behind 甲方 and 乙方."""
    yield from (match.span("name") for match in _SIDES.finditer(head))


def _between(head: str) -> Iterator[Span]:
    """In the sentence that says between whom the agreement is."""
    for among in _AMONG.finditer(head):
        if not _AGREES.search(head[max(0, among.start() - 300) : among.start()]):
            continue
        found = list(_listed(head, among.end()))
        if found:
            yield from found
            return


def _listed(head: str, start: int) -> Iterator[Span]:
    sentence = head[start : start + 1200]
    blank = _without_brackets(sentence)
    blank = blank[: _end_of_sentence(blank)]
    cuts = [0, *(match.end() for match in _PARTING.finditer(blank))]
    ends = [*(match.start() for match in _PARTING.finditer(blank)), len(blank)]
    for at, (first, last) in enumerate(zip(cuts, ends, strict=True)):
        name = _name(blank, first, last)
        if name and (at == 0 or _is_told(sentence, name, last)):
            yield start + name[0], start + name[1]


def _without_brackets(text: str) -> str:
    """The text with spaces for what stands in brackets, those within others too."""
    blank = _BRACKETS.sub(lambda match: " " * len(match[0]), text)
    return blank if blank == text else _without_brackets(blank)


def _end_of_sentence(text: str) -> int:
    """Where the sentence ends, or the recitals begin."""
    ends = (
        match.start() for match in _SENTENCE_END.finditer(text) if not _KEEPS_POINT.search(text[: match.start() + 1])
    )
    recitals = _END.search(text)
    return min(next(ends, len(text)), recitals.start() if recitals else len(text))


def _is_told(sentence: str, name: Span, last: int) -> bool:
    """Whether a name behind "and" is a party's: it is called something, has a company's form, or ends the list."""
    after = sentence[name[1] : last]
    called = "“" in after or '"' in after
    return called or _IN_FORM.search(sentence, *name) is not None or not after.strip(" .,\n")


def _name(blank: str, first: int, last: int) -> Span | None:
    piece = blank[first:last]
    lead = len(piece) - len(
        re.sub(r"^(?:\s|,|(?:by and )?between\b|among\b|on the one hand\b|on the other hand\b)+", "", piece)
    )
    match = _NAME.match(piece, lead)
    if match is None:
        return None
    end = _DESCRIBED.search(piece, lead + 1)
    return _trimmed(blank, first + lead, first + min(match.end(), end.start() if end else last))


def _defined(head: str) -> Iterator[Span]:
    """In a letter: whom its text calls the company and you, and to which company it is addressed."""
    greeting = _SALUTATION.search(head)
    if greeting:
        addressed = _ORGANISATION.search(head, 0, greeting.start())
        if addressed:
            yield addressed.span("name")
    for match in (*_SIGNER.finditer(head), *_DEFINED.finditer(head)):
        name = _trimmed(head, *match.span("name"))
        groups = match.groupdict()
        if name and (match.re is _SIGNER or groups["role"] or groups["short"] in head[name[0] : name[1]].split()):
            yield name


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The name without what is about it; None where it is no name."""
    name = _LOOSE_END.sub("", _TITLES.sub("", text[start:end].rstrip(" ,;:\n")))
    if name.endswith(".") and not _KEEPS_POINT.search(name):
        name = name[:-1]
    if len(name) < 3 or len(name) > 80 or _NO_NAME.search(name):
        return None
    return start, start + len(name)
