"""``tercet settings``: what holds, what is changed, and who carries it out."""

import json
import platform
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
from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.settings import ModelChoice
from desktop.engines.chat_server import ChatServer
from desktop.protocol.events import Ready
from desktop.protocol.roles import Role
from desktop.store import packs as pack_store
from desktop.store import settings
from desktop.store.database import open_library, open_reading
from desktop.worker import packs
from desktop.worker.child import Child
from tests import pdfs
from tests.fakes.hashes import FolderHashes, Hashes, model_folder

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def library(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with a long document, read and indexed by the program without its models."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("TERCET_LANGUAGE", "en")
    monkeypatch.setattr(paths, "program_command", lambda: [sys.executable, str(ROOT / "tests" / "fakes" / "light.py")])
    monkeypatch.setattr(packs, "own_embedder", Hashes)
    monkeypatch.setattr(packs, "embedder_in", FolderHashes)
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


def settings_json(**others: object) -> dict[str, object]:
    return {
        "chunker": "structure",
        "embedder": "",
        "next_embedder": None,
        "reranker": "",
        "model": "",
        "model_name": "",
        "passages": 30,
        "indexed": 30,
        **others,
    }


def ids(db: sqlite3.Connection) -> list[str]:
    return [str(row["id"]) for row in db.execute("SELECT id FROM passages")]


def test_settings_are_shown_and_change_nothing(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys) == settings_json()


def test_a_chunker_that_is_chosen_cuts_all_pages_anew(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, "--chunker", "page") == settings_json(chunker="page")
    with closing(open_library(library)) as db:
        assert all("-p000" in one for one in ids(db))
    assert run(["settings"]) == 0
    said = "Passages: one for each page, 30 passages.\nFound by: the program's own models.\nAnswered by: the program's own models.\n"
    assert capsys.readouterr().out == said
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
        assert shown(capsys, "--chunker", "window") == settings_json(chunker="window", indexed=0)
        assert run(["settings"]) == 0
        assert "the rest follows while Tercet is open" in capsys.readouterr().out
        with closing(open_reading(library)) as db:
            assert not any("-w0" in one for one in ids(db)), (
                "who has no index makes no vectors: words alone would be left"
            )
    finally:
        process.resume()
    until = time.monotonic() + 60
    while shown(capsys) != settings_json(chunker="window"):
        assert time.monotonic() < until
        time.sleep(0.1)
    with closing(open_reading(library)) as db:
        assert all("-w0" in one for one in ids(db))


def answerer_has_index(answerer: Child, library: Path) -> None:
    """Have it index something, so that it opens the index."""
    with closing(open_library(library)) as db:
        db.execute("UPDATE passages SET indexed_at = NULL WHERE page = 0")
        until = time.monotonic() + 60
        while db.execute("SELECT count(*) FROM passages WHERE indexed_at IS NULL").fetchone()[0]:
            assert time.monotonic() < until
            time.sleep(0.1)


def test_a_model_in_a_folder_is_chosen_and_given_up_again(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = model_folder(tmp_path, "模型 a")
    monkeypatch.chdir(tmp_path)
    assert shown(capsys, "--embedder", "模型 a") == settings_json(embedder=str(folder))
    assert spaces(library) == {FolderHashes(str(folder)).space}
    assert run(["settings"]) == 0
    assert f"Found by: {folder}." in capsys.readouterr().out
    assert shown(capsys, "--embedder", "default") == settings_json()
    assert spaces(library) == {Hashes.space}


def test_a_folder_without_a_model_is_named_and_changes_nothing(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert run(["settings", "--embedder", str(tmp_path / "empty")]) == 3
    said = capsys.readouterr().err
    assert str(tmp_path / "empty") in said
    assert "modules.json" in said
    assert shown(capsys) == settings_json()
    assert spaces(library) == {Hashes.space}


class Ranks:
    """A cross-encoder to which a passage with these words fits best."""

    words = ""

    def __init__(self, folder: Path, threads: int) -> None:
        if not folder.is_dir():
            raise KnownError(ErrorCode.NOT_A_MODEL, str(folder), "no such folder")

    def scores(self, question: str, passages: list[str]) -> list[float]:
        return [float(self.words in one) for one in passages]


def test_a_cross_encoder_ranks_what_is_found_until_it_is_given_up(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "CrossEncoder", Ranks)
    folder = tmp_path / "ranks"
    assert run(["settings", "--reranker", str(folder)]) == 3
    assert str(folder) in capsys.readouterr().err
    folder.mkdir()
    before = found(capsys)
    Ranks.words = before[9]
    assert shown(capsys, "--reranker", str(folder)) == settings_json(reranker=str(folder))
    assert found(capsys) == [before[9], *before[:9]]
    assert run(["settings"]) == 0
    assert f"Ranked once more by: {folder}." in capsys.readouterr().out
    folder.rmdir()
    assert found(capsys) == before, "a model that is gone stops nothing"
    assert shown(capsys, "--reranker", "none") == settings_json()


def found(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The first ten passages for a word of every page."""
    capsys.readouterr()
    assert run(["search", "page", "-k", "10", "--json"]) == 0
    return [hit["text"] for hit in json.loads(capsys.readouterr().out)["hits"]]


def test_an_open_window_makes_the_vectors_that_the_command_line_chose(
    answerer: Child, library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answerer_has_index(answerer, library)
    folder = str(model_folder(tmp_path, "a"))
    process = psutil.Process(answerer.pid)
    process.suspend()
    try:
        assert shown(capsys, "--embedder", folder) == settings_json(next_embedder=folder, indexed=0)
        assert run(["settings"]) == 0
        assert f"To be found by: {folder}" in capsys.readouterr().out
        assert spaces(library) == {Hashes.space}, "the one before is searched until the next is complete"
    finally:
        process.resume()
    until = time.monotonic() + 60
    while shown(capsys) != settings_json(embedder=folder):
        assert time.monotonic() < until
        time.sleep(0.1)
    assert spaces(library) == {FolderHashes(folder).space}


def test_where_the_model_is_gone_words_are_searched_and_files_are_taken_and_it_is_said(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = model_folder(tmp_path, "a")
    shown(capsys, "--embedder", str(folder))
    folder.rename(tmp_path / "away")
    assert run(["search", "page 7", "-k", "1"]) == 0
    assert "page 7" in capsys.readouterr().out
    assert run(["add", str(pdfs.english(tmp_path))]) == 0
    assert str(folder) in capsys.readouterr().err
    assert spaces(library) == {FolderHashes(str(tmp_path / "away")).space, ""}
    (tmp_path / "away").rename(folder)
    made = shown(capsys, "--chunker", "structure")
    assert made["indexed"] == made["passages"] == 31


def test_where_the_next_model_is_gone_the_one_in_use_stays(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = model_folder(tmp_path, "a")
    with closing(open_library(library)) as db:
        settings.choose_embedder(db, str(folder))
    folder.rename(tmp_path / "away")
    assert run(["settings", "--chunker", "structure"]) == 3
    assert str(folder) in capsys.readouterr().err
    assert shown(capsys) == settings_json()


def spaces(library: Path) -> set[str]:
    with closing(open_library(library)) as db:
        return {row["space"] for row in db.execute("SELECT DISTINCT space FROM passages WHERE embeds")}


def test_a_server_answers_once_it_is_chosen_and_there(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ChatServer, "names", lambda self: ("small", "large"))
    (tmp_path / "key").write_text("secret\n", "utf-8")
    address = "http://127.0.0.1:11434/v1"
    words = ("--model", address, "--model-name", "large", "--api-key-file", str(tmp_path / "key"))
    assert shown(capsys, *words) == settings_json(model=address, model_name="large")
    with closing(open_library(library)) as db:
        assert settings.load(db).model == ModelChoice(address, "large", "secret")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(platform, "node", lambda: "another computer")
            assert settings.load(db).model == ModelChoice(), "who opens a copy has not asked for it"
    assert run(["settings"]) == 0
    assert f"Answered by: {address} large.\n" in capsys.readouterr().out
    assert shown(capsys, "--model", "default")["model"] == ""


def test_a_server_or_a_file_that_can_not_answer_is_not_chosen(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "model.gguf").write_bytes(b"no model")
    assert run(["settings", "--model", "http://127.0.0.1:9/v1"]) == 3
    assert "127.0.0.1:9/v1 gave no answer" in capsys.readouterr().err
    assert run(["settings", "--model", str(tmp_path / "model.gguf")]) == 3
    assert "no language model can be loaded from this file" in capsys.readouterr().err
    assert shown(capsys)["model"] == ""


@pytest.mark.engine
def test_any_gguf_file_answers_once_it_is_chosen(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = next(pack_store.folder("qwen2.5-coder-0.5b-instruct-q4_k_m").glob("*.gguf"))
    assert shown(capsys, "--model", str(file))["model"] == str(file)
