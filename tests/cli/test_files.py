"""Files named without a subcommand: which words are files, and what is said of those that are not there."""

from pathlib import Path

import pytest

from desktop.cli.files import missing, named_files
from desktop.cli.main import run
from desktop.cli.names import REFUSED, USAGE


@pytest.mark.parametrize("name", ["a b.pdf", "年报 100%.pdf", "50%20.pdf", "-x.pdf", "no suffix", "file:odd.pdf"])
def test_whatever_lies_there_is_a_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    assert named_files([name]) == (str(tmp_path / name),)
    assert missing(named_files([name])) == ()


def test_paths_are_absolute_and_folders_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path / "folder")
    assert named_files([".", "../b.pdf"]) == (str(tmp_path / "folder"), str(tmp_path / "folder" / ".." / "b.pdf"))


def test_a_file_url_is_its_path(tmp_path: Path) -> None:
    file = tmp_path / "年报 #1 100%.pdf"
    file.touch()
    assert named_files([file.as_uri()]) == (str(file),)


@pytest.mark.parametrize("words", [["ask", "a/b.pdf"], ["serch"], ["-h"], ["--worker", "x.pdf"], ["U.S.?"], []])
def test_subcommands_options_and_mistyped_ones_are_no_files(words: list[str]) -> None:
    assert named_files(words) == ()


def test_a_question_in_place_of_a_subcommand_is_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(["多少人？" * 1000])
    assert stopped.value.code == USAGE


@pytest.mark.parametrize(
    ("language", "words"), [("en", "gone.pdf: there is no such file."), ("zh", "gone.pdf：没有这个文件。")]
)
def test_a_file_that_is_not_there_is_said_plainly(
    language: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERCET_LANGUAGE", language)
    assert run([str(tmp_path / "gone.pdf")]) == REFUSED
    said = capsys.readouterr()
    assert said.err == f"{tmp_path / words}\n"
    assert said.out == ""
