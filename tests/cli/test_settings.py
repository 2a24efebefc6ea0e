"""``tercet settings``: what holds, what is changed, and who carries it out."""

import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from desktop import paths
from desktop.cli.main import run
from desktop.protocol import Ready, Role
from desktop.store.database import open_library, open_reading
from desktop.worker import packs
from desktop.worker.child import Child
from tests import pdfs
from tests.fakes.hashes import Hashes

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def library(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with a long document, read and indexed by the program without its models."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("TERCET_LANGUAGE", "en")
    monkeypatch.setattr(paths, "program_command", lambda: [sys.executable, str(ROOT / "tests" / "fakes" / "light.py")])
    monkeypatch.setattr(packs, "LateEmbedder", Hashes)
    assert run(["add", str(pdfs.many_pages(tmp_path, 30))]) == 0
    return home


@pytest.fixture
def answerer(library: Path) -> Iterator[Child]:
    """The answerer of an open window: it holds the index."""
    child = Child(Role.ANSWERER, library / "answerer.log")
    assert any(isinstance(event, Ready) for event in child.events(timeout=60))
    yield child
    child.close()


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    capsys.readouterr()
    assert run(["settings", *words, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def ids(db: sqlite3.Connection) -> list[str]:
    return [str(row["id"]) for row in db.execute("SELECT id FROM passages")]


def test_settings_are_shown_and_change_nothing(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys) == {"chunker": "structure", "passages": 30, "indexed": 30}


def test_a_chunker_that_is_chosen_cuts_all_pages_anew(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, "--chunker", "page") == {"chunker": "page", "passages": 30, "indexed": 30}
    with closing(open_library(library)) as db:
        assert all("-p000" in one for one in ids(db))
    assert run(["settings"]) == 0
    assert capsys.readouterr().out == "Passages: one for each page, 30 passages.\n"
    assert run(["search", "page 7", "-k", "1"]) == 0
    assert "page 7" in capsys.readouterr().out


def test_documents_that_come_later_are_cut_as_it_was_chosen(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown(capsys, "--chunker", "window")
    assert run(["add", str(pdfs.english(tmp_path))]) == 0
    with closing(open_library(library)) as db:
        assert all("-w0" in one for one in ids(db))


def test_a_word_that_is_no_chunker_changes_nothing(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(["settings", "--chunker", "sentences"])
    assert caught.value.code == 2
    assert "structure" in capsys.readouterr().err
    assert shown(capsys)["chunker"] == "structure"


def test_an_open_window_carries_out_what_the_command_line_chose(
    answerer: Child, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answerer_has_index(answerer, library)
    process = psutil.Process(answerer.pid)
    process.suspend()
    try:
        assert shown(capsys, "--chunker", "window") == {"chunker": "window", "passages": 30, "indexed": 0}
        assert run(["settings"]) == 0
        assert "the rest follows while Tercet is open" in capsys.readouterr().out
        with closing(open_reading(library)) as db:
            assert not any("-w0" in one for one in ids(db)), (
                "who has no index makes no vectors: words alone would be left"
            )
    finally:
        process.resume()
    with closing(open_reading(library)) as db:
        until = time.monotonic() + 60
        while not all("-w0" in one for one in ids(db)) and time.monotonic() < until:
            time.sleep(0.1)
        assert all("-w0" in one for one in ids(db))
    assert shown(capsys) == {"chunker": "window", "passages": 30, "indexed": 30}


def answerer_has_index(answerer: Child, library: Path) -> None:
    """Have it index something, so that it opens the index."""
    with closing(open_library(library)) as db:
        db.execute("UPDATE passages SET indexed_at = NULL WHERE page = 0")
        until = time.monotonic() + 60
        while db.execute("SELECT count(*) FROM passages WHERE indexed_at IS NULL").fetchone()[0]:
            assert time.monotonic() < until
            time.sleep(0.1)
