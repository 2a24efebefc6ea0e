"""What a document is about: the company it is of, and the year it reports on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.document import PageContent, PageSource
from desktop.domain.geometry import bounding
from desktop.reading.boxes import lines_in
from desktop.reading.headings import without_numbering
from desktop.reading.pieces import is_prose, is_writing, names_value, pieces_in
from desktop.reading.reported import reported_year
from desktop.reading.words import joined

_SHORT = re.compile(r"(?:公司|股票|证券|A股)?简称\s*[:：]\s*([^\s:：,，;；()（）]{2,12})")
_CHINESE = re.compile(
    r"[\u4e00-\u9fff（）()·A-Za-z]{2,30}?(?:股份有限公司|有限责任公司|集团有限公司|有限公司|控股集团|银行)"
)
_ENGLISH = re.compile(
    r"(?:[A-Z\d][\w&'’.\-]*,?\s+(?:of\s+|and\s+|the\s+|&\s+|de\s+)?){1,6}"
    r"(?:Incorporated|Inc|Corporation|Corp|Company|Companies|Limited|Ltd|LLC|L\.L\.C|plc|N\.V|S\.A|AG|SE|Holdings|Group|Co|"
    r"INCORPORATED|INC|CORPORATION|CORP|COMPANY|COMPANIES|LIMITED|LTD|PLC|HOLDINGS|GROUP)\b\.?"
)
_REGISTRANT = re.compile(r"exact\s+name\s+of\s+(?:the\s+)?(?:registrant|issuer|company)", re.I)
_NOT_ENTITY = re.compile(
    r"^(?:19|20)\d\d\b|^(?:the|whereas)\b|\bthe\s+(?:company|group)$|overseas\s+company|documents|exchange|accountant|auditor|LLP\b|commission|交易所|会计师|证券股份有限公司$",
    re.I,
)
#: others who have a part in a report or an issue, with their role
_OTHERS = re.compile(
    r"\b(?:trustee|depositary|transfer agent|registrar|underwriters?|bookrunners?|sponsor|legal advis[eo]rs?|auditors?)\b"
    r"|保荐|承销|受托管理|托管(?:人|银行)|审计机构|评级机构|律师事务所|开户",
    re.I,
)
#: whoever signs for it, and what it was called before
_OFFICE = re.compile(
    r"^.*\b(?:president|chief\s+\w+\s+officer|chair(?:man|woman|person)?|director|secretary|treasurer|CEO|CFO)\b\W*"
    r"|\bformerly\b.*",
    re.I,
)
_CONTRACT_TITLE = re.compile(
    r"^(?:.{0,100}\b)?(?:AGREEMENT|LEASE|CONTRACT|COVENANT|Agreement|Lease|Contract|Covenant|Undertaking|UNDERTAKING)\b.{0,40}$"
    r"|^.{0,24}(?:合同|协议)(?:书)?$"
)
_THIS_CONTRACT = re.compile(
    r"\bthis\s+(?:[\w,-]+\s+){0,8}(?:agreement|lease|contract|deed)\b|[(（](?:the|this|hereinafter the)?\s*[“\"](?:letter )?agreement"
    r"|本(?:合同|协议)",
    re.I,
)
_TITLE_LINES, _FRONT, _BEGINNING = 15, 40, 4000  #: lines, lines, characters
_HEADLINE = re.compile(
    r"([A-Z][\w&.’'-]*(?:\s+(?:&\s+)?[A-Z][\w&.’'-]*){0,4})\s+(?:(?i:reports|announces|delivers|posts|releases))\b"
    r"(?=.*\b(?i:results?|earnings|quarter|year)\b)"
)
_FOREIGN_FORM = re.compile(r"\bform\s+(?:20|40)-?F\b", re.I)
_AUSTRALIAN = re.compile(r"\b(?:ABN|ACN)\b\s*:?\s*\d\d")
_OTHER_DOLLARS = re.compile(r"\b(?:US|NZ|HK|S|C)\s?\$|\b(?:USD|(?:U\.?S\.?|United States)[\s-]dollars)\b", re.I)
_LABELS_OF_FORM = 10
_PARENT_ALONE = re.compile(
    r"母公司(?!所有者|股东|普通股)|\bparent\s+company"
    r"|^(?:parent\s+)?company\s+(?:only\s+)?(?:statement|balance|income|profit|cash)",
    re.I,
)
_GROUP = re.compile(r"合并|\bconsolidated\b|\bgroup\b", re.I)


class DocumentKind(StrEnum):
    """What a document says of itself, or shows, to be: it is read for what such documents hold."""

    OTHER = "other"
    CONTRACT = "contract"
    FORM = "form"  #: an order, an invoice, an application: labels and values


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """The document's id and name, whom it is about, the year it reports on, and other names for the entity.

    ``scaled`` tells that its tables give amounts in thousands or more: one without a unit then leaves them open;
    ``part`` is the part of the year that it reports on, ``Q1``, ``H1``, ``Q1-Q3``, or ``""`` for all of it;
    ``dollars`` the code of what it writes $ for, ``""`` where it doesn't say.
    """

    id: str
    name: str
    title_entity: str
    year: int | None
    aliases: tuple[str, ...] = ()
    scaled: bool = False
    part: str = ""
    kind: DocumentKind = DocumentKind.OTHER
    dollars: str = ""


def document_context(
    id: str,  # noqa: A002 - the noun's own name for it
    name: str,
    first_pages: Sequence[PageContent],
) -> DocumentContext:
    """Find entity and year on the first pages and in the file's name."""
    texts = _normal_lines(first_pages)
    stem = re.sub(r"\.\w{2,4}$", "", name)
    names = tuple(dict.fromkeys(_names(texts, first_pages, stem)))
    entity = names[0] if names else _from_name(stem)
    year, part = reported_year(texts, stem)
    kind = _kind(texts, first_pages)
    return DocumentContext(id, name, entity, year, names[1:], part=part, kind=kind, dollars=_dollars(texts))


