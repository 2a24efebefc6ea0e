"""How well and how fast pages are read, beside other libraries; prints one table, asserts nothing.

    python -m tests.bench.reading [--sets NAME…] [--peers NAME…] [--ocr small|tiny]

Reads the folder that TERCET_DATA names (default: shared/data beside the repository) and says so where a set is
absent. Peers run in an environment of their own, see ``kit/peers.py``. Shares are in per cent.

Sets and measures (definitions with their sources: ``kit/measures.py``):

- *text*: word F1 and edit similarity against the Markdown truth, mean over documents. Of ours all blocks but
  running headers and footers are taken; of a peer all text.
- *tables*: F1 of adjacency relations, pooled over all pages of all documents: a missed table costs recall, one
  that is none costs precision.
- *pages*, *forms*, *receipts* (scans): F1 of characters or words, mean over pictures; on pages also the edit
  similarity of the text in reading order.
- *pairs* (forms): F1 of label-value pairs, mean over pictures. A pair is right where label and value both have an
  edit similarity of 0.8 or more to those of a true one (letters and digits; a true pair counts once). A pair of
  ours is a fact's attribute and value.
- *attributes* (receipts): share of company, date, address and total for which a fact of that attribute has the
  value, by the same similarity; dates and totals must be the same to the digit, currency and case apart.
- *report*: share of the gold attributes for which a table or pair fact exists with the right value (as written, or
  as a number), whose attribute contains the gold attribute, on a gold page; and share of all facts whose value
  stands, spaces ignored, in the text that PyMuPDF finds in the fact's boxes.
- *hostile*: files of which a page is neither text nor picture nor error, or that end otherwise than with pages or a
  KnownError within 60 s; each in a child process.
- *speed*: CPU seconds per page, median over a sample of pages of reports-en (text pass, structure pass) and over
  the scans.
- *memory*: peak resident memory of a process that reads the longest report, and it repeated to 2,000 pages.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median

from desktop.domain.document import BlockKind, PageContent
from desktop.domain.fact import Fact
from tests.bench.kit import gold, measures, ours, peers
from tests.bench.kit.gold import GoldScan, GoldValue
from tests.bench.kit.measures import Counts
from tests.bench.kit.read_library import data_folder

_LIMIT = 60
_RUNNING = (BlockKind.HEADER, BlockKind.FOOTER)


@dataclass(slots=True)
class Sheet:
    """The table that is printed: one line per measure, one column per library."""

    columns: tuple[str, ...]
    lines: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def put(self, row: str, measure: str, column: str, figure: str) -> None:
        """Enter a figure, and print it at once."""
        self.lines.setdefault((row, measure), {})[column] = figure
        print(f"  {row}, {measure}, {column}: {figure}", flush=True)

    def show(self) -> None:
        """Print the table as Markdown."""
        print("\n| set | measure | " + " | ".join(self.columns) + " |")
        print("|---" * (2 + len(self.columns)) + "|")
        for (row, measure), figures in self.lines.items():
            print(f"| {row} | {measure} | " + " | ".join(figures.get(one, "–") for one in self.columns) + " |")


def main() -> None:
    """Run the chosen sets and print the table."""
    if len(sys.argv) == 3 and sys.argv[1] in _CHILDREN:
        _CHILDREN[sys.argv[1]](Path(sys.argv[2]))
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("--sets", nargs="*", choices=_SETS, default=list(_SETS))
    parser.add_argument("--peers", nargs="*", choices=peers.NAMES, default=list(peers.NAMES))
    parser.add_argument("--ocr", choices=("small", "tiny"), default="small")
    chosen = parser.parse_args()
    run = Run(data_folder(), tuple(chosen.peers), chosen.ocr, Sheet(("Tercet", *chosen.peers)))
    for name in chosen.sets:
        folder = run.data / _SETS[name][0]
        if folder.exists():
            _SETS[name][1](run, folder)
        else:
            print(f"{name}: skipped, no folder {folder.name} under TERCET_DATA")
    run.sheet.show()


@dataclass(frozen=True, slots=True)
class Run:
    """What a run was asked for."""

    data: Path
    peers: tuple[str, ...]
    ocr: str
    sheet: Sheet


def _text(run: Run, folder: Path) -> None:
    files = sorted(folder.glob("*.pdf"))
    truth = {file.name: measures.without_markup(file.with_suffix(".md").read_text("utf-8")) for file in files}
    mine = {file.name: _running_text(ours.read(file).pages) for file in files}
    for column, texts in [("Tercet", mine), *_peer_texts(run, files, peers.OF_TEXT)]:
        f1 = mean(measures.words_in_common(texts[name], truth[name]).f1 for name in truth)
        order = mean(measures.edit_similarity(texts[name], truth[name]) for name in truth)
        run.sheet.put("text", "word F1", column, _per_cent(f1))
        run.sheet.put("text", "edit similarity", column, _per_cent(order))


def _tables(run: Run, folder: Path) -> None:
    counts = Counts()
    for file in sorted(folder.glob("*.pdf")):
        true = measures.all_neighbours(table.cells for table in gold.tables(Path(str(file)[:-4] + "-str.xml")))
        counts += measures.in_common(ours.neighbours(ours.read(file).pages).elements(), true.elements())
    run.sheet.put("tables", "adjacency F1", "Tercet", f"{counts.f1:.3f}")


def _scans(run: Run, folder: Path) -> None:
    every = gold.scans(folder)
    files = [folder / scan.file for scan in every]
    read = {file.name: ours.read(file, run.ocr) for file in files}
    mine = {name: _all_text(one.pages) for name, one in read.items()}
    running = {name: _running_text(one.pages) for name, one in read.items()}
    for column, texts in [("Tercet", mine), *_peer_texts(run, files, peers.OF_PICTURES)]:
        for kind, measure in (
            ("pages", measures.characters_in_common),
            ("forms", measures.words_in_common),
            ("receipts", measures.words_in_common),
        ):
            f1 = mean(measure(texts[scan.file], scan.text).f1 for scan in every if scan.kind == kind)
            run.sheet.put(kind, "character F1" if kind == "pages" else "word F1", column, _per_cent(f1))
        flows = running if column == "Tercet" else texts
        order = mean(measures.edit_similarity_of_letters(flows[scan.file], scan.flow) for scan in every if scan.flow)
        run.sheet.put("pages", "similarity in order", column, _per_cent(order))
    forms = [scan for scan in every if scan.kind == "forms"]
    pairs = mean(_pairs(scan, read[scan.file].facts).f1 for scan in forms)
    run.sheet.put("forms", "pairs F1", "Tercet", _per_cent(pairs))
    right = [
        _attribute(name, value, read[scan.file].facts)
        for scan in every
        if scan.kind == "receipts"
        for name, value in scan.pairs
    ]
    run.sheet.put("receipts", "attributes right", "Tercet", _per_cent(mean(right)))
    run.sheet.put("scans", f"CPU-s a page, {run.ocr}", "Tercet", f"{median(one.seconds for one in read.values()):.2f}")


def _report(run: Run, folder: Path) -> None:
    for file in sorted(folder.glob("*.pdf")):
        read = ours.read(file)
        true = gold.values(folder, file.name)
        found = [one for one in true if _found(one, read.facts)]
        run.sheet.put("report", f"gold facts ({len(true)})", "Tercet", _per_cent(len(found) / len(true)))
        verbatim = ours.verbatim(file, read.facts)
        run.sheet.put("report", f"verbatim in box ({len(read.facts)})", "Tercet", _per_cent(verbatim / len(read.facts)))
        for one in true:
            if one not in found:
                print(f"    not found: {one.attribute} {one.value} on {one.pages[:5]}")


def _hostile(run: Run, folder: Path) -> None:
    files = sorted(path for path in folder.iterdir() if path.suffix != ".txt")
    outcomes = {file.name: _outcome(file) for file in files}
    bad = {name: outcome for name, outcome in outcomes.items() if outcome not in ("read", "refused")}
    run.sheet.put("hostile", f"crash, hang, silent empty of {len(files)}", "Tercet", str(len(bad)))
    for name, outcome in bad.items():
        print(f"    {name}: {outcome}")


def _speed(run: Run, folder: Path) -> None:
    samples = [sample for file in sorted(folder.glob("*.pdf")) for sample in ours.timed_pages(file, 12)]
    for at, name in enumerate(("text pass", "structure pass")):
        times = [sample[at] for sample in samples]
        run.sheet.put("speed", f"{name}, CPU-s a page", "Tercet", f"{median(times):.3f}")
    for name in (one for one in run.peers if one in peers.OF_TEXT):
        seconds = peers.seconds_per_page(name, sorted(folder.glob("*.pdf"))[:3])
        run.sheet.put("speed", "text pass, CPU-s a page", name, f"{seconds:.3f}")


def _memory(run: Run, folder: Path) -> None:
    for measure in ("longest", "repeated"):
        done = _child(measure, folder, timeout=7200)
        run.sheet.put("memory", f"peak MB, {measure}", "Tercet", done.stdout.strip().splitlines()[-1])


_SETS: dict[str, tuple[str, Callable[[Run, Path], None]]] = {
    "text": ("text", _text),
    "tables": ("tables", _tables),
    "scans": ("scans", _scans),
    "report": ("report-zh", _report),
    "hostile": ("hostile", _hostile),
    "speed": ("reports-en", _speed),
    "memory": ("reports-en", _memory),
}
_CHILDREN: dict[str, Callable[[Path], None]] = {
    "hostile-file": ours.print_outcome,
    "longest": ours.print_peak,
    "repeated": ours.print_peak_repeated,
}


def _peer_texts(run: Run, files: Sequence[Path], fit: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Name and text by file's name of every chosen peer that fits."""
    for name in run.peers:
        if name in fit:
            yield name, peers.texts(name, files)


