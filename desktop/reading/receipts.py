"""What a till's receipt or an invoice slip says: who issued it, where, on which day, and how much was to be paid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from desktop.domain.document import Block, PageContent, Word
from desktop.domain.fact import Evidence, Fact, Origin, Triple
from desktop.domain.geometry import Box, bounding
from desktop.domain.months import MONTHS
from desktop.reading.amounts import amount_of
from desktop.reading.boxes import boxes_of, lines_in
from desktop.reading.context import DocumentContext
from desktop.reading.words import joined, joined_lines, visual_lines

_ENGLISH = ("Company", "Address", "Date", "Total")
_CHINESE = ("公司", "地址", "日期", "合计")
_MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]*"
_DATE = re.compile(
    rf"(?<!\d)(?:\d{{4}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?\d{{1,2}}|\d{{4}}\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日"
    rf"|\d{{1,2}}\s?([-/.])\s?\d{{1,2}}\s?\1\s?(?:20)?\d\d|\d{{1,2}}[-\s/]?{_MONTH}[-\s/,]*(?:20)?\d\d"
    rf"|{_MONTH}\.?\s?\d{{1,2}}\s?,\s?20\d\d)(?!\d)",
    re.I,
)
_AMOUNT = re.compile(r"(?:(?:RM|MYR|USD|CNY|EUR|GBP|S?\$|[¥￥€£])\s?)?\d[\d,]*\.\d\d(?!\d)", re.I)
_TOTAL = re.compile(r"\btotal|\b(?:amount|balance)\s+(?:due|payable)|合计|总计|总额|应付|应收|实付|实收", re.I)
_NO_TOTAL = re.compile(
    r"sub\s*-?\s*total|\bexcl|total\s*(?:tax|gst|vat|disc\w*|sav\w*|points?)\b|"
    r"\b(?:qty|quantity|items?\(?s?\)?\s*:)|(?:gst|tax)\s+total|小计|数量|件数",
    re.I,
)
_PAID = re.compile(
    r"^\W*(?:cash(?!\s*(?:bill|sale|ier))|change|tender\w*|visa|master\w*|card|paid|payment)|现金|找零|找赎", re.I
)
_TILL = re.compile(
    r"\bcash|\bchange\b|\b(?:tax|gst|vat)\b|\binvoice\b|\breceipt\b|\bbill\b|\bqty\b|\brounding|"
    r"小票|收银|发票|收据|现金|找零|单价|数量",
    re.I,
)
#: one of these must be among them; cash and tax have balance sheets too
_SLIP = re.compile(r"invoice|receipt|bill|qty|rounding|gst|vat|小票|收银|发票|收据|找零", re.I)
_NO_SLIP = re.compile(
    r"\b(?:balance sheet|statements? of|(?:total|current|fixed) assets|liabilities|equity|agreement)\b|资产|负债|权益|协议",
    re.I,
)
_INCLUDED = re.compile(r"^\W*(?:incl|inc|gst|vat|tax|excl)", re.I)
_HEAD_ENDS = re.compile(
    r"^\W*(?:tel|te1|phone|fax|e-?mail|www|http|gst|vat|tax|cash|invoice|receipt|bill|document|doc|order|table|date|"
    r"member|cashier|credit|simplified|item|counter|trn|no\s*\.?\s*:?\s*\d{6,}$)|\b(?:invoice|receipt|bill)\b|@|"
    r"电话|传真|单号|收银|小票|发票|日期|时间",
    re.I,
)
_PHONE = re.compile(r"^\W*(?:\+?\d[\d\s-]{7,}|\d{2,4}-[\d\s-]{6,})\W*$")
_REGISTERED = re.compile(r"[\s(（]*\b(?:(?:co|br|roc|reg|company)\b.*?\bno\b|[A-Z]{0,3}\d{5,}\s*-?\s*[A-Z]\b).*$", re.I)
_PLACE = re.compile(
    r"\d|,|\b(?:jalan|jln|street|st|road|rd|avenue|ave|lane|drive|floor|lot|unit)\b|[路街道号区市县镇村]", re.I
)
_CJK = re.compile(r"[\u4e00-\u9fff]")
_ENDING = re.compile(r"^\W*(?:sdn|bhd|berhad|ltd|limited|inc|llc|co|corp|company|enterprise|trading|gmbh)\b", re.I)
_MOST_LINES, _LONG_LINE, _MOST_LONG = 120, 14, 2
_ADDRESS_LINES = 6


@dataclass(frozen=True, slots=True)
class _Line:
    """Words that were read as one line."""

    words: tuple[Word, ...]
    box: Box

    @property
    def text(self) -> str:
        return joined(self.words)


def receipt_facts(document: DocumentContext, content: PageContent) -> tuple[Fact, ...]:
    """Company, address, date and total of a page that looks like a receipt; nothing of any other page."""
    lines = _lines(content.blocks)
    rows = _rows(lines)
    total, date = _total(rows), _date(lines)
    if not (total and date and _is_receipt(lines)):
        return ()
    company, rest = _company(lines)
    found = (company, _address(rest), date, total)
    names = _CHINESE if sum(bool(_CJK.search(line.text)) for line in lines) > len(lines) / 2 else _ENGLISH
    return tuple(
        _fact(document, content, name, words, _quote(words, rows))
        for name, words in zip(names, found, strict=True)
        if words
    )


def _lines(blocks: Iterable[Block]) -> list[_Line]:
    """The lines of all blocks, from the top."""
    every = [words for block in blocks for words in _lines_of(block)]
    lines = [_Line(words, bounding(word.box for word in words)) for words in every]
    return sorted(lines, key=lambda line: (line.box.centre[1], line.box.x0))


def _lines_of(block: Block) -> Sequence[tuple[Word, ...]]:
    return lines_in(block) if len(block.boxes) > 1 else visual_lines(block.words)


def _rows(lines: Sequence[_Line]) -> list[_Line]:
    """Lines at one height made one: what a sum is for stands left of it, often far away."""
    rows: list[list[_Line]] = []
    for line in lines:
        row = next((row for row in rows[-3:] if all(_level(line.box, one.box) for one in row)), None)
        if row is None:
            rows.append([line])
        else:
            row.append(line)
    return [_row(row) for row in rows]


def _row(lines: Sequence[_Line]) -> _Line:
    ordered = sorted(lines, key=lambda line: line.box.x0)
    return _Line(joined_lines([line.words for line in ordered]), bounding(line.box for line in lines))


def _level(a: Box, b: Box) -> bool:
    beside = a.x0 >= b.x1 - 1 or b.x0 >= a.x1 - 1
    return beside and min(a.y1, b.y1) - max(a.y0, b.y0) > 0.5 * min(a.height, b.height)


def _is_receipt(lines: Sequence[_Line]) -> bool:
    """Short lines of which two or more speak of a till or an invoice."""
    said = {match.group().lower() for line in lines for match in _TILL.finditer(line.text)}
    long = sum(line.text.count(" ") > _LONG_LINE for line in lines)
    is_slip = any(map(_SLIP.search, said)) or {"cash", "change"} <= said
    other = any(_NO_SLIP.search(line.text) for line in lines)
    return len(said) > 1 and is_slip and not other and len(lines) <= _MOST_LINES and long <= _MOST_LONG


def _total(rows: Sequence[_Line]) -> tuple[Word, ...]:
    """The last total before what was paid with: the one that is rounded and has the tax in it.

    Where no row says so (white on black is seldom read), the amount right above what was paid with.
    """
    totals = [at for at, row in enumerate(rows) if _amount(row)]
    paid = next((at for at, row in enumerate(rows) if at >= min(totals, default=1) and _is_paid(row)), len(rows))
    owed = [_amount(rows[at]) for at in totals if at < paid]
    above = _amounts(rows[paid - 1]) if paid < len(rows) and not owed else []
    return owed[-1] if owed else above[0] if len(above) == 1 else ()


def _is_paid(row: _Line) -> bool:
    return bool(_PAID.search(row.text) and _AMOUNT.search(row.text))


def _amount(row: _Line) -> tuple[Word, ...]:
    """The amount at the end of a row that names a total; nothing where it is none, or nought."""
    if not _TOTAL.search(row.text) or _NO_TOTAL.search(row.text):
        return ()
    amounts = _amounts(row)
    taxed = next((word.box.x0 for word in row.words if _INCLUDED.match(word.text)), None)
    owed = [words for words in amounts if taxed is None or words[-1].box.x0 < taxed]
    return owed[-1] if owed else amounts[-1] if amounts else ()


def _amounts(row: _Line) -> list[tuple[Word, ...]]:
    return [words for words in _matches(_AMOUNT, row) if re.search("[1-9]", joined(words))]


def _date(lines: Sequence[_Line]) -> tuple[Word, ...]:
    return next((words for line in lines for words in _matches(_DATE, line)), ())


def _matches(pattern: re.Pattern[str], line: _Line) -> Iterator[tuple[Word, ...]]:
    """The words of each match; one that begins or ends within a word is left out."""
    starts, ends, at = dict[int, int](), dict[int, int](), 0
    for place, word in enumerate(line.words):
        at += word.space_before and place > 0
        starts[at] = place
        at += len(word.text)
        ends[at] = place + 1
    for match in pattern.finditer(line.text):
        if match.start() in starts and match.end() in ends:
            yield line.words[starts[match.start()] : ends[match.end()]]


def _company(lines: Sequence[_Line]) -> tuple[tuple[Word, ...], Sequence[_Line]]:
    """The issuer's name: the first line at the top that can be one; and the lines below it."""
    for at, line in enumerate(lines):
        if _HEAD_ENDS.search(line.text):
            break
        if _is_name(line.text):
            goes_on = at + 1 < len(lines) and _ENDING.match(lines[at + 1].text)
            last = at + 2 if goes_on else at + 1
            name = joined_lines([_unregistered(one.words) for one in lines[at:last]])
            return name, lines[last:]
    return (), ()


