"""Documents read once for a benchmark, kept in the temporary folder until reading's code changes."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.answering.library import DocumentInfo
from desktop.domain.document import PageContent, Passage
from desktop.domain.fact import Fact
from desktop.domain.terms import is_chinese
from desktop.reading.context import document_context
from desktop.reading.passages import passages_of
from tests.bench.kit import ours
from tests.fakes.library import MemoryLibrary

ROOT = Path(__file__).resolve().parents[3]
FIRST_PAGES = 8
_NOT_OF_READING = ("answer", "doing", "errors", "extraction", "jobs", "models", "settings")  #: of the domain


def data_folder() -> Path:
    """The measurement sets: ``TERCET_DATA``, else beside the repository."""
    return Path(os.environ.get("TERCET_DATA", ROOT.parent / "shared" / "data"))


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """All that reading makes of a file."""

    info: DocumentInfo
    pages: tuple[PageContent, ...]
    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...]


def library_of_files(files: list[Path]) -> MemoryLibrary:
    """A library in memory with these files, read now or before."""
    library = MemoryLibrary()
    for file in files:
        document = _read_or_remembered(file)
        library.infos.append(document.info)
        library.passages.extend(document.passages)
        library.facts.extend(document.facts)
        library.pages.update({(document.info.id, page.page.number): page for page in document.pages})
    return library


def _read_or_remembered(file: Path) -> ReadDocument:
    kept = Path(tempfile.gettempdir()) / "tercet-bench" / f"{_fingerprint(file)}.pickle"
    if kept.is_file():
        remembered: ReadDocument = pickle.loads(kept.read_bytes())
        return replace(remembered, info=replace(remembered.info, name=file.name))  # may have been read by another name
    document = _read(file)
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(pickle.dumps(document))
    return document


def _fingerprint(file: Path) -> str:
    code = sorted(
        [
            *(ROOT / "desktop/reading").glob("*.py"),
            *(ROOT / "desktop/engines").glob("mupdf*.py"),
            *(path for path in (ROOT / "desktop/domain").glob("*.py") if path.stem not in _NOT_OF_READING),
        ]
    )
    digest = hashlib.sha256(file.read_bytes())
    for path in code:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:24]


def _read(file: Path) -> ReadDocument:
    identity = hashlib.sha256(file.read_bytes()).hexdigest()
    read = ours.read(file, identity=identity)
    pages = read.pages
    context = document_context(identity, file.name, pages[:FIRST_PAGES])
    passages = [p for i, page in enumerate(pages) for p in passages_of(identity, page, pages[i - 1] if i else None)]
    language = "zh" if is_chinese(" ".join(p.text for p in passages[:20])) else "en"
    year = str(context.year or "")
    info = DocumentInfo(identity, file.name, len(pages), context.title_entity, year, language, context.part)
    return ReadDocument(info, pages, tuple(passages), read.facts)
