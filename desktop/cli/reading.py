"""``tercet read``: a file's pages, read in a child process that may crash or hang without harm."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.cli.columns import aligned
from desktop.cli.contract import page_json, print_line
from desktop.cli.error_words import error_words
from desktop.cli.names import DONE, REFUSED, USAGE
from desktop.cli.words import words
from desktop.domain.document import BlockKind, Page, PageContent, PageSource, Table
from desktop.domain.errors import ErrorCode, KnownError
from desktop.protocol.events import Failed, FileOpened, FileRead, PageBegun, PageRead
from desktop.protocol.requests import ReadFile
from desktop.protocol.roles import Role
from desktop.reading.reader import NO_TEXT, OCR_MISSING
from desktop.store.disk import file_error
from desktop.wire import local_path, printable, wire_path
from desktop.worker.child import Child

_MOST_DEATHS = 2  #: of a worker in a row, at the same place
_POLL_SECONDS = 0.3
_WIDEST = 48  #: places that a cell may take before it juts out of its column
_WORDS = {
    "en": {
        "failed-pages": "{name}: page {pages} could not be read. The other pages are not affected.",
        "no-text": "{name}: page {pages} is a picture in which no words were found.",
        "no-ocr": "{name}: page {pages} needs text recognition, whose model packs are missing: tercet models fetch",
    },
    "zh": {
        "failed-pages": "{name}：第 {pages} 页无法读取，其他页面不受影响。",
        "no-text": "{name}：第 {pages} 页是图片，没有识别出文字。",
        "no-ocr": "{name}：第 {pages} 页需要文字识别，但缺少模型包：tercet models fetch",
    },
}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    read = subparsers.add_parser("read", help="print what stands on the pages of a file; needs no library")
    read.add_argument("file", metavar="FILE")
    read.add_argument("--json", action="store_true", help="one JSON object per page")
    read.add_argument("--draw", metavar="DIR", help="also draw each page there, with its blocks and cells over it")
    read.add_argument("--password-file", metavar="F", help="file with passwords to try, one a line")
    read.set_defaults(run=read_file)


def read_file(given: argparse.Namespace) -> int:
    """Print the pages of one file as they are read."""
    passwords = read_passwords(given.password_file)
    if passwords is None:
        return USAGE
    failed = found = 0
    try:
        asked = ReadFile(wire_path(str(Path(given.file).absolute())), pictures=_folder(given.draw))
        for opened, page in _pages(asked, ("", *passwords)):
            failed += page.content.error not in ("", NO_TEXT)
            found += any(block.text for block in page.content.blocks)
            _print_page(given.json, opened, page)
        if not found and not failed:
            raise KnownError(ErrorCode.NO_TEXT, given.file)
    except KnownError as error:
        about_pictures = bool(given.draw) and error.subject.startswith((given.draw, str(Path(given.draw).absolute())))
        print(error_words(error, error.subject if about_pictures else printable(given.file)), file=sys.stderr)
        return REFUSED
    return REFUSED if failed else DONE


def _folder(draw: str | None) -> str:
    """The folder for pictures, made where it isn't there; DISK_FULL or NOT_READABLE where that can't be."""
    if draw is None:
        return ""
    folder = Path(draw)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_error(printable(draw), error) from error
    return wire_path(str(folder.absolute()))


def _pages(asked: ReadFile, passwords: tuple[str, ...]) -> Iterator[tuple[FileOpened, PageRead]]:
    *others, last = passwords
    for password in others:
        try:
            yield from _pages_with(replace(asked, password=password))
            return
        except KnownError as error:
            if error.code not in (ErrorCode.LOCKED, ErrorCode.WRONG_PASSWORD):
                raise
    yield from _pages_with(replace(asked, password=last))


@dataclass(slots=True)
class _Place:
    """How far a file has been read, over the lives of several workers."""

    opened: FileOpened | None = None
    first: int = 0  #: the page to start at
    begun: int = -1  #: the page that is being read
    deaths: int = 0  #: in a row, at the same place
    ended: bool = False


def _pages_with(asked: ReadFile) -> Iterator[tuple[FileOpened, PageRead]]:
    """Pages from a worker; one at which it dies is reported as failed, and reading goes on behind it."""
    child, place = Child(Role.FILE), _Place()
    try:
        while not place.ended:
            child.send(replace(asked, first=place.first))
            for page in _one_life(child, place):
                assert place.opened is not None  # noqa: S101 - it is said before the first page
                yield place.opened, page
            if not place.ended:
                _after_a_death(place, local_path(asked.path))
                child.restart()
    finally:
        child.close()


def _one_life(child: Child, place: _Place) -> Iterator[PageRead]:
    """Pages until the file or the worker ends; where a page brought it down, that page last, as failed."""
    for event in child.events(timeout=_POLL_SECONDS):
        match event:
            case FileOpened():
                place.opened = event
            case PageBegun(number):
                place.begun = number
            case PageRead():
                place.first, place.deaths, place.begun = event.content.page.number + 1, 0, -1
                yield event
            case Failed(_, code, subject, detail):
                raise KnownError(code, subject, detail)
            case FileRead():
                place.ended = True
                return
    if place.begun >= 0:
        yield PageRead(PageContent(Page(place.begun, 0, 0, PageSource.FAILED), error="crash"), ())
        place.first, place.begun, place.deaths = place.begun + 1, -1, -1


def _after_a_death(place: _Place, path: str) -> None:
    place.deaths += 1
    if place.deaths >= _MOST_DEATHS:
        raise KnownError(ErrorCode.DAMAGED, path, "brought the reader down")


def _print_page(as_json: bool, opened: FileOpened, page: PageRead) -> None:
    names = {opened.document: opened.name}
    if page.content.error:
        print(page_error(opened.name, [page.content.page.number], page.content.error), file=sys.stderr)
    if as_json:
        document = {"id": opened.document, "name": opened.name, "pages": opened.pages}
        print_line({"document": document, "page": page_json(page.content, page.facts, names)})
        return
    print(f"— {page.content.page.number + 1} —")
    for block in page.content.blocks:
        table = next((one for one in page.content.tables if one.box in block.boxes), None)
        print("\n".join(_lines(table)) if table and block.kind is BlockKind.TABLE else block.text)


def _lines(table: Table) -> Iterator[str]:
    """A table's rows with its columns under each other; a cell over several stands in the first of them."""
    texts = {(cell.row, cell.column): " ".join(cell.text.split()) for cell in table.cells}
    rows, columns = (range(max(place[at] for place in texts) + 1) for at in (0, 1))
    yield from aligned([[texts.get((row, column), "") for column in columns] for row in rows], _WIDEST)


def page_error(name: str, numbers: Sequence[int], error: str) -> str:
    """The sentence for pages (0-based) that could not be read."""
    shown = ", ".join(str(number + 1) for number in numbers)
    key = {OCR_MISSING: "no-ocr", NO_TEXT: "no-text"}.get(error, "failed-pages")
    return words(_WORDS, key, name=name, pages=shown)


def read_passwords(file: str | None) -> tuple[str, ...] | None:
    """The lines of the password file; None (and words on stderr) if it can't be read."""
    if file is None:
        return ()
    try:
        return tuple(line for line in Path(file).read_text("utf-8-sig").splitlines() if line)
    except (OSError, UnicodeDecodeError) as error:
        print(error_words(KnownError(ErrorCode.NOT_READABLE, file, str(error))), file=sys.stderr)
        return None