def _is_name(text: str) -> bool:
    """Whether the text has a few letters and isn't written small throughout, nor a number or a date."""
    letters = [character for character in text if character.isalpha()]
    named = len(letters) >= (2 if _CJK.search(text) else 4) and len(letters) > 0.5 * len(text.replace(" ", ""))
    return named and not (text.islower() or _DATE.search(text) or _REGISTERED.match(text))


def _unregistered(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The name without the company's number behind it."""
    match = _REGISTERED.search(joined(words))
    length = len(joined(words)[: match.start()].replace(" ", "")) if match else None
    kept = words
    while length and len(joined(kept).replace(" ", "")) > length:
        kept = kept[:-1]
    return kept or words


def _address(lines: Sequence[_Line]) -> tuple[Word, ...]:
    """The lines under the name up to the telephone, the tax number or what the slip is called."""
    head = takewhile(lambda line: not _HEAD_ENDS.search(line.text) and not _PHONE.match(line.text), lines)
    kept = [line for line in head if not _REGISTERED.match(line.text) and not _DATE.search(line.text)]
    address = kept[:_ADDRESS_LINES]
    return joined_lines([line.words for line in address]) if any(_PLACE.search(line.text) for line in address) else ()


def _quote(words: Sequence[Word], rows: Sequence[_Line]) -> str:
    """The rows that the words stand in, as they were read: few receipts say just "Total"."""
    boxes = {word.box for word in words}
    return " ".join(row.text for row in rows if any(word.box in boxes for word in row.words))


def _fact(document: DocumentContext, content: PageContent, name: str, words: Sequence[Word], quote: str) -> Fact:
    triple = Triple(document.title_entity, name, joined(words))
    evidence = Evidence(document.id, content.page.number, quote, boxes_of(words))
    return Fact(triple, evidence, Origin.PAIR, amount_of(triple))
