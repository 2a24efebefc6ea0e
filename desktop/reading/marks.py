"""Marks of a page: the number printed on it, the units of its tables, and the financial statement that stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.domain.document import BlockKind, Mark, MarkKind, PageContent, Table
from desktop.domain.units import scale_of

_NUMBER = re.compile(
    r"^(?:(?:page|p\.?|第)\s*)?[-–—|\s]*(\d{1,4})[-–—|\s]*(?:页|(?:of|/|，?共)\s*\d{1,4}\s*页?)?[-–—|\s]*$", re.I
)
_AT_END = re.compile(r"(?:^|[|\s])(\d{1,4})$|^(\d{1,4})(?=[|\s])|\bpage\s+(\d{1,4})\b|第\s*(\d{1,4})\s*页", re.I)
#: labels of rows that stand in such a statement and hardly elsewhere all together
_ROWS = {
    MarkKind.BALANCE_SHEET: (
        r"total assets|资产总计|资产合计",
        r"total current assets|流动资产合计",
        r"total current liabilities|流动负债合计",
        r"total liabilities|负债合计",
        r"total (?:shareholders|stockholders|equity|liabilities and)|所有者权益.{0,8}合计|股东权益.{0,8}合计",
        r"retained earnings|accumulated deficit|未分配利润",
        r"inventor|存货",
    ),
    MarkKind.INCOME_STATEMENT: (
        r"net (?:income|earnings|loss|profit)|profit for the|净利润",
        r"\b(?:basic|diluted)\b|每股收益",
        r"cost of (?:sales|goods|revenue|products)|costs and expenses|营业成本",
        r"income tax|所得税费用",
        r"net sales|revenues?\b|营业总?收入",
        r"operating (?:income|profit)|income from operations|earnings before|营业利润",
    ),
    MarkKind.CASH_FLOW_STATEMENT: (
        r"net cash.{0,40}operating|cash.{0,20}operating activities|经营活动产生的现金流量净额",
        r"net cash.{0,40}investing|cash.{0,20}investing activities|投资活动产生的现金流量净额",
        r"net cash.{0,40}financing|cash.{0,20}financing activities|筹资活动产生的现金流量净额",
        r"depreciation|销售商品、提供劳务收到的现金",
        r"purchases? of property|capital expenditures?|additions to property|payments for property|购建固定资产",
    ),
}
_TITLES = {
    MarkKind.BALANCE_SHEET: r"balance sheet|statements? of financial (?:position|condition)|资产负债表",
    MarkKind.INCOME_STATEMENT: r"statements? of (?:\w+ )?(?:income|operations|earnings)|income statement|profit (?:and|or) loss|利润表|损益表",
    MarkKind.CASH_FLOW_STATEMENT: r"statements? of cash ?flow|cash ?flows? statement|现金流量表",
}
_LEAST, _TITLE, _MOST_ROWS = 4.0, 1.5, 40
_ENOUGH_UNITS = 3


def marks_of(content: PageContent) -> tuple[Mark, ...]:
    """The marks of a page; a statement's weight says how sure it is, 4 and more."""
    numbers = (Mark(MarkKind.NUMBER, number) for number in dict.fromkeys(_numbers(content)))
    units = (Mark(MarkKind.UNIT, unit) for unit in dict.fromkeys(table.unit for table in content.tables) if unit)
    return (*numbers, *units, *_statements(content))


def is_scaled(units: Sequence[str]) -> bool:
    """Whether a document gives its amounts in thousands or more, by the units that its pages declare."""
    return len(units) >= _ENOUGH_UNITS and 2 * sum(scale_of(unit) > 1 for unit in units) > len(units)


def _numbers(content: PageContent) -> Iterator[str]:
    """What may be the number printed on the page; at most a few."""
    for block in content.blocks:
        if block.kind in (BlockKind.HEADER, BlockKind.FOOTER):
            match = _NUMBER.match(block.text) or _AT_END.search(block.text)
            if match:
                yield str(int(next(filter(None, match.groups()))))


def _statements(content: PageContent) -> Iterator[Mark]:
    labels = " \n".join(text for table in content.tables for text in _labels(table)).lower()
    titles = " \n".join(_titles(content)).lower()
    rows = max((len({cell.row for cell in table.cells}) for table in content.tables), default=0)
    for kind, patterns in _ROWS.items():
        found = sum(re.search(pattern, labels) is not None for pattern in patterns)
        titled = _TITLE if re.search(_TITLES[kind], titles) else 0.0
        weight = found + titled + min(rows, _MOST_ROWS) / _MOST_ROWS
        if found and weight >= _LEAST:
            yield Mark(kind, "", round(weight, 2))


def _labels(table: Table) -> Iterator[str]:
    """The text of each row: a label may have run into another column."""
    yield from (cell.text for cell in table.cells if cell.column < 2)


def _titles(content: PageContent) -> Iterator[str]:
    yield from (table.title for table in content.tables)
    yield from content.heading_path
    kinds = (BlockKind.HEADING, BlockKind.TITLE, BlockKind.HEADER, BlockKind.CAPTION)
    yield from (block.text for block in content.blocks if block.kind in kinds)