def dollars_of(first_pages: Sequence[PageContent]) -> str:
    """The code of what $ stands for in a document with these first pages; ``""`` where it doesn't say."""
    return _dollars(_normal_lines(first_pages))


def entity_of(document: DocumentContext, title: str) -> str:
    """Whom a statement is about: the company, or the parent company alone where its title says so."""
    if not _PARENT_ALONE.search(title) or _GROUP.search(title):
        return document.title_entity
    chinese = not title.isascii()
    return document.title_entity + ("（母公司）" if chinese else " (parent company)")


def entity_under(document: DocumentContext, heading: str) -> str:
    """Whom the lines under a heading are about: the company that it names and nothing else, such as a subsidiary."""
    text = unicodedata.normalize("NFKC", without_numbering(heading)).strip(" :：")
    match = _CHINESE.fullmatch(text.replace(" ", "")) or _ENGLISH.fullmatch(text)
    if match is None or _NOT_ENTITY.search(text) or text in (document.title_entity, *document.aliases):
        return document.title_entity
    return text


def _normal_lines(pages: Sequence[PageContent]) -> list[str]:
    return [unicodedata.normalize("NFKC", text) for page in pages for text in _lines(page)]


def _lines(page: PageContent) -> list[str]:
    return [joined(words) for block in page.blocks for words in lines_in(block)]


def _names(texts: Sequence[str], pages: Sequence[PageContent], stem: str) -> Iterator[str]:
    """Names for the entity: the short one that the document gives itself, then the full one."""
    for text in texts:
        short = _SHORT.search(text)
        if short:
            yield short[1]
            break
    full = _full_name(texts, pages, stem)
    if full:
        yield full


def _full_name(texts: Sequence[str], pages: Sequence[PageContent], stem: str) -> str:
    """The registrant's name as a form gives it, else a company's name that stands by itself.

    One that the file's name knows goes before others, the largest type of the first page before the rest.
    """
    registrant = next(filter(None, (_registrant(page) for page in pages)), "")
    if registrant:
        return registrant
    names = list(_companies([*_by_size(pages), *texts]))
    in_file = [one for one in names if any(len(word) > 3 and word.lower() in stem.lower() for word in one.split())]
    return next(iter([*in_file, *names]), "") or _who_reports(pages)


