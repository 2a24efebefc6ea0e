"""Passages: whole paragraphs under their headings, and tables by rows with their column headers.

They can be cut in two other ways, windows and whole pages, which say the same words and know the same blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from desktop.domain.document import BlockKind, Cell, PageContent, Passage, Table
from desktop.domain.headings import extended
from desktop.domain.settings import Chunker
from desktop.reading.cells import rows_of
from desktop.reading.headers import column_headers
from desktop.reading.words import needs_space

_ENOUGH = 200
_MOST = 400
_WINDOW = 300
_OVERLAP = 60
_LEFT_OUT = (BlockKind.HEADER, BlockKind.FOOTER)
_TOKEN = re.compile(r"[a-zA-Z]+|\d+|[^\sa-zA-Z\d]")
_ATOM = re.compile(r"\d(?:[\d.,]*\d)?%?|[a-zA-Z]+|[^\sa-zA-Z\d]")  #: what no window cuts: a number is one
_CUT = re.compile(r"(?<=[。！？；])|(?<=[.!?;])\s+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text of a block; rows of a table stay together."""

    text: str
    block: int
    path: tuple[str, ...]
    is_table: bool = False


def passages_of(
    document: str, content: PageContent, before: PageContent | None = None, chunker: Chunker = Chunker.STRUCTURE
) -> tuple[Passage, ...]:
    """Passages of a page; running headers and footers are their context.

    By structure they have about 200 to 400 tokens, windows 300, of which 60 are those at the end of the window before.
    ``document`` is the document's id; ``before``, the page before, gives the headings that go on.
    Ids are unique, among those of other chunkers too: document, page, chunker and ordinal.
    """
    pieces = list(_pieces(_whole_sentences(content, before), before.heading_path if before else ()))
    groups, sign = _CHUNKERS[chunker]
    context = " ".join(block.text for block in content.blocks if block.kind in _LEFT_OUT)
    return tuple(
        Passage(
            f"{document[:16]}-{content.page.number:05d}-{sign}{ordinal:03d}",
            document,
            content.page.number,
            "\n".join(piece.text for piece in group),
            group[0].path,
            tuple(dict.fromkeys(piece.block for piece in group)),
            context,
        )
        for ordinal, group in enumerate(groups(pieces))
    )


def _whole_sentences(content: PageContent, before: PageContent | None) -> PageContent:
    """The page with the beginning of the sentence that its first paragraph goes on with, from the page before."""
    at = next((index for index, block in enumerate(content.blocks) if block.continues), -1)
    if before is None or at < 0:
        return content
    texts = [block.text for block in before.blocks if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)]
    *_, begun = ["", *_sentences(texts[-1] if texts else "")]
    block = content.blocks[at]
    space = " " if needs_space(begun, block.text) else ""
    whole = replace(block, text=f"{begun}{space}{block.text}")
    return replace(content, blocks=(*content.blocks[:at], whole, *content.blocks[at + 1 :]))


def token_count(text: str) -> int:
    """Tokens, about as a language model would count: a word, a number, a Chinese character or a sign."""
    return sum(1 for _ in _TOKEN.finditer(text))


def table_rows(table: Table) -> tuple[str, ...]:
    """Each row as ``label | header: value | header: value``; header rows are left out."""
    rows = rows_of(table.cells)
    columns = _by_row(table, rows)
    said = (_row_text(row, columns[index]) for index, row in enumerate(rows) if not _is_header(row))
    return tuple(text for text in said if text)


def _pieces(content: PageContent, path: tuple[str, ...]) -> Iterator[_Piece]:
    tables = iter(content.tables)
    for index, block in enumerate(content.blocks):
        if block.kind in _LEFT_OUT or not block.text:
            continue
        if block.level:
            path = extended(path, block.text, block.level)
        if block.kind is BlockKind.TABLE:
            yield from _table_pieces(next(tables), index, path)
        else:
            yield _Piece(block.text, index, path)


