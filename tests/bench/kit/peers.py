"""Other libraries on the same files, in an environment of their own that the product never sees.

The environment is made at the first use, in the temporary folder. This file is also what runs in it:
``python peers.py NAME FILE…`` prints a JSON line per file.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

_PACKAGES = ("pymupdf==2.0", "pdfplumber==0.11.10", "pypdfium2", "rapidocr", "onnxruntime==1.31.1")
_DPI = 200


def texts(name: str, files: Sequence[Path]) -> dict[str, str]:
    """All text of each file, by the file's name."""
    return {row["file"]: "\n".join(row["pages"]) for row in _run(name, files)}


def seconds_per_page(name: str, files: Sequence[Path]) -> float:
    """CPU seconds per page."""
    rows = _run(name, files)
    return sum(row["seconds"] for row in rows) / sum(len(row["pages"]) for row in rows)


def _run(name: str, files: Sequence[Path]) -> list[dict[str, object]]:
    command = [str(_python()), __file__, name, *map(str, files)]
    threads = {"OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=os.environ | threads)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def _python() -> Path:
    folder = Path(tempfile.gettempdir()) / "tercet-bench-peers"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *_PACKAGES], check=True)
    return python


def _pymupdf(path: Path) -> list[str]:
    import pymupdf

    with pymupdf.open(path) as document:
        return [page.get_text() for page in document]


def _pdfplumber(path: Path) -> list[str]:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return [page.extract_text() or "" for page in document.pages]


def _pypdfium2(path: Path) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_range() for page in document]


def _tesseract(path: Path) -> list[str]:
    if not shutil.which("tesseract"):
        raise SystemExit("tesseract is not installed: apt install tesseract-ocr tesseract-ocr-chi-sim")
    command = ["tesseract", str(path), "-", "-l", "eng+chi_sim", "--dpi", str(_DPI)]
    return [subprocess.run(command, capture_output=True, text=True, check=True).stdout]


def _rapidocr(path: Path, engines: list[object] = []) -> list[str]:  # noqa: B006 - loaded once
    from rapidocr import RapidOCR

    if not engines:
        engines.append(RapidOCR())
    found = engines[0](str(path))
    return ["\n".join(found.txts or ())]


_PEERS: dict[str, Callable[[Path], list[str]]] = {
    "pymupdf": _pymupdf,
    "pdfplumber": _pdfplumber,
    "pypdfium2": _pypdfium2,
    "tesseract": _tesseract,
    "rapidocr": _rapidocr,
}
NAMES = tuple(_PEERS)
OF_TEXT = ("pymupdf", "pdfplumber", "pypdfium2")
OF_PICTURES = ("tesseract", "rapidocr")


def _seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    for file in map(Path, sys.argv[2:]):
        begun = _seconds()
        pages = _PEERS[sys.argv[1]](file)
        print(json.dumps({"file": file.name, "pages": pages, "seconds": _seconds() - begun}), flush=True)