def _all_text(pages: Sequence[PageContent]) -> str:
    return "\n".join(block.text for page in pages for block in page.blocks)


def _running_text(pages: Sequence[PageContent]) -> str:
    return "\n".join(block.text for page in pages for block in page.blocks if block.kind not in _RUNNING)


def _pairs(scan: GoldScan, facts: Sequence[Fact]) -> Counts:
    left = list(scan.pairs)
    found = {(fact.triple.attribute, fact.triple.value) for fact in facts}
    for label, value in found:
        match = next((one for one in left if _alike(one[0], label) and _alike(one[1], value)), None)
        if match:
            left.remove(match)
    return Counts(len(scan.pairs) - len(left), len(found), len(scan.pairs))


def _alike(first: str, second: str) -> bool:
    return measures.edit_similarity_of_letters(first, second) >= 0.8


def _attribute(name: str, value: str, facts: Sequence[Fact]) -> bool:
    said = [fact.triple.value for fact in facts if fact.triple.attribute.lower() == name]
    if name in ("date", "total"):
        wanted = _squeezed(value).upper().strip("$RM")
        return any(_squeezed(one).upper().strip("$RM") == wanted for one in said)
    return any(_alike(one, value) for one in said)


def _found(true: GoldValue, facts: Sequence[Fact]) -> bool:
    return any(
        fact.evidence.page in true.pages
        and true.attribute in _squeezed(fact.triple.attribute)
        and ours.has_value(fact, true.value)
        for fact in facts
    )


def _outcome(path: Path) -> str:
    try:
        done = _child("hostile-file", path, _LIMIT)
    except subprocess.TimeoutExpired:
        return "hangs"
    return done.stdout.strip().splitlines()[-1] if done.returncode == 0 and done.stdout else done.stderr[-300:]


def _child(what: str, path: Path, timeout: float) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.bench.reading", what, str(path)]
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _per_cent(share: float) -> str:
    return f"{100 * share:.1f}"


if __name__ == "__main__":
    main()