def _who_reports(pages: Sequence[PageContent]) -> str:
    """Whose results the headline of a press release tells: Amcor reports fiscal 2023 results."""
    found = (_HEADLINE.match(unicodedata.normalize("NFKC", line)) for line in _by_size(pages)[:_TITLE_LINES])
    return next((match[1] for match in found if match and not _NOT_ENTITY.search(match[1])), "")


def _dollars(texts: Sequence[str]) -> str:
    """The dollars of the country in which the company is registered, unless it speaks of others too."""
    if any(map(_REGISTRANT.search, texts[:_FRONT])):
        return "" if any(map(_FOREIGN_FORM.search, texts[:_FRONT])) else "USD"
    australian = any(map(_AUSTRALIAN.search, texts)) and not any(map(_OTHER_DOLLARS.search, texts))
    return "AUD" if australian else ""


def document_kind(first_page: PageContent) -> DocumentKind:
    """What the first page tells a document to be."""
    return _kind(_normal_lines([first_page]), [first_page])


def _kind(texts: Sequence[str], pages: Sequence[PageContent]) -> DocumentKind:
    if any(map(_REGISTRANT.search, texts[:_FRONT])):
        return DocumentKind.OTHER
    if pages and _is_form(pages[0]):
        return DocumentKind.FORM
    begin = "\n".join(texts)[:_BEGINNING]
    contract = any(map(_CONTRACT_TITLE.search, texts[:_TITLE_LINES])) or _THIS_CONTRACT.search(begin)
    return DocumentKind.CONTRACT if contract else DocumentKind.OTHER


def _is_form(page: PageContent) -> bool:
    """Whether a page of a text layer is a form: no prose, and many labels."""
    if page.page.source is PageSource.OCR or is_prose(page):
        return False
    pieces = (piece for block in page.blocks for piece in pieces_in(block, False) if is_writing(piece))
    return sum(map(names_value, pieces)) >= _LABELS_OF_FORM


def _registrant(page: PageContent) -> str:
    """What stands in the line of "Exact name of registrant", or next above it."""
    lines = [words for block in page.blocks for words in lines_in(block)]
    boxes = [bounding(word.box for word in words) for words in lines]
    for words, box in zip(lines, boxes, strict=True):
        text = joined(words)
        if not _REGISTRANT.search(text):
            continue
        above = [at for at, one in enumerate(boxes) if one.y1 <= box.centre[1] and one.x0 < box.x1 and box.x0 < one.x1]
        nearest = joined(lines[max(above, key=lambda at: boxes[at].y1)]) if above else ""
        name = re.sub(
            r"\s+(?=[.,])",
            "",
            unicodedata.normalize("NFKC", _REGISTRANT.split(text)[0].strip(" (,") or nearest.strip(" (")),
        )
        if 1 < len(name) < 80:
            return name
    return ""


def _companies(texts: Sequence[str]) -> Iterator[str]:
    """Names of companies that stand by themselves on a line."""
    for line in texts:
        text = _OFFICE.sub("", line)
        match = _CHINESE.search(text.replace(" ", "")) or _ENGLISH.search(text)
        alone = match and len(match.group()) >= 0.5 * len(text.replace(" ", ""))
        if match and alone and not _NOT_ENTITY.search(match.group()) and not _OTHERS.search(text):
            yield match.group().strip(" ,")


def _by_size(pages: Sequence[PageContent]) -> list[str]:
    """Lines of the first page, the largest type first."""
    lines = [words for block in pages[0].blocks for words in lines_in(block)] if pages else []
    return [joined(words) for words in sorted(lines, key=lambda line: -max(word.box.height for word in line))]


def _from_name(stem: str) -> str:
    """The file's name up to the year or the kind of report."""
    parts = re.split(r"[_\s]*(?:(?:19|20)\d\d.*|年度报告.*|annual[_\s]report.*|10[-_]?[KQ].*)$", stem, flags=re.I)
    return parts[0].replace("_", " ").strip() or stem