def _table_pieces(table: Table, index: int, path: tuple[str, ...]) -> Iterator[_Piece]:
    title = "" if path and table.title == path[-1] else table.title
    front = "，".join(part for part in (title, table.unit) if part)
    rows: list[str] = []
    count = 0
    for row in table_rows(table):
        size = token_count(row)
        if rows and count + size > _MOST:
            yield _Piece("\n".join([front, *rows]).strip(), index, path, is_table=True)
            rows, count = [], 0
        rows.append(row)
        count += size
    said = "\n".join([front, *rows]).strip() or " ".join(cell.text for cell in table.cells)
    yield _Piece(said, index, path, is_table=True)


def _parts(piece: _Piece) -> Iterator[_Piece]:
    """A paragraph, cut at sentences only where it is too long."""
    if piece.is_table or token_count(piece.text) <= _MOST:
        yield piece
        return
    part = ""
    for sentence in _sentences(piece.text):
        if part and token_count(part) + token_count(sentence) > _MOST:
            yield replace(piece, text=part)
            part = ""
        part += (" " if part and needs_space(part, sentence) else "") + sentence
    yield replace(piece, text=part)


def _sentences(text: str) -> Iterator[str]:
    for sentence in filter(None, _CUT.split(text)):
        tokens = list(_TOKEN.finditer(sentence))
        cuts = [0, *(token.start() for token in tokens[_MOST::_MOST]), len(sentence)]
        yield from (sentence[start:end] for start, end in pairwise(cuts))


def _grouped(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces in order, put together until there is enough; a heading opens a passage when one is long enough."""
    group: list[_Piece] = []
    count = 0
    for piece in chain.from_iterable(map(_parts, pieces)):
        size = token_count(piece.text)
        if group and (count + size > _MOST or (count >= _ENOUGH and piece.path != group[-1].path)):
            yield group
            group, count = [], 0
        group.append(piece)
        count += size
    if group:
        yield group


def _windows(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Runs of as many atoms, whatever they cut apart, each beginning before the end of the last."""
    atoms = [(index, *atom.span()) for index, piece in enumerate(pieces) for atom in _ATOM.finditer(piece.text)]
    starts = range(0, max(len(atoms) - _OVERLAP, 1), _WINDOW - _OVERLAP) if atoms else ()
    for start in starts:
        spans: dict[int, tuple[int, int]] = {}
        for index, begin, end in atoms[start : start + _WINDOW]:
            spans[index] = (spans[index][0] if index in spans else begin, end)
        yield [replace(pieces[index], text=pieces[index].text[slice(*span)]) for index, span in spans.items()]


def _whole(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """All in one."""
    if pieces:
        yield list(pieces)


_CHUNKERS: dict[Chunker, tuple[Callable[[Sequence[_Piece]], Iterator[list[_Piece]]], str]] = {
    Chunker.STRUCTURE: (_grouped, ""),
    Chunker.WINDOW: (_windows, "w"),
    Chunker.PAGE: (_whole, "p"),
}


def _by_row(table: Table, rows: Sequence[Sequence[Cell]]) -> list[tuple[str, ...]]:
    """The column headers in force in each row: the table's, until header rows further down replace them."""
    force: tuple[str, ...] = table.columns
    run: list[int] = []
    found = []
    for index, row in enumerate(rows):
        if _is_header(row):
            run.append(index)
        elif run:
            force, run = column_headers(table.cells, run, len(table.columns)), []
        found.append(force)
    return found


def _is_header(row: Sequence[Cell]) -> bool:
    return any(cell.is_header for cell in row)


def _row_text(row: Sequence[Cell], headers: Sequence[str]) -> str:
    parts = []
    for position, cell in enumerate(cell for cell in row if cell.text):
        header = headers[cell.column] if cell.column < len(headers) else ""
        parts.append(f"{header}: {cell.text}" if position and header else cell.text)
    return " | ".join(parts)
